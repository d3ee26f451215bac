//! Every diagnostic code has an explanation, a section of the documentation, and a test that provokes it.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use spec_env_core::diagnostic::Code;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The page on all codes, made from what `explain` prints.
fn page() -> String {
    let mut page = "# Diagnostics\n\n\
        What `spec-env lint`, the derive, the loader and `spec-env check` can find, by code. `spec-env explain CODE` prints the same sections.\n\
        The codes are stable.\n"
        .to_owned();
    for code in Code::ALL {
        let _ = write!(page, "\n## {}\n\n{}\n\n{}\n", code.name(), code.summary(), code.explain().trim());
    }
    page
}

/// Set `UPDATE_DOCS` to write the page anew.
#[test]
fn every_code_has_a_section_of_the_documentation() {
    let path = root().join("docs/diagnostics.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, page()).expect("the page can be written");
    }
    let found = fs::read_to_string(&path).expect("docs/diagnostics.md can be read");
    assert!(
        found == page(),
        "docs/diagnostics.md is stale: run `UPDATE_DOCS=1 cargo test -p spec-env-cli --test codes`"
    );
}

#[test]
fn every_code_is_named_summarised_and_explained() {
    for code in Code::ALL {
        let name = code.name();
        assert!(
            name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{name} is not kebab-case"
        );
        assert!(code.summary().ends_with('.'), "the summary of {name} is no sentence");
        assert!(code.explain().len() > 40, "the explanation of {name} says too little");
        assert_eq!(Code::ALL.iter().filter(|other| other.name() == name).count(), 1, "{name} is there twice");
    }
}

/// By a file under `tests/codes` that bears its name, or by a case of the whole project's tests that expects it.
#[test]
fn every_code_is_provoked_by_a_test() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/codes");
    let mut cases = Vec::new();
    collect(&root().join("tests"), &mut cases);
    collect(&root().join("spec-env-cli/tests"), &mut cases);
    let text: String = cases.iter().filter_map(|path| fs::read_to_string(path).ok()).collect();
    let words: std::collections::HashSet<&str> =
        text.split(|c: char| !(c.is_ascii_lowercase() || c == '-')).collect();
    for name in Code::ALL.iter().map(|code| code.name()) {
        let case = here.join(format!("{name}.md"));
        if case.exists() {
            let found = lint(&case);
            assert!(found.contains(&format!("[{name}]: ")), "{name} is not found:\n{found}");
        } else {
            assert!(words.contains(name), "no test case expects {name}");
        }
    }
}

/// What `lint` says, on both of its outputs.
fn lint(path: &Path) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    let output = command.arg("lint").arg(path).output().expect("the command starts");
    String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned()
}

/// The files that hold expected output.
fn collect(directory: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(&path, files);
        } else if path
            .extension()
            .is_some_and(|e| ["md", "stderr", "snap", "rs", "txt"].iter().any(|x| e == *x))
        {
            files.push(path);
        }
    }
}
