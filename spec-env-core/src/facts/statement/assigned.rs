//! Defaults written as assignments: `use defaults: A=1, B=2`.

use std::ops::Range;

use super::{Reader, Situation};
use crate::ears::sentence::{Clause, Response, Sentence};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::condition::{Condition, tests};
use crate::facts::context::Cx;
use crate::facts::default::defaults_stand_by;
use crate::facts::literal::literal;
use crate::facts::phrases::{ATTRIBUTES, Attribute, VARIABLE};
use crate::facts::tested::{Tested, named};
use crate::facts::undecided::several;
use crate::facts::{CLOSE, FactKind, Guarded, Literal, NEAR, NameId};

impl Reader<'_, '_> {
    /// "IF required environment variables are not set, THE SYSTEM SHALL use defaults: A=1, B=2": those that are named.
    /// Whether that is all that the sentence says: "… defaults when a variable is unset: A=1, B=2".
    pub(super) fn assigned_generally(&mut self, sentence: &Sentence) -> bool {
        let cx = self.cx;
        let before_colon =
            |body: &Range<usize>| body.start..body.clone().find(|&at| cx.punct(at, ":")).unwrap_or(body.end);
        let any = |clause: &Clause| {
            let said = before_colon(&clause.body);
            let spoken = said.clone().any(|at| VARIABLE.at(cx.tokens, at).is_some());
            let missing = has!(cx, said.clone(), "not missing unset absent undefined");
            spoken && missing && said.clone().all(|at| cx.candidate(at).is_none())
        };
        let clauses = sentence.clauses();
        let general = !clauses.is_empty() && clauses.iter().all(|clause| any(clause));
        if general {
            let says = |at: &usize| is!(cx.at(*at), "default defaults");
            if let Some(from) = sentence.tokens.clone().find(says) {
                self.assign(&(from..sentence.tokens.end), &[Vec::new()], |_| true);
            }
        }
        let assigns = |at: usize| cx.at(at).kind == TokenKind::Assign;
        let trailing = &clauses[sentence.conditions.len()..];
        general
            && trailing.iter().any(|clause| (before_colon(&clause.body).end..clause.body.end).any(assigns))
    }

    /// `use defaults: A=1, B=2`, `A=1 as the default`.
    pub(super) fn assignments(&mut self, range: &Range<usize>, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        self.assign(range, guards, |at| defaults_stand_by(cx, range, at));
    }

    /// "WHEN A and B are not set, … SHALL use the defaults `A=1` and `B=2`": whether that is said of what is missing.
    pub(super) fn assigned_where_missing(&mut self, situation: &Situation, response: &Response) -> bool {
        let cx = self.cx;
        let tested = named(situation.tests());
        let own = |at: usize| {
            cx.at(at).kind == TokenKind::Assign && cx.name(at).is_some_and(|name| tested.contains(&name))
        };
        let given = has!(cx, response.body.clone(), "default defaults use uses assume");
        let missing = situation.tests().iter().all(|t| t.is == Tested::NotSet);
        if situation.other || !given || !missing || !response.body.clone().any(own) {
            return false;
        }
        self.assign(&response.body, &[Vec::new()], own);
        true
    }

    /// "WHEN A and B are not set, … SHALL use 5 and 10 respectively": whether each of them is given its own.
    pub(super) fn apportioned(&mut self, situation: &Situation, response: &Response) -> bool {
        use Attribute as A;
        let cx = &self.cx.until(response.body.end);
        let names = named(situation.tests());
        let missing = situation.tests().iter().all(|t| t.is == Tested::NotSet);
        if situation.other || names.len() < 2 || !missing || response.negated {
            return false;
        }
        let given = response.body.clone().find_map(|at| {
            let (kind, next) = ATTRIBUTES.at(cx.tokens, at)?;
            let next =
                next + 2 * usize::from(is!(cx.at(next), "them these those") && is!(cx.at(next + 1), "to"));
            matches!(kind, A::Default | A::Use).then_some(next)
        });
        let Some(from) = given else { return false };
        let values = literal(cx, from, false).and_then(|(first, behind)| several(cx, &first, behind, false));
        let (names, facts) = match values {
            Some((facts, _)) if facts.len() == names.len() => (names, facts),
            Some(_) => return false,
            None => {
                let pairs = values_for(cx, from..response.body.end, false);
                let own = pairs.iter().all(|(_, name, _)| names.contains(name));
                let pairs = if own && pairs.len() > 1 {
                    pairs.into_iter().map(|(value, name, _)| (name, value)).collect()
                } else {
                    self.values_called(from..response.body.end, &names)
                };
                if pairs.len() < 2 {
                    return false;
                }
                pairs.into_iter().map(|(name, value)| (name, FactKind::Default(value))).unzip()
            }
        };
        let span = cx.span(response.body.clone());
        for (name, fact) in names.into_iter().zip(facts) {
            self.fact(name, fact, Vec::new(), span.clone());
        }
        true
    }

    /// "level `info` and format `json`": the values that each of some variables is given by the last part of its name.
    fn values_called(&self, range: Range<usize>, names: &[NameId]) -> Vec<(NameId, Literal)> {
        let cx = &self.cx.until(range.end);
        // More than anyone names are not told apart.
        let names = if names.len() > CLOSE { &[] } else { names };
        let whose = |noun: usize| {
            let mut called = names.iter().filter(|&&name| {
                let last = self.text_of(name).rsplit('_').next();
                last.is_some_and(|part| part.eq_ignore_ascii_case(cx.inner(noun)))
            });
            called.next().copied().filter(|_| called.next().is_none())
        };
        let value = |at: usize| {
            let port = literal(cx, at - 1, false).filter(|(value, _)| value.port);
            port.or_else(|| literal(cx, at, false))
        };
        range.skip(1).take(NEAR).filter_map(|at| Some((whose(at - 1)?, value(at)?.0))).take(NEAR).collect()
    }

    /// "use 1 as the default for A and 2 as the default for B": whether several are given.
    pub(super) fn defaults_for(&mut self, body: &Range<usize>, guards: &[Vec<Guarded>]) -> bool {
        // "provide defaults of 5 for A and 6 for C"
        let listed = body.clone().any(|at| is!(self.cx.at(at), "defaults") && is!(self.cx.at(at + 1), "of"));
        let all = values_for(&self.cx.until(body.end), body.clone(), !listed);
        for (value, name, words) in &all {
            if value.name {
                self.default_is_a_name(*name, value);
                continue;
            }
            self.each(&[*name], guards, &FactKind::Default(value.clone()), &self.cx.span(words.clone()));
        }
        !all.is_empty()
    }

    /// "default A to 1 and B to 2 when they are not set": what is said of each where the condition says only that.
    pub(super) fn defaults_each(
        &mut self,
        situation: &Situation,
        response: &Response,
        owner: &[NameId],
    ) -> Option<Situation> {
        let cx = &self.cx.until(response.body.end);
        let given = |&at: &usize| is!(cx.at(at), "to") && literal(cx, at + 1, true).is_some();
        let whose = |to: usize| {
            let name = to - usize::from(is!(cx.before(to), "default defaults"));
            cx.names_in(name.saturating_sub(3).max(response.body.start)..name).last().copied()
        };
        let given = response.body.clone().skip(1).take(NEAR).filter(given);
        let mut names: Vec<NameId> = given.filter_map(|to| whose(to).or(owner.first().copied())).collect();
        names.sort_unstable();
        names.dedup();
        let own = |c: &Condition| c.tests().iter().all(|t| t.is == Tested::NotSet && !c.other);
        let (missing, conditions): (Vec<_>, Vec<_>) = situation.conditions.iter().cloned().partition(own);
        let theirs = named(tests(&missing)).iter().all(|name| names.contains(name));
        let guards = tests(&conditions).iter().all(|t| t.is != Tested::NotSet && !t.is.judges());
        let leading = situation.leading.min(conditions.len());
        (names.len() > 1 && theirs && guards && !response.negated).then(|| Situation {
            other: conditions.iter().any(|c| c.other),
            conditions,
            leading,
        })
    }

    fn assign(
        &mut self,
        range: &Range<usize>,
        guards: &[Vec<Guarded>],
        says_default: impl Fn(usize) -> bool,
    ) {
        let cx = self.cx;
        // "`A` = 1, `B`: 2", "`A`=1"
        let listed = |at: usize| has!(cx, at.saturating_sub(NEAR)..at, "defaults values value");
        let apart = |at: usize| cx.punct(at + 1, "=:") && listed(at) && !cx.punct(at + 2, "=");
        for at in range.clone() {
            let token = cx.at(at);
            let value = match token.kind {
                TokenKind::Assign if token.rest(cx.text).is_empty() => None,
                TokenKind::Assign => Some(Literal::plain(token.rest(cx.text), token.marked, token.span())),
                _ if apart(at) => match literal(&cx.until(range.end), at + 2, true) {
                    Some((value, _)) => Some(value),
                    None => continue,
                },
                _ => continue,
            };
            let Some(name) = cx.name(at).filter(|_| says_default(at)) else { continue };
            let fact = value.map_or(FactKind::Optional { stated: true }, FactKind::Default);
            for guards in guards {
                self.fact(name, fact.clone(), guards.clone(), token.span());
            }
        }
    }
}

/// "1 as the default for A and 2 as the default for B", or without these words: each value with its variable.
fn values_for(cx: &Cx<'_>, range: Range<usize>, called: bool) -> Vec<(Literal, NameId, Range<usize>)> {
    let given = |at: usize| {
        let (value, next) = literal(cx, at, false)?;
        let words = next..(next + 6).min(range.end);
        let of = words.clone().find(|&at| is!(cx.at(at), "for of"))?;
        let said = is!(cx.at(next), "as") && has!(cx, next..of, "default") || !called && of == next;
        let name = of + 1 + usize::from(is!(cx.at(of + 1), "the"));
        Some((value, cx.name(name).filter(|_| said)?, at..name + 1))
    };
    range.clone().filter_map(given).take(NEAR).collect()
}
