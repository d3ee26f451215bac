//! What a description says of a variable beside describing it.

use super::attribute::{Place, attribute};
use super::context::Cx;
use super::literal::literal;
use super::statement::{applied, remark};
use super::{FactKind, Reading};
use super::{NEAR, NameId};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// What the clauses of a description say that begin like a rule: "Required.", "Min 32 chars", "SHALL NOT be logged". Where
/// other columns hold the rules, these say whether it is required, and what is no rule is no mistake.
pub(super) fn prose(cx: &Cx<'_>, name: NameId, whose: &str, alone: bool, out: &mut Reading) {
    // "The size of the pool, 5 by default"
    let given = |at: usize| {
        let says = is!(cx.at(at), "default defaults defaulting")
            || literal(cx, at, false).is_some_and(|(_, next)| is!(cx.at(next), "by"));
        cx.follows(at, ",") && says
    };
    let starts = |&at: &usize| at == 0 || cx.depth(at) == 0 && (cx.follows(at, ".;") || given(at));
    for start in (0..cx.end()).filter(starts) {
        let end = (start..cx.end()).find(|&at| cx.punct(at, ".;") && cx.depth(at) == 0).unwrap_or(cx.end());
        let clause = cx.until(end);
        let obliges = is!(cx.at(start), "shall must");
        let denied = (obliges || is!(cx.at(start), "never do")) && has!(cx, start..end, "not never");
        let start = start + 2 * usize::from(obliges && is!(cx.at(start + 1), "be") && !denied);
        let stated = attribute(&clause, start, Place::Remark).filter(|_| !cx.qualifies_noun(start));
        let mut read = match stated {
            Some(found) => applied(&clause, found, name, whose),
            None if denied => remark(&clause, start..end, name, whose),
            None => continue,
        };
        if !alone {
            read.problems.clear();
            read.facts.retain(|fact| !matches!(fact.kind, FactKind::Required | FactKind::Optional { .. }));
        }
        describing(read, out);
    }
    remarks(cx, name, whose, out);
}

/// Facts in parentheses within a description: `(min 1, max 10)`. Its nouns describe, and state no kind.
fn remarks(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    for at in (0..cx.end()).filter(|&at| cx.punct(at, "(") && cx.depth(at) == 1) {
        // "1 = short (approx 30 s), 4 = long (1-2 hr, extended)" describes values.
        let inside = cx.inside_parenthesis(at);
        let behind = cx.behind_parenthesis(at);
        let labels = (at.saturating_sub(NEAR)..at).any(|i| cx.punct(i, "="));
        let last = !labels && (behind >= cx.end() || cx.punct(behind, ".;"));
        let number = cx.at(inside.start).kind == TokenKind::Number;
        let about = has!(cx, inside.clone(), "approx about per each roughly around");
        if about && !has!(cx, inside, "default defaults") || number && !last {
            continue;
        }
        let read = remark(cx, cx.inside_parenthesis(at), name, whose);
        describing(Reading { problems: Vec::new(), ..read }, out);
    }
}

/// Adds what a description says: its nouns state no kind.
fn describing(mut read: Reading, out: &mut Reading) {
    read.facts.retain(|fact| !matches!(fact.kind, FactKind::Type(_) | FactKind::Mention));
    out.append(read);
}
