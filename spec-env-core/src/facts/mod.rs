//! Statements → facts: what each sentence says of which variable.

mod announce;
pub(crate) mod artefact;
mod as_default;
pub(crate) mod attribute;
pub(crate) mod cases;
mod choice;
pub(crate) mod condition;
pub(crate) mod context;
mod default;
mod denied;
mod description;
mod form;
pub(crate) mod in_place;
mod kind;
mod list_kind;
pub(crate) mod listed;
pub(crate) mod literal;
pub(crate) mod names;
pub(crate) mod no_value;
mod noun;
pub(crate) mod phrases;
mod presence;
pub(crate) mod range;
mod source;
pub(crate) mod stand_in_names;
pub(crate) mod statement;
pub(crate) mod suspect;
pub(crate) mod table;
pub(crate) mod tested;
mod undecided;
pub(crate) mod unintroduced;
mod unset;
pub(crate) mod words;

use std::ops::Range;

use crate::contract::Kind;
use crate::diagnostic::Code;

/// How many words around a position are looked at for what it is about; no sentence may cost the square of its length.
pub(crate) const NEAR: usize = 64;

/// As [`NEAR`], for conditions in parentheses.
pub(crate) const FAR: usize = 256;

/// As [`NEAR`], for what stands close by or not at all.
pub(crate) const CLOSE: usize = 16;

/// A name, by its position in the order of first mention.
pub(crate) type NameId = usize;

/// Some names or variables, by their numbers. These have no gaps, so that each is a place.
#[derive(Debug, Default)]
pub(crate) struct IdSet(Vec<bool>);

impl IdSet {
    pub(crate) fn contains(&self, id: usize) -> bool {
        self.0.get(id) == Some(&true)
    }

    /// Them, in their order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> {
        (0..self.0.len()).filter(|&id| self.0[id])
    }

    /// Adds some, and tells whether one of them is new.
    pub(crate) fn extend(&mut self, ids: impl IntoIterator<Item = usize>) -> bool {
        let mut new = false;
        for id in ids {
            if id >= self.0.len() {
                self.0.resize(id + 1, false);
            }
            new |= !std::mem::replace(&mut self.0[id], true);
        }
        new
    }
}

/// Something that a statement says of a variable.
#[derive(Debug, Clone)]
pub(crate) struct Fact {
    pub(crate) name: NameId,
    pub(crate) kind: FactKind,
    /// The conditions on other variables under which it holds.
    pub(crate) guards: Vec<Guarded>,
    /// The words that say it, in the document's text.
    pub(crate) span: Range<usize>,
}

/// A condition on a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guarded {
    pub(crate) name: NameId,
    pub(crate) test: GuardTest,
}

/// What a condition asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum GuardTest {
    Set,
    NotSet,
    Is(Vec<String>),
    IsNot(Vec<String>),
}

impl GuardTest {
    /// What is asked where this does not hold.
    pub(crate) fn contrary(self) -> Self {
        match self {
            Self::Set => Self::NotSet,
            Self::NotSet => Self::Set,
            Self::Is(values) => Self::IsNot(values),
            Self::IsNot(values) => Self::Is(values),
        }
    }
}

/// The families of facts.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FactKind {
    /// It stands in a condition, or beside other things.
    Mention,
    Read,
    Required,
    /// It may be missing; not `stated` where a response was only read so.
    Optional {
        stated: bool,
    },
    Default(Literal),
    /// The words that stand where a default would, and are no value.
    NoDefault(Range<usize>),
    Type(TypeFact),
    Min(End),
    Max(End),
    OneOf(Vec<String>),
    /// One of the accepted values, in a list of them.
    Choice(String),
    Pattern(String),
    Forbidden(Vec<String>),
    Unit(String),
    InvalidFails,
    /// `None`: the default stands in.
    InvalidFallback(Option<Literal>),
    Secret,
    EmptyAllowed,
    File(NameId),
    Former(NameId),
    Description(String),
}

/// A kind of value, as a sentence states it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct TypeFact {
    pub(crate) kind: Option<Kind>,
    pub(crate) schemes: Vec<String>,
    pub(crate) item: Option<Kind>,
    pub(crate) separator: Option<String>,
}

/// An end of a range or length.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct End {
    pub(crate) literal: Literal,
    pub(crate) exclusive: bool,
    /// Whether the words make it a length of text.
    pub(crate) length: bool,
}

/// A value written in a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Literal {
    pub(crate) text: String,
    /// What follows a bare number: `connections`, `seconds`.
    pub(crate) unit: Option<String>,
    /// Whether it was quoted or written as code: taken as it stands.
    pub(crate) exact: bool,
    /// Whether it is said to be a port.
    pub(crate) port: bool,
    /// Whether it is written like a variable's name with `_`.
    pub(crate) name: bool,
    pub(crate) span: Range<usize>,
}

impl FactKind {
    /// That a variable is required, or in so many words that it is not.
    pub(crate) fn presence(required: bool) -> Self {
        if required { Self::Required } else { Self::Optional { stated: true } }
    }

    /// Whether it says anything of the variable.
    pub(crate) fn declares(&self) -> bool {
        !matches!(self, Self::Mention | Self::NoDefault(_))
    }

    /// Whether it says what holds where the variable is not set.
    pub(crate) fn says_whether(&self) -> bool {
        matches!(self, Self::Required | Self::Optional { .. } | Self::Default(_))
    }

    /// Whether it says what the values are, rather than whether there is one.
    pub(crate) fn says_what(&self) -> bool {
        matches!(self, Self::Type(_) | Self::Unit(_)) || self.refuses() && !matches!(self, Self::Forbidden(_))
    }

    /// Whether it refuses some values of a kind.
    pub(crate) fn refuses(&self) -> bool {
        use FactKind as F;
        matches!(self, F::Min(_) | F::Max(_) | F::OneOf(_) | F::Pattern(_) | F::Forbidden(_))
    }

    /// That zero is refused.
    pub(crate) fn non_zero() -> Self {
        Self::Forbidden(vec!["0".to_owned()])
    }
}

impl Literal {
    /// A text as it stands, without a unit.
    pub(crate) fn plain(text: impl Into<String>, exact: bool, span: Range<usize>) -> Self {
        Self { text: text.into(), unit: None, exact, port: false, name: false, span }
    }
}

impl End {
    /// The zero of "positive" (outside) and "non-negative" (inside).
    pub(crate) fn zero(exclusive: bool) -> Self {
        Self { literal: Literal::plain("0", false, 0..0), exclusive, length: false }
    }
}

/// A rule over several variables.
#[derive(Debug, Clone)]
pub(crate) struct GroupFact {
    pub(crate) at_least: bool,
    pub(crate) names: Vec<NameId>,
}

/// What a statement says that cannot be enforced, or that is probably not meant so.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Problem {
    pub(crate) code: Code,
    pub(crate) message: String,
    /// May have `{name}` in the place of the variable, and `{value}` or, within an expression, `{text}` in that of the literal.
    pub(crate) help: String,
    pub(crate) span: Range<usize>,
    /// The literal that the help is filled in with, which may be the default of a secret.
    pub(crate) value: Option<Range<usize>>,
}

/// What is wrong, as said of a variable, and what to do.
pub(crate) type Wrong = (&'static str, &'static str);

impl Problem {
    pub(crate) fn new(
        code: Code,
        span: Range<usize>,
        message: impl Into<String>,
        help: impl Into<String>,
    ) -> Self {
        Self { code, message: message.into(), help: help.into(), span, value: None }
    }

    /// As it is said of a variable.
    pub(crate) fn of(self, name: &str) -> Self {
        let message = format!("`{name}` {}", self.message);
        Self { message, help: self.help.replace("{name}", name), ..self }
    }

    /// As it is said of what a list holds.
    pub(crate) fn of_items(self) -> Self {
        let message = format!("what is listed here {}", self.message);
        Self { message, help: self.help.replace("{name}", "NAME"), ..self }
    }
}

/// What one statement says.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) facts: Vec<Fact>,
    pub(crate) groups: Vec<GroupFact>,
    pub(crate) problems: Vec<Problem>,
}

impl Reading {
    /// Adds what is said elsewhere.
    fn append(&mut self, mut other: Self) {
        self.facts.append(&mut other.facts);
        self.groups.append(&mut other.groups);
        self.problems.append(&mut other.problems);
    }

    /// Leaves of what a scenario says, which shows how a rule works in one case, what no other case can change.
    pub(crate) fn of_scenario(&mut self) {
        use FactKind as F;
        let whole = self.problems.is_empty();
        self.problems.clear();
        self.groups.retain(|_| whole);
        self.facts.retain(|fact| match &fact.kind {
            F::Mention | F::Read => true,
            F::Optional { stated: false } | F::Forbidden(_) => false,
            F::Default(literal) => whole && !literal.text.ends_with("()"),
            _ => whole,
        });
    }

    /// Lets facts stand in a block where those stand in another one that are read together with it.
    pub(crate) fn stand_in(&mut self, block: &Range<usize>) {
        for fact in &mut self.facts {
            if fact.span.start < block.start || fact.span.end > block.end {
                fact.span = block.clone();
            }
        }
    }
}
