//! Rules over several variables: `at least one of A and B SHALL be set`, `A and B are mutually exclusive`.

use std::ops::Range;

use super::Reader;
use crate::diagnostic::Code;
use crate::ears::sentence::{Response, Sentence};
use crate::ears::token::Token;
use crate::ears::word::{has, is};
use crate::facts::context::Joiner;
use crate::facts::literal::ends_clause;
use crate::facts::phrases::{ATTRIBUTES, Attribute, QUANTIFIERS, Quantifier, STATES, State, VERBS, Verb};
use crate::facts::{CLOSE, FactKind, GroupFact, GuardTest, Guarded, NameId};

impl Quantifier {
    /// The rules over some variables that it comes to.
    pub(super) fn groups(self, names: &[NameId]) -> Vec<GroupFact> {
        let rule = |at_least| GroupFact { at_least, names: names.to_vec() };
        match self {
            Self::AtLeast => vec![rule(true)],
            Self::AtMost => vec![rule(false)],
            Self::Exactly => vec![rule(true), rule(false)],
        }
    }
}

impl Reader<'_, '_> {
    /// Reads a response that is a rule over several variables; false where it is none.
    pub(super) fn group(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        guards: &[Vec<Guarded>],
    ) -> bool {
        if let Some(names) = self.excluded(response, body, guards) {
            let span = self.cx.span(body.clone());
            self.fact(names[0], FactKind::Read, Vec::new(), span);
            self.out.groups.push(GroupFact { at_least: false, names });
            return true;
        }
        let (names, groups) = if let Some(found) = self.one_or_all(response, body) {
            found
        } else if let Some(names) = self.paired(response, body) {
            self.pair(&names, guards, &self.cx.span(body.clone()));
            return true;
        } else if let Some((quantifier, names)) =
            self.exclusive(response, body).or_else(|| self.quantified(response, body, guards))
        {
            let groups = quantifier.groups(&names);
            (names, groups)
        } else {
            return false;
        };
        let span = self.cx.span(body.clone());
        if guards.iter().any(|alternative| !alternative.is_empty()) {
            let listed = names.iter().take(3).map(|&name| format!("`{}`", self.text_of(name)));
            let listed = listed.collect::<Vec<_>>().join(", ");
            let others = if names.len() > 3 { " and others" } else { "" };
            self.problem(
                Code::NoEnforceableMeaning,
                span,
                format!("a rule over {listed}{others} holds only under a condition"),
                "state the rule without the condition, or a rule for each variable: `(required if OTHER_NAME is \"value\")`".to_owned(),
            );
            return true;
        }
        for &name in &names {
            self.fact(name, FactKind::Read, Vec::new(), span.clone());
        }
        self.out.groups.extend(groups);
        true
    }

    /// `at least one of the A and B environment variables SHALL be set`, `SHALL require either A or B`.
    fn quantified(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        guards: &[Vec<Guarded>],
    ) -> Option<(Quantifier, Vec<NameId>)> {
        let cx = self.cx;
        let start = self.behind_adverbs(response.body.start);
        // "one of A or B is required"
        let states = |at: usize| is!(cx.at(at), "is are") && is!(cx.at(at + 1), "required mandatory");
        let required = response.modal.is_none() && body.clone().any(states);
        let asks = required
            || VERBS.at(cx.tokens, start).is_some_and(|(v, _)| matches!(v, Verb::Require | Verb::Check))
            || response.modal.is_some_and(|modal| {
                [modal, modal + 1, start].into_iter().any(|at| {
                    ATTRIBUTES
                        .at(cx.tokens, at)
                        .is_some_and(|(a, next)| a == Attribute::Required && next > modal + 1)
                })
            });
        // "accept at most one of A and B"
        let allows = is!(cx.at(start), "accept accepts allow allows permit permits");
        if !(asks || allows) || response.negated {
            return None;
        }
        let quantified = body.clone().find_map(|at| {
            let (quantifier, next) = QUANTIFIERS.at(cx.tokens, at)?;
            let said = asks || quantifier != Quantifier::AtLeast;
            let names = self.several(next, body.end).filter(|_| said)?;
            // "either A or B, but not both"
            let both = (next..body.end).any(|i| is!(cx.at(i), "both") && is!(cx.before(i), "not"));
            let quantifier = if both { Quantifier::Exactly } else { quantifier };
            // "require A and either B or C"
            let first = Response { body: response.body.start..at, ..response.clone() };
            self.requirements(&first, guards);
            Some((quantifier, names))
        });
        quantified.or_else(|| {
            Some((Quantifier::AtLeast, self.either(body).filter(|_| asks && response.conditions.is_empty())?))
        })
    }

    /// `SHALL require A or B`, `A or B SHALL be set`: one of them is enough. "validate that A or B is a URL" asks for none.
    fn either(&self, body: &Range<usize>) -> Option<Vec<NameId>> {
        let cx = self.cx.until(body.end);
        let first = body.clone().find(|&at| cx.name(at).is_some())?;
        let list = cx.names(first).filter(|list| list.joiner == Joiner::Or && !list.annotated)?;
        // "require A, and B or C"
        let and = |at: usize| is!(cx.at(at), "and") && !cx.punct(at + 1, "/");
        if (first..list.next).any(and) {
            return None;
        }
        let idle = |&at: &usize| !is!(cx.at(at), "to be is are was were shall must");
        let state = (list.next..body.end).find(idle).unwrap_or(body.end);
        let set = STATES.at(cx.tokens, state).is_some_and(|(state, _)| state == State::Set)
            || is!(cx.at(state), "required mandatory");
        let asks = |at: usize| {
            VERBS.at(cx.tokens, at).is_some_and(|(verb, next)| {
                verb == Verb::Require && (next..first).all(|at| is!(cx.at(at), "the an a"))
            })
        };
        let object = state == list.next && !cx.is_noun(state) && (first.saturating_sub(3)..first).any(asks);
        // "check whether A or B is set", "a change of A or B is required"
        let apart = |&at: &usize| !is!(cx.at(at), "the an a either that environment env variable var");
        let front = (body.start..first).rev().find(apart);
        let verb = front.is_none_or(|at| VERBS.at(cx.tokens, at).is_some());
        let set = set && verb && !has!(cx, body.start..first, "whether");
        ((set || object) && cx.names_in(body.clone()) == list.ids).then_some(list.ids)
    }

    /// `A and B SHALL NOT both be set`, `A and B are mutually exclusive`.
    fn exclusive(&self, response: &Response, body: &Range<usize>) -> Option<(Quantifier, Vec<NameId>)> {
        let cx = self.cx;
        let words = cx.within(response.body.clone());
        let mutually =
            !response.negated && words.windows(2).any(|w| is!(w[0], "mutually") && is!(w[1], "exclusive"));
        let both = response.negated
            && words.iter().any(|t| is!(t, "both together simultaneously same"))
            && words.iter().any(|t| is!(t, "set provided defined present configured specified given used"));
        let first = body.clone().find(|&at| cx.name(at).is_some()).filter(|_| mutually || both)?;
        Some((Quantifier::AtMost, self.several(first, body.end)?))
    }

    /// `A SHALL NOT be set if B is set`: the two that are not set together.
    fn excluded(
        &self,
        response: &Response,
        body: &Range<usize>,
        guards: &[Vec<Guarded>],
    ) -> Option<Vec<NameId>> {
        let cx = self.cx;
        let start = response.body.start;
        let set = is!(cx.at(start), "be")
            && is!(cx.at(start + 1), "set provided defined present configured specified given supplied used")
            && ends_clause(cx, start + 2);
        let &[name] = cx.names_in(body.clone()).as_slice() else { return None };
        let [alternative] = guards else { return None };
        let [Guarded { name: other, test: GuardTest::Set }] = alternative.as_slice() else { return None };
        (set && response.negated && name != *other).then(|| vec![name, *other])
    }

    /// Each is required where another is set; of very many, each looks at some others only, and together they look at all.
    fn pair(&mut self, names: &[NameId], guards: &[Vec<Guarded>], span: &Range<usize>) {
        if self.blocked {
            return self.unenforceable(names[0], span.clone());
        }
        for (at, &name) in names.iter().enumerate() {
            for behind in 1..=CLOSE.min(names.len() - 1) {
                let set = Guarded { name: names[(at + behind) % names.len()], test: GuardTest::Set };
                for guard in guards {
                    let guard = guard.iter().cloned().chain([set.clone()]).collect();
                    self.fact(name, FactKind::Required, guard, span.clone());
                }
            }
        }
    }

    /// `A and B SHALL be set together`, `either both be set or neither`: each is required where the other is set.
    fn paired(&self, response: &Response, body: &Range<usize>) -> Option<Vec<NameId>> {
        let cx = self.cx;
        let says = |words: fn(&Token) -> bool| cx.within(response.body.clone()).iter().any(words);
        let start = self.behind_adverbs(response.body.start);
        let given = says(|t| is!(t, "set provided defined present configured specified given supplied"))
            || VERBS.at(cx.tokens, start).is_some_and(|(verb, _)| verb == Verb::Require);
        let together = says(|t| is!(t, "together"));
        let both = says(|t| is!(t, "both"))
            && says(|t| is!(t, "or"))
            && says(|t| is!(t, "neither unset absent none"));
        let names = cx.names_in(body.clone());
        (given && (together || both) && !response.negated && response.modal.is_some() && names.len() > 1)
            .then_some(names)
    }

    /// `SHALL require either A or all of B, C and D`, `A, or B together with C`: of A and each of the others at least one.
    fn one_or_all(&self, response: &Response, body: &Range<usize>) -> Option<(Vec<NameId>, Vec<GroupFact>)> {
        let cx = self.cx;
        let start = self.behind_adverbs(response.body.start);
        let asks = VERBS.at(cx.tokens, start).is_some_and(|(verb, _)| verb == Verb::Require)
            || is!(cx.at(start), "be") && has!(cx, response.body.clone(), "set required provided defined");
        let or = body.clone().find(|&at| is!(cx.at(at), "or")).filter(|_| asks && !response.negated)?;
        let all = is!(cx.at(or + 1), "all both") || has!(cx, or..body.end, "together along");
        let (one, others) = (cx.names_in(body.start..or), cx.names_in(or..body.end));
        let &[one] = one.as_slice() else { return None };
        (all && others.len() > 1 && !others.contains(&one))
            .then(|| ([&[one], others.as_slice()].concat(), either_or_all(one, &others)))
    }

    /// "IF neither A nor both B and C are set, … fail": whether a condition is such a rule.
    pub(super) fn neither_one_nor_all(&mut self, sentence: &Sentence) -> bool {
        let cx = self.cx;
        let [clause] = sentence.conditions.as_slice() else { return false };
        let body = clause.body.clone();
        let nor = body.clone().find(|&at| is!(cx.at(at), "nor"));
        let Some(nor) = nor.filter(|_| is!(cx.at(body.start), "neither")) else { return false };
        let all = is!(cx.at(nor + 1 + usize::from(is!(cx.at(nor + 1), "the"))), "both all pair");
        let fails = |r: &Response| self.failure(&r.body, r.negated).is_some();
        let (one, others) = (cx.names_in(body.start..nor), cx.names_in(nor..body.end));
        let &[one] = one.as_slice() else { return false };
        if !all || others.len() < 2 || !sentence.responses.first().is_some_and(fails) {
            return false;
        }
        for name in [one].into_iter().chain(others.iter().copied()) {
            self.fact(name, FactKind::Read, Vec::new(), cx.span(body.clone()));
        }
        self.out.groups.extend(either_or_all(one, &others));
        true
    }

    /// Two variables or more, in the list that begins at a position.
    fn several(&self, from: usize, end: usize) -> Option<Vec<NameId>> {
        let cx = self.cx;
        let idle = |at: &usize| {
            cx.punct(*at, ":(") || is!(cx.at(*at), "the following these") || cx.behind_variable(*at).is_some()
        };
        let mut at = from;
        while at < end && idle(&at) {
            at = cx.behind_variable(at).unwrap_or(at + 1);
        }
        let names: Vec<NameId> =
            cx.until(end).names(at)?.ids.into_iter().filter(|&id| (cx.known)(id)).collect();
        (names.len() > 1).then_some(names)
    }
}

/// Of one variable and each of the others at least one: so that it is that one, or all of the others.
fn either_or_all(one: NameId, others: &[NameId]) -> Vec<GroupFact> {
    others.iter().map(|&other| GroupFact { at_least: true, names: vec![one, other] }).collect()
}
