//! A contract as generated code writes it: rows of plain data, which a constant function makes a contract of.
//!
//! What a compiler does grows with what is written. A [`Variable`] has destructors, so a constant can neither take the
//! usual from a base (`..USUAL`) nor put it behind `&` without a block of its own. A row has none: it says what is
//! unusual, and a thousand of them are one expression.

use std::borrow::Cow::{self, Borrowed};

use crate::contract::{
    Amount, Bound, Citation, EarsPattern, Facts, Guard, Kind, Length, Linked, List, OnInvalid, Pattern,
    Presence, Text, Type, Variable,
};
use crate::value;
use crate::verdict::{ANYWHERE, DIRECT};

/// What an option holds, made into something else: `Option::map` for constants. Not a function, nor are there others in
/// what follows: each call costs the compiler as much as all the rest of a row.
macro_rules! some {
    ($option:expr, $held:pat => $value:expr) => {
        match $option {
            Some($held) => Some($value),
            None => None,
        }
    };
}

/// A [`Variable`] with its [`Type`]; the fields mean what theirs do.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "they are those of the contract")]
pub struct VariableRow {
    pub name: &'static str,
    pub presence: Presence,
    pub default: Option<&'static str>,
    pub unit: Option<&'static str>,
    pub kind: Option<Kind>,
    pub stated: bool,
    pub min: Option<BoundRow>,
    pub max: Option<BoundRow>,
    pub one_of: &'static [Text],
    pub secret: bool,
    /// What few variables have: each field that a row takes from [`USUAL`](Self::USUAL) is work for the compiler.
    pub more: &'static MoreRow,
}

/// The rest of a [`VariableRow`].
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "they are those of the contract")]
pub struct MoreRow {
    pub schemes: &'static [Text],
    pub authority: bool,
    pub min_length: Option<Length>,
    pub max_length: Option<Length>,
    pub pattern: Option<PatternRow>,
    pub item: Option<Kind>,
    pub separator: Option<&'static str>,
    pub empty_allowed: bool,
    pub fallback: Option<&'static str>,
    pub former_names: &'static [Text],
    pub file_variable: Option<&'static str>,
    pub forbidden: &'static [Text],
    pub guards: &'static [Guard],
    pub description: Option<&'static str>,
}

/// The text, value and `exclusive` of a [`Bound`].
pub type BoundRow = (&'static str, Amount, bool);
/// The text and function of a [`Pattern`].
pub type PatternRow = (&'static str, fn(&str, &str) -> bool);

impl VariableRow {
    /// Required, of any type.
    pub const USUAL: Self = Self {
        name: "",
        presence: Presence::Required,
        default: None,
        unit: None,
        kind: None,
        stated: true,
        min: None,
        max: None,
        one_of: &[],
        secret: false,
        more: &MoreRow::USUAL,
    };
}

impl MoreRow {
    /// Nothing more.
    pub const USUAL: Self = Self {
        schemes: &[],
        authority: false,
        min_length: None,
        max_length: None,
        pattern: None,
        item: None,
        separator: None,
        empty_allowed: false,
        fallback: None,
        former_names: &[],
        file_variable: None,
        forbidden: &[],
        guards: &[],
        description: None,
    };
}

/// A variable with its citations.
#[must_use]
pub const fn variable(row: VariableRow, citations: &'static [Citation]) -> Variable {
    let more = row.more;
    let direct = more.file_variable.is_none() && more.former_names.is_empty();
    let mut ty = Type {
        kind: row.kind,
        stated: row.stated,
        schemes: Borrowed(more.schemes),
        authority: more.authority,
        min: some!(row.min, (words, value, exclusive) => Bound { text: Borrowed(words), value, exclusive }),
        max: some!(row.max, (words, value, exclusive) => Bound { text: Borrowed(words), value, exclusive }),
        min_length: more.min_length,
        max_length: more.max_length,
        one_of: Borrowed(row.one_of),
        pattern: some!(more.pattern, (words, matches) => Pattern { text: Borrowed(words), matches: Linked(matches) }),
        item: more.item,
        separator: some!(more.separator, words => Borrowed(words)),
        reader: Type::ANY.reader,
    };
    ty.reader = Linked(value::reader(ty.scalar()));
    Variable {
        name: Borrowed(row.name),
        presence: row.presence,
        default: some!(row.default, words => Borrowed(words)),
        unit: some!(row.unit, words => Borrowed(words)),
        ty,
        secret: row.secret,
        empty_allowed: more.empty_allowed,
        on_invalid: match more.fallback {
            Some(literal) => OnInvalid::Fallback(Borrowed(literal)),
            None => OnInvalid::Fail,
        },
        former_names: Borrowed(more.former_names),
        file_variable: some!(more.file_variable, words => Borrowed(words)),
        forbidden: Borrowed(more.forbidden),
        guards: Borrowed(more.guards),
        description: some!(more.description, words => Borrowed(words)),
        citations: Borrowed(citations),
        finder: if direct { DIRECT } else { ANYWHERE },
    }
}

/// What a statement says of a variable, or of a group. Its arguments are the fields of a [`Citation`] in their order; as
/// most citations have them all, a row would cost the compiler more.
#[must_use]
pub const fn citation(
    id: Option<&'static str>,
    file: &'static str,
    line: u32,
    pattern: Option<EarsPattern>,
    system: Option<&'static str>,
    words: &'static str,
    facts: u32,
) -> Citation {
    Citation {
        id: some!(id, words => Borrowed(words)),
        file: Borrowed(file),
        line,
        pattern,
        system: some!(system, words => Borrowed(words)),
        text: Borrowed(words),
        facts: Facts(facts),
    }
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
