//! Markdown → statements: what a specification says, sentence by sentence, with the place of every character.

mod column;
mod leading;
mod line;
mod outline;
mod reader;
mod requirement;

use std::ops::Range;

pub(crate) use column::{Column, columns, label, labelled};
pub use reader::read;

/// A file of a specification, cut into statements and tables.
#[derive(Debug, Default)]
pub struct Document {
    /// The text of all statements and cells, one behind the other, without Markdown marks.
    pub text: String,
    /// How [`text`](Self::text) lies over the source, in ascending order.
    segments: Vec<Segment>,
    /// Code spans, as ranges of [`text`](Self::text) including their back-ticks, in ascending order.
    pub codes: Vec<Range<usize>>,
    /// Everything that is read as a rule, in order.
    pub blocks: Vec<Block>,
    /// Why requirements exist.
    pub rationales: Vec<Rationale>,
    /// Whether a heading speaks of environment variables.
    pub speaks: bool,
}

/// Whether a text speaks of environment variables.
pub(crate) fn mentions_variables(text: &str) -> bool {
    let text = text.to_ascii_lowercase().replace('_', " ");
    text.contains("environment variable")
}

/// From this offset on, text and source run in parallel.
#[derive(Debug, Clone, Copy)]
struct Segment {
    text: u32,
    source: u32,
}

/// A statement, or a table.
#[derive(Debug)]
pub enum Block {
    /// A sentence or several, in one list item or paragraph.
    Statement(Statement),
    /// A table, a row a variable.
    Table(Table),
}

/// One list item or paragraph, or a heading that leads in what stands under it.
#[derive(Debug, Clone, Default)]
pub struct Statement {
    /// Its words, in [`Document::text`].
    pub text: Range<usize>,
    /// The 1-based line on which it begins.
    pub line: u32,
    /// Its number or explicit id.
    pub id: Option<String>,
    /// Whether the id is written in front of the words.
    pub explicit_id: bool,
    /// The block that leads it in.
    pub lead: Option<usize>,
    /// Whether what leads it in is that of the list around its own.
    pub inherits: bool,
    /// What it leads in, with a colon or as if it had one.
    pub leads: Leads,
    /// Whether a comment takes it out of the contract.
    pub ignored: bool,
}

/// What a statement leads in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Leads {
    /// Nothing.
    #[default]
    Nothing,
    /// The items or rows behind it.
    Items,
    /// Items that are joined by "and".
    Joined,
    /// As a heading, the lists and tables of its section.
    Section,
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// The header's cells, in [`Document::text`].
    pub header: Vec<Range<usize>>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The block that leads it in.
    pub lead: Option<usize>,
}

/// A row of a table.
#[derive(Debug, Clone)]
pub struct Row {
    /// The cells, in [`Document::text`].
    pub cells: Vec<Range<usize>>,
    /// The 1-based line.
    pub line: u32,
}

/// A user story or objective.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rationale {
    /// The story, without its label.
    pub text: String,
    /// The 1-based line on which it stands.
    pub line: u32,
    /// The 1-based lines of the requirement that it explains.
    pub lines: Range<u32>,
}

impl Block {
    /// The block that leads it in.
    pub(crate) fn lead(&self) -> Option<usize> {
        match self {
            Self::Statement(statement) => statement.lead,
            Self::Table(table) => table.lead,
        }
    }
}

impl Document {
    /// The source offset of an offset of [`text`](Self::text).
    #[must_use]
    pub fn source_offset(&self, offset: usize) -> usize {
        let index = self.segments.partition_point(|s| s.text as usize <= offset);
        match index.checked_sub(1).map(|i| self.segments[i]) {
            Some(segment) => segment.source as usize + (offset - segment.text as usize),
            None => 0,
        }
    }

    /// The source bytes of a range of [`text`](Self::text), on character boundaries of `source`.
    #[must_use]
    pub fn source_span(&self, range: &Range<usize>, source: &str) -> Range<usize> {
        let floor = |mut at: usize| {
            at = at.min(source.len());
            while !source.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(self.source_offset(range.start));
        let last = range.end.saturating_sub(1).max(range.start);
        let end = floor(self.source_offset(last).saturating_add(1)).max(start);
        let end = (end..=source.len()).find(|&at| source.is_char_boundary(at)).unwrap_or(source.len());
        start..if end == start {
            (start + 1..=source.len()).find(|&at| source.is_char_boundary(at)).unwrap_or(start)
        } else {
            end
        }
    }

    /// Adds text that stands at a source offset.
    #[allow(clippy::cast_possible_truncation, reason = "no specification is as long as 4 GiB")]
    fn push(&mut self, text: &str, source: usize) {
        self.segments.push(Segment { text: self.text.len() as u32, source: source as u32 });
        self.text.push_str(text);
    }
}
