//! The same command behind `cargo spec-env`.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Cargo passes its own name for the command as the first argument.
    let mut arguments: Vec<_> = std::env::args_os().collect();
    if arguments.get(1).is_some_and(|argument| argument == "spec-env") {
        arguments.remove(1);
    }
    spec_env_cli::main(arguments)
}
