//! Values that are used in the place of another: `use 5`, `use a log level of "info"`, `log at "info"`.

use super::Reader;
use super::stand_in::StandIn;
use crate::contract::looks_secret;
use crate::diagnostic::Code;
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::context::{Cx, is_part};
use crate::facts::default::{NO_VALUE, named_by_a_noun, opening};
use crate::facts::literal::{canonical, ends_clause, literal};
use crate::facts::{Literal, NEAR, Problem};

impl Reader<'_, '_> {
    /// Whether a noun is a part of a variable's name: the "level" of `LOG_LEVEL`.
    pub(super) fn echoes(&self, noun: usize) -> bool {
        let cx = self.cx;
        let noun = cx.inner(noun).trim_end_matches('s');
        let part = |name: usize| {
            cx.inner(name).split('_').any(|part| part.trim_end_matches('S').eq_ignore_ascii_case(noun))
        };
        noun.len() > 2 && (0..cx.end().min(NEAR)).any(|at| cx.name(at).is_some() && part(at))
    }

    /// Whether a noun speaks of the values of a variable: the "levels" of `LOG_LEVEL`.
    pub(super) fn is_of_choices(&self, noun: usize) -> bool {
        is!(self.cx.at(noun), "levels modes options formats providers backends") && self.echoes(noun)
    }

    /// Whether a verb that uses a value says it of the variable, and not of how something works: "log at `info`", "requests
    /// SHALL be deemed `public`", "substitute 3 images".
    pub(super) fn suits(&self, response: &Response, at: usize, next: usize) -> bool {
        let cx = &self.cx.until(response.body.end);
        let named = |parts: &[&str]| {
            let part = |name: usize| parts.iter().any(|part| is_part(cx.inner(name), part));
            (0..self.cx.end().min(NEAR)).any(|at| self.cx.name(at).is_some() && part(at))
        };
        if is!(cx.at(at), "log logs") {
            return named(&["LEVEL", "LOGLEVEL", "VERBOSITY"]);
        }
        if is!(cx.before(next), "in") {
            return cx.at(next).marked && named(&["MODE", "ENV", "ENVIRONMENT", "PROFILE", "STAGE"]);
        }
        if is!(cx.at(at), "substitute substitutes") {
            return literal(cx, next, false).is_some_and(|(_, behind)| ends_clause(cx, behind));
        }
        // "the request SHALL be deemed `unauthorized`"
        let judged = is!(cx.at(at), "be") && is!(cx.at(at + 1), "deemed considered assumed regarded taken");
        let of_value = |modal: usize| {
            has!(self.cx, modal.saturating_sub(3)..modal, "it this value variable")
                || self.cx.names_behind(modal)
        };
        !judged || response.modal.is_some_and(of_value)
    }
}

/// `use V`, `use a default of V`; a bare article makes V part of a description.
pub(super) fn used(cx: &Cx<'_>, next: usize, echoes: &dyn Fn(usize) -> bool) -> Option<StandIn> {
    let article = is!(cx.at(next), "the a an its");
    let valued = has!(cx, next..next + 4, "value default port literal");
    if let Some((value, _)) = literal(cx, next, false)
        && (!article || valued)
    {
        return Some(StandIn::Value(value));
    }
    if let Some(value) = quantity(cx, next).filter(|_| article && !speaks_of_address(cx)) {
        return Some(StandIn::Value(value));
    }
    if let Some((value, _)) = named_by_a_noun(cx, next) {
        return Some(StandIn::Value(value));
    }
    // "use the `gpt-4o` model"
    let first = next + usize::from(article);
    let marked = cx.token(first).is_some_and(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote));
    if let Some((value, behind)) = literal(cx, first, false).filter(|_| article && marked)
        && cx.is_noun(behind)
        && (ends_clause(cx, behind + 1)
            || cx.is_noun(behind + 1) && ends_clause(cx, behind + 2) && (behind..behind + 2).any(echoes))
    {
        return Some(StandIn::Value(value));
    }
    // "use a log level of `info`"
    let of = (first..first + 4)
        .find(|&at| !cx.is_noun(at))
        .filter(|&of| article && of > first && is!(cx.at(of), "of") && (first..of).any(echoes));
    if let Some((value, behind)) = of.and_then(|of| literal(cx, of + 1, false))
        && value.exact
        && !value.name
        && ends_clause(cx, behind)
    {
        return Some(StandIn::Value(value));
    }
    // "use a default timeout of 30 seconds", "its default port 8080"
    let named = (next..next + 5).filter(|_| valued).find(|&at| is!(cx.at(at), "of port"));
    if let Some((value, behind)) = named.and_then(|of| literal(cx, of + 1, false))
        && ends_clause(cx, behind)
    {
        return Some(StandIn::Value(value));
    }
    if has!(cx, next..next + 5, "defaults") {
        let span = cx.span(next..next + 3);
        let problem = Problem::new(Code::NoEnforceableMeaning, span, NO_VALUE.0, NO_VALUE.1);
        return Some(StandIn::Nothing(problem));
    }
    let default = (next..next + 3).find(|&at| is!(cx.at(at), "default"));
    // "use the default (8080)", "the default address of the API (`https://…`)"
    if let Some(open) = default.and_then(|at| opening(cx, at))
        && let Some((value, behind)) = literal(cx, open + 1, true)
        && cx.punct(behind, ")")
    {
        return Some(StandIn::Value(value));
    }
    let more = (next..next + 5)
        .take_while(|&at| !ends_clause(cx, at))
        .any(|at| cx.is_noun(at) && !is!(cx.at(at), "instead"));
    (default.is_some() && !more).then_some(StandIn::TheDefault)
}

/// Whether a statement is about a variable that no number can be the value of.
fn speaks_of_address(cx: &Cx<'_>) -> bool {
    let address = |at: usize| {
        let last = cx.inner(at).rsplit('_').next();
        cx.name(at).is_some()
            && last.is_some_and(|last| {
                matches!(last, "URL" | "URI" | "DSN" | "HOST" | "ENDPOINT") || looks_secret(last)
            })
    };
    (0..cx.words.tokens.len().min(NEAR)).any(address)
}

/// `a timeout of 30 seconds`, `a pool of 10 connections`, `a 30 second timeout`.
pub(super) fn quantity(cx: &Cx<'_>, article: usize) -> Option<Literal> {
    let number = |at: usize| cx.token(at).is_some_and(|t| t.kind == TokenKind::Number);
    let first = article + 1;
    if number(first) {
        let (value, next) = literal(cx, first, false)?;
        let unit = value.unit.as_deref().is_some_and(|unit| canonical(unit).is_some());
        return (unit && cx.is_noun(next)).then_some(value);
    }
    // "a TTL of 3600 seconds"
    let acronym = |at: usize| cx.candidate(at).is_some() && cx.at(at).is_plain_name(cx.text);
    let of = (first..first + 4).find(|&at| !(cx.is_noun(at) || acronym(at)))?;
    let (value, _) = literal(cx, of + 1, false).filter(|_| is!(cx.at(of), "of") && number(of + 1))?;
    Some(value)
}
