//! What is done about invalid values, what holds under conditions, and what holds over several variables.

use std::fmt;

use super::{Citation, List, Text};

/// What happens to a value that breaks its type.
#[derive(Clone, PartialEq, Eq)]
pub enum OnInvalid {
    /// The service must not start.
    Fail,
    /// This literal stands in, with a warning.
    Fallback(Text),
}

/// The literal is left out: it may belong to a secret.
impl fmt::Debug for OnInvalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fail => "Fail",
            Self::Fallback(_) => "Fallback(…)",
        })
    }
}

/// A rule that holds while all its conditions do.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard {
    /// The conditions, on effective values: defaults and former names applied.
    pub when: List<Condition>,
    /// What then holds for the variable.
    pub then: Outcome,
    /// The statement, as a position in the variable's [`citations`](super::Variable::citations).
    pub citation: usize,
}

/// A test of one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The tested variable, as a position in [`Contract::variables`](super::Contract::variables).
    pub variable: usize,
    /// What is asked of it.
    pub test: Test,
}

/// What a condition asks. Values compare by the variable's kind: `yes` is `true`, `0x` is never a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It has a value.
    IsSet,
    /// It has none.
    IsNotSet,
    /// It has this value.
    Is(Text),
    /// It has another value, or none.
    IsNot(Text),
    /// It has one of these values.
    OneOf(List<Text>),
}

/// What a guarded rule says of its variable.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It must be set.
    Required,
    /// This literal stands in.
    Default(Text),
    /// It may be missing.
    Optional,
}

/// The literal is left out: it may belong to a secret.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Required => "Required",
            Self::Default(_) => "Default(…)",
            Self::Optional => "Optional",
        })
    }
}

/// A rule over several variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many of them must be set.
    pub kind: GroupKind,
    /// The members, as positions in [`Contract::variables`](super::Contract::variables).
    pub variables: List<usize>,
    /// The statements that say so.
    pub citations: List<Citation>,
}

/// How many variables of a group must be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// One or more.
    AtLeastOne,
    /// One or none.
    AtMostOne,
}

impl GroupKind {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeastOne => "at-least-one",
            Self::AtMostOne => "at-most-one",
        }
    }
}
