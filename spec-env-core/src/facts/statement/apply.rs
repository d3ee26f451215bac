//! What was found beside names, added to the variables that it is about.

use std::ops::Range;

use super::Reader;
use super::guard::guard_condition;
use super::stand_in::as_default;
use crate::contract::Kind;
use crate::diagnostic::Code;
use crate::ears::word::is;
use crate::facts::attribute::{Found, Place};
use crate::facts::noun::noun_phrase;
use crate::facts::undecided::{SEVERAL, environment};
use crate::facts::{FactKind, Guarded, Literal, NameId, TypeFact};

impl Reader<'_, '_> {
    /// Adds what was found to the variables in focus.
    pub(super) fn apply(
        &mut self,
        found: Found,
        focus: &[NameId],
        guards: &[Vec<Guarded>],
        at: usize,
        place: Place,
    ) {
        let cx = self.cx;
        let span = cx.span(at..found.next);
        if let Some(problem) = found.problem
            && let Some(&name) = focus.first()
        {
            self.says_wrong(name, problem);
        }
        let typed = found.facts.iter().any(|fact| matches!(fact, FactKind::Type(_)));
        if typed && focus.len() > 1 && self.kinds_respectively(&found.facts, focus, at..found.next) {
            return;
        }
        let defaults = found.facts.iter().filter(|fact| as_default(fact).is_some()).count();
        if defaults > 1 {
            return self.apply_each(found.facts, focus, guards, at..found.next, place);
        }
        let own = found.condition.map(|(range, negated)| guard_condition(cx, &range, negated));
        for fact in found.facts {
            let fact = if self.items { of_items(fact) } else { fact };
            let ruled = fact.says_whether();
            // "`limit` SHALL default to the value of X" is about what X sets, "the default X" about X.
            let own_name = |literal: &Literal| focus.iter().any(|&name| self.text_of(name) == literal.text);
            if let FactKind::Default(literal) = &fact
                && literal.name
            {
                if own_name(literal) || self.is_renamed(literal) {
                    continue;
                }
                if let Some(&name) = focus.first() {
                    self.default_is_a_name(name, literal);
                }
                continue;
            }
            match &own {
                Some(None) => {
                    let said = if as_default(&fact).is_some() { "has a default" } else { "is required" };
                    let name = focus.first().map_or("it", |&name| self.text_of(name));
                    let message =
                        format!("`{name}` {said} under a condition that no environment variable decides");
                    let help =
                        "name the variable that decides: `(required if OTHER_NAME is \"value\")`".to_owned();
                    self.problem(Code::NoEnforceableMeaning, span.clone(), message, help);
                    for &name in focus {
                        self.dropped(name, &fact);
                    }
                }
                Some(Some(alternatives)) => {
                    for &name in focus {
                        for guards in alternatives {
                            self.fact(name, fact.clone(), guards.clone(), span.clone());
                        }
                    }
                }
                // "If no ticket is stored, X SHALL NOT be set" asks for nothing.
                None if self.blocked
                    && place == Place::Clause
                    && matches!(fact, FactKind::Optional { .. })
                    && is!(cx.at(at), "be")
                    && is!(cx.before(at), "not") =>
                {
                    return;
                }
                None if ruled && self.blocked && place == Place::Clause && !self.is_aside(&fact, at) => {
                    if let Some(&name) = focus.first() {
                        self.unenforceable(name, span.clone());
                        self.dropped(name, &fact);
                    }
                    return;
                }
                None if place == Place::Clause
                    && !typed
                    && fact.refuses()
                    && self.is_guarded(focus, guards, at) =>
                {
                    let name = focus.first().map_or("it", |&name| self.text_of(name)).to_owned();
                    self.problem(
                        Code::NoEnforceableMeaning,
                        span.clone(),
                        format!("`{name}` is limited only where another variable says so, which no rule of a contract states"),
                        "state what holds always, and check the rest in code".to_owned(),
                    );
                    return;
                }
                None => {
                    for &name in focus {
                        let unguarded = vec![Vec::new()];
                        for guards in if ruled { guards } else { &unguarded } {
                            let guards = guards.iter().filter(|g| g.name != name).cloned().collect();
                            self.fact(name, fact.clone(), guards, span.clone());
                        }
                    }
                }
            }
        }
    }

    /// "WHEN a storm comes, … the time in X, which defaults to 20 seconds": what X is like, whenever it is used. "WHEN running
    /// in production, … X, which defaults to 5" is a default for each environment.
    fn is_aside(&self, fact: &FactKind, at: usize) -> bool {
        let cx = self.cx;
        let placed = |i: usize| is!(cx.at(i), "in on as inside under with");
        let runs = |i: usize| is!(cx.at(i), "running runs run") && placed(i + 1);
        let running = |i: usize| environment(cx, i) || is!(cx.at(i), "mode locally") || runs(i);
        as_default(fact).is_some() && is!(cx.before(at), "which") && !(0..at).any(running)
    }

    /// "WHERE A is `x`, B SHALL NOT exceed 9", but not "…, SHALL read B as a number of at most 9": whether what is said of
    /// some variables holds only where another one is this or that.
    fn is_guarded(&self, focus: &[NameId], guards: &[Vec<Guarded>], at: usize) -> bool {
        // "require B to be at most 9"
        let asked = is!(self.cx.before(at), "be") && is!(self.cx.at(at.wrapping_sub(2)), "to");
        !guards.is_empty()
            && (asked || focus.iter().all(|name| self.subject_of.contains(name)))
            && guards
                .iter()
                .all(|all| !all.is_empty() && all.iter().all(|guard| !focus.contains(&guard.name)))
    }

    /// Whether the statement says of a name that it is another's former name.
    fn is_renamed(&self, literal: &Literal) -> bool {
        let old = self.cx.name(self.cx.position(literal));
        self.renamed.iter().any(|&(former, _)| Some(former) == old)
    }

    /// "default to X": the older name of the same setting, or a mistake.
    pub(super) fn default_is_a_name(&mut self, name: NameId, literal: &Literal) {
        let (name, other) = (self.text_of(name), &literal.text);
        let message = format!("`{name}` names another variable, `{other}`, as the default");
        let help = format!(
            "a default is a value, such as `{name} SHALL default to 5`; for an older name of the same setting, write `{name} SHALL fall back to the deprecated {other} environment variable`"
        );
        self.problem(Code::DefaultIsAName, literal.span.clone(), message, help);
    }

    /// "A and B SHALL be an integer and a duration, respectively": whether each of some variables has a kind of its own.
    fn kinds_respectively(&mut self, facts: &[FactKind], focus: &[NameId], words: Range<usize>) -> bool {
        let cx = self.cx;
        let mut next = words.end;
        let mut kinds = vec![(facts.to_vec(), cx.span(words))];
        while kinds.len() <= focus.len() {
            let comma = next + usize::from(cx.punct(next, ","));
            let from = comma + usize::from(is!(cx.at(comma), "and"));
            let Some((facts, behind)) = noun_phrase(cx, from).filter(|_| from > next) else { break };
            kinds.push((facts, cx.span(from..behind)));
            next = behind;
        }
        let said = is!(cx.at(next + usize::from(cx.punct(next, ","))), "respectively");
        let apart = said && kinds.len() == focus.len();
        for (&name, (facts, span)) in focus.iter().zip(kinds).filter(|_| apart) {
            for fact in facts {
                self.fact(name, fact, Vec::new(), span.clone());
            }
        }
        apart
    }

    /// Several defaults belong to as many variables, one to each.
    fn apply_each(
        &mut self,
        facts: Vec<FactKind>,
        focus: &[NameId],
        guards: &[Vec<Guarded>],
        range: Range<usize>,
        place: Place,
    ) {
        if facts.len() == focus.len() {
            for (fact, name) in facts.into_iter().zip(focus) {
                self.apply(Found::facts(vec![fact], range.end), &[*name], guards, range.start, place);
            }
        } else if let Some(&name) = focus.first() {
            let Some(first) = facts.iter().find_map(as_default) else { return };
            let values = self.cx.position(first)..range.end;
            let found = Found::no_default(self.cx, range, values, SEVERAL).quoting(first.span.clone());
            self.apply(found, &[name], guards, self.cx.position(first), place);
        }
    }
}

/// A kind of value, as that of a list's items.
pub(super) fn of_items(fact: FactKind) -> FactKind {
    match fact {
        FactKind::Type(TypeFact { kind: item, separator: None, item: None, schemes })
            if item != Some(Kind::List) =>
        {
            FactKind::Type(TypeFact { kind: Some(Kind::List), item, schemes, ..TypeFact::default() })
        }
        fact => fact,
    }
}
