//! Judging an environment while the fields of a struct ask for their values.

use super::judge::{self, Judge, Lookup};
use super::positions::Positions;
use super::{Hidden, Options, Slot, Verdict, cite, find};
use crate::contract::{Contract, Facts, OnInvalid, Variable};
use crate::environment::Environment;
use crate::report::{Notice, Problem, WarningKind};

/// An environment that is held to a contract, variable by variable.
///
/// Each is judged when its field asks, and nothing of it is kept: a load costs what reading each variable by hand costs.
/// Where rules connect several of them, [all are judged](Self::judge_together) first.
pub struct Inquiry<'c, 'e> {
    judge: Judge<'c, 'e>,
    asked: Positions,
    defaulted: Positions,
}

impl<'c, 'e> Inquiry<'c, 'e> {
    /// Begins; values are judged, whatever the options say of that.
    #[must_use]
    pub fn new(contract: &'c Contract, environment: &'e dyn Environment, options: Options<'e>) -> Self {
        let judge = Judge::new(contract, environment, Options { hidden: Hidden::Nothing, ..options });
        Self { judge, asked: Positions::default(), defaulted: Positions::default() }
    }

    /// Judges all variables; before the first is handed out where [rules connect](Contract::is_connected) them. Apart
    /// from the rest, so that a service without such rules does not link how they are judged.
    pub fn judge_together(&mut self) {
        self.judge.judge_all();
    }

    /// The contract.
    #[must_use]
    pub fn contract(&self) -> &'c Contract {
        self.judge.contract
    }

    /// The effective value of the variable at a position, once; `None` when it has none, or when it was reported.
    pub fn take(&mut self, position: usize) -> Option<String> {
        if let Some(slot) = self.judge.slots.get_mut(position) {
            return match slot {
                Slot::Value(text) => Some(std::mem::take(text)),
                slot => slot.value().map(str::to_owned),
            };
        }
        let variable = self.judge.contract.variables.get(position)?;
        if find::is_direct(variable) {
            return self.take_directly(position, judge::keeps_rules);
        }
        if self.asked.insert(position) { self.take_otherwise(position, variable, Lookup::Due) } else { None }
    }

    /// As [`take`](Self::take), for a variable that [is plain](Variable::is_plain) and a field that decodes no text but
    /// its values: no rule is then applied twice, but only to say what is wrong when the field refuses.
    pub fn take_plain(&mut self, position: usize) -> Option<String> {
        if self.judge.slots.is_empty() {
            self.take_directly(position, |_, _| true)
        } else {
            self.take(position)
        }
    }

    #[inline]
    fn take_directly(
        &mut self,
        position: usize,
        keeps_rules: impl FnOnce(&Variable, &str) -> bool,
    ) -> Option<String> {
        let variable = self.judge.contract.variables.get(position)?;
        if !self.asked.insert(position) {
            return None;
        }
        match self.judge.direct(position, variable, keeps_rules) {
            Ok(text) => Some(text),
            Err(value) => self.take_otherwise(position, variable, Lookup::Done(value)),
        }
    }

    #[inline(never)]
    fn take_otherwise(
        &mut self,
        position: usize,
        variable: &'c Variable,
        looked_up: Lookup,
    ) -> Option<String> {
        match self.judge.judge_one(position, variable, looked_up) {
            Slot::Value(text) => Some(text),
            Slot::Literal(notice) if notice.kind == WarningKind::Default => {
                // Its notice can be made when someone wants it.
                self.defaulted.insert(position);
                variable.default.as_ref().map(ToString::to_string)
            }
            Slot::Literal(notice) => {
                self.judge.notices.push(position, notice);
                notice.text.map(ToString::to_string)
            }
            _ => None,
        }
    }

    /// The literal that stands in for an invalid value, if the specification states one; a notice says so.
    pub fn fallback(&mut self, position: usize) -> Option<String> {
        let variable = self.judge.contract.variables.get(position)?;
        let OnInvalid::Fallback(literal) = &variable.on_invalid else { return None };
        let citation = variable.citation(Facts::INVALID);
        let notice = Notice { kind: WarningKind::Fallback, variable, text: Some(literal), citation };
        self.judge.notices.push(position, notice);
        Some(literal.to_string())
    }

    /// Records that a field cannot hold the value of its variable, and what the field wants instead.
    pub fn refuse(&mut self, position: usize, expected: String) {
        let variable = self.judge.contract.variables.get(position);
        let known = variable.filter(|variable| find::is_direct(variable) && !self.is_reported(position));
        if let Some(variable) = known {
            // Should it break a rule that was left to the field, that is what is wrong.
            self.judge.supplied_indirectly(position, variable);
        }
        self.add(position, Problem::Refused, Some(expected));
    }

    /// Records that a field needs a value where there is none.
    pub fn missing(&mut self, position: usize) {
        self.add(position, Problem::Missing, None);
    }

    /// Adds a violation, unless there is one about the variable; what is expected is what the contract says, if nothing else.
    fn add(&mut self, position: usize, problem: Problem, expected: Option<String>) {
        let Some(variable) = self.judge.contract.variables.get(position) else { return };
        if self.is_reported(position) {
            return;
        }
        let hint = self.judge.hints.iter().find(|(at, _)| *at == position).map(|(_, hint)| hint.clone());
        let citation = variable.citation(cite::facts_behind(&problem, variable));
        let mut violation = cite::violation(variable, problem, hint, citation);
        violation.expect(expected);
        self.judge.violations.push(position, violation);
    }

    fn is_reported(&self, position: usize) -> bool {
        matches!(self.judge.slots.get(position), Some(Slot::Missing | Slot::Failed))
            || self.judge.violations.contains(position)
    }

    /// Judges what no field asked for; whether the environment meets the contract.
    pub fn is_ok(&mut self) -> bool {
        debug_assert!(!self.judge.contract.is_connected() || !self.judge.slots.is_empty());
        let count = self.judge.contract.variables.len();
        if self.judge.slots.is_empty() && self.asked.len() < count {
            for position in 0..count {
                self.take(position);
            }
        }
        self.judge.violations.is_empty()
    }

    /// Ends, with everything that was found.
    #[must_use]
    pub fn verdict(&mut self) -> Verdict<'c> {
        let _ = self.is_ok();
        for (position, variable) in self.judge.contract.variables.iter().enumerate() {
            if self.defaulted.contains(position) {
                let (text, citation) = (variable.default.as_ref(), variable.citation(Facts::DEFAULT));
                let notice = Notice { kind: WarningKind::Default, variable, text, citation };
                self.judge.notices.push(position, notice);
            }
        }
        self.judge.verdict()
    }
}
