//! Conditions on the environment: which variables are tested, for what, and whether anything else is said.

mod aside;
mod phrase;
mod predicate;
mod state;
mod subject;

use std::ops::Range;

use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::context::{Cx, Joiner};
use crate::facts::tested::{Test, Tested};
use crate::facts::undecided::environment;
use crate::facts::{CLOSE, NEAR, NameId};

use subject::is_start;

/// What a condition says.
#[derive(Debug, Clone, Default)]
pub(crate) struct Condition {
    /// One of these holds; in each, all tests do.
    pub(crate) alternatives: Vec<Vec<Test>>,
    /// Whether it says anything that is not about the environment.
    pub(crate) other: bool,
    /// Whether it tests a name that nothing introduces.
    pub(crate) unknown: bool,
    /// Whether the value may come from elsewhere as well: "neither `--port` nor the `PORT` environment variable is set".
    pub(crate) elsewhere: bool,
}

/// All tests of some conditions.
pub(crate) fn tests(conditions: &[Condition]) -> Vec<&Test> {
    let mut out = Vec::new();
    for condition in conditions {
        for alternative in &condition.alternatives {
            out.extend(alternative);
        }
    }
    out
}

impl Condition {
    pub(crate) fn tests(&self) -> Vec<&Test> {
        tests(std::slice::from_ref(self))
    }

    /// "WHEN X is not set, … default to 5 and exit if it is invalid": whether it cannot hold together with the others.
    pub(crate) fn excludes(&self, others: &[Self]) -> bool {
        let missing = |test: &&Test| test.is == Tested::NotSet;
        let with_value =
            |one: &Test| tests(others).into_iter().any(|t| t.is != Tested::NotSet && t.names == one.names);
        let tests = self.tests();
        !tests.is_empty() && tests.iter().all(|test| missing(test) && with_value(test))
    }
}

/// How a test goes with those in front of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Next {
    /// It holds with the last alternative.
    #[default]
    With,
    /// It holds with each alternative.
    WithEach,
    /// It opens an alternative.
    Or,
}

struct Parser<'c, 'a> {
    cx: &'c Cx<'a>,
    out: Condition,
    subject: Vec<NameId>,
    joiner: Joiner,
    /// How the next test goes with those in front.
    next: Next,
    /// Whether what is said next leaves its subject out: "A is missing or empty".
    bare: bool,
    /// How many of the last alternatives go together with the one before: they say more of one subject, or stand in one
    /// parenthesis.
    chained: usize,
    /// What holds with each alternative behind an "either": "A is `a` and either B is missing or C is".
    shared: Vec<Test>,
    /// Whether what is said is what must not hold: "unless X is a valid URL".
    unless: bool,
    /// Whether the next test is denied: "and not A is `x`", "but not if A is `x`".
    denied: bool,
    /// Where "not both", "not all of" stands in front of the names.
    not_all: Option<usize>,
    unread: Vec<usize>,
}

/// "A or B is set" is one of two: rules stand under each.
fn told_apart(parsed: &mut Condition) {
    let several = |test: &Test| {
        let state = matches!(test.is, Tested::Set | Tested::NotSet | Tested::Is(_));
        test.joiner == Joiner::Or && state && (2..=CLOSE).contains(&test.names.len())
    };
    // More of them than anyone writes are left together.
    while parsed.alternatives.len() <= CLOSE {
        let mut found = parsed.alternatives.iter().enumerate();
        let found = found.find_map(|(n, tests)| Some((n, tests.iter().position(several)?)));
        let Some((n, at)) = found else { return };
        let tests = parsed.alternatives.remove(n);
        for (offset, &name) in tests[at].names.iter().enumerate() {
            let mut one = tests.clone();
            one[at].names = vec![name];
            one[at].joiner = Joiner::And;
            parsed.alternatives.insert(n + offset, one);
        }
    }
}

/// Reads a condition; `last` are the variables named last in the statement.
pub(crate) fn condition(cx: &Cx<'_>, range: &Range<usize>, last: &[NameId]) -> Condition {
    read(cx, range, last, false, false)
}

/// As [`condition`], of one that must not hold. A value that is not fit is missing too where there is none.
pub(crate) fn exception(cx: &Cx<'_>, range: &Range<usize>, last: &[NameId]) -> Condition {
    let mut parsed = read(cx, range, last, false, true);
    // Not both of them is without one of them.
    let contrary = |test: &Test| {
        let joiner = if test.joiner == Joiner::Or { Joiner::And } else { Joiner::Or };
        Test { is: test.is.clone().contrary(), joiner, ..test.clone() }
    };
    let one = |alternative: &Vec<Test>| alternative.first().filter(|_| alternative.len() == 1).map(contrary);
    match parsed.alternatives.iter().map(one).collect::<Option<Vec<Test>>>() {
        Some(tests) => {
            let unfit = tests
                .iter()
                .filter(|test| matches!(test.is, Tested::Invalid(_) | Tested::Below(_) | Tested::Above(_)));
            let missing: Vec<_> =
                unfit.map(|test| vec![Test { is: Tested::NotSet, ..test.clone() }]).collect();
            parsed.alternatives = vec![tests];
            parsed.alternatives.extend(missing);
        }
        None => parsed.other = true,
    }
    told_apart(&mut parsed);
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
        next: Next::default(),
        bare: false,
        chained: 0,
        shared: Vec::new(),
        unless,
        denied: false,
        not_all: None,
        unread: Vec::new(),
    };
    parser.run(range.start, named);
    let nouns = || {
        parser
            .unread
            .iter()
            .filter(|&&at| cx.is_noun(at) || cx.at(at).is_text() && !cx.inner(at).starts_with("--"))
    };
    // "starts in production" says more than that it starts, and "contains `x`" of a value what no guard can ask.
    let places = nouns().any(|&at| environment(cx, at) && is!(cx.before(at), "in for to"));
    let parts = |at: usize| {
        let begins = is!(cx.at(at), "starts begins") && is!(cx.at(at + 1), "with");
        begins || is!(cx.at(at), "contains includes") && cx.at(at + 1).is_text()
    };
    let parted = parser.unread.iter().any(|&at| parts(at) && cx.names_behind(at));
    let quiet = !parted && (nouns().next().is_none() || !places && is_start(cx, range.clone()));
    parser.out.other |= !quiet && !parser.unread.is_empty();
    told_apart(&mut parser.out);
    parser.out
}

impl Parser<'_, '_> {
    /// "or 5 when it is not set, with a warning": what stands behind a value's condition belongs to the response.
    fn is_aside(&self, start: usize, at: usize) -> bool {
        let says =
            is!(self.cx.at(at), "to") || is!(self.cx.at(at), "with") && is!(self.cx.at(at + 1), "a an the");
        let value = start.checked_sub(2).map(|at| self.cx.at(at));
        let behind = (at..self.cx.end()).take(NEAR);
        says && value.is_some_and(|t| t.marked || t.kind == TokenKind::Number)
            && behind.map(|at| self.cx.candidate(at)).all(|name| name.is_none())
    }

    /// "default to 5 if it is not set, and warn": the response goes on.
    fn is_response(&self, start: usize, at: usize) -> bool {
        let acts =
            is!(self.cx.at(at), "and") && is!(self.cx.at(at + 1), "warn log emit print continue proceed");
        (acts || self.is_aside(start, at) || self.is_tail(at))
            && self.cx.follows(at, ",")
            && !self.out.alternatives.is_empty()
    }

    /// "exit if X is missing, listing what is", ", so that old setups work", ", with a clear message", ", before it binds":
    /// nothing that is tested.
    fn is_tail(&self, at: usize) -> bool {
        let cx = self.cx;
        let told = is!(
            cx.at(at),
            "listing naming logging printing reporting stating showing warning noting indicating identifying explaining telling writing emitting returning giving leaving preserving"
        );
        let with = is!(cx.at(at), "with") && is!(cx.at(at + 1), "a an the no") && {
            has!(cx, at + 1..at + 6, "error message warning code exception note")
        };
        let before = is!(cx.at(at), "before")
            && (is!(cx.at(at + 1), "it the any binding startup") || cx.candidate(at + 1).is_some());
        let so = is!(cx.at(at), "so thereby");
        let named = |at: usize| (at..at + 5).any(|at| cx.candidate(at).is_some());
        let goes_on = |at: usize| {
            environment(cx, at)
                || is!(cx.at(at), "or if unless when while")
                || is!(cx.at(at), "and but") && (before || so || named(at))
        };
        (told || with || before || so) && !(at..cx.end()).take(NEAR).any(goes_on)
    }

    fn run(&mut self, start: usize, mut named: bool) {
        let mut at = start;
        while at < self.cx.end() {
            let token = self.cx.at(at);
            if self.is_response(start, at) {
                break;
            }
            if self.cx.punct(at, "(") {
                at = self.parenthesis(start, at, &mut named);
                continue;
            }
            // "the `X` environment variable, used for signing, is not set"
            if named
                && self.cx.punct(at, ",")
                && let Some(next) = self.inserted(at)
            {
                at = next;
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
            if let Some(next) = self.named(start, at) {
                named = true;
                at = next;
                continue;
            }
            let copula = is!(self.cx.at(at + 1), "is are was were");
            if is!(token, "none nothing neither") && copula && !self.subject.is_empty() {
                // "or `x` when none is given", "from the flag or X, and exit if neither is present"
                self.out.elsewhere |= self.subject.len() == 1 && is!(token, "neither none");
                self.joiner = Joiner::Neither;
                named = true;
            } else if is!(token, "not") && is!(self.cx.at(at + 1), "both all") {
                self.not_all = Some(at);
            } else if is!(token, "not") && self.denies(at) {
                self.denied = true;
            } else if is!(token, "or") {
                self.next = Next::Or;
            } else if is!(token, "and but") {
                // "A is `a` or B is true, and C is not set": with either of them.
                self.next = if self.cx.follows(at, ",") { Next::WithEach } else { Next::With };
                self.shared = match self.out.alternatives.as_slice() {
                    [all] if is!(self.cx.at(at + 1), "either") && all.len() < CLOSE => all.clone(),
                    _ => Vec::new(),
                };
            } else if is!(token, "it this that they") {
                // "points to a directory that does not exist" is about the directory.
                let relative = is!(token, "that") && is!(self.cx.at(at + 1), "does do exists");
                named = !self.subject.is_empty() && !relative;
            } else if is!(token, "setting option")
                && is!(self.cx.before(at), "that this the")
                && !self.subject.is_empty()
            {
                named = true;
            } else if is!(token, "value values") && !self.subject.is_empty() {
                named |= !self.cx.tokens.get(at + 1).is_some_and(|t| is!(t, "of"));
            } else if self.cx.punct(at, ",") && self.is_listed(at) {
                self.next = Next::Or;
            } else if self.is_idle(at) {
            } else if let Some(next) = self.cx.behind_variable(at) {
                self.qualified(start, at);
                // "either variable is not set", "this variable is empty"
                let before = self.cx.before(at);
                let bare = next == at + 1 || is!(before, "the this that these");
                if is!(before, "either this both these that the") && bare && !self.subject.is_empty() {
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
                if self.next != Next::Or || self.out.alternatives.is_empty() {
                    self.unread.push(at);
                }
                named = false;
            }
            at += 1;
        }
    }

    /// "A is missing, B is missing, or C is missing": whether a comma joins what is missing as the last word does.
    fn is_listed(&self, at: usize) -> bool {
        let cx = self.cx;
        let last = self.out.alternatives.last().and_then(|tests| tests.last());
        let joiner = (at + 1..cx.end()).take(NEAR).find(|&i| is!(cx.at(i), "and or but"));
        last.is_some_and(|test| test.is == Tested::NotSet)
            && cx.names(at + 1 + usize::from(is!(cx.at(at + 1), "the"))).is_some()
            && joiner.is_some_and(|or| is!(cx.at(or), "or") && cx.follows(or, ","))
    }

    /// Whether a predicate may stand here without its subject: at the start, or behind "or".
    fn elliptic(&self, at: usize) -> bool {
        if self.subject.is_empty() {
            return false;
        }
        let before = at.checked_sub(1).and_then(|i| self.cx.token(i));
        before.is_none_or(|t| is!(t, "when if while where unless or and but otherwise") || t.punct(','))
    }

    /// What was not read from a position on need not be.
    fn forget_from(&mut self, from: usize) {
        let kept = self.unread.partition_point(|&at| at < from);
        self.unread.truncate(kept);
    }

    fn test(&mut self, is: Tested, span: Range<usize>) {
        self.push(Test { names: self.subject.clone(), joiner: self.joiner, is, span: self.cx.span(span) });
    }

    fn push(&mut self, mut test: Test) {
        if std::mem::take(&mut self.denied) {
            test.is = test.is.contrary();
        }
        let next = std::mem::take(&mut self.next);
        let (or, each) = (next == Next::Or, next == Next::WithEach);
        let alternatives = &mut self.out.alternatives;
        // No condition takes the square of its length; more than anyone writes are not read.
        if each && alternatives.len() > NEAR {
            self.out.other = true;
            return;
        }
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
                let chain = if each { 0 } else { alternatives.len().saturating_sub(self.chained + 1) };
                for alternative in &mut alternatives[chain..] {
                    alternative.push(test.clone());
                }
            }
            _ => {
                let mut tests = self.shared.clone();
                tests.push(test);
                alternatives.push(tests);
                self.chained = 0;
            }
        }
    }
}
