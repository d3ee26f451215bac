//! The Rust files of a directory, and what each of them is for.

use std::path::{Path, PathBuf};

use super::facts::Role;
use crate::failure::Failure;
use crate::walk;

/// A file of Rust code.
pub(super) struct File {
    pub(super) path: PathBuf,
    pub(super) role: Role,
    /// The directory of the package that it belongs to, as far as it lies in what is walked.
    pub(super) package: PathBuf,
}

/// All Rust files below a directory.
pub(super) fn files(directory: &Path) -> Result<Vec<File>, Failure> {
    let files = walk::files(directory, false)?;
    let code = files.into_iter().filter(|path| path.extension().is_some_and(|extension| extension == "rs"));
    let code = code.map(|path| {
        let package = package(&path, directory);
        File { role: role(&path, &package), package, path }
    });
    Ok(code.collect())
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
