//! Where values come from: the process, pairs given by a test, a file of the command.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ffi::{OsStr, OsString};
use std::hash::{BuildHasherDefault, Hasher};

use crate::contract::Contract;

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

/// The environment of the running process, read in one pass.
///
/// Finding one variable costs a walk over half of the environment, reading all of it two allocations a variable: a
/// pass pays from a few hundred variables on, however many others there are.
pub struct Pass {
    values: RefCell<Vec<Option<OsString>>>,
}

impl Pass {
    /// The number of variables from which a pass costs less.
    pub const PAYS_FROM: usize = 256;

    /// Reads the environment for the variables of a contract.
    #[must_use]
    pub fn over(contract: &Contract) -> Self {
        let names = contract.variables.iter().map(|variable| variable.name.as_bytes());
        let positions: HashMap<&[u8], usize, BuildHasherDefault<Fnv>> = names.zip(0..).collect();
        let mut values = vec![None; contract.variables.len()];
        for (name, value) in std::env::vars_os() {
            if let Some(&position) = positions.get(name.as_encoded_bytes()) {
                // Of two with one name, the first is the one that `getenv` finds.
                values[position].get_or_insert(value);
            }
        }
        Self { values: RefCell::new(values) }
    }
}

impl Environment for Pass {
    fn value(&self, name: &str) -> Option<OsString> {
        Process.value(name)
    }

    fn declared(&self, position: usize, _: &str) -> Option<OsString> {
        self.values.borrow_mut().get_mut(position)?.take()
    }

    fn names(&self) -> Vec<OsString> {
        Process.names()
    }
}

/// FNV-1a: names are short and come from the specification, so nobody can choose them to collide.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    fn write_usize(&mut self, _: usize) {} // the length of a name, which the name itself implies

    fn finish(&self) -> u64 {
        self.0
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
