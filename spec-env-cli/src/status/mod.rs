//! `spec-env status`: every variable against everything that has to do with it.

mod discover;
mod html;
mod matrix;
mod tables;
mod tasks;

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::contract::Contract;

use crate::arguments::{Status, View};
use crate::failure::Failure;
use crate::output::{HASH, MARKUP};
use crate::terminal::{json, print};
use crate::{audit, draw, input, output};
use matrix::{Column, Matrix, Row};

pub(crate) fn run(arguments: &Status) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.project.spec())?;
    let directory = arguments.project.directory();
    let scan = audit::scan(directory)?;
    let contract = &specification.contract;
    let (found, unread) = discover::all(directory, contract)?;
    let matrix = Matrix::new(contract, &scan, &found);
    if let Some(path) = &arguments.tasks {
        tick(path, &matrix)?;
    }
    let (comment, text) = match arguments.format {
        View::Json => (None, json(&Outcome::new(contract, &matrix, &unread))?),
        View::Human => (HASH, tables::human(contract, &matrix, &unread)),
        View::Markdown => (MARKUP, tables::markdown(contract, &matrix, &unread)),
        View::Html => (MARKUP, html::page(&specification, &matrix, &unread)),
    };
    match &arguments.output {
        None => print(&text)?,
        Some(path) => {
            let is_kept = path.exists() && !arguments.force;
            if is_kept && !output::is_made(COMMAND, comment, input::source(path)?.text()) {
                return Err(output::foreign(COMMAND, path));
            }
            let text = anstream::adapter::strip_str(&text);
            output::write(path, &format!("{}{text}", output::header(COMMAND, contract, comment)))?;
        }
    }
    draw::mention(&specification);
    Ok(ExitCode::SUCCESS)
}

fn tick(path: &Path, matrix: &Matrix) -> Result<(), Failure> {
    let text = input::source(path)?.text().to_owned();
    let ticked = tasks::ticked(&text, matrix);
    if ticked == text { Ok(()) } else { output::write(path, &ticked) }
}

/// What the files that this writes are known by.
const COMMAND: &str = "status";

#[derive(Serialize)]
struct Outcome<'m> {
    #[serde(rename = "$comment")]
    origin: String,
    schema: u8,
    spec: &'m str,
    hash: String,
    problems: usize,
    columns: &'m [Column],
    rows: &'m [Row],
    unread: &'m [String],
}

impl<'m> Outcome<'m> {
    fn new(contract: &'m Contract, matrix: &'m Matrix, unread: &'m [String]) -> Self {
        Self {
            origin: output::origin(COMMAND, contract),
            schema: 1,
            spec: &contract.spec,
            hash: format!("{:016x}", contract.hash),
            problems: matrix.problems(),
            columns: &matrix.columns,
            rows: &matrix.rows,
            unread,
        }
    }
}
