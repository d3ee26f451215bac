//! Conditions that no contract states: several variables judged together, the form of a text. Nobody should believe that one does.

use std::ops::Range;

use super::{Reader, Situation};
use crate::diagnostic::Code;
use crate::ears::sentence::{Keyword, Response, Sentence};
use crate::ears::word::is;
use crate::facts::attribute::Found;
use crate::facts::context::Joiner;
use crate::facts::form::{asked, turned_down};
use crate::facts::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use crate::facts::range::{COMPARED, other_variable};
use crate::facts::tested::{Test, Tested};
use crate::facts::{FactKind, NEAR, NameId};

impl Reader<'_, '_> {
    /// A rule under a condition that nothing in the environment decides.
    pub(super) fn unenforceable(&mut self, name: NameId, span: Range<usize>) {
        let (what, name) = match self.text_of(name) {
            _ if self.cx.words.items == Some(name) => ("the variables listed here".to_owned(), "NAME"),
            name => (format!("`{name}`"), name),
        };
        let message =
            format!("a rule on {what} holds only under a condition that no environment variable decides");
        let help = format!(
            "name the variable that decides it, as in `WHEN the APP_ENV environment variable is \"production\", {name} is required`, or state it without the condition"
        );
        self.problem(Code::NoEnforceableMeaning, span, message, help);
    }

    /// A default that no rule gives may still be that of a secret.
    pub(super) fn dropped(&mut self, name: NameId, fact: &FactKind) {
        if let FactKind::Default(literal) = fact {
            let span = literal.span.clone();
            self.fact(name, FactKind::NoDefault(span.clone()), Vec::new(), span);
        }
    }

    /// "IF A is greater than B, THEN THE SYSTEM SHALL fail", "IF A does not start with `x`, …": a rule that no contract states.
    pub(super) fn compared(&mut self, sentence: &Sentence) {
        use Attribute as A;
        let cx = self.cx;
        self.placeholders(sentence);
        let fails = |r: &Response| self.failure(&r.body, r.negated).is_some();
        if !sentence.responses.iter().any(fails) {
            return;
        }
        for clause in sentence.clauses() {
            let range = clause.body.clone();
            let by_form = if clause.keyword == Keyword::Unless { asked } else { turned_down };
            let limited = |at: usize| {
                let (limit, next) = ATTRIBUTES.at(cx.tokens, at)?;
                let limits = matches!(limit, A::MoreThan | A::LessThan | A::AtLeast | A::AtMost);
                other_variable(cx, next).filter(|_| limits)
            };
            let unfit = |at: usize| {
                // "A and B have the same value"
                let alike = is!(cx.at(at), "same identical")
                    && !is!(cx.at(at + 1), "time")
                    && cx.names_in(range.start..at).len() > 1;
                // "A equals B", "A is earlier than B", "A is different from B"
                let than = usize::from(is!(cx.at(at + 1), "than from to"));
                let relates = is!(cx.at(at), "equals equal differs")
                    || than == 1 && is!(cx.at(at), "earlier later smaller larger different");
                let other = || other_variable(cx, at + 1 + than).filter(|_| relates);
                let compared = limited(at).or_else(other).or(alike.then_some(at + 1));
                let compared = compared.map(|until| Found::problem(cx, at, until, COMPARED.0, COMPARED.1));
                compared.or_else(|| by_form(&cx.until(range.end), at))?.problem
            };
            let Some((at, problem)) = range.clone().find_map(|at| Some((at, unfit(at)?))) else {
                continue;
            };
            if let Some(name) = (range.start..at).rev().find_map(|at| cx.name(at)) {
                self.says_wrong(name, problem);
            }
        }
    }

    /// "IF A contains the default placeholder value, … fail", "validate that A is not a placeholder": which value is it?
    fn placeholders(&mut self, sentence: &Sentence) {
        let cx = self.cx;
        let says = |at: &usize| is!(cx.at(*at), "placeholder placeholders") && !cx.is_noun(*at + 1);
        let Some(at) = sentence.tokens.clone().find(says) else { return };
        let judges = |r: &Response| {
            let checks = VERBS.at(cx.tokens, r.body.start).is_some_and(|(verb, _)| verb == Verb::Check);
            checks || self.turns_down(r).is_some() || self.failure(&r.body, r.negated).is_some()
        };
        let mut range = sentence.tokens.clone();
        for body in sentence.clauses().iter().map(|clause| &clause.body) {
            if body.contains(&at) {
                range = body.clone();
            }
        }
        for response in sentence.responses.iter().filter(|r| r.body.contains(&at)) {
            range = response.body.clone();
        }
        let written = range.clone().any(|at| cx.is_written(at));
        let named = |&i: &usize| cx.name(i).is_some();
        let Some(of) = (0..at).rev().take(NEAR).find(named).or_else(|| range.clone().find(named)) else {
            return;
        };
        // "X is not set and kiln.ini has a placeholder" is about the file.
        let else_about = |i: usize| {
            let noun = cx.is_noun(i) || cx.at(i).is_text();
            noun && !is!(cx.at(i), "contains contain holds still one")
        };
        let whose = cx.name(of).filter(|_| !(of..at).any(else_about));
        if let Some(name) = whose.filter(|_| !written && sentence.responses.iter().any(judges)) {
            let name = self.text_of(name);
            let message = format!("`{name}` must not be a placeholder that is not written");
            let help = format!("write the values: `{name} SHALL NOT be \"changeme\" or \"todo\"`");
            self.problem(Code::NoEnforceableMeaning, cx.span(at..at + 1), message, help);
        }
    }

    /// Whether tests of several variables have to hold together, of which no contract says that they must not.
    pub(super) fn combines(&mut self, tests: &[Test]) -> bool {
        // "IF A and B are both "off""
        let both = tests.iter().find(|t| {
            t.names.len() > 1 && t.joiner == Joiner::And && matches!(t.is, Tested::Is(_) | Tested::IsNot(_))
        });
        let other = tests.iter().find(|t| t.names != tests[0].names).or(both);
        // "IF A and B are invalid" is said of each.
        let each = tests.iter().all(|t| t.is.judges());
        let Some(other) = other.filter(|_| !each) else { return false };
        let second = other.names.iter().find(|&&name| name != tests[0].names[0]).unwrap_or(&other.names[0]);
        let names = (self.text_of(tests[0].names[0]), self.text_of(*second));
        let message =
            format!("`{}` and `{}` are judged together, which no rule of a contract does", names.0, names.1);
        let span = tests[0].span.start.min(other.span.start)..tests[0].span.end.max(other.span.end);
        self.problem(
            Code::NoEnforceableMeaning,
            span,
            message,
            "state what one of them must be whatever the other is, require one under a condition on the other, or check the combination in code".to_owned(),
        );
        true
    }

    /// "IF X is out of range, … SHALL clamp it": an invalid value that is neither refused nor replaced.
    pub(super) fn mended(&mut self, situation: &Situation, whole: &Range<usize>) {
        let judged = situation.tests().into_iter().find(|test| test.is.judges());
        let Some(name) = judged.and_then(|test| test.names.first().copied()) else { return };
        let name = self.text_of(name);
        let message = format!("`{name}` is mended where it is invalid, which no rule of a contract states");
        let help = format!(
            "write what is enforced: `IF {name} is invalid, THEN THE SYSTEM SHALL refuse to start`, or `… fall back to 5`"
        );
        self.problem(Code::NoEnforceableMeaning, whole.clone(), message, help);
    }

    /// "WHEN X is not set" alone, as the first step of a scenario, leaves open what happens; "THE SYSTEM SHALL" does not.
    pub(super) fn stops_short(&mut self, situation: &Situation, response: &Response, whole: &Range<usize>) {
        let test = situation.tests().into_iter().next().filter(|_| response.modal.is_some());
        let Some(name) = test.and_then(|test| test.names.first().copied()) else { return };
        let name = self.text_of(name);
        let message = format!("does not say what happens where `{name}` is missing or invalid");
        let help = format!(
            "write what follows: `WHEN {name} is not set, THE SYSTEM SHALL default to 5`, `… refuse to start`, `… log a warning and continue`"
        );
        self.problem(Code::NotUnderstood, whole.clone(), message, help);
    }
}
