//! Specifications of git revisions: files, directories, and where the specification of the package stands.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn git(directory: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@example.org"]).args(arguments);
    let output = command.current_dir(directory).output().expect("git starts");
    assert!(output.status.success(), "{output:?}");
}

fn diff(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.arg("diff").args(arguments).current_dir(directory).output().expect("the command starts")
}

/// A repository in which a range was widened and committed, then a variable added and not committed.
fn repository() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let specs = directory.path().join("services/shop/specs/store");
    fs::create_dir_all(&specs).expect("it can be made");
    let write = |text: &str| {
        for path in [specs.join("requirements.md"), directory.path().join("services/shop/requirements.md")] {
            fs::write(path, text).expect("it can be written");
        }
    };
    git(directory.path(), &["init", "--quiet"]);
    for range in ["1 and 10", "1 and 20"] {
        write(&format!(
            "1. THE Shop SHALL require the `SHOP_POOL` environment variable, an integer between {range}.\n"
        ));
        git(directory.path(), &["add", "."]);
        git(directory.path(), &["commit", "--quiet", "-m", range]);
    }
    write(
        "1. THE Shop SHALL require the `SHOP_POOL` environment variable, an integer between 1 and 20.\n\
         2. THE Shop SHALL require the `SHOP_NEW` environment variable.\n",
    );
    directory
}

#[test]
fn a_specification_that_is_new_is_compared_with_none() {
    let repository = repository();
    let shop = repository.path().join("services/shop");
    fs::write(shop.join("new.md"), "THE Shop SHALL require the `SHOP_POOL` environment variable.\n")
        .expect("it can be written");
    let output = diff(&shop, &["--deny", "breaking", "HEAD:new.md"]);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stderr).contains("HEAD:new.md is not there yet"), "{output:?}");
    for missing in ["HEAD:nowhere.md", "no-branch:new.md"] {
        assert_eq!(diff(&shop, &[missing]).status.code(), Some(2), "{missing}");
    }
}

#[test]
fn revisions_are_read_from_where_one_stands() {
    let repository = repository();
    let shop = repository.path().join("services/shop");
    let widened = "accepts more: was an integer from 1 to 10, is an integer from 1 to 20";
    for (arguments, words) in [
        (&["HEAD~1:requirements.md", "HEAD:requirements.md"][..], &[widened][..]),
        (&["HEAD~1:specs", "HEAD:specs"], &[widened, "HEAD:specs/store/requirements.md:1"]),
        (&["HEAD~1:requirements.md"], &[widened, "SHOP_NEW is new, and required"]),
        (&["HEAD:"], &["SHOP_NEW is new, and required"]),
        (&["HEAD:specs", "specs"], &["SHOP_NEW is new, and required"]),
    ] {
        let output = diff(&shop, arguments);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        for word in words {
            assert!(said.contains(word), "{arguments:?}: {word:?} is not in\n{said}");
        }
    }
    assert_eq!(diff(&shop, &["HEAD:", "--deny", "breaking"]).status.code(), Some(1));
}

#[test]
fn what_a_revision_does_not_hold_is_said() {
    let repository = repository();
    let shop = repository.path().join("services/shop");
    for (old, words) in [
        ("HEAD:nothing.md", "cannot read HEAD:nothing.md"),
        ("nowhere:requirements.md", "cannot read nowhere:requirements.md"),
        ("HEAD:../../..", "cannot read HEAD:../../.."),
    ] {
        let output = diff(&shop, &[old, "requirements.md"]);
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words) && said.contains("REV:PATH"), "{said}");
        let is_usual = old.ends_with("requirements.md");
        assert_eq!(said.contains("`REV:requirements.md`, or `REV:` alone"), !is_usual, "{said}");
    }
}
