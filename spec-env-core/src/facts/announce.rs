//! "The following environment variables:": a name that stands for those behind the colon.

use super::context::{behind_pointer, is_function_word};
use super::phrases::{STATES, State, VARIABLE};
use super::words::Words;
use super::{CLOSE, NameId};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;

impl Words {
    /// Lets a name stand where "the following environment variables" stands, so that what is said of them is read as of
    /// any other; it is that of each item behind the colon.
    pub(crate) fn announce(&mut self, name: NameId) {
        let named = |at: usize| self.names.get(at).copied().flatten().is_some();
        let punct = |at: usize| self.tokens.get(at).is_some_and(|t| t.punct(':') && self.depth[at] == 0);
        // "environment variables: API key (`X`)"
        let noun = |at: usize| {
            self.tokens.get(at).is_some_and(|t| t.kind == TokenKind::Word && !is_function_word(t))
        };
        let listed = |at: usize| named(at) && (self.tokens[at].marked || !noun(at + 1));
        let Some(colon) =
            (0..self.tokens.len()).find(|&at| punct(at) && (at + 1 == self.tokens.len() || listed(at + 1)))
        else {
            return;
        };
        let none = |from: usize| gives_none(&self.tokens[from..colon]);
        let several = |at: usize| {
            let front = &self.tokens[at.saturating_sub(7)..at];
            front.iter().any(|t| is!(t, "none neither either both least exactly"))
        };
        let default = |&at: &usize| self.depth[at] == 0 && is!(self.tokens[at], "default defaults");
        let last_default = (0..colon).rfind(default);
        let announced = (0..colon).rev().find_map(|at| {
            let ((), phrase) = VARIABLE.at(&self.tokens, at)?;
            let behind = behind_pointer(&self.tokens, phrase);
            let front = &self.tokens[at.saturating_sub(4)..at];
            let first = front.iter().rposition(is_function_word).map_or(front, |last| &front[last..]);
            let any = front.iter().any(|t| is!(t, "any all each every required"));
            // "all required environment variables are set:", "any environment variable is missing:"
            let state = STATES.at(&self.tokens, behind + 1).filter(|_| is!(self.tokens[behind], "are is"));
            // "the environment variables (all optional):"
            let apposed = |at: usize| {
                self.tokens[at].punct(',') || is!(self.tokens[at], "all optional required and mandatory")
            };
            let after = (behind..colon).find(|&at| self.depth[at] == 0 && !apposed(at)).unwrap_or(colon);
            let says = after == colon
                || is!(self.tokens[behind], "for") && behind + 1 == colon
                || state.is_some_and(|(state, next)| next == colon && (state == State::Set || any))
                || first.iter().any(|t| is!(t, "following these"))
                || behind > phrase;
            // "…, without any defaults:", "…, none of which has a default:" gives none.
            let says = says || self.tokens[behind].punct(',') && none(behind);
            let gives = !none(behind) && last_default.is_some_and(|default| default >= behind);
            (says && !several(at) && !gives && !named(behind) && !named(at.wrapping_sub(1))).then_some(at)
        });
        // "SHALL require:"
        let asks = |at: &usize| {
            is!(self.tokens[*at], "require requires need needs") && colon + 1 == self.tokens.len()
        };
        // "any of the following is missing:"
        let bare = |&at: &usize| {
            let state = at + 2 + usize::from(self.tokens.get(at + 2).is_some_and(|t| is!(t, "not")));
            let tested = || is!(self.tokens[at + 1], "is are") && STATES.at(&self.tokens, state).is_some();
            // "SHALL be one of the following:"
            let values = || is!(self.tokens[at.saturating_sub(3)], "one");
            is!(self.tokens[at], "following") && !several(at) && (tested() || at + 1 == colon && !values())
        };
        let announced =
            announced.or_else(|| (0..colon).find(bare).filter(|_| colon + 1 == self.tokens.len()));
        if let Some(at) = announced.or(colon.checked_sub(1).filter(asks).map(|_| colon)) {
            self.names[at] = Some(name);
            self.items = Some(name);
        }
    }
}

/// "…, without any defaults", "…, none of which has a default".
pub(super) fn gives_none(words: &[Token]) -> bool {
    let default = |at: usize| words.get(at).is_some_and(|t| is!(t, "default defaults"));
    let ends = |at: usize| words.get(at).is_none_or(|t| t.punct(',') || t.punct(')'));
    (0..words.len().min(CLOSE)).any(|at| {
        let next = at + 1 + usize::from(words.get(at + 1).is_some_and(|t| is!(t, "any")));
        let none = is!(words[at], "none") && words.get(at + 3).is_some_and(|t| is!(t, "has have"));
        is!(words[at], "no without") && default(next) && ends(next + 1)
            || none && (at + 4..at + 6).any(default)
    })
}
