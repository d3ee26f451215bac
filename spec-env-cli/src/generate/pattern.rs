//! Regular expressions for what the value rules accept, in the part of the syntax that ECMAScript and RE2 share.

use spec_env_core::contract::{Amount, Bound, Kind, Type};

use spec_env_core::value;

use super::range;

/// An expression that every text of the kind and its range of whole numbers matches; the value rules may ask for more.
pub(super) fn of_kind(ty: &Type) -> Option<String> {
    let whole = |bound: &Option<Bound>, exclusive: i128| match bound {
        Some(Bound { value: Amount::Whole(value), exclusive: false, .. }) => Some(*value),
        Some(Bound { value: Amount::Whole(value), .. }) => value.checked_add(exclusive),
        _ => None,
    };
    match ty.scalar() {
        Kind::Port => {
            let (min, max) =
                (whole(&ty.min, 1).unwrap_or(1).max(1), whole(&ty.max, -1).unwrap_or(65535).min(65535));
            Some(range::expression(Some(min), Some(max)))
        }
        Kind::Integer => Some(range::expression(whole(&ty.min, 1), whole(&ty.max, -1))),
        Kind::Boolean => Some(any_case(&[value::TRUE, value::FALSE].concat())),
        Kind::Uuid => Some("^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$".to_owned()),
        Kind::Url if !ty.schemes.is_empty() => {
            let schemes: Vec<&str> = ty.schemes.iter().map(AsRef::as_ref).collect();
            Some(format!("{}:.", any_case(&schemes).trim_end_matches('$')))
        }
        Kind::Url => Some("^[A-Za-z][A-Za-z0-9+.-]*:.".to_owned()),
        // What such texts are made of; which of them are addresses is for the contract to say.
        Kind::IpAddress => Some("^[0-9A-Fa-f]*[:.][0-9A-Fa-f:.]*$".to_owned()),
        Kind::SocketAddress => Some(r"^([0-9.]+|\[[0-9A-Fa-f:.%]+\]):[0-9]+$".to_owned()),
        Kind::Host => Some("^[A-Za-z0-9._:-]+$".to_owned()),
        Kind::Email => Some(r"^[^@\s<>,;]{1,64}@[A-Za-z0-9._-]+$".to_owned()),
        Kind::Number => Some("^-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]+)?$".to_owned()),
        Kind::Duration | Kind::Size => Some("[0-9]".to_owned()),
        _ => None,
    }
}

/// An expression for the whole of a value.
pub(super) fn whole_value(expression: &str) -> String {
    format!("^(?:{expression})$")
}

/// An expression for words in any case.
pub(super) fn any_case(words: &[&str]) -> String {
    let letter = |c: char| match c {
        'a'..='z' | 'A'..='Z' => format!("[{}{}]", c.to_ascii_uppercase(), c.to_ascii_lowercase()),
        '0'..='9' => c.to_string(),
        other => format!("[{other}]"),
    };
    let words: Vec<String> = words.iter().map(|word| word.chars().map(letter).collect()).collect();
    format!("^(?:{})$", words.join("|"))
}
