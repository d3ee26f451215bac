//! What is said of variables in hand: "is not set", `= "cloud"`, "is below 30 seconds".

use std::ops::Range;

use super::{Next, Parser};
use crate::ears::token::TokenKind;
use crate::ears::word::is;
use crate::facts::attribute::{Found, Place, attribute, url_of};
use crate::facts::context::{Cx, Joiner};
use crate::facts::literal::{ends_clause, literal, literals};
use crate::facts::noun::noun_phrase;
use crate::facts::phrases::{STATES, State};
use crate::facts::range::{or_more, sign};
use crate::facts::tested::Tested;
use crate::facts::{End, FactKind, Literal};

impl Parser<'_, '_> {
    /// What is said of the subject: "is not set", `= "cloud"`, "is below 30 seconds".
    pub(super) fn predicate(&mut self, at: usize, named: bool) -> Option<usize> {
        let joined = self.next;
        let next = self.said(at, named, true);
        if next.is_none() {
            self.next = joined;
        }
        next
    }

    /// As [`predicate`](Self::predicate), or what the value is like that it speaks of.
    pub(super) fn said(&mut self, at: usize, named: bool, outer: bool) -> Option<usize> {
        let cx = self.cx;
        self.bare = !named;
        // "A is unset, empty, or invalid": a list of states takes one "is", and commas join as the last word does.
        if !named && cx.punct(at.wrapping_sub(1), ",") && self.next != Next::Or {
            self.next = Next::Or;
        }
        let (here, mut negated, verb) = self.copula(at);
        // "A is set but B is not"
        let last = self.out.alternatives.last().and_then(|tests| tests.last());
        let contrary = last.filter(|test| test.names != self.subject).and_then(|test| match test.is {
            Tested::Set if negated => Some(Tested::NotSet),
            Tested::NotSet if verb && !negated => Some(Tested::Set),
            _ => None,
        });
        if let Some(is) = contrary.filter(|_| here >= cx.end() || cx.punct(here, ",")) {
            self.test(is, at..here);
            return Some(here);
        }
        // "A is set to `x` or B to `y`"
        let compared = last.is_some_and(|test| matches!(test.is, Tested::Is(_)));
        if named && compared && is!(cx.at(at), "to") && literal(cx, at + 1, false).is_some() {
            let (values, next) = literals(cx, at + 1, true);
            self.push_values(values, false, at..next);
            return Some(next);
        }
        if here >= cx.end() {
            return None;
        }
        if cx.punct(here, "=!") || cx.inner(here) == "≠" {
            negated ^= cx.inner(here).starts_with(['!', '≠']);
            // "`A` ≠ `B`" compares two variables.
            if cx.candidate(here + 1).is_some() && cx.inner(here + 1).contains('_') {
                return None;
            }
            let (values, next) = literals(cx, here + 1, true);
            self.push_values(values, negated, at..next);
            return Some(next);
        }
        // "use `bash` if available on PATH" is about the value.
        let elsewhere = |next: usize| !named && is!(cx.at(here), "available") && is!(cx.at(next), "on");
        // "is not `a` and there is no Y"
        let introduces = |next: usize| is!(cx.at(here), "there") && is!(cx.at(next), "is are was were");
        // "is not existing", where `existing` may be a value otherwise
        if negated && verb && is!(cx.at(here), "existing existent") {
            self.test(Tested::NotSet, at..here + 1);
            return Some(here + 1);
        }
        if let Some((state, next)) =
            STATES.at(cx.tokens, here).filter(|(_, next)| !elsewhere(*next) && !introduces(*next))
        {
            // "is set to a value that is not an integer"
            let described = outer && state == State::Described && !negated && is!(cx.at(next), "that which");
            let said = if described { self.said(next + 1, true, false) } else { None };
            if let Some(next) = said.or_else(|| self.state(state, at, next, negated)) {
                return Some(next);
            }
        }
        // "is <= 0", "is 100 or more"
        if let Some(found) = sign(cx, here).or_else(|| or_more(cx, here))
            && let [fact] = found.facts.as_slice()
        {
            let negated = negated != self.unless;
            let refused = match fact {
                FactKind::Max(end) if !negated => {
                    Tested::Below(End { exclusive: !end.exclusive, ..end.clone() })
                }
                FactKind::Min(end) if !negated => {
                    Tested::Above(End { exclusive: !end.exclusive, ..end.clone() })
                }
                FactKind::Max(end) => Tested::Above(end.clone()),
                FactKind::Min(end) => Tested::Below(end.clone()),
                _ => return None,
            };
            self.test(refused, at..found.next);
            return Some(found.next);
        }
        // "is exactly "1""
        let exactly =
            is!(cx.at(here), "exactly") && matches!(cx.at(here + 1).kind, TokenKind::Code | TokenKind::Quote);
        if exactly && verb {
            return self.value(at, here + 1, negated);
        }
        // "is in {`a`, `b`}"
        if verb && is!(cx.at(here), "in") && cx.punct(here + 1, "({[") {
            let (values, next) = literals(cx, here + 2, false);
            self.push_values(values, negated, at..next);
            return cx.punct(next, ")}]").then_some(next + 1);
        }
        if negated && let Some(next) = self.unfit(at, here) {
            return Some(next);
        }
        if self.unless
            && verb
            && let Some((facts, next)) = noun_phrase(cx, here)
        {
            self.test(Tested::Invalid(facts), at..next);
            return Some(next);
        }
        // "unless X matches the pattern `^[a-z]+$`"
        let rule = attribute(cx, here, Place::Clause).filter(|found| self.unless && !found.facts.is_empty());
        if let Some(found) = rule.filter(|found| found.limits() || found.chooses() || found.shapes()) {
            self.test(Tested::Invalid(found.facts), at..found.next);
            return Some(found.next);
        }
        // "is unset or `a`", but not "is missing when `b` or `a` starts"
        let joined = !named
            && is!(cx.before(at), "or")
            && matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote)
            && (!cx.is_noun(at + 1) || is!(cx.at(at + 1), "placeholder value string literal respectively"));
        if verb || joined { self.value(at, here, negated) } else { None }
    }

    /// Reads "is", "has not been" and the like: the position behind it, whether it denies, and whether it stands there.
    pub(super) fn copula(&mut self, at: usize) -> (usize, bool, bool) {
        let cx = self.cx;
        let mut negated = self.joiner == Joiner::Neither;
        if self.not_all.take().is_some() {
            negated = !negated;
            self.joiner = Joiner::Or;
        }
        let mut verb = false;
        let mut here = at;
        loop {
            let token = cx.at(here);
            // "A and B … if either is missing", "any of them is missing"
            let of = is!(cx.at(here + 1), "of") && is!(cx.at(here + 2), "them these those which");
            if here == at && (is!(token, "either any") || of && is!(token, "one")) {
                self.joiner = Joiner::Or;
                here += if of { 3 } else { 1 };
                continue;
            }
            // "A and B are not both set"
            if negated && verb && is!(token, "all both") {
                self.joiner = Joiner::Or;
            }
            let owns = is!(token, "has have") && STATES.at(cx.tokens, here).is_some();
            if is!(token, "not isn't aren't isn’t aren’t never wasn't doesn't") {
                negated = !negated;
            } else if owns
                || !is!(
                    token,
                    "is are was were be been being has have does do remains still also both either all"
                )
            {
                break;
            }
            verb = true;
            here += 1;
        }
        (here, negated, verb)
    }

    /// "is not a valid integer", "is not one of …": what the value should have been.
    pub(super) fn unfit(&mut self, at: usize, here: usize) -> Option<usize> {
        let cx = self.cx;
        let parsed = is!(cx.at(here), "parse convert parseable parsable convertible interpretable readable");
        let led = parsed && is!(cx.at(here + 1), "as to into");
        if let Some((mut facts, mut next)) = noun_phrase(cx, if led { here + 2 } else { here }) {
            while let Some(limited) = limits(cx, next) {
                facts.extend(limited.facts);
                next = limited.next;
            }
            // "not an integer or `auto`": what either of them may be is no kind.
            if is!(cx.at(next), "or nor")
                && matches!(cx.at(next + 1).kind, TokenKind::Code | TokenKind::Quote)
            {
                facts.clear();
                next += 2;
            }
            self.test(Tested::Invalid(facts), at..next);
            return Some(next);
        }
        // "does not use the `postgres://` scheme"
        let first = here + 1 + usize::from(is!(cx.at(here + 1), "the a an"));
        let (schemes, next) = literals(cx, first, false);
        if let Some(url) = url_of(&schemes).filter(|_| is!(cx.at(here), "use have")) {
            self.test(Tested::Invalid(vec![url]), at..next);
            return Some(next + usize::from(is!(cx.at(next), "scheme schemes protocol prefix")));
        }
        if !is!(
            cx.at(here),
            "a an valid acceptable correct complete recent known parse parseable parsable numeric recognized recognised one within in match matching between start begin exactly"
        ) {
            return None;
        }
        let found = attribute(cx, here, Place::Clause);
        let next = self.behind_words(found.as_ref().map_or(here + 1, |f| f.next));
        self.test(Tested::Invalid(found.map(|f| f.facts).unwrap_or_default()), at..next);
        Some(next)
    }

    /// The literal that the subject is, or one of which it is.
    pub(super) fn value(&mut self, at: usize, here: usize, negated: bool) -> Option<usize> {
        let cx = self.cx;
        if let Some(Found { facts, next, .. }) = attribute(cx, here, Place::Clause)
            && let [FactKind::OneOf(values)] = facts.as_slice()
        {
            self.push_values(values.clone(), negated, at..next);
            return Some(next);
        }
        let neither = is!(cx.at(here), "neither");
        let (mut values, mut next) = literals(cx, here + usize::from(neither), neither);
        // "is `SASL_SSL` and `K_USER` is not set": right behind "is", what is no variable is a value.
        if values.is_empty() && cx.is_compared(here) {
            (values, next) = named_value(cx, here);
        }
        if values.is_empty() {
            // "WHEN X is used" says what is done with it.
            let done = |value: &Literal| {
                let what = ["ed", "able", "ible"].iter().any(|end| value.text.ends_with(end));
                !value.exact
                    && (what
                        || matches!(
                            &*value.text,
                            "sent"
                                | "met"
                                | "thrown"
                                | "wrong"
                                | "unique"
                                | "relative"
                                | "absolute"
                                | "read"
                                | "read-only"
                                | "broken"
                                | "nonexistent"
                                | "non-existent"
                        ))
            };
            let (value, behind) = literal(cx, here, true).filter(|(v, _)| !v.name && !done(v))?;
            (values, next) = (vec![value.text], behind);
        }
        self.push_values(values, negated || neither, at..next);
        Some(next)
    }

    pub(super) fn push_values(&mut self, values: Vec<String>, negated: bool, span: Range<usize>) {
        if !values.is_empty() {
            self.test(if negated { Tested::IsNot(values) } else { Tested::Is(values) }, span);
        }
    }
}

/// "not a number in the range 1-9", "not an integer of at least 1", "(1-100)", ">= 1 and <= 100": what else it should be.
fn limits(cx: &Cx<'_>, next: usize) -> Option<Found> {
    let inside = cx.punct(next, "(");
    let led = is!(cx.at(next), "of with and") || inside;
    let first = next + usize::from(led);
    let place = if inside { Place::Remark } else { Place::Clause };
    let found = attribute(cx, first, place).filter(|found| found.limits() && !found.counts())?;
    // "not an integer and at least 5 requests fail" goes on with something else.
    if is!(cx.at(next), "and") && !ends_clause(cx, found.next) {
        return None;
    }
    let closes = inside && cx.punct(found.next, ")");
    let open = inside && !closes;
    (!open).then(|| Found { next: found.next + usize::from(closes), ..found })
}

/// A value that is written like a variable: `SASL_SSL`, where nothing introduces it as one.
pub(super) fn named_value(cx: &Cx<'_>, here: usize) -> (Vec<String>, usize) {
    let value = cx.is_clear(here) && cx.name(here).is_none();
    let values = value.then(|| cx.inner(here).to_owned());
    (values.into_iter().collect(), here + usize::from(value))
}
