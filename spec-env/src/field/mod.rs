//! The types that fields can have: what each can hold, as constants for the compiler, and how it is decoded.

mod collection;
mod number;
mod secret;
mod text;

use std::borrow::Cow;

pub use spec_env_core::contract::{Kind, Type};

/// A type that a field of a configuration can have.
///
/// The constants tell the derive at compile time what the type can hold; [`decode`](Self::decode) turns a checked
/// text into a value at start-up. A type of your own joins with one implementation:
///
/// ```
/// use spec_env::{Field, Kind, Refusal, Type};
///
/// struct Percent(u8);
///
/// impl Field for Percent {
///     const KINDS: &'static [Kind] = &[Kind::Integer];
///     const RANGE: Option<(i128, i128)> = Some((0, 100));
///
///     fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
///         let number = text.parse().ok().filter(|n| *n <= 100);
///         number.map(Self).ok_or(Refusal::new("an integer from 0 to 100"))
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no type for a field of a configuration",
    label = "cannot be decoded from an environment variable",
    note = "implement `spec_env::Field` for it, or write `#[spec_env(serde)]` for a type that implements `Deserialize`, or `#[spec_env(with = path)]` with a function from `&str`"
)]
pub trait Field: Sized {
    /// The kinds whose every value the type can hold, apart from the range.
    const KINDS: &'static [Kind];
    /// The kinds of a list's items; empty for types that are no lists.
    const ITEMS: &'static [Kind] = &[];
    /// Whether it can be without a value.
    const OPTIONAL: bool = false;
    /// Whether printing the configuration does not show it.
    const REDACTED: bool = false;
    /// The smallest and largest whole number that it can hold; `None` where numbers have no bounds.
    const RANGE: Option<(i128, i128)> = None;
    /// The only texts that it can hold, for enums; `None` for any.
    const VALUES: Option<&'static [&'static str]> = None;
    /// The kinds of which decoding accepts no text that is not a value, so that nobody else need look.
    const PROVES: &'static [Kind] = &[];
    /// As [`PROVES`](Self::PROVES), for the items of a list that proves to be one.
    const PROVES_ITEMS: &'static [Kind] = &[];

    /// Decodes the value of a variable, which has passed the contract's rules.
    ///
    /// # Errors
    /// What the type wants instead; never the value.
    fn decode(text: String, ty: &Type) -> Result<Self, Refusal>;

    /// What stands in for a missing value, for optional types.
    #[must_use]
    fn absent() -> Option<Self> {
        None
    }
}

/// Why a type cannot hold a value: what it wants instead. There is no room for the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal(Cow<'static, str>);

impl Refusal {
    /// `expected` is a noun phrase, such as "an integer from 0 to 100".
    #[must_use]
    pub const fn new(expected: &'static str) -> Self {
        Self(Cow::Borrowed(expected))
    }

    /// As [`new`](Self::new), for a text that is made at run time.
    #[must_use]
    pub const fn owned(expected: String) -> Self {
        Self(Cow::Owned(expected))
    }

    /// What the type wants.
    #[must_use]
    pub fn into_expected(self) -> Cow<'static, str> {
        self.0
    }
}

impl<T: Field> Field for Option<T> {
    const KINDS: &'static [Kind] = T::KINDS;
    const ITEMS: &'static [Kind] = T::ITEMS;
    const OPTIONAL: bool = true;
    const REDACTED: bool = T::REDACTED;
    const RANGE: Option<(i128, i128)> = T::RANGE;
    const VALUES: Option<&'static [&'static str]> = T::VALUES;
    const PROVES: &'static [Kind] = T::PROVES;
    const PROVES_ITEMS: &'static [Kind] = T::PROVES_ITEMS;

    fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
        T::decode(text, ty).map(Some)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}
