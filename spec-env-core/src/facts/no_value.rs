//! What says that there is no default: `default: none`, `""`, "an empty list".

use super::FactKind;
use super::attribute::{Found, Place};
use super::context::Cx;
use super::literal::ends_clause;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// "(default: none)", which may be missing then, and "required; default none", which says no more than before.
pub(super) fn no_value(cx: &Cx<'_>, at: usize, none: usize, place: Place, noun: bool) -> Option<Found> {
    let said = is!(cx.at(none), "none unset empty nothing null");
    let required = has!(cx, at.saturating_sub(4)..at, "required mandatory");
    let clause = place == Place::Clause && noun && ends_clause(cx, none + 1);
    if said && (clause || required) {
        return Some(Found { next: none + 1, ..Found::default() });
    }
    let next = nothing(cx, none).or((said && place == Place::Remark).then_some(none + 1))?;
    Some(Found::facts(vec![FactKind::Optional { stated: true }], next))
}

/// The position behind what says that there is no value: `None`, `""`, "an empty list".
pub(super) fn nothing(cx: &Cx<'_>, at: usize) -> Option<usize> {
    let first = (at..at + 5).find(|&i| !(is!(cx.at(i), "a an the value default") || cx.punct(i, ":")))?;
    let token = cx.at(first);
    let empty = is!(token, "empty") && is!(cx.at(first + 1), "string list array set map object value");
    // `"null"` is text, `null` is none.
    let written = cx.text[token.span()].trim_matches('`').trim();
    let none = match token.kind {
        // `X=""`
        TokenKind::Assign => token.rest(cx.text).is_empty(),
        TokenKind::Code => matches!(written, "" | "\"\"" | "''" | "None" | "null" | "nil" | "undefined"),
        TokenKind::Word => is!(token, "null nil nothing undefined none empty") && ends_clause(cx, first + 1),
        _ => false,
    };
    let quotes = cx.punct(first, "\"") && cx.punct(first + 1, "\"");
    (empty || none || quotes).then(|| first + 1 + usize::from(empty || quotes))
}
