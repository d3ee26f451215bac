//! What leads in the list behind it without a colon, by its words.

use std::ops::Range;

use super::Document;
use crate::ears::sentence::{is_condition, is_modal};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;
use crate::facts::phrases::{BELOW, VARIABLE};
use crate::facts::words::cut;

/// The words of a heading, or of a statement that stands in front of a list.
pub(super) struct Front<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

impl<'a> Front<'a> {
    pub(super) fn of(document: &'a Document, range: Range<usize>) -> Self {
        let tokens = cut(&document.text, range, &document.codes);
        Self { text: &document.text, tokens }
    }

    /// Whether it announces what is behind it: "the following environment variables", "Environment Variables".
    pub(super) fn announces(&self) -> bool {
        let tokens = &self.tokens;
        let at = |at: usize| tokens.get(at).copied().unwrap_or(Token::NONE);
        // "remove the following", "SHALL NOT read these"
        let gone = |(n, t): (usize, &Token)| {
            is!(t, "remove removes removed removal delete deleted drop dropped longer")
                || is!(t, "not")
                    && is!(
                        at(n + 1),
                        "read use used support supported required require need needed include set"
                    )
        };
        if tokens.iter().enumerate().any(gone) {
            return false;
        }
        let ends = |from: usize| tokens[from.min(tokens.len())..].iter().all(|t| t.kind == TokenKind::Punct);
        // "SHALL require the following", "if any of the following is missing"
        let open = |n: usize| {
            let of = n > 2 && is!(at(n - 2), "of") && is!(at(n - 3), "any one all");
            is!(at(n), "following") && (ends(n + 1) || of)
        };
        let open = (0..tokens.len()).any(open);
        let Some((phrase, next)) = self.variables() else { return open };
        // "Following the environment variables, …"
        let points = |n: usize| is!(at(n), "following these") && !is!(at(n + 1), "the");
        let below = BELOW.at(tokens, next).is_some_and(|((), behind)| behind > next + 1 || ends(behind));
        open || below || (phrase.saturating_sub(3)..phrase).any(points) || self.is_alone(phrase..next)
    }

    /// Whether it leads in what stands under it as a heading: it names environment variables, and nothing that is done with
    /// them.
    pub(super) fn heads(&self) -> bool {
        self.variables().is_some_and(|(phrase, next)| self.is_alone(phrase..next))
    }

    /// Whether it is no more than one variable, said to be one: "The `X` environment variable".
    pub(super) fn is_variable(&self) -> bool {
        let name = usize::from(self.tokens.first().is_some_and(|t| is!(t, "the")));
        let named = self.tokens.get(name).is_some_and(|t| t.kind == TokenKind::Name);
        let phrase = VARIABLE.at(&self.tokens, name + 1).filter(|_| named);
        phrase.is_some_and(|((), next)| self.tokens.get(next).is_none_or(|t| t.punct('(')))
    }

    /// Whether it begins with a variable, as a heading that opens a section.
    pub(super) fn names_variable(&self) -> bool {
        self.tokens.iter().take(2).any(|t| t.kind == TokenKind::Name)
    }

    /// Where it says "environment variables" last.
    fn variables(&self) -> Option<(usize, usize)> {
        (0..self.tokens.len()).rev().find_map(|at| {
            let ((), next) = VARIABLE.at(&self.tokens, at)?;
            let plural = is!(
                self.tokens[next - 1],
                "variables vars environment-variables env-vars envvars environment_variables"
            );
            plural.then_some((at, next))
        })
    }

    /// "Required environment variables", "Configuration (environment variables)": no other words than these.
    fn is_alone(&self, phrase: Range<usize>) -> bool {
        let idle = |t: &Token| {
            matches!(t.kind, TokenKind::Punct | TokenKind::Number)
                || is!(
                    t,
                    "the all required mandatory optional supported available additional configuration config settings secrets via with defaults and runtime application service server"
                )
        };
        self.tokens[..phrase.start].iter().chain(&self.tokens[phrase.end..]).all(idle)
    }

    /// Whether it opens something else than a group, as a heading under one that leads in variables.
    pub(super) fn is_aside(&self) -> bool {
        self.tokens.iter().any(|t| {
            is!(
                t,
                "code codes error errors exit header headers constant constants file files note notes message messages example examples criteria story metrics log logs command commands flag flags values modes levels events fields endpoints states types"
            )
        })
    }

    /// Whether it is that of a group, or names a variable, as a heading under one that leads in variables.
    pub(super) fn is_group(&self) -> bool {
        match self.tokens.as_slice() {
            [presence] | [presence, _] if is!(presence, "required mandatory optional") => {
                self.tokens.get(1).is_none_or(|t| is!(t, "variables vars"))
            }
            [first, ..] => first.kind == TokenKind::Name && first.inner(self.text).contains('_'),
            [] => false,
        }
    }

    /// Whether it only names a group of what follows: "Database:", "Advanced options:".
    pub(super) fn is_label(&self) -> bool {
        let [words @ .., colon] = self.tokens.as_slice() else { return false };
        let plain = |t: &Token| {
            let name = t.kind == TokenKind::Name && t.is_plain_name(self.text);
            (name || t.kind == TokenKind::Word)
                && !is!(t, "example examples note notes output format see where when if shall must")
        };
        colon.punct(':') && !words.is_empty() && words.len() <= 3 && words.iter().all(plain)
    }

    /// Whether it is only a condition, which what stands behind it falls under: "WHEN the `X` environment variable is not set".
    pub(super) fn is_condition(&self) -> bool {
        is_condition(&self.tokens)
    }

    /// Whether it is a condition on a variable: "When `STORAGE` is `s3`", over what holds then.
    pub(super) fn is_decided(&self) -> bool {
        let named = |t: &Token| {
            t.kind == TokenKind::Assign || t.kind == TokenKind::Name && !t.is_plain_name(self.text)
        };
        self.is_condition() && self.tokens.iter().any(|t| named(t) || t.marked)
    }

    /// Whether it begins with a variable, or ends with the one that it reads: what the items behind it describe.
    pub(super) fn is_about_variable(&self) -> bool {
        let named = |t: &Token| t.marked || t.kind == TokenKind::Name && !t.is_plain_name(self.text);
        let first = usize::from(self.tokens.first().is_some_and(|t| is!(t, "the")));
        if self.tokens.get(first).is_some_and(named) {
            return true;
        }
        let reads = |t: &Token| {
            is!(
                t,
                "read load use accept support obtain take get honor honour require provide expose recognize recognise have"
            )
        };
        let modal = self.tokens.iter().position(is_modal);
        let read = modal.is_none_or(|at| self.tokens.get(at + 1).is_some_and(reads));
        let last = self.tokens.iter().rfind(|t| !(t.punct('.') || t.punct(':')));
        read && last.is_some_and(|last| last.marked || is!(last, "variable var environment"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::read;
    use crate::source::Source;

    fn document(text: &str) -> Document {
        read(&Source::new("requirements.md", text))
    }

    fn front(document: &Document) -> Front<'_> {
        Front::of(document, 0..document.text.len())
    }

    #[test]
    fn what_announces() {
        for text in [
            "Environment Variables",
            "3.2 Required environment variables",
            "Configuration (environment variables)",
            "THE App SHALL read the following optional env vars.",
            "These environment variables must be set at startup",
            "THE App SHALL require the environment variables listed below",
            "THE App SHALL require the following",
            "THE App SHALL exit if any of the following is missing",
        ] {
            assert!(front(&document(text)).announces(), "{text}");
        }
        for text in [
            "Environment",
            "Removal of environment variables",
            "Following the environment variables, the file is read.",
            "THE App SHALL print the environment variables in this format",
            "THE App SHALL NOT read these environment variables",
            "Environment variables below the limit are fine",
            "",
        ] {
            assert!(!front(&document(text)).announces(), "{text}");
        }
    }

    #[test]
    fn what_items_describe() {
        for text in ["`PORT`", "DB_PORT (required)", "THE App SHALL read the `PORT` environment variable."] {
            assert!(front(&document(text)).is_about_variable(), "{text}");
        }
        for text in ["THE App SHALL post to the `API_URL` environment variable", "Type", "JSON is the format"]
        {
            assert!(!front(&document(text)).is_about_variable(), "{text}");
        }
    }
}
