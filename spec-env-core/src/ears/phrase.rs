//! Phrases: sequences of words that mean something, looked up at a position.
//!
//! A phrase is written as words with blanks between; `a|b` is either word, and a trailing `?` makes it optional:
//! `is|are not? set`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::token::{Token, TokenKind};
use super::word::word;

/// A table of phrases, indexed by their first words.
pub(crate) struct Phrases<M> {
    table: Vec<(M, Vec<Element>)>,
    /// One bit for each first word, at its hash: most words begin no phrase, and are told apart by this alone.
    bits: [u64; 32],
    by_word: HashMap<u64, Vec<usize>, BuildHasherDefault<Identity>>,
}

struct Element {
    words: Vec<u64>,
    optional: bool,
}

impl<M: Copy> Phrases<M> {
    /// Compiles a table.
    pub(crate) fn new(table: &[(M, &[&str])]) -> Self {
        let mut this = Self { table: Vec::new(), bits: [0; 32], by_word: HashMap::default() };
        for (meaning, patterns) in table {
            for pattern in *patterns {
                let elements: Vec<Element> = pattern.split(' ').map(Element::new).collect();
                let index = this.table.len();
                for element in &elements {
                    for &first in &element.words {
                        this.bits[bit(first).0] |= bit(first).1;
                        this.by_word.entry(first).or_default().push(index);
                    }
                    if !element.optional {
                        break;
                    }
                }
                this.table.push((*meaning, elements));
            }
        }
        this
    }

    /// The longest phrase that begins at a position, and the position behind it.
    pub(crate) fn at(&self, tokens: &[Token], at: usize) -> Option<(M, usize)> {
        let first = tokens.get(at)?;
        let (index, mask) = bit(first.word);
        if self.bits[index] & mask == 0 || !wordy(first) {
            return None;
        }
        let candidates = self.by_word.get(&first.word)?;
        let ends = candidates.iter().filter_map(|&index| {
            let (meaning, elements) = &self.table[index];
            matches(elements, tokens, at).map(|end| (*meaning, end))
        });
        // The first of equally long phrases wins, so that the order of a table decides.
        ends.fold(None, |best: Option<(M, usize)>, next| match best {
            Some(b) if b.1 >= next.1 => Some(b),
            _ => Some(next),
        })
    }
}

/// Where the bit of a word stands.
fn bit(word: u64) -> (usize, u64) {
    let at = word >> 53; // the upper bits of FNV-1a are the well-mixed ones
    ((at >> 6) as usize, 1 << (at & 63))
}

impl Element {
    fn new(pattern: &str) -> Self {
        let (words, optional) = pattern.strip_suffix('?').map_or((pattern, false), |p| (p, true));
        Self { words: words.split('|').map(word).collect(), optional }
    }
}

fn wordy(token: &Token) -> bool {
    token.kind == TokenKind::Word || token.kind == TokenKind::Name && !token.marked
}

/// The position behind the phrase, trying optional words first.
fn matches(elements: &[Element], tokens: &[Token], at: usize) -> Option<usize> {
    let Some((element, rest)) = elements.split_first() else { return Some(at) };
    let here = tokens.get(at).is_some_and(|t| wordy(t) && element.words.contains(&t.word));
    if here && let Some(end) = matches(rest, tokens, at + 1) {
        return Some(end);
    }
    if element.optional { matches(rest, tokens, at) } else { None }
}

/// Words are hashes already.
#[derive(Default)]
struct Identity(u64);

impl Hasher for Identity {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }
    fn write_u64(&mut self, word: u64) {
        self.0 = word;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ears::token::tokenize;

    #[test]
    fn the_longest_phrase_wins() {
        let table = Phrases::new(&[(1, &["is|are set"][..]), (2, &["is|are not? set to"][..])]);
        let read = |text: &str| {
            let mut tokens = Vec::new();
            tokenize(text, 0..text.len(), &[], &mut tokens);
            table.at(&tokens, 0)
        };
        assert_eq!(read("is set"), Some((1, 2)));
        assert_eq!(read("ARE not set to x"), Some((2, 4)));
        assert_eq!(read("are not"), None);
    }
}
