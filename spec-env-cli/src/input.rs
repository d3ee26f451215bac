//! Reads the specification that the arguments name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use spec_env_core::locate;
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use crate::arguments::Spec;
use crate::failure::Failure;
use crate::revision;
use crate::terminal::WARNING;

/// How diagnostics call standard input.
const STANDARD_INPUT: &str = "<stdin>";

/// Reads a specification, which must speak of the system that is asked for.
pub(crate) fn specification(spec: &Spec) -> Result<Specification, Failure> {
    let read = any_specification(spec)?;
    speaks_of(&read, spec.system.as_deref())?;
    Ok(read)
}

/// Reads a specification, whichever systems it speaks of.
pub(crate) fn any_specification(spec: &Spec) -> Result<Specification, Failure> {
    Ok(Specification::read(sources(&spec.paths)?, spec.system.as_deref()))
}

/// Fails where nothing is left of a specification that was read for a system which no statement is about; where others
/// are, which are about none in particular, a warning says so.
pub(crate) fn speaks_of(read: &Specification, system: Option<&str>) -> Result<(), Failure> {
    // A statement about another system was not read.
    let Some(system) = system.filter(|_| systems(read).next().is_none()) else { return Ok(()) };
    let all = Specification::read(read.sources.clone(), None);
    let mut known: Vec<&str> = Vec::new();
    for name in systems(&all) {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    if known.is_empty() {
        return Ok(());
    }
    let spec = &read.contract.spec;
    let message = format!("no statement of {spec} is about `{system}`; known: {}", known.join(", "));
    if !read.contract.variables.is_empty() {
        anstream::eprintln!("{WARNING}warning{WARNING:#}: {}", Escaped(&message));
        return Ok(());
    }
    Err(Failure::helping(message, "name one of these, or leave out --system"))
}

/// The systems that statements about variables bind, as they call them.
fn systems(specification: &Specification) -> impl Iterator<Item = &str> {
    let contract = &specification.contract;
    let of_variables = contract.variables.iter().flat_map(|variable| variable.citations.iter());
    let of_groups = contract.groups.iter().flat_map(|group| group.citations.iter());
    of_variables.chain(of_groups).filter_map(|citation| citation.system.as_deref())
}

/// The texts that the arguments name.
fn sources(named: &[PathBuf]) -> Result<Vec<Source>, Failure> {
    let mut sources = Vec::new();
    for path in paths(named)? {
        match revision::parts(&path) {
            Some((revision, path)) => sources.extend(revision::sources(revision, path)?),
            None => sources.push(source(&path)?),
        }
    }
    Ok(sources)
}

/// Where the specification of this package stands.
pub(crate) fn usual() -> Result<PathBuf, Failure> {
    let help = "name the specification, or `-` for standard input; `spec-env init` writes a first one";
    locate::of_package(Path::new("."), &package()).map_err(|missing| Failure::helping(missing, help))
}

/// The files that the arguments name.
fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    if named.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) can be read only once"));
    }
    if named.is_empty() {
        return usual().map(|path| vec![path]);
    }
    let mut files = Vec::new();
    for path in named {
        // Pipes and devices are read as they are; a revision is looked into later.
        let is_file = path.exists() && !path.is_dir();
        let is_other = path.as_os_str() == "-" || is_file || revision::parts(path).is_some();
        files.extend(if is_other {
            vec![path.clone()]
        } else {
            locate::files(path).map_err(Failure::new)?
        });
    }
    Ok(files)
}

/// The name of the package in this folder; the folder's own where it holds none of Cargo's.
fn package() -> String {
    let manifest = fs::read_to_string("Cargo.toml").unwrap_or_default();
    let named = manifest.lines().skip_while(|line| line.trim() != "[package]").skip(1);
    let mut named = named.take_while(|line| !line.starts_with('[')).filter_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == "name").then(|| value.trim().trim_matches('"').to_owned())
    });
    let folder = || std::env::current_dir().ok()?.file_name()?.to_str().map(str::to_owned);
    named.next().or_else(folder).unwrap_or_default()
}

/// Reads a file, or standard input where the path is `-`.
pub(crate) fn source(path: &Path) -> Result<Source, Failure> {
    let (name, bytes) = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        (STANDARD_INPUT.to_owned(), io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes))
    } else {
        (path.display().to_string(), fs::read(path))
    };
    let bytes = bytes.map_err(|error| Failure::new(format!("cannot read {name}: {error}")))?;
    text(&name, bytes)
}

/// The text that bytes hold.
pub(crate) fn text(name: &str, bytes: Vec<u8>) -> Result<Source, Failure> {
    Source::from_bytes(name, bytes).map_err(|fault| Failure::Unusable {
        code: Some(fault.code),
        message: format!("{name}:{}: the file {fault}", fault.line),
        help: Some("save it as UTF-8 text".to_owned()),
    })
}
