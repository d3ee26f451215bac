//! What a specification says of a secret's value stays in it: nothing that is printed or generated contains it.

use std::fs;
use std::process::Command;

use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

/// Everywhere that the default of a secret may stand.
const DEFAULTS: &str = "\
1. THE App SHALL read the `APP_PHRASE` environment variable, one of `canary`, `crow` or `jay`.
2. THE App SHALL NOT log `APP_PHRASE`.
3. WHEN `APP_PHRASE` is not set THE App SHALL default to `canary`.
4. WHEN the `APP_MODE` environment variable is \"dev\" and the `APP_TOKEN` environment variable is not set THE App SHALL default to `canary`.
5. THE App SHALL treat `APP_TOKEN` as a secret.
6. WHERE `APP_PHRASE` is `canary`, THE App SHALL require the `APP_OTHER` environment variable.
7. IF `APP_MODE` is invalid THEN THE App SHALL exit.
8. WHERE `APP_PHRASE` is canary, THE App SHALL require the `APP_SCREEN` environment variable.
9. THE App SHALL use defaults: APP_PASS=canary.
10. THE App SHALL accept `canary` or `crow` for the `APP_PASS` environment variable and SHALL NOT log it.
11. THE App SHALL require at least one of the `APP_SEAL` and `APP_PHRASE` (default `canary`) environment variables.
12. WHERE `APP_PHRASE` is `canary` or `crow`, THE App SHALL require the `APP_FENCE` environment variable.
13. WHERE `APP_PHRASE` is not `crow`, THE App SHALL require the `APP_GATE` environment variable.

| Variable | Default | Allowed values | Secret | Description |
|---|---|---|---|---|
| APP_SIGN | canary | canary, crow | Yes | the sign, canary by default |

14. THE App SHALL default the `APP_ELSE_TOKEN` environment variable to `canary` when `APP_MODE` is \"dev\", otherwise to `canary`.
15. THE App SHALL use `canary` as the default for the `APP_FOR_TOKEN` environment variable and `canary` as the default for the `APP_FOR_KEY` environment variable.
16. THE App SHALL read the `APP_DUE_TOKEN` environment variable (default: `canary` when `APP_MODE` is `dev`).
17. WHEN the `APP_A_TOKEN` environment variable is not set and the `APP_B_TOKEN` environment variable is not set, THE App SHALL default them to `canary` and `canary`.
18. THE App SHALL use `canary` if `APP_A_TOKEN` is not set, and `canary` if `APP_B_TOKEN` is not set.

19. THE App SHALL NOT log `APP_ELSE_TOKEN`, `APP_FOR_TOKEN`, `APP_FOR_KEY`, `APP_DUE_TOKEN`, `APP_A_TOKEN`, `APP_B_TOKEN`, `APP_HEAD_TOKEN` and `APP_ROW_TOKEN`.

### The `APP_HEAD_TOKEN` environment variable

**Default:** canary

### The `APP_ROW_TOKEN` environment variable

| Property | Value |
|---|---|
| Default | canary |
| Fallback | canary |
";

/// Defaults that are errors.
const BROKEN: &str = "\
1. THE App SHALL read the `APP_TOKEN` environment variable (default: canary in development, canary2 in production).
2. WHEN the `APP_SECRET` environment variable is not set THE App SHALL default to `canary` in development and `canary2` in production.
3. WHEN the `APP_KEY` environment variable is not set THE App SHALL use `canary` in development and `canary2` in production.
4. THE App SHALL default the `APP_PASS` environment variable to `canary` in development and `canary2` in production.
5. WHEN the `APP_PHRASE` environment variable is not set THE App SHALL default to `canary`.
6. WHEN the `APP_PHRASE` environment variable is not set THE App SHALL default to `canary2`, or `canary3`.
7. THE App SHALL treat `APP_PHRASE` as a secret of at least 10 characters.
8. IF the `APP_SEAL` environment variable is invalid THEN THE App SHALL fall back to `canary`.
9. THE App SHALL refuse to start when `APP_SEAL` is `canary`.
10. THE App SHALL NOT log `APP_SEAL`.
11. THE App SHALL read the `APP_NAME` and `APP_PHRASE` environment variables, with defaults `a` and canary respectively.
12. WHEN the `APP_MANY_TOKEN` environment variable is not set THE App SHALL use `canary` and `canary2`.
13. WHEN the `APP_EITHER_TOKEN` environment variable is not set THE App SHALL use `canary` or fail.
14. THE App SHALL read the `APP_PLACE_TOKEN` environment variable, defaulting to `canary` locally and `canary2` in production.
15. THE App SHALL read the `APP_TOLD_TOKEN` environment variable. The help SHALL document that `APP_TOLD_TOKEN` defaults to `canary`.
16. IF the `APP_PHRASE` environment variable contains `canary`, THEN THE App SHALL refuse to start.
17. THE `APP_PHRASE` environment variable SHALL start with `canary`.
18. THE App SHALL reject values of the `APP_PHRASE` environment variable that contain `canary`.
19. WHEN the `APP_PARTED_TOKEN` environment variable is not set THE App SHALL default to `canary` on Linux and `canary2` on Windows.
20. THE App SHALL read the `APP_CASE_TOKEN` environment variable (default `canary`, or `canary2` if `APP_MODE=x`).
21. THE App SHALL read the `APP_ELSE_TOKEN` environment variable (default `canary` if `APP_MODE=x`, else `canary2`).
22. THE App SHALL default the `APP_CASE_KEY` environment variable to `canary`, or to `canary2` when the `APP_MODE` environment variable is \"x\".
23. THE App SHALL read the `APP_MOON_TOKEN` environment variable (default `canary` if the `APP_MOON` is full).

| Variable | Default | Secret |
|---|---|---|
| APP_SIGN | canary in development, canary2 in production | Yes |
";

const KINDS: [&str; 11] = [
    "env",
    "dockerfile",
    "compose",
    "kubernetes",
    "admission",
    "json-schema",
    "github",
    "markdown",
    "design",
    "tasks",
    "cases",
];

/// Runs each command line; whether what it prints is worth a look is said by a word that must stand in it.
fn all_hide(spec: &str, lines: &[(Vec<&str>, &str)]) {
    let directory = tempfile::tempdir().expect("a directory can be made");
    fs::write(directory.path().join("requirements.md"), spec).expect("it can be written");
    let older = spec.replacen("`crow`", "`heron`", 1);
    fs::write(directory.path().join("older.md"), older).expect("it can be written");
    for (line, word) in lines {
        let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
        command.args(line).env("APP_SIGN", "canary").env("APP_PHRASE", "robin").current_dir(directory.path());
        let output = command.output().expect("the command starts");
        let said = String::from_utf8([output.stdout, output.stderr].concat()).expect("it prints UTF-8");
        assert!(said.contains(word), "{line:?} does not tell of {word}: {said}");
        assert!(!said.contains("canary"), "{line:?} tells the default of a secret: {said}");
    }
}

#[test]
fn no_default_of_a_secret_is_told() {
    let mut lines = vec![
        (vec!["check"], "APP_PHRASE"),
        (vec!["check", "--format", "json"], "APP_PHRASE"),
        (vec!["status"], "APP_PHRASE"),
        (vec!["diff", "older.md", "requirements.md"], "heron"),
        (vec!["list"], "APP_PHRASE"),
        (vec!["list", "--format", "json"], "crow"),
    ];
    lines.extend(
        ["APP_PHRASE", "APP_TOKEN", "APP_SIGN", "APP_OTHER", "APP_PASS", "APP_SEAL"]
            .map(|name| (vec!["explain", name], name)),
    );
    lines.extend(
        ["human", "json", "github", "sarif"].map(|format| (vec!["lint", "--format", format], "secret")),
    );
    lines.extend(KINDS.map(|kind| (vec!["generate", kind], "spec-env")));
    all_hide(DEFAULTS, &lines);
}

#[test]
fn no_default_of_a_secret_is_told_where_it_is_an_error() {
    let lint = |format| (vec!["lint", "--format", format], "no-enforceable-meaning");
    let mut lines = ["human", "json", "github", "sarif"].map(lint).to_vec();
    lines.extend([(vec!["list"], "APP_TOKEN"), (vec!["list", "--format", "json"], "APP_TOKEN")]);
    lines.extend(
        ["APP_TOKEN", "APP_SECRET", "APP_KEY", "APP_PASS", "APP_PHRASE", "APP_SIGN", "APP_SEAL"]
            .map(|name| (vec!["explain", name], name)),
    );
    lines.extend(
        ["APP_MANY_TOKEN", "APP_EITHER_TOKEN", "APP_PLACE_TOKEN", "APP_TOLD_TOKEN"]
            .map(|name| (vec!["explain", name], name)),
    );
    all_hide(BROKEN, &lines);
}

#[test]
fn no_default_of_a_secret_is_logged() {
    let read = Specification::read(vec![Source::new("requirements.md", DEFAULTS)], None);
    let said = format!("{:?}", read.contract);
    assert!(said.contains("APP_PHRASE") && said.contains("crow"), "{said}");
    assert!(!said.contains("canary"), "{said}");
}

/// The end of one default begins another: both are hidden, to their ends.
#[test]
fn defaults_that_overlap_are_hidden_whole() {
    let spec = "1. THE App SHALL read the secrets `APP_KEY` (default `ro##bin`) and `APP_TOKEN` (default `##bin-wren`) \
                from environment variables, and never write ro##bin-wren.\n";
    let read = Specification::read(vec![Source::new("requirements.md", spec)], None);
    for variable in read.contract.variables.iter() {
        let quoted = &variable.citations[0].text;
        assert!(quoted.ends_with("never write …….") && !quoted.contains("wren"), "{quoted}");
    }
    assert_eq!(read.contract.variables.len(), 2);
}
