//! What a value must not be: `SHALL NOT be one of "a", "b"`.

use super::attribute::{Found, Place};
use super::context::Cx;
use super::phrases::{ATTRIBUTES, Attribute};
use super::{CLOSE, End, FactKind};
use crate::ears::sentence::is_modal;
use crate::ears::word::is;

/// Whether a SHALL NOT denies what stands at a position: "SHALL NOT be", "SHALL NOT be treated as".
pub(super) fn is_denied(cx: &Cx<'_>, at: usize, place: Place) -> bool {
    let leads = |&i: &usize| {
        is!(cx.at(i), "be accept contain treated considered regarded as a an integer number value")
    };
    let not = (0..at).rev().take(CLOSE).find(|i| !leads(i));
    // "none of which is required"
    let of_them = |&i: &usize| is!(cx.at(i), "of them which these those is are");
    let none = (0..at).rev().take(CLOSE).find(|i| !of_them(i)).is_some_and(|i| is!(cx.at(i), "none neither"));
    let denied = none || not.is_some_and(|not| is!(cx.at(not), "not never") && is_modal(cx.before(not)));
    // "SHALL NOT be an integer below 3" denies the limit, not the kind.
    let limited = || is_limit(cx, at + 1 + usize::from(is!(cx.at(at), "a an")));
    place == Place::Clause && (denied || is_refused(cx, at)) && !limited()
}

fn is_limit(cx: &Cx<'_>, at: usize) -> bool {
    let limit = ATTRIBUTES.at(cx.tokens, at).map(|(limit, _)| limit);
    matches!(limit, Some(Attribute::LessThan | Attribute::MoreThan))
}

/// "refuse to start with a key shorter than 8 characters": what stands there is what must not be.
fn is_refused(cx: &Cx<'_>, at: usize) -> bool {
    // "exit with code 1 if X does not start with …" says so itself.
    let stops = |&i: &usize| is!(cx.at(i), "with on given if when unless where");
    let with = (0..at).rev().take(CLOSE).find(stops).filter(|&i| is!(cx.at(i), "with on given"));
    with.is_some_and(|with| {
        let starts = is!(cx.before(with), "start boot run launch");
        let fails = |i: usize| {
            is!(cx.at(i), "refuse refuses fail fails exit exits abort aborts")
                || starts && is!(cx.at(i), "not never")
        };
        (with.saturating_sub(3)..with).any(fails) && (with..at).any(|i| cx.name(i).is_some())
    })
}

/// The contrary of what was found at a position. A default that is denied says nothing.
pub(super) fn contrary(cx: &Cx<'_>, at: usize, found: Found) -> Found {
    let beyond = |end: &End| End { exclusive: !end.exclusive, ..end.clone() };
    let flips = is_refused(cx, at) || is_limit(cx, at);
    match found.facts.as_slice() {
        [FactKind::Max(end)] if flips => {
            return Found { facts: vec![FactKind::Min(beyond(end))], ..found };
        }
        [FactKind::Min(end)] if flips => {
            return Found { facts: vec![FactKind::Max(beyond(end))], ..found };
        }
        _ => {}
    }
    let unfit =
        |fact: &FactKind| !matches!(fact, FactKind::Default(_) | FactKind::Secret) && one(fact).is_none();
    if found.facts.iter().any(unfit) {
        return Found::problem(
            cx,
            at,
            found.next,
            "says only what a value must not be",
            "write what it must be, such as `{name} SHALL be an integer between 1 and 9`; single values may be forbidden, as in `{name} SHALL NOT be \"a\" or \"b\"`",
        );
    }
    let facts = found.facts.iter().filter_map(one).collect();
    Found { facts, ..found }
}

fn one(fact: &FactKind) -> Option<FactKind> {
    match fact {
        FactKind::OneOf(values) => Some(FactKind::Forbidden(values.clone())),
        FactKind::Required => Some(FactKind::presence(false)),
        FactKind::Optional { .. } => Some(FactKind::Required),
        // "positive"
        FactKind::Min(end) if end.exclusive && end.literal.text == "0" => {
            Some(FactKind::Max(End::zero(false)))
        }
        _ => None,
    }
}
