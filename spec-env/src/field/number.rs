//! Numbers, booleans, durations.

use std::num::{
    NonZeroI8, NonZeroI16, NonZeroI32, NonZeroI64, NonZeroI128, NonZeroIsize, NonZeroU8, NonZeroU16,
    NonZeroU32, NonZeroU64, NonZeroU128, NonZeroUsize,
};
use std::time::Duration;

use spec_env_core::contract::Amount;
use spec_env_core::value::{self, Value};

use super::{Field, Kind, Refusal, Type};

/// A whole number: an integer or port as it stands, a size in bytes.
#[inline]
fn whole(text: &str, ty: &Type) -> Option<i128> {
    match ty.kind {
        Some(Kind::Port | Kind::Size | Kind::List) => measured(text, ty),
        _ => value::integer(text),
    }
}

#[inline(never)]
fn measured(text: &str, ty: &Type) -> Option<i128> {
    match (ty.scalar(), (ty.reader.0)(ty, text)) {
        (Kind::Port | Kind::Size, value) => match value? {
            Value::Amount(Amount::Whole(number)) => Some(number),
            _ => None,
        },
        _ => value::integer(text),
    }
}

/// What a type for whole numbers wants.
#[cold]
fn outside(range: Option<(i128, i128)>, zero: bool) -> Refusal {
    let (min, max) = range.unwrap_or((i128::MIN, i128::MAX));
    let but = if zero || min > 0 { "" } else { ", but not 0" };
    Refusal::owned(format!("an integer from {min} to {max}{but}"))
}

macro_rules! integers {
    ($($ty:ident $nonzero:ident $min:expr, $max:expr;)*) => {$(
        impl Field for $ty {
            const KINDS: &'static [Kind] = &[Kind::Integer, Kind::Port, Kind::Size];
            const RANGE: Option<(i128, i128)> = Some(($min, $max));
            const PROVES: &'static [Kind] = Self::KINDS;

            fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
                let number = whole(&text, ty).and_then(|number| Self::try_from(number).ok());
                number.ok_or_else(|| outside(Self::RANGE, true))
            }
        }

        impl Field for $nonzero {
            const KINDS: &'static [Kind] = <$ty>::KINDS;
            const RANGE: Option<(i128, i128)> = Some((if $min < 0 { $min } else { 1 }, $max));
            const PROVES: &'static [Kind] = <$ty>::PROVES;

            fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
                let number = whole(&text, ty).and_then(|number| <$ty>::try_from(number).ok());
                number.and_then(Self::new).ok_or_else(|| outside(Self::RANGE, false))
            }
        }
    )*};
}

integers! {
    u8 NonZeroU8 0, u8::MAX as i128;
    u16 NonZeroU16 0, u16::MAX as i128;
    u32 NonZeroU32 0, u32::MAX as i128;
    u64 NonZeroU64 0, u64::MAX as i128;
    u128 NonZeroU128 0, i128::MAX; // no specification says more
    usize NonZeroUsize 0, usize::MAX as i128;
    i8 NonZeroI8 i8::MIN as i128, i8::MAX as i128;
    i16 NonZeroI16 i16::MIN as i128, i16::MAX as i128;
    i32 NonZeroI32 i32::MIN as i128, i32::MAX as i128;
    i64 NonZeroI64 i64::MIN as i128, i64::MAX as i128;
    i128 NonZeroI128 i128::MIN, i128::MAX;
    isize NonZeroIsize isize::MIN as i128, isize::MAX as i128;
}

impl Field for f64 {
    const KINDS: &'static [Kind] = &[Kind::Number];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::number(&text).ok_or(Refusal::new("a number"))
    }
}

impl Field for f32 {
    const KINDS: &'static [Kind] = &[Kind::Number];
    const PROVES: &'static [Kind] = Self::KINDS;

    #[allow(clippy::cast_possible_truncation, reason = "a number that f32 rounds is still that number")]
    fn decode(text: String, ty: &Type) -> Result<Self, Refusal> {
        let number = f64::decode(text, ty)? as Self;
        if number.is_finite() { Ok(number) } else { Err(Refusal::new("a number that fits 32 bits")) }
    }
}

impl Field for bool {
    const KINDS: &'static [Kind] = &[Kind::Boolean];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::boolean(&text).ok_or(Refusal::new("a boolean: true/false, 1/0, yes/no or on/off"))
    }
}

impl Field for Duration {
    const KINDS: &'static [Kind] = &[Kind::Duration];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::duration(&text).ok_or(Refusal::new("a duration, such as 30s or 1h30m"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_refused_is_told_the_range() {
        fn wanted<T: Field>(text: &str) -> String {
            let refusal = T::decode(text.to_owned(), &Type::ANY).err();
            refusal.map(|refusal| refusal.into_expected().into_owned()).unwrap_or_default()
        }
        assert_eq!(wanted::<u8>("256"), "an integer from 0 to 255");
        assert_eq!(wanted::<i8>("-129"), "an integer from -128 to 127");
        assert_eq!(wanted::<NonZeroU8>("0"), "an integer from 1 to 255");
        assert_eq!(wanted::<NonZeroI8>("0"), "an integer from -128 to 127, but not 0");
        assert_eq!(wanted::<NonZeroI8>("-128"), "");
    }
}
