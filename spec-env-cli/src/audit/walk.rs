//! The Rust files of a directory, and what each of them is for.

use std::path::{Path, PathBuf};

use super::facts::Role;
use crate::failure::Failure;

/// A file of Rust code.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) role: Role,
    /// The directory of the package that it belongs to, as far as it lies in what is walked.
    pub(super) package: PathBuf,
}

/// All Rust files below a directory that version control would keep, in order; links are not followed.
pub(super) fn files(directory: &Path) -> Result<Vec<File>, Failure> {
    let mut files = Vec::new();
    let walk = ignore::WalkBuilder::new(directory)
        .sort_by_file_name(std::cmp::Ord::cmp)
        .require_git(false)
        .filter_entry(|entry| !(entry.path().is_dir() && entry.path().join("CACHEDIR.TAG").exists()))
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| Failure::new(format!("cannot read {error}")))?;
        let path = entry.path();
        let is_file = entry.file_type().is_some_and(|kind| kind.is_file());
        if is_file && path.extension().is_some_and(|extension| extension == "rs") {
            let path = path.strip_prefix("./").unwrap_or(path).to_owned();
            let package = package(&path, directory);
            files.push(File { role: role(&path, &package), package, path });
        }
    }
    Ok(files)
}

fn package(path: &Path, top: &Path) -> PathBuf {
    let above = path.ancestors().skip(1).take_while(|above| above.starts_with(top) || top == Path::new("."));
    let found = above.into_iter().find(|above| above.join("Cargo.toml").is_file());
    found.unwrap_or(top).to_owned()
}

fn role(path: &Path, package: &Path) -> Role {
    let inside = path.strip_prefix(package).unwrap_or(path);
    let first = inside.iter().next().and_then(|first| first.to_str()).unwrap_or_default();
    match first {
        "build.rs" | "build" => Role::BuildScript,
        "tests" => Role::Test,
        "benches" => Role::Bench,
        "examples" => Role::Example,
        // A module of tests in a file of its own, by custom.
        _ if inside.file_name().is_some_and(|name| name == "tests.rs" || name == "test.rs") => Role::Test,
        _ if inside.iter().skip(1).any(|part| part == "tests") => Role::Test,
        _ => Role::Code,
    }
}
