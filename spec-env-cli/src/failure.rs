//! Why the command could not do what it was asked for.

use std::fmt::Display;
use std::io;
use std::process::ExitCode;

use spec_env_core::diagnostic::Code;
use spec_env_core::text::Escaped;

use crate::terminal::{BOLD, ERROR};

/// The exit code for arguments or input that cannot be used.
const UNUSABLE: u8 = 2;

/// What ended the command early.
#[derive(Debug)]
pub(crate) enum Failure {
    /// Arguments or input cannot be used.
    Unusable {
        /// The code, for what has one.
        code: Option<Code>,
        /// What is wrong, on one line.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// The result cannot be written.
    Output(io::Error),
}

impl Failure {
    pub(crate) fn new(message: impl Display) -> Self {
        Self::Unusable { code: None, message: message.to_string(), help: None }
    }

    pub(crate) fn helping(message: impl Display, help: impl Display) -> Self {
        Self::Unusable { code: None, message: message.to_string(), help: Some(help.to_string()) }
    }

    /// What happened, on one line.
    pub(crate) fn message(&self) -> String {
        match self {
            Self::Unusable { message, .. } => message.clone(),
            Self::Output(error) => format!("cannot write the result: {error}"),
        }
    }

    /// Says what happened and gives the exit code.
    pub(crate) fn report(self) -> ExitCode {
        let message = self.message();
        let (code, help) = match self {
            Self::Output(_) => (None, None),
            Self::Unusable { code, help, .. } => (code, help),
        };
        let code = code.map(|code| format!("[{}]", code.name())).unwrap_or_default();
        anstream::eprintln!("{ERROR}error{code}{ERROR:#}{BOLD}: {}{BOLD:#}", Escaped(&message));
        for line in help.iter().flat_map(|help| help.lines()) {
            anstream::eprintln!("  {BOLD}={BOLD:#} help: {}", Escaped(line));
        }
        ExitCode::from(UNUSABLE)
    }
}
