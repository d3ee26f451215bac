//! A specification read from its files: the contract, and everything that was said beside it.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::contract::Contract;
use crate::diagnostic::{Code, Diagnostic, Label, Level, Place};
use crate::document::{self, Block, Document, Statement, Table};
use crate::ears::sentence::is_modal;
use crate::facts::context::{Cx, Words};
use crate::facts::statement::{self, Lead};
use crate::facts::table::{self, Column};
use crate::facts::{NameId, Problem, Reading, names};
use crate::merge::{self, Input, Record};
use crate::source::Source;

/// What was read from one or more `requirements.md` files.
#[derive(Debug, Clone)]
pub struct Specification {
    /// The files, in the order given; the defaults of secrets are blotted out.
    pub sources: Vec<Source>,
    /// What they say; for contradictory statements, what the first one says.
    pub contract: Contract,
    /// What is wrong with them, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// The rationale (user story or objective) of each requirement.
    pub rationales: Vec<Rationale>,
}

/// Why a requirement exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rationale {
    /// The position of the file in [`Specification::sources`].
    pub source: usize,
    /// The 1-based line of the rationale.
    pub line: u32,
    /// The 1-based lines that the requirement covers.
    pub lines: Range<u32>,
    /// The user story, on one line.
    pub text: String,
}

impl Specification {
    /// Reads a specification. It never fails: what cannot be read is in [`diagnostics`](Self::diagnostics).
    ///
    /// With `system`, only statements of that system and of none in particular count.
    ///
    /// ```
    /// use spec_env_core::source::Source;
    /// use spec_env_core::specification::Specification;
    ///
    /// let text = "WHEN the DB_POOL_SIZE environment variable is not set\n\
    ///             THE SYSTEM SHALL default to 5 connections and log a warning at startup";
    /// let spec = Specification::read(vec![Source::new("requirements.md", text)], None);
    /// let variable = &spec.contract.variables[0];
    /// assert_eq!((variable.name.as_ref(), variable.default.as_deref()), ("DB_POOL_SIZE", Some("5")));
    /// ```
    #[must_use]
    pub fn read(sources: Vec<Source>, system: Option<&str>) -> Self {
        let mut reader = Reader::default();
        for (at, source) in sources.iter().enumerate() {
            reader.source(at, source, system);
        }
        let input = Input {
            names: &reader.interner.names,
            sources: &sources,
            documents: &reader.documents,
            records: &reader.records,
        };
        let mut diagnostics = std::mem::take(&mut reader.diagnostics);
        let (contract, redacted) = merge::contract(&input, &mut diagnostics);
        diagnostics.sort_by_key(|d| (d.primary.place.source, d.primary.place.span.start));
        let rationales = reader
            .documents
            .iter()
            .enumerate()
            .flat_map(|(source, d)| {
                d.rationales.iter().map(move |r| Rationale {
                    source,
                    line: r.line,
                    lines: r.lines.clone(),
                    text: r.text.clone(),
                })
            })
            .collect();
        let sources = blot(sources, &redacted);
        Self { sources, contract, diagnostics, rationales }
    }

    /// Whether a diagnostic of level error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level == Level::Error)
    }
}

/// Blots out the defaults of secrets, byte for byte, so that excerpts cannot show them.
fn blot(sources: Vec<Source>, places: &[Place]) -> Vec<Source> {
    if places.is_empty() {
        return sources;
    }
    let blotted = sources.into_iter().enumerate().map(|(at, source)| {
        let mut text = source.text().to_owned();
        for place in places.iter().filter(|p| p.source == at) {
            text.replace_range(place.span.clone(), &"*".repeat(place.span.len()));
        }
        Source::new(source.name(), text)
    });
    blotted.collect()
}

/// The names seen so far.
#[derive(Default)]
struct Interner {
    names: Vec<String>,
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

#[derive(Default)]
struct Reader {
    interner: Interner,
    documents: Vec<Document>,
    records: Vec<Record>,
    diagnostics: Vec<Diagnostic>,
}

/// A block cut into words.
enum Cut {
    Statement(Words),
    Table(Option<Vec<Column>>, Vec<Vec<Words>>),
    Ignored,
}

impl Reader {
    fn source(&mut self, at: usize, source: &Source, system: Option<&str>) {
        let file = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        let document =
            if file.eq_ignore_ascii_case("bugfix.md") { Document::default() } else { document::read(source) };
        let cuts: Vec<Cut> = document.blocks.iter().map(|block| self.cut(block, &document)).collect();
        let known = introduced(&cuts, &document);
        let speaks = cuts.iter().any(|cut| match cut {
            Cut::Statement(words) => words.speaks,
            Cut::Table(columns, _) => columns.is_some(),
            Cut::Ignored => false,
        }) || document
            .rationales
            .iter()
            .any(|r| r.text.to_ascii_lowercase().contains("environment variable"));
        let mut file = File {
            at,
            source,
            document: &document,
            known: &known,
            speaks,
            warned: HashSet::new(),
            leads: HashMap::new(),
            ids: HashMap::new(),
            system,
        };
        for (block, cut) in cuts.iter().enumerate() {
            file.block(block, cut, &mut self.records, &mut self.diagnostics);
        }
        self.documents.push(document);
    }

    /// Cuts a block into words, and gives every possible name its number.
    fn cut(&mut self, block: &Block, document: &Document) -> Cut {
        let mut words = |range: &Range<usize>| {
            let mut words = Words::new(&document.text, range.clone(), &document.codes);
            let candidates: Vec<usize> = words.candidates().collect();
            for at in candidates {
                words.names[at] = Some(self.interner.id(words.tokens[at].inner(&document.text)));
            }
            words
        };
        match block {
            Block::Statement(statement) if statement.ignored => Cut::Ignored,
            // Most statements of a specification are about something else; they need not be cut.
            Block::Statement(statement)
                if statement.lead.is_none() && !may_concern(&document.text[statement.text.clone()]) =>
            {
                Cut::Ignored
            }
            Block::Statement(statement) => Cut::Statement(words(&statement.text)),
            Block::Table(table) => {
                let header: Vec<&str> =
                    table.header.iter().map(|cell| &document.text[cell.clone()]).collect();
                let rows = table.rows.iter().map(|row| row.cells.iter().map(&mut words).collect()).collect();
                Cut::Table(table::columns(&header), rows)
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

/// The names that a file introduces anywhere.
fn introduced(cuts: &[Cut], document: &Document) -> HashSet<NameId> {
    let nothing = |_| false;
    let mut known: HashSet<NameId> = HashSet::new();
    let mut together: Vec<Vec<NameId>> = Vec::new();
    let mut lead_open = false;
    for (block, cut) in cuts.iter().enumerate() {
        match cut {
            Cut::Statement(words) => {
                let cx = cx(words, document, &nothing);
                let led =
                    matches!(&document.blocks[block], Block::Statement(Statement { lead: Some(_), .. }));
                let idle = !words.environment && !led && !words.names_any();
                if words.tokens.is_empty() || idle || names::is_about_artefact(&cx) {
                    lead_open &= led;
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
                if led && lead_open {
                    known.extend(cx.names(0, cx.tokens.len()).map(|n| n.ids).unwrap_or_default());
                }
                if !led {
                    let colon = cx.punct(cx.tokens.len() - 1, ":");
                    lead_open = colon && words.speaks && !lists_values(&cx);
                }
            }
            Cut::Table(Some(columns), rows) => {
                let column = columns.iter().position(|&c| c == Column::Name).unwrap_or(0);
                known.extend(
                    rows.iter().filter_map(|row| table::row_name(&cx(row.get(column)?, document, &nothing))),
                );
            }
            Cut::Table(None, _) | Cut::Ignored => {}
        }
    }
    loop {
        let before = known.len();
        for names in &together {
            if names.iter().any(|id| known.contains(id)) {
                known.extend(names);
            }
        }
        if known.len() == before {
            return known;
        }
    }
}

/// Whether a lead-in announces values rather than variables.
fn lists_values(cx: &Cx<'_>) -> bool {
    use crate::ears::token::is;
    let end = cx.tokens.len();
    (end.saturating_sub(4)..end).any(|at| is!(cx.tokens[at], "values options levels modes"))
}

/// One file, while its blocks are read.
struct File<'a> {
    at: usize,
    source: &'a Source,
    document: &'a Document,
    known: &'a HashSet<NameId>,
    speaks: bool,
    /// Names that have been warned of.
    warned: HashSet<NameId>,
    leads: HashMap<usize, Lead>,
    /// The first statement of each explicit id.
    ids: HashMap<String, Range<usize>>,
    system: Option<&'a str>,
}

impl File<'_> {
    fn block(
        &mut self,
        block: usize,
        cut: &Cut,
        records: &mut Vec<Record>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        match (&self.document.blocks[block], cut) {
            (Block::Statement(statement), Cut::Statement(words)) if !words.tokens.is_empty() => {
                self.statement(block, statement, words, records, diagnostics);
            }
            (Block::Table(table), Cut::Table(Some(columns), rows)) => {
                self.table(table, columns, rows, records, diagnostics);
            }
            _ => {}
        }
    }

    fn diagnostic(&self, level: Level, problem: Problem, id: Option<&String>) -> Diagnostic {
        let span = self.document.source_span(&problem.span, self.source.text());
        Diagnostic {
            level,
            code: problem.code,
            message: problem.message,
            help: Some(problem.help),
            id: id.cloned(),
            primary: Label { place: Place { source: self.at, span }, message: String::new() },
            related: Vec::new(),
        }
    }

    fn statement(
        &mut self,
        block: usize,
        statement: &Statement,
        words: &Words,
        records: &mut Vec<Record>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let known = |id: NameId| self.known.contains(&id);
        let cx = cx(words, self.document, &known);
        let mut found = Vec::new();
        self.duplicate(statement, diagnostics);
        // Most statements are about something else, and are not looked at any closer.
        let idle = !words.speaks && !words.names_any() && statement.lead.is_none();
        if idle || names::is_about_artefact(&cx) {
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
            for at in 0..cx.tokens.len() {
                if let Some(name) = cx.name(at) {
                    let span = cx.tokens[at].span();
                    reading.facts.push(crate::facts::Fact {
                        name,
                        kind: crate::facts::FactKind::Mention,
                        guards: Vec::new(),
                        span,
                    });
                }
            }
        } else {
            let lead = statement.lead.and_then(|l| self.leads.get(&l));
            let (read, lead) = statement::read(&cx, lead);
            reading = read;
            self.leads.insert(block, lead);
            found.extend(reading.problems.drain(..).map(|p| (Level::Error, p)));
            if self.speaks {
                found.extend(self.look_alike(&cx).map(|p| (Level::Warning, p)));
            }
            found.extend(names::lower_case_names(&cx).map(|p| (Level::Warning, p)));
            if found.is_empty() {
                found.extend(names::which_variable(&cx).map(|p| (Level::Warning, p)));
            }
        }
        found.extend(unclosed(&cx).map(|p| (Level::Error, p)));
        diagnostics.extend(
            found.into_iter().map(|(level, problem)| self.diagnostic(level, problem, statement.id.as_ref())),
        );
        if !reading.facts.is_empty() || !reading.groups.is_empty() {
            let pattern = words.sentences.iter().find_map(crate::ears::sentence::Sentence::pattern);
            records.push(Record {
                source: self.at,
                id: statement.id.clone(),
                line: statement.line,
                pattern,
                system,
                text: statement.text.clone(),
                reading,
            });
        }
    }

    /// Names that nothing introduces, where a variable would stand: a warning for the statement, once a name.
    fn look_alike(&self, cx: &Cx<'_>) -> Option<Problem> {
        let tokens: Vec<usize> = names::look_like_variables(cx)
            .into_iter()
            .filter(|&at| cx.candidate(at).is_some_and(|id| !self.warned.contains(&id)))
            .collect();
        let first = *tokens.first()?;
        let mut seen: Vec<&str> = Vec::new();
        for &at in &tokens {
            if !seen.contains(&cx.inner(at)) {
                seen.push(cx.inner(at));
            }
        }
        let listed = seen.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
        let verb = if seen.len() == 1 {
            "looks like an environment variable"
        } else {
            "look like environment variables"
        };
        Some(Problem {
            code: Code::PossibleVariable,
            message: format!(
                "{listed} {verb}, but nothing introduces {}",
                if seen.len() == 1 { "it" } else { "them" }
            ),
            help: format!("write `the {} environment variable` once in this file", seen[0]),
            span: cx.span(first..first + 1),
        })
    }

    fn duplicate(&mut self, statement: &Statement, diagnostics: &mut Vec<Diagnostic>) {
        let Some(id) = statement.id.as_ref().filter(|_| statement.explicit_id) else { return };
        if let Some(first) = self.ids.get(id) {
            let problem = Problem {
                code: Code::DuplicateId,
                message: format!("two statements carry the id {id}"),
                help: "give one of them another id".to_owned(),
                span: statement.text.clone(),
            };
            let place = Place { source: self.at, span: self.document.source_span(first, self.source.text()) };
            let mut diagnostic = self.diagnostic(Level::Warning, problem, Some(id));
            diagnostic.related.push(Label { place, message: "the first statement of that id".to_owned() });
            diagnostics.push(diagnostic);
        } else {
            self.ids.insert(id.clone(), statement.text.clone());
        }
    }

    fn table(
        &mut self,
        table: &Table,
        columns: &[Column],
        rows: &[Vec<Words>],
        records: &mut Vec<Record>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let known = |id: NameId| self.known.contains(&id);
        let id = table.lead.and_then(|l| match &self.document.blocks[l] {
            Block::Statement(statement) => statement.id.clone(),
            Block::Table(_) => None,
        });
        for (row, words) in table.rows.iter().zip(rows) {
            let at = columns.iter().position(|&c| c == Column::Name).unwrap_or(0);
            let Some(cell) = words.get(at) else { continue };
            let name_cx = cx(cell, self.document, &known);
            let Some(name) = table::row_name(&name_cx) else { continue };
            let mut reading = Reading::default();
            let name_span = row.cells[at].clone();
            table::name_remark(&name_cx, name, &name_span, &mut reading);
            for ((&column, words), span) in columns.iter().zip(words).zip(&row.cells) {
                table::cell(&cx(words, self.document, &known), column, span, name, &mut reading);
            }
            table::finish(name, &name_span, table.lead.and_then(|l| self.leads.get(&l)), &mut reading);
            let problems = std::mem::take(&mut reading.problems);
            diagnostics.extend(problems.into_iter().map(|p| self.diagnostic(Level::Error, p, id.as_ref())));
            let text = name_span.start..row.cells.last().map_or(name_span.end, |c| c.end);
            records.push(Record {
                source: self.at,
                id: id.clone(),
                line: row.line,
                pattern: None,
                system: None,
                text,
                reading,
            });
        }
    }
}

/// The system that a statement binds; `None` for "the system", pronouns and variables.
fn system(cx: &Cx<'_>) -> Option<String> {
    use crate::ears::token::{TokenKind, is};
    let sentence = cx.words.sentences.iter().find(|s| s.responses.iter().any(|r| r.modal.is_some()))?;
    let mut range = sentence.subject.clone();
    if range.start < range.end && is!(cx.tokens[range.start], "the a an") {
        range.start += 1;
    }
    if range.is_empty()
        || range.len() > 3
        || range
            .clone()
            .any(|at| cx.name(at).is_some() || cx.behind_variable(at).is_some() || is_modal(&cx.tokens[at]))
    {
        return None;
    }
    let first = &cx.tokens[range.start];
    let worded = range
        .clone()
        .all(|at| matches!(cx.tokens[at].kind, TokenKind::Word | TokenKind::Name | TokenKind::Code));
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

/// A statement that names a variable beside 环境变量 and is otherwise not read.
fn unreadable(cx: &Cx<'_>, at: usize) -> Option<Problem> {
    let beside =
        [at.wrapping_sub(1), at + 1].into_iter().find(|&i| cx.candidate(i).is_some() && !is_plain(cx, i))?;
    let name = cx.inner(beside);
    Some(Problem {
        code: Code::UnreadableScript,
        message: format!("names `{name}` in a script whose words are not read"),
        help: format!(
            "write the rule with English keywords: `WHEN the {name} environment variable is not set, THE SYSTEM SHALL …`"
        ),
        span: cx.span(beside..beside + 1),
    })
}

/// Whether a token may be an acronym as well as a name.
fn is_plain(cx: &Cx<'_>, at: usize) -> bool {
    cx.token(at).is_some_and(|t| t.is_plain_name(cx.text))
}

/// A back-tick beside a name that is never closed.
fn unclosed(cx: &Cx<'_>) -> Option<Problem> {
    let at = (0..cx.tokens.len()).find(|&at| {
        cx.punct(at, "`") && (cx.candidate(at + 1).is_some() || at > 0 && cx.candidate(at - 1).is_some())
    })?;
    Some(Problem {
        code: Code::UnclosedCode,
        message: "a back-tick beside a name is never closed".to_owned(),
        help: "write a back-tick on both sides of the name".to_owned(),
        span: cx.span(at..at + 1),
    })
}
