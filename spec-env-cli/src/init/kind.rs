//! What a value looks like.

use spec_env_core::contract::{Kind, Type};
use spec_env_core::value;

/// The kind that a value is most likely of, by the same rules that will judge it.
pub(super) fn of(name: &str, text: &str) -> Option<Kind> {
    let has_unit =
        text.starts_with(|c: char| c.is_ascii_digit()) && text.ends_with(|c: char| c.is_ascii_alphabetic());
    let is_port = name == "PORT" || name.ends_with("_PORT");
    let kinds = [
        (Kind::Boolean, matches!(text.to_ascii_lowercase().as_str(), "true" | "false")),
        (Kind::Port, is_port && value::port(text).is_some()),
        (Kind::Integer, value::integer(text).is_some()),
        (Kind::Number, text.contains('.') && value::number(text).is_some()),
        (Kind::Duration, has_unit && value::duration(text).is_some()),
        (Kind::Size, has_unit && value::size(text).is_some()),
        (Kind::IpAddress, value::ip_address(text).is_some()),
        (Kind::SocketAddress, value::socket_address(text).is_some()),
        (Kind::Uuid, value::is_uuid(text)),
        (Kind::Email, value::is_email(text)),
        (Kind::Url, text.contains("://") && value::url(text).is_some()),
    ];
    kinds.into_iter().find(|(_, fits)| *fits).map(|(kind, _)| kind)
}

/// How a sentence calls a kind.
pub(super) fn noun(kind: Kind) -> &'static str {
    match kind {
        Kind::Boolean => "a boolean",
        Kind::Port => "a port",
        Kind::Integer => "an integer",
        Kind::Number => "a number",
        Kind::Duration => "a duration",
        Kind::Size => "a size",
        Kind::IpAddress => "an IP address",
        Kind::SocketAddress => "a socket address",
        Kind::Uuid => "a UUID",
        Kind::Email => "an email address",
        Kind::Url => "a URL",
        Kind::Text | Kind::Host | Kind::Path | Kind::List => "a string",
    }
}

/// Whether a default that was read back is the one that was meant.
pub(super) fn agrees(kind: Option<Kind>, found: Option<&str>, meant: &str) -> bool {
    found.is_some_and(|found| value::same(&Type { kind, ..Type::ANY }, found, meant))
}
