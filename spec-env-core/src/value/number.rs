//! Integers, numbers and ports: decimal, the whole text, no blanks around.

/// A whole decimal number: digits, with a minus sign in front of negative ones.
///
/// ```
/// use spec_env_core::value::integer;
///
/// assert_eq!(integer("-12"), Some(-12));
/// assert_eq!(integer("1_000"), None);
/// ```
#[must_use]
#[inline]
pub fn integer(text: &str) -> Option<i128> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    // Nearly every integer fits 18 digits, and i128 arithmetic costs several times as much.
    if digits.len() > 18 {
        return if is_digits(digits) { long(text) } else { None };
    }
    let mut value = 0_i64;
    for byte in digits.bytes() {
        let digit = byte.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        value = value * 10 + i64::from(digit);
    }
    Some(i128::from(if digits.len() == text.len() { value } else { -value }))
}

#[cold]
#[inline(never)]
fn long(text: &str) -> Option<i128> {
    text.parse().ok()
}

/// A decimal number with an optional fraction and exponent; infinity and not-a-number are no values.
///
/// ```
/// use spec_env_core::value::number;
///
/// assert_eq!(number("2.5e-1"), Some(0.25));
/// assert_eq!(number("inf"), None);
/// ```
#[must_use]
pub fn number(text: &str) -> Option<f64> {
    if is_decimal(text) { text.parse().ok().filter(|value: &f64| value.is_finite()) } else { None }
}

/// Whether a text is a number, if not a very large one.
pub fn is_decimal(text: &str) -> bool {
    let (whole, rest) = digits(text.strip_prefix('-').unwrap_or(text).as_bytes());
    let (fraction, rest) = rest.strip_prefix(b".").map_or((1, rest), digits);
    let (exponent, rest) = match rest {
        [b'e' | b'E', b'+' | b'-', rest @ ..] | [b'e' | b'E', rest @ ..] => digits(rest),
        rest => (1, rest),
    };
    whole > 0 && fraction > 0 && exponent > 0 && rest.is_empty()
}

/// How many digits a text begins with, and what follows.
fn digits(text: &[u8]) -> (usize, &[u8]) {
    let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
    (count, &text[count..])
}

/// A port: a whole number from 1 to 65535.
///
/// ```
/// use spec_env_core::value::port;
///
/// assert_eq!(port("8080"), Some(8080));
/// assert_eq!(port("0"), None);
/// ```
#[must_use]
pub fn port(text: &str) -> Option<u16> {
    integer(text).and_then(|value| u16::try_from(value).ok()).filter(|&port| port != 0)
}

pub(super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers_are_decimal_and_whole() {
        for (text, value) in [
            ("0", Some(0)),
            ("007", Some(7)),
            ("-0", Some(0)),
            ("999999999999999999", Some(999_999_999_999_999_999)),
            ("1000000000000000000", Some(1_000_000_000_000_000_000)),
            ("-170141183460469231731687303715884105728", Some(i128::MIN)),
            ("170141183460469231731687303715884105728", None),
            ("", None),
            ("-", None),
            ("--1", None),
            ("+1", None),
            ("1.0", None),
            ("0x1f", None),
            (" 1", None),
            ("1\n", None),
            ("١", None),
        ] {
            assert_eq!(integer(text), value, "{text:?}");
        }
    }

    #[test]
    fn numbers_are_decimal_and_finite() {
        for text in ["0", "-1", "1.5", "1e3", "1E-3", "1.5e+3"] {
            assert_eq!(number(text), text.parse().ok(), "{text:?}");
        }
        for text in
            ["", "-", ".5", "5.", "1e", "e3", "1e1.5", "inf", "NaN", "1e999", "+1", "1,5", "1 ", "--1"]
        {
            assert_eq!(number(text), None, "{text:?}");
        }
    }

    #[test]
    fn ports_end_at_65535() {
        assert_eq!(["1", "65535"].map(port), [Some(1), Some(65535)]);
        assert_eq!(["0", "65536", "70000", "-1", "http", ""].map(port), [None; 6]);
    }
}
