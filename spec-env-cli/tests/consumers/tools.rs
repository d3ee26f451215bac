//! Where the programs are that consume artefacts.

use std::env;
use std::iter;
use std::path::PathBuf;
use std::process::Command;

/// Where `.ci/tools` puts them.
const INSTALLED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/tools");

/// The directory of `SPEC_ENV_TOOLS` or that one, then `PATH`; libraries of systemd are where the distribution puts them.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    if name == SYSTEMD {
        return systemd_library();
    }
    let installed = env::var_os("SPEC_ENV_TOOLS").unwrap_or_else(|| INSTALLED.into());
    let installed = PathBuf::from(installed).join("bin");
    let path = env::var_os("PATH").unwrap_or_default();
    iter::once(installed).chain(env::split_paths(&path)).map(|d| d.join(name)).find(|file| file.is_file())
}

/// A command that runs a tool which [`find`] finds.
pub(crate) fn tool(name: &str) -> Command {
    Command::new(find(name).unwrap_or_else(|| name.into()))
}

/// The library whose own parser reads the `EnvironmentFile=` of a unit.
pub(crate) const SYSTEMD: &str = "libsystemd-shared";

fn systemd_library() -> Option<PathBuf> {
    let places =
        ["/usr/lib/x86_64-linux-gnu/systemd", "/usr/lib/aarch64-linux-gnu/systemd", "/usr/lib/systemd"];
    let files = places.iter().filter_map(|place| std::fs::read_dir(place).ok()).flatten().flatten();
    files.map(|entry| entry.path()).find(|path| {
        path.file_name().and_then(|name| name.to_str()).is_some_and(|name| {
            name.starts_with(SYSTEMD) && path.extension().is_some_and(|extension| extension == "so")
        })
    })
}
