//! Where one response ends and the next begins: a subject, a condition or an "otherwise" of its own.

use std::ops::Range;

use super::keyword::keyword;
use super::pronoun::THEM;
use super::token::{Token, TokenKind};
use super::word::is;

/// "SHALL default to "x" if A is "y", and exit otherwise", "…, otherwise exit": what happens where that does not hold.
pub(super) fn contrary_rule(tokens: &[Token], depth: &[u8], range: Range<usize>) -> Option<Range<usize>> {
    let last = range.clone().rev().find(|&at| !tokens[at].punct(','))?;
    let ends = is!(tokens[last], "otherwise else");
    let end = if ends { last } else { range.end };
    let first = range.start + 2;
    let mut conditional = false;
    let start = range.skip(1).find_map(|at| {
        conditional |= depth[at] == 0 && keyword(tokens, at).is_some();
        let joined = is!(tokens[at - 1], "and or but") || tokens[at - 1].punct(',');
        let behind = behind_otherwise(tokens, at);
        let verb = behind.unwrap_or(at);
        let acts =
            verb < end && (ends_service(&tokens[verb]) || is!(tokens[verb], "default fall revert use"));
        (at > first && conditional && depth[at] == 0 && joined && acts && (behind.is_some() || ends))
            .then_some(verb)
    })?;
    Some(start..end)
}

/// Verbs that say that the service does not go on, or tells of an error.
fn ends_service(token: &Token) -> bool {
    is!(token, "fail exit abort terminate refuse crash panic halt raise throw return")
}

/// The position behind "otherwise" or "in all other cases" at a position, if that stands there.
pub(crate) fn behind_otherwise(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |i: usize, test: fn(&Token) -> bool| tokens.get(at + i).is_some_and(test);
    let cases = is(0, |t| is!(t, "in"))
        && is(1, |t| is!(t, "all any every"))
        && is(2, |t| is!(t, "other"))
        && is(3, |t| is!(t, "case cases"));
    let next = if cases { at + 4 } else { at + usize::from(is(0, |t| is!(t, "otherwise else"))) };
    (next > at).then(|| next + usize::from(tokens.get(next).is_some_and(|t| t.punct(','))))
}

/// The end of a range without the words that join what follows it.
pub(super) fn trim_joiners(tokens: &[Token], range: Range<usize>) -> usize {
    let joins = |&at: &usize| is!(tokens[at], "and or but otherwise else") || tokens[at].punct(',');
    range.rev().find(|at| !joins(at)).map_or(0, |last| last + 1)
}

/// "… and the `B` environment variable SHALL be optional": what a further SHALL is said of, behind the word that joins it.
pub(super) fn own_subject(tokens: &[Token], range: Range<usize>) -> Option<Range<usize>> {
    let joins = |at: usize| tokens[at].punct(',') || tokens[at].punct(':') || is!(tokens[at], "and but");
    let names = |at: usize| {
        tokens[at].kind == TokenKind::Name
            || is!(tokens[at], "the both environment env variable variables var vars")
    };
    // ", and each of them SHALL be a URL"
    let them = |&at: &usize| joins(at - 1) && THEM.at(tokens, at) == Some(((), range.end));
    if let Some(start) = (range.end.saturating_sub(4).max(range.start + 2)..range.end).find(them) {
        return Some(start..range.end);
    }
    // ", and non-integer values SHALL …"
    let unfit = |&at: &usize| {
        let invalid = is!(tokens[at], "invalid non-integer non-numeric malformed unparseable out-of-range");
        joins(at - 1 - usize::from(is!(tokens[at - 1], "a an any all"))) && invalid
    };
    let values = range.len() > 2 && is!(tokens[range.end - 1], "value values");
    if let Some(start) =
        (range.end.saturating_sub(3).max(range.start + 2)..range.end).filter(|_| values).find(unfit)
    {
        return Some(start..range.end);
    }
    let mut start = range.end;
    for at in range.clone().rev().take(24) {
        if joins(at) && at + 1 < range.end {
            start = at + 1;
        } else if !names(at) {
            break;
        }
    }
    let says = tokens[start..range.end].iter().any(|t| t.kind == TokenKind::Name);
    // The word that joins stands behind something.
    (says && start > range.start + 1).then_some(start..range.end)
}

/// "SHALL be optional when A is "x" and required when A is "y"", "SHALL default to 5 and fail if it is invalid": where a rule
/// begins that has a condition of its own, or none behind one that has.
pub(super) fn second_rule(
    tokens: &[Token],
    depth: &[u8],
    range: Range<usize>,
    mut conditional: bool,
) -> Option<usize> {
    let mut own_condition = false;
    range.clone().skip(1).find(|&at| {
        own_condition |= depth[at] == 0 && keyword(tokens, at).is_some();
        conditional |= own_condition;
        let presence = is!(tokens[at], "optional required mandatory");
        let fails = ends_service(&tokens[at]);
        let acts = fails || is!(tokens[at], "report log warn use default fall revert assume require");
        let behind = range.end.min(at + if acts { 16 } else { 2 });
        // "…, default to 5 when it is not set, and parse it as an integer", ", and never log it"
        let reads = is!(
            tokens[at],
            "parse parses interpret validate convert treat reject enforce ensure check require never"
        );
        let joined = is!(tokens[at - 1], "and but");
        // "log an error and exit if …" is one response.
        let told =
            is!(tokens[range.start], "log report print emit write display warn") && !own_condition && fails;
        let comma = tokens[at - if joined { 2 } else { 1 }].punct(',');
        let own = || (at + 1..behind).any(|at| keyword(tokens, at).is_some());
        // "fail if A is missing, or warn if B is"
        let joined = joined || acts && is!(tokens[at - 1], "or");
        // "require A if B is "x", and require C otherwise"
        let contrary = is!(tokens[at], "require") && joined && is!(tokens[range.end - 1], "otherwise else");
        conditional && contrary
            || conditional && joined && (presence || acts && !told) && own()
            || own_condition && reads && comma
    })
}
