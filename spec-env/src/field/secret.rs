//! Secrets: the types of the `secrecy` crate, which print nothing and clear their memory.

use secrecy::zeroize::Zeroize;
use secrecy::{SecretBox, SecretString};

use super::text::TEXT;
use super::{Field, Kind, Refusal, Type};

impl Field for SecretString {
    const KINDS: &'static [Kind] = TEXT;
    const REDACTED: bool = true;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        Ok(text.into())
    }
}

impl<T: Field + Zeroize> Field for SecretBox<T> {
    const KINDS: &'static [Kind] = T::KINDS;
    const ITEMS: &'static [Kind] = T::ITEMS;
    const REDACTED: bool = true;
    const RANGE: Option<(i128, i128)> = T::RANGE;
    const VALUES: Option<&'static [&'static str]> = T::VALUES;

    fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
        T::decode(text, ty).map(|value| Self::new(Box::new(value)))
    }
}
