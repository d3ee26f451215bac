//! The report as a tree, in the shape that programs rely on (`schema` 1): JSON and serde are written from it. By hand, as a
//! derive, or a crate that knows all of JSON, would cost every user of the library its compile time.

use std::borrow::Cow;
use std::fmt::{self, Display, Write};

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Place, Report, Violation, Warning};
use crate::contract::Citation;

enum Node<'a> {
    Null,
    Flag(bool),
    Number(u32),
    Text(Cow<'a, str>),
    List(Vec<Node<'a>>),
    Object(&'static str, Vec<(&'static str, Node<'a>)>),
}

impl Report {
    /// Displays the report as JSON, as a serde serializer would.
    ///
    /// ```
    /// use spec_env_core::contract::Contract;
    /// use spec_env_core::report::Report;
    ///
    /// let contract =
    ///     Contract { spec: "requirements.md".into(), hash: 0, variables: vec![].into(), groups: vec![].into() };
    /// let report = Report::new(&contract, Vec::new(), Vec::new());
    /// assert_eq!(report.json().to_string(), r#"{"schema":1,"ok":true,"violations":[],"warnings":[]}"#);
    /// ```
    #[must_use]
    pub fn json(&self) -> impl Display + '_ {
        self.node()
    }

    fn node(&self) -> Node<'_> {
        let fields = vec![
            ("schema", Node::Number(1)),
            ("ok", Node::Flag(self.is_ok())),
            ("violations", Node::List(self.violations().iter().map(Violation::node).collect())),
            ("warnings", Node::List(self.warnings().iter().map(Warning::node).collect())),
        ];
        Node::Object("Report", fields)
    }
}

impl Violation {
    fn node(&self) -> Node<'_> {
        let fields = vec![
            ("variable", text(self.variable())),
            ("kind", text(self.kind().name())),
            ("message", text(self.message())),
            ("expected", text(self.expected())),
            ("hint", self.hint().map_or(Node::Null, text)),
            ("requirement", self.citation().map_or(Node::Null, requirement)),
            ("place", self.place().map_or(Node::Null, Place::node)),
        ];
        Node::Object("Violation", fields)
    }
}

impl Warning {
    fn node(&self) -> Node<'_> {
        let fields = vec![
            ("variable", text(self.variable())),
            ("kind", text(self.kind().name())),
            ("message", text(self.message())),
            ("requirement", self.citation().map_or(Node::Null, requirement)),
        ];
        Node::Object("Warning", fields)
    }
}

impl Place {
    fn node(&self) -> Node<'_> {
        // Where all of a file is meant, its first line is: the shape has numbers here.
        let number = |number: u32| Node::Number(number.max(1));
        let fields = vec![
            ("file", text(self.file.as_str())),
            ("line", number(self.line)),
            ("column", number(self.column)),
        ];
        Node::Object("Place", fields)
    }
}

/// What a report says of a citation.
fn requirement(citation: &Citation) -> Node<'_> {
    let fields = vec![
        ("id", citation.id.as_deref().map_or(Node::Null, text)),
        ("line", Node::Number(citation.line)),
        ("file", text(&*citation.file)),
        ("text", text(&*citation.text)),
    ];
    Node::Object("Requirement", fields)
}

fn text<'a>(text: impl Into<Cow<'a, str>>) -> Node<'a> {
    Node::Text(text.into())
}

macro_rules! serialize {
    ($($part:ty),+) => {$(
        impl Serialize for $part {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.node().serialize(serializer)
            }
        }
    )+};
}
serialize!(Report, Violation, Warning, Place);

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_none(),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number) => serializer.serialize_u32(*number),
            Self::Text(text) => serializer.serialize_str(text),
            Self::List(list) => list.serialize(serializer),
            Self::Object(name, fields) => {
                let mut object = serializer.serialize_struct(name, fields.len())?;
                for (key, value) in fields {
                    object.serialize_field(key, value)?;
                }
                object.end()
            }
        }
    }
}

impl Display for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => quoted(text, f),
            Self::List(list) => {
                let mut items = list.iter().enumerate();
                f.write_char('[')?;
                items.try_for_each(|(at, item)| write!(f, "{}{item}", comma(at)))?;
                f.write_char(']')
            }
            Self::Object(_, fields) => {
                let mut fields = fields.iter().enumerate();
                f.write_char('{')?;
                fields.try_for_each(|(at, (key, value))| write!(f, "{}\"{key}\":{value}", comma(at)))?;
                f.write_char('}')
            }
        }
    }
}

fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

/// A string as RFC 8259 (section 7) has it: quotes, backslashes and control characters are escaped.
fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        match c {
            '"' | '\\' => write!(f, "\\{c}")?,
            '\n' => f.write_str("\\n")?,
            '\r' => f.write_str("\\r")?,
            '\t' => f.write_str("\\t")?,
            '\0'..' ' => write!(f, "\\u{:04x}", u32::from(c))?,
            c => f.write_char(c)?,
        }
    }
    f.write_char('"')
}
