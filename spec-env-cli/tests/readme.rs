//! The tour of the README is real: its commands are run in the example's folder, and print what stands there.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// Set `UPDATE_DOCS` to write the outputs anew.
#[test]
fn the_tour_prints_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).expect("README.md can be read");
    let mut real = String::new();
    let mut commands = 0;
    let mut lines = readme.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(real, "{line}");
        if line == "```console" {
            for line in lines.by_ref().take_while(|line| *line != "```") {
                if let Some(command) = line.strip_prefix("$ ") {
                    let _ = write!(real, "{line}\n{}", output(command));
                    commands += 1;
                }
            }
            real += "```\n";
        }
    }
    assert!(commands > 2, "the tour is gone");
    if env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, &real).expect("README.md can be written");
    }
    let readme = fs::read_to_string(&path).expect("README.md can be read");
    assert_eq!(
        readme, real,
        "README.md is stale: run `UPDATE_DOCS=1 cargo test -p spec-env-cli --test readme`"
    );
}

/// What a command prints on both of its outputs, in the folder of the example, with nothing set.
fn output(command: &str) -> String {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/user-service");
    let binaries = Path::new(env!("CARGO_BIN_EXE_spec-env")).parent().expect("a folder");
    let mut path = binaries.as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(directory)
        .env_clear()
        .env("PATH", path)
        .output()
        .expect("a shell");
    String::from_utf8(output.stdout).expect("UTF-8")
}
