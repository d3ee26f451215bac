//! What leads in what, by where it stands: the statement right in front, the heading above, the list around.

use std::ops::Range;

use super::leading::{
    announces, heads, is_about_variable, is_aside, is_condition, is_group, is_label, joins,
};
use super::reader::List;
use super::{Block, Document, Leads, Statement};

/// What stands around the place that is being read.
#[derive(Default)]
pub(super) struct Outline {
    /// The statement right in front, which has not led anything in yet.
    front: Option<usize>,
    /// The headings that lead in the lists and tables of their sections, or end that of another one, and their levels.
    sections: Vec<(u8, Option<usize>)>,
    /// What leads in the groups of a list that have labels: "Required:", "Database:".
    group: Option<usize>,
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
        self.group = None;
    }

    /// Where a heading begins, nothing goes on but the sections that it stands in.
    pub(super) fn begin_heading(&mut self, level: u8) {
        (self.front, self.group) = (None, None);
        while self.sections.pop_if(|(open, _)| level <= *open).is_some() {}
    }

    /// The heading that leads in what stands here.
    fn section(&self) -> Option<usize> {
        self.sections.last().and_then(|&(_, block)| block)
    }

    /// A heading opens a section: as a block of its own where it leads in what stands there.
    pub(super) fn open_section(&mut self, document: &mut Document, heading: &Heading, line: u32) {
        if heading.is_requirement {
            self.sections.clear();
        }
        let outer = self.section();
        let text = &document.text[heading.text.clone()];
        // The title of a document is no heading of a section.
        let opens = heads(text) && heading.level > 1;
        if opens || outer.is_some() && is_group(text) {
            self.sections.push((heading.level, Some(document.blocks.len())));
            let lead = outer.filter(|_| !opens);
            let text = heading.text.clone();
            let heading = Statement { text, line, lead, leads: Leads::Section, ..Statement::default() };
            document.blocks.push(Block::Statement(heading));
        } else if outer.is_some() && is_aside(text) {
            self.sections.push((heading.level, None));
        }
    }

    /// Notes a statement that stands in a list, or in none, and says what leads it in.
    pub(super) fn statement(
        &mut self,
        blocks: &mut [Block],
        text: &str,
        own: &str,
        list: Option<&List>,
    ) -> Option<usize> {
        let front = self.front.replace(blocks.len());
        let lead = list.and_then(|list| list.lead);
        if !is_label(own) {
            if list.is_none() {
                self.group = None;
            }
            // "`X` is missing, and"
            if let Some(Block::Statement(over)) = lead.and_then(|lead| blocks.get_mut(lead))
                && list.is_some_and(|list| !list.inherits)
                && joins(own)
            {
                over.leads = Leads::Joined;
            }
            return lead;
        }
        if let Some(at) = front
            && let Block::Statement(statement) = &mut blocks[at]
        {
            let front = &text[statement.text.clone()];
            if !is_label(front) && (statement.leads != Leads::Nothing || announces(front)) {
                statement.leads = Leads::Items;
                self.group = Some(at);
            }
        }
        self.group.or(lead).or(self.section())
    }

    /// What leads in the list or table that opens here: a colon, or a statement that announces it or is described by it.
    pub(super) fn open(
        &mut self,
        blocks: &mut [Block],
        text: &str,
        described: bool,
        list: Option<&List>,
    ) -> Option<usize> {
        if let Some(block) = self.front.take()
            && let Block::Statement(statement) = &mut blocks[block]
        {
            let front = &text[statement.text.clone()];
            if statement.leads != Leads::Nothing
                || (described || list.is_some()) && is_about_variable(front)
                || is_condition(front)
                || announces(front)
            {
                statement.leads = Leads::Items;
                return Some(block);
            }
        }
        list.and_then(|list| list.lead).or(self.section())
    }

    /// Where a list ends, others may follow that are groups of the same.
    pub(super) fn close(&mut self, blocks: &[Block], lead: Option<usize>) {
        let of_group = |lead: &usize| self.group.is_some() && self.group == blocks[*lead].lead();
        self.group = lead.filter(|lead| !of_group(lead)).or(self.group);
    }

    /// Lets the statement right in front lead in a list that Markdown does not know of.
    pub(super) fn lead_items(&mut self, blocks: &mut [Block]) -> Option<usize> {
        let front = self.front;
        if let Some(Block::Statement(statement)) = front.and_then(|at| blocks.get_mut(at)) {
            statement.leads = Leads::Items;
        }
        front
    }
}
