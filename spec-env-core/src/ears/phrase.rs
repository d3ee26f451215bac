//! Phrases: sequences of words that mean something, looked up at a position.
//!
//! A phrase is written as words with blanks between; `a|b` is either word, and a trailing `?` makes it optional:
//! `is|are not? set`. Tables are compiled with the program; the derive, which runs unoptimised, would else spend as long
//! on that as on a small specification.

use super::token::{Token, TokenKind};
use super::word::hash;

/// A table of phrases.
pub(crate) struct Phrases<M: 'static> {
    /// The first step that begins a phrase, by the bits of its word: most words begin none.
    heads: &'static [u16; HEADS],
    steps: &'static [Step],
    all: &'static [Phrase<M>],
}

/// A meaning, and the patterns that have it.
pub(crate) type Row<M> = (M, &'static [&'static str]);

/// A word of a phrase.
#[derive(Clone, Copy)]
pub(crate) struct Step {
    word: u64,
    phrase: u16,
    /// The next step that begins a phrase and has the same bits.
    next: u16,
    /// Whether it is the last of the words that may stand in its place.
    last: bool,
    /// For the last of them, whether none need stand there.
    optional: bool,
}

/// Its steps are from `start` on, up to those of the next.
#[derive(Clone, Copy)]
pub(crate) struct Phrase<M> {
    meaning: M,
    start: usize,
    end: usize,
}

const HEADS: usize = 512;
const NONE: u16 = u16::MAX;

/// Where a word's chain of steps begins. The upper bits of FNV-1a are the well-mixed ones.
const fn head(word: u64) -> usize {
    (word >> 55) as usize
}

impl<M> Phrases<M> {
    pub(crate) const fn new<const P: usize, const S: usize>(compiled: &'static Compiled<M, P, S>) -> Self {
        Self { heads: &compiled.heads, steps: &compiled.steps, all: &compiled.phrases }
    }
}

impl<M: Copy> Phrases<M> {
    /// The longest phrase that begins at a position, and the position behind it.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(M, usize)> {
        let first = tokens.get(at)?;
        let mut next = self.heads[head(first.word)];
        if next == NONE || !wordy(first) {
            return None;
        }
        let mut best: Option<(M, usize)> = None;
        while let Some(step) = self.steps.get(usize::from(next)) {
            next = step.next;
            if step.word != first.word {
                continue;
            }
            let phrase = &self.all[usize::from(step.phrase)];
            // The first of equally long phrases wins, so that the order of a table decides.
            if let Some(end) = matches(&self.steps[phrase.start..phrase.end], 0, tokens, at)
                && best.is_none_or(|(_, longest)| longest < end)
            {
                best = Some((phrase.meaning, end));
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
    token.kind == TokenKind::Word || token.kind == TokenKind::Name && !token.marked
}

/// What the compiler makes of a table.
pub(crate) struct Compiled<M, const PHRASES: usize, const STEPS: usize> {
    heads: [u16; HEADS],
    steps: [Step; STEPS],
    phrases: [Phrase<M>; PHRASES],
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
        let step = Step { word: 0, phrase: 0, next: NONE, last: true, optional: false };
        let phrase = Phrase { meaning: table[0].0, start: 0, end: 0 };
        let mut this = Self { heads: [NONE; HEADS], steps: [step; STEPS], phrases: [phrase; PHRASES] };
        let (mut row, mut phrases, mut steps) = (0, 0, 0);
        while row < table.len() {
            let (meaning, patterns) = table[row];
            let mut n = 0;
            while n < patterns.len() {
                let start = steps;
                steps = this.pattern(patterns[n].as_bytes(), phrases as u16, steps);
                this.phrases[phrases] = Phrase { meaning, start, end: steps };
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
            self.steps[at] = Step { word: hash(word), phrase, next: NONE, last, optional };
            at += 1;
            rest = if behind.is_empty() { behind } else { behind.split_at(1).1 };
        }
        at
    }

    /// Chains the steps that begin a phrase: those of its first word, and while that is optional of the next.
    const fn link(&mut self) {
        let mut phrase = PHRASES;
        while phrase > 0 {
            phrase -= 1;
            let Phrase { start, end, .. } = self.phrases[phrase];
            let mut at = start;
            while at < end {
                let head = head(self.steps[at].word);
                self.steps[at].next = self.heads[head];
                self.heads[head] = at as u16;
                if self.steps[at].last && !self.steps[at].optional {
                    break;
                }
                at += 1;
            }
        }
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
    use crate::ears::token::tokenize;

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
