//! What a configuration costs whoever compiles it, beside other crates: `cargo run --release -p spec-env-benches --bin
//! cost`.
//!
//! It writes crates with structs of several sizes to a temporary folder, builds them, and prints CPU seconds (user and
//! system): of the crate alone, its dependencies being built, and of a clean build; then how large the programs are. The
//! smallest crates are counted as well, in instructions under valgrind. With `alone`, `count`, `clean` or `program` as
//! arguments it does only that. Nothing else should run meanwhile.

mod peer;
mod rustc;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

use peer::{PEERS, Peer};
use rustc::{Build, LIMIT, Mode};

const SIZES: [usize; 4] = [12, 100, 300, 1000];
/// The median of this many builds counts,
const BUILDS: usize = 40;
/// or of as many as take this many CPU seconds: the shorter a build, the more of it is noise.
const ENOUGH: f64 = 5.0;

fn main() {
    if let Some(log) = env::var_os(rustc::LOG) {
        process::exit(rustc::run(Path::new(&log)));
    }
    let folder = tempfile::tempdir().unwrap();
    let wanted: Vec<_> = env::args().skip(1).collect();
    let parts = [("alone", alone as fn(&Path)), ("count", count), ("clean", clean), ("program", programs)];
    for (_, print) in parts.iter().filter(|(name, _)| wanted.is_empty() || wanted.iter().any(|w| w == name)) {
        print(folder.path());
    }
}

fn alone(folder: &Path) {
    println!("| CPU s | | {} |", SIZES.map(|size| size.to_string()).join(" | "));
    println!("|---|---|{}", "---:|".repeat(SIZES.len()));
    for mode in [Mode::Check, Mode::Dev, Mode::Release] {
        let mut unfinished = HashSet::new();
        let columns = SIZES.map(|size| column(folder, mode, size, &mut unfinished));
        for (row, peer) in sized().enumerate() {
            let cells: Vec<_> = columns.iter().map(|column| column[row].as_str()).collect();
            println!("| {} | {} | {} |", mode.name(), peer.name, cells.join(" | "));
        }
    }
    println!();
}

fn sized() -> impl Iterator<Item = &'static Peer> {
    PEERS.iter().filter(|peer| peer.is_sized)
}

/// The median of the CPU seconds of each crate alone. They take turns, so that whatever else the machine does slows all.
fn column(folder: &Path, mode: Mode, size: usize, unfinished: &mut HashSet<&str>) -> Vec<String> {
    let target = folder.join("target");
    let start = |peer: &Peer| {
        let is_run = !unfinished.contains(peer.name);
        (written(folder, peer, size), is_run.then(Vec::new).ok_or_else(|| "not run".to_owned()))
    };
    let mut crates: Vec<_> = sized().map(start).collect();
    for _ in 0..BUILDS {
        for (peer, (root, taken)) in sized().zip(&mut crates) {
            let Ok(seconds) = taken else { continue };
            if seconds.iter().sum::<f64>() > ENOUGH {
                continue;
            }
            touch(root);
            match rustc::build(root, &target, mode) {
                Build::Unfinished => {
                    unfinished.insert(peer.name);
                    *taken = Err(format!("> {} s", LIMIT.as_secs()));
                }
                Build::Failed => *taken = Err("failed".to_owned()),
                done @ Build::Done(_) => seconds.push(own(done).expect("the crate was touched")),
            }
        }
    }
    let median = |mut seconds: Vec<f64>| {
        seconds.sort_by(f64::total_cmp);
        format!("{:.3}", seconds[seconds.len() / 2])
    };
    crates.into_iter().map(|(_, taken)| taken.map_or_else(|why| why, median)).collect()
}

/// Where seconds are so few that they say little.
fn count(folder: &Path) {
    println!("| million instructions, 12 fields | check | dev build |\n|---|---:|---:|");
    for peer in sized() {
        let (root, target) = (written(folder, peer, 12), folder.join("target"));
        let cells = [Mode::Check, Mode::Dev].map(|mode| {
            rustc::build(&root, &target, mode);
            touch(&root);
            own(rustc::counted(&root, &target, mode)).map_or("failed".to_owned(), |count| count.to_string())
        });
        println!("| {} | {} |", peer.name, cells.join(" | "));
    }
    println!();
}

fn clean(folder: &Path) {
    println!("| clean dev build, 12 fields | crates | CPU s |\n|---|---:|---:|");
    let mut ours = None;
    for peer in &PEERS {
        let target = tempfile::tempdir().unwrap();
        let build = rustc::build(&written(folder, peer, 12), target.path(), Mode::Dev);
        let Build::Done(packages) = build else { continue };
        let total: f64 = packages.iter().map(|(_, seconds)| seconds).sum();
        println!("| {} | {} | {total:.1} |", peer.name, packages.len() - 1);
        ours.get_or_insert(packages);
    }
    println!("\n| of spec-env's clean dev build | CPU s |\n|---|---:|");
    for (package, seconds) in ours.unwrap_or_default() {
        println!("| {package} | {seconds:.2} |");
    }
    println!();
}

/// What a release program with 12 fields has more than one that does nothing, both stripped.
fn programs(folder: &Path) {
    println!("| program, 12 fields | KiB |\n|---|---:|");
    let target = folder.join("target");
    let size = |root: &Path| {
        let built = matches!(rustc::build(root, &target, Mode::Release), Build::Done(_));
        built.then(|| fs::metadata(target.join("release").join(peer::PACKAGE)).unwrap().len())
    };
    let idle = written(folder, &PEERS[0], 0);
    fs::write(idle.join("src/main.rs"), "fn main() {}\n").unwrap();
    let idle = size(&idle).expect("a program that does nothing can be built");
    for peer in &PEERS {
        if let Some(size) = size(&written(folder, peer, 12)) {
            println!("| {} | {} |", peer.name, size.saturating_sub(idle) / 1024);
        }
    }
}

/// Writes the crate of a peer.
fn written(folder: &Path, peer: &Peer, size: usize) -> PathBuf {
    let root = folder.join(format!("{}-{size}", peer.name.replace(' ', "")));
    fs::create_dir_all(root.join("src")).unwrap();
    for (file, text) in peer.files(size) {
        fs::write(root.join(file), text).unwrap();
    }
    fs::copy(peer::project().join("Cargo.lock"), root.join("Cargo.lock")).unwrap();
    root
}

/// Makes the crate newer than what was built of it.
fn touch(root: &Path) {
    let main = root.join("src/main.rs");
    let text = fs::read(&main).unwrap();
    fs::write(main, text).unwrap();
}

/// What was noted of the crate itself.
fn own(build: Build) -> Option<f64> {
    let Build::Done(packages) = build else { return None };
    packages.into_iter().find(|(package, _)| package == peer::PACKAGE).map(|(_, noted)| noted)
}
