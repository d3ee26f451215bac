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
        match self {
            Self::Set => Self::NotSet,
            Self::NotSet => Self::Set,
            Self::Is(values) => Self::IsNot(values),
            Self::IsNot(values) => Self::Is(values),
            other => other,
        }
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
        let test = match (&tested.is, negated) {
            (Tested::Set, false) | (Tested::NotSet, true) => GuardTest::Set,
            (Tested::NotSet, false) | (Tested::Set, true) => GuardTest::NotSet,
            (Tested::Is(values), false) | (Tested::IsNot(values), true) => GuardTest::Is(values.clone()),
            (Tested::IsNot(values), false) | (Tested::Is(values), true) => GuardTest::IsNot(values.clone()),
            (is, negated) => match is.choice() {
                Some(values) if negated => GuardTest::Is(values.to_vec()),
                Some(values) => GuardTest::IsNot(values.to_vec()),
                None => continue,
            },
        };
        out.extend(tested.names.iter().map(|&name| Guarded { name, test: test.clone() }));
    }
    out
}
