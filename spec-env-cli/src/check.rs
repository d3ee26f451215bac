//! `spec-env check`: an environment against the contract.

use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::contract::Contract;
use spec_env_core::environment::{Pairs, Process};
use spec_env_core::report::{Place, Report, Violation, Warning};
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;
use spec_env_core::verdict::{Options, evaluate};

use crate::arguments::{Check, Format};
use crate::env_file::{self, Assignment};
use crate::failure::Failure;
use crate::terminal::{BOLD, ERROR, GOOD, WARNING, count, fold, print, print_json};
use crate::{FOUND, draw, input, verdict};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    let assignments = env_file::read_all(&arguments.env_files)?;
    if specification.has_errors() {
        return refuse(&specification, arguments.format);
    }
    let contract = &specification.contract;
    let options = Options { values: !arguments.names, ..Options::default() };
    let report = if arguments.env_files.is_empty() {
        evaluate(contract, &Process, options).into_report()
    } else {
        let pairs: Pairs = assignments.iter().map(|a| (a.name.as_str(), a.value.as_str())).collect();
        placed(contract, &evaluate(contract, &pairs, options).into_report(), &assignments)
    };
    match arguments.format {
        Format::Json => print_json(&report)?,
        Format::Human => print(&text(contract, &report))?,
    }
    Ok(verdict(report.is_ok()))
}

/// A report without a verdict, since the specification has errors.
#[derive(Serialize)]
struct Refusal<D> {
    schema: u8,
    ok: bool,
    violations: [(); 0],
    warnings: [(); 0],
    diagnostics: D,
}

/// Shows the errors of a specification that no environment can be held to.
fn refuse(specification: &Specification, format: Format) -> Result<ExitCode, Failure> {
    complain(specification);
    if format == Format::Json {
        let diagnostics = specification.findings();
        print_json(&Refusal { schema: 1, ok: false, violations: [], warnings: [], diagnostics })?;
    }
    Ok(ExitCode::from(FOUND))
}

/// Says on standard error what is wrong with a specification.
pub(crate) fn complain(specification: &Specification) {
    anstream::eprint!("{}", draw::diagnostics(specification));
    let spec = Escaped(&specification.contract.spec);
    anstream::eprintln!(
        "{ERROR}error{ERROR:#}: {BOLD}{spec}{BOLD:#} has errors, so nothing can be held to it"
    );
}

/// Adds to each violation where its variable is set.
fn placed(contract: &Contract, report: &Report, assignments: &[Assignment]) -> Report {
    let place = |violation: &Violation| -> Option<Place> {
        let variable = &contract.variables[contract.position(violation.variable())?];
        let names =
            [&variable.name].into_iter().chain(&variable.file_variable).chain(variable.former_names.iter());
        let mut set = names.filter_map(|name| assignments.iter().rev().find(|a| a.name == name.as_ref()));
        set.next().map(|assignment| assignment.place.clone())
    };
    let violations = report.violations().iter().map(|v| v.clone().at(place(v))).collect();
    Report::new(contract, violations, report.warnings().to_vec())
}

/// Where the text of a report begins, behind `expected:` and the like.
const COLUMN: usize = 14;

/// The report for people: with colours where it is broken, and a line where it is not.
fn text(contract: &Contract, report: &Report) -> String {
    if report.is_ok() {
        let checked = count(contract.variables.len(), "variable");
        let warnings: String = report.warnings().iter().map(warning).collect();
        let spec = Escaped(&contract.spec);
        return format!("{warnings}{GOOD}the environment meets {spec}{GOOD:#} ({checked} checked)\n");
    }
    let lines = report.to_string();
    let lines = lines.lines().enumerate().map(|(at, line)| match line.strip_prefix("warning: ") {
        _ if at == 0 => format!("{ERROR}{}{ERROR:#}\n", fold(line, 4)),
        Some(rest) => format!("{WARNING}warning{WARNING:#}: {}\n", fold(rest, 4)),
        None if line.starts_with(' ') => format!("{}\n", fold(line, COLUMN)),
        None if line.is_empty() => "\n".to_owned(),
        None => format!("{BOLD}{}{BOLD:#}\n", fold(line, 4)),
    });
    lines.collect()
}

/// One line about what was noticed.
pub(crate) fn warning(warning: &Warning) -> String {
    format!("{WARNING}warning{WARNING:#}: {warning}\n")
}
