//! What a value must look like, in words.

use std::borrow::Cow;
use std::fmt::{self, Display};

use crate::contract::{Bound, Kind, Length, Text, Type, Variable};
use crate::text::Escaped;

/// Displays what a variable's value must look like: `a port (an integer from 1 to 65535)`, `a secret URL`.
///
/// The words come from the specification alone, never from a value.
#[must_use]
pub fn expected(variable: &Variable) -> impl Display + '_ {
    Expected { ty: variable.shown_type(), secret: variable.secret, unit: variable.unit.as_deref() }
}

/// Displays what a type asks for, without what a variable adds to it.
#[must_use]
pub fn described(ty: &Type) -> impl Display + '_ {
    Expected { ty: Cow::Borrowed(ty), secret: false, unit: None }
}

/// What one value of a type is called, in few words: `a port`, `an https:// URL`.
pub(crate) fn called(ty: &Type) -> Text {
    let words = match ty.scalar() {
        Kind::Text | Kind::List => "text: it is empty",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Boolean => "a boolean",
        Kind::Url => {
            let noun = Noun { ty, plural: false };
            return format!("{} {noun}", noun.article()).into();
        }
        Kind::Port => "a port",
        Kind::Duration => "a duration",
        Kind::Size => "a size",
        Kind::IpAddress => "an IP address",
        Kind::SocketAddress => "a socket address",
        Kind::Host => "a host name",
        Kind::Email => "an e-mail address",
        Kind::Path => "a file path",
        Kind::Uuid => "a UUID",
    };
    words.into()
}

struct Expected<'a> {
    ty: Cow<'a, Type>,
    secret: bool,
    unit: Option<&'a str>,
}

impl Display for Expected<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ty.kind == Some(Kind::List) {
            self.list(f)?;
        } else {
            self.one(f)?;
        }
        if let Some(pattern) = &self.ty.pattern {
            write!(f, " matching `{}`", Escaped(&pattern.text))?;
        }
        Ok(())
    }
}

impl Expected<'_> {
    fn one(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ty = &*self.ty;
        if !ty.one_of.is_empty() {
            f.write_str(if self.secret { "a secret, one of " } else { "one of " })?;
            alternatives(f, &ty.one_of)?;
            return self.range(f);
        }
        let noun = Noun { ty, plural: false };
        match (self.secret, ty.scalar()) {
            (true, Kind::Text) => f.write_str("a secret")?,
            (false, Kind::Text) => f.write_str("text")?,
            (true, _) => write!(f, "a secret {noun}")?,
            (false, _) => write!(f, "{} {noun}", noun.article())?,
        }
        self.range(f)
    }

    fn list(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let secret = if self.secret { "secret " } else { "" };
        match self.ty.separator() {
            "," => write!(f, "a {secret}comma-separated list of ")?,
            ";" => write!(f, "a {secret}semicolon-separated list of ")?,
            " " => write!(f, "a {secret}space-separated list of ")?,
            "\n" => write!(f, "a {secret}list, one to a line, of ")?,
            other => write!(f, "a {secret}list, separated by `{}`, of ", Escaped(other))?,
        }
        if self.ty.one_of.is_empty() {
            write!(f, "{}", Noun { ty: &self.ty, plural: true })?;
        } else {
            alternatives(f, &self.ty.one_of)?;
        }
        self.range(f)
    }

    fn range(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let port_alone = self.ty.scalar() == Kind::Port && self.ty.min.is_none() && self.ty.max.is_none();
        match (&self.ty.min, &self.ty.max) {
            (Some(min), Some(max)) => write!(f, " from {} to {}", End(min, "above "), End(max, "below "))?,
            (Some(min), None) => {
                write!(f, " of {}", End(min, if min.exclusive { "more than " } else { "at least " }))?;
            }
            (None, Some(max)) => {
                write!(f, " of {}", End(max, if max.exclusive { "less than " } else { "at most " }))?;
            }
            (None, None) if port_alone => f.write_str(" (an integer from 1 to 65535)")?,
            (None, None) => {}
        }
        if let (Some(unit), Kind::Integer | Kind::Number) = (self.unit, self.ty.scalar()) {
            write!(f, " ({})", Escaped(unit))?;
        }
        lengths(f, self.ty.min_length, self.ty.max_length)
    }
}

/// An end of a range; its words stand in front unless both ends are closed.
struct End<'a>(&'a Bound, &'static str);

impl Display for End<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(bound, words) = self;
        let words = if bound.exclusive || words.starts_with("at ") { *words } else { "" };
        write!(f, "{words}{}", Escaped(&bound.text))
    }
}

fn lengths(f: &mut fmt::Formatter<'_>, min: Option<Length>, max: Option<Length>) -> fmt::Result {
    let unit = |length: Length| match (length.bytes, length.count) {
        (true, 1) => "byte",
        (true, _) => "bytes",
        (false, 1) => "character",
        (false, _) => "characters",
    };
    match (min, max) {
        (None, None) => Ok(()),
        (Some(min), Some(max)) if min == max => write!(f, " of exactly {} {}", min.count, unit(min)),
        (Some(min), Some(max)) if min.bytes == max.bytes => {
            write!(f, " of {} to {} {}", min.count, max.count, unit(max))
        }
        (min, max) => {
            let ends = [("at least", min), ("at most", max)];
            for (at, (words, length)) in ends.into_iter().filter_map(|(w, l)| Some((w, l?))).enumerate() {
                let and = if at == 0 { " of" } else { " and" };
                write!(f, "{and} {words} {} {}", length.count, unit(length))?;
            }
            Ok(())
        }
    }
}

/// ``  `debug`, `info` ``
fn alternatives(f: &mut fmt::Formatter<'_>, values: &[Text]) -> fmt::Result {
    for (at, value) in values.iter().enumerate() {
        write!(f, "{}`{}`", if at == 0 { "" } else { ", " }, Escaped(value))?;
    }
    Ok(())
}

struct Noun<'a> {
    ty: &'a Type,
    plural: bool,
}

impl Noun<'_> {
    fn article(&self) -> &'static str {
        let vowel = match self.ty.scalar() {
            Kind::Integer | Kind::IpAddress | Kind::Email => true,
            Kind::Url => self.ty.schemes.first().is_some_and(|s| s.starts_with(['h', 'a', 'e', 'i', 'o'])),
            _ => false,
        };
        if vowel { "an" } else { "a" }
    }
}

impl Display for Noun<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (one, many) = match self.ty.scalar() {
            Kind::Text | Kind::List => ("text", "texts"),
            Kind::Integer => ("integer", "integers"),
            Kind::Number => ("number", "numbers"),
            Kind::Boolean => (
                "boolean (true/false, 1/0, yes/no or on/off)",
                "booleans (true/false, 1/0, yes/no or on/off)",
            ),
            Kind::Url => {
                for (at, scheme) in self.ty.schemes.iter().enumerate() {
                    write!(f, "{}{}", if at == 0 { "" } else { " or " }, Escaped(scheme))?;
                    f.write_str(if self.ty.authority { "://" } else { "" })?;
                }
                f.write_str(if self.ty.schemes.is_empty() { "" } else { " " })?;
                ("URL", "URLs")
            }
            Kind::Port => ("port", "ports"),
            Kind::Duration => ("duration such as `30s` or `1h30m`", "durations such as `30s` or `1h30m`"),
            Kind::Size => ("size such as `10MB` or `512KiB`", "sizes such as `10MB` or `512KiB`"),
            Kind::IpAddress => ("IP address", "IP addresses"),
            Kind::SocketAddress => {
                ("socket address such as `0.0.0.0:8080`", "socket addresses such as `0.0.0.0:8080`")
            }
            Kind::Host => ("host name or IP address", "host names or IP addresses"),
            Kind::Email => ("e-mail address", "e-mail addresses"),
            Kind::Path => ("file path", "file paths"),
            Kind::Uuid => ("UUID", "UUIDs"),
        };
        f.write_str(if self.plural { many } else { one })
    }
}
