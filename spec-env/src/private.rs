//! What generated code calls. Not for people: anything here may change in any release.

pub use core;
pub use once_cell::sync::OnceCell;
pub use spec_env_core::contract::*;
pub use spec_env_core::embedded::{MoreRow, VariableRow, citation, list, text, variable};
pub use spec_env_core::environment::{Environment, Pass};
pub use spec_env_core::fingerprint::unchanged;
pub use spec_env_core::value::pattern::matches as pattern_matches;

use serde::de::value::{Error as Plain, UnitDeserializer};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use std::marker::PhantomData;

pub use std::string::String;

pub use crate::ability::{FieldType, NoField, Of, usual};
pub use crate::field::{Field, Refusal};
pub use crate::loader::Loader;
pub use crate::{Report, SpecEnv};

/// Takes the value of a field; `plain` where its type accepts just what the contract does.
pub(crate) fn field<T: Field>(loader: &mut Loader<'_>, position: usize, plain: bool) -> Option<T> {
    let text = if plain { loader.take_plain(position) } else { loader.take(position) };
    let ty = loader.ty(position);
    match text {
        None => absent(loader, position, T::absent()),
        Some(text) => decoded(loader, position, text, |text| T::decode(text, ty)),
    }
}

fn absent<T>(loader: &mut Loader<'_>, position: usize, absent: Option<T>) -> Option<T> {
    if absent.is_none() {
        loader.missing(position);
    }
    absent
}

/// What a type refuses is like any other invalid value: the fallback stands in, or it is reported.
///
/// There are no combinators in it, as every service compiles it for each of its types.
fn decoded<T>(
    loader: &mut Loader<'_>,
    position: usize,
    text: String,
    decode: impl Fn(String) -> Result<T, Refusal>,
) -> Option<T> {
    let refusal = match decode(text) {
        Ok(value) => return Some(value),
        Err(refusal) => refusal,
    };
    if let Some(literal) = loader.fallback(position)
        && let Ok(value) = decode(literal)
    {
        return Some(value);
    }
    loader.refuse(position, refusal);
    None
}

/// Takes the value of a field that a function decodes. Its error is not looked at: it may hold the value.
pub fn with<T, E>(
    loader: &mut Loader<'_>,
    position: usize,
    decode: impl Fn(&str) -> Result<T, E>,
) -> Option<Option<T>> {
    let Some(text) = loader.take(position) else { return Some(None) };
    decoded(loader, position, text, |text| decode(&text).map_err(|_| unfit())).map(Some)
}

/// A required value of [`with`].
pub fn required<T>(loader: &mut Loader<'_>, position: usize, value: Option<Option<T>>) -> Option<T> {
    absent(loader, position, value?)
}

/// Takes the value of a field that implements `Deserialize`. Envy decodes the one checked value; its message may hold
/// the value and is dropped.
pub fn serde<T: DeserializeOwned>(loader: &mut Loader<'_>, position: usize) -> Option<T> {
    match loader.take(position) {
        None => absent(loader, position, T::deserialize(UnitDeserializer::<Plain>::new()).ok()),
        Some(text) => decoded(loader, position, text, |text| {
            let one = envy::from_iter::<_, One<T>>([("value".to_owned(), text)]);
            one.map(|one| one.0).map_err(|_| unfit())
        }),
    }
}

fn unfit() -> Refusal {
    Refusal::new("a value that the field's type accepts")
}

/// The value of the one pair that envy is given.
struct One<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for One<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Pair<T> {
            type Value = One<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a value")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<One<T>, A::Error> {
                map.next_key::<IgnoredAny>()?;
                map.next_value().map(One)
            }
        }

        deserializer.deserialize_map(Pair(PhantomData))
    }
}

/// A struct that holds a part of a specification.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no part of a configuration",
    label = "not a part",
    note = "derive it: `#[derive(SpecEnv)] #[spec_env(part)] struct {Self} {{ … }}`"
)]
pub trait Part: Sized {
    /// The hash of the contract that it was compiled against.
    const HASH: u64;
    /// Whether its own derive found errors: what it lacks because of them is not held against it.
    const FAILED: bool = false;
    /// The variables that it reads.
    const VARIABLES: &'static [&'static str];
    /// For each position of the contract that leaves it open, whether the part needs a value there.
    const REQUIRED: &'static [bool];

    /// Takes every field; `None` when one was refused.
    fn decode(loader: &mut Loader<'_>) -> Option<Self>;
}

/// How often a variable is read by parts.
#[must_use]
pub const fn covered(parts: &[&[&str]], name: &str) -> usize {
    let mut count = 0;
    let mut i = 0;
    while i < parts.len() {
        if contains(parts[i], name) {
            count += 1;
        }
        i += 1;
    }
    count
}

/// For each position that leaves it open, whether the struct or one of its parts needs a value there.
#[must_use]
pub const fn any<const N: usize>(own: [bool; N], parts: &[&[bool]]) -> [bool; N] {
    let mut out = own;
    let mut i = 0;
    while i < parts.len() {
        let mut at = 0;
        while at < N && at < parts[i].len() {
            out[at] |= parts[i][at];
            at += 1;
        }
        i += 1;
    }
    out
}

/// Whether a question about a type was answered with yes. Criteria ask for this type rather than for the field's own,
/// so that rustc has no implementation to recommend.
pub struct Fits<const YES: bool>;

pub(crate) const fn contains(list: &[&str], text: &str) -> bool {
    let mut i = 0;
    while i < list.len() {
        if same(list[i].as_bytes(), text.as_bytes()) {
            return true;
        }
        i += 1;
    }
    false
}

const fn same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    let mut i = 0;
    while i < a.len() {
        if a[i] != b[i] {
            return false;
        }
        i += 1;
    }
    true
}

/// Joins texts, for messages that are made while compiling: `N` is their length together.
#[must_use]
pub const fn join<const N: usize>(parts: &[&str]) -> [u8; N] {
    let mut out = [0; N];
    let (mut at, mut i) = (0, 0);
    while i < parts.len() {
        let bytes = parts[i].as_bytes();
        let mut k = 0;
        while k < bytes.len() {
            out[at] = bytes[k];
            at += 1;
            k += 1;
        }
        i += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cover_variables() {
        let parts: [&[&str]; 2] = [&["A", "B"], &["B"]];
        assert_eq!(["A", "B", "C"].map(|name| covered(&parts, name)), [1, 2, 0]);
    }

    #[test]
    fn a_part_that_needs_a_value_needs_it_for_the_whole() {
        assert_eq!(any([false, true, false], &[&[true, false, false], &[false, false]]), [true, true, false]);
        assert_eq!(any([false], &[&[false, true]]), [false]);
    }

    #[test]
    fn texts_are_joined() {
        assert_eq!(&join::<4>(&["a", "", "bcd"]), b"abcd");
    }
}
