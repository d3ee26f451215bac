//! Items that are conditions of the rule that leads them in, cut with its words.

use std::ops::Range;

use crate::document::{Block, Document, Leads, Statement};
use crate::ears::token::Token;
use crate::facts::cases::Cases;
use crate::facts::words::{Words, cut};

/// The length of a rule or an item that is read together, in bytes, and how many items: no document takes the square of
/// its length.
const LONG: usize = 1024;
const MANY: usize = 16;

/// The words of a block with those of the rule whose condition it is: its own, or all of the list behind its first item,
/// where they must hold together.
pub(super) fn case(document: &Document, at: usize) -> Option<Words> {
    let item = statement(document, at)?;
    let lead = item.lead?;
    let rule = statement(document, lead)?;
    let text = &document.text;
    let tokens = |range: &Range<usize>| -> Option<Vec<Token>> {
        (range.len() < LONG).then(|| cut(text, range.clone(), &document.codes))
    };
    let over = tokens(&rule.text)?;
    let cases = Cases::of(&over)?;
    let items: Vec<Vec<Token>> = if rule.leads == Leads::Joined || cases.joint {
        let behind = (lead + 1..document.blocks.len()).map_while(|at| statement(document, at));
        let list = behind.take_while(|item| item.lead == Some(lead)).take(MANY + 1);
        let list: Vec<&Statement> = list.filter(|item| !item.ignored).collect();
        if list.len() > MANY || !std::ptr::eq(list[0], item) {
            return None;
        }
        list.iter().map(|item| tokens(&item.text)).collect::<Option<_>>()?
    } else {
        vec![tokens(&item.text)?]
    };
    Some(Words::of(cases.under(&items)?, text))
}

fn statement(document: &Document, at: usize) -> Option<&Statement> {
    match &document.blocks[at] {
        Block::Statement(statement) => Some(statement),
        Block::Table(_) => None,
    }
}
