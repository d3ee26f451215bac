//! The variables that files set and code reads.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use spec_env_core::contract::{Kind, looks_secret};
use spec_env_core::report::Place;

use super::{credential, kind};
use crate::audit::{self, Role};
use crate::failure::Failure;
use crate::input;
use crate::source::env_file::{self, Dialect};
use crate::source::{Setting, Sort, Target, Value, compose, dockerfile, is_own, kubernetes};
use crate::walk;

/// A variable, and what was seen of it.
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) presence: Presence,
    pub(super) kind: Option<Kind>,
    pub(super) secret: bool,
    /// Why the value that it is set to is not its default.
    pub(super) withheld: Option<&'static str>,
    /// What a comment says of it.
    pub(super) comment: Option<String>,
    pub(super) place: Place,
}

/// What holds when it is missing.
pub(super) enum Presence {
    Required,
    Default(String),
    Optional,
    /// Code reads it, and does not say what happens.
    Read,
}

/// All variables that paths tell of, in the order in which they do, but that what may give defaults comes first: what is
/// said first counts.
pub(super) fn all(paths: &[PathBuf], dialect: Dialect) -> Result<Vec<Seen>, Failure> {
    let (live, others): (Vec<_>, Vec<_>) =
        paths.iter().partition(|path| Sort::of(path).is_ok_and(|sort| sort.is_none_or(is_live)));
    let mut all = Vec::new();
    for path in others.into_iter().chain(live) {
        if path.is_dir() {
            directory(path, dialect, &mut all)?;
        } else {
            let sort = Sort::of(path)?.unwrap_or(Sort::EnvFile);
            file(sort, path, dialect, &mut all)?;
        }
    }
    let mut known = HashSet::new();
    all.retain(|seen: &Seen| !is_own(&seen.name) && known.insert(seen.name.clone()));
    Ok(all)
}

/// Whether a sort of file sets what a deployment uses, which may be a secret whatever it is called.
fn is_live(sort: Sort) -> bool {
    !matches!(sort, Sort::Template | Sort::Image)
}

/// Templates first, as they are meant to tell of every variable; code last, as it says least.
fn directory(path: &Path, dialect: Dialect, all: &mut Vec<Seen>) -> Result<(), Failure> {
    let files = walk::files(path, true)?.into_iter().map(|path| Ok((Sort::of(&path)?, path)));
    let files = files.collect::<Result<Vec<_>, Failure>>()?;
    for sort in [Sort::Template, Sort::Image, Sort::Compose, Sort::Manifest, Sort::EnvFile] {
        for (_, path) in files.iter().filter(|(found, _)| *found == Some(sort)) {
            file(sort, path, dialect, all)?;
        }
    }
    let reads =
        audit::scan(path)?.reads.into_iter().filter(|read| read.role == Role::Code && !read.is_of_cargo());
    all.extend(reads.filter_map(|read| {
        let name = read.name.filter(|name| is_name(name))?;
        Some(Seen {
            secret: looks_secret(&name),
            name,
            presence: Presence::Read,
            kind: None,
            withheld: None,
            comment: None,
            place: read.place,
        })
    }));
    Ok(())
}

fn file(sort: Sort, path: &Path, dialect: Dialect, all: &mut Vec<Seen>) -> Result<(), Failure> {
    let is_live = is_live(sort);
    let settings = |target: &Target| -> Vec<Seen> {
        let usable = target.settings.iter().filter(|setting| is_name(&setting.name));
        usable.map(|setting| seen(setting, is_live)).collect()
    };
    match sort {
        Sort::Compose => all.extend(compose::read(path)?.iter().flat_map(settings)),
        Sort::Manifest | Sort::Workflow | Sort::Contract => {
            all.extend(kubernetes::read(path)?.iter().flat_map(settings));
        }
        Sort::Image => all.extend(settings(&dockerfile::read(path)?)),
        Sort::Template | Sort::EnvFile => {
            let target = env_file::target(&[path.to_owned()], dialect)?;
            let mut found = settings(&target);
            let text = input::source(path)?.text().to_owned();
            let lines: Vec<&str> = text.lines().collect();
            found.extend(target.commented_out.iter().filter(|(name, _)| is_name(name)).map(optional));
            // Beside real values, a comment may hold an older one.
            for seen in found.iter_mut().filter(|_| !is_live) {
                seen.comment = above(&lines, seen.place.line as usize);
                // `$NAME` takes what the process has, and that may be anything.
                if let Presence::Default(literal) = &seen.presence
                    && text.contains('$')
                    && !text.contains(literal)
                {
                    seen.presence = Presence::Required;
                    seen.withheld = Some("what it sets hangs on who reads it");
                }
            }
            found.sort_by_key(|seen| seen.place.line);
            all.extend(found);
        }
    }
    Ok(())
}

fn seen(setting: &Setting, is_live: bool) -> Seen {
    let name = setting.name.clone();
    let text = if let Value::Known(text) = &setting.value { text.as_str() } else { "" };
    let is_text = !text.is_empty() && !is_placeholder(text);
    let (named, shaped) = (looks_secret(&name), credential::is_one(text));
    let secret = named || shaped;
    let withheld = match is_text {
        false => None,
        _ if named => Some("such names are of secrets"),
        _ if shaped => Some("what it sets is shaped like a credential"),
        _ if is_live => Some("what it sets may be real, and only samples such as .env.example give defaults"),
        _ => None,
    };
    let presence = match &setting.value {
        Value::Unset => Presence::Optional,
        Value::Known(text) if is_text && withheld.is_none() => Presence::Default(text.clone()),
        Value::Known(_) | Value::Unknown(_) => Presence::Required,
    };
    // What a secret's value looks like is no secret.
    let kind = if credential::has_login(text) {
        Some(Kind::Url)
    } else {
        kind::of(&name, text).filter(|_| !secret && is_text)
    };
    Seen { name, presence, kind, secret, withheld, comment: None, place: setting.place.clone() }
}

/// A name that a specification can declare.
fn is_name(name: &str) -> bool {
    let is_inner = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    name.chars().all(is_inner) && name.starts_with(|c: char| c.is_ascii_uppercase() || c == '_')
}

/// What people write where a value belongs.
fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = ["changeme", "change-me", "change_me", "replace", "your-", "your_", "xxx", "todo"];
    words.iter().any(|word| lower.starts_with(word)) || text.starts_with('<') && text.ends_with('>')
}

/// The lines of comment right above a line, as one.
fn above(lines: &[&str], line: usize) -> Option<String> {
    let above = lines.get(..line.saturating_sub(1))?.iter().rev();
    let mut comments: Vec<&str> = above
        .take_while(|line| !env_file::commented_out(line).is_some_and(is_name))
        .map_while(|line| line.trim_start().strip_prefix('#'))
        .map(str::trim)
        .collect();
    comments.reverse();
    let text = comments.join(" ").trim().to_owned();
    (!text.is_empty()).then_some(text)
}

/// A variable that may be left out: a comment would set it.
fn optional((name, place): &(String, Place)) -> Seen {
    Seen {
        name: name.clone(),
        presence: Presence::Optional,
        kind: None,
        secret: looks_secret(name),
        withheld: None,
        comment: None,
        place: place.clone(),
    }
}
