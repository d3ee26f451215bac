//! The specification as text, in the layout of Kiro.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::gather::{Presence, Seen};
use super::kind::noun;
use crate::markdown::plain;

/// The whole text.
pub(super) fn specification(variables: &[Seen], system: &str) -> String {
    let mut text = "# Requirements Document\n\n## Introduction\n\n\
        What this service asks of every environment it runs in.\n\n## Requirements\n"
        .to_owned();
    for (at, (title, members)) in groups(variables).iter().enumerate() {
        let _ = write!(
            text,
            "\n### Requirement {}: {title}\n\n\
             **User Story:** As an operator, I want to configure {}, so that the service runs the same way in every environment.\n\n",
            at + 1,
            story(title)
        );
        text += &comments(members);
        text += "#### Acceptance Criteria\n\n";
        let criteria = members.iter().flat_map(|seen| criteria(seen, system));
        for (at, sentence) in criteria.enumerate() {
            let _ = writeln!(text, "{}. {sentence}", at + 1);
        }
    }
    text
}

fn story(title: &str) -> String {
    if title == GENERAL {
        "the service".to_owned()
    } else {
        format!("the part of the service that is called {title}")
    }
}

/// The title of what belongs to nothing in particular.
const GENERAL: &str = "Service";

/// Variables that begin alike behind what all of them begin with, under a title each; in the order of the first.
fn groups(variables: &[Seen]) -> Vec<(String, Vec<&Seen>)> {
    let shared = shared(variables);
    let word = |seen: &Seen| {
        let mut parts = seen.name.split('_').filter(|part| !part.is_empty()).skip(shared);
        parts.next().filter(|_| parts.next().is_some()).map(str::to_owned)
    };
    let mut sizes: BTreeMap<String, usize> = BTreeMap::new();
    variables.iter().filter_map(word).for_each(|word| *sizes.entry(word).or_default() += 1);
    let mut groups: Vec<(String, Vec<&Seen>)> = Vec::new();
    for seen in variables {
        let own = word(seen).filter(|word| sizes.get(word).is_some_and(|size| *size > 1));
        let title = own.map_or_else(|| GENERAL.to_owned(), |word| titled(&word));
        match groups.iter_mut().find(|(known, _)| *known == title) {
            Some((_, members)) => members.push(seen),
            None => groups.push((title, vec![seen])),
        }
    }
    groups
}

/// How many parts of their names all variables share.
fn shared(variables: &[Seen]) -> usize {
    let parts = |seen: &Seen| {
        seen.name.split('_').filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let mut all = variables.iter().map(parts);
    let Some(first) = all.next().filter(|_| variables.len() > 1) else { return 0 };
    all.fold(first.len(), |shared, parts| {
        first.iter().zip(&parts).take(shared).take_while(|(left, right)| left == right).count()
    })
}

fn titled(word: &str) -> String {
    match word {
        "DB" | "DATABASE" => "Database".to_owned(),
        "LOG" => "Logging".to_owned(),
        // What is short is an abbreviation: SMTP, AWS.
        _ if word.len() <= 4 => word.to_owned(),
        _ => word[..1].to_owned() + &word[1..].to_ascii_lowercase(),
    }
}

/// What comments said, as the table that keeps it with the variables.
fn comments(members: &[&Seen]) -> String {
    let rows = members.iter().filter_map(|seen| Some((&seen.name, seen.comment.as_ref()?)));
    let mut rows = rows.peekable();
    if rows.peek().is_none() {
        return String::new();
    }
    let mut text = "| Variable | Description |\n|---|---|\n".to_owned();
    for (name, comment) in rows {
        let _ = writeln!(text, "| `{name}` | {} |", plain(comment));
    }
    text + "\n"
}

/// The sentences about a variable.
fn criteria(seen: &Seen, system: &str) -> Vec<String> {
    let variable = format!("`{}` environment variable", seen.name);
    let kind = seen.kind.map(noun);
    let with_kind = kind.map(|noun| format!(", which SHALL be {noun}")).unwrap_or_default();
    let mut sentences = vec![match &seen.presence {
        Presence::Required => format!("THE {system} SHALL require the {variable}{with_kind}."),
        Presence::Optional => format!("THE {system} SHALL accept an optional {variable}{with_kind}."),
        Presence::Read => format!("THE {system} SHALL read the {variable}{with_kind}."),
        Presence::Default(literal) => {
            format!("WHEN the {variable} is not set, THE {system} SHALL default to {}.", code(literal))
        }
    }];
    if let (Presence::Default(_), Some(noun)) = (&seen.presence, kind) {
        sentences.push(format!("THE {variable} SHALL be {noun}."));
    }
    if seen.secret {
        sentences.push(format!("THE {system} SHALL NOT log `{}`.", seen.name));
    }
    sentences
}

/// A code span.
fn code(text: &str) -> String {
    // Quotation marks around the whole are not part of it, and some words say that there is no value.
    let in_marks = ['"', '\''].iter().any(|&mark| text.starts_with(mark) && text.ends_with(mark));
    let mark = if text.contains('"') { "'" } else { "\"" };
    let none = ["None", "null", "nil", "undefined"].contains(&text);
    let text = &if in_marks || none { format!("{mark}{text}{mark}") } else { text.to_owned() };
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let blank = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{fence}{blank}{text}{blank}{fence}")
}
