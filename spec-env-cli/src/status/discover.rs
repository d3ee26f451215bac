//! The files of a project that say something about environments, and what they say.

use std::path::{Path, PathBuf};

use spec_env_core::contract::Contract;

use crate::arguments::Sources;
use crate::failure::Failure;
use crate::source::{self, Sort, Target, kubernetes, workflow};
use crate::walk;

/// One file, and what it says.
pub(super) struct Found {
    pub(super) sort: Sort,
    pub(super) path: PathBuf,
    pub(super) targets: Vec<Target>,
}

/// All that is found below a directory, by sort, and what could not be read.
pub(super) fn all(directory: &Path, contract: &Contract) -> Result<(Vec<Found>, Vec<String>), Failure> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for path in walk::files(directory, true)? {
        let targets = Sort::of(&path)
            .and_then(|sort| sort.map(|sort| Ok((sort, targets(sort, &path, contract)?))).transpose());
        match targets {
            Ok(Some((sort, targets))) if !targets.is_empty() => found.push(Found { sort, path, targets }),
            Ok(_) => {}
            Err(failure) => unread.push(failure.message()),
        }
    }
    found.sort_by_key(|found| found.sort);
    Ok((found, unread))
}

fn targets(sort: Sort, path: &Path, contract: &Contract) -> Result<Vec<Target>, Failure> {
    let paths = vec![path.to_owned()];
    let mut sources = Sources::default();
    match sort {
        Sort::Workflow => {
            let target = workflow::read(path)?;
            return Ok(if target.settings.is_empty() { Vec::new() } else { vec![target] });
        }
        Sort::Contract => return kubernetes::contracts(path),
        Sort::Manifest => return source::workloads(path, contract),
        Sort::Image => sources.dockerfile = Some(path.to_owned()),
        Sort::Compose => sources.compose = paths,
        Sort::EnvFile | Sort::Template => sources.env_files = paths,
    }
    source::read(&sources, contract)
}
