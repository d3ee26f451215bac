//! The matrix as one page that needs nothing else: no script, no file beside it.

use std::fmt::{self, Display, Write};

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;
use spec_env_core::value;

use super::matrix::{Cell, Matrix, Row};
use super::tables::legend;
use crate::list::whereabouts;
use crate::terminal::count;

const STYLE: &str = include_str!("page.css");

/// The page.
pub(super) fn page(specification: &Specification, matrix: &Matrix, unread: &[String]) -> String {
    let contract = &specification.contract;
    let mut text = String::new();
    let problems = matrix.problems();
    let verdict = if problems == 0 { "nothing drifts".to_owned() } else { count(problems, "problem") };
    let class = if problems == 0 { "good" } else { "bad" };
    let _ = write!(
        text,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{verdict}: {spec}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>Environment <small>{spec}</small></h1>\n<p class=\"verdict {class}\">{verdict}</p>\n</header>\n",
        spec = Html(&contract.spec),
    );
    text += &list_of_problems(matrix);
    text += &table(contract, matrix);
    let _ = writeln!(text, "<p class=\"legend\">{}</p>", Html(&legend(matrix)));
    for line in unread {
        let _ = writeln!(text, "<p class=\"legend\">not read: {}</p>", Html(line));
    }
    text += "<h2>Variables</h2>\n";
    for row in &matrix.rows {
        if let Some(at) = row.position {
            text += &details(specification, &contract.variables[at]);
        }
    }
    let _ = write!(text, "<footer>contract {:016x}</footer>\n</body>\n</html>\n", contract.hash);
    text
}

/// What is wrong, in words, before anything else.
fn list_of_problems(matrix: &Matrix) -> String {
    let mut items = String::new();
    for column in matrix.columns.iter().filter(|column| column.stale == Some(true)) {
        let _ = writeln!(items, "<li><b>{}</b> is generated from another contract</li>", Html(&column.title));
    }
    for row in &matrix.rows {
        for cell in Cell::ALL.into_iter().filter(|cell| cell.is_problem()) {
            let places = matrix.columns.iter().zip(&row.cells).filter(|(_, found)| **found == cell);
            let places: Vec<_> = places.map(|(column, _)| Html(&column.title).to_string()).collect();
            if !places.is_empty() {
                let name = Html(&row.variable);
                let (_, meaning) = cell.sign();
                let _ = writeln!(
                    items,
                    "<li><a href=\"#{name}\"><code>{name}</code></a> {meaning} in {}</li>",
                    places.join(", ")
                );
            }
        }
    }
    if items.is_empty() { items } else { format!("<ul class=\"problems\">\n{items}</ul>\n") }
}

fn table(contract: &Contract, matrix: &Matrix) -> String {
    let mut text = "<div class=\"wide\">\n<table>\n<thead><tr><th>Variable</th>".to_owned();
    for column in &matrix.columns {
        let class = if column.stale == Some(true) { " class=\"bad\"" } else { "" };
        let _ = write!(text, "<th{class}>{}</th>", Html(&column.title).to_string().replace('/', "/<wbr>"));
    }
    text += "</tr></thead>\n<tbody>\n";
    for row in &matrix.rows {
        let _ = write!(text, "<tr><th>{}</th>", named(contract, row));
        for (cell, column) in row.cells.iter().zip(&matrix.columns) {
            let (sign, meaning) = cell.sign();
            let class = match cell {
                Cell::Set => "good",
                Cell::Compiled | Cell::Default | Cell::None => "dim",
                Cell::Unknown => "odd",
                _ => "bad",
            };
            let title = Html(&column.title);
            let _ = write!(text, "<td class=\"{class}\" title=\"{meaning}: {title}\">{sign}</td>");
        }
        text += "</tr>\n";
    }
    text + "</tbody>\n</table>\n</div>\n"
}

fn named(contract: &Contract, row: &Row) -> String {
    let name = Html(&row.variable);
    match row.position {
        Some(at) => {
            let presence = contract.variables[at].presence.name();
            format!("<a href=\"#{name}\"><code>{name}</code></a> <small>{presence}</small>")
        }
        None => format!("<code id=\"{name}\">{name}</code> <small>not declared</small>"),
    }
}

/// Why a variable exists: what it must look like, and the requirements behind it.
fn details(specification: &Specification, variable: &Variable) -> String {
    let name = Html(&variable.name);
    let expected = value::expected(variable).to_string();
    let mut text =
        format!("<details id=\"{name}\"><summary><code>{name}</code> {}</summary>\n", coded(&expected));
    if let Some(description) = &variable.description {
        let _ = writeln!(text, "<p>{}</p>", Html(description));
    }
    for citation in variable.citations.iter() {
        let why = specification.rationales_of(citation);
        let why: Vec<_> = why.map(|why| format!("<br><i>{}</i>", Html(&why.text))).collect();
        let why = why.concat();
        let place = whereabouts(citation);
        let _ = writeln!(
            text,
            "<blockquote>{} <small>{}</small>{why}</blockquote>",
            Html(&citation.text),
            Html(&place)
        );
    }
    text + "</details>\n"
}

/// A text in HTML with what stands between backticks as code.
fn coded(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(
            |(at, part)| {
                if at % 2 == 1 { format!("<code>{}</code>", Html(part)) } else { Html(part).to_string() }
            },
        )
        .collect()
}

/// A text in HTML, in an attribute as well.
struct Html<'t>(&'t str);

impl Display for Html<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaped(self.0).to_string().chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\'' => f.write_str("&#39;"),
            c => f.write_char(c),
        })
    }
}
