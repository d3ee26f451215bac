//! What `audit` finds in code that others wrote: the sources of crates as the registry has them.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

const CRATES: [&str; 5] = ["anstyle-query", "cc", "pkg-config", "proptest", "snapbox"];

/// Every read, as a person finds it who looks for the words and follows them. Set `UPDATE_READS` to write the tables
/// anew when a dependency moves, and read what changed.
#[test]
fn every_read_of_well_known_crates_is_found_and_none_invented() {
    let packages = packages();
    for name in CRATES {
        let (version, directory) = source(&packages, name);
        let table = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/audit/{name}.txt"));
        let found = format!("# {name} {version}\n{}", reads(&directory));
        if std::env::var_os("UPDATE_READS").is_some() {
            fs::write(&table, &found).expect("the table can be written");
        }
        let expected = fs::read_to_string(&table).expect("the table can be read");
        assert_eq!(found, expected, "{name} differs from tests/audit/{name}.txt");
    }
}

/// What Cargo knows of the packages in use here; those of other systems need not have been downloaded.
fn packages() -> Value {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc starts");
    let version = String::from_utf8_lossy(&output.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).expect("rustc names its host");
    let mut command = Command::new(env!("CARGO"));
    command.args(["metadata", "--format-version", "1", "--locked", "--offline", "--filter-platform", host]);
    let output = command.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo starts");
    serde_json::from_slice(&output.stdout).expect("cargo prints JSON")
}

/// The version and the directory of a dependency.
fn source(metadata: &Value, name: &str) -> (String, PathBuf) {
    let mut packages = metadata["packages"].as_array().into_iter().flatten();
    let package = packages.find(|package| package["name"] == name).expect("the crate is a dependency");
    let manifest = Path::new(package["manifest_path"].as_str().unwrap_or_default());
    let version = package["version"].as_str().unwrap_or_default().to_owned();
    (version, manifest.parent().expect("a manifest lies in a directory").to_owned())
}

fn reads(directory: &Path) -> String {
    let spec = tempfile::NamedTempFile::new().expect("a file can be made");
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(["audit", "--format", "json", ".", "--spec"]).arg(spec.path()).current_dir(directory);
    let output = command.output().expect("the command starts");
    let found: Value = serde_json::from_slice(&output.stdout).expect("it prints JSON");
    let mut text = String::new();
    for read in found["reads"].as_array().into_iter().flatten() {
        let word = |value: &Value| value.as_str().unwrap_or("?").to_owned();
        let place = &read["place"];
        let through = read["through"].as_str().map(|name| format!(" through {name}")).unwrap_or_default();
        let _ = writeln!(
            text,
            "{}:{}:{} {} {} in {}{through}",
            word(&place["file"]),
            place["line"],
            place["column"],
            word(&read["how"]),
            word(&read["name"]),
            word(&read["in"]),
        );
    }
    for unseen in found["unseen"].as_array().into_iter().flatten() {
        let place = &unseen["place"];
        let file = place["file"].as_str().unwrap_or_default();
        let _ = writeln!(
            text,
            "{file}:{} unseen: {}",
            place["line"],
            unseen["what"].as_str().unwrap_or_default()
        );
    }
    text
}
