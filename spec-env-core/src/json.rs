//! The contract as JSON, in the shape that programs rely on (`schema` 1). Written by hand: a derive would cost every
//! user of the library its compile time.

use std::fmt::Display;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::contract::{
    Bound, Citation, Contract, EarsPattern, Group, Guard, Kind, Length, OnInvalid, Text, Type, Variable,
};

/// Writes the fields of an object, in order.
macro_rules! object {
    ($serializer:expr, $name:literal, { $($key:literal: $value:expr),+ $(,)? }) => {{
        let mut object = $serializer.serialize_struct($name, [$($key),+].len())?;
        $(object.serialize_field($key, &$value)?;)+
        object.end()
    }};
}
#[cfg(feature = "parser")]
pub(crate) use object;

impl Serialize for Contract {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "Contract", {
            "schema": 1,
            "spec": self.spec,
            "hash": Shown(format_args!("{:016x}", self.hash)),
            "variables": variables(self),
            "groups": groups(self),
        })
    }
}

/// The entries of a contract's variables.
pub(crate) fn variables(contract: &Contract) -> Vec<impl Serialize + '_> {
    contract.variables.iter().map(|variable| In { contract, part: variable }).collect()
}

/// The entries of a contract's groups.
pub(crate) fn groups(contract: &Contract) -> Vec<impl Serialize + '_> {
    contract.groups.iter().map(|group| In { contract, part: group }).collect()
}

/// A part that speaks of variables by their position in the contract.
struct In<'a, T> {
    contract: &'a Contract,
    part: &'a T,
}

impl Serialize for In<'_, Variable> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { contract, part } = *self;
        let (on_invalid, fallback) = match &part.on_invalid {
            OnInvalid::Fail => ("fail", None),
            OnInvalid::Fallback(literal) => ("fallback", Some(literal)),
        };
        let open = |_: &&Text| !part.secret;
        let forbidden: Vec<_> = part.forbidden.iter().map(|value| part.shown(value)).collect();
        let guards: Vec<_> =
            part.guards.iter().map(|guard| GuardOf { contract, guard, secret: part.secret }).collect();
        object!(serializer, "Variable", {
            "name": part.name,
            "presence": part.presence.name(),
            "default": part.default.as_ref().filter(open),
            "unit": part.unit,
            "type": part.shown_type(),
            "secret": part.secret,
            "empty_allowed": part.empty_allowed,
            "on_invalid": on_invalid,
            "fallback": fallback.filter(open),
            "former_names": part.former_names,
            "file_variable": part.file_variable,
            "forbidden": forbidden,
            "guards": guards,
            "description": part.description,
            "requirements": part.citations,
        })
    }
}

impl Serialize for Type {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let bound = |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.text.clone());
        let length = |length: Option<Length>| length.map(|length| length.count);
        object!(serializer, "Type", {
            "kind": self.kind.map(Kind::name),
            "stated": self.stated,
            "schemes": filled(&self.schemes),
            "min": bound(&self.min),
            "max": bound(&self.max),
            "min_length": length(self.min_length),
            "max_length": length(self.max_length),
            "one_of": filled(&self.one_of),
            "pattern": self.pattern.as_ref().map(|pattern| &pattern.text),
            "item": self.item.map(Kind::name),
            "separator": self.separator,
        })
    }
}

/// A list that is left out where it says nothing.
fn filled(list: &[Text]) -> Option<&[Text]> {
    (!list.is_empty()).then_some(list)
}

impl Serialize for Citation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "Requirement", {
            "id": self.id,
            "file": self.file,
            "line": self.line,
            "pattern": self.pattern.map(EarsPattern::name),
            "system": self.system,
            "text": self.text,
        })
    }
}

struct GuardOf<'a> {
    contract: &'a Contract,
    guard: &'a Guard,
    secret: bool,
}

impl Serialize for GuardOf<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "Guard", {
            "when": Shown(self.contract.conditions(&self.guard.when)),
            "then": Shown(self.guard.then.described(self.secret)),
        })
    }
}

impl Serialize for In<'_, Group> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { contract, part } = *self;
        let names: Vec<_> =
            part.variables.iter().filter_map(|&at| Some(&contract.variables.get(at)?.name)).collect();
        let places: Vec<_> = part.citations.iter().map(Whereabouts).collect();
        object!(serializer, "Group", { "kind": part.kind.name(), "variables": names, "requirements": places })
    }
}

/// Where a statement stands, without its words.
struct Whereabouts<'a>(&'a Citation);

impl Serialize for Whereabouts<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "Requirement", { "id": self.0.id, "file": self.0.file, "line": self.0.line })
    }
}

/// Anything displayed, as a string.
pub(crate) struct Shown<T>(pub(crate) T);

impl<T: Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}
