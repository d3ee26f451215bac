//! Whether one type accepts every value that another does.

use spec_env_core::contract::{Amount, Bound, Kind, Length, Type};
use spec_env_core::value;

/// Whether the wide type accepts all values of the narrow one. Where that cannot be told, it does not.
pub(super) fn includes(wide: &Type, narrow: &Type) -> bool {
    match (wide.kind == Some(Kind::List), narrow.kind == Some(Kind::List)) {
        (false, false) => includes_values(wide, narrow),
        (true, true) => wide.separator() == narrow.separator() && includes_values(&item(wide), &item(narrow)),
        (false, true) => is_any(wide),
        (true, false) => false,
    }
}

/// The type of a list's items.
fn item(list: &Type) -> Type {
    Type { kind: list.item, item: None, separator: None, ..list.clone() }
}

fn is_any(ty: &Type) -> bool {
    let is_text = matches!(ty.scalar(), Kind::Text | Kind::Path);
    let has_length = ty.min_length.is_some() || ty.max_length.is_some();
    is_text && ty.one_of.is_empty() && ty.pattern.is_none() && !has_length
}

fn includes_values(wide: &Type, narrow: &Type) -> bool {
    if !narrow.one_of.is_empty() {
        return narrow.one_of.iter().all(|text| value::check(wide, text).is_ok());
    }
    let is_subset = wide.schemes.is_empty()
        || !narrow.schemes.is_empty() && narrow.schemes.iter().all(|scheme| wide.schemes.contains(scheme));
    wide.one_of.is_empty()
        && includes_kind(wide.scalar(), narrow)
        && is_subset
        && (!wide.authority || narrow.authority)
        && reaches(&low(wide), &low(narrow), |wide, narrow| wide <= narrow)
        && reaches(&high(wide), &high(narrow), |wide, narrow| wide >= narrow)
        && is_within(wide.min_length, narrow.min_length, |wide, narrow| wide <= narrow)
        && is_within(wide.max_length, narrow.max_length, |wide, narrow| wide >= narrow)
        && (wide.pattern.is_none() || wide.pattern == narrow.pattern)
}

/// Whether every value of the kind is one of the wide kind; ranges are looked at beside it.
fn includes_kind(wide: Kind, narrow: &Type) -> bool {
    let kind = narrow.scalar();
    match wide {
        Kind::Text | Kind::Path => true,
        Kind::Number => matches!(kind, Kind::Number | Kind::Integer | Kind::Port),
        Kind::Integer | Kind::Port => matches!(kind, Kind::Integer | Kind::Port),
        Kind::Host => matches!(kind, Kind::Host | Kind::IpAddress),
        _ => wide == kind,
    }
}

/// An end of a range, and whether the end itself is outside.
type End = Option<(f64, Option<i128>, bool)>;

fn low(ty: &Type) -> End {
    let stated = ty.min.as_ref().map(end);
    let port = (ty.scalar() == Kind::Port).then_some((1.0, Some(1), false));
    stated.or(port)
}

fn high(ty: &Type) -> End {
    let stated = ty.max.as_ref().map(end);
    let port = (ty.scalar() == Kind::Port).then_some((65535.0, Some(65535), false));
    stated.or(port)
}

#[allow(clippy::cast_precision_loss)] // whole numbers are compared as such
fn end(bound: &Bound) -> (f64, Option<i128>, bool) {
    match bound.value {
        Amount::Whole(whole) => (whole as f64, Some(whole), bound.exclusive),
        Amount::Real(real) => (real, None, bound.exclusive),
    }
}

fn reaches(wide: &End, narrow: &End, within: fn(f64, f64) -> bool) -> bool {
    let (Some((wide, whole, excluded)), Some(narrow)) = (wide, narrow) else { return wide.is_none() };
    if whole.is_some() && *whole == narrow.1 || wide.to_bits() == narrow.0.to_bits() {
        return !excluded || narrow.2;
    }
    within(*wide, narrow.0)
}

fn is_within(wide: Option<Length>, narrow: Option<Length>, within: fn(u64, u64) -> bool) -> bool {
    match (wide, narrow) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(wide), Some(narrow)) => wide.bytes == narrow.bytes && within(wide.count, narrow.count),
    }
}
