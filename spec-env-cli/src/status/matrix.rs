//! Every variable against every place that has to do with it.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;
use spec_env_core::contract::{Contract, Presence, Variable};
use spec_env_core::diagnostic::Level;
use spec_env_core::report::{Violation, ViolationKind};
use spec_env_core::verdict::{Hidden, Options, Slot, evaluate};

use super::discover::Found;
use crate::audit::Scan;
use crate::source::{Setting, Sort, Target, exposed, known, names};

/// What a place does with a variable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Cell {
    /// It sets it, or reads it.
    Set,
    /// A struct is tied to the specification, and only its derive tells whether it reads it.
    Compiled,
    /// It does not, and the default applies.
    Default,
    /// It does not, and need not.
    None,
    /// It sets it to what cannot be seen.
    Unknown,
    /// It has to, and does not.
    Missing,
    /// It sets it to what the specification refuses, or in a way that keeps the container from starting.
    Invalid,
    /// It is a secret, and its value stands in a file that is kept with the code.
    Exposed,
    /// It has to do with what the specification does not declare.
    Undeclared,
}

impl Cell {
    /// What there is, from the best to the worst.
    pub(super) const ALL: [Self; 9] = [
        Self::Set,
        Self::Compiled,
        Self::Default,
        Self::None,
        Self::Unknown,
        Self::Missing,
        Self::Invalid,
        Self::Exposed,
        Self::Undeclared,
    ];

    pub(super) fn is_problem(self) -> bool {
        matches!(self, Self::Missing | Self::Invalid | Self::Exposed | Self::Undeclared)
    }

    /// One character, and what it means.
    pub(super) fn sign(self) -> (&'static str, &'static str) {
        match self {
            Self::Set => ("✓", "set"),
            Self::Compiled => ("c", "checked when it compiles"),
            Self::Default => ("d", "default applies"),
            Self::None => ("·", "not needed"),
            Self::Unknown => ("?", "not known here"),
            Self::Missing => ("✗", "missing"),
            Self::Invalid => ("!", "invalid"),
            Self::Exposed => ("s", "secret in clear"),
            Self::Undeclared => ("+", "not declared"),
        }
    }
}

/// A place that has to do with variables.
#[derive(Serialize)]
pub(super) struct Column {
    /// `code`, `dockerfile`, `compose`, `kubernetes`, `contract`, `workflow`, `env-file`, `env-template`.
    pub(super) kind: &'static str,
    /// What people call it.
    pub(super) title: String,
    /// Whether it was generated from another contract than this; `null` where it names none.
    pub(super) stale: Option<bool>,
}

/// A variable, declared or not.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) variable: String,
    /// Its position in the contract.
    #[serde(skip)]
    pub(super) position: Option<usize>,
    pub(super) declared: bool,
    pub(super) cells: Vec<Cell>,
}

/// The whole.
pub(super) struct Matrix {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Row>,
}

impl Matrix {
    pub(super) fn new(contract: &Contract, scan: &Scan, found: &[Found]) -> Self {
        let mut columns = Vec::new();
        let mut cells: Vec<Vec<Cell>> = Vec::new();
        let strange = undeclared(contract, scan, found);
        if scan.files > 0 {
            columns.push(Column { kind: "code", title: "code".to_owned(), stale: None });
            cells.push(code(contract, scan, &strange));
        }
        for Found { sort, path, targets } in found {
            let stale = stale(*sort, path, contract);
            for target in targets {
                columns.push(Column { kind: sort.name(), title: title(path, target, *sort), stale });
                cells.push(column(contract, *sort, target, &strange));
            }
        }
        let declared = contract.variables.iter().enumerate().map(|(at, v)| (v.name.to_string(), Some(at)));
        let all = declared.chain(strange.iter().map(|name| ((*name).to_owned(), None)));
        let rows = all.enumerate().map(|(row, (variable, position))| Row {
            variable,
            position,
            declared: position.is_some(),
            cells: cells.iter().map(|column| column[row]).collect(),
        });
        Self { rows: rows.collect(), columns }
    }

    /// How many cells are problems.
    pub(super) fn problems(&self) -> usize {
        let stale = self.columns.iter().filter(|column| column.stale == Some(true)).count();
        stale + self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_problem()).count()
    }
}

/// `compose.yaml, service web`
fn title(path: &Path, target: &Target, sort: Sort) -> String {
    let path = path.display();
    match sort {
        Sort::Compose | Sort::Manifest | Sort::Contract => format!("{path}, {}", target.title),
        _ => path.to_string(),
    }
}

/// The names that code reads, or an env file sets, and the contract does not know.
fn undeclared<'s>(contract: &Contract, scan: &'s Scan, found: &'s [Found]) -> BTreeSet<&'s str> {
    let known = known(contract);
    let files = found.iter().filter(|found| matches!(found.sort, Sort::EnvFile | Sort::Template));
    let set = files.flat_map(|found| &found.targets).flat_map(|target| &target.settings);
    let set = set.map(|setting| setting.name.as_str()).filter(|name| !known(name));
    scan.undeclared(contract).chain(set).collect()
}

fn code(contract: &Contract, scan: &Scan, strange: &BTreeSet<&str>) -> Vec<Cell> {
    let (is_read, read) = (scan.is_read(), scan.undeclared(contract).collect::<BTreeSet<_>>());
    let declared = contract.variables.iter().map(|variable| match variable.presence {
        _ if is_read(variable) => Cell::Set,
        Presence::Mentioned => Cell::None,
        _ if scan.is_bound => Cell::Compiled,
        _ => Cell::Missing,
    });
    let strange = strange.iter().map(|name| if read.contains(name) { Cell::Undeclared } else { Cell::None });
    declared.chain(strange).collect()
}

fn column(contract: &Contract, sort: Sort, target: &Target, strange: &BTreeSet<&str>) -> Vec<Cell> {
    let (pairs, hidden) = (target.environment(), target.hidden(contract));
    let verdict =
        evaluate(contract, &pairs, Options { hidden: Hidden::These(&hidden), ..Options::default() });
    let defaults: Vec<bool> = verdict.slots.iter().map(|slot| matches!(slot, Slot::Literal(_))).collect();
    let report = verdict.into_report();
    let wrong = |variable: &Variable| {
        report
            .violations()
            .iter()
            .find(|violation| violation.variable() == variable.name)
            .map(Violation::kind)
    };
    let errors = target.remarks.iter().filter(|remark| remark.level == Level::Error);
    let errors: Vec<_> = errors.map(|remark| &remark.place).collect();
    let is_refused = |setting: &Setting| errors.contains(&&setting.place);
    let declared = contract.variables.iter().enumerate().map(|(at, variable)| {
        let is_set = names(variable).any(|name| target.setting(name).is_some());
        let is_missing = matches!(wrong(variable), Some(ViolationKind::Missing | ViolationKind::Empty));
        let is_exposed = || exposed(variable, target).is_some_and(|remark| remark.level == Level::Error);
        match wrong(variable) {
            // What people fill in is empty, and says the name.
            _ if is_set && matches!(sort, Sort::Template | Sort::Contract) => Cell::Set,
            _ if sort == Sort::Contract && variable.presence != Presence::Mentioned => Cell::Missing,
            _ if sort == Sort::Contract => Cell::None,
            // A job may have a secret of its own to test with.
            _ if sort != Sort::Workflow && is_exposed() => Cell::Exposed,
            _ if names(variable).filter_map(|name| target.setting(name)).any(is_refused) => Cell::Invalid,
            Some(_) if is_missing && target.open.is_some() => Cell::None,
            Some(_) if is_missing => Cell::Missing,
            Some(ViolationKind::Group) if sort == Sort::Template => Cell::None,
            Some(ViolationKind::Group) => Cell::Missing,
            // The file that a variable names lies where the service runs.
            Some(ViolationKind::FileUnreadable) => Cell::Unknown,
            Some(_) => Cell::Invalid,
            None if is_set && hidden[at] => Cell::Unknown,
            None if is_set => Cell::Set,
            None if defaults[at] => Cell::Default,
            None => Cell::None,
        }
    });
    let is_env = matches!(sort, Sort::EnvFile | Sort::Template);
    let strange = strange.iter().map(|name| match target.setting(name) {
        Some(_) if is_env => Cell::Undeclared,
        _ => Cell::None,
    });
    declared.chain(strange).collect()
}

/// Whether a file says that it was made from another contract.
fn stale(sort: Sort, path: &Path, contract: &Contract) -> Option<bool> {
    let text = std::fs::read_to_string(path).ok()?;
    let now = format!("{:016x}", contract.hash);
    let marks = ["(contract ", "SPEC_ENV_CONTRACT: \"", "SPEC_ENV_CONTRACT=", "spec-env.dev/contract: \""];
    let own = (sort == Sort::Contract).then_some("hash: \"");
    let marks = marks.into_iter().chain(own);
    let hashes = marks.flat_map(|mark| text.match_indices(mark).map(|(at, mark)| at + mark.len()));
    let hashes = hashes.filter_map(|at| text.get(at..at + 16));
    let mut hashes = hashes.filter(|hash| hash.bytes().all(|b| b.is_ascii_hexdigit())).peekable();
    hashes.peek()?;
    Some(hashes.any(|hash| hash != now))
}
