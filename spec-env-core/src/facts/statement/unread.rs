//! What no form reads: a sentence that turns in between, and values beside "default" that may be those of a secret.

use std::ops::Range;

use super::Reader;
use crate::diagnostic::Code;
use crate::ears::sentence::Sentence;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::{CLOSE, FAR, FactKind, NEAR};

impl Reader<'_, '_> {
    /// "…, unless M is "x", in which case it SHALL fail": two rules of which one is the contrary of the other.
    pub(super) fn turns_in_between(&mut self, sentence: &Sentence) -> bool {
        let cx = self.cx;
        let case = |&at: &usize| is!(cx.at(at), "which") && is!(cx.at(at + 1), "case");
        let Some(at) = sentence.tokens.clone().find(case) else { return false };
        let unless = has!(cx, sentence.tokens.start..at, "unless except");
        let named = cx.names_in(sentence.tokens.clone());
        let Some(&name) = named.first().filter(|_| unless) else { return false };
        let name = self.text_of(name).to_owned();
        let words = cx.span(sentence.tokens.clone());
        let message =
            format!("says of `{name}` what holds, and in the same sentence when something else does");
        let help = format!(
            "write a statement for each case: `WHEN {name} is not set and APP_ENV is \"local\", THE SYSTEM SHALL default to 5`"
        );
        self.problem(Code::NotUnderstood, words, message, help);
        // One of the values may be the default of a secret.
        let written = |at: &usize| cx.is_written(*at) || cx.at(*at).kind == TokenKind::Number;
        for at in sentence.tokens.clone().filter(written).take(NEAR) {
            let span = cx.at(at).span();
            for &name in named.iter().take(CLOSE) {
                self.fact(name, FactKind::NoDefault(span.clone()), Vec::new(), span.clone());
            }
        }
        true
    }

    /// A value beside "default" that no form read may be the default of a secret all the same.
    pub(super) fn unread_defaults(&mut self) {
        use FactKind as F;
        let cx = self.cx;
        for sentence in &cx.words.sentences {
            let range = sentence.tokens.clone();
            if !has!(cx, range.clone(), "default defaults replace replaces substitute substitutes") {
                continue;
            }
            let tested = |at: usize| sentence.clauses().iter().any(|clause| clause.body.contains(&at));
            let read = |span: &Range<usize>| {
                self.out.facts.iter().take(NEAR).any(|fact| match &fact.kind {
                    F::Default(literal) | F::InvalidFallback(Some(literal)) => literal.span == *span,
                    F::OneOf(_) | F::Pattern(_) | F::Forbidden(_) | F::Min(_) | F::Max(_) => {
                        fact.span.contains(&span.start)
                    }
                    _ => false,
                })
            };
            let value = |&at: &usize| {
                let written = matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote);
                written && !cx.inner(at).contains(' ') && !tested(at) && !read(&cx.at(at).span())
            };
            let unread: Vec<usize> = range.clone().take(FAR).filter(value).take(CLOSE).collect();
            if unread.is_empty() {
                continue;
            }
            for name in cx.names_in(range).into_iter().take(CLOSE) {
                for span in unread.iter().map(|&at| cx.at(at).span()) {
                    self.fact(name, F::NoDefault(span.clone()), Vec::new(), span);
                }
            }
        }
    }
}
