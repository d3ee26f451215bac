//! Whom a response is said of: its subject, and what pronouns stand for.

use std::ops::Range;

use super::Reader;
use super::another::is_thing;
use crate::contract::Kind;
use crate::ears::pronoun::THEM;
use crate::ears::sentence::{Response, Sentence};
use crate::ears::word::{has, is};
use crate::facts::attribute::{Place, attribute};
use crate::facts::condition::Condition;
use crate::facts::context::Cx;
use crate::facts::phrases::TYPES;
use crate::facts::tested::Tested;
use crate::facts::{FactKind, NEAR, NameId};

impl Reader<'_, '_> {
    /// The variables that are the sentence's subject.
    pub(super) fn subject(&mut self, sentence: &Sentence, leading: &[Condition]) -> Vec<NameId> {
        let range = &sentence.subject;
        if is_thing(self.cx, range) {
            return Vec::new();
        }
        let named = self.cx.names_in(range.clone());
        if !named.is_empty() {
            return named;
        }
        let words = self.cx.within(range.clone());
        let anaphoric = self.means_them(range)
            || words.iter().any(|t| is!(t, "it variable variables value values they"))
            || self.speaks_of_items(range.end);
        let front = range.start.saturating_sub(NEAR)..range.start;
        let setting = matches!(words, [the, setting] if is!(the, "the this") && is!(setting, "setting parameter"))
            && !has!(self.cx, front, "setting parameter");
        let anaphoric = anaphoric || setting;
        // "WHEN MODE is `a`, default X to 5; WHEN it is `b`, it SHALL default to 10": no variable has a default by its own value.
        // "X SHALL be optional, but when B is set, it SHALL be required": X.
        let joined = is!(self.cx.before(sentence.tokens.start), "and but");
        let valued = |c: &Condition| match c.tests()[..] {
            [test] => test.names == self.last && (joined || matches!(test.is, Tested::Is(_))),
            _ => false,
        };
        let mut facts = self.out.facts.iter().rev().take(NEAR);
        let last = facts.find(|fact| fact.kind.says_whether()).map(|fact| fact.name);
        if let Some(last) =
            last.filter(|last| anaphoric && leading.iter().any(valued) && !self.last.contains(last))
        {
            return vec![last];
        }
        let actor = words.iter().any(|t| is!(t, "system server service"));
        if anaphoric && !actor && words.len() <= 6 { self.last.clone() } else { Vec::new() }
    }

    /// "both SHALL be URLs", "neither SHALL be logged", "each SHALL be an integer": the several variables named last.
    fn means_them(&self, subject: &Range<usize>) -> bool {
        let cx = self.cx;
        let idle = |&at: &usize| is!(cx.at(at), "and but") || cx.punct(at, ",");
        let first = subject.clone().find(|at| !idle(at));
        let them = first.and_then(|at| THEM.at(cx.tokens, at));
        let rest = |((), next): ((), usize)| (next..subject.end).all(|at| idle(&at));
        self.last.len() > 1 && them.is_some_and(rest)
    }

    /// Whether "each item", "every entry of which" stand in front of a SHALL: what it says is said of a list's items.
    pub(super) fn speaks_of_items(&self, modal: usize) -> bool {
        let cx = self.cx;
        let near = modal.saturating_sub(4)..modal;
        let each = has!(cx, near.clone(), "each every");
        let item = has!(cx, near, "item items entry entries element elements member members");
        // "each of them" are several variables, unless it was just said that they are lists.
        let lists = || {
            let list = |kind: &FactKind| matches!(kind, FactKind::Type(ty) if ty.kind == Some(Kind::List));
            self.out.facts.iter().any(|fact| self.last.contains(&fact.name) && list(&fact.kind))
        };
        let them = is!(cx.before(modal), "which them each one these");
        each && (item || them && lists())
    }

    /// The tokens of a response together with its subject, and the variables that they are about from the start.
    pub(super) fn body(
        &self,
        sentence: &Sentence,
        response: &Response,
        n: usize,
        subject: &[NameId],
    ) -> (Vec<NameId>, Range<usize>) {
        let start = match (n, response.modal) {
            // "Setting it above 0 SHALL enable …" says what happens then.
            (0, Some(modal))
                if is!(self.cx.at(sentence.subject.start), "setting")
                    || is_thing(self.cx, &sentence.subject) =>
            {
                modal
            }
            (0, Some(_)) => sentence.subject.start,
            (_, Some(_)) if !response.subject.is_empty() => response.subject.start,
            (_, Some(modal)) => modal,
            (_, None) => response.body.start,
        };
        let cx = self.cx;
        // "produce a digest that SHALL be …" is about the digest.
        let relative = |modal: usize| {
            n > 0
                && (is!(cx.before(modal), "which it value variable")
                    || is!(cx.before(modal), "that")
                        && (cx.names_behind(modal - 1) || self.last.len() == 1 && is_apposed(cx, modal - 1))
                    // "X, which is required and SHALL be kept secret"
                    || (is!(cx.before(modal), "and") || cx.follows(modal, ",")) && self.goes_on_about(modal - 1)
                    || self.means_them(&response.subject))
        };
        let own = cx.names_in(response.subject.clone());
        let owner = match response.modal {
            Some(_) if !own.is_empty() => own,
            None if subject.is_empty() => self.last.clone(),
            // "the X environment variable, which SHALL be a URL"
            Some(modal) if relative(modal) => self.last.clone(),
            // "`X`: the pool; must be at most 50"
            Some(modal) if sentence.subject.is_empty() && (modal == 0 || cx.follows(modal, ";.")) => {
                self.last.clone()
            }
            // "the rate SHALL be read from X and SHALL be between 0 and 1"
            Some(modal)
                if n > 0
                    && is!(cx.before(modal), "and but")
                    && self.last.len() == 1
                    && is_limited(cx, response) =>
            {
                self.last.clone()
            }
            _ => subject.to_vec(),
        };
        (owner, start..response.body.end)
    }

    /// "X, which is required", in front of a position.
    fn goes_on_about(&self, end: usize) -> bool {
        let cx = self.cx;
        // "X, which must be a URL and must be kept secret"
        let opens = |at: usize| {
            let states = is!(cx.at(at + 1), "is are shall must has");
            is!(cx.at(at), "which") && states && (at.saturating_sub(6)..at).any(|i| cx.name(i).is_some())
        };
        let goes_on = |&at: &usize| cx.depth(at) > 0 || !cx.punct(at, ".;:");
        let mut clause = (0..end).rev().take(NEAR).take_while(goes_on);
        clause.any(opens)
    }
}

/// "X, a string that must …", "X as a string of 8 characters that must …": whether such a kind stands in front of "that".
fn is_apposed(cx: &Cx<'_>, that: usize) -> bool {
    let article = (that.saturating_sub(8)..that).rev().find(|&at| is!(cx.at(at), "a an"));
    article.is_some_and(|at| {
        let led = cx.follows(at, ",") || is!(cx.before(at), "as be is");
        led && (at + 1..that).any(|i| TYPES.at(cx.tokens, i).is_some())
    })
}

/// Whether a response is a limit and nothing else, whoever it is that "SHALL be at most 5".
fn is_limited(cx: &Cx<'_>, response: &Response) -> bool {
    let from = response.body.start + usize::from(is!(cx.at(response.body.start), "be"));
    attribute(&cx.until(response.body.end), from, Place::Clause)
        .is_some_and(|found| found.facts.iter().any(FactKind::says_what) && found.problem.is_none())
}
