//! Words by their identity: compared as numbers instead of text.

/// The constants of FNV-1a.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// A word's identity, whatever its case: compared instead of text.
///
/// FNV-1a over the lower-cased ASCII bytes; 64 bits make a collision with one of the few hundred words that
/// mean something a matter of theory.
pub(crate) const fn word(text: &str) -> u64 {
    hash(text.as_bytes())
}

/// As [`word`], of bytes. The compiler hashes every word of every list, and calls cost it more than comparisons.
pub(crate) const fn hash(bytes: &[u8]) -> u64 {
    let mut hash = BASIS;
    let mut i = 0;
    while i < bytes.len() {
        let byte = bytes[i];
        let lower = if byte >= b'A' && byte <= b'Z' { byte | 32 } else { byte };
        hash = (hash ^ lower as u64).wrapping_mul(PRIME);
        i += 1;
    }
    hash
}

/// Some words, to compare one with. Most words are none of them, and are told apart by a bit.
pub(crate) struct WordSet<const WORDS: usize, const BITS: usize> {
    bits: [u64; BITS],
    words: [u64; WORDS],
}

impl<const WORDS: usize, const BITS: usize> WordSet<WORDS, BITS> {
    /// The words of a list with blanks between, in lower case: one pass, as the compiler makes it for every list.
    pub(crate) const fn new(list: &str) -> Self {
        let bytes = list.as_bytes();
        let mut this = Self { bits: [0; BITS], words: [0; WORDS] };
        let (mut n, mut i, mut word) = (0, 0, BASIS);
        while n < WORDS {
            if i < bytes.len() && bytes[i] != b' ' {
                word = (word ^ bytes[i] as u64).wrapping_mul(PRIME);
            } else {
                this.words[n] = word;
                let (index, mask) = Self::bit(word);
                this.bits[index] |= mask;
                (n, word) = (n + 1, BASIS);
            }
            i += 1;
        }
        this
    }

    /// Where the bit of a word stands. The upper bits of FNV-1a are the well-mixed ones.
    const fn bit(word: u64) -> (usize, u64) {
        let at = word >> 48;
        ((at >> 6) as usize % BITS, 1 << (at & 63))
    }

    /// Whether a word is one of them. A loop, as the iterators' methods take several times as long unoptimised, which is
    /// how the derive runs.
    pub(crate) const fn has(&self, word: u64) -> bool {
        let (index, mask) = Self::bit(word);
        if self.bits[index] & mask == 0 {
            return false;
        }
        let mut n = 0;
        while n < WORDS {
            if self.words[n] == word {
                return true;
            }
            n += 1;
        }
        false
    }
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

/// The set of words that are written with blanks between: `set!("if when")`.
macro_rules! set {
    ($list:expr) => {{
        use $crate::ears::word::{WordSet, count};
        const WORDS: usize = count($list);
        const SET: &WordSet<WORDS, { WORDS.div_ceil(8) }> = &WordSet::new($list);
        SET
    }};
}

/// Whether a token is one of some words: `is!(token, "if when")`.
macro_rules! is {
    ($token:expr, $list:literal) => {
        $crate::ears::word::set!($list).has($token.word)
    };
}

/// Whether one of the tokens of a range is one of some words: `has!(cx, 0..4, "if when")`.
macro_rules! has {
    ($cx:expr, $range:expr, $list:literal) => {
        $cx.within($range).iter().any(|token| $crate::ears::word::is!(token, $list))
    };
}
pub(crate) use {has, is, set};

/// Capitals that are English, not names.
pub(crate) fn is_english(word: u64) -> bool {
    const LIST: &str = "a i an the when if while where then shall must should may will can not no and or is are be to of \
        in on at by for from with as it its this that these all any each every either neither nor both only never always \
        system unless required optional default secret set unset true false yes via use read env environment variable \
        variables note given";
    set!(LIST).has(word)
}
