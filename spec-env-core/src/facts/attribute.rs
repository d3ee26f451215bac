//! What stands beside a variable's name: default, presence, range, choice, pattern, unit, type.

use std::ops::Range;

use super::as_default::said_behind;
use super::choice::{choice, one_of};
use super::context::Cx;
use super::default::default;
use super::denied::{contrary, is_denied};
use super::form::{asked, uncounted};
use super::kind::{or_value, typed};
use super::literal::{ends_clause, literals};
use super::noun::{adjective as said_by, noun_phrase, unit};
use super::phrases::{ATTRIBUTES, Attribute};
use super::presence::{answered, presence};
use super::range::{bare_range, between, exactly, interval, is_length, is_timed, limit, long, or_more, sign};
use super::undecided::{FOR_SOMETHING, is_place};
use super::unset::{fails_unset, if_invalid, if_unset, or_else};
use super::{FactKind, Problem, TypeFact, Wrong};
use crate::contract::Kind;
use crate::diagnostic::Code;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

/// Where an attribute stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// In the main clause: a noun needs its article and a verb in front.
    Clause,
    /// In parentheses, behind a dash, in a table: a noun alone will do.
    Remark,
}

/// What was read at a position.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) facts: Vec<FactKind>,
    pub(crate) problem: Option<Problem>,
    /// The tokens of a condition on the facts: `required if …`.
    pub(crate) condition: Option<(Range<usize>, bool)>,
    pub(crate) next: usize,
}

impl Found {
    pub(super) fn facts(facts: Vec<FactKind>, next: usize) -> Self {
        Self { facts, next, ..Self::default() }
    }
    /// Whether it says how large a value may be.
    pub(crate) fn limits(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, FactKind::Min(_) | FactKind::Max(_)))
    }
    /// Whether it says which values there are.
    pub(crate) fn chooses(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, FactKind::OneOf(_)))
    }
    /// Whether it says how long a text may be.
    pub(super) fn measures(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, FactKind::Max(end) if end.length))
    }
    /// Whether it says what form the value has.
    pub(super) fn shapes(&self) -> bool {
        self.facts.iter().any(|fact| matches!(fact, FactKind::Pattern(_)))
    }

    /// Whether its limits count something: "at most 3 retries".
    pub(super) fn counts(&self) -> bool {
        let counted = |fact: &FactKind| match fact {
            FactKind::Min(end) | FactKind::Max(end) => end.literal.unit.is_some() && !end.length,
            _ => false,
        };
        self.facts.iter().any(counted)
    }

    pub(super) fn problem(cx: &Cx<'_>, at: usize, next: usize, message: &str, help: &str) -> Self {
        let problem = Problem::new(Code::NoEnforceableMeaning, cx.span(at..next), message, help);
        Self { problem: Some(problem), next, ..Self::default() }
    }

    /// A default that is none; its words may still be those of a secret.
    pub(super) fn no_default(cx: &Cx<'_>, whole: Range<usize>, words: Range<usize>, why: Wrong) -> Self {
        let facts = vec![FactKind::NoDefault(cx.span(words))];
        Self { facts, ..Self::problem(cx, whole.start, whole.end, why.0, why.1) }
    }

    /// With the literal that the help is filled in with.
    pub(super) fn quoting(mut self, literal: Range<usize>) -> Self {
        if let Some(problem) = &mut self.problem {
            problem.value = Some(literal);
        }
        self
    }
}

/// The attribute at a position, if one stands there; what is next lies behind it.
pub(crate) fn attribute(cx: &Cx<'_>, at: usize, place: Place) -> Option<Found> {
    let mut found = stated(cx, at, place)?;
    found.next = found.next.max(at + 1);
    if let Some(problem) = uncounted(cx, at, &found).or_else(|| or_value(cx, at, &found)) {
        return Some(problem);
    }
    for fact in &mut found.facts {
        if let FactKind::Min(end) | FactKind::Max(end) = fact {
            end.length |= is_length(cx, at) && !is_timed(end);
            end.exclusive |= is!(cx.before(at), "strictly") && is!(cx.at(at), "between");
        }
        // "(`ws://` or `wss://`)"
        if let FactKind::OneOf(values) = fact
            && let Some(url) = url_of(values)
        {
            *fact = url;
        }
    }
    Some(if is_denied(cx, at, place) { contrary(cx, at, found) } else { found })
}

fn stated(cx: &Cx<'_>, at: usize, place: Place) -> Option<Found> {
    if at >= cx.end() {
        return None;
    }
    // "(only in production)"
    if place == Place::Remark && is!(cx.at(at), "only") && is_place(cx, at + 1) && ends_clause(cx, at + 3) {
        return Some(Found::problem(cx, at, at + 3, FOR_SOMETHING.0, FOR_SOMETHING.1));
    }
    // "the store that holds the secret"
    let inside = is!(cx.before(at), "the") && at > 1 && !cx.punct(at - 2, ":—–(");
    if place == Place::Remark && is!(cx.at(at), "secret") && inside {
        return None;
    }
    if let Some(found) = answered(cx, at) {
        return Some(found);
    }
    // "allowed: debug, info"
    if is!(cx.at(at), "allowed accepted valid permitted supported") && cx.punct(at + 1, ":") {
        return one_of(cx, at, at + 1);
    }
    if let Some((attribute, next)) = ATTRIBUTES.at(cx.tokens, at) {
        // "clamp it to the range 5 to 300" refuses nothing.
        let limits = matches!(
            attribute,
            Attribute::Between
                | Attribute::AtLeast
                | Attribute::AtMost
                | Attribute::MoreThan
                | Attribute::LessThan
        );
        let clamped = has!(cx, at.saturating_sub(8)..at, "clamp clamps clamped clamping");
        // "read X in under 2 seconds"
        let timed = is!(cx.before(at), "in") && !is!(cx.at(at), "between in within from range");
        if limits && (clamped || timed) {
            return None;
        }
        let found = match attribute {
            Attribute::Default => default(cx, at, next, place),
            Attribute::Required | Attribute::Optional => presence(cx, attribute, at, next, place),
            Attribute::OneOf => one_of(cx, at, next),
            // "restricted to the values `a`, `b` and `c`"
            Attribute::Between
                if is!(cx.before(next), "value values of") && cx.at(next).kind != TokenKind::Number =>
            {
                one_of(cx, at, next)
            }
            Attribute::Between => between(cx, next).or_else(|| interval(cx, next)).or_else(|| {
                let (unit, next) = unit(cx, next).filter(|_| is!(cx.at(at), "in"))?;
                Some(Found::facts(vec![FactKind::Unit(unit)], next))
            }),
            Attribute::AtLeast => limit(cx, at, next, false, FactKind::Min),
            Attribute::MoreThan => limit(cx, at, next, true, FactKind::Min),
            // "limited to `a` and `b`", "limited to 1-100", "limited to 100 entries"
            Attribute::AtMost if is!(cx.before(next), "to") => one_of(cx, at, next)
                .or_else(|| between(cx, next))
                .or_else(|| limit(cx, at, next, false, FactKind::Max)),
            Attribute::AtMost => limit(cx, at, next, false, FactKind::Max),
            Attribute::LessThan => limit(cx, at, next, true, FactKind::Max),
            Attribute::Pattern => pattern(cx, at, next),
            Attribute::Exactly => exactly(cx, at, next),
            Attribute::EmptyAllowed => {
                let denied = has!(cx, at.saturating_sub(4)..at, "not never nor");
                // "an empty value SHALL be allowed"
                let said = has!(cx, at.saturating_sub(3)..next, "empty blank");
                (said && !denied).then(|| Found::facts(vec![FactKind::EmptyAllowed], next))
            }
            Attribute::In => {
                // "specify the timeout in milliseconds"
                let noun = is!(cx.before(next), "the");
                let from = (next..next + 4).find(|&i| !noun || is!(cx.before(i), "in"));
                from.and_then(|from| unit(cx, from))
                    .map(|(unit, next)| Found::facts(vec![FactKind::Unit(unit)], next))
            }
            Attribute::Forbidden => forbidden(cx, next),
            Attribute::Use => None,
            Attribute::Form(_) => {
                let led = is!(cx.before(at), "be is are shall must only always that which and not never")
                    || is!(cx.at(at), "starts begins ends contains") && cx.names_behind(at);
                let behind = is!(
                    cx.at(at),
                    "starting beginning ending containing divisible in without case-insensitive case-insensitively case ignoring regardless"
                );
                let asked = || asked(cx, at).filter(|_| led || behind || place == Place::Remark);
                prefixed(cx, at).or_else(asked)
            }
            Attribute::Positive | Attribute::NonNegative | Attribute::NonZero | Attribute::Secret => {
                adjective(cx, attribute, at, next, place)
            }
        };
        if found.is_some() {
            return found;
        }
    }
    sign(cx, at)
        .or_else(|| or_more(cx, at))
        .or_else(|| long(cx, at))
        // "`a` (default), `b` or `c`"
        .or_else(|| choice(cx, at, place).filter(|found| found.facts.len() > 1))
        .or_else(|| said_behind(cx, at))
        .or_else(|| or_else(cx, at))
        .or_else(|| if_unset(cx, at))
        .or_else(|| fails_unset(cx, at))
        .or_else(|| if_invalid(cx, at))
        .or_else(|| choice(cx, at, place))
        .or_else(|| typed(cx, at, place))
        .or_else(|| bare_range(cx, at, place))
        .or_else(|| bare_range(cx, at + 1, place).filter(|_| is!(cx.at(at), "allowed permitted accepted")))
        .or_else(|| interval(cx, at + 1).filter(|_| is!(cx.at(at), "in within interval")))
}

/// A regular expression in code.
fn pattern(cx: &Cx<'_>, at: usize, next: usize) -> Option<Found> {
    let from = next + usize::from(cx.punct(next, ":"));
    let literal = cx.token(from).filter(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote));
    let named = has!(cx, at..next, "regular regex regexp pattern");
    // "validate X against `schema.json`"
    let anchored =
        |token: &&Token| token.inner(cx.text).starts_with('^') || token.inner(cx.text).ends_with('$');
    let literal = literal.filter(|token| !is!(cx.before(next), "against") || anchored(token));
    match literal {
        Some(token) => Some(Found::facts(vec![FactKind::Pattern(token.inner(cx.text).to_owned())], from + 1)),
        None if named && has!(cx, at..next, "match matches matching") => Some(Found::problem(
            cx,
            at,
            next,
            "asks for a pattern without writing it",
            "write the expression as code: `{name} SHALL match the regular expression \"^[a-z]+$\"`",
        )),
        None => None,
    }
}

fn forbidden(cx: &Cx<'_>, next: usize) -> Option<Found> {
    let (values, behind) = literals(cx, next, false);
    (!values.is_empty()).then(|| Found {
        facts: vec![FactKind::Forbidden(values)],
        next: behind,
        ..Found::default()
    })
}

/// `positive`, `non-negative`, `secret`: with the noun behind it, or alone.
fn adjective(cx: &Cx<'_>, attribute: Attribute, at: usize, next: usize, place: Place) -> Option<Found> {
    // "SHALL be required and secret"
    let and = is!(cx.before(at), "and") && is!(cx.at(at.wrapping_sub(2)), "required optional mandatory");
    let after_be = and || is!(cx.before(at), "be is are as") || has!(cx, at..next, "not never");
    if place == Place::Clause && !after_be && !is!(cx.at(at), "as are") {
        return None;
    }
    if let Some((facts, next)) = noun_phrase(cx, at) {
        return Some(Found::facts(facts, next));
    }
    if cx.is_noun(next) {
        return None;
    }
    Some(Found::facts(vec![said_by(attribute)?], next))
}

/// `start with https:// or http://`: a URL of one of these schemes.
fn prefixed(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let led = is!(cx.at(at), "start starts starting begin begins beginning");
    let (schemes, next) = literals(cx, at + 2, false);
    Some(Found::facts(vec![url_of(&schemes).filter(|_| led)?], next))
}

/// The URL that some schemes are those of, where nothing but schemes stands there.
pub(super) fn url_of(schemes: &[String]) -> Option<FactKind> {
    let all = !schemes.is_empty() && schemes.iter().all(|scheme| scheme.ends_with("://"));
    let schemes = schemes.iter().map(|scheme| scheme.to_ascii_lowercase()).collect();
    all.then(|| FactKind::Type(TypeFact { kind: Some(Kind::Url), schemes, ..TypeFact::default() }))
}
