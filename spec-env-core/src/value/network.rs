//! URLs, addresses and host names.

use std::net::{IpAddr, SocketAddr};

use super::number::is_digits;

/// The scheme of an absolute URL and what stands behind its colon; `None` when it is not one.
///
/// ```
/// use spec_env_core::value::url;
///
/// assert_eq!(url("sqlite::memory:"), Some(("sqlite", ":memory:")));
/// assert_eq!(url("localhost:8080"), None);
/// ```
#[must_use]
pub fn url(text: &str) -> Option<(&str, &str)> {
    let (scheme, rest) = text.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    let is_port = is_digits(rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_plain = if rest.is_ascii() {
        rest.bytes().all(|b| b > b' ' && b != 0x7f)
    } else {
        !rest.contains(|c: char| c.is_whitespace() || c.is_control())
    };
    (is_scheme && is_plain && !is_port && !matches!(rest, "" | "//")).then_some((scheme, rest))
}

/// An IPv4 or IPv6 address.
#[must_use]
pub fn ip_address(text: &str) -> Option<IpAddr> {
    text.parse().ok()
}

/// An IP address and a port, such as `0.0.0.0:8080` or `[::1]:8080`.
#[must_use]
pub fn socket_address(text: &str) -> Option<SocketAddr> {
    text.parse().ok().filter(|address: &SocketAddr| address.port() != 0)
}

/// Whether a text is a host name (labels of letters, digits, `-` and `_`, as in DNS and container networks) or an
/// IP address.
///
/// ```
/// use spec_env_core::value::is_host;
///
/// assert!(is_host("db.internal") && is_host("::1"));
/// assert!(!is_host("http://db") && !is_host("db:5432") && !is_host("300.1.1.1"));
/// ```
#[must_use]
pub fn is_host(text: &str) -> bool {
    is_host_name(text) || ip_address(text).is_some()
}

/// Whether a text is an e-mail address: something before an `@`, and a host name behind it.
///
/// ```
/// use spec_env_core::value::is_email;
///
/// assert!(is_email("ops@example.org"));
/// assert!(!is_email("ops@") && !is_email("Ops <ops@example.org>"));
/// ```
#[must_use]
pub fn is_email(text: &str) -> bool {
    text.rsplit_once('@').is_some_and(|(local, domain)| {
        let is_plain =
            |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '@' | '<' | '>' | ',' | ';');
        (1..=64).contains(&local.len()) && local.chars().all(is_plain) && is_host_name(domain)
    })
}

fn is_host_name(text: &str) -> bool {
    let name = text.strip_suffix('.').unwrap_or(text);
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    // A last label of digits alone would be read as an IPv4 address.
    name.len() <= 253 && name.split('.').all(is_label) && !name.rsplit('.').next().is_some_and(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_are_absolute() {
        for text in [
            "https://a",
            "postgres://u:p@h/db",
            "sqlite::memory:",
            "mailto:a@b",
            "data:,x",
            "a+b:c",
            "HTTP://A/ä",
        ] {
            assert!(url(text).is_some(), "{text}");
        }
        let bad = [
            "",
            "a",
            ":x",
            "https:",
            "https://",
            "//a",
            "/a",
            "localhost:80",
            "h:80/x",
            "1a:b",
            "a b:c",
            "a:b c",
            "a:b\n",
        ];
        for text in bad {
            assert!(url(text).is_none(), "{text:?}");
        }
    }

    #[test]
    fn addresses_are_complete() {
        assert!(["127.0.0.1", "::1"].iter().all(|t| ip_address(t).is_some()));
        assert!(["localhost", "127.0.0.1:80", "1.2.3", "[::1]"].iter().all(|t| ip_address(t).is_none()));
        assert!(["127.0.0.1:80", "[::1]:80"].iter().all(|t| socket_address(t).is_some()));
        assert!(
            ["localhost:80", "127.0.0.1", ":80", "1.1.1.1:0"].iter().all(|t| socket_address(t).is_none())
        );
    }

    #[test]
    fn hosts_are_names_or_addresses() {
        let long = "a".repeat(64);
        for text in ["a", "a.b.", "my_service", "10.0.0.1", "fe80::1", "xn--bcher-kva.example"] {
            assert!(is_host(text), "{text}");
        }
        for text in ["", ".", "a..b", "-a", "a-", "a b", "a/b", "1.2.3.999", "bücher", &long] {
            assert!(!is_host(text), "{text:?}");
        }
    }

    #[test]
    fn mail_addresses_have_two_sides() {
        assert!(["a@b", "a.b+c@d.example"].iter().all(|t| is_email(t)));
        assert!(["", "a", "@b", "a@", "a@b@c", "a b@c", "a@b c", "<a@b>"].iter().all(|t| !is_email(t)));
    }
}
