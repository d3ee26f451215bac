//! `spec-env run -- CMD`: check, resolve, and become the command.

use std::io::ErrorKind;
use std::process::{Command, ExitCode};

use spec_env_core::contract::Contract;
use spec_env_core::environment::Process;
use spec_env_core::verdict::{Options, Slot, evaluate};

use crate::arguments::Run;
use crate::failure::Failure;
use crate::terminal::ERROR;
use crate::{check, input};

/// `EX_CONFIG`: something is wrong with the configuration.
const CONFIGURATION: u8 = 78;

pub(crate) fn run(arguments: &Run) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    if specification.has_errors() {
        check::complain(&specification);
        return Ok(ExitCode::from(CONFIGURATION));
    }
    let contract = &specification.contract;
    check::mention_emptiness(contract, "spec-env: ");
    let verdict = evaluate(contract, &Process, Options::default());
    if !verdict.is_ok() {
        spec_env::exit(&verdict.into_report());
    }
    let (program, rest) = arguments.command.split_first().expect("clap asks for at least one");
    let mut command = Command::new(program);
    command.args(rest);
    resolve(&mut command, contract, &verdict.slots);
    for warning in verdict.into_report().warnings() {
        anstream::eprint!("spec-env: {}", check::warning(warning));
    }
    let error = become_it(&mut command);
    anstream::eprintln!("{ERROR}error{ERROR:#}: cannot run {}: {error}", program.display());
    Ok(ExitCode::from(if error.kind() == ErrorKind::NotFound { 127 } else { 126 }))
}

/// Gives the command the effective values under the variables' own names, and no other names for them.
///
/// All that is inherited stays as it is, UTF-8 or not.
fn resolve(command: &mut Command, contract: &Contract, slots: &[Slot<'_>]) {
    for (variable, slot) in contract.variables.iter().zip(slots) {
        for other in variable.former_names.iter().chain(&variable.file_variable) {
            command.env_remove(other.as_ref());
        }
        if let Some(value) = slot.value() {
            command.env(variable.name.as_ref(), value);
        }
    }
}

/// Replaces this process, so that signals reach the command; comes back only with an error.
#[cfg(unix)]
fn become_it(command: &mut Command) -> std::io::Error {
    std::os::unix::process::CommandExt::exec(command)
}

/// Runs the command and ends as it ends; comes back only with an error.
#[cfg(not(unix))]
fn become_it(command: &mut Command) -> std::io::Error {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(1)),
        Err(error) => error,
    }
}
