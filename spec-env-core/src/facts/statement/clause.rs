//! The conditions of a sentence: what each tests, what it says beside that, and the contrary of all of them.

use std::ops::Range;

use super::Reader;
use super::situation::otherwise;
use crate::ears::sentence::{Clause, Keyword, Response};
use crate::ears::word::{has, is};
use crate::facts::attribute::{Place, attribute};
use crate::facts::condition::{Condition, condition, exception, tests};
use crate::facts::context::Cx;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::tested::{Tested, named};
use crate::facts::{CLOSE, FactKind, NEAR, NameId};

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
            let gives = rule || has!(cx, inside.clone(), "default defaults defaulting");
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
        self.unknown(&mut parsed);
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

    /// "SHALL require B", "the file must exist": whether a response asks for another variable, or for something to be there.
    pub(super) fn obliges(&self, response: &Response, subject: &[NameId], leading: &[Condition]) -> bool {
        let start = self.behind_adverbs(response.body.start);
        let verb = VERBS.at(self.cx.tokens, start).map(|(verb, _)| verb);
        let asks = matches!(verb, Some(Verb::Require | Verb::Check));
        let said = if asks { self.cx.names_in(response.body.clone()) } else { Vec::new() };
        let tested = named(tests(leading));
        let another = said.iter().chain(subject).any(|name| !tested.contains(name));
        another
            || is!(self.cx.at(start), "exist")
            || is!(self.cx.at(start), "be") && is!(self.cx.at(start + 1), "free")
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

/// "create the directory named by X if it does not exist", "retry if it is not available": about what X leads to.
pub(super) fn creates(cx: &Cx<'_>, response: &Response, clause: &Clause) -> bool {
    has!(cx, response.body.clone(), "create creates creating retry retries retrying")
        && has!(cx, clause.body.clone(), "exist exists available missing reachable")
        && cx.names_in(clause.body.clone()).is_empty()
}

/// "the bucket named by `X` does not exist", "an origin in `X` is missing a scheme": no test of the variable.
fn is_of_thing(cx: &Cx<'_>, body: &Range<usize>) -> bool {
    let Some(at) = body.clone().take(CLOSE).find(|&at| cx.candidate(at).is_some()) else { return false };
    let next = cx.behind_variable(at + 1).unwrap_or(at + 1);
    let is = is!(cx.at(next), "is");
    let lacks = is && is!(cx.at(next + 1), "missing") && is!(cx.at(next + 2), "a an");
    let gone = is!(cx.at(next), "does") && is!(cx.at(next + 2), "exist")
        || is && is!(cx.at(next + 2), "available readable reachable accessible writable found")
        || is && is!(cx.at(next + 1), "missing unreachable unavailable") && {
            has!(
                cx,
                body.start..at,
                "file directory folder bucket database server host endpoint service model certificate table"
            )
        };
    let thing = is!(cx.at(body.start), "a an the") && at > body.start + 1;
    is!(cx.before(at), "in at by under") && thing && (gone || lacks)
}

/// "calls to `X`", "the files under `X`", "the latency of `X`": a subject that is counted or measured where a variable leads
/// to, rather than what the environment variable holds.
pub(super) fn is_thing(cx: &Cx<'_>, subject: &Range<usize>) -> bool {
    let Some(name) = subject.clone().find(|&at| cx.candidate(at).is_some()) else { return false };
    let idle = |at: usize| is!(cx.at(at), "the a an");
    let Some(of) = (subject.start..name).rev().find(|&at| !idle(at)) else { return false };
    let noun = cx.before(of);
    let led = is!(cx.at(of), "to") && is!(noun, "calls requests connections queries")
        || is!(cx.at(of), "under") && is!(noun, "files")
        || is!(cx.at(of), "of") && is!(noun, "latency throughput");
    led && of > subject.start && cx.behind_variable(name + 1).is_none()
}

/// "the error message SHALL indicate that X is required", "the help SHALL document that X defaults to 5": what a text says,
/// and no rule.
pub(super) fn tells(cx: &Cx<'_>, subject: &Range<usize>, response: &Response) -> bool {
    let start = response.body.start;
    let that = usize::from(is!(cx.at(start + 1), "that"));
    let names = cx.names(start + 1 + that + usize::from(is!(cx.at(start + 1 + that), "the")));
    is!(cx.before(subject.end), "message messages help documentation docs text guide manual page")
        && is!(cx.at(start), "indicate document explain describe mention state say tell note")
        && names.is_some_and(|names| is!(cx.at(names.next), "is are must defaults default"))
}
