//! What the compiler says when code and specification disagree: a folder per code in `compile/`, a folder per case in
//! it, with the code, the specification and the messages as a user sees them.
//!
//! All cases are checked in one run of cargo, each as a package of its own, so that the derive looks for
//! `requirements.md` where it looks for users. `UPDATE=1` writes the expected messages anew, to be reviewed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;
use spec_env_core::diagnostic::Code;
use spec_env_core::fingerprint::{sample, unchanged};

/// Says nothing that a source could provoke: the message is raised by a build tool that keeps old expansions.
const BY_TOOLS_ONLY: [Code; 1] = [Code::StaleExpansion];

/// The cases: `code/case` and its folder.
fn cases() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("compile");
    let folders = |path: &Path| {
        let mut out: Vec<PathBuf> = fs::read_dir(path).unwrap().map(|e| e.unwrap().path()).collect();
        out.sort();
        out
    };
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    let cases = folders(&root).into_iter().flat_map(|code| {
        let of = name(&code);
        folders(&code).into_iter().map(move |case| (format!("{of}/{}", name(&case)), case))
    });
    cases.collect()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, target).unwrap();
        }
    }
}

/// The specification and the code with which the README opens, as a case.
fn opening(root: &Path) -> (String, PathBuf) {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md")).unwrap();
    let block = |fence: &str| readme.split(fence).nth(1).unwrap().split("```").next().unwrap();
    let folder = root.join("opening");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("requirements.md"), block("```markdown\n")).unwrap();
    fs::write(folder.join("main.rs"), block("```rust\n")).unwrap();
    ("accepted/opening".to_owned(), folder)
}

/// Writes a workspace with a package for each case.
fn workspace(root: &Path, cases: &[(String, PathBuf)]) {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let _ = fs::remove_dir_all(root.join("cases"));
    let mut members = Vec::new();
    for (name, folder) in cases {
        let package = package(name);
        let directory = root.join("cases").join(&package);
        copy(folder, &directory);
        let manifest = format!(
            "[package]\nname = \"{package}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[[bin]]\nname = \"{package}\"\npath = \"main.rs\"\n\n[dependencies]\nspec-env = {{ path = {:?} }}\n",
            project.join("spec-env").display().to_string()
        );
        fs::write(directory.join("Cargo.toml"), manifest).unwrap();
        members.push(format!("\"cases/{package}\""));
    }
    fs::write(
        root.join("Cargo.toml"),
        format!("[workspace]\nresolver = \"3\"\nmembers = [{}]\n", members.join(", ")),
    )
    .unwrap();
    fs::copy(project.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
}

fn package(name: &str) -> String {
    name.replace('/', "--")
}

/// The rendered messages of each package.
fn messages(root: &Path) -> BTreeMap<String, String> {
    let output = Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
        .args(["check", "--workspace", "--keep-going", "--offline", "--message-format=json", "--quiet"])
        .current_dir(root)
        .env("CARGO_TARGET_DIR", root.join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .unwrap();
    let mut out: BTreeMap<String, String> = BTreeMap::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let message: Value = serde_json::from_str(line).unwrap();
        let Some(rendered) = message["message"]["rendered"].as_str() else { continue };
        let summary = message["message"]["message"].as_str().unwrap_or_default();
        if summary.starts_with("aborting due to")
            || summary.starts_with("For more information")
            || summary.starts_with("Some errors have")
        {
            continue;
        }
        let package = message["target"]["name"].as_str().unwrap_or_default().to_owned();
        let own = format!("cases/{package}/");
        out.entry(package).or_default().push_str(&rendered.replace(&own, ""));
    }
    assert!(!out.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    out
}

#[test]
fn messages_are_as_reviewed() {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    fs::create_dir_all(&root).unwrap();
    let cases = cases();
    let (opening, folder) = opening(&root);
    workspace(&root, &[&*cases, &[(opening.clone(), folder)]].concat());
    let found = messages(&root);
    let warnings = found.get(&package(&opening)).map_or("", String::as_str);
    assert!(!warnings.contains("error"), "the opening of the README does not compile:\n{warnings}");
    let mut wrong = Vec::new();
    for (name, folder) in &cases {
        let found = found.get(&package(name)).map_or("", String::as_str).trim_end();
        let expected = folder.join("expected.txt");
        if env::var_os("UPDATE").is_some() {
            fs::write(&expected, format!("{found}\n")).unwrap();
        }
        let reviewed = fs::read_to_string(&expected).unwrap_or_default();
        let code = name.split('/').next().unwrap();
        if reviewed.trim_end() != found
            || (code != "accepted" && !found.contains(&format!("spec-env::{code}")))
        {
            wrong.push(format!("{name}\n--- reviewed\n{reviewed}\n+++ found\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_code_of_the_derive_has_a_case() {
    let cases = cases();
    let codes = Code::ALL
        .iter()
        .skip_while(|code| **code != Code::SpecNotFound)
        .take_while(|code| **code != Code::Missing);
    let missing: Vec<_> = codes
        .filter(|code| !BY_TOOLS_ONLY.contains(code))
        .map(|code| code.name())
        .filter(|code| !cases.iter().any(|(name, _)| name.starts_with(&format!("{code}/"))))
        .collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// The constant in generated code fails where the file is not the one that was read (`spec-env::stale-expansion`).
#[test]
#[should_panic(expected = "the file has changed")]
fn a_changed_file_stops_the_compilation() {
    unchanged(b"THE SYSTEM SHALL", sample(b"THE SYSTEM SHALL"), "it is the same file");
    unchanged(b"THE SYSTEM SHALT", sample(b"THE SYSTEM SHALL"), "the file has changed");
}

#[test]
fn a_changed_file_has_another_sample() {
    let print = sample;
    let text = "THE SYSTEM SHALL ".repeat(100);
    assert_ne!(print(text.as_bytes()), print(text.replacen("SHALL", "MUST", 1).as_bytes()));
    let short = &text.as_bytes()[..127];
    for at in 0..short.len() {
        let mut changed = short.to_vec();
        changed[at] ^= 1;
        assert_ne!(print(short), print(&changed), "{at}");
    }
    assert_ne!(print(&[0; 16]), print(&[0; 17]));
}
