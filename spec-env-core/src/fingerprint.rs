//! A cheap check that a file is the one that was read, for use in constants.

/// How many bytes of a file are looked at.
const SAMPLES: usize = 512;

/// A number that differs for files of different length, and for most that differ in any byte: the length and at most
/// 512 bytes, evenly spread. Hashing every byte would cost the compiler 41 000 instructions each.
///
/// ```
/// use spec_env_core::fingerprint::fingerprint;
///
/// assert_ne!(fingerprint(b"THE SYSTEM SHALL"), fingerprint(b"THE SYSTEM MUST"));
/// ```
#[must_use]
pub const fn fingerprint(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64 ^ bytes.len() as u64;
    let samples = if bytes.len() < SAMPLES { bytes.len() } else { SAMPLES };
    let mut i = 0;
    while i < samples {
        let at = i * bytes.len() / samples;
        hash = (hash ^ bytes[at] as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}
