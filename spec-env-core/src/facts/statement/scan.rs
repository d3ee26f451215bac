//! What stands beside the names: attributes in the clause, in remarks and behind dashes.

use std::ops::Range;

use super::Reader;
use super::another::counts_else;
use super::stand_in::{as_default, default_to, value_to};
use crate::ears::pronoun::THEM;
use crate::ears::sentence::is_inserted;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::as_default::said_behind;
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::literal::{ends_clause, literal};
use crate::facts::phrases::{ATTRIBUTES, STATES, State, VARIABLE};
use crate::facts::undecided::{several, undecided};
use crate::facts::words::is_environment_in_code;
use crate::facts::{CLOSE, FactKind, Guarded, Literal, NEAR, NameId};

impl Reader<'_, '_> {
    /// Reads what stands beside names.
    pub(super) fn scan(&mut self, range: Range<usize>, owner: &[NameId], guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        let named = cx.names_in(range.clone());
        let mut focus: Vec<NameId> = owner.to_vec();
        let mut attached = !owner.is_empty();
        let mut at = range.start;
        // The end of a list whose names have remarks of their own.
        let mut annotated = at;
        while at < range.end {
            // "read X, with `OLD_X` as a fallback"
            if !focus.is_empty()
                && cx.candidate(at).is_some()
                && let Some(found) = said_behind(&cx.until(range.end), at)
            {
                let next = found.next;
                self.apply(found, &focus, guards, at, Place::Clause);
                at = next;
                continue;
            }
            if let Some((names, next)) = self.listed(at, range.end, &mut annotated, guards) {
                focus = names;
                attached = true;
                at = next;
                continue;
            }
            if cx.punct(at, "([（") {
                let behind = cx.behind_parenthesis(at);
                // "- (optional, default 5) `X`: the second key"
                let front: Vec<NameId> =
                    if at == 0 { cx.name(behind).into_iter().collect() } else { Vec::new() };
                self.parenthesis(at, if attached { &focus } else { &front }, &named, guards);
                at = behind;
                continue;
            }
            // "read X from environment variables, default 0"
            if attached
                && has!(cx, at.saturating_sub(3)..at, "from in via through")
                && let Some(((), next)) = VARIABLE.at(cx.tokens, at)
            {
                at = next;
                continue;
            }
            let dash = cx.punct(at, "—–:") || cx.at(at).punct('-');
            // "the X environment variable to control verbosity: one of `quiet`, `loud`"
            if cx.punct(at, ":")
                && !attached
                && let [name] = named.as_slice()
            {
                focus = vec![*name];
                attached = attribute(&cx.until(range.end), at + 1, Place::Remark)
                    .is_some_and(|found| found.chooses() || found.limits());
            }
            if dash && attached {
                let own = cx.token(at + 1).is_some_and(|t| !is!(t, "when if"));
                if own && cx.name(at + 1).is_none() {
                    at = self.pieces(at + 1, range.end, &focus, guards);
                    attached = false;
                    continue;
                }
            }
            // "the X environment variable, a CLI flag, or the config file"
            let near = at.saturating_sub(NEAR).max(range.start)..range.end.min(at + CLOSE);
            let source = cx.follows(at, ",") && has!(cx, at..at + 3, "flag") && self.other_source(&near);
            if attached
                && !source
                && let Some(found) = attribute(&cx.until(range.end), at, Place::Clause)
                && !counts_else(cx, &found, at, range.start)
            {
                let next = found.next;
                let gives = found.facts.iter().any(|fact| as_default(fact).is_some());
                self.apply(found, &focus, guards, at, Place::Clause);
                at = if gives { self.more_defaults(next, range.end, guards) } else { next };
                continue;
            }
            if let Some(next) = self.defaulted(at, range.end, guards) {
                // "default X to 5 and accept only integers"
                if is!(cx.at(next), "and") {
                    focus.clone_from(&self.last);
                    attached = true;
                }
                at = next;
                continue;
            }
            if !attached && let Some(next) = self.addressed(at, &range, guards) {
                at = next;
                continue;
            }
            if !attached && let Some(next) = self.at_a_distance(at, &range, &named, guards) {
                // "configurable, with a default of 5 and a range of 1 to 9"
                if let [name] = named.as_slice() {
                    focus = vec![*name];
                    attached = true;
                }
                at = next;
                continue;
            }
            if let Some((names, next)) = self.taken_up(at, &range, owner) {
                focus = names;
                attached = !focus.is_empty();
                at = next;
                continue;
            } else if !self.holds(at) {
                attached = false;
            }
            at += 1;
        }
    }

    /// The variables of a list at a position, or where they have remarks of their own the first of them, and the position
    /// behind; moves the end of a list of the latter kind.
    fn listed(
        &mut self,
        at: usize,
        end: usize,
        annotated: &mut usize,
        guards: &[Vec<Guarded>],
    ) -> Option<(Vec<NameId>, usize)> {
        let cx = self.cx;
        let names = cx.until(end).names(at)?;
        let known: Vec<NameId> = names.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
        if known.is_empty() {
            return None;
        }
        // "they" behind a list means all of it, not what is left at its last remark.
        if at >= *annotated {
            self.last.clone_from(&known);
        }
        self.presence_beside(at, names.next, &known, guards);
        // Each annotated name of a list has its own remark.
        if names.annotated || cx.follows(at, ":") {
            *annotated = names.next;
        }
        let list = at < *annotated || cx.punct(at + 1, "(");
        let focus = if list { cx.name(at).into_iter().collect() } else { known };
        let at = if list { at + 1 } else { names.next };
        // "`X` environment variable", "`X`, an environment variable"
        let apposed = cx.punct(at, ",") && is!(cx.at(at + 1), "a an");
        let next = cx.behind_variable(if apposed { at + 2 } else { at }).unwrap_or(at);
        Some((focus, next))
    }

    /// The variables that words stand for, or that what follows them is said of once more, and the position behind them.
    fn taken_up(&self, at: usize, range: &Range<usize>, owner: &[NameId]) -> Option<(Vec<NameId>, usize)> {
        let cx = self.cx;
        let token = cx.at(at);
        let resumes = is!(token, "accepting allowing") && cx.follows(at, ",")
            || is!(token, "and") && ATTRIBUTES.at(cx.tokens, at + 1).is_some();
        if (resumes || is!(token, "shall must it")) && !owner.is_empty() {
            // "`C` is optional and defaults to 5"
            let own = !cx.names_in(at.saturating_sub(CLOSE).max(range.start)..at).is_empty();
            return Some((if own && resumes { self.last.clone() } else { owner.to_vec() }, at + 1));
        }
        // "all three are optional", ", each a positive integer"
        let them = THEM.at(cx.tokens, at).map(|((), next)| next).filter(|&next| {
            let says = is!(cx.at(next), "is are have default a an");
            let opens = at == range.start || cx.follows(at, ",") || is!(cx.before(at), "and");
            self.last.len() > 1 && opens && says
        });
        if let Some(next) = them {
            return Some((self.last.clone(), next));
        }
        // "read X and enforce a range of 1 to 100"
        let enforced = is!(token, "enforce enforces enforcing") && self.last.len() == 1 && {
            let limit = at + 1 + usize::from(ATTRIBUTES.at(cx.tokens, at + 1).is_none());
            let found = attribute(cx, limit, Place::Clause).filter(Found::limits);
            found.is_some_and(|found| !found.counts() && ends_clause(cx, found.next))
        };
        if enforced {
            return Some((self.last.clone(), at + 1));
        }
        // "read X, defaulting to 80 if unset, accepting integers from 1 to 9"
        let valued = is!(cx.at(at + 1), "value values integer integers numeric numbers positive");
        let accepts = is!(token, "accepting allowing") && cx.follows(at, ",") && valued;
        let stands_for = accepts && self.last.len() == 1
            || is!(token, "it they")
            || is!(token, "this") && at == range.start && is!(cx.at(at + 1), "is")
            || is!(cx.at(at + 1), "required optional mandatory") && cx.punct(at, ".")
            || is!(token, "validated parsed interpreted") && cx.follows(at, ",")
            || is!(token, "value variable") && {
                let full = is!(cx.before(at), "environment env");
                is!(cx.before(at - usize::from(full)), "the this its that")
            };
        stands_for.then(|| (self.last.clone(), at + 1))
    }

    /// Whether a token leaves attributes attached to the name before it.
    pub(super) fn holds(&self, at: usize) -> bool {
        let token = self.cx.at(at);
        let inserted = |at: usize| is_inserted(self.cx.tokens, at);
        self.cx.punct(at, ",")
            || token.kind == TokenKind::Word && self.cx.inner(at).ends_with("ly")
            || self.cx.illustrates(at)
            || inserted(at)
            || at.checked_sub(1).is_some_and(inserted)
            || is!(token, "set") && is!(self.cx.at(at + 1), "to")
            || self.is_set_and(at)
            || is!(token, "use uses using") && said_behind(self.cx, at + 1).is_some()
            || is!(token, "accepting allowing")
                && is!(self.cx.at(at + 1), "a an value values integer integers numeric numbers positive")
            || is!(token, "does") && is!(self.cx.at(at + 1), "not")
            || is!(token, "by") && is!(self.cx.at(at + 1), "splitting")
            || is!(token, "splitting")
            || token.is_text() && is_source(self.cx.inner(at))
            || is!(token, "file") && is_source(self.cx.inner(at.wrapping_sub(1)))
            || is!(token, "use uses") && is!(self.cx.at(at + 1), "secure sensible safe sane")
            || is!(
                token,
                "and with that which be is are as to a an of shall must not value values has have also env valid its the variable having whose being equal equals type typed length or accept accepts both all contain contains containing hold holds holding parsed interpreted read treated default in environment from specified expressed given measured parse allow support format only always take takes can may zero one more each but selects chooses consist consists"
            )
    }

    /// "validate that X is set and at least 32 characters long", but not "… is set and accept at most 5 clients".
    fn is_set_and(&self, at: usize) -> bool {
        let cx = self.cx;
        let joins = |at: usize| is!(cx.at(at), "and") || cx.punct(at, ",");
        let then = at + 1 + usize::from(joins(at + 1)) + usize::from(joins(at + 2));
        joins(at + 1)
            && STATES.at(cx.tokens, at) == Some((State::Set, at + 1))
            && !is!(cx.at(then), "accept allow take parse read format")
    }

    /// `default the X environment variable to V`.
    fn defaulted(&mut self, at: usize, end: usize, guards: &[Vec<Guarded>]) -> Option<usize> {
        let cx = self.cx.until(end);
        let (names, value, next) = default_to(&cx, at, "default")?;
        if !self.give(&names, value, at..next, end, guards) {
            return Some(end);
        }
        Some(self.more_defaults(next, end, guards))
    }

    /// "default A to 1 and B to 2", "A SHALL default to 1 and B to 2": the verb stands for all of them.
    fn more_defaults(&mut self, mut next: usize, end: usize, guards: &[Vec<Guarded>]) -> usize {
        let cx = self.cx.until(end);
        loop {
            let comma = next + usize::from(cx.punct(next, ","));
            let and = comma + usize::from(is!(cx.at(comma), "and"));
            if let Some(behind) = self.in_other_case(and, end, guards) {
                return behind;
            }
            let Some((names, value, behind)) = value_to(&cx, and, false).filter(|_| and > next) else {
                return next;
            };
            if !self.give(&names, value, and..behind, end, guards) {
                return end;
            }
            next = behind;
        }
    }

    /// "WHEN A is `x`, … default B to 1, otherwise to 2": the position behind the value that B has where A is something else.
    fn in_other_case(&mut self, at: usize, end: usize, guards: &[Vec<Guarded>]) -> Option<usize> {
        let cx = self.cx.until(end);
        let to = at + 1 + usize::from(is!(cx.at(at + 1), "to"));
        let (value, next) = literal(&cx, to, true).filter(|_| is!(cx.at(at), "otherwise else"))?;
        let [all] = guards else { return None };
        let [guard] = all.as_slice() else { return None };
        let contrary = Guarded { test: guard.test.clone().contrary(), ..guard.clone() };
        let span = value.span.clone();
        for name in self.last.clone() {
            self.fact(name, FactKind::Default(value.clone()), vec![contrary.clone()], span.clone());
        }
        Some(next)
    }

    /// Gives variables their default; false where it is one for each environment.
    fn give(
        &mut self,
        names: &[NameId],
        value: Literal,
        words: Range<usize>,
        end: usize,
        guards: &[Vec<Guarded>],
    ) -> bool {
        let cx = self.cx.until(end);
        self.last = names.to_vec();
        // "default A and B to 1 and 2 respectively"
        let several = several(&cx, &value, words.end, false).filter(|(facts, _)| facts.len() == names.len());
        if let Some((facts, next)) = several.filter(|_| names.len() > 1) {
            self.apply(Found::facts(facts, next), names, guards, words.start, Place::Clause);
            return true;
        }
        let apart = undecided(&cx, words.end);
        let found = match apart {
            Some(why) => {
                Found::no_default(&cx, words.start..end, cx.position(&value)..end, why).quoting(value.span)
            }
            None => Found::facts(vec![FactKind::Default(value)], words.end),
        };
        self.apply(found, names, guards, words.start, Place::Clause);
        apart.is_none()
    }

    /// A remark behind a name: pieces separated by commas, each an attribute or plain words.
    pub(super) fn pieces(
        &mut self,
        start: usize,
        end: usize,
        focus: &[NameId],
        guards: &[Vec<Guarded>],
    ) -> usize {
        let cx = self.cx;
        let mut at = start;
        let mut fresh = true;
        let mut own;
        let mut focus = focus;
        while at < end {
            // "(`A` defaults to `x`, `B` defaults to `y`)"
            if let Some(name) = cx.name(at).filter(|_| cx.depth(at) > 0 && cx.follows(at, ",;("))
                && is!(cx.at(at + 1), "defaults default is")
            {
                own = [name];
                focus = &own;
                (at, fresh) = (at + 1, true);
                continue;
            }
            if fresh && let Some(found) = attribute(&cx.until(end), at, Place::Remark) {
                let next = found.next;
                self.apply(found, focus, guards, at, Place::Remark);
                at = next;
                continue;
            }
            // The next name of a list that the dash belongs to.
            let joined = cx.follows(at, ",;") || is!(cx.before(at), "and") && cx.follows(at - 1, ",");
            if cx.depth(at) == 0 && cx.name(at).is_some() && at > start && joined {
                return at;
            }
            fresh = cx.punct(at, ",;—–:(.-")
                || is!(cx.at(at), "and but with is as be of")
                || is!(cx.at(at), "a an must shall the value both all otherwise only");
            at += 1;
        }
        end
    }
}

/// What programs and people call the environment: `.env`, `process.env`.
fn is_source(text: &str) -> bool {
    text.starts_with(".env") || is_environment_in_code(text)
}
