//! The lines of a source around some places, made safe and short enough to be shown.

use std::ops::Range;

use spec_env_core::source::Source;
use spec_env_core::text::Escaped;

/// Lines of a source, with places in them.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    /// The 1-based number of the first line.
    pub(crate) first_line: u32,
    /// The lines, without anything that steers a terminal.
    pub(crate) text: String,
    /// The places given, in [`text`](Self::text).
    pub(crate) spans: Vec<Range<usize>>,
}

/// Texts longer than this, in bytes, are cut.
const LONG: usize = 4096;
/// What is then kept on either side of where a place begins or ends.
const MARGIN: usize = 256;

impl Excerpt {
    /// Takes the whole lines of these places; there is at least one.
    pub(crate) fn new(source: &Source, places: &[Range<usize>]) -> Self {
        let start = places.iter().map(|span| span.start).min().unwrap_or(0);
        let end = places.iter().map(|span| span.end.max(span.start + 1) - 1).max().unwrap_or(start);
        let first_line = source.line(start);
        let lines = source.line_range(first_line).start..source.line_range(source.line(end)).end;
        let cut = if lines.len() > LONG { kept(source.text(), &lines, places) } else { vec![lines.clone()] };
        let mut copy = Copy::new(source, places);
        let mut at = lines.start;
        for part in cut {
            copy.skip(at..part.start);
            copy.keep(part.clone());
            at = part.end;
        }
        copy.skip(at..lines.end);
        Self { first_line, spans: copy.spans(), text: copy.text }
    }
}

/// The parts of long lines that lie around the ends of places.
fn kept(text: &str, lines: &Range<usize>, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut ends: Vec<_> = places.iter().flat_map(|span| [span.start, span.end]).collect();
    ends.sort_unstable();
    let mut parts: Vec<Range<usize>> = Vec::new();
    for end in ends {
        let start = floor(text, end.saturating_sub(MARGIN)).max(lines.start);
        let stop = floor(text, end + MARGIN).min(lines.end);
        match parts.last_mut() {
            Some(last) if last.end >= start => last.end = last.end.max(stop),
            _ => parts.push(start..stop.max(start)),
        }
    }
    parts
}

/// The character boundary at or before an offset.
fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// A copy in the making, which knows where the ends of places came to lie.
struct Copy<'a> {
    source: &'a Source,
    text: String,
    /// Each end of a place in the source, and in the copy.
    ends: Vec<(usize, Option<usize>)>,
}

impl<'a> Copy<'a> {
    fn new(source: &'a Source, places: &[Range<usize>]) -> Self {
        let ends = places.iter().flat_map(|span| [(span.start, None), (span.end, None)]).collect();
        Self { source, text: String::new(), ends }
    }

    /// Copies a part, with escapes for what steers a terminal.
    fn keep(&mut self, part: Range<usize>) {
        let mut at = part.start;
        while let Some(c) = self.source.text()[at..part.end].chars().next() {
            self.arrive(at);
            let rest = &self.source.text()[at..part.end];
            match c {
                '\u{feff}' if at == 0 => {}
                '\r' if rest.starts_with("\r\n") || rest.len() == 1 => {}
                '\n' | '\t' => self.text.push(c),
                _ => self.text.push_str(&Escaped(c.encode_utf8(&mut [0; 4])).to_string()),
            }
            at += c.len_utf8();
        }
        self.arrive(at);
    }

    /// Leaves a part out, but for its line breaks.
    fn skip(&mut self, part: Range<usize>) {
        if part.is_empty() {
            return;
        }
        self.text.push('…');
        let breaks = self.source.line(part.end) - self.source.line(part.start);
        self.text.extend((0..breaks).map(|_| '\n'));
    }

    /// Notes where the ends of places come to lie that stand at an offset or before it.
    fn arrive(&mut self, offset: usize) {
        for (end, copied) in &mut self.ends {
            if copied.is_none() && *end <= offset {
                *copied = Some(self.text.len());
            }
        }
    }

    fn spans(&self) -> Vec<Range<usize>> {
        let end = |at: usize| self.ends[at].1.unwrap_or(self.text.len());
        (0..self.ends.len() / 2).map(|at| end(2 * at)..end(2 * at + 1)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn excerpt(text: &str, place: Range<usize>) -> (String, String) {
        let excerpt = Excerpt::new(&Source::new("r.md", text), std::slice::from_ref(&place));
        let span = excerpt.spans[0].clone();
        (excerpt.text[span].to_owned(), excerpt.text)
    }

    #[test]
    fn whole_lines_are_taken() {
        assert_eq!(excerpt("a\nb cc d\r\ne", 4..6), ("cc".into(), "b cc d".into()));
        assert_eq!(excerpt("\u{feff}ab", 3..4), ("a".into(), "ab".into()));
        assert_eq!(excerpt("ab", 2..2), (String::new(), "ab".into()));
    }

    #[test]
    fn what_steers_a_terminal_is_escaped() {
        let (span, text) = excerpt("a \u{1b}[31m\u{202e} b", 2..11);
        assert_eq!((span.as_str(), text.as_str()), ("\\u{1b}[31m\\u{202e} ", "a \\u{1b}[31m\\u{202e} b"));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}THIS{}", "ä".repeat(500_000), "é".repeat(500_000));
        let (span, text) = excerpt(&text, 1_000_000..1_000_004);
        assert_eq!(span, "THIS");
        assert!(text.starts_with('…') && text.ends_with('…') && text.len() < 2 * LONG, "{}", text.len());
    }
}
