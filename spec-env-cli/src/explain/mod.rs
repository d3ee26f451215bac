//! `spec-env explain`: why a variable exists and what happens when it is wrong, or what a code means.

mod variable;

use std::fmt::Write;
use std::process::ExitCode;

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::diagnostic::Code;
use spec_env_core::verdict::nearest;

pub(crate) use variable::consequences;

use crate::arguments::Explain;
use crate::failure::Failure;
use crate::terminal::{BOLD, DIM, print, width, wrap};
use crate::{draw, input};

pub(crate) fn run(arguments: &Explain) -> Result<ExitCode, Failure> {
    let named = arguments.subject.strip_prefix("spec-env::"); // as the compiler prints codes
    let subject = named.unwrap_or(&arguments.subject);
    if let Some(code) = Code::ALL.iter().find(|code| code.name() == subject) {
        print(&explanation(*code, width()))?;
        return Ok(ExitCode::SUCCESS);
    }
    // What looks like a code is not looked for in a specification that may not be there.
    if named.is_some() || subject.contains('-') {
        let known = Code::ALL.iter().map(|code| code.name());
        return Err(unknown(
            subject,
            "diagnostic code",
            known,
            "the findings of `spec-env lint` bear their codes",
        ));
    }
    let specification = input::specification(&arguments.spec)?;
    let contract = &specification.contract;
    let Some(variable) = find(contract, subject) else {
        let known = contract.variables.iter().map(|v| v.name.as_ref());
        let all = if contract.variables.is_empty() {
            "it declares no variable: `spec-env lint` shows what was not understood"
        } else {
            "`spec-env list` shows all variables"
        };
        return Err(unknown(subject, &format!("variable of {}", contract.spec), known, all));
    };
    let mut text = String::new();
    if variable.name != subject {
        let _ = writeln!(text, "{DIM}{subject} is another name for{DIM:#}");
    }
    text += &variable::page(&specification, variable, width());
    print(&text)?;
    draw::mention(&specification);
    Ok(ExitCode::SUCCESS)
}

/// The variable of this name, or the one that it is the former name or file variable of.
fn find<'a>(contract: &'a Contract, name: &str) -> Option<&'a Variable> {
    let other = |v: &&Variable| v.former_names.iter().chain(&v.file_variable).any(|other| other == name);
    let variables = &contract.variables;
    variables.iter().find(|v| v.name == name).or_else(|| variables.iter().find(other))
}

/// Names the nearest of what is known, or all of it if that is little; `all` says where the rest stands.
fn unknown<'a>(subject: &str, what: &str, known: impl Iterator<Item = &'a str>, all: &str) -> Failure {
    let message = format!("`{subject}` is no {what}");
    let known: Vec<_> = known.collect();
    match nearest(subject, known.iter().copied()) {
        Some(name) => Failure::helping(message, format!("did you mean `{name}`?")),
        None if (1..=30).contains(&known.len()) => {
            Failure::helping(message, format!("known: {}", known.join(", ")))
        }
        None => Failure::helping(message, all),
    }
}

/// The page about a diagnostic code. Indented lines of the explanation are examples and stay as they are.
fn explanation(code: Code, width: usize) -> String {
    let mut text = format!("{BOLD}{}{BOLD:#}\n\n", code.name());
    for paragraph in [code.summary()].into_iter().chain(code.explain().split("\n\n")) {
        if paragraph.lines().any(|line| line.starts_with("    ")) {
            text += paragraph;
            text += "\n";
        } else {
            for line in wrap(paragraph, width.min(100)) {
                text += &line;
                text += "\n";
            }
        }
        text += "\n";
    }
    text.truncate(text.trim_end().len());
    text + "\n"
}
