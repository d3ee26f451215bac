//! How a service stops that cannot start: seen by people, by pipelines and by orchestrators.

use std::env;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use spec_env_core::report::Report;

/// `EX_CONFIG` of `sysexits.h`: something is wrong with the configuration.
pub const EXIT_CODE: i32 = 78;

/// What Kubernetes keeps of a termination message, in bytes.
const MESSAGE_LIMIT: usize = 4096;

/// Writes a report where it is looked for, and ends the process with [`EXIT_CODE`].
///
/// It goes to stderr, as JSON where the variable `SPEC_ENV_REPORT` is `json`; and, shortened to 4096 bytes of whole
/// lines, to the Kubernetes termination message file, where there is one. `SPEC_ENV_TERMINATION_MESSAGE` names
/// another file than `/dev/termination-log`.
pub fn exit(report: &Report) -> ! {
    // Nobody is left to tell when stderr or the file cannot be written to; the exit code still says it.
    let _ = write_report(report);
    let _ = write_termination_message(report);
    std::process::exit(EXIT_CODE)
}

fn write_report(report: &Report) -> io::Result<()> {
    let text = if env::var_os("SPEC_ENV_REPORT").is_some_and(|form| form == "json") {
        report.json().to_string()
    } else {
        report.to_string()
    };
    writeln!(io::stderr().lock(), "{}", text.trim_end())
}

fn write_termination_message(report: &Report) -> io::Result<()> {
    let path = env::var_os("SPEC_ENV_TERMINATION_MESSAGE").filter(|path| !path.is_empty());
    let path = path.map_or_else(|| PathBuf::from("/dev/termination-log"), PathBuf::from);
    // Where no orchestrator has made the file, there is none to read it.
    let mut file = OpenOptions::new().write(true).truncate(true).open(path)?;
    file.write_all(report.brief(MESSAGE_LIMIT).as_bytes())
}
