//! Builds crates with cargo, and as its `RUSTC_WRAPPER` writes down what each run of the compiler takes.

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};
use std::{env, iter};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeVal;

use crate::peer::PACKAGE;

/// Names the file to write to, which makes the program a wrapper.
pub(crate) const LOG: &str = "SPEC_ENV_COST_LOG";
/// Makes the wrapper count the instructions of the package that is measured, and the log hold millions of them.
const COUNT: &str = "SPEC_ENV_COST_COUNT";
/// How long one run of the compiler may take.
pub(crate) const LIMIT: Duration = Duration::from_secs(60);
/// Stands in the log for the seconds of a run that took longer.
const UNFINISHED: &str = "unfinished";

#[derive(Clone, Copy)]
pub(crate) enum Mode {
    Check,
    Dev,
    Release,
}

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Dev => "dev build",
            Self::Release => "release build",
        }
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Check => &["check"],
            Self::Dev => &["build"],
            Self::Release => &["build", "--release"],
        }
    }
}

pub(crate) enum Build {
    /// The CPU seconds of each package that was compiled, the dearest first.
    Done(Vec<(String, f64)>),
    /// A run took longer than [`LIMIT`].
    Unfinished,
    /// Cargo has said why.
    Failed,
}

/// Builds the crate in a folder.
pub(crate) fn build(root: &Path, target: &Path, mode: Mode) -> Build {
    run_cargo(root, target, mode, |_| {})
}

/// The same, but what is noted of the crate itself is millions of instructions: the compiler's, and the linker's.
pub(crate) fn counted(root: &Path, target: &Path, mode: Mode) -> Build {
    run_cargo(root, target, mode, |cargo| _ = cargo.env(COUNT, "1"))
}

fn run_cargo(root: &Path, target: &Path, mode: Mode, prepare: impl Fn(&mut Command)) -> Build {
    let log = root.join("log");
    File::create(&log).unwrap();
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    prepare(&mut cargo);
    let output = cargo
        .args(mode.arguments())
        .arg("--quiet")
        .current_dir(root)
        .env_remove("CARGO_PKG_NAME") // this program's own, were cargo to ask rustc for its version
        .env_remove("RUSTFLAGS")
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_RELEASE_STRIP", "true")
        .env("RUSTC", compiler())
        .env("RUSTC_WRAPPER", env::current_exe().unwrap())
        .env(LOG, &log)
        .output()
        .unwrap();
    let log = fs::read_to_string(&log).unwrap();
    if log.contains(UNFINISHED) {
        return Build::Unfinished;
    }
    if !output.status.success() {
        eprintln!("{}", String::from_utf8_lossy(&output.stderr));
        return Build::Failed;
    }
    let mut packages: HashMap<&str, f64> = HashMap::new();
    for (package, seconds) in log.lines().filter_map(|line| line.split_once(' ')) {
        *packages.entry(package).or_default() += seconds.parse().unwrap_or(0.0);
    }
    let mut packages: Vec<_> =
        packages.into_iter().map(|(name, seconds)| (name.to_owned(), seconds)).collect();
    packages.sort_by(|a, b| b.1.total_cmp(&a.1));
    Build::Done(packages)
}

/// The compiler itself, where `rustc` only chooses among several.
fn compiler() -> PathBuf {
    let output = Command::new("rustc").args(["--print", "sysroot"]).output().unwrap();
    Path::new(String::from_utf8_lossy(&output.stdout).trim()).join("bin").join("rustc")
}

/// Runs the compiler as cargo wants it run, and returns its exit code.
pub(crate) fn run(log: &Path) -> i32 {
    let mut arguments = env::args_os().skip(1);
    let rustc = arguments.next().expect("cargo names the compiler first");
    if env::var_os(COUNT).is_some() && env::var("CARGO_PKG_NAME").is_ok_and(|name| name == PACKAGE) {
        return count(log, &rustc, arguments);
    }
    let mut child = Command::new(rustc).args(arguments).spawn().unwrap();
    let start = Instant::now();
    let running = iter::repeat_with(|| child.try_wait().unwrap()).find(|status| {
        sleep(Duration::from_millis(1));
        status.is_some() || start.elapsed() > LIMIT
    });
    let status = running.flatten();
    if status.is_none() {
        child.kill().unwrap();
    }
    if let Ok(package) = env::var("CARGO_PKG_NAME") {
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN).unwrap();
        let seconds = seconds(usage.user_time()) + seconds(usage.system_time());
        let seconds = status.map_or(UNFINISHED.to_owned(), |_| seconds.to_string());
        append(log, &format!("{package} {seconds}\n"));
    }
    status.and_then(|status| status.code()).unwrap_or(1)
}

/// Counts the instructions of a run of the compiler and of what it starts.
fn count(log: &Path, rustc: &OsStr, arguments: impl Iterator<Item = OsString>) -> i32 {
    let counts = tempfile::tempdir().unwrap();
    let status = Command::new("valgrind")
        .args(["--tool=callgrind", "--trace-children=yes", "--callgrind-out-file=/dev/null"])
        .arg(format!("--log-file={}/%p", counts.path().display()))
        .arg(rustc)
        .args(arguments)
        .status()
        .expect("valgrind is installed");
    let total: u64 = fs::read_dir(counts.path())
        .unwrap()
        .filter_map(|file| {
            let text = fs::read_to_string(file.unwrap().path()).unwrap();
            text.rsplit_once("Collected : ")?.1.split_whitespace().next()?.parse::<u64>().ok()
        })
        .sum();
    append(log, &format!("{PACKAGE} {}\n", total / 1_000_000));
    status.code().unwrap_or(1)
}

/// Writes a line at once, as other compilers write theirs at the same time.
fn append(log: &Path, line: &str) {
    File::options().append(true).open(log).unwrap().write_all(line.as_bytes()).unwrap();
}

#[allow(clippy::cast_precision_loss)]
fn seconds(time: TimeVal) -> f64 {
    time.tv_sec() as f64 + time.tv_usec() as f64 / 1e6
}
