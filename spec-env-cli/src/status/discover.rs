//! The files of a project that say something about environments.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::arguments::Sources;
use crate::failure::Failure;
use crate::input;
use crate::source::{self, Target, kubernetes, workflow};
use spec_env_core::contract::Contract;

/// What sort of file it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Sort {
    Image,
    Compose,
    Workflow,
    Manifest,
    /// An env file that people copy and fill in.
    Template,
    EnvFile,
}

impl Sort {
    /// The stable name in JSON.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Image => "dockerfile",
            Self::Compose => "compose",
            Self::Workflow => "workflow",
            Self::Manifest => "kubernetes",
            Self::Template => "env-template",
            Self::EnvFile => "env-file",
        }
    }
}

/// One file, or one directory of manifests, and what it says.
pub(super) struct Found {
    pub(super) sort: Sort,
    pub(super) path: PathBuf,
    pub(super) targets: Vec<Target>,
}

/// All that is found below a directory, and what could not be read.
pub(super) fn all(directory: &Path, contract: &Contract) -> Result<(Vec<Found>, Vec<String>), Failure> {
    let (mut found, mut unread) = (Vec::new(), Vec::new());
    for (sort, path) in files(directory)? {
        match targets(sort, &path, contract) {
            Ok(targets) if targets.is_empty() => {}
            Ok(targets) => found.push(Found { sort, path, targets }),
            Err(failure) => unread.push(format!("{}: {}", path.display(), failure.message())),
        }
    }
    Ok((found, unread))
}

/// The files below a directory that may say something about environments, by sort and name.
pub(crate) fn files(directory: &Path) -> Result<BTreeSet<(Sort, PathBuf)>, Failure> {
    let mut paths = BTreeSet::new();
    let walk = ignore::WalkBuilder::new(directory)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| {
            let is_kept = entry.file_name() != ".git" && entry.file_name() != "node_modules";
            is_kept && !(entry.path().is_dir() && entry.path().join("CACHEDIR.TAG").exists())
        })
        .build();
    for entry in walk {
        let entry = entry.map_err(|error| Failure::new(format!("cannot read {error}")))?;
        if entry.file_type().is_some_and(|kind| kind.is_file()) {
            let path = entry.path().strip_prefix("./").unwrap_or(entry.path());
            if let Some(sort) = sort(path) {
                paths.insert((sort, path.to_owned()));
            }
        }
    }
    Ok(paths)
}

/// What sort of file a name is the name of; of YAML, only what is in it tells more.
pub(crate) fn sort(path: &Path) -> Option<Sort> {
    let name = path.file_name()?.to_str()?.to_lowercase();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    let is_yaml = matches!(extension, Some("yaml" | "yml"));
    let in_workflows = path.parent().is_some_and(|parent| parent.ends_with(".github/workflows"));
    if name.starts_with("dockerfile") || name.starts_with("containerfile") || extension == Some("dockerfile")
    {
        return Some(Sort::Image);
    }
    if is_yaml {
        let is_compose = name.contains("compose");
        return Some(if in_workflows {
            Sort::Workflow
        } else if is_compose {
            Sort::Compose
        } else {
            Sort::Manifest
        });
    }
    let is_env = name == ".env" || name.starts_with(".env.") || extension == Some("env");
    let is_template = ["example", "sample", "template", "dist"].iter().any(|word| name.contains(word));
    match (is_env, is_template) {
        (true, true) => Some(Sort::Template),
        (true, false) => Some(Sort::EnvFile),
        _ => None,
    }
}

fn targets(sort: Sort, path: &Path, contract: &Contract) -> Result<Vec<Target>, Failure> {
    let paths = vec![path.to_owned()];
    let mut sources = Sources::default();
    match sort {
        Sort::Workflow => {
            let target = workflow::read(path)?;
            return Ok(if target.settings.is_empty() { Vec::new() } else { vec![target] });
        }
        Sort::Image => sources.dockerfile = Some(path.to_owned()),
        Sort::Compose => sources.compose = paths,
        Sort::EnvFile | Sort::Template => sources.env_files = paths,
        Sort::Manifest => {
            // Any YAML may lie about.
            let text = input::source(path)?.text().to_owned();
            if text.contains("kind: EnvContract") {
                return kubernetes::contracts(path);
            }
            if !text.contains("containers:") {
                return Ok(Vec::new());
            }
            return source::workloads(path, contract);
        }
    }
    source::read(&sources, contract)
}
