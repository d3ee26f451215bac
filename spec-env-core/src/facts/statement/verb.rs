//! What the verb of a response says of the variables that it names.

use std::ops::Range;

use super::Reader;
use crate::ears::sentence::Response;
use crate::ears::token::{TokenKind, is};
use crate::facts::condition::{Tested, condition};
use crate::facts::context::Cx;
use crate::facts::literal::literals;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::{FactKind, Guarded, NameId};

impl Reader<'_, '_> {
    /// What the verb of a response says of the variables that it names.
    pub(super) fn verb(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        owner: &[NameId],
        guards: &[Vec<Guarded>],
    ) {
        let cx = self.cx;
        let from = response.body.start;
        let start = self.behind_adverbs(from, response.body.end);
        let verb = if response.negated && response.modal.is_some() {
            VERBS
                .at(cx.tokens, start - 1)
                .filter(|(v, _)| *v == Verb::Drop)
                .or_else(|| VERBS.at(cx.tokens, start))
        } else {
            VERBS.at(cx.tokens, start)
        };
        let objects = cx.names_in(body.clone());
        let span = cx.span(body.clone());
        // "SHALL NOT start without the X environment variable"
        let without = response.body.clone().find(|&at| is!(cx.tokens[at], "without"));
        if let Some(at) = without.filter(|_| self.failure(&response.body, response.negated).is_some()) {
            for name in cx.names_in(at..response.body.end) {
                for guard in guards {
                    self.fact(name, FactKind::Required, guard.clone(), span.clone());
                }
            }
        }
        match verb.map(|(v, _)| v) {
            Some(Verb::Drop) => return,
            Some(Verb::Show) if response.negated => {
                for name in objects {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
                return;
            }
            Some(Verb::Hide) => {
                for name in objects {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
                return;
            }
            Some(Verb::Treat) => {
                let secret =
                    cx.tokens[body.clone()].iter().any(|t| is!(t, "secret secrets sensitive confidential"));
                for name in objects.iter().filter(|_| secret) {
                    self.fact(*name, FactKind::Secret, Vec::new(), span.clone());
                }
            }
            Some(Verb::Reject) if !response.negated => {
                self.reject(response, owner);
                return;
            }
            _ => {}
        }
        let obliged = response.modal.is_some() || self.under.is_some();
        if obliged {
            self.alias_or_file(response, &objects);
            self.requirements(response, guards);
        }
        if obliged && !response.negated {
            let optional = self.other_source(body);
            for name in objects {
                self.fact(name, FactKind::Read, Vec::new(), span.clone());
                if optional {
                    self.fact(name, FactKind::Optional { stated: false }, Vec::new(), span.clone());
                }
            }
        }
    }

    pub(super) fn behind_adverbs(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end
            && is!(
                self.cx.tokens[at],
                "also always only first then immediately gracefully instead additionally never itself explicitly"
            )
        {
            at += 1;
        }
        at
    }

    /// `SHALL require X`, `SHALL validate that A, B and C are set`.
    pub(super) fn requirements(&mut self, response: &Response, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        if response.negated || response.modal.is_none() && self.under.is_none() {
            return;
        }
        let end = response.body.end;
        let start = self.behind_adverbs(response.body.start, end);
        let Some((verb, next)) =
            VERBS.at(cx.tokens, start).filter(|(v, _)| matches!(v, Verb::Require | Verb::Check))
        else {
            return;
        };
        let span = cx.span(start..next);
        let mut names: Vec<NameId> = Vec::new();
        let mut at = next;
        while at < end {
            let Some(list) = cx.names(at, end) else {
                // Names in parentheses are the list itself: "the environment variables (A, B)".
                at += 1;
                continue;
            };
            let known: Vec<NameId> = list.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
            if verb == Verb::Require {
                // "require an X environment variable to be a URL" is about its type as well; it is required all the same.
                if cx.depth(at) == 0 || cx.punct(at - 1, "(") {
                    names.extend(known);
                }
            } else {
                let state = condition(cx, &(at..state_end(cx, list.next, end)), &known);
                let set = state.alternatives.iter().flatten().any(|t| t.is == Tested::Set);
                if set {
                    names.extend(known);
                }
            }
            at = list.next.max(at + 1);
        }
        if names.is_empty() {
            return;
        }
        if self.blocked {
            self.unenforceable(names[0], span);
            return;
        }
        for name in names {
            for guard in guards {
                self.fact(name, FactKind::Required, guard.clone(), span.clone());
            }
        }
    }

    /// `SHALL reject the placeholder values "a", "b"`.
    pub(super) fn reject(&mut self, response: &Response, owner: &[NameId]) {
        let cx = self.cx;
        let named = cx.names_in(response.body.clone());
        let addressed = if named.is_empty() {
            if owner.is_empty() { self.last.clone() } else { owner.to_vec() }
        } else {
            named
        };
        let first = response
            .body
            .clone()
            .find(|&at| matches!(cx.tokens[at].kind, TokenKind::Code | TokenKind::Quote));
        let Some(first) = first else { return };
        let (values, next) = literals(cx, first, response.body.end, false);
        for name in addressed {
            self.fact(name, FactKind::Forbidden(values.clone()), Vec::new(), cx.span(first..next));
        }
    }

    /// `accept OLD_X as a deprecated alias of X`, `accept X from the file named by X_FILE`, `accept an empty X`.
    pub(super) fn alias_or_file(&mut self, response: &Response, objects: &[NameId]) {
        let cx = self.cx;
        let words = &cx.tokens[response.body.clone()];
        let says = |test: fn(&crate::ears::token::Token) -> bool| words.iter().any(test);
        let span = cx.span(response.body.clone());
        if let &[old, new, ..] = objects
            && says(|t| is!(t, "deprecated legacy former old older"))
            && says(|t| is!(t, "alias name synonym alternative"))
        {
            let at =
                response.body.clone().find(|&at| cx.name(at) == Some(old)).unwrap_or(response.body.start);
            let alias =
                (at..response.body.end).find(|&i| is!(cx.tokens[i], "alias name synonym alternative"));
            let between = alias.is_some_and(|i| (at..i).all(|j| cx.name(j) != Some(new)));
            let (old, new) = if between { (old, new) } else { (new, old) };
            self.fact(new, FactKind::Former(old), Vec::new(), span.clone());
        }
        if says(|t| is!(t, "file path")) {
            for &file in objects {
                for &name in objects {
                    if file != name && self.is_file_of(file, name, &response.body) {
                        self.fact(name, FactKind::File(file), Vec::new(), span.clone());
                    }
                }
            }
        }
        let empty = response.body.clone().find(|&at| is!(cx.tokens[at], "empty"));
        if let Some(at) = empty.filter(|&at| cx.name(at + 1).is_some()) {
            let accepts = at >= 1 && words.iter().any(|t| is!(t, "accept accepts allow allows permit"));
            for &name in objects.iter().filter(|_| accepts && !response.negated) {
                self.fact(name, FactKind::EmptyAllowed, Vec::new(), span.clone());
            }
        }
    }

    pub(super) fn is_file_of(&self, file: NameId, name: NameId, body: &Range<usize>) -> bool {
        let text =
            |id: NameId| body.clone().find(|&at| self.cx.name(at) == Some(id)).map(|at| self.cx.inner(at));
        matches!((text(file), text(name)), (Some(f), Some(n)) if f.strip_suffix("_FILE") == Some(n))
    }

    /// "or the `--flag` option": another source makes the variable optional.
    pub(super) fn other_source(&self, body: &Range<usize>) -> bool {
        let cx = self.cx;
        body.clone().any(|at| {
            let or = is!(cx.tokens[at], "or") && cx.depth(at) == 0;
            let beside = at > 0 && (cx.names_behind(at) || cx.punct(at - 1, ")"));
            let until = (at + 1..body.end.min(at + 8)).take_while(|&i| !cx.punct(i, ",.;"));
            let mut noun = until.map(|i| &cx.tokens[i]);
            or && beside
                && noun.any(|t| {
                    is!(t, "flag option argument parameter switch file config setting keychain vault store")
                        || t.inner(cx.text).starts_with("--")
                })
        })
    }
}

/// Where the state of a list of names ends: at the next name or comma.
pub(super) fn state_end(cx: &Cx<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|&at| cx.candidate(at).is_some() || cx.punct(at, ",")).unwrap_or(end)
}
