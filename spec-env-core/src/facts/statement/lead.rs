//! Statements that end in a colon: what they say of the items and rows behind it.

use std::ops::Range;

use super::Reader;
use crate::ears::sentence::{Sentence, is_modal};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::condition::Condition;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::{Fact, FactKind, Guarded, NameId};

/// What a lead-in says of every item or row that follows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lead {
    pub(crate) facts: Vec<FactKind>,
    /// Whether the items are values of a variable rather than variables.
    pub(crate) values_of: Option<NameId>,
    pub(crate) guards: Vec<Guarded>,
    /// Whether it speaks of environment variables.
    pub(crate) variables: bool,
    /// The conditions of a sentence that ends in "SHALL:", whose responses are the items.
    pub(crate) conditions: Option<Vec<Condition>>,
}

impl Reader<'_, '_> {
    /// What the sentence says of the items that follow its colon, in it or behind it.
    pub(super) fn open_lead(&mut self, sentence: &Sentence, conditions: Vec<Condition>) {
        let cx = self.cx;
        let range = sentence.tokens.clone();
        let named = |range: Range<usize>| range.into_iter().any(|at| cx.name(at).is_some());
        let within = range.clone().find(|&at| cx.punct(at, ":") && cx.depth(at) == 0);
        if let Some(colon) = within.filter(|&at| cx.name(at + 1).is_some() && !named(range.start..at)) {
            if let Some(lead) = self.lead(sentence, range.start..colon + 1) {
                self.say_of(&lead, colon + 1);
            }
            return;
        }
        let Some(end) = range.end.checked_sub(1).filter(|&at| cx.punct(at, ":")) else { return };
        if is_modal(cx.before(end)) {
            self.lead = Lead { conditions: Some(conditions), ..Lead::default() };
            return;
        }
        if let Some(lead) = self.lead(sentence, range) {
            self.lead = lead;
        }
    }

    /// What the words up to a colon say.
    fn lead(&self, sentence: &Sentence, range: Range<usize>) -> Option<Lead> {
        let cx = self.cx;
        let end = range.end - 1;
        let variables = range.clone().any(|at| cx.behind_variable(at).is_some());
        let listing = has!(cx, range.start..end, "values options");
        let accepted =
            has!(cx, range.start..end, "accepted allowed valid supported possible following permitted");
        let values_of = self.last.first().copied().filter(|_| listing && accepted && self.last.len() == 1);
        let mut facts = Vec::new();
        for response in sentence.responses.iter().filter(|r| r.modal.is_some_and(|at| at < end)) {
            let body = response.body.start..response.body.end.min(end);
            let start = self.behind_adverbs(body.start);
            let verb = VERBS.at(cx.tokens, start).map(|(v, _)| v);
            let present = has!(cx, body.clone(), "set present provided defined exist");
            match verb {
                Some(Verb::Require) if !response.negated => facts.push(FactKind::Required),
                Some(Verb::Check) if present && !response.negated => facts.push(FactKind::Required),
                Some(Verb::Drop) => return None,
                Some(Verb::Show) if response.negated => facts.push(FactKind::Secret),
                Some(Verb::Hide) if !response.negated => facts.push(FactKind::Secret),
                _ if has!(cx, body.clone(), "optional optionally") => {
                    facts.push(FactKind::Optional { stated: true });
                }
                _ if has!(cx, body.clone(), "required mandatory") => {
                    facts.push(FactKind::Required);
                }
                _ => {}
            }
            facts.push(FactKind::Read);
        }
        if sentence.responses.iter().all(|r| r.modal.is_none()) {
            let words = cx.within(range);
            if words.iter().any(|t| is!(t, "required mandatory")) {
                facts.push(FactKind::Required);
            } else if words.iter().any(|t| is!(t, "optional")) {
                facts.push(FactKind::Optional { stated: true });
            }
            facts.push(FactKind::Read);
        }
        Some(Lead { facts, values_of, guards: Vec::new(), variables, conditions: None })
    }

    /// Takes over what the lead-in says.
    pub(super) fn led(&mut self, lead: &Lead) {
        let cx = self.cx;
        if let Some(name) = lead.values_of {
            if let Some(token) = cx.token(0).filter(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote))
            {
                let value = token.inner(cx.text).to_owned();
                self.fact(name, FactKind::Choice(value), Vec::new(), token.span());
            }
            return;
        }
        self.say_of(lead, 0);
    }

    /// Says what a lead-in says of the names that begin at a position.
    fn say_of(&mut self, lead: &Lead, from: usize) {
        let cx = self.cx;
        let Some(names) = cx.names(from).filter(|_| lead.variables) else { return };
        for &name in names.ids.iter().filter(|&&id| (cx.known)(id)) {
            for fact in &lead.facts {
                let own = |f: &Fact| {
                    f.name == name
                        && matches!(
                            f.kind,
                            FactKind::Required | FactKind::Optional { .. } | FactKind::Default(_)
                        )
                };
                if matches!(fact, FactKind::Required | FactKind::Optional { .. })
                    && self.out.facts.iter().any(own)
                {
                    continue;
                }
                self.fact(name, fact.clone(), lead.guards.clone(), cx.span(from..names.next));
            }
        }
    }
}
