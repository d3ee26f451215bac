//! What stands beside the names: attributes in the clause, in remarks and behind dashes.

use std::ops::Range;

use super::Reader;
use super::stand_in::{as_default, default_to, value_to};
use crate::ears::sentence::is_inserted;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::default::{PER_ENVIRONMENT, or_else, overrides, says_default, splits};
use crate::facts::literal::{canonical, ends_clause, literal};
use crate::facts::phrases::{ATTRIBUTES, Attribute, STATES, State, VARIABLE, VERBS, Verb};
use crate::facts::{CLOSE, End, FactKind, Guarded, Literal, NEAR, NameId};

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
            let token = cx.at(at);
            if let Some(names) = cx.until(range.end).names(at) {
                let known: Vec<NameId> = names.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
                if !known.is_empty() {
                    // "they" behind a list means all of it, not what is left at its last remark.
                    if at >= annotated {
                        self.last.clone_from(&known);
                    }
                    self.presence_beside(at, names.next, &known, guards);
                    // Each annotated name of a list has its own remark.
                    if names.annotated || cx.follows(at, ":") {
                        annotated = names.next;
                    }
                    let list = at < annotated || cx.punct(at + 1, "(");
                    focus = if list { cx.name(at).into_iter().collect() } else { known };
                    attached = true;
                    at = if list { at + 1 } else { names.next };
                    // "`X` environment variable", "`X`, an environment variable"
                    let apposed = cx.punct(at, ",") && is!(cx.at(at + 1), "a an");
                    if let Some(next) = cx.behind_variable(if apposed { at + 2 } else { at }) {
                        at = next;
                    }
                    continue;
                }
            }
            if cx.punct(at, "([（") {
                let inside = cx.inside_parenthesis(at);
                if attached {
                    self.pieces(inside.start, inside.end, &focus, guards);
                } else {
                    self.aside(inside, &named, guards);
                }
                at = cx.behind_parenthesis(at);
                continue;
            }
            // "read X from environment variables, default 0"
            if attached
                && is!(cx.before(at), "from in via through")
                && let Some(((), next)) = VARIABLE.at(cx.tokens, at)
            {
                at = next;
                continue;
            }
            let dash = cx.punct(at, "—–:") || token.punct('-');
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
                    let end = range.end;
                    at = self.pieces(at + 1, end, &focus, guards);
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
                && !self.counts_else(&found, at, range.start)
            {
                let next = found.next;
                let gives = found.facts.iter().any(|fact| as_default(fact).is_some());
                self.apply(found, &focus, guards, at, Place::Clause);
                at = if gives { self.more_defaults(next, range.end, guards) } else { next };
                continue;
            }
            if let Some(next) = self.defaulted(at, range.end, guards) {
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
            let resumes = is!(token, "accepting allowing") && cx.follows(at, ",")
                || is!(token, "and") && ATTRIBUTES.at(cx.tokens, at + 1).is_some();
            if (resumes || is!(token, "shall must it")) && !owner.is_empty() {
                focus = owner.to_vec();
                attached = true;
            } else if is!(token, "it they")
                || is!(token, "both") && at == range.start && self.last.len() == 2
                || is!(cx.at(at + 1), "required optional mandatory") && cx.punct(at, ".")
                || is!(token, "validated parsed interpreted") && cx.follows(at, ",")
                || is!(token, "value variable") && is!(cx.before(at), "the this its that")
            {
                focus.clone_from(&self.last);
                attached = !focus.is_empty();
            } else if !self.holds(at) {
                attached = false;
            }
            at += 1;
        }
    }

    /// "connect to `X` with up to 5 retries": whether what is counted is something else than the variable.
    fn counts_else(&self, found: &Found, at: usize, start: usize) -> bool {
        let cx = self.cx;
        let unknown = |end: &End| end.literal.unit.as_deref().is_some_and(|unit| canonical(unit).is_none());
        let counted =
            |fact: &FactKind| matches!(fact, FactKind::Min(end) | FactKind::Max(end) if unknown(end));
        let name = (start..at).rev().take(NEAR).find(|&i| cx.candidate(i).is_some());
        let led = |name: usize| {
            is!(
                cx.at(name.wrapping_sub(1 + usize::from(is!(cx.before(name), "the")))),
                "to in at on through against"
            )
        };
        found.facts.iter().any(counted) && has!(cx, at.saturating_sub(2)..at, "with") && name.is_some_and(led)
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
            || is!(token, "accepting allowing")
                && is!(self.cx.at(at + 1), "a an value values integer integers numeric numbers positive")
            || is!(token, "does") && is!(self.cx.at(at + 1), "not")
            || is!(token, "by") && is!(self.cx.at(at + 1), "splitting")
            || is!(token, "splitting")
            || is!(token, "use uses") && is!(self.cx.at(at + 1), "secure sensible safe sane")
            || is!(
                token,
                "and with that which be is are as to a an of shall must not value values has have also env valid its the variable having whose being type length or accept accepts both all contain contains containing hold holds holding parsed interpreted read treated default in environment from specified expressed given measured parse allow support format only always take takes can may zero one more each but selects chooses"
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
        Some(self.give(&names, value, at..next, end, guards))
    }

    /// "default A to 1 and B to 2", "A SHALL default to 1 and B to 2": the verb stands for all of them.
    fn more_defaults(&mut self, next: usize, end: usize, guards: &[Vec<Guarded>]) -> usize {
        let cx = self.cx.until(end);
        let comma = next + usize::from(cx.punct(next, ","));
        let and = comma + usize::from(is!(cx.at(comma), "and"));
        match value_to(&cx, and, false).filter(|_| and > next) {
            Some((names, value, behind)) => self.give(&names, value, and..behind, end, guards),
            None => next,
        }
    }

    /// Gives variables their default, and those behind them theirs.
    fn give(
        &mut self,
        names: &[NameId],
        value: Literal,
        words: Range<usize>,
        end: usize,
        guards: &[Vec<Guarded>],
    ) -> usize {
        let cx = self.cx.until(end);
        self.last = names.to_vec();
        if splits(&cx, words.end) {
            let found = Found::no_default(&cx, words.start..end, cx.position(&value)..end, PER_ENVIRONMENT);
            self.apply(found, names, guards, words.start, Place::Clause);
            return end;
        }
        let found = Found::facts(vec![FactKind::Default(value)], words.end);
        self.apply(found, names, guards, words.start, Place::Clause);
        self.more_defaults(words.end, end, guards)
    }

    /// `accept values between 1 and 9 for the X environment variable`: whose it is stands behind.
    fn addressed(&mut self, at: usize, range: &Range<usize>, guards: &[Vec<Guarded>]) -> Option<usize> {
        use Attribute as A;
        let cx = self.cx;
        let (kind, _) = ATTRIBUTES.at(cx.tokens, at)?;
        if !matches!(kind, A::Between | A::AtLeast | A::AtMost | A::OneOf | A::Pattern | A::Exactly) {
            return None;
        }
        let near = at.saturating_sub(NEAR).max(range.start)..range.end.min(at + NEAR);
        let rejects = near.clone().any(|i| VERBS.at(cx.tokens, i).is_some_and(|(v, _)| v == Verb::Reject));
        let found =
            attribute(&cx.until(range.end), at, Place::Clause).filter(|f| !f.facts.is_empty() && !rejects)?;
        // "at most 3 items in the X environment variable" counts what no rule of a contract counts.
        let counts = |fact: &FactKind| match fact {
            FactKind::Min(end) | FactKind::Max(end) => end.literal.unit.is_some() && !end.length,
            _ => false,
        };
        let counted = is!(cx.at(found.next), "in") && found.facts.iter().any(counts);
        let led = cx.token(found.next).is_some_and(|t| !counted && is!(t, "for on in of as"));
        let name = (found.next..range.end)
            .find(|&i| !is!(cx.at(i), "for on in of as the a value values"))
            .filter(|_| led)?;
        let names: Vec<NameId> =
            cx.until(range.end).names(name)?.ids.into_iter().filter(|&id| (cx.known)(id)).collect();
        self.apply(found, &names, guards, at, Place::Clause);
        Some(name)
    }

    /// A default, or a list of values, says whose it is even at a distance, where the sentence has one variable only.
    pub(super) fn at_a_distance(
        &mut self,
        at: usize,
        range: &Range<usize>,
        stated: &[NameId],
        guards: &[Vec<Guarded>],
    ) -> Option<usize> {
        let cx = self.cx;
        let phrase = ATTRIBUTES.at(cx.tokens, at);
        let default = phrase.filter(|(a, _)| *a == Attribute::Default);
        let strong = default.is_some_and(|(_, next)| next >= at + 2) || is!(cx.at(at), "defaulting");
        // "for the log level with possible values `a` and `b`"
        let values =
            phrase.is_some_and(|(a, next)| a == Attribute::OneOf && next >= at + 3 && is!(cx.at(at), "with"));
        let limits = self.limits_at_a_distance(at, range);
        // "SHALL be 3 by default and configurable via X"
        let marked = cx.at(at).kind == TokenKind::Number || cx.at(at).marked;
        // "from X set at build time, or "dev" otherwise"
        let or_else = is!(cx.at(at), "or") && or_else(&cx.until(range.end), at).is_some();
        if !(strong || values || limits || or_else || default.is_none() && marked) {
            return None;
        }
        let mut names = stated.to_vec();
        if names.len() > 1 && is!(cx.at(at), "with defaulting") {
            // "A for the host with default "x" and B for the port with default 80": the one named last.
            names = (range.start..at).rev().find_map(|i| cx.name(i)).into_iter().collect();
        }
        let mut overridden = false;
        if names.is_empty() {
            // "SHALL default to 24 hours and MAY be overridden via the X environment variable"
            let behind = range.end..cx.end().min(range.end + NEAR);
            // "… every 15 minutes by default. The path SHALL be configurable via X" is about something else.
            let said = cx.within(at.saturating_sub(NEAR).max(range.start)..range.end.min(at + CLOSE));
            let same = |i: usize| {
                let noun = cx.is_noun(i) && said.iter().any(|t| t.word == cx.at(i).word);
                noun || is!(cx.at(i), "it this these both")
            };
            let mut subject = behind.clone().take_while(|&i| !is!(cx.at(i), "shall must"));
            let goes_on = !cx.punct(range.end, ".") || subject.any(same);
            let over = cx.within(behind.clone()).iter().any(|t| {
                is!(
                    t,
                    "overridden overridable configurable configured changed adjusted customized customised"
                )
            });
            if over && goes_on {
                names = cx.names_in(behind);
                overridden = is!(cx.before(at), "be");
            }
            // "X determines the region; the region SHALL default to "eu""
            let noun = (range.start..at).rev().take(4).find(|&i| cx.is_noun(i)).map(|i| cx.at(i).word);
            let before = range.start.saturating_sub(NEAR)..range.start;
            if names.is_empty() && cx.within(before.clone()).iter().any(|t| Some(t.word) == noun) {
                names = cx.names_in(before);
            }
        }
        // "…; the default SHALL be 5", "…, and SHALL default to 5"
        let goes_on = is!(cx.at(range.start), "shall must")
            && (cx.follows(range.start, ",") || is!(cx.before(range.start), "and"));
        // "read X, and the default SHALL be 5"
        let called = is!(cx.before(range.start), "default") && is!(cx.at(range.start), "shall must");
        let called = called && is!(cx.before(at), "be") && at == range.start + 2;
        let of_last = names.is_empty()
            && (called
                || (goes_on || is!(cx.at(range.start), "the its default"))
                    && (at <= range.start + 1 || says_default(cx, range.start, at)));
        if of_last {
            names.clone_from(&self.last);
        }
        let &[name] = names.as_slice() else { return None };
        // "SHALL be `info` and MAY be overridden by X"
        overridden |= called || says_default(cx, range.start, at);
        let stands = || {
            literal(&cx.until(range.end), at, false).filter(|(_, next)| overridden && ends_clause(cx, *next))
        };
        let found = attribute(&cx.until(range.end), at, Place::Clause)
            .or_else(|| stands().map(|(value, next)| Found::facts(vec![FactKind::Default(value)], next)))?;
        let chosen = values || is!(cx.before(at), "from between among");
        // "configurable via X, and SHALL default to the address of the API"
        let valueless = of_last && strong && at == range.start + 1 && found.problem.is_some();
        let says = limits
            || valueless
            || found.facts.iter().any(|f| as_default(f).is_some())
            || chosen && found.chooses();
        let next = says.then_some(found.next)?;
        self.apply(found, &[name], guards, at, Place::Clause);
        Some(next)
    }

    /// "SHALL control the number of jobs, with a minimum of 1": limits behind a comma or "with" that count nothing.
    fn limits_at_a_distance(&self, at: usize, range: &Range<usize>) -> bool {
        use Attribute as A;
        let cx = self.cx;
        let Some((kind, _)) = ATTRIBUTES.at(cx.tokens, at) else { return false };
        let article = usize::from(is!(cx.before(at), "a an the"));
        let led = cx.follows(at, ",") || is!(cx.before(at - article), "with");
        let counts = |fact: &FactKind| match fact {
            FactKind::Min(end) | FactKind::Max(end) => end.length || end.literal.unit.is_some(),
            _ => false,
        };
        let denied = has!(cx, at.saturating_sub(NEAR).max(range.start)..at, "not never that which");
        !denied
            && matches!(kind, A::Between | A::AtLeast | A::AtMost | A::MoreThan | A::LessThan | A::OneOf)
            && led
            && attribute(&cx.until(range.end), at, Place::Clause)
                .is_some_and(|found| (found.limits() || found.chooses()) && !found.facts.iter().any(counts))
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
        while at < end {
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
                || is!(cx.at(at), "and with is as be of")
                || is!(cx.at(at), "a an must shall the value both all otherwise");
            at += 1;
        }
        end
    }

    /// A remark that names its own variable: (configurable via `X`, default `1h`).
    pub(super) fn aside(&mut self, range: Range<usize>, stated: &[NameId], guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        let Some(first) = range.clone().find(|&at| cx.name(at).is_some()) else {
            // "A for the port (default 3000) and B for the file (default `x`)": the one right in front.
            let noun = |i: usize| cx.is_noun(i) || is!(cx.at(i), "the a an for to");
            let front = (0..range.start.saturating_sub(1)).rev().find(|&i| !noun(i));
            let near = front.is_some_and(|i| cx.name(i).is_some() || cx.behind_variable(i).is_some());
            let last = self.last.clone();
            let stated = if near && last.len() == 1 { last.as_slice() } else { stated };
            // "SHALL control whether accounts are open (default true)": the clause has one variable to speak of.
            let defaults = has!(cx, range.clone(), "default defaults defaulting falling");
            let limits = attribute(&cx.until(range.end), range.start, Place::Remark).is_some_and(|found| {
                found.limits()
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
