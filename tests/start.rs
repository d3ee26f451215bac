//! How a process starts or stops: streams, exit codes, the termination message.

use std::fs;
use std::process::{Command, Output};

const GOOD: [(&str, &str); 3] = [
    ("DB_CONNECTION_STRING", "sqlite::memory:"),
    ("API_SECRET_KEY", "0123456789abcdef0123456789abcdef"),
    ("SERVICE_PORT", "8080"),
];

fn service(arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_service"));
    command.args(arguments).env_clear().envs(variables.iter().copied()).output().unwrap()
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

#[test]
fn a_good_environment_starts_the_service() {
    let output = service(&[], &GOOD);
    assert!(output.status.success(), "{}", stderr(&output));
    assert_eq!(output.stdout, b"port 8080 pool 5\n");
}

#[test]
fn without_a_subscriber_warnings_go_to_stderr() {
    let output = service(&[], &GOOD);
    assert_eq!(
        stderr(&output),
        "spec-env: warning: DB_POOL_SIZE is not set, so its default applies: 5 connections [requirements.md:4 (1.1)]\n\
         spec-env: warning: CACHE_SIZE is not set, so its default applies: 64 [requirements.md:5 (1.1)]\n"
    );
}

#[test]
fn an_environment_for_another_contract_is_noticed() {
    let with = |hash| service(&[], &[GOOD[0], GOOD[1], GOOD[2], ("SPEC_ENV_CONTRACT", hash)]);
    let warning =
        "spec-env: warning: SPEC_ENV_CONTRACT names another contract than this service was built for";
    assert!(stderr(&with("00000000000000ff")).contains(warning));
    assert!(!stderr(&with("0000000000000000")).contains("SPEC_ENV_CONTRACT"));
    let refused = service(&[], &[("SPEC_ENV_CONTRACT", "00000000000000ff"), ("SPEC_ENV_REPORT", "json")]);
    let report: serde_json::Value = serde_json::from_slice(&refused.stderr).unwrap();
    assert_eq!(report["warnings"].as_array().unwrap().last().unwrap()["kind"], "contract-differs");
}

#[test]
fn everything_that_is_missing_is_said_at_once() {
    let output = service(&[], &[]);
    assert_eq!(output.status.code(), Some(78));
    let text = stderr(&output);
    assert!(
        text.starts_with(
            "the environment does not meet requirements.md: 3 violations (6 variables checked)\n"
        )
    );
    for line in [
        "DB_CONNECTION_STRING is not set\n    expected: a secret URL\n    required: requirements.md:1 (1.1)\n",
        "API_SECRET_KEY is not set\n    expected: a secret of at least 32 characters\n    required: requirements.md:2",
        "SERVICE_PORT is not set\n    expected: a port (an integer from 1 to 65535)\n",
    ] {
        assert!(text.contains(line), "{line:?} is not in:\n{text}");
    }
}

#[test]
fn main_may_return_the_report() {
    let (returned, exited) = (service(&["return"], &[]), service(&[], &[]));
    assert_eq!(returned.status.code(), Some(1));
    assert_eq!(stderr(&returned).strip_prefix("Error: ").unwrap().trim_end(), stderr(&exited).trim_end());
}

#[test]
fn the_report_is_json_on_demand() {
    let output = service(
        &[],
        &[("SPEC_ENV_REPORT", "json"), ("SERVICE_PORT", "70000"), ("API_SECRET_KEY", "shrt-key")],
    );
    let report: serde_json::Value = serde_json::from_slice(&output.stderr).unwrap();
    assert_eq!((&report["schema"], &report["ok"]), (&1.into(), &false.into()));
    let kinds: Vec<_> =
        report["violations"].as_array().unwrap().iter().map(|v| v["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["missing", "length", "out-of-range"]);
    assert!(!stderr(&output).contains("70000") && !stderr(&output).contains("shrt"));
}

#[test]
fn the_termination_message_is_written_where_the_file_exists() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("termination-log");
    let variables = [("SPEC_ENV_TERMINATION_MESSAGE", path.to_str().unwrap())];
    assert_eq!(service(&[], &variables).status.code(), Some(78));
    assert!(!path.exists(), "no orchestrator made the file");
    fs::write(&path, "left over from before, and longer than one would like it to be".repeat(99)).unwrap();
    service(&[], &variables);
    let message = fs::read_to_string(&path).unwrap();
    let lines: Vec<_> = message.lines().collect();
    assert_eq!(lines.len(), 4, "{message}");
    assert_eq!(lines[1], "DB_CONNECTION_STRING is not set; expected a secret URL [requirements.md:1 (1.1)]");
}
