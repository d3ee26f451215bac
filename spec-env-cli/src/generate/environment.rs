//! Environments near one that meets the contract.

use std::collections::BTreeMap;

use spec_env_core::contract::{Contract, GroupKind, Guard, Test};
use spec_env_core::value;

use super::sample;

/// Names and values.
pub(super) type Environment = BTreeMap<String, String>;

/// How an environment differs from the one that meets the contract.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Change {
    /// What is set besides, or to something else.
    pub(super) set: Environment,
    /// What is not set.
    pub(super) unset: Vec<String>,
}

impl Change {
    pub(super) fn setting(mut self, name: &str, value: impl Into<String>) -> Self {
        self.unset.retain(|other| other != name);
        self.set.insert(name.to_owned(), value.into());
        self
    }

    pub(super) fn unsetting(mut self, name: &str) -> Self {
        self.set.remove(name);
        if !self.unset.iter().any(|other| other == name) {
            self.unset.push(name.to_owned());
        }
        self
    }

    pub(super) fn apply(&self, base: &Environment) -> Environment {
        let mut all = base.clone();
        all.retain(|name, _| !self.unset.contains(name));
        all.extend(self.set.clone());
        all
    }
}

/// An environment that sets all it may, and the variables for which no value was found.
pub(super) fn complete(contract: &Contract) -> (Environment, Vec<String>) {
    let excluded = |position: usize| {
        let exclusive = contract.groups.iter().filter(|group| group.kind == GroupKind::AtMostOne);
        exclusive.into_iter().any(|group| group.variables.iter().skip(1).any(|&at| at == position))
    };
    let (mut all, mut without) = (Environment::new(), Vec::new());
    for (position, variable) in contract.variables.iter().enumerate() {
        match sample::valid(variable) {
            _ if excluded(position) => {}
            Some(value) => drop(all.insert(variable.name.to_string(), value)),
            None => without.push(variable.name.to_string()),
        }
    }
    (all, without)
}

/// Makes the conditions of a guard hold.
pub(super) fn satisfying(contract: &Contract, base: &Environment, guard: &Guard, change: Change) -> Change {
    guard.when.iter().fold(change, |change, condition| {
        let tested = &contract.variables[condition.variable];
        let name = tested.name.as_ref();
        match &condition.test {
            Test::IsSet => match base.get(name).cloned().or_else(|| sample::valid(tested)) {
                Some(value) => change.setting(name, value),
                None => change,
            },
            Test::IsNotSet => change.unsetting(name),
            // What stands in where a secret is not set is not written, but holds then.
            Test::Is(literal) if tested.hides(literal) => change.unsetting(name),
            Test::Is(literal) => change.setting(name, literal.as_ref()),
            Test::OneOf(literals) => match literals.iter().find(|literal| !tested.hides(literal)) {
                Some(literal) => change.setting(name, literal.as_ref()),
                None => change.unsetting(name),
            },
            Test::IsNot(literal) => {
                let is_other = |value: &&str| !value::same(&tested.ty, value, literal);
                let open = |value: &&str| !tested.hides(value);
                let one_of = tested.ty.one_of.iter().map(AsRef::as_ref).filter(open);
                let mut others =
                    base.get(name).map(String::as_str).into_iter().chain(one_of).chain(["false"]);
                match others.find(|value| is_other(value) && value::check(&tested.ty, value).is_ok()) {
                    Some(value) => change.setting(name, value),
                    None => change.unsetting(name),
                }
            }
        }
    })
}
