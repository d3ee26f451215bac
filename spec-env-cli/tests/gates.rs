//! The generated pipeline, run step by step over a repository that drifts: each drift fails one step with a message to
//! act on, and passes once it is mended.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const SPEC: &str = "# Requirements Document\n\n### Requirement 1: Storage\n\n\
    1. THE Shop SHALL require the `SHOP_DATABASE_URL` environment variable, which SHALL be a URL.\n\
    2. WHEN the `SHOP_POOL_SIZE` environment variable is not set, THE Shop SHALL default to 5 connections.\n\
    3. THE `SHOP_POOL_SIZE` environment variable SHALL be an integer between 1 and 100.\n";
const CODE: &str =
    "fn main() {\n    std::env::var(\"SHOP_DATABASE_URL\");\n    std::env::var(\"SHOP_POOL_SIZE\");\n}\n";
const STAGING: &str = "SHOP_DATABASE_URL=postgres://staging/shop\n";
const PRODUCTION: &str = "SHOP_DATABASE_URL=postgres://production/shop\nSHOP_POOL_SIZE=50\n";

/// A repository whose generated files are up to date and whose pipeline passes.
fn repository() -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a directory can be made");
    let path = directory.path();
    fs::create_dir(path.join("src")).expect("it can be made");
    for (name, text) in [
        ("requirements.md", SPEC),
        ("src/main.rs", CODE),
        ("staging.env", STAGING),
        ("production.env", PRODUCTION),
    ] {
        write(path, name, text);
    }
    generate(path);
    for arguments in [
        &["init", "--quiet", "--initial-branch=main"][..],
        &["add", "."],
        &["-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "first"],
        &["update-ref", "refs/remotes/origin/main", "HEAD"],
    ] {
        let output = Command::new("git").args(arguments).current_dir(path).output().expect("git starts");
        assert!(output.status.success(), "{output:?}");
    }
    directory
}

fn write(directory: &Path, name: &str, text: &str) {
    fs::write(directory.join(name), text).expect("it can be written");
}

fn spec_env(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_spec-env"));
    command.args(arguments).current_dir(directory).output().expect("the command starts")
}

/// Makes the generated files anew.
fn generate(directory: &Path) {
    let artefact = ["generate", "env", "--force", "-o", ".env.example"];
    let pipeline = [
        "generate",
        "github",
        "-o",
        "contract.yml",
        "--artefact",
        "env=.env.example",
        "--env-file",
        "staging.env",
        "--env-file",
        "production.env",
    ];
    for arguments in [&artefact[..], &pipeline] {
        let output = spec_env(directory, arguments);
        assert!(output.status.success(), "{output:?}");
    }
}

/// The steps of the first job that fail, by name, and everything that was said.
fn failures(directory: &Path) -> (Vec<String>, String) {
    let workflow = fs::read_to_string(directory.join("contract.yml")).expect("it is generated");
    let job = workflow.split("  environment:\n").next().expect("a job stands first");
    let binary = Path::new(env!("CARGO_BIN_EXE_spec-env")).parent().expect("it lies in a directory");
    let path = format!("{}:{}", binary.display(), std::env::var("PATH").unwrap_or_default());
    let (mut failed, mut said) = (Vec::new(), String::new());
    let steps = job.split("      - name: ").skip(1).filter(|step| !step.starts_with("Install"));
    let mut count = 0;
    for step in steps {
        let (name, rest) = step.split_once('\n').expect("a step has lines");
        let command = rest.lines().find_map(|line| line.trim().strip_prefix("run: ")).expect("a step runs");
        let command: String = serde_json::from_str(command).expect("a command is quoted");
        let mut shell = Command::new("bash");
        shell.args(["-e", "-c", &command]).current_dir(directory).env_clear();
        shell
            .env("PATH", &path)
            .env("BASE_REF", "main")
            .env("GITHUB_STEP_SUMMARY", directory.join("summary"));
        let output = shell.output().expect("bash starts");
        let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        if !output.status.success() {
            failed.push(name.trim_matches('"').to_owned());
            said += &text;
        }
        count += 1;
    }
    assert!(count >= 8, "there are only {count} steps");
    (failed, said)
}

/// One file changes; this step fails and says these words; then this mends it.
fn drift(file: &str, text: &str, steps: &[&str], words: &[&str], mend: impl FnOnce(&Path)) {
    let directory = repository();
    let path = directory.path();
    assert_eq!(failures(path), (Vec::new(), String::new()), "the repository is fine at first");
    write(path, file, text);
    let (failed, said) = failures(path);
    assert_eq!(failed, steps, "{said}");
    for word in words {
        assert!(said.contains(word), "{word:?} is not in:\n{said}");
    }
    mend(path);
    let (failed, said) = failures(path);
    assert!(failed.is_empty(), "{failed:?} after it was mended:\n{said}");
}

const BREAKS: &str =
    "requirements.md breaks no environment (or the pull request is labelled breaking-environment)";
const READS: &str = "The code reads what is declared";

#[test]
fn a_variable_in_the_specification_only() {
    let spec = format!("{SPEC}4. THE Shop SHALL accept an optional `SHOP_REGION` environment variable.\n");
    let words =
        ["SHOP_REGION is declared, and no Rust code", "give the configuration a field for it", "stale"];
    drift("requirements.md", &spec, &[READS, ".env.example is up to date"], &words, |path| {
        write(
            path,
            "src/main.rs",
            &CODE.replace("main() {", "main() {\n    std::env::var(\"SHOP_REGION\");"),
        );
        generate(path);
    });
}

#[test]
fn an_artefact_that_was_edited_by_hand() {
    let edited = "# by hand\nSHOP_DATABASE_URL=\nSHOP_POOL_SIZE=7\n";
    let words = [
        "stale: .env.example",
        "`spec-env generate env --force -o .env.example` writes it anew",
        "+ SHOP_POOL_SIZE=5",
    ];
    drift(".env.example", edited, &[".env.example is up to date"], &words, generate);
}

#[test]
fn a_staging_file_that_misses_a_variable() {
    let words =
        ["SHOP_DATABASE_URL is not set (staging.env)", "requirements.md:5 (1.1)", "set `SHOP_DATABASE_URL`"];
    drift("staging.env", "SHOP_POOL_SIZE=5\n", &["staging.env meets the specification"], &words, |path| {
        write(path, "staging.env", STAGING);
    });
}

#[test]
fn code_that_reads_an_undeclared_variable() {
    let code = CODE.replace("SHOP_POOL_SIZE", "SHOP_POOL_SIZE\");\n    std::env::var(\"SHOP_TURBO");
    let words = [
        "reads SHOP_TURBO, which requirements.md does not declare",
        "src/main.rs,line=4,col=5",
        "add a requirement",
    ];
    drift("src/main.rs", &code, &[READS], &words, |path| write(path, "src/main.rs", CODE));
}

#[test]
fn a_specification_that_breaks_operators() {
    let spec = SPEC.replace("between 1 and 100", "between 1 and 60");
    let words = [
        "SHOP_POOL_SIZE accepts less: was an integer from 1 to 100, is an integer from 1 to 60",
        "breaking-change",
    ];
    drift("requirements.md", &spec, &[BREAKS, ".env.example is up to date"], &words, |path| {
        write(path, "requirements.md", &SPEC.replace("between 1 and 100", "between 1 and 200"));
        generate(path);
    });
}

#[test]
fn environments_that_differ_without_a_reason() {
    let words = [
        "SHOP_TURBO is set in production.env, nothing in staging.env",
        "hidden-difference",
        "declare the variable",
    ];
    let step = "staging.env and production.env differ only as is declared";
    drift("production.env", &format!("{PRODUCTION}SHOP_TURBO=on\n"), &[step], &words, |path| {
        write(path, "production.env", PRODUCTION);
    });
}
