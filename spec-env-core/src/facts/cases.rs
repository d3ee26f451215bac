//! Conditions in a list: "SHALL refuse to start if any of the following is true:".

use super::CLOSE;
use crate::ears::sentence::is_modal;
use crate::ears::token::Token;
use crate::ears::word::is;

/// A rule whose conditions stand in the list behind it.
pub(crate) struct Cases {
    /// "WHEN A is "x", THE App SHALL refuse to start"
    rule: Vec<Token>,
    /// Whether all of the conditions must hold, whether one of them is enough, or `None` where that is left open.
    pub(crate) joint: Option<bool>,
    /// What the conditions go on behind it with: "if", or "and" where it ends in another condition.
    joiner: &'static str,
}

impl Cases {
    /// Whether a rule that [`of`](Self::of) does not read speaks of conditions behind it: "if the following are met in time:".
    pub(crate) fn are_announced(rule: &[Token]) -> bool {
        let near = |at: usize| &rule[at + 1..rule.len().min(at + CLOSE)];
        let announces = |at: usize| {
            let points = near(at).iter().position(|t| is!(t, "following these below"));
            points.is_some_and(|points| near(at)[points + 1..].iter().take(3).any(is_of_conditions))
        };
        (0..rule.len()).any(|at| is!(rule[at], "if when where unless in under") && announces(at))
    }

    /// The rule that a statement is which ends in a colon; `None` where its list is not one of conditions.
    pub(crate) fn of(rule: &[Token]) -> Option<Self> {
        let rule = &rule[..rule.iter().rposition(|t| t.punct(':'))?];
        // "in the following cases:", "in any of these situations:"
        let placed = rule.last().is_some_and(|t| is!(t, "cases situations conditions circumstances"));
        // "WHEN A is "x" and any of the following is true"
        let also = |at: usize| {
            is!(rule[at], "and")
                && matches!(&rule[at + 1..], [any, of, ..] if is!(any, "any one either all both each") && is!(of, "of"))
        };
        let opens =
            |&at: &usize| is!(rule[at], "if when where") || placed && is!(rule[at], "in under") || also(at);
        let keyword = (0..rule.len()).rev().find(opens)?;
        let first = keyword + 1;
        let idle = |t: &Token| {
            is_of_conditions(t)
                || is!(
                    t,
                    "any one either all both each every of the these this following below listed problem problems things is are be detected found"
                )
        };
        let end = rule[first..].iter().position(|t| !idle(t)).map_or(rule.len(), |length| first + length);
        let (pointer, behind) = (&rule[first..end], &rule[end..]);
        let says = |word: fn(&Token) -> bool| pointer.iter().any(word);
        let all = says(|t| is!(t, "all both each every"));
        let any = says(|t| is!(t, "any one either"));
        let points = says(|t| is!(t, "following these below")) && (all || any || placed);
        // "if any of the following is missing:" lists variables.
        let led =
            behind.first().is_some_and(|t| t.punct(',') || is!(t, "then")) && behind.iter().any(is_modal);
        let closed = behind.is_empty() || led;
        if !(closed && points || pointer.is_empty() && behind.is_empty()) {
            return None;
        }
        // What they lead to stands in front of the conditions, so that the words are in the order of the text.
        let mut front = rule[..keyword].to_vec();
        let joins = |t: &Token| t.punct(',') || is!(t, "and");
        if !behind.is_empty() && front.last().is_some_and(|last| !joins(last)) {
            front.push(Token::mark(',', rule[keyword].span().start));
        }
        let skipped = behind.iter().take_while(|t| t.punct(',') || is!(t, "then")).count();
        front.extend_from_slice(&behind[skipped..]);
        // "in all of these cases" is in any of them.
        Some(Self {
            rule: front,
            joint: if all { Some(!is!(rule[keyword], "in under")) } else { any.then_some(false) },
            joiner: if behind.is_empty() && also(keyword) { "and" } else { "if" },
        })
    }

    /// The rule under some of its conditions; `None` where one of them is none.
    pub(crate) fn under(&self, items: &[Vec<Token>]) -> Option<Vec<Token>> {
        let mut out = self.rule.clone();
        let mut more = Vec::new();
        for (n, item) in items.iter().enumerate() {
            if item.iter().any(is_modal) {
                return None;
            }
            let own = item.iter().position(|t| t.punct('.') || t.punct(';')).unwrap_or(item.len());
            let (mut case, rest) = item.split_at(own);
            while let [front @ .., last] = case
                && (last.punct(',') || is!(last, "or and"))
            {
                case = front;
            }
            let first = case.first().filter(|t| !is!(t, "if when while where"))?;
            let (start, end) = (first.span().start, case[case.len() - 1].span().end);
            out.push(Token::said(if n > 0 { "and" } else { self.joiner }, start));
            // "A is missing or B is missing", and C: one of the conditions.
            let grouped = items.len() > 1 && case.iter().any(|t| is!(t, "or"));
            out.extend(grouped.then(|| Token::mark('(', start)));
            out.extend_from_slice(case);
            out.extend(grouped.then(|| Token::mark(')', end)));
            more.extend_from_slice(rest);
        }
        out.append(&mut more);
        Some(out)
    }
}

/// A word for conditions, or for their being so.
fn is_of_conditions(token: &Token) -> bool {
    is!(
        token,
        "condition conditions case cases situation situations circumstances true met apply applies hold holds occur occurs happen happens satisfied"
    )
}
