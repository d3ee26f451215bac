//! Conditions on the environment: which variables are tested, for what, and whether anything else is said.

mod phrase;
mod state;

use std::ops::Range;

use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::context::{Cx, Joiner};
use crate::facts::literal::{literal, literals};
use crate::facts::noun::noun_phrase;
use crate::facts::phrases::{STATES, State};
use crate::facts::tested::{Test, Tested};
use crate::facts::{CLOSE, FactKind, Literal, NameId};

/// What a condition says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    /// One of these holds; in each, all tests do.
    pub(crate) alternatives: Vec<Vec<Test>>,
    /// Whether it says anything that is not about the environment.
    pub(crate) other: bool,
    /// Whether the value may come from elsewhere as well: "neither `--port` nor the `PORT` environment variable is set".
    pub(crate) elsewhere: bool,
}

/// Words about the service itself that say only that it begins.
fn is_start(cx: &Cx<'_>, range: Range<usize>) -> bool {
    cx.within(range).iter().any(|t| {
        is!(t, "start starts starting started startup boots boot launches launched initialises initializes initialized initialised initializing deployed cold-start cold-starts begins loads loading loaded instantiated comes omitted overridden otherwise explicitly")
    })
}

struct Parser<'c, 'a> {
    cx: &'c Cx<'a>,
    out: Condition,
    subject: Vec<NameId>,
    joiner: Joiner,
    /// Whether the next test opens an alternative.
    or: bool,
    /// Whether what is said next leaves its subject out: "A is missing or empty".
    bare: bool,
    /// How many of the last alternatives differ from the one before in what such words say of one subject.
    chained: usize,
    /// Whether what is said is what must not hold: "unless X is a valid URL".
    unless: bool,
    unread: Vec<usize>,
}

/// Reads a condition; `last` are the variables named last in the statement.
pub(crate) fn condition(cx: &Cx<'_>, range: &Range<usize>, last: &[NameId]) -> Condition {
    read(cx, range, last, false, false)
}

/// As [`condition`], of one that must not hold. A value that is not fit is missing too where there is none.
pub(crate) fn exception(cx: &Cx<'_>, range: &Range<usize>, last: &[NameId]) -> Condition {
    let mut parsed = read(cx, range, last, false, true);
    let contrary = |test: &Test| Test { is: test.is.clone().contrary(), ..test.clone() };
    let one = |alternative: &Vec<Test>| alternative.first().filter(|_| alternative.len() == 1).map(contrary);
    match parsed.alternatives.iter().map(one).collect::<Option<Vec<Test>>>() {
        Some(tests) => {
            let unfit = tests.iter().filter(|test| matches!(test.is, Tested::Invalid(_)));
            let missing: Vec<_> =
                unfit.map(|test| vec![Test { is: Tested::NotSet, ..test.clone() }]).collect();
            parsed.alternatives = vec![tests];
            parsed.alternatives.extend(missing);
        }
        None => parsed.other = true,
    }
    parsed
}

/// Reads what is said of variables right behind their names or a word for their values: "below 1 or above 50".
pub(crate) fn predicates(cx: &Cx<'_>, range: &Range<usize>, names: &[NameId]) -> Condition {
    read(cx, range, names, true, false)
}

fn read(cx: &Cx<'_>, range: &Range<usize>, last: &[NameId], named: bool, unless: bool) -> Condition {
    let mut parser = Parser {
        cx: &cx.until(range.end),
        out: Condition::default(),
        subject: last.to_vec(),
        joiner: Joiner::And,
        or: false,
        bare: false,
        chained: 0,
        unless,
        unread: Vec::new(),
    };
    parser.run(range.start, named);
    let quiet = parser.unread.iter().all(|&at| !cx.is_noun(at)) || is_start(cx, range.clone());
    parser.out.other = !quiet && !parser.unread.is_empty();
    parser.out
}

impl Parser<'_, '_> {
    fn run(&mut self, start: usize, mut named: bool) {
        let mut at = start;
        while at < self.cx.end() {
            let token = self.cx.at(at);
            // "default to 5 if it is not set, and warn": the response goes on.
            let goes_on =
                is!(token, "and") && is!(self.cx.at(at + 1), "warn log emit print continue proceed");
            if goes_on && self.cx.follows(at, ",") && !self.out.alternatives.is_empty() {
                break;
            }
            if self.cx.punct(at, "(") {
                named |= self.listed(start, at);
                self.explained(at);
                at = self.cx.behind_parenthesis(at);
                continue;
            }
            // A subject in hand is followed by what is said of it, with or without "is".
            if (named || self.elliptic(at))
                && let Some(next) = self.predicate(at, named)
            {
                named = false;
                at = next;
                continue;
            }
            if let Some(next) = self.phrase(start, at) {
                named = false;
                at = next;
                continue;
            }
            if let Some(id) = self.cx.candidate(at).filter(|_| token.kind == TokenKind::Assign) {
                let value = token.rest(self.cx.text).to_owned();
                self.subject = vec![id];
                self.joiner = Joiner::And;
                self.test(Tested::Is(vec![value]), at..at + 1);
                at += 1;
                continue;
            }
            if let Some(names) = self.cx.names(at) {
                self.out.elsewhere |= self.nothing_or(start, at);
                self.subject = names.ids;
                self.joiner = names.joiner;
                named = true;
                let known = self.subject.iter().all(|&id| (self.cx.known)(id));
                at = names.next + usize::from(known && self.is_setting(names.next));
                if self.cx.punct(at, "(") {
                    at = self.cx.behind_parenthesis(at);
                }
                continue;
            }
            let copula = is!(self.cx.at(at + 1), "is are was were");
            if is!(token, "none nothing") && copula && !self.subject.is_empty() {
                // "or `x` when none is given"
                self.joiner = Joiner::Neither;
                named = true;
            } else if is!(token, "or") {
                self.or = true;
            } else if is!(token, "and") {
                self.or = false;
            } else if is!(token, "it this that they") {
                // "points to a directory that does not exist" is about the directory.
                let relative = is!(token, "that") && is!(self.cx.at(at + 1), "does do exists");
                named = !self.subject.is_empty() && !relative;
            } else if is!(token, "setting option")
                && is!(self.cx.before(at), "that this the")
                && !self.subject.is_empty()
            {
                named = true;
            } else if is!(token, "value") && !self.subject.is_empty() {
                named |= !self.cx.tokens.get(at + 1).is_some_and(|t| is!(t, "of"));
            } else if is!(
                token,
                "neither none both either the a an required mandatory essential any of following otherwise there deprecated legacy former old"
            ) || self.cx.punct(at, ",")
            {
            } else if let Some(next) = self.cx.behind_variable(at) {
                self.qualified(start, at);
                // "either variable is not set", "this variable is empty"
                let before = self.cx.before(at);
                if is!(before, "either this both these that the")
                    && next == at + 1
                    && !self.subject.is_empty()
                {
                    self.joiner = if is!(before, "either") { Joiner::Or } else { self.joiner };
                    named = true;
                } else if let Some(names) = self.announced(next).filter(|_| self.subject.is_empty()) {
                    let any = has!(self.cx, start..at, "any one either");
                    self.joiner = if any { Joiner::Or } else { names.joiner };
                    self.subject = names.ids;
                    named = true;
                }
                at = next;
                continue;
            } else {
                // What stands in an alternative of its own does not weaken the others: "X is not set, or it is late".
                if !self.or || self.out.alternatives.is_empty() {
                    self.unread.push(at);
                }
                named = false;
            }
            at += 1;
        }
    }

    /// "a required environment variable (`A` or `B`) is not set": whether a parenthesis lists what is spoken of.
    fn listed(&mut self, start: usize, open: usize) -> bool {
        let said = |before: usize| self.cx.behind_variable(before).is_some();
        let listed = open > start && said(open - 1)
            || self.subject.is_empty() && (open.saturating_sub(CLOSE).max(start)..open).any(said);
        let Some(names) = self.cx.names(open + 1).filter(|_| listed) else { return false };
        let each = |t: &Token| is!(t, "required mandatory essential any");
        let each = self.cx.within(start..open).iter().any(each);
        self.subject = names.ids;
        self.joiner = if each { Joiner::Or } else { names.joiner };
        true
    }

    /// Whether names stand behind a "nor" that follows no other name.
    fn nothing_or(&self, start: usize, at: usize) -> bool {
        let cx = self.cx;
        let mut before = (start..at).rev().take(CLOSE).skip_while(|&i| is!(cx.at(i), "the a an any"));
        let nor = before.next().is_some_and(|i| is!(cx.at(i), "nor"));
        nor && before.take_while(|&i| !is!(cx.at(i), "neither")).all(|i| cx.candidate(i).is_none())
    }

    /// Whether a noun behind names says that they are settings: "the `X` key is missing", "the `X` configuration variable".
    fn is_setting(&self, at: usize) -> bool {
        let token = self.cx.at(at);
        let listed = is!(
            token,
            "setting settings key keys secret secrets parameter parameters credential credentials entry entries configuration config option flag"
        );
        listed
            || token.kind == TokenKind::Word && self.cx.inner(at).to_ascii_lowercase().ends_with("_variable")
    }

    /// "in production (`NODE_ENV=production`)": the words in front say the same.
    fn explained(&mut self, open: usize) {
        let words = |i: &usize| self.unread.binary_search(i).is_ok();
        let first = (0..open).rev().take(CLOSE).take_while(words).last();
        // Those within others are remarks on remarks.
        let Some(first) = first.filter(|_| self.cx.depth(open) == 1) else { return };
        let said = condition(self.cx, &self.cx.inside_parenthesis(open), &[]);
        let known = |test: &Test| test.names.iter().all(|&id| (self.cx.known)(id));
        let decides = |test: &Test| {
            matches!(test.is, Tested::Is(_) | Tested::IsNot(_))
                && (known(test) || !self.out.alternatives.is_empty())
        };
        if let [tests] = said.alternatives.as_slice()
            && !said.other
            && tests.iter().all(decides)
        {
            self.forget_from(first);
            for test in tests.clone() {
                self.push(test);
            }
        }
    }

    /// "any required storage environment variable": which ones they are says nothing else.
    fn qualified(&mut self, start: usize, at: usize) {
        let noun = |i: &usize| self.unread.binary_search(i).is_ok();
        let Some(first) = (start..at).rev().take(CLOSE).take_while(noun).last() else { return };
        let determined = first > start
            && is!(self.cx.before(first), "the a an any all each every required mandatory essential of its");
        if determined {
            self.forget_from(first);
        }
    }

    /// What was not read from a position on need not be.
    fn forget_from(&mut self, first: usize) {
        let kept = self.unread.partition_point(|&at| at < first);
        self.unread.truncate(kept);
    }

    /// Whether a predicate may stand here without its subject: at the start, or behind "or".
    fn elliptic(&self, at: usize) -> bool {
        if self.subject.is_empty() {
            return false;
        }
        let before = at.checked_sub(1).and_then(|i| self.cx.token(i));
        before.is_none_or(|t| is!(t, "when if while where unless or and otherwise") || t.punct(','))
    }

    fn test(&mut self, is: Tested, span: Range<usize>) {
        self.push(Test { names: self.subject.clone(), joiner: self.joiner, is, span: self.cx.span(span) });
    }

    fn push(&mut self, test: Test) {
        let or = std::mem::take(&mut self.or);
        let alternatives = &mut self.out.alternatives;
        let last = alternatives.last().map_or(&[][..], Vec::as_slice);
        match last.split_last() {
            // "B is set and A is missing or invalid": one of both, and B is set with either.
            Some((one, rest)) if or && self.bare && self.chained < CLOSE && one.names == test.names => {
                if one.is != test.is {
                    let other = rest.iter().cloned().chain([test]).collect();
                    alternatives.push(other);
                    self.chained += 1;
                }
            }
            Some(_) if !or => {
                let chain = alternatives.len().saturating_sub(self.chained + 1);
                for alternative in &mut alternatives[chain..] {
                    alternative.push(test.clone());
                }
            }
            _ => {
                alternatives.push(vec![test]);
                self.chained = 0;
            }
        }
    }

    /// What is said of the subject: "is not set", `= "cloud"`, "is below 30 seconds".
    fn predicate(&mut self, at: usize, named: bool) -> Option<usize> {
        self.said(at, named, true)
    }

    /// As [`predicate`](Self::predicate), or what the value is like that it speaks of.
    fn said(&mut self, at: usize, named: bool, outer: bool) -> Option<usize> {
        let cx = self.cx;
        self.bare = !named;
        // "A is unset, empty, or invalid": a list of states takes one "is", and commas join as the last word does.
        if !named && cx.punct(at.wrapping_sub(1), ",") && !self.or {
            self.or = true;
        }
        let (here, mut negated, verb) = self.copula(at);
        // "A is set but B is not"
        let last = self.out.alternatives.last().and_then(|tests| tests.last());
        if negated
            && (here >= cx.end() || cx.punct(here, ","))
            && last.is_some_and(|test| test.is == Tested::Set && test.names != self.subject)
        {
            self.test(Tested::NotSet, at..here);
            return Some(here);
        }
        if here >= cx.end() {
            return None;
        }
        if cx.punct(here, "=!") {
            negated ^= cx.inner(here) == "!=";
            let (values, next) = literals(cx, here + 1, true);
            self.push_values(values, negated, at..next);
            return Some(next);
        }
        // "use `bash` if available on PATH" is about the value.
        let elsewhere = |next: usize| !named && is!(cx.at(here), "available") && is!(cx.at(next), "on");
        if let Some((state, next)) = STATES.at(cx.tokens, here).filter(|(_, next)| !elsewhere(*next)) {
            // "is set to a value that is not an integer"
            let described = outer && state == State::Described && !negated && is!(cx.at(next), "that which");
            let said = if described { self.said(next + 1, true, false) } else { None };
            if let Some(next) = said.or_else(|| self.state(state, at, next, negated)) {
                return Some(next);
            }
        }
        // "is exactly "1""
        let exactly =
            is!(cx.at(here), "exactly") && matches!(cx.at(here + 1).kind, TokenKind::Code | TokenKind::Quote);
        if exactly && verb {
            return self.value(at, here + 1, negated);
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
        if verb { self.value(at, here, negated) } else { None }
    }

    /// Reads "is", "has not been" and the like: the position behind it, whether it denies, and whether it stands there.
    fn copula(&mut self, at: usize) -> (usize, bool, bool) {
        let cx = self.cx;
        let mut negated = self.joiner == Joiner::Neither;
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
            let owns = is!(token, "has have") && STATES.at(cx.tokens, here).is_some();
            if is!(token, "not isn't aren't isn’t aren’t never wasn't doesn't") {
                negated = !negated;
            } else if owns
                || !is!(
                    token,
                    "is are was were be been being has have does do remains still also both either"
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
    fn unfit(&mut self, at: usize, here: usize) -> Option<usize> {
        let cx = self.cx;
        let parsed = is!(cx.at(here), "parseable parsable convertible interpretable readable");
        let led = parsed && is!(cx.at(here + 1), "as to into");
        if let Some((mut facts, mut next)) = noun_phrase(cx, if led { here + 2 } else { here }) {
            // "not a number between 1 and 9", "not an integer of at least 1"
            let limits = next + usize::from(is!(cx.at(next), "of in"));
            let limited = attribute(cx, limits, Place::Clause).filter(Found::limits);
            if let Some(limited) = limited {
                facts.extend(limited.facts);
                next = limited.next;
            }
            self.test(Tested::Invalid(facts), at..next);
            return Some(next);
        }
        if !is!(
            cx.at(here),
            "a an valid parseable parsable numeric recognized recognised one within in match matching between start begin exactly"
        ) {
            return None;
        }
        let found = attribute(cx, here, Place::Clause);
        let next = self.behind_words(found.as_ref().map_or(here + 1, |f| f.next));
        self.test(Tested::Invalid(found.map(|f| f.facts).unwrap_or_default()), at..next);
        Some(next)
    }

    /// The literal that the subject is, or one of which it is.
    fn value(&mut self, at: usize, here: usize, negated: bool) -> Option<usize> {
        let cx = self.cx;
        if let Some(Found { facts, next, .. }) = attribute(cx, here, Place::Clause)
            && let [FactKind::OneOf(values)] = facts.as_slice()
        {
            self.push_values(values.clone(), negated, at..next);
            return Some(next);
        }
        let neither = is!(cx.at(here), "neither");
        let (mut values, mut next) = literals(cx, here + usize::from(neither), neither);
        if values.is_empty() {
            // "WHEN X is used" says what is done with it.
            let done = |value: &Literal| !value.exact && value.text.ends_with("ed");
            let (value, behind) = literal(cx, here, true).filter(|(v, _)| !v.name && !done(v))?;
            (values, next) = (vec![value.text], behind);
        }
        self.push_values(values, negated || neither, at..next);
        Some(next)
    }

    fn push_values(&mut self, values: Vec<String>, negated: bool, span: Range<usize>) {
        if !values.is_empty() {
            self.test(if negated { Tested::IsNot(values) } else { Tested::Is(values) }, span);
        }
    }
}
