//! Files that the command writes.

use std::fs;
use std::io;
use std::path::Path;

use spec_env_core::text::Escaped;

use crate::failure::Failure;
use crate::terminal::GOOD;

/// Writes a file, with the directories that it lies in, and says so.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    let failed = |error: io::Error| Failure::new(format!("cannot write {}: {error}", path.display()));
    if let Some(parent) = path.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        fs::create_dir_all(parent).map_err(failed)?;
    }
    fs::write(path, text).map_err(failed)?;
    anstream::eprintln!("{GOOD}wrote{GOOD:#} {}", Escaped(&path.display().to_string()));
    Ok(())
}

/// Why a file that is there is not written, and how it can be.
pub(crate) fn taken(path: &Path, why: &str) -> Failure {
    let help = "write to another file with -o, or replace it with --force";
    Failure::helping(format!("{} is there already{why}", path.display()), help)
}
