//! A service of a Compose file, with its environment and secrets.

use std::fmt::Write;

use spec_env_core::contract::{Contract, Facts, Variable};

use super::quoted;
use super::supply::{Supply, comments, variables};
use crate::list::whereabouts;

/// The file without its first line; or the keys of a service alone, for a file that has the service already.
pub(super) fn file(contract: &Contract, service: &str, is_part: bool) -> String {
    let (mut keys, secrets) = keys(contract);
    if is_part {
        if !secrets.is_empty() {
            let names: Vec<_> = secrets.iter().map(|(secret, _)| secret.as_str()).collect();
            keys = format!("# At the top level, `secrets:` has to define: {}\n{keys}", names.join(", "));
        }
        return keys;
    }
    let mut text = format!("services:\n  {service}:\n");
    for line in keys.lines() {
        let _ = writeln!(text, "    {line}");
    }
    if !secrets.is_empty() {
        text += "secrets:\n";
        for (secret, name) in secrets {
            let _ = writeln!(text, "  {secret}:\n    environment: {}", quoted(name));
        }
    }
    text
}

/// The keys of the service, and its secrets: what they are called, and the variables that hold them.
fn keys(contract: &Contract) -> (String, Vec<(String, &str)>) {
    let mut text = "environment:\n".to_owned();
    let hash = quoted(&format!("{:016x}", contract.hash));
    let _ = writeln!(text, "  SPEC_ENV_CONTRACT: {hash}");
    let mut secrets = Vec::new();
    for variable in variables(contract) {
        for line in comments(contract, variable) {
            let _ = writeln!(text, "  # {line}");
        }
        let name = variable.name.as_ref();
        let must = Supply::of(variable) == Supply::Must;
        match (&variable.file_variable, Supply::of(variable)) {
            (Some(file), _) if variable.is_confidential() && must => {
                let secret = name.to_ascii_lowercase();
                let _ = writeln!(text, "  {file}: {}", quoted(&format!("/run/secrets/{secret}")));
                secrets.push((secret, name));
            }
            (_, Supply::Must) => {
                let _ =
                    writeln!(text, "  {name}: {}", quoted(&format!("${{{name}:?{}}}", complaint(variable))));
            }
            // Where the host sets it, and nowhere else.
            (_, Supply::May) => {
                let _ = writeln!(text, "  {name}:");
            }
            (_, Supply::Default(literal)) => {
                let value = literal.replace('$', "$$");
                let value =
                    if literal.contains(['}', '{', '$']) { value } else { format!("${{{name}:-{value}}}") };
                let _ = writeln!(text, "  {name}: {}", quoted(&value));
            }
        }
    }
    if !secrets.is_empty() {
        text += "secrets:\n";
        for (secret, _) in &secrets {
            let _ = writeln!(text, "  - {secret}");
        }
    }
    (text, secrets)
}

/// What Compose says where a variable is missing.
fn complaint(variable: &Variable) -> String {
    let requirement = variable.citation(Facts::PRESENCE).map(whereabouts).unwrap_or_default();
    format!("{} is required by {requirement}", variable.name).replace(['$', '{', '}'], "_")
}
