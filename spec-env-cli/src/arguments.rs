//! What can be asked of the command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

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
    /// Hold an environment to the specification: this process's, or that of env files
    Check(Check),
    /// Check this environment, then become the command: the entry point of a container
    Run(Run),
    /// Make artefacts from the specification
    Generate(Generate),
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

/// How results are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Text for people
    Human,
    /// JSON of a stable shape, for programs
    Json,
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
    pub(crate) format: Format,
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
    /// Check what this file (dotenv) sets instead of this process's environment; of several, the last one counts
    #[arg(long = "env-file", value_name = "FILE")]
    pub(crate) env_files: Vec<PathBuf>,
    /// Look at names alone, for pipelines that hold no secrets
    #[arg(long)]
    pub(crate) names: bool,
    /// How to write the report
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

/// The artefacts that can be made.
#[derive(Debug, Subcommand)]
pub(crate) enum Kind {
    /// Contract tests for services in any language, as JSON: environments, verdicts, requirements
    Cases {
        #[command(flatten)]
        spec: Spec,
    },
    /// The struct that `config!` would write, for those who want it in the file
    Rust {
        #[command(flatten)]
        spec: Spec,
    },
}
