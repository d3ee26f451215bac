//! Tokens: words, names, literals, numbers with units and punctuation, each with its place.

use std::ops::Range;

use super::word::word;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// A word of letters, perhaps with hyphens and digits.
    Word,
    /// `[A-Z][A-Z0-9_]*`, perhaps as `$NAME` or `${NAME}`.
    Name,
    /// `NAME=value`; `inner` is the name.
    Assign,
    /// A code span that is neither.
    Code,
    /// Quoted text.
    Quote,
    /// A decimal number; what is glued to it is its suffix.
    Number,
    /// Anything else without blanks: a path, a URL, an address.
    Bare,
    /// One character.
    Punct,
}

/// One token. Offsets are into [`Document::text`](crate::document::Document::text).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    /// The identity of a word; that of the inner text for names.
    pub(crate) word: u64,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// The text without quotes, back-ticks or `$`; the digits of a number; the name of an assignment.
    pub(super) inner: (u32, u32),
    /// A number's suffix, an assignment's value.
    pub(super) rest: (u32, u32),
    /// Whether it was written as code or with a `$`.
    pub(crate) marked: bool,
}

impl Token {
    /// What stands outside a statement.
    pub(crate) const NONE: Self = Self {
        kind: TokenKind::Punct,
        word: 0,
        start: 0,
        end: 0,
        inner: (0, 0),
        rest: (0, 0),
        marked: false,
    };

    /// A mark that is meant at an offset, and not written.
    pub(crate) fn mark(mark: char, at: usize) -> Self {
        Self { word: u64::from(mark), ..Self::meant(at) }
    }

    /// A word that is meant at an offset, and not written.
    pub(crate) fn said(text: &str, at: usize) -> Self {
        Self { kind: TokenKind::Word, word: word(text), ..Self::meant(at) }
    }

    /// What stands in marks as a word of the sentence.
    pub(crate) fn unmarked(self, text: &str) -> Self {
        Self { kind: TokenKind::Word, word: word(self.inner(text)), marked: false, ..self }
    }

    /// The token as it is meant at another place.
    #[allow(clippy::cast_possible_truncation, reason = "no specification is as long as 4 GiB")]
    pub(crate) fn at(self, place: Range<usize>) -> Self {
        Self { start: place.start as u32, end: place.end as u32, ..self }
    }

    #[allow(clippy::cast_possible_truncation, reason = "no specification is as long as 4 GiB")]
    fn meant(at: usize) -> Self {
        let at = at as u32;
        Self { start: at, end: at, inner: (at, at), rest: (at, at), ..Self::NONE }
    }

    pub(crate) fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
    pub(crate) fn inner<'t>(&self, text: &'t str) -> &'t str {
        &text[self.inner.0 as usize..self.inner.1 as usize]
    }
    pub(crate) fn rest<'t>(&self, text: &'t str) -> &'t str {
        &text[self.rest.0 as usize..self.rest.1 as usize]
    }
    pub(crate) fn punct(&self, c: char) -> bool {
        self.kind == TokenKind::Punct && self.word == u64::from(c)
    }
    /// Whether it is text of any form: in code, quoted, or a run such as a path.
    pub(crate) fn is_text(&self) -> bool {
        matches!(self.kind, TokenKind::Code | TokenKind::Quote | TokenKind::Bare)
    }
    /// Whether it is a bare all-capital word without `_`, which may be an acronym as well as a name.
    pub(crate) fn is_plain_name(&self, text: &str) -> bool {
        self.kind == TokenKind::Name && !self.marked && !self.inner(text).contains('_')
    }
    /// Whether the word begins with a capital and goes on in small letters.
    pub(crate) fn is_capitalised(&self, text: &str) -> bool {
        let mut chars = self.inner(text).chars();
        self.kind == TokenKind::Word
            && chars.next().is_some_and(char::is_uppercase)
            && chars.next().is_some_and(char::is_lowercase)
    }
    /// Whether the word is written in capitals throughout.
    pub(crate) fn is_loud(&self, text: &str) -> bool {
        self.kind == TokenKind::Word && !self.inner(text).contains(char::is_lowercase)
    }
}

/// Whether text is written like an environment variable's name.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        && !text.ends_with('_')
}
