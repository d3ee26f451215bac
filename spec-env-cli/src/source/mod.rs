//! Where environments are described: the process, env files, Compose files, Kubernetes manifests, Dockerfiles.

pub(crate) mod compose;
pub(crate) mod dockerfile;
pub(crate) mod env_file;
mod exposed;
pub(crate) mod kubernetes;
mod scalar;
mod sort;
pub(crate) mod workflow;
mod yaml;

use std::collections::{HashMap, HashSet};
use std::path::Path;

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::environment::Pairs;
use spec_env_core::report::Place;

use crate::arguments::Sources;
use crate::failure::Failure;
pub(crate) use exposed::exposed;
pub(crate) use sort::Sort;

/// A variable that is set somewhere.
#[derive(Clone)]
pub(crate) struct Setting {
    /// Its name.
    pub(crate) name: String,
    /// Its value.
    pub(crate) value: Value,
    /// Where it is set.
    pub(crate) place: Place,
    /// Whether the value stands in a file that is kept with the code.
    pub(crate) in_clear: bool,
}

/// What a variable is set to.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// This text.
    Known(String),
    /// Something that is not known here, and why.
    Unknown(String),
    /// Nothing: the line takes over what the process has, which is nothing.
    Unset,
}

/// One thing that runs with an environment of its own.
pub(crate) struct Target {
    /// What people call it: `service api`, `Deployment shop, container web`.
    pub(crate) title: String,
    /// Its own name, which options can ask for.
    pub(crate) name: String,
    /// Where it stands, and what is missing would be written.
    pub(crate) place: Place,
    /// What comments would set, and where: what of that is missing would be written there.
    pub(crate) commented_out: Vec<(String, Place)>,
    /// What it sets, later ones over earlier ones.
    pub(crate) settings: Vec<Setting>,
    /// Why more may be set than can be seen here.
    pub(crate) open: Option<String>,
    /// Whether it runs elsewhere, so that files that its settings name are not here.
    pub(crate) is_elsewhere: bool,
    /// What keeps it from starting, or was not read.
    pub(crate) remarks: Vec<Remark>,
}

/// Something about a target that no rule of the contract is broken by.
#[derive(Clone)]
pub(crate) struct Remark {
    pub(crate) level: Level,
    pub(crate) code: Code,
    /// What is to be said.
    pub(crate) message: String,
    /// Where.
    pub(crate) place: Place,
}

impl Target {
    /// What runs elsewhere, and sets nothing yet.
    pub(crate) fn new(title: String, name: String, place: Place) -> Self {
        let (commented_out, settings, remarks) = (Vec::new(), Vec::new(), Vec::new());
        Self { title, name, place, commented_out, settings, open: None, is_elsewhere: true, remarks }
    }

    /// The setting of a name that counts.
    pub(crate) fn setting(&self, name: &str) -> Option<&Setting> {
        let last = self.settings.iter().rev().find(|setting| setting.name == name);
        last.filter(|setting| setting.value != Value::Unset)
    }

    /// The environment that it has, as far as it can be seen: what is set to something unknown is empty here.
    pub(crate) fn environment(&self) -> Pairs {
        let mut pairs = HashMap::new();
        for Setting { name, value, .. } in &self.settings {
            match value {
                Value::Known(text) => drop(pairs.insert(name.as_str(), text.clone())),
                Value::Unknown(_) => drop(pairs.insert(name, String::new())),
                Value::Unset => drop(pairs.remove(name.as_str())),
            }
        }
        pairs.into_iter().collect()
    }

    /// The variables, by position, whose values cannot be seen: they stand elsewhere, or in a file of the container.
    pub(crate) fn hidden(&self, contract: &Contract) -> Vec<bool> {
        let is_unknown =
            |name: &str| self.setting(name).is_some_and(|s| matches!(s.value, Value::Unknown(_)));
        let in_container = |variable: &Variable| {
            let file = variable.file_variable.as_deref();
            self.is_elsewhere && file.is_some_and(|name| self.setting(name).is_some())
        };
        let is_hidden = |variable: &Variable| in_container(variable) || names(variable).any(is_unknown);
        contract.variables.iter().map(is_hidden).collect()
    }
}

/// All names under which a variable is given.
pub(crate) fn names(variable: &Variable) -> impl Iterator<Item = &str> + Clone {
    let others = variable.file_variable.iter().chain(variable.former_names.iter());
    [&variable.name].into_iter().chain(others).map(AsRef::as_ref)
}

/// Tells whether a name is one of a contract, or one that this command gives to manifests.
pub(crate) fn known(contract: &Contract) -> impl Fn(&str) -> bool + use<> {
    let known: HashSet<String> = contract.variables.iter().flat_map(names).map(str::to_owned).collect();
    move |name| known.contains(name) || is_own(name)
}

/// Whether a name is one of those that `spec-env` itself reads.
pub(crate) fn is_own(name: &str) -> bool {
    name.starts_with("SPEC_ENV_")
}

/// Everything that the arguments name; nothing where that is this process.
pub(crate) fn read(sources: &Sources, contract: &Contract) -> Result<Vec<Target>, Failure> {
    let image = sources.dockerfile.as_deref().map(dockerfile::read).transpose()?;
    let mut targets = Vec::new();
    if !sources.env_files.is_empty() {
        targets.push(env_file::target(&sources.env_files, sources.dialect)?);
    }
    for path in &sources.compose {
        targets.extend(relevant(
            compose::read(path)?,
            sources.service.as_deref(),
            contract,
            "service",
            path,
        )?);
    }
    for path in &sources.kubernetes {
        targets.extend(relevant(
            kubernetes::read(path)?,
            sources.container.as_deref(),
            contract,
            "container",
            path,
        )?);
    }
    match image {
        Some(image) if targets.is_empty() => targets.push(image),
        Some(image) => {
            for target in &mut targets {
                target.settings.splice(0..0, image.settings.iter().cloned());
            }
        }
        None => {}
    }
    Ok(targets)
}

/// Everything that one path describes, by what sort of file it is.
pub(crate) fn guess(path: &Path, given: &Sources, contract: &Contract) -> Result<Vec<Target>, Failure> {
    let paths = vec![path.to_owned()];
    let mut sources = Sources {
        service: given.service.clone(),
        container: given.container.clone(),
        dialect: given.dialect,
        ..Sources::default()
    };
    match Sort::named(path)? {
        Sort::Image => sources.dockerfile = Some(path.to_owned()),
        Sort::Compose => sources.compose = paths,
        Sort::Manifest | Sort::Contract | Sort::Workflow => sources.kubernetes = paths,
        Sort::Template | Sort::EnvFile => sources.env_files = paths,
    }
    read(&sources, contract)
}

/// The workloads of one file that have to do with the contract.
pub(crate) fn workloads(path: &Path, contract: &Contract) -> Result<Vec<Target>, Failure> {
    relevant(kubernetes::read_beside(path)?, None, contract, "container", path)
}

/// The targets that are asked for; where none is, those that set a variable of the contract, or the only one.
fn relevant(
    mut targets: Vec<Target>,
    name: Option<&str>,
    contract: &Contract,
    noun: &str,
    path: &Path,
) -> Result<Vec<Target>, Failure> {
    let known: HashSet<&str> = contract.variables.iter().flat_map(names).collect();
    let all: Vec<_> = targets.iter().map(|target| target.name.clone()).collect();
    match name {
        Some(name) => targets.retain(|target| target.name == name),
        None if targets.len() > 1 => targets.retain(|target| {
            target.open.is_some()
                || target.settings.iter().any(|setting| known.contains(setting.name.as_str()))
        }),
        None => {}
    }
    if !targets.is_empty() {
        return Ok(targets);
    }
    let path = path.display();
    let message = match name {
        _ if all.is_empty() => format!("{path} has no {noun}"),
        Some(name) => format!("{path} has no {noun} `{name}`"),
        None => format!("no {noun} of {path} sets a variable of the specification"),
    };
    let help = if all.is_empty() {
        "is it the right file?".to_owned()
    } else {
        format!("name one with --{noun}: {}", all.join(", "))
    };
    Err(Failure::helping(message, help))
}
