//! Sentences: preconditions, triggers and features, then an actor, then what it SHALL do.

use std::ops::Range;

use super::clauses::{clauses, inner_condition, leading, trailing, trim_end};
use super::keyword::keyword;
use super::plain::{says_no_start, without_modal};
use super::seam::{contrary_rule, own_subject, second_rule, trim_joiners};
use super::token::{Token, TokenKind};
use super::word::is;
use crate::contract::EarsPattern;

pub(crate) use super::keyword::{Keyword, is_deployment, is_inserted, is_modal};

/// A precondition, trigger or feature.
#[derive(Debug, Clone)]
pub(crate) struct Clause {
    pub(crate) keyword: Keyword,
    /// The tokens behind the keyword.
    pub(crate) body: Range<usize>,
}

/// What the actor shall do.
#[derive(Debug, Clone)]
pub(crate) struct Response {
    /// The position of SHALL, MUST or MAY; `None` in a sentence without one.
    pub(crate) modal: Option<usize>,
    /// What is spoken of instead of the sentence's subject: "… and `B` SHALL be optional".
    pub(crate) subject: Range<usize>,
    /// The tokens behind it, up to its own conditions or the next SHALL.
    pub(crate) body: Range<usize>,
    /// Whether it is a SHALL NOT.
    pub(crate) negated: bool,
    /// Conditions that belong to this response alone.
    pub(crate) conditions: Vec<Clause>,
    /// Whether it is what happens where those of the response in front do not hold.
    pub(crate) contrary: bool,
}

/// One sentence of a statement.
#[derive(Debug, Clone)]
pub(crate) struct Sentence {
    pub(crate) tokens: Range<usize>,
    /// The conditions in front.
    pub(crate) conditions: Vec<Clause>,
    /// The actor: what stands between the conditions and SHALL.
    pub(crate) subject: Range<usize>,
    pub(crate) responses: Vec<Response>,
}

impl Sentence {
    /// The conditions in front, and those of the responses.
    pub(crate) fn clauses(&self) -> Vec<&Clause> {
        let mut out: Vec<&Clause> = self.conditions.iter().collect();
        for response in &self.responses {
            out.extend(&response.conditions);
        }
        out
    }

    /// The EARS pattern; `None` for a sentence that obliges nobody.
    pub(crate) fn pattern(&self) -> Option<EarsPattern> {
        self.responses.iter().find(|r| r.modal.is_some())?;
        let mut keywords: Vec<Keyword> = self.clauses().iter().map(|clause| clause.keyword).collect();
        keywords.dedup();
        Some(match keywords.as_slice() {
            [] => EarsPattern::Ubiquitous,
            [Keyword::When] => EarsPattern::EventDriven,
            [Keyword::While] => EarsPattern::StateDriven,
            [Keyword::Where] => EarsPattern::OptionalFeature,
            [Keyword::If | Keyword::Unless] => EarsPattern::UnwantedBehaviour,
            _ => EarsPattern::Complex,
        })
    }
}

/// Whether tokens begin with the keyword of a condition.
pub(crate) fn opens_condition(tokens: &[Token]) -> bool {
    keyword(tokens, 0).is_some()
}

/// Whether tokens are a condition and no more, which what stands elsewhere falls under.
pub(crate) fn is_condition(tokens: &[Token]) -> bool {
    opens_condition(tokens) && !tokens.iter().any(is_modal)
}

/// The depth of parentheses at each token; the parentheses themselves count as inside.
pub(crate) fn depths(tokens: &[Token]) -> Vec<u8> {
    let opens = |t: &Token| t.punct('(') || t.punct('[') || t.punct('（');
    let closes = |t: &Token| t.punct(')') || t.punct(']') || t.punct('）');
    if !tokens.iter().any(opens) {
        return vec![0; tokens.len()];
    }
    // A parenthesis that never closes opens nothing.
    let mut open: Vec<usize> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        if opens(token) {
            open.push(at);
        } else if closes(token) {
            open.pop();
        }
    }
    let mut unclosed = open.into_iter().peekable();
    let mut depth = 0_u8;
    let inside = |(at, token): (usize, &Token)| {
        let begins = opens(token) && unclosed.next_if_eq(&at).is_none();
        depth = depth.saturating_add(u8::from(begins));
        let here = depth;
        depth = depth.saturating_sub(u8::from(closes(token)));
        here
    };
    tokens.iter().enumerate().map(inside).collect()
}

/// Cuts the tokens of a statement into sentences, at full stops and semicolons.
pub(crate) fn sentences(tokens: &[Token], depth: &[u8], text: &str) -> Vec<Sentence> {
    // Most statements have one sentence with one response; a list that grows has room for four.
    let mut out = Vec::with_capacity(1);
    let mut start = 0;
    let mut obliges = false;
    for at in 0..=tokens.len() {
        // "… SHALL default to 30, and WHEN it is below 5 …", ", but when it is below 5, it SHALL …": a rule of its own.
        let acts = |t: &Token| t.punct(',') || is!(t, "then") || is!(t, "the") && t.is_loud(text);
        let anew = obliges
            && at + 1 < tokens.len()
            && is!(tokens[at], "and but")
            && (tokens[at - 1].punct(',') || tokens[at + 1].is_loud(text))
            && keyword(tokens, at + 1).is_some()
            && {
                let ahead = &tokens[at + 1..tokens.len().min(at + 65)];
                let modal = ahead.iter().position(is_modal);
                let front = &ahead[..modal.unwrap_or(ahead.len())];
                let loud = ahead[0].is_loud(text);
                // "IF it is absent it SHALL …"
                let it = modal.is_some() && front.last().is_some_and(|t| is!(t, "it"));
                it && loud || front.iter().any(acts) && (loud || modal.is_some())
            };
        // "…, THE App SHALL exit, while a missing B SHALL default to 5"
        let contrasts = obliges && at + 2 < tokens.len() && is!(tokens[at], "while whereas") && {
            let behind = &tokens[at + 1..tokens.len().min(at + 17)];
            let presence =
                |two: &[Token]| is!(two[0], "is are") && is!(two[1], "optional required mandatory");
            let clause = behind.iter().take_while(|t| !t.punct(',')).any(is_modal);
            tokens[at - 1].punct(',') && clause || behind.windows(2).any(presence)
        };
        let ends =
            at == tokens.len() || depth[at] == 0 && (anew || contrasts || ends_sentence(tokens, at, text));
        obliges = !ends && (obliges || is_modal(&tokens[at]));
        if ends {
            if at > start {
                out.push(sentence(tokens, depth, text, start..at));
            }
            start = at + 1;
        }
    }
    out
}

fn ends_sentence(tokens: &[Token], at: usize, text: &str) -> bool {
    let token = &tokens[at];
    if token.punct(';') || token.punct('；') || token.punct('。') {
        return true;
    }
    if !token.punct('.') {
        return false;
    }
    let abbreviated = at > 0 && is!(tokens[at - 1], "e.g i.e etc vs incl approx");
    let next = tokens.get(at + 1);
    let opens = next.is_none_or(|n| n.kind != TokenKind::Word || n.is_capitalised(text) || n.is_loud(text));
    !abbreviated && opens
}

fn sentence(tokens: &[Token], depth: &[u8], text: &str, range: Range<usize>) -> Sentence {
    let outside = |at: &usize| depth[*at] == 0;
    let mut modals: Vec<usize> = range.clone().filter(outside).filter(|&at| is_modal(&tokens[at])).collect();
    if modals.is_empty() {
        modals.extend(range.clone().filter(outside).find(|&at| says_no_start(tokens, at, range.end)));
    }
    // "whether accounts may be created" obliges nobody; "SHALL … and MAY be overridden" goes on with the sentence.
    let idle = |at: usize| {
        is!(tokens[at], "may can") && !(tokens[at - 1].punct(',') || is!(tokens[at - 1], "and or but"))
    };
    if modals.len() > 1 {
        let first = modals[0];
        modals.retain(|&at| at == first || !idle(at));
    }
    let Some(&first) = modals.first() else { return without_modal(tokens, depth, text, range) };
    let (conditions, subject) = leading(tokens, depth, text, range.start..first);
    let lacks = |t: &Token| {
        is!(t, "not no missing unset absent empty undefined omitted isn't aren't blank lacks lacking")
    };
    let missing = conditions.iter().any(|clause| tokens[clause.body.clone()].iter().any(lacks));
    let mut responses: Vec<Response> = Vec::with_capacity(modals.len());
    let mut carried: Vec<Clause> = Vec::new();
    for (n, &modal) in modals.iter().enumerate() {
        let end = match modals.get(n + 1) {
            Some(&next) => own_subject(tokens, modal + 1..next).map_or(next, |own| own.start - 1),
            None => range.end,
        };
        let own = if n > 0 { own_subject(tokens, modals[n - 1] + 1..modal) } else { None };
        let own = own.unwrap_or(modal..modal);
        let mut negated = is!(tokens[modal], "cannot can't won't doesn't");
        let mut from = modal + 1;
        if tokens.get(from).is_some_and(|t| from < end && is!(t, "not never")) {
            negated = true;
            from += 1;
        }
        // "SHALL, WHEN A is not set, exit", "SHALL, at startup, require B"
        if tokens.get(from).is_some_and(|t| t.punct(','))
            && let Some(close) = (from + 2..end).filter(outside).find(|&at| tokens[at].punct(','))
        {
            let condition = keyword(tokens, from + 1).is_some();
            if condition {
                carried.extend(clauses(tokens, depth, text, from + 1..close));
            }
            if condition || close < from + 6 {
                from = close + 1;
            }
        }
        let mut modal = modal;
        if end == range.end
            && let Some((condition, rest)) = inner_condition(tokens, depth, from..end)
        {
            let body = from..trim_end(tokens, from..condition.start);
            let next = clauses(tokens, depth, text, condition);
            let conditions = std::mem::replace(&mut carried, next);
            responses.push(response(Some(modal), own.clone(), body, negated, conditions));
            (modal, negated, from) = (rest - 1, false, rest);
        }
        let conditional = !conditions.is_empty();
        while let Some(second) = second_rule(tokens, depth, from..end, conditional) {
            let (body, behind, _) = trailing(tokens, depth, text, from..second - 1, false);
            let conditions = std::mem::take(&mut carried).into_iter().chain(behind).collect();
            responses.push(response(Some(modal), own.clone(), body, negated, conditions));
            negated = is!(tokens[second], "never");
            (modal, from) = (second - 1, second + usize::from(negated));
        }
        let other = contrary_rule(tokens, depth, from..end).filter(|_| missing);
        let until = other.as_ref().map_or(end, |other| trim_joiners(tokens, from..other.start));
        let (body, trailing, next) = trailing(tokens, depth, text, from..until, end < range.end);
        let mut conditions = std::mem::replace(&mut carried, next);
        conditions.extend(trailing);
        // "…, and SHALL exit otherwise"
        let last = body.end.saturating_sub(1);
        let contrary = responses.last().is_some_and(|front| !front.conditions.is_empty())
            && body.len() > 1
            && is!(tokens[last], "otherwise else");
        let body = if contrary { body.start..last } else { body };
        let said = response(Some(modal), own.clone(), body, negated, conditions);
        responses.push(Response { contrary, ..said });
        if let Some(body) = other {
            let other = response(Some(body.start - 1), own, body, false, Vec::new());
            responses.push(Response { contrary: true, ..other });
        }
    }
    Sentence { tokens: range, conditions, subject, responses }
}

/// A response that is no "otherwise".
pub(super) fn response(
    modal: Option<usize>,
    subject: Range<usize>,
    body: Range<usize>,
    negated: bool,
    conditions: Vec<Clause>,
) -> Response {
    Response { modal, subject, body, negated, conditions, contrary: false }
}
