//! Rules that compare two variables: no contract states them, and nobody should believe that one does.

use super::Reader;
use crate::diagnostic::Code;
use crate::ears::sentence::{Response, Sentence};
use crate::facts::phrases::{ATTRIBUTES, Attribute};
use crate::facts::range::{COMPARED, other_variable};

impl Reader<'_, '_> {
    /// "IF A is greater than B, THEN THE SYSTEM SHALL fail": a rule that no contract states.
    pub(super) fn compared(&mut self, sentence: &Sentence) {
        use Attribute as A;
        let cx = self.cx;
        let fails = |r: &Response| self.failure(&r.body, r.negated).is_some();
        if !sentence.responses.iter().any(fails) {
            return;
        }
        let own = sentence.responses.iter().flat_map(|r| &r.conditions);
        for range in sentence.conditions.iter().chain(own).map(|clause| clause.body.clone()) {
            let limited = |at: usize| {
                let (limit, next) = ATTRIBUTES.at(cx.tokens, at)?;
                let limits = matches!(limit, A::MoreThan | A::LessThan | A::AtLeast | A::AtMost);
                other_variable(cx, next).filter(|_| limits)
            };
            let Some((at, until)) = range.clone().find_map(|at| Some((at, limited(at)?))) else { continue };
            if let Some(&name) = cx.names_in(range.start..at).first() {
                let message = format!("`{}` {}", self.text_of(name), COMPARED.0);
                self.problem(Code::NoEnforceableMeaning, cx.span(at..until), message, COMPARED.1.to_owned());
            }
        }
    }
}
