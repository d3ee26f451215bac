//! Smallest and largest values and lengths, beside a variable: `between 1 and 10`, `at least 5`.

use super::attribute::{Found, Place};
use super::context::Cx;
use super::literal::{canonical, ends_clause, is_character};
use super::noun::end_of_range;
use super::phrases::{ATTRIBUTES, Attribute, TYPES};
use super::{CLOSE, End, FactKind, Wrong};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// `between 1 and 10`, `from 1 to 10`, `in the range 1-10`.
pub(super) fn between(cx: &Cx<'_>, next: usize) -> Option<Found> {
    let (low, here) = end_of_range(cx, next, false)?;
    range_from(cx, low, here)
}

/// `[1, 250]`, `(0, 1]`: a round bracket leaves its end out.
pub(super) fn interval(cx: &Cx<'_>, open: usize) -> Option<Found> {
    let (low, here) = end_of_range(cx, open + 1, cx.punct(open, "("))?;
    let (mut high, close) = end_of_range(cx, here + 1, false)?;
    high.exclusive = cx.punct(close, ")");
    let closed = cx.punct(open, "[(") && cx.punct(here, ",") && cx.punct(close, "])");
    closed.then(|| Found::facts(vec![FactKind::Min(low), FactKind::Max(high)], close + 1))
}

/// `0-23` in a remark, `SHALL be 8 to 64 characters long`.
pub(super) fn bare_range(cx: &Cx<'_>, at: usize, place: Place) -> Option<Found> {
    let number = |at: usize| cx.token(at).is_some_and(|t| t.kind == TokenKind::Number);
    let dashed = cx.punct(at + 1, "-–") || is!(cx.at(at + 1), ".. ..=");
    let worded = is!(cx.at(at + 1), "to through");
    // "an integer, 1-10"
    let typed = cx.follows(at, ",") && TYPES.at(cx.tokens, at.wrapping_sub(2)).is_some();
    let led = place == Place::Remark || is!(cx.before(at), "be is are") || typed;
    if !((dashed || worded) && number(at) && number(at + 2)) {
        return None;
    }
    let (low, here) = end_of_range(cx, at, false)?;
    // "(5 to 10 a day)" counts something.
    let ends = |found: &Found| found.next >= cx.end() || cx.punct(found.next, ",;()");
    range_from(cx, low, here)
        .filter(|found| (led || found.measures()) && (dashed || place == Place::Clause || ends(found)))
}

fn range_from(cx: &Cx<'_>, mut low: End, here: usize) -> Option<Found> {
    // "between 0 (off) and 3 (full)"
    let remark = cx.punct(here, "(") && !has!(cx, cx.inside_parenthesis(here), "default defaults");
    let here = if remark { cx.behind_parenthesis(here) } else { here };
    // "from 1 up to and including 32"
    let here = here + usize::from(is!(cx.at(here), "up"));
    let joined = cx.punct(here, "-–…") || is!(cx.at(here), "and to through until .. ..=");
    let including = is!(cx.at(here + 1), "and") && is!(cx.at(here + 2), "including");
    let here = here + if including { 2 } else { 0 };
    if !joined {
        return None;
    }
    let (mut high, mut next) = end_of_range(cx, here + 1, false)?;
    if low.literal.unit.is_none() {
        low.literal.unit.clone_from(&high.literal.unit);
        low.length = high.length;
    }
    next += usize::from(is!(cx.at(next), "inclusive"));
    // "between 1 and 10 exclusive", "…, exclusive", "… (exclusive)"
    let mark = next + usize::from(cx.punct(next, ",("));
    let outside = is!(cx.at(mark), "exclusive exclusively");
    (low.exclusive, high.exclusive) = (low.exclusive || outside, outside);
    next = if outside { mark + 1 + usize::from(cx.punct(mark + 1, ")")) } else { next };
    Some(Found::facts(vec![FactKind::Min(low), FactKind::Max(high)], next))
}

/// `5 or more`, `100 or less`.
pub(super) fn or_more(cx: &Cx<'_>, at: usize) -> Option<Found> {
    is!(cx.before(at), "be is are to of have contain").then(|| or_more_of(cx, at))?
}

fn or_more_of(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let (mut limit, next) = end_of_range(cx, at, false)?;
    let behind = cx.token(next + 1).filter(|_| is!(cx.at(next), "or"))?;
    // "5 or more characters"
    let counted = is_character(cx.inner(next + 2));
    limit.length |= counted;
    // "contain zero or more host names" counts them.
    if is!(cx.before(at), "contain have") && !limit.length && cx.is_noun(next + 2) {
        return None;
    }
    let fact: fn(End) -> FactKind = if is!(behind, "more greater higher larger longer above over") {
        FactKind::Min
    } else if is!(behind, "less fewer lower smaller shorter below under") {
        FactKind::Max
    } else {
        return None;
    };
    Some(Found::facts(vec![fact(limit)], next + 2 + usize::from(counted)))
}

/// `be 32 characters long`.
pub(super) fn long(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let (both, next) = end_of_range(cx, at, false).filter(|_| is!(cx.before(at), "be is are"))?;
    (both.length && ends_clause(cx, next))
        .then(|| Found::facts(vec![FactKind::Min(both.clone()), FactKind::Max(both)], next))
}

/// `exactly 16 characters`, `a length of 32`: a length, from both sides.
pub(super) fn exactly(cx: &Cx<'_>, at: usize, next: usize) -> Option<Found> {
    let limited = has!(cx, at.saturating_sub(3)..at, "maximum minimum max min least most");
    // "a length of 8 to 64 characters", "of 8 or more"
    let range = between(cx, next).or_else(|| or_more_of(cx, next));
    if let Some(mut found) = range.filter(|_| !limited && has!(cx, at..next, "length")) {
        for fact in &mut found.facts {
            if let FactKind::Min(end) | FactKind::Max(end) = fact {
                end.length = true;
            }
        }
        return Some(found);
    }
    let (mut both, behind) = end_of_range(cx, next, false).filter(|_| !limited)?;
    let bytes = both.literal.unit.as_deref().is_some_and(|unit| unit == "bytes" || unit == "byte");
    both.length |= bytes || has!(cx, at..next, "length");
    both.length.then(|| Found::facts(vec![FactKind::Min(both.clone()), FactKind::Max(both)], behind))
}

/// `>= 5`, `≤ 10`.
pub(super) fn sign(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let equal = cx.punct(at + 1, "=");
    let (exclusive, fact): (bool, fn(End) -> FactKind) = match cx.inner(at) {
        "≥" | ">=" => (false, FactKind::Min),
        "≤" | "<=" => (false, FactKind::Max),
        ">" => (!equal, FactKind::Min),
        "<" => (!equal, FactKind::Max),
        _ => return None,
    };
    limit(cx, at, at + 1, exclusive, fact)
}

/// What is wrong where two variables are compared, and what to do.
pub(super) const COMPARED: Wrong = (
    "is compared with another variable, which no rule of a contract states",
    "state the limit as a number, such as `{name} SHALL be at most 100`, and compare the two in code",
);

/// `than the Y environment variable`: the position behind the name.
pub(super) fn other_variable(cx: &Cx<'_>, from: usize) -> Option<usize> {
    let at = (from..from + 5).find(|&at| !is!(cx.at(at), "the value of that twice double half"))?;
    cx.name(at).map(|_| at + 1)
}

/// `SHALL be at least Y`, `SHALL be at least 2 times the Y environment variable`: the position behind the name.
fn compared(cx: &Cx<'_>, at: usize, from: usize, end: Option<&(End, usize)>) -> Option<usize> {
    // "capped at the `MAX_WAIT` environment variable" describes what the service does.
    if !is!(cx.before(at), "be shall must") {
        return None;
    }
    match end {
        None => other_variable(cx, from),
        Some((end, behind)) if end.literal.unit.as_deref() == Some("times") => other_variable(cx, *behind),
        Some(_) => None,
    }
}

/// "the length of X SHALL be at least 32", "X has a length below 8"
pub(super) fn is_length(cx: &Cx<'_>, at: usize) -> bool {
    let near = at.saturating_sub(CLOSE)..at;
    let named = |from: usize| (from..from + 4).any(|i| cx.name(i).is_some());
    let noun = at - usize::from(is!(cx.before(at), "of"));
    let owned =
        is!(cx.before(noun), "length") && has!(cx, noun.saturating_sub(3)..noun, "have has having with");
    owned || near.clone().any(|i| is!(cx.at(i), "length") && is!(cx.at(i + 1), "of") && named(i + 2))
}

/// "longer than 5m" is about a duration.
pub(super) fn is_timed(end: &End) -> bool {
    let unit = end.literal.unit.as_deref().and_then(canonical);
    unit.is_some_and(|suffix| !suffix.ends_with('B'))
}

/// `at least 5`, `SHALL NOT exceed 300 seconds`, `minimum length of 8`.
pub(super) fn limit(
    cx: &Cx<'_>,
    at: usize,
    next: usize,
    exclusive: bool,
    fact: fn(End) -> FactKind,
) -> Option<Found> {
    // "(min. 1, max. 9)"
    let next = next + usize::from(cx.punct(next, ".") && is!(cx.before(next), "min max"));
    // "prefer X over 3 others"
    if is!(cx.at(at), "over")
        && !is!(cx.before(at), "be is are number integer value values duration size port")
    {
        return None;
    }
    let from = next + usize::from(cx.punct(next, ":="));
    let end = end_of_range(cx, from, exclusive);
    if let Some(until) = compared(cx, at, from, end.as_ref()) {
        return Some(Found::problem(cx, at, until, COMPARED.0, COMPARED.1));
    }
    let (mut limit, behind) = end?;
    limit.length |= has!(cx, at..next, "length longer shorter") && !is_timed(&limit);
    // "SHALL NOT be less than 1 or greater than 100": what is denied on one side is denied on the other.
    if has!(cx, at..next, "not never no") && is!(cx.at(behind), "or nor") {
        let here = behind + 1 + usize::from(is!(cx.at(behind + 1), "be"));
        let other: Option<fn(End) -> FactKind> = match ATTRIBUTES.at(cx.tokens, here).map(|(a, _)| a) {
            Some(Attribute::MoreThan) => Some(FactKind::Max),
            Some(Attribute::LessThan) => Some(FactKind::Min),
            _ => None,
        };
        let from = ATTRIBUTES.at(cx.tokens, here).map_or(cx.end(), |(_, next)| next);
        if let Some(other) = other
            && let Some((opposite, behind)) = end_of_range(cx, from, false)
        {
            return Some(Found::facts(vec![fact(limit), other(opposite)], behind));
        }
    }
    let fact = fact(limit);
    let Some((other, behind)) = opposite(cx, behind, &fact) else {
        return Some(Found::facts(vec![fact], behind));
    };
    let (one, other) = in_one_unit(fact, other);
    Some(Found::facts(vec![one, other], behind))
}

/// "at least 3 and at most 20 characters", "min 8, max 64": the other end of a range, and the position behind it.
fn opposite(cx: &Cx<'_>, behind: usize, one: &FactKind) -> Option<(FactKind, usize)> {
    let comma = behind + usize::from(cx.punct(behind, ","));
    let joined = comma + usize::from(is!(cx.at(comma), "and but"));
    let here = joined + usize::from(is!(cx.at(joined), "a"));
    let (attribute, next) =
        ATTRIBUTES.at(cx.tokens, here).filter(|_| joined > behind || is!(cx.at(here), "max min"))?;
    let fact: fn(End) -> FactKind = match (attribute, one) {
        (Attribute::AtLeast, FactKind::Max(_)) => FactKind::Min,
        (Attribute::AtMost, FactKind::Min(_)) => FactKind::Max,
        _ => return None,
    };
    let (end, behind) = end_of_range(cx, next, false)?;
    Some((fact(end), behind))
}

/// What one end counts, where the other one is a bare number: "at least 12 characters and at most 128".
fn in_one_unit(mut one: FactKind, mut other: FactKind) -> (FactKind, FactKind) {
    if let (FactKind::Min(low) | FactKind::Max(low), FactKind::Min(high) | FactKind::Max(high)) =
        (&mut one, &mut other)
    {
        let bare = |end: &End| end.literal.unit.is_none() && !end.length;
        let copy = |from: &End, to: &mut End| {
            to.literal.unit.clone_from(&from.literal.unit);
            to.length = from.length;
        };
        if bare(low) {
            copy(high, low);
        } else if low.length && bare(high) {
            copy(low, high);
        }
    }
    (one, other)
}
