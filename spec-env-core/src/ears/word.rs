//! Words by their identity: compared as numbers instead of text.

/// A word's identity, whatever its case: compared instead of text.
///
/// FNV-1a over the lower-cased ASCII bytes; 64 bits make a collision with one of the few hundred words that
/// mean something a matter of theory.
pub(crate) const fn word(text: &str) -> u64 {
    hash(text.as_bytes())
}

const fn hash(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i].to_ascii_lowercase() as u64).wrapping_mul(0x0100_0000_01b3);
        i += 1;
    }
    hash
}

/// The identities of words that are written with blanks between.
pub(crate) const fn words<const N: usize>(list: &str) -> [u64; N] {
    let mut out = [0; N];
    let (mut n, mut rest) = (0, list.as_bytes());
    while n < N {
        let mut length = 0;
        while length < rest.len() && rest[length] != b' ' {
            length += 1;
        }
        let (one, behind) = rest.split_at(length);
        out[n] = hash(one);
        rest = if behind.is_empty() { behind } else { behind.split_at(1).1 };
        n += 1;
    }
    out
}

/// How many words a list has.
pub(crate) const fn count(list: &str) -> usize {
    let bytes = list.as_bytes();
    let (mut i, mut count) = (0, 1);
    while i < bytes.len() {
        if bytes[i] == b' ' {
            count += 1;
        }
        i += 1;
    }
    count
}

/// Whether a token is one of some words: `is!(token, "if when")`.
macro_rules! is {
    ($token:expr, $list:literal) => {{
        const WORDS: [u64; $crate::ears::word::count($list)] = $crate::ears::word::words($list);
        WORDS.contains(&$token.word)
    }};
}

/// Whether one of the tokens of a range is one of some words: `has!(cx, 0..4, "if when")`.
macro_rules! has {
    ($cx:expr, $range:expr, $list:literal) => {
        $cx.within($range).iter().any(|token| $crate::ears::word::is!(token, $list))
    };
}
pub(crate) use {has, is};

/// Capitals that are English, not names.
pub(crate) fn is_english(word: u64) -> bool {
    const LIST: &str = "a i an the when if while where then shall must should may will can not no and or is are be to of \
        in on at by for from with as it its this that these all any each every either neither nor both only never always \
        system unless required optional default secret set unset true false yes via use read env environment variable \
        variables note given";
    const WORDS: [u64; count(LIST)] = words(LIST);
    WORDS.contains(&word)
}
