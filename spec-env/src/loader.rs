//! From a judged environment to a struct.

use std::borrow::Cow;

use spec_env_core::contract::{Contract, Facts, OnInvalid};
use spec_env_core::environment::{Environment, Pass, Process};
use spec_env_core::report::{Notice, Problem, Report, Violation, WarningKind};
use spec_env_core::value;
use spec_env_core::verdict::{self, Slot, Verdict};

use crate::SpecEnv;

/// Hands the value of each variable to its field.
pub struct Loader<'c> {
    contract: &'c Contract,
    verdict: Verdict<'c>,
}

/// Loads a configuration from the environment of the process.
pub(crate) fn load_process<T: SpecEnv>() -> Result<(T, Verdict<'static>), Report> {
    if T::contract().variables.len() < Pass::PAYS_FROM {
        load(&Process)
    } else {
        load(&Pass::over(T::contract()))
    }
}

/// Loads a configuration; what is worth knowing about it is returned.
pub(crate) fn load<T: SpecEnv>(source: &impl Environment) -> Result<(T, Verdict<'static>), Report> {
    let contract = T::contract();
    let options = verdict::Options {
        unstated_required: Some(T::__unstated_required()),
        inferred_kinds: false,
        values: true,
    };
    let mut loader = Loader { contract, verdict: verdict::evaluate(contract, source, options) };
    // Fields are decoded even where the verdict is bad, so that what their types refuse is in the same report.
    match T::__decode(&mut loader) {
        Some(config) if loader.verdict.is_ok() => Ok((config, loader.verdict)),
        _ => Err(loader.verdict.into_report()),
    }
}

impl Loader<'_> {
    /// The effective value of the variable at a position; `None` when it has none, or when it was reported already.
    pub fn take(&mut self, position: usize) -> Option<String> {
        match self.verdict.slots.get_mut(position)? {
            Slot::Value(text) => Some(std::mem::take(text)),
            slot => slot.value().map(str::to_owned),
        }
    }

    /// The literal that stands in for an invalid value, if the specification states one; a warning says so.
    ///
    /// For a field whose type refuses a value: it may ask once, decode the literal, and only then refuse.
    pub fn fallback(&mut self, position: usize) -> Option<String> {
        let variable = self.contract.variables.get(position)?;
        let OnInvalid::Fallback(literal) = &variable.on_invalid else { return None };
        let citation = variable.citation(Facts::INVALID);
        let notice = Notice { kind: WarningKind::Fallback, variable, text: Some(literal), citation };
        self.verdict.notice(position, notice);
        Some(literal.to_string())
    }

    /// Records that the type of a field cannot hold the value. `expected` says what it wants, never the value.
    pub fn refuse(&mut self, position: usize, expected: impl Into<Cow<'static, str>>) {
        self.add(position, Problem::Refused, expected.into().into_owned(), Facts::TYPE);
    }

    /// Records that a field needs a value where there is none.
    pub fn missing(&mut self, position: usize) {
        let Some(variable) = self.contract.variables.get(position) else { return };
        let expected = value::expected(variable).to_string();
        self.add(position, Problem::Missing, expected, Facts::PRESENCE);
    }

    fn add(&mut self, position: usize, problem: Problem, expected: String, facts: Facts) {
        let Some(variable) = self.contract.variables.get(position) else { return };
        // What the verdict has reported is not reported twice.
        if matches!(self.verdict.slots.get(position), Some(Slot::Missing | Slot::Failed)) {
            return;
        }
        let violation = Violation::new(variable.name.clone(), problem, expected);
        self.verdict.add(position, violation.citing(variable.citation(facts)));
    }
}
