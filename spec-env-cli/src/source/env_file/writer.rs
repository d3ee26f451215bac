//! Lines of env files, such that their reader gets the value unchanged.

use std::fmt::{self, Display};

use super::Dialect;

/// Why a value cannot be written in a dialect. There is no room for the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    Nul,
    LineBreak,
    CarriageReturn,
    Quote,
    Control,
}

impl Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Nul => "no environment variable can hold a NUL byte",
            Self::LineBreak => "a line of this dialect cannot hold a line break",
            Self::CarriageReturn => "a carriage return does not survive in this dialect",
            Self::Quote => "a value of this dialect cannot hold a single quote",
            Self::Control => "a value of this dialect cannot hold a control character",
        })
    }
}

/// The line that sets a variable; values with line breaks take several.
///
/// # Errors
/// The reason why no line of the dialect says this.
pub(crate) fn line(dialect: Dialect, name: &str, value: &str) -> Result<String, Refusal> {
    if value.contains('\0') {
        return Err(Refusal::Nul);
    }
    let is_portable = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | ':' | '@' | '%' | '+' | ',' | '-')
    };
    if dialect != Dialect::K8s && value.chars().all(is_portable) {
        return Ok(format!("{name}={value}"));
    }
    let value = match dialect {
        // It keeps quotes as they are.
        Dialect::Docker if value.contains('\n') => return Err(Refusal::LineBreak),
        Dialect::Docker if value.ends_with('\r') => return Err(Refusal::CarriageReturn),
        Dialect::Docker => value.to_owned(),
        Dialect::Sh => format!("'{}'", value.replace('\'', "'\\''")),
        Dialect::K8s if value.contains('\'') => return Err(Refusal::Quote),
        Dialect::K8s if value.contains('\r') => return Err(Refusal::CarriageReturn),
        Dialect::K8s => format!("'{value}'"),
        Dialect::Dotenv | Dialect::Compose if !value.contains(['\'', '\\', '\r', '\n']) => {
            format!("'{value}'")
        }
        Dialect::Dotenv => format!("\"{}\"", escaped(value, "\\\"$", &[])),
        Dialect::Compose => {
            format!("\"{}\"", escaped(value, "\\\"$", &[('\n', "\\n"), ('\r', "\\r"), ('\t', "\\t")]))
        }
        Dialect::Systemd if value.chars().any(|c| c.is_control() && !matches!(c, '\t' | '\n')) => {
            return Err(Refusal::Control);
        }
        Dialect::Systemd => format!("\"{}\"", escaped(value, "\\\"$`", &[])),
    };
    Ok(format!("{name}={value}"))
}

/// Puts `\` in front of some characters, and other texts in the place of others.
fn escaped(value: &str, marked: &str, others: &[(char, &str)]) -> String {
    let mut text = String::with_capacity(value.len() + 8);
    for c in value.chars() {
        if let Some((_, instead)) = others.iter().find(|(other, _)| *other == c) {
            text.push_str(instead);
            continue;
        }
        if marked.contains(c) {
            text.push('\\');
        }
        text.push(c);
    }
    text
}
