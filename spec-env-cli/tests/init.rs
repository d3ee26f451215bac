//! From what a project has to a specification, and back: the same names, defaults and kinds.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

/// The file, what is in it, and the contract that it comes to: name, presence, default, kind, `secret`.
const INPUTS: &[(&str, &str, &[&str])] = &[
    (".env.example", "PORT=8080\n", &["PORT defaulted 8080 port"]),
    (
        ".env.example",
        "DB_POOL_SIZE=5\nDB_HOST=db\n",
        &["DB_POOL_SIZE defaulted 5 integer", "DB_HOST defaulted db -"],
    ),
    (".env.example", "DATABASE_URL=postgres://u:canary@h/db\n", &["DATABASE_URL required - url secret"]),
    (
        ".env.example",
        "API_KEY=canary\nAPP_SECRET=canary\n",
        &["API_KEY required - - secret", "APP_SECRET required - - secret"],
    ),
    (".env.example", "EMPTY=\nQUOTED=\"\"\n", &["EMPTY required - -", "QUOTED required - -"]),
    (
        ".env.example",
        "# SENTRY_DSN=https://x\nA_B=1.5\n",
        &["SENTRY_DSN optional - -", "A_B defaulted 1.5 number"],
    ),
    (
        ".env.example",
        "DEBUG=false\nVERBOSE=True\n",
        &["DEBUG defaulted false boolean", "VERBOSE defaulted True boolean"],
    ),
    (
        ".env.example",
        "TIMEOUT=30s\nCACHE=10MB\n",
        &["TIMEOUT defaulted 30s duration", "CACHE defaulted 10MB size"],
    ),
    (
        ".env.example",
        "HOME_PAGE=https://example.org/a?b=c#d\n",
        &["HOME_PAGE defaulted https://example.org/a?b=c#d url"],
    ),
    (
        ".env.example",
        "BIND=127.0.0.1\nLISTEN=0.0.0.0:80\n",
        &["BIND defaulted 127.0.0.1 ip_address", "LISTEN defaulted 0.0.0.0:80 socket_address"],
    ),
    (
        ".env.example",
        "TENANT=123e4567-e89b-12d3-a456-426614174000\nADMIN=a@b.example\n",
        &["TENANT defaulted 123e4567-e89b-12d3-a456-426614174000 uuid", "ADMIN defaulted a@b.example email"],
    ),
    (".env.example", "MOTTO='it is `5` $ \\o/ # yes'\n", &["MOTTO defaulted it is `5` $ \\o/ # yes -"]),
    (
        ".env.example",
        "A_NAME=CHANGEME\nB_NAME=<name>\nC_NAME=your-name\n",
        &["A_NAME required - -", "B_NAME required - -", "C_NAME required - -"],
    ),
    (
        ".env.example",
        "# What people see.\nTITLE=Shop\n# At most *100*,\n# for _all_ | `of` <them>.\nLIMIT=7\n",
        &["TITLE defaulted Shop -", "LIMIT defaulted 7 integer"],
    ),
    (
        "settings.env",
        "export REGION=eu-west-1\nCOUNT=-3\n",
        &["REGION required - -", "COUNT required - integer"],
    ),
    (
        "compose.yaml",
        "services:\n  web:\n    image: x\n    environment:\n      REGION: ${REGION:?}\n      MODE: ${MODE:-local}\n      PORT: 80\n",
        &["REGION required - -", "MODE required - -", "PORT required - port"],
    ),
    (
        "compose.yaml",
        "services:\n  web:\n    image: x\n    environment:\n      - LEVEL=info\n      - DB_PASSWORD=canary\n  job:\n    image: x\n    environment:\n      BATCH: \"true\"\n",
        &["LEVEL required - -", "DB_PASSWORD required - - secret", "BATCH required - boolean"],
    ),
    (
        "app.yaml",
        "apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - name: x\n      env:\n        - name: RATE\n          value: \"0.5\"\n        - name: TOKEN\n          valueFrom: {secretKeyRef: {name: s, key: t}}\n",
        &["RATE required - number", "TOKEN required - - secret"],
    ),
    (
        "Dockerfile",
        "FROM scratch\nENV SHOP_PORT=9000 SHOP_DIR=/data\n",
        &["SHOP_PORT defaulted 9000 port", "SHOP_DIR defaulted /data -"],
    ),
    (
        "src/main.rs",
        "fn main() { std::env::var(\"SHOP_A\"); std::env::var(\"SHOP_B_TOKEN\"); }\n",
        &["SHOP_A unstated - -", "SHOP_B_TOKEN unstated - - secret"],
    ),
];

#[test]
fn what_a_project_has_comes_back_from_its_specification() {
    for (name, text, expected) in INPUTS {
        let directory = tempfile::tempdir().expect("a directory can be made");
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().expect("it has a parent")).expect("it can be made");
        fs::write(path, text).expect("it can be written");
        succeed(directory.path(), &["init"]);
        let spec = fs::read_to_string(directory.path().join("requirements.md")).expect("it is written");
        assert!(!spec.contains("canary"), "{spec}");
        succeed(directory.path(), &["lint"]);
        let listed = succeed(directory.path(), &["list", "--format", "json"]);
        assert_eq!(contract(&listed), *expected, "from {text}\n{spec}");
        let file = succeed(directory.path(), &["generate", "env"]);
        let named: BTreeSet<_> = file.lines().filter_map(name_of).collect();
        let meant: BTreeSet<_> = expected.iter().filter_map(|line| line.split(' ').next()).collect();
        assert_eq!(named, meant, "{file}");
    }
}

#[test]
fn a_specification_that_is_there_is_kept() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join("requirements.md"), "mine").expect("it can be written");
    fs::write(directory.path().join(".env.example"), "A_B=1\n").expect("it can be written");
    assert_eq!(run(directory.path(), &["init"]).status.code(), Some(2));
    let kept = fs::read_to_string(directory.path().join("requirements.md")).expect("it is there");
    assert_eq!(kept, "mine");
    succeed(directory.path(), &["init", "--force"]);
}

#[test]
fn none_is_written_that_would_take_the_place_of_another() {
    let directory = tempfile::tempdir().expect("a directory");
    let root = directory.path();
    let name = root.file_name().and_then(|name| name.to_str()).expect("a name");
    let specs = root.join(".kiro/specs").join(name);
    fs::create_dir_all(&specs).expect("the directory is made");
    fs::write(specs.join("requirements.md"), "THE App SHALL require the `A_B` environment variable.\n")
        .expect("the file is written");
    fs::write(root.join(".env.example"), "PORT=8080\n").expect("the file is written");
    let refused = run(root, &["init"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("is there already"), "{refused:?}");
    assert!(!root.join("requirements.md").exists());
    succeed(root, &["init", "-o", "other.md"]);
}

#[test]
fn a_value_that_no_sentence_can_give_is_required_and_said() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let text = "A_MOTTO=\"first\nsecond\"\nA_NAME=shop\n";
    fs::write(directory.path().join(".env.example"), text).expect("it can be written");
    let output = run(directory.path(), &["init"]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("no sentence can give A_MOTTO the value of .env.example:1"), "{said}");
    assert!(!said.contains("second"), "{said}");
    let listed = succeed(directory.path(), &["list", "--format", "json"]);
    assert_eq!(contract(&listed), ["A_MOTTO required - -", "A_NAME defaulted shop -"]);
}

/// Files that may hold real values, and what is set in them.
const LIVE: &[(&str, &str)] = &[
    (".env", "# was canary\nSTRIPE=sk_live_canary\nMODE=canary\n# OLD=canary\n"),
    ("prod.env", "MODE=canary\n"),
    ("district.env", "MODE=canary\n"),
    (".env.local", "MODE=canary\n"),
    ("compose.yaml", "services:\n  a:\n    environment: [MODE=canary, \"STRIPE=${STRIPE:-canary}\"]\n"),
    (
        "compose.yaml",
        "services:\n  a:\n    environment:\n      MODE: canary\n      SPEC_ENV_CONTRACT: canary\n",
    ),
    (
        "app.yaml",
        "kind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - name: x\n      env: [{name: MODE, value: canary}]\n",
    ),
];

#[test]
fn files_that_may_hold_real_values_give_names_alone_and_it_is_said() {
    for (name, text) in LIVE {
        let directory = tempfile::tempdir().expect("a directory can be made");
        fs::write(directory.path().join(name), text).expect("it can be written");
        let output = run(directory.path(), &["init"]);
        let said = String::from_utf8_lossy(&output.stderr);
        let spec = fs::read_to_string(directory.path().join("requirements.md")).expect("it is written");
        assert!(!said.contains("canary") && !spec.contains("canary"), "{said}{spec}");
        assert!(said.contains("only samples such as .env.example give defaults"), "{said}");
        assert!(spec.contains("require the `MODE` environment variable"), "{spec}");
        assert!(!spec.contains("SPEC_ENV_"), "{spec}");
    }
}

#[test]
fn samples_by_any_name_give_defaults_but_none_of_secrets() {
    for name in [".env.example", ".env.sample", ".env.template", ".env.dist", "example.env", "env.example"] {
        let directory = tempfile::tempdir().expect("a directory can be made");
        let text =
            "MODE=local\nAPI_KEY=canary\nSTRIPE=sk_live_canary\nSPEC_ENV_CONTRACT=canary\nDIR=${OF_SHELL}\n";
        fs::write(directory.path().join(name), text).expect("it can be written");
        fs::write(directory.path().join(".env"), "MODE=canary\n").expect("it can be written");
        let output = run(directory.path(), &["init", ".env", name]);
        let said = String::from_utf8_lossy(&output.stderr);
        let of = |name: &str, why: &str| said.contains(&format!("for {name}: {why}"));
        assert!(
            of("API_KEY", "such names are of secrets") && of("STRIPE", "what it sets is shaped"),
            "{said}"
        );
        assert!(of("DIR", "what it sets hangs on who reads it"), "{said}");
        let listed = succeed(directory.path(), &["list", "--format", "json"]);
        let required = ["API_KEY required - - secret", "STRIPE required - - secret", "DIR required - -"];
        assert_eq!(contract(&listed), [&["MODE defaulted local -"][..], &required].concat());
    }
}

#[test]
fn what_comments_say_stays_with_the_variables() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join(".env.example"), "# Orders a _minute_,\n# at most.\nA_RATE=7\n")
        .expect("it can be written");
    let spec = succeed(directory.path(), &["init", "-o", "-"]);
    fs::write(directory.path().join("requirements.md"), spec).expect("it can be written");
    let listed: Value = serde_json::from_str(&succeed(directory.path(), &["list", "--format", "json"]))
        .expect("it prints JSON");
    assert_eq!(listed["variables"][0]["description"], "Orders a _minute_, at most.");
}

fn run(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(arguments).current_dir(directory).env("OF_SHELL", "/canary");
    command.output().expect("the command starts")
}

fn succeed(directory: &Path, arguments: &[&str]) -> String {
    let output = run(directory, arguments);
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{arguments:?}: {out}{err}");
    out.into_owned()
}

fn contract(listed: &str) -> Vec<String> {
    let listed: Value = serde_json::from_str(listed).expect("it prints JSON");
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |variable: &Value| {
        let secret = if variable["secret"] == true { " secret" } else { "" };
        let [name, presence, default] = ["name", "presence", "default"].map(|key| word(&variable[key]));
        format!("{name} {presence} {default} {}{secret}", word(&variable["type"]["kind"]))
    };
    listed["variables"].as_array().into_iter().flatten().map(line).collect()
}

/// The name that a line of an env file sets, or would set.
fn name_of(line: &str) -> Option<&str> {
    let (name, _) = line.trim_start_matches("# ").split_once('=')?;
    name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_').then_some(name)
}
