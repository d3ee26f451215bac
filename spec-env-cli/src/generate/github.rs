//! A GitHub workflow: the gates of the specification, and the environments that deployments go to.

use std::fmt::Write;

use spec_env_core::contract::Contract;

use super::quoted;
use super::supply::variables;
use crate::arguments::Spec;

/// The workflow, without its first line.
pub(super) fn workflow(
    contract: &Contract,
    spec: &Spec,
    environments: &[String],
    artefacts: &[(String, String)],
) -> String {
    let files: Vec<_> = contract.spec.split(", ").map(shell).collect();
    let system =
        spec.system.as_ref().map(|system| format!(" --system {}", shell(system))).unwrap_or_default();
    let spec = format!("{}{system}", files.join(" "));
    let mut text = "name: Environment contract\n\
        on:\n  pull_request:\n  push:\n    branches: [main]\n\
        permissions:\n  contents: read\n\
        jobs:\n  contract:\n    name: Specification and artefacts\n    runs-on: ubuntu-latest\n    steps:\n"
        .to_owned();
    text += PREPARE;
    step(&mut text, "The specification is understood", &format!("spec-env lint --format github {spec}"));
    for (kind, file) in artefacts {
        let command = format!("spec-env generate {kind} -o {} --check {spec}", shell(file));
        step(&mut text, &format!("{file} is up to date"), &command);
    }
    if environments.is_empty() {
        return text;
    }
    let _ = write!(
        text,
        "  environment:\n    name: Environment ${{{{ matrix.environment }}}}\n    needs: contract\n    \
         if: github.event_name == 'push'\n    runs-on: ubuntu-latest\n    strategy:\n      fail-fast: false\n      \
         matrix:\n        environment: [{}]\n    environment: ${{{{ matrix.environment }}}}\n    env:\n",
        environments.join(", ")
    );
    for variable in variables(contract) {
        let name = variable.name.as_ref();
        if name.starts_with("GITHUB_") {
            let _ = writeln!(text, "      # {name}: GitHub keeps names with this beginning for itself");
            continue;
        }
        let context = if variable.is_confidential() { "secrets" } else { "vars" };
        let _ = writeln!(text, "      {name}: ${{{{ {context}.{name} }}}}");
    }
    text += "    steps:\n";
    text += PREPARE;
    step(
        &mut text,
        "The environment meets the specification",
        &format!("spec-env check --format github {spec}"),
    );
    text
}

/// Where the steps of a job begin.
const PREPARE: &str = concat!(
    "      - uses: actions/checkout@v5\n        with:\n          persist-credentials: false\n",
    "      - name: Install spec-env\n        run: cargo install --locked spec-env-cli --version ",
    env!("CARGO_PKG_VERSION"),
    "\n"
);

fn step(text: &mut String, name: &str, command: &str) {
    let _ = writeln!(text, "      - name: {}\n        run: {}", quoted(name), quoted(command));
}

/// A word as a shell takes it.
fn shell(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
