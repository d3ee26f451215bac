//! Conditions that a subject or an "otherwise" states: a value is missing, or not what it must be.

use std::ops::Range;

use super::Reader;
use super::stand_in::StandIn;
use crate::ears::sentence::{Response, Sentence};
use crate::ears::word::{has, is};
use crate::facts::condition::{Condition, condition};
use crate::facts::context::Joiner;
use crate::facts::tested::{Test, Tested};
use crate::facts::{FactKind, NEAR, NameId};

impl Reader<'_, '_> {
    /// "If set, it MUST be a URL; otherwise …" is where it is none.
    pub(super) fn unfit_where_set(&self) -> Option<Vec<Condition>> {
        let [Condition { alternatives, other: false, .. }] = self.previous.as_slice() else { return None };
        let tests: Vec<&Test> = alternatives.iter().flatten().collect();
        let set = !tests.is_empty() && tests.iter().all(|test| test.is == Tested::Set);
        let unfit = |test: &Test| Test { is: Tested::Invalid(Vec::new()), ..test.clone() };
        let alternatives = tests.iter().map(|test| vec![unfit(test)]).collect();
        (set && tests.iter().any(|test| self.judges_values(&test.names)))
            .then(|| vec![Condition { alternatives, ..Condition::default() }])
    }

    /// `a missing X SHALL …`, `values of X above 10 SHALL …`: what the subject is stands over the response.
    pub(super) fn unfit_subject(&mut self, subject: &Range<usize>) -> Option<Condition> {
        if self.cx.names_in(subject.clone()).is_empty() {
            // "A missing value SHALL abort startup", "absence of the variable SHALL be a fatal error"
            let lacks = has!(self.cx, subject.clone(), "missing absence unset absent blank")
                && self.cx.within(subject.clone()).iter().all(|t| {
                    is!(
                        t,
                        "a an the of missing absent absence unset blank empty or value values variable variables environment env var this its it"
                    )
                });
            if let ([_], true) = (self.last.as_slice(), lacks) {
                let span = self.cx.span(subject.clone());
                let test = Test { names: self.last.clone(), joiner: Joiner::And, is: Tested::NotSet, span };
                return Some(Condition { alternatives: vec![vec![test]], ..Condition::default() });
            }
            // "…; values below 1 SHALL be rejected"
            let values = has!(self.cx, subject.clone(), "value values");
            let last = self.last.clone();
            // "a value that is unset or empty SHALL fail"
            let missing = condition(self.cx, subject, &last);
            let unset = |tests: &Vec<Test>| tests.iter().all(|test| test.is == Tested::NotSet);
            if values && !missing.alternatives.is_empty() && missing.alternatives.iter().all(unset) {
                return Some(Condition { other: false, ..missing });
            }
            return self
                .said_of(subject, &last)
                .filter(|_| values)
                .and_then(|said| said.conditions.into_iter().next());
        }
        let mut said = condition(self.cx, subject, &[]);
        self.unknown(&mut said);
        said.other = false;
        let unfit = |t: &&Test| t.is == Tested::NotSet || t.is.judges();
        let tests = said.tests();
        (!tests.is_empty() && tests.iter().all(unfit)).then_some(said)
    }

    /// "An empty value SHALL be allowed", said of the variables named last.
    pub(super) fn allows_empty(&mut self, sentence: &Sentence) -> bool {
        let cx = self.cx;
        let own = cx
            .within(sentence.subject.clone())
            .iter()
            .all(|t| is!(t, "an the empty blank value values string strings text"));
        let [response] = sentence.responses.as_slice() else { return false };
        let start = response.body.start;
        let allowed = is!(cx.at(start), "be") && is!(cx.at(start + 1), "allowed permitted accepted valid");
        let says = own
            && allowed
            && cx.names_in(response.body.clone()).is_empty()
            && !response.negated
            && has!(cx, sentence.subject.clone(), "empty blank");
        if says {
            let span = cx.span(sentence.tokens.clone());
            for name in self.last.clone() {
                self.fact(name, FactKind::EmptyAllowed, Vec::new(), span.clone());
            }
        }
        says
    }

    /// "SHALL be a positive integer; otherwise the default of 50 SHALL apply": where the value is unfit, or there is none.
    pub(super) fn unfit(&self, response: &Response) -> Option<Condition> {
        let span = self.cx.span(response.body.clone());
        let valued = matches!(self.stand_in(response), Some(StandIn::Value(_))) && !self.last.is_empty();
        let test = |is| vec![Test { names: self.last.clone(), joiner: Joiner::Or, is, span: span.clone() }];
        let unfit = self.judges_values(&self.last).then(|| test(Tested::Invalid(Vec::new())));
        let alternatives = unfit.into_iter().chain([test(Tested::NotSet)]).collect();
        valued.then_some(Condition { alternatives, ..Condition::default() })
    }

    /// Whether the statement says of one of some variables what its value must be.
    pub(super) fn judges_values(&self, names: &[NameId]) -> bool {
        // "parse it as an integer; otherwise …" is where it is not set, "validate that it is an integer; otherwise …" is not.
        let near = 0..self.cx.end().min(NEAR);
        let checks = has!(
            self.cx,
            near,
            "validate validates check checks verify verifies ensure ensures must be only accept accepts"
        );
        self.out.facts.iter().rev().take(NEAR).any(|fact| {
            use FactKind as F;
            let typed = checks && matches!(fact.kind, F::Type(_));
            let rule = typed || matches!(fact.kind, F::Min(_) | F::Max(_) | F::OneOf(_) | F::Pattern(_));
            rule && names.contains(&fact.name)
        })
    }
}
