//! What is wrong with a specification, with the places that show it.

mod code;
#[cfg(feature = "serde")]
mod json;

use std::ops::Range;

pub use code::Code;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// For information: how something was read.
    Note,
    /// Probably not what was meant.
    Warning,
    /// No contract can be made of it.
    Error,
}

impl Level {
    /// The word in output.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A place in a file of the specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The position of the file in [`Specification::sources`](crate::specification::Specification::sources).
    pub source: usize,
    /// The bytes meant, on character boundaries.
    pub span: Range<usize>,
}

/// A place with words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// What is to be seen there; may be empty.
    pub message: String,
}

/// One finding about a specification.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub level: Level,
    /// What sort of finding it is.
    pub code: Code,
    /// One sentence, lower case, without a full stop.
    pub message: String,
    /// What to do: the nearest accepted form, filled in.
    pub help: Option<String>,
    /// The id of the statement.
    pub id: Option<String>,
    /// The words meant.
    pub primary: Label,
    /// Other places that matter, such as the statement that is contradicted.
    pub related: Vec<Label>,
}
