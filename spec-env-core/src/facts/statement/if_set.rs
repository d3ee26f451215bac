//! `use X if it is set`: what that says of the variable where it is not.

use std::ops::Range;

use super::guard::guards_of;
use super::{Reader, Situation};
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::is;
use crate::facts::condition::{Condition, condition, tests};
use crate::facts::literal::literal;
use crate::facts::stand_in_names::files;
use crate::facts::tested::{Tested, named};
use crate::facts::{CLOSE, FactKind, GroupFact, Literal, NameId};

impl Reader<'_, '_> {
    /// "use X if it is set, and the number of cores otherwise": it may be missing.
    pub(super) fn used_if_set(
        &mut self,
        leading: &[Condition],
        own: &[Condition],
        response: &Response,
        body: &Range<usize>,
    ) {
        let present = self.cx.names_in(body.clone());
        // "use X if it is set, and exit otherwise"
        let exits = response.conditions.iter().find_map(|clause| {
            let end = self.fails_otherwise(&clause.body)?;
            Some(clause.body.start..end)
        });
        if exits.as_ref().is_some_and(|exits| leading.is_empty() && self.chain(&present, exits.clone())) {
            return;
        }
        let exits = exits.map(|exits| condition(self.cx, &exits, &present));
        let required = exits.is_some();
        let own: Vec<Condition> = own.iter().cloned().chain(exits).filter(|c| !c.other).collect();
        let tests = tests(&own);
        // "connect if X is set, otherwise exit" needs X whatever it does with it.
        let named_here = |name: &NameId| required || present.contains(name);
        let used = tests.iter().all(|t| t.is == Tested::Set && t.names.iter().all(named_here));
        let fails = self.failure(&response.body, response.negated).is_some();
        if !used || fails || !files(self.cx).is_empty() || response.negated || response.modal.is_none() {
            return;
        }
        let presence = match self.or_if_set(&response.body) {
            _ if required => FactKind::Required,
            Some(value) if present.len() == 1 => FactKind::Default(value),
            _ => FactKind::Optional { stated: false },
        };
        for name in named(tests) {
            self.under(leading, name, &presence, &self.cx.span(body.clone()));
        }
    }

    /// "use A if set, otherwise B, otherwise exit": one of them must be set; whether others follow.
    pub(super) fn chain(&mut self, first: &[NameId], others: Range<usize>) -> bool {
        let mut names = first.to_vec();
        names.extend(self.cx.names_in(others).into_iter().filter(|other| !first.contains(other)));
        let chained = first.len() == 1 && names.len() > 1;
        if chained {
            self.out.groups.push(GroupFact { at_least: true, names });
        }
        chained
    }

    /// "limit the depth to 10, or to the value of X if it is set": the value in front of the "or".
    fn or_if_set(&self, body: &Range<usize>) -> Option<Literal> {
        let cx = self.cx;
        let or = body.clone().find(|&at| is!(cx.at(at), "or") && cx.depth(at) == 0)?;
        let idle = |at: usize| is!(cx.at(at), "to by with the value of in from at") || cx.is_noun(at);
        let name = (or + 1..body.end).take(CLOSE).find(|&at| !idle(at))?;
        let end = or - usize::from(cx.follows(or, ","));
        let number = |at: usize| cx.at(at).kind == TokenKind::Number;
        let led = |at: usize| cx.at(at).marked && is!(cx.before(at), "to at use");
        let from = (body.start..end).rev().take(2).find(|&at| number(at) || led(at))?;
        let (value, next) = literal(&cx.until(end), from, false)?;
        let given = next == end && !value.name && !value.text.starts_with('-');
        (cx.name(name).is_some() && given).then_some(value)
    }

    /// Says a presence or default of a variable under the conditions in front.
    pub(super) fn under(
        &mut self,
        leading: &[Condition],
        name: NameId,
        fact: &FactKind,
        span: &Range<usize>,
    ) {
        let other = leading.iter().any(|condition| condition.other);
        // "WHEN a guest arrives, SHALL use X if it is set": it may be missing whatever happens.
        if other && matches!(fact, FactKind::Optional { .. }) {
            return self.fact(name, fact.clone(), Vec::new(), span.clone());
        }
        if other {
            return self.unenforceable(name, span.clone());
        }
        let situation = Situation { conditions: leading.to_vec(), ..Situation::default() };
        for guards in guards_of(&situation) {
            self.fact(name, fact.clone(), guards, span.clone());
        }
    }
}
