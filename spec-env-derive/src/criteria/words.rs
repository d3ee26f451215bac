//! Kinds and values as messages name them.

use spec_env_core::contract::Kind;

/// Several values of a kind.
pub(super) fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integers",
        Kind::Number => "numbers",
        Kind::Boolean => "booleans",
        Kind::Url => "URLs",
        Kind::Port => "ports",
        Kind::Duration => "durations",
        Kind::Size => "sizes",
        Kind::IpAddress => "IP addresses",
        Kind::SocketAddress => "socket addresses",
        Kind::Host => "host names",
        Kind::Email => "e-mail addresses",
        Kind::Path => "paths",
        Kind::Uuid => "UUIDs",
        Kind::List => "lists",
    }
}

/// The variant that means a value: `read-only` → `ReadOnly`.
pub(super) fn variant(value: &str) -> String {
    let capital = |word: &str| {
        let mut chars = word.chars();
        chars.next().map(|first| first.to_uppercase().chain(chars).collect::<String>()).unwrap_or_default()
    };
    value.split(|c: char| !c.is_alphanumeric()).map(capital).collect()
}
