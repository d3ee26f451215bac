//! Tables that declare a variable a row.

use std::ops::Range;

use super::attribute::{FOR_SOMETHING, for_something};
use super::context::Cx;
use super::default::{NO_VALUE, environment};
use super::literal::literal;
use super::statement::{Lead, remark};
use super::{Fact, FactKind, Literal, NameId, Problem, Reading};
use crate::diagnostic::Code;
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Required,
    Default,
    Type,
    Allowed,
    Secret,
    Description,
    Example,
}

/// The columns of a table of variables; `None` for any other table. Where a sentence about environment variables leads it
/// in, a column of names is theirs.
pub(crate) fn columns(header: &[&str], led: bool) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> = header.iter().map(|cell| column(cell)).collect();
    let named = |cell: &&str| cell.trim().trim_matches('*').eq_ignore_ascii_case("name");
    if led
        && !columns.contains(&Column::Name)
        && let Some(at) = header.iter().position(named)
    {
        columns[at] = Column::Name;
    }
    let first = columns.iter().position(|&c| c == Column::Name)?;
    // A second column of that name only describes.
    Some(
        columns
            .iter()
            .enumerate()
            .map(|(i, &c)| if c == Column::Name && i != first { Column::Description } else { c })
            .collect(),
    )
}

fn column(cell: &str) -> Column {
    let cell = cell.trim().trim_matches(['*', '`']).to_ascii_lowercase();
    match cell.as_str() {
        "variable"
        | "variables"
        | "variable name"
        | "env var"
        | "env vars"
        | "env variable"
        | "environment variable"
        | "environment variables"
        | "environment variable name"
        | "env" => Column::Name,
        "required" | "required?" | "mandatory" | "presence" | "optional?" => Column::Required,
        "default" | "default value" | "defaults" => Column::Default,
        "type" | "format" | "type/format" | "type / format" | "kind" => Column::Type,
        "allowed values" | "allowed" | "values" | "accepted values" | "valid values" | "options"
        | "possible values" => Column::Allowed,
        "secret" | "secret?" | "sensitive" | "sensitive?" => Column::Secret,
        "example" | "examples" | "example value" => Column::Example,
        _ => Column::Description,
    }
}

/// The variable of a row: the name that its cell begins with, and its text.
pub(crate) fn row_name<'a>(cx: &Cx<'a>) -> Option<(NameId, &'a str)> {
    (0..2).find_map(|at| Some((cx.candidate(at)?, cx.inner(at))))
}

/// Reads one cell of a row into facts.
pub(crate) fn cell(
    cx: &Cx<'_>,
    column: Column,
    span: &Range<usize>,
    name: NameId,
    whose: &str,
    out: &mut Reading,
) {
    let words = cx.text[span.clone()].trim();
    let bare = words.trim_matches(['*', '`', '"', '(', ')', '_']).to_ascii_lowercase();
    let none = matches!(
        bare.as_str(),
        "" | "-" | "—" | "–" | "none" | "n/a" | "empty" | "unset" | "not set" | "null"
    );
    let yes = matches!(
        bare.as_str(),
        "yes" | "true" | "y" | "✅" | "✓" | "✔" | "✔️" | "x" | "required" | "mandatory" | "always"
    );
    let no = matches!(bare.as_str(), "no" | "false" | "n" | "❌" | "✗" | "✘" | "optional");
    let mut fact = |kind| out.facts.push(Fact { name, kind, guards: Vec::new(), span: span.clone() });
    // "Yes (production)"
    if column == Column::Required && depends(cx) {
        return out.problems.push(problem(FOR_SOMETHING, whose, span));
    }
    match column {
        Column::Required if yes || is!(cx.at(0), "yes") => fact(FactKind::Required),
        Column::Required if no => fact(FactKind::Optional { stated: true }),
        Column::Default if bare == "required" => fact(FactKind::Required),
        Column::Default if bare == "optional" => fact(FactKind::Optional { stated: true }),
        Column::Secret if yes => fact(FactKind::Secret),
        Column::Default if none => {}
        Column::Default if is_remark(cx) => out.problems.push(problem(NO_VALUE, whose, span)),
        Column::Default => fact(FactKind::Default(default(cx, words, span))),
        Column::Allowed => {
            if let Some(values) = listed(cx) {
                fact(FactKind::OneOf(values));
            } else {
                attributes(cx, name, whose, out);
            }
        }
        Column::Required | Column::Type => attributes(cx, name, whose, out),
        Column::Description if !words.is_empty() => {
            fact(FactKind::Description(words.replace('`', "")));
            remarks(cx, name, whose, out);
        }
        _ => {}
    }
}

fn problem((message, help): (&str, &str), whose: &str, span: &Range<usize>) -> Problem {
    let message = format!("`{whose}` {message}");
    Problem { code: Code::NoEnforceableMeaning, message, help: help.to_owned(), span: span.clone() }
}

/// Whether a cell is words in parentheses: `(resolved at start-up)`.
fn is_remark(cx: &Cx<'_>) -> bool {
    let word = |at: usize| cx.at(at).kind == TokenKind::Word;
    cx.punct(0, "(") && cx.behind_parenthesis(0) == cx.end() && cx.inside_parenthesis(0).all(word)
}

/// Whether a cell says yes for something only that no variable decides: `Yes (production)`, `Yes, for webhooks`.
fn depends(cx: &Cx<'_>) -> bool {
    let inside = 1 + usize::from(cx.punct(1, "(,;"));
    let yes = is!(cx.at(0), "yes") || cx.inner(0) == "✅";
    yes && (for_something(cx, inside)
        || is!(cx.at(inside), "if when unless where")
        || environment(cx, inside))
}

/// `on, off, all`: single words between marks are values here, whatever they mean elsewhere.
fn listed(cx: &Cx<'_>) -> Option<Vec<String>> {
    let text = |at: usize| match cx.at(at).kind {
        TokenKind::Code | TokenKind::Quote => cx.inner(at),
        _ => &cx.text[cx.at(at).span()],
    };
    let values = (0..cx.end()).step_by(2).map(|at| text(at).trim_matches('`').to_owned());
    let marks = (1..cx.end()).step_by(2).all(|at| cx.punct(at, ",/|") || is!(cx.at(at), "or and"));
    (marks && cx.end() >= 3 && cx.end() % 2 == 1).then(|| values.collect())
}

/// A default takes the whole cell, unless a unit or remark stands behind the literal.
fn default(cx: &Cx<'_>, words: &str, span: &Range<usize>) -> Literal {
    match literal(cx, 0, true) {
        Some((literal, next)) if next >= cx.end() || cx.punct(next, "(") => {
            Literal { name: false, ..literal }
        }
        _ => {
            let code = words.strip_prefix('`').and_then(|words| words.strip_suffix('`'));
            let whole = code.filter(|code| !code.contains('`')).unwrap_or(words);
            Literal::plain(whole, true, span.clone())
        }
    }
}

/// Facts in parentheses within a description: `(min 1, max 10)`. Its nouns describe, and state no kind.
fn remarks(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    for at in (0..cx.end()).filter(|&at| cx.punct(at, "(") && cx.depth(at) == 1) {
        let mut read = remark(cx, cx.inside_parenthesis(at), name, whose);
        read.facts.retain(|fact| !matches!(fact.kind, FactKind::Type(_) | FactKind::Mention));
        out.facts.append(&mut read.facts);
    }
}

/// Facts in a cell.
fn attributes(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    let mut read = remark(cx, 0..cx.end(), name, whose);
    out.facts.append(&mut read.facts);
    out.problems.append(&mut read.problems);
}

/// What every row has in common, and what the lead-in says of rows that do not say otherwise.
pub(crate) fn finish(name: NameId, span: &Range<usize>, lead: Option<&Lead>, out: &mut Reading) {
    out.facts.push(Fact { name, kind: FactKind::Read, guards: Vec::new(), span: span.clone() });
    if let Some(lead) = lead {
        lead.say_of(name, span, &mut out.facts, 0);
    }
}

/// Whether a cell is more than a name, so that words beside it count as a remark.
pub(crate) fn name_remark(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    let rest = (0..cx.end()).find(|&at| cx.candidate(at).is_some()).map_or(0, |at| at + 1);
    if cx.punct(rest, "(") || is!(cx.at(rest), "required optional") && cx.at(rest).kind == TokenKind::Word {
        let mut read = remark(cx, rest..cx.end(), name, whose);
        out.facts.append(&mut read.facts);
        out.problems.append(&mut read.problems);
    }
}
