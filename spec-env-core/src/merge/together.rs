//! What statements say together.

use std::ops::Range;

use super::Said;
use super::literal::{length, resolve, unit_of_name};
use super::variable::Rules;
use crate::contract::{Kind, Length, Presence, Text, Type};
use crate::facts::literal::canonical;
use crate::facts::{End, FactKind, Literal};
use crate::value;

/// What a variable's number counts: as a statement says, or as its name ends.
pub(super) fn counted(name: &str, said: &[Said<'_>]) -> Option<&'static str> {
    let stated = said.iter().find_map(|s| match &s.fact.kind {
        FactKind::Unit(unit) => canonical(unit),
        _ => None,
    });
    stated.or_else(|| unit_of_name(name))
}

/// The label of a range whose kind is a plain number.
pub(super) fn bound_label(said: &[Said<'_>], ty: &Type) -> Option<String> {
    let plain = matches!(ty.scalar(), Kind::Integer | Kind::Number);
    let labels = said.iter().filter_map(|s| match &s.fact.kind {
        FactKind::Min(end) | FactKind::Max(end) if !end.length => end.literal.unit.as_ref(),
        _ => None,
    });
    // Of several, the same one in whatever order they stand: a unit of time or size before a counted noun.
    let label = labels.min_by_key(|unit| (canonical(unit).is_none(), *unit)).cloned();
    label.filter(|_| plain)
}

/// The kind that a range implies where nothing else does.
pub(super) fn kind_of_bounds(said: &[Said<'_>], counted: Option<&'static str>) -> Option<Kind> {
    let ends = said.iter().filter_map(|s| match &s.fact.kind {
        FactKind::Min(end) | FactKind::Max(end) if length(end, None, counted).is_none() => {
            Some((end, resolve(&end.literal, None, counted).ok()?.kind?))
        }
        _ => None,
    });
    let ends: Vec<(&End, Kind)> = ends.collect();
    // "between 1 and 100" and "at most 30 minutes": what has no unit is counted in that of the other.
    let plain = |kind: &Kind| matches!(kind, Kind::Integer | Kind::Number);
    let kinds = || ends.iter().map(|(_, kind)| *kind);
    let first = kinds().find(plain).or_else(|| kinds().next())?;
    // "between 0 and 1.5", "above 0 and at most 1", "from 0 to 1": no whole number is meant.
    let whole: Vec<i128> = ends.iter().filter_map(|(end, _)| end.literal.text.parse().ok()).collect();
    let open = matches!(ends.as_slice(), [(a, _), (b, _)] if a.exclusive || b.exclusive);
    let between = matches!(whole.as_slice(), [a, b] if a.abs_diff(*b) == 1 && (open || a.min(b) == &0));
    let fraction = ends.iter().any(|(_, kind)| *kind == Kind::Number);
    Some(if first == Kind::Integer && (fraction || between) { Kind::Number } else { first })
}

pub(super) fn presence(rules: &Rules<'_>, guarded: bool, said: &[Said<'_>]) -> Presence {
    let said_something = said.iter().any(|s| s.fact.kind.declares());
    match rules {
        Rules { default: Some(_), .. } => Presence::Defaulted,
        Rules { required: Some(_), .. } => Presence::Required,
        Rules { optional: Some(_), .. } => Presence::Optional,
        _ if guarded => Presence::Guarded,
        _ if said_something => Presence::Unstated,
        _ => Presence::Mentioned,
    }
}

/// The kind that two come to where they agree: a port is an integer, an integer a number, and text says nothing more.
pub(super) fn narrower(one: Kind, other: Kind) -> Option<Kind> {
    use Kind as K;
    match (one, other) {
        _ if one == other => Some(one),
        (K::Text, kind) | (kind, K::Text) => Some(kind),
        (K::Number, K::Integer | K::Port) | (K::Integer, K::Port) => Some(other),
        (K::Integer | K::Port, K::Number) | (K::Port, K::Integer) => Some(one),
        _ => None,
    }
}

/// Whether two literals are one value of a variable that is counted in a unit, or in none.
pub(super) fn same(a: &Literal, b: &Literal, counted: Option<&str>) -> bool {
    let unit = |of: &Literal| of.unit.as_deref().and_then(canonical);
    let (one, other) = (unit(a), unit(b));
    let plain = |of: &Literal| of.unit.is_none();
    let said = one == other || plain(a) && other == counted || plain(b) && one == counted;
    // "30 seconds", `30s` and "0.5 minutes"
    let (a_whole, b_whole) = (spelled(a), spelled(b));
    let measured = [Kind::Duration, Kind::Size, Kind::Number].into_iter().any(|kind| {
        let amount = value::amount(kind, &a_whole);
        amount.is_some() && amount == value::amount(kind, &b_whole)
    });
    a.text == b.text && said || measured
}

/// A literal as the values of its variable are written: `30s` for "30 seconds".
pub(super) fn spelled(literal: &Literal) -> String {
    format!("{}{}", literal.text, literal.unit.as_deref().and_then(canonical).unwrap_or_default())
}

pub(super) fn sorted<T: AsRef<str>>(values: &[T]) -> Vec<&str> {
    let mut out: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
    out.sort_unstable();
    out
}

pub(super) fn shift(length: Length, exclusive: bool, low: bool) -> Length {
    let count = match (exclusive, low) {
        (true, true) => length.count.saturating_add(1),
        (true, false) => length.count.saturating_sub(1),
        _ => length.count,
    };
    Length { count, ..length }
}

pub(super) fn collect(said: &[Said<'_>], want: impl Fn(&FactKind) -> Option<Vec<Text>>) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for value in said.iter().filter_map(|s| want(&s.fact.kind)).flatten() {
        if !out.contains(&value) {
            out.push(value);
        }
    }
    out
}

/// The span that stands for a fact without words of its own.
pub(super) fn span_of(said: Said<'_>) -> &Range<usize> {
    &said.fact.span
}
