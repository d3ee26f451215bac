//! Specifications as they were: files and directories of a git revision, written `REV:PATH` as git does.

use std::path::{Path, PathBuf};
use std::process::Command;

use spec_env_core::locate;
use spec_env_core::source::Source;

use crate::failure::Failure;
use crate::input;

/// The revision and the path in it, where this names no file that is there but looks like both.
pub(crate) fn parts(path: &Path) -> Option<(&str, &str)> {
    let text = path.to_str().filter(|_| !path.exists())?;
    // One letter is the drive of a path.
    text.split_once(':').filter(|(revision, _)| revision.len() > 1 && !revision.starts_with('-'))
}

/// Whether a file that is there now was not yet in a revision that there is.
pub(crate) fn is_new(path: &Path) -> bool {
    let Some((revision, path)) = parts(path).filter(|(_, path)| Path::new(path).is_file()) else {
        return false;
    };
    let is = |object: &str| git(&["cat-file", "-e", object], revision, path).is_ok();
    is(&format!("{revision}^{{commit}}")) && !is(&format!("{revision}:./{path}"))
}

/// The specifications at a path of a revision: the file, or all below the directory. The path starts at the working
/// directory; an empty one is where the specification of this package stands now.
pub(crate) fn sources(revision: &str, path: &str) -> Result<Vec<Source>, Failure> {
    let path = if path.is_empty() { input::usual()?.display().to_string() } else { path.to_owned() };
    let object = format!("{revision}:./{path}");
    let kind = git(&["cat-file", "-t", &object], revision, &path)?;
    if kind.trim_ascii() != b"tree" {
        return Ok(vec![blob(revision, &path)?]);
    }
    // Without `--full-tree`, git looks in the tree for the working directory.
    let names = git(&["ls-tree", "--full-tree", "-r", "-z", "--name-only", &object], revision, &path)?;
    let names = String::from_utf8_lossy(&names);
    let below = names.split('\0').map(|name| Path::new(&path).join(name));
    let mut files: Vec<PathBuf> = below.filter(|file| file.ends_with(locate::USUAL_NAME)).collect();
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("{revision}:{path} holds no requirements.md")));
    }
    files.iter().map(|file| blob(revision, &file.display().to_string())).collect()
}

fn blob(revision: &str, path: &str) -> Result<Source, Failure> {
    let bytes = git(&["cat-file", "blob", &format!("{revision}:./{path}")], revision, path)?;
    input::text(&format!("{revision}:{path}"), bytes)
}

/// What git prints.
fn git(arguments: &[&str], revision: &str, path: &str) -> Result<Vec<u8>, Failure> {
    let failed = |why: &str| {
        let message = format!("cannot read {revision}:{path}: {}", why.trim());
        let help = "REV:PATH names a file or directory of a git revision, from this folder on";
        let usual = input::usual().map(|usual| usual.display().to_string());
        Failure::helping(
            message,
            match usual.ok().filter(|usual| usual != path) {
                Some(usual) => {
                    format!("{help}\n`REV:{usual}`, or `REV:` alone, is the specification of this package")
                }
                None => help.to_owned(),
            },
        )
    };
    let output =
        Command::new("git").args(arguments).output().map_err(|error| failed(&format!("git: {error}")))?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    Err(failed(&String::from_utf8_lossy(&output.stderr)))
}
