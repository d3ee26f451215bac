//! What holds where a variable is not set, in a remark or behind "or": `or 8080 if it is not set`, `(error if missing)`.

use super::attribute::Found;
use super::context::Cx;
use super::default::in_parentheses;
use super::literal::{ends_clause, literal};
use super::phrases::{STATES, State, USED, VERBS, Verb};
use super::{CLOSE, FactKind, NEAR};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// `(or "info" if it is not set)`, `(500 if unset)`, where nothing but the value stands in front of the condition;
/// `from X or use 8080`, `from X, else 8080`.
pub(crate) fn or_else(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let word = |at: usize| cx.token(at);
    let or = is!(cx.at(at), "or");
    if or && word(at + 1).is_some_and(|t| is!(t, "use assume")) {
        let (value, next) = literal(cx, at + 2, false)?;
        return ends_clause(cx, next).then(|| Found::facts(vec![FactKind::Default(value)], next));
    }
    // "from X, else 8080", "X, 8080 otherwise"
    let otherwise = |at: usize| is!(cx.at(at), "otherwise else");
    let comma = cx.follows(at, ",") && cx.names_behind(at - 1);
    let first = at + usize::from(or && otherwise(at + 1));
    if otherwise(first) && (comma || first > at) {
        let first = first + 1 + usize::from(is!(cx.at(first + 1), "on to at"));
        let (value, next) = literal(cx, first, false).filter(|(_, next)| ends_clause(cx, *next))?;
        return Some(Found::facts(vec![FactKind::Default(value)], next));
    }
    if !(or || comma || opens_remark(cx, at)) {
        return None;
    }
    // "(one of DEBUG, INFO; INFO when unset)"
    let loud = cx.at(at).kind == TokenKind::Name;
    let (value, next) = literal(cx, at + usize::from(or), loud)?;
    // "use the X environment variable or 30 seconds", "…, or "unknown""
    let counted = or
        && (cx.names_behind(at) || comma)
        && matches!(cx.at(at + 1).kind, TokenKind::Number | TokenKind::Quote)
        && ends_clause(cx, next);
    let missing = counted
        || word(next).is_some_and(|t| is!(t, "if when")) && says_unset(cx, next)
        || (or || comma) && otherwise(next) && ends_clause(cx, next + 1);
    missing.then(|| Found::facts(vec![FactKind::Default(value)], cx.end()))
}

/// `(if not set: 8080)`, `(when unset 8080 is used)`, `; unset means hourly (3600)`.
pub(super) fn if_unset(cx: &Cx<'_>, at: usize) -> Option<Found> {
    if is!(cx.at(at), "unset missing absent") && is!(cx.at(at + 1), "means") && cx.follows(at, ";,(") {
        let value = literal(cx, at + 2, false).or_else(|| in_parentheses(cx, at + 2));
        // "unset means no limit"
        let (fact, next) = match value {
            Some((value, next)) => (FactKind::Default(value), next),
            None => (FactKind::Optional { stated: false }, at + 2),
        };
        return Some(Found::facts(vec![fact], next));
    }
    // "(unset: exit)"
    if opens_remark(cx, at) && is!(cx.at(at), "unset missing absent") && cx.punct(at + 1, ":") {
        return happens(cx, at + 2);
    }
    if !(opens_remark(cx, at) && is!(cx.at(at), "if when")) {
        return None;
    }
    if let Some(found) = used_then(cx, at) {
        return Some(found);
    }
    let colon = (at..cx.end()).take(CLOSE).find(|&i| cx.punct(i, ":,"))?;
    if !says_unset(&cx.until(colon), at) {
        return None;
    }
    happens(cx, colon + 1)
}

/// What then happens: `exit`, `skip`, `use 5`, or the value alone.
fn happens(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let verb = VERBS.at(cx.tokens, at).filter(|(verb, _)| *verb == Verb::Fail);
    if let Some((_, next)) = verb {
        return Some(Found::facts(vec![FactKind::Required], next));
    }
    let goes_on = is!(
        cx.at(at),
        "skip skips skipped warn warns warning ignore ignores ignored disable disables disabled continue continues proceed omit omitted"
    );
    if goes_on {
        return Some(Found::facts(vec![FactKind::Optional { stated: false }], at + 1));
    }
    let at = at + usize::from(is!(cx.at(at), "use uses using assume assumes"));
    let (value, next) = literal(cx, at, true)?;
    Some(Found::facts(vec![FactKind::Default(value)], next))
}

/// `when unset, 8080 is used`, `if missing the first one is used`: a value, or words for what is no value.
fn used_then(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let (_, state) = (at + 1..at + 5).find_map(|i| STATES.at(cx.tokens, i))?;
    let from = (state..cx.end()).find(|&i| !(cx.punct(i, ",") || is!(cx.at(i), "then")))?;
    let idle = |i: usize| {
        let acronym = cx.at(i).is_plain_name(cx.text) && cx.name(i).is_none();
        is!(cx.at(i), "a an the its default value of") || cx.is_noun(i) || acronym
    };
    let said = (from..cx.end()).find(|&i| !idle(i))?;
    let value = literal(cx, said, false);
    let used = value.as_ref().map_or(said, |(_, next)| *next);
    let ((), next) = USED.at(cx.tokens, used)?;
    let fact = match value {
        Some((value, _)) if !value.name => FactKind::Default(value),
        None if used > from => FactKind::Optional { stated: false },
        _ => return None,
    };
    says_unset(&cx.until(state), at).then(|| Found::facts(vec![fact], next))
}

/// `(…; invalid values fall back to 5)`.
pub(super) fn if_invalid(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let led = is!(cx.at(at), "invalid unparseable malformed unknown unrecognized")
        && is!(cx.at(at + 1), "value values");
    if !(led && (opens_remark(cx, at) || cx.follows(at, ";."))) {
        return None;
    }
    let to = (at + 2..at + CLOSE).find(|&i| is!(cx.at(i), "to as"))?;
    let falls = has!(cx, at + 2..to, "back default defaults revert reverts treated");
    let (value, next) = literal(cx, to + 1, false)
        .filter(|(_, next)| falls && (ends_clause(cx, *next) || is!(cx.at(*next), "with")))?;
    Some(Found::facts(vec![FactKind::InvalidFallback(Some(value))], next))
}

/// `(error if missing)`, `(startup fails if absent)`.
pub(super) fn fails_unset(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let verb = at + usize::from(is!(cx.at(at), "startup service app application start process"));
    let fails = VERBS.at(cx.tokens, verb).filter(|(verb, _)| *verb == Verb::Fail).map(|(_, next)| next);
    let next = fails.or(is!(cx.at(at), "error fatal").then_some(at + 1))?;
    // "(error if the row is missing)" is about the row.
    let own = |i: &usize| is!(cx.at(*i), "it is not the variable value environment env var left");
    let state = (next + 1..cx.end()).find(|i| !own(i)).unwrap_or(next);
    let missing = (opens_remark(cx, at) || cx.follows(at, ":—–"))
        && is!(cx.at(next), "if when")
        && STATES.at(cx.tokens, state).is_some()
        && says_unset(&cx.until(state + 2), next);
    missing.then(|| Found::facts(vec![FactKind::Required], cx.end()))
}

fn opens_remark(cx: &Cx<'_>, at: usize) -> bool {
    cx.follows(at, "(") || cx.depth(at) > 0 && cx.follows(at, ";,")
}

/// Whether words say that something is missing.
fn says_unset(cx: &Cx<'_>, from: usize) -> bool {
    (from..cx.end()).take(NEAR).any(|at| {
        let negated = is!(cx.before(at), "not isn't");
        let state = STATES.at(cx.tokens, at).map(|(state, _)| state);
        state == Some(State::Unset) || state == Some(State::Set) && negated
    })
}
