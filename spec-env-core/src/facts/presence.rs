//! Whether a variable must be there, said beside its name: `(required)`, `(optional unless …)`, `required: no`.

use super::attribute::{Found, Place};
use super::context::Cx;
use super::literal::ends_clause;
use super::noun::{noun_phrase, unit};
use super::phrases::Attribute;
use super::undecided::{is_place, somewhere};
use super::{FAR, FactKind, Wrong};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// `required: no`, `optional: yes`, `secret: no`.
pub(super) fn answered(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let marked = cx.punct(at + 1, ":=") || is!(cx.at(at + 1), "is");
    let yes = is!(cx.at(at + 2), "yes true ✅ ✓ ✔");
    if !marked || !(yes || is!(cx.at(at + 2), "no false ❌ ✗ ✘")) {
        return None;
    }
    let facts = match () {
        () if is!(cx.at(at), "required mandatory") => vec![FactKind::presence(yes)],
        () if is!(cx.at(at), "optional") => vec![FactKind::presence(!yes)],
        () if is!(cx.at(at), "secret sensitive") => {
            vec![FactKind::Secret].into_iter().filter(|_| yes).collect()
        }
        () => return None,
    };
    Some(Found::facts(facts, at + 3))
}

/// `(required)`, `(optional)`, `(required if …)`, `SHALL be set`.
pub(super) fn presence(
    cx: &Cx<'_>,
    attribute: Attribute,
    at: usize,
    next: usize,
    place: Place,
) -> Option<Found> {
    let required = attribute == Attribute::Required;
    // "X MAY be set"
    if required && is!(cx.before(at), "may can might could") {
        return None;
    }
    // "SHALL only be set when `B` is "x"" forbids it elsewhere.
    let only_set =
        required && is!(cx.before(at), "only") && is!(cx.at(at), "be") && is!(cx.before(next), "set");
    if only_set {
        return Some(Found::problem(cx, at - 1, next, ONLY_SET.0, ONLY_SET.1));
    }
    let single = next == at + 1;
    // "is only required when B is false"
    let only = is!(cx.before(at), "only") && is!(cx.at(at.wrapping_sub(2)), "be is are");
    let also = usize::from(is!(cx.before(at), "also then"));
    let after_be = is!(cx.before(at - also), "be is are") || only;
    // "SHALL be an integer; optional."
    // "- `X`, required", "- `X` required"
    let comma = usize::from(cx.follows(at, ","));
    let named = comma == 1 || cx.names_behind(at) && cx.candidate(at - 1).is_some();
    // "these environment variables, all optional:"
    let each = is!(cx.before(at), "all both") && cx.follows(at.wrapping_sub(1), ",");
    let alone = (cx.follows(at, ".;") || is!(cx.before(at), "and but") || named || each)
        && (ends_clause(cx, next) || each && cx.punct(next, ":"))
        || cx.follows(at, ".") && is_place(cx, next);
    if place == Place::Clause && single && !after_be && !alone {
        return None;
    }
    // "SHALL be non-empty text"
    if cx.is_noun(next) && is!(cx.before(next), "non-empty nonempty") {
        return None;
    }
    // "be set to X", "be given in seconds" say what the value is, not that there is one.
    let as_well = is!(cx.at(next), "as") && is!(cx.at(next + 1), "well");
    let how = is!(cx.at(next), "to as by via through with using from") && !as_well;
    let unit = is!(cx.at(next), "in") && unit(cx, next + 1).is_some();
    // "be required to reach the server", "be set to enable it", "be set to a non-empty value"
    let set = is!(cx.before(next), "set provided specified defined given present");
    let purpose = is!(cx.at(next), "to")
        && if set {
            is!(cx.at(next + 1), "enable use reach access connect allow authenticate run start")
                || is!(cx.at(next + 2), "non-empty nonempty")
        } else {
            !is!(cx.at(next + 1), "be have match contain equal hold end begin use include follow not")
                && !is!(cx.at(next + 2), "with")
        };
    if place == Place::Clause && (how && !purpose || unit) {
        return None;
    }
    // "SHALL NOT be empty when set" says what it is when it is there.
    let behind = cx.words.tokens.get(next..next + 2).unwrap_or_default();
    let when_set = is!(cx.before(next), "empty blank string value")
        && matches!(behind, [when, state] if is!(when, "when if") && is!(state, "set provided present specified given defined"));
    if required && when_set {
        return Some(Found { next, ..Found::default() });
    }
    let fact = FactKind::presence(required);
    // "(required, unless B is `b`)"
    let apart = place == Place::Remark
        && cx.punct(next, ",—–-")
        && is!(cx.at(next + 1), "if when unless where only except");
    let next = next + usize::from(apart);
    let Some(token) = cx.token(next) else {
        return Some(Found::facts(vec![fact], next));
    };
    // "(required only when B is `b`)"
    let remark = place == Place::Remark;
    let only_if = remark && is!(token, "only") && is!(cx.at(next + 1), "if when unless where");
    let (next, token) = if only_if { (next + 1, cx.at(next + 1)) } else { (next, token) };
    // "(required for `MODE=b`)", and "(optional unless B is `b`)", which is required then
    let assigned = is!(token, "for in with")
        && cx.at(next + 1).kind == TokenKind::Assign
        && (next + 2 >= cx.end() || cx.punct(next + 2, "),;"));
    let unless = is!(token, "unless");
    let decided = required || cx.candidate(next + 1 + usize::from(is!(cx.at(next + 1), "the"))).is_some();
    let conditional = unless && decided || required && (is!(token, "if when where while") || assigned);
    if conditional && (required || remark) {
        let fact = FactKind::Required;
        // "(required if X is "a", otherwise default 5)"
        let ends = |i: usize| {
            cx.punct(i, ");")
                || is!(cx.at(i), "otherwise")
                || cx.punct(i, ",")
                    && (is!(cx.at(i + 1), "otherwise default defaults defaulting optional")
                        || says_more(cx, i + 1))
        };
        let far = cx.end().min(next + FAR);
        let until = (next..far).find(|&i| ends(i) && cx.depth(i) <= cx.depth(next)).unwrap_or(far);
        let until = match place {
            Place::Clause if assigned => next + 2,
            Place::Clause => next,
            Place::Remark => until,
        };
        // "(required unless noted)"
        let noted = has!(cx, next..until, "noted stated marked indicated otherwise")
            && (next..until).all(|at| cx.candidate(at).is_none());
        if noted {
            return Some(Found::facts(vec![fact], until));
        }
        if until > next {
            let condition = Some((next + 1..until, unless && required));
            return Some(Found { facts: vec![fact], condition, next: until, ..Found::default() });
        }
        return Some(Found::facts(vec![fact], next));
    }
    somewhere(cx, at, next, required, place, only).or_else(|| Some(Found::facts(vec![fact], next)))
}

/// "(required if `A` is set, secret)", "(…, integer between 1 and 5)": what stands behind the condition.
fn says_more(cx: &Cx<'_>, at: usize) -> bool {
    let kind = || noun_phrase(cx, at).is_some_and(|(facts, _)| facts.iter().any(FactKind::says_what));
    cx.at(at).kind == TokenKind::Word
        && !is!(cx.at(at), "if when or and unless not")
        && (is!(cx.at(at), "secret sensitive confidential") || kind())
}

/// What is wrong where a variable may be set only under a condition, and what to do.
const ONLY_SET: Wrong = (
    "may be set only under a condition, which no rule of a contract states",
    "state where it is required: `{name} (required if OTHER_NAME is \"value\")`, and check in code that it is not set elsewhere",
);
