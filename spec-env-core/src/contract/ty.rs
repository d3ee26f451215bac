//! What a value must look like.

use std::borrow::Cow;
use std::fmt;

use super::{List, Text};
use crate::value::{self, Reader};

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
    /// How a value, or each item of a list, is read.
    pub reader: Linked<Reader>,
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
        reader: Linked(value::read),
    };

    /// The kind that the value rules apply to one value: the item's of a list, the type's own otherwise.
    #[must_use]
    pub const fn scalar(&self) -> Kind {
        match (self.kind, self.item) {
            (Some(Kind::List), Some(item)) => item,
            (Some(Kind::List) | None, _) => Kind::Text,
            (Some(kind), _) => kind,
        }
    }

    /// The separator of a list.
    #[must_use]
    pub fn separator(&self) -> &str {
        self.separator.as_deref().unwrap_or(",")
    }
}

/// A function that other fields imply. It is held as a pointer, so that a service links only what its specification asks
/// for; all are equal.
#[derive(Clone, Copy)]
pub struct Linked<F>(pub F);

impl<F> PartialEq for Linked<F> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl<F> fmt::Debug for Linked<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Linked")
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
    /// Every kind.
    pub const ALL: [Self; Self::List as usize + 1] = [
        Self::Text,
        Self::Integer,
        Self::Number,
        Self::Boolean,
        Self::Url,
        Self::Port,
        Self::Duration,
        Self::Size,
        Self::IpAddress,
        Self::SocketAddress,
        Self::Host,
        Self::Email,
        Self::Path,
        Self::Uuid,
        Self::List,
    ];

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
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// The expression as the specification writes it.
    pub text: Text,
    /// [`crate::value::pattern::matches`], given expression and value; without patterns no regex engine is linked.
    pub matches: Linked<fn(&str, &str) -> bool>,
}
