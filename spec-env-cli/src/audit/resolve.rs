//! From what single files say to the reads of a package: constants and functions of other files are known here.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use spec_env_core::report::Place;

use super::facts::{ANY, Facts, Function, Role};
use super::names::Name;

/// One read of the environment.
#[derive(Serialize)]
pub(crate) struct Read {
    /// The variable; `None` where its name is made at run time.
    pub(crate) name: Option<String>,
    /// What reads it: `std::env::var`, `env!`, `clap`.
    pub(crate) how: &'static str,
    pub(crate) place: Place,
    #[serde(rename = "in")]
    pub(crate) role: Role,
    /// The function of the package that reads the name it is given.
    pub(crate) through: Option<String>,
}

/// What Cargo tells a build script, and code by `env!`.
const BUILD: [&str; 10] = [
    "OUT_DIR",
    "TARGET",
    "HOST",
    "NUM_JOBS",
    "OPT_LEVEL",
    "PROFILE",
    "DEBUG",
    "RUSTC",
    "RUSTDOC",
    "RUSTFLAGS",
];

impl Read {
    /// Whether Cargo sets the variable.
    pub(crate) fn is_of_cargo(&self) -> bool {
        let Some(name) = self.name.as_deref() else { return false };
        let at_build = self.role == Role::BuildScript || self.how.ends_with('!');
        let of_build = BUILD.contains(&name) || name.starts_with("RUSTC_") || name.starts_with("DEP_");
        name == "CARGO" || name.starts_with("CARGO_") || at_build && of_build
    }
}

/// How the functions that read a name they are given do it, by function and position of the name.
type Wrappers = HashMap<(Function, usize), &'static str>;

/// All reads of the files of a package.
pub(super) fn reads(files: &[Facts]) -> Vec<Read> {
    let constants = constants(files);
    let wrappers = wrappers(files);
    let mut reads = Vec::new();
    for found in files.iter().flat_map(|facts| &facts.reads) {
        let is_wrapped = match (&found.name, &found.inside) {
            (Name::Parameter(at), Some(function)) => wrappers.contains_key(&(function.clone(), *at)),
            _ => false,
        };
        if !is_wrapped {
            push(&mut reads, &found.name, &constants, |name| Read {
                name,
                how: found.how,
                place: found.place.clone(),
                role: found.role,
                through: None,
            });
        }
    }
    for call in files.iter().flat_map(|facts| &facts.calls) {
        let Some(callee) = callee(&call.callee, files) else { continue };
        for (at, argument) in call.arguments.iter().enumerate() {
            let Some(how) = wrappers.get(&(callee.clone(), at)) else { continue };
            // What hands its own parameter on is a wrapper itself.
            if !matches!(argument, Name::Parameter(_)) {
                push(&mut reads, argument, &constants, |name| Read {
                    name,
                    how,
                    place: call.place.clone(),
                    role: call.role,
                    through: Some(call.callee.1.clone()),
                });
            }
        }
    }
    reads.sort_by(|a, b| position(&a.place).cmp(&position(&b.place)));
    reads.dedup_by(|a, b| a.place == b.place && a.name == b.name && a.how == b.how);
    reads
}

fn position(place: &Place) -> (&str, u32, u32) {
    (&place.file, place.line, place.column)
}

fn push(
    reads: &mut Vec<Read>,
    name: &Name,
    constants: &HashMap<&str, Option<&str>>,
    read: impl Fn(Option<String>) -> Read,
) {
    match name {
        Name::Literal(text) => reads.push(read(Some(text.clone()))),
        Name::OneOf(all) => reads.extend(all.iter().map(|text| read(Some(text.clone())))),
        Name::Constant(constant) => {
            let text = constants.get(constant.as_str()).copied().flatten();
            reads.push(read(text.map(str::to_owned)));
        }
        Name::Parameter(_) | Name::Computed => reads.push(read(None)),
    }
}

/// The function that is called; for a method of a value that is not known, the only one of its name.
fn callee(called: &Function, files: &[Facts]) -> Option<Function> {
    if called.0.as_deref() != Some(ANY) {
        return Some(called.clone());
    }
    let methods = files.iter().flat_map(|facts| &facts.functions).filter(|(owner, _)| owner.is_some());
    let mut named = methods.filter(|(_, name)| *name == called.1);
    let only = named.next()?;
    named.next().is_none().then(|| only.clone())
}

/// The texts of constants; `None` for a name that means several.
fn constants(files: &[Facts]) -> HashMap<&str, Option<&str>> {
    let mut constants: HashMap<&str, Option<&str>> = HashMap::new();
    for (name, text) in files.iter().flat_map(|facts| &facts.constants) {
        let known = constants.entry(name).or_insert(Some(text));
        if *known != Some(text) {
            *known = None;
        }
    }
    constants
}

/// The functions that read the name they are given, themselves or through another. Where two functions have one name,
/// neither counts: no read is invented.
fn wrappers(files: &[Facts]) -> Wrappers {
    let mut seen = HashSet::new();
    let functions = files.iter().flat_map(|facts| &facts.functions);
    let twice: HashSet<&Function> = functions.filter(|function| !seen.insert(*function)).collect();
    let is_one = |function: &&Function| !twice.contains(function);
    let mut wrappers: Wrappers = HashMap::new();
    for found in files.iter().flat_map(|facts| &facts.reads) {
        if let (Name::Parameter(at), Some(function)) = (&found.name, found.inside.as_ref().filter(is_one)) {
            wrappers.insert((function.clone(), *at), found.how);
        }
    }
    loop {
        let mut more = Vec::new();
        for call in files.iter().flat_map(|facts| &facts.calls) {
            for (at, argument) in call.arguments.iter().enumerate() {
                if let (Some(how), Name::Parameter(own), Some(function)) =
                    (wrappers.get(&(call.callee.clone(), at)), argument, call.inside.as_ref().filter(is_one))
                    && !wrappers.contains_key(&(function.clone(), *own))
                {
                    more.push(((function.clone(), *own), *how));
                }
            }
        }
        if more.is_empty() {
            return wrappers;
        }
        wrappers.extend(more);
    }
}
