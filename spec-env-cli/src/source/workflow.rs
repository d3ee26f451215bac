//! What the jobs of a GitHub workflow set.

use std::path::Path;

use spec_env_core::report::Place;

use super::yaml::{self, Node};
use super::{Setting, Target, Value};
use crate::failure::Failure;
use crate::input;

/// Everything that a workflow sets in some `env:`, as one environment.
///
/// # Errors
/// When the file cannot be read or is no YAML.
pub(crate) fn read(path: &Path) -> Result<Target, Failure> {
    let source = input::source(path)?;
    let documents = yaml::read(&source)?;
    let mut settings = Vec::new();
    for document in &documents {
        collect(document, &mut settings);
    }
    let place = documents
        .first()
        .map_or_else(|| Place::whole(source.name().to_owned()), |document| document.place.clone());
    let title = "workflow".to_owned();
    let open = Some("a job may get more from elsewhere".to_owned());
    Ok(Target { settings, open, ..Target::new(title.clone(), title, place) })
}

fn collect(node: &Node, settings: &mut Vec<Setting>) {
    for (key, value) in node.entries() {
        if key == "env" {
            settings.extend(value.entries().iter().map(|(name, node)| Setting {
                name: name.clone(),
                value: match node.text() {
                    Some(text) if !text.contains("${{") => Value::Known(text.to_owned()),
                    _ => Value::Unknown("the workflow takes it from elsewhere".to_owned()),
                },
                place: node.place.clone(),
                in_clear: true,
            }));
        }
        collect(value, settings);
    }
    for item in node.items() {
        collect(item, settings);
    }
}
