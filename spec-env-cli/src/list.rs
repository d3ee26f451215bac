//! `spec-env list`: the contract.

use std::fmt::Write;
use std::process::ExitCode;

use spec_env_core::contract::{Citation, Contract, Facts, Presence, Variable};
use spec_env_core::text::Escaped;
use spec_env_core::value;

use crate::arguments::{Format, List};
use crate::failure::Failure;
use crate::terminal::{BOLD, DIM, count, print, print_json, width};
use crate::{draw, input};

pub(crate) fn run(arguments: &List) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    if arguments.format == Format::Json {
        print_json(&specification)?;
        return Ok(ExitCode::SUCCESS);
    }
    print(&table(&specification.contract, width()))?;
    draw::mention(&specification);
    Ok(ExitCode::SUCCESS)
}

/// A line a variable: name, presence, what its value must look like, where it stands.
fn table(contract: &Contract, width: usize) -> String {
    let rows: Vec<_> = contract.variables.iter().map(row).collect();
    let columns = |at: usize| rows.iter().map(|row| row[at].chars().count()).max().unwrap_or(0);
    let (name, presence, place) = (columns(0), columns(1), columns(3));
    let room = width.saturating_sub(name + presence + place + 6).max(12);
    let expected = columns(2).min(room);
    let mut text = String::new();
    for [a, b, c, d] in &rows {
        let c = shortened(c, expected);
        let _ = writeln!(text, "{BOLD}{a:name$}{BOLD:#}  {b:presence$}  {c:expected$}  {DIM}{d}{DIM:#}");
    }
    for group in contract.groups.iter() {
        let names: Vec<_> = group.variables.iter().map(|&at| contract.variables[at].name.as_ref()).collect();
        let place = group.citations.first().map(whereabouts).unwrap_or_default();
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

fn row(variable: &Variable) -> [String; 4] {
    let fact = if variable.presence == Presence::Defaulted { Facts::DEFAULT } else { Facts::PRESENCE };
    let place = variable.citation(fact).map(whereabouts).unwrap_or_default();
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

/// `requirements.md:14 (3.1)`
pub(crate) fn whereabouts(citation: &Citation) -> String {
    let id = citation.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    Escaped(&format!("{}:{}{id}", citation.file, citation.line)).to_string()
}

/// Text of at most this many characters, with `…` for what is left out.
fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    text.chars().take(room.saturating_sub(1)).chain(['…']).collect()
}
