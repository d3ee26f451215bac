//! "One of the following environment variables is required:": the names of a list in the place of the words for them.

use super::context::behind_pointer;
use super::phrases::VARIABLE;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;

/// A rule over all variables of a list, with their names where it speaks of them; `None` for any other statement.
pub(crate) fn in_place(rule: &[Token], names: &[Token]) -> Option<Vec<Token>> {
    let over_all =
        |t: &Token| is!(t, "one either neither none both least most exactly exclusive exclusively together");
    // "none of them must be set" asks for nothing, and what two of them do is no rule of a contract.
    let tests = rule.iter().any(|t| is!(t, "if when unless where while"));
    let unread = |t: &Token| {
        is!(t, "two three four") || is!(t, "none neither") && !tests || is!(t, "all") && !together(rule)
    };
    if names.len() < 2 || !rule.iter().any(over_all) || rule.iter().any(unread) {
        return None;
    }
    let (at, next) = (0..rule.len()).find_map(|at| VARIABLE.at(rule, at).map(|((), next)| (at, next)))?;
    let behind = behind_pointer(rule, next);
    let near = at.saturating_sub(3);
    let points = rule[near..at].iter().position(|t| is!(t, "following these"));
    let start = points.map(|points| near + points).or((behind > next).then_some(at))?;
    let start = start - usize::from(start > 0 && is!(rule[start - 1], "the"));
    let place = rule[start].span().start;
    let mut out = rule[..start].to_vec();
    for (n, name) in names.iter().enumerate() {
        if n > 0 {
            out.push(Token::said("and", place));
        }
        // It stands where the words for it do, so that all are in the order of the text.
        out.push(name.at(place..rule[next - 1].span().end));
    }
    out.extend_from_slice(&rule[at..next]);
    out.extend_from_slice(&rule[behind..]);
    Some(out)
}

fn together(rule: &[Token]) -> bool {
    rule.iter().any(|t| is!(t, "together"))
}

/// The name that an item begins with, or the only one in it: "- the key (`X`)".
pub(crate) fn named(item: &[Token]) -> Option<Token> {
    let first = usize::from(item.first().is_some_and(|t| is!(t, "the")));
    let mut names = item.iter().filter(|t| t.kind == TokenKind::Name);
    let only = names.next().filter(|_| names.next().is_none());
    item.get(first).filter(|t| t.kind == TokenKind::Name).or(only).copied()
}

/// The names of a list behind a colon, if nothing else stands there.
pub(crate) fn names_alone(list: &[Token]) -> Vec<Token> {
    let joins = |t: &Token| t.punct(',') || t.punct('.') || is!(t, "and or");
    if list.iter().all(|t| t.kind == TokenKind::Name || joins(t)) {
        list.iter().filter(|t| t.kind == TokenKind::Name).copied().collect()
    } else {
        Vec::new()
    }
}
