//! Parentheses: remarks on the variables in front of them, and remarks that name their own.

use std::ops::Range;

use super::Reader;
use super::another::is_on_another;
use super::stand_in::as_default;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::context::Cx;
use crate::facts::default::overrides;
use crate::facts::{CLOSE, FactKind, Guarded, NEAR, NameId};

impl Reader<'_, '_> {
    /// A parenthesis behind the variables in hand, or one that says whose it is.
    pub(super) fn parenthesis(
        &mut self,
        open: usize,
        focus: &[NameId],
        named: &[NameId],
        guards: &[Vec<Guarded>],
    ) {
        let cx = self.cx;
        let mut inside = cx.inside_parenthesis(open);
        // "(Previously: required `A`.)" is history.
        if is!(cx.at(inside.start), "previously formerly was") && cx.punct(inside.start + 1, ":") {
            return;
        }
        // "the worker(s) named by `A`"
        if open > 0 && cx.at(open - 1).end == cx.at(open).start && is!(cx.at(inside.start), "s es") {
            return;
        }
        if is!(cx.at(open + 1), "e.g e.g.") {
            // "(e.g. `x`, default 10)", but not "(e.g. the default is `x`)"
            let goes_on = |&at: &usize| {
                cx.follows(at, ",;") && is!(cx.at(at), "default defaults defaulting required optional")
            };
            match inside.clone().find(goes_on) {
                Some(at) => inside.start = at,
                None => return,
            }
        }
        let shared = has!(cx, inside.clone(), "both each");
        if !shared && is_on_another(cx, open) {
            return;
        }
        if focus.is_empty() {
            return self.aside(inside, named, guards);
        }
        // "`A`, `B` (both required) and `C` (optional)"
        let near = open.saturating_sub(NEAR)..open;
        let front = near.clone().rev().find(|&at| cx.punct(at, ")")).unwrap_or(near.start);
        let before = |id: NameId| (front..open).any(|at| cx.name(at) == Some(id));
        let so_far: Vec<NameId> = match focus {
            [one] if is!(cx.at(inside.start), "both each all") && self.last.contains(one) => {
                self.last.iter().copied().take(NEAR).filter(|&id| before(id)).collect()
            }
            _ => Vec::new(),
        };
        let focus = if so_far.is_empty() { focus } else { &so_far };
        // "`A`, `B` and `C` (default 5)" annotates the last, "(both optional)" all of them.
        let all = focus.len() < 2 || has!(cx, inside.clone(), "both all each");
        // "`A` and `B` (`x` and `y` by default)"
        let apiece = |found: Found| found.facts.iter().filter_map(as_default).count() == focus.len();
        let all = all || attribute(&cx.until(inside.end), inside.start, Place::Remark).is_some_and(apiece);
        // "the `A` environment variable and the `B` environment variable (optional)"
        let single = is!(cx.before(open), "variable var");
        let phrase =
            (open.saturating_sub(3)..open).find(|&at| single && cx.behind_variable(at) == Some(open));
        let last = phrase.unwrap_or(open);
        match last.checked_sub(1).and_then(|last| cx.name(last)).filter(|_| !all) {
            Some(last) => self.pieces(inside.start, inside.end, &[last], guards),
            None => self.pieces(inside.start, inside.end, focus, guards),
        };
    }

    /// A remark that names its own variable: (configurable via `X`, default `1h`).
    pub(super) fn aside(&mut self, range: Range<usize>, stated: &[NameId], guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        // "list 20 items per page (default)"
        if range.len() == 1 && is!(cx.at(range.start), "default") {
            return;
        }
        let Some(first) = range.clone().find(|&at| cx.name(at).is_some()) else {
            // "A for the port (default 3000) and B for the file (default `x`)": the one right in front.
            let served = serves(cx, range.start.saturating_sub(1));
            let own: Option<Vec<NameId>> = served.map(|at| cx.name(at).into_iter().collect());
            let own = own.filter(|own| own.is_empty() || self.last == *own);
            let stated = own.as_deref().unwrap_or(stated);
            // "with X, a timeout (default 5 seconds) and …"
            let open = range.start.saturating_sub(1);
            let thing = (open.saturating_sub(4)..open).rev().find(|&i| !cx.is_noun(i)).unwrap_or(0);
            let article =
                is!(cx.at(thing), "a an") && (cx.follows(thing, ",") || is!(cx.before(thing), "and"));
            if article
                && cx.names_in(thing..open).is_empty()
                && (thing.saturating_sub(NEAR)..thing).any(|at| cx.name(at).is_some())
            {
                return;
            }
            // "SHALL control whether accounts are open (default true)": the clause has one variable to speak of.
            let defaults = has!(cx, range.clone(), "default defaults defaulting falling");
            // "support the log levels (`debug`, `info`) via X"
            let levels = range.start > 1 && self.is_of_choices(range.start - 2);
            // "jobs (env var, optional)"
            let first = cx.behind_variable(range.start).map_or(range.start, |next| next + 1);
            let limits = attribute(&cx.until(range.end), first, Place::Remark).is_some_and(|found| {
                found.limits()
                    || found.chooses() && levels
                    || matches!(
                        found.facts.as_slice(),
                        [FactKind::Unit(_) | FactKind::Required | FactKind::Optional { .. }]
                    )
            });
            if let ([name], Some((value, next))) = (stated, overrides(cx, &range)) {
                let found = Found::facts(vec![FactKind::Default(value)], next);
                self.apply(found, &[*name], guards, range.start, Place::Remark);
            } else if let [name] = stated
                && (defaults || limits)
            {
                self.pieces(range.start, range.end, &[*name], guards);
            }
            return;
        };
        let Some(names) = cx.until(range.end).names(first) else { return };
        let focus: Vec<NameId> = names.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
        self.last.clone_from(&focus);
        if first == range.start {
            self.presence_beside(first, names.next, &focus, guards);
        }
        self.pieces(names.next, range.end, &focus, guards);
    }
}

/// The name whose purpose stands between it and a parenthesis: "`X` as the port (", "`X`, which sets the port (".
fn serves(cx: &Cx<'_>, open: usize) -> Option<usize> {
    let opens = |at: usize| {
        is!(cx.at(at), "for to as which that")
            || cx.punct(at, ",") && is!(cx.at(at + 1), "the its a an which that")
    };
    let purpose = |at: usize| {
        let verb = is!(cx.before(at), "to") && cx.at(at).kind == TokenKind::Word;
        verb || cx.is_noun(at) || is!(cx.at(at), "the a an for to as of in on its which that is at")
    };
    let near = open.saturating_sub(CLOSE)..open;
    let start = near.rev().find(|&at| !purpose(at))?;
    let start = start + usize::from(!cx.punct(start, ","));
    // "`X` environment variable for the port"
    let name = (1..=3).filter_map(|back| start.checked_sub(back)).find(|&at| {
        cx.candidate(at).is_some() && (at + 1 == start || cx.behind_variable(at + 1) == Some(start))
    })?;
    opens(start).then_some(name)
}
