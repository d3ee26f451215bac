//! The files of a directory that version control would keep.

use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// All files below a directory, in order, with those whose names begin with a dot or without them. Links are not
/// followed; what builds leave behind is left out.
pub(crate) fn files(directory: &Path, with_hidden: bool) -> Result<Vec<PathBuf>, Failure> {
    let walk = ignore::WalkBuilder::new(directory)
        .hidden(!with_hidden)
        .require_git(false)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .filter_entry(|entry| {
            let is_kept = entry.file_name() != ".git" && entry.file_name() != "node_modules";
            is_kept && !(entry.path().is_dir() && entry.path().join("CACHEDIR.TAG").exists())
        })
        .build();
    let mut files = Vec::new();
    for entry in walk {
        let entry = entry.map_err(|error| Failure::new(format!("cannot read {error}")))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            files.push(entry.path().strip_prefix("./").unwrap_or(entry.path()).to_owned());
        }
    }
    Ok(files)
}
