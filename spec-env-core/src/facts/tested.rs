//! A test of variables, its contrary, and the guards that it comes to.

use std::ops::Range;

use super::context::Joiner;
use super::{End, FactKind, GuardTest, Guarded, NameId};

/// A test of one or more variables.
#[derive(Debug, Clone)]
pub(crate) struct Test {
    pub(crate) names: Vec<NameId>,
    pub(crate) joiner: Joiner,
    pub(crate) is: Tested,
    pub(crate) span: Range<usize>,
}

/// What is tested.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Tested {
    Set,
    NotSet,
    Is(Vec<String>),
    IsNot(Vec<String>),
    /// The value breaks its type; the facts say what it should have been.
    Invalid(Vec<FactKind>),
    Below(End),
    Above(End),
    /// It has a value that is described, not named.
    Described,
}

impl Tested {
    /// Whether the value is found unfit, whatever it should have been.
    pub(crate) fn judges(&self) -> bool {
        matches!(self, Self::Invalid(_) | Self::Below(_) | Self::Above(_) | Self::Described)
    }

    /// The values that it "is not one of": unfit, or under a rule on another variable a guard.
    fn choice(&self) -> Option<&[String]> {
        match self {
            Self::Invalid(facts) => match facts.as_slice() {
                [FactKind::OneOf(values)] => Some(values),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether a rule can stand under it.
    pub(crate) fn guards(&self) -> bool {
        !self.judges() || self.choice().is_some()
    }

    /// What is tested where the test fails; tests of validity have no contrary that a rule could stand under.
    pub(crate) fn contrary(self) -> Self {
        match self.guard().filter(|_| !self.judges()).map(GuardTest::contrary) {
            Some(GuardTest::Set) => Self::Set,
            Some(GuardTest::NotSet) => Self::NotSet,
            Some(GuardTest::Is(values)) => Self::Is(values),
            Some(GuardTest::IsNot(values)) => Self::IsNot(values),
            None => self,
        }
    }

    /// The guard that it comes to.
    fn guard(&self) -> Option<GuardTest> {
        Some(match self {
            Self::Set => GuardTest::Set,
            Self::NotSet => GuardTest::NotSet,
            Self::Is(values) => GuardTest::Is(values.clone()),
            Self::IsNot(values) => GuardTest::IsNot(values.clone()),
            _ => GuardTest::IsNot(self.choice()?.to_vec()),
        })
    }
}

/// The variables that tests name, in their order.
pub(crate) fn named<'t>(tests: impl IntoIterator<Item = &'t Test>) -> Vec<NameId> {
    let mut out = Vec::new();
    for test in tests {
        out.extend(&test.names);
    }
    out
}

/// The guards that tests come to, or their contraries; those of validity come to none.
pub(crate) fn guards(tests: &[Test], negated: bool) -> Vec<Guarded> {
    let mut out = Vec::new();
    for tested in tests {
        let Some(test) = tested.is.guard() else { continue };
        let test = if negated { test.contrary() } else { test };
        out.extend(tested.names.iter().map(|&name| Guarded { name, test: test.clone() }));
    }
    out
}
