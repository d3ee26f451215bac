//! What is generated, held to the programs that consume it: each accepts it, and reads from it what was meant.
//!
//! `.ci/tools` installs them. A test whose tool cannot be had is reported as ignored, and as `not run` with the reason.

mod admission;
mod artefacts;
mod daemon;
mod dialects;
mod project;
mod tools;

use std::path::Path;
use std::process::{Command, ExitCode};

use libtest_mimic::{Arguments, Failed, Trial};

/// The specification that uses every fact.
const SPEC: &str = "requirements.md";

fn main() -> ExitCode {
    let trials = artefacts::all()
        .into_iter()
        .chain(dialects::all())
        .chain(admission::all())
        .chain(project::all())
        .map(|check| {
            let missing: Vec<_> =
                check.tools.iter().filter(|tool| tools::find(tool).is_none()).copied().collect();
            if !missing.is_empty() {
                eprintln!("not run: consumers::{} ({} cannot be had)", check.name, missing.join(", "));
            }
            let run = check.run;
            Trial::test(check.name, move || run().map_err(Failed::from))
                .with_ignored_flag(!missing.is_empty())
        });
    libtest_mimic::run(&Arguments::from_args(), trials.collect()).exit_code()
}

/// A test, and the programs that it needs.
struct Check {
    name: &'static str,
    tools: &'static [&'static str],
    run: fn() -> Result<(), String>,
}

/// What the command prints about a specification under `tests/consumers`; it must succeed.
fn spec_env(arguments: &[&str], spec: impl AsRef<Path>) -> Result<String, String> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(arguments).arg(spec.as_ref()).current_dir(directory());
    output(&mut command)
}

fn directory() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/consumers"))
}

/// The standard output of a program that must succeed.
fn output(command: &mut Command) -> Result<String, String> {
    let output = command.output().map_err(|error| format!("{command:?}: {error}"))?;
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    if output.status.success() { Ok(out) } else { Err(format!("{command:?}: {}\n{out}{err}", output.status)) }
}

/// A failure unless this holds.
fn ensure(holds: bool, message: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(message()) }
}

/// A new directory with one file in it.
fn with_file(name: &str, text: &str) -> Result<tempfile::TempDir, String> {
    let directory = tempfile::tempdir().map_err(|error| error.to_string())?;
    std::fs::write(directory.path().join(name), text).map_err(|error| error.to_string())?;
    Ok(directory)
}
