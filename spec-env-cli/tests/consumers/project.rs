//! The project's own files, held to the programs that read them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::tools::tool;
use crate::{Check, ensure, output};

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check { name: "spelling", tools: &["typos"], run: spelling },
        Check { name: "workflows", tools: &["actionlint"], run: workflows },
        Check { name: "workflow_security", tools: &["zizmor"], run: workflow_security },
        Check { name: "recipes", tools: &["just"], run: recipes },
        Check { name: "hooks", tools: &["pre-commit"], run: hooks },
        Check { name: "images", tools: &["hadolint"], run: images },
        Check { name: "scripts", tools: &["shellcheck"], run: scripts },
        Check { name: "action_installs", tools: &["curl"], run: action_installs },
        Check { name: "action_runs_all_commands", tools: &["bash"], run: action_runs_all_commands },
    ]
}

/// The workflows of the project, and those that examples have.
const WORKFLOWS: [&str; 4] = [
    ".github/workflows/ci.yml",
    ".github/workflows/nightly.yml",
    ".github/workflows/release.yml",
    "examples/user-service/.github/workflows/environment.yml",
];

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn passes(name: &str, arguments: &[&str]) -> Result<(), String> {
    output(tool(name).args(arguments).current_dir(root())).map(drop)
}

fn spelling() -> Result<(), String> {
    passes("typos", &["--format", "brief"])
}

fn workflows() -> Result<(), String> {
    passes("actionlint", &WORKFLOWS)
}

fn workflow_security() -> Result<(), String> {
    passes("zizmor", &[&["--offline", "--quiet", "action.yml"][..], &WORKFLOWS].concat())
}

/// The workflow runs recipes that there are.
fn recipes() -> Result<(), String> {
    let recipes = output(tool("just").arg("--summary").current_dir(root()))?;
    for workflow in ["ci", "nightly"] {
        let text = read(&format!(".github/workflows/{workflow}.yml"))?;
        let matrix = text.lines().filter_map(|line| line.split_once("recipe: "));
        let names =
            matrix.flat_map(|(_, names)| names.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'));
        for name in names.filter(|name| !name.is_empty() && *name != "matrix" && *name != "recipe") {
            ensure(recipes.split_whitespace().any(|recipe| recipe == name), || {
                format!("{workflow}.yml runs `{name}`, and the justfile has no such recipe")
            })?;
        }
    }
    Ok(())
}

fn hooks() -> Result<(), String> {
    passes("pre-commit", &["validate-manifest", ".pre-commit-hooks.yaml"])
}

fn images() -> Result<(), String> {
    passes("hadolint", &["packaging/Dockerfile", "examples/user-service/Dockerfile"])
}

fn scripts() -> Result<(), String> {
    let scripts = [".ci/run", ".ci/tools", ".ci/minimal-versions"];
    passes("shellcheck", &[&scripts[..], &["packaging/install", "packaging/commands"]].concat())
}

/// A release is installed when its checksum agrees, and refused when not.
fn action_installs() -> Result<(), String> {
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    let release = folder.path().join("download/v1.2.3");
    let target = format!("{}-unknown-linux-musl", std::env::consts::ARCH);
    let archive = format!("spec-env-{target}.tar.gz");
    fs::create_dir_all(&release).map_err(|error| error.to_string())?;
    fs::copy(env!("CARGO_BIN_EXE_spec-env"), release.join("spec-env")).map_err(|error| error.to_string())?;
    let shell = |script: &str| output(Command::new("bash").args(["-ec", script]).current_dir(&release));
    shell(&format!("tar -czf {archive} spec-env && sha256sum {archive} >{archive}.sha256"))?;
    let install = |version: &str| {
        Command::new(root().join("packaging/install"))
            .arg(folder.path().join("bin"))
            .env("ACTION_REF", version)
            .env("SPEC_ENV_RELEASES", format!("file://{}", folder.path().display()))
            .output()
            .map_err(|error| error.to_string())
    };
    let installed = install("v1.2.3")?;
    let text = said(&installed);
    ensure(installed.status.success() && text.starts_with("spec-env "), || format!("not installed: {text}"))?;
    let missing = said(&install("v1.2.4")?);
    ensure(missing.contains("is 1.2.4 a release?"), || format!("another reason: {missing}"))?;
    shell(&format!("echo more >>{archive}"))?;
    let damaged = install("v1.2.3")?;
    ensure(!damaged.status.success(), || "an archive with another checksum was installed".to_owned())
}

fn action_runs_all_commands() -> Result<(), String> {
    let folder = Path::new(env!("CARGO_BIN_EXE_spec-env")).parent().unwrap_or(root());
    let path = format!("{}:/usr/bin:/bin", folder.display());
    let run = |commands: &str| {
        Command::new(root().join("packaging/commands"))
            .current_dir(root().join("examples/user-service"))
            .env("PATH", &path)
            .env("COMMANDS", commands)
            .output()
            .map_err(|error| error.to_string())
    };
    let good = run("lint\n\ngenerate env -o '.env.example' --check\n")?;
    ensure(good.status.success(), || said(&good))?;
    let bad = run("lint nowhere.md\nlist\n")?;
    ensure(!bad.status.success() && said(&bad).contains("4 variables"), || {
        format!("not all commands were run, or none failed: {}", said(&bad))
    })
}

fn said(output: &Output) -> String {
    [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes)).concat()
}

fn read(file: &str) -> Result<String, String> {
    fs::read_to_string(root().join(file)).map_err(|error| format!("{file}: {error}"))
}
