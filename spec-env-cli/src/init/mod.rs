//! `spec-env init`: a first specification from what a project has already.

mod credential;
mod gather;
mod kind;
mod text;

use std::path::PathBuf;
use std::process::ExitCode;

use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use crate::arguments::Init;
use crate::failure::Failure;
use crate::terminal::{BOLD, DIM, WARNING, count, fold, print};
use crate::{input, output};
use gather::{Presence, Seen};

pub(crate) fn run(arguments: &Init) -> Result<ExitCode, Failure> {
    let to_output = arguments.output.as_os_str() == "-";
    let path = arguments.output.display().to_string();
    if !to_output && !arguments.force && arguments.output.exists() {
        return Err(output::taken(&arguments.output, ""));
    }
    // One that is written beside it would take its place.
    if !to_output
        && !arguments.force
        && arguments.output.as_os_str() == "requirements.md"
        && let Ok(there) = input::usual()
    {
        return Err(output::taken(&there, ", and would no longer be the specification of this package"));
    }
    let paths = if arguments.paths.is_empty() { vec![PathBuf::from(".")] } else { arguments.paths.clone() };
    let mut variables = gather::all(&paths, arguments.dialect)?;
    if variables.is_empty() {
        let help = "name a file that sets variables, such as .env.example or compose.yaml";
        return Err(Failure::helping("nothing was found that sets or reads a variable", help));
    }
    let text = settled(&mut variables, &arguments.system);
    mention_withheld(&variables);
    if to_output {
        print(&text)?;
        return Ok(ExitCode::SUCCESS);
    }
    output::write(&arguments.output, &text)?;
    let number = count(variables.len(), "variable");
    let lint = format!("spec-env lint {}", Escaped(&path));
    anstream::eprintln!("  {BOLD}={BOLD:#} next: {number}: say what each is for, then `{lint}`");
    Ok(ExitCode::SUCCESS)
}

/// The specification, once it says of every variable what was seen: what no sentence can say is required instead.
fn settled(variables: &mut [Seen], system: &str) -> String {
    loop {
        let text = text::specification(variables, system);
        let read = Specification::read(vec![Source::new("requirements.md", text.clone())], None);
        let mut changed = false;
        for seen in variables.iter_mut() {
            let position = read.contract.position(&seen.name);
            let found = position.and_then(|at| read.contract.variables[at].default.as_deref());
            if let Presence::Default(literal) = &seen.presence
                && !kind::agrees(seen.kind, found, literal)
            {
                let (name, place) = (Escaped(&seen.name), &seen.place);
                anstream::eprintln!(
                    "{WARNING}warning{WARNING:#}: no sentence can give {name} the value of {}:{} as its default, so it is required",
                    Escaped(&place.file),
                    place.line
                );
                seen.presence = Presence::Required;
                changed = true;
            }
        }
        if !changed {
            return text;
        }
    }
}

/// Says which values did not become defaults, and why: a line for each file and reason.
fn mention_withheld(variables: &[Seen]) {
    let mut lines: Vec<((&str, &str), Vec<&str>)> = Vec::new();
    for Seen { name, withheld, place, .. } in variables {
        let Some(why) = *withheld else { continue };
        let line = (place.file.as_str(), why);
        match lines.iter_mut().find(|(known, _)| *known == line) {
            Some((_, names)) => names.push(name),
            None => lines.push((line, vec![name])),
        }
    }
    for ((file, why), names) in &lines {
        let line =
            format!("{DIM}note{DIM:#}: no default from {} for {}: {why}", Escaped(file), names.join(", "));
        anstream::eprintln!("{}", fold(&line, 4));
    }
    if !lines.is_empty() {
        anstream::eprintln!(
            "  {BOLD}={BOLD:#} help: say the defaults that there are: WHEN `NAME` is not set, THE SYSTEM SHALL default to `VALUE`"
        );
    }
}
