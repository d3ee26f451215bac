//! What output looks like: colours, and how wide it may be.

use std::io::{self, BufWriter, Write};

use anstyle::{AnsiColor, Style};
use serde::Serialize;

use crate::failure::Failure;

/// A level of error.
pub(crate) const ERROR: Style = AnsiColor::BrightRed.on_default().bold();
/// A level of warning.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// All is fine.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// Names and headings.
pub(crate) const BOLD: Style = Style::new().bold();
/// Places and asides.
pub(crate) const DIM: Style = Style::new().dimmed();

/// How wide text may be where no terminal says so.
const USUAL: usize = 140;

/// How many bytes of output are written at once.
const PIECE: usize = 1 << 16;

/// The columns of the terminal that results go to, if they go to one.
pub(crate) fn columns() -> Option<usize> {
    let (terminal_size::Width(columns), _) = terminal_size::terminal_size_of(io::stdout())?;
    Some(usize::from(columns.max(40)))
}

/// How wide text may be.
pub(crate) fn width() -> usize {
    columns().unwrap_or(USUAL)
}

/// Writes text to standard output, without its colours where they would not show.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stdout().lock();
    read(out.write_all(text.as_bytes()).and_then(|()| out.flush()))
}

/// JSON as it is written everywhere.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Failure> {
    let mut text = Vec::new();
    write_json(&mut text, value).map_err(Failure::Output)?;
    Ok(String::from_utf8(text).expect("JSON is UTF-8"))
}

fn write_json(out: &mut impl Write, value: &impl Serialize) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, value)?;
    out.write_all(b"\n")
}

/// Writes JSON to standard output.
pub(crate) fn print_json(value: &impl Serialize) -> Result<(), Failure> {
    // In large pieces: standard output looks for line breaks in whatever it is given.
    let mut out = BufWriter::with_capacity(PIECE, io::stdout().lock());
    read(write_json(&mut out, value).and_then(|()| out.flush()))
}

/// Whoever reads the output may stop when they have seen enough; the exit code is the same.
fn read(written: io::Result<()>) -> Result<(), Failure> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other.map_err(Failure::Output),
    }
}

/// Breaks text into lines of at most this width, at blanks.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("there is always one");
        let is_full = line.chars().count() + 1 + word.chars().count() > width;
        if is_full && !line.is_empty() {
            lines.push(word.to_owned());
        } else {
            line.push_str(if line.is_empty() { "" } else { " " });
            line.push_str(word);
        }
    }
    lines
}

/// Breaks a line that is wider than the terminal, at blanks; what follows is indented by `hanging`. Colours take no
/// room.
pub(crate) fn fold(line: &str, hanging: usize) -> String {
    columns().map_or_else(|| line.to_owned(), |columns| folded(line, hanging, columns))
}

fn folded(line: &str, hanging: usize, columns: usize) -> String {
    let wide = |text: &str| anstream::adapter::strip_str(text).to_string().chars().count();
    if wide(line) <= columns {
        return line.to_owned();
    }
    let text = line.trim_start();
    let mut used = line.len() - text.len();
    let mut folded = line[..used].to_owned();
    let mut is_first = true;
    for word in text.split_inclusive(' ') {
        if !is_first && used + wide(word.trim_end()) > columns {
            folded.truncate(folded.trim_end().len());
            folded.push('\n');
            folded += &" ".repeat(hanging);
            used = hanging;
        }
        folded += word;
        used += wide(word);
        is_first = false;
    }
    folded
}

/// `1 error`, `2 errors`
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_wrapped_at_blanks() {
        assert_eq!(wrap("a bb  ccc", 4), ["a bb", "ccc"]);
        assert_eq!(wrap("aaaaaaaa b", 4), ["aaaaaaaa", "b"]);
        assert_eq!(wrap("", 4), [""]);
    }

    #[test]
    fn wide_lines_are_folded_under_themselves() {
        assert_eq!(folded("a bb", 2, 4), "a bb");
        assert_eq!(folded("aa bb cc", 2, 5), "aa bb\n  cc");
        assert_eq!(folded("  x:  aa bb", 6, 8), "  x:  aa\n      bb");
        let coloured = format!("{ERROR}error{ERROR:#}: aa bb");
        assert_eq!(folded(&coloured, 4, 11), format!("{ERROR}error{ERROR:#}: aa\n    bb"));
    }
}
