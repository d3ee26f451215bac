//! What can be asked of the command.

mod generate;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};

pub(crate) use generate::{Action, Admission, Generate, Generated, Kind, Output, Plain};

use crate::source::env_file::Dialect;

/// Holds services to the environment that their requirements.md asks for
#[derive(Debug, Parser)]
#[command(name = "spec-env", version, propagate_version = true)]
#[command(
    after_help = "Exit codes: 0 all is fine, 1 something was found (`list`, `explain` and `status` show, and \
    judge nothing), 2 unusable arguments or input, 78 `run` did not start the command because its environment breaks the specification."
)]
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

/// A project, and the specification that it is held to.
#[derive(Debug, Args)]
pub(crate) struct Project {
    /// The directory with the project [default: this one]
    #[arg(value_name = "DIR")]
    directory: Option<PathBuf>,
    /// The specification [default: the requirements.md of this package]
    #[arg(long, value_name = "SPEC")]
    spec: Vec<PathBuf>,
    /// Read only the statements of this system and those of none in particular
    #[arg(long, value_name = "NAME")]
    system: Option<String>,
}

impl Project {
    pub(crate) fn directory(&self) -> &Path {
        self.directory.as_deref().unwrap_or(Path::new("."))
    }

    pub(crate) fn spec(&self) -> Spec {
        Spec { paths: self.spec.clone(), system: self.system.clone() }
    }
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
    #[arg(long, value_name = "DIALECT", default_value = "dotenv", requires = "env_files")]
    pub(crate) dialect: Dialect,
    /// The services of this Compose file
    #[arg(long, value_name = "FILE")]
    pub(crate) compose: Vec<PathBuf>,
    /// Only this service, rather than all that set a variable of the specification
    #[arg(long, value_name = "NAME", requires = "compose")]
    pub(crate) service: Option<String>,
    /// The containers of these Kubernetes manifests: a file, a directory, or - for standard input
    #[arg(long, value_name = "PATH")]
    pub(crate) kubernetes: Vec<PathBuf>,
    /// Only this container, rather than all that set a variable of the specification
    #[arg(long, value_name = "NAME", requires = "kubernetes")]
    pub(crate) container: Option<String>,
    /// What this Dockerfile sets; beside Compose files and manifests, it lies under what they set
    #[arg(long, value_name = "FILE")]
    pub(crate) dockerfile: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    /// What to start from: files, or directories to look in; only samples such as .env.example, and Dockerfiles, give
    /// defaults [default: this directory]
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
    #[command(flatten)]
    pub(crate) project: Project,
    /// How to show it
    #[arg(long, default_value = "human")]
    pub(crate) format: View,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Replace the file that -o names even if it was not generated
    #[arg(long, requires = "output")]
    pub(crate) force: bool,
    /// Tick what is done in the checklist that `generate tasks` made
    #[arg(long, value_name = "FILE")]
    pub(crate) tasks: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Audit {
    #[command(flatten)]
    pub(crate) project: Project,
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
    /// The specification before: a file, a directory, or REV:PATH in git, where PATH starts at this folder and may be
    /// left out; with --env, an environment
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
