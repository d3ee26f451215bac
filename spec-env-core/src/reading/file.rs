//! One file: its statements and tables, read with the names that it introduces.

use std::collections::HashMap;
use std::ops::Range;

use crate::contract::EarsPattern;
use crate::diagnostic::{Code, Diagnostic, Label, Level, Place};
use crate::document::{Block, Column, Document, Row, Statement, Table, label, labelled};
use crate::ears::sentence::is_modal;
use crate::facts::context::Cx;
use crate::facts::names::opens_source;
use crate::facts::statement::{self, Lead};
use crate::facts::table;
use crate::facts::words::{Role, Words};
use crate::facts::{IdSet, NEAR, NameId, Problem, Reading, artefact, suspect, unintroduced};
use crate::merge::Record;
use crate::source::Source;

use super::finding::Finding;
use super::{Cut, cx, is_plain};

/// One file, or a piece of it, while its blocks are read.
pub(super) struct File<'a> {
    pub(super) at: usize,
    pub(super) source: &'a Source,
    pub(super) document: &'a Document,
    pub(super) known: &'a IdSet,
    pub(super) speaks: bool,
    pub(super) system: Option<&'a str>,
    /// What is said of the lists and tables behind statements that lead in some, in the order of their blocks.
    pub(super) leads: Vec<(usize, Lead)>,
    pub(super) records: Vec<Record>,
    pub(super) findings: Vec<Finding>,
}

impl File<'_> {
    pub(super) fn block(&mut self, block: usize, cut: &Cut) {
        match (&self.document.blocks[block], cut) {
            (Block::Statement(statement), Cut::Statement(words)) if !words.tokens.is_empty() => {
                self.statement(block, statement, words);
            }
            (Block::Table(table), Cut::Table(Some(columns), rows)) => self.table(table, columns, rows),
            (Block::Table(table), Cut::Table(None, rows)) => self.other_table(table, rows),
            _ => {}
        }
    }

    /// A table that declares no variables, and whose cells hold rules on some: a warning for the table.
    fn unread(&self, rows: &[Vec<Words>]) -> Option<Finding> {
        let known = |id: NameId| self.known.contains(id);
        let is_rule = |words: &&Words| {
            let obliges = words.sentences.iter().any(|sentence| sentence.pattern().is_some());
            // "API keys shall be stored in environment variables" names none.
            let text = &self.document.text;
            let clear = |at: usize| words.speaks && !words.tokens[at].is_plain_name(text);
            let named =
                words.names.iter().enumerate().any(|(at, id)| id.is_some_and(|id| known(id) || clear(at)));
            obliges && named
        };
        let rule = rows.iter().flatten().find(is_rule)?;
        let problem = Problem::new(
            Code::UnreadTable,
            cx(rule, self.document, &known).span(0..rule.tokens.len()),
            "a rule on environment variables stands in a table whose rows are not read",
            "write each row as a list item, or give the table a column named `Variable`",
        );
        Some(self.finding(Level::Warning, problem, None))
    }

    fn place(&self, span: &Range<usize>) -> Place {
        Place { source: self.at, span: self.document.source_span(span, self.source.text()) }
    }

    fn finding(&self, level: Level, problem: Problem, id: Option<&String>) -> Finding {
        let value = problem.value.map(|span| self.place(&span));
        let diagnostic = Diagnostic {
            level,
            code: problem.code,
            message: problem.message,
            help: Some(problem.help),
            id: id.cloned(),
            primary: Label { place: self.place(&problem.span), message: String::new() },
            related: Vec::new(),
        };
        Finding { diagnostic, value }
    }

    fn statement(&mut self, block: usize, statement: &Statement, words: &Words) {
        let known = |id: NameId| self.known.contains(id);
        let cx = cx(words, self.document, &known);
        let mut found = Vec::new();
        // Most statements are about something else, and are not looked at any closer.
        let opens = words.environment && opens_source(&cx, cx.end().saturating_sub(1));
        let leads = cx.follows(cx.end(), ":");
        let idle = !words.speaks && !opens && !words.names_any() && statement.lead.is_none();
        if idle && !leads || artefact::is_about_artefact(&cx) {
            return;
        }
        let system = system(&cx);
        let others =
            self.system.zip(system.as_deref()).is_some_and(|(wanted, own)| !same_system(wanted, own));
        if others {
            return;
        }
        let foreign = words.foreign;
        let mut reading = Reading::default();
        if let Some(at) = foreign {
            found.extend(unreadable(&cx, at).map(|p| (Level::Warning, p)));
            for at in 0..cx.end() {
                if let Some(name) = cx.name(at) {
                    let span = cx.at(at).span();
                    reading.facts.push(crate::facts::Fact {
                        name,
                        kind: crate::facts::FactKind::Mention,
                        guards: Vec::new(),
                        span,
                    });
                }
            }
        } else {
            // A rule of several blocks has the words of what leads it in.
            let outer = self.lead(statement.lead).filter(|_| words.pieces.is_empty());
            let (read, lead) = statement::read(&cx, outer);
            reading = self.described(statement, words).unwrap_or(read);
            // "WHEN the service starts, THE App SHALL:"
            if leads && (!idle || lead.conditions.is_some() || lead.checks) {
                self.leads.push((block, lead));
            }
            // "SHALL require the following:" is about whatever the items are.
            if words.items.is_some()
                && !words.speaks
                && !cx.names_in(0..cx.end()).iter().any(|&name| Some(name) != words.items)
            {
                reading.problems.clear();
            }
            // What such a rule says is read with each of its conditions.
            if words.role == Role::Open {
                reading = Reading::default();
            }
            if words.role == Role::Unread {
                reading.problems.push(unread(&cx));
            }
            if words.role == Role::Outcome {
                reading.of_scenario();
            }
            if !words.pieces.is_empty() {
                reading.stand_in(&statement.text);
            }
            found.extend(reading.problems.drain(..).map(|p| (Level::Error, p)));
            if self.speaks {
                found.extend(unintroduced::look_alike(&cx));
            }
            found.extend(suspect::lower_case_names(&cx).map(|p| (Level::Warning, p)));
            if found.is_empty() {
                found.extend(suspect::which_variable(&cx).map(|p| (Level::Warning, p)));
            }
        }
        found.extend(unclosed(&cx).map(|p| (Level::Error, p)));
        for (level, problem) in found {
            let finding = self.finding(level, problem, statement.id.as_ref());
            // What a rule says is found with each of its conditions.
            let said = !words.pieces.is_empty()
                && self.findings.iter().rev().take(NEAR).any(|f| f.repeats(&finding));
            if !said {
                self.findings.push(finding);
            }
        }
        if !reading.facts.is_empty() || !reading.groups.is_empty() {
            let pattern = words.sentences.iter().find_map(crate::ears::sentence::Sentence::pattern);
            let record = self.record(statement, pattern, system, reading);
            self.records.push(Record { pieces: words.pieces.clone(), ..record });
        }
    }

    /// What an item says of the one variable that its lead-in speaks of, behind a label: `Default: 5`.
    fn described(&self, statement: &Statement, words: &Words) -> Option<Reading> {
        let (about, whose) = self.lead(statement.lead)?.about.as_ref()?;
        let named = |id: &NameId| self.known.contains(*id);
        if words.names.iter().flatten().any(named) {
            return None;
        }
        let (column, from) = labelled(&self.document.text[statement.text.clone()])?;
        let full_stop = usize::from(self.document.text[statement.text.clone()].ends_with('.'));
        let span = statement.text.start + from..statement.text.end - full_stop;
        let mut value = Words::new(&self.document.text, span.clone(), &self.document.codes);
        for (token, name) in value.tokens.iter().zip(&mut value.names) {
            let same = words.tokens.binary_search_by_key(&token.span().start, |t| t.span().start);
            *name = same.ok().and_then(|at| words.names[at]);
        }
        let known = |id: NameId| self.known.contains(id);
        let mut reading = Reading::default();
        table::cell(&cx(&value, self.document, &known), column, &span, *about, whose, &mut reading);
        Some(reading)
    }

    fn position(&self, block: usize) -> Option<usize> {
        self.leads.binary_search_by_key(&block, |&(block, _)| block).ok()
    }

    /// What a block leads in with.
    fn lead(&self, block: Option<usize>) -> Option<&Lead> {
        Some(&self.leads[self.position(block?)?].1)
    }

    fn record(
        &self,
        statement: &Statement,
        pattern: Option<EarsPattern>,
        system: Option<String>,
        mut reading: Reading,
    ) -> Record {
        reading.facts.shrink_to_fit();
        Record {
            source: self.at,
            id: statement.id.clone(),
            line: statement.line,
            pattern,
            system,
            text: statement.text.clone(),
            pieces: Vec::new(),
            reading,
        }
    }

    /// Statements that carry the id of another one.
    pub(super) fn duplicates(&self, cuts: &[Cut]) -> Vec<Finding> {
        let mut first: HashMap<&str, &Statement> = HashMap::new();
        let mut out = Vec::new();
        for (block, cut) in self.document.blocks.iter().zip(cuts) {
            let (Block::Statement(statement), Cut::Statement(_)) = (block, cut) else { continue };
            let Some(id) = statement.id.as_ref().filter(|_| statement.explicit_id) else { continue };
            let original = *first.entry(id).or_insert(statement);
            if std::ptr::eq(original, statement) {
                continue;
            }
            let problem = Problem::new(
                Code::DuplicateId,
                statement.text.clone(),
                format!("two statements carry the id {id}"),
                "give one of them another id",
            );
            let mut finding = self.finding(Level::Warning, problem, Some(id));
            let message = "the first statement of that id".to_owned();
            finding.diagnostic.related.push(Label { place: self.place(&original.text), message });
            out.push(finding);
        }
        out
    }

    /// A table that declares no variables: of what holds of one of them, `| Default | 5 |`, or about something else.
    fn other_table(&mut self, table: &Table, rows: &[Vec<Words>]) {
        let known = |id: NameId| self.known.contains(id);
        let mut read = 0;
        if let Some((about, whose)) = self.lead(table.lead).and_then(|lead| lead.about.clone()) {
            for (row, words) in table.rows.iter().zip(rows) {
                let [head, value, ..] = row.cells.as_slice() else { continue };
                let Some(column) = label(&self.document.text[head.clone()]) else { continue };
                let mut reading = Reading::default();
                table::cell(
                    &cx(&words[1], self.document, &known),
                    column,
                    value,
                    about,
                    &whose,
                    &mut reading,
                );
                self.row(table, row, reading);
                read += 1;
            }
        }
        if read == 0 {
            self.findings.extend(self.unread(rows));
        }
    }

    fn table(&mut self, table: &Table, columns: &[Column], rows: &[Vec<Words>]) {
        let known = |id: NameId| self.known.contains(id);
        for (row, words) in table.rows.iter().zip(rows) {
            let at = columns.iter().position(|&c| c == Column::Name).unwrap_or(0);
            let Some(cell) = words.get(at) else { continue };
            let name_cx = cx(cell, self.document, &known);
            let Some((name, whose)) = table::row_name(&name_cx) else { continue };
            let mut reading = Reading::default();
            let name_span = row.cells[at].clone();
            table::name_remark(&name_cx, name, whose, &mut reading);
            for ((&column, words), span) in columns.iter().zip(words).zip(&row.cells) {
                table::cell(&cx(words, self.document, &known), column, span, name, whose, &mut reading);
            }
            table::finish(name, &name_span, self.lead(table.lead), &mut reading);
            self.row(table, row, reading);
        }
    }

    /// What a row says.
    fn row(&mut self, table: &Table, row: &Row, mut reading: Reading) {
        let id = table.lead.and_then(|lead| match &self.document.blocks[lead] {
            Block::Statement(statement) => statement.id.clone(),
            Block::Table(_) => None,
        });
        for problem in std::mem::take(&mut reading.problems) {
            self.findings.push(self.finding(Level::Error, problem, id.as_ref()));
        }
        let text =
            row.cells.first().map_or(0, |cell| cell.start)..row.cells.last().map_or(0, |cell| cell.end);
        self.records.push(Record {
            source: self.at,
            id,
            line: row.line,
            pattern: None,
            system: None,
            text,
            pieces: Vec::new(),
            reading,
        });
    }
}

/// The system that a statement binds; `None` for "the system", pronouns and variables.
fn system(cx: &Cx<'_>) -> Option<String> {
    use crate::ears::token::TokenKind;
    use crate::ears::word::is;
    let sentence = cx.words.sentences.iter().find(|s| s.responses.iter().any(|r| r.modal.is_some()))?;
    let mut range = sentence.subject.clone();
    while range.start < range.end && is!(cx.at(range.start), "the a an then and") {
        range.start += 1;
    }
    // "Default weights SHALL be configurable": what is spoken of, and nobody who acts.
    if range.len() > 1 && is!(cx.at(range.end + 1), "be") {
        return None;
    }
    if range.is_empty()
        || range.len() > 3
        || range
            .clone()
            .any(|at| cx.name(at).is_some() || cx.behind_variable(at).is_some() || is_modal(cx.at(at)))
    {
        return None;
    }
    let first = cx.at(range.start);
    let worded =
        range.clone().all(|at| matches!(cx.at(at).kind, TokenKind::Word | TokenKind::Name | TokenKind::Code));
    let named = range.len() == 1 || first.is_capitalised(cx.text) || first.is_loud(cx.text);
    let text = &cx.text[cx.span(range.clone())];
    let pronoun = is!(first, "it they this that value system") && range.len() == 1;
    (worded && named && !pronoun).then(|| text.trim_matches('`').to_owned())
}

fn same_system(a: &str, b: &str) -> bool {
    let plain =
        |s: &str| s.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    plain(a) == plain(b)
}

/// A rule over conditions in a list that is not read with them.
fn unread(cx: &Cx<'_>) -> Problem {
    Problem::new(
        Code::NotUnderstood,
        cx.span(0..cx.end()),
        "the conditions in the list behind it are not read",
        "write `if any of the following is true:` or `if all of the following are true:`, and nothing between that and the colon or the comma; or a statement for each condition",
    )
}

/// A statement that names a variable beside 环境变量 and is otherwise not read.
fn unreadable(cx: &Cx<'_>, at: usize) -> Option<Problem> {
    let beside =
        [at.wrapping_sub(1), at + 1].into_iter().find(|&i| cx.candidate(i).is_some() && !is_plain(cx, i))?;
    let name = cx.inner(beside);
    Some(Problem::new(
        Code::UnreadableScript,
        cx.span(beside..beside + 1),
        format!("names `{name}` in a script whose words are not read"),
        format!(
            "write the rule with English keywords: `WHEN the {name} environment variable is not set, THE SYSTEM SHALL …`"
        ),
    ))
}

/// A back-tick beside a name that is never closed.
fn unclosed(cx: &Cx<'_>) -> Option<Problem> {
    let at = (0..cx.end()).find(|&at| {
        cx.punct(at, "`") && (cx.candidate(at + 1).is_some() || at > 0 && cx.candidate(at - 1).is_some())
    })?;
    let message = "a back-tick beside a name is never closed";
    let help = "write a back-tick on both sides of the name";
    Some(Problem::new(Code::UnclosedCode, cx.span(at..at + 1), message, help))
}
