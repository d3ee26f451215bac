//! `spec-env list`: the contract.

use std::fmt::Write;
use std::process::ExitCode;

use spec_env_core::contract::{Citation, Contract, Facts, Presence, Variable};
use spec_env_core::text::Escaped;
use spec_env_core::value;

use crate::arguments::{Form, List};
use crate::failure::Failure;
use crate::terminal::{BOLD, DIM, columns, count, print, print_json, wrap};
use crate::{draw, input};

pub(crate) fn run(arguments: &List) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    if arguments.format == Form::Json {
        print_json(&specification)?;
        return Ok(ExitCode::SUCCESS);
    }
    print(&table(&specification.contract))?;
    draw::mention(&specification);
    Ok(ExitCode::SUCCESS)
}

/// A line a variable: name, presence, what its value must look like, where it stands.
fn table(contract: &Contract) -> String {
    let with_file = contract.spec.contains(", ");
    let rows: Vec<_> = contract.variables.iter().map(|variable| row(variable, with_file)).collect();
    let widest = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (name, presence) = (widest(0), widest(1));
    let room = columns()
        .map_or(usize::MAX, |columns| columns.saturating_sub(name + presence + widest(3) + 6).max(16));
    let expected = widest(2).min(room);
    let mut text = String::new();
    for [a, b, c, d] in &rows {
        for (at, c) in wrap(c, expected).iter().enumerate() {
            let [a, b, d] = if at == 0 { [a, b, d].map(String::as_str) } else { [""; 3] };
            let line = format!("{BOLD}{a:name$}{BOLD:#}  {b:presence$}  {c:expected$}  {DIM}{d}{DIM:#}");
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }
    for group in contract.groups.iter() {
        let names: Vec<_> = group.variables.iter().map(|&at| contract.variables[at].name.as_ref()).collect();
        let place = group.citations.first().map(|c| place(c, with_file)).unwrap_or_default();
        let kind = group.kind.name().replace('-', " ");
        let _ =
            writeln!(text, "{kind} of {BOLD}{}{BOLD:#} must be set  {DIM}{place}{DIM:#}", names.join(", "));
    }
    if rows.is_empty() {
        text = format!("{} declares no environment variable\n", Escaped(&contract.spec));
    } else {
        let _ =
            writeln!(text, "{DIM}{} in {}{DIM:#}", count(rows.len(), "variable"), Escaped(&contract.spec));
    }
    text
}

fn row(variable: &Variable, with_file: bool) -> [String; 4] {
    let fact = if variable.presence == Presence::Defaulted { Facts::DEFAULT } else { Facts::PRESENCE };
    let place = variable.citation(fact).map(|c| place(c, with_file)).unwrap_or_default();
    let expected = value::expected(variable).to_string();
    [Escaped(&variable.name).to_string(), presence(variable), expected, place]
}

/// `required`, `default 5`
fn presence(variable: &Variable) -> String {
    match &variable.default {
        Some(_) if variable.is_confidential() => "default …".to_owned(),
        Some(literal) if variable.presence == Presence::Defaulted => format!("default {}", Escaped(literal)),
        _ => variable.presence.name().to_owned(),
    }
}

/// Where a statement stands; in which file only where there are several.
fn place(citation: &Citation, with_file: bool) -> String {
    if with_file {
        return whereabouts(citation);
    }
    let id = citation.id.as_ref().map(|id| format!(" ({})", Escaped(id))).unwrap_or_default();
    format!("line {}{id}", citation.line)
}

/// `requirements.md:14 (3.1)`
pub(crate) fn whereabouts(citation: &Citation) -> String {
    let id = citation.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    Escaped(&format!("{}:{}{id}", citation.file, citation.line)).to_string()
}
