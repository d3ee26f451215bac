//! The environment section of a design.md.

use std::fmt::Write;

use spec_env_core::contract::Variable;
use spec_env_core::specification::Specification;

use super::markdown::table;
use super::supply::{Supply, requirement, variables};
use crate::explain::consequences;
use crate::markdown::plain;

/// The section: the contract, how it fails, what operations must provide.
pub(super) fn section(specification: &Specification) -> String {
    let contract = &specification.contract;
    let mut text = "## Environment\n\n### Contract\n\n".to_owned();
    text += &table(contract);
    text += "\n### How it fails\n\n\
        The environment is checked once, at start-up, before anything else runs. Everything that is wrong is reported together, \
        each with the requirement it breaks and never with a value; the process then ends with exit code 78.\n\n\
        | Variable | When | What happens |\n|---|---|---|\n";
    for variable in variables(contract) {
        for (when, what) in consequences(variable) {
            let _ = writeln!(text, "| `{}` | {when} | {} |", variable.name, plain(&what));
        }
    }
    text += "\n### What operations provide\n\n";
    let needed: Vec<_> =
        variables(contract).filter(|v| Supply::of(v) == Supply::Must || !v.guards.is_empty()).collect();
    if needed.is_empty() {
        text += "Nothing has to be set.\n";
    }
    for variable in needed {
        let _ = writeln!(text, "- {}", provided(variable));
    }
    text
}

fn provided(variable: &Variable) -> String {
    let secret = if variable.is_confidential() { " from the secret store" } else { "" };
    let condition =
        if Supply::of(variable) == Supply::Must { "" } else { " under the conditions of the contract" };
    format!("`{}`{secret}{condition}{}", variable.name, plain(&requirement(variable)))
}
