//! Containers of Kubernetes workloads, with the environment that their manifests give them.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::Place;

use super::yaml::{self, Node};
use super::{Remark, Setting, Target, Value};
use crate::failure::Failure;
use crate::input;

/// The workloads with a pod in them, and where it stands.
const WORKLOADS: &[(&str, &[&str])] = &[
    ("Pod", &[]),
    ("Deployment", &["spec", "template"]),
    ("StatefulSet", &["spec", "template"]),
    ("DaemonSet", &["spec", "template"]),
    ("ReplicaSet", &["spec", "template"]),
    ("Job", &["spec", "template"]),
    ("CronJob", &["spec", "jobTemplate", "spec", "template"]),
];

/// The containers of the manifests in a file, a directory, or on standard input.
///
/// # Errors
/// When a file cannot be read or is no YAML.
pub(crate) fn read(path: &Path) -> Result<Vec<Target>, Failure> {
    let mut documents = Vec::new();
    for file in files(path)? {
        documents.extend(yaml::read(&input::source(&file)?)?);
    }
    let mut objects = Vec::new();
    for document in &documents {
        flatten(document, &mut objects);
    }
    let store = Store::new(&objects);
    Ok(objects.iter().flat_map(|object| containers(object, &store)).collect())
}

/// The containers of one file; what they refer to may stand in a file beside it.
///
/// # Errors
/// When the file cannot be read or is no YAML.
pub(crate) fn read_beside(path: &Path) -> Result<Vec<Target>, Failure> {
    let own = yaml::read(&input::source(path)?)?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let beside = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
    let beside = beside.filter(|other| is_manifest(other) && other.file_name() != path.file_name());
    // Any YAML may lie there; what is none holds nothing that is referred to.
    let beside: Vec<Node> =
        beside.filter_map(|other| yaml::read(&input::source(&other).ok()?).ok()).flatten().collect();
    let (mut objects, mut all) = (Vec::new(), Vec::new());
    for document in &own {
        flatten(document, &mut objects);
    }
    for document in own.iter().chain(&beside) {
        flatten(document, &mut all);
    }
    let store = Store::new(&all);
    Ok(objects.iter().flat_map(|object| containers(object, &store)).collect())
}

/// The contracts that a file gives to the cluster: what they name is as good as set.
///
/// # Errors
/// When the file cannot be read or is no YAML.
pub(crate) fn contracts(path: &Path) -> Result<Vec<Target>, Failure> {
    let documents = yaml::read(&input::source(path)?)?;
    let contracts = documents.iter().filter(|document| document.text_of("kind") == Some("EnvContract"));
    let targets = contracts.map(|contract| {
        let name =
            contract.path(&["metadata"]).and_then(|meta| meta.text_of("name")).unwrap_or_default().to_owned();
        let variables = contract.path(&["spec", "variables"]);
        let settings = variables.iter().flat_map(|node| node.entries()).map(|(name, node)| Setting {
            name: name.clone(),
            value: Value::Unknown("workloads set it".to_owned()),
            place: node.place.clone(),
            in_clear: false,
        });
        let target = Target::new(format!("EnvContract {name}"), name, contract.place.clone());
        Target { settings: settings.collect(), ..target }
    });
    Ok(targets.collect())
}

fn is_manifest(path: &Path) -> bool {
    matches!(path.extension().and_then(|extension| extension.to_str()), Some("yaml" | "yml" | "json"))
}

/// The manifests that a path names.
fn files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut directories = vec![path.to_owned()];
    while let Some(directory) = directories.pop() {
        let failed = |error| Failure::new(format!("cannot read {}: {error}", directory.display()));
        for entry in fs::read_dir(&directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            // A link may lead back up.
            let is_directory = entry.file_type().map_err(failed)?.is_dir();
            let path = entry.path();
            if is_directory {
                directories.push(path);
            } else if is_manifest(&path) {
                files.push(path);
            }
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(Failure::new(format!("no manifest (.yaml, .yml, .json) in {}", path.display())));
    }
    Ok(files)
}

/// Takes lists apart.
fn flatten<'n>(node: &'n Node, objects: &mut Vec<&'n Node>) {
    match node.get("items") {
        Some(items) if node.text_of("kind").is_some_and(|kind| kind.ends_with("List")) => {
            items.items().iter().for_each(|item| flatten(item, objects));
        }
        _ => objects.push(node),
    }
}

/// The kind, namespace and name of an object.
type Key<'n> = (&'static str, &'n str, &'n str);

/// The `ConfigMap`s and `Secret`s of the manifests.
struct Store<'n>(HashMap<Key<'n>, HashMap<&'n str, Entry<'n>>>);

/// A value and what it is read from.
type Entry<'n> = (Value, &'n Node);

impl<'n> Store<'n> {
    fn new(objects: &[&'n Node]) -> Self {
        let mut store = HashMap::new();
        for object in objects {
            let name = object.path(&["metadata", "name"]).and_then(Node::text).unwrap_or_default();
            let kind = match object.text_of("kind") {
                Some("ConfigMap") => "ConfigMap",
                Some("Secret") => "Secret",
                _ => continue,
            };
            let mut entries = HashMap::new();
            for field in ["data", "binaryData", "stringData"] {
                for (key, node) in object.get(field).map_or(&[][..], Node::entries) {
                    let encoded = field == "binaryData" || field == "data" && kind == "Secret";
                    entries.insert(key.as_str(), (content(node, encoded), node));
                }
            }
            store.insert((kind, namespace(object), name), entries);
        }
        Self(store)
    }
}

fn namespace(object: &Node) -> &str {
    object.path(&["metadata", "namespace"]).and_then(Node::text).unwrap_or("default")
}

fn content(node: &Node, encoded: bool) -> Value {
    let text = node.text().unwrap_or_default();
    if !encoded {
        return Value::Known(text.to_owned());
    }
    let packed: String = text.split_ascii_whitespace().collect();
    match STANDARD.decode(packed).ok().and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(text) => Value::Known(text),
        None => Value::Unknown("it is not base64 of UTF-8 text".to_owned()),
    }
}

/// The containers of an object, if it is a workload.
fn containers(object: &Node, store: &Store<'_>) -> Vec<Target> {
    let Some(kind) = object.text_of("kind") else { return Vec::new() };
    let Some((_, path)) = WORKLOADS.iter().find(|(workload, _)| *workload == kind) else { return Vec::new() };
    let Some(spec) = object.path(path).and_then(|pod| pod.get("spec")) else { return Vec::new() };
    let workload = object.path(&["metadata", "name"]).and_then(Node::text).unwrap_or("without a name");
    let all = ["initContainers", "containers"].into_iter().filter_map(|field| spec.get(field));
    let all = all.flat_map(Node::items).map(|container| {
        let name = container.text_of("name").unwrap_or_default();
        let place = container.get("env").or_else(|| container.get("name")).unwrap_or(container);
        let title = format!("{kind} {workload}, container {name}");
        let mut target = Target::new(title, name.to_owned(), place.place.clone());
        let scope = Scope { store, namespace: namespace(object) };
        for source in container.get("envFrom").map_or(&[][..], Node::items) {
            scope.add_all(source, &mut target);
        }
        for variable in container.get("env").map_or(&[][..], Node::items) {
            scope.add(variable, &mut target);
        }
        target
    });
    all.collect()
}

/// What a container can refer to.
struct Scope<'s, 'n> {
    store: &'s Store<'n>,
    namespace: &'s str,
}

impl Scope<'_, '_> {
    /// Adds everything that an object holds.
    fn add_all(&self, source: &Node, target: &mut Target) {
        let prefix = source.text_of("prefix").unwrap_or_default();
        for (field, kind) in [("configMapRef", "ConfigMap"), ("secretRef", "Secret")] {
            let Some(reference) = source.get(field) else { continue };
            let name = reference.text_of("name").unwrap_or_default();
            match self.store.0.get(&(kind, self.namespace, name)) {
                Some(entries) => {
                    for (key, (value, node)) in entries {
                        refuse_typed(key, node, target);
                        let (name, place) = (format!("{prefix}{key}"), node.place.clone());
                        let in_clear = kind == "ConfigMap";
                        target.settings.push(Setting { name, value: value.clone(), place, in_clear });
                    }
                }
                None => target.open = Some(format!("{kind} {name} is not among the manifests")),
            }
        }
    }

    /// Adds one variable.
    fn add(&self, variable: &Node, target: &mut Target) {
        let Some(name) = variable.text_of("name") else { return };
        let place =
            variable.get("value").or_else(|| variable.get("valueFrom")).unwrap_or(variable).place.clone();
        if let Some(value) = variable.get("value") {
            refuse_typed(name, value, target);
        }
        let from = variable.get("valueFrom");
        let (value, place) = match from {
            Some(from) => self.referred(from, &place, target),
            None => (expanded(variable.get("value")), place),
        };
        let in_clear = from.is_none_or(|from| from.get("configMapKeyRef").is_some());
        target.settings.push(Setting { name: name.to_owned(), value, place, in_clear });
    }

    fn referred(&self, from: &Node, place: &Place, target: &mut Target) -> (Value, Place) {
        for (field, kind) in [("configMapKeyRef", "ConfigMap"), ("secretKeyRef", "Secret")] {
            let Some(reference) = from.get(field) else { continue };
            let name = reference.text_of("name").unwrap_or_default();
            let key = reference.text_of("key").unwrap_or_default();
            let Some(entries) = self.store.0.get(&(kind, self.namespace, name)) else {
                let why = format!("{kind} {name} is not among the manifests");
                return (Value::Unknown(why), place.clone());
            };
            return match entries.get(key) {
                Some((value, node)) => {
                    refuse_typed(key, node, target);
                    (value.clone(), node.place.clone())
                }
                None if reference.is_true("optional") => (Value::Unset, place.clone()),
                None => {
                    let message =
                        format!("{kind} {name} has no key `{key}`, so that the container does not start");
                    let why = message.clone();
                    let (level, code) = (Level::Error, Code::BrokenReference);
                    target.remarks.push(Remark { level, code, message, place: place.clone() });
                    (Value::Unknown(why), place.clone())
                }
            };
        }
        let source = from.entries().first().map_or("nothing", |(field, _)| field);
        (Value::Unknown(format!("it comes from `{source}`")), place.clone())
    }
}

/// The API server takes text alone: no part of a manifest with anything else arrives.
fn refuse_typed(name: &str, node: &Node, target: &mut Target) {
    if node.is_typed() {
        let message =
            format!("{name} is a number or a boolean here, which Kubernetes refuses: put it in quotes");
        let (level, code, place) = (Level::Error, Code::NoText, node.place.clone());
        target.remarks.push(Remark { level, code, message, place });
    }
}

/// A value as it stands; `$(NAME)` is known only to the kubelet.
fn expanded(value: Option<&Node>) -> Value {
    let text = value.and_then(Node::text).unwrap_or_default();
    if text.replace("$$", "").contains("$(") {
        return Value::Unknown("it refers to other variables".to_owned());
    }
    Value::Known(text.replace("$$(", "$("))
}
