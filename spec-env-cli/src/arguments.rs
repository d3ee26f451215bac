//! What can be asked of the command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::source::env_file::Dialect;

/// Holds services to the environment that their requirements.md asks for
#[derive(Debug, Parser)]
#[command(name = "spec-env", version, propagate_version = true, disable_help_subcommand = true)]
#[command(after_help = "Exit codes: 0 all is fine, 1 something was found, 2 unusable arguments or input, \
    78 `run` did not start the command because its environment breaks the specification.")]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Judge the specification itself: what is not understood, contradictory, unenforceable
    Lint(Lint),
    /// List the variables that the specification declares
    List(List),
    /// Tell why a variable exists and what happens when it is wrong, or what a diagnostic code means
    Explain(Explain),
    /// Hold an environment to the specification: this process's, or what files say of others
    Check(Check),
    /// Check this environment, then become the command: the entry point of a container
    Run(Run),
    /// Make artefacts from the specification
    Generate(Generate),
    /// Tell what a changed specification breaks for operators, or how two environments differ
    Diff(Diff),
    /// Find reads of the environment in Rust code that the specification does not declare
    Audit(Audit),
    /// Show every variable against code, image, pipeline and every environment
    Status(Status),
    /// Write a first specification from env files, Compose files, manifests or code
    Init(Init),
}

/// The specification, wherever one is asked for.
#[derive(Debug, Args)]
pub(crate) struct Spec {
    /// Specifications: files, directories, or - for standard input [default: the requirements.md of this package]
    #[arg(value_name = "SPEC")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read only the statements of this system and those of none in particular
    #[arg(long, value_name = "NAME")]
    pub(crate) system: Option<String>,
}

/// How a result is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// Text for people
    Human,
    /// JSON of a stable shape, for programs
    Json,
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// JSON of a stable shape, for programs
    Json,
    /// Annotations of a GitHub workflow, and a table for its summary
    Github,
    /// SARIF 2.1.0, for code scanning
    Sarif,
}

/// Which diagnostics make `lint` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Warnings as well as errors
    Warnings,
}

#[derive(Debug, Args)]
pub(crate) struct Lint {
    #[command(flatten)]
    pub(crate) spec: Spec,
    /// Fail on more than errors
    #[arg(long, value_name = "LEVEL")]
    pub(crate) deny: Option<Deny>,
    /// How to write the findings
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct List {
    #[command(flatten)]
    pub(crate) spec: Spec,
    /// How to write the contract
    #[arg(long, default_value = "human")]
    pub(crate) format: Form,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// A variable, or the code of a diagnostic
    #[arg(value_name = "NAME|CODE")]
    pub(crate) subject: String,
    #[command(flatten)]
    pub(crate) spec: Spec,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) spec: Spec,
    #[command(flatten)]
    pub(crate) sources: Sources,
    /// Look at names alone, for pipelines that hold no secrets
    #[arg(long)]
    pub(crate) names: bool,
    /// How to write the report
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

/// What describes an environment; this process's own counts where nothing else is named.
#[derive(Debug, Default, Args)]
pub(crate) struct Sources {
    /// What this env file sets; of several, the last one counts
    #[arg(long = "env-file", value_name = "FILE")]
    pub(crate) env_files: Vec<PathBuf>,
    /// Who reads the env files
    #[arg(long, value_name = "DIALECT", default_value = "dotenv")]
    pub(crate) dialect: Dialect,
    /// The services of this Compose file
    #[arg(long, value_name = "FILE")]
    pub(crate) compose: Vec<PathBuf>,
    /// Only this service, rather than all that set a variable of the specification
    #[arg(long, value_name = "NAME")]
    pub(crate) service: Option<String>,
    /// The containers of these Kubernetes manifests: a file, a directory, or - for standard input
    #[arg(long, value_name = "PATH")]
    pub(crate) kubernetes: Vec<PathBuf>,
    /// Only this container, rather than all that set a variable of the specification
    #[arg(long, value_name = "NAME")]
    pub(crate) container: Option<String>,
    /// What this Dockerfile sets; beside Compose files and manifests, it lies under what they set
    #[arg(long, value_name = "FILE")]
    pub(crate) dockerfile: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// What to start from: files, or directories to look in [default: this directory]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Write to this file; - for standard output
    #[arg(short, long, value_name = "FILE", default_value = "requirements.md")]
    pub(crate) output: PathBuf,
    /// Who reads the env files
    #[arg(long, value_name = "DIALECT", default_value = "dotenv")]
    pub(crate) dialect: Dialect,
    /// How the sentences call the service
    #[arg(long, value_name = "NAME", default_value = "SYSTEM")]
    pub(crate) system: String,
    /// Replace the file if it is there already
    #[arg(long)]
    pub(crate) force: bool,
}

/// How the status is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum View {
    /// A table for the terminal
    Human,
    /// JSON of a stable shape, for programs
    Json,
    /// A table for the summary of a pipeline
    Markdown,
    /// One page that needs nothing else
    Html,
}

#[derive(Debug, Args)]
pub(crate) struct Status {
    /// The directory with the project [default: this one]
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    /// The specification [default: the requirements.md of this package]
    #[arg(long, value_name = "SPEC")]
    pub(crate) spec: Vec<PathBuf>,
    /// Read only the statements of this system and those of none in particular
    #[arg(long, value_name = "NAME")]
    pub(crate) system: Option<String>,
    /// How to show it
    #[arg(long, default_value = "human")]
    pub(crate) format: View,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Tick what is done in the checklist that `generate tasks` made
    #[arg(long, value_name = "FILE")]
    pub(crate) tasks: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    /// The directory with the code [default: this one]
    #[arg(value_name = "DIR")]
    pub(crate) directory: Option<PathBuf>,
    /// The specification that declares variables [default: the requirements.md of this package]
    #[arg(long, value_name = "SPEC")]
    pub(crate) spec: Vec<PathBuf>,
    /// Read only the statements of this system and those of none in particular
    #[arg(long, value_name = "NAME")]
    pub(crate) system: Option<String>,
    /// How to write the findings
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

/// Which changes make `diff` fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum DenyChange {
    /// Those after which an environment that was right may be refused
    Breaking,
}

#[derive(Debug, Args)]
pub(crate) struct Diff {
    /// The specification before: a file, a directory, or REV:PATH in git; with --env, an environment
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    /// The specification after [default: the same path as it stands now]; with --env, another environment
    #[arg(value_name = "NEW", required_if_eq("env", "true"))]
    pub(crate) new: Option<PathBuf>,
    /// Fail on these changes of a specification
    #[arg(long, value_name = "CLASS", conflicts_with = "env")]
    pub(crate) deny: Option<DenyChange>,
    /// Compare environments: env files, Compose files, Kubernetes manifests, Dockerfiles
    #[arg(long)]
    pub(crate) env: bool,
    /// The specification that explains how environments may differ [default: the requirements.md of this package]
    #[arg(long, value_name = "SPEC", requires = "env")]
    pub(crate) spec: Vec<PathBuf>,
    /// Show the values of declared variables that are no secrets
    #[arg(long, requires = "env")]
    pub(crate) show_values: bool,
    /// Read only the statements of this system and those of none in particular
    #[arg(long, value_name = "NAME")]
    pub(crate) system: Option<String>,
    /// Who reads the env files
    #[arg(long, value_name = "DIALECT", default_value = "dotenv", requires = "env")]
    pub(crate) dialect: Dialect,
    /// The service of Compose files
    #[arg(long, value_name = "NAME", requires = "env")]
    pub(crate) service: Option<String>,
    /// The container of Kubernetes manifests
    #[arg(long, value_name = "NAME", requires = "env")]
    pub(crate) container: Option<String>,
    /// How to write the differences
    #[arg(long, default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Run {
    #[command(flatten)]
    pub(crate) spec: Spec,
    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "CMD")]
    pub(crate) command: Vec<OsString>,
}

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
        /// A generated file that must be up to date, as `env=.env.example`
        #[arg(long = "artefact", value_name = "KIND=FILE", value_parser = artefact)]
        artefacts: Vec<(String, String)>,
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

/// `KIND=FILE`
fn artefact(text: &str) -> Result<(String, String), String> {
    let parts = text.split_once('=').filter(|(kind, file)| !kind.is_empty() && !file.is_empty());
    let (kind, file) = parts.ok_or("write KIND=FILE, as in `env=.env.example`")?;
    if !Kind::has_subcommand(kind) {
        return Err(format!("`{kind}` is nothing that can be generated"));
    }
    Ok((kind.to_owned(), self::file(file)?))
}

/// The name of a file that a workflow can hold.
fn file(name: &str) -> Result<String, String> {
    if name.chars().any(char::is_control) {
        return Err("the file has a control character in its name".to_owned());
    }
    Ok(name.to_owned())
}
