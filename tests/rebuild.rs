//! The specification is a source file like any other: when it changes, so does what is built.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, SystemTime};
use std::{env, fs};

const SPEC: &str = "# Requirements Document\n\n## Introduction\n\nA sentence that no binary needs to carry.\n\n### Requirement 1\n\n1. WHEN the `POOL_SIZE` environment variable is not set, THE Shop SHALL default to 5.\n";

/// A cargo project of its own.
struct Project {
    root: PathBuf,
}

impl Project {
    fn new(name: &str) -> Self {
        let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rebuild").join(name);
        fs::create_dir_all(root.join("src")).unwrap();
        fs::create_dir_all(root.join(".cargo")).unwrap();
        let version = env!("CARGO_PKG_VERSION");
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\nspec-env = \"={version}\"\n\n[workspace]\n"
        );
        fs::write(root.join("Cargo.toml"), manifest).unwrap();
        // A packaged manifest keeps no patch, so that it stands here.
        let patch = format!(
            "[patch.crates-io]\nspec-env.path = {:?}\n",
            project.join("spec-env").display().to_string()
        );
        fs::write(root.join(".cargo/config.toml"), patch).unwrap();
        fs::copy(project.join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
        let main = "use spec_env::SpecEnv;\n\n#[derive(SpecEnv)]\nstruct Config {\n    pool_size: u32,\n}\n\nfn main() {\n    println!(\"{}\", Config::load_or_exit().pool_size);\n}\n";
        fs::write(root.join("src/main.rs"), main).unwrap();
        let this = Self { root };
        let _ = fs::remove_file(this.spec()); // a link of an earlier run
        this.write(SPEC);
        this
    }

    fn spec(&self) -> PathBuf {
        self.root.join("requirements.md")
    }

    fn write(&self, text: &str) {
        fs::write(self.spec(), text).unwrap();
        // Cargo compares times, and two writes of a test may fall into one tick of the file system's clock.
        let later = SystemTime::now() + Duration::from_secs(2);
        fs::File::options().append(true).open(self.spec()).unwrap().set_modified(later).unwrap();
    }

    fn cargo(&self, command: &[&str]) -> Output {
        Command::new(env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned()))
            .args(command)
            .args(["--quiet", "--offline"])
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.target())
            .env_remove("POOL_SIZE")
            .env_remove("RUSTFLAGS")
            .output()
            .unwrap()
    }

    /// Shared with the compile tests, so that the library is built once.
    fn target(&self) -> PathBuf {
        self.root.parent().unwrap().join("target")
    }

    fn prints(&self) -> String {
        let output = self.cargo(&["run"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim().to_owned()
    }

    fn fails(&self) -> String {
        let output = self.cargo(&["build"]);
        assert!(!output.status.success(), "it was built");
        String::from_utf8(output.stderr).unwrap()
    }
}

#[test]
fn an_edit_is_built() {
    let project = Project::new("edited");
    assert_eq!(project.prints(), "5");
    project.write(&SPEC.replace("default to 5", "default to 9"));
    assert_eq!(project.prints(), "9");
    project.write(&SPEC.replace("POOL_SIZE", "POOL_LIMIT"));
    let errors = project.fails();
    assert!(errors.contains("reads `POOL_SIZE`") && errors.contains("`POOL_LIMIT`"), "{errors}");
    assert!(errors.contains("requirements.md:9:"), "{errors}");
    project.write(SPEC);
    assert_eq!(project.prints(), "5");
}

#[test]
fn a_file_that_is_gone_is_an_error_until_it_is_back() {
    let project = Project::new("deleted");
    assert_eq!(project.prints(), "5");
    fs::remove_file(project.spec()).unwrap();
    let errors = project.fails();
    assert!(
        errors.contains("has no specification") && errors.contains("spec-env::spec-not-found"),
        "{errors}"
    );
    project.write(&SPEC.replace("default to 5", "default to 7"));
    assert_eq!(project.prints(), "7");
    fs::rename(project.spec(), project.root.join("requirement.md")).unwrap();
    project.fails();
    fs::rename(project.root.join("requirement.md"), project.spec()).unwrap();
    assert_eq!(project.prints(), "7");
}

#[test]
fn the_binary_needs_no_specification_and_carries_none() {
    let project = Project::new("carried");
    assert_eq!(project.prints(), "5");
    let binary = project.target().join("debug").join("carried");
    let away = project.root.parent().unwrap();
    let output = Command::new(&binary).current_dir(away).env_remove("POOL_SIZE").output().unwrap();
    assert!(output.status.success());
    let bytes = fs::read(&binary).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("THE Shop SHALL default to 5."), "the citation is missing");
    assert!(!holds("A sentence that no binary needs to carry"), "the specification is embedded");
    assert!(!holds(&project.spec().to_string_lossy()), "the path of this machine is embedded");
}

#[test]
fn a_package_carries_its_specification() {
    let project = Project::new("packaged");
    let output = project.cargo(&["package", "--allow-dirty"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn a_specification_outside_the_package_is_not_packaged() {
    let project = Project::new("outside");
    let outside = project.root.parent().unwrap().join("common-requirements.md");
    fs::rename(project.spec(), &outside).unwrap();
    let main = project.root.join("src/main.rs");
    let named = "#[derive(SpecEnv)]\n#[spec_env(path = \"../common-requirements.md\")]";
    let text = fs::read_to_string(&main).unwrap();
    fs::write(&main, text.replace("#[derive(SpecEnv)]", named)).unwrap();
    assert_eq!(project.prints(), "5");
    let output = project.cargo(&["package", "--allow-dirty"]);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && errors.contains("spec-env::spec-outside-package"), "{errors}");
    assert!(errors.contains("put a symbolic link to it there"), "{errors}");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&outside, project.spec()).unwrap();
        fs::write(&main, text).unwrap();
        let output = project.cargo(&["package", "--allow-dirty"]);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
}
