//! Values that stand in without "use" or "default to": `8080 is used`, `write files to ./data`, `or 3000 if it is not set`.

use std::ops::Range;

use super::Reader;
use super::used::quantity;
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::literal::{ends_clause, literal};
use crate::facts::phrases::{PUTS, Puts, USED};
use crate::facts::{CLOSE, Literal};

impl Reader<'_, '_> {
    /// "the default value "info" SHALL be used", "a timeout of 30 seconds SHALL apply"
    pub(super) fn passive(&self, response: &Response) -> Option<Literal> {
        let cx = self.cx;
        let start = response.body.start;
        // "THE `api` SHALL apply a default of 5" applies something else.
        let object = cx.at(start + 1);
        let object =
            object.marked || object.kind == TokenKind::Number || is!(object, "a an the its this that");
        let used = USED.at(cx.tokens, start).is_some() || is!(cx.at(start), "apply") && !object;
        // "`info` SHALL be the default"
        let default =
            is!(cx.at(start), "be") && is!(cx.at(start + 1), "the its") && is!(cx.at(start + 2), "default");
        let used = used || default && ends_clause(cx, start + 3);
        let modal = response.modal.filter(|_| used)?;
        let near = modal.saturating_sub(CLOSE)..modal;
        let front = near.rev().find(|&at| cx.punct(at, ",;.") || is!(cx.at(at), "then otherwise"));
        let from = front.map_or(0, |at| at + 1);
        if front.is_none() && modal > CLOSE {
            return None;
        }
        let whole = literal(&cx.until(modal), from, false).filter(|(_, next)| *next == modal);
        whole.map(|(value, _)| value).or_else(|| quantity(&cx.until(modal), from))
    }

    /// "set the number of workers to 4", "default the level to info", "write files to `./data`", "8080 is used"
    pub(super) fn assigned(&self, body: &Range<usize>) -> Option<Literal> {
        let cx = &self.cx.until(body.end);
        let begins = |&at: &usize| {
            at == body.start
                || is!(cx.before(at), "and then") && !is!(cx.at(at), "set sets")
                || is!(cx.at(at), "is are")
        };
        let put = body.clone().filter(begins).find_map(|at| PUTS.at(cx.tokens, at));
        // "default to a fire equal to `embers`" sets no thing.
        let to_it = |next: usize| is!(cx.at(next), "to");
        if let Some((puts, next)) = put.filter(|&(puts, next)| puts == Puts::Value || !to_it(next)) {
            let to = match puts {
                Puts::Value => next,
                // "set `telemetry.enabled` to `false`" is about that.
                Puts::Thing => {
                    let to = (next..body.end).take(CLOSE).find(|&at| is!(cx.at(at), "to"))?;
                    let other = |at: usize| {
                        cx.at(at).kind == TokenKind::Code || is!(cx.at(at), "header field cookie")
                    };
                    if to == next || (next..to).any(other) {
                        return None;
                    }
                    to + 1
                }
                Puts::Place => {
                    let into = |&at: &usize| is!(cx.at(at), "in into to under at below");
                    (next..body.end).take(CLOSE).find(into)? + 1
                }
            };
            // "run with `--plain`" says how it is called.
            let marked = cx.at(to).marked || cx.at(to).kind == TokenKind::Number || puts == Puts::Thing;
            let (value, behind) = literal(cx, to, is!(cx.before(next), "default defaults"))?;
            let marked =
                marked && (puts != Puts::Place || self.keeps_files(next, to) && value.text.contains('/'));
            let own = marked && !value.text.starts_with("--") && cx.names_in(body.clone()).is_empty();
            return (own && ends_clause(cx, behind)).then_some(value);
        }
        let (value, next) = literal(cx, body.start, false)?;
        let used = USED.at(cx.tokens, next).is_some() || is!(cx.at(next), "applies apply");
        used.then_some(value)
    }

    /// "store files in", said of variables that are paths by their names.
    fn keeps_files(&self, from: usize, to: usize) -> bool {
        let cx = self.cx;
        let path = |name: &str| {
            let last = name.rsplit('_').next().unwrap_or(name);
            matches!(last, "DIR" | "DIRECTORY" | "PATH" | "FOLDER" | "FILE" | "ROOT" | "HOME" | "LOCATION")
        };
        (0..cx.end()).filter(|&at| cx.name(at).is_some()).all(|at| path(cx.inner(at)))
            && !has!(
                cx,
                from..to,
                "warning error errors message messages log logs line lines key keys it them"
            )
    }

    /// "… SHALL be used, and `auto` when that is unset", "…, or 3000 if it is not set"
    pub(super) fn elliptic(&self, response: &Response) -> Option<Literal> {
        let cx = self.cx;
        let body = response.body.clone();
        // "use X as the time zone, and UTC when it is not set"
        let loud = |at: usize| {
            let said = is!(cx.before(at), "and or") && cx.follows(at - 1, ",") || cx.at(at).marked;
            let other = cx.name(at).is_none() && !cx.inner(at).contains('_');
            cx.candidate(at).is_some() && other && said && (cx.at(at).marked || has!(cx, body.clone(), "as"))
        };
        let marked = |at: usize| {
            matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number) || loud(at)
        };
        let or = |at: usize| is!(cx.at(at), "and or else otherwise");
        // "or on port 8000 when it is unset"
        let joined = |at: usize| {
            let first = (body.start..=at).rev().take(4).find(|&i| !is!(cx.at(i), "to as on at in port the"));
            // "use X as the name - "main" if missing"
            let dash = cx.punct(at, "—–") || cx.at(at).punct('-');
            let named = dash && has!(cx, at.saturating_sub(4).max(body.start)..at, "as");
            cx.punct(at, ",") || named || first.is_some_and(or)
        };
        let from = (body.start + 1..body.end).rev().take(3).find(|&at| marked(at) && joined(at - 1))?;
        let from = from - usize::from(is!(cx.at(from - 1), "port"));
        let loud = cx.at(from).is_plain_name(cx.text);
        let (value, next) = literal(&cx.until(body.end), from, loud)?;
        // "…, `EUR` is used when it is not set"
        let next = USED.at(cx.tokens, next).map_or(next, |((), behind)| behind);
        (next == body.end && !response.conditions.is_empty()).then_some(value)
    }
}
