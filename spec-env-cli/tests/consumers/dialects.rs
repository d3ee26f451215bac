//! Env files: the values that a specification gives come out of each dialect's real consumer unchanged.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use crate::tools::{SYSTEMD, find, tool};
use crate::{Check, daemon, ensure, output, spec_env, with_file};

type Pairs = BTreeMap<String, String>;

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check { name: "env_dotenv", tools: &[], run: dotenv },
        Check { name: "env_docker", tools: &["docker"], run: docker },
        Check { name: "env_compose", tools: &["docker-compose"], run: compose },
        Check { name: "env_systemd", tools: &["python3", SYSTEMD], run: systemd },
        Check { name: "env_sh", tools: &["dash"], run: sh },
        Check { name: "compose_defaults", tools: &["docker-compose"], run: compose_defaults },
        Check { name: "kubernetes_defaults", tools: &["kubernetes-validate"], run: kubernetes_defaults },
    ]
}

/// Values that some format has a meaning for.
const ODD: [&str; 52] = [
    "plain",
    "two words",
    "it's",
    "say \"hi\"",
    "'single'",
    "\"double\"",
    "''",
    "\"",
    "'",
    "$HOME",
    "${HOME}",
    "${X:-y}",
    "${X:?no}",
    "$$",
    "$",
    "a$",
    "\"$A\"",
    "$(id)",
    "$(HOME)",
    "a#b",
    "a # b",
    "#",
    "back\\slash",
    "\\n \\t \\\"",
    "end\\",
    "\\$",
    "\\",
    "a;b",
    "a && b | c > d < e",
    "!x",
    "*",
    "~",
    "%s %d %%",
    "a=b=c",
    "=",
    ": x",
    "- x",
    "[a, b]",
    "{a: b}",
    "{{ .Values.x }}",
    "&anchor",
    "!!int 3",
    "null",
    "yes",
    "0x1F",
    "1e3",
    "2026-01-01",
    "@file",
    "é ü ß",
    "日本語 🚀",
    "c:\\program files\\x",
    "https://u:p@host/p?q=1&r=%20#f",
];

/// The odd values, long ones, and some that nobody thought of; the same in each run.
fn values() -> Vec<String> {
    let mut runner = TestRunner::deterministic();
    let any = proptest::collection::vec(proptest::sample::select(alphabet()), 1..40);
    let any = any.prop_map(|all| all.into_iter().collect::<String>().trim().to_owned());
    let any = any.prop_filter("it says something", |text| !text.is_empty());
    let random = (0..200).map(|_| any.new_tree(&mut runner).expect("values are found").current());
    let mut all: Vec<_> = ODD.iter().map(|text| (*text).to_owned()).chain(random).collect();
    all.push("x".repeat(20_000));
    all
}

/// Printable ASCII without the backtick, which quotes values in the specification, and some characters beyond.
fn alphabet() -> Vec<char> {
    (' '..='~').filter(|c| *c != '`').chain("äéß日🚀".chars()).collect()
}

/// A value as code holds it: in quotation marks where it has some around it, or would be none.
fn written(value: &str) -> String {
    let quoted = ['"', '\''].iter().any(|&mark| value.starts_with(mark) && value.ends_with(mark));
    let mark = if value.contains('"') { '\'' } else { '"' };
    if quoted || value == "null" { format!("{mark}{value}{mark}") } else { value.to_owned() }
}

/// A specification with a variable for each value, and what they are.
fn specification() -> Result<(tempfile::TempDir, Pairs), String> {
    let mut text = "# Requirements Document\n\n### Requirement 1: Odd values\n\n".to_owned();
    for (at, value) in values().iter().enumerate() {
        let _ = writeln!(
            text,
            "{}. WHEN the `ODD_{at}` environment variable is not set, THE Shop SHALL default to `{}`.",
            at + 1,
            written(value)
        );
    }
    let directory = with_file("requirements.md", &text)?;
    let listed = spec_env(&["list", "--format", "json"], directory.path().join("requirements.md"))?;
    let listed: serde_json::Value = serde_json::from_str(&listed).map_err(|error| error.to_string())?;
    let variables = listed["variables"].as_array().into_iter().flatten();
    let pairs: Pairs = variables
        .filter_map(|v| Some((v["name"].as_str()?.to_owned(), v["default"].as_str()?.to_owned())))
        .collect();
    ensure(pairs.len() == values().len(), || format!("only {} of the values were understood", pairs.len()))?;
    Ok((directory, pairs))
}

/// The env file of a dialect, and the values that must come out of it: all that it does not refuse with a reason.
fn env_file(dialect: &str, most_refused: usize) -> Result<(tempfile::TempDir, Pairs), String> {
    let (directory, mut pairs) = specification()?;
    let spec = directory.path().join("requirements.md");
    let text = spec_env(&["generate", "env", "--dialect", dialect], spec)?;
    let refused = text.lines().filter_map(|line| {
        let (name, reason) = line.strip_prefix("# ")?.split_once(" cannot be set here: ")?;
        (!reason.is_empty()).then_some(name)
    });
    let refused: Vec<_> = refused.collect();
    ensure(refused.len() <= most_refused, || format!("{} values are refused", refused.len()))?;
    for name in refused {
        pairs.remove(name);
    }
    fs::write(directory.path().join("app.env"), text).map_err(|error| error.to_string())?;
    Ok((directory, pairs))
}

/// A failure unless the consumer found what was written.
fn compare(found: &Pairs, written: &Pairs) -> Result<(), String> {
    let wrong: Vec<_> = written
        .iter()
        .filter(|(name, value)| found.get(*name) != Some(value))
        .map(|(name, value)| format!("{name}: {value:?} was read as {:?}", found.get(name)))
        .collect();
    ensure(wrong.is_empty() && written.len() > 100, || wrong.join("\n"))
}

fn dotenv() -> Result<(), String> {
    let (directory, written) = env_file("dotenv", 40)?;
    let found =
        dotenvy::from_path_iter(directory.path().join("app.env")).map_err(|error| error.to_string())?;
    let found: Result<Pairs, _> = found.collect();
    compare(&found.map_err(|error| error.to_string())?, &written)
}

fn docker() -> Result<(), String> {
    let (directory, written) = env_file("docker", 0)?;
    let socket = directory.path().join("docker.sock");
    let created = daemon::listen(&socket).map_err(|error| error.to_string())?;
    let mut command = tool("docker");
    command.arg("--host").arg(format!("unix://{}", socket.display()));
    command.args(["create", "--env-file"]).arg(directory.path().join("app.env")).arg("image");
    output(command.env("DOCKER_CONFIG", directory.path()))?;
    let lines = created.recv().map_err(|error| error.to_string())?;
    let pairs = lines.iter().filter_map(|line| line.split_once('='));
    compare(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(), &written)
}

/// The environment of the service `app`, as Compose would give it.
fn composed(directory: &Path) -> Result<Pairs, String> {
    let mut command = tool("docker-compose");
    command.args(["-f", "compose.yaml", "config", "--format", "json"]).current_dir(directory);
    let project: serde_json::Value =
        serde_json::from_str(&output(&mut command)?).map_err(|error| error.to_string())?;
    let environment = project["services"]["app"]["environment"].as_object();
    // What it prints is a Compose file again, with the signs doubled.
    let plain = |value: &serde_json::Value| Some(value.as_str()?.replace("$$", "$"));
    Ok(environment.into_iter().flatten().filter_map(|(n, v)| Some((n.clone(), plain(v)?))).collect())
}

fn compose() -> Result<(), String> {
    let (directory, written) = env_file("compose", 0)?;
    let file = "name: test\nservices:\n  app:\n    image: app\n    env_file: app.env\n";
    fs::write(directory.path().join("compose.yaml"), file).map_err(|error| error.to_string())?;
    compare(&composed(directory.path())?, &written)
}

fn compose_defaults() -> Result<(), String> {
    let (directory, written) = specification()?;
    let part = spec_env(&["generate", "compose"], directory.path().join("requirements.md"))?;
    let file = part.replace("  app:\n", "  app:\n    image: app\n");
    fs::write(directory.path().join("compose.yaml"), format!("name: test\n{file}"))
        .map_err(|error| error.to_string())?;
    compare(&composed(directory.path())?, &written)
}

fn systemd() -> Result<(), String> {
    let (directory, written) = env_file("systemd", 0)?;
    let script = crate::directory().join("systemd.py");
    let mut command = tool("python3");
    command.arg(script).arg(find(SYSTEMD).unwrap_or_default()).arg(directory.path().join("app.env"));
    let found: Pairs = serde_json::from_str(&output(&mut command)?).map_err(|error| error.to_string())?;
    compare(&found, &written)
}

fn sh() -> Result<(), String> {
    let (directory, written) = env_file("sh", 0)?;
    let mut command = tool("dash");
    command.args(["-c", "set -a; . ./app.env; env -0"]).current_dir(directory.path()).env_clear();
    command.env("PATH", "/usr/bin:/bin");
    let text = output(&mut command)?;
    let pairs = text.split('\0').filter_map(|line| line.split_once('='));
    compare(&pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(), &written)
}

/// The values of the `ConfigMap`, by the YAML reader that comes with the validator.
fn kubernetes_defaults() -> Result<(), String> {
    let (directory, written) = specification()?;
    let text = spec_env(&["generate", "kubernetes"], directory.path().join("requirements.md"))?;
    fs::write(directory.path().join("app.yaml"), text).map_err(|error| error.to_string())?;
    let script = "import json, sys, yaml\n\
        docs = list(yaml.safe_load_all(open(sys.argv[1], encoding='utf-8')))\n\
        print(json.dumps(next(d['data'] for d in docs if d['kind'] == 'ConfigMap')))";
    let python = find("kubernetes-validate").and_then(|tool| Some(tool.parent()?.join("python3")));
    let mut command = Command::new(python.unwrap_or_default());
    command.args(["-c", script]).arg(directory.path().join("app.yaml"));
    let found: Pairs = serde_json::from_str(&output(&mut command)?).map_err(|error| error.to_string())?;
    compare(&found, &written)
}
