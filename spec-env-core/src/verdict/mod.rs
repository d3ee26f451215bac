//! Holds an environment to a contract: the service at its start and the command ask here, so they cannot disagree.

mod find;
mod group;
mod guard;
mod near;
mod shape;

use std::borrow::Cow;

use crate::contract::{Citation, Contract, Facts, OnInvalid, Outcome, Presence, Text, Variable};
use crate::environment::Environment;
use crate::report::{Problem, Report, Violation, Warning, WarningKind};
use crate::value::{self, FaultKind};

use find::Found;

/// How an environment is judged.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Whether variables of unstated presence are required, by position; all are where this is `None`.
    pub unstated_required: Option<&'o [bool]>,
    /// Whether kinds that were inferred from a default bind; in code the field's type does.
    pub inferred_kinds: bool,
    /// Whether values are judged; otherwise only which names are set.
    pub values: bool,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { unstated_required: None, inferred_kinds: true, values: true }
    }
}

/// What became of an environment under a contract.
pub struct Verdict<'c> {
    contract: &'c Contract,
    /// For each variable of the contract, its effective value.
    pub slots: Vec<Slot<'c>>,
    /// What is wrong, with the position of the variable.
    violations: Vec<(usize, Violation)>,
    /// What was done about variables that are missing, invalid or formerly named.
    pub warnings: Vec<Warning>,
}

/// The state of a variable.
pub enum Slot<'c> {
    /// It is missing, and nothing was decided about that yet.
    Pending {
        /// Whether it is set to the empty string.
        empty: bool,
    },
    /// It is being decided; meeting it again means that requirements form a circle, which unset variables end.
    Deciding,
    /// It has no value, and needs none.
    Absent,
    /// It has no value, and there is a violation about that.
    Missing,
    /// There is a violation about its value, or about what it depends on.
    Failed,
    /// It is set, and values are not judged.
    Hidden,
    /// Its value: set, or a literal of the specification that stands in.
    Value(Cow<'c, str>),
}

/// Holds an environment to a contract.
#[must_use]
pub fn evaluate<'c>(
    contract: &'c Contract,
    environment: &impl Environment,
    options: Options<'_>,
) -> Verdict<'c> {
    let mut verdict = Verdict {
        contract,
        slots: Vec::with_capacity(contract.variables.len()),
        violations: Vec::new(),
        warnings: Vec::new(),
    };
    for (position, variable) in contract.variables.iter().enumerate() {
        let slot = verdict.supplied(position, variable, environment, options);
        verdict.slots.push(slot);
        if variable.guards.is_empty() {
            verdict.decide(position, options);
        }
    }
    for position in 0..contract.variables.len() {
        verdict.decide(position, options);
    }
    verdict.judge_groups(environment, options);
    if !verdict.violations.is_empty() {
        verdict.suggest_names(environment);
        verdict.violations.sort_by_key(|(position, _)| *position);
    }
    verdict
}

impl<'c> Verdict<'c> {
    /// Whether the environment meets the contract.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.violations.is_empty()
    }

    /// Adds a violation about the variable at a position.
    pub fn add(&mut self, position: usize, violation: Violation) {
        self.violations.push((position, violation));
    }

    /// What is wrong, in the order of the specification.
    #[must_use]
    pub fn into_report(mut self) -> Report {
        self.violations.sort_by_key(|(position, _)| *position);
        let violations = self.violations.into_iter().map(|(_, violation)| violation).collect();
        Report::new(self.contract, violations, self.warnings)
    }

    /// What the environment itself says about a variable.
    fn supplied(
        &mut self,
        position: usize,
        variable: &'c Variable,
        environment: &impl Environment,
        options: Options<'_>,
    ) -> Slot<'c> {
        match find::find(variable, environment, options.values) {
            Ok(Found { text: Some(text), former, .. }) => {
                if let Some(name) = former {
                    let citation = variable.citation(Facts::FORMER_NAME);
                    self.warnings.push(Warning::former_name(variable, name, citation));
                }
                if options.values {
                    self.judged(position, variable, text, environment, options)
                } else {
                    Slot::Hidden
                }
            }
            Ok(Found { empty, .. }) => Slot::Pending { empty },
            Err(problem) => self.refused(position, variable, problem, None, environment),
        }
    }

    /// Holds a value to the rules of its variable.
    fn judged(
        &mut self,
        position: usize,
        variable: &'c Variable,
        text: String,
        environment: &impl Environment,
        options: Options<'_>,
    ) -> Slot<'c> {
        let ty = &variable.ty;
        let problem = if text.is_empty() {
            None // An empty value got here only because it is allowed.
        } else if variable.forbidden.iter().any(|refused| *refused == text) {
            Some(Problem::Forbidden)
        } else if !ty.stated && !options.inferred_kinds && ty.kind.is_some() {
            None
        } else {
            value::check(ty, &text).err().map(|fault| Problem::Invalid(fault, ty.scalar()))
        };
        match problem {
            None => {
                if shape::is_suspect(&text) {
                    let citation = variable.citation(Facts::TYPE);
                    self.warnings.push(Warning::about(WarningKind::SuspectShape, variable, citation));
                }
                Slot::Value(Cow::Owned(text))
            }
            Some(problem) => self.refused(position, variable, problem, Some(&text), environment),
        }
    }

    /// Lets the stated literal stand in for a value that breaks its type, or records the violation.
    fn refused(
        &mut self,
        position: usize,
        variable: &'c Variable,
        problem: Problem,
        text: Option<&str>,
        environment: &impl Environment,
    ) -> Slot<'c> {
        let breaks_type = matches!(problem, Problem::Invalid(..) | Problem::NotUnicode);
        if let (OnInvalid::Fallback(literal), true) = (&variable.on_invalid, breaks_type) {
            let citation = variable.citation(Facts::INVALID);
            self.warnings.push(Warning::literal(WarningKind::Fallback, variable, literal, citation));
            return Slot::Value(Cow::Borrowed(literal));
        }
        let service = text.and_then(|text| shape::service_link(variable, text, environment));
        let (problem, hint) = match service {
            Some(hint) => (Problem::ServiceLink, Some(hint)),
            None => {
                let hint = text.and_then(|text| shape::hint(&variable.ty, text));
                (problem, hint)
            }
        };
        let citation = variable.citation(facts_behind(&problem));
        self.add(position, violation(variable, problem, citation).hinting(hint));
        Slot::Failed
    }

    /// Decides about a variable that is missing.
    fn decide(&mut self, position: usize, options: Options<'_>) {
        let Some(&Slot::Pending { empty }) = self.slots.get(position) else { return };
        let variable = &self.contract.variables[position];
        self.slots[position] = Slot::Deciding;
        let missing = |citation| {
            let problem = if empty { Problem::Empty } else { Problem::Missing };
            violation(variable, problem, citation)
        };
        let (slot, broken) = match self.guarded(variable, options) {
            guard::Ruling::Undecidable => (Slot::Failed, None),
            guard::Ruling::Guarded(guard) => {
                let citation = variable.citations.get(guard.citation);
                match &guard.then {
                    Outcome::Required => (Slot::Missing, Some(missing(citation))),
                    Outcome::Default(literal) => (self.defaulted(variable, literal, citation), None),
                    Outcome::Optional => (Slot::Absent, None),
                }
            }
            guard::Ruling::Unguarded => match (variable.presence, &variable.default) {
                (Presence::Required, _) => (Slot::Missing, Some(missing(variable.citation(Facts::PRESENCE)))),
                (Presence::Unstated, _) if options.is_required(position) => {
                    (Slot::Missing, Some(missing(variable.citation(Facts::READ))))
                }
                (Presence::Defaulted, Some(literal)) => {
                    (self.defaulted(variable, literal, variable.citation(Facts::DEFAULT)), None)
                }
                _ => (Slot::Absent, None),
            },
        };
        self.slots[position] = slot;
        if let Some(broken) = broken {
            self.add(position, broken);
        }
    }

    fn defaulted(&mut self, variable: &Variable, literal: &'c Text, citation: Option<&Citation>) -> Slot<'c> {
        self.warnings.push(Warning::literal(WarningKind::Default, variable, literal, citation));
        Slot::Value(Cow::Borrowed(literal))
    }
}

impl Options<'_> {
    fn is_required(&self, position: usize) -> bool {
        self.unstated_required.is_none_or(|required| required.get(position).copied().unwrap_or(true))
    }
}

fn violation(variable: &Variable, problem: Problem, citation: Option<&Citation>) -> Violation {
    Violation::new(variable.name.clone(), problem, value::expected(variable).to_string()).citing(citation)
}

/// The facts that a problem breaks.
fn facts_behind(problem: &Problem) -> Facts {
    match problem {
        Problem::Missing | Problem::Empty => Facts::PRESENCE,
        Problem::Invalid(fault, _) => match fault.kind {
            FaultKind::Kind => Facts::TYPE,
            FaultKind::Range => Facts::RANGE,
            FaultKind::NotAllowed => Facts::ONE_OF,
            FaultKind::Pattern => Facts::PATTERN,
            FaultKind::Length => Facts::LENGTH,
        },
        Problem::Forbidden => Facts::FORBIDDEN,
        Problem::BothSet(_) | Problem::File(..) => Facts::FILE,
        Problem::Differs(_) => Facts::FORMER_NAME,
        Problem::NotUnicode | Problem::ServiceLink | Problem::Refused => Facts::TYPE,
        Problem::Group(..) => Facts::GROUP,
    }
}
