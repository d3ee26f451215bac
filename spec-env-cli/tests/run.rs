//! `spec-env run` hands its process over: environment, bytes, signals, exit code.
#![cfg(unix)]

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};

const SPECIFICATION: &str = "\
1. THE SYSTEM SHALL require the `API_TOKEN` environment variable.
2. THE SYSTEM SHALL also accept `API_TOKEN` from the file named by the `API_TOKEN_FILE` environment variable.
3. THE SYSTEM SHALL NOT log `API_TOKEN`.
4. WHEN the `CACHE_SIZE` environment variable is not set, THE SYSTEM SHALL default to 64.
5. THE SYSTEM SHALL accept the `CACHE_ENTRIES` environment variable as a deprecated alias of `CACHE_SIZE`.
";

fn prepared() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a temporary folder");
    fs::write(directory.path().join("requirements.md"), SPECIFICATION).expect("a specification");
    directory
}

fn command(directory: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(["run", "--"]).args(arguments).current_dir(directory).env_clear();
    command
}

fn lines(output: &Output) -> Vec<&[u8]> {
    // A program whose coverage is measured sets a variable itself.
    let own = |line: &&[u8]| !line.is_empty() && !line.starts_with(b"__LLVM_PROFILE");
    output.stdout.split(|&b| b == b'\n').filter(own).collect()
}

#[test]
fn the_command_gets_effective_values_and_no_other_names_for_them() {
    let directory = prepared();
    let file = directory.path().join("token");
    fs::write(&file, "s3cr3t\n").expect("a file");
    let output = command(directory.path(), &["/usr/bin/env"])
        .env("API_TOKEN_FILE", &file)
        .env("CACHE_ENTRIES", "7")
        .output()
        .expect("the command starts");
    let mut found = lines(&output);
    found.sort_unstable();
    assert_eq!(found, [b"API_TOKEN=s3cr3t".as_slice(), b"CACHE_SIZE=7".as_slice()]);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("CACHE_ENTRIES") && !said.contains("s3cr3t"), "{said}");
}

#[test]
fn what_no_requirement_speaks_of_passes_through_whatever_its_bytes() {
    let directory = prepared();
    let value = OsString::from_vec(vec![b'a', 0xff, b'b']);
    let output = command(directory.path(), &["/usr/bin/env"])
        .env("API_TOKEN", "t")
        .env("OTHER", &value)
        .env(OsStr::from_bytes(b"\xfe"), "1")
        .output()
        .expect("the command starts");
    let found = lines(&output);
    assert!(found.contains(&b"OTHER=a\xffb".as_slice()), "{found:?}");
    assert!(found.contains(&b"\xfe=1".as_slice()), "{found:?}");
}

#[test]
fn the_command_takes_the_place_of_the_process() {
    let directory = prepared();
    let child = command(directory.path(), &["/bin/sh", "-c", "echo $$; exec sleep 60"])
        .env("API_TOKEN", "t")
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the command starts");
    let own = child.id();
    // The signal is sent only once the shell has said who it is.
    let mut child = child;
    let mut line = String::new();
    let stdout = child.stdout.take().expect("a pipe");
    std::io::BufRead::read_line(&mut std::io::BufReader::new(stdout), &mut line).expect("a line");
    assert_eq!(line.trim(), own.to_string());
    let killed = Command::new("/bin/sh").args(["-c", &format!("kill -TERM {own}")]).status().expect("kill");
    assert!(killed.success());
    assert_eq!(child.wait().expect("an end").signal(), Some(15));
}

#[test]
fn exit_codes_are_those_of_shells() {
    let directory = prepared();
    let text = directory.path().join("text");
    fs::write(&text, "no program").expect("a file");
    fs::set_permissions(&text, fs::Permissions::from_mode(0o644)).expect("permissions");
    let code = |arguments: &[&str]| {
        let output = command(directory.path(), arguments).env("API_TOKEN", "t").output();
        output.expect("the command starts").status.code()
    };
    assert_eq!(code(&["/bin/sh", "-c", "exit 3"]), Some(3));
    assert_eq!(code(&["/nonexistent/program"]), Some(127));
    assert_eq!(code(&[text.to_str().expect("UTF-8")]), Some(126));
    let missing = command(directory.path(), &["/bin/sh"]).output().expect("the command starts");
    assert_eq!(missing.status.code(), Some(78));
    let one_of_two =
        command(directory.path(), &["/bin/sh"]).env("API_TOKEN", "t").env("API_TOKEN_FILE", "/x").output();
    assert_eq!(one_of_two.expect("the command starts").status.code(), Some(78));
}

#[test]
fn the_report_goes_where_orchestrators_read_it() {
    let directory = prepared();
    let message = directory.path().join("termination");
    fs::write(&message, "").expect("a file");
    let output = command(directory.path(), &["/bin/sh"])
        .env("SPEC_ENV_TERMINATION_MESSAGE", &message)
        .env("SPEC_ENV_REPORT", "json")
        .output()
        .expect("the command starts");
    assert!(output.stdout.is_empty());
    assert!(output.stderr.starts_with(b"{\"schema\":1,\"ok\":false"), "{output:?}");
    let kept = fs::read_to_string(&message).expect("the message");
    assert!(kept.contains("API_TOKEN"), "{kept}");
}
