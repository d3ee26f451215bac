//! Contract tests: environments near one that meets the contract, and what each of them comes to.

use serde::Serialize;
use spec_env_core::contract::{Citation, Contract, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::value::FaultKind;
use spec_env_core::verdict::{Options, evaluate};

use super::environment::{Change, Environment, complete, satisfying};
use super::sample;
use crate::requirement::Requirement;

/// Everything about a contract that a test of a service needs.
#[derive(Serialize)]
pub(super) struct Table<'c> {
    #[serde(rename = "$comment")]
    origin: String,
    schema: u8,
    spec: &'c str,
    hash: String,
    /// An environment that meets the contract, from which all cases differ a little.
    environment: Environment,
    cases: Vec<Case>,
    /// What no case was found for, and why.
    not_covered: Vec<NotCovered>,
}

#[derive(Serialize)]
struct NotCovered {
    variable: String,
    why: &'static str,
}

/// One environment and its verdict.
#[derive(Serialize)]
struct Case {
    name: String,
    set: Environment,
    unset: Vec<String>,
    ok: bool,
    violations: Vec<Finding>,
    warnings: Vec<Finding>,
}

#[derive(Serialize)]
struct Finding {
    variable: String,
    kind: &'static str,
    requirement: Option<Requirement>,
}

/// The contract tests of a contract; `origin` says where they come from.
pub(super) fn of(contract: &Contract, origin: String) -> Table<'_> {
    let (environment, without) = complete(contract);
    let mut cases = vec![judged(contract, &environment, "everything is set".to_owned(), Change::default())];
    let nothing = contract.variables.iter().fold(Change::default(), |change, v| change.unsetting(&v.name));
    cases.push(judged(contract, &environment, "nothing is set".to_owned(), nothing));
    for variable in contract.variables.iter() {
        for (what, change) in changes(contract, &environment, variable) {
            cases.push(judged(contract, &environment, format!("{} {what}", variable.name), change));
        }
    }
    let sampled =
        without.into_iter().map(|variable| NotCovered { variable, why: "no value was found that fits" });
    let files = contract.variables.iter().filter_map(|variable| variable.file_variable.as_ref());
    let files = files.map(|name| NotCovered { variable: name.to_string(), why: "it names a file" });
    let not_covered = sampled.chain(files).collect();
    let hash = format!("{:016x}", contract.hash);
    Table { origin, schema: 1, spec: &contract.spec, hash, environment, cases, not_covered }
}

/// What may happen to one variable.
fn changes(contract: &Contract, base: &Environment, variable: &Variable) -> Vec<(String, Change)> {
    let name = variable.name.as_ref();
    let none = Change::default;
    let mut all = vec![
        ("is missing".to_owned(), none().unsetting(name)),
        ("is empty".to_owned(), none().setting(name, "")),
    ];
    for (fault, text) in sample::invalid(variable) {
        let what = match (fault.kind, fault.above) {
            (FaultKind::Kind, _) => "is not of its type",
            (FaultKind::Range, false) => "is below its range",
            (FaultKind::Range, true) => "is above its range",
            (FaultKind::NotAllowed, _) => "is none of the accepted values",
            (FaultKind::Pattern, _) => "does not match its pattern",
            (FaultKind::Length, false) => "is too short",
            (FaultKind::Length, true) => "is too long",
        };
        all.push((what.to_owned(), none().setting(name, text)));
    }
    for (what, bound) in [("smallest", &variable.ty.min), ("largest", &variable.ty.max)] {
        if let Some(bound) = bound {
            all.push((format!("is at its {what}"), none().setting(name, bound.text.as_ref())));
        }
    }
    for refused in variable.forbidden.iter() {
        all.push((format!("is the refused {refused}"), none().setting(name, refused.as_ref())));
    }
    for accepted in variable.ty.one_of.iter().filter(|value| !variable.hides(value)) {
        all.push((format!("is {accepted}"), none().setting(name, accepted.as_ref())));
    }
    for former in variable.former_names.iter() {
        if let Some(value) = base.get(name) {
            let moved = none().unsetting(name).setting(former, value);
            all.push((format!("is set as {former}"), moved));
            all.push((format!("differs from {former}"), none().setting(former, format!("{value}0"))));
        }
    }
    for guard in variable.guards.iter() {
        let when = contract.conditions(&guard.when);
        let change = satisfying(contract, base, guard, none().unsetting(name));
        all.push((format!("is missing while {when}"), change));
    }
    all
}

fn judged(contract: &Contract, base: &Environment, name: String, change: Change) -> Case {
    let pairs: Pairs = change.apply(base).into_iter().collect();
    let report = evaluate(contract, &pairs, Options::default()).into_report();
    let finding = |variable: &str, kind: &'static str, citation: Option<&Citation>| Finding {
        variable: variable.to_owned(),
        kind,
        requirement: citation.map(Requirement::from),
    };
    let violations = report.violations().iter().map(|v| finding(v.variable(), v.kind().name(), v.citation()));
    let warnings = report.warnings().iter().map(|w| finding(w.variable(), w.kind().name(), w.citation()));
    let (violations, warnings) = (violations.collect(), warnings.collect());
    Case { name, set: change.set, unset: change.unset, ok: report.is_ok(), violations, warnings }
}
