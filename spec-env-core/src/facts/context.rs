//! A statement's tokens with what is known about them: the ground on which every fact family stands.

use std::ops::Range;

use super::listed::as_well_as;
use super::phrases::{BELOW, VARIABLE};
use super::words::Words;
use super::{CLOSE, IdSet, Literal, NEAR, NameId};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;

/// How names in a list are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Joiner {
    And,
    Or,
    Neither,
}

/// A list of names.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) ids: Vec<NameId>,
    pub(crate) joiner: Joiner,
    /// The position behind the list and any word for "environment variable" that closes it.
    pub(crate) next: usize,
    /// Whether a remark in parentheses stands behind one of the names but the last.
    pub(crate) annotated: bool,
}

/// The position behind "listed below" at a position, if that stands there; "below 10" tells no place.
pub(super) fn behind_pointer(tokens: &[Token], at: usize) -> usize {
    let next = BELOW.at(tokens, at).map_or(at, |((), next)| next);
    if tokens.get(next).is_some_and(|t| t.kind == TokenKind::Number) { at } else { next }
}

/// What the readers of facts look at.
#[derive(Clone, Copy)]
pub(crate) struct Cx<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a Words,
    pub(crate) tokens: &'a [Token],
    /// Whether something introduces a name, by id.
    pub(crate) known: &'a dyn Fn(NameId) -> bool,
}

impl<'a> Cx<'a> {
    /// The same, as if the statement ended at a position.
    pub(crate) fn until(&self, end: usize) -> Self {
        Self { tokens: self.within(0..end), ..*self }
    }

    /// The position behind the last token.
    pub(crate) fn end(&self) -> usize {
        self.tokens.len()
    }

    /// The name that a token is, whether or not it is introduced.
    pub(crate) fn candidate(&self, at: usize) -> Option<NameId> {
        self.words.names[..self.end()].get(at).copied().flatten()
    }

    /// Whether a token may be a name and is written like no acronym: as code, or with `_`.
    pub(crate) fn is_clear(&self, at: usize) -> bool {
        self.candidate(at).is_some() && (self.at(at).marked || self.inner(at).contains('_'))
    }

    /// Whether a value stands there in code or in quotation marks; `INFO` is one where nothing introduces it as a name.
    pub(crate) fn is_written(&self, at: usize) -> bool {
        let token = self.at(at);
        matches!(token.kind, TokenKind::Code | TokenKind::Quote)
            || token.kind == TokenKind::Name
                && token.marked
                && self.name(at).is_none()
                && !self.inner(at).contains('_')
    }

    /// "is `A_B`", "is set to `A_B`": what stands there is a value, unless it is known as a variable.
    pub(crate) fn is_compared(&self, at: usize) -> bool {
        let set = || is!(self.at(at.wrapping_sub(2)), "set equal equals");
        is!(self.before(at), "is equals") || is!(self.before(at), "to") && set()
    }

    /// Whether a token is an example, or opens one: "such as 10MB".
    pub(crate) fn illustrates(&self, at: usize) -> bool {
        let example = |at: usize| self.words.example.get(at).copied().unwrap_or(false);
        example(at) || is!(self.at(at), "such for like e.g e.g.") && (example(at + 1) || example(at + 2))
    }

    /// The variable that a token names.
    pub(crate) fn name(&self, at: usize) -> Option<NameId> {
        self.candidate(at).filter(|&id| (self.known)(id))
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The token at a position; outside the statement one that is no word and no mark.
    pub(crate) fn at(&self, at: usize) -> &'a Token {
        self.tokens.get(at).unwrap_or(&Token::NONE)
    }

    /// The tokens of a range, as far as the statement goes.
    pub(crate) fn within(&self, range: Range<usize>) -> &'a [Token] {
        let end = range.end.min(self.end());
        &self.tokens[range.start.min(end)..end]
    }

    /// Where a literal begins.
    pub(crate) fn position(&self, literal: &Literal) -> usize {
        self.tokens.partition_point(|token| token.span().end <= literal.span.start)
    }

    /// The token in front of a position.
    pub(crate) fn before(&self, at: usize) -> &'a Token {
        self.at(at.wrapping_sub(1))
    }

    pub(crate) fn inner(&self, at: usize) -> &'a str {
        self.at(at).inner(self.text)
    }

    pub(crate) fn depth(&self, at: usize) -> u8 {
        self.words.depth.get(at).copied().unwrap_or(0)
    }

    /// Whether one of some marks stands in front of a position.
    pub(crate) fn follows(&self, at: usize, marks: &str) -> bool {
        self.punct(at.wrapping_sub(1), marks)
    }

    pub(crate) fn punct(&self, at: usize, marks: &str) -> bool {
        self.token(at).is_some_and(|t| t.kind == TokenKind::Punct && marks.chars().any(|c| t.punct(c)))
    }

    /// The words of the tokens in a range, as a range of the text.
    pub(crate) fn span(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.max(range.start + 1).min(self.end()) - 1;
        let first = range.start.min(last);
        self.at(first).span().start..self.at(last).span().end
    }

    /// The position behind the parenthesis that opens here; one that nothing closes ends soon.
    pub(crate) fn behind_parenthesis(&self, at: usize) -> usize {
        let inside = self.depth(at);
        if inside == 0 {
            return self.end().min(at + NEAR);
        }
        let close = (at + 1..self.end()).find(|&i| self.depth(i) <= inside && self.punct(i, ")]）"));
        close.map_or(self.end(), |i| i + 1)
    }

    /// The tokens inside the parenthesis that opens here.
    pub(crate) fn inside_parenthesis(&self, at: usize) -> Range<usize> {
        at + 1..self.behind_parenthesis(at).saturating_sub(1).max(at + 1)
    }

    /// Whether a name at a position is the subject of a test, alone or in a list: "`X` is not set", "`X` or `Y` is set".
    pub(crate) fn begins_test(&self, at: usize) -> bool {
        let mut next = at;
        for _ in 0..CLOSE {
            next = self.behind_variable(next + 1).unwrap_or(next + 1);
            // "`A` (or `B`) is missing"
            if self.punct(next, "(") {
                next = self.behind_parenthesis(next);
            }
            next += usize::from(is!(self.at(next), "setting key secret parameter credential option flag"));
            let joins = self.punct(next, ",") || is!(self.at(next), "and or nor");
            let both = if self.punct(next + 1, "/") { 3 } else { 1 };
            if !joins || self.candidate(next + both).is_none() {
                break;
            }
            next += 1;
            // "`A` and/or `B` is missing"
            while self.punct(next, "/") || is!(self.at(next), "and or") {
                next += 1;
            }
        }
        is!(self.at(next), "is are was were has isn't aren't not equals missing unset")
    }

    /// The position behind the words for "environment variable" at a position, if they stand there.
    pub(crate) fn behind_variable(&self, at: usize) -> Option<usize> {
        let alone = || self.token(at).filter(|t| is!(t, "variable variables var vars")).map(|_| at + 1);
        let next = VARIABLE.at(self.tokens, at).map(|((), next)| next).or_else(alone)?;
        Some(behind_pointer(self.tokens, next))
    }

    /// The list of variables that begins at a position.
    pub(crate) fn names(&self, at: usize) -> Option<Names> {
        self.candidate(at)?;
        let mut ids = Vec::new();
        let mut joiner = Joiner::And;
        let mut annotated = false;
        let (mut here, mut next) = (at, at);
        // A longer list is read in pieces, so that no sentence costs the square of its length; those of a rule over a whole
        // list are not, as none of them may be left out.
        let longest = if self.words.pieces.is_empty() { 1024 } else { 8192 };
        let end = self.end().min(at + longest);
        // "neither the `A`", "none of the environment variables `A`"
        let is_between =
            |t: &&Token| is!(t, "the of these following environment env variable variables vars");
        let before = self.tokens[..at].iter().rev().find(|t| !is_between(t));
        let neither = before.is_some_and(|t| is!(t, "neither none no nor"));
        while here < end {
            let Some(id) = self.candidate(here) else { break };
            if !ids.contains(&id) {
                ids.push(id);
            }
            next = here + 1;
            here = next;
            if let Some(behind) = self.behind_variable(here) {
                here = behind;
                next = behind;
            }
            let mut remark = false;
            if self.punct(here, "(") {
                here = self.behind_parenthesis(here);
                remark = true;
            }
            let mut separated = false;
            loop {
                let token = self.at(here);
                let well = as_well_as(self, here);
                let join = well || is!(token, "and or nor the plus optionally");
                if !join && !self.punct(here, ",/&、，") {
                    break;
                }
                here += if well { 2 } else { 0 };
                if is!(token, "or") {
                    joiner = Joiner::Or;
                }
                separated = true;
                here += 1;
            }
            // "environment variable `A` or environment variable `B`"
            if separated
                && let Some(named) = self.behind_variable(here).filter(|&at| self.candidate(at).is_some())
            {
                here = named;
            }
            // "`X`, `info` by default"
            let given = is!(self.at(here + 1), "by") && is!(self.at(here + 2), "default");
            if !separated || given || self.candidate(here).is_none() {
                break;
            }
            annotated |= remark;
        }
        if neither {
            joiner = Joiner::Neither;
        }
        (!ids.is_empty()).then_some(Names { ids, joiner, next, annotated })
    }

    /// The variables that a range names outside remarks, and in lists in parentheses.
    pub(crate) fn names_in(&self, range: Range<usize>) -> Vec<NameId> {
        let (mut out, mut seen) = (Vec::new(), IdSet::default());
        let base = range.clone().map(|at| self.depth(at)).min().unwrap_or(0);
        let mut at = range.start;
        while at < range.end {
            if self.punct(at, "(") && self.depth(at) > base {
                // "(environment variable `X`)", "(the `X` environment variable)"
                let first = at + 1 + usize::from(is!(self.at(at + 1), "the"));
                let first = self.behind_variable(first).unwrap_or(first);
                let first = first + usize::from(self.punct(first, ":"));
                let lists = self.name(first).is_some()
                    && (at == 0
                        || self.behind_variable(at - 1).is_some()
                        || self.candidate(at - 1).is_none());
                let configured = is!(self.at(at + 1), "configured") && is!(self.at(at + 2), "via by through");
                let source = configured || is!(self.at(at + 1), "from via configurable controlled set");
                if !(lists || source) {
                    at = self.behind_parenthesis(at);
                    continue;
                }
            }
            // Most sentences name so few that looking at each is faster than a set.
            if let Some(id) = self.name(at)
                && !(if out.len() < NEAR { out.contains(&id) } else { seen.contains(id) })
            {
                out.push(id);
                if out.len() == NEAR {
                    seen.extend(out.iter().copied());
                } else if out.len() > NEAR {
                    seen.extend([id]);
                }
            }
            at += 1;
        }
        out
    }

    /// Whether a name, with or without "environment variable", ends before a position.
    pub(crate) fn names_behind(&self, at: usize) -> bool {
        (1..=3).any(|back| at.checked_sub(back).is_some_and(|i| self.name(i).is_some()))
            || at.checked_sub(1).is_some_and(|i| self.behind_variable(i).is_some())
    }

    /// "Required permissions", "the default timeout": a word that is said of what the noun stands for.
    pub(super) fn qualifies_noun(&self, at: usize) -> bool {
        is!(self.at(at), "required optional mandatory default secret sensitive")
            && self.is_noun(at + 1)
            && !is!(self.at(at + 1), "value values")
    }

    /// Whether a token is a noun of its own rather than a word that goes on with the sentence.
    pub(crate) fn is_noun(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        token.kind == TokenKind::Word && !is_function_word(token) && self.behind_variable(at).is_none()
    }
}

/// Whether a word is a part of a name: the "port" of `HTTP_PORT`.
pub(crate) fn is_part(name: &str, word: &str) -> bool {
    name.split('_').any(|part| part.eq_ignore_ascii_case(word))
}

/// Words that hold a sentence together.
pub(crate) fn is_function_word(token: &Token) -> bool {
    is!(
        token,
        "is are was were be been being has have had not no and or nor but as at by for from in into of on onto to via with without through within when if while where unless then shall must may can will should cannot can't could that which who so because since before after during until upon per than the a an this these those it its both either neither each only using set unset exists exist equals contains does do also otherwise value values set provided defined configured missing absent present specified defaults defaulting default optional required optionally environment env"
    )
}
