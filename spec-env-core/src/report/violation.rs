//! One thing that is wrong, and the requirement that it breaks.

use super::{Hint, Problem};
use crate::contract::{Citation, Text};

/// A variable that is not as its requirement says.
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    pub(super) variable: Text,
    pub(super) problem: Problem,
    pub(super) expected: String,
    pub(super) hint: Option<Hint>,
    pub(super) citation: Option<Citation>,
    pub(super) place: Option<Place>,
}

/// Where in a file a variable is set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file, as it was given.
    pub file: String,
    /// The 1-based line; 0 where the file as a whole is meant.
    pub line: u32,
    /// The 1-based column, in characters; 0 where the file as a whole is meant.
    pub column: u32,
}

impl Place {
    /// No line of a file, but all of it.
    #[must_use]
    pub fn whole(file: String) -> Self {
        Self { file, line: 0, column: 0 }
    }
}

/// What sort of thing is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ViolationKind {
    /// The variable is not set.
    Missing,
    /// It is set to the empty string.
    Empty,
    /// The value is not of the type.
    InvalidType,
    /// It is outside the range.
    OutOfRange,
    /// It is none of the accepted values.
    NotAllowed,
    /// It does not match the pattern.
    Pattern,
    /// It is too short or too long.
    Length,
    /// It is one of the refused values.
    Forbidden,
    /// It is not UTF-8.
    NotUnicode,
    /// Two sources of the value contradict each other.
    Conflict,
    /// The file that should hold the value cannot be used.
    FileUnreadable,
    /// It is an address that Kubernetes injects.
    ServiceLink,
    /// Too few or too many variables of a group are set.
    Group,
}

impl ViolationKind {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Empty => "empty",
            Self::InvalidType => "invalid-type",
            Self::OutOfRange => "out-of-range",
            Self::NotAllowed => "not-allowed",
            Self::Pattern => "pattern",
            Self::Length => "length",
            Self::Forbidden => "forbidden",
            Self::NotUnicode => "not-unicode",
            Self::Conflict => "conflict",
            Self::FileUnreadable => "file-unreadable",
            Self::ServiceLink => "service-link",
            Self::Group => "group",
        }
    }
}

impl Violation {
    /// A violation: what is wrong, what was expected instead, what probably happened, and the requirement.
    #[must_use]
    pub fn new(
        variable: Text,
        problem: Problem,
        expected: String,
        hint: Option<Hint>,
        citation: Option<&Citation>,
    ) -> Self {
        Self { variable, problem, expected, hint, citation: citation.cloned(), place: None }
    }

    /// Expects something else, if anything.
    pub(crate) fn expect(&mut self, expected: Option<String>) {
        if let Some(expected) = expected {
            self.expected = expected;
        }
    }

    /// Adds a name that is set and unknown, and may have been meant.
    pub(crate) fn suggest(&mut self, name: String) {
        self.hint = Some(Hint::NearName(name));
    }

    /// Adds where the variable is set.
    #[must_use]
    pub fn at(self, place: Option<Place>) -> Self {
        Self { place, ..self }
    }

    /// The variable's name; of a group, that of the first that is concerned.
    #[must_use]
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// What sort of thing is wrong.
    #[must_use]
    pub fn kind(&self) -> ViolationKind {
        self.problem.kind()
    }

    /// What is wrong, in words that go on after the name: `is not set`.
    #[must_use]
    pub fn message(&self) -> String {
        self.problem.to_string()
    }

    /// What the value must look like: `a port (an integer from 1 to 65535)`.
    #[must_use]
    pub fn expected(&self) -> &str {
        &self.expected
    }

    /// What probably happened, and what to do about it.
    #[must_use]
    pub fn hint(&self) -> Option<String> {
        self.hint.as_ref().map(ToString::to_string)
    }

    /// The requirement that is broken.
    #[must_use]
    pub fn citation(&self) -> Option<&Citation> {
        self.citation.as_ref()
    }

    /// Where the variable is set, for environments read from files.
    #[must_use]
    pub fn place(&self) -> Option<&Place> {
        self.place.as_ref()
    }
}

impl std::error::Error for Violation {}

/// One line.
impl std::fmt::Display for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::text::violation(self, f)
    }
}

impl std::fmt::Debug for Violation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}
