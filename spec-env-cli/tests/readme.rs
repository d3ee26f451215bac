//! Documentation is real: the commands in console blocks are run, in the folder that belongs to the page, and print what
//! stands there.

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The pages, each with the folder in which its commands are run.
fn pages() -> Vec<(PathBuf, PathBuf)> {
    let root = root();
    let mut pages = vec![(root.join("README.md"), root.join("examples/user-service"))];
    for folder in entries(&root.join("examples")) {
        pages.push((folder.join("README.md"), folder));
    }
    for page in entries(&root.join("docs/guide/src")) {
        let text = fs::read_to_string(&page).expect("a page");
        let folder = text.lines().find_map(|line| line.strip_prefix("<!-- in ")?.strip_suffix(" -->"));
        let folder = root.join(folder.unwrap_or("examples/user-service"));
        pages.push((page, folder));
    }
    pages
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    entries
}

/// Set `UPDATE_DOCS` to write the outputs anew.
#[test]
fn pages_print_what_they_say() {
    let mut stale = Vec::new();
    let mut commands = 0;
    for (page, folder) in pages() {
        let text = fs::read_to_string(&page).unwrap_or_else(|error| panic!("{}: {error}", page.display()));
        let (real, count) = rerun(&text, &folder);
        commands += count;
        if env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&page, &real).expect("a page can be written");
        } else if text != real {
            let line =
                text.lines().zip(real.lines()).position(|(old, new)| old != new).unwrap_or_default() + 1;
            stale.push(format!(
                "{}:{line}: {}",
                page.display(),
                real.lines().nth(line - 1).unwrap_or_default()
            ));
        }
    }
    assert!(commands > 20, "only {commands} commands are left");
    assert!(
        stale.is_empty(),
        "run `UPDATE_DOCS=1 cargo test -p spec-env-cli --test readme`, and look at what changes:\n{}",
        stale.join("\n")
    );
}

/// The guide's summary names every page, what pages include is there, and links within the project lead somewhere.
#[test]
fn pages_lead_somewhere() {
    let guide = root().join("docs/guide/src");
    let summary = fs::read_to_string(guide.join("SUMMARY.md")).expect("a summary");
    for page in entries(&guide) {
        let name = page.file_name().and_then(|name| name.to_str()).expect("a name");
        assert!(name == "SUMMARY.md" || summary.contains(&format!("]({name})")), "SUMMARY.md forgets {name}");
    }
    let others =
        ["ARCHITECTURE.md", "CONTRIBUTING.md", "docs/admission.md", "docs/costs.md", "docs/differences.md"];
    let pages = pages().into_iter().map(|(page, _)| page).chain(others.map(|page| root().join(page)));
    for page in pages {
        let text = fs::read_to_string(&page).expect("a page");
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link);
        let included = text.split("{{#include ").skip(1).filter_map(|rest| rest.split_once("}}"));
        for path in text.split('`').skip(1).step_by(2).filter(|path| is_of_the_project(path)) {
            let here = page.parent().expect("a folder").join(path);
            assert!(here.exists() || root().join(path).exists(), "{}: `{path}` is not there", page.display());
        }
        for link in links.chain(included.map(|(link, _)| link)) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains("://") {
                let target = page.parent().expect("a folder").join(file);
                assert!(target.exists(), "{}: `{link}` leads nowhere", page.display());
            }
        }
    }
}

/// What the README and the guide say is understood is, each sentence in a specification of its own.
#[test]
fn sentences_work_by_themselves() {
    let mut sentences = column(&root().join("README.md"), "| sentence | means |", 0);
    sentences.extend(column(&root().join("docs/guide/src/migration.md"), "| today | with spec-env |", 1));
    for sentence in &sentences {
        let specification = Specification::read(vec![Source::new("requirements.md", &**sentence)], None);
        let variables = &specification.contract.variables;
        let facts = variables.iter().flat_map(|variable| variable.citations.iter());
        let has_one = facts.into_iter().any(|citation| !citation.facts.is_empty());
        assert!(has_one && !specification.has_errors(), "{sentence}");
    }
    assert!(sentences.len() > 12, "only {} sentences are left", sentences.len());
}

/// The cells of one column of the table with this header.
fn column(page: &Path, header: &str, at: usize) -> Vec<String> {
    let text = fs::read_to_string(page).expect("a page");
    let rows = text.lines().skip_while(|line| *line != header).skip(2);
    let cells = rows.map_while(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").nth(at));
    cells.map(|cell| cell.trim_matches('*').to_owned()).collect()
}

/// Whether words in back-ticks are a path from the root of the project, and no pattern of one.
fn is_of_the_project(path: &str) -> bool {
    let folders = ["benches/", "docs/", "examples/", "packaging/", "spec-env", "tests/"];
    path.contains('/')
        && folders.iter().any(|folder| path.starts_with(folder))
        && !path.contains([' ', '*', '<', '{', '$', ':'])
}

/// A page with what its commands print now, and how many there are.
fn rerun(text: &str, folder: &Path) -> (String, usize) {
    let mut real = String::new();
    let mut commands = 0;
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let _ = writeln!(real, "{line}");
        if line != "```console" {
            continue;
        }
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "```").collect();
        for (at, line) in block.iter().enumerate() {
            let Some(command) = line.strip_prefix("$ ") else { continue };
            commands += 1;
            let _ =
                write!(real, "{line}\n{}", output(command, folder).unwrap_or_else(|| kept(&block[at + 1..])));
        }
        real += "```\n";
    }
    (real, commands)
}

/// What stands there already.
fn kept(lines: &[&str]) -> String {
    lines.iter().take_while(|line| !line.starts_with("$ ")).flat_map(|line| [line, "\n"]).collect()
}

/// What a command prints on both of its outputs, with nothing set; nothing where its program is not there.
fn output(command: &str, folder: &Path) -> Option<String> {
    let binaries = binaries();
    let mut path = binaries.as_os_str().to_owned();
    path.push(":/usr/bin:/bin");
    let python = env::split_paths(&path).any(|folder| folder.join("python3").exists());
    if command.contains("python3") && !python {
        println!("not run: {command} (python3 is not installed)");
        return None;
    }
    let output = Command::new("/bin/sh")
        .args(["-c", &format!("{{ {command}\n}} 2>&1")])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .output()
        .expect("a shell");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    Some(if text.is_empty() || text.ends_with('\n') { text } else { text + "\n" })
}

/// Where the programs of the workspace are; the examples among them are built by whoever builds the workspace, and here
/// where nobody has.
fn binaries() -> PathBuf {
    static BUILT: std::sync::Once = std::sync::Once::new();
    BUILT.call_once(|| {
        let examples = ["minimal", "generated", "workspace-api", "workspace-worker"];
        let mut build = Command::new(env!("CARGO"));
        build.args(["build", "--quiet"]).current_dir(root());
        build.args(examples.iter().flat_map(|name| ["-p".to_owned(), format!("example-{name}")]));
        assert!(build.status().expect("cargo").success(), "the examples do not build");
    });
    Path::new(env!("CARGO_BIN_EXE_spec-env")).parent().expect("a folder").to_owned()
}
