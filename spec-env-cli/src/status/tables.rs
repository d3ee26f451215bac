//! The matrix in a terminal, and as Markdown for the summary of a pipeline.

use std::fmt::Write;

use spec_env_core::contract::Contract;
use spec_env_core::text::Escaped;

use super::matrix::{Cell, Matrix, Row};
use crate::list::whereabouts;
use crate::markdown::plain;
use crate::terminal::{BOLD, DIM, ERROR, GOOD, WARNING, count, fold};

/// A line a variable and a sign a place; places have numbers, as their names are long.
pub(super) fn human(contract: &Contract, matrix: &Matrix, unread: &[String]) -> String {
    let mut text = String::new();
    for (at, column) in matrix.columns.iter().enumerate() {
        let stale = if column.stale == Some(true) {
            format!("  {ERROR}generated from another contract{ERROR:#}")
        } else {
            String::new()
        };
        let line = format!("{DIM}{:>3}{DIM:#}  {}{stale}", at + 1, Escaped(&column.title));
        let _ = writeln!(text, "{}", fold(&line, 5));
    }
    let name = matrix.rows.iter().map(|row| row.variable.chars().count()).max().unwrap_or(0);
    let _ = write!(text, "\n{:name$}", "");
    for at in 1..=matrix.columns.len() {
        let _ = write!(text, "{DIM}{at:>3}{DIM:#}");
    }
    text += "\n";
    for row in &matrix.rows {
        let shown = Escaped(&row.variable).to_string();
        let _ = write!(text, "{BOLD}{shown:name$}{BOLD:#}");
        for cell in &row.cells {
            let (sign, _) = cell.sign();
            let style = match cell {
                Cell::Set => GOOD,
                Cell::Compiled | Cell::Default | Cell::None => DIM,
                Cell::Unknown => WARNING,
                _ => ERROR,
            };
            let _ = write!(text, "  {style}{sign}{style:#}");
        }
        text += "\n";
    }
    let _ = writeln!(text, "\n{}", fold(&format!("{DIM}{}{DIM:#}", legend(matrix)), 0));
    for line in unread {
        let _ = writeln!(text, "{}", fold(&format!("{WARNING}not read{WARNING:#}: {}", Escaped(line)), 4));
    }
    let spec = Escaped(&contract.spec);
    let line = match matrix.problems() {
        0 => format!("{GOOD}nothing drifts from {spec}{GOOD:#}"),
        problems => format!("{ERROR}{}{ERROR:#} against {spec}: {NEXT}", count(problems, "problem")),
    };
    text + &fold(&line, 4) + "\n"
}

/// Which commands tell what is behind the signs.
const NEXT: &str = "`spec-env audit` explains those of code, `spec-env check` with `--env-file`, `--compose`, \
    `--kubernetes` or `--dockerfile` those of a file, and `spec-env status --format html` lists all";

/// The signs that are there, and what they mean.
pub(super) fn legend(matrix: &Matrix) -> String {
    let is_there = |cell: &Cell| matrix.rows.iter().any(|row| row.cells.contains(cell));
    let words = Cell::ALL.iter().filter(|cell| is_there(cell)).map(|cell| {
        let (sign, meaning) = cell.sign();
        format!("{sign} {meaning}")
    });
    words.collect::<Vec<_>>().join("   ")
}

/// A table in GitHub's Markdown.
pub(super) fn markdown(contract: &Contract, matrix: &Matrix, unread: &[String]) -> String {
    let mut text = format!("## Environment of {}\n\n", plain(&contract.spec));
    let _ = match matrix.problems() {
        0 => writeln!(text, "Nothing drifts from the specification.\n"),
        problems => writeln!(text, "**{}**\n", count(problems, "problem")),
    };
    let titles = matrix.columns.iter().map(|column| {
        let stale = if column.stale == Some(true) { " (generated from another contract)" } else { "" };
        format!(" {}{stale} |", plain(&column.title))
    });
    let _ = writeln!(text, "| Variable | Requirement |{}", titles.collect::<String>());
    let _ = writeln!(text, "|---|---|{}", ":-:|".repeat(matrix.columns.len()));
    for row in &matrix.rows {
        let cells = row.cells.iter().map(|cell| match cell {
            Cell::None => " |".to_owned(),
            cell if cell.is_problem() => format!(" **{} {}** |", cell.sign().0, cell.sign().1),
            cell => format!(" {} |", cell.sign().0),
        });
        let _ = writeln!(
            text,
            "| `{}` | {} |{}",
            row.variable.replace(['`', '|'], ""),
            plain(&requirement(contract, row)),
            cells.collect::<String>()
        );
    }
    let _ = writeln!(text, "\n{}", legend(matrix));
    for line in unread {
        let _ = writeln!(text, "\nNot read: {}", plain(line));
    }
    text
}

/// Where the variable is declared.
pub(super) fn requirement(contract: &Contract, row: &Row) -> String {
    let citation = row.position.and_then(|at| contract.variables[at].citations.first());
    citation.map_or_else(|| "none".to_owned(), whereabouts)
}
