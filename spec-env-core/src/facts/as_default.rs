//! Defaults that are called so behind them: `"x" as the default`, `5 by default`, `` `a` (default) ``.

use std::ops::Range;

use super::attribute::Found;
use super::context::Cx;
use super::literal::literal;
use super::undecided::series;
use super::{FactKind, Literal, NEAR};
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// `` `a` (default) or `b` ``: which one of a list is the default.
pub(crate) fn marked_default(cx: &Cx<'_>, mut list: Range<usize>) -> Option<FactKind> {
    let at = list.find(|&at| is_marked_default(cx, at + 1))?;
    literal(&cx.until(at + 1), at, true).map(|(value, _)| FactKind::Default(value))
}

/// Whether `(default)` stands at a position.
pub(crate) fn is_marked_default(cx: &Cx<'_>, at: usize) -> bool {
    let word = at + 1 + usize::from(is!(cx.at(at + 1), "the"));
    cx.punct(at, "(") && is!(cx.at(word), "default") && cx.punct(word + 1, ")")
}

/// `"delta" as the default`.
pub(crate) fn said_behind(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let token = cx.token(at)?;
    let loud = token.kind == TokenKind::Name
        && cx.name(at).is_none()
        && !cx.inner(at).contains('_')
        && (cx.follows(at, "(,;:—–") || is!(cx.before(at), "- with using"));
    // "with the `OLD_X` environment variable as a fallback"
    let name = cx.is_clear(at) && token.kind == TokenKind::Name;
    let marked = loud || name || matches!(token.kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number);
    let word = |at: usize| cx.token(at);
    // "which is off by default"
    let switch =
        is!(token, "on off true false enabled disabled") && word(at + 1).is_some_and(|t| is!(t, "by"));
    let (value, next) = if switch {
        let on = is!(token, "on true enabled");
        (Literal::plain(if on { "true" } else { "false" }, false, token.span()), at + 1)
    } else {
        // "INFO by default"
        let bare = loud.then(|| (Literal::plain(cx.inner(at), token.marked, token.span()), at + 1));
        bare.or_else(|| literal(cx, at, false)).filter(|_| marked)?
    };
    // "A and B SHALL be `x` and 8080 by default"
    let (values, last) = series(cx, &value, next);
    if values.len() > 1 && is!(cx.at(last), "by") && is!(cx.at(last + 1), "default") {
        return Some(Found::facts(values.into_iter().map(FactKind::Default).collect(), last + 2));
    }
    if is_marked_default(cx, next) {
        return Some(Found::facts(vec![FactKind::Default(value)], next + 3));
    }
    let next = cx.behind_variable(next).filter(|_| name).unwrap_or(next);
    let led = word(next).is_some_and(|t| is!(t, "as by being is"));
    let article = word(next + 1).is_some_and(|t| is!(t, "the its a"));
    let behind = next + 2 + usize::from(article);
    let named = led && word(behind - 1).is_some_and(|t| is!(t, "default fallback"));
    // "A and B, with `production` as the default dataset": whose it is nobody says.
    let noun = cx.is_noun(behind) && !is!(cx.at(behind), "value");
    let whose = || noun && (name || loud || cx.names_in(at.saturating_sub(NEAR)..at).len() > 1);
    if named && !whose() {
        return Some(Found::facts(vec![FactKind::Default(value)], behind));
    }
    // "the default level SHALL be `info`, overridable via X", "SHALL be 3 and MAY be overridden by X"
    let joins = |at: &usize| cx.punct(*at, ",") || is!(cx.at(*at), "and but may can be");
    let over = (next..next + 5).find(|at| !joins(at)).filter(|&over| over > next)?;
    let overridable = is!(cx.at(over), "overridable overridden configurable adjustable");
    let stated =
        is!(cx.before(at), "be") && overridable && is!(cx.at(over + 1), "by via with through in from");
    stated.then(|| Found::facts(vec![FactKind::Default(value)], next))
}
