//! Walks the Markdown events of a source and gathers statements.

use std::cell::LazyCell;
use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::column::{describe, labelled};
use super::line::{lettered, opens_statement};
use super::outline::{Heading, Outline};
use super::requirement::{Section, explicit_id, is_part, rationale, section};
use super::{Block, Document, Leads, Rationale, Row, Statement, Table, mentions_variables};
use crate::source::Source;

/// Reads the statements of a source.
#[must_use]
pub fn read(source: &Source) -> Document {
    let text = source.text();
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let options = Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut reader = Reader::new(source);
    for (event, range) in Parser::new_ext(&text[bom..], options).into_offset_iter() {
        reader.event(event, range.start + bom..range.end + bom);
    }
    reader.finish()
}

/// A list that is being read.
pub(super) struct List {
    /// The number of the item in hand; `None` in bulleted lists.
    number: Option<u64>,
    /// The prefix of its items' ids.
    prefix: Option<String>,
    pub(super) lead: Option<usize>,
    /// Whether that is the one of the list around it.
    pub(super) inherits: bool,
}

struct Reader<'s> {
    source: &'s Source,
    document: Document,
    /// Where the text in hand begins.
    start: usize,
    /// Line starts within the text in hand.
    breaks: Vec<usize>,
    /// The level of the section that is not read, if one is open.
    prose: Option<u8>,
    /// Depth of block quotes, code blocks and footnotes: nothing in them is a rule.
    silent: usize,
    requirement: Option<String>,
    /// The level of its heading.
    requirement_level: u8,
    /// The first line of the requirement, and the rationales found in it.
    requirement_line: u32,
    open_rationales: usize,
    lists: Vec<List>,
    table: Option<Table>,
    heading: bool,
    outline: Outline,
    /// A comment above the next statement takes it out.
    ignore_next: bool,
    ignore_here: bool,
    struck: usize,
}

impl<'s> Reader<'s> {
    fn new(source: &'s Source) -> Self {
        Self {
            source,
            // Room that is not used costs nothing, and growth a copy.
            document: Document { text: String::with_capacity(source.text().len()), ..Document::default() },
            start: 0,
            breaks: Vec::new(),
            prose: None,
            silent: 0,
            requirement: None,
            requirement_level: 0,
            requirement_line: 1,
            open_rationales: 0,
            lists: Vec::new(),
            table: None,
            heading: false,
            outline: Outline::default(),
            ignore_next: false,
            ignore_here: false,
            struck: 0,
        }
    }

    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.open(&tag, range),
            Event::End(tag) => self.close(tag, range),
            Event::Text(text) if self.silent == 0 && self.struck == 0 => {
                self.document.push(&text, range.start);
            }
            Event::Code(code) if self.silent == 0 && self.struck == 0 => {
                let fence = (range.len().saturating_sub(code.len()) / 2).max(1);
                let start = self.document.text.len();
                self.document.push("`", range.start);
                self.document.push(&code, range.start + fence);
                self.document.push("`", range.end - 1);
                self.document.codes.push(start..self.document.text.len());
            }
            Event::SoftBreak | Event::HardBreak => {
                self.document.push(" ", range.start);
                self.breaks.push(self.document.text.len());
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html, range.start),
            _ => {}
        }
    }

    fn html(&mut self, html: &str, at: usize) {
        let comment = html.trim().strip_prefix("<!--").and_then(|c| c.strip_suffix("-->"));
        let ignore = comment
            .is_some_and(|c| c.trim().strip_prefix("spec-env:").is_some_and(|word| word.trim() == "ignore"));
        if ignore {
            if self.has_text() { self.ignore_here = true } else { self.ignore_next = true }
        } else if self.has_text() {
            // A placeholder such as <NAME> stands for something; words on both sides of it are not neighbours.
            self.document.push(" … ", at);
        }
    }

    fn has_text(&self) -> bool {
        !self.document.text[self.start..].trim().is_empty()
    }

    fn open(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = true;
                self.outline.begin_heading(*level as u8);
            }
            Tag::BlockQuote(_) | Tag::CodeBlock(_) | Tag::FootnoteDefinition(_) | Tag::Image { .. } => {
                if !matches!(tag, Tag::Image { .. }) {
                    self.flush();
                }
                self.silent += 1;
            }
            Tag::Strikethrough => self.struck += 1,
            Tag::List(first) => {
                self.flush();
                let prefix = match self.lists.last() {
                    Some(outer) => outer.prefix.as_ref().zip(outer.number).map(|(p, n)| format!("{p}.{n}")),
                    None => self.requirement.clone(),
                };
                let described = describe(&self.source.text()[range]);
                let outer = self.lists.last().and_then(|list| list.lead);
                let lead = self.outline.open(&mut self.document, described, self.lists.last());
                let inherits = lead.is_some() && lead == outer;
                let number = first.map(|n| n.wrapping_sub(1));
                self.lists.push(List { number, prefix, lead, inherits });
            }
            Tag::Item => {
                self.flush();
                self.outline.begin_item();
                if let Some(number) = self.lists.last_mut().and_then(|l| l.number.as_mut()) {
                    *number = number.wrapping_add(1);
                }
            }
            Tag::Paragraph => self.flush(),
            Tag::Table(_) if self.silent == 0 && self.prose.is_none() => {
                self.flush();
                let lead = self.outline.open(&mut self.document, false, self.lists.last());
                self.table = Some(Table { header: Vec::new(), rows: Vec::new(), lead });
            }
            Tag::TableHead | Tag::TableRow | Tag::TableCell => self.start = self.document.text.len(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Heading(level) => self.end_heading(level as u8, range.start),
            TagEnd::BlockQuote(_) | TagEnd::CodeBlock | TagEnd::FootnoteDefinition | TagEnd::Image => {
                self.silent = self.silent.saturating_sub(1);
            }
            TagEnd::Strikethrough => self.struck = self.struck.saturating_sub(1),
            TagEnd::Paragraph | TagEnd::Item => self.flush(),
            TagEnd::List(_) => {
                self.flush();
                let list = self.lists.pop();
                self.outline.close(&self.document.blocks, list.and_then(|list| list.lead));
            }
            TagEnd::TableCell => {
                let cell = self.take_text();
                // A row is quoted as a whole.
                self.document.push(" | ", range.end.saturating_sub(1));
                if let Some(table) = &mut self.table {
                    match table.rows.last_mut() {
                        Some(row) => row.cells.push(cell),
                        None => table.header.push(cell),
                    }
                }
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                if let Some(table) = &mut self.table {
                    // The row in hand is complete; the next cells belong to a new one, dropped if none come.
                    if let Some(row) = table.rows.last_mut() {
                        row.line = self.source.line(range.start);
                    }
                    table.rows.push(Row { cells: Vec::new(), line: 0 });
                }
            }
            TagEnd::Table => {
                if let Some(mut table) = self.table.take() {
                    table.rows.retain(|row| !row.cells.is_empty());
                    self.document.blocks.push(Block::Table(table));
                }
            }
            _ => {}
        }
    }

    fn end_heading(&mut self, level: u8, at: usize) {
        let text = self.take_text();
        let heading = self.document.text[text.clone()].to_owned();
        self.heading = false;
        self.document.speaks |= mentions_variables(&heading);
        if self.prose.is_some_and(|open| level <= open) {
            self.prose = None;
        }
        match section(&heading) {
            Section::Requirement(number) => {
                self.end_requirement(self.source.line(at));
                self.requirement = Some(number.to_owned());
                self.requirement_level = level;
                // A requirement is a rule wherever it stands; one that was skipped would be missed by nobody.
                self.prose = None;
                let title = heading.split_once(':').map_or("", |(_, title)| title);
                let text = text.end - title.len()..text.end;
                let heading = Heading { text, level, is_requirement: true };
                self.outline.open_section(&mut self.document, &heading, self.source.line(at));
            }
            Section::Prose if self.prose.is_none() => self.prose = Some(level),
            Section::Prose | Section::Rules => {
                // A heading beside that of a requirement ends it.
                if level <= 2 || level <= self.requirement_level && !is_part(&heading) {
                    self.end_requirement(self.source.line(at));
                    self.requirement = None;
                }
                if self.prose.is_none() {
                    let heading = Heading { text, level, is_requirement: false };
                    self.outline.open_section(&mut self.document, &heading, self.source.line(at));
                }
            }
        }
    }

    /// Tells the rationales of the requirement where it ends.
    fn end_requirement(&mut self, line: u32) {
        let lines = self.requirement_line..line.max(self.requirement_line);
        for rationale in &mut self.document.rationales[self.open_rationales..] {
            rationale.lines = lines.clone();
        }
        self.open_rationales = self.document.rationales.len();
        self.requirement_line = line;
    }

    /// Takes the text gathered since the last statement.
    fn take_text(&mut self) -> Range<usize> {
        let whole = self.start..self.document.text.len();
        self.start = whole.end;
        self.breaks.clear();
        let text = &self.document.text[whole.clone()];
        let start = whole.start + (text.len() - text.trim_start().len());
        start..(whole.start + text.trim_end().len()).max(start)
    }

    /// Ends the statement in hand, if there is one.
    fn flush(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        let range = self.take_text();
        if range.is_empty() || self.heading || self.silent > 0 || self.table.is_some() {
            return;
        }
        let ignored = std::mem::take(&mut self.ignore_here) | std::mem::take(&mut self.ignore_next);
        let line = self.source.line(self.document.source_offset(range.start));
        if let Some(story) = rationale(&self.document.text[range.clone()]) {
            let text = story.to_owned();
            self.document.rationales.push(Rationale { text, line, lines: line..line });
            return;
        }
        if self.prose.is_some() {
            return;
        }
        if self.lists.is_empty() {
            self.outline.begin_paragraph();
        }
        let mut from = range.start;
        let items = lettered(&self.document.text, range.clone(), &breaks);
        if let Some(&(first, _)) = items.first() {
            self.statement(from..first, ignored);
            return self.lettered_list(&items, range.end, ignored);
        }
        for at in self.seams(&range, &breaks) {
            self.statement(from..at, ignored);
            from = at;
        }
        self.statement(from..range.end, ignored);
    }

    /// The line breaks at which a statement ends and the next one begins.
    fn seams(&self, range: &Range<usize>, breaks: &[usize]) -> Vec<usize> {
        let text = &self.document.text;
        let described =
            LazyCell::new(|| self.outline.describes(&self.document, range.start..breaks[0].min(range.end)));
        let mut from = range.start;
        let mut out = Vec::new();
        for (n, &at) in breaks.iter().enumerate().filter(|(_, at)| range.contains(at)) {
            let line = at..breaks.get(n + 1).map_or(range.end, |next| *next.min(&range.end));
            let opens = self.lists.is_empty() && opens_statement(&text[from..at], &text[at..]);
            if opens || labelled(&text[line]).is_some() && *described {
                out.push(at);
                from = at;
            }
        }
        out
    }

    /// The items of a list with letters, which Markdown has none of: "a. log an error".
    fn lettered_list(&mut self, items: &[(usize, usize)], end: usize, ignored: bool) {
        let lead = self.outline.lead_items(&mut self.document);
        self.lists.push(List { number: None, prefix: None, lead, inherits: false });
        let ends = items.iter().skip(1).map(|&(at, _)| at).chain([end]);
        for (&(_, start), end) in items.iter().zip(ends) {
            self.outline.begin_item();
            self.statement(start..end, ignored);
        }
        self.lists.pop();
    }

    fn statement(&mut self, range: Range<usize>, ignored: bool) {
        let text = self.document.text[range.clone()].trim_end();
        let mut range = range.start..range.start + text.len();
        let line = self.source.line(self.document.source_offset(range.start));
        let explicit = explicit_id(text).map(|(id, length)| (id.to_owned(), length));
        let leads = if text.ends_with(':') { Leads::Items } else { Leads::Nothing };
        let explicit_id = explicit.is_some();
        let id = if let Some((id, length)) = explicit {
            range.start += length;
            Some(id)
        } else {
            let list = self.lists.last();
            list.and_then(|l| l.prefix.as_ref().zip(l.number).map(|(prefix, n)| format!("{prefix}.{n}")))
        };
        if range.is_empty() {
            return;
        }
        let inherits = self.lists.last().is_some_and(|list| list.inherits);
        let lead = self.outline.statement(&mut self.document, &range, self.lists.last());
        let statement = Statement { text: range, line, id, explicit_id, lead, inherits, leads, ignored };
        self.document.blocks.push(Block::Statement(statement));
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.end_requirement(u32::MAX);
        self.document
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(text: &str) -> Vec<Option<String>> {
        let document = read(&Source::new("requirements.md", text));
        let id = |block: Block| match block {
            Block::Statement(statement) => statement.id,
            Block::Table(_) => None,
        };
        document.blocks.into_iter().map(id).collect()
    }

    #[test]
    fn headings_end_requirements() {
        let spec = |heading: &str| {
            format!("### Requirement 3\n\n1. THE App SHALL run.\n\n{heading}\n\n1. THE App SHALL stop.\n")
        };
        let (first, second) = (Some("3.1".to_owned()), |id: &str| Some(id.to_owned()));
        for heading in ["#### Notes", "#### Acceptance Criteria", "### Acceptance Criteria"] {
            assert_eq!(ids(&spec(heading)), [first.clone(), second("3.1")], "{heading}");
        }
        for heading in ["### Notes", "## Notes"] {
            assert_eq!(ids(&spec(heading)), [first.clone(), None], "{heading}");
        }
    }

    #[test]
    fn numbered_lines_of_a_paragraph_are_statements() {
        let spec =
            "1.1 The App shall run.\n1.2 The App shall stop\n1.3 The App shall end.\nThe App shall go on.\n";
        let numbered = ["1.1", "1.2", "1.3"].map(|id| Some(id.to_owned()));
        assert_eq!(ids(spec)[..3], numbered);
    }
}
