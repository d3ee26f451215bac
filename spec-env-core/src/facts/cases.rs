//! Conditions in a list: "SHALL refuse to start if any of the following is true:".

use crate::ears::sentence::is_modal;
use crate::ears::token::Token;
use crate::ears::word::is;

/// A rule whose conditions stand in the list behind it.
pub(crate) struct Cases<'a> {
    /// "THE App SHALL refuse to start if", "IF"
    front: &'a [Token],
    /// "THEN THE App SHALL refuse to start"
    behind: &'a [Token],
    /// Whether they must all hold.
    pub(crate) joint: bool,
}

impl<'a> Cases<'a> {
    /// The rule that a statement is which ends in a colon; `None` where its list is not one of conditions.
    pub(crate) fn of(rule: &'a [Token]) -> Option<Self> {
        let rule = &rule[..rule.iter().rposition(|t| t.punct(':'))?];
        let first = 1 + rule.iter().rposition(|t| is!(t, "if when where"))?;
        let idle = |t: &Token| {
            is!(
                t,
                "any one either all both each every of the these this following below listed condition conditions case cases problem problems things is are be true met apply applies hold holds occur occurs happen happens satisfied detected found"
            )
        };
        let end = rule[first..].iter().position(|t| !idle(t)).map_or(rule.len(), |length| first + length);
        let (pointer, behind) = (&rule[first..end], &rule[end..]);
        let says = |word: fn(&Token) -> bool| pointer.iter().any(word);
        let joint = says(|t| is!(t, "all both each every"));
        let points =
            says(|t| is!(t, "following these below")) && (joint || says(|t| is!(t, "any one either")));
        // "if any of the following is missing:" lists variables.
        let closed = behind.first().is_none_or(|t| t.punct(',') || is!(t, "then"));
        (closed && points || pointer.is_empty() && behind.is_empty()).then_some(Self {
            front: &rule[..first],
            behind,
            joint,
        })
    }

    /// The rule with some of its conditions; `None` where one of them is none.
    pub(crate) fn under(&self, items: &[Vec<Token>]) -> Option<Vec<Token>> {
        let mut out = self.front.to_vec();
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
            if case.first().is_none_or(|t| is!(t, "if when while where")) {
                return None;
            }
            if n > 0 {
                out.push(Token::and(case[0].span().start));
            }
            out.extend_from_slice(case);
            more.extend_from_slice(rest);
        }
        out.extend_from_slice(self.behind);
        out.append(&mut more);
        Some(out)
    }
}
