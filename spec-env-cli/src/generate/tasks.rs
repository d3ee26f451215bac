//! A checklist for a tasks.md, with the requirement of each task.

use std::collections::HashSet;
use std::fmt::Write;

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::rust;

use super::supply::{Supply, variables};

/// The list.
pub(super) fn list(contract: &Contract) -> String {
    let mut text = String::new();
    let mut number = 0;
    let mut task = |title: &str, variables: &[&Variable], detail: &dyn Fn(&Variable) -> String| {
        if variables.is_empty() {
            return;
        }
        number += 1;
        let _ = writeln!(text, "- [ ] {number}. {title}");
        for (at, variable) in variables.iter().enumerate() {
            let _ = writeln!(text, "  - [ ] {number}.{} `{}`{}", at + 1, variable.name, detail(variable));
            let ids = ids(variable);
            if !ids.is_empty() {
                let _ = writeln!(text, "    - _Requirements: {ids}_");
            }
        }
    };
    let all: Vec<_> = variables(contract).collect();
    let of = |supply: fn(Supply<'_>) -> bool| -> Vec<_> {
        all.iter().copied().filter(|variable| supply(Supply::of(variable))).collect()
    };
    let typed = |variable: &Variable| {
        let position = contract.position(&variable.name).unwrap_or_default();
        format!(
            ": field `{}`, `{}`",
            rust::field_name(variable),
            rust::short(&rust::field_type(contract, position))
        )
    };
    task("Read the variables in code", &all, &typed);
    let from = |variable: &Variable| {
        if variable.is_confidential() { ", from the secret store".to_owned() } else { String::new() }
    };
    task("Set them in every environment", &of(|supply| supply == Supply::Must), &from);
    let defaulted = of(|supply| matches!(supply, Supply::Default(_)));
    task("Decide in every environment whether the default is right", &defaulted, &|_| String::new());
    let may = of(|supply| supply == Supply::May);
    task("Decide in every environment whether it is wanted", &may, &from);
    text
}

/// The list with the boxes ticked that are ticked in what is there, so that work that is done stays done.
pub(super) fn keeping(list: &str, found: &str) -> String {
    let done: HashSet<&str> =
        found.lines().filter_map(|line| line.trim_start().strip_prefix("- [x] ")).collect();
    let kept = list.lines().map(|line| match line.trim_start().strip_prefix("- [ ] ") {
        Some(task) if done.contains(task) => line.replacen("- [ ]", "- [x]", 1) + "\n",
        _ => format!("{line}\n"),
    });
    kept.collect()
}

/// The ids of the statements about a variable, without repetitions.
fn ids(variable: &Variable) -> String {
    let mut ids: Vec<&str> = Vec::new();
    for id in variable.citations.iter().filter(|c| !c.facts.is_empty()).filter_map(|c| c.id.as_deref()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids.join(", ")
}
