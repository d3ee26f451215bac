//! Reads the specification that the arguments name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use spec_env_core::diagnostic::Code;
use spec_env_core::source::{Source, SourceFault};
use spec_env_core::specification::Specification;

use crate::arguments::Spec;
use crate::failure::Failure;

/// What specifications are called.
const USUAL_NAME: &str = "requirements.md";

/// How diagnostics call standard input.
const STANDARD_INPUT: &str = "<stdin>";

/// Reads a specification.
pub(crate) fn specification(spec: &Spec) -> Result<Specification, Failure> {
    let sources = paths(spec)?.iter().map(|path| source(path)).collect::<Result<_, _>>()?;
    Ok(Specification::read(sources, spec.system.as_deref()))
}

/// The files that the arguments name.
fn paths(spec: &Spec) -> Result<Vec<PathBuf>, Failure> {
    if spec.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) can be read only once"));
    }
    if spec.paths.is_empty() {
        return usual().map(|path| vec![path]);
    }
    let mut files = Vec::new();
    for path in &spec.paths {
        if path.is_dir() {
            let before = files.len();
            collect(path, &mut files)?;
            if files.len() == before {
                return Err(Failure::new(format!("there is no {USUAL_NAME} in {}", path.display())));
            }
        } else {
            files.push(path.clone());
        }
    }
    Ok(files)
}

/// The specification of the folder that the command was started in.
fn usual() -> Result<PathBuf, Failure> {
    let here = PathBuf::from(USUAL_NAME);
    if here.is_file() {
        return Ok(here);
    }
    let mut features = Vec::new();
    let kiro = Path::new(".kiro/specs");
    if kiro.is_dir() {
        collect(kiro, &mut features)?;
    }
    match features.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Failure::helping(
            format!("there is no {USUAL_NAME} here"),
            "name the specification, or `-` for standard input",
        )),
        several => {
            let names: Vec<_> = several.iter().map(|path| path.display().to_string()).collect();
            let help = format!("name one of {}, or {} for all of them", names.join(", "), kiro.display());
            Err(Failure::helping(format!("there is no {USUAL_NAME} here, and several below"), help))
        }
    }
}

/// Finds the specifications below a directory, in alphabetical order.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let unreadable = |error: io::Error| Failure::new(format!("cannot read {}: {error}", directory.display()));
    let entries = fs::read_dir(directory).map_err(unreadable)?;
    let mut entries = entries.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let kind = entry.file_type().map_err(unreadable)?;
        if kind.is_dir() {
            collect(&entry.path(), files)?;
        } else if entry.file_name() == USUAL_NAME {
            files.push(entry.path());
        }
    }
    Ok(())
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
    let line = |fault: SourceFault| fault.line(&bytes);
    Source::from_bytes(name.clone(), bytes.clone()).map_err(|fault| {
        let (code, what) = match fault {
            SourceFault::NotUtf8 { .. } => (Code::NotUtf8, "is not UTF-8 text"),
            SourceFault::Nul { .. } => (Code::NulByte, "has a NUL byte, as binary files and UTF-16 have"),
        };
        let message = format!("{name}:{}: the file {what}", line(fault));
        Failure::Unusable { code: Some(code), message, help: Some("save it as UTF-8 text".to_owned()) }
    })
}
