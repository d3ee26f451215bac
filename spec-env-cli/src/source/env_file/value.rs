//! The pieces of a value: quoted in one way or the other, or not at all.

use super::dialect::{Escapes, Style, Substitution};
use super::fault::{Fault, Problem};
use super::reader::{Pieces, Reader};
use super::substitute::Lookup;

impl Reader<'_> {
    pub(super) fn single_quoted(&mut self, pieces: &mut Pieces) -> Result<(), Problem> {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek() {
            let rest = &self.text[self.at..];
            if self.rules.escaped_single && rest.starts_with("\\'") {
                self.at += 1;
            } else if c == '\'' {
                self.at += 1;
                pieces.is_closed = true;
                return Ok(());
            }
            self.take(
                if self.rules.escaped_single && rest.starts_with("\\'") { '\'' } else { c },
                &mut pieces.text,
            );
        }
        Err(self.unclosed(start, '\''))
    }

    pub(super) fn double_quoted(&mut self, pieces: &mut Pieces, lookup: &Lookup<'_>) -> Result<(), Problem> {
        let start = self.at;
        self.at += 1;
        while let Some(c) = self.peek() {
            match c {
                '"' => {
                    self.at += 1;
                    pieces.is_closed = true;
                    return Ok(());
                }
                '\\' => self.escape(self.rules.double, '"', pieces)?,
                '$' if self.rules.substitution != Substitution::None => self.substitution(pieces, lookup)?,
                '`' if self.rules.substitution == Substitution::Shell => {
                    return Err(self.problem(Fault::Shell));
                }
                _ => self.take(c, &mut pieces.text),
            }
        }
        Err(self.unclosed(start, '"'))
    }

    /// A character outside quotes.
    pub(super) fn bare(&mut self, c: char, pieces: &mut Pieces, lookup: &Lookup<'_>) -> Result<(), Problem> {
        let is_shell = self.rules.substitution == Substitution::Shell;
        match c {
            '\\' => self.escape(self.rules.bare, ' ', pieces),
            '$' if self.rules.substitution != Substitution::None => self.substitution(pieces, lookup),
            '`' | ';' | '&' | '|' | '<' | '>' | '(' | ')' if is_shell => Err(self.problem(Fault::Shell)),
            '~' if is_shell && (pieces.text.is_empty() || pieces.text.ends_with(':')) => {
                Err(self.problem(Fault::Shell))
            }
            _ => {
                self.take(c, &mut pieces.text);
                Ok(())
            }
        }
    }

    /// What `\` makes of the character behind it.
    fn escape(&mut self, escapes: Escapes, quote: char, pieces: &mut Pieces) -> Result<(), Problem> {
        let next = self.text[self.at + 1..].chars().next();
        let meant = match (escapes, next) {
            (Escapes::None, _) => None,
            (Escapes::All | Escapes::Only(_), Some('\n')) => Some(String::new()),
            (Escapes::All, next) => next.map(String::from),
            (Escapes::Only(these), next) => next.filter(|&c| these.contains(c)).map(String::from),
            (Escapes::Strict(_), Some('n')) => Some("\n".to_owned()),
            (Escapes::Strict(these), Some(c)) if these.contains(c) => Some(c.to_string()),
            (Escapes::Strict(_), _) => return Err(self.problem(Fault::Escape(quote))),
            (Escapes::Go, Some('0')) => return Err(self.problem(Fault::Octal)),
            (Escapes::Go, next) => next.and_then(go).map(String::from),
        };
        match (meant, next) {
            (Some(text), Some(next)) => {
                pieces.text.push_str(&text);
                self.at += 1 + next.len_utf8();
            }
            _ => self.take('\\', &mut pieces.text),
        }
        Ok(())
    }

    /// A quote that is not closed; the lines behind it are read on their own.
    fn unclosed(&mut self, start: usize, quote: char) -> Problem {
        self.at = start;
        self.problem(if quote == '\'' && self.rules.value == Style::Single {
            Fault::Single
        } else {
            Fault::Quote(quote)
        })
    }
}

/// The escapes of Go that Compose knows.
fn go(c: char) -> Option<char> {
    Some(match c {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' | '"' | '$' => c,
        _ => return None,
    })
}
