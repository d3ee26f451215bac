//! Reads the specification that the arguments name.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use spec_env_core::source::{Source, SourceFault};
use spec_env_core::specification::Specification;

use crate::arguments::Spec;
use crate::failure::Failure;

/// How diagnostics call standard input.
const STANDARD_INPUT: &str = "<stdin>";

/// Reads a specification.
pub(crate) fn specification(spec: &Spec) -> Result<Specification, Failure> {
    let sources = paths(spec)?.iter().map(|path| source(path)).collect::<Result<_, _>>()?;
    Ok(Specification::read(sources, spec.system.as_deref()))
}

fn paths(spec: &Spec) -> Result<Vec<PathBuf>, Failure> {
    if spec.paths.iter().filter(|path| path.as_os_str() == "-").count() > 1 {
        return Err(Failure::new("standard input (`-`) can be read only once"));
    }
    Ok(spec.paths.clone())
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
    let place = |fault: SourceFault| format!("{name}:{}", fault.line(&bytes));
    Source::from_bytes(name.clone(), bytes.clone()).map_err(|fault| {
        let what = match fault {
            SourceFault::NotUtf8 { .. } => "is not UTF-8 text",
            SourceFault::Nul { .. } => "has a NUL byte, as binary files and UTF-16 have",
        };
        Failure::helping(format!("{}: the file {what}", place(fault)), "save it as UTF-8 text")
    })
}
