//! `spec-env check`: an environment against the contract.

mod judge;

use std::fmt::Write;
use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::contract::Contract;
use spec_env_core::diagnostic::Code;
use spec_env_core::report::{Place, Report, Violation, Warning};
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use judge::Judged;

use crate::arguments::{Check, Format};
use crate::failure::Failure;
use crate::finding::{self, Finding};
use crate::source::{self, Remark};
use crate::terminal::{BOLD, DIM, ERROR, GOOD, WARNING, count, fold, print, print_json};
use crate::{FOUND, draw, input, verdict};

pub(crate) fn run(arguments: &Check) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    let contract = &specification.contract;
    let targets = source::read(&arguments.sources, contract)?;
    if specification.has_errors() {
        return refuse(&specification, arguments.format);
    }
    mention_emptiness(contract, "");
    let mut judged: Vec<Judged> = if targets.is_empty() {
        vec![judge::process(contract, arguments.names)]
    } else {
        targets.iter().map(|target| judge::target(contract, target, arguments.names)).collect()
    };
    if let ([only], [target]) = (judged.as_mut_slice(), targets.as_slice())
        && !target.is_elsewhere
    {
        only.title = None; // whoever names one file knows which it is
    }
    match arguments.format {
        Format::Json => print_json(&Outcome::new(&judged))?,
        Format::Human => print(&texts(contract, &judged))?,
        Format::Github | Format::Sarif => {
            let findings: Vec<_> =
                judged.iter().flat_map(|judged| findings(judged, &contract.spec)).collect();
            finding::print("check", arguments.format, &findings, &texts(contract, &judged))?;
        }
    }
    Ok(verdict(judged.iter().all(Judged::is_ok)))
}

/// What `check --format json` says.
#[derive(Serialize)]
struct Outcome<'j> {
    schema: u8,
    ok: bool,
    violations: Vec<&'j Violation>,
    warnings: Vec<&'j Warning>,
    remarks: Vec<Said<'j>>,
}

#[derive(Serialize)]
struct Said<'j> {
    level: &'static str,
    code: &'static str,
    message: &'j str,
    place: &'j Place,
}

impl<'j> Outcome<'j> {
    fn new(judged: &'j [Judged]) -> Self {
        let said = |remark: &'j Remark| {
            let Remark { level, code, message, place } = remark;
            Said { level: level.name(), code: code.name(), message, place }
        };
        Self {
            schema: 1,
            ok: judged.iter().all(Judged::is_ok),
            violations: judged.iter().flat_map(|judged| judged.report.violations()).collect(),
            warnings: judged.iter().flat_map(|judged| judged.report.warnings()).collect(),
            remarks: judged.iter().flat_map(|judged| &judged.remarks).map(said).collect(),
        }
    }
}

fn findings(judged: &Judged, spec: &str) -> Vec<Finding> {
    let violations =
        judged.report.violations().iter().map(|violation| Finding::of_violation(violation, spec));
    let warnings = judged.report.warnings().iter().map(|warning| Finding::of_warning(warning, spec));
    let remarks = judged.remarks.iter().map(Finding::of_remark);
    violations.chain(remarks).chain(warnings).collect()
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
    match format {
        Format::Human => {}
        Format::Json => {
            let diagnostics = specification.findings();
            print_json(&Refusal { schema: 1, ok: false, violations: [], warnings: [], diagnostics })?;
        }
        Format::Github | Format::Sarif => {
            finding::print("check", format, &Finding::of_specification(specification), "")?;
        }
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

/// Says on standard error that an environment is held to nothing, as that looks like one in which all is well.
pub(crate) fn mention_emptiness(contract: &Contract, speaker: &str) {
    if contract.variables.is_empty() {
        let spec = Escaped(&contract.spec);
        let line = format!(
            "{speaker}{WARNING}warning{WARNING:#}: {BOLD}{spec}{BOLD:#} declares no variable, so nothing is checked: is it the right file? `spec-env lint` shows what was not understood"
        );
        anstream::eprintln!("{}", fold(&line, 4));
    }
}

/// The reports for people, each under the name of what it is about.
fn texts(contract: &Contract, judged: &[Judged]) -> String {
    let mut all = String::new();
    for (at, judged) in judged.iter().enumerate() {
        if at > 0 {
            all += "\n";
        }
        if let Some(title) = &judged.title {
            let _ = writeln!(all, "{BOLD}{}{BOLD:#}", Escaped(title));
        }
        all += &remarks(&judged.remarks);
        all += &text(contract, judged);
    }
    all
}

/// As many values that are not known here as are told one by one.
const FEW: usize = 3;

fn remarks(all: &[Remark]) -> String {
    let line = |remark: &Remark| finding::line(&Finding::of_remark(remark));
    let (unknown, others): (Vec<_>, Vec<_>) =
        all.iter().partition(|remark| remark.code == Code::NotKnownHere);
    let mut text: String = others.into_iter().map(line).collect();
    text.extend(unknown.iter().take(FEW).map(|unknown| line(unknown)));
    if unknown.len() > FEW {
        let more = count(unknown.len() - FEW, "more value");
        let _ = writeln!(text, "{DIM}note{DIM:#}: {more} not known here: `--format json` lists them");
    }
    text
}

/// Where the text of a report begins, behind `expected:` and the like.
const COLUMN: usize = 14;

/// The report for people: with colours where it is broken, and a line where it is not.
fn text(contract: &Contract, judged: &Judged) -> String {
    let report: &Report = &judged.report;
    if report.is_ok() && !judged.is_ok() {
        return report.warnings().iter().map(warning).collect();
    }
    if report.is_ok() {
        let checked = count(contract.variables.len(), "variable");
        let warnings: String = report.warnings().iter().map(warning).collect();
        let spec = Escaped(&contract.spec);
        return format!("{warnings}{GOOD}the environment meets {spec}{GOOD:#} ({checked} checked)\n");
    }
    let lines = report.to_string();
    let lines = lines.lines().enumerate().map(|(at, line)| match line.strip_prefix("warning: ") {
        _ if at == 0 => format!("{ERROR}{}{ERROR:#}\n", fold(line, 4)),
        Some(rest) => fold(&format!("{WARNING}warning{WARNING:#}: {rest}"), 4) + "\n",
        None if line.starts_with(' ') => format!("{}\n", fold(line, COLUMN)),
        None if line.is_empty() => "\n".to_owned(),
        None => format!("{BOLD}{}{BOLD:#}\n", fold(line, 4)),
    });
    lines.collect()
}

/// One line about what was noticed.
pub(crate) fn warning(warning: &Warning) -> String {
    fold(&format!("{WARNING}warning{WARNING:#}: {warning}"), 4) + "\n"
}
