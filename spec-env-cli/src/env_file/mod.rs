//! Env files in the dotenv dialect, read so that every problem has a place and no message holds a value.
//!
//! What is read means here what it means to the `dotenvy` crate. Where readers of the dialect disagree about a
//! line, it is an error that says how to write it.

mod parse;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::ExitCode;

use spec_env_core::report::Place;
use spec_env_core::source::Source;
use spec_env_core::text::Escaped;

use crate::failure::{Failure, UNUSABLE};
use crate::input;
use crate::terminal::{BOLD, ERROR, WARNING};

/// A variable that a file sets.
pub(crate) struct Assignment {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: String,
    /// Where the name stands.
    pub(crate) place: Place,
}

/// Reads files, of which later ones win over earlier ones.
pub(crate) fn read_all(paths: &[PathBuf]) -> Result<Vec<Assignment>, Failure> {
    let mut all: Vec<Assignment> = Vec::new();
    let mut is_good = true;
    for path in paths {
        let source = input::source(path)?;
        let before = all.len();
        let problems = parse::read(&source, &mut all);
        is_good &= problems.is_empty();
        for problem in problems {
            let (line, column) = (source.line(problem.at), source.column(problem.at));
            let name = Escaped(source.name());
            anstream::eprintln!(
                "{ERROR}error{ERROR:#}: {BOLD}{name}:{line}:{column}:{BOLD:#} {}",
                problem.fault
            );
        }
        warn_of_repetitions(&all[before..]);
    }
    if is_good { Ok(all) } else { Err(Failure::Reported(ExitCode::from(UNUSABLE))) }
}

/// A name that one file sets twice: some readers take the first value, some the last.
fn warn_of_repetitions(assignments: &[Assignment]) {
    let mut lines = HashMap::new();
    for Assignment { name, place: Place { file, line, column }, .. } in assignments {
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

/// The value of a name so far: the process's wins, then the last one that a file sets.
fn substitute(name: &str, assignments: &[Assignment]) -> Option<String> {
    let in_files = || assignments.iter().rev().find(|a| a.name == name).map(|a| a.value.clone());
    std::env::var(name).ok().or_else(in_files)
}
