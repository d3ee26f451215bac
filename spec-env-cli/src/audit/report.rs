//! What the reads of code mean under a contract.

use std::fmt::Write;
use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::contract::{Contract, Facts, Presence, Variable};
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::Place;
use spec_env_core::text::Escaped;
use spec_env_core::verdict::nearest;

use super::{Read, Role, Scan};
use crate::arguments::{Audit, Format};
use crate::failure::Failure;
use crate::finding::{self, Finding};
use crate::list::whereabouts;
use crate::source::{known, names};
use crate::terminal::{BOLD, DIM, GOOD, count, fold, print, print_json};
use crate::verdict;

pub(super) fn report(
    arguments: &Audit,
    contract: &Contract,
    directory: &Path,
    scan: &Scan,
) -> Result<ExitCode, Failure> {
    let unread = unread(contract, scan);
    let mut findings: Vec<_> = scan.reads.iter().filter_map(|read| of_read(read, contract, scan)).collect();
    findings.extend(unread.iter().map(|variable| of_unread(variable, contract, directory, scan)));
    let ok = findings.iter().all(|finding| finding.level < Level::Error);
    match arguments.format {
        Format::Human => print(&text(&findings, contract, directory, scan))?,
        Format::Json => print_json(&Outcome::new(ok, contract, scan, &unread))?,
        Format::Github | Format::Sarif => {
            finding::print(
                "audit",
                arguments.format,
                &findings,
                &text(&findings, contract, directory, scan),
            )?;
        }
    }
    Ok(verdict(ok))
}

/// The declared variables that no code reads; those that are left to a derive are not known here.
fn unread<'c>(contract: &'c Contract, scan: &Scan) -> Vec<&'c Variable> {
    let is_read = scan.is_read();
    let declared = contract.variables.iter().filter(|variable| variable.presence != Presence::Mentioned);
    declared.filter(|variable| !scan.is_bound && !is_read(variable)).collect()
}

/// Whether a name is declared, as a variable or as another name of one.
fn is_declared(contract: &Contract, name: &str) -> bool {
    contract.variables.iter().any(|variable| names(variable).any(|known| known == name))
}

fn of_read(read: &Read, contract: &Contract, scan: &Scan) -> Option<Finding> {
    let through = read.through.as_ref().map(|function| format!(" through `{}`", Escaped(function)));
    let through = through.unwrap_or_default();
    let finding = |level, code, message, help: Option<String>| {
        Some(Finding { level, code, message, help, place: read.place.clone(), requirement: None })
    };
    let in_code = read.role == Role::Code;
    let how = format!("`{}`{through}", read.how);
    let Some(name) = &read.name else {
        let help = "let it read a name that is written out, or read it through the configuration";
        let message = format!("{how} reads a variable whose name is made at run time");
        return in_code.then(|| finding(Level::Note, Code::NotKnownHere, message, Some(help.to_owned())))?;
    };
    let shown = Escaped(name);
    if is_declared(contract, name) {
        let message = format!("{how} reads {shown} around the configuration");
        let help = "take the field of the configuration, which is checked".to_owned();
        return (in_code && scan.is_bound)
            .then(|| finding(Level::Note, Code::RawRead, message, Some(help)))?;
    }
    if read.is_of_cargo() || known(contract)(name) {
        return None;
    }
    let spec = Escaped(&contract.spec);
    let inside = if in_code { String::new() } else { format!(", in {}", read.role.words()) };
    let message = format!("{how} reads {shown}, which {spec} does not declare{inside}");
    let help = match nearest(name, contract.variables.iter().flat_map(names)) {
        Some(near) => format!("it declares {}: correct the name, or declare {shown} as well", Escaped(near)),
        None => {
            format!("add a requirement, such as `THE SYSTEM SHALL require the {shown} environment variable`")
        }
    };
    let level = if in_code { Level::Error } else { Level::Note };
    finding(level, Code::UndeclaredRead, message, in_code.then_some(help))
}

fn of_unread(variable: &Variable, contract: &Contract, directory: &Path, scan: &Scan) -> Finding {
    let citation = variable.citation(Facts::READ);
    let (file, line) =
        citation.map_or((contract.spec.as_ref(), 1), |citation| (citation.file.as_ref(), citation.line));
    let directory = directory.display().to_string();
    Finding {
        // Where there is no Rust code at all, the variable may be read by code in another language.
        level: if scan.files == 0 { Level::Note } else { Level::Error },
        code: Code::UnreadVariable,
        message: format!(
            "{} is declared, and no Rust code in {} reads it",
            Escaped(&variable.name),
            Escaped(&directory)
        ),
        help: Some("give the configuration a field for it, or take it out of the specification".to_owned()),
        place: Place { file: file.to_owned(), line, column: 1 },
        requirement: citation.map(whereabouts),
    }
}

/// As many things that were not seen as are told one by one.
const FEW: usize = 10;

fn text(findings: &[Finding], contract: &Contract, directory: &Path, scan: &Scan) -> String {
    let (main, aside): (Vec<_>, Vec<_>) = findings.iter().partition(|finding| finding.level > Level::Note);
    let mut text: String = main.into_iter().chain(aside).map(finding::line).collect();
    if !scan.unseen.is_empty() {
        let _ = writeln!(text, "{DIM}not seen:{DIM:#}");
        for (what, place) in scan.unseen.iter().take(FEW) {
            let _ = writeln!(text, "{}", fold(&format!("  {} ({place})", Escaped(what)), 4));
        }
        if scan.unseen.len() > FEW {
            let more = scan.unseen.len() - FEW;
            let _ = writeln!(text, "  and {more} more: `--format json` lists them");
        }
    }
    let fields = if scan.is_bound { FIELDS } else { "" };
    let _ = writeln!(text, "{}", fold(&format!("{DIM}never seen: {ALWAYS}{fields}{DIM:#}"), 4));
    let errors = findings.iter().filter(|finding| finding.level == Level::Error).count();
    let directory = directory.display().to_string();
    let files = count(scan.files, "Rust file");
    let reads = count(scan.reads.len(), "read");
    let beside = if scan.is_bound { " beside the configuration" } else { "" };
    let spec = Escaped(&contract.spec);
    let _ = if errors == 0 {
        writeln!(text, "{GOOD}the code{beside} agrees with {spec}{GOOD:#} ({reads} in {files})")
    } else {
        writeln!(
            text,
            "{BOLD}{}:{BOLD:#} {} ({reads}{beside} in {files})",
            Escaped(&directory),
            count(errors, "error")
        )
    };
    text
}

/// What a scan of source text never sees.
const ALWAYS: &str = "dependencies, generated code, re-exports of `std::env`, methods called through a value";

/// What is left to the derive.
const FIELDS: &str =
    "; nor the fields of the configuration, which are held to its specification when it compiles";

#[derive(Serialize)]
struct Outcome<'s> {
    schema: u8,
    ok: bool,
    spec: &'s str,
    files: usize,
    bound: bool,
    reads: Vec<Said<'s>>,
    unread: Vec<&'s str>,
    unseen: Vec<Unseen<'s>>,
}

#[derive(Serialize)]
struct Said<'s> {
    #[serde(flatten)]
    read: &'s Read,
    declared: bool,
}

#[derive(Serialize)]
struct Unseen<'s> {
    what: &'s str,
    place: &'s Place,
}

impl<'s> Outcome<'s> {
    fn new(ok: bool, contract: &'s Contract, scan: &'s Scan, unread: &[&'s Variable]) -> Self {
        let said = |read: &'s Read| Said {
            read,
            declared: read.name.as_ref().is_some_and(|name| is_declared(contract, name)),
        };
        Self {
            schema: 1,
            ok,
            spec: &contract.spec,
            files: scan.files,
            bound: scan.is_bound,
            reads: scan.reads.iter().map(said).collect(),
            unread: unread.iter().map(|variable| variable.name.as_ref()).collect(),
            unseen: scan.unseen.iter().map(|(what, place)| Unseen { what, place }).collect(),
        }
    }
}
