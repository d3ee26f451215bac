//! The `spec-env` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    spec_env_cli::main(std::env::args_os())
}
