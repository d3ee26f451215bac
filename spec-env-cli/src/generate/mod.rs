//! `spec-env generate`: artefacts made from the contract.

mod cases;
mod environment;
mod sample;

use std::process::ExitCode;

use crate::arguments::{Generate, Kind};
use crate::failure::Failure;
use crate::terminal::print_json;
use crate::{FOUND, check, input};

pub(crate) fn run(arguments: &Generate) -> Result<ExitCode, Failure> {
    let Kind::Cases { spec } = &arguments.kind;
    let specification = input::specification(spec)?;
    if specification.has_errors() {
        check::complain(&specification);
        return Ok(ExitCode::from(FOUND));
    }
    print_json(&cases::of(&specification.contract))?;
    Ok(ExitCode::SUCCESS)
}
