//! What a response turns down: `reject values of X below 1`, `ignore invalid values of X and use 5`.

use std::ops::Range;

use super::stand_in::StandIn;
use super::{Reader, Situation};
use crate::diagnostic::Code;
use crate::ears::sentence::{Keyword, Response};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::condition::{condition, predicates};
use crate::facts::context::Joiner;
use crate::facts::form::turned_down;
use crate::facts::literal::{literal, literals};
use crate::facts::noun::noun_phrase;
use crate::facts::phrases::{STATES, State, VERBS, Verb};
use crate::facts::tested::{Test, Tested};
use crate::facts::{CLOSE, FactKind, Guarded, Literal, NameId, Problem, Wrong};

impl Reader<'_, '_> {
    /// "THE Loom will reject values below 1": what is turned down without a SHALL is turned down all the same.
    pub(super) fn announced(&self, response: &Response) -> Option<Response> {
        let cx = self.cx;
        let body = response.body.clone();
        let rejects = |at: usize| VERBS.at(cx.tokens, at).is_some_and(|(verb, _)| verb == Verb::Reject);
        let will = body.clone().find(|&at| is!(cx.at(at), "will should") && rejects(at + 1));
        let will = will.filter(|_| response.modal.is_none())?;
        Some(Response { modal: Some(will), body: will + 1..body.end, ..response.clone() })
    }

    /// `SHALL reject …`, `SHALL NOT accept …`: the position behind the verb.
    pub(super) fn turns_down(&self, response: &Response) -> Option<usize> {
        let cx = self.cx;
        let start = response.body.start;
        let at = if response.negated { start - 1 } else { self.behind_adverbs(start) };
        let (_, next) = VERBS.at(cx.tokens, at).filter(|(verb, _)| *verb == Verb::Reject)?;
        // "SHALL NOT accept connections" is about no value, and "SHALL NOT reject" turns nothing down.
        let of_values = |at: usize| {
            cx.name(at).is_some()
                || matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number)
                || is!(
                    cx.at(at),
                    "value values empty blank invalid malformed negative zero placeholder it them"
                )
        };
        let object = (next..response.body.end).find(|&at| !is!(cx.at(at), "a an any the"));
        // "reject files larger than X": what X limits is turned down, and not X.
        let than = |&at: &usize| {
            is!(cx.at(at), "than exceeding beyond above over")
                && cx.name(at + 1 + usize::from(is!(cx.at(at + 1), "the"))).is_some()
        };
        let other = object.is_some_and(|at| cx.is_noun(at) && !of_values(at));
        if other && (next..response.body.end).any(|at| than(&at)) {
            return None;
        }
        (!response.negated || next > start && object.is_some_and(of_values)).then_some(next)
    }

    /// `SHALL reject values of X above 50`, `SHALL reject the placeholder values "a", "b"`.
    pub(super) fn rejects(
        &mut self,
        response: &Response,
        owner: &[NameId],
        guards: &[Vec<Guarded>],
        span: &Range<usize>,
    ) {
        let cx = self.cx;
        // "reject requests whose `X-Seal` header differs from X" forbids no value of X.
        let mut object = response.body.clone().take_while(|&at| cx.name(at).is_none());
        if object.any(|at| is!(cx.at(at), "request requests connections calls")) {
            return;
        }
        let named = cx.names_in(response.body.clone());
        let addressed = match (named.is_empty(), owner.is_empty()) {
            (false, _) => named,
            (true, false) => owner.to_vec(),
            // "reject unknown fields" is about the service.
            (true, true) if !has!(cx, response.body.clone(), "value values it them anything placeholder") => {
                return;
            }
            (true, true) => self.last.clone(),
        };
        // "reject values of X containing `todo`"
        let contains = |&at: &usize| is!(cx.at(at), "containing contain contains substring substrings");
        let within = response.body.clone().find(contains).filter(|&at| {
            (at..response.body.end).any(|at| cx.is_written(at)) && !has!(cx, at..at + 3, "only")
        });
        if let (Some(at), Some(&name)) = (within, addressed.first()) {
            let words = cx.span(at..response.body.end);
            self.fact(name, FactKind::Read, Vec::new(), span.clone());
            return self
                .says_wrong(name, Problem::new(Code::NoEnforceableMeaning, words, CONTAINS.0, CONTAINS.1));
        }
        let said = self.said_of(&response.body, &addressed);
        if let Some(said) = said {
            // "values below 5 SHALL be rejected and the default applied"
            let replaced = self.stand_in(response).filter(|found| matches!(found, StandIn::TheDefault));
            if replaced.is_some() {
                return self.conclude(&said, None, replaced.as_ref(), false, span);
            }
            self.conclude(&said, Some(span), None, false, span);
            return self.forbidden_state(&said, response, span.clone());
        }
        // "reject values of X that contain `*`"
        let inside = &cx.until(response.body.end);
        let shaped = response.body.clone().find_map(|at| turned_down(inside, at));
        if let (Some(problem), Some(&name)) = (shaped.and_then(|found| found.problem), addressed.first()) {
            self.says_wrong(name, problem);
            return self.fact(name, FactKind::Read, Vec::new(), span.clone());
        }
        // "reject X from `config.yaml`" says where it stands, and "values of `limit` above X" what X limits.
        let marked = |&at: &usize| {
            let limited =
                is!(cx.before(at), "of") && is!(cx.at(at + 1), "above below over under beyond exceeding");
            let named = cx.at(at).kind == TokenKind::Name;
            let valued = !named
                || has!(cx, at.saturating_sub(4)..at, "value values placeholder placeholders")
                    && !is!(cx.before(at), "than");
            cx.is_written(at)
                && valued
                && !is!(cx.before(at), "from in via through by with code status error")
                && !limited
        };
        // "the values `a` and `b` SHALL be rejected for X"
        let front = |modal: usize| {
            let passive = is!(cx.at(response.body.start), "be");
            (modal.saturating_sub(CLOSE)..modal).filter(|_| passive).find(marked)
        };
        let first = response.body.clone().find(marked).or_else(|| response.modal.and_then(front));
        let Some(first) = first else { return };
        let (values, next) = literals(&cx.until(response.body.end), first, false);
        // "reject any value that is not `a` or `b`", "reject values without the `x` prefix", "reject `a` uploads"
        let between = response.body.start..first;
        let negated = has!(cx, between.clone(), "not without lack lacks except differ differs");
        let described = has!(cx, between, "that which whose points");
        if negated && is!(cx.before(first), "not to except") {
            let span = cx.span(first..next);
            return self.each(&addressed, &[Vec::new()], &FactKind::OneOf(values), &span);
        }
        if negated {
            let Some(name) = addressed.first().map(|&name| self.text_of(name)) else { return };
            let message = format!("which values of `{name}` are rejected is said in words that no form fits");
            let help = format!(
                "write what is accepted: `{name} SHALL be one of \"a\" or \"b\"`, or `{name} SHALL match the regular expression \"^[a-z]+$\"`"
            );
            return self.problem(Code::NotUnderstood, span.clone(), message, help);
        }
        if described
            || cx.is_noun(next)
                && !is!(cx.at(next), "value values placeholder placeholders string strings literal")
        {
            return;
        }
        for name in addressed {
            // "SHALL NOT accept `*` for A when B is "x""
            let test = |name| Test {
                names: vec![name],
                joiner: Joiner::And,
                is: Tested::Is(values.clone()),
                span: span.clone(),
            };
            let other = guards.iter().flatten().find(|guard| guard.name != name).map(|guard| guard.name);
            if other.is_none_or(|other| !self.combines(&[test(name), test(other)])) {
                self.fact(name, FactKind::Forbidden(values.clone()), Vec::new(), cx.span(first..next));
            }
        }
    }

    /// "WHEN A is `x`, THE SYSTEM SHALL NOT require B"; whether it is said.
    pub(super) fn exempts(
        &mut self,
        verb: usize,
        objects: &[NameId],
        guards: &[Vec<Guarded>],
        span: &Range<usize>,
    ) -> bool {
        let guarded = !self.blocked && guards.iter().all(|all| !all.is_empty());
        let said = is!(self.cx.at(verb), "require") && guarded;
        if said {
            self.each(objects, guards, &FactKind::Optional { stated: true }, span);
        }
        said
    }

    /// `SHALL ignore invalid values of X and use 5`; whether it is said.
    pub(super) fn ignores(&mut self, response: &Response, span: &Range<usize>) -> bool {
        let Some((said, stand_in)) = self.said_of(&response.body, &[]).zip(self.stand_in(response)) else {
            return false;
        };
        self.conclude(&said, None, Some(&stand_in), false, span);
        true
    }

    /// `SHALL treat a missing X as an error`, `SHALL treat invalid values of X as "info"`; whether it is said.
    pub(super) fn treats(&mut self, response: &Response, span: &Range<usize>) -> bool {
        let cx = self.cx;
        let as_what = |&at: &usize| is!(cx.at(at), "as") && !is!(cx.before(at), "such");
        let Some(at) = response.body.clone().find(as_what) else { return false };
        let last = self.last.clone();
        let Some(said) = self.said_of(&(response.body.start..at), &last) else { return false };
        let behind = at + 1..response.body.end;
        let denied = |at: usize| has!(cx, at.saturating_sub(3).max(behind.start)..at, "not never no");
        let fails = behind.clone().any(|at| is!(cx.at(at), "error errors failure fatal") && !denied(at));
        // "treat an unset X as "not configured"", "as declaring none": there is no value.
        let missing = said.tests().iter().all(|test| test.is == Tested::NotSet);
        let state = |value: &Literal| missing && value.exact && value.text.contains(' ');
        let value = literal(&cx.until(behind.end), behind.start, false).map(|(value, _)| value);
        let value = value.filter(|value| !state(value)).map(StandIn::Value);
        if !(fails || missing) && value.is_none() {
            return false;
        }
        self.conclude(&said, Some(span).filter(|_| fails), value.as_ref(), false, span);
        true
    }

    /// `SHALL treat X as false unless it is set to "true"`: any other value is that, and so is none.
    pub(super) fn treated_unless(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: &Range<usize>,
    ) -> bool {
        let cx = self.cx;
        let treats = VERBS.at(cx.tokens, response.body.start).is_some_and(|(verb, _)| verb == Verb::Treat);
        let only = !response.conditions.is_empty()
            && response.conditions.iter().all(|c| c.keyword == Keyword::Unless);
        if !treats || !only || response.negated {
            return false;
        }
        let names = cx.names_in(body.clone());
        let own = situation
            .tests()
            .iter()
            .all(|t| t.names == names && matches!(t.is, Tested::IsNot(_) | Tested::NotSet));
        let said = own && !names.is_empty();
        let Some(at) = response.body.clone().rev().find(|&at| said && is!(cx.at(at), "as")) else {
            return false;
        };
        let Some((value, _)) = literal(&cx.until(response.body.end), at + 1, true) else { return false };
        let judged = situation.tests().iter().any(|t| t.is != Tested::NotSet);
        for name in names {
            let default = FactKind::Default(value.clone());
            let fallback = judged.then(|| FactKind::InvalidFallback(Some(value.clone())));
            for fact in [default].into_iter().chain(fallback).chain([FactKind::Read]) {
                self.fact(name, fact, Vec::new(), value.span.clone());
            }
        }
        true
    }

    /// What the object of a response says of the values that are turned down.
    pub(super) fn said_of(&mut self, object: &Range<usize>, names: &[NameId]) -> Option<Situation> {
        use State as S;
        let cx = self.cx;
        let mut said = condition(cx, object, &[]);
        if said.alternatives.is_empty() {
            let judges = |at: &usize| {
                STATES.at(cx.tokens, *at).is_some_and(|(state, _)| {
                    !matches!(
                        state,
                        S::Set | S::Unset | S::Empty | S::SetTo | S::True | S::False | S::Described
                    )
                })
            };
            // "values which are not an integer"
            let unfit = |at: &usize| {
                is!(cx.at(*at), "is are") && is!(cx.at(at + 1), "not") && noun_phrase(cx, at + 2).is_some()
            };
            let of_value = has!(cx, object.clone(), "value values it them setting settings");
            let at = object.clone().find(|at| judges(at) || of_value && unfit(at))?;
            said = predicates(cx, &(at..object.end), names);
        }
        self.unknown(&mut said);
        said.other = false;
        (!said.alternatives.is_empty()).then(|| Situation { conditions: vec![said], ..Situation::default() })
    }
}

/// What is wrong where a value is turned down for a part of it, and what to do.
const CONTAINS: Wrong = (
    "is turned down for what it contains, which no rule of a contract states",
    "write what is accepted: `{name} SHALL match the regular expression \"^[a-z0-9]+$\"`, or which whole values are not: `{name} SHALL NOT be \"changeme\"`",
);
