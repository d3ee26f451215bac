//! The conditions of a sentence: what each tests, what it says beside that, and the contrary of all of them.

use std::ops::Range;

use super::Reader;
use super::another::is_of_thing;
use super::situation::{decides, missing, otherwise};
use crate::ears::sentence::{Clause, Keyword, Response};
use crate::ears::word::{has, is};
use crate::facts::attribute::{Place, attribute};
use crate::facts::condition::{Condition, condition, exception};
use crate::facts::tested::Tested;
use crate::facts::{FactKind, NEAR};

impl Reader<'_, '_> {
    /// "idle for longer than the X environment variable (default: 30m)": what a condition says beside its names.
    pub(super) fn remarks(&mut self, range: &Range<usize>) {
        let cx = self.cx;
        for open in range.clone().filter(|&at| cx.punct(at, "(") && cx.depth(at) <= 1) {
            let inside = cx.inside_parenthesis(open);
            let name = (range.start..open).rev().take(8).find_map(|at| cx.name(at));
            let rule = cx.names_behind(open)
                && attribute(&cx.until(inside.end), inside.start, Place::Remark)
                    .is_some_and(|found| found.facts.iter().all(FactKind::says_what) && !found.chooses());
            // "is `x` (the default)" gives none.
            let none = inside.len() < 3 && is!(cx.before(inside.end), "default");
            let gives = rule || !none && has!(cx, inside.clone(), "default defaults defaulting");
            if let Some(name) = name.filter(|_| gives) {
                self.pieces(inside.start, inside.end, &[name], &[Vec::new()]);
            }
        }
    }

    /// "WHEN X is `a`, …; WHEN it is `b`, …; otherwise": the contrary of all that was tested.
    pub(super) fn contrary(&self, conditions: &[Condition]) -> Vec<Condition> {
        let mut contrary = otherwise(conditions);
        for condition in &mut contrary {
            for test in condition.alternatives.iter_mut().flatten() {
                let (Tested::IsNot(values), [name]) = (&mut test.is, test.names.as_slice()) else { continue };
                let others =
                    self.tested.iter().filter(|(tested, value)| tested == name && !values.contains(value));
                let others: Vec<_> = others.map(|(_, value)| value.clone()).take(NEAR).collect();
                condition.other |= others.len() == NEAR;
                values.splice(0..0, others);
            }
        }
        contrary
    }

    /// The conditions of what happens otherwise: where those of the response in front do not hold, or those of the sentence.
    pub(super) fn where_not(
        &self,
        response: &Response,
        leading: &[Condition],
        own: &[Condition],
    ) -> Vec<Condition> {
        let alone = response.contrary || leading.is_empty() || missing(leading);
        if alone && decides(own) {
            return leading.iter().cloned().chain(self.contrary(own)).collect();
        }
        let unfit = self.unfit(response).filter(|_| leading.is_empty());
        self.contrary(leading).into_iter().chain(unfit).collect()
    }

    /// The contrary of what the sentence before was said under.
    pub(super) fn contrary_of_previous(&self) -> Vec<Condition> {
        if self.own.is_empty() {
            return self.contrary(&self.previous);
        }
        self.previous.iter().cloned().chain(self.contrary(&self.own)).collect()
    }

    pub(super) fn condition(&mut self, clause: &Clause) -> Condition {
        let cx = self.cx;
        if is_of_thing(cx, &clause.body) {
            return Condition::default();
        }
        let reads = if clause.keyword == Keyword::Unless { exception } else { condition };
        // "WHEN A is not set, … check B, and IF neither is set": both of those in front.
        if self.last.len() == 1 && is!(cx.at(clause.body.start), "neither both either") {
            self.last = cx.names_in(clause.body.start.saturating_sub(NEAR)..clause.body.start);
        }
        let mut parsed = reads(cx, &clause.body, &self.last);
        // "WHEN A is `x` … require B, and WHEN it is `y`": A is what has values.
        if let Some(&(decider, _)) = self.tested.last()
            && cx.names_in(clause.body.clone()).is_empty()
            && self.last != [decider]
            && !self.tested.iter().any(|(name, _)| self.last.contains(name))
            && parsed.tests().iter().any(|test| matches!(test.is, Tested::Is(_)))
        {
            parsed = reads(cx, &clause.body, &[decider]);
        }
        self.unknown(&mut parsed);
        // "WHEN `B` is not set, … default to 5", where nothing introduces B, is not about the variable of the sentence before.
        if parsed.unknown && parsed.alternatives.is_empty() {
            self.last.clear();
        }
        for test in parsed.tests() {
            if let (Tested::Is(values), [name]) = (&test.is, test.names.as_slice()) {
                self.tested.extend(values.iter().map(|value| (*name, value.clone())));
            }
        }
        if let Some(test) = parsed.tests().last() {
            self.last.clone_from(&test.names);
        } else {
            let named = cx.names_in(clause.body.clone());
            if !named.is_empty() {
                self.last = named;
            }
        }
        parsed
    }

    /// Tests of names that nothing introduces say nothing, but look like tests of variables.
    pub(super) fn unknown(&mut self, parsed: &mut Condition) {
        for alternative in &mut parsed.alternatives {
            alternative.retain_mut(|test| {
                let before = test.names.len();
                test.names.retain(|&id| (self.cx.known)(id));
                if test.names.len() < before {
                    parsed.other = true;
                    parsed.unknown = true;
                }
                !test.names.is_empty()
            });
        }
        parsed.alternatives.retain(|a| !a.is_empty());
    }
}
