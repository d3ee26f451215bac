//! The acceptance criteria of `.kiro/specs/user-service/requirements.md`, over HTTP and against the process: a test a
//! criterion, named after its id.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, ChildStderr, Command, Output, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use sqlx::{Connection, Executor, SqliteConnection};

const KEY: &str = "0123456789abcdef0123456789abcdef";

/// The service with exactly these variables set.
fn service(variables: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_user-service"));
    command.env_clear().envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// A service that listens; stopped when it goes out of scope.
struct Running {
    child: Child,
    log: BufReader<ChildStderr>,
    /// What it wrote before it listened.
    started: String,
    port: u16,
}

impl Running {
    fn start() -> Self {
        Self::start_on("sqlite::memory:")
    }

    fn start_on(database: &str) -> Self {
        // The system gives a free port; between here and the service's bind nobody asks for it again.
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let variables = [
            ("DB_CONNECTION_STRING", database),
            ("API_SECRET_KEY", KEY),
            ("SERVICE_PORT", &port.to_string()),
        ];
        let mut child = service(&variables).spawn().expect("the service starts");
        let log = BufReader::new(child.stderr.take().expect("its log"));
        let mut service = Self { child, log, started: String::new(), port };
        service.started = service.wait_for("listening on port");
        service
    }

    /// What it writes up to some words.
    fn wait_for(&mut self, words: &str) -> String {
        let mut written = String::new();
        while !written.contains(words) {
            let read = self.log.read_line(&mut written).expect("its log is text");
            assert!(read > 0, "the service stopped: {written}");
        }
        written
    }

    /// The status and body of `GET path`.
    fn get(&self, path: &str, authorization: Option<&str>) -> (u16, Value) {
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut request = agent.get(format!("http://127.0.0.1:{}{path}", self.port));
        if let Some(value) = authorization {
            request = request.header("Authorization", value);
        }
        let mut response = request.call().expect("an answer");
        (response.status().as_u16(), response.body_mut().read_json().expect("JSON"))
    }

    fn terminate(&self) {
        let id = Pid::from_raw(self.child.id().try_into().expect("a process id")).expect("a process");
        kill_process(id, Signal::TERM).expect("a signal");
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The service with every variable but some.
fn without(missing: &[&str]) -> Output {
    let all = [("DB_CONNECTION_STRING", "sqlite::memory:"), ("API_SECRET_KEY", KEY), ("SERVICE_PORT", "1")];
    let set: Vec<_> = all.into_iter().filter(|(name, _)| !missing.contains(name)).collect();
    service(&set).output().expect("the service runs")
}

/// Runs without a variable, and expects a refusal that names it and what it should be.
fn refuses_without(name: &str, expected: &str) {
    let output = without(&[name]);
    let report = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(78), "{report}");
    assert!(report.contains(&format!("{name} is not set")) && report.contains(expected), "{report}");
}

/// Runs with a wrong value, and expects a refusal that names the variable and never the value.
fn refuses_with(name: &str, value: &str, expected: &str) {
    refuses_with_all(&[(name, value)], name, value, expected);
}

fn refuses_with_all(wrong: &[(&str, &str)], name: &str, value: &str, expected: &str) {
    let mut set =
        vec![("DB_CONNECTION_STRING", "sqlite::memory:"), ("API_SECRET_KEY", KEY), ("SERVICE_PORT", "1")];
    set.retain(|(other, _)| *other != name);
    set.extend_from_slice(wrong);
    let output = service(&set).output().expect("the service runs");
    let report = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(78), "{report}");
    assert!(report.contains(name) && report.contains(expected), "{report}");
    assert!(!report.contains(value), "the value leaks: {report}");
}

/// Runs with a wrong value in a file, and expects it to be judged as the variable's own.
fn accepts_from_file(name: &str, value: &str, expected: &str) {
    let file = format!("{}/{name}", env!("CARGO_TARGET_TMPDIR"));
    fs::write(&file, format!("{value}\n")).expect("a file");
    refuses_with_all(&[(&format!("{name}_FILE"), &file)], name, value, expected);
}

fn assert_structured(status: u16, body: &Value, expected: u16, code: &str) {
    assert_eq!(status, expected, "{body}");
    assert_eq!(body["error"]["code"], code, "{body}");
    assert!(body["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{body}");
}

#[test]
fn criterion_1_1_a_valid_token_gets_the_user() {
    let service = Running::start();
    let (status, body) = service.get("/users/1", Some(&format!("Bearer {KEY}")));
    assert_eq!((status, &body["id"], &body["name"]), (200, &Value::from(1), &Value::from("Ada Lovelace")));
}

#[test]
fn criterion_1_2_no_valid_token_gets_a_structured_401() {
    let service = Running::start();
    for authorization in
        [None, Some(""), Some("Bearer "), Some("Bearer wrong"), Some("Basic QWRh"), Some(KEY)]
    {
        let (status, body) = service.get("/users/1", authorization);
        assert_structured(status, &body, 401, "unauthorized");
    }
}

#[test]
fn criterion_2_1_everything_is_validated_before_anything_is_begun() {
    let output = without(&["DB_CONNECTION_STRING", "API_SECRET_KEY", "SERVICE_PORT"]);
    let report = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(78));
    assert!(report.contains("3 violations") && !report.contains("listening"), "{report}");
}

#[test]
fn criterion_2_2_what_is_missing_is_a_structured_error() {
    let output = service(&[("SPEC_ENV_REPORT", "json")]).output().expect("the service runs");
    let report = String::from_utf8(output.stderr).expect("text");
    let json = report.lines().find(|line| line.starts_with('{')).expect("a report as JSON");
    let json: Value = serde_json::from_str(json).expect("JSON");
    let violations = json["violations"].as_array().expect("violations");
    let found: Vec<_> = violations.iter().filter_map(|v| v["variable"].as_str()).collect();
    assert_eq!(found, ["DB_CONNECTION_STRING", "API_SECRET_KEY", "SERVICE_PORT"]);
    assert!(violations.iter().all(|v| v["kind"] == "missing" && v["expected"].is_string()));
}

#[test]
fn criterion_2_3_the_pool_size_has_a_default_and_says_so() {
    let service = Running::start();
    let warning = service.started.lines().find(|line| line.contains("DB_POOL_SIZE")).expect("a warning");
    assert!(warning.contains("WARN") && warning.contains("5 connections"), "{warning}");
}

#[test]
fn criterion_2_4_no_database_no_start() {
    refuses_without("DB_CONNECTION_STRING", "a secret URL");
}

#[test]
fn criterion_2_5_the_database_is_a_url() {
    refuses_with("DB_CONNECTION_STRING", "users.db", "URL");
}

#[test]
fn criterion_2_6_no_key_no_start() {
    refuses_without("API_SECRET_KEY", "at least 32 characters");
}

#[test]
fn criterion_2_7_the_key_is_long() {
    refuses_with("API_SECRET_KEY", "too-short-to-be-a-key", "at least 32 characters");
}

#[test]
fn criterion_2_8_no_port_no_start() {
    refuses_without("SERVICE_PORT", "a port");
}

#[test]
fn criterion_2_9_the_port_is_a_port() {
    refuses_with("SERVICE_PORT", "70001", "from 1 to 65535");
}

#[test]
fn criterion_2_10_the_database_may_stand_in_a_file() {
    accepts_from_file("DB_CONNECTION_STRING", "users.db", "URL");
}

#[test]
fn criterion_2_11_the_key_may_stand_in_a_file() {
    accepts_from_file("API_SECRET_KEY", "too-short-to-be-a-key", "at least 32 characters");
}

#[test]
fn criterion_3_1_nobody_is_a_structured_404() {
    let service = Running::start();
    let (status, body) = service.get("/users/2", Some(&format!("Bearer {KEY}")));
    assert_structured(status, &body, 404, "not-found");
}

#[test]
fn criterion_3_2_open_requests_are_finished() {
    let file = format!("{}/{}.db", env!("CARGO_TARGET_TMPDIR"), std::process::id());
    let address = format!("sqlite://{file}?mode=rwc");
    let mut service = Running::start_on(&address);
    // While somebody else writes, the request waits in the service.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut writer = runtime.block_on(SqliteConnection::connect(&address)).expect("a connection");
    runtime.block_on(writer.execute("BEGIN EXCLUSIVE")).expect("a lock");
    let mut open = TcpStream::connect(("127.0.0.1", service.port)).expect("a connection");
    write!(open, "GET /users/1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {KEY}\r\n\r\n")
        .expect("a request");
    service.wait_for("looking up a user");
    service.terminate();
    service.wait_for("finishing open requests");
    runtime.block_on(writer.execute("COMMIT")).expect("the lock is released");
    let mut answer = String::new();
    open.read_to_string(&mut answer).expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("Ada Lovelace"), "{answer}");
    assert_eq!(service.child.wait().expect("an end").code(), Some(0));
    fs::remove_file(file).expect("the database can be removed");
}

/// The tests are named after the criteria, and no criterion is without one.
#[test]
fn every_criterion_has_its_test() {
    let root = env!("CARGO_MANIFEST_DIR");
    let tests = fs::read_to_string(format!("{root}/tests/criteria.rs")).expect("this file");
    let spec = fs::read_to_string(format!("{root}/.kiro/specs/user-service/requirements.md"))
        .expect("the specification");
    let mut requirement = "";
    let mut ids = Vec::new();
    for line in spec.lines() {
        if let Some(rest) = line.strip_prefix("### Requirement ") {
            requirement = rest.split(':').next().expect("a number");
        } else if let Some((number, _)) = line.split_once(". ").filter(|(n, _)| n.parse::<u32>().is_ok()) {
            ids.push(format!("{requirement}_{number}"));
        }
    }
    let missing: Vec<_> = ids.iter().filter(|id| !tests.contains(&format!("\nfn criterion_{id}_"))).collect();
    assert!(ids.len() >= 13 && missing.is_empty(), "criteria without a test: {missing:?} of {ids:?}");
}
