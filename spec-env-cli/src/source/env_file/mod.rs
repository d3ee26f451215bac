//! Env files in the dialects of those who read them, so that every problem has a place and no message holds a value.
//!
//! What is read means here what it means to the reader of the dialect. Where that reader takes no value from a line, it
//! is an error that says how to write it.

mod dialect;
mod fault;
mod reader;
mod substitute;
#[cfg(test)]
mod tests;
mod value;
pub(crate) mod writer;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use spec_env_core::report::Place;
use spec_env_core::source::Source;
use spec_env_core::text::Escaped;

pub(crate) use dialect::Dialect;
pub(super) use substitute::interpolated;

use super::{Setting, Target};
use crate::failure::{Failure, UNUSABLE};
use crate::input;
use crate::terminal::{BOLD, ERROR, WARNING};

/// What files set together; later ones win over earlier ones.
pub(crate) fn target(paths: &[PathBuf], dialect: Dialect) -> Result<Target, Failure> {
    let mut settings = Vec::new();
    let mut is_good = true;
    for path in paths {
        is_good &= add(path, dialect, &mut settings)?;
    }
    if !is_good {
        return Err(Failure::Reported(ExitCode::from(UNUSABLE)));
    }
    let title = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    // What is missing would be written at the end of the last file.
    let last = paths.last().map_or_else(String::new, |path| path.display().to_string());
    let line =
        settings.iter().filter(|setting| setting.place.file == last).map(|setting| setting.place.line).max();
    let place = Place { file: last, line: line.unwrap_or(1), column: 1 };
    Ok(Target {
        name: title.clone(),
        title,
        place,
        settings,
        open: None,
        is_elsewhere: false,
        remarks: Vec::new(),
    })
}

/// Reads one file behind others; what is wrong with it is said.
pub(crate) fn add(path: &Path, dialect: Dialect, all: &mut Vec<Setting>) -> Result<bool, Failure> {
    let source = input::source(path)?;
    let before = all.len();
    let problems = reader::read(&source, dialect, all);
    for problem in &problems {
        let (line, column) = (source.line(problem.at), source.column(problem.at));
        let name = Escaped(source.name());
        anstream::eprintln!("{ERROR}error{ERROR:#}: {BOLD}{name}:{line}:{column}:{BOLD:#} {}", problem.fault);
    }
    warn_of_repetitions(&all[before..]);
    Ok(problems.is_empty())
}

/// A name that one file sets twice: some readers take the first value, some the last.
fn warn_of_repetitions(settings: &[Setting]) {
    let mut lines = HashMap::new();
    for Setting { name, place: Place { file, line, column }, .. } in settings {
        if let Some(earlier) = lines.insert(name, line) {
            anstream::eprintln!(
                "{WARNING}warning{WARNING:#}: {BOLD}{}:{line}:{column}:{BOLD:#} `{}` is set in line {earlier} already; this one counts here",
                Escaped(file),
                Escaped(name),
            );
        }
    }
}

/// Where an offset lies.
fn place(source: &Source, offset: usize) -> Place {
    Place { file: source.name().to_owned(), line: source.line(offset), column: source.column(offset) }
}
