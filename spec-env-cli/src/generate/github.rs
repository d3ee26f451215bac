//! A GitHub workflow: the gates of the specification, and the environments that deployments go to.

use std::fmt::Write;

use spec_env_core::contract::Contract;

use super::quoted;
use super::supply::variables;
use crate::arguments::{Generated, Spec};

/// What a workflow watches over beside the specification.
pub(super) struct Gates<'g> {
    /// The environments that deployments go to.
    pub(super) environments: &'g [String],
    /// Generated files.
    pub(super) artefacts: &'g [Generated],
    /// Committed env files.
    pub(super) env_files: &'g [String],
}

/// The workflow, without its first line.
pub(super) fn workflow(contract: &Contract, spec: &Spec, gates: &Gates<'_>) -> String {
    let Gates { environments, artefacts, env_files } = gates;
    let files: Vec<_> = contract.spec.split(", ").map(shell).collect();
    let system =
        spec.system.as_ref().map(|system| format!(" --system {}", shell(system))).unwrap_or_default();
    let by_option: Vec<_> = files.iter().map(|file| format!(" --spec {file}")).collect();
    let by_option = by_option.concat() + &system;
    let spec = format!("{}{system}", files.join(" "));
    let mut text = "name: Environment contract\n\
        on:\n  pull_request:\n  push:\n    branches: [main]\n\
        permissions:\n  contents: read\n\
        jobs:\n  contract:\n    name: Specification and artefacts\n    runs-on: ubuntu-latest\n    steps:\n"
        .to_owned();
    // The whole history, so that the specification can be compared with that of the base branch.
    text += &PREPARE.replacen("with:\n", "with:\n          fetch-depth: 0\n", 1);
    step(&mut text, "The specification is understood", &format!("spec-env lint --format github {spec}"));
    for file in &files {
        let command =
            format!("spec-env diff --deny breaking --format github \"origin/$BASE_REF:\"{file}{system}");
        let name = format!("{file} breaks no environment (or the pull request is labelled {LABEL})");
        let condition = format!(
            " && github.event_name == 'pull_request' && !contains(github.event.pull_request.labels.*.name, '{LABEL}')"
        );
        gate(&mut text, &name, &command, &condition);
        text += "        env:\n          BASE_REF: ${{ github.base_ref }}\n";
    }
    let command = format!("spec-env audit --format github{by_option}");
    gate(&mut text, "The code reads what is declared", &command, "");
    for Generated { kind, file, into, options } in *artefacts {
        let option = if *into { "--into" } else { "-o" };
        let own = options.iter().map(|(option, value)| format!(" --{option} {}", shell(value)));
        let own = own.collect::<String>();
        let command = format!("spec-env generate {kind} {option} {}{own} --check {spec}", shell(file));
        gate(&mut text, &format!("{file} is up to date"), &command, "");
    }
    for file in *env_files {
        let command = format!("spec-env check --format github --env-file {} {spec}", shell(file));
        gate(&mut text, &format!("{file} meets the specification"), &command, "");
    }
    if let Some((first, others)) = env_files.split_first() {
        for other in others {
            let (left, right) = (shell(first), shell(other));
            let command = format!("spec-env diff --format github --env {left} {right}{by_option}");
            gate(&mut text, &format!("{first} and {other} differ only as is declared"), &command, "");
        }
    }
    let command = format!("spec-env status --format markdown{by_option} >> \"$GITHUB_STEP_SUMMARY\"");
    gate(&mut text, "The matrix", &command, "");
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

/// The label of a pull request whose breaking change operators know of.
const LABEL: &str = "breaking-environment";

/// Where the steps of a job begin.
const PREPARE: &str = concat!(
    // By its hash, as a tag can be moved.
    "      - uses: actions/checkout@8e8c483db84b4bee98b60c0593521ed34d9990e8 # v6.0.1\n",
    "        with:\n          persist-credentials: false\n",
    "      - name: Install spec-env\n        run: cargo install --locked spec-env-cli --version ",
    env!("CARGO_PKG_VERSION"),
    "\n"
);

fn step(text: &mut String, name: &str, command: &str) {
    let _ = writeln!(text, "      - name: {}\n        run: {}", quoted(name), quoted(command));
}

/// A step that runs whatever became of the others, so that everything is said at once.
fn gate(text: &mut String, name: &str, command: &str, and: &str) {
    step(text, name, command);
    let _ = writeln!(text, "        if: ${{{{ !cancelled(){and} }}}}");
}

/// A word as a shell takes it.
fn shell(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./:@%+,=".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
