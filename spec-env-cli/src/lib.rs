//! The `spec-env` command: one module a subcommand, and what they share: reading specifications, drawing diagnostics.

mod arguments;
mod audit;
mod check;
mod diff;
mod draw;
mod excerpt;
mod explain;
mod failure;
mod finding;
mod generate;
mod init;
mod input;
mod lint;
mod list;
mod markdown;
mod output;
mod requirement;
mod revision;
mod run;
mod source;
mod status;
mod terminal;
mod walk;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

use arguments::{Arguments, Command};
use failure::Failure;

/// Runs the command on these arguments, of which the first is its own name.
///
/// The exit code is 0 when all is fine, 1 when something was found, 2 when the arguments or the input cannot be used.
pub fn main<A: Into<OsString> + Clone>(arguments: impl IntoIterator<Item = A>) -> ExitCode {
    let outcome = match Arguments::parse_from(arguments).command {
        Command::Lint(arguments) => lint::run(&arguments),
        Command::List(arguments) => list::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Run(arguments) => run::run(&arguments),
        Command::Generate(arguments) => generate::run(&arguments),
        Command::Audit(arguments) => audit::run(&arguments),
        Command::Status(arguments) => status::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
    };
    outcome.unwrap_or_else(|failure: Failure| failure.report())
}

/// The diagnostics of a specification as the command draws them.
#[must_use]
pub fn drawn(specification: &spec_env_core::specification::Specification) -> String {
    draw::diagnostics(specification)
}

/// What `check` and others answer when something was found.
const FOUND: u8 = 1;

/// The exit code of a finding, or of none.
fn verdict(is_fine: bool) -> ExitCode {
    if is_fine { ExitCode::SUCCESS } else { ExitCode::from(FOUND) }
}
