//! Which variables a condition speaks of, and the words that only say which they are.

use std::ops::Range;

use super::Parser;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::CLOSE;
use crate::facts::context::{Cx, Joiner};
use crate::facts::names::names_another;

impl Parser<'_, '_> {
    /// The names at a position, which become the subject; the position behind them.
    pub(super) fn named(&mut self, start: usize, at: usize) -> Option<usize> {
        let cx = self.cx;
        let names = cx.names(at).filter(|_| !self.is_value(at))?;
        self.out.elsewhere |= self.nothing_or(start, at);
        self.subject = names.ids;
        self.joiner = if self.any_of(start, at) { Joiner::Or } else { names.joiner };
        // "the PIN (`X` environment variable) is not set"
        if cx.punct(names.next, "(") && self.is_acronym(names.next) && self.listed(start, names.next) {
            return Some(cx.behind_parenthesis(names.next));
        }
        // "`A` (or `B`) is missing"
        if cx.punct(names.next, "(")
            && is!(cx.at(names.next + 1), "or and")
            && let Some(more) = cx.names(names.next + 2)
            && cx.punct(more.next, ")")
        {
            self.subject.extend(more.ids);
            self.joiner = if is!(cx.at(names.next + 1), "or") { Joiner::Or } else { self.joiner };
            return Some(more.next + 1);
        }
        let known = self.subject.iter().all(|&id| (cx.known)(id));
        let next = names.next + usize::from(known && self.is_setting(names.next));
        Some(if cx.punct(next, "(") { cx.behind_parenthesis(next) } else { next })
    }

    /// Whether a word says nothing of its own.
    pub(super) fn is_idle(&self, at: usize) -> bool {
        let cx = self.cx;
        is!(
            cx.at(at),
            "neither none both either the a an required mandatory essential secret sensitive any of following otherwise there deprecated legacy former old"
        ) || cx.punct(at, ",)")
            || is!(cx.at(at), "if when") && is!(cx.before(at), "or not")
            || self.is_kind_of(at)
            || is!(cx.at(at), "named called") && cx.candidate(at + 1).is_some()
    }

    /// Whether a "not" stands in front of all that is said: "not if A is `x`", "and not A is `x`".
    pub(super) fn denies(&self, not: usize) -> bool {
        let cx = self.cx;
        let name = not + 1 + usize::from(is!(cx.at(not + 1), "the"));
        let named = cx.candidate(name).is_some();
        let copula = cx.behind_variable(name + 1).unwrap_or(name + 1);
        is!(cx.at(not + 1), "if when") || named && is!(cx.at(copula), "is are equals has")
    }

    /// ", used for signing, is": the position behind what two commas set apart in front of a verb.
    pub(super) fn inserted(&self, comma: usize) -> Option<usize> {
        let cx = self.cx;
        let opens = is!(cx.at(comma + 1), "which used needed a an the") && cx.candidate(comma + 2).is_none();
        let close = (comma + 2..cx.end()).take(CLOSE).find(|&at| cx.punct(at, ","))?;
        (opens && is!(cx.at(close + 1), "is are was has does")).then_some(close + 1)
    }

    /// "the state is `PENDING` and the X environment variable is set": no variable; nor is "SMTP environment variable (A, B)".
    pub(super) fn is_value(&self, at: usize) -> bool {
        self.cx.is_compared(at)
            || is!(self.cx.before(at), "are return returns")
            || names_another(self.cx, at)
            || self.is_kind_of(at)
    }

    /// Whether a word in capitals says which variables a parenthesis lists.
    pub(super) fn is_kind_of(&self, at: usize) -> bool {
        let behind = self.cx.behind_variable(at + 1).filter(|_| self.cx.at(at).is_plain_name(self.cx.text));
        behind.is_some_and(|open| self.cx.punct(open, "(") && self.cx.candidate(open + 1).is_some())
    }

    /// "any of A and B", "one or more of the environment variables A and B": whether one of them alone is spoken of.
    pub(super) fn any_of(&mut self, start: usize, at: usize) -> bool {
        let cx = self.cx;
        let between =
            |&i: &usize| !is!(cx.at(i), "the these following two three four environment env variables vars");
        let Some(of) = (start..at).rev().take(CLOSE).find(between).filter(|&i| is!(cx.at(i), "of")) else {
            return false;
        };
        let quantity =
            (start..of).rev().take_while(|&i| is!(cx.at(i), "any either at least one or more all")).last();
        // "only one of the two" is another rule.
        let counted = has!(cx, of..at, "two three four");
        let quantity = quantity.filter(|&first| !counted || is!(cx.at(first), "any either"));
        if let Some(first) = quantity {
            self.forget_from(first);
        }
        // "more than one of them" are several together.
        quantity.is_some_and(|first| !is!(cx.at(first), "all") && !is!(cx.before(first), "than"))
    }

    /// Whether names stand behind a "nor" that follows no other name.
    pub(super) fn nothing_or(&self, start: usize, at: usize) -> bool {
        let cx = self.cx;
        let mut before = (start..at).rev().take(CLOSE).skip_while(|&i| is!(cx.at(i), "the a an any"));
        let nor = before.next().is_some_and(|i| is!(cx.at(i), "nor"));
        nor && before.take_while(|&i| !is!(cx.at(i), "neither")).all(|i| cx.candidate(i).is_none())
    }

    /// Whether a noun behind names says that they are settings: "the `X` key is missing", "the `X` configuration variable".
    pub(super) fn is_setting(&self, at: usize) -> bool {
        let token = self.cx.at(at);
        let listed = is!(
            token,
            "setting settings key keys secret secrets parameter parameters credential credentials entry entries configuration config option flag"
        );
        listed
            || token.kind == TokenKind::Word && self.cx.inner(at).to_ascii_lowercase().ends_with("_variable")
    }

    /// "any required storage environment variable": which ones they are says nothing else.
    pub(super) fn qualified(&mut self, start: usize, at: usize) {
        let noun = |i: &usize| self.unread.binary_search(i).is_ok();
        let Some(first) = (start..at).rev().take(CLOSE).take_while(noun).last() else { return };
        let determined = first > start
            && is!(self.cx.before(first), "the a an any all each every required mandatory essential of its");
        if determined {
            self.forget_from(first);
        }
    }
}

/// Words about the service itself that say only that it begins.
pub(super) fn is_start(cx: &Cx<'_>, range: Range<usize>) -> bool {
    // "the tool is run without the X environment variable"
    let run = |at: usize| {
        let named = (at + 2..range.end.min(at + 8))
            .take_while(|&i| !is!(cx.at(i), "and or") && !cx.punct(i, ","))
            .any(|i| cx.candidate(i).is_some());
        is!(cx.at(at), "run runs executed executes invoked called") && is!(cx.at(at + 1), "without") && named
    };
    // "if it is set, and 5 otherwise", but not "if the disk is full, otherwise"
    let said = |at: usize| is!(cx.at(at), "is are has have");
    let tested = !cx.names_in(range.clone()).is_empty();
    let otherwise = |at: usize| is!(cx.at(at), "otherwise") && (tested || !(range.start..at).any(said));
    range.clone().any(|at| run(at) || otherwise(at))
        || cx.within(range).iter().any(|t| {
        is!(t, "start starts starting started startup boots boot launches launched initialises initializes initialized initialised initializing deployed cold-start cold-starts begins loads loading loaded instantiated comes omitted overridden explicitly read")
    })
}
