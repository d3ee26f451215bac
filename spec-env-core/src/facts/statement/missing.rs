//! What happens when a variable is missing, or its value is invalid.

use std::ops::Range;

use super::apply::of_items;
use super::stand_in::{StandIn, default_to};
use super::{Reader, Situation};
use crate::contract::Kind;
use crate::ears::sentence::Response;
use crate::ears::word::{has, is};
use crate::facts::context::Joiner;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::tested::{Test, Tested, guards, named};
use crate::facts::undecided::environment;
use crate::facts::{CLOSE, Fact, FactKind, GroupFact, GuardTest, Guarded, TypeFact};

impl Reader<'_, '_> {
    pub(super) fn on_missing_or_invalid(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: &Range<usize>,
        all: &[Response],
    ) {
        let cx = self.cx;
        if self.assigned_where_missing(situation, response) || self.apportioned(situation, response) {
            return;
        }
        // "SHALL NOT fail but fall back to 5"
        let but = response.body.clone().find(|&at| is!(cx.at(at), "but") && cx.depth(at) == 0);
        if let Some(but) = but.filter(|but| response.negated && but + 1 < response.body.end) {
            let turned = Response { body: but + 1..response.body.end, negated: false, ..response.clone() };
            return self.on_missing_or_invalid(situation, &turned, body, all);
        }
        // The response that fails stands close by.
        let all = &all[..all.len().min(CLOSE)];
        // Empty is missing whether it is said or not; an invalid value that is "treated as unset" is replaced.
        if self.as_unset(&response.body) && !matches!(self.stand_in(response), Some(StandIn::Value(_))) {
            let whole = cx.span(body.clone());
            return self.conclude(situation, None, Some(&StandIn::TheDefault), true, &whole);
        }
        if self.permits(response) || self.answers_later(response, &all[0]) {
            return;
        }
        // "SHALL log an error and startup SHALL continue"
        let goes_on = |r: &Response| {
            let start = r.body.start;
            let continues = is!(cx.at(start), "continue continues proceed proceeds")
                || is!(cx.at(start), "keep") && is!(cx.at(start + 1), "running working serving");
            let fails = is!(cx.at(start), "crash fail exit abort terminate stop halt block prevent");
            r.modal.is_some() && if r.negated { fails } else { continues }
        };
        let goes_on = all.iter().any(goes_on);
        let gate = situation.switches_off();
        let ends = |r: &Response| {
            let span = self.ends(r, &all[0]).filter(|span| !(goes_on && self.only_logs(span)))?;
            let starts = has!(cx, r.body.clone(), "startup start boot launch initialization");
            (!gate || starts || self.stops(r) == Some(true)).then_some(span)
        };
        let own = ends(response);
        // One with a condition or a subject of its own says what happens then, "otherwise" what does in all other cases.
        let with_it = |r: &&Response| r.conditions.is_empty() && r.subject.is_empty() && !r.contrary;
        let fails = own.clone().or_else(|| all.iter().filter(with_it).find_map(ends));
        if fails.is_some() && own.is_none() {
            return; // the response that fails says it all
        }
        let judged = situation.tests().iter().any(|t| t.is.judges());
        let start = response.body.start;
        let passive = is!(cx.at(start), "be")
            && is!(cx.at(start.wrapping_sub(2)), "request requests connection connections");
        let rejects = !response.negated
            && (is!(cx.at(start), "reject rejects refuse refuses")
                || passive && is!(cx.at(start + 1), "rejected refused"));
        // "default to 5, and THE SYSTEM SHALL reject non-integer values": whether or not it is set.
        let of_values =
            self.turns_down(response).is_some_and(|next| has!(cx, next..next + 3, "value values"));
        if rejects && !judged && of_values && !is!(cx.at(start + 1), "to") {
            return self.rejects(response, &named(situation.tests()), &[Vec::new()], &cx.span(body.clone()));
        }
        let stand_in = self.stand_in(response);
        // "SHALL be rejected and the default applied"
        let replaced = matches!(stand_in, Some(StandIn::TheDefault));
        let rejected = || self.rejection(response).filter(|_| !replaced && (judged || rejects && !gate));
        let fails = fails.or_else(rejected);
        // "read it from X or from `config.yaml`, and fail if it is missing"
        let own = situation.leading < situation.conditions.len();
        let fails = fails.filter(|_| !(own && !judged && self.other_source(body)));
        let elsewhere = stand_in.is_none()
            && fails.is_none()
            && all.iter().any(|r| !std::ptr::eq(r, response) && self.stand_in(r).is_some());
        let whole = cx.span(body.clone());
        // "WHEN the service starts without A, B or C", a step of a scenario, is cut at its first comma.
        let listed = |at: usize| cx.candidate(at).is_some() || cx.punct(at, ",") || is!(cx.at(at), "or and");
        if response.modal.is_none() && response.body.clone().all(listed) {
            return;
        }
        if response.body.is_empty() {
            return self.stops_short(situation, response, &whole);
        }
        // What is said of other variables holds while these are missing.
        let named = cx.names_in(body.clone());
        let other =
            !named.is_empty() && situation.tests().iter().all(|t| t.names.iter().all(|n| !named.contains(n)));
        let theirs = default_to(cx, start, "default").is_some_and(|(names, ..)| names == named);
        let asks = VERBS.at(cx.tokens, start).is_some_and(|(verb, _)| verb == Verb::Require)
            && situation.tests().iter().any(|t| t.is != Tested::NotSet);
        let ruled = other && fails.is_none() && situation.tests().iter().all(|t| t.is.guards());
        // "WHEN X is greater than 3, SHALL require Y"
        if other && fails.is_none() && (theirs || asks) && !ruled {
            return self.unenforceable(named[0], whole);
        }
        let mends = is!(cx.at(self.behind_adverbs(start)), "clamp cap truncate round ignore");
        if mends && judged && fails.is_none() && stand_in.is_none() && !response.negated {
            self.mended(situation, &whole);
        }
        if !(ruled && (theirs || asks)) {
            self.conclude(situation, fails.as_ref(), stand_in.as_ref(), elsewhere, &whole);
        }
        if ruled && (theirs || stand_in.is_none()) {
            let owner = self.cx.names_in(body.start..response.modal.unwrap_or(body.start));
            self.rule(situation, response, body, &owner);
        }
    }

    /// What follows from a failure, or a value that stands in, for the variables that are missing or unfit.
    pub(super) fn conclude(
        &mut self,
        situation: &Situation,
        fails: Option<&Range<usize>>,
        stand_in: Option<&StandIn>,
        elsewhere: bool,
        whole: &Range<usize>,
    ) {
        for alternative in situation.alternatives() {
            let (missing, rest): (Vec<Test>, Vec<Test>) =
                alternative.into_iter().partition(|t| t.is == Tested::NotSet);
            let guards = guards(&rest, false);
            if missing.is_empty() {
                if rest.iter().any(|t| t.is.judges()) && self.combines(&rest) {
                    continue;
                }
                for test in &rest {
                    self.on_invalid(test, fails, stand_in, whole);
                }
                // "X is missing or "changeme""
                if let ([Test { is: Tested::Is(values), names, span, .. }], Some(_)) = (&rest[..], fails) {
                    for &name in names {
                        self.fact(name, FactKind::Forbidden(values.clone()), Vec::new(), span.clone());
                    }
                }
            } else if rest.iter().any(|t| !t.is.guards() && t.names != missing[0].names) {
                // An invalid value is an error by itself, whatever else is missing.
                if rest.iter().any(|t| t.is.judges() && !matches!(t.is, Tested::Invalid(_))) {
                    self.combines(&[missing, rest].concat());
                }
            } else {
                let fails = fails.filter(|_| situation.conditions.iter().all(|c| !c.elsewhere));
                self.on_missing(&missing, &guards, situation.other, fails, stand_in, elsewhere, whole);
            }
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one situation, taken apart once")]
    pub(super) fn on_missing(
        &mut self,
        missing: &[Test],
        guards: &[Guarded],
        other: bool,
        fails: Option<&Range<usize>>,
        stand_in: Option<&StandIn>,
        elsewhere: bool,
        whole: &Range<usize>,
    ) {
        let names = named(missing);
        let together = missing.len() > 1 || missing[0].names.len() > 1 && missing[0].joiner != Joiner::Or;
        // "default to 5 and exit if the pool cannot be created": what is missing is replaced, and this is about the pool.
        let given = |fact: &Fact| fact.kind.says_whether() && names.contains(&fact.name);
        if other && fails.is_some() && self.out.facts[self.from..].iter().any(given) {
            return;
        }
        if other && (fails.is_some() || matches!(stand_in, Some(StandIn::Value(_)))) {
            self.unenforceable(missing[0].names[0], missing[0].span.clone());
            if let Some(StandIn::Value(literal)) = stand_in {
                self.dropped(missing[0].names[0], &FactKind::Default(literal.clone()));
            }
            return;
        }
        // "exit in production and use 5 in development"
        let placed = |at: usize| is!(self.cx.before(at), "in") && environment(self.cx, at);
        if let Some(span) = fails
            && let from = self.cx.tokens.partition_point(|t| t.span().start < span.start)
            && (from..from + 4).any(placed)
        {
            return self.unenforceable(missing[0].names[0], span.clone());
        }
        if let Some(span) = fails {
            if together && names.len() > 1 && guards.is_empty() {
                self.out.groups.push(GroupFact { at_least: true, names });
                return;
            }
            for &name in &names {
                // A group under a condition: each is required where the others are missing.
                let others = names.iter().filter(|&&other| together && other != name).take(CLOSE);
                let missing = others.map(|&name| Guarded { name, test: GuardTest::NotSet });
                let guards = guards.iter().cloned().chain(missing).collect();
                self.fact(name, FactKind::Required, guards, span.clone());
            }
            return;
        }
        for name in names {
            match stand_in {
                Some(StandIn::Value(literal)) if literal.name && literal.text != self.text_of(name) => {
                    self.default_is_a_name(name, literal);
                }
                Some(StandIn::Value(literal)) if !literal.name => {
                    self.fact(
                        name,
                        FactKind::Default(literal.clone()),
                        guards.to_vec(),
                        literal.span.clone(),
                    );
                }
                // "fall back to the legacy `OLD_X` if it is not set": "it" is the other one.
                Some(StandIn::Former(former)) if *former == name => {}
                Some(StandIn::Former(former)) => {
                    self.fact(name, FactKind::Former(*former), Vec::new(), whole.clone());
                }
                Some(StandIn::Nothing(problem)) => {
                    self.says_wrong(name, problem.clone());
                    let words = FactKind::NoDefault(problem.span.clone());
                    self.fact(name, words, Vec::new(), problem.span.clone());
                }
                Some(StandIn::TheDefault | StandIn::Value(_)) | None if elsewhere => {}
                Some(StandIn::TheDefault | StandIn::Value(_)) | None => {
                    let stated = self.goes_on(whole);
                    self.fact(name, FactKind::Optional { stated }, guards.to_vec(), whole.clone());
                }
            }
        }
    }

    pub(super) fn on_invalid(
        &mut self,
        test: &Test,
        fails: Option<&Range<usize>>,
        stand_in: Option<&StandIn>,
        whole: &Range<usize>,
    ) {
        if fails.is_none() && !matches!(stand_in, Some(StandIn::Value(_) | StandIn::TheDefault)) {
            return;
        }
        for &name in &test.names {
            let facts = match &test.is {
                Tested::Invalid(facts) => facts.clone(),
                Tested::Below(end) => vec![FactKind::Min(end.clone())],
                Tested::Above(end) => vec![FactKind::Max(end.clone())],
                // "use `false` where X is not `true`": what stands in is a value as well.
                Tested::IsNot(values) => {
                    let other = match stand_in {
                        Some(StandIn::Value(other)) if !values.contains(&other.text) => Some(&other.text),
                        _ => None,
                    };
                    vec![FactKind::OneOf(values.iter().chain(other).cloned().collect())]
                }
                Tested::Described => Vec::new(),
                _ => continue,
            };
            // "an entry of X is not a valid URL"
            let from = self.cx.tokens.partition_point(|t| t.span().start < test.span.start);
            let near = from.saturating_sub(CLOSE)..from + 6;
            let of_item = has!(self.cx, near.clone(), "entry item element member");
            let part = has!(self.cx, near, "contains contain");
            for fact in facts {
                let fact = match fact {
                    fact if of_item => of_items(fact),
                    // "contains an invalid URL" is said of a URL, and of a list of them.
                    FactKind::Type(TypeFact { kind, item: None, .. }) if part && kind != Some(Kind::List) => {
                        FactKind::Type(TypeFact { item: kind, ..TypeFact::default() })
                    }
                    fact => fact,
                };
                self.fact(name, fact, Vec::new(), test.span.clone());
            }
            let policy = match stand_in {
                Some(StandIn::Value(literal)) if !literal.name => {
                    FactKind::InvalidFallback(Some(literal.clone()))
                }
                Some(StandIn::TheDefault) => FactKind::InvalidFallback(None),
                _ => FactKind::InvalidFails,
            };
            if let FactKind::InvalidFallback(Some(literal)) = &policy
                && self.says_the_default(whole)
            {
                self.fact(name, FactKind::Default(literal.clone()), Vec::new(), literal.span.clone());
            }
            self.fact(name, policy, Vec::new(), whole.clone());
        }
    }

    /// Whether a response says in so many words that the service goes on.
    pub(super) fn goes_on(&self, span: &Range<usize>) -> bool {
        let words = self.cx.text[span.clone()].to_ascii_lowercase();
        ["continue", "skip", "disable", "successfully", "log a warning", "warn", "as optional"]
            .iter()
            .any(|w| words.contains(w))
    }

    /// "fall back to the default of V" also states the default V.
    pub(super) fn says_the_default(&self, span: &Range<usize>) -> bool {
        let words = self.cx.text[span.clone()].to_ascii_lowercase();
        words.contains("the default of")
            || words.contains("the default (")
            || words.contains("the default value of")
            || words.contains("its default of")
    }
}
