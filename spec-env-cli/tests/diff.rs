//! What `diff` says of specifications that were edited, forwards and backwards.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// One of the edits in `tests/diff/edits.txt`.
struct Edit<'t> {
    line: usize,
    old: &'t str,
    new: &'t str,
    /// Variable, what changed, effect.
    expected: Vec<(String, &'t str, char)>,
}

#[test]
fn edits_are_classified_forwards_and_backwards() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diff/edits.txt");
    let text = fs::read_to_string(path).expect("the table can be read");
    let edits: Vec<_> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty() && !line.starts_with('#'))
        .map(|(at, line)| edit(at + 1, line))
        .collect();
    assert!(edits.len() >= 60, "there are only {} edits", edits.len());
    let wrong: Vec<_> = edits.iter().filter_map(|edit| judge(edit).err()).collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), edits.len(), wrong.join("\n"));
}

fn edit(line: usize, text: &str) -> Edit<'_> {
    let (specs, expected) = text.rsplit_once(" : ").expect("a line says what it expects");
    let (old, new) = specs.split_once("=>").expect("a line has two sides");
    let words: Vec<&str> = expected.split(' ').filter(|word| *word != "-").collect();
    let mut changes = Vec::new();
    let mut names = Vec::new();
    for word in words {
        let bare = word.trim_end_matches(',');
        if let Some(effect) = bare.chars().next().filter(|c| "<>=x~".contains(*c)) {
            let aspect = names.pop().expect("a change says what changed");
            changes.push((names.join(", "), aspect, effect));
            names.clear();
        } else {
            names.push(bare);
        }
    }
    Edit { line, old, new, expected: changes }
}

fn judge(edit: &Edit) -> Result<(), String> {
    let said = |changes: &Value| -> Vec<String> {
        let change =
            |c: &Value| format!("{} {} {}", text(&c["variable"]), text(&c["what"]), text(&c["class"]));
        let mut all: Vec<_> = changes.as_array().into_iter().flatten().map(change).collect();
        all.sort();
        all
    };
    for back in [false, true] {
        let (old, new) = if back { (edit.new, edit.old) } else { (edit.old, edit.new) };
        let found = said(&diff(old, new)["changes"]);
        let mut expected: Vec<_> = edit
            .expected
            .iter()
            .map(|(name, aspect, effect)| {
                // A name that is read under another is called by the one that it has now.
                let name = if *aspect == "name" && back { "A" } else { name };
                format!("{name} {aspect} {}", class(*effect, back))
            })
            .collect();
        expected.sort();
        if found != expected {
            let way = if back { "backwards" } else { "forwards" };
            return Err(format!("line {}, {way}: found {found:?}, expected {expected:?}", edit.line));
        }
    }
    Ok(())
}

fn class(effect: char, back: bool) -> &'static str {
    match effect {
        '~' => "documentation",
        '=' => "compatible",
        '<' if back => "compatible",
        '>' if !back => "compatible",
        _ => "breaking",
    }
}

/// What the command says of two specifications of one criterion a sentence.
fn diff(old: &str, new: &str) -> Value {
    let directory = tempfile::tempdir().expect("a directory can be made");
    for (name, spec) in [("old.md", old), ("new.md", new)] {
        let sentences = spec.trim().split_inclusive(". ").enumerate();
        let list: Vec<_> =
            sentences.map(|(at, sentence)| format!("{}. {}", at + 1, sentence.trim())).collect();
        let list = format!("# Requirements Document\n\n### Requirement 1: All\n\n{}\n", list.join("\n"));
        fs::write(directory.path().join(name), list).expect("it can be written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(["diff", "--format", "json", "old.md", "new.md"]).current_dir(directory.path());
    let output = command.output().expect("the command starts");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!said.contains(" error"), "{old} => {new}: {said}");
    assert!(!String::from_utf8_lossy(&output.stdout).contains("canary"), "{old} => {new}");
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{error}: {said}"))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
