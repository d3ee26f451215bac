//! Lists and sets.

use std::collections::{BTreeSet, HashSet};
use std::hash::{BuildHasher, Hash};

use spec_env_core::value;

use super::{Field, Kind, Refusal, Type};

/// Decodes the items of a list.
fn items<T: Field, C: FromIterator<T>>(text: &str, ty: &Type) -> Result<C, Refusal> {
    if text.is_empty() {
        return Ok(C::from_iter([]));
    }
    let item = |item: &str| match item {
        "" => Err(Refusal::new("a list without empty items")),
        item => T::decode(item.to_owned(), ty),
    };
    value::items(ty.separator(), text).map(item).collect()
}

macro_rules! lists {
    ($($ty:ty, [$($bound:tt)*];)*) => {$(
        impl<$($bound)*> Field for $ty {
            const KINDS: &'static [Kind] = &[Kind::List];
            const ITEMS: &'static [Kind] = T::KINDS;
            const PROVES: &'static [Kind] = Self::KINDS;
            const PROVES_ITEMS: &'static [Kind] = T::PROVES;
            const RANGE: Option<(i128, i128)> = T::RANGE;
            const VALUES: Option<&'static [&'static str]> = T::VALUES;

            fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
                items(&text, ty)
            }
        }
    )*};
}

lists! {
    Vec<T>, [T: Field];
    BTreeSet<T>, [T: Field + Ord];
    HashSet<T, S>, [T: Field + Eq + Hash, S: BuildHasher + Default];
}
