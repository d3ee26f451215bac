//! What a response puts in the place of a missing or invalid value.

use std::ops::Range;

use super::used::{quantity, used};
use super::{Reader, Situation};
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::as_default::said_behind;
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::condition::{Condition, condition};
use crate::facts::context::Cx;
use crate::facts::default::{is_vague, leaves_open};
use crate::facts::literal::{ends_clause, literal};
use crate::facts::no_value::nothing;
use crate::facts::phrases::{ATTRIBUTES, Attribute, USED};
use crate::facts::stand_in_names::is_former;
use crate::facts::tested::Tested;
use crate::facts::undecided::{SEVERAL, several, undecided};
use crate::facts::{FactKind, Literal, NameId, Problem};

impl Reader<'_, '_> {
    /// `default to "x" when `MODE` is "local" and to "y" otherwise`.
    pub(super) fn default_otherwise(
        &mut self,
        leading: &[Condition],
        response: &Response,
        owner: &[NameId],
        body: &Range<usize>,
    ) {
        let cx = self.cx;
        for clause in &response.conditions {
            let names = if owner.is_empty() { cx.names_in(body.clone()) } else { owner.to_vec() };
            let Some(at) = clause.body.end.checked_sub(2).filter(|&at| at > clause.body.start) else {
                continue;
            };
            // "use X if it is set, otherwise 5", "… and 5 otherwise": short for the value that X has then.
            let tested = condition(cx, &clause.body, &names);
            let own = tested.tests().iter().any(|t| t.is == Tested::Set && t.names == names);
            // "use X if it is set, or 10"
            let or = is!(cx.at(at), "or") && cx.follows(at, ",");
            let at = if (or || is!(cx.at(at), "otherwise else")) && own { at + 1 } else { at };
            // "use X if it is set, falling back to 10"
            let falls = is!(cx.at(at), "to")
                && has!(cx, at.saturating_sub(2)..at, "falling defaulting reverting")
                && own;
            let at = at + usize::from(falls);
            let last = cx.tokens.get(at + 1).is_some_and(|t| is!(t, "otherwise"));
            let said = last && (is!(cx.before(at), "to use") || own)
                || (or || falls || is!(cx.before(at), "otherwise else")) && own;
            // "and a random seed otherwise": the noun of a phrase is no value.
            let bare = is!(cx.before(at), "to use and or otherwise else") || cx.follows(at, ",");
            // "falling back to `gh auth token`" names another source.
            let plain = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '-');
            let value = literal(&cx.until(at + 1), at, bare && !falls);
            let Some((value, _)) = value.filter(|(value, _)| said && (!falls || plain(&value.text))) else {
                continue;
            };
            // "and exit otherwise", "or skip otherwise": what happens is no value.
            let acts = !value.exact
                && (is!(cx.at(at), "skip nothing continue proceed warn none")
                    || or && cx.at(at).kind != TokenKind::Number);
            if acts || self.fails_otherwise(&clause.body).is_some() {
                continue;
            }
            if let Some(&name) = names.first().filter(|_| value.name) {
                self.default_is_a_name(name, &value);
                continue;
            }
            for name in names {
                self.under(leading, name, &FactKind::Default(value.clone()), &cx.span(at..at + 1));
            }
        }
    }

    /// What a response puts in the place of a missing or invalid value.
    pub(super) fn stand_in(&self, response: &Response) -> Option<StandIn> {
        let found = self.given(response)?;
        let cx = &self.cx.until(response.body.end);
        if let StandIn::Value(literal) = &found {
            // "use 5 connections in development and 10 in production"
            let behind = cx.tokens.partition_point(|token| token.span().end <= literal.span.end);
            let behind = behind + usize::from(literal.unit.is_some() && cx.is_noun(behind));
            // "the `--key` flag", "the `LocalStore` class": another source.
            let source = is!(
                cx.at(behind),
                "flag option argument parameter switch class function method field section table setting collection bucket queue exporter endpoint backend provider driver adapter implementation handler"
            );
            // "use `openssl rand` to generate one"
            let tool = is!(cx.at(behind), "to")
                && is!(cx.at(behind + 1), "generate create determine build derive compute produce find");
            if (source && !self.echoes(behind) || tool) && literal.exact {
                return None;
            }
            let many = literal.exact && several(cx, literal, behind, false).is_some();
            let wrong = undecided(cx, behind).or(many.then_some(SEVERAL));
            if let Some((what, help)) = wrong {
                let said = Found::problem(cx, cx.position(literal), cx.end(), what, help);
                return said.quoting(literal.span.clone()).problem.map(StandIn::Nothing);
            }
        }
        Some(found)
    }

    fn given(&self, response: &Response) -> Option<StandIn> {
        let body = response.body.clone();
        let cx = &self.cx.until(body.end);
        if response.negated {
            return None;
        }
        if applies_default(cx, response) {
            return Some(StandIn::TheDefault);
        }
        // "use the value of X, or "/" if unset"
        let elliptic = self.elliptic(response);
        let or = has!(cx, body.end.saturating_sub(4).max(body.start)..body.end, "or");
        if elliptic.is_some() && (or || !cx.names_in(body.clone()).is_empty()) {
            return elliptic.map(StandIn::Value);
        }
        if let Some(value) = self.passive(response) {
            return Some(StandIn::Value(value));
        }
        let mut named = None;
        let first = body.clone().find(|&at| cx.name(at).is_some());
        for at in body.clone() {
            if cx.depth(at) > 0 {
                continue;
            }
            let assigned = ["default", "set", "treat"].into_iter().find_map(|verb| default_to(cx, at, verb));
            if let Some((_, value, _)) = assigned {
                return Some(StandIn::Value(value));
            }
            // "set 5 as the default"
            let marked = matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number);
            let set = is!(
                cx.before(at),
                "set sets use uses using apply applies take takes assume assumes with keep keeps"
            );
            let said = if marked && set { said_behind(cx, at) } else { None };
            // "show `offline` as the default status"
            let said = said.filter(|found| !cx.is_noun(found.next) || is!(cx.at(found.next), "value"));
            if let Some(literal) = said.and_then(|found| found.facts.iter().find_map(as_default).cloned()) {
                return Some(StandIn::Value(literal));
            }
            let Some((kind, next)) = ATTRIBUTES.at(cx.tokens, at) else {
                continue;
            };
            // "take X or use 5" is about X, whatever stands in front.
            let own = !response.conditions.is_empty() || first.is_none_or(|first| first > at);
            let begins = at == body.start
                || own && is!(cx.before(at), "or")
                || cx.follows(at, ",")
                || is!(
                    cx.before(at),
                    "and but then to by also instead either warning silently quietly automatically implicitly simply gracefully"
                );
            if matches!(kind, Attribute::Default | Attribute::Use) && nothing(cx, next).is_some() {
                return None;
            }
            match kind {
                Attribute::Default => match self.defaulted_to(cx, at, next) {
                    Some(Announced::Value(found)) => return Some(found),
                    // "default to the value of X, falling back to 4": what stands in comes behind.
                    Some(Announced::Name(literal)) => named = Some(literal),
                    None => {}
                },
                Attribute::Use if begins && self.suits(response, at, next) => {
                    if let Some(former) = self.former(next, body.end) {
                        return Some(StandIn::Former(former));
                    }
                    match used(cx, next, &|at| self.echoes(at)) {
                        // "take `X` from the environment and use 5": what stands in comes behind.
                        Some(StandIn::Value(literal)) if literal.name => named = Some(literal),
                        Some(found) => return Some(found),
                        None => {}
                    }
                }
                _ => {}
            }
        }
        if let Some(value) = self.assigned(&body) {
            return Some(StandIn::Value(value));
        }
        // "when it is missing the limit SHALL be 25", "an unset X SHALL mean `x`"
        if body.len() >= 2 && is!(cx.at(body.start), "be equal mean") {
            let at = body.start + 1;
            let marked = matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number);
            if let Some((value, next)) =
                literal(cx, at, false).filter(|_| marked && nothing(cx, at).is_none())
                && ends_clause(cx, next)
            {
                return Some(StandIn::Value(value));
            }
        }
        // "use X or, if it is not set, 4"
        let whole = literal(cx, body.start, false).filter(|(_, next)| *next == cx.end());
        elliptic.or(whole.map(|(value, _)| value)).or(named).map(StandIn::Value)
    }

    /// What words that announce a default give.
    fn defaulted_to(&self, cx: &Cx<'_>, at: usize, next: usize) -> Option<Announced> {
        if let Some(former) = self.former(next, cx.end()) {
            return Some(Announced::Value(StandIn::Former(former)));
        }
        if is!(cx.at(at), "default defaults") && next == at + 1 && !cx.punct(next, ":=") {
            return None;
        }
        let found = attribute(cx, at, Place::Clause);
        if let Some(literal) = found.as_ref().and_then(|f| f.facts.iter().find_map(as_default)) {
            let name = literal.name;
            let literal = literal.clone();
            return Some(if name {
                Announced::Name(literal)
            } else {
                Announced::Value(StandIn::Value(literal))
            });
        }
        let vague = (next..next + 4).any(|at| leaves_open(cx.at(at)));
        if is_the_default(cx, next) && !vague {
            return Some(Announced::Value(StandIn::TheDefault));
        }
        // "default to a maximum of 100 requests"
        let exactly = is!(cx.at(at), "default defaults") && is!(cx.at(next), "a an the its");
        if let Some(value) = quantity(cx, next).filter(|_| exactly) {
            return Some(Announced::Value(StandIn::Value(value)));
        }
        // "fall back to the local model" describes what happens; "default to secure values" means a value.
        let vague = is_vague(cx, next);
        let told = |problem: &Problem| vague || problem.value.is_some();
        let problem = found.and_then(|f| f.problem).filter(told);
        problem.map(|problem| Announced::Value(StandIn::Nothing(problem)))
    }

    /// "IF X is not `a` or `b`, THEN use `b`": what stands in is one of the values that X must have.
    pub(super) fn falls_back(&self, situation: &Situation, response: &Response) -> bool {
        if situation.other || !situation.tests().iter().any(|t| matches!(t.is, Tested::IsNot(_))) {
            return false;
        }
        let Some(StandIn::Value(value)) = self.stand_in(response) else { return false };
        let among = |values: &[String]| values.len() > 1 && values.contains(&value.text);
        situation.tests().iter().all(|t| matches!(&t.is, Tested::IsNot(values) if among(values)))
    }

    /// "the deprecated `OLD_X` environment variable".
    fn former(&self, from: usize, end: usize) -> Option<NameId> {
        let cx = self.cx;
        let until = end.min(from + 8);
        let old = (from..until).any(|at| is_former(cx.at(at)));
        let name = (from..until).find_map(|at| cx.name(at))?;
        (old || self.renamed.iter().any(|(old, _)| *old == name)).then_some(name)
    }
}

/// "SHALL be rejected and the default applied", "the default SHALL be used"
fn applies_default(cx: &Cx<'_>, response: &Response) -> bool {
    let body = response.body.clone();
    let modal = response.modal.filter(|_| USED.at(cx.tokens, body.start).is_some());
    let used = modal.is_some_and(|modal| {
        let noun = modal - usize::from(is!(cx.before(modal), "value"));
        is!(cx.before(noun), "default")
    });
    used || body.clone().any(|at| is!(cx.at(at), "default") && is!(cx.at(at + 1), "applied used kept"))
}

/// `default the X environment variable to V`, `set X to V`, `treat X as V`: the variables, the value, and the position behind it.
pub(super) fn default_to(cx: &Cx<'_>, at: usize, verb: &str) -> Option<(Vec<NameId>, Literal, usize)> {
    let denied = is!(cx.before(at), "not never");
    let says = !denied
        && cx.at(at).kind == TokenKind::Word
        && cx.inner(at).trim_end_matches('s').eq_ignore_ascii_case(verb);
    if says { value_to(cx, at + 1, verb == "treat") } else { None }
}

/// `the X environment variable to V`, and `X as V` where that says the same.
pub(super) fn value_to(cx: &Cx<'_>, from: usize, or_as: bool) -> Option<(Vec<NameId>, Literal, usize)> {
    let names = cx.names(from + usize::from(is!(cx.at(from), "the")))?;
    let to = is!(cx.at(names.next), "to") || or_as && is!(cx.at(names.next), "as");
    let (value, next) = literal(cx, names.next + 1, true).filter(|_| to)?;
    Some((names.ids, value, next))
}

/// What stands in the place of a missing value.
pub(super) enum StandIn {
    Value(Literal),
    Former(NameId),
    /// "the default", whatever it is.
    TheDefault,
    /// Words that are no value.
    Nothing(Problem),
}

/// What words such as "default to" have behind them.
enum Announced {
    Value(StandIn),
    /// A name, where the value may come behind.
    Name(Literal),
}

pub(super) fn as_default(fact: &FactKind) -> Option<&Literal> {
    match fact {
        FactKind::Default(literal) => Some(literal),
        _ => None,
    }
}

pub(super) fn is_the_default(cx: &Cx<'_>, from: usize) -> bool {
    let words = cx.within(from..from + 4);
    words.iter().all(|t| is!(t, "the its a default value and setting") || t.punct(','))
        || words.iter().any(|t| is!(t, "default defaults"))
}
