//! `spec-env status`: every variable against everything that has to do with it.

mod discover;
mod html;
mod matrix;
mod tables;
mod tasks;

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use crate::arguments::{Status, View};
use crate::failure::Failure;
use crate::terminal::{print, print_json};
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
    let text = match arguments.format {
        View::Json => {
            print_json(&Outcome {
                schema: 1,
                spec: &contract.spec,
                hash: format!("{:016x}", contract.hash),
                problems: matrix.problems(),
                columns: &matrix.columns,
                rows: &matrix.rows,
                unread: &unread,
            })?;
            return Ok(ExitCode::SUCCESS);
        }
        View::Human => tables::human(contract, &matrix, &unread),
        View::Markdown => tables::markdown(contract, &matrix, &unread),
        View::Html => html::page(&specification, &matrix, &unread),
    };
    match &arguments.output {
        None => print(&text)?,
        Some(path) => output::write(path, &text)?,
    }
    draw::mention(&specification);
    Ok(ExitCode::SUCCESS)
}

fn tick(path: &Path, matrix: &Matrix) -> Result<(), Failure> {
    let text = input::source(path)?.text().to_owned();
    let ticked = tasks::ticked(&text, matrix);
    if ticked == text { Ok(()) } else { output::write(path, &ticked) }
}

#[derive(Serialize)]
struct Outcome<'m> {
    schema: u8,
    spec: &'m str,
    hash: String,
    problems: usize,
    columns: &'m [Column],
    rows: &'m [Row],
    unread: &'m [String],
}
