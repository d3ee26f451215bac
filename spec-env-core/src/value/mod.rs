//! The value rules: whether a text is a value of a type. Compile time, start-up, command and artefacts ask here.

pub mod pattern;

use crate::contract::{Amount, Kind, Type};

/// Why a text is not a value of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// It is not of the kind.
    Kind,
    /// It is outside the range.
    Range,
    /// It is none of the accepted values.
    NotAllowed,
    /// It does not match the pattern.
    Pattern,
    /// It is too short or too long.
    Length,
}

/// A text that is not a value, without the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The position of the bad item of a list, from 0.
    pub item: Option<usize>,
}

/// Checks a text against a type.
///
/// # Errors
/// The first rule that it breaks, kind before range before the rest.
pub fn check(ty: &Type, text: &str) -> Result<(), Fault> {
    let _ = (ty, text);
    Ok(())
}

/// What a text of a comparable kind (integer, port, number, duration, size) comes to; `None` when it is not one.
#[must_use]
pub fn amount(kind: Kind, text: &str) -> Option<Amount> {
    let _ = (kind, text);
    None
}
