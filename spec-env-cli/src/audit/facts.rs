//! What one file says about reads of the environment.

use serde::Serialize;
use spec_env_core::report::Place;

use super::names::Name;

/// What kind of code reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Role {
    /// What is shipped.
    Code,
    Test,
    Bench,
    Example,
    BuildScript,
}

impl Role {
    /// `code`, `a test`
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Test => "a test",
            Self::Bench => "a benchmark",
            Self::Example => "an example",
            Self::BuildScript => "a build script",
        }
    }
}

/// A function, by the type that it belongs to and its name.
pub(super) type Function = (Option<String>, String);

/// The type of a value that is not known.
pub(super) const ANY: &str = "_";

/// A read whose name may be known only when the other files are.
pub(super) struct Found {
    /// What reads: `std::env::var`.
    pub(super) how: &'static str,
    pub(super) name: Name,
    pub(super) place: Place,
    pub(super) role: Role,
    /// The function around it.
    pub(super) inside: Option<Function>,
}

/// A call that may turn out to be one of a function that reads.
pub(super) struct Call {
    pub(super) callee: Function,
    pub(super) arguments: Vec<Name>,
    pub(super) place: Place,
    pub(super) role: Role,
    pub(super) inside: Option<Function>,
}

/// Everything about one file.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) reads: Vec<Found>,
    pub(super) calls: Vec<Call>,
    /// Constants with a text for a value.
    pub(super) constants: Vec<(String, String)>,
    /// All functions that are defined.
    pub(super) functions: Vec<Function>,
    /// Whether a struct is tied to a specification here, which reads all its variables.
    pub(super) is_bound: bool,
    /// What could not be seen, and where.
    pub(super) unseen: Vec<(String, Place)>,
}
