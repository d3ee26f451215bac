//! A loader as one writes it by hand: `std::env::var` for each field, every rule checked, every error kept.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;
use std::str::FromStr;

type Errors = Vec<(&'static str, &'static str)>;

/// The errors, a line each.
pub(crate) fn text_of(errors: &Errors) -> String {
    errors.iter().fold(String::new(), |text, (name, problem)| text + name + ": " + problem + "\n")
}

/// A required field.
pub(crate) fn must<T>(errors: &mut Errors, name: &'static str, decode: fn(String) -> Option<T>) -> Option<T> {
    taken(errors, std::env::var_os(name), name, decode)
}

/// A field with a default.
pub(crate) fn or<T>(
    errors: &mut Errors,
    name: &'static str,
    decode: fn(String) -> Option<T>,
    default: fn() -> T,
) -> Option<T> {
    taken_or(errors, std::env::var_os(name), name, decode, default)
}

/// A required field whose value was found.
pub(crate) fn taken<T>(
    errors: &mut Errors,
    value: Option<OsString>,
    name: &'static str,
    decode: fn(String) -> Option<T>,
) -> Option<T> {
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        errors.push((name, "missing"));
        return None;
    };
    decoded(errors, name, value, decode)
}

/// A field with a default whose value was found.
pub(crate) fn taken_or<T>(
    errors: &mut Errors,
    value: Option<OsString>,
    name: &'static str,
    decode: fn(String) -> Option<T>,
    default: fn() -> T,
) -> Option<T> {
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        tracing::warn!(variable = name, "is not set, so its default applies");
        return Some(default());
    };
    decoded(errors, name, value, decode)
}

fn decoded<T>(
    errors: &mut Errors,
    name: &'static str,
    value: OsString,
    decode: fn(String) -> Option<T>,
) -> Option<T> {
    let Ok(text) = value.into_string() else {
        errors.push((name, "not UTF-8"));
        return None;
    };
    let value = decode(text);
    if value.is_none() {
        errors.push((name, "invalid"));
    }
    value
}

#[allow(clippy::unnecessary_wraps)]
pub(crate) fn text(text: String) -> Option<String> {
    Some(text)
}

pub(crate) fn secret(text: String) -> Option<String> {
    Some(text).filter(|text| text.chars().count() >= 16)
}

#[allow(clippy::unnecessary_wraps)]
pub(crate) fn path(text: String) -> Option<PathBuf> {
    Some(text.into())
}

#[allow(clippy::needless_pass_by_value)]
pub(crate) fn parsed<T: FromStr>(text: String) -> Option<T> {
    text.parse().ok()
}

#[allow(clippy::needless_pass_by_value)]
pub(crate) fn port(text: String) -> Option<u16> {
    text.parse().ok().filter(|&port| port != 0)
}

#[allow(clippy::needless_pass_by_value)]
pub(crate) fn boolean(text: String) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

#[allow(clippy::needless_pass_by_value)]
pub(crate) fn list(text: String) -> Option<Vec<String>> {
    text.split(',').map(str::trim).map(|item| Some(item.to_owned()).filter(|item| !item.is_empty())).collect()
}

const _: fn(String) -> Option<IpAddr> = parsed;
