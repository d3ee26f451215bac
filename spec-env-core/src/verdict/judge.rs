//! The pass over the variables of a contract.

use std::ffi::OsString;
use std::mem::take;

use super::cite::{facts_behind, violation};
use super::ordered::Ordered;
use super::{Options, Slot, Verdict, find, guard, shape};
use crate::contract::{Citation, Contract, Facts, OnInvalid, Outcome, Presence, Text, Type, Variable};
use crate::environment::Environment;
use crate::report::{Hint, Notice, Problem, Violation, WarningKind};
use crate::value::{self, Fault, FaultKind};

/// What is under a name: text, or bytes that are none.
pub(super) type Value = Result<String, OsString>;

/// Whether a variable was looked up under its own name.
pub(super) enum Lookup {
    /// It was, and this is there.
    Done(Option<Value>),
    /// It was not.
    Due,
}

/// A pass in progress.
pub(super) struct Judge<'c, 'e> {
    pub(super) contract: &'c Contract,
    pub(super) environment: &'e dyn Environment,
    pub(super) options: Options<'e>,
    pub(super) slots: Vec<Slot<'c>>,
    pub(super) violations: Ordered<Violation>,
    pub(super) notices: Ordered<Notice<'c>>,
    /// What the shape of values tells that the type of a field may yet refuse.
    pub(super) hints: Vec<(usize, Hint)>,
}

impl<'c, 'e> Judge<'c, 'e> {
    pub(super) fn new(
        contract: &'c Contract,
        environment: &'e dyn Environment,
        options: Options<'e>,
    ) -> Self {
        Self {
            contract,
            environment,
            options,
            slots: Vec::new(),
            violations: Ordered::default(),
            notices: Ordered::default(),
            hints: Vec::new(),
        }
    }

    /// Judges every variable, then the rules over several.
    pub(super) fn judge_all(&mut self) {
        let variables = &self.contract.variables;
        self.slots.reserve_exact(variables.len());
        for (position, variable) in variables.iter().enumerate() {
            let slot = self.supplied(position, variable);
            self.slots.push(slot);
        }
        for position in 0..variables.len() {
            self.decide(position);
        }
        self.judge_groups();
    }

    /// Judges a variable that no rule connects with others, given what is under its name where that was looked up.
    pub(super) fn judge_one(
        &mut self,
        position: usize,
        variable: &'c Variable,
        looked_up: Lookup,
    ) -> Slot<'c> {
        let slot = match looked_up {
            Lookup::Done(value) => self.supplied_otherwise(position, variable, value),
            Lookup::Due => self.supplied(position, variable),
        };
        match slot {
            Slot::Pending { empty } => self.unguarded(position, variable, empty),
            slot => slot,
        }
    }

    /// Ends, with everything that was found.
    pub(super) fn verdict(&mut self) -> Verdict<'c> {
        if !self.violations.is_empty() {
            self.suggest_names();
        }
        let (slots, violations, notices) =
            (take(&mut self.slots), take(&mut self.violations), take(&mut self.notices));
        Verdict { contract: self.contract, slots, violations, notices }
    }

    /// What the environment itself says about a variable.
    fn supplied(&mut self, position: usize, variable: &'c Variable) -> Slot<'c> {
        if !find::is_direct(variable) || self.options.hidden.hides(position) {
            return self.supplied_indirectly(position, variable);
        }
        match self.direct(position, variable, keeps_rules) {
            Ok(text) => Slot::Value(text),
            Err(value) => self.supplied_otherwise(position, variable, value),
        }
    }

    /// A value under the variable's own name that keeps every rule, as nearly every value does; otherwise what is there.
    #[inline]
    pub(super) fn direct(
        &self,
        position: usize,
        variable: &'c Variable,
        keeps_rules: impl FnOnce(&Variable, &str) -> bool,
    ) -> Result<String, Option<Value>> {
        let Some(value) = self.environment.declared(position, &variable.name) else { return Err(None) };
        match value.into_string() {
            Ok(text) if !text.is_empty() && !shape::is_suspect(&text) && keeps_rules(variable, &text) => {
                Ok(text)
            }
            value => Err(Some(value)),
        }
    }

    fn supplied_otherwise(
        &mut self,
        position: usize,
        variable: &'c Variable,
        value: Option<Value>,
    ) -> Slot<'c> {
        match value {
            None => Slot::Pending { empty: false },
            Some(Ok(text)) => self.judged(position, variable, text),
            Some(Err(_)) => self.refuse(position, variable, Problem::NotUnicode, None),
        }
    }

    pub(super) fn supplied_indirectly(&mut self, position: usize, variable: &'c Variable) -> Slot<'c> {
        let values = !self.options.hidden.hides(position);
        let found = match (variable.finder.0)(variable, self.environment, values) {
            Ok(found) => found,
            Err(problem) => return self.refuse(position, variable, problem, None),
        };
        let Some(text) = found.text else { return Slot::Pending { empty: found.empty } };
        if let Some(name) = found.former {
            self.notice(
                WarningKind::FormerName,
                position,
                variable,
                Some(name),
                variable.citation(Facts::FORMER_NAME),
            );
        }
        if values { self.judged(position, variable, text) } else { Slot::Hidden }
    }

    /// Holds a value to the rules of its variable.
    #[cold]
    fn judged(&mut self, position: usize, variable: &'c Variable, text: String) -> Slot<'c> {
        if text.is_empty() {
            let empty = !variable.empty_allowed;
            return if empty { Slot::Pending { empty } } else { Slot::Value(text) };
        }
        if variable.forbidden.iter().any(|refused| *refused == text) {
            return self.refuse(position, variable, Problem::Forbidden, Some(&text));
        }
        if let Err(fault) = self.rules(position, &variable.ty, &text) {
            let problem = Problem::Invalid(fault, value::called(&variable.ty));
            return self.refuse(position, variable, problem, Some(&text));
        }
        if shape::is_suspect(&text) {
            self.notice(WarningKind::SuspectShape, position, variable, None, variable.citation(Facts::TYPE));
        }
        Slot::Value(text)
    }

    /// The rule that a value breaks. A kind that a default alone suggests binds nobody, as the field decides; what is
    /// stated besides holds all the same.
    #[cold]
    fn rules(&mut self, position: usize, ty: &Type, text: &str) -> Result<(), Fault> {
        let broken = value::check(ty, text);
        if ty.stated || ty.kind.is_none() || self.options.inferred_kinds {
            return broken;
        }
        let ranged = ty.min.is_some() || ty.max.is_some();
        match broken {
            Err(fault) if fault.kind == FaultKind::Kind || fault.kind == FaultKind::Range && !ranged => {
                // Should the field refuse the value too, this is what happened.
                self.hints.extend(shape::hint(ty, text).map(|hint| (position, hint)));
                value::rest(ty, text)
            }
            other => other,
        }
    }

    fn notice(
        &mut self,
        kind: WarningKind,
        position: usize,
        variable: &'c Variable,
        text: Option<&'c Text>,
        citation: Option<&'c Citation>,
    ) {
        self.notices.push(position, Notice { kind, variable, text, citation });
    }

    /// Lets the stated literal stand in for a value that breaks its type, or records the violation.
    #[cold]
    fn refuse(
        &mut self,
        position: usize,
        variable: &'c Variable,
        problem: Problem,
        text: Option<&str>,
    ) -> Slot<'c> {
        let breaks_type = matches!(problem, Problem::Invalid(..) | Problem::NotUnicode);
        if let (OnInvalid::Fallback(literal), true) = (&variable.on_invalid, breaks_type) {
            let citation = variable.citation(Facts::INVALID);
            return stands_in(WarningKind::Fallback, variable, literal, citation);
        }
        let citation = variable.citation(facts_behind(&problem, variable));
        let service = text.and_then(|text| shape::service_link(variable, text, self.environment));
        let (problem, hint) = if service.is_some() {
            (Problem::ServiceLink, service)
        } else {
            (problem, text.and_then(|text| shape::hint(&variable.ty, text)))
        };
        self.violations.push(position, violation(variable, problem, hint, citation));
        Slot::Failed
    }

    /// Decides about a variable that is missing; others are left as they are.
    pub(super) fn decide(&mut self, position: usize) {
        let Slot::Pending { empty } = self.slots[position] else { return };
        let variable = &self.contract.variables[position];
        self.slots[position] = Slot::Deciding;
        self.slots[position] = match self.ruling(variable) {
            guard::Ruling::Undecidable => Slot::Failed,
            guard::Ruling::Guarded(guard) => {
                let citation = variable.citations.get(guard.citation);
                match &guard.then {
                    Outcome::Required => {
                        let hint = self.way_out(guard);
                        self.missing(position, variable, empty, hint, citation)
                    }
                    Outcome::Default(literal) => stands_in(WarningKind::Default, variable, literal, citation),
                    Outcome::Optional => Slot::Absent,
                }
            }
            guard::Ruling::Unguarded => self.unguarded(position, variable, empty),
        };
    }

    /// Applies the rule without a guard to a variable that is missing.
    fn unguarded(&mut self, position: usize, variable: &'c Variable, empty: bool) -> Slot<'c> {
        match (variable.presence, &variable.default) {
            (Presence::Required, _) => {
                self.missing(position, variable, empty, None, variable.citation(Facts::PRESENCE))
            }
            (Presence::Unstated, _) if self.is_required(position) => {
                self.missing(position, variable, empty, None, variable.citation(Facts::READ))
            }
            (Presence::Defaulted, Some(literal)) => {
                stands_in(WarningKind::Default, variable, literal, variable.citation(Facts::DEFAULT))
            }
            _ => Slot::Absent,
        }
    }

    fn missing(
        &mut self,
        position: usize,
        variable: &Variable,
        empty: bool,
        hint: Option<Hint>,
        citation: Option<&Citation>,
    ) -> Slot<'c> {
        let problem = if empty { Problem::Empty } else { Problem::Missing };
        self.violations.push(position, violation(variable, problem, hint, citation));
        Slot::Missing
    }

    /// Whether a variable is required although its presence is unstated.
    pub(super) fn is_required(&self, position: usize) -> bool {
        self.options.unstated_required.is_none_or(|all| all.get(position).copied().unwrap_or(true))
    }
}

/// Whether a text is a value of a variable.
#[inline]
pub(super) fn keeps_rules(variable: &Variable, text: &str) -> bool {
    variable.forbidden.is_empty() && value::is_valid(&variable.ty, text)
}

fn stands_in<'c>(
    kind: WarningKind,
    variable: &'c Variable,
    literal: &'c Text,
    citation: Option<&'c Citation>,
) -> Slot<'c> {
    Slot::Literal(Notice { kind, variable, text: Some(literal), citation })
}
