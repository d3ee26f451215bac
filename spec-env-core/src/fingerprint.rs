//! A cheap check that a file is the one that was read, for use in constants.

/// How many bytes of a file are looked at.
const SAMPLES: usize = 512;

/// A number that differs for files of different length, and for most that differ in any byte: the length and at most
/// 512 bytes, evenly spread. Each costs the compiler 17 000 instructions; a call of any function would cost as many.
///
/// ```
/// use spec_env_core::fingerprint::fingerprint;
///
/// assert_ne!(fingerprint(b"THE SYSTEM SHALL"), fingerprint(b"THE SYSTEM MUST"));
/// ```
#[must_use]
pub const fn fingerprint(bytes: &[u8]) -> u64 {
    let length = bytes.len();
    let step = length / SAMPLES + 1;
    let mut hash = length as u64;
    let mut at = 0;
    // FNV of 48 bits, so that no product overflows and none needs `wrapping_mul`.
    while at < length {
        hash = (hash & 0xffff_ffff_ffff) * 0x1b3 ^ bytes[at] as u64;
        at += step;
    }
    hash
}
