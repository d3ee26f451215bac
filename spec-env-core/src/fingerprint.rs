//! A cheap check that a file is the one that was read, for use in constants.

/// How many bytes of a file are looked at.
const SAMPLES: usize = 512;

/// 2^120 - 119, a prime: a product with 251 does not overflow, so that none needs the call of `wrapping_mul`.
const MODULUS: u128 = (1 << 120) - 119;

/// Below 2^64.
const LARGEST_PRIME: u128 = (1 << 64) - 59;

/// A number that differs for files of different length, and for most that differ in any byte: the length and at most
/// 512 bytes, sixteen at a time and evenly spread. One by one, each would cost the compiler 17 000 instructions.
///
/// ```
/// use spec_env_core::fingerprint::fingerprint;
///
/// assert_ne!(fingerprint(b"THE SYSTEM SHALL"), fingerprint(b"THE SYSTEM MUST"));
/// ```
#[must_use]
pub const fn fingerprint(bytes: &[u8]) -> u64 {
    let (blocks, rest) = bytes.as_chunks::<16>();
    let count = blocks.len();
    let step = count / (SAMPLES / 16) + 1;
    let mut hash = bytes.len() as u128;
    let mut at = 0;
    while at < count {
        hash = (hash % MODULUS * 251) ^ u128::from_le_bytes(blocks[at]);
        at += step;
    }
    at = 0;
    let left = rest.len();
    while at < left {
        hash = (hash % MODULUS * 251) ^ rest[at] as u128;
        at += 1;
    }
    (hash % MODULUS % LARGEST_PRIME) as u64
}
