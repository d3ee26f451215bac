//! What a variable asks of the type of its field.

use std::slice;

use spec_env_core::contract::{Amount, Bound, Contract, Facts, Kind, Presence, Text, Variable};
use spec_env_core::diagnostic::Code;
use spec_env_core::rust::{field_type, may_be_absent, short};
use spec_env_core::value;
use syn::spanned::Spanned;

use super::words::{plural, variant};
use super::{Criterion, Question, spelling};
use crate::finding::quote_citation;
use crate::input::Field;
use crate::tokens::written;

/// The criteria of one field.
pub(super) fn criteria<'a>(field: &'a Field, position: usize, contract: &'a Contract) -> Vec<Criterion<'a>> {
    // What a function or serde decodes is theirs to judge.
    if field.attributes.decodes() {
        return Vec::new();
    }
    let variable = &contract.variables[position];
    let suggestion = short(&field_type(contract, position));
    let (written, spelt) = (written(&field.ty), spelling(&field.ty));
    let mut questions = Questions { field, variable, written, spelt, suggestion, all: Vec::new() };
    questions.optionality(may_be_absent(contract, position));
    questions.kind();
    questions.range();
    questions.default();
    questions.values();
    questions.secrecy();
    questions.all
}

struct Questions<'a> {
    field: &'a Field,
    variable: &'a Variable,
    /// Its type's tokens, and the same for people.
    written: String,
    spelt: String,
    /// A type that fits.
    suggestion: String,
    all: Vec<Criterion<'a>>,
}

impl Questions<'_> {
    /// Asks something of the type, by a method of `FieldType`; `says` is the specification's side of the message.
    fn ask(
        &mut self,
        method: impl Into<String>,
        code: Code,
        facts: Facts,
        says: &str,
        label: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.all.push(Criterion {
            span: self.field.ty.span(),
            question: Question::OfType(&self.field.ty, self.written.clone(), method.into()),
            code,
            message: format!("{says}, but field `{}` is `{}`", self.field.ident, self.spelt),
            label: label.into(),
            citation: self.variable.citation(facts).map(quote_citation),
            help: help.into(),
        });
    }

    fn is_said(&self, fact: Facts) -> bool {
        self.variable.citations.iter().any(|citation| citation.facts.intersects(fact))
    }

    fn optionality(&mut self, absent: bool) {
        let name = &self.variable.name;
        let facts = Facts::PRESENCE.union(Facts::DEFAULT).union(Facts::GUARD);
        if absent {
            let says = match self.variable.presence {
                Presence::Guarded => format!("the spec has rules for `{name}` only under conditions"),
                Presence::Mentioned => format!("the spec only mentions `{name}`"),
                Presence::Optional if self.is_said(Facts::PRESENCE) => {
                    format!("the spec makes `{name}` optional")
                }
                _ => format!("the spec makes `{name}` a member of a group"),
            };
            let help = format!("it may be missing: use `{}`", self.suggestion);
            self.ask("may_be_absent()", Code::Optionality, facts, &says, "should be an `Option`", help);
        } else if self.variable.presence != Presence::Unstated {
            let required = self.variable.presence == Presence::Required;
            let says = if required {
                format!("the spec requires `{name}`")
            } else {
                format!("the spec gives `{name}` a default")
            };
            let help = "it always has a value: leave out the `Option`";
            self.ask("is_never_absent()", Code::Optionality, facts, &says, "should not be an `Option`", help);
        }
    }

    fn kind(&mut self) {
        let (name, ty) = (&self.variable.name, &self.variable.ty);
        let expected = value::described(&self.variable.shown_type()).to_string();
        let help = format!("`{}` fits", self.suggestion);
        if let (Some(kind), true) = (ty.kind, ty.stated) {
            let item = ty.item.unwrap_or(Kind::Text);
            let label = if kind == Kind::List {
                format!("does not hold lists of {}", plural(item))
            } else {
                format!("does not hold {}", plural(kind))
            };
            let says = format!("the spec makes `{name}` {expected}");
            self.ask(
                format!("holds(_p::Kind::{kind:?}, _p::Kind::{item:?})"),
                Code::TypeMismatch,
                Facts::TYPE,
                &says,
                label,
                help,
            );
        } else if !ty.one_of.is_empty() {
            self.ask(
                format!("holds_one_of(&[{}])", kinds(&ty.one_of)),
                Code::TypeMismatch,
                Facts::ONE_OF,
                &format!("the spec makes `{name}` {expected}"),
                "does not hold each of them",
                help + ", or an enum that derives `SpecEnvValues`",
            );
        } else if let Some(kind) = ty.kind {
            let says = format!("the default of `{name}` is {expected}");
            self.ask(
                format!("holds_inferred(_p::Kind::{kind:?})"),
                Code::TypeMismatch,
                Facts::DEFAULT,
                &says,
                "cannot hold the default",
                help,
            );
        }
    }

    /// Whether a type for whole numbers reaches both ends of the range.
    fn range(&mut self) {
        let end = |bound: &Option<Bound>| bound.as_ref().and_then(|b| self.whole(&b.text));
        let ty = &self.variable.ty;
        let port = ty.scalar() == Kind::Port && ty.stated;
        let listed: Option<Vec<i128>> = ty.one_of.iter().map(|text| value::integer(text)).collect();
        let listed = listed.unwrap_or_default();
        let min = end(&ty.min).or(port.then_some(1)).or(listed.iter().min().copied());
        let max = end(&ty.max).or(port.then_some(i128::from(u16::MAX))).or(listed.iter().max().copied());
        let Some((low, high)) = min.or(max).zip(max.or(min)) else { return };
        let allowed = match (min, max) {
            (Some(min), Some(max)) => format!("from {min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            _ => format!("at most {high}"),
        };
        let says = format!("the spec allows `{}` to be {allowed}", self.variable.name);
        self.ask(
            format!("reaches({low}, {high})"),
            Code::TypeTooNarrow,
            Facts::RANGE.union(Facts::TYPE).union(Facts::ONE_OF),
            &says,
            "too narrow",
            "use a wider type",
        );
    }

    fn whole(&self, text: &str) -> Option<i128> {
        let kind = self.variable.ty.scalar();
        match value::amount(kind, text) {
            Some(Amount::Whole(whole)) if matches!(kind, Kind::Integer | Kind::Port | Kind::Size) => {
                Some(whole)
            }
            _ => None,
        }
    }

    /// Whether the type can hold the default, where its kind does not say so.
    fn default(&mut self) {
        let Some(default) = &self.variable.default else { return };
        let shown = if self.variable.is_confidential() { "…" } else { default };
        let says = format!("the spec gives `{}` the default `{shown}`", self.variable.name);
        let question = if let Some(whole) = self.whole(default) {
            format!("reaches({whole}, {whole})")
        } else if self.variable.ty.kind.is_none() && self.variable.ty.one_of.is_empty() {
            format!("holds_text({:?}, &[{}])", &**default, kinds(slice::from_ref(default)))
        } else {
            return;
        };
        self.ask(
            question,
            Code::DefaultUnfit,
            Facts::DEFAULT,
            &says,
            "cannot hold the default",
            "use a type that holds it, or another default",
        );
    }

    /// Whether an enum has a value for each that is accepted.
    fn values(&mut self) {
        let variable = self.variable;
        for value in variable.ty.one_of.iter() {
            let says = format!("the spec allows `{value}` for `{}`", variable.name);
            let label = format!("has no value `{value}`");
            self.ask(
                format!("has_value({:?})", &**value),
                Code::EnumMismatch,
                Facts::ONE_OF,
                &says,
                label,
                format!("add the variant `{}`", variant(value)),
            );
        }
    }

    fn secrecy(&mut self) {
        if self.variable.secret {
            let says = format!("the spec makes `{}` a secret", self.variable.name);
            let help = format!("wrap it: `{}`", self.suggestion);
            self.ask(
                "is_redacted()",
                Code::SecretExposed,
                Facts::SECRET,
                &says,
                "would be printed by `Debug`",
                help,
            );
        }
    }
}

/// The kinds that each of some texts is a value of. A list is not among them: it is asked what its items hold.
fn kinds(texts: &[Text]) -> String {
    let kinds = Kind::ALL.into_iter().filter(|&kind| kind != Kind::List && value::are_all(kind, texts));
    kinds.map(|kind| format!("_p::Kind::{kind:?}")).collect::<Vec<_>>().join(", ")
}
