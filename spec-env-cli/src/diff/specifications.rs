//! Two specifications: what operators must do before the new one is deployed.

use std::fmt::Write;
use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::Place;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use super::change::{Change, changes};
use super::effect::{Class, Effect};
use super::{bracketed, declare_nothing};
use crate::arguments::{Diff, Format};
use crate::failure::Failure;
use crate::finding::{self, Finding};
use crate::list::whereabouts;
use crate::requirement::Requirement;
use crate::terminal::{BOLD, DIM, ERROR, GOOD, count, fold, print, print_json};
use crate::verdict;

pub(super) fn run(
    arguments: &Diff,
    before: &Specification,
    after: &Specification,
) -> Result<ExitCode, Failure> {
    let mut changes = changes(before, after);
    changes.sort_by_key(|change| change.effect.class());
    let denied = arguments.deny.is_some();
    match arguments.format {
        Format::Human => print(&text(before, after, &changes))?,
        Format::Json => print_json(&Outcome::new(before, after, &changes))?,
        Format::Github | Format::Sarif => {
            let spec = &after.contract.spec;
            let findings: Vec<_> = changes.iter().filter_map(|change| found(change, spec, denied)).collect();
            finding::print("diff", arguments.format, &findings, &text(before, after, &changes))?;
        }
    }
    Ok(verdict(!denied || changes.iter().all(|change| change.effect.class() != Class::Breaking)))
}

#[derive(Serialize)]
struct Outcome<'c> {
    schema: u8,
    breaking: bool,
    old: &'c str,
    new: &'c str,
    old_hash: String,
    new_hash: String,
    changes: Vec<Said<'c>>,
}

#[derive(Serialize)]
struct Said<'c> {
    variable: &'c str,
    what: &'static str,
    class: Class,
    message: &'c str,
    old: Option<Requirement>,
    new: Option<Requirement>,
}

impl<'c> Outcome<'c> {
    fn new(before: &'c Specification, after: &'c Specification, changes: &'c [Change]) -> Self {
        let said = |change: &'c Change| Said {
            variable: &change.variable,
            what: change.aspect,
            class: change.effect.class(),
            message: &change.message,
            old: change.old.map(Requirement::from),
            new: change.new.map(Requirement::from),
        };
        let hash = |specification: &Specification| format!("{:016x}", specification.contract.hash);
        Self {
            schema: 1,
            breaking: changes.iter().any(|change| change.effect.class() == Class::Breaking),
            old: &before.contract.spec,
            new: &after.contract.spec,
            old_hash: hash(before),
            new_hash: hash(after),
            changes: changes.iter().map(said).collect(),
        }
    }
}

fn text(before: &Specification, after: &Specification, changes: &[Change]) -> String {
    let mut text = String::new();
    let of = |class: Class| changes.iter().filter(move |change| change.effect.class() == class);
    let headings = [
        (Class::Breaking, format!("{ERROR}breaking{ERROR:#}: what met the old one may be refused")),
        (Class::Compatible, format!("{GOOD}compatible{GOOD:#}: what met the old one meets the new one")),
        (Class::Documentation, format!("{DIM}documentation only{DIM:#}")),
    ];
    let mut counts = Vec::new();
    for (class, heading) in headings {
        let number = of(class).count();
        if number == 0 {
            continue;
        }
        let _ = writeln!(text, "{heading}");
        for change in of(class) {
            text += &line(change);
        }
        text += "\n";
        counts.push(match class {
            Class::Breaking => count(number, "breaking change"),
            Class::Compatible => format!("{number} compatible"),
            Class::Documentation => format!("{number} in words alone"),
        });
    }
    let (old, new) = (Escaped(&before.contract.spec), Escaped(&after.contract.spec));
    let sum = match counts.as_slice() {
        [] if declare_nothing(before, after) => "neither declares a variable".to_owned(),
        [] => "no variable changed".to_owned(),
        counts => counts.join(", "),
    };
    let _ = writeln!(text, "{DIM}{old} to {new}:{DIM:#} {sum}");
    text
}

/// A change, where it stands, and what is to be done about it.
fn line(change: &Change) -> String {
    let (name, place) = (Escaped(&change.variable), bracketed(change.new.or(change.old)));
    let mut text = fold(&format!("  {BOLD}{name}{BOLD:#} {}{place}", change.message), 6) + "\n";
    if let Some(step) = step(change) {
        let _ = writeln!(text, "{}", fold(&format!("      {DIM}{step}{DIM:#}"), 6));
    }
    text
}

/// The next step of an operator.
fn step(change: &Change) -> Option<&'static str> {
    if change.effect.class() != Class::Breaking {
        return None;
    }
    Some(match (change.aspect, change.effect) {
        ("variable" | "presence", _) => "set it in every environment first",
        ("default", _) => "set it wherever the default was relied on",
        ("secret", _) => "move it to the secret store, and replace what stood elsewhere",
        ("name" | "former-name", _) => "rename it wherever the other name is set",
        ("file", _) => "set the variable itself, or the new name of the file",
        ("unit", Effect::Other) => "convert the number wherever it is set",
        _ => "hold every environment to the new specification: `spec-env check`",
    })
}

fn found(change: &Change, spec: &str, denied: bool) -> Option<Finding> {
    let (code, level) = match change.effect.class() {
        Class::Breaking if denied => (Code::BreakingChange, Level::Error),
        Class::Breaking => (Code::BreakingChange, Level::Warning),
        Class::Compatible => (Code::CompatibleChange, Level::Note),
        Class::Documentation => return None,
    };
    // What is gone stands in no file that is there now.
    let (file, line) = change.new.map_or((spec, 1), |citation| (citation.file.as_ref(), citation.line));
    Some(Finding {
        level,
        code,
        message: format!("{} {}", change.variable, change.message),
        help: step(change).map(str::to_owned),
        place: Place { file: file.to_owned(), line, column: 1 },
        requirement: change.new.or(change.old).map(whereabouts),
    })
}
