//! What a description says of a variable beside describing it.

use super::NameId;
use super::attribute::{Place, attribute};
use super::context::Cx;
use super::statement::{applied, remark};
use super::{FactKind, Reading};
use crate::ears::word::{has, is};

/// What the clauses of a description say that begin like a rule: "Required.", "Min 32 chars", "SHALL NOT be logged".
pub(super) fn prose(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    let starts = (0..cx.end()).filter(|&at| at == 0 || cx.follows(at, ".;") && cx.depth(at) == 0);
    for start in starts {
        let end = (start..cx.end()).find(|&at| cx.punct(at, ".;") && cx.depth(at) == 0).unwrap_or(cx.end());
        let clause = cx.until(end);
        let denied = is!(cx.at(start), "shall must never do") && has!(cx, start..end, "not never");
        let stated = attribute(&clause, start, Place::Remark).filter(|_| !cx.qualifies_noun(start));
        if let Some(found) = stated {
            describing(applied(&clause, found, name, whose), out);
        } else if denied {
            describing(remark(&clause, start..end, name, whose), out);
        }
    }
    remarks(cx, name, whose, out);
}

/// Facts in parentheses within a description: `(min 1, max 10)`. Its nouns describe, and state no kind.
pub(super) fn remarks(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    for at in (0..cx.end()).filter(|&at| cx.punct(at, "(") && cx.depth(at) == 1) {
        let read = remark(cx, cx.inside_parenthesis(at), name, whose);
        describing(Reading { problems: Vec::new(), ..read }, out);
    }
}

/// Adds what a description says: its nouns state no kind.
fn describing(mut read: Reading, out: &mut Reading) {
    read.facts.retain(|fact| !matches!(fact.kind, FactKind::Type(_) | FactKind::Mention));
    out.append(read);
}
