//! What the last stage of a Dockerfile sets. Crates for Dockerfiles know no here-documents, so the few instructions that
//! matter are read here.

use std::collections::HashMap;
use std::path::Path;

use spec_env_core::report::Place;
use spec_env_core::source::Source;

use super::{Setting, Target, Value};
use crate::failure::Failure;
use crate::input;

/// The image that a Dockerfile builds.
///
/// # Errors
/// When the file cannot be read or builds nothing.
pub(crate) fn read(path: &Path) -> Result<Target, Failure> {
    let source = input::source(path)?;
    let mut stages: Vec<Stage> = Vec::new();
    for instruction in instructions(&source) {
        let rest = instruction.rest.as_str();
        match instruction.keyword.as_str() {
            "FROM" => {
                let words: Vec<&str> =
                    rest.split_whitespace().filter(|word| !word.starts_with("--")).collect();
                let base = words.first().and_then(|base| stages.iter().rev().find(|stage| stage.is(base)));
                let settings = base.map(|stage| stage.settings.clone()).unwrap_or_default();
                let name = words.get(2).map(|name| name.to_ascii_lowercase());
                stages.push(Stage { name, settings, place: instruction.place });
            }
            // An argument of the build is in no environment.
            "ENV" => {
                if let Some(stage) = stages.last_mut() {
                    stage.add(&instruction);
                }
            }
            _ => {}
        }
    }
    let Some(Stage { settings, place, .. }) = stages.pop() else {
        return Err(Failure::new(format!("{}: the file has no FROM: is it a Dockerfile?", source.name())));
    };
    let title = "image".to_owned();
    let open = Some("the rest is given when the container starts".to_owned());
    Ok(Target { settings, open, ..Target::new(title.clone(), title, place) })
}

/// One of several images.
struct Stage {
    name: Option<String>,
    settings: Vec<Setting>,
    place: Place,
}

impl Stage {
    fn is(&self, base: &str) -> bool {
        self.name.as_deref() == Some(base.to_ascii_lowercase().as_str())
    }

    fn add(&mut self, instruction: &Instruction) {
        let known: HashMap<&str, &Value> =
            self.settings.iter().map(|setting| (setting.name.as_str(), &setting.value)).collect();
        let words = words(&instruction.rest, &known);
        let place = || instruction.place.clone();
        let mut added = Vec::new();
        match instruction.rest.split_once(char::is_whitespace) {
            // The old form: everything behind the name is the value.
            Some((name, rest)) if !name.contains('=') => {
                let value = self::words(&rest.trim().replace([' ', '\t'], "\\ "), &known).pop();
                let value = value.map_or(Value::Known(String::new()), |(_, value)| value);
                added.push(Setting { name: name.to_owned(), value, place: place(), in_clear: true });
            }
            _ => {
                for (name, value) in words {
                    added.extend(name.map(|name| Setting { name, value, place: place(), in_clear: true }));
                }
            }
        }
        self.settings.extend(added);
    }
}

/// The words of an instruction: the name in front of the first `=`, and what stands behind it, without its quotes.
fn words(text: &str, known: &HashMap<&str, &Value>) -> Vec<(Option<String>, Value)> {
    let mut words = Vec::new();
    let (mut name, mut word, mut unknown) = (None, String::new(), false);
    let (mut quote, mut any) = (None, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' if quote != Some('\'') => {
                let next = chars.peek().copied();
                let keeps = quote == Some('"') && !matches!(next, Some('"' | '\\' | '$'));
                if keeps {
                    word.push('\\');
                } else {
                    word.extend(chars.next());
                }
            }
            '\'' | '"' if quote.is_none() => quote = Some(c),
            c if quote == Some(c) => quote = None,
            '$' if quote != Some('\'') => {
                let braced = chars.next_if_eq(&'{').is_some();
                let mut reference = String::new();
                while let Some(c) =
                    chars.next_if(|&c| if braced { c != '}' } else { c.is_ascii_alphanumeric() || c == '_' })
                {
                    reference.push(c);
                }
                if braced {
                    chars.next();
                }
                match known.get(reference.as_str()) {
                    Some(Value::Known(text)) => word.push_str(text),
                    _ => unknown = true,
                }
            }
            '=' if quote.is_none() && name.is_none() => name = Some(std::mem::take(&mut word)),
            ' ' | '\t' if quote.is_none() => {
                if any {
                    words.push((name.take(), value(std::mem::take(&mut word), unknown)));
                }
                (any, unknown) = (false, false);
                continue;
            }
            _ => word.push(c),
        }
        any = true;
    }
    if any {
        words.push((name, value(word, unknown)));
    }
    words
}

fn value(text: String, unknown: bool) -> Value {
    if unknown {
        Value::Unknown("it refers to an argument of the build".to_owned())
    } else {
        Value::Known(text)
    }
}

struct Instruction {
    keyword: String,
    /// What stands behind it, its lines joined.
    rest: String,
    place: Place,
}

/// The instructions of a file, without comments and here-documents.
fn instructions(source: &Source) -> Vec<Instruction> {
    let mut all = Vec::new();
    let escape = escape(source.text());
    let mut lines = source.text().lines().zip(1_u32..);
    while let Some((line, number)) = lines.next() {
        let start = line.trim_start_matches([' ', '\t', '\u{feff}']);
        if start.is_empty() || start.starts_with('#') {
            continue;
        }
        let column = u32::try_from(line.chars().count() - start.chars().count() + 1).unwrap_or(1);
        let mut text = start.trim_end().to_owned();
        while text.ends_with(escape) {
            text.pop();
            // Comments between the lines of an instruction are no part of it.
            let Some((next, _)) =
                lines.find(|(line, _)| !matches!(line.trim_start().chars().next(), None | Some('#')))
            else {
                break;
            };
            text.push_str(next.trim_end());
        }
        let (keyword, rest) = text.split_once(char::is_whitespace).unwrap_or((&text, ""));
        let keyword = keyword.to_ascii_uppercase();
        if matches!(keyword.as_str(), "RUN" | "COPY" | "ADD") {
            for end in here_documents(rest) {
                lines.find(|(line, _)| line.trim_start_matches('\t') == end);
            }
        }
        let place = Place { file: source.name().to_owned(), line: number, column };
        all.push(Instruction { keyword, rest: rest.trim().to_owned(), place });
    }
    all
}

/// The character that joins lines: `# escape=` may say another.
fn escape(text: &str) -> char {
    let directives = text.lines().map(str::trim).take_while(|line| line.starts_with('#'));
    let named = directives.filter_map(|line| {
        let (key, value) = line[1..].split_once('=')?;
        key.trim().eq_ignore_ascii_case("escape").then(|| value.trim().chars().next())?
    });
    named.last().unwrap_or('\\')
}

/// What ends the here-documents that a line opens.
fn here_documents(text: &str) -> Vec<&str> {
    let behind = text.split("<<").skip(1);
    let words = behind.map(|rest| rest.trim_start_matches('-').split_whitespace().next().unwrap_or_default());
    let words = words.map(|word| word.trim_matches(['"', '\'']));
    words.filter(|word| word.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')).collect()
}
