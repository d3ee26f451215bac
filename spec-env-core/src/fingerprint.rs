//! Whether a file is the one that was read.

/// How many bytes of a file are looked at in a constant. Each costs the compiler 5 µs or more.
const SAMPLES: usize = 128;

/// Below 2^56, so that a product with 251 does not overflow: no step needs the call of `wrapping_mul`.
const PRIME: u64 = (1 << 56) - 5;

/// A number that differs for texts that differ (FNV-1a, 64 bits), the same in every release.
///
/// ```
/// use spec_env_core::fingerprint::fingerprint;
///
/// assert_ne!(fingerprint(b"THE SYSTEM SHALL"), fingerprint(b"THE SYSTEM MUST"));
/// ```
#[must_use]
pub fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// What [`unchanged`] compares: the length of a file, and up to 128 bytes that are evenly spread over it.
///
/// ```
/// use spec_env_core::fingerprint::sample;
///
/// assert_ne!(sample(b"THE SYSTEM SHALL"), sample(b"THE SYSTEM MUST"));
/// ```
#[must_use]
pub const fn sample(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    let step = length / SAMPLES + 1;
    let mut hash = length as u64;
    let mut at = 0;
    while at < length {
        hash = ((hash * 251) ^ bytes[at] as u64) % PRIME;
        at += step;
    }
    hash
}

/// Stops the compilation where a file is not the one whose [`sample`] was taken. All of it is here, so that the constant
/// that calls it is one expression.
///
/// # Panics
///
/// With `message`, where the file is another one.
///
/// ```
/// use spec_env_core::fingerprint::{sample, unchanged};
///
/// unchanged(b"THE SYSTEM SHALL", sample(b"THE SYSTEM SHALL"), "the file has changed");
/// ```
#[track_caller]
pub const fn unchanged(bytes: &[u8], taken: u64, message: &str) {
    assert!(sample(bytes) == taken, "{}", message);
}
