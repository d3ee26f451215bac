//! `spec-env diff`: what a changed specification breaks for operators, and how two environments differ.

mod change;
mod effect;
mod environments;
mod rules;
mod specifications;
mod types;
mod variable;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use spec_env_core::contract::Citation;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use crate::arguments::{Diff, Spec};
use crate::failure::Failure;
use crate::list::whereabouts;
use crate::source::Sort;
use crate::terminal::DIM;
use crate::{draw, input, revision};

pub(crate) fn run(arguments: &Diff) -> Result<ExitCode, Failure> {
    let system = arguments.system.as_deref();
    if arguments.env {
        let specification = read(arguments, &arguments.spec)?;
        input::speaks_of(&specification, system)?;
        return environments::run(arguments, &specification);
    }
    let new = arguments.new.clone().or_else(|| now(&arguments.old));
    let Some(new) = new else {
        return Err(Failure::helping(
            format!("there is nothing to compare {} with", arguments.old.display()),
            "name a second specification, or a git revision as in `HEAD:requirements.md`",
        ));
    };
    if revision::is_new(&arguments.old) {
        let old = arguments.old.display().to_string();
        anstream::eprintln!("{DIM}note{DIM:#}: {} is not there yet, so nothing is compared", Escaped(&old));
        return Ok(ExitCode::SUCCESS);
    }
    let before = read(arguments, std::slice::from_ref(&arguments.old))?;
    // An empty path in a revision is where the specification stands now.
    let paths = if new.as_os_str().is_empty() { Vec::new() } else { vec![new.clone()] };
    let after = read(arguments, &paths)?;
    let is_environment = |path: &Path| matches!(Sort::of(path), Ok(Some(_)));
    if declare_nothing(&before, &after) && is_environment(&arguments.old) && is_environment(&new) {
        let (old, new) = (arguments.old.display(), new.display());
        return Err(Failure::helping(
            format!("neither {old} nor {new} declares a variable, as specifications do"),
            format!("compare environments with `spec-env diff --env {old} {new}`"),
        ));
    }
    // A system may be new, or gone.
    input::speaks_of(&before, system).or_else(|_| input::speaks_of(&after, system))?;
    specifications::run(arguments, &before, &after)
}

/// Whether no variable can have changed, as there is none.
fn declare_nothing(before: &Specification, after: &Specification) -> bool {
    before.contract.variables.is_empty() && after.contract.variables.is_empty()
}

/// The path of a revision as it stands now.
fn now(old: &Path) -> Option<PathBuf> {
    revision::parts(old).map(|(_, path)| PathBuf::from(path))
}

fn read(arguments: &Diff, paths: &[PathBuf]) -> Result<Specification, Failure> {
    let spec = Spec { paths: paths.to_vec(), system: arguments.system.clone() };
    let specification = input::any_specification(&spec)?;
    // What was not understood is not compared.
    draw::mention(&specification);
    Ok(specification)
}

/// ` [requirements.md:14 (3.1)]`
fn bracketed(citation: Option<&Citation>) -> String {
    citation.map(|citation| format!(" [{}]", whereabouts(citation))).unwrap_or_default()
}
