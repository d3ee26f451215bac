//! What criteria ask of a field's type while the user's crate is compiled.

use std::marker::PhantomData;
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;

use crate::__private::{contains, field};
use crate::field::{Field, Kind};
use crate::loader::Loader;

/// A type as a field's, whether or not it can be one: `Of::<T>::TYPE`.
///
/// What is inherent, for a type that is a [`Field`], goes before the trait's. Of any other type all criteria hold but
/// the one that it is a field's, so that one message says what is wrong.
pub struct Of<T>(PhantomData<T>);

impl<T: Field> Of<T> {
    /// What the type says of itself.
    pub const TYPE: FieldType = FieldType {
        is_field: true,
        kinds: T::KINDS,
        items: T::ITEMS,
        proves: T::PROVES,
        proves_items: T::PROVES_ITEMS,
        is_optional: T::OPTIONAL,
        is_redacted: T::REDACTED,
        range: T::RANGE,
        values: T::VALUES,
    };

    /// Takes the value of a field; `plain` where its type accepts just what the contract does.
    pub fn take(loader: &mut Loader<'_>, position: usize, plain: bool) -> Option<T> {
        field(loader, position, plain)
    }
}

/// The usual types, compiled here: where nothing is optimised, the compiler shares this code with every service instead of
/// making it anew for each.
pub mod usual {
    use super::{Duration, Loader, Of, PathBuf, SecretString};

    macro_rules! compile {
        ($($name:ident: $ty:ty,)*) => {$(
            #[doc = concat!("Takes a field of the type `", stringify!($ty), "`.")]
            pub static $name: fn(&mut Loader<'_>, usize, bool) -> Option<$ty> = Of::<$ty>::take;
        )*};
    }

    compile! {
        BOOL: bool,
        DURATION: Duration,
        F64: f64,
        I32: i32,
        I64: i64,
        OPTIONAL_SECRET: Option<SecretString>,
        OPTIONAL_STRING: Option<String>,
        OPTIONAL_U16: Option<u16>,
        OPTIONAL_U32: Option<u32>,
        OPTIONAL_U64: Option<u64>,
        PATH: PathBuf,
        SECRET: SecretString,
        STRING: String,
        U16: u16,
        U32: u32,
        U64: u64,
        USIZE: usize,
    }
}

/// Any type at all.
pub trait NoField {
    /// The type.
    type Value;

    /// Of which nothing is known.
    const TYPE: FieldType = FieldType {
        is_field: false,
        kinds: &[],
        items: &[],
        proves: &[],
        proves_items: &[],
        is_optional: false,
        is_redacted: false,
        range: None,
        values: None,
    };

    /// Never called: what calls it does not compile.
    #[must_use]
    fn take(_: &mut Loader<'_>, _: usize, _: bool) -> Option<Self::Value> {
        None
    }
}

impl<T> NoField for Of<T> {
    type Value = T;
}

/// The constants of a [`Field`], of one type for all.
#[derive(Clone, Copy)]
pub struct FieldType {
    is_field: bool,
    kinds: &'static [Kind],
    items: &'static [Kind],
    proves: &'static [Kind],
    proves_items: &'static [Kind],
    is_optional: bool,
    is_redacted: bool,
    range: Option<(i128, i128)>,
    values: Option<&'static [&'static str]>,
}

impl FieldType {
    /// Whether the type implements [`Field`].
    #[must_use]
    pub const fn is_field(self) -> bool {
        self.is_field
    }

    /// Whether it can be without a value.
    #[must_use]
    pub const fn may_be_absent(self) -> bool {
        !self.is_field || self.is_optional
    }

    /// Whether it always has a value.
    #[must_use]
    pub const fn is_never_absent(self) -> bool {
        !self.is_field || !self.is_optional
    }

    /// Whether it is not shown where the configuration is printed.
    #[must_use]
    pub const fn is_redacted(self) -> bool {
        !self.is_field || self.is_redacted
    }

    /// Whether it holds every value of a kind; a list with the kind of its items.
    #[must_use]
    pub const fn holds(self, kind: Kind, item: Kind) -> bool {
        let list = matches!(kind, Kind::List);
        // The accepted values of an enum are compared one by one.
        let listed = self.values.is_some();
        let held = has(self.kinds, kind);
        !self.is_field || if list { held && (listed || has(self.items, item)) } else { listed || held }
    }

    /// Whether it holds a default of a kind that is only inferred from it: as that kind, or as text.
    #[must_use]
    pub const fn holds_inferred(self, kind: Kind) -> bool {
        let number = matches!(kind, Kind::Integer) && has(self.kinds, Kind::Number);
        let held = has(self.kinds, kind) || has(self.kinds, Kind::Text);
        !self.is_field || number || held || self.values.is_some()
    }

    /// Whether it, or an item of it, is of one of the kinds that some texts are values of.
    #[must_use]
    pub const fn holds_one_of(self, kinds: &[Kind]) -> bool {
        let mut i = 0;
        while i < kinds.len() {
            if has(self.kinds, kinds[i]) || has(self.items, kinds[i]) {
                return true;
            }
            i += 1;
        }
        // The values of an enum are compared one by one.
        !self.is_field || self.values.is_some()
    }

    /// Whether it holds a text that is a value of these kinds.
    #[must_use]
    pub const fn holds_text(self, text: &str, kinds: &[Kind]) -> bool {
        self.has_value(text) && self.holds_one_of(kinds)
    }

    /// Whether it holds the whole numbers from `min` to `max`.
    #[must_use]
    pub const fn reaches(self, min: i128, max: i128) -> bool {
        match self.range {
            Some((low, high)) => low <= min && max <= high,
            None => true,
        }
    }

    /// Whether it has a value of this text.
    #[must_use]
    pub const fn has_value(self, text: &str) -> bool {
        match self.values {
            Some(values) => contains(values, text),
            None => true,
        }
    }

    /// The first of its texts that is none of the accepted ones; empty when there is none.
    #[must_use]
    pub const fn excess(self, accepted: &[&str]) -> &'static str {
        if let Some(values) = self.values {
            let mut i = 0;
            while i < values.len() {
                if !contains(accepted, values[i]) {
                    return values[i];
                }
                i += 1;
            }
        }
        ""
    }

    /// Whether decoding it accepts the values of a kind and choice, and no other text.
    #[must_use]
    pub const fn proves(self, kind: Kind, item: Kind, choice: bool) -> bool {
        let kind_is_proven = match (kind, item) {
            (Kind::Text, _) => true,
            (Kind::List, Kind::Text) => has(self.proves, Kind::List),
            (Kind::List, item) => has(self.proves, Kind::List) && has(self.proves_items, item),
            (kind, _) => has(self.proves, kind),
        };
        kind_is_proven && (!choice || self.values.is_some())
    }
}

const fn has(kinds: &[Kind], kind: Kind) -> bool {
    let mut i = 0;
    while i < kinds.len() {
        if kinds[i] as u8 == kind as u8 {
            return true;
        }
        i += 1;
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::time::Duration;

    use super::*;

    struct Nothing;

    #[test]
    fn of_a_type_that_is_no_field_every_criterion_holds_but_that_it_is_one() {
        let ty = Of::<Nothing>::TYPE;
        assert!(!ty.is_field());
        assert!(ty.may_be_absent() && ty.is_never_absent() && ty.is_redacted());
        assert!(
            ty.holds(Kind::Port, Kind::Text) && ty.holds_inferred(Kind::Integer) && ty.holds_text("x", &[])
        );
        assert!(ty.reaches(i128::MIN, i128::MAX) && ty.has_value("x") && ty.excess(&[]).is_empty());
        assert!(!ty.proves(Kind::Port, Kind::Port, false));
    }

    #[test]
    fn kinds_and_items() {
        let (u16, list) = (Of::<u16>::TYPE, Of::<Vec<u16>>::TYPE);
        assert!(u16.holds(Kind::Port, Kind::Text) && !u16.holds(Kind::Url, Kind::Text));
        assert!(list.holds(Kind::List, Kind::Port) && !list.holds(Kind::List, Kind::Url));
        assert!(!list.holds(Kind::Port, Kind::Port) && !u16.holds(Kind::List, Kind::Port));
        assert!(u16.holds_inferred(Kind::Integer) && !u16.holds_inferred(Kind::Boolean));
        assert!(
            Of::<f64>::TYPE.holds_inferred(Kind::Integer) && Of::<String>::TYPE.holds_inferred(Kind::Size)
        );
        let (text, number) = (&[Kind::Text, Kind::Path], &[Kind::Text, Kind::Integer, Kind::Number]);
        assert!(Of::<String>::TYPE.holds_text("x", text) && Of::<Vec<String>>::TYPE.holds_text("x", text));
        assert!(!u16.holds_text("x", text) && !list.holds_text("x", text) && u16.holds_text("1", number));
        assert!(!Of::<bool>::TYPE.holds_text("x", text) && !Of::<Duration>::TYPE.holds_one_of(number));
    }

    #[test]
    fn ranges_and_absence() {
        let ty = Of::<u8>::TYPE;
        assert!(ty.reaches(0, 255) && !ty.reaches(-1, 255) && !ty.reaches(0, 256));
        assert!(ty.is_field() && ty.is_never_absent() && !ty.may_be_absent() && !ty.is_redacted());
        let optional = Of::<Option<u8>>::TYPE;
        assert!(optional.may_be_absent() && !optional.is_never_absent() && !optional.reaches(0, 256));
        assert!(Of::<secrecy::SecretString>::TYPE.is_redacted());
    }

    #[test]
    fn what_decoding_proves() {
        assert!(Of::<u16>::TYPE.proves(Kind::Port, Kind::Port, false));
        assert!(Of::<String>::TYPE.proves(Kind::Text, Kind::Text, false));
        assert!(!Of::<String>::TYPE.proves(Kind::Url, Kind::Url, false));
        assert!(!Of::<String>::TYPE.proves(Kind::Text, Kind::Text, true));
        let list = Of::<BTreeSet<u16>>::TYPE;
        assert!(list.proves(Kind::List, Kind::Text, false) && list.proves(Kind::List, Kind::Integer, false));
        assert!(!list.proves(Kind::List, Kind::Url, false) && !list.proves(Kind::Port, Kind::Port, false));
        assert!(!Of::<u16>::TYPE.proves(Kind::List, Kind::Text, false));
    }

    #[test]
    fn values_of_an_enum() {
        enum Tone {}
        impl Field for Tone {
            const KINDS: &'static [Kind] = &[Kind::Text];
            const VALUES: Option<&'static [&'static str]> = Some(&["loud", "soft"]);
            fn decode(_: String, _: &crate::field::Type) -> Result<Self, crate::field::Refusal> {
                Err(crate::field::Refusal::new("nothing"))
            }
        }
        let ty = Of::<Tone>::TYPE;
        assert!(ty.has_value("loud") && !ty.has_value("LOUD") && !ty.has_value("lou"));
        assert_eq!(
            (ty.excess(&["loud", "soft"]), ty.excess(&["loud"]), ty.excess(&[])),
            ("", "soft", "loud")
        );
        assert!(ty.holds(Kind::Integer, Kind::Text) && ty.holds_inferred(Kind::Integer));
        assert!(ty.holds_text("soft", &[]) && !ty.holds_text("mild", &[Kind::Text]));
        assert!(ty.proves(Kind::Text, Kind::Text, true));
    }
}
