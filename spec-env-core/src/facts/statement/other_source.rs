//! Other sources beside a variable: `from X or the --flag option`, `from the --flag option, falling back to X`.

use std::ops::Range;

use super::Reader;
use crate::ears::word::is;
use crate::facts::CLOSE;
use crate::facts::literal::ends_clause;

impl Reader<'_, '_> {
    /// "or the `--flag` option", "via `app.toml` or the X environment variable": another source makes it optional.
    pub(super) fn other_source(&self, body: &Range<usize>) -> bool {
        let cx = self.cx;
        let source = |at: usize| {
            let (token, text) = (cx.at(at), cx.inner(at));
            // A `.env` file is the environment.
            if is!(token, "file") && cx.inner(at.wrapping_sub(1)).starts_with(".env") {
                return false;
            }
            let service = is!(token, "manager configuration") && ends_clause(cx, at + 1);
            service
                || is!(
                    token,
                    "flag option argument parameter switch file config setting keychain vault store override"
                )
                || text.starts_with("--")
                || [".toml", ".yaml", ".yml", ".json", ".ini"].iter().any(|end| text.ends_with(end))
        };
        let goes_on = |at: &usize| !cx.punct(*at, ",.;");
        // "from the `--calm` flag, falling back to X"
        body.clone().filter(|&at| is!(cx.at(at), "or then falling") && cx.depth(at) == 0).any(|or| {
            // "X, a flag, or a config file"
            let list = (or.saturating_sub(CLOSE).max(body.start)..or).rev();
            let first = list
                .take_while(|&at| {
                    cx.punct(at, ",")
                        || cx.name(at).is_none()
                            && (cx.is_noun(at) || is!(cx.at(at), "a an the") || cx.candidate(at).is_some())
                        || source(at)
                })
                .last()
                .unwrap_or(or);
            let first = if (first..or).any(source) { first } else { or };
            let ends = first - usize::from(cx.follows(first, ","));
            let named = cx.names_behind(ends) || cx.follows(or, ")") || is!(cx.before(ends), "environment");
            let behind = first < or || (or + 1..body.end.min(or + 8)).take_while(goes_on).any(source);
            let comma = or - usize::from(cx.follows(or, ","));
            let front = || (comma.saturating_sub(8).max(body.start)..comma).rev().take_while(goes_on);
            let led = || front().any(|at| is!(cx.at(at), "via through from by using with"));
            let next = (or + 1..body.end).find(|&at| !is!(cx.at(at), "the a an value of else from back to"));
            named && behind || next.is_some_and(|at| cx.name(at).is_some()) && front().any(source) && led()
        })
    }
}
