//! Phrases in which a test stands in front of its names, or around them: "without `X`", "only one of A and B is set".

use super::Parser;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

use crate::facts::context::{Joiner, Names, is_part};
use crate::facts::names::environment_holds;
use crate::facts::noun::noun_phrase;
use crate::facts::phrases::{STATES, State};
use crate::facts::tested::{Test, Tested};
use crate::facts::{CLOSE, NEAR};

impl Parser<'_, '_> {
    /// Reads such a phrase; the position behind it.
    pub(super) fn phrase(&mut self, start: usize, at: usize) -> Option<usize> {
        let found = self.only_one(at).or_else(|| self.left_unset(start, at));
        if let Some(next) = found.or_else(|| self.set_by(start, at)) {
            return Some(next);
        }
        if let Some(next) = self.flag(at) {
            return Some(next);
        }
        // "`A` is set together with `B`"
        let last = self.out.alternatives.last().and_then(|tests| tests.last());
        let joined = is!(self.cx.at(at), "together along alongside")
            && last.is_some_and(|test| test.is == Tested::Set);
        if let Some(next) = if joined { self.beside(at) } else { None } {
            self.test(Tested::Set, at..next);
            return Some(next);
        }
        // "in its absence"
        let own = is!(self.cx.at(at), "absence") && is!(self.cx.before(at), "its their");
        if own && !self.subject.is_empty() {
            self.disregard(start, at);
            self.test(Tested::NotSet, at..at + 1);
            return Some(at + 1);
        }
        let held = environment_holds(self.cx, at);
        let held = held.map(|(names, holds)| (names, if holds { Tested::Set } else { Tested::NotSet }));
        let (names, is) = held.or_else(|| self.turned_round(at))?;
        let next = names.next;
        self.subject = names.ids;
        self.joiner = names.joiner;
        self.test(is, at..next);
        Some(next)
    }

    /// "any of the following environment variables is missing: A, B": the names behind the colon.
    pub(super) fn announced(&self, from: usize) -> Option<Names> {
        let colon = (from..self.cx.end()).take(CLOSE).find(|&at| self.cx.punct(at, ":"))?;
        let silent = (from..colon).all(|at| self.cx.candidate(at).is_none());
        self.cx.names(colon + 1).filter(|_| silent)
    }

    /// "only one of A and B is set", "either A or B is set without the other": either is, and the other is not.
    fn only_one(&mut self, at: usize) -> Option<usize> {
        let cx = self.cx;
        let only = matches!(cx.within(at..self.cx.end()), [only, one, of, ..]
            if is!(only, "only exactly just") && is!(one, "one some") && is!(of, "of"));
        let either = is!(cx.at(at), "either one");
        let mut near = (at..self.cx.end()).take(CLOSE);
        let first = near.find(|&i| !is!(cx.at(i), "only exactly just either one some of the"));
        let first = first.filter(|_| only || either)?;
        // "only one of them is set"
        let them = is!(cx.at(first), "them these") && self.subject.len() == 2;
        let said =
            || Names { ids: self.subject.clone(), joiner: Joiner::And, next: first + 1, annotated: false };
        let names = if them { said() } else { cx.names(first)? };
        let [one, other] = names.ids[..] else { return None };
        let (here, negated, _) = self.copula(names.next);
        let next = STATES.at(cx.tokens, here).filter(|(state, _)| !negated && *state == State::Set)?.1;
        let without = matches!(cx.within(next..next + 3), [without, the, other]
            if is!(without, "without not") && is!(the, "the") && is!(other, "other"));
        let but = matches!(cx.within(next..next + 4), [but, not, the, other]
            if is!(but, "but and") && is!(not, "not") && is!(the, "the") && is!(other, "other both"));
        let next = next + if without { 3 } else { 4 * usize::from(but) };
        if !(only || without || but) {
            return None;
        }
        for (set, unset) in [(one, other), (other, one)] {
            let test =
                |name, is| Test { names: vec![name], joiner: Joiner::And, is, span: cx.span(at..next) };
            self.out.alternatives.push(vec![test(set, Tested::Set), test(unset, Tested::NotSet)]);
        }
        Some(next)
    }

    /// "the operator does not set it", "they did not provide `X`": whoever it is that does not.
    fn left_unset(&mut self, start: usize, at: usize) -> Option<usize> {
        let cx = self.cx;
        let denied = is!(cx.before(at), "not doesn't never");
        if !(denied
            && is!(
                cx.at(at),
                "set provide provided specify specified supply supplied define defined configure configured pass"
            ))
        {
            return None;
        }
        let mut next = at + 2;
        if !cx.token(at + 1).filter(|_| next <= self.cx.end()).is_some_and(|t| is!(t, "it them one")) {
            let first =
                (at + 1..self.cx.end()).find(|&i| !is!(cx.at(i), "the a an any either both value for of"))?;
            let names = cx.names(first).filter(|names| !cx.is_noun(names.next))?;
            next = names.next;
            self.subject = names.ids;
            self.joiner = names.joiner;
        } else if self.subject.is_empty() {
            return None;
        }
        self.disregard(start, at);
        self.test(Tested::NotSet, at..next);
        Some(next)
    }

    /// "unless overridden by the `X` environment variable", "the port is not set via `X`", "TLS is enabled through `X`".
    fn set_by(&mut self, start: usize, at: usize) -> Option<usize> {
        let cx = self.cx;
        let (state, _) = STATES.at(cx.tokens, at)?;
        let bare =
            !self.unless && self.subject.is_empty() && is!(cx.before(at), "is are was not isn't aren't");
        if !(self.unless || bare) {
            return None;
        }
        let denied = has!(cx, at.saturating_sub(2).max(start)..at, "not isn't aren't never");
        let is = match state {
            State::Set if denied => Tested::NotSet,
            State::Set => Tested::Set,
            State::True if bare && !denied => Tested::Is(vec!["true".to_owned()]),
            State::False if bare && !denied => Tested::Is(vec!["false".to_owned()]),
            _ => return None,
        };
        let next = self.held_by(at, at + 1)?;
        self.disregard(start, at);
        self.test(is, at..next);
        Some(next)
    }

    /// "the `--port` flag is not given": another source of the value; the position behind it.
    fn flag(&mut self, at: usize) -> Option<usize> {
        let cx = self.cx;
        if cx.at(at).kind != TokenKind::Code || !cx.inner(at).starts_with("--") {
            return None;
        }
        // "--token" beside ACME_TOKEN, but not "--dry-run"
        let same = |name: usize| {
            let mut words = cx.inner(at).split('-').filter(|word| word.len() > 2);
            words.any(|word| is_part(cx.inner(name), word))
        };
        let end = cx.words.tokens.len().min(at + NEAR);
        let mut near = at.saturating_sub(NEAR)..end;
        if !near.any(|i| cx.words.names[i].is_some() && same(i)) {
            return None;
        }
        let noun = |&i: &usize| !is!(cx.at(i), "flag option argument switch parameter");
        let verb = (at + 1..at + 4).find(noun)?;
        let state = (verb..verb + 4).find(|&i| !is!(cx.at(i), "is are was not isn't wasn't been"))?;
        let (found, next) = STATES.at(cx.tokens, state)?;
        let denied = has!(cx, verb..state, "not isn't wasn't") || is!(cx.before(at), "no");
        if !(found == State::Unset || found == State::Set && denied) {
            return None;
        }
        self.out.elsewhere = true;
        self.forget_from(at - usize::from(is!(cx.before(at), "no")));
        Some(next)
    }

    /// "together with the `B` environment variable": the names, which become the subject; the position behind them.
    fn beside(&mut self, at: usize) -> Option<usize> {
        let cx = self.cx;
        let with = at + usize::from(is!(cx.at(at + 1), "with"));
        let names = cx.names(with + 1 + usize::from(is!(cx.at(with + 1), "the")))?;
        self.subject = names.ids;
        self.joiner = names.joiner;
        Some(names.next)
    }

    /// "via the `X` environment variable", behind a state: what holds the value becomes the subject; the position behind it.
    pub(super) fn held_by(&mut self, state: usize, at: usize) -> Option<usize> {
        let cx = self.cx;
        if !is!(cx.at(at), "by via through using with in") {
            return None;
        }
        let first = (at + 1..cx.end()).find(|&i| !is!(cx.at(i), "the a an value of"))?;
        let names = cx.names(first).filter(|names| !cx.is_noun(names.next))?;
        if !(self.unless || self.is_held(state, at, first)) {
            return None;
        }
        self.subject = names.ids;
        self.joiner = names.joiner;
        Some(names.next)
    }

    /// Whether a variable sets what a condition speaks of, and does not list it: "the URL is not set in `API_URL`", but not "a
    /// tenant is not configured in `TENANTS`".
    fn is_held(&self, state: usize, preposition: usize, name: usize) -> bool {
        let cx = self.cx;
        let mut near = state.saturating_sub(8)..state;
        if is!(cx.at(state), "enabled disabled on off") {
            let switch = |part: &str| ["ENABLE", "DISABLE"].iter().any(|word| part.starts_with(word));
            let name = cx.inner(name);
            return is!(cx.at(preposition), "via through")
                && (name.split('_').any(switch) || is_part(name, "use") || is_part(name, "flag"));
        }
        is!(cx.at(state), "set configured provided specified supplied given defined")
            && (is!(cx.at(preposition), "via through")
                || is!(cx.at(preposition), "in") && near.any(|word| is_part(cx.inner(name), cx.inner(word))))
    }

    /// Whether the subject is only words in capitals, such as "the API key" or "TLS".
    pub(super) fn is_acronym(&self, before: usize) -> bool {
        let cx = self.cx;
        let near = before.saturating_sub(NEAR)..before;
        let plain =
            |id| near.clone().any(|at| cx.candidate(at) == Some(id) && cx.at(at).is_plain_name(cx.text));
        self.subject.iter().all(|&id| !(cx.known)(id) && plain(id))
    }

    /// Who does it, or what is set, says nothing; what stands in front of an "and" does.
    fn disregard(&mut self, start: usize, at: usize) {
        let joins = |&i: &usize| self.cx.punct(i, ",") || is!(self.cx.at(i), "and or");
        let own = (start..at).rev().take(NEAR).find(joins).unwrap_or(start);
        self.forget_from(own);
    }

    /// What is said of names before they stand there: "without `X`", "an invalid value is given for `X`".
    fn turned_round(&self, at: usize) -> Option<(Names, Tested)> {
        let cx = self.cx;
        let token = cx.at(at);
        let behind = |words: fn(&Token) -> bool| {
            (at + 1..self.cx.end()).take(NEAR).find(|&i| !(words(cx.at(i)) || cx.punct(i, ",")))
        };
        let missing = STATES.at(cx.tokens, at).is_some_and(|(s, _)| s == State::Unset);
        let none = is!(token, "no") && at >= 2 && is!(cx.at(at - 2), "there");
        // "no value is supplied for X"
        let valueless =
            is!(token, "no") && is!(cx.at(at + 1), "value values") && is!(cx.at(at + 2), "is are was");
        if valueless {
            let first = behind(|t| {
                is!(
                    t,
                    "value values is are was given provided specified supplied set found defined configured for of the environment env variable var"
                )
            })?;
            return Some((cx.names(first)?, Tested::NotSet));
        }
        if missing || none || is!(token, "without absence") {
            let first = behind(|t| {
                is!(
                    t,
                    "of the a an any either both or empty blank unset undefined value for required valid invalid setting whitespace-only"
                )
            })?;
            // "any missing required environment variable (`A`, `B`)"
            let listed = cx.behind_variable(first).filter(|&open| cx.punct(open, "("));
            if let Some((open, names)) = listed.and_then(|open| Some((open, cx.names(open + 1)?))) {
                let names = Names { joiner: Joiner::Or, next: cx.behind_parenthesis(open), ..names };
                return Some((names, Tested::NotSet));
            }
            return Some((cx.names(first)?, Tested::NotSet));
        }
        let judged = is!(token, "parsing validating validation conversion converting");
        let invalid = judged || STATES.at(cx.tokens, at).is_some_and(|(s, _)| s == State::Invalid);
        if !invalid {
            return None;
        }
        let first = behind(|t| {
            is!(
                t,
                "value values setting configuration is are was given provided specified supplied found set for of in the validating"
            )
        })?;
        let names = cx.names(first)?;
        if !judged {
            return Some((names, Tested::Invalid(Vec::new())));
        }
        // "parsing `X` as an integer fails"
        let next = cx.behind_variable(names.next).unwrap_or(names.next);
        let led = is!(cx.at(next), "as to into");
        let (facts, next) = noun_phrase(cx, next + 1).filter(|_| led).unwrap_or((Vec::new(), next));
        let fails = is!(cx.at(next), "fails fail failed");
        fails.then_some((Names { next: next + 1, ..names }, Tested::Invalid(facts)))
    }
}
