//! Rules of which nothing says where they hold: a default for each environment, several for one variable, or a failure
//! instead; what is required for something only.

use std::ops::Range;

use super::attribute::{Found, Place};
use super::context::Cx;
use super::literal::{ends_clause, literal};
use super::phrases::{VERBS, Verb};
use super::{FAR, FactKind, Literal, NEAR, Wrong};
use crate::ears::sentence::is_deployment;
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// "(default 5 when A is `x`)": the condition, behind its keyword, and whether it must not hold. One that goes on with another
/// case decides nothing.
pub(super) fn only_under(cx: &Cx<'_>, behind: usize) -> Option<(Range<usize>, bool)> {
    let keyword = is!(cx.at(behind), "if when unless where");
    let ends = |&at: &usize| cx.punct(at, ",;)") || is!(cx.at(at), "else otherwise");
    let end = (behind..cx.end()).take(NEAR).find(ends).unwrap_or(cx.end());
    let decided = (behind..end).any(|at| cx.candidate(at).is_some() && !cx.at(at).is_plain_name(cx.text));
    let goes_on = cx.punct(end, ",") && !cx.punct(end + 1, ")");
    (keyword && decided && !goes_on && !is!(cx.at(end), "else otherwise"))
        .then(|| (behind + 1..end, is!(cx.at(behind), "unless")))
}

/// What is wrong where one value per environment stands there, or a choice that nothing decides, and what to do.
pub(crate) fn undecided(cx: &Cx<'_>, behind: usize) -> Option<Wrong> {
    if or_fails(cx, behind) {
        Some(OR_FAILURE)
    } else if per_environment(cx, behind) {
        Some(PER_ENVIRONMENT)
    } else {
        (depends(cx, behind) || alternates(cx, behind)).then_some(PER_CASE)
    }
}

fn per_environment(cx: &Cx<'_>, behind: usize) -> bool {
    // "`a` (dev) or `b` (prod)", "`a` locally and `b` in production"
    let place = |at: usize| environment(cx, at) || is!(cx.at(at), "local");
    let marked = |at: usize| cx.punct(at, "(") && place(at + 1) && cx.punct(at + 2, ")");
    let remark = if marked(behind) { 3 } else { usize::from(is!(cx.at(behind), "locally")) };
    let separated = is!(cx.at(behind + remark), "or and") || cx.punct(behind + remark, ",/");
    let second = behind + remark + 1;
    let more = separated
        && (or_fails(cx, second - 1)
            || literal(cx, second, false)
                .is_some_and(|(_, next)| marked(next) || is!(cx.at(next), "in for on") && place(next + 1)));
    is!(cx.at(behind), "or") && literal(cx, behind + 1, false).is_some()
        || is!(cx.at(behind), "in for on outside") && environment(cx, behind + 1)
        || remark > 0 && more
}

/// "to `cuda` when a GPU is found, otherwise `cpu`", "to 4 on Linux and 1 on Windows": what decides is no variable.
fn depends(cx: &Cx<'_>, behind: usize) -> bool {
    let place = is!(cx.at(behind), "on in for under with");
    if !(place || is!(cx.at(behind), "when if")) || cx.punct(behind + 1, ",") {
        return false;
    }
    let end = cx.words.tokens.len().min(behind + NEAR);
    let stops = |&i: &usize| !(cx.words.tokens[i].punct('.') || cx.words.tokens[i].punct(';'));
    let known = |i: usize| cx.words.names[i].is_some_and(|id| (cx.known)(id));
    let whole = &Cx { tokens: &cx.words.tokens, ..*cx };
    let value = |i: usize| literal(whole, i, false).map(|(_, next)| next);
    let mut near = (behind + 1..end).take_while(stops).take_while(|&i| !known(i));
    near.any(|i| {
        let joined = is!(whole.at(i), "and or") || whole.punct(i, ",");
        let other = is!(whole.at(i), "otherwise else");
        let same =
            |next: usize| cx.at(behind).kind == whole.at(next).kind && whole.inner(next) == cx.inner(behind);
        other && value(i + 1 + usize::from(whole.punct(i + 1, ","))).is_some()
            || joined && value(i + 1).is_some_and(|next| same(next) || is!(whole.at(next), "otherwise"))
    })
}

/// "(default `x`, or `y` if A is `b`)", "(default `x` if A is `b`, else `y`)": a value for each of several cases.
fn alternates(cx: &Cx<'_>, behind: usize) -> bool {
    let keyword = |at: usize| is!(cx.at(at), "if when unless where");
    let value = |at: usize| literal(cx, at + usize::from(is!(cx.at(at), "to")), false).map(|(_, next)| next);
    let mut near = behind..cx.end().min(behind + NEAR);
    if keyword(behind) {
        return near.any(|at| {
            let comma = at + usize::from(cx.punct(at, ","));
            is!(cx.at(comma), "else otherwise") && value(comma + 1).is_some()
                || comma > at && value(comma).is_some_and(keyword)
        });
    }
    let or = behind + usize::from(cx.punct(behind, ","));
    let other = if is!(cx.at(or), "or and") { value(or + 1) } else { None };
    other.is_some_and(|next| keyword(next) || is!(cx.at(or), "or") && next >= cx.end())
}

/// "use 8080 or fail": nothing decides which.
fn or_fails(cx: &Cx<'_>, behind: usize) -> bool {
    let fails = VERBS.at(cx.tokens, behind + 1).is_some_and(|(verb, _)| verb == Verb::Fail);
    is!(cx.at(behind), "or") && fails && !is!(cx.at(behind + 2), "over")
}

/// What is wrong where a default stands beside a failure, and what to do.
const OR_FAILURE: Wrong = (
    "gives a default or a failure, and nothing says which",
    "state one of them: `WHEN {name} is not set, THE SYSTEM SHALL default to {value}`, or `…, THE SYSTEM SHALL refuse to start`",
);

/// What is wrong where something else decides between defaults, and what to do.
const PER_CASE: Wrong = (
    "gives a default for each of several cases, but no variable says which case it is",
    "state one default, or guard each by a variable: `WHEN the APP_MODE environment variable is \"a\" and {name} is not set, THE SYSTEM SHALL default to {value}`",
);

/// What is wrong where a default differs from one environment to another, and what to do.
const PER_ENVIRONMENT: Wrong = (
    "gives a default for each environment, but no variable says which environment it is",
    "state one default, or guard each: `WHEN the APP_ENV environment variable is \"production\" and {name} is not set, THE SYSTEM SHALL default to {value}`",
);

/// What is wrong where one variable is given several defaults, and what to do.
pub(super) const SEVERAL: Wrong = (
    "gives several values as the default",
    "write one of them, or all as one text, such as `{name} SHALL default to {value}`, or a statement for each variable",
);

/// `with defaults "a", "b" and "c" respectively`: the values, and the position behind them. Numbers need a plural, or the last word.
pub(super) fn several(
    cx: &Cx<'_>,
    first: &Literal,
    behind: usize,
    plural: bool,
) -> Option<(Vec<FactKind>, usize)> {
    let (values, next) = series(cx, first, behind);
    let respectively = is!(cx.at(next + usize::from(cx.punct(next, ","))), "respectively");
    // "`A` and `B` SHALL default to 5 and 10"
    let front = cx.position(first);
    let named = || cx.names_in(front.saturating_sub(NEAR)..front).len() == values.len();
    let apart = respectively
        || (plural || values.iter().all(|value| value.exact) || named()) && ends_clause(cx, next);
    let facts = || values.into_iter().map(FactKind::Default).collect();
    (apart && next > behind).then(|| (facts(), next))
}

/// A literal and those that are listed behind it, with the position behind them.
pub(super) fn series(cx: &Cx<'_>, first: &Literal, behind: usize) -> (Vec<Literal>, usize) {
    let mut values = vec![first.clone()];
    let mut next = behind;
    // More than anyone lists are not told apart.
    while values.len() < NEAR {
        let comma = next + usize::from(cx.punct(next, ",/"));
        let from = comma + usize::from(is!(cx.at(comma), "and"));
        let respectively = |next: usize| is!(cx.at(next), "respectively");
        let bare = || literal(cx, from, true).filter(|&(_, next)| respectively(next));
        match literal(cx, from, false).or_else(bare).filter(|_| from > next) {
            Some((value, behind)) if cx.candidate(from).is_none() => {
                values.push(value);
                next = behind;
            }
            _ => break,
        }
    }
    (values, next)
}

/// What is required, or optional, for something only, or in one place: "is required only for SMS sending".
pub(super) fn somewhere(
    cx: &Cx<'_>,
    at: usize,
    next: usize,
    required: bool,
    place: Place,
    only: bool,
) -> Option<Found> {
    let wrong = |until: usize, why: Wrong| Some(Found::problem(cx, at, cx.end().min(until), why.0, why.1));
    let behind = next + usize::from(is!(cx.at(next), "only") && for_something(cx, next + 1));
    let apart = place == Place::Remark || only || is!(cx.before(behind), "only") || is_place(cx, behind);
    if (required || only) && apart && for_something(cx, behind) {
        let far = cx.end().min(behind + FAR);
        let until = (behind..far).find(|&i| cx.punct(i, ";)")).unwrap_or(far);
        return wrong(until, FOR_SOMETHING);
    }
    // "is required for every `A` but `x`"
    let other = |at: usize| {
        let named = matches!(cx.at(at).kind, TokenKind::Name | TokenKind::Assign);
        named && cx.candidate(at).is_some() && !cx.at(at).is_plain_name(cx.text)
    };
    let mut near = (next + 1..next + 5).take_while(|&at| !cx.punct(at, ":,;."));
    if place == Place::Clause && required && is!(cx.at(next), "for in with") && near.any(other) {
        return wrong(next + 1, FOR_SOMETHING);
    }
    if !required && is_place(cx, next) { wrong(next + 2, OPTIONAL_SOMEWHERE) } else { None }
}

/// What is wrong where a variable is optional in one place only, and what to do.
const OPTIONAL_SOMEWHERE: Wrong = (
    "is optional in some environments only, and no variable says which environment it is",
    "name the variable that decides: `{name} (required unless APP_ENV is \"development\")`, or write `{name} (optional)`",
);

/// What is wrong where a variable is required for something only, and what to do.
pub(crate) const FOR_SOMETHING: Wrong = (
    "is required only for something that no variable decides",
    "name the variable that decides: `{name} (required if OTHER_NAME is \"value\")`, or write `{name} (required)` or `{name} (optional)`",
);

/// `for webhooks`, `only in production`, but not `in all environments`.
pub(crate) fn for_something(cx: &Cx<'_>, at: usize) -> bool {
    is!(cx.at(at), "for in only on by") && !is!(cx.at(at + 1), "all every any startup")
}

/// "in production", "for production deployments", "in `prod` mode", "outside production", "locally".
pub(crate) fn is_place(cx: &Cx<'_>, at: usize) -> bool {
    let marked = ["prod", "production", "dev", "development", "staging", "test", "local"]
        .contains(&cx.inner(at + 1))
        && cx.at(at + 1).kind == TokenKind::Code;
    is!(cx.at(at), "in for outside") && (marked || environment(cx, at + 1)) || is!(cx.at(at), "locally")
}

/// Whether a word names a deployment environment.
pub(crate) fn environment(cx: &Cx<'_>, at: usize) -> bool {
    let at = at + usize::from(is!(cx.at(at), "the local"));
    cx.token(at).is_some_and(is_deployment)
}
