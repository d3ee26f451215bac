//! The value rules: whether a text is a value of a type. Compile time, start-up, command and artefacts ask here.

mod expected;
mod measure;
mod network;
mod number;
pub mod pattern;
mod read;

pub(crate) use expected::called;
pub use expected::{described, expected};
pub use measure::{compact, duration, size};
pub use network::{ip_address, is_email, is_host, socket_address, url};
pub use number::{integer, is_decimal, number, port};
pub use read::{Reader, Value, amount, are_all, read, reader};

use std::cmp::Ordering;

use crate::contract::{Amount, Bound, Kind, Length, Type};

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
    /// How many further items of the list are bad.
    pub others: usize,
    /// Of a range or length: whether it is past the upper end.
    pub above: bool,
}

/// Checks a text against a type.
///
/// # Errors
/// The first rule that it breaks, kind before range before the rest; in a list, that of the first bad item, with the number of others.
///
/// ```
/// use spec_env_core::contract::{Kind, Type};
/// use spec_env_core::value::{FaultKind, check};
///
/// let ports = Type { kind: Some(Kind::List), item: Some(Kind::Port), ..Type::ANY };
/// assert!(check(&ports, "80, 443").is_ok());
/// let fault = check(&ports, "80, http").unwrap_err();
/// assert_eq!((fault.kind, fault.item), (FaultKind::Kind, Some(1)));
/// ```
pub fn check(ty: &Type, text: &str) -> Result<(), Fault> {
    if ty.kind != Some(Kind::List) {
        return check_one(ty, text);
    }
    let mut bad = items(ty.separator(), text).enumerate().filter_map(|(at, item)| {
        let one = if item.is_empty() { fault(FaultKind::Kind, false) } else { check_one(ty, item) };
        one.err().map(|fault| Fault { item: Some(at), ..fault })
    });
    match bad.next() {
        None => Ok(()),
        Some(first) => Err(Fault { others: bad.count(), ..first }),
    }
}

/// Whether a text is a value of a type: as [`check`], without the reason, and so in fewer instructions.
#[must_use]
#[inline]
pub fn is_valid(ty: &Type, text: &str) -> bool {
    match ty.kind {
        None => rest(ty, text).is_ok(),
        Some(_) => check(ty, text).is_ok(),
    }
}

/// The items of a list, without the blanks around them. Between items that spaces separate, any number may stand.
pub fn items<'t>(separator: &'t str, text: &'t str) -> impl Iterator<Item = &'t str> {
    let mut rest = Some(text);
    let parts = std::iter::from_fn(move || {
        let text = rest.take()?;
        // Nearly every separator is one byte, and the search for a string costs more than a short list.
        let end = match separator.as_bytes() {
            [byte] => text.bytes().position(|b| b == *byte),
            several => text.as_bytes().windows(several.len().max(1)).position(|bytes| bytes == several),
        };
        let Some(end) = end else { return Some(text) };
        rest = Some(&text[end + separator.len()..]);
        Some(&text[..end])
    });
    parts.map(trim).filter(move |item| separator != " " || !item.is_empty())
}

/// As `str::trim`, at once where neither end is a blank.
fn trim(text: &str) -> &str {
    match text.as_bytes() {
        [] => text,
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// true/false, 1/0, yes/no, on/off, in any case.
///
/// ```
/// use spec_env_core::value::boolean;
///
/// assert_eq!(boolean("Yes"), Some(true));
/// assert_eq!(boolean("flase"), None);
/// ```
#[must_use]
pub fn boolean(text: &str) -> Option<bool> {
    let exactly = |text: &str| match text {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    };
    // Nearly every one is in lower case.
    exactly(text).or_else(|| if text.len() > 5 { None } else { exactly(&text.to_ascii_lowercase()) })
}

/// The words for true, in any case; a test holds them and [`boolean`] together.
pub const TRUE: [&str; 4] = ["true", "1", "yes", "on"];

/// The words for false, in any case; a test holds them and [`boolean`] together.
pub const FALSE: [&str; 4] = ["false", "0", "no", "off"];

/// Whether a text is a UUID: hexadecimal digits in groups of 8, 4, 4, 4 and 12.
#[must_use]
pub fn is_uuid(text: &str) -> bool {
    let mut groups = text.split('-');
    [8, 4, 4, 4, 12].iter().all(|&length| {
        groups.next().is_some_and(|g| g.len() == length && g.bytes().all(|b| b.is_ascii_hexdigit()))
    }) && groups.next().is_none()
}

/// Whether two texts are the same value of a type: `yes` is `true`, and `60s` is `1m`.
#[must_use]
pub fn same(ty: &Type, left: &str, right: &str) -> bool {
    let read = |text| (ty.reader.0)(ty, text).filter(|value| *value != Value::Text);
    left == right || read(left).is_some_and(|value| read(right) == Some(value))
}

fn fault(kind: FaultKind, above: bool) -> Result<(), Fault> {
    Err(Fault { kind, item: None, others: 0, above })
}

fn check_one(ty: &Type, text: &str) -> Result<(), Fault> {
    match (ty.reader.0)(ty, text) {
        Some(Value::Amount(amount)) => in_range(ty, amount)?,
        Some(Value::Boolean(_) | Value::Text) => {}
        None => {
            // A port has a range without a statement about it.
            let number = if ty.scalar() == Kind::Port { integer(text) } else { None };
            return number.map_or(fault(FaultKind::Kind, false), |n| fault(FaultKind::Range, n > 0));
        }
    }
    rest(ty, text)
}

/// The rules that hold for every kind.
#[inline]
pub(crate) fn rest(ty: &Type, text: &str) -> Result<(), Fault> {
    if !ty.one_of.is_empty() && !ty.one_of.iter().any(|value| value == text) {
        return fault(FaultKind::NotAllowed, false);
    }
    if ty.pattern.as_ref().is_some_and(|pattern| !(pattern.matches.0)(&pattern.text, text)) {
        return fault(FaultKind::Pattern, false);
    }
    if ty.min_length.is_some_and(|min| length(text, min) < min.count) {
        return fault(FaultKind::Length, false);
    }
    if ty.max_length.is_some_and(|max| length(text, max) > max.count) {
        return fault(FaultKind::Length, true);
    }
    Ok(())
}

fn length(text: &str, unit: Length) -> u64 {
    (if unit.bytes { text.len() } else { text.chars().count() }) as u64
}

fn in_range(ty: &Type, value: Amount) -> Result<(), Fault> {
    if !ty.min.as_ref().is_none_or(|min| is_within(value, min, Ordering::Greater)) {
        return fault(FaultKind::Range, false);
    }
    if !ty.max.as_ref().is_none_or(|max| is_within(value, max, Ordering::Less)) {
        return fault(FaultKind::Range, true);
    }
    Ok(())
}

/// Whether a value lies on the given side of a bound, or on the bound itself where that belongs to the range.
fn is_within(value: Amount, bound: &Bound, side: Ordering) -> bool {
    compare(value, bound.value)
        .is_some_and(|order| order == side || (order == Ordering::Equal && !bound.exclusive))
}

/// Compares amounts, a whole one with a real one as real numbers.
#[allow(clippy::cast_precision_loss)]
fn compare(left: Amount, right: Amount) -> Option<Ordering> {
    match (left, right) {
        (Amount::Whole(l), Amount::Whole(r)) => Some(l.cmp(&r)),
        (Amount::Real(l), Amount::Real(r)) => l.partial_cmp(&r),
        (Amount::Whole(l), Amount::Real(r)) => (l as f64).partial_cmp(&r),
        (Amount::Real(l), Amount::Whole(r)) => l.partial_cmp(&(r as f64)),
    }
}

#[cfg(test)]
mod tests;
