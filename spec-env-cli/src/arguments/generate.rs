//! What can be generated, and where it goes.

use std::path::PathBuf;

use clap::{Args, Command, Subcommand, ValueEnum};

use super::Spec;
use crate::source::env_file::Dialect;

#[derive(Debug, Args)]
pub(crate) struct Generate {
    #[command(subcommand)]
    pub(crate) kind: Kind,
}

/// What every artefact is made from, and where it goes.
#[derive(Debug, Args)]
pub(crate) struct Plain {
    #[command(flatten)]
    pub(crate) spec: Spec,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Where an artefact goes.
#[derive(Debug, Args)]
#[group(id = "target", multiple = false)]
pub(crate) struct Target {
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace what stands between the two markers in this file
    #[arg(long, value_name = "FILE")]
    pub(crate) into: Option<PathBuf>,
}

/// Where an artefact goes, and whether it is only compared.
#[derive(Debug, Args)]
pub(crate) struct Output {
    #[command(flatten)]
    pub(crate) target: Target,
    /// Write nothing; show how the file differs from what would be written, and fail if it does
    #[arg(long, requires = "target")]
    pub(crate) check: bool,
    /// Replace the file that -o names even if it was not generated
    #[arg(long, requires = "output", conflicts_with = "check")]
    pub(crate) force: bool,
}

/// The artefacts that can be made.
#[derive(Debug, Subcommand)]
pub(crate) enum Kind {
    /// An env file that sets every variable, for people to fill in
    Env {
        #[command(flatten)]
        plain: Plain,
        /// Who is to read the file
        #[arg(long, default_value = "dotenv")]
        dialect: Dialect,
    },
    /// The part of a Dockerfile: defaults that are no secrets, and the entry point that checks the rest
    Dockerfile(Plain),
    /// A Compose service with its environment; with --into, the service's keys alone
    Compose {
        #[command(flatten)]
        plain: Plain,
        /// The name of the service
        #[arg(long, default_value = "app", value_parser = label)]
        service: String,
    },
    /// A `ConfigMap`, a Secret to fill in, and a Deployment that writes every variable; with --into, the container's keys alone
    Kubernetes {
        #[command(flatten)]
        plain: Plain,
        /// The name of the Deployment and of its container
        #[arg(long, default_value = "app", value_parser = label)]
        name: String,
        /// The image of the container
        #[arg(long, default_value = "app:latest")]
        image: String,
    },
    /// What makes a cluster refuse workloads that break the contract: policies of its API server, and the contract for them
    Admission(Admission),
    /// A JSON Schema (2020-12) of the environment, for editors, charts and other languages
    JsonSchema(Plain),
    /// A GitHub workflow with the gates of the specification
    Github {
        #[command(flatten)]
        plain: Plain,
        /// The environments whose variables and secrets are checked before a deployment
        #[arg(long = "environment", value_name = "NAME", value_delimiter = ',', default_value = "staging,production", value_parser = label)]
        environments: Vec<String>,
        /// A generated file that must be up to date, as `env=.env.example`; for a part of a larger file and for options
        /// of its kind, `kubernetes=app.yaml,into,name=shop`
        #[arg(long = "artefact", value_name = "KIND=FILE[,into][,OPTION=VALUE]", value_parser = generated)]
        artefacts: Vec<Generated>,
        /// A committed env file that must meet the specification; the first is compared with each of the others
        #[arg(long = "env-file", value_name = "FILE", value_parser = file)]
        env_files: Vec<String>,
    },
    /// A clippy.toml that forbids reading the environment around the specification
    Clippy(Plain),
    /// A reference table of the variables
    Markdown(Plain),
    /// The environment section of a design.md: the contract, how it fails, what operations must provide
    Design(Plain),
    /// A checklist for a tasks.md
    Tasks(Plain),
    /// Contract tests for services in any language, as JSON: environments, verdicts, requirements
    Cases(Plain),
    /// The struct that `config!` would write, for those who want it in the file
    Rust(Plain),
}

/// A generated file that a workflow watches over.
#[derive(Debug, Clone)]
pub(crate) struct Generated {
    pub(crate) kind: String,
    pub(crate) file: String,
    /// Whether it is a part of a larger file.
    pub(crate) into: bool,
    /// Options of its kind, and their values.
    pub(crate) options: Vec<(String, String)>,
}

/// What a cluster does with a workload that breaks its contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Action {
    /// Note it in the audit log
    Audit,
    /// Warn whoever applies it
    Warn,
    /// Refuse it
    Deny,
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is an option of its own
pub(crate) struct Admission {
    #[command(flatten)]
    pub(crate) plain: Plain,
    /// The name of the contract, which workloads carry in the label spec-env.dev/contract
    #[arg(long, default_value = "app", value_parser = label)]
    pub(crate) name: String,
    /// The container that the contract is about
    #[arg(long, default_value = "app", value_parser = label)]
    pub(crate) container: String,
    /// The namespace of the workloads
    #[arg(long, default_value = "default", value_parser = label)]
    pub(crate) namespace: String,
    /// One policy with the contract in it, for clusters that take no CRD
    #[arg(long)]
    pub(crate) self_contained: bool,
    /// Refuse workloads of enforced namespaces that carry no label
    #[arg(long)]
    pub(crate) require_label: bool,
    /// Look into the config maps and secrets that carry the label, too
    #[arg(long)]
    pub(crate) values: bool,
    /// What the cluster does
    #[arg(long, default_value = "deny")]
    pub(crate) action: Action,
    /// Tell, instead, what is enforced at admission and what only at the start of the service
    #[arg(long)]
    pub(crate) explain: bool,
}

/// A name that Compose, Kubernetes and GitHub all take.
fn label(text: &str) -> Result<String, String> {
    let inner = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let outer = |c: Option<char>| c.is_some_and(|c| inner(c) && c != '-');
    let fits = text.len() <= 63 && text.chars().all(inner);
    if fits && outer(text.chars().next()) && outer(text.chars().last()) {
        return Ok(text.to_owned());
    }
    Err("at most 63 lower-case letters, digits and inner dashes".to_owned())
}

/// `KIND=FILE`, `KIND=FILE,into,OPTION=VALUE`
fn generated(text: &str) -> Result<Generated, String> {
    let mut words = text.split(',');
    let parts = words.next().and_then(|first| first.split_once('='));
    let parts = parts.filter(|(kind, file)| !kind.is_empty() && !file.is_empty());
    let (kind, file) = parts.ok_or("write KIND=FILE, as in `env=.env.example`")?;
    let Some(command) = Kind::augment_subcommands(Command::new("generate")).find_subcommand(kind).cloned()
    else {
        return Err(format!("`{kind}` is nothing that can be generated"));
    };
    let mut out =
        Generated { kind: kind.to_owned(), file: self::file(file)?, into: false, options: Vec::new() };
    for word in words {
        match word.split_once('=') {
            None if word == "into" => out.into = true,
            Some((option, value)) if command.get_arguments().any(|a| a.get_long() == Some(option)) => {
                out.options.push((option.to_owned(), self::file(value)?));
            }
            _ => return Err(format!("`{word}` is neither `into` nor an option of `{kind}` with its value")),
        }
    }
    Ok(out)
}

/// The name of a file that a workflow can hold.
fn file(name: &str) -> Result<String, String> {
    if name.chars().any(char::is_control) {
        return Err("the file has a control character in its name".to_owned());
    }
    Ok(name.to_owned())
}
