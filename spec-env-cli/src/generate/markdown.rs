//! Tables and lists of variables for documents.

use std::fmt::Write;

use spec_env_core::contract::{Contract, Outcome, Variable};
use spec_env_core::value;

use super::supply::{presence, requirement};
use crate::markdown::plain;

/// A table with a row for every variable, and the rules over several.
pub(super) fn table(contract: &Contract) -> String {
    let mut text =
        "| Variable | Presence | Value | Requirement | Description |\n|---|---|---|---|---|\n".to_owned();
    for variable in contract.variables.iter() {
        let expected = value::expected(variable).to_string();
        let requirement = requirement(variable);
        let description = variable.description.as_deref().unwrap_or_default();
        let cells = [&presence_under_guards(contract, variable), &expected, requirement.trim(), description]
            .map(plain);
        let _ = writeln!(text, "| `{}` | {} |", variable.name, cells.join(" | "));
    }
    for group in contract.groups.iter() {
        let names: Vec<_> =
            group.variables.iter().map(|&at| format!("`{}`", contract.variables[at].name)).collect();
        let kind = group.kind.name().replace('-', " ");
        let _ = writeln!(text, "\nOf {}, {kind} must be set.", names.join(", "));
    }
    text
}

/// The presence, and what changes it.
fn presence_under_guards(contract: &Contract, variable: &Variable) -> String {
    let mut text =
        if variable.guards.is_empty() { presence(variable) } else { variable.presence.name().to_owned() };
    for guard in variable.guards.iter() {
        let then = match &guard.then {
            Outcome::Required => "required".to_owned(),
            Outcome::Optional => "optional".to_owned(),
            Outcome::Default(_) if variable.is_confidential() => "default …".to_owned(),
            Outcome::Default(literal) => format!("default {literal}"),
        };
        let _ = write!(text, "; {then} when {}", contract.conditions(&guard.when));
    }
    text
}
