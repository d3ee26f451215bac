//! Where values come from: the process, pairs given by a test, a file of the command.

mod pass;

use std::collections::HashMap;
use std::ffi::{OsStr, OsString};

pub use pass::{Pass, index};

/// A source of variables.
pub trait Environment {
    /// The value of a variable; `None` when it is not set.
    fn value(&self, name: &str) -> Option<OsString>;

    /// The value of the variable at a position of the contract, asked for once.
    fn declared(&self, position: usize, name: &str) -> Option<OsString> {
        let _ = position;
        self.value(name)
    }

    /// The names of all variables. Asked for only when something is wrong, to find misspelt names.
    fn names(&self) -> Vec<OsString>;
}

/// The environment of the running process.
#[derive(Debug, Clone, Copy, Default)]
pub struct Process;

impl Environment for Process {
    fn value(&self, name: &str) -> Option<OsString> {
        std::env::var_os(name)
    }

    fn names(&self) -> Vec<OsString> {
        std::env::vars_os().map(|(name, _)| name).collect()
    }
}

/// Variables given one by one; of two with the same name, the later one holds.
#[derive(Clone, Default)]
pub struct Pairs(HashMap<OsString, OsString>);

impl<K: Into<OsString>, V: Into<OsString>> FromIterator<(K, V)> for Pairs {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        Self(pairs.into_iter().map(|(name, value)| (name.into(), value.into())).collect())
    }
}

impl Environment for Pairs {
    fn value(&self, name: &str) -> Option<OsString> {
        self.0.get(OsStr::new(name)).cloned()
    }

    fn names(&self) -> Vec<OsString> {
        self.0.keys().cloned().collect()
    }
}

/// The values are left out.
impl std::fmt::Debug for Pairs {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.0.keys()).finish()
    }
}
