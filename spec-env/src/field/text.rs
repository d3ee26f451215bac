//! Text, and what is written as text: addresses, paths, characters.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;

use spec_env_core::value;

use super::{Field, Kind, Refusal, Type};

/// The kinds whose values are text as they stand.
pub(super) const TEXT: &[Kind] =
    &[Kind::Text, Kind::Url, Kind::Host, Kind::Email, Kind::Path, Kind::IpAddress, Kind::Uuid];

macro_rules! texts {
    ($($ty:ty)*) => {$(
        impl Field for $ty {
            const KINDS: &'static [Kind] = TEXT;

            fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
                Ok(text.into())
            }
        }
    )*};
}

texts! { String Box<str> Arc<str> }

impl Field for PathBuf {
    const KINDS: &'static [Kind] = &[Kind::Path, Kind::Text];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        Ok(text.into())
    }
}

impl Field for char {
    const KINDS: &'static [Kind] = &[Kind::Text];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        let mut chars = text.chars();
        chars.next().filter(|_| chars.next().is_none()).ok_or(Refusal::new("one character"))
    }
}

impl Field for IpAddr {
    const KINDS: &'static [Kind] = &[Kind::IpAddress];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::ip_address(&text).ok_or(Refusal::new("an IP address"))
    }
}

impl Field for Ipv4Addr {
    const KINDS: &'static [Kind] = &[Kind::IpAddress];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        text.parse().map_err(|_| Refusal::new("an IPv4 address"))
    }
}

impl Field for Ipv6Addr {
    const KINDS: &'static [Kind] = &[Kind::IpAddress];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        text.parse().map_err(|_| Refusal::new("an IPv6 address"))
    }
}

impl Field for SocketAddr {
    const KINDS: &'static [Kind] = &[Kind::SocketAddress];
    const PROVES: &'static [Kind] = Self::KINDS;

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::socket_address(&text).ok_or(Refusal::new("an IP address and a port, such as 127.0.0.1:8080"))
    }
}

#[cfg(feature = "url")]
impl Field for url::Url {
    const KINDS: &'static [Kind] = &[Kind::Url];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        Self::parse(&text).map_err(|_| Refusal::new("an absolute URL"))
    }
}

#[cfg(feature = "uuid")]
impl Field for uuid::Uuid {
    const KINDS: &'static [Kind] = &[Kind::Uuid];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        Self::try_parse(&text).map_err(|_| Refusal::new("a UUID"))
    }
}

#[cfg(feature = "regex")]
impl Field for regex::Regex {
    const KINDS: &'static [Kind] = &[Kind::Text];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        Self::new(&text).map_err(|_| Refusal::new("a regular expression"))
    }
}

#[cfg(feature = "bytesize")]
impl Field for bytesize::ByteSize {
    const KINDS: &'static [Kind] = &[Kind::Size];

    fn decode(text: String, _: &Type) -> Result<Self, Refusal> {
        value::size(&text).map(bytesize::ByteSize::b).ok_or(Refusal::new("a size, such as 10MB or 64KiB"))
    }
}
