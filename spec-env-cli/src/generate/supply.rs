//! What an environment must, may or need not supply, and how artefacts say so.

use spec_env_core::contract::{Contract, Facts, Outcome, Presence, Variable};
use spec_env_core::text::Escaped;
use spec_env_core::value;

use crate::list::whereabouts;

/// What is to be supplied for a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Supply<'c> {
    /// A value, always.
    Must,
    /// A value other than this one, if that is wanted.
    Default(&'c str),
    /// A value, if that is wanted.
    May,
}

impl<'c> Supply<'c> {
    /// The default of a secret stays in the specification, so that an environment may only give another one.
    pub(super) fn of(variable: &'c Variable) -> Self {
        match (variable.presence, &variable.default) {
            (Presence::Required | Presence::Unstated, _) => Self::Must,
            (Presence::Defaulted, Some(literal)) if !variable.is_confidential() => Self::Default(literal),
            _ => Self::May,
        }
    }

    pub(super) fn default(variable: &'c Variable) -> Option<&'c str> {
        if let Self::Default(literal) = Self::of(variable) { Some(literal) } else { None }
    }
}

/// The variables that a person or a pipeline has to do with: all that the specification says more of than a mention.
pub(super) fn variables(contract: &Contract) -> impl Iterator<Item = &Variable> {
    contract.variables.iter().filter(|variable| variable.presence != Presence::Mentioned)
}

/// What is said about a variable, a line each: what for, what its value looks like, when it is needed, and why.
pub(super) fn comments(contract: &Contract, variable: &Variable) -> Vec<String> {
    let mut lines: Vec<String> = variable.description.iter().map(|text| Escaped(text).to_string()).collect();
    lines.push(format!("{}; {}{}", value::expected(variable), presence(variable), requirement(variable)));
    for guard in variable.guards.iter() {
        let then = match &guard.then {
            Outcome::Required => "required".to_owned(),
            Outcome::Optional => "optional".to_owned(),
            Outcome::Default(_) if variable.is_confidential() => "default …".to_owned(),
            Outcome::Default(literal) => format!("default {}", Escaped(literal)),
        };
        let place = variable.citations.get(guard.citation).map(|c| format!(" [{}]", whereabouts(c)));
        lines.push(format!("{then} when {}{}", contract.conditions(&guard.when), place.unwrap_or_default()));
    }
    for group in contract.groups.iter() {
        let names: Vec<_> = group.variables.iter().map(|&at| contract.variables[at].name.as_ref()).collect();
        if names.contains(&variable.name.as_ref()) {
            let kind = group.kind.name().replace('-', " ");
            let place = group.citations.first().map(|c| format!(" [{}]", whereabouts(c))).unwrap_or_default();
            lines.push(format!("{kind} of {} must be set{place}", names.join(", ")));
        }
    }
    lines
}

/// `required`, `default 5 connections`
pub(super) fn presence(variable: &Variable) -> String {
    let unit = variable.unit.as_ref().map(|unit| format!(" {}", Escaped(unit))).unwrap_or_default();
    match (variable.presence, &variable.default) {
        (Presence::Unstated, _) => "required, as nothing else is stated".to_owned(),
        (Presence::Defaulted, Some(_)) if variable.is_confidential() => "default …".to_owned(),
        (Presence::Defaulted, Some(literal)) => format!("default {}{unit}", Escaped(literal)),
        (Presence::Guarded, _) => "optional, but for the conditions below".to_owned(),
        (other, _) => other.name().to_owned(),
    }
}

/// ` [requirements.md:14 (3.1)]`
pub(super) fn requirement(variable: &Variable) -> String {
    let facts = Facts::PRESENCE.union(Facts::DEFAULT).union(Facts::GUARD);
    variable.citation(facts).map(|citation| format!(" [{}]", whereabouts(citation))).unwrap_or_default()
}
