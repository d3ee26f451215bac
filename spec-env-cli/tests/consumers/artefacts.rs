//! Each artefact of a specification that uses every fact passes the tool that consumes it.

use std::fs;

use serde_json::Value;

use crate::tools::tool;
use crate::{Check, SPEC, directory, ensure, output, spec_env, with_file};

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check { name: "no_secret_default", tools: &[], run: no_secret_default },
        Check { name: "dockerfile", tools: &["hadolint"], run: dockerfile },
        Check { name: "compose", tools: &["docker-compose"], run: compose },
        Check { name: "kubernetes", tools: &["kubernetes-validate"], run: kubernetes },
        Check { name: "github", tools: &["actionlint"], run: github },
        Check { name: "github_schema", tools: &["check-jsonschema"], run: github_schema },
        Check { name: "json_schema", tools: &["check-jsonschema"], run: json_schema },
        Check { name: "json_schema_instances", tools: &["check-jsonschema"], run: instances },
        Check { name: "clippy", tools: &["cargo-clippy"], run: clippy },
        Check { name: "sarif", tools: &["sarif-multitool"], run: sarif },
    ]
}

const KINDS: [&str; 12] = [
    "env",
    "dockerfile",
    "compose",
    "kubernetes",
    "json-schema",
    "github",
    "clippy",
    "markdown",
    "design",
    "tasks",
    "cases",
    "rust",
];

fn generate(kind: &str) -> Result<String, String> {
    spec_env(&["generate", kind], SPEC)
}

fn no_secret_default() -> Result<(), String> {
    for kind in KINDS {
        let text = generate(kind)?;
        ensure(!text.contains("canary"), || format!("{kind} holds the default of a secret"))?;
        ensure(
            text.contains("SHOP_SIGNING_SECRET")
                || kind == "clippy"
                || kind == "dockerfile"
                || kind == "rust",
            || format!("{kind} does not know the variable"),
        )?;
    }
    Ok(())
}

fn dockerfile() -> Result<(), String> {
    let part = generate("dockerfile")?;
    let file = format!("FROM debian:bookworm-slim\n{part}CMD [\"/usr/bin/shop\"]\n");
    let directory = with_file("Dockerfile", &file)?;
    output(tool("hadolint").arg("--failure-threshold=style").arg(directory.path().join("Dockerfile")))
        .map(drop)
}

fn compose() -> Result<(), String> {
    let file = generate("compose")?.replace("  app:\n", "  app:\n    image: app\n");
    let directory = with_file("compose.yaml", &file)?;
    let config = |with: bool| {
        let mut command = tool("docker-compose");
        command.args(["-p", "test", "-f", "compose.yaml", "config"]).current_dir(directory.path());
        for name in
            ["DATABASE_URL", "DATA_DIR", "HOSTS", "MODE", "BUILD", "ADMIN", "API_KEY", "SIGNING_SECRET"]
        {
            command.env_remove(format!("SHOP_{name}"));
            if with {
                command.env(format!("SHOP_{name}"), "x");
            }
        }
        output(&mut command)
    };
    config(true)?;
    let Err(refusal) = config(false) else {
        return Err("Compose starts without what is required".to_owned());
    };
    ensure(refusal.contains("is required by requirements.md:"), || refusal)
}

fn kubernetes() -> Result<(), String> {
    let directory = with_file("app.yaml", &generate("kubernetes")?)?;
    output(
        tool("kubernetes-validate").args(["--strict", "-k", "1.36"]).arg(directory.path().join("app.yaml")),
    )
    .map(drop)
}

fn github() -> Result<(), String> {
    let directory = with_file("contract.yml", &generate("github")?)?;
    output(tool("actionlint").arg(directory.path().join("contract.yml"))).map(drop)
}

fn github_schema() -> Result<(), String> {
    let directory = with_file("contract.yml", &generate("github")?)?;
    let mut command = tool("check-jsonschema");
    command.args(["--builtin-schema", "vendor.github-workflows"]).arg(directory.path().join("contract.yml"));
    output(&mut command).map(drop)
}

fn json_schema() -> Result<(), String> {
    let directory = with_file("schema.json", &generate("json-schema")?)?;
    output(tool("check-jsonschema").arg("--check-metaschema").arg(directory.path().join("schema.json")))
        .map(drop)
}

/// What a schema cannot say of texts: whether two are equal, how large a fraction is, what a list holds.
const UNSEEN: [&str; 4] = [
    "SHOP_POOL_SIZE differs from SHOP_DB_POOL",
    "SHOP_CACHE_SHARE is below its range",
    "SHOP_CACHE_SHARE is above its range",
    "SHOP_HOSTS is not of its type",
];

/// The environments of the contract tests are the instances: the schema accepts what the contract accepts.
fn instances() -> Result<(), String> {
    let directory = with_file("schema.json", &generate("json-schema")?)?;
    let cases: Value = serde_json::from_str(&generate("cases")?).map_err(|error| error.to_string())?;
    let (mut good, mut bad) = (Vec::new(), Vec::new());
    for (at, case) in cases["cases"].as_array().into_iter().flatten().enumerate() {
        let mut instance = cases["environment"].as_object().cloned().unwrap_or_default();
        instance.extend(case["set"].as_object().cloned().unwrap_or_default());
        for name in case["unset"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            instance.remove(name);
        }
        let path = directory.path().join(format!("{at}.json"));
        fs::write(&path, Value::from(instance).to_string()).map_err(|error| error.to_string())?;
        if case["ok"] == true {
            good.push(path);
        } else {
            bad.push((path, case["name"].as_str().unwrap_or_default().to_owned()));
        }
    }
    ensure(good.len() > 10 && bad.len() > 20, || "there are few cases".to_owned())?;
    let validate = |paths: &[std::path::PathBuf]| {
        let mut command = tool("check-jsonschema");
        command.arg("--schemafile").arg(directory.path().join("schema.json"));
        // It answers as a whole, with what is wrong in each file.
        let output =
            command.args(["--output-format", "json"]).args(paths).output().map_err(|e| e.to_string())?;
        serde_json::from_slice::<Value>(&output.stdout).map_err(|error| format!("{error}: {output:?}"))
    };
    let refused = validate(&good)?;
    ensure(refused["errors"] == Value::Array(Vec::new()), || {
        format!("good environments are refused: {refused}")
    })?;
    let paths: Vec<_> = bad.iter().map(|(path, _)| path.clone()).collect();
    let refused = validate(&paths)?;
    let named = refused["errors"].to_string();
    let accepted = bad.iter().filter(|(path, _)| !named.contains(&*path.to_string_lossy()));
    let accepted: Vec<_> = accepted.map(|(_, name)| name.as_str()).collect();
    ensure(accepted == UNSEEN, || format!("bad environments are accepted: {accepted:?}"))
}

/// Clippy reads the configuration, and finds a read of the environment by it.
fn clippy() -> Result<(), String> {
    let directory = with_file("clippy.toml", &generate("clippy")?)?;
    let path = directory.path();
    fs::create_dir(path.join("src")).map_err(|error| error.to_string())?;
    let manifest = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[workspace]\n";
    fs::write(path.join("Cargo.toml"), manifest).map_err(|error| error.to_string())?;
    fs::write(path.join("src/main.rs"), "fn main() {\n    drop(std::env::var(\"SHOP_PORT\"));\n}\n")
        .map_err(|error| error.to_string())?;
    let mut command = tool("cargo");
    command.args(["clippy", "--quiet", "--offline", "--", "-D", "warnings"]).current_dir(path);
    command.env("CARGO_TARGET_DIR", path.join("target"));
    let Err(refusal) = output(&mut command) else { return Err("the read was not found".to_owned()) };
    ensure(refusal.contains("disallowed method `std::env::var`"), || refusal)
}

/// The validator's exit code is 0 whatever it finds: what it says counts.
fn sarif() -> Result<(), String> {
    let bad = with_file("requirements.md", "1. THE `SHOP_PORT` environment variable SHALL frobnicate.\n")?;
    let mut lint = std::process::Command::new(env!("CARGO_BIN_EXE_spec-env"));
    let lint = lint
        .args(["lint", "--format", "sarif", SPEC])
        .current_dir(bad.path())
        .output()
        .map_err(|error| error.to_string())?;
    let mut check = std::process::Command::new(env!("CARGO_BIN_EXE_spec-env"));
    check.args(["check", "--format", "sarif", SPEC]).current_dir(directory()).env_clear();
    let check = check.output().map_err(|error| error.to_string())?;
    for (name, log) in [("lint.sarif", lint.stdout), ("check.sarif", check.stdout)] {
        let path = bad.path().join(name);
        fs::write(&path, &log).map_err(|error| error.to_string())?;
        let report = bad.path().join(format!("{name}.out"));
        let mut validate = tool("sarif-multitool");
        validate.arg("validate").arg(&path).args(["--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"]);
        let said = output(validate.args(["--kind", "Fail", "-o"]).arg(&report))?;
        let text = fs::read_to_string(&report).map_err(|error| format!("{error}\n{said}"))?;
        let report: Value =
            serde_json::from_str(text.trim_start_matches('\u{feff}')).map_err(|e| e.to_string())?;
        let results = report["runs"][0]["results"].as_array().cloned().unwrap_or_default();
        ensure(results.is_empty(), || format!("{name}: {results:#?}"))?;
        ensure(log.windows(12).any(|bytes| bytes == b"\"physicalLoc"), || format!("{name} has no finding"))?;
    }
    Ok(())
}
