//! Texts that are values of a type, and texts that are not, each in a way of its own.

use std::borrow::Cow;

use regex_syntax::hir::{Class, Hir, HirKind};
use spec_env_core::contract::{Amount, Bound, Kind, Type, Variable};
use spec_env_core::value::{self, Fault, FaultKind};

/// The longest text that is made up, in bytes.
const LONGEST: u64 = 1 << 16;

/// A value for a variable; `None` where none was found.
pub(super) fn valid(variable: &Variable) -> Option<String> {
    let ty = &variable.ty;
    let fits = |text: &String| {
        value::check(ty, text).is_ok()
            && !text.is_empty()
            && !variable.hides(text)
            && variable.forbidden.iter().all(|refused| refused != text)
    };
    // The literal of a secret stays in its specification.
    let default = variable.default.iter().filter(|_| !variable.is_confidential()).map(ToString::to_string);
    default.chain(ty.one_of.iter().map(ToString::to_string)).chain(candidates(ty)).find(fits)
}

/// Texts that break the type, each with another fault.
pub(super) fn invalid(variable: &Variable) -> Vec<(Fault, String)> {
    let ty = &variable.ty;
    let mut found: Vec<(Fault, String)> = Vec::new();
    let odd = ["!", "not a value", "-1", "0", "65536", "1.5", "flase"].map(str::to_owned);
    let beyond = [&ty.min, &ty.max].into_iter().flatten().flat_map(neighbours);
    let longer = ty.max_length.map(|length| "a".repeat(limited(length.count.saturating_add(1))));
    for text in beyond.chain(odd).chain(longer).chain(candidates(&Type { kind: ty.kind, ..Type::ANY })) {
        let Err(fault) = value::check(ty, &text) else { continue };
        if !found.iter().any(|(known, _)| (known.kind, known.above) == (fault.kind, fault.above)) {
            found.push((fault, text));
        }
    }
    found.sort_by_key(|(fault, _)| (fault.kind != FaultKind::Kind, fault.above));
    found
}

/// Texts worth trying as values of a type.
fn candidates(ty: &Type) -> impl Iterator<Item = String> + '_ {
    let bounds = [&ty.min, &ty.max]
        .into_iter()
        .flatten()
        .flat_map(|bound| [bound.text.to_string()].into_iter().chain(neighbours(bound)));
    let pattern = ty.pattern.as_ref().and_then(|pattern| matching(&pattern.text));
    let shortest = ty.min_length.map_or(1, |length| length.count).max(1);
    let plain: &[&str] = match ty.scalar() {
        Kind::Text | Kind::Path => &["example"],
        Kind::Integer => &["1"],
        Kind::Number => &["1", "0.5"],
        Kind::Boolean => &["true"],
        Kind::Port => &["8080"],
        Kind::Duration => &["30s", "1h"],
        Kind::Size => &["1MB", "1KiB"],
        Kind::IpAddress => &["192.0.2.1"],
        Kind::SocketAddress => &["192.0.2.1:8080"],
        Kind::Host => &["host.example"],
        Kind::Email => &["someone@host.example"],
        Kind::Uuid => &["67e55044-10b1-426f-9247-bb680e5fe0c8"],
        Kind::Url => &["https://host.example"],
        Kind::List => &[],
    };
    let urls = ty.schemes.iter().map(|scheme| format!("{scheme}://host.example"));
    let exact = urls.chain(plain.iter().map(|&text| text.to_owned())).collect::<Vec<_>>();
    let padded = exact.clone().into_iter().map(move |text| {
        let missing = limited(shortest).saturating_sub(text.chars().count() + 1);
        format!("{text}{}{}", if missing > 0 { "/" } else { "" }, "a".repeat(missing))
    });
    let text = "a".repeat(limited(shortest));
    pattern.into_iter().chain(exact).chain(padded).chain(bounds).chain([text])
}

/// The numbers on either side of a bound.
fn neighbours(bound: &Bound) -> impl Iterator<Item = String> + use<> {
    let texts: Vec<String> = match bound.value {
        Amount::Real(value) => vec![format!("{}", value - 1.0), format!("{}", value + 1.0)],
        Amount::Whole(value) => {
            // Of durations and sizes, the smallest units lie beside it.
            let plain = [value.saturating_sub(1), value.saturating_add(1)];
            let suffixes: &[(&str, i128)] = &[("", 1), ("B", 1), ("ms", 1_000_000)];
            let each = |&(unit, scale): &(&str, i128)| {
                plain.map(|beside| {
                    let step = if beside < value { -1 } else { 1 };
                    format!("{}{unit}", value / scale + step)
                })
            };
            suffixes.iter().flat_map(each).collect()
        }
    };
    texts.into_iter()
}

fn limited(count: u64) -> usize {
    usize::try_from(count.min(LONGEST)).unwrap_or_default()
}

/// The first text that a regular expression matches.
fn matching(expression: &str) -> Option<String> {
    let hir = regex_syntax::parse(expression).ok()?;
    let mut text = Vec::new();
    write(&hir, &mut text)?;
    String::from_utf8(text).ok()
}

fn write(hir: &Hir, text: &mut Vec<u8>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.extend_from_slice(&literal.0),
        HirKind::Class(class) => text.extend_from_slice(member(class)?.as_bytes()),
        HirKind::Repetition(repetition) => {
            for _ in 0..repetition.min.min(4096) {
                write(&repetition.sub, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, text)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| write(part, text))?,
        HirKind::Alternation(parts) => write(parts.first()?, text)?,
    }
    (text.len() as u64 <= LONGEST).then_some(())
}

/// A character of a class, a readable one where there is one.
fn member(class: &Class) -> Option<Cow<'static, str>> {
    let readable = "aA0_-.";
    let has = |c: char| match class {
        Class::Unicode(class) => class.iter().any(|range| (range.start()..=range.end()).contains(&c)),
        Class::Bytes(class) => class.iter().any(|range| (range.start()..=range.end()).contains(&(c as u8))),
    };
    if let Some(c) = readable.chars().find(|&c| has(c)) {
        return Some(c.to_string().into());
    }
    match class {
        Class::Unicode(class) => Some(class.iter().next()?.start().to_string().into()),
        Class::Bytes(class) => Some(char::from(class.iter().next()?.start()).to_string().into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_match_their_patterns() {
        for expression in
            ["[a-z]{3}-[0-9]+", "^v\\d+\\.\\d+$", "(foo|bar)?x", "sk_(live|test)_[A-Za-z0-9]{24}"]
        {
            let pattern = spec_env_core::contract::Pattern::new(expression).expect(expression);
            let text = matching(expression).expect(expression);
            assert!((pattern.matches.0)(&pattern.text, &text), "{expression}: {text}");
        }
    }
}
