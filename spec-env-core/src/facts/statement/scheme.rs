//! Statements about the scheme of a URL: `the scheme SHALL be http or https`.

use std::ops::Range;

use super::Reader;
use crate::contract::Kind;
use crate::ears::sentence::Response;
use crate::ears::word::{has, is};
use crate::facts::literal::literals;
use crate::facts::{FactKind, NameId, TypeFact};

impl Reader<'_, '_> {
    /// "the scheme SHALL be `http` or `https`" is about a URL; whether it is said.
    pub(super) fn schemes(&mut self, response: &Response, body: &Range<usize>, owner: &[NameId]) -> bool {
        let cx = self.cx;
        let subject = body.start..response.modal.unwrap_or(body.start);
        let said = has!(cx, subject.clone(), "scheme schemes") && is!(cx.at(response.body.start), "be");
        let first = response.body.clone().skip(1).find(|&at| !is!(cx.at(at), "either one of the"));
        let Some(first) = first.filter(|_| said && !response.negated) else { return false };
        let (schemes, next) = literals(&cx.until(body.end), first, false);
        let subjects = cx.names_in(subject);
        let names = [&subjects[..], owner, &self.last].into_iter().find(|names| !names.is_empty());
        for name in names.filter(|_| !schemes.is_empty()).unwrap_or_default().to_vec() {
            let url = TypeFact { kind: Some(Kind::Url), schemes: schemes.clone(), ..TypeFact::default() };
            self.fact(name, FactKind::Type(url), Vec::new(), cx.span(first..next));
        }
        !schemes.is_empty()
    }
}
