//! The values that are accepted, beside a variable: `one of a, b or c`.

use super::as_default::{is_marked_default, marked_default};
use super::attribute::{Found, Place};
use super::context::Cx;
use super::form::asked;
use super::kind::or_kind;
use super::literal::{ends_clause, literals};
use super::phrases::{ATTRIBUTES, SEPARATORS, STATES, TYPES};
use super::range::between;
use super::{CLOSE, FactKind, TypeFact};
use crate::contract::Kind;
use crate::ears::sentence::is_deployment;
use crate::ears::token::{TokenKind, is_name};
use crate::ears::word::{has, is};

/// `one of a, b or c`, `accepted values: …`, `with values "A" or "B"`.
pub(super) fn one_of(cx: &Cx<'_>, at: usize, next: usize) -> Option<Found> {
    // "ignore the values `a` and `b`"
    if has!(
        cx,
        at.saturating_sub(3)..at,
        "ignore ignores forbid forbids prohibit prohibits warn about against"
    ) {
        return None;
    }
    let definite = is!(cx.before(next), "of") && !is!(cx.at(at), "values value");
    let opens = |&at: &usize| {
        cx.punct(at, ":({")
            || is!(
                cx.at(at),
                "the values value either following one of exactly only case-sensitive case-insensitive"
            )
    };
    let mut from = (next..next + CLOSE).find(|at| !opens(at))?;
    // "one of the supported profiles `small`, `medium` or `large`"
    let noun = (from..from + 3).find(|&at| !cx.is_noun(at)).filter(|&at| at > from && cx.at(at).marked);
    from = noun.unwrap_or(from);
    let (mut values, mut behind) = literals(cx, from, definite);
    let announced = has!(
        cx,
        at.saturating_sub(1)..from,
        "accepted allowed valid permitted possible supported legal acceptable"
    ) || cx.punct(next, ":");
    // "set to either live or test"; "either absolute or relative" may describe.
    let either = has!(cx, at..from, "either");
    let assigned = has!(cx, at.saturating_sub(1)..from, "to");
    let accepting = is!(cx.at(at), "accepting");
    let named =
        has!(cx, at..from, "values options choices") || is!(cx.at(at), "limited restricted constrained");
    let clear = |count: usize| announced || either && assigned || (either || accepting || named) && count > 2;
    if values.is_empty()
        && let Some(found) = words(cx, from).filter(|(values, _)| clear(values.len()) || are_loud(values))
    {
        (values, behind) = found;
    }
    if let Some(found) = truth(&values, behind) {
        return Some(found);
    }
    // "only the value `1` enables it" leaves the others.
    let concludes = ends_clause(cx, behind) || is!(cx.at(behind), "is are as shall must may");
    let enough = values.len() >= 2 || values.len() == 1 && is!(cx.at(at), "only") && concludes;
    if enough {
        let default = marked_default(cx, from..behind);
        let facts = [FactKind::OneOf(values)].into_iter().chain(default).collect();
        // "`a` or `b` (default)"
        let next = behind + 3 * usize::from(is_marked_default(cx, behind));
        let closes = cx.punct(next, ")") && (at..from).any(|at| cx.punct(at, "("));
        let next = next + usize::from(closes);
        // "one of the case-insensitive values `a` and `b`"
        let problem = (at..from).find_map(|at| asked(cx, at)).and_then(|found| found.problem);
        return Some(Found { problem, ..Found::facts(facts, next) });
    }
    // "valid values 1 to 6"
    if announced { between(cx, from) } else { None }
}

/// `debug, info, warn`: words without marks, where nothing but values could be meant, and the position behind them.
pub(super) fn words(cx: &Cx<'_>, from: usize) -> Option<(Vec<String>, usize)> {
    let (values, behind) = literals(cx, from, true);
    let plain = (from..behind).all(|i| {
        // "json, csv or text"
        let kind = matches!(TYPES.at(cx.tokens, i), Some((kind, _)) if kind != Kind::Text)
            || SEPARATORS.at(cx.tokens, i).is_some() && !is!(cx.at(i), "csv");
        !kind
            && (cx.is_noun(i)
                || cx.at(i).marked && cx.candidate(i).is_none()
                || cx.candidate(i).is_some() && cx.name(i).is_none()
                || cx.punct(i, ",|/")
                || is!(cx.at(i), "and or on off true false"))
    });
    let ends = ends_clause(cx, behind) || is!(cx.at(behind), "as for");
    (plain && values.len() >= 2 && ends).then_some((values, behind))
}

/// Whether values are written in capitals throughout, as nothing but values and names is.
fn are_loud(values: &[String]) -> bool {
    values.iter().all(|value| is_name(value) && !value.contains('_'))
}

/// A remark that is only values ("a", "b" or "c"), and SHALL be "a" or "b".
pub(super) fn choice(cx: &Cx<'_>, at: usize, place: Place) -> Option<Found> {
    // "SHALL be set to `a` or `b`", "SHALL set `X` to `a` or `b`"
    let near = at.saturating_sub(CLOSE)..at;
    let restricted = is_restricted(cx, at);
    let assigned = is!(cx.before(at), "to") && has!(cx, near.clone(), "set sets") || restricted;
    // "SHALL select the backend from `a`, `b` or `c`"
    let selects = is!(cx.before(at), "from between among")
        && cx
            .within(at.saturating_sub(CLOSE)..at)
            .windows(2)
            .any(|w| is!(w[0], "shall must will") && is!(w[1], "select choose pick switch"));
    let led = match place {
        Place::Clause => is!(cx.before(at), "be either accept accepts equal equals") || assigned || selects,
        Place::Remark => at == 0 || cx.follows(at, "(:—–|"),
    };
    let slashed = place == Place::Remark && led && cx.punct(at + 1, "/,") && cx.is_noun(at);
    if let Some((values, next)) = plain_words(cx, at).filter(|_| place == Place::Clause) {
        return Some(Found::facts(vec![FactKind::OneOf(values)], next));
    }
    // "read X as `true` or `false`"
    if !led && place == Place::Clause && is!(cx.before(at), "as is are") {
        let (values, next) = literals(cx, at, false);
        return truth(&values, next).filter(|_| ends_clause(cx, next));
    }
    if !led {
        return None;
    }
    let marked = cx.token(at).is_some_and(|t| {
        let name = t.kind == TokenKind::Name && t.marked && cx.name(at).is_none();
        let number = t.kind == TokenKind::Number
            && (place == Place::Clause && is!(cx.before(at), "be either")
                || place == Place::Remark && cx.follows(at, "(") && cx.punct(at + 1, ","));
        name || number || matches!(t.kind, TokenKind::Code | TokenKind::Quote) || is!(t, "true false")
    });
    // "debug | info | warn" needs no marks: the bars are marks enough; and "INFO or WARN" is in capitals throughout.
    let barred =
        cx.punct(at + 1, "|") && !matches!(TYPES.at(cx.tokens, at), Some((kind, _)) if kind != Kind::Text);
    let loud = !marked && cx.candidate(at).is_some() && cx.name(at).is_none();
    if !(marked || barred || loud || slashed) {
        return None;
    }
    let (values, next) = literals(cx, at, barred || loud || slashed);
    if loud
        && !((are_loud(&values) || place == Place::Clause && values.iter().all(|v| is_name(v)))
            && ends_clause(cx, next))
    {
        return None;
    }
    if let Some(found) = truth(&values, next) {
        return Some(found);
    }
    if let Some(found) = or_kind(cx, at, next) {
        return Some(found);
    }
    // "the accepted values of `X` SHALL be `a` and `b`"
    let plural =
        has!(cx, at.saturating_sub(12)..at, "values options choices modes levels formats selected chosen");
    // "(DEBUG, INFO)", "(`a`, `b`; default `a`)" is nothing but values; "(`host`, `port`)" may be what it is made of.
    let given = (next + 1..next + 3).any(|i| is!(cx.at(i), "default defaults defaulting"));
    let given = given && (next + 2..next + 4).any(|i| values.iter().any(|value| value == cx.inner(i)));
    let listed = place == Place::Remark
        && (are_loud(&values) || marked_default(cx, at..next).is_some() || given)
        && (next >= cx.end() || cx.punct(next, ";)."));
    // "the values for X: debug, info, warn"
    let shown = has!(cx, near.clone(), "show shows print prints log logs display displays list lists");
    let announced = cx.follows(at, ":") && has!(cx, near, "values options choices") && !shown;
    // "(debug/info/warn, default info)", "(debug, info, warn; default info)", but not "(host/port/user)"
    if slashed && !((given || announced) && values.len() > 2) {
        return None;
    }
    let joined = plural
        || restricted
        || announced
        || listed
        || is!(cx.before(at), "between")
        || (at..next).any(|i| is!(cx.at(i), "or") || cx.punct(i, "|/"));
    let whole = place == Place::Clause || next >= cx.end() || cx.punct(next, ");,(");
    let count = values.len();
    let default = marked_default(cx, at..next);
    let facts = || [FactKind::OneOf(values)].into_iter().chain(default).collect();
    (count >= 2 && joined && whole).then(|| Found::facts(facts(), next))
}

/// "SHALL restrict X to": whether what follows is all that is accepted.
fn is_restricted(cx: &Cx<'_>, at: usize) -> bool {
    is!(cx.before(at), "to")
        && has!(cx, at.saturating_sub(CLOSE)..at, "restrict restricts limit limits constrain constrains")
}

/// "SHALL be debug, info or warn", "SHALL accept only debug or info": three words, or two where nothing else is accepted.
fn plain_words(cx: &Cx<'_>, at: usize) -> Option<(Vec<String>, usize)> {
    let values = is!(cx.before(at), "values") && is!(cx.at(at.wrapping_sub(3)), "accept accepts be");
    let only = is_restricted(cx, at)
        || is!(cx.before(at), "only") && is!(cx.at(at.wrapping_sub(2)), "accept accepts be allow allows");
    if !(only || values || is!(cx.before(at), "be accept accepts")) || !cx.is_noun(at) {
        return None;
    }
    let (words, next) = words(cx, at)?;
    let describes = |i: usize| {
        STATES.at(cx.tokens, i).is_some()
            || ATTRIBUTES.at(cx.tokens, i).is_some()
            || TYPES.at(cx.tokens, i).is_some()
            || !is_deployment(cx.at(i))
                && ["ed", "able", "ible", "ing", "ly", "ic", "al"]
                    .iter()
                    .any(|end| cx.inner(i).ends_with(end))
    };
    let last = (at..next).rev().find(|&i| is!(cx.at(i), "and or") || cx.punct(i, ","));
    let joined = last
        .is_some_and(|i| is!(cx.at(i), "or") || (values || only && words.len() > 2) && !is!(cx.at(i), "or"));
    // "letters, digits or dashes" are sorts of things.
    let sorts = words.iter().all(|word| word.ends_with('s'));
    let enough = !sorts && words.len() > 2 || words.len() > 1 && !sorts && (only || values);
    (joined && enough && !(at..next).any(describes)).then_some((words, next))
}

/// "true or false" is a boolean.
fn truth(values: &[String], next: usize) -> Option<Found> {
    let both =
        matches!(values, [a, b] if matches!((a.as_str(), b.as_str()), ("true", "false") | ("false", "true")));
    let fact = TypeFact { kind: Some(Kind::Boolean), ..TypeFact::default() };
    both.then(|| Found::facts(vec![FactKind::Type(fact)], next))
}
