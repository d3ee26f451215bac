//! The differences of two environments, for people and for programs.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;
use spec_env_core::contract::Contract;
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::Place;
use spec_env_core::text::Escaped;

use super::{Difference, Side, not_compared};
use crate::diff::bracketed;
use crate::finding::Finding;
use crate::requirement::Requirement;
use crate::terminal::{BOLD, DIM, ERROR, GOOD, count, fold};

pub(super) fn text(contract: &Contract, differences: &[Difference], sides: &[Side; 2]) -> String {
    let mut text = String::new();
    let spec = Escaped(&contract.spec);
    let (explained, hidden): (Vec<_>, Vec<_>) = differences.iter().partition(|d| d.is_explained());
    if !hidden.is_empty() {
        let _ = writeln!(text, "{ERROR}hidden assumptions{ERROR:#}: {spec} does not say why these differ");
        text.extend(hidden.iter().map(|difference| line(difference, sides)));
        let _ = writeln!(text, "{}\n", fold(&format!("      {DIM}{STEP}{DIM:#}"), 6));
    }
    if !explained.is_empty() {
        let _ = writeln!(text, "{GOOD}declared{GOOD:#}: {spec} says why these may differ");
        text.extend(explained.iter().map(|difference| line(difference, sides)));
        text += "\n";
    }
    let [left, right] = sides.each_ref().map(Side::name);
    let sum = match (differences.len(), hidden.len()) {
        (0, _) => "no differences".to_owned(),
        (all, 0) => format!("{}, all declared", count(all, "difference")),
        (all, hidden) => format!("{}, {}", count(all, "difference"), count(hidden, "hidden assumption")),
    };
    let hidden: Vec<_> =
        not_compared(contract, sides).into_iter().map(|name| Escaped(name).to_string()).collect();
    if !hidden.is_empty() {
        let line =
            format!("{DIM}not compared{DIM:#}, as their values stand elsewhere: {}", hidden.join(", "));
        let _ = writeln!(text, "{}\n", fold(&line, 4));
    }
    let _ = writeln!(text, "{DIM}{left} and {right}:{DIM:#} {sum}");
    text
}

/// What is to be done about a hidden assumption.
const STEP: &str =
    "declare the variable, and when it is set, in the specification; or make the environments equal";

fn line(difference: &Difference, sides: &[Side; 2]) -> String {
    let name = Escaped(&difference.variable);
    let mut text = difference.message.clone();
    if let Some(reason) = &difference.reason {
        let _ = write!(text, "; {reason}");
    }
    text += &bracketed(difference.citation);
    let mut text = fold(&format!("  {BOLD}{name}{BOLD:#} {text}"), 6) + "\n";
    for (side, value) in difference.values.iter().flatten().enumerate() {
        let value = value.as_ref().map_or_else(ToString::to_string, |value| Escaped(value).to_string());
        let _ = writeln!(text, "      {DIM}{}:{DIM:#} {value}", sides[side].name());
    }
    for place in difference.places.iter().flatten().take(if difference.is_explained() { 0 } else { 2 }) {
        let _ = writeln!(text, "      {DIM}{place}{DIM:#}");
    }
    text
}

pub(super) fn found(difference: &Difference) -> Finding {
    let place = difference.places.iter().flatten().next().cloned();
    Finding {
        level: Level::Error,
        code: Code::HiddenDifference,
        message: format!("{} {}", difference.variable, difference.message),
        help: Some(STEP.to_owned()),
        place: place.unwrap_or_else(|| Place { file: String::new(), line: 1, column: 1 }),
        requirement: difference.citation.map(crate::list::whereabouts),
    }
}

/// What `diff --env --format json` says.
#[derive(Serialize)]
pub(super) struct Outcome<'d> {
    schema: u8,
    ok: bool,
    spec: &'d str,
    old: String,
    new: String,
    differences: Vec<Said<'d>>,
    not_compared: BTreeSet<&'d str>,
}

#[derive(Serialize)]
struct Said<'d> {
    variable: &'d str,
    explained: bool,
    message: &'d str,
    reason: Option<&'d str>,
    places: &'d [Option<Place>; 2],
    requirement: Option<Requirement>,
    values: Option<[Option<&'d str>; 2]>,
}

impl<'d> Outcome<'d> {
    pub(super) fn new(contract: &'d Contract, differences: &'d [Difference], sides: &'d [Side; 2]) -> Self {
        let shown = |value: &'d Result<String, &str>| value.as_deref().ok();
        let said = |difference: &'d Difference| Said {
            variable: &difference.variable,
            explained: difference.is_explained(),
            message: &difference.message,
            reason: difference.reason.as_deref(),
            places: &difference.places,
            requirement: difference.citation.map(Requirement::from),
            values: difference.values.as_ref().map(|both| both.each_ref().map(shown)),
        };
        let [old, new] = sides.each_ref().map(Side::name);
        Self {
            schema: 1,
            ok: differences.iter().all(Difference::is_explained),
            spec: &contract.spec,
            old,
            new,
            differences: differences.iter().map(said).collect(),
            not_compared: not_compared(contract, sides),
        }
    }
}
