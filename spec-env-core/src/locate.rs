//! Where specifications are: named, in a directory, or where the library and the command look by themselves.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};
use std::{fmt, fs};

use crate::edits::distance;

/// What specifications are called.
pub const USUAL_NAME: &str = "requirements.md";

/// Where Kiro keeps a specification for each feature.
pub const KIRO: &str = ".kiro/specs";

/// Why no specification was found.
#[derive(Debug)]
pub enum Missing {
    /// A named file does not exist.
    NoFile {
        /// The file.
        path: PathBuf,
        /// Files of similar names beside it.
        similar: Vec<PathBuf>,
    },
    /// A directory has no specification in it.
    Empty {
        /// The directory.
        path: PathBuf,
    },
    /// Nothing is where specifications usually are.
    Nowhere {
        /// The package that looks for one.
        package: String,
        /// Specifications that are near, of other packages or features.
        similar: Vec<PathBuf>,
    },
    /// A file or directory cannot be read.
    Unreadable {
        /// The file or directory.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFile { path, similar } => {
                write!(f, "there is no file {}{}", path.display(), near(similar))
            }
            Self::Empty { path } => write!(f, "there is no {USUAL_NAME} in {}", path.display()),
            Self::Nowhere { package, similar } => {
                write!(
                    f,
                    "there is no {USUAL_NAME} here, and no {KIRO}/{package}/{USUAL_NAME}{}",
                    near(similar)
                )
            }
            Self::Unreadable { path, error } => write!(f, "cannot read {}: {error}", path.display()),
        }
    }
}

impl Error for Missing {}

/// "; near it is …", or nothing.
fn near(paths: &[PathBuf]) -> String {
    let shown: Vec<String> = paths.iter().map(|p| p.display().to_string()).collect();
    if shown.is_empty() { String::new() } else { format!("; near it: {}", shown.join(", ")) }
}

/// The files that a path names: itself, or every specification below a directory, in alphabetical order.
///
/// # Errors
/// A path that does not exist or cannot be read, or a directory without a specification.
pub fn files(path: &Path) -> Result<Vec<PathBuf>, Missing> {
    if path.is_dir() {
        let mut found = Vec::new();
        below(path, &mut found)?;
        return if found.is_empty() { Err(Missing::Empty { path: path.to_owned() }) } else { Ok(found) };
    }
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    Err(Missing::NoFile { path: path.to_owned(), similar: similar(path) })
}

/// The specification of a package: `requirements.md` in it, or `.kiro/specs/<package>/requirements.md` in it or above
/// it, up to the root of its workspace. A packaged crate is on its own.
///
/// The path is relative to `directory`, with `..` for each step up.
///
/// # Errors
/// When there is none, with what is near.
pub fn of_package(directory: &Path, package: &str) -> Result<PathBuf, Missing> {
    let here = PathBuf::from(USUAL_NAME);
    if directory.join(&here).is_file() {
        return Ok(here);
    }
    let mut up = PathBuf::new();
    let mut similar = Vec::new();
    loop {
        let kiro = up.join(KIRO);
        let own = kiro.join(package).join(USUAL_NAME);
        if directory.join(&own).is_file() {
            return Ok(own);
        }
        if directory.join(&kiro).is_dir() {
            let mut found = Vec::new();
            below(&directory.join(&kiro), &mut found)?;
            similar.extend(
                found.iter().filter_map(|f| f.strip_prefix(directory.join(&kiro)).ok()).map(|f| kiro.join(f)),
            );
        }
        let packaged = directory.join("Cargo.toml.orig").is_file();
        if packaged || is_root(&directory.join(&up)) || !above_is_workspace(&directory.join(&up)) {
            return Err(Missing::Nowhere { package: package.to_owned(), similar });
        }
        up.push("..");
    }
}

/// Whether a directory is the root of a workspace.
fn is_root(directory: &Path) -> bool {
    fs::read_to_string(directory.join("Cargo.toml"))
        .is_ok_and(|manifest| manifest.lines().any(|line| line.trim_start().starts_with("[workspace]")))
}

/// Whether some directory above is the root of a workspace.
fn above_is_workspace(directory: &Path) -> bool {
    fs::canonicalize(directory).is_ok_and(|full| full.ancestors().skip(1).any(is_root))
}

/// Finds the specifications below a directory.
fn below(directory: &Path, found: &mut Vec<PathBuf>) -> Result<(), Missing> {
    let unreadable = |error| Missing::Unreadable { path: directory.to_owned(), error };
    let entries = fs::read_dir(directory).map_err(unreadable)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut paths = paths.collect::<Result<Vec<PathBuf>, _>>().map_err(unreadable)?;
    paths.sort_unstable();
    for path in paths {
        // Links are not followed, so that a circle of them ends.
        if path.symlink_metadata().map_err(unreadable)?.is_dir() {
            below(&path, found)?;
        } else if path.ends_with(USUAL_NAME) {
            found.push(path);
        }
    }
    Ok(())
}

/// Markdown files beside a missing one whose names are close to its.
fn similar(path: &Path) -> Vec<PathBuf> {
    let wanted = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let directory = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut out: Vec<PathBuf> = entries
        .filter(|entry| distance(&entry.file_name().to_string_lossy(), &wanted) <= wanted.len() / 3)
        .map(|entry| path.with_file_name(entry.file_name()))
        .collect();
    out.sort_unstable();
    out
}
