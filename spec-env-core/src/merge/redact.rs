//! The defaults of secrets: where the specification writes them, so that nothing that quotes it shows them.

use std::collections::HashSet;
use std::ops::Range;

use super::{Input, Said, joined, on_one_line, place};
use crate::contract::{Text, looks_secret};
use crate::diagnostic::Place;
use crate::facts::{CLOSE, FactKind, Literal, NameId};

/// Where the defaults of secrets stand.
#[derive(Default)]
pub(super) struct Redacted {
    /// The statement, and where the words begin and end; in their order.
    spans: Vec<[usize; 3]>,
    /// The statements without them; in their order.
    texts: Vec<(usize, Text)>,
}

impl Redacted {
    /// Looks for the defaults of secrets as such, and wherever their words stand in the statements of the variable.
    pub(super) fn new(input: &Input<'_>, order: &[NameId], said: &[Vec<Said<'_>>]) -> Self {
        let mut this = Self::default();
        // Many secrets of one statement may have one default.
        let mut sought = HashSet::new();
        for &id in order {
            let (name, said) = (&input.names[id], &said[id]);
            if !is_confidential(name, said) {
                continue;
            }
            let everywhere = defaults(input, name, said);
            for same in said.chunk_by(|a, b| a.record == b.record) {
                let record = same[0].record;
                let mut words = everywhere.clone();
                for (span, own) in same.iter().filter_map(|s| default_of(input, s)) {
                    this.spans.push([record, span.start, span.end]);
                    words.extend(own);
                }
                for words in words.into_iter().filter(|words| sought.insert((record, *words))) {
                    this.spans.extend(found(input, record, words));
                }
            }
        }
        this.share(input);
        this.spans.sort_unstable();
        this.spans.dedup();
        for same in this.spans.chunk_by(|a, b| a[0] == b[0]) {
            this.texts.push((same[0][0], without(input, same)));
        }
        this
    }

    /// Hides what one statement hides in all others that are read from the same block.
    fn share(&mut self, input: &Input<'_>) {
        let several = |record: usize| !input.records[record].pieces.is_empty();
        let shared = self.spans.iter().filter(|span| several(span[0]));
        let mut shared: Vec<[usize; 3]> =
            shared.map(|&[record, start, end]| [input.records[record].source, start, end]).collect();
        shared.sort_unstable();
        shared.dedup();
        for record in (0..input.records.len()).filter(|&record| several(record)) {
            let source = input.records[record].source;
            for piece in &input.records[record].pieces {
                let from = shared.partition_point(|span| *span < [source, piece.start, 0]);
                let within =
                    shared[from..].iter().take_while(|span| span[0] == source && span[2] <= piece.end);
                self.spans.extend(within.map(|&[_, start, end]| [record, start, end]));
            }
        }
    }

    /// The text of a statement as it may be quoted, if that is not as it stands.
    pub(super) fn text(&self, record: usize) -> Option<&Text> {
        let at = self.texts.binary_search_by_key(&record, |&(record, _)| record).ok()?;
        Some(&self.texts[at].1)
    }

    pub(super) fn places(&self, input: &Input<'_>) -> Vec<Place> {
        self.spans.iter().map(|&[record, start, end]| place(input, record, &(start..end))).collect()
    }
}

/// A description of a variable as it may be quoted.
pub(super) fn described(input: &Input<'_>, name: &str, said: &[Said<'_>], description: &str) -> String {
    let mut out = description.to_owned();
    for words in defaults(input, name, said) {
        out = out.replace(words, "…");
    }
    out
}

fn is_confidential(name: &str, said: &[Said<'_>]) -> bool {
    looks_secret(name) || said.iter().any(|s| s.fact.kind == FactKind::Secret)
}

/// The words of a secret's first defaults: they are looked for in all that is said of it.
fn defaults<'s>(input: &'s Input<'_>, name: &str, said: &[Said<'s>]) -> HashSet<&'s str> {
    if !is_confidential(name, said) {
        return HashSet::new();
    }
    said.iter().filter_map(|s| default_of(input, s)?.1).take(CLOSE).collect()
}

/// Where a fact gives a default, and its words if they can be looked for elsewhere: a digit stands in too much else.
fn default_of<'s>(input: &'s Input<'_>, said: &Said<'s>) -> Option<(&'s Range<usize>, Option<&'s str>)> {
    let (span, words) = match &said.fact.kind {
        FactKind::Default(Literal { span, text, .. })
        | FactKind::InvalidFallback(Some(Literal { span, text, .. })) => (span, text.as_str()),
        FactKind::NoDefault(span) => {
            let text = &input.documents[input.records[said.record].source].text;
            (span, text.get(span.clone())?.trim_matches(['`', '"', '\'']))
        }
        _ => return None,
    };
    Some((span, Some(words).filter(|words| words.len() > 2)))
}

/// Where words stand in a statement, and not within others; what begins with them may be another default of a secret.
fn found(input: &Input<'_>, record: usize, words: &str) -> Vec<[usize; 3]> {
    let statement = &input.records[record];
    let text = &input.documents[statement.source].text;
    let mut out = Vec::new();
    for piece in statement.pieces() {
        let (start, piece) = (piece.start, &text[piece.clone()]);
        let begins = |&at: &usize| {
            !(words.starts_with(char::is_alphanumeric) && piece[..at].ends_with(char::is_alphanumeric))
        };
        let found = piece.match_indices(words).map(|(at, _)| at).filter(begins);
        out.extend(found.map(|at| [record, start + at, start + at + words.len()]));
    }
    out
}

/// A statement with `…` for some of its words.
fn without(input: &Input<'_>, spans: &[[usize; 3]]) -> Text {
    let statement = &input.records[spans[0][0]];
    let text = &input.documents[statement.source].text;
    let pieces = statement.pieces().iter().map(|piece| {
        let mut out = String::new();
        let mut at = piece.start;
        for &[_, start, end] in spans {
            if end > at && end <= piece.end {
                out.push_str(&text[at..start.max(at)]);
                out.push('…');
                at = end;
            }
        }
        out.push_str(&text[at..piece.end]);
        out
    });
    on_one_line(&joined(pieces)).into()
}
