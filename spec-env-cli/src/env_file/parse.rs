//! One pass over the text of an env file.

use std::fmt::{self, Display};

use spec_env_core::source::Source;

use super::{Assignment, place, substitute};

/// Something that is wrong with a file, and its offset.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Problem {
    pub(super) at: usize,
    pub(super) fault: Fault,
}

/// What is wrong. No variant has room for a value.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fault {
    Name,
    Equals,
    Blank,
    Quote(char),
    Escape(char),
    Brace,
    Default,
    Ambiguous,
    Lonely,
    Unset(String),
}

impl Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Name => f.write_str("a name begins with a letter or `_`, and a line reads `NAME=value`"),
            Self::Equals => f.write_str("a `=` is expected behind the name: `NAME=value`"),
            Self::Blank => {
                f.write_str("a value with blanks must stand in quotes; a comment begins with ` #`")
            }
            Self::Quote(quote) => write!(f, "the quote {quote} that opens here is never closed"),
            Self::Escape(quote) => write!(
                f,
                "after `\\` only `\\`, `'`, `\"`, `$`, a blank or `n` may follow{}",
                if *quote == '"' { "; in single quotes `\\` is an ordinary character" } else { "" }
            ),
            Self::Brace => f.write_str("`${` is never closed: write `${NAME}`"),
            Self::Default => f.write_str("only `${NAME}` is understood: no default, no other operator"),
            Self::Ambiguous => f.write_str(
                "readers disagree where this name ends: write `${NAME}`, or `\\$` for the character",
            ),
            Self::Lonely => f.write_str("no name follows `$`: write `\\$` for the character"),
            Self::Unset(name) => {
                write!(
                    f,
                    "`{}` is set neither before this line nor in this process",
                    spec_env_core::text::Escaped(name)
                )
            }
        }
    }
}

/// Reads all assignments of a file; a bad line is skipped, so that all problems are found.
pub(super) fn read(source: &Source, assignments: &mut Vec<Assignment>) -> Vec<Problem> {
    let text = source.text();
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut reader = Reader { text, at: start };
    let mut problems = Vec::new();
    while reader.at < text.len() {
        match reader.line(assignments) {
            Ok(None) => {}
            Ok(Some((at, name, value))) => {
                assignments.push(Assignment { name, value, place: place(source, at) });
            }
            Err(problem) => problems.push(problem),
        }
        reader.skip_line();
    }
    problems
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

impl Reader<'_> {
    /// The offset and name of a variable, and its value.
    fn line(&mut self, set: &[Assignment]) -> Result<Option<(usize, String, String)>, Problem> {
        self.blanks();
        if matches!(self.peek(), None | Some('#' | '\n' | '\r')) {
            return Ok(None);
        }
        let mut at = self.at;
        let mut name = self.name()?;
        self.blanks();
        if name == "export" && self.peek() != Some('=') {
            at = self.at;
            name = self.name()?;
            self.blanks();
        }
        if self.peek() != Some('=') {
            return Err(self.problem(Fault::Equals));
        }
        self.at += 1;
        self.blanks();
        let value = self.value(set)?;
        Ok(Some((at, name, value)))
    }

    fn name(&mut self) -> Result<String, Problem> {
        let rest = &self.text[self.at..];
        let end =
            rest.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '.')).unwrap_or(rest.len());
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') {
            return Err(self.problem(Fault::Name));
        }
        self.at += end;
        Ok(rest[..end].to_owned())
    }

    /// A value: bare, quoted, or pieces of both next to one another.
    fn value(&mut self, set: &[Assignment]) -> Result<String, Problem> {
        let mut value = String::new();
        if self.peek() == Some('#') {
            return Ok(value);
        }
        while let Some(c) = self.peek() {
            match c {
                '\n' | '\r' => break,
                ' ' | '\t' => {
                    self.blanks();
                    if matches!(self.peek(), None | Some('#' | '\n' | '\r')) {
                        break;
                    }
                    return Err(self.problem(Fault::Blank));
                }
                '\'' => self.single_quoted(&mut value)?,
                '"' => self.double_quoted(&mut value, set)?,
                '\\' => value.push(self.escape(' ')?),
                '$' => value += &self.substitution(set)?,
                _ => self.take(c, &mut value),
            }
        }
        Ok(value)
    }

    fn single_quoted(&mut self, value: &mut String) -> Result<(), Problem> {
        let start = self.at;
        let inner = &self.text[start + 1..];
        let Some(end) = inner.find('\'') else { return Err(unclosed(self, start, '\'')) };
        value.push_str(&inner[..end]);
        self.at = start + end + 2;
        Ok(())
    }

    fn double_quoted(&mut self, value: &mut String, set: &[Assignment]) -> Result<(), Problem> {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(());
                }
                '\\' => value.push(self.escape('"')?),
                '$' => value.push_str(&self.substitution(set)?),
                _ => self.take(c, value),
            }
        }
        Err(unclosed(self, start, '"'))
    }

    fn escape(&mut self, quote: char) -> Result<char, Problem> {
        let next = self.text[self.at + 1..].chars().next();
        match next {
            Some(c @ ('\\' | '\'' | '"' | '$' | ' ')) => {
                self.at += 2;
                Ok(c)
            }
            Some('n') => {
                self.at += 2;
                Ok('\n')
            }
            _ => Err(self.problem(Fault::Escape(quote))),
        }
    }

    /// `$NAME` or `${NAME}`.
    fn substitution(&mut self, set: &[Assignment]) -> Result<String, Problem> {
        let rest = &self.text[self.at + 1..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || c == '_';
        let (name, length) = if let Some(inner) = rest.strip_prefix('{') {
            let end = inner.find(['}', '\n', '"']).filter(|&end| inner[end..].starts_with('}'));
            let Some(end) = end else { return Err(self.problem(Fault::Brace)) };
            (&inner[..end], end + 2)
        } else {
            let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
            (&rest[..end], end)
        };
        let is_braced = length != name.len();
        match name {
            "" if !is_braced => return Err(self.problem(Fault::Lonely)),
            _ if !is_braced && name.contains('_') => return Err(self.problem(Fault::Ambiguous)),
            "" => return Err(self.problem(Fault::Default)),
            _ if !name.chars().all(is_part) => return Err(self.problem(Fault::Default)),
            _ => {}
        }
        let Some(value) = substitute(name, set) else {
            return Err(self.problem(Fault::Unset(name.to_owned())));
        };
        self.at += 1 + length;
        Ok(value)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char, value: &mut String) {
        value.push(c);
        self.at += c.len_utf8();
    }

    fn blanks(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
    }

    fn skip_line(&mut self) {
        let rest = &self.text[self.at..];
        self.at += rest.find('\n').map_or(rest.len(), |end| end + 1);
    }

    fn problem(&self, fault: Fault) -> Problem {
        Problem { at: self.at, fault }
    }
}

/// A quote that is not closed; the lines behind it are read on their own.
fn unclosed(reader: &mut Reader<'_>, start: usize, quote: char) -> Problem {
    reader.at = start;
    reader.problem(Fault::Quote(quote))
}
