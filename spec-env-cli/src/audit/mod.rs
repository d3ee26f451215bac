//! `spec-env audit`: reads of the environment in Rust code, against what the specification declares.

mod facts;
mod file;
mod library;
mod names;
mod parse;
mod report;
mod resolve;
mod scan;
mod scope;
mod tokens;

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, thread};

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::report::Place;

use crate::arguments::Audit;
use crate::failure::Failure;
use crate::{draw, input, source};
use facts::Facts;
pub(crate) use facts::Role;
use file::File;
pub(crate) use resolve::Read;

/// What was found in a directory.
pub(crate) struct Scan {
    /// How many files were read.
    pub(crate) files: usize,
    /// All reads, by file and line.
    pub(crate) reads: Vec<Read>,
    /// Whether some struct is tied to a specification. Its fields are not looked at: the derive does, when it compiles.
    pub(crate) is_bound: bool,
    /// What could not be seen, and where.
    pub(crate) unseen: Vec<(String, Place)>,
}

impl Scan {
    /// Tells whether the code reads a variable under one of its names.
    pub(crate) fn is_read(&self) -> impl Fn(&Variable) -> bool + '_ {
        let in_code = self.reads.iter().filter(|read| read.role == Role::Code);
        let read: HashSet<&str> = in_code.filter_map(|read| read.name.as_deref()).collect();
        move |variable| source::names(variable).any(|name| read.contains(name))
    }

    /// The names that the code reads and a contract does not know; what Cargo sets is left out.
    pub(crate) fn undeclared(&self, contract: &Contract) -> impl Iterator<Item = &str> {
        let known = source::known(contract);
        let in_code = self.reads.iter().filter(|read| read.role == Role::Code && !read.is_of_cargo());
        in_code.filter_map(|read| read.name.as_deref()).filter(move |name| !known(name))
    }
}

pub(crate) fn run(arguments: &Audit) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.project.spec())?;
    let directory = arguments.project.directory();
    let scan = scan(directory)?;
    draw::mention(&specification);
    report::report(arguments, &specification.contract, directory, &scan)
}

/// Reads all Rust code below a directory.
///
/// # Errors
/// When it cannot be walked.
pub(crate) fn scan(directory: &Path) -> Result<Scan, Failure> {
    if !directory.is_dir() {
        return Err(Failure::new(format!("there is no directory {}", directory.display())));
    }
    let files = file::files(directory)?;
    let facts = read(&files);
    let mut packages: BTreeMap<&PathBuf, Vec<Facts>> = BTreeMap::new();
    for (file, facts) in files.iter().zip(facts) {
        packages.entry(&file.package).or_default().push(facts);
    }
    let mut scan = Scan { files: files.len(), reads: Vec::new(), is_bound: false, unseen: Vec::new() };
    for facts in packages.into_values() {
        scan.reads.extend(resolve::reads(&facts));
        for facts in facts {
            scan.is_bound |= facts.is_bound;
            scan.unseen.extend(facts.unseen);
        }
    }
    scan.unseen.sort_by(|(_, a), (_, b)| (&a.file, a.line).cmp(&(&b.file, b.line)));
    Ok(scan)
}

/// Larger files are generated, and not read.
const LARGEST: u64 = 1 << 20;

/// What each file says, in the order of the files.
fn read(files: &[File]) -> Vec<Facts> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(8);
    let share = files.len().div_ceil(threads).max(1);
    thread::scope(|scope| {
        let parts: Vec<_> = files
            .chunks(share)
            .map(|part| {
                let work = || part.iter().map(facts).collect::<Vec<_>>();
                thread::Builder::new().stack_size(parse::STACK).spawn_scoped(scope, work)
            })
            .collect();
        // A thread that could not be had, or that died, leaves its files unread, and they say so.
        let outcomes = parts.into_iter().map(|part| part.ok().and_then(|thread| thread.join().ok()));
        let outcomes = outcomes.zip(files.chunks(share));
        outcomes
            .flat_map(|(facts, part)| {
                facts.unwrap_or_else(|| part.iter().map(|f| unread(f, "it could not be read")).collect())
            })
            .collect()
    })
}

fn facts(file: &File) -> Facts {
    let size = fs::metadata(&file.path).map_or(0, |metadata| metadata.len());
    if size > LARGEST {
        return unread(file, "it has more than 1 MiB");
    }
    let text = match fs::read(&file.path).map(String::from_utf8) {
        Ok(Ok(text)) => text,
        Ok(Err(_)) => return unread(file, "it is not UTF-8 text"),
        Err(error) => return unread(file, &error.to_string()),
    };
    let name = file.path.display().to_string();
    match parse::file(&text) {
        Ok(parsed) => scan::facts(&parsed, &name, file.role),
        Err(fault) => {
            let mut facts = unread(file, &fault.why);
            for (_, place) in &mut facts.unseen {
                (place.line, place.column) = (fault.line, fault.column);
            }
            facts
        }
    }
}

fn unread(file: &File, why: &str) -> Facts {
    let place = Place { file: file.path.display().to_string(), line: 1, column: 1 };
    Facts { unseen: vec![(format!("the file was not read: {why}"), place)], ..Facts::default() }
}
