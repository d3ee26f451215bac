//! Parentheses in a condition: tests of their own, or more about what stands in front.

use super::{Parser, condition};
use crate::ears::token::Token;
use crate::ears::word::is;
use crate::facts::context::Joiner;
use crate::facts::phrases::VARIABLE;
use crate::facts::tested::{Test, Tested};
use crate::facts::{CLOSE, NEAR};
impl Parser<'_, '_> {
    /// A parenthesis with tests of its own, or more about the name in front of it; the position to go on at.
    pub(super) fn parenthesis(&mut self, start: usize, open: usize, named: &mut bool) -> usize {
        let cx = self.cx;
        if let Some(next) = self.grouped(start, open) {
            *named = false;
            return next;
        }
        // "X is "a" (or X is absent)", "X is "a" and (Y) is not set"
        let tests = || cx.inside_parenthesis(open).any(|at| cx.candidate(at).is_some());
        let near = usize::from(cx.depth(open)) < CLOSE;
        if near && (is!(cx.at(open + 1), "or") || is!(cx.before(open), "and or") && tests()) {
            return open + 1;
        }
        *named |= self.listed(start, open) && !self.said_before(start, open);
        self.explained(open);
        cx.behind_parenthesis(open)
    }

    /// "A is `a` and (B is not set or C is not set)": each of what stands before with each of what stands inside; the position
    /// behind.
    fn grouped(&mut self, start: usize, open: usize) -> Option<usize> {
        let cx = self.cx;
        let and = is!(cx.before(open), "and");
        let first = open == start || is!(cx.before(open), "or");
        if cx.depth(open) != 1 || !(and || first) || is!(cx.at(open + 1), "or") {
            return None;
        }
        let inside = condition(cx, &cx.inside_parenthesis(open), &self.subject);
        if inside.alternatives.is_empty() || inside.other || self.out.alternatives.len() > CLOSE {
            return None;
        }
        let before = std::mem::take(&mut self.out.alternatives);
        self.out.alternatives = if and && !before.is_empty() {
            let with = |all: &Vec<Test>| {
                inside.alternatives.iter().map(|more| [all.as_slice(), more].concat()).collect::<Vec<_>>()
            };
            self.chained = before.len() * inside.alternatives.len() - 1;
            before.iter().flat_map(with).take(NEAR).collect()
        } else {
            self.chained = inside.alternatives.len() - 1;
            before.into_iter().chain(inside.alternatives).collect()
        };
        self.chained = self.chained.min(CLOSE);
        self.out.elsewhere |= inside.elsewhere;
        Some(cx.behind_parenthesis(open))
    }

    /// "a required environment variable (`A` or `B`) is not set": whether a parenthesis lists what is spoken of.
    pub(super) fn listed(&mut self, start: usize, open: usize) -> bool {
        let said = |before: usize| self.cx.behind_variable(before).is_some();
        // "the PIN (`X` environment variable) is not set"
        let inside = self.cx.names(open + 1).is_some_and(|names| {
            self.cx.behind_variable(names.next - 2) == Some(names.next) && self.cx.punct(names.next, ")")
        });
        let listed = inside
            || open > start && said(open - 1)
            || self.subject.is_empty() && (open.saturating_sub(CLOSE).max(start)..open).any(said);
        let Some(names) = self.cx.names(open + 1).filter(|_| listed) else { return false };
        let each = |t: &Token| is!(t, "required mandatory essential any");
        // "a Stripe environment variable (`A`, `B`) is missing": one of them.
        let single = is!(self.cx.before(open), "variable var") && is!(self.cx.at(start), "a an");
        let near = open.saturating_sub(NEAR).max(start)..open;
        let each = single || self.cx.within(near).iter().any(each);
        self.subject = names.ids;
        self.joiner = if each { Joiner::Or } else { names.joiner };
        true
    }

    /// "required environment variables are missing (A, B)": what stands in front of the parenthesis is said of its names.
    fn said_before(&mut self, start: usize, open: usize) -> bool {
        let verb = (start + 1..open).rev().take(4).find(|&i| is!(self.cx.at(i), "is are was were"));
        let verb = verb.filter(|&i| self.cx.behind_variable(i - 1) == Some(i));
        let Some(verb) = verb.filter(|&i| self.predicate(i, true).is_some()) else { return false };
        self.forget_from(verb);
        true
    }

    /// "in production (`NODE_ENV=production`)": the words in front say the same.
    fn explained(&mut self, open: usize) {
        let words = |i: &usize| self.unread.binary_search(i).is_ok();
        let first = (0..open).rev().take(CLOSE).take_while(words).last();
        // "TLS is enabled (`X=true`)"
        let acronym =
            || self.out.alternatives.len() == 1 && self.is_acronym(open) && !self.subject.is_empty();
        let first = first.or_else(|| acronym().then_some(open));
        // Those within others are remarks on remarks.
        let Some(first) = first.filter(|_| self.cx.depth(open) == 1) else { return };
        let said = condition(self.cx, &self.cx.inside_parenthesis(open), &[]);
        let spoken = self.cx.inside_parenthesis(open).any(|at| VARIABLE.at(self.cx.tokens, at).is_some());
        let known = |test: &Test| spoken || test.names.iter().all(|&id| (self.cx.known)(id));
        let decides = |test: &Test| {
            matches!(test.is, Tested::Is(_) | Tested::IsNot(_))
                && (known(test) || !self.out.alternatives.is_empty())
        };
        if let [tests] = said.alternatives.as_slice()
            && !said.other
            && tests.iter().all(decides)
        {
            if first == open {
                self.out.alternatives.clear();
            }
            self.forget_from(first);
            for test in tests.clone() {
                self.push(test);
            }
        }
    }
}
