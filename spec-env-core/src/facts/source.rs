//! Names that stand in front of their source: `read A and B from the environment`.

use std::ops::Range;

use super::context::Cx;
use super::listed::acceptable;
use super::phrases::{SEPARATORS, STATES, UNITS, VARIABLE, VERBS};
use super::undecided::environment;
use super::{CLOSE, NameId};
use crate::ears::sentence::Sentence;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// Whether nothing stands between a name and its source but other names, with or without what they are for, and words such as
/// "read"; "exit with `CONFIG_ERROR` when a setting is missing from the environment" is about the setting.
fn leads_to(cx: &Cx<'_>, between: Range<usize>) -> bool {
    // "read `X`, an integer, from the environment"
    let close = (between.start + 1..between.end)
        .find(|&at| cx.punct(at, ","))
        .filter(|_| cx.punct(between.start, ","));
    // "`X`, a socket address taken from the environment"
    let given =
        between.end.checked_sub(1).is_some_and(|last| is!(cx.at(last), "taken read given provided set"));
    if given && cx.punct(between.start, ",") && is!(cx.at(between.start + 1), "a an") {
        return true;
    }
    // "`X` milliseconds", "`X` and `Y`, both paths, …"
    let both = |&at: &usize| cx.punct(at, ",") && is!(cx.at(at + 1), "both all each");
    let between = between.start..between.clone().find(both).unwrap_or(between.end);
    let unit = UNITS.at(cx.tokens, between.start).map_or(between.start, |(_, next)| next);
    let between = close.filter(|_| is!(cx.at(between.start + 1), "a an")).unwrap_or(unit)..between.end;
    let some = |at: usize| {
        is!(
            cx.at(at),
            "value values setting settings variable variables key keys secret secrets credential credentials"
        )
    };
    let idle = |at: usize| {
        is!(
            cx.at(at),
            "startup boot launch runtime start time first comes come directly out found present available stored given already fail fails exit either neither isn't aren't wasn't doesn't"
        ) || ["ed", "en", "ly", "ing", "read", "set"].iter().any(|end| cx.inner(at).ends_with(end))
    };
    let kind =
        between.clone().find(|&at| is!(cx.at(at), "as") && is!(cx.at(at + 1), "a an")).unwrap_or(between.end);
    let describes =
        |at: usize| at > kind || (at + 1..between.end.min(at + 4)).any(|i| cx.candidate(i).is_some());
    let state = |at: usize| STATES.at(cx.tokens, at).is_some() || VERBS.at(cx.tokens, at).is_some();
    let noun = |at: usize| cx.is_noun(at) && !state(at) && cx.depth(at) <= cx.depth(between.end);
    let foreign = |at: usize| {
        let turns = is!(cx.at(at), "when if while unless after before with using because");
        let purpose = (at.saturating_sub(3)..at).any(|i| is!(cx.at(i), "for to"));
        turns && (at + 1..between.end).any(|i| noun(i) && !idle(i))
            || noun(at) && !some(at) && !idle(at) && !describes(at) && !purpose
    };
    !between.clone().any(foreign)
}

/// `read A and B from the environment`: the names that the source is the source of.
pub(super) fn from_source(cx: &Cx<'_>, sentence: &Sentence, at: usize, out: &mut Vec<NameId>) {
    let start = sentence.tokens.start;
    // "is set with an environment variable"
    let set = |i: usize| {
        is!(cx.at(i), "by with") && is!(cx.before(i), "set configured controlled given provided overridden")
    };
    let taken = |i: usize| {
        has!(cx, i.saturating_sub(CLOSE)..i, "read reads load loads get gets take takes obtain obtains")
    };
    let reads = |i: usize| is!(cx.at(i), "using") && taken(i);
    let out_of = |i: usize| is!(cx.at(i), "of") && is!(cx.before(i), "out") && taken(i);
    let by = |&i: &usize| is!(cx.at(i), "from in via through as") || set(i) || reads(i) || out_of(i);
    let from = (start..at).rev().take(7).find(by);
    let Some(from) = from else { return };
    // Between the preposition and the environment only other sources may stand, or what kind of variables they are.
    let phrase = VARIABLE.at(cx.tokens, at).is_some() && at - from <= 3;
    let other = (from + 1..at).all(|i| {
        !cx.is_noun(i)
            || phrase && !is!(cx.at(i), "prefix names values examples")
            || is!(cx.at(i), "process system runtime container shell os service deployment host")
            || is!(cx.at(i), "file")
            || is!(cx.at(from), "as") && SEPARATORS.at(cx.tokens, i).is_some()
            // "from the Vercel environment"
            || i + 1 == at && cx.at(i).is_capitalised(cx.text) && !environment(cx, i)
    });
    if !other {
        return;
    }
    // A longer clause is looked at from its middle on, so that no sentence costs the square of its length.
    let start = start.max(from.saturating_sub(512));
    let boundary = |&i: &usize| {
        cx.depth(i) <= cx.depth(from) && is!(cx.at(i), "shall must when if while where may unless")
    };
    let mut clause = (start..from).rev().find(boundary).map_or(start, |i| i + 1);
    // "read `X` if present in the environment"
    let own = |i: usize| {
        let noun = cx.is_noun(i) && !is!(cx.at(i), "available found given");
        noun || is!(cx.at(i), "value values") || cx.candidate(i).is_some()
    };
    if clause > start && is!(cx.at(clause - 1), "if when unless") && !(clause..from).any(own) {
        clause = (start..clause - 1).rev().find(boundary).map_or(start, |i| i + 1);
    }
    let clause = if set(from) { clause.max(from.saturating_sub(4)) } else { clause };
    // "`X` SHALL be read from the environment", but not "… when a setting is missing from the environment"
    let conditional = clause > start && is!(cx.at(clause - 1), "when if while where unless");
    let passive = !conditional
        && !set(from)
        && (clause..from).all(|i| !matches!(cx.at(i).kind, TokenKind::Name | TokenKind::Assign));
    let clause = if passive { sentence.subject.start.max(start).min(clause) } else { clause };
    let values = has!(cx, clause..from, "values levels options modes");
    for i in clause..from {
        let plain = cx.at(i).is_plain_name(cx.text);
        if values && (plain || !cx.inner(i).contains('_')) {
            continue;
        }
        // "read PORT, MONGO_URI and CC_URL from the environment"
        let joins = |i: usize| cx.punct(i, ",/&") || is!(cx.at(i), "and");
        let next = i + 1 + usize::from(joins(i + 1)) + usize::from(joins(i + 2));
        let led = is!(
            cx.before(i),
            "read reads load loads use uses get gets obtain obtains take takes accept accepts require requires"
        ) || joins(i.wrapping_sub(1))
            && cx.candidate(i.wrapping_sub(2)).is_some_and(|before| out.contains(&before));
        let member = led && next > i + 1 && next < from && cx.candidate(next).is_some();
        let named = (i + 1 == from || member) && acceptable(cx, i);
        let Some(id) = cx.candidate(i).filter(|_| !plain || named) else {
            continue;
        };
        let noun = !cx.at(i).marked && cx.is_noun(i + 1);
        if !passive && !phrase && !set(from) && !leads_to(cx, i + 1..from) {
            continue;
        }
        // "read secrets (A, B) from the environment": a list in parentheses stands for its noun.
        let closes = cx.follows(from, ")") || passive && cx.follows(sentence.subject.end, ")");
        // "`A` (one of `a`, `b`) as an environment variable": what a remark lists are no names.
        let open = (clause..i).rev().find(|&i| cx.punct(i, "(")).unwrap_or(i);
        let remark =
            open > clause && cx.candidate(open - 1).is_some() && !cx.at(open - 1).is_plain_name(cx.text);
        let listed = cx.follows(i, "(,") && cx.depth(i) == cx.depth(from) + 1 && closes && !remark;
        // "`X` (from the environment, default 5)"
        let remarked = cx.follows(from, "(") && i + 2 == from;
        if !noun && (listed || remarked || cx.depth(i) == cx.depth(from)) {
            out.push(id);
        }
    }
}

/// "from the environment as `X`", "taken from the environment (`X`)": where the names stand whose source is in front.
pub(super) fn behind_source(cx: &Cx<'_>, sentence: &Sentence, at: usize) -> Option<usize> {
    let the = usize::from(is!(cx.before(at), "the"));
    let from = at.checked_sub(1 + the).filter(|&from| is!(cx.at(from), "from in"))?;
    let next = at + 1 + usize::from(is!(cx.at(at + 1), "as") || cx.punct(at + 1, "("));
    let reads = |at: usize| is!(cx.at(at), "read reads load loads take takes taken loaded obtained get gets");
    let near = from.saturating_sub(4)..from;
    let taken = next > at + 1 || near.clone().any(reads);
    if is!(cx.at(from), "from") && cx.is_clear(next) && taken {
        return Some(next);
    }
    // "From the environment, THE SYSTEM SHALL read `X`"
    let leads = from == sentence.tokens.start && cx.punct(at + 1, ",");
    let verb = sentence.responses.first().filter(|_| leads)?.body.start;
    let name = verb + 1 + usize::from(is!(cx.at(verb + 1), "the"));
    (reads(verb) && cx.is_clear(name)).then_some(name)
}
