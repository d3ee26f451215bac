//! What leads in what, by where it stands: the statement right in front, the heading above, the list around.

use std::ops::Range;

use super::leading::Front;
use super::reader::List;
use super::{Block, Document, Leads, Statement};

/// What stands around the place that is being read.
#[derive(Default)]
pub(super) struct Outline {
    /// The statement right in front, which has not led anything in yet.
    front: Option<usize>,
    /// The headings that lead in what stands in their sections, or end that of another one.
    sections: Vec<Section>,
    /// The first statement of the item or paragraph in hand, and whether it is about a variable, once that was asked.
    first: Option<(usize, Option<bool>)>,
    /// What leads in the groups of a list that have labels: "Required:", "Database:".
    group: Option<usize>,
}

struct Section {
    level: u8,
    /// The block of the heading, where it leads something in.
    block: Option<usize>,
    /// Whether it leads in paragraphs too: it names a variable, which all of its section describes, or a condition.
    paragraphs: bool,
}

/// A heading, or the title of one.
pub(super) struct Heading {
    pub(super) text: Range<usize>,
    pub(super) level: u8,
    pub(super) is_requirement: bool,
}

impl Outline {
    /// Where an item begins, no group goes on.
    pub(super) fn begin_item(&mut self) {
        (self.group, self.first) = (None, None);
    }

    /// Where a paragraph begins that stands in no list, nothing goes on from the one before.
    pub(super) fn begin_paragraph(&mut self) {
        self.first = None;
    }

    /// Where a heading begins, nothing goes on but the sections that it stands in.
    pub(super) fn begin_heading(&mut self, level: u8) {
        (self.front, self.group) = (None, None);
        while self.sections.pop_if(|section| level <= section.level).is_some() {}
    }

    /// The heading that leads in what stands here.
    fn section(&self) -> Option<usize> {
        self.sections.last()?.block
    }

    /// The heading here that leads in paragraphs.
    fn over_paragraphs(&self) -> Option<usize> {
        self.sections.last().filter(|section| section.paragraphs)?.block
    }

    /// A heading opens a section: as a block of its own where it leads in what stands there.
    pub(super) fn open_section(&mut self, document: &mut Document, heading: &Heading, line: u32) {
        if heading.is_requirement {
            self.sections.clear();
        }
        let outer = self.section();
        let front = Front::of(document, heading.text.clone());
        // The title of a document is no heading of a section.
        let alone = (front.is_variable() || front.is_decided()) && !heading.is_requirement;
        let opens = heading.level > 1 && (front.heads() || alone);
        if opens || outer.is_some() && front.is_group() {
            let block = Some(document.blocks.len());
            self.sections.push(Section {
                level: heading.level,
                block,
                paragraphs: front.names_variable() || front.is_decided(),
            });
            let lead = outer.filter(|_| !opens);
            let text = heading.text.clone();
            let heading = Statement { text, line, lead, leads: Leads::Section, ..Statement::default() };
            document.blocks.push(Block::Statement(heading));
        } else if outer.is_some() && front.is_aside() {
            self.sections.push(Section { level: heading.level, block: None, paragraphs: false });
        }
    }

    /// Whether lines with labels describe a variable here: that of the section, or the one that a text in front is about.
    pub(super) fn describes(&self, document: &Document, front: Range<usize>) -> bool {
        self.over_paragraphs().is_some() || Front::of(document, front).is_about_variable()
    }

    /// Notes a statement that stands in a list, or in none, and says what leads it in.
    pub(super) fn statement(
        &mut self,
        document: &mut Document,
        range: &Range<usize>,
        list: Option<&List>,
    ) -> Option<usize> {
        let here = document.blocks.len();
        let front = self.front.replace(here);
        let lead = list.and_then(|list| list.lead);
        if !is_label(document, range) {
            if self.goes_on(document, here) {
                return self.lead_items(document);
            }
            if list.is_none() {
                self.group = None;
                return self.over_paragraphs();
            }
            let joins = list.is_some_and(|list| !list.inherits) && joins(&document.text[range.clone()]);
            if joins && let Some(over) = lead.and_then(|lead| statement(document, lead)) {
                over.leads = Leads::Joined;
            }
            return lead;
        }
        if let Some(at) = front.filter(|&at| leads_groups(document, at))
            && let Some(front) = statement(document, at)
        {
            front.leads = Leads::Items;
            self.group = Some(at);
        }
        self.group.or(lead).or(self.section())
    }

    /// Whether a statement describes the variable that the first one of its item or paragraph is about.
    fn goes_on(&mut self, document: &Document, here: usize) -> bool {
        let (first, about) = self.first.get_or_insert((here, None));
        let goes_on = *first < here && *about.get_or_insert_with(|| is_about_variable(document, *first));
        if goes_on {
            self.front = Some(*first);
        }
        goes_on
    }

    /// What leads in the list or table that opens here: a colon, or a statement that announces it or is described by it.
    pub(super) fn open(
        &mut self,
        document: &mut Document,
        described: bool,
        list: Option<&List>,
    ) -> Option<usize> {
        let described = described || list.is_some();
        if let Some(at) = self.front.take().filter(|&at| leads(document, at, described))
            && let Some(front) = statement(document, at)
        {
            front.leads = Leads::Items;
            return Some(at);
        }
        list.and_then(|list| list.lead).or(self.section())
    }

    /// Where a list ends, others may follow that are groups of the same.
    pub(super) fn close(&mut self, blocks: &[Block], lead: Option<usize>) {
        let of_group = |lead: &usize| self.group.is_some() && self.group == blocks[*lead].lead();
        self.group = lead.filter(|lead| !of_group(lead)).or(self.group);
        self.first = None;
    }

    /// Lets the statement in front lead in what Markdown knows as no list.
    pub(super) fn lead_items(&mut self, document: &mut Document) -> Option<usize> {
        let front = self.front;
        if let Some(statement) = front.and_then(|at| statement(document, at)) {
            statement.leads = Leads::Items;
        }
        front
    }
}

fn statement(document: &mut Document, at: usize) -> Option<&mut Statement> {
    match document.blocks.get_mut(at)? {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) => None,
    }
}

fn is_about_variable(document: &Document, at: usize) -> bool {
    let Block::Statement(statement) = &document.blocks[at] else { return false };
    Front::of(document, statement.text.clone()).is_about_variable()
}

fn is_label(document: &Document, range: &Range<usize>) -> bool {
    // Few statements end in a colon; the others need not be cut.
    document.text[range.clone()].ends_with(':') && Front::of(document, range.clone()).is_label()
}

/// Whether a block leads in the list behind it, which may describe a variable.
fn leads(document: &Document, at: usize, described: bool) -> bool {
    let Block::Statement(statement) = &document.blocks[at] else { return false };
    statement.leads != Leads::Nothing || {
        let front = Front::of(document, statement.text.clone());
        described && front.is_about_variable() || front.is_condition() || front.announces()
    }
}

/// Whether a block leads in lists of which groups with labels may be.
fn leads_groups(document: &Document, at: usize) -> bool {
    let Block::Statement(statement) = &document.blocks[at] else { return false };
    let announces = || Front::of(document, statement.text.clone()).announces();
    !is_label(document, &statement.text) && (statement.leads != Leads::Nothing || announces())
}

/// Whether an item goes on in the next one: "`X` is missing, and".
fn joins(item: &str) -> bool {
    item.rsplit([' ', ',']).next().is_some_and(|last| last.eq_ignore_ascii_case("and"))
}
