//! What a text comes to, kind by kind.

use super::{
    boolean, integer, ip_address, is_email, is_host, is_uuid, number, port, size, socket_address, url,
};
use crate::contract::{Amount, Kind, Text, Type};

/// What a text of a kind comes to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value {
    /// Something that can be compared.
    Amount(Amount),
    /// True or false.
    Boolean(bool),
    /// Only itself.
    Text,
}

/// Reads a text as the kind of a type; `None` when it is none.
pub type Reader = fn(&Type, &str) -> Option<Value>;

/// The reader of a kind; a list is read item by item.
#[must_use]
pub const fn reader(kind: Kind) -> Reader {
    match kind {
        Kind::Text | Kind::List => |_, _| Some(Value::Text),
        Kind::Integer => |_, text| integer(text).map(whole),
        Kind::Port => |_, text| port(text).map(|port| whole(port.into())),
        Kind::Number => |_, text| number(text).map(|number| Value::Amount(Amount::Real(number))),
        Kind::Boolean => |_, text| boolean(text).map(Value::Boolean),
        Kind::Duration => |_, text| {
            super::duration(text).and_then(|duration| i128::try_from(duration.as_nanos()).ok()).map(whole)
        },
        Kind::Size => |_, text| size(text).map(|bytes| whole(bytes.into())),
        Kind::Url => |ty, text| url(text).filter(|(scheme, rest)| is_wanted(ty, scheme, rest)).map(itself),
        Kind::IpAddress => |_, text| ip_address(text).map(itself),
        Kind::SocketAddress => |_, text| socket_address(text).map(itself),
        Kind::Host => |_, text| is_host(text).then_some(Value::Text),
        Kind::Email => |_, text| is_email(text).then_some(Value::Text),
        Kind::Path => |_, text| (!text.is_empty()).then_some(Value::Text),
        Kind::Uuid => |_, text| is_uuid(text).then_some(Value::Text),
    }
}

/// Reads a text as whatever kind its type has.
#[must_use]
pub fn read(ty: &Type, text: &str) -> Option<Value> {
    reader(ty.scalar())(ty, text)
}

/// What a text of a comparable kind (integer, port, number, duration, size) comes to; `None` when it is not one.
#[must_use]
pub fn amount(kind: Kind, text: &str) -> Option<Amount> {
    match reader(kind)(&Type::ANY, text)? {
        Value::Amount(amount) => Some(amount),
        Value::Boolean(_) | Value::Text => None,
    }
}

/// Whether each of some texts is a value of a kind.
#[must_use]
pub fn are_all(kind: Kind, texts: &[Text]) -> bool {
    texts.iter().all(|text| reader(kind)(&Type::ANY, text).is_some())
}

const fn whole(value: i128) -> Value {
    Value::Amount(Amount::Whole(value))
}

fn itself<T>(_: T) -> Value {
    Value::Text
}

fn is_wanted(ty: &Type, scheme: &str, rest: &str) -> bool {
    let known = ty.schemes.is_empty() || ty.schemes.iter().any(|s| s.eq_ignore_ascii_case(scheme));
    known && (!ty.authority || rest.strip_prefix("//").is_some_and(|authority| !authority.is_empty()))
}
