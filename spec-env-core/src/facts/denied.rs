//! What a value must not be: `SHALL NOT be one of "a", "b"`.

use super::attribute::{Found, Place};
use super::context::Cx;
use super::{End, FactKind};
use crate::ears::sentence::is_modal;
use crate::ears::word::is;

/// Whether a SHALL NOT denies what stands at a position: "SHALL NOT be", "SHALL NOT be treated as".
pub(super) fn is_denied(cx: &Cx<'_>, at: usize, place: Place) -> bool {
    let leads = |&i: &usize| is!(cx.at(i), "be accept contain treated considered regarded as");
    let not = (0..at).rev().take(4).find(|i| !leads(i));
    place == Place::Clause && not.is_some_and(|not| is!(cx.at(not), "not never") && is_modal(cx.before(not)))
}

/// The contrary of what was found at a position. A default that is denied says nothing.
pub(super) fn contrary(cx: &Cx<'_>, at: usize, found: Found) -> Found {
    let unfit =
        |fact: &FactKind| !matches!(fact, FactKind::Default(_) | FactKind::Secret) && one(fact).is_none();
    if found.facts.iter().any(unfit) {
        return Found::problem(
            cx,
            at,
            found.next,
            "says only what a value must not be",
            "write what it must be, such as `SHALL be an integer between 1 and 9`; single values may be forbidden, as in `SHALL NOT be \"a\" or \"b\"`",
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
