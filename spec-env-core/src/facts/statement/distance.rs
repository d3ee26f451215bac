//! Attributes that do not stand beside a name: what says whose they are stands behind them, or further in front.

use std::ops::Range;

use super::Reader;
use super::stand_in::as_default;
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::as_default::is_marked_default;
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::default::says_default;
use crate::facts::literal::{ends_clause, literal, literals};
use crate::facts::noun::{end_of_range, noun_phrase};
use crate::facts::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use crate::facts::unset::or_else;
use crate::facts::{CLOSE, End, FactKind, Guarded, NEAR, NameId, TypeFact};

impl Reader<'_, '_> {
    /// `accept values between 1 and 9 for the X environment variable`: whose it is stands behind.
    pub(super) fn addressed(
        &mut self,
        at: usize,
        range: &Range<usize>,
        guards: &[Vec<Guarded>],
    ) -> Option<usize> {
        use Attribute as A;
        let cx = self.cx;
        if let Some(next) = self.values_of(at, range, guards).or_else(|| self.listed_in(at, range, guards)) {
            return Some(next);
        }
        let rules = |kind: A| {
            matches!(kind, A::Between | A::AtLeast | A::AtMost | A::OneOf | A::Pattern | A::Exactly)
        };
        // "accept debug, info or warn as values of X"
        let plain = is!(cx.before(at), "accept accepts") && cx.is_noun(at);
        if !plain && !ATTRIBUTES.at(cx.tokens, at).is_some_and(|(kind, _)| rules(kind)) {
            return None;
        }
        let mut front = at.saturating_sub(NEAR).max(range.start)..at;
        let rejects = front.any(|i| VERBS.at(cx.tokens, i).is_some_and(|(v, _)| v == Verb::Reject));
        let found =
            attribute(&cx.until(range.end), at, Place::Clause).filter(|f| !f.facts.is_empty() && !rejects)?;
        // "at most 3 items in the X environment variable" counts what no rule of a contract counts.
        // "at most 4 characters of X" is a part of it.
        let part = is!(cx.at(found.next), "of") && found.limits() && !is!(cx.at(at), "between from");
        let counted = is!(cx.at(found.next), "in") && found.counts() || part;
        let led = cx.token(found.next).is_some_and(|t| !counted && is!(t, "for on in of as from"));
        let name = (found.next..range.end)
            .find(|&i| !is!(cx.at(i), "for on in of as from the a value values"))
            .filter(|_| led)?;
        let names: Vec<NameId> =
            cx.until(range.end).names(name)?.ids.into_iter().filter(|&id| (cx.known)(id)).collect();
        self.apply(found, &names, guards, at, Place::Clause);
        Some(name)
    }

    /// `accepted values for X are "a" and "b"`: whose they are stands in between.
    fn values_of(&mut self, at: usize, range: &Range<usize>, guards: &[Vec<Guarded>]) -> Option<usize> {
        let cx = &self.cx.until(range.end);
        let chosen = is!(cx.at(at), "accepted allowed permitted valid possible supported acceptable legal");
        let noun = at + usize::from(is!(cx.at(at + 1), "value values options choices"));
        let name = noun + 2 + usize::from(is!(cx.at(noun + 2), "the"));
        let names = cx.names(name).filter(|_| chosen && is!(cx.at(noun + 1), "of for"))?;
        let be = |at: &usize| is!(cx.at(*at), "is are shall must be will") || cx.punct(*at, ":");
        let first = (names.next..range.end).find(|at| !be(at)).filter(|&first| first > names.next)?;
        let (values, next) = literals(cx, first, false);
        let known: Vec<NameId> = names.ids.into_iter().filter(|&id| (cx.known)(id)).collect();
        if values.len() < 2 || known.is_empty() {
            return None;
        }
        self.apply(Found::facts(vec![FactKind::OneOf(values)], next), &known, guards, at, Place::Clause);
        Some(next)
    }

    /// `the maximum value of X SHALL be 10 and the minimum SHALL be 1`: limits that a response is said of.
    pub(super) fn limits_called(&mut self, response: &Response) {
        let cx = &self.cx.until(response.body.end);
        // "the minimum value for X is 1"
        let is = || response.body.clone().find(|&at| is!(cx.at(at), "is"));
        let Some(modal) = response.modal.or_else(is) else { return };
        let value = modal + 1 + usize::from(response.modal.is_some() && is!(cx.at(modal + 1), "be"));
        let limit = |&at: &usize| is!(cx.at(at), "maximum max minimum min");
        let Some(at) = (modal.saturating_sub(CLOSE)..modal).rev().find(limit) else { return };
        let noun = at + usize::from(is!(cx.at(at + 1), "value length size"));
        let of = noun + 1;
        let names =
            cx.names(of + 1 + usize::from(is!(cx.at(of + 1), "the"))).filter(|_| is!(cx.at(of), "of for"));
        let (names, next) = match names {
            Some(names) => (names.ids.into_iter().filter(|&id| (cx.known)(id)).collect(), names.next),
            None => (self.last.clone(), of),
        };
        let Some((end, behind)) = end_of_range(cx, value, false).filter(|_| next == modal) else {
            return;
        };
        let end = End { length: end.length || is!(cx.at(noun), "length"), ..end };
        let fact = if is!(cx.at(at), "maximum max") { FactKind::Max(end) } else { FactKind::Min(end) };
        self.last.clone_from(&names);
        self.apply(Found::facts(vec![fact], behind), &names, &[Vec::new()], at, Place::Clause);
    }

    /// `read a comma-separated list of hosts from the X environment variable`.
    fn listed_in(&mut self, at: usize, range: &Range<usize>, guards: &[Vec<Guarded>]) -> Option<usize> {
        let cx = self.cx;
        if !is!(cx.at(at), "a an") {
            return None;
        }
        let (mut facts, next) = noun_phrase(&cx.until(range.end), at)?;
        let list = |fact: &FactKind| matches!(fact, FactKind::Type(TypeFact { separator: Some(_), .. }));
        let between =
            |&i: &usize| cx.is_noun(i) || is!(cx.at(i), "the a an from in via through using value values");
        // "read an integer between 1 and 9 from X"
        let typed = is!(cx.before(at), "read reads load loads take takes accept accepts be")
            && !facts.iter().any(list)
            && facts.iter().any(|fact| matches!(fact, FactKind::Type(_)));
        if !(typed || facts.iter().any(list)) {
            return None;
        }
        let limits =
            attribute(&cx.until(range.end), next, Place::Clause).filter(|found| typed && found.limits());
        let next = limits.as_ref().map_or(next, |found| found.next);
        facts.extend(limits.into_iter().flat_map(|found| found.facts));
        let taken = is!(cx.at(next), "taken read given set specified provided");
        let next = next + usize::from(typed && taken);
        // "read a duration from the database in X" is about the database.
        let name = next + 1 + usize::from(is!(cx.at(next + 1), "the"));
        let direct = is!(cx.at(next), "from via through in")
            && cx.names(name).is_some_and(|names| !cx.is_noun(names.next));
        if typed && !direct {
            return None;
        }
        let name = (next..range.end).take(NEAR).find(|i| !between(i)).filter(|&i| cx.name(i).is_some())?;
        if !has!(cx, next..name, "from in via through using") {
            return None;
        }
        let names = cx.until(range.end).names(name)?.ids;
        self.apply(Found::facts(facts, next), &names, guards, at, Place::Clause);
        Some(name)
    }

    /// A default, or a list of values, says whose it is even at a distance, where the sentence has one variable only.
    pub(super) fn at_a_distance(
        &mut self,
        at: usize,
        range: &Range<usize>,
        stated: &[NameId],
        guards: &[Vec<Guarded>],
    ) -> Option<usize> {
        let cx = self.cx;
        let phrase = ATTRIBUTES.at(cx.tokens, at);
        let default = phrase.filter(|(a, _)| *a == Attribute::Default);
        let strong = default.is_some_and(|(_, next)| next >= at + 2) || is!(cx.at(at), "defaulting");
        // "for the log level with possible values `a` and `b`"
        let values = phrase
            .is_some_and(|(a, next)| a == Attribute::OneOf && next >= at + 3 && is!(cx.at(at), "with"))
            || self.levels(at, range).is_some();
        let limits = self.limits_at_a_distance(at, range);
        // "SHALL be 3 by default and configurable via X"
        let marked = cx.at(at).kind == TokenKind::Number || cx.at(at).marked;
        // "from X set at build time, or "dev" otherwise"
        let or_else = is!(cx.at(at), "or") && or_else(&cx.until(range.end), at).is_some();
        if !(strong || values || limits || or_else || default.is_none() && marked) {
            return None;
        }
        // "SHALL retry 3 times by default and read the address from X" is about something else.
        let by = (at + 1..at + 5)
            .any(|i| is!(cx.at(i), "by") && is!(cx.at(i + 1), "default") || is_marked_default(cx, i));
        let free = by && default.is_none() && marked && !(strong || values || limits || or_else);
        let front = !stated.is_empty() && !cx.follows(at, ",(") && !is!(cx.before(at), "use uses using");
        let near = at.saturating_sub(NEAR).max(range.start)..range.end.min(at + NEAR);
        let set = || {
            has!(
                cx,
                near.clone(),
                "configurable configured overridable overridden override overrides adjustable controlled changed"
            ) || near
                .clone()
                .any(|i| is!(cx.at(i), "set") && is!(cx.at(i + 1), "by via in through with using"))
        };
        if free && front && !set() {
            return None;
        }
        let (mut names, mut overridden) = match stated {
            [] => self.around(at, range),
            // "A for the host with default "x" and B for the port with default 80": the one named last.
            [_, _, ..] if is!(cx.at(at), "with defaulting") => {
                ((range.start..at).rev().find_map(|i| cx.name(i)).into_iter().collect(), false)
            }
            _ => (stated.to_vec(), false),
        };
        // "…; the default SHALL be 5", "…, and SHALL default to 5"
        let goes_on = is!(cx.at(range.start), "shall must")
            && (cx.follows(range.start, ",") || is!(cx.before(range.start), "and"));
        // "read X, and the default SHALL be 5"
        let called = is!(cx.before(range.start), "default") && is!(cx.at(range.start), "shall must");
        let called = called && is!(cx.before(at), "be") && at == range.start + 2;
        let of_last = names.is_empty()
            && (called
                || (goes_on || is!(cx.at(range.start), "the its default"))
                    && (at <= range.start + 1 || says_default(cx, range.start, at)));
        if of_last {
            names.clone_from(&self.last);
        }
        let &[name] = names.as_slice() else { return None };
        // "SHALL be `info` and MAY be overridden by X"
        overridden |= called || says_default(cx, range.start, at);
        let stands = || {
            literal(&cx.until(range.end), at, false).filter(|(_, next)| overridden && ends_clause(cx, *next))
        };
        let found = attribute(&cx.until(range.end), at, Place::Clause)
            .or_else(|| self.levels(at, range))
            .or_else(|| stands().map(|(value, next)| Found::facts(vec![FactKind::Default(value)], next)))?;
        let chosen = values || is!(cx.before(at), "from between among");
        // "configurable via X, and SHALL default to the address of the API"
        let valueless = of_last && strong && at == range.start + 1 && found.problem.is_some();
        let says = limits
            || valueless
            || found.facts.iter().any(|f| as_default(f).is_some())
            || chosen && found.chooses();
        let next = says.then_some(found.next)?;
        self.apply(found, &[name], guards, at, Place::Clause);
        Some(next)
    }

    /// "support the log levels `debug` and `info` via X": values behind the noun for them, and in front of what sets them.
    fn levels(&self, at: usize, range: &Range<usize>) -> Option<Found> {
        let cx = self.cx;
        let noun = at > 0 && self.is_of_choices(at - 1);
        if !(noun && matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote)) {
            return None;
        }
        let (values, next) = literals(&cx.until(range.end), at, false);
        (values.len() > 1 && is!(cx.at(next), "via through"))
            .then(|| Found::facts(vec![FactKind::OneOf(values)], next))
    }

    /// The variables around a clause that names none, where what stands at a position is theirs; whether they are said to
    /// take its place.
    fn around(&self, at: usize, range: &Range<usize>) -> (Vec<NameId>, bool) {
        let cx = self.cx;
        // "SHALL default to 24 hours and MAY be overridden via the X environment variable"
        let behind = range.end..cx.end().min(range.end + NEAR);
        // "… every 15 minutes by default. The path SHALL be configurable via X" is about something else.
        let said = cx.within(at.saturating_sub(NEAR).max(range.start)..range.end.min(at + CLOSE));
        let same = |i: usize| {
            let noun = cx.is_noun(i) && said.iter().any(|t| t.word == cx.at(i).word);
            noun || is!(cx.at(i), "it this these both")
        };
        let mut subject = behind.clone().take_while(|&i| !is!(cx.at(i), "shall must"));
        let goes_on = !cx.punct(range.end, ".") || subject.any(same);
        let over = cx.within(behind.clone()).iter().any(|t| {
            is!(t, "overridden overridable configurable configured changed adjusted customized customised")
        });
        let overridden = over && goes_on;
        let mut names = if overridden { cx.names_in(behind) } else { Vec::new() };
        // "X determines the region; the region SHALL default to "eu""
        let actor = |i: usize| {
            cx.at(i).is_capitalised(cx.text) || is!(cx.at(i), "system service server application app")
        };
        let noun = (range.start..at).rev().take(4).find(|&i| cx.is_noun(i)).filter(|&i| !actor(i));
        let noun = noun.map(|i| cx.at(i).word);
        let before = range.start.saturating_sub(NEAR)..range.start;
        if names.is_empty() && cx.within(before.clone()).iter().any(|t| Some(t.word) == noun) {
            names = cx.names_in(before);
        }
        (names, overridden && is!(cx.before(at), "be"))
    }

    /// "SHALL control the number of jobs, with a minimum of 1": limits behind a comma or "with" that count nothing.
    fn limits_at_a_distance(&self, at: usize, range: &Range<usize>) -> bool {
        use Attribute as A;
        let cx = self.cx;
        let Some((kind, _)) = ATTRIBUTES.at(cx.tokens, at) else { return false };
        let article = usize::from(is!(cx.before(at), "a an the"));
        let led = cx.follows(at, ",") || is!(cx.before(at - article), "with");
        let counts = |fact: &FactKind| match fact {
            FactKind::Min(end) | FactKind::Max(end) => end.length || end.literal.unit.is_some(),
            _ => false,
        };
        let denied = has!(cx, at.saturating_sub(NEAR).max(range.start)..at, "not never that which");
        !denied
            && matches!(kind, A::Between | A::AtLeast | A::AtMost | A::MoreThan | A::LessThan | A::OneOf)
            && led
            && attribute(&cx.until(range.end), at, Place::Clause)
                .is_some_and(|found| (found.limits() || found.chooses()) && !found.facts.iter().any(counts))
    }
}
