//! The contract: one model for parser, derive, loader and command.
//!
//! Every type can be built in a constant, so that the derive embeds a contract in the binary as plain data.

mod citation;
mod rule;
mod ty;

use std::borrow::Cow;
use std::fmt;

use crate::verdict::Finder;
pub use citation::{Citation, EarsPattern, Facts};
pub use rule::{Condition, Group, GroupKind, Guard, OnInvalid, Outcome, Test};

pub use ty::{Amount, Bound, Kind, Length, Linked, Pattern, Type};

/// Text that is either embedded in the binary or read from a specification.
pub type Text = Cow<'static, str>;
/// A list that is either embedded in the binary or read from a specification.
pub type List<T> = Cow<'static, [T]>;

/// What a service asks of its environment.
#[derive(Debug, Clone, PartialEq)]
pub struct Contract {
    /// The specification's path as it was given, relative to the package for embedded contracts.
    pub spec: Text,
    /// Equal for two specifications that mean the same, whatever their wording and order.
    pub hash: u64,
    /// The variables, in the order in which the specification introduces them.
    pub variables: List<Variable>,
    /// Rules over several variables.
    pub groups: List<Group>,
}

impl Contract {
    /// The position of a variable in [`variables`](Self::variables).
    #[must_use]
    pub fn position(&self, name: &str) -> Option<usize> {
        self.variables.iter().position(|v| v.name == name)
    }

    /// Whether what holds for one variable can hang on another.
    #[must_use]
    pub fn is_connected(&self) -> bool {
        !self.groups.is_empty() || self.variables.iter().any(|v| !v.guards.is_empty())
    }
}

/// One environment variable.
#[derive(Clone, PartialEq)]
pub struct Variable {
    /// The name, as it stands in the environment.
    pub name: Text,
    /// What holds when it is missing and no guarded rule applies.
    pub presence: Presence,
    /// The value that stands in when it is missing: a literal of [`ty`](Self::ty).
    pub default: Option<Text>,
    /// What its number counts ("connections", "seconds"): shown in messages, and the field's meaning in code.
    pub unit: Option<Text>,
    /// What its value must look like.
    pub ty: Type,
    /// Whether the specification says that it must not be shown.
    pub secret: bool,
    /// Whether an empty value is a value; otherwise empty counts as missing.
    pub empty_allowed: bool,
    /// What happens to a value that breaks [`ty`](Self::ty).
    pub on_invalid: OnInvalid,
    /// Older names that are accepted in its place, with a warning.
    pub former_names: List<Text>,
    /// The variable that may name a file which holds the value instead.
    pub file_variable: Option<Text>,
    /// Values that are refused although they fit the type, such as placeholders.
    pub forbidden: List<Text>,
    /// Rules that hold under conditions; a guarded rule beats the unguarded one.
    pub guards: List<Guard>,
    /// What a table of the specification says about it.
    pub description: Option<Text>,
    /// Every statement that speaks of it, in the order of the specification.
    pub citations: List<Citation>,
    /// Where its value may stand.
    pub finder: Linked<Finder>,
}

impl Variable {
    /// The statement behind one of its facts; the first one that speaks of it where no statement says that fact.
    #[must_use]
    pub fn citation(&self, fact: Facts) -> Option<&Citation> {
        self.citations.iter().find(|c| c.facts.intersects(fact)).or_else(|| self.citations.first())
    }

    /// Whether nothing is asked of its value but its kind and a choice, and it stands under its own name alone.
    ///
    /// A field whose type accepts no other values can then take the value as it stands.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        let Type { min, max, min_length, max_length, pattern, schemes, authority, .. } = &self.ty;
        let bare = min.is_none() && max.is_none() && min_length.is_none() && max_length.is_none();
        let direct = self.former_names.is_empty() && self.file_variable.is_none();
        bare && direct && pattern.is_none() && schemes.is_empty() && !authority && self.forbidden.is_empty()
    }

    /// Whether its value must never be shown: said to be secret, or named like one.
    ///
    /// The name's parts SECRET, TOKEN, PASSWORD, PASS, KEY and CREDENTIAL(S) make it look secret.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.secret || looks_secret(&self.name)
    }

    /// Whether a literal is what stands in for the value of a secret: nothing that prints or generates contains it.
    #[must_use]
    pub fn hides(&self, literal: &str) -> bool {
        let fallback = match &self.on_invalid {
            OnInvalid::Fallback(text) => Some(text),
            OnInvalid::Fail => None,
        };
        let guarded = self.guards.iter().filter_map(|guard| match &guard.then {
            Outcome::Default(text) => Some(text),
            Outcome::Required | Outcome::Optional => None,
        });
        self.secret && self.default.iter().chain(fallback).chain(guarded).any(|text| *text == literal)
    }

    /// A literal as it may be shown: `…` for one that [it hides](Self::hides).
    #[must_use]
    pub fn shown<'l>(&self, literal: &'l str) -> &'l str {
        if self.hides(literal) { "…" } else { literal }
    }

    /// What its value must look like, each accepted value [as it may be shown](Self::shown).
    #[must_use]
    pub fn shown_type(&self) -> Cow<'_, Type> {
        if !self.ty.one_of.iter().any(|value| self.hides(value)) {
            return Cow::Borrowed(&self.ty);
        }
        let shown = |value: &Text| self.shown(value).to_owned().into();
        Cow::Owned(Type { one_of: self.ty.one_of.iter().map(shown).collect(), ..self.ty.clone() })
    }
}

/// Whether a name looks like a secret's: what everything that prints treats as one.
#[must_use]
pub fn looks_secret(name: &str) -> bool {
    name.split('_').any(|part| {
        matches!(part, "SECRET" | "TOKEN" | "PASSWORD" | "PASS" | "KEY" | "CREDENTIAL" | "CREDENTIALS")
    })
}

/// A default is left out for secrets, so that a contract can be logged.
impl fmt::Debug for Variable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown =
            |literal: &Text| if self.is_confidential() { "…".to_owned() } else { literal.to_string() };
        f.debug_struct("Variable")
            .field("name", &self.name)
            .field("presence", &self.presence)
            .field("default", &self.default.as_ref().map(shown))
            .field("type", &self.shown_type())
            .field("secret", &self.secret)
            .field("guards", &self.guards.len())
            .finish_non_exhaustive()
    }
}

/// What holds when a variable is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The service must not start.
    Required,
    /// The default stands in, with a warning.
    Defaulted,
    /// The service goes on without it.
    Optional,
    /// Only rules under guards are stated; optional while none of them holds.
    Guarded,
    /// The specification declares it and says no more: the field decides, and elsewhere it is required.
    Unstated,
    /// The specification speaks of it without declaring it: optional, and code need not read it.
    Mentioned,
}

impl Presence {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Defaulted => "defaulted",
            Self::Optional => "optional",
            Self::Guarded => "guarded",
            Self::Unstated => "unstated",
            Self::Mentioned => "mentioned",
        }
    }
}
