//! One pass over the text of an env file.

use spec_env_core::source::Source;

use super::dialect::{Names, Rules, Style};
use super::fault::{Fault, Problem};
use super::substitute::Lookup;
use super::{Dialect, place};
use crate::source::{Setting, Value};

/// Stands at the start of some files.
const MARK: char = '\u{feff}';

/// Reads all assignments of a file; a bad line is skipped, so that all problems are found.
pub(super) fn read(source: &Source, dialect: Dialect, settings: &mut Vec<Setting>) -> Vec<Problem> {
    let text = source.text();
    let rules = dialect.rules();
    let start = if rules.byte_order_mark && text.starts_with(MARK) { MARK.len_utf8() } else { 0 };
    let mut reader = Reader { text, at: start, rules };
    let mut problems = Vec::new();
    while reader.at < text.len() {
        match reader.line(settings) {
            Ok(None) => {}
            Ok(Some((at, name, value))) => {
                settings.push(Setting { name, value, place: place(source, at), in_clear: false });
            }
            Err(problem) => problems.push(problem),
        }
        reader.skip_line();
    }
    problems
}

pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) rules: Rules,
}

/// The offset and name of a variable, and its value.
type Assignment = (usize, String, Value);

impl Reader<'_> {
    fn line(&mut self, set: &[Setting]) -> Result<Option<Assignment>, Problem> {
        self.blanks();
        if self.is_at_end() || self.peek().is_some_and(|c| self.rules.comments.contains(&c)) {
            return Ok(None);
        }
        let (at, name) = self.name()?;
        let assigns = |c: char| c == '=' || c == ':' && self.rules.colon;
        if !self.peek().is_some_and(assigns) {
            if self.rules.inherits && self.is_at_end() {
                let inherited = Lookup { set: &[] }.of(&name).map_or(Value::Unset, Value::Known);
                return Ok(Some((at, name, inherited)));
            }
            return Err(self.problem(Fault::Equals));
        }
        self.at += 1;
        if self.rules.blanks {
            self.blanks();
        }
        let value = self.value(&Lookup { set })?;
        Ok(Some((at, name, value)))
    }

    /// The offset of a name, and the name; what may stand behind it is passed over.
    fn name(&mut self) -> Result<(usize, String), Problem> {
        let at = self.at;
        let name = self.word()?;
        let behind = self.at;
        if self.rules.blanks || name == "export" {
            self.blanks();
        }
        if name == "export" && self.rules.export && self.at > behind && !matches!(self.peek(), Some('=')) {
            return self.name();
        }
        if !self.rules.blanks {
            self.at = behind;
        }
        Ok((at, name))
    }

    fn word(&mut self) -> Result<String, Problem> {
        let rest = &self.text[self.at..];
        let Rules { names, colon, .. } = self.rules;
        let inner = |c: char| match names {
            Names::Shell => c.is_ascii_alphanumeric() || c == '_',
            Names::Dotted => c.is_ascii_alphanumeric() || c == '_' || c == '.',
            Names::Any => {
                !(c.is_whitespace() || c.is_control() || c == '=' || c == MARK || colon && c == ':')
            }
        };
        let end = rest.find(|c| !inner(c)).unwrap_or(rest.len());
        let is_odd = rest.starts_with(|c: char| c.is_ascii_digit() || c == '.');
        if end == 0 || names != Names::Any && is_odd {
            return Err(self.problem(Fault::Name));
        }
        self.at += end;
        Ok(rest[..end].to_owned())
    }

    /// A value, as far as it is known.
    fn value(&mut self, lookup: &Lookup<'_>) -> Result<Value, Problem> {
        if self.rules.value == Style::Raw {
            return Ok(Value::Known(self.raw().to_owned()));
        }
        let mut pieces = Pieces::default();
        // Text whose blanks at the end do not count starts here.
        let mut open = 0;
        let mut any = false;
        while let Some(c) = self.peek() {
            let style = self.rules.value;
            let quotes = match style {
                Style::Pieces => true,
                Style::Whole | Style::Single => !any,
                Style::Leading | Style::Raw => pieces.text.len() == open,
            };
            match c {
                _ if self.is_at_end() => break,
                '#' if !any && self.rules.trailing_comments => break,
                '\'' if quotes => self.single_quoted(&mut pieces)?,
                '"' if quotes && style != Style::Single => self.double_quoted(&mut pieces, lookup)?,
                ' ' | '\t' => {
                    let start = self.at;
                    self.blanks();
                    if self.is_at_end() || self.rules.trailing_comments && self.peek() == Some('#') {
                        break;
                    }
                    match style {
                        Style::Leading if pieces.text.len() == open => {}
                        Style::Whole if pieces.is_closed => return Err(self.problem(Fault::Behind)),
                        Style::Leading | Style::Whole => pieces.text.push_str(&self.text[start..self.at]),
                        Style::Single => {
                            return Err(self.problem(if any { Fault::Behind } else { Fault::Single }));
                        }
                        Style::Pieces | Style::Raw => return Err(self.problem(Fault::Blank)),
                    }
                    any = true;
                    continue;
                }
                _ if style == Style::Single || pieces.is_closed && style == Style::Whole => {
                    return Err(self.problem(if any { Fault::Behind } else { Fault::Single }));
                }
                _ => self.bare(c, &mut pieces, lookup)?,
            }
            any = true;
            if matches!(c, '\'' | '"') && quotes {
                open = pieces.text.len();
            }
        }
        Ok(pieces.value())
    }

    /// The rest of the line.
    fn raw(&mut self) -> &str {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at += end;
        rest[..end].strip_suffix('\r').unwrap_or(&rest[..end])
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    /// Whether nothing more stands on the line that counts.
    fn is_at_end(&self) -> bool {
        let rest = &self.text[self.at..];
        rest.is_empty()
            || rest.starts_with('\n')
            || !self.rules.carriage_return && (rest.starts_with("\r\n") || rest == "\r")
    }

    pub(super) fn take(&mut self, c: char, text: &mut String) {
        text.push(c);
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

    pub(super) fn problem(&self, fault: Fault) -> Problem {
        Problem { at: self.at, fault }
    }
}

/// A value in the making.
#[derive(Default)]
pub(super) struct Pieces {
    pub(super) text: String,
    /// What in it is not known here.
    pub(super) unknown: Option<String>,
    /// Whether a quoted piece has ended.
    pub(super) is_closed: bool,
}

impl Pieces {
    pub(super) fn value(self) -> Value {
        match self.unknown {
            Some(why) => Value::Unknown(why),
            None => Value::Known(self.text),
        }
    }
}
