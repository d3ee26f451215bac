//! Finds a variable's value: under its own name, in the file that its file variable names, under a former name.

use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::contract::{Linked, Text, Variable};
use crate::environment::Environment;
use crate::report::{FileFault, Problem};

/// What an environment holds for a variable.
pub struct Found<'c> {
    /// The value.
    pub(super) text: Option<String>,
    /// The former name that it came from.
    pub(super) former: Option<&'c Text>,
    /// Whether there is only the empty string, which is no value of this variable.
    pub(super) empty: bool,
}

/// The largest file that is read for a value.
const FILE_LIMIT: u64 = 1 << 20;

/// Whether a value can only stand under the variable's own name, as nearly all do.
pub(super) fn is_direct(variable: &Variable) -> bool {
    variable.file_variable.is_none() && variable.former_names.is_empty()
}

/// Looks a variable up: given it, the environment, and whether values are wanted or only that there is one.
pub type Finder = for<'c> fn(&'c Variable, &dyn Environment, bool) -> Result<Found<'c>, Problem>;

/// Under the variable's own name only.
pub const DIRECT: Linked<Finder> = Linked(directly);

/// Under its own name, in the file that [its file variable](Variable::file_variable) names, and under
/// [its former names](Variable::former_names).
pub const ANYWHERE: Linked<Finder> = Linked(anywhere);

fn directly<'c>(
    variable: &'c Variable,
    environment: &dyn Environment,
    values: bool,
) -> Result<Found<'c>, Problem> {
    let direct = environment.value(&variable.name);
    let mut found = Found { text: None, former: None, empty: false };
    found.offer(variable, direct.map(|value| text(value, values)).transpose()?, values);
    Ok(found)
}

fn anywhere<'c>(
    variable: &'c Variable,
    environment: &dyn Environment,
    values: bool,
) -> Result<Found<'c>, Problem> {
    let mut found = directly(variable, environment, values)?;
    if let Some(name) = &variable.file_variable
        && let Some(path) = environment.value(name).filter(|path| !values || !path.is_empty())
    {
        if found.text.is_some() {
            return Err(Problem::BothSet(name.clone()));
        }
        let content = if values { read(Path::new(&path)) } else { Ok(String::new()) };
        let content = content.map_err(|fault| Problem::File(name.clone(), fault))?;
        found.offer(variable, Some(content), values);
    }
    for name in variable.former_names.iter() {
        let Some(value) = environment.value(name) else { continue };
        let value = text(value, values)?;
        match &found.text {
            None => {
                found.offer(variable, Some(value), values);
                found.former = found.text.is_some().then_some(name);
            }
            Some(text) if *text != value && !value.is_empty() => return Err(Problem::Differs(name.clone())),
            Some(_) => {}
        }
    }
    Ok(found)
}

impl Found<'_> {
    /// Takes a text as the value, unless it is empty and that is none.
    fn offer(&mut self, variable: &Variable, text: Option<String>, values: bool) {
        match text {
            Some(text) if text.is_empty() && values && !variable.empty_allowed => self.empty = true,
            Some(text) => (self.text, self.empty) = (Some(text), false),
            None => {}
        }
    }
}

fn text(value: OsString, values: bool) -> Result<String, Problem> {
    if values { value.into_string().map_err(|_| Problem::NotUnicode) } else { Ok(String::new()) }
}

/// The content of a file without the line breaks at its end.
fn read(path: &Path) -> Result<String, FileFault> {
    let unreadable = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => FileFault::Missing,
        ErrorKind::PermissionDenied => FileFault::Denied,
        _ => FileFault::Unreadable,
    };
    // Before it is opened: opening a pipe waits for a writer.
    let metadata = path.metadata().map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(if metadata.is_dir() { FileFault::Directory } else { FileFault::NotAFile });
    }
    let file = File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(FILE_LIMIT + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > FILE_LIMIT {
        return Err(FileFault::TooLarge);
    }
    let mut text = String::from_utf8(bytes).map_err(|_| FileFault::NotUtf8)?;
    while text.ends_with(['\n', '\r']) {
        text.pop();
    }
    Ok(text)
}
