//! A response of several verbs → the part that belongs to each.

use super::Reader;
use crate::ears::sentence::{Clause, Response};
use crate::ears::word::is;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::{CLOSE, NEAR};

impl Reader<'_, '_> {
    /// "SHALL require A and accept an optional B": what each verb is said of. A condition that names nothing is the last one's.
    pub(super) fn parts(&self, response: &Response, out: &mut Vec<Response>) {
        let cx = self.cx;
        let body = response.body.clone();
        let rules = |at: usize| {
            use Verb as V;
            let verb = VERBS.at(cx.tokens, at).map(|(verb, _)| verb);
            matches!(verb, Some(V::Require | V::Check | V::Hide | V::Treat)) || is!(cx.at(at), "default")
        };
        let acts = |at: usize| {
            rules(at)
                || is!(cx.at(at), "read load use accept obtain log ignore send store support print pass")
        };
        let first = self.behind_adverbs(body.start);
        let seam = |&at: &usize| {
            let second = self.behind_adverbs(at + 1);
            let near = body.end.min(second + NEAR);
            let (one, other) = (cx.names_in(body.start..at), cx.names_in(second..near));
            let apart = !one.is_empty() && !other.is_empty() && one.iter().all(|name| !other.contains(name));
            apart
                && acts(second)
                && (rules(first) || rules(second))
                && cx.at(first).word != cx.at(second).word
        };
        let few = out.len() < CLOSE;
        let joins =
            |at: &usize| few && (is!(cx.at(*at), "and but") || cx.punct(*at, ",")) && cx.depth(*at) == 0;
        let Some(at) = body.clone().skip(1).take(NEAR).filter(joins).find(seam) else {
            return out.push(response.clone());
        };
        let names = |clause: &Clause| !cx.names_in(clause.body.clone()).is_empty();
        let conditions = response.conditions.iter().filter(|clause| names(clause)).cloned().collect();
        out.push(Response { body: body.start..at, conditions, ..response.clone() });
        let second =
            Response { modal: Some(at), body: self.behind_adverbs(at + 1)..body.end, ..response.clone() };
        self.parts(&Response { negated: false, subject: at..at, ..second }, out);
    }
}
