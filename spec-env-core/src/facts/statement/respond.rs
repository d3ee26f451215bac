//! A response under its conditions: which of the readings of it is asked.

use std::ops::Range;

use super::Reader;
use super::guard::guards_of;
use super::situation::Situation;
use super::stand_in::StandIn;
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::condition::Condition;
use crate::facts::context::Joiner;
use crate::facts::literal::{ends_clause, literal};
use crate::facts::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use crate::facts::tested::{Test, Tested, named};
use crate::facts::{FactKind, GroupFact, Guarded, NEAR, NameId};

impl Reader<'_, '_> {
    /// The facts of one response; what its conditions test decides who reads it.
    pub(super) fn respond(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: Range<usize>,
        owner: &[NameId],
        all: &[Response],
    ) {
        if self.treated_unless(situation, response, &body) {
            return;
        }
        let missing = situation.tests().iter().any(|t| t.is == Tested::NotSet);
        // "WHEN X is not set, … refuse to start, and SHALL NOT log its value"
        let shows = VERBS.at(self.cx.tokens, response.body.start).is_some_and(|(verb, _)| verb == Verb::Show);
        if missing
            && response.negated
            && shows
            && has!(
                self.cx,
                response.body.start + 2..response.body.start + 3,
                "value values content contents"
            )
        {
            for name in named(situation.tests()) {
                self.fact(name, FactKind::Secret, Vec::new(), self.cx.span(body.clone()));
            }
            return;
        }
        let judged = situation.tests().iter().any(|t| t.is.judges()) || self.falls_back(situation, response);
        if missing && let Some(others) = self.defaults_each(situation, response, owner) {
            return self.rule(&others, response, &body, owner);
        }
        // "WHEN A is not set, B SHALL default to 5"
        let own = !owner.is_empty() && named(situation.tests()).iter().all(|name| !owner.contains(name));
        let defaults = is!(self.cx.at(response.body.start), "default defaults")
            && situation.tests().iter().all(|t| t.is.guards());
        if missing && own && defaults {
            return self.rule(situation, response, &body, owner);
        }
        if missing || judged {
            let exits = self.always(situation, response, &body, owner, missing);
            let last = exits.map(|and| Response { body: and + 1..response.body.end, ..response.clone() });
            // Which of the responses it is counts where it is one of them as it stands.
            let response = last.as_ref().unwrap_or(response);
            self.on_missing_or_invalid(situation, response, &body, all);
            return;
        }
        if let Some(span) =
            self.only_starts(&response.body).filter(|_| situation.tests().iter().all(|t| t.is == Tested::Set))
        {
            let alternatives = situation.alternatives().len() > 1
                || situation.tests().iter().any(|t| t.joiner == Joiner::Or && t.names.len() > 1);
            let names = named(situation.tests());
            let fact = if alternatives { FactKind::Read } else { FactKind::Required };
            for &name in &names {
                self.fact(name, fact.clone(), Vec::new(), span.clone());
            }
            if alternatives {
                self.out.groups.push(GroupFact { at_least: true, names });
            }
            return;
        }
        // "WHEN X is set, … SHALL use it, else exit"
        let uses = is!(self.cx.at(response.body.start), "use uses read reads load loads apply applies");
        if let Some(name) = lone_set(situation).filter(|_| uses && !situation.other && !response.negated) {
            if let Some(at) = self.fails_otherwise(&response.body) {
                if self.chain(&[name], response.body.start..at) {
                    return;
                }
                self.fact(name, FactKind::Required, Vec::new(), self.cx.span(at..response.body.end));
            }
            if let Some(StandIn::Value(value)) = self.otherwise(response)
                && !value.name
            {
                let span = value.span.clone();
                self.fact(name, FactKind::Default(value), Vec::new(), span);
            }
        }
        let cx = self.cx;
        // "IF X is set, … SHALL validate that it is a URL and exit otherwise"
        let checks = VERBS.at(cx.tokens, response.body.start).is_some_and(|(verb, _)| verb == Verb::Check);
        if let Some(name) = lone_set(situation).filter(|_| checks && !situation.other)
            && let Some(end) = self.fails_otherwise(&response.body)
        {
            let first = Response { body: response.body.start..end, ..response.clone() };
            return self.rule(&Situation::default(), &first, &(body.start..end), &[name]);
        }
        // "WHEN A is "x", THE SYSTEM SHALL NOT start without B" is about B.
        let named = self.cx.names_in(response.body.clone());
        let about_tested = situation.tests().iter().any(|t| named.iter().all(|name| t.names.contains(name)));
        if let Some(fails) = self.failure(&response.body, response.negated).filter(|_| about_tested) {
            self.forbidden_state(situation, response, fails);
            return;
        }
        let Some(and) = self.joins_rules(response) else {
            let chosen = self.chosen_where_set(situation, &body).filter(|_| owner.is_empty());
            return self.rule(situation, response, &body, &chosen.map_or(owner.to_vec(), |name| vec![name]));
        };
        let conditions = situation.conditions[..situation.leading].to_vec();
        let always =
            Situation { other: conditions.iter().any(|c| c.other), leading: situation.leading, conditions };
        let first = Response { body: response.body.start..and, conditions: Vec::new(), ..response.clone() };
        self.rule(&always, &first, &(body.start..and), owner);
        let then = and + 1..response.body.end;
        for name in cx.names_in(then.clone()) {
            if situation.other {
                self.unenforceable(name, cx.span(then.clone()));
            }
            for guards in guards_of(situation) {
                self.fact(name, FactKind::Required, guards, cx.span(then.clone()));
            }
        }
    }

    /// "use it as the base URL, otherwise default to `x`": what stands in then.
    fn otherwise(&self, response: &Response) -> Option<StandIn> {
        let cx = self.cx;
        let says = |at: &usize| {
            let and = usize::from(is!(cx.before(*at), "and"));
            is!(cx.at(*at), "otherwise else") && cx.follows(*at - and, ",")
        };
        let from = response.body.clone().find(says)? + 1;
        // "use the proxy, otherwise default to `x`" is about the proxy.
        let start = response.body.start;
        let own = is!(cx.at(start + 1), "it its that") || cx.names_behind(from - 2);
        if !own {
            return None;
        }
        let from = from + usize::from(cx.punct(from, ","));
        let body = from..response.body.end;
        self.stand_in(&Response { body, conditions: Vec::new(), ..response.clone() })
    }

    /// "WHERE X is set, … SHALL accept one of the values `a` and `b`": the variable whose values they are.
    fn chosen_where_set(&self, situation: &Situation, body: &Range<usize>) -> Option<NameId> {
        let cx = self.cx;
        let name = lone_set(situation)?;
        let lists = |at: usize| {
            let words = ATTRIBUTES.at(cx.tokens, at).filter(|(a, _)| *a == Attribute::OneOf);
            let valued = words.is_some_and(|(_, next)| has!(cx, at..next + 3, "value values"));
            valued && attribute(cx, at, Place::Clause).is_some_and(|found| found.chooses())
        };
        (cx.names_in(body.clone()).is_empty() && body.clone().take(NEAR).any(lists)).then_some(name)
    }

    /// "SHALL read X as an integer and default to 5 when it is not set": what stands in front of that holds always. The
    /// position of the "and" in front of a failure that is conditional.
    fn always(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: &Range<usize>,
        owner: &[NameId],
        missing: bool,
    ) -> Option<usize> {
        let cx = self.cx;
        let set = |c: &Condition| !c.other && c.tests().iter().all(|t| t.is == Tested::Set);
        let own =
            !response.conditions.is_empty() && situation.conditions[..situation.leading].iter().all(set);
        let fails = |at: usize| VERBS.at(cx.tokens, at).is_some_and(|(verb, _)| verb == Verb::Fail);
        let given = |at: usize| {
            let marked = matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number);
            literal(&cx.until(response.body.end), at, false)
                .is_some_and(|(_, next)| marked && next == response.body.end)
        };
        let stands_in = |at: usize| {
            let attribute = ATTRIBUTES.at(cx.tokens, at).map(|(attribute, _)| attribute);
            matches!(attribute, Some(Attribute::Default | Attribute::Use))
                || is!(cx.at(at), "skip disable continue proceed warn log")
        };
        let joins = |at: usize| is!(cx.at(at), "and or but") || cx.punct(at, ",");
        let seam = |concludes: &dyn Fn(usize) -> bool| {
            response.body.clone().find(|&at| joins(at) && cx.depth(at) == 0 && concludes(at + 1))
        };
        // "read X, with a default of 30, and exit when the value is below 1": the exit alone is conditional.
        let exits = if missing { None } else { seam(&fails) };
        // "fall back to 5 and log a warning if it is invalid": both are.
        let concludes = |and: usize| {
            let first =
                Response { body: response.body.start..and, conditions: Vec::new(), ..response.clone() };
            let start = first.body.start;
            fails(start)
                || stands_in(start)
                    && matches!(self.stand_in(&first), Some(StandIn::Value(value)) if !value.name)
        };
        let rest = || seam(&|at| fails(at) || stands_in(at) || given(at)).filter(|&and| !concludes(and));
        let and = exits.or_else(rest);
        let and = and.filter(|_| own && !response.negated)?;
        let first = Response { body: response.body.start..and, conditions: Vec::new(), ..response.clone() };
        self.rule(&Situation::default(), &first, &(body.start..and), owner);
        // "reject values above 9 and default to 5 when it is not set": nothing fails where it is not set.
        exits.or(Some(and).filter(|_| self.turns_down(&first).is_some()))
    }

    /// "require A to be set, and B to be set when A is "on"": the position of the "and" in front of what is conditional.
    fn joins_rules(&self, response: &Response) -> Option<usize> {
        let cx = self.cx;
        let states = |range: Range<usize>| {
            !cx.names_in(range.clone()).is_empty()
                && cx.within(range).windows(2).any(|w| is!(w[0], "to") && is!(w[1], "be"))
        };
        let body = &response.body;
        VERBS.at(cx.tokens, body.start).filter(|(verb, _)| *verb == Verb::Require)?;
        let joins = |&at: &usize| is!(cx.at(at), "and") && cx.follows(at, ",") && cx.depth(at) == 0;
        let conditional = !response.conditions.is_empty();
        let mut seams = body.clone().skip(1).take(NEAR).filter(|at| conditional && joins(at));
        seams.find(|&at| states(body.start..at) && states(at + 1..body.end))
    }

    /// "`A`: required. An integer between 1 and 5.": a kind that is a sentence of its own.
    fn kind_alone(&mut self, response: &Response, body: &Range<usize>, guards: &[Vec<Guarded>]) -> bool {
        let cx = self.cx.until(body.end);
        let alone =
            response.modal.is_none() && response.conditions.is_empty() && cx.follows(body.start, ".;");
        let [name] = self.last.as_slice() else { return false };
        let kind = alone && is!(cx.at(body.start), "a an") && cx.names_in(body.clone()).is_empty();
        let whole = |found: &Found| found.facts.iter().any(FactKind::says_what) && found.problem.is_none();
        let found = attribute(&cx, body.start, Place::Remark).filter(whole).filter(|_| kind);
        let ends = found.is_some_and(|found| {
            ends_clause(&cx, found.next) || ATTRIBUTES.at(cx.tokens, found.next).is_some()
        });
        if ends {
            self.pieces(body.start, body.end, &[*name], guards);
        }
        ends
    }

    /// What a response says under its conditions.
    pub(super) fn rule(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: &Range<usize>,
        owner: &[NameId],
    ) {
        self.blocked = situation.other;
        self.items = response.modal.is_some_and(|modal| self.speaks_of_items(modal));
        let guards: Vec<Vec<Guarded>> = guards_of(situation);
        if !situation.other {
            self.assignments(body, &guards);
        }
        if !situation.other && self.defaults_for(body, &guards) {
            return;
        }
        let announced = self.announced(response);
        let response = announced.as_ref().unwrap_or(response);
        if self.kind_alone(response, body, &guards) {
            return;
        }
        if !self.group(response, body, &guards) && !self.schemes(response, body, owner) {
            let done = self.verb(response, body, owner, &guards);
            if !done {
                self.scan(body.clone(), owner, &guards);
            }
        }
        self.blocked = false;
        self.items = false;
    }
}

/// The one variable that is tested, where it must be set.
fn lone_set(situation: &Situation) -> Option<NameId> {
    match situation.tests().as_slice() {
        [Test { is: Tested::Set, names, .. }] => names.first().copied().filter(|_| names.len() == 1),
        _ => None,
    }
}
