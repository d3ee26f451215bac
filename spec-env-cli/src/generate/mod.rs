//! `spec-env generate`: artefacts made from the contract.

mod cases;
mod environment;
mod sample;

use std::process::ExitCode;

use crate::arguments::{Generate, Kind};
use crate::failure::Failure;
use crate::terminal::{print, print_json};
use crate::{FOUND, check, input};
use spec_env_core::rust;

pub(crate) fn run(arguments: &Generate) -> Result<ExitCode, Failure> {
    let (Kind::Cases { spec } | Kind::Rust { spec }) = &arguments.kind;
    let specification = input::specification(spec)?;
    if specification.has_errors() {
        check::complain(&specification);
        return Ok(ExitCode::from(FOUND));
    }
    match &arguments.kind {
        Kind::Cases { .. } => print_json(&cases::of(&specification.contract))?,
        Kind::Rust { .. } => print(&rust::structure(&specification.contract))?,
    }
    Ok(ExitCode::SUCCESS)
}
