//! Facts → contract: everything that is said of one variable, put together, and what contradicts itself.

mod checks;
mod guards;
mod hash;
mod lint;
mod literal;
mod redact;
mod together;
mod variable;

use std::borrow::Cow;
use std::ops::Range;

use self::redact::Redacted;
use crate::contract::{Citation, Contract, EarsPattern, Facts, Group, GroupKind, Presence, Variable};
use crate::diagnostic::{Code, Diagnostic, Label, Level, Place};
use crate::document::Document;
use crate::facts::{CLOSE, FactKind, IdSet, NameId, Reading};
use crate::source::Source;

/// A statement with what was read from it.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) source: usize,
    pub(crate) id: Option<String>,
    pub(crate) line: u32,
    pub(crate) pattern: Option<EarsPattern>,
    pub(crate) system: Option<String>,
    /// Its words, in the document's text.
    pub(crate) text: Range<usize>,
    /// Those of all blocks that it is read from, in their order, where these are several.
    pub(crate) pieces: Vec<Range<usize>>,
    pub(crate) reading: Reading,
}

impl Record {
    /// Where what it says stands.
    fn pieces(&self) -> &[Range<usize>] {
        if self.pieces.is_empty() { std::slice::from_ref(&self.text) } else { &self.pieces }
    }
}

/// Everything that the merge looks at.
pub(crate) struct Input<'a> {
    pub(crate) names: &'a [String],
    pub(crate) sources: &'a [Source],
    pub(crate) documents: &'a [Document],
    pub(crate) records: &'a [Record],
}

/// A fact with the statement that says it.
#[derive(Clone, Copy)]
struct Said<'a> {
    record: usize,
    fact: &'a crate::facts::Fact,
}

/// Builds the contract.
pub(crate) fn contract(input: &Input<'_>, diagnostics: &mut Vec<Diagnostic>) -> (Contract, Vec<Place>) {
    let said = by_name(input);
    let (auxiliary, chained) = auxiliary(input);
    let declared = (0..input.names.len()).filter(|&id| !auxiliary.contains(id));
    let mut order: Vec<[usize; 3]> =
        declared.filter_map(|id| said[id].first().map(|s| [s.record, id, 0])).collect();
    order.sort_unstable();
    let order: Vec<NameId> = order.into_iter().map(|[_, id, _]| id).collect();
    let mut position = vec![None; input.names.len()];
    for (at, &id) in order.iter().enumerate() {
        position[id] = Some(at);
    }
    let (mut grouped, mut needed) = (IdSet::default(), IdSet::default());
    for group in input.records.iter().flat_map(|record| &record.reading.groups) {
        grouped.extend(group.names.iter().copied());
        needed.extend(group.names.iter().copied().filter(|_| group.at_least));
    }
    let redacted = Redacted::new(input, &order, &said);
    let mut merge = Merge { input, diagnostics, position, grouped, needed, redacted };
    let mut variables: Vec<Variable> = order.iter().map(|&id| merge.variable(id, &said[id])).collect();
    merge.check_guards(&variables, &order, &said);
    for (said, first) in chained {
        merge.chained(said, first);
    }
    let groups = merge.groups();
    for at in merge.alone() {
        let presence = &mut variables[at].presence;
        if matches!(presence, Presence::Unstated | Presence::Mentioned) {
            *presence = Presence::Required;
        }
    }
    // That one of several must be set leaves each of them open.
    for &at in groups.iter().flat_map(|group| group.variables.iter()) {
        let presence = &mut variables[at].presence;
        if matches!(presence, Presence::Unstated | Presence::Mentioned) {
            *presence = Presence::Optional;
        }
    }
    let places = merge.redacted.places(input);
    let spec = input.sources.iter().map(Source::name).collect::<Vec<_>>().join(", ");
    let mut contract =
        Contract { spec: spec.into(), hash: 0, variables: variables.into(), groups: groups.into() };
    contract.hash = hash::hash(&contract);
    (contract, places)
}

/// The facts of each name, in the order of the specification.
fn by_name<'a>(input: &Input<'a>) -> Vec<Vec<Said<'a>>> {
    let mut out = vec![Vec::new(); input.names.len()];
    for (record, statement) in input.records.iter().enumerate() {
        for fact in &statement.reading.facts {
            out[fact.name].push(Said { record, fact });
        }
    }
    out
}

/// Names that are only the file variable or former name of another, and the facts that would make a chain of such names or
/// a circle, each with the one in its way: those make no name one of them, so that none is lost, and are reported.
fn auxiliary<'a>(input: &Input<'a>) -> (IdSet, Vec<(Said<'a>, Said<'a>)>) {
    let mut out = IdSet::default();
    // Where a name stands in for another one, and where another one for it.
    let (mut stands_in, mut is_held) = (vec![None; input.names.len()], vec![None; input.names.len()]);
    let mut chained = Vec::new();
    for (record, statement) in input.records.iter().enumerate() {
        for fact in &statement.reading.facts {
            let (FactKind::File(id) | FactKind::Former(id)) = fact.kind else { continue };
            let said = Said { record, fact };
            if let Some(first) = stands_in[fact.name].or(is_held[id]) {
                chained.push((said, first));
            } else {
                out.extend([id]);
                stands_in[id].get_or_insert(said);
                is_held[fact.name].get_or_insert(said);
            }
        }
    }
    (out, chained)
}

struct Merge<'a, 'd> {
    input: &'a Input<'a>,
    diagnostics: &'d mut Vec<Diagnostic>,
    /// The position of each name in the contract.
    position: Vec<Option<usize>>,
    /// Names that a rule over several of them leaves open.
    grouped: IdSet,
    /// Those of them of which one has to be set.
    needed: IdSet,
    redacted: Redacted,
}

impl Merge<'_, '_> {
    fn place(&self, record: usize, span: &Range<usize>) -> Place {
        place(self.input, record, span)
    }

    /// Reports something about a variable; `before` is the other statement of a contradiction.
    #[allow(clippy::too_many_arguments, reason = "a diagnostic has this many parts")]
    fn report(
        &mut self,
        level: Level,
        code: Code,
        said: (usize, &Range<usize>),
        message: String,
        label: &str,
        help: &str,
        before: Option<(usize, &Range<usize>, &str)>,
    ) {
        let primary = Label { place: self.place(said.0, said.1), message: label.to_owned() };
        // What is wrong with one literal may be found for each fact that it states.
        if self.diagnostics.iter().rev().take(CLOSE).any(|d| d.primary == primary && d.message == message) {
            return;
        }
        let related = before.map(|(record, span, words)| Label {
            place: self.place(record, span),
            message: words.to_owned(),
        });
        self.diagnostics.push(Diagnostic {
            level,
            code,
            message,
            help: (!help.is_empty()).then(|| help.to_owned()),
            id: self.input.records[said.0].id.clone(),
            primary,
            related: related.into_iter().collect(),
        });
    }

    /// A name that would stand in for one that stands in for another, or has such a name itself.
    fn chained(&mut self, said: Said<'_>, first: Said<'_>) {
        let (FactKind::File(id) | FactKind::Former(id)) = said.fact.kind else { return };
        let [name, other] = [said.fact.name, id].map(|id| self.input.names[id].as_str());
        self.report(
            Level::Error,
            Code::ChainedNames,
            (said.record, &said.fact.span),
            format!(
                "`{other}` cannot stand in for `{name}`: one of them is part of another pair of such names"
            ),
            "this pair",
            "state both former names, or files, of the one variable that is read today",
            Some((first.record, &first.fact.span, "the other pair")),
        );
    }

    /// The statements that speak of a name, with the facts that they state, and which of them each fact stands in.
    fn citations(&self, said: &[Said<'_>]) -> (Vec<Citation>, Vec<usize>) {
        let mut out: Vec<Citation> = Vec::new();
        let mut at = Vec::with_capacity(said.len());
        for (n, one) in said.iter().enumerate() {
            if n == 0 || said[n - 1].record != one.record {
                out.push(self.citation(one.record));
            }
            let index = out.len() - 1;
            out[index].facts = out[index].facts.union(family(one));
            at.push(index);
        }
        (out, at)
    }

    fn citation(&self, at: usize) -> Citation {
        let record = &self.input.records[at];
        let text = &self.input.documents[record.source].text;
        let quoted = || match record.pieces() {
            [whole] => on_one_line(&text[whole.clone()]),
            pieces => on_one_line(&joined(pieces.iter().map(|piece| &text[piece.clone()]))),
        };
        let text = self.redacted.text(at).cloned().unwrap_or_else(|| quoted().into());
        let source = &self.input.sources[record.source];
        Citation {
            id: record.id.clone().map(Into::into),
            file: source.name().to_owned().into(),
            line: record.line,
            pattern: record.pattern,
            system: record.system.clone().map(Into::into),
            text,
            facts: Facts::default(),
        }
    }

    /// "IF neither X nor `X_FILE` is set, … fail": the variables of which the others are the file variable or a former name.
    fn alone(&self) -> Vec<usize> {
        let at_least =
            self.input.records.iter().flat_map(|record| &record.reading.groups).filter(|g| g.at_least);
        let alone = at_least.filter_map(|group| {
            let mut own = group.names.iter().filter_map(|&id| self.position[id]);
            own.next().filter(|_| own.next().is_none() && group.names.len() > 1)
        });
        alone.collect()
    }

    fn groups(&self) -> Vec<Group> {
        let mut out: Vec<Group> = Vec::new();
        for (at, record) in self.input.records.iter().enumerate() {
            for group in &record.reading.groups {
                let kind = if group.at_least { GroupKind::AtLeastOne } else { GroupKind::AtMostOne };
                let mut variables: Vec<usize> =
                    group.names.iter().filter_map(|&id| self.position[id]).collect();
                variables.sort_unstable();
                variables.dedup();
                if variables.len() < 2 {
                    continue;
                }
                let mut citation = self.citation(at);
                citation.facts = Facts::GROUP;
                match out.iter_mut().find(|g| g.kind == kind && g.variables == variables) {
                    Some(same) if same.citations.contains(&citation) => {}
                    Some(same) => same.citations.to_mut().push(citation),
                    None => out.push(Group {
                        kind,
                        variables: variables.into(),
                        citations: Cow::Owned(vec![citation]),
                    }),
                }
            }
        }
        out
    }
}

/// How many bytes of a statement are quoted: each variable that it names quotes it.
const QUOTED: usize = 2048;

/// What stands in several blocks, one behind the other, as far as it is quoted.
fn joined<T: AsRef<str>>(pieces: impl Iterator<Item = T>) -> String {
    let mut out = String::new();
    for piece in pieces {
        if out.len() > QUOTED {
            break;
        }
        if !out.is_empty() {
            out.push_str(if out.ends_with([':', '.', ',', ';']) { " " } else { "; " });
        }
        out.push_str(piece.as_ref());
    }
    out
}

fn on_one_line(text: &str) -> String {
    if text.len() > QUOTED {
        let end = (0..QUOTED).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
        return on_one_line(&text[..end]) + " …";
    }
    // Most statements stand on one line already.
    if text.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !text.contains("  ") {
        return text.trim().to_owned();
    }
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

fn place(input: &Input<'_>, record: usize, span: &Range<usize>) -> Place {
    let source = input.records[record].source;
    let span = input.documents[source].source_span(span, input.sources[source].text());
    Place { source, span }
}

/// The family of a fact.
fn family(said: &Said<'_>) -> Facts {
    let ruled = !said.fact.guards.is_empty();
    match &said.fact.kind {
        FactKind::Mention | FactKind::Description(_) | FactKind::NoDefault(_) => Facts::default(),
        kind if ruled && kind.says_whether() => Facts::GUARD,
        FactKind::Read => Facts::READ,
        FactKind::Required | FactKind::Optional { .. } => Facts::PRESENCE,
        FactKind::Default(_) => Facts::DEFAULT,
        FactKind::Type(_) => Facts::TYPE,
        FactKind::Min(end) | FactKind::Max(end) => {
            if end.length {
                Facts::LENGTH
            } else {
                Facts::RANGE.union(Facts::LENGTH)
            }
        }
        FactKind::OneOf(_) | FactKind::Choice(_) => Facts::ONE_OF,
        FactKind::Pattern(_) => Facts::PATTERN,
        FactKind::Forbidden(_) => Facts::FORBIDDEN,
        FactKind::Unit(_) => Facts::UNIT,
        FactKind::InvalidFails | FactKind::InvalidFallback(_) => Facts::INVALID,
        FactKind::Secret => Facts::SECRET,
        FactKind::EmptyAllowed => Facts::EMPTY,
        FactKind::File(_) => Facts::FILE,
        FactKind::Former(_) => Facts::FORMER_NAME,
    }
}
