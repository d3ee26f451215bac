//! The contract: one model for parser, derive, loader and command.
//!
//! Every type can be built in a constant, so that the derive embeds a contract in the binary as plain data.

use std::borrow::Cow;
use std::fmt;

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
}

impl Variable {
    /// The statement behind one of its facts; the first one that speaks of it where no statement says that fact.
    #[must_use]
    pub fn citation(&self, fact: Facts) -> Option<&Citation> {
        self.citations.iter().find(|c| c.facts.intersects(fact)).or_else(|| self.citations.first())
    }

    /// Whether its value must never be shown: said to be secret, or named like one.
    ///
    /// The name's parts SECRET, TOKEN, PASSWORD, PASS, KEY and CREDENTIAL(S) make it look secret.
    #[must_use]
    pub fn is_confidential(&self) -> bool {
        self.secret || looks_secret(&self.name)
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
            .field("type", &self.ty)
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

/// What a value must look like.
#[derive(Debug, Clone, PartialEq)]
pub struct Type {
    /// The kind of value; `None` where nothing is stated, which any text satisfies.
    pub kind: Option<Kind>,
    /// Whether the specification states the kind; otherwise it was inferred from the default and the field's type wins.
    pub stated: bool,
    /// The accepted URL schemes, in lower case; empty for any.
    pub schemes: List<Text>,
    /// Whether a URL must have `//` behind its scheme.
    pub authority: bool,
    /// The smallest value, or item of a list.
    pub min: Option<Bound>,
    /// The largest value, or item of a list.
    pub max: Option<Bound>,
    /// The shortest text, or item of a list.
    pub min_length: Option<Length>,
    /// The longest text, or item of a list.
    pub max_length: Option<Length>,
    /// The only values, or items of a list, that are accepted; empty for any.
    pub one_of: List<Text>,
    /// What the whole value, or each item of a list, must match.
    pub pattern: Option<Pattern>,
    /// The kind of a list's items; `None` for text.
    pub item: Option<Kind>,
    /// What separates a list's items; `None` for a comma.
    pub separator: Option<Text>,
}

impl Type {
    /// The type of which nothing is stated.
    pub const ANY: Self = Self {
        kind: None,
        stated: false,
        schemes: Cow::Borrowed(&[]),
        authority: false,
        min: None,
        max: None,
        min_length: None,
        max_length: None,
        one_of: Cow::Borrowed(&[]),
        pattern: None,
        item: None,
        separator: None,
    };

    /// The kind that the value rules apply to one value: the item's of a list, the type's own otherwise.
    #[must_use]
    pub fn scalar(&self) -> Kind {
        match self.kind {
            Some(Kind::List) => self.item.unwrap_or(Kind::Text),
            other => other.unwrap_or(Kind::Text),
        }
    }

    /// The separator of a list.
    #[must_use]
    pub fn separator(&self) -> &str {
        self.separator.as_deref().unwrap_or(",")
    }
}

/// The kinds of value that a specification can ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole decimal number.
    Integer,
    /// A decimal number.
    Number,
    /// true/false, 1/0, yes/no, on/off, in any case.
    Boolean,
    /// An absolute URL: a scheme, a colon and at least one character more.
    Url,
    /// A whole number from 1 to 65535.
    Port,
    /// A number with `ms`, `s`, `m`, `h` or `d`, or several of them.
    Duration,
    /// A number with `B`, `KB`, `MB`, `GB` (1000) or `KiB`, `MiB`, `GiB` (1024).
    Size,
    /// An IPv4 or IPv6 address.
    IpAddress,
    /// An IP address and a port.
    SocketAddress,
    /// A host name, or an IP address in its place.
    Host,
    /// An e-mail address.
    Email,
    /// A file path: any non-empty text.
    Path,
    /// A UUID.
    Uuid,
    /// Several values behind one another; see [`Type::item`].
    List,
}

impl Kind {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Url => "url",
            Self::Port => "port",
            Self::Duration => "duration",
            Self::Size => "size",
            Self::IpAddress => "ip_address",
            Self::SocketAddress => "socket_address",
            Self::Host => "host",
            Self::Email => "email",
            Self::Path => "path",
            Self::Uuid => "uuid",
            Self::List => "list",
        }
    }
}

/// An end of a range.
#[derive(Debug, Clone, PartialEq)]
pub struct Bound {
    /// The literal, compact for durations and sizes: `1m`.
    pub text: Text,
    /// What it comes to.
    pub value: Amount,
    /// Whether the end itself is outside; only with numbers, since whole bounds are shifted.
    pub exclusive: bool,
}

/// A number that can be compared: an integer, a duration in nanoseconds, a size in bytes, or a real number.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub enum Amount {
    /// An integer, nanoseconds or bytes.
    Whole(i128),
    /// A number of kind [`Kind::Number`].
    Real(f64),
}

/// A length of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// How many.
    pub count: u64,
    /// Bytes, or Unicode scalar values ("characters") otherwise.
    pub bytes: bool,
}

/// A regular expression in `regex-lite` syntax that the whole value must match, in linear time.
#[derive(Clone)]
pub struct Pattern {
    /// The expression as the specification writes it.
    pub text: Text,
    /// [`crate::value::pattern::matches`], given expression and value. A pointer, so that a service without
    /// patterns links no regex engine.
    pub matches: fn(&str, &str) -> bool,
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Debug for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

/// What happens to a value that breaks its type.
#[derive(Clone, PartialEq, Eq)]
pub enum OnInvalid {
    /// The service must not start.
    Fail,
    /// This literal stands in, with a warning.
    Fallback(Text),
}

/// The literal is left out: it may belong to a secret.
impl fmt::Debug for OnInvalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Fail => "Fail",
            Self::Fallback(_) => "Fallback(…)",
        })
    }
}

/// A rule that holds while all its conditions do.
#[derive(Debug, Clone, PartialEq)]
pub struct Guard {
    /// The conditions, on effective values: defaults and former names applied.
    pub when: List<Condition>,
    /// What then holds for the variable.
    pub then: Outcome,
    /// The statement, as a position in the variable's [`citations`](Variable::citations).
    pub citation: usize,
}

/// A test of one variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Condition {
    /// The tested variable, as a position in [`Contract::variables`].
    pub variable: usize,
    /// What is asked of it.
    pub test: Test,
}

/// What a condition asks. Values compare by the variable's kind: `yes` is `true`, `0x` is never a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It has a value.
    IsSet,
    /// It has none.
    IsNotSet,
    /// It has this value.
    Is(Text),
    /// It has another value, or none.
    IsNot(Text),
    /// It has one of these values.
    OneOf(List<Text>),
}

/// What a guarded rule says of its variable.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It must be set.
    Required,
    /// This literal stands in.
    Default(Text),
    /// It may be missing.
    Optional,
}

/// The literal is left out: it may belong to a secret.
impl fmt::Debug for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Required => "Required",
            Self::Default(_) => "Default(…)",
            Self::Optional => "Optional",
        })
    }
}

/// A rule over several variables.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How many of them must be set.
    pub kind: GroupKind,
    /// The members, as positions in [`Contract::variables`].
    pub variables: List<usize>,
    /// The statements that say so.
    pub citations: List<Citation>,
}

/// How many variables of a group must be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// One or more.
    AtLeastOne,
    /// One or none.
    AtMostOne,
}

impl GroupKind {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AtLeastOne => "at-least-one",
            Self::AtMostOne => "at-most-one",
        }
    }
}

/// Where a requirement stands, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// `N.M`, or an explicit id such as `AC-13`.
    pub id: Option<Text>,
    /// The file, as it was given.
    pub file: Text,
    /// The 1-based line on which the statement begins.
    pub line: u32,
    /// The EARS pattern of the statement, where it has one.
    pub pattern: Option<EarsPattern>,
    /// The system that it binds; `None` for "the system".
    pub system: Option<Text>,
    /// The statement on one line; a secret's default is written `…`.
    pub text: Text,
    /// Which facts about the variable it states.
    pub facts: Facts,
}

/// The sentence patterns of EARS, the Easy Approach to Requirements Syntax (Mavin et al., 2009).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EarsPattern {
    /// `THE system SHALL …`
    Ubiquitous,
    /// `WHEN trigger, THE system SHALL …`
    EventDriven,
    /// `WHILE precondition, THE system SHALL …`
    StateDriven,
    /// `WHERE feature, THE system SHALL …`
    OptionalFeature,
    /// `IF trigger, THEN THE system SHALL …`
    UnwantedBehaviour,
    /// Several of them in one sentence.
    Complex,
}

impl EarsPattern {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ubiquitous => "ubiquitous",
            Self::EventDriven => "event-driven",
            Self::StateDriven => "state-driven",
            Self::OptionalFeature => "optional-feature",
            Self::UnwantedBehaviour => "unwanted-behaviour",
            Self::Complex => "complex",
        }
    }
}

/// A set of fact families, to find the statement behind a rule.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Facts(
    /// One bit a family.
    pub u32,
);

impl Facts {
    /// The variable is read.
    pub const READ: Self = Self(1);
    /// Required, optional.
    pub const PRESENCE: Self = Self(1 << 1);
    /// A default.
    pub const DEFAULT: Self = Self(1 << 2);
    /// The kind of value, with its schemes, item and separator.
    pub const TYPE: Self = Self(1 << 3);
    /// A smallest or largest value.
    pub const RANGE: Self = Self(1 << 4);
    /// A shortest or longest text.
    pub const LENGTH: Self = Self(1 << 5);
    /// The list of accepted values.
    pub const ONE_OF: Self = Self(1 << 6);
    /// A pattern.
    pub const PATTERN: Self = Self(1 << 7);
    /// A unit.
    pub const UNIT: Self = Self(1 << 8);
    /// What happens to an invalid value.
    pub const INVALID: Self = Self(1 << 9);
    /// It must not be shown.
    pub const SECRET: Self = Self(1 << 10);
    /// Refused values.
    pub const FORBIDDEN: Self = Self(1 << 11);
    /// A file variable.
    pub const FILE: Self = Self(1 << 12);
    /// A former name.
    pub const FORMER_NAME: Self = Self(1 << 13);
    /// Empty is allowed.
    pub const EMPTY: Self = Self(1 << 14);
    /// A rule under a guard.
    pub const GUARD: Self = Self(1 << 15);
    /// A rule over several variables.
    pub const GROUP: Self = Self(1 << 16);

    /// Whether the two sets share a family.
    #[must_use]
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Both sets together.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether no family is in the set: the statement only mentions the variable.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Facts({:#x})", self.0)
    }
}
