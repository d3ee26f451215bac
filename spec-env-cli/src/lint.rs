//! `spec-env lint`: the specification itself.

use std::fmt::Write;
use std::process::ExitCode;

use serde::Serialize;
use spec_env_core::diagnostic::{Diagnostic, Level};
use spec_env_core::text::Escaped;

use crate::arguments::{Deny, Format, Lint};
use crate::failure::Failure;
use crate::finding::{self, Finding};
use crate::terminal::{BOLD, DIM, ERROR, GOOD, WARNING, count, print, print_json};
use crate::{draw, input, verdict};

/// What `lint --format json` says.
#[derive(Serialize)]
struct Findings<D> {
    schema: u8,
    ok: bool,
    spec: String,
    diagnostics: D,
}

pub(crate) fn run(arguments: &Lint) -> Result<ExitCode, Failure> {
    let specification = input::specification(&arguments.spec)?;
    let fails = |diagnostic: &Diagnostic| match arguments.deny {
        None => diagnostic.level == Level::Error,
        Some(Deny::Warnings) => diagnostic.level >= Level::Warning,
    };
    let ok = !specification.diagnostics.iter().any(fails);
    let spec = specification.contract.spec.to_string();
    if arguments.format == Format::Json {
        print_json(&Findings { schema: 1, ok, spec, diagnostics: specification.findings() })?;
        return Ok(verdict(ok));
    }
    if arguments.format == Format::Sarif {
        finding::print("lint", Format::Sarif, &Finding::of_specification(&specification), "")?;
        return Ok(verdict(ok));
    }
    let variables = count(specification.contract.variables.len(), "variable");
    let mut text = draw::diagnostics(&specification);
    let (style, tally) = match draw::tally(&specification) {
        None => (GOOD, "no findings".to_owned()),
        Some(tally) if specification.has_errors() => (ERROR, tally),
        Some(tally) => (WARNING, tally),
    };
    let _ = writeln!(text, "{BOLD}{}:{BOLD:#} {style}{tally}{style:#}; {variables}", Escaped(&spec));
    if let Some(worst) = specification.diagnostics.iter().max_by_key(|diagnostic| diagnostic.level) {
        let code = worst.code.name();
        let _ = writeln!(
            text,
            "{DIM}`spec-env explain {code}` tells more about a code, `--format json` is for programs{DIM:#}"
        );
    }
    if arguments.format == Format::Github {
        finding::print("lint", Format::Github, &Finding::of_specification(&specification), &text)?;
    } else {
        print(&text)?;
    }
    Ok(verdict(ok))
}
