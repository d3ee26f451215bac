//! Defaults written as assignments: `use defaults: A=1, B=2`.

use std::ops::Range;

use super::Reader;
use crate::ears::sentence::{Clause, Sentence};
use crate::ears::token::TokenKind;
use crate::ears::word::has;
use crate::facts::default::defaults_stand_by;
use crate::facts::phrases::VARIABLE;
use crate::facts::{FactKind, Guarded, Literal};

impl Reader<'_, '_> {
    /// "IF required environment variables are not set, THE SYSTEM SHALL use defaults: A=1, B=2": those that are named.
    pub(super) fn assigned_generally(&mut self, sentence: &Sentence) {
        let cx = self.cx;
        let any = |clause: &Clause| {
            let spoken = clause.body.clone().any(|at| VARIABLE.at(cx.tokens, at).is_some());
            let missing = has!(cx, clause.body.clone(), "not missing unset absent undefined");
            spoken && missing && clause.body.clone().all(|at| cx.candidate(at).is_none())
        };
        if !sentence.conditions.is_empty() && sentence.conditions.iter().all(any) {
            self.assignments(&sentence.tokens, &[Vec::new()]);
        }
    }

    /// `use defaults: A=1, B=2`, `A=1 as the default`.
    pub(super) fn assignments(&mut self, range: &Range<usize>, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        for at in range.clone().filter(|&at| cx.at(at).kind == TokenKind::Assign) {
            let Some(name) = cx.name(at).filter(|_| defaults_stand_by(cx, range, at)) else { continue };
            let (token, text) = (cx.at(at), cx.at(at).rest(cx.text));
            let literal = Literal::plain(text, token.marked, token.span());
            for guards in guards {
                self.fact(name, FactKind::Default(literal.clone()), guards.clone(), token.span());
            }
        }
    }
}
