//! What further verbs of a response say: `read A and never log it`, `load B or exit`.

use std::ops::Range;

use super::Reader;
use crate::ears::sentence::Response;
use crate::ears::word::{has, is};
use crate::facts::names::writes_out;
use crate::facts::phrases::{STATES, State, VERBS, Verb};
use crate::facts::{FactKind, Guarded, NEAR, NameId};

impl Reader<'_, '_> {
    /// What a second verb says of the same variables: "store X in memory only and never print it".
    pub(super) fn and_also(
        &mut self,
        response: &Response,
        objects: &[NameId],
        guards: &[Vec<Guarded>],
        span: &Range<usize>,
    ) {
        let cx = self.cx;
        if response.negated || objects.is_empty() {
            return;
        }
        let never = response.body.clone().skip(1).take(NEAR).any(|at| {
            let shows = VERBS.at(cx.tokens, at + 1).is_some_and(|(verb, _)| verb == Verb::Show);
            let logging = is!(cx.at(at), "without")
                && is!(cx.at(at + 1), "logging printing exposing revealing displaying echoing leaking");
            (is!(cx.at(at), "never not") || logging)
                && (is!(cx.at(at + 2), "it them")
                    || is!(cx.at(at + 2), "its their") && is!(cx.at(at + 3), "value values content contents"))
                && (shows || logging || writes_out(cx, &(at + 1..response.body.end)))
        });
        // "read X and mask it in logs"
        let hidden = response.body.clone().skip(1).take(NEAR).any(|at| {
            let hides = VERBS.at(cx.tokens, at + 1).is_some_and(|(verb, _)| verb == Verb::Hide);
            is!(cx.at(at), "and") && hides && is!(cx.at(at + 2), "it them")
        });
        for &name in objects.iter().filter(|_| never || hidden) {
            self.fact(name, FactKind::Secret, Vec::new(), span.clone());
        }
        let and = |verb: Verb| {
            response.body.clone().skip(1).take(NEAR).find(|&at| {
                let said = VERBS.at(cx.tokens, at + 1).is_some_and(|(said, _)| said == verb);
                let values = is!(
                    cx.at(at + 2),
                    "value values any invalid anything placeholder empty negative non-integer non-numeric"
                );
                let listed = verb == Verb::Reject && cx.punct(at, ",") && values;
                let or = is!(cx.at(at), "or") && (cx.names_behind(at) || is!(cx.before(at), "environment"));
                let joins = is!(cx.at(at), "and") || or || listed;
                joins && cx.depth(at) == 0 && said
            })
        };
        // "load the following and fail with a message listing all missing ones: A, B"
        let missing = |at: usize| has!(cx, at..response.body.end, "missing absent unset undefined");
        // "read X or exit"
        let or =
            |at: usize| is!(cx.at(at), "or") && self.failure(&(at + 1..response.body.end), false).is_some();
        let fails = and(Verb::Fail).filter(|&at| or(at) || missing(at));
        // "read X, otherwise exit", but not "accept only `a` and `b` in X, otherwise exit"
        let joins = |&at: &usize| is!(cx.at(at), "and or otherwise else") || cx.punct(at, ",");
        let reads = is!(
            cx.at(response.body.start),
            "read reads load loads use uses take takes obtain get gets accept accepts listen connect"
        );
        let otherwise = self.fails_otherwise(&response.body).filter(|&at| {
            let front = (response.body.start..at).rev().find(|at| !joins(at)).map_or(at, |last| last + 1);
            reads && cx.names_behind(front)
        });
        let fails = fails.or(otherwise).filter(|_| response.conditions.is_empty());
        if let Some(at) = fails.filter(|_| self.blocked) {
            self.unenforceable(objects[0], cx.span(at..at + 2));
        } else if let Some(at) = fails {
            self.each(objects, guards, &FactKind::Required, &cx.span(at..at + 2));
        }
        // "read X from the environment and require it"
        // "and require it to be at most 9" limits it.
        let limits = |to: usize| {
            let set = |at: usize| {
                STATES.at(cx.tokens, at).is_some_and(|(state, _)| matches!(state, State::Set | State::SetTo))
            };
            is!(cx.at(to), "to") && !set(to + 1) && !set(to + 2)
        };
        let required = and(Verb::Require).filter(|at| is!(cx.at(at + 2), "it them both"));
        let required = required.is_some_and(|at| !limits(at + 3));
        if required && !self.blocked {
            self.each(objects, guards, &FactKind::Required, span);
        }
        // "accept X in seconds and reject values over 60"
        if let Some(and) = and(Verb::Reject) {
            let second = Response { body: and + 1..response.body.end, ..response.clone() };
            self.rejects(&second, objects, guards, &cx.span(second.body.clone()));
        }
    }
}
