//! Services of Docker Compose files, with the environment that Compose would give them.

use std::path::{Path, PathBuf};

use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::Place;

use super::env_file::{self, Dialect, interpolated};
use super::yaml::{self, Content, Node};
use super::{Remark, Setting, Target, Value};
use crate::failure::Failure;
use crate::input;

/// Services that extend one another further than this are not followed.
const LONGEST_CHAIN: usize = 16;

/// The services of a Compose file.
///
/// # Errors
/// When a file cannot be read, or is no Compose file.
pub(crate) fn read(path: &Path) -> Result<Vec<Target>, Failure> {
    let file = File::open(path)?;
    let mut remarks = Vec::new();
    if let Some(include) = file.root.get("include") {
        remarks.push(unread("what `include` names is not read here: give that file too", &include.place));
    }
    let services = file.services()?.entries().iter();
    let targets = services.map(|(name, node)| {
        let place = &node.get("environment").unwrap_or(node).place;
        let target = Target::new(format!("service {name}"), name.clone(), place.clone());
        let mut target = Target { remarks: remarks.clone(), ..target };
        file.service(node, &mut target, LONGEST_CHAIN)?;
        Ok(target)
    });
    targets.collect()
}

/// A Compose file, and what stands in the `.env` file beside it.
struct File {
    root: Node,
    name: String,
    directory: PathBuf,
    dotenv: Vec<Setting>,
}

impl File {
    fn open(path: &Path) -> Result<Self, Failure> {
        let source = input::source(path)?;
        let name = source.name().to_owned();
        let Some(root) = yaml::read(&source)?.into_iter().next() else {
            return Err(Failure::new(format!("{name}: the file is empty")));
        };
        let directory = path.parent().map(Path::to_owned).unwrap_or_default();
        let beside = directory.join(".env");
        let mut dotenv = Vec::new();
        if beside.is_file() {
            env_file::add(&beside, Dialect::Compose, &mut dotenv)?;
        }
        Ok(Self { root, name, directory, dotenv })
    }

    fn services(&self) -> Result<&Node, Failure> {
        let services = self.root.get("services").filter(|node| matches!(*node.content, Content::Map(_)));
        services.ok_or_else(|| {
            let place = &self.root.place;
            let place = format!("{}:{}:{}", self.name, place.line, place.column);
            Failure::helping(format!("{place}: the file has no `services`"), "is it a Compose file?")
        })
    }

    /// Adds what a service sets, behind what it extends.
    fn service(&self, service: &Node, target: &mut Target, chain: usize) -> Result<(), Failure> {
        if let Some(extends) = service.get("extends") {
            self.extended(extends, target, chain)?;
        }
        if let Some(files) = service.get("env_file") {
            for file in std::iter::once(files).chain(files.items()) {
                self.env_file(file, target)?;
            }
        }
        let Some(environment) = service.get("environment") else { return Ok(()) };
        for (name, node) in environment.entries() {
            let value = match node.text() {
                Some(text) => interpolated(text, &self.dotenv),
                None => self.inherited(name),
            };
            let in_clear = node.text().is_some_and(stands_here);
            target.settings.push(Setting { name: name.clone(), value, place: node.place.clone(), in_clear });
        }
        for item in environment.items() {
            let text = item.text().unwrap_or_default();
            let (name, value) = match text.split_once('=') {
                Some((name, text)) => (name, interpolated(text, &self.dotenv)),
                None => (text, self.inherited(text)),
            };
            let in_clear = text.split_once('=').is_some_and(|(_, text)| stands_here(text));
            target.settings.push(Setting {
                name: name.to_owned(),
                value,
                place: item.place.clone(),
                in_clear,
            });
        }
        Ok(())
    }

    /// A name alone takes what the process has, or the `.env` file.
    fn inherited(&self, name: &str) -> Value {
        match interpolated(&format!("${{{name}}}"), &self.dotenv) {
            Value::Unknown(_) => Value::Unknown(format!("`{name}` is taken over from where Compose runs")),
            value => value,
        }
    }

    fn extended(&self, extends: &Node, target: &mut Target, chain: usize) -> Result<(), Failure> {
        let Some(name) = extends.text().or_else(|| extends.text_of("service")) else { return Ok(()) };
        if chain == 0 {
            target.remarks.push(unread("this extends too many others", &extends.place));
            return Ok(());
        }
        let other = extends.text_of("file").map(|file| Self::open(&self.directory.join(file))).transpose()?;
        let file = other.as_ref().unwrap_or(self);
        if let Some(service) = file.services()?.get(name) {
            return file.service(service, target, chain - 1);
        }
        target.remarks.push(Remark {
            level: Level::Error,
            code: Code::BrokenReference,
            message: format!("no service `{name}` stands in {}", file.name),
            place: extends.place.clone(),
        });
        Ok(())
    }

    /// Adds what an env file sets: a name, or a mapping with the name and how it is read.
    fn env_file(&self, file: &Node, target: &mut Target) -> Result<(), Failure> {
        let Some(name) = file.text().or_else(|| file.text_of("path")) else { return Ok(()) };
        let Value::Known(name) = interpolated(name, &self.dotenv) else {
            target.open = Some("the name of an env file is not known here".to_owned());
            return Ok(());
        };
        let path = self.directory.join(&name);
        let is_optional = file.text_of("required") == Some("false");
        if is_optional && !path.exists() {
            return Ok(());
        }
        let raw = file.text_of("format") == Some("raw");
        let dialect = if raw { Dialect::Docker } else { Dialect::Compose };
        env_file::add(&path, dialect, &mut target.settings)
    }
}

fn unread(message: &str, place: &Place) -> Remark {
    Remark { level: Level::Warning, code: Code::NotRead, message: message.to_owned(), place: place.clone() }
}

/// Whether a value stands in the file: no `$NAME` gives it, or one that says what stands in, `${NAME:-value}`.
fn stands_here(text: &str) -> bool {
    let text = text.replace("$$", "");
    let stands_in = |reference: &str| {
        let inside = reference.split('}').next().unwrap_or_default();
        inside.split_once('-').is_some_and(|(name, word)| {
            let name = name.trim_end_matches(':');
            name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
                && !(word.is_empty() || word.contains('$'))
        })
    };
    !text.contains('$') || text.split("${").skip(1).any(stands_in)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_the_file() {
        for text in ["canary", "ca$$nary", "${KEY:-canary}", "${KEY-canary}", "a ${OTHER} ${KEY:-canary}"] {
            assert!(stands_here(text), "{text}");
        }
        for text in ["$KEY", "${KEY}", "${KEY:?canary}", "${KEY:-}", "${KEY:-$OTHER}", "${KEY:+canary-x}"] {
            assert!(!stands_here(text), "{text}");
        }
    }
}
