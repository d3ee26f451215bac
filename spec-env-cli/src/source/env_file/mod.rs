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

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

use spec_env_core::report::Place;
use spec_env_core::source::Source;
use spec_env_core::text::Escaped;

pub(crate) use dialect::Dialect;
pub(super) use substitute::interpolated;

use super::{Setting, Target};
use crate::failure::Failure;
use crate::input;
use crate::terminal::{BOLD, ERROR, WARNING, count};

/// What files set together; later ones win over earlier ones.
pub(crate) fn target(paths: &[PathBuf], dialect: Dialect) -> Result<Target, Failure> {
    let title = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    // What is missing would be written into the last file.
    let last = paths.last().map_or_else(String::new, |path| path.display().to_string());
    let mut target = Target::new(title.clone(), title, Place::whole(last));
    target.is_elsewhere = false;
    let mut outcome = Ok(());
    for path in paths {
        let source = input::source(path)?;
        let read = read(&source, dialect, &mut target.settings);
        outcome = outcome.and(read);
        target.commented_out.extend(all_commented_out(&source));
    }
    outcome.map(|()| target)
}

/// What lines of comment would set, and where.
fn all_commented_out(source: &Source) -> impl Iterator<Item = (String, Place)> {
    source.text().lines().zip(1..).filter_map(|(text, line)| {
        let place = Place { file: source.name().to_owned(), line, column: 1 };
        Some((commented_out(text)?.to_owned(), place))
    })
}

/// The name that a line of comment would set: `# NAME=value`.
pub(crate) fn commented_out(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start().strip_prefix('#')?.split_once('=')?;
    let name = name.trim();
    Some(name.strip_prefix("export ").unwrap_or(name).trim_start())
}

/// Reads one file behind others.
pub(crate) fn add(path: &Path, dialect: Dialect, all: &mut Vec<Setting>) -> Result<(), Failure> {
    read(&input::source(path)?, dialect, all)
}

/// Says all that is wrong with a file, and fails if it is something: what half a file sets is no environment.
fn read(source: &Source, dialect: Dialect, all: &mut Vec<Setting>) -> Result<(), Failure> {
    let before = all.len();
    let problems = reader::read(source, dialect, all);
    for problem in &problems {
        let place = place(source, problem.at);
        anstream::eprintln!("{ERROR}error{ERROR:#}: {BOLD}{place}:{BOLD:#} {}", problem.fault);
    }
    warn_of_repetitions(&all[before..], dialect);
    if dialect.rules().first_counts {
        let mut seen = HashSet::new();
        let own = all.split_off(before);
        all.extend(own.into_iter().filter(|setting| seen.insert(setting.name.clone())));
    }
    if problems.is_empty() {
        return Ok(());
    }
    let message =
        format!("{} was not looked at any further: {} in it", source.name(), count(problems.len(), "error"));
    Err(Failure::helping(message, "correct the lines above first; what else is wrong shows then"))
}

/// A name that one file sets twice: some readers take the first value, some the last.
fn warn_of_repetitions(settings: &[Setting], dialect: Dialect) {
    let counts = if dialect.rules().first_counts {
        "that one counts for `dotenvy`, and this one for other readers"
    } else {
        "this one counts here"
    };
    let mut lines = HashMap::new();
    for Setting { name, place, .. } in settings {
        if let Some(earlier) = lines.insert(name, place.line) {
            anstream::eprintln!(
                "{WARNING}warning{WARNING:#}: {BOLD}{place}:{BOLD:#} `{}` is set in line {earlier} already; {counts}",
                Escaped(name),
            );
        }
    }
}

/// Where an offset lies.
fn place(source: &Source, offset: usize) -> Place {
    Place { file: source.name().to_owned(), line: source.line(offset), column: source.column(offset) }
}
