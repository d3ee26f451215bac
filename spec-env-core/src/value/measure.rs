//! Durations and sizes: numbers with units.

use std::time::Duration;

use super::number::is_digits;
use crate::contract::Kind;

/// The units of durations, longest first, in nanoseconds.
const DURATION_UNITS: [(&str, u64); 5] = [
    ("d", 86_400_000_000_000),
    ("h", 3_600_000_000_000),
    ("m", 60_000_000_000),
    ("s", 1_000_000_000),
    ("ms", 1_000_000),
];

/// The units of sizes, largest first, in bytes.
const SIZE_UNITS: [(&str, u64); 7] = [
    ("GiB", 1 << 30),
    ("GB", 1_000_000_000),
    ("MiB", 1 << 20),
    ("MB", 1_000_000),
    ("KiB", 1 << 10),
    ("KB", 1_000),
    ("B", 1),
];

/// A duration: a whole or decimal number with `ms`, `s`, `m`, `h` or `d`, or several of them.
///
/// ```
/// use std::time::Duration;
/// use spec_env_core::value::duration;
///
/// assert_eq!(duration("1h30m"), Some(Duration::from_secs(5400)));
/// assert_eq!(duration("30"), None);
/// ```
#[must_use]
pub fn duration(text: &str) -> Option<Duration> {
    let mut rest = text;
    let mut total = 0_u128;
    while !rest.is_empty() {
        let number = leading(rest, |c| c.is_ascii_digit() || c == '.');
        let unit = leading(&rest[number.len()..], |c| c.is_ascii_alphabetic());
        total = total.checked_add(scaled(number, unit_of(&DURATION_UNITS, unit)?)?)?;
        rest = &rest[number.len() + unit.len()..];
        if unit.is_empty() {
            return None;
        }
    }
    let seconds = u64::try_from(total / 1_000_000_000).ok()?;
    let nanos = u32::try_from(total % 1_000_000_000).ok()?;
    (!text.is_empty()).then(|| Duration::new(seconds, nanos))
}

/// A size in bytes: a number with `B`, `KB`, `MB`, `GB` (1000) or `KiB`, `MiB`, `GiB` (1024).
///
/// ```
/// use spec_env_core::value::size;
///
/// assert_eq!(size("1.5KiB"), Some(1536));
/// assert_eq!(size("10"), None);
/// ```
#[must_use]
pub fn size(text: &str) -> Option<u64> {
    let number = leading(text, |c| c.is_ascii_digit() || c == '.');
    let bytes = scaled(number, unit_of(&SIZE_UNITS, &text[number.len()..])?)?;
    u64::try_from(bytes).ok()
}

/// A duration or size in its shortest form, such as `1h30m` or `10MB`; `None` for other kinds and for what is none.
///
/// ```
/// use spec_env_core::{contract::Kind, value::compact};
///
/// assert_eq!(compact(Kind::Duration, "5400s").as_deref(), Some("1h30m"));
/// assert_eq!(compact(Kind::Size, "10000KB").as_deref(), Some("10MB"));
/// ```
#[must_use]
pub fn compact(kind: Kind, text: &str) -> Option<String> {
    match kind {
        Kind::Duration => duration(text).map(compact_duration),
        Kind::Size => size(text).map(compact_size),
        _ => None,
    }
}

fn compact_duration(duration: Duration) -> String {
    let mut rest = duration.as_nanos();
    let mut text = String::new();
    for (unit, nanos) in DURATION_UNITS {
        let count = rest / u128::from(nanos);
        rest %= u128::from(nanos);
        if count > 0 {
            text.push_str(&count.to_string());
            text.push_str(unit);
        }
    }
    if rest > 0 {
        // Less than a millisecond can only be said as a fraction of one.
        text += format!("0.{rest:06}").trim_end_matches('0');
        text += "ms";
    }
    if text.is_empty() { "0s".to_owned() } else { text }
}

fn compact_size(bytes: u64) -> String {
    let whole = SIZE_UNITS.iter().filter(|(_, unit)| bytes != 0 && bytes.is_multiple_of(*unit));
    let shortest = whole.map(|(name, unit)| format!("{}{name}", bytes / unit)).min_by_key(String::len);
    shortest.unwrap_or_else(|| format!("{bytes}B"))
}

fn leading(text: &str, belongs: impl Fn(char) -> bool) -> &str {
    &text[..text.find(|c| !belongs(c)).unwrap_or(text.len())]
}

fn unit_of(units: &[(&str, u64)], name: &str) -> Option<u64> {
    units.iter().find(|(unit, _)| *unit == name).map(|&(_, factor)| factor)
}

/// A decimal number times a unit, where that is whole.
fn scaled(number: &str, unit: u64) -> Option<u128> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, "0"));
    if !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let fraction = fraction.trim_end_matches('0');
    let parts = 10_u128.checked_pow(u32::try_from(fraction.len()).ok()?)?;
    let fraction = if fraction.is_empty() { 0 } else { fraction.parse::<u128>().ok()? };
    let fraction = fraction.checked_mul(unit.into())?;
    let whole = whole.parse::<u128>().ok()?.checked_mul(unit.into())?;
    (fraction % parts == 0).then(|| whole.checked_add(fraction / parts))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_need_units() {
        for (text, millis) in [
            ("250ms", 250),
            ("30s", 30_000),
            ("0s", 0),
            ("1.5m", 90_000),
            ("1h30m", 5_400_000),
            ("1d", 86_400_000),
        ] {
            assert_eq!(duration(text), Some(Duration::from_millis(millis)), "{text}");
        }
        let bad =
            ["", "30", "s", "30 s", "30S", "30sec", "1h30", "1.s", ".5s", "-1s", "1.2.3s", "1h 30m", "5µs"];
        for text in bad {
            assert_eq!(duration(text), None, "{text:?}");
        }
        assert_eq!(duration("0.0000001ms"), None, "finer than a nanosecond");
        assert_eq!(duration("99999999999999999999999999999999999999d"), None);
    }

    #[test]
    fn sizes_need_units() {
        let sizes =
            [("0B", 0), ("10KB", 10_000), ("1MiB", 1 << 20), ("1.5GB", 1_500_000_000), ("2GiB", 1 << 31)];
        for (text, bytes) in sizes {
            assert_eq!(size(text), Some(bytes), "{text}");
        }
        for text in ["", "10", "MB", "10 MB", "10mb", "10M", "0.5B", "-1B", "1MB1KB", "99999999999999GB"] {
            assert_eq!(size(text), None, "{text:?}");
        }
    }

    #[test]
    fn compact_forms_mean_the_same() {
        for text in ["90s", "25h", "1500ms", "0.5ms", "0s", "61m", "1d1ms"] {
            let compact = compact(Kind::Duration, text).unwrap();
            assert_eq!(duration(&compact), duration(text), "{text} became {compact}");
        }
        for text in ["1024KiB", "1000KB", "1536B", "0B", "1.5GiB"] {
            let compact = compact(Kind::Size, text).unwrap();
            assert_eq!(size(&compact), size(text), "{text} became {compact}");
        }
        assert_eq!(compact(Kind::Size, "1048576B").as_deref(), Some("1MiB"));
        assert_eq!(compact(Kind::Duration, "90"), None);
    }
}
