//! Files → records: every statement and row of a file, with the facts that it states.

mod file;
mod finding;
mod joined;
mod pieces;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{self, Block, Column, Document, Leads, columns, mentions_variables};
use crate::facts::context::Cx;
use crate::facts::statement::opens_choice;
use crate::facts::table;
use crate::facts::words::Words;
use crate::facts::{IdSet, NameId, artefact, names};
use crate::merge::Record;
use crate::source::Source;

use file::File;
use finding::Finding;
use joined::{begins_with, joined, role};
use pieces::in_pieces;

/// The names seen so far.
#[derive(Default)]
pub(crate) struct Interner {
    pub(crate) names: Vec<String>,
    by_text: HashMap<String, NameId>,
}

impl Interner {
    fn id(&mut self, name: &str) -> NameId {
        if let Some(&id) = self.by_text.get(name) {
            return id;
        }
        let id = self.names.len();
        self.names.push(name.to_owned());
        self.by_text.insert(name.to_owned(), id);
        id
    }
}

/// Reads the files of a specification, one behind the other.
#[derive(Default)]
pub(crate) struct Reader {
    pub(crate) interner: Interner,
    pub(crate) documents: Vec<Document>,
    pub(crate) records: Vec<Record>,
    pub(crate) findings: Vec<Finding>,
}

/// A block cut into words.
enum Cut {
    Statement(Words),
    Table(Option<Vec<Column>>, Vec<Vec<Words>>),
    Ignored,
}

impl Reader {
    pub(crate) fn source(&mut self, at: usize, source: &Source, system: Option<&str>) {
        let file = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        let document =
            if file.eq_ignore_ascii_case("bugfix.md") { Document::default() } else { document::read(source) };
        let mut cuts: Vec<Cut> = document.blocks.iter().map(|_| Cut::Ignored).collect();
        let anywhere = |_| true;
        in_pieces(&mut cuts, anywhere, |first, piece| {
            for (at, cut) in piece.iter_mut().enumerate() {
                *cut = Cut::new(first + at, &document);
            }
        });
        let mut name = |words: &mut Words| {
            for at in words.candidates(&document.text) {
                words.names[at] = Some(self.interner.id(words.tokens[at].inner(&document.text)));
            }
        };
        for cut in &mut cuts {
            match cut {
                Cut::Statement(words) => name(words),
                Cut::Table(_, rows) => rows.iter_mut().flatten().for_each(&mut name),
                Cut::Ignored => {}
            }
        }
        let mut known = introduced(&cuts, &document);
        let introduces = known.iter().next().is_some();
        let items = self.interner.id("");
        known.extend([items]);
        for cut in &mut cuts {
            if let Cut::Statement(words) = cut {
                words.announce(items);
            }
        }
        let speaks = cuts.iter().any(|cut| match cut {
            Cut::Statement(words) => words.speaks,
            Cut::Table(columns, _) => columns.is_some(),
            Cut::Ignored => false,
        }) || introduces
            || document.speaks
            || document.rationales.iter().any(|r| mentions_variables(&r.text));
        let file = || File {
            at,
            source,
            document: &document,
            known: &known,
            speaks,
            system,
            leads: Vec::new(),
            records: Vec::new(),
            findings: Vec::new(),
        };
        self.findings.extend(file().duplicates(&cuts));
        let begins = separate(&document);
        let begins = |block: usize| begins[block];
        let pieces = in_pieces(&mut cuts, begins, |first, piece| {
            let mut file = file();
            for (at, cut) in piece.iter_mut().enumerate() {
                // The words of a block are of no use once it is read.
                file.block(first + at, &std::mem::replace(cut, Cut::Ignored));
            }
            (file.records, file.findings)
        });
        for (records, findings) in pieces {
            self.records.extend(records);
            self.findings.extend(findings);
        }
        self.documents.push(document);
    }
}

/// Whether no block from each on is led in by one in front of it, or goes on with it.
fn separate(document: &Document) -> Vec<bool> {
    let goes_on = |block: &Block| match block {
        Block::Statement(statement) => {
            let text = &document.text[statement.text.clone()];
            begins_with(text, "then") || begins_with(text, "and")
        }
        Block::Table(_) => false,
    };
    let mut first = usize::MAX;
    let blocks = document.blocks.iter().enumerate().rev();
    let mut out: Vec<bool> = blocks
        .map(|(at, block)| {
            first = first.min(block.lead().unwrap_or(usize::MAX));
            first >= at && !goes_on(block)
        })
        .collect();
    out.reverse();
    out
}

impl Cut {
    fn new(at: usize, document: &Document) -> Self {
        let words = |range: &Range<usize>| Words::new(&document.text, range.clone(), &document.codes);
        let joined = || joined(document, at).map(Self::Statement);
        match &document.blocks[at] {
            Block::Statement(statement) if statement.ignored => Self::Ignored,
            // Most statements of a specification are about something else; they need not be cut.
            Block::Statement(statement)
                if statement.lead.is_none()
                    && !begins_with(&document.text[statement.text.clone()], "then")
                    && statement.leads == Leads::Nothing
                    && !may_concern(&document.text[statement.text.clone()]) =>
            {
                Self::Ignored
            }
            Block::Statement(statement) if statement.leads != Leads::Nothing => {
                joined().unwrap_or_else(|| {
                    let mut words = Words::leading(&document.text, statement.text.clone(), &document.codes);
                    words.role = role(document, at);
                    Self::Statement(words)
                })
            }
            Block::Statement(statement) => {
                joined().unwrap_or_else(|| Self::Statement(words(&statement.text)))
            }
            Block::Table(table) => {
                let header: Vec<&str> =
                    table.header.iter().map(|cell| &document.text[cell.clone()]).collect();
                let rows = table.rows.iter().map(|row| row.cells.iter().map(words).collect()).collect();
                let front = table.lead.map(|at| &document.blocks[at]);
                let led = match front {
                    Some(Block::Statement(front)) => mentions_variables(&document.text[front.text.clone()]),
                    _ => false,
                };
                Self::Table(columns(&header, led), rows)
            }
        }
    }
}

/// Whether a statement can be about environment variables: it has a word in capitals that is no keyword, code, or the
/// word itself.
fn may_concern(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'`' | b'_' | b'$' | b'=' => return true,
            b if !b.is_ascii() => return true,
            b if b.is_ascii_alphanumeric() => {
                let start = at;
                while at < bytes.len() && bytes[at].is_ascii_alphanumeric() {
                    at += 1;
                }
                if names::concerns(&text[start..at]) {
                    return true;
                }
                at = at.max(start + 1);
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    false
}

fn cx<'a>(words: &'a Words, document: &'a Document, known: &'a dyn Fn(NameId) -> bool) -> Cx<'a> {
    Cx { text: &document.text, words, tokens: &words.tokens, known }
}

/// What a lead-in announces: variables, named where its items begin or behind what describes them.
#[derive(Clone, Copy)]
struct Announced {
    described: bool,
    /// Whether it is a heading: a rule in its section may be on something else.
    section: bool,
    /// Whether it speaks of environment variables.
    spoken: bool,
}

/// What a statement that leads in a list announces, if variables.
fn announced(cx: &Cx<'_>) -> Option<Announced> {
    let words = cx.words;
    let speaks = words.speaks || names::opens_source(cx, cx.end() - 1);
    let drops = || words.sentences.iter().any(|sentence| names::drops(cx, sentence));
    (speaks && (words.speaks || !drops())).then(|| Announced {
        described: names::lists_variables(cx),
        spoken: words.speaks,
        section: false,
    })
}

/// The names that a file introduces anywhere.
fn introduced(cuts: &[Cut], document: &Document) -> IdSet {
    let nothing = |_| false;
    let mut known = IdSet::default();
    let mut together: Vec<names::Together> = Vec::new();
    let mut leads: Vec<(usize, Announced)> = Vec::new();
    for (block, cut) in cuts.iter().enumerate() {
        match cut {
            Cut::Statement(words) => {
                let cx = cx(words, document, &nothing);
                let Block::Statement(statement) = &document.blocks[block] else { continue };
                let idle = !words.environment && statement.lead.is_none() && !words.names_any();
                if words.tokens.is_empty() || idle || artefact::is_about_artefact(&cx) {
                    continue;
                }
                if words.environment {
                    known.extend(names::introduced(&cx));
                }
                together.extend(names::tested_together(&cx));
                let foreign = words.foreign.into_iter();
                known.extend(
                    foreign
                        .flat_map(|at| [at.wrapping_sub(1), at + 1])
                        .filter(|&at| !is_plain(&cx, at))
                        .filter_map(|at| cx.candidate(at)),
                );
                let outer = statement.lead.and_then(|lead| {
                    let at = leads.binary_search_by_key(&lead, |&(block, _)| block).ok()?;
                    Some(leads[at].1)
                });
                if let Some(outer) = outer {
                    let first = names::of_item(&cx, outer.described)
                        .filter(|&at| outer.spoken || cx.is_clear(at) && !cx.is_noun(at + 1))
                        .filter(|&at| !(outer.section && names::is_ruled_otherwise(&cx, at)));
                    let names = first.and_then(|at| cx.names(at));
                    known.extend(names.map(|names| names.ids).unwrap_or_default());
                }
                // "Advanced options:", in a list of variables
                let group = outer.is_some_and(|outer| outer.spoken) && cx.end() == 3;
                // What stands under a name describes it: "- `DEBUG`: log everything".
                let describes = names::is_described(&cx);
                if statement.leads != Leads::Nothing
                    && (group || !lists_values(&cx))
                    && !describes
                    && let Some(mut announced) = announced(&cx).or(outer)
                {
                    announced.section |= statement.leads == Leads::Section;
                    announced.spoken &= !announced.section;
                    leads.push((block, announced));
                }
            }
            Cut::Table(Some(columns), rows) => {
                let column = columns.iter().position(|&c| c == Column::Name).unwrap_or(0);
                known.extend(
                    rows.iter().filter_map(|row| {
                        Some(table::row_name(&cx(row.get(column)?, document, &nothing))?.0)
                    }),
                );
            }
            Cut::Table(None, _) | Cut::Ignored => {}
        }
    }
    let mut grown = true;
    while std::mem::take(&mut grown) {
        // Both ways, so that a chain takes one pass however it is written.
        for names in together.iter().chain(together.iter().rev()) {
            if names.all.iter().any(|&id| known.contains(id)) {
                grown |= known.extend(names.clear.iter().copied());
            }
        }
    }
    known
}

/// Whether a lead-in announces values rather than variables.
fn lists_values(cx: &Cx<'_>) -> bool {
    use crate::ears::word::has;
    let end = cx.end();
    has!(cx, end.saturating_sub(4)..end, "values options levels modes")
        || cx.words.names_any() && opens_choice(cx, end.saturating_sub(1))
}

/// Whether a token may be an acronym as well as a name.
fn is_plain(cx: &Cx<'_>, at: usize) -> bool {
    cx.token(at).is_some_and(|t| t.is_plain_name(cx.text))
}
