//! One table drives everything that judges environments; see `conformance.md` beside this folder.

mod library;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use table::{Row, Section, Verdict};

type Environment = BTreeMap<String, String>;

#[test]
fn the_library_judges_as_the_table_says() {
    each(|section, row, _| {
        let specification =
            Specification::read(vec![Source::new("requirements.md", &*section.specification)], None);
        assert!(!specification.has_errors(), "{}: {:#?}", section.title, specification.diagnostics);
        library::load(&specification.contract, &row.environment)
    });
}

#[test]
fn check_judges_as_the_table_says() {
    each(|section, row, directory| {
        let json =
            parsed(&command(directory, &row.environment, &["check", "--format", "json", "requirements.md"]));
        // What `check` does not tell is taken from the table.
        Verdict { values: row.verdict.values.clone(), ..verdict(&json, section) }
    });
}

#[test]
fn check_judges_env_files_as_the_table_says() {
    each(|section, row, directory| {
        let lines: Vec<_> = row.environment.iter().map(|(name, value)| format!("{name}='{value}'")).collect();
        fs::write(directory.join(".env"), lines.join("\n")).expect("an env file can be written");
        let arguments = ["check", "--env-file", ".env", "--format", "json", "requirements.md"];
        let json = parsed(&command(directory, &Environment::new(), &arguments));
        for violation in json["violations"].as_array().into_iter().flatten() {
            let is_set = row.environment.contains_key(violation["variable"].as_str().unwrap_or_default());
            assert!(!is_set || violation["place"]["file"] == ".env", "{violation}");
        }
        Verdict { values: row.verdict.values.clone(), ..verdict(&json, section) }
    });
}

#[test]
fn run_judges_and_resolves_as_the_table_says() {
    each(|section, row, directory| {
        let mut environment = row.environment.clone();
        environment.insert("SPEC_ENV_REPORT".to_owned(), "json".to_owned());
        let output = command(directory, &environment, &["run", "requirements.md", "--", "/usr/bin/env"]);
        if output.status.code() == Some(78) {
            let json = serde_json::from_slice(&output.stderr).expect("a report as JSON");
            return verdict(&json, section);
        }
        assert_eq!(output.status.code(), Some(0), "{}: {output:?}", section.title);
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let pairs = text
            .lines()
            .filter_map(|line| line.split_once('='))
            .filter(|(name, _)| *name != "SPEC_ENV_REPORT");
        // An empty optional variable stays as it is; the table shows what has a value.
        // A program whose coverage is measured sets a variable itself.
        let own = pairs.filter(|(name, value)| !value.is_empty() && !name.starts_with("__LLVM_PROFILE"));
        let values = own.map(|(n, v)| (n.to_owned(), v.to_owned())).collect();
        Verdict { values, warnings: row.verdict.warnings.clone(), violations: Vec::new() }
    });
}

#[test]
fn generated_cases_are_what_the_library_says() {
    for section in table::read() {
        let directory = prepared(&section);
        let output =
            command(directory.path(), &Environment::new(), &["generate", "cases", "requirements.md"]);
        let table: Value = serde_json::from_slice(&output.stdout).expect("cases as JSON");
        let base: Environment = serde_json::from_value(table["environment"].clone()).expect("an environment");
        let specification =
            Specification::read(vec![Source::new("requirements.md", &*section.specification)], None);
        assert!(!base.is_empty(), "{}: nothing is set", section.title);
        let cases = table["cases"].as_array().expect("cases");
        assert_eq!(cases[0]["ok"], true, "{}: {table:#}", section.title);
        for case in cases {
            let mut environment = base.clone();
            let unset: Vec<String> = serde_json::from_value(case["unset"].clone()).expect("names");
            environment.retain(|name, _| !unset.contains(name));
            environment.extend(serde_json::from_value::<Environment>(case["set"].clone()).expect("pairs"));
            let found = library::load(&specification.contract, &environment);
            let said = verdict(case, &section);
            assert_eq!(found.violations, said.violations, "{}: {}", section.title, case["name"]);
            assert_eq!(case["ok"], found.violations.is_empty(), "{}", case["name"]);
        }
    }
}

/// Asks for the verdict on each row, and holds it to the table.
fn each(judge: impl Fn(&Section, &Row, &Path) -> Verdict) {
    let (mut rows, mut differences) = (0, Vec::new());
    for section in table::read() {
        let directory = prepared(&section);
        for row in &section.rows {
            let found = judge(&section, row, directory.path());
            if found != row.verdict {
                let (title, environment, said) = (&section.title, &row.environment, &row.verdict);
                differences
                    .push(format!("{title}: {environment:?}\n    table: {said:?}\n    found: {found:?}"));
            }
            rows += 1;
        }
    }
    assert!(rows > 25, "the table was not read");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

fn prepared(section: &Section) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary folder");
    fs::write(directory.path().join("requirements.md"), &section.specification).expect("a specification");
    directory
}

/// Runs the command with nothing but these variables.
fn command(directory: &Path, environment: &Environment, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_spec-env"))
        .args(arguments)
        .current_dir(directory)
        .env_clear()
        .envs(environment)
        .output()
        .expect("the command starts")
}

fn parsed(output: &Output) -> Value {
    let json: Value =
        serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output:?}"));
    assert_eq!(output.status.code(), Some(i32::from(json["ok"] != true)), "{output:?}");
    json
}

/// The names and kinds of a report as JSON.
fn verdict(json: &Value, section: &Section) -> Verdict {
    let list = |key: &str| {
        let items = json[key].as_array().unwrap_or_else(|| panic!("{}: no {key} in {json}", section.title));
        items.iter().map(|item| format!("{} {}", text(&item["variable"]), text(&item["kind"]))).collect()
    };
    Verdict { violations: list("violations"), warnings: list("warnings"), values: Environment::new() }
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a string")
}
