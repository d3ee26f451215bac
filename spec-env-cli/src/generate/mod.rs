//! `spec-env generate`: artefacts made from the contract.

mod admission;
mod cases;
mod clippy;
mod compose;
mod design;
mod dockerfile;
mod emit;
mod env;
mod environment;
mod github;
mod json_schema;
mod kubernetes;
mod markdown;
mod pattern;
mod range;
mod sample;
mod supply;
mod tasks;

use std::process::ExitCode;

use spec_env_core::rust;
use spec_env_core::specification::Specification;

use crate::arguments::{Admission, Generate, Kind, Plain};
use crate::failure::Failure;
use crate::output::{self, Comment, HASH, MARKUP, SLASHES};
use crate::terminal::json;
use crate::{FOUND, check, input};
use emit::Artefact;

pub(crate) fn run(arguments: &Generate) -> Result<ExitCode, Failure> {
    let kind = &arguments.kind;
    let plain = kind.plain();
    let specification = input::specification(&plain.spec)?;
    if specification.has_errors() {
        check::complain(&specification);
        return Ok(ExitCode::from(FOUND));
    }
    let (comment, mut text) = body(kind, &specification)?;
    if let Kind::Tasks(_) = kind
        && let Some(path) = plain.output.target.output.as_ref().or(plain.output.target.into.as_ref())
        && path.exists()
    {
        text = tasks::keeping(&text, input::source(path)?.text());
    }
    let name = kind.name();
    let text = output::header(&format!("generate {name}"), &specification.contract, comment) + &text;
    // Code and prose have no values in them.
    let has_values = !matches!(kind, Kind::Clippy(_) | Kind::Rust(_) | Kind::Tasks(_));
    emit::emit(&Artefact { kind: name, comment, text, has_values }, &plain.output)
}

/// The text of an artefact, and the comments that it may have.
fn body(kind: &Kind, specification: &Specification) -> Result<(Comment, String), Failure> {
    let contract = &specification.contract;
    let is_part = kind.plain().output.target.into.is_some();
    Ok(match kind {
        Kind::Env { dialect, .. } => (HASH, env::file(contract, *dialect)),
        Kind::Dockerfile(plain) => (HASH, dockerfile::fragment(contract, &plain.spec)),
        Kind::Compose { service, .. } => (HASH, compose::file(contract, service, is_part)),
        Kind::Kubernetes { name, image, .. } => (HASH, kubernetes::manifests(contract, name, image, is_part)),
        Kind::Admission(arguments) => {
            let comment = if arguments.explain { None } else { HASH };
            (comment, admission::manifests(contract, arguments)?)
        }
        Kind::JsonSchema(_) => {
            (None, json(&json_schema::schema(contract, &origin(kind.name(), specification)))?)
        }
        Kind::Github { plain, environments, artefacts, env_files } => {
            let gates = github::Gates { environments, artefacts, env_files };
            (HASH, github::workflow(contract, &plain.spec, &gates))
        }
        Kind::Clippy(_) => (HASH, clippy::configuration()),
        Kind::Markdown(_) => (MARKUP, markdown::table(contract)),
        Kind::Design(_) => (MARKUP, design::section(specification)),
        Kind::Tasks(_) => (MARKUP, tasks::list(contract)),
        Kind::Cases(_) => (None, json(&cases::of(contract, origin(kind.name(), specification)))?),
        Kind::Rust(_) => (SLASHES, rust::structure(contract)),
    })
}

/// What a generated file says of where it comes from.
fn origin(kind: &str, specification: &Specification) -> String {
    output::origin(&format!("generate {kind}"), &specification.contract)
}

impl Kind {
    /// What all kinds have.
    fn plain(&self) -> &Plain {
        match self {
            Self::Admission(Admission { plain, .. })
            | Self::Env { plain, .. }
            | Self::Compose { plain, .. }
            | Self::Kubernetes { plain, .. }
            | Self::Github { plain, .. }
            | Self::Dockerfile(plain)
            | Self::JsonSchema(plain)
            | Self::Clippy(plain)
            | Self::Markdown(plain)
            | Self::Design(plain)
            | Self::Tasks(plain)
            | Self::Cases(plain)
            | Self::Rust(plain) => plain,
        }
    }

    /// The name on the command line.
    fn name(&self) -> &'static str {
        match self {
            Self::Admission(_) => "admission",
            Self::Env { .. } => "env",
            Self::Dockerfile(_) => "dockerfile",
            Self::Compose { .. } => "compose",
            Self::Kubernetes { .. } => "kubernetes",
            Self::JsonSchema(_) => "json-schema",
            Self::Github { .. } => "github",
            Self::Clippy(_) => "clippy",
            Self::Markdown(_) => "markdown",
            Self::Design(_) => "design",
            Self::Tasks(_) => "tasks",
            Self::Cases(_) => "cases",
            Self::Rust(_) => "rust",
        }
    }
}

/// A text as YAML takes it whatever is in it: JSON's strings are YAML's.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
