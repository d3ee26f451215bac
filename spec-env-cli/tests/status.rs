//! The page that `status` makes: small, whole in itself, and without values.

use std::fmt::Write;
use std::fs;
use std::process::Command;

#[test]
fn the_page_is_small_and_needs_nothing_else() {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let mut spec = "# Requirements Document\n\n### Requirement 1: All\n\n\
        **User Story:** As an operator, I want everything to be set, so that 1 < 2 & nothing breaks.\n\n"
        .to_owned();
    let mut environment = String::new();
    for at in 1..=200 {
        let _ = writeln!(
            spec,
            "{at}. THE System SHALL require the `SHOP_VARIABLE_{at}` environment variable, a string of at least 8 characters."
        );
        let _ = writeln!(environment, "SHOP_VARIABLE_{at}=canary-{at}");
    }
    fs::write(directory.path().join("requirements.md"), spec).expect("it can be written");
    for name in ["staging.env", "production.env", "local.env", "test.env", ".env.example"] {
        fs::write(directory.path().join(name), &environment).expect("it can be written");
    }
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    let output = command.args(["status", "--format", "html"]).current_dir(directory.path()).output();
    let page = String::from_utf8(output.expect("the command starts").stdout).expect("it prints UTF-8");
    assert!(page.len() < 300_000, "{} bytes", page.len());
    assert!(page.contains("SHOP_VARIABLE_200") && page.contains("1 &lt; 2 &amp; nothing"), "{page}");
    for word in ["<script", "http:", "https:", "<link", "<img", "canary"] {
        assert!(!page.contains(word), "{word} is in the page");
    }
}
