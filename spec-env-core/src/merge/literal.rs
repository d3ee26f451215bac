//! What a literal comes to for its variable: its text, and whether the word behind it is a unit or a label.

use crate::contract::{Kind, Length};
use crate::facts::literal::canonical;
use crate::facts::{End, Literal};
use crate::value;

/// The unit that a name ends in: `CACHE_TTL_SECONDS` counts seconds.
pub(super) fn unit_of_name(name: &str) -> Option<&'static str> {
    let (_, last) = name.rsplit_once('_')?;
    let word = matches!(
        last,
        "MS" | "MILLIS"
            | "MILLISECONDS"
            | "SEC"
            | "SECS"
            | "SECONDS"
            | "MINS"
            | "MINUTES"
            | "HRS"
            | "HOURS"
            | "DAYS"
            | "BYTES"
            | "KB"
            | "MB"
            | "GB"
            | "KIB"
            | "MIB"
            | "GIB"
            | "KILOBYTES"
            | "MEGABYTES"
            | "GIGABYTES"
    );
    word.then(|| canonical(last)).flatten()
}

fn is_time(unit: &str) -> bool {
    matches!(unit, "ms" | "s" | "m" | "h" | "d")
}

/// A literal in the terms of its variable.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Resolved {
    pub(super) text: String,
    /// The label behind a bare number.
    pub(super) label: Option<String>,
    /// The kind that the literal suggests.
    pub(super) kind: Option<Kind>,
}

/// The literal's unit and the variable's differ.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mismatch {
    pub(super) literal: String,
    pub(super) variable: &'static str,
}

/// Resolves a literal for a variable of a stated kind that is counted in a unit.
pub(super) fn resolve(
    literal: &Literal,
    stated: Option<Kind>,
    counted: Option<&'static str>,
) -> Result<Resolved, Mismatch> {
    let number = |kind| Resolved { text: literal.text.clone(), label: literal.unit.clone(), kind };
    let numeric = if literal.text.contains('.') { Kind::Number } else { Kind::Integer };
    if literal.port {
        return Ok(number(Some(Kind::Port)));
    }
    let Some(unit) = literal.unit.as_deref() else {
        return Ok(number(suggested(&literal.text)));
    };
    let Some(suffix) = canonical(unit) else { return Ok(number(Some(numeric))) };
    let labelled = matches!(stated, Some(Kind::Integer | Kind::Number | Kind::Port));
    match counted {
        Some(counted) if counted == suffix => Ok(number(Some(numeric))),
        Some(counted)
            if is_time(counted) == is_time(suffix)
                && !matches!(stated, Some(Kind::Duration | Kind::Size)) =>
        {
            Err(Mismatch { literal: unit.to_owned(), variable: counted })
        }
        _ if labelled => Ok(number(Some(numeric))),
        _ => Ok(Resolved {
            text: format!("{}{suffix}", literal.text),
            label: None,
            kind: Some(if is_time(suffix) { Kind::Duration } else { Kind::Size }),
        }),
    }
}

/// The kind that a value suggests by its form.
fn suggested(text: &str) -> Option<Kind> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.starts_with(|c: char| c.is_ascii_digit()) {
        return [Kind::Integer, Kind::Number, Kind::Duration, Kind::Size]
            .into_iter()
            .find(|&kind| value::amount(kind, text).is_some());
    }
    matches!(text, "true" | "false").then_some(Kind::Boolean)
}

/// Whether an end of a range limits the length of text: always for characters, and for bytes unless it is counted.
pub(super) fn length(end: &End, kind: Option<Kind>, counted: Option<&'static str>) -> Option<Length> {
    let bytes = end.literal.unit.as_deref().and_then(canonical) == Some("B");
    let sized = matches!(kind, Some(Kind::Size | Kind::Integer | Kind::Number)) || counted.is_some();
    if !(end.length || bytes && !sized) {
        return None;
    }
    end.literal.text.parse().ok().map(|count| Length { count, bytes })
}
