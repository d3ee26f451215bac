//! The part of a Dockerfile: defaults, and an entry point that checks the environment.

use std::fmt::Write;

use spec_env_core::contract::Contract;
use spec_env_core::text::Escaped;

use super::supply::{Supply, presence, requirement, variables};
use crate::arguments::Spec;

/// Where the specification lies in the image.
const DIRECTORY: &str = "/etc/spec-env";

/// The part, without its first line.
pub(super) fn fragment(contract: &Contract, spec: &Spec) -> String {
    let mut text = String::new();
    let mut lines = Vec::new();
    for variable in variables(contract) {
        let name = variable.name.as_ref();
        match Supply::of(variable) {
            // What cannot stand on a line is left to the entry point, which applies the same default.
            Supply::Default(literal) if !literal.contains(char::is_control) => {
                lines.push(format!("{name}=\"{}\"", escaped(literal)));
            }
            Supply::Must => {
                let _ = writeln!(
                    text,
                    "# Give {name} when the container starts: {}{}",
                    presence(variable),
                    requirement(variable)
                );
            }
            _ => {}
        }
    }
    if !lines.is_empty() {
        let _ = writeln!(text, "ENV {}", lines.join(" \\\n    "));
    }
    text += "# The image needs the `spec-env` command; the image's CMD is what it starts.\n";
    let files: Vec<_> = contract.spec.split(", ").collect();
    let _ = writeln!(text, "COPY {}", array(files.iter().copied().chain([&*format!("{DIRECTORY}/")])));
    let paths = files.iter().map(|file| format!("{DIRECTORY}/{}", file.rsplit('/').next().unwrap_or(file)));
    let mut words = vec!["spec-env".to_owned(), "run".to_owned()];
    if let Some(system) = &spec.system {
        words.extend(["--system".to_owned(), system.clone()]);
    }
    words.extend(paths);
    words.push("--".to_owned());
    let _ = writeln!(text, "ENTRYPOINT {}", array(words.iter().map(String::as_str)));
    text
}

fn array<'t>(words: impl Iterator<Item = &'t str>) -> String {
    let words: Vec<_> = words.map(super::quoted).collect();
    format!("[{}]", words.join(", "))
}

fn escaped(text: &str) -> String {
    Escaped(text).to_string().replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$")
}
