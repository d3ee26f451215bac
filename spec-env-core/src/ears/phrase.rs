//! Phrases: sequences of words that mean something, looked up at a position.
//!
//! A phrase is written as words with blanks between; `a|b` is either word, and a trailing `?` makes it optional:
//! `is|are not? set`. Tables are compiled with the program; the derive, which runs unoptimised, would else spend as long
//! on that as on a small specification.

use super::token::{Token, TokenKind};
use super::word::hash;

/// A table of phrases.
pub(crate) struct Phrases<M: 'static> {
    heads: &'static [Head; HEADS],
    /// Which two words may begin a phrase, by their bits: many phrases begin with "a" or "set", few with "a pool".
    pairs: &'static [u64; PAIRS],
    steps: &'static [Step],
    spans: &'static [Span],
    meanings: &'static [M],
}

/// The steps that begin a phrase and have the same bits: most words begin none.
#[derive(Clone, Copy)]
struct Head {
    /// The first of those that a phrase may end with.
    alone: u16,
    /// The first of the others.
    more: u16,
}

/// A meaning, and the patterns that have it.
pub(crate) type Row<M> = (M, &'static [&'static str]);

/// A word of a phrase.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    word: u64,
    phrase: u16,
    /// The next step of the same chain from a [`Head`].
    next: u16,
    /// Which words may follow where it begins a phrase that goes on, by their bits.
    follow: u64,
    /// Whether it is the last of the words that may stand in its place.
    last: bool,
    /// For the last of them, whether none need stand there.
    optional: bool,
}

/// The steps of a phrase.
#[derive(Clone, Copy)]
pub(crate) struct Span {
    start: usize,
    end: usize,
}

const HEADS: usize = 512;
const PAIRS: usize = 128;
const NONE: u16 = u16::MAX;

/// Where a word's chain of steps begins. The upper bits of FNV-1a are the well-mixed ones.
const fn head(word: u64) -> usize {
    (word >> 55) as usize
}

/// The bit of a word.
const fn bit(word: u64) -> u64 {
    1 << (word >> 58)
}

/// Where the bit of two words stands.
const fn pair(first: u64, second: u64) -> (usize, u64) {
    let mixed = (first.rotate_left(7) ^ second) >> 51;
    (mixed as usize >> 6, 1 << (mixed & 63))
}

impl<M> Phrases<M> {
    pub(crate) const fn new<const P: usize, const S: usize>(compiled: &'static Compiled<M, P, S>) -> Self {
        Self {
            heads: &compiled.heads,
            pairs: &compiled.pairs,
            steps: &compiled.steps,
            spans: &compiled.spans,
            meanings: &compiled.meanings,
        }
    }
}

impl<M: Copy> Phrases<M> {
    /// The longest phrase that begins at a position, and the position behind it.
    #[inline]
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(M, usize)> {
        let Head { alone, more } = self.heads[head(tokens.get(at)?.word)];
        if alone == more {
            return None;
        }
        let table = Table { pairs: self.pairs, steps: self.steps, spans: self.spans };
        let (phrase, end) = table.longest(tokens, at, [alone, more])?;
        Some((self.meanings[usize::from(phrase)], end))
    }
}

/// A table of phrases whatever they mean: what is the same for all of them is compiled once.
struct Table {
    pairs: &'static [u64; PAIRS],
    steps: &'static [Step],
    spans: &'static [Span],
}

impl Table {
    /// The longest phrase that begins at a position with a step of the chains, and the position behind it.
    fn longest(&self, tokens: &[Token], at: usize, [alone, more]: [u16; 2]) -> Option<(u16, usize)> {
        let first = &tokens[at];
        if !wordy(first) {
            return None;
        }
        let second = if at + 1 < tokens.len() { tokens[at + 1].word } else { 0 };
        let (index, mask) = pair(first.word, second);
        let more = if self.pairs[index] & mask == 0 { NONE } else { more };
        let mut best: Option<(u16, usize)> = None;
        for mut next in [alone, more] {
            while next != NONE {
                let step = &self.steps[usize::from(next)];
                next = step.next;
                if step.word != first.word || step.follow & bit(second) == 0 {
                    continue;
                }
                let span = self.spans[usize::from(step.phrase)];
                // The first of equally long phrases wins, so that the order of a table decides.
                if let Some(end) = matches(&self.steps[span.start..span.end], 0, tokens, at)
                    && best
                        .is_none_or(|(first, longest)| longest < end || longest == end && step.phrase < first)
                {
                    best = Some((step.phrase, end));
                }
            }
        }
        best
    }
}

/// The position behind the phrase, trying optional words first. Indices, as slices and iterators take several times as
/// long unoptimised.
fn matches(steps: &[Step], from: usize, tokens: &[Token], at: usize) -> Option<usize> {
    if from == steps.len() {
        return Some(at);
    }
    let token = if at < tokens.len() && wordy(&tokens[at]) { &tokens[at] } else { &Token::NONE };
    let (mut last, mut here) = (from, token.word == steps[from].word);
    while !steps[last].last {
        last += 1;
        here |= token.word == steps[last].word;
    }
    if here && let Some(end) = matches(steps, last + 1, tokens, at + 1) {
        return Some(end);
    }
    if steps[last].optional { matches(steps, last + 1, tokens, at) } else { None }
}

fn wordy(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word | TokenKind::Bare) || token.kind == TokenKind::Name && !token.marked
}

/// What the compiler makes of a table.
pub(crate) struct Compiled<M, const PHRASES: usize, const STEPS: usize> {
    heads: [Head; HEADS],
    pairs: [u64; PAIRS],
    steps: [Step; STEPS],
    spans: [Span; PHRASES],
    meanings: [M; PHRASES],
}

/// How many phrases and words a table has.
pub(crate) const fn size<M>(table: &[Row<M>]) -> (usize, usize) {
    let (mut phrases, mut words) = (0, 0);
    let mut row = 0;
    while row < table.len() {
        let patterns = table[row].1;
        let mut n = 0;
        while n < patterns.len() {
            let text = patterns[n].as_bytes();
            phrases += 1;
            words += 1;
            let mut at = 0;
            while at < text.len() {
                if text[at] == b' ' || text[at] == b'|' {
                    words += 1;
                }
                at += 1;
            }
            n += 1;
        }
        row += 1;
    }
    (phrases, words)
}

#[allow(clippy::cast_possible_truncation, reason = "it is asserted that the positions fit")]
impl<M: Copy, const PHRASES: usize, const STEPS: usize> Compiled<M, PHRASES, STEPS> {
    pub(crate) const fn new(table: &[Row<M>]) -> Self {
        assert!(STEPS < NONE as usize, "a table has too many words");
        let step = Step { word: 0, phrase: 0, next: NONE, follow: u64::MAX, last: true, optional: false };
        let head = Head { alone: NONE, more: NONE };
        let mut this = Self {
            heads: [head; HEADS],
            pairs: [0; PAIRS],
            steps: [step; STEPS],
            spans: [Span { start: 0, end: 0 }; PHRASES],
            meanings: [table[0].0; PHRASES],
        };
        let (mut row, mut phrases, mut steps) = (0, 0, 0);
        while row < table.len() {
            let (meaning, patterns) = table[row];
            let mut n = 0;
            while n < patterns.len() {
                let start = steps;
                steps = this.pattern(patterns[n].as_bytes(), phrases as u16, steps);
                this.spans[phrases] = Span { start, end: steps };
                this.meanings[phrases] = meaning;
                phrases += 1;
                n += 1;
            }
            row += 1;
        }
        this.link();
        this
    }

    /// Writes the steps of a pattern from a position on, and returns the one behind.
    const fn pattern(&mut self, mut rest: &[u8], phrase: u16, mut at: usize) -> usize {
        while !rest.is_empty() {
            let mut length = 0;
            while length < rest.len() && !matches!(rest[length], b' ' | b'|' | b'?') {
                length += 1;
            }
            let (word, behind) = rest.split_at(length);
            let optional = !behind.is_empty() && behind[0] == b'?';
            let behind = if optional { behind.split_at(1).1 } else { behind };
            let last = behind.is_empty() || behind[0] == b' ';
            self.steps[at] = Step { word: hash(word), phrase, next: NONE, follow: u64::MAX, last, optional };
            at += 1;
            rest = if behind.is_empty() { behind } else { behind.split_at(1).1 };
        }
        at
    }

    /// Chains the steps that begin a phrase: those of its first word, and while that is optional of the next.
    const fn link(&mut self) {
        let mut phrase = 0;
        while phrase < PHRASES {
            let Span { start, end } = self.spans[phrase];
            let mut at = start;
            while at < end {
                let alone = self.pair(at, end);
                let head = &mut self.heads[head(self.steps[at].word)];
                let chain = if alone { &mut head.alone } else { &mut head.more };
                self.steps[at].next = *chain;
                *chain = at as u16;
                if self.steps[at].last && !self.steps[at].optional {
                    break;
                }
                at += 1;
            }
            phrase += 1;
        }
    }

    /// Notes the words that may follow the one of a step; whether the phrase may end instead.
    const fn pair(&mut self, step: usize, end: usize) -> bool {
        let mut at = step;
        while !self.steps[at].last {
            at += 1;
        }
        at += 1;
        let mut follow = 0;
        while at < end {
            let (index, mask) = pair(self.steps[step].word, self.steps[at].word);
            self.pairs[index] |= mask;
            follow |= bit(self.steps[at].word);
            if self.steps[at].last && !self.steps[at].optional {
                self.steps[step].follow = follow;
                return false;
            }
            at += 1;
        }
        true
    }
}

/// A table of phrases for a static: `phrases!(Meaning, [(meaning, &["is|are not? set"])])`.
macro_rules! phrases {
    ($meaning:ty, $table:expr) => {{
        use $crate::ears::phrase::{Compiled, Phrases, Row, size};
        const TABLE: &[Row<$meaning>] = &$table;
        const SIZE: (usize, usize) = size(TABLE);
        static COMPILED: Compiled<$meaning, { SIZE.0 }, { SIZE.1 }> = Compiled::new(TABLE);
        Phrases::new(&COMPILED)
    }};
}
pub(crate) use phrases;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ears::lexer::tokenize;

    #[test]
    fn the_longest_phrase_wins() {
        static TABLE: Phrases<u8> = phrases!(
            u8,
            [(1, &["is|are set"]), (2, &["is|are not? set to"]), (3, &["not? set"]), (4, &["a|an? set"])]
        );
        let read = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, 0..text.len(), &[], &mut tokens);
            TABLE.at(&tokens, 0)
        };
        assert_eq!(read("is set"), Some((1, 2)));
        assert_eq!(read("ARE not set to x"), Some((2, 4)));
        assert_eq!(read("are not"), None);
        assert_eq!(read("set"), Some((3, 1)));
        assert_eq!(read("not set"), Some((3, 2)));
        assert_eq!((read("a set"), read("an set"), read("a an set")), (Some((4, 2)), Some((4, 2)), None));
    }
}
