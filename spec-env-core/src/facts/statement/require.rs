//! `SHALL require X`, `SHALL validate that A, B and C are set`.

use std::ops::Range;

use super::Reader;
use crate::ears::sentence::Response;
use crate::ears::token::Token;
use crate::ears::word::{has, is};
use crate::facts::condition::{Condition, condition, predicates, tests};
use crate::facts::context::Cx;
use crate::facts::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use crate::facts::tested::{Tested, named};
use crate::facts::undecided::is_place;
use crate::facts::{FactKind, Guarded, NEAR, NameId};

impl Reader<'_, '_> {
    /// `SHALL require X`, `SHALL validate that A, B and C are set`.
    pub(super) fn requirements(&mut self, response: &Response, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        if response.negated || response.modal.is_none() && self.under.is_none() {
            return;
        }
        let end = response.body.end;
        let start = self.behind_adverbs(response.body.start);
        let Some((verb, next)) =
            VERBS.at(cx.tokens, start).filter(|(v, _)| matches!(v, Verb::Require | Verb::Check))
        else {
            return;
        };
        // "expect X in megabytes, with a default of 256"
        let gives = |t: &Token| is!(t, "default defaults defaulting optional optionally");
        if is!(cx.at(start), "expect expects") && cx.within(start..end).iter().any(gives) {
            return;
        }
        let span = cx.span(start..next);
        let mut names: Vec<NameId> = Vec::new();
        // "verify the presence of X"
        let presence = has!(cx, next..end.min(next + 2), "presence existence");
        let mut at = next;
        while at < end {
            let Some(list) = cx.until(end).names(at) else {
                // Names in parentheses are the list itself: "the environment variables (A, B)".
                at += 1;
                continue;
            };
            let mut known: Vec<NameId> = list.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
            if verb == Verb::Require {
                // "require `A` and `B` (optional)"
                let open = |id| (at..list.next).rev().find(|&i| cx.name(i) == Some(id)).map(|i| i + 1);
                let remark = |open| cx.punct(open, "(").then(|| cx.inside_parenthesis(open));
                let otherwise = |remark: Range<usize>| {
                    has!(cx, remark.clone(), "optional default defaults defaulting")
                        && !has!(cx, remark, "required no not")
                };
                known.retain(|&id| !open(id).and_then(remark).is_some_and(otherwise));
                // "require an X environment variable to be a URL" is about its type as well; it is required all the same.
                let aside = is_of_another(cx, next..at, list.next);
                // "require X to be at most 9" limits it, whether or not it is there.
                let limited = is!(cx.at(list.next), "to") && is!(cx.at(list.next + 1), "be") && {
                    use Attribute as A;
                    let rule = ATTRIBUTES.at(cx.tokens, list.next + 2).map(|(rule, _)| rule);
                    matches!(rule, Some(A::Between | A::AtLeast | A::AtMost | A::MoreThan | A::LessThan))
                };
                // "require X only in production": nothing in the environment says which it is.
                let behind = list.next;
                let place = behind + usize::from(is!(cx.at(behind), "only except"));
                if place < end && is_place(cx, place) && !known.is_empty() {
                    self.unenforceable(known[0], cx.span(behind..place + 2));
                } else if !limited && !aside && (cx.depth(at) == 0 || cx.follows(at, "(")) {
                    names.extend(known);
                }
            } else {
                // "validate that all required environment variables (A, B) are present"
                let listed = cx.follows(at, "(") && cx.punct(list.next, ")");
                let behind = list.next + 1..state_end(cx, list.next, end);
                let state = if listed {
                    predicates(cx, &behind, &known)
                } else {
                    condition(cx, &(at..behind.end), &known)
                };
                let is_set = |state: &Condition| state.tests().iter().any(|t| t.is == Tested::Set);
                // "validate that all required environment variables are present (A, B)"
                let set = presence
                    || is_set(&state)
                    || listed && is_set(&condition(cx, &(next..list.next + 1), &[]));
                if set {
                    names.extend(known);
                }
            }
            at = list.next.max(at + 1);
        }
        if names.is_empty() {
            return;
        }
        if self.blocked {
            self.unenforceable(names[0], span);
            return;
        }
        for name in names {
            for guard in guards {
                self.fact(name, FactKind::Required, guard.clone(), span.clone());
            }
        }
    }

    /// "SHALL require B", "the file must exist": whether a response asks for another variable, or for something to be there.
    pub(super) fn obliges(&self, response: &Response, subject: &[NameId], leading: &[Condition]) -> bool {
        let start = self.behind_adverbs(response.body.start);
        let verb = VERBS.at(self.cx.tokens, start).map(|(verb, _)| verb);
        let last = self.cx.before(response.body.end);
        let asks = matches!(verb, Some(Verb::Require | Verb::Check))
            || response.modal.is_none() && is!(last, "required mandatory needed");
        let said = if asks { self.cx.names_in(response.body.clone()) } else { Vec::new() };
        let tested = named(tests(leading));
        let another = said.iter().chain(subject).any(|name| !tested.contains(name));
        another
            || is!(self.cx.at(start), "exist")
            || is!(self.cx.at(start), "be") && is!(self.cx.at(start + 1), "free")
    }
}

/// "require HTTPS for X", "require users of X to log in": whether what is asked for is something else than the names, between
/// the verb and these.
fn is_of_another(cx: &Cx<'_>, between: Range<usize>, behind: usize) -> bool {
    // "require a header equal to X", "require callers to authenticate with X"
    let people = is!(cx.at(between.start), "callers clients users requests")
        && has!(cx, between.clone(), "to")
        && !has!(cx, between.clone(), "provide set supply specify define configure");
    let idle = |&at: &usize| !is!(cx.at(at), "the a an value of to environment variable");
    let compared = between
        .clone()
        .rev()
        .find(idle)
        .is_some_and(|at| is!(cx.at(at), "equal equals matching matches match contains"));
    if people || compared {
        return true;
    }
    let of = between.clone().rev().find(|&i| !is!(cx.at(i), "the a an"));
    let others = |i| is!(cx.before(i), "users requests clients connections calls callers access");
    // "require a restart after X has changed", "at least X replicas", "the header named in X"
    let aside = of.is_some_and(|i| {
        is!(cx.at(i), "least most") && cx.is_noun(behind)
            || is!(cx.at(i), "for after until")
            || is!(cx.before(i), "it") && is!(cx.at(i.wrapping_sub(2)), "before until")
            || is!(cx.at(i), "in") && is!(cx.before(i), "named") && is!(cx.at(i.wrapping_sub(2)), "header")
            || is!(cx.at(i), "by with against")
                && is!(cx.before(i), "signed encrypted issued verified checked")
            || is!(cx.at(i), "at") && is!(cx.before(i), "endpoint") && is!(cx.at(i.wrapping_sub(2)), "the")
            || is!(cx.at(i), "of to from at") && others(i)
    });
    let near = between.end.saturating_sub(NEAR).max(between.start)..between.end;
    aside
        && !near.clone().any(|i| cx.behind_variable(i).is_some())
        && !has!(cx, near, "value values setting settings presence entry")
}

/// Where the state of a list of names ends: at the next name or comma.
fn state_end(cx: &Cx<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|&at| cx.candidate(at).is_some() || cx.punct(at, ",")).unwrap_or(end)
}
