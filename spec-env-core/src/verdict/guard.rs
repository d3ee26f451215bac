//! Which rule holds for a variable that is missing.

use super::judge::Judge;
use super::{Slot, Verdict};
use crate::contract::{Condition, Contract, Guard, Outcome, Presence, Test, Variable};
use crate::report::Hint;
use crate::value;

/// The rule that holds.
pub(super) enum Ruling<'c> {
    /// One under a guard.
    Guarded(&'c Guard),
    /// The one without a guard.
    Unguarded,
    /// It hangs on a variable that is invalid, or whose value is not judged.
    Undecidable,
}

impl<'c> Judge<'c, '_> {
    /// The rule that holds for a missing variable: a guarded one beats the unguarded one.
    pub(super) fn ruling(&mut self, variable: &'c Variable) -> Ruling<'c> {
        let mut ruling = Ruling::Unguarded;
        for guard in variable.guards.iter() {
            match self.holds(guard) {
                Some(true) => return Ruling::Guarded(guard),
                Some(false) => {}
                None => ruling = Ruling::Undecidable,
            }
        }
        ruling
    }

    /// The other way out of what a guard requires: to unset a variable on which it depends, and which may be missing.
    #[cold]
    pub(super) fn way_out(&mut self, guard: &Guard) -> Option<Hint> {
        let variables = &self.contract.variables;
        let mut set = guard.when.iter().filter(|condition| condition.test == Test::IsSet);
        let at = set.find(|condition| self.may_be_missing(condition.variable))?.variable;
        Some(Hint::Unset(variables[at].name.clone()))
    }

    fn may_be_missing(&mut self, position: usize) -> bool {
        let variable = &self.contract.variables[position];
        match (self.ruling(variable), variable.presence) {
            (Ruling::Guarded(guard), _) => guard.then == Outcome::Optional,
            (Ruling::Undecidable, _) | (Ruling::Unguarded, Presence::Required | Presence::Defaulted) => false,
            (Ruling::Unguarded, Presence::Unstated) => !self.is_required(position),
            (Ruling::Unguarded, Presence::Optional | Presence::Guarded | Presence::Mentioned) => true,
        }
    }

    /// Whether all conditions of a guard hold; `None` when that cannot be told.
    fn holds(&mut self, guard: &Guard) -> Option<bool> {
        for condition in guard.when.iter() {
            self.decide(condition.variable);
            if satisfied(self.contract, &self.slots, condition) == Some(false) {
                return Some(false);
            }
        }
        holds(self.contract, &self.slots, guard)
    }
}

impl Verdict<'_> {
    /// Whether all conditions of a guard of the contract hold; `None` when that cannot be told.
    #[must_use]
    pub fn holds(&self, guard: &Guard) -> Option<bool> {
        holds(self.contract, &self.slots, guard)
    }
}

/// Whether all conditions hold, once their variables are decided.
fn holds(contract: &Contract, slots: &[Slot<'_>], guard: &Guard) -> Option<bool> {
    guard
        .when
        .iter()
        .try_fold(Some(true), |all, condition| match satisfied(contract, slots, condition) {
            Some(false) => Err(Some(false)),
            Some(true) => Ok(all),
            None => Ok(None),
        })
        .unwrap_or_else(|no| no)
}

fn satisfied(contract: &Contract, slots: &[Slot<'_>], condition: &Condition) -> Option<bool> {
    let ty = &contract.variables.get(condition.variable)?.ty;
    let slot = &slots[condition.variable];
    let value = match slot {
        Slot::Value(_) | Slot::Literal(_) => slot.value(),
        Slot::Absent | Slot::Missing | Slot::Deciding | Slot::Pending { .. } => None,
        Slot::Hidden => return condition.test.by_presence(),
        // Only the failure itself is to be reported.
        Slot::Failed => return None,
    };
    let is = |literal: &str| value.is_some_and(|value| value::same(ty, value, literal));
    Some(match &condition.test {
        Test::IsSet => value.is_some(),
        Test::IsNotSet => value.is_none(),
        Test::Is(literal) => is(literal),
        Test::IsNot(literal) => !is(literal),
        Test::OneOf(literals) => literals.iter().any(|literal| is(literal)),
    })
}

impl Test {
    /// What the test comes to when all that is known is that the variable is set.
    fn by_presence(&self) -> Option<bool> {
        match self {
            Self::IsSet => Some(true),
            Self::IsNotSet => Some(false),
            Self::Is(_) | Self::IsNot(_) | Self::OneOf(_) => None,
        }
    }
}
