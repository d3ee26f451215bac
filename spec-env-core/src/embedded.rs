//! A contract as generated code writes it: rows of plain data, which a constant function makes a contract of.
//!
//! What a compiler does grows with what is written. A [`Variable`] has destructors, so a constant can neither take the
//! usual from a base (`..USUAL`) nor put it behind `&` without a block of its own. A row has none: it says what is
//! unusual, and a thousand of them are one expression.

use std::borrow::Cow;
use std::mem;

use crate::contract::{
    Amount, Bound, Citation, EarsPattern, Facts, Guard, Kind, Length, Linked, List, OnInvalid, Pattern,
    Presence, Text, Type, Variable,
};
use crate::value;
use crate::verdict::{ANYWHERE, DIRECT};

/// A [`Variable`] with its [`Type`]; the fields mean what theirs do.
#[derive(Clone, Copy)]
#[allow(missing_docs, clippy::struct_excessive_bools, reason = "they are those of the contract")]
pub struct VariableRow {
    pub name: &'static str,
    pub presence: Presence,
    pub default: Option<&'static str>,
    pub unit: Option<&'static str>,
    pub kind: Option<Kind>,
    pub stated: bool,
    pub schemes: &'static [Text],
    pub authority: bool,
    pub min: Option<BoundRow>,
    pub max: Option<BoundRow>,
    pub min_length: Option<Length>,
    pub max_length: Option<Length>,
    pub one_of: &'static [Text],
    pub pattern: Option<PatternRow>,
    pub item: Option<Kind>,
    pub separator: Option<&'static str>,
    pub secret: bool,
    pub empty_allowed: bool,
    pub fallback: Option<&'static str>,
    pub former_names: &'static [Text],
    pub file_variable: Option<&'static str>,
    pub forbidden: &'static [Text],
    pub guards: &'static [Guard],
    pub description: Option<&'static str>,
    /// How many of the contract's citations are its own; they stand in the order of the variables.
    pub citations: usize,
}

/// The text, value and `exclusive` of a [`Bound`].
pub type BoundRow = (&'static str, Amount, bool);
/// The text and function of a [`Pattern`].
pub type PatternRow = (&'static str, fn(&str, &str) -> bool);

impl VariableRow {
    /// Required, of any type, and said by one statement.
    pub const USUAL: Self = Self {
        name: "",
        presence: Presence::Required,
        default: None,
        unit: None,
        kind: None,
        stated: true,
        schemes: &[],
        authority: false,
        min: None,
        max: None,
        min_length: None,
        max_length: None,
        one_of: &[],
        pattern: None,
        item: None,
        separator: None,
        secret: false,
        empty_allowed: false,
        fallback: None,
        former_names: &[],
        file_variable: None,
        forbidden: &[],
        guards: &[],
        description: None,
        citations: 1,
    };

    const fn embed(self, citations: &'static [Citation]) -> Variable {
        let mut ty = Type {
            kind: self.kind,
            stated: self.stated,
            schemes: list(self.schemes),
            authority: self.authority,
            min: bound(self.min),
            max: bound(self.max),
            min_length: self.min_length,
            max_length: self.max_length,
            one_of: list(self.one_of),
            pattern: match self.pattern {
                Some((words, matches)) => Some(Pattern { text: text(words), matches: Linked(matches) }),
                None => None,
            },
            item: self.item,
            separator: option(self.separator),
            reader: Type::ANY.reader,
        };
        ty.reader = Linked(value::reader(ty.scalar()));
        Variable {
            name: text(self.name),
            presence: self.presence,
            default: option(self.default),
            unit: option(self.unit),
            ty,
            secret: self.secret,
            empty_allowed: self.empty_allowed,
            on_invalid: match self.fallback {
                Some(literal) => OnInvalid::Fallback(text(literal)),
                None => OnInvalid::Fail,
            },
            former_names: list(self.former_names),
            file_variable: option(self.file_variable),
            forbidden: list(self.forbidden),
            guards: list(self.guards),
            description: option(self.description),
            citations: list(citations),
            finder: if self.file_variable.is_none() && self.former_names.is_empty() {
                DIRECT
            } else {
                ANYWHERE
            },
        }
    }
}

/// A [`Citation`]; the fields mean what its do.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "they are those of the contract")]
pub struct CitationRow {
    pub id: Option<&'static str>,
    pub file: &'static str,
    pub line: u32,
    pub pattern: Option<EarsPattern>,
    pub system: Option<&'static str>,
    pub text: &'static str,
    pub facts: u32,
}

impl CitationRow {
    /// No pattern, no other system; the file, which all rows share, is the caller's to add.
    pub const USUAL: Self =
        Self { id: None, file: "", line: 0, pattern: None, system: None, text: "", facts: 0 };

    const fn embed(self) -> Citation {
        Citation {
            id: option(self.id),
            file: text(self.file),
            line: self.line,
            pattern: self.pattern,
            system: option(self.system),
            text: text(self.text),
            facts: Facts(self.facts),
        }
    }
}

/// The variables of a contract, with the citations of all of them.
#[must_use]
pub const fn variables<const N: usize>(
    rows: [VariableRow; N],
    mut citations: &'static [Citation],
) -> [Variable; N] {
    let mut out = [const { VariableRow::USUAL.embed(&[]) }; N];
    let mut i = 0;
    while i < N {
        let (own, others) = citations.split_at(rows[i].citations);
        citations = others;
        // An assignment would drop what is replaced, which no constant can.
        mem::forget(mem::replace(&mut out[i], rows[i].embed(own)));
        i += 1;
    }
    out
}

/// The citations of a contract's variables, or of a group.
#[must_use]
pub const fn citations<const N: usize>(rows: [CitationRow; N]) -> [Citation; N] {
    let mut out = [const { CitationRow::USUAL.embed() }; N];
    let mut i = 0;
    while i < N {
        mem::forget(mem::replace(&mut out[i], rows[i].embed()));
        i += 1;
    }
    out
}

/// Borrowed text of a contract.
#[must_use]
pub const fn text(text: &'static str) -> Text {
    Cow::Borrowed(text)
}

/// A borrowed list of a contract.
#[must_use]
pub const fn list<T: Clone>(list: &'static [T]) -> List<T> {
    Cow::Borrowed(list)
}

const fn option(text: Option<&'static str>) -> Option<Text> {
    match text {
        Some(text) => Some(Cow::Borrowed(text)),
        None => None,
    }
}

const fn bound(row: Option<BoundRow>) -> Option<Bound> {
    match row {
        Some((words, value, exclusive)) => Some(Bound { text: text(words), value, exclusive }),
        None => None,
    }
}
