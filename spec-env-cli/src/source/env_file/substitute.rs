//! `$NAME` in values.

use super::Dialect;
use super::dialect::Substitution;
use super::fault::{Fault, Problem};
use super::reader::{Pieces, Reader};
use crate::source::{Setting, Value};

/// Where the values of names come from: the process, then the lines before.
pub(super) struct Lookup<'s> {
    pub(super) set: &'s [Setting],
}

impl Lookup<'_> {
    pub(super) fn of(&self, name: &str) -> Option<String> {
        let in_files = || {
            let setting = self.set.iter().rev().find(|setting| setting.name == name)?;
            if let Value::Known(value) = &setting.value { Some(value.clone()) } else { None }
        };
        std::env::var(name).ok().or_else(in_files)
    }
}

/// A text of a Compose file with its `$NAME`s, given what is set beside the process.
pub(crate) fn interpolated(text: &str, set: &[Setting]) -> Value {
    let mut reader = Reader { text, at: 0, rules: Dialect::Compose.rules() };
    let mut pieces = Pieces::default();
    while let Some(c) = reader.peek() {
        if c != '$' {
            reader.take(c, &mut pieces.text);
        } else if let Err(problem) = reader.substitution(&mut pieces, &Lookup { set }) {
            return Value::Unknown(problem.fault.to_string());
        }
    }
    pieces.value()
}

impl Reader<'_> {
    pub(super) fn substitution(&mut self, pieces: &mut Pieces, lookup: &Lookup<'_>) -> Result<(), Problem> {
        let rest = &self.text[self.at + 1..];
        let kind = self.rules.substitution;
        match rest.chars().next() {
            Some('$') if kind == Substitution::Compose => {
                pieces.text.push('$');
                self.at += 2;
                return Ok(());
            }
            Some('(' | '$' | '*' | '@' | '?' | '!' | '#' | '-' | '0'..='9')
                if kind == Substitution::Shell =>
            {
                return Err(self.problem(Fault::Shell));
            }
            _ => {}
        }
        let (name, operator, length) = self.reference(rest, kind)?;
        let marked = rest.starts_with('{');
        let value = lookup.of(name);
        let is_given = value.as_ref().is_some_and(|value| !operator.starts_with(':') || !value.is_empty());
        let word = operator.trim_start_matches(':');
        let value = match word.chars().next() {
            None => value,
            Some('-' | '?') if is_given => value,
            Some('+') if !is_given => Some(String::new()),
            Some('?') => return Err(self.problem(Fault::Refused(name.to_owned()))),
            // What stands in is text as it is: one that substitutes again is not read.
            Some(_) if word.contains(['$', '\\', '\'', '"', '`']) => {
                return Err(self.problem(Fault::Operator));
            }
            Some(_) => Some(word[1..].to_owned()),
        };
        match value {
            Some(value) => pieces.text.push_str(&value),
            None if kind == Substitution::Compose => {
                pieces.unknown.get_or_insert_with(|| {
                    if marked {
                        format!("`{name}` is set nowhere here")
                    } else {
                        "the name behind `$` is set nowhere here; `$$` is the character".to_owned()
                    }
                });
            }
            None => return Err(self.problem(Fault::Unset(marked.then(|| name.to_owned())))),
        }
        self.at += 1 + length;
        Ok(())
    }

    /// The name behind a `$`, the operator with its word, and how long all of it is.
    fn reference<'t>(&self, rest: &'t str, kind: Substitution) -> Result<(&'t str, &'t str, usize), Problem> {
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let name_end = |text: &str| text.find(|c| !is_part(c)).unwrap_or(text.len());
        let Some(inner) = rest.strip_prefix('{') else {
            let name = &rest[..name_end(rest)];
            return match name {
                "" => Err(self.problem(Fault::Lonely)),
                _ if kind == Substitution::Plain && name.contains('_') => Err(self.problem(Fault::Ambiguous)),
                _ => Ok((name, "", name.len())),
            };
        };
        let end = inner.find(['}', '\n', '"']).filter(|&end| inner[end..].starts_with('}'));
        let Some(end) = end else { return Err(self.problem(Fault::Brace)) };
        let (name, operator) = inner[..end].split_at(name_end(&inner[..end]));
        let is_known = [":-", "-", ":+", "+", ":?", "?"].iter().any(|known| operator.starts_with(known));
        match name {
            "" => Err(self.problem(Fault::Operator)),
            _ if operator.is_empty() || kind != Substitution::Plain && is_known => {
                Ok((name, operator, end + 2))
            }
            _ => Err(self.problem(Fault::Operator)),
        }
    }
}
