//! Lines that Markdown takes for one paragraph: statements one behind the other, and items with letters.

use std::ops::Range;

use super::requirement::explicit_id;

/// Whether a line of a paragraph opens a new statement: the one before has its SHALL, and this begins like one.
pub(super) fn opens_statement(before: &str, after: &str) -> bool {
    let label = explicit_id(after).map(|(_, length)| length);
    let after = &after[label.unwrap_or(0)..];
    let word = after.split_whitespace().next().unwrap_or_default();
    let keyword = ["WHEN", "IF", "WHILE", "WHERE", "THE"].iter().any(|k| word.eq_ignore_ascii_case(k));
    let capital = word.starts_with(|c: char| c.is_ascii_uppercase());
    let loud = word.len() > 1 && word.chars().all(|c| c.is_ascii_uppercase());
    keyword
        && (loud || label.is_some() || capital && before.trim_end().ends_with(['.', ';', '!']))
        && before
            .split(|c: char| !c.is_alphabetic())
            .any(|w| w.eq_ignore_ascii_case("shall") || w.eq_ignore_ascii_case("must"))
}

/// The lines of a text that are items with letters, `a.`, `b)`, `(c)`, in their order: where each begins, and its words.
pub(super) fn lettered(text: &str, range: Range<usize>, breaks: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut letter = b'a';
    for &at in breaks.iter().filter(|at| range.contains(at)) {
        let line = &text.as_bytes()[at..range.end];
        let open = usize::from(line.first() == Some(&b'('));
        let marked = line.get(open) == Some(&letter)
            && line.get(open + 1).is_some_and(|mark| matches!((open, mark), (0, b'.' | b')') | (1, b')')))
            && line.get(open + 2) == Some(&b' ');
        if marked {
            out.push((at, at + open + 3));
            letter += 1;
        }
    }
    // A single one may be anything.
    if out.len() < 2 { Vec::new() } else { out }
}
