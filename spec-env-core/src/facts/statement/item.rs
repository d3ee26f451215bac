//! Items of lists: what their lead-in says of them, and what they say of its variable.

use super::Reader;
use super::lead::Lead;
use crate::ears::sentence::is_modal;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;
use crate::facts::as_default::is_marked_default;
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::context::{Cx, Joiner, Names};
use crate::facts::literal::literal;
use crate::facts::names::of_item;
use crate::facts::phrases::{STATES, State};
use crate::facts::{Fact, FactKind, GroupFact, Guarded, NameId};

impl Reader<'_, '_> {
    /// Takes over what the lead-in says.
    pub(super) fn led(&mut self, lead: &Lead) {
        let cx = self.cx;
        if let Some(name) = lead.values_of {
            let value = |t: &&Token| matches!(t.kind, TokenKind::Code | TokenKind::Quote) || t.marked;
            if let Some(token) = cx.token(0).filter(value) {
                let value = token.inner(cx.text).to_owned();
                self.fact(name, FactKind::Choice(value), Vec::new(), token.span());
                // "- `a`: the first one (default)"
                if (1..cx.end()).any(|at| is_marked_default(cx, at))
                    && let Some((default, _)) = literal(&cx.until(1), 0, true)
                {
                    self.fact(name, FactKind::Default(default), Vec::new(), token.span());
                }
            }
            return;
        }
        // "- required", "- an https URL"
        if let Some((name, _)) = lead.about.as_ref().filter(|_| cx.name(0).is_none())
            && !is_of_noun(cx)
            && attribute(cx, 0, Place::Remark).is_some()
        {
            self.pieces(0, cx.end(), &[*name], &[Vec::new()]);
        }
        self.from = 0;
        if lead.about.is_none() {
            self.say_of(lead, of_item(cx, true).unwrap_or(0));
        }
    }

    /// "- `A` only when `B` is "x"", "- `A` or `B`", in a list of what is required: the lead-in without that, which holds
    /// under this condition, or of them together.
    fn under_own_rule(&mut self, lead: &Lead, from: usize, names: &Names) -> Option<Lead> {
        let cx = self.cx;
        let always =
            |(kind, guards): &(FactKind, Vec<Guarded>)| *kind == FactKind::Required && guards.is_empty();
        if !lead.facts.iter().any(always) {
            return None;
        }
        let idle = |&at: &usize| cx.punct(at, "—–-,:(") || is!(cx.at(at), "only required but");
        let keyword = (names.next..cx.end()).find(|at| !idle(at)).unwrap_or(cx.end());
        if names.joiner == Joiner::Or && names.ids.len() > 1 && keyword >= cx.end() {
            self.out.groups.push(GroupFact { at_least: true, names: names.ids.clone() });
        } else if is!(cx.at(keyword), "if when unless where")
            && !(from..cx.end()).any(|at| is_modal(cx.at(at)))
        {
            let condition =
                keyword + 1..(keyword..cx.end()).find(|&at| cx.punct(at, ").;")).unwrap_or(cx.end());
            let rule = Found::facts(vec![FactKind::Required], condition.end);
            let rule = Found { condition: Some((condition, is!(cx.at(keyword), "unless"))), ..rule };
            self.apply(rule, &names.ids, &[Vec::new()], keyword, Place::Remark);
        } else {
            return None;
        }
        let facts = lead.facts.iter().filter(|fact| !always(fact)).cloned().collect();
        Some(Lead { facts, ..lead.clone() })
    }

    /// Says what a lead-in says of the names that begin at a position.
    pub(super) fn say_of(&mut self, lead: &Lead, from: usize) {
        let cx = self.cx;
        let from = from + usize::from(is!(cx.at(from), "the a an either"));
        let Some(names) = cx.names(from).filter(|_| lead.variables || lead.checks || cx.words.speaks) else {
            return;
        };
        let own = self.under_own_rule(lead, from, &names);
        let lead = own.as_ref().unwrap_or(lead);
        for at in from..names.next {
            let Some(name) = cx.name(at) else { continue };
            // "- `X`: 5", "- `X` = `info` (the level)", "`X` (5), `Y` (info)"
            let behind = cx.behind_variable(at + 1).unwrap_or(at + 1);
            let marked = cx.punct(behind, ":=–—-(") || is!(cx.at(behind), "to as defaults");
            let given = literal(cx, behind + 1, true).filter(|_| lead.defaults && marked);
            let given = given.filter(|&(_, next)| next >= cx.end() || cx.punct(next, "().,;—–-"));
            if let Some((value, _)) = given {
                let span = value.span.clone();
                self.fact(name, FactKind::Default(value), Vec::new(), span);
            }
            if marked && names.ids.len() == 1 {
                self.defaulted_in_remark(name, behind);
            }
            // "- the heat (`X`): how hot, default 5"
            if cx.follows(from, "(") && cx.punct(behind, ")") && cx.punct(behind + 1, ":—–") {
                self.pieces(behind + 2, cx.end(), &[name], &[Vec::new()]);
            }
            if let Some(next) = self.is_set(behind).filter(|_| lead.checks) {
                let always = [Vec::new()];
                let guards = if lead.guards.is_empty() { &always } else { lead.guards.as_slice() };
                self.each(&[name], guards, &FactKind::Required, &cx.span(at..next));
            }
            lead.say_of(name, &cx.span(from..names.next), &mut self.out.facts, self.from);
        }
    }

    /// "- `X` is set", "- `X` exists": the position behind it.
    fn is_set(&self, behind: usize) -> Option<usize> {
        let cx = self.cx;
        let state = || STATES.at(cx.tokens, behind + 1).filter(|(state, _)| *state == State::Set);
        let next = match cx.at(behind) {
            t if is!(t, "is are") => state()?.1,
            t if is!(t, "exists exist") => behind + 1,
            _ => return None,
        };
        let alone = next >= cx.end() || cx.punct(next, ".,;") || is!(cx.at(next), "and");
        alone.then_some(next)
    }

    /// "- `X`: when `true`, requests are logged (default: `false`)": the default of an item stands for all of it.
    fn defaulted_in_remark(&mut self, name: NameId, from: usize) {
        let cx = self.cx;
        let stated = |fact: &Fact| fact.name == name && fact.kind.says_whether();
        let opens = |&at: &usize| cx.punct(at, "(") && is!(cx.at(at + 1), "default defaults");
        let mut own =
            (from..cx.end()).take_while(|&at| cx.candidate(at).is_none() || cx.at(at).is_plain_name(cx.text));
        let open = own.find(opens).filter(|_| !self.out.facts[self.from..].iter().any(stated));
        // A remark in the middle is one on what stands there.
        let Some(open) = open.filter(|&open| !(from..open).any(|at| cx.punct(at, ".;"))) else { return };
        let inside = cx.inside_parenthesis(open);
        let behind = inside.end + 1;
        if behind < cx.end() && !(cx.punct(behind, ".") && behind + 1 == cx.end()) {
            return;
        }
        if let Some(found) = attribute(&cx.until(inside.end), inside.start, Place::Remark) {
            self.apply(found, &[name], &[Vec::new()], inside.start, Place::Remark);
        }
    }
}

/// "- Required permissions: read", "- Ports must be positive": said of what the noun stands for.
fn is_of_noun(cx: &Cx<'_>) -> bool {
    cx.qualifies_noun(0) || is_modal(cx.at(1)) && !is!(cx.at(0), "it must")
}
