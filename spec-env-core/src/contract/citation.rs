//! The requirement behind a rule.

use std::fmt;

use super::Text;

/// Where a requirement stands, and its words.
#[derive(Debug, PartialEq, Eq)]
pub struct Citation {
    /// `N.M`, or an explicit id such as `AC-13`.
    pub id: Option<Text>,
    /// The file, as it was given.
    pub file: Text,
    /// The 1-based line on which the statement begins.
    pub line: u32,
    /// The EARS pattern of the statement, where it has one.
    pub pattern: Option<EarsPattern>,
    /// The system that it binds; `None` for "the system".
    pub system: Option<Text>,
    /// The statement on one line; a secret's default is written `…`.
    pub text: Text,
    /// Which facts about the variable it states.
    pub facts: Facts,
}

/// Not in line: reports copy citations in many places, which nobody waits for.
impl Clone for Citation {
    #[inline(never)]
    fn clone(&self) -> Self {
        let Self { id, file, line, pattern, system, text, facts } = self;
        Self {
            id: id.clone(),
            file: file.clone(),
            line: *line,
            pattern: *pattern,
            system: system.clone(),
            text: text.clone(),
            facts: *facts,
        }
    }
}

/// The sentence patterns of EARS, the Easy Approach to Requirements Syntax (Mavin et al., 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EarsPattern {
    /// `THE system SHALL …`
    Ubiquitous,
    /// `WHEN trigger, THE system SHALL …`
    EventDriven,
    /// `WHILE precondition, THE system SHALL …`
    StateDriven,
    /// `WHERE feature, THE system SHALL …`
    OptionalFeature,
    /// `IF trigger, THEN THE system SHALL …`
    UnwantedBehaviour,
    /// Several of them in one sentence.
    Complex,
}

impl EarsPattern {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ubiquitous => "ubiquitous",
            Self::EventDriven => "event-driven",
            Self::StateDriven => "state-driven",
            Self::OptionalFeature => "optional-feature",
            Self::UnwantedBehaviour => "unwanted-behaviour",
            Self::Complex => "complex",
        }
    }
}

/// A set of fact families, to find the statement behind a rule.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts(
    /// One bit a family.
    pub u32,
);

impl Facts {
    /// The variable is read.
    pub const READ: Self = Self(1);
    /// Required, optional.
    pub const PRESENCE: Self = Self(1 << 1);
    /// A default.
    pub const DEFAULT: Self = Self(1 << 2);
    /// The kind of value, with its schemes, item and separator.
    pub const TYPE: Self = Self(1 << 3);
    /// A smallest or largest value.
    pub const RANGE: Self = Self(1 << 4);
    /// A shortest or longest text.
    pub const LENGTH: Self = Self(1 << 5);
    /// The list of accepted values.
    pub const ONE_OF: Self = Self(1 << 6);
    /// A pattern.
    pub const PATTERN: Self = Self(1 << 7);
    /// A unit.
    pub const UNIT: Self = Self(1 << 8);
    /// What happens to an invalid value.
    pub const INVALID: Self = Self(1 << 9);
    /// It must not be shown.
    pub const SECRET: Self = Self(1 << 10);
    /// Refused values.
    pub const FORBIDDEN: Self = Self(1 << 11);
    /// A file variable.
    pub const FILE: Self = Self(1 << 12);
    /// A former name.
    pub const FORMER_NAME: Self = Self(1 << 13);
    /// Empty is allowed.
    pub const EMPTY: Self = Self(1 << 14);
    /// A rule under a guard.
    pub const GUARD: Self = Self(1 << 15);
    /// A rule over several variables.
    pub const GROUP: Self = Self(1 << 16);

    /// Whether the two sets share a family.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no family is in the set: the statement only mentions the variable.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Facts({:#x})", self.0)
    }
}
