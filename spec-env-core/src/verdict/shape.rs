//! Tells from the shape of a bad value what probably happened. The value itself goes nowhere.

use crate::contract::{Kind, Type, Variable};
use crate::edits::distance;
use crate::environment::Environment;
use crate::report::Hint;
use crate::value;

/// What the shape of a bad value tells.
pub(super) fn hint(ty: &Type, text: &str) -> Option<Hint> {
    let kind = ty.scalar();
    if is_quoted(text) {
        Some(Hint::Quotes)
    } else if text.ends_with(['\n', '\r']) {
        Some(Hint::TrailingLineBreak)
    } else if text.trim() != text {
        Some(Hint::Blanks)
    } else if text.contains('\n') && text.bytes().all(is_base64) {
        Some(Hint::BrokenBase64)
    } else if kind == Kind::Boolean && is_nearly_boolean(text) {
        Some(Hint::MisspeltBoolean)
    } else if matches!(kind, Kind::Duration | Kind::Size) && value::is_decimal(text) {
        Some(Hint::NoUnit)
    } else if kind == Kind::Url && is_host_and_port(text) {
        Some(Hint::NoScheme)
    } else {
        None
    }
}

/// Whether a valid text has something around it that hardly belongs to it.
#[inline]
pub(super) fn is_suspect(text: &str) -> bool {
    // Nearly every value ends here, after a look at two bytes.
    let is_odd = |b: &u8| matches!(b, b'"' | b'\'' | b' ' | b'\t'..=b'\r');
    let bytes = text.as_bytes();
    (bytes.first().is_some_and(is_odd) || bytes.last().is_some_and(is_odd)) && is_wrapped(text)
}

#[cold]
fn is_wrapped(text: &str) -> bool {
    is_quoted(text) || text.trim() != text
}

/// What Kubernetes injects for a Service: `NAME_PORT` is an address, beside `NAME_SERVICE_HOST`.
pub(super) fn service_link(variable: &Variable, text: &str, environment: &dyn Environment) -> Option<Hint> {
    let is_address = ["tcp://", "udp://", "sctp://"].iter().any(|scheme| text.starts_with(scheme));
    let port = is_address.then(|| variable.name.as_bytes().windows(5).position(|part| part == b"_PORT"))?;
    let service = &variable.name[..port.unwrap_or(variable.name.len())];
    environment.value(&(service.to_owned() + "_SERVICE_HOST"))?;
    let words = service.bytes().map(|b| if b == b'_' { '-' } else { b.to_ascii_lowercase().into() });
    Some(Hint::Service(words.collect()))
}

fn is_quoted(text: &str) -> bool {
    text.len() > 1 && ['"', '\''].iter().any(|&quote| text.starts_with(quote) && text.ends_with(quote))
}

fn is_base64(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=' | b'-' | b'_' | b'\n' | b'\r')
}

fn is_nearly_boolean(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    lower.len() <= 8 && ["true", "false", "yes", "off"].iter().any(|word| distance(word, &lower) <= 1)
}

fn is_host_and_port(text: &str) -> bool {
    text.split('/')
        .next()
        .and_then(|authority| authority.rsplit_once(':'))
        .is_some_and(|(host, port)| is_host(host) && value::port(port).is_some())
}

/// Roughly; the rule itself would bring the reading of addresses into every service.
fn is_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_of_a_bad_value_tells_what_probably_happened() {
        let of = |kind, text| hint(&Type { kind: Some(kind), ..Type::ANY }, text);
        for (kind, text, hint) in [
            (Kind::Boolean, "flase", Hint::MisspeltBoolean),
            (Kind::Boolean, "FLASE", Hint::MisspeltBoolean),
            (Kind::Duration, "30", Hint::NoUnit),
            (Kind::Size, "30", Hint::NoUnit),
            (Kind::Url, "db.internal:5432/app", Hint::NoScheme),
            (Kind::Integer, "'5'", Hint::Quotes),
            (Kind::Integer, "5\r", Hint::TrailingLineBreak),
            (Kind::Integer, " 5", Hint::Blanks),
            (Kind::Uuid, "QUJD\nREVG", Hint::BrokenBase64),
        ] {
            assert_eq!(of(kind, text), Some(hint), "{text:?}");
        }
        for (kind, text) in [
            (Kind::Boolean, "apple"),
            (Kind::Boolean, "truthfully"),
            (Kind::Integer, "flase"),
            (Kind::Integer, "30s"),
            (Kind::Duration, "soon"),
            (Kind::Url, "db.internal"),
            (Kind::Host, "db:5432"),
            (Kind::Uuid, "QUJD\n(EVG"),
        ] {
            assert_eq!(of(kind, text), None, "{text:?}");
        }
    }

    #[test]
    fn only_what_is_wrapped_is_suspect() {
        for text in ["\"oak\"", "'oak'", " oak", "oak\n", "\toak\t", "''"] {
            assert!(is_suspect(text), "{text:?}");
        }
        for text in ["", "oak", "\"oak", "oak'", "\"oak'", "\"", "'", "o a k", "o\"a\"k"] {
            assert!(!is_suspect(text), "{text:?}");
        }
    }
}
