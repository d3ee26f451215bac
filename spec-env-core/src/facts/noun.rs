//! Nouns for kinds of value: "a comma-separated list of URLs", "a secret https URL", "a positive integer".

use super::attribute::Found;
use super::context::{Cx, is_function_word};
use super::form::ITEMS;
use super::list_kind::list;
use super::literal::{is_character, literal, literals, number_word};
use super::phrases::{ATTRIBUTES, Attribute, TYPES, UNITS};
use super::range::between;
use super::{CLOSE, End, FactKind, Literal, TypeFact};
use crate::contract::Kind;
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// "as a `u16`": a kind that is written as in code.
pub(super) fn code_kind(cx: &Cx<'_>, at: usize) -> Option<(Kind, usize)> {
    let primitive = matches!(
        cx.inner(at),
        "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" | "f32" | "f64" | "bool"
    );
    let listed =
        (is!(cx.at(at + 1), "or") || cx.punct(at + 1, ",/")) && cx.at(at + 2).kind == TokenKind::Code;
    if cx.at(at).kind != TokenKind::Code || !primitive || listed || !is!(cx.before(at), "a an as") {
        return None;
    }
    let kind = match cx.inner(at) {
        "bool" => Kind::Boolean,
        "f32" | "f64" => Kind::Number,
        _ => Kind::Integer,
    };
    Some((kind, at + 1))
}

/// The facts that a noun phrase at a position states, and the position behind it.
pub(crate) fn noun_phrase(cx: &Cx<'_>, at: usize) -> Option<(Vec<FactKind>, usize)> {
    let mut facts = Vec::new();
    let mut schemes: Vec<String> = Vec::new();
    let mut here = at;
    let mut unknown = 0;
    here += usize::from(is!(cx.at(here), "a an"));
    while here < cx.end() {
        if let Some((list, next)) = list(cx, here).filter(|_| !is_notation(cx, here)) {
            facts.extend(list);
            return Some((facts, next));
        }
        if let Some((attribute, next)) = ATTRIBUTES.at(cx.tokens, here)
            && let Some(fact) = adjective(attribute)
        {
            let alone =
                matches!(fact, FactKind::Secret) && !cx.is_noun(next) && TYPES.at(cx.tokens, next).is_none();
            facts.push(fact);
            if alone {
                return Some((facts, next));
            }
            here = next;
            continue;
        }
        let kind = TYPES.at(cx.tokens, here).filter(|(_, next)| is_head(cx, *next));
        // "a relative URL" is none that is absolute.
        let kind = kind.filter(|(kind, _)| *kind != Kind::Url || !is!(cx.before(here), "relative"));
        if let Some((kind, next)) = kind.or_else(|| code_kind(cx, here)) {
            return Some(of_kind(cx, kind, next, facts, schemes));
        }
        if let Some((length, next)) = exact_length(cx, here) {
            facts.push(FactKind::Min(length.clone()));
            facts.push(FactKind::Max(length));
            here = next;
            continue;
        }
        if is!(cx.at(here), "number") && is!(cx.at(here + 1), "of") && UNITS.at(cx.tokens, here + 2).is_some()
        {
            facts.push(FactKind::Type(TypeFact { kind: Some(Kind::Integer), ..TypeFact::default() }));
            facts.push(FactKind::Unit(cx.inner(here + 2).to_owned()));
            return Some((facts, here + 3));
        }
        // "a timeout between 1 and 60 seconds"
        if unknown > 0 && ATTRIBUTES.at(cx.tokens, here).is_some() {
            return Some((facts, here));
        }
        // "HTTP API base URL" says what the API speaks.
        if is!(cx.at(here), "api service server proxy client") {
            schemes.clear();
        }
        // "an HTTP(S) URL"
        let both = is!(cx.at(here), "http")
            && cx.punct(here + 1, "(")
            && is!(cx.at(here + 2), "s")
            && cx.punct(here + 3, ")");
        if both {
            schemes.extend(["http".to_owned(), "https".to_owned()]);
            here += 4;
            continue;
        }
        if let Some(scheme) = scheme(cx, here) {
            schemes.push(scheme);
        } else if !(is!(cx.at(here), "or valid non-empty") && unknown == 0
            || qualifies(cx, here, &mut unknown))
        {
            break;
        }
        here += 1;
    }
    // "a timeout in seconds": a number of them.
    if unknown > 0
        && cx.token(here).is_some_and(|t| is!(t, "in"))
        && let Some((unit, next)) = unit(cx, here + 1)
    {
        facts.push(FactKind::Unit(unit));
        return Some((facts, next));
    }
    // "a 4 character code": the length says it, whatever the noun.
    facts.iter().any(|fact| matches!(fact, FactKind::Max(_))).then_some((facts, here))
}

/// What stands behind the noun for a kind: schemes, units, lengths and values that are refused.
fn of_kind(
    cx: &Cx<'_>,
    kind: Kind,
    mut next: usize,
    mut facts: Vec<FactKind>,
    mut schemes: Vec<String>,
) -> (Vec<FactKind>, usize) {
    if let Some((named, behind)) = schemes_behind(cx, next).filter(|_| kind == Kind::Url) {
        schemes.extend(named);
        next = behind;
    }
    // "a duration in seconds": a number of them.
    if kind == Kind::Duration
        && let Some((unit, next)) = unit_noun(cx, next)
    {
        facts.push(FactKind::Unit(unit));
        return (facts, next);
    }
    // "an HTTP port" has no scheme.
    if kind != Kind::Url {
        schemes.clear();
    }
    let fact = TypeFact { kind: Some(kind), schemes, ..TypeFact::default() };
    facts.push(FactKind::Type(fact));
    // "a string of 16 to 32 characters"
    if is!(cx.at(next), "of")
        && let Some(found) = between(cx, next + 1).filter(Found::measures)
    {
        facts.extend(found.facts);
        return (facts, found.next);
    }
    // "a hex string of 64 characters"
    if is!(cx.at(next), "of")
        && let Some((length, behind)) = end_of_range(cx, next + 1, false).filter(|(length, _)| length.length)
    {
        facts.extend([FactKind::Min(length.clone()), FactKind::Max(length)]);
        return (facts, behind);
    }
    // "a port other than 22"
    if is!(cx.at(next), "other") && is!(cx.at(next + 1), "than") {
        let (refused, behind) = literals(cx, next + 2, false);
        facts.extend((!refused.is_empty()).then_some(FactKind::Forbidden(refused)));
        return (facts, behind);
    }
    if let Some(unit) = unit_noun(cx, next) {
        facts.push(FactKind::Unit(unit.0));
        return (facts, unit.1);
    }
    (facts, next)
}

/// What an adjective says.
pub(super) fn adjective(attribute: Attribute) -> Option<FactKind> {
    match attribute {
        Attribute::Positive => Some(FactKind::Min(End::zero(true))),
        Attribute::NonNegative => Some(FactKind::Min(End::zero(false))),
        Attribute::NonZero => Some(FactKind::non_zero()),
        Attribute::Secret => Some(FactKind::Secret),
        Attribute::Required => Some(FactKind::Required),
        Attribute::Optional => Some(FactKind::Optional { stated: true }),
        _ => None,
    }
}

/// Whether a notation stands in front of a noun: a JSON array is no list of items with a separator between.
pub(crate) fn is_notation(cx: &Cx<'_>, at: usize) -> bool {
    is!(cx.before(at), "json yaml toml xml json-encoded")
}

/// `32-character`, `4 character` in front of a noun.
fn exact_length(cx: &Cx<'_>, at: usize) -> Option<(End, usize)> {
    let limited = is!(cx.before(at), "minimum maximum min max least most to than");
    end_of_range(cx, at, false).filter(|(length, next)| length.length && !limited && cx.is_noun(*next))
}

/// Whether a word may stand between an article and the noun without changing what the noun says.
fn qualifies(cx: &Cx<'_>, at: usize, unknown: &mut usize) -> bool {
    let token = cx.at(at);
    *unknown += 1;
    *unknown <= 3 && matches!(token.kind, TokenKind::Word | TokenKind::Name) && !is_function_word(token)
}

/// Whether a noun phrase ends here: what follows goes on with the sentence, or describes (`-ing`, `-ed`).
pub(super) fn is_head(cx: &Cx<'_>, next: usize) -> bool {
    if is!(cx.before(next), "number numbers") {
        // "a number of at least 5"; "the number of workers" counts them, and is no kind of value.
        let limited = is!(cx.at(next + 1), "at between");
        // "a phone number" is written in digits, and is none.
        let called = is!(
            cx.at(next.wrapping_sub(2)),
            "phone telephone mobile account version order serial build model card ticket tracking invoice reference part tax registration customer case"
        );
        if called || is!(cx.at(next), "of") && !limited {
            return false;
        }
    }
    // "size of the cache", "duration of the lease"
    let of = is!(cx.before(next), "size duration length") && is!(cx.at(next), "of");
    if of && (is!(cx.at(next + 1), "the a an each its") || cx.is_noun(next + 1)) {
        return false;
    }
    // "IPv4 CIDR"
    let acronym = cx.candidate(next).is_some() && !cx.at(next).marked && cx.name(next).is_none();
    if next >= cx.end() || !(cx.is_noun(next) || acronym) {
        return true;
    }
    let word = cx.inner(next);
    word.ends_with("ing")
        || word.ends_with("ed")
        || is!(
            cx.at(next),
            "long strictly whose between within above below over under up greater less larger smaller longer shorter higher lower more fewer other named such like divisible even min max minimum maximum fails"
        )
}

/// A URL scheme in front of "URL": `https`, `postgres://`.
pub(super) fn scheme(cx: &Cx<'_>, at: usize) -> Option<String> {
    let inner = cx.inner(at);
    if let Some((scheme, rest)) = inner.split_once("://") {
        let plain = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
        return (plain && rest.is_empty() && !scheme.is_empty()).then(|| inner.to_ascii_lowercase());
    }
    let known =
        is!(cx.at(at), "http https ws wss ftp file redis amqp postgres postgresql mysql sqlite mongodb");
    let lower = inner.chars().all(|c| c.is_ascii_lowercase()) || is!(cx.at(at), "http https");
    (known && lower).then(|| inner.to_ascii_lowercase())
}

/// `with an http or https scheme`, `with scheme wss`, behind "URL".
fn schemes_behind(cx: &Cx<'_>, at: usize) -> Option<(Vec<String>, usize)> {
    let mut schemes = Vec::new();
    let mut named = false;
    let end = cx.end().min(at + CLOSE);
    for here in (at + 1..end).take_while(|_| is!(cx.at(at), "with using")) {
        let inner = cx.inner(here).to_ascii_lowercase();
        let marked = matches!(cx.at(here).kind, TokenKind::Code | TokenKind::Quote);
        if marked || scheme(cx, here).is_some() {
            schemes.push(inner);
        } else if is!(cx.at(here), "scheme schemes protocol") {
            named = true;
            if !schemes.is_empty() {
                return Some((schemes, here + 1));
            }
        } else if !(is!(cx.at(here), "a an the or either and required") || cx.punct(here, ",/")) {
            return (named && !schemes.is_empty()).then_some((schemes, here));
        }
    }
    // "a URL using HTTPS"
    let named = named || is!(cx.at(at), "using");
    (named && !schemes.is_empty()).then_some((schemes, end))
}

/// `integer number of seconds`, `integer in seconds`.
fn unit_noun(cx: &Cx<'_>, at: usize) -> Option<(String, usize)> {
    let lead = is!(cx.at(at), "in of");
    let (_, next) = UNITS.at(cx.tokens, at + usize::from(lead)).filter(|_| lead)?;
    Some((cx.inner(next - 1).to_owned(), next))
}

/// `value in minutes`, `seconds`: the unit at a position, and the position behind it.
pub(crate) fn unit(cx: &Cx<'_>, at: usize) -> Option<(String, usize)> {
    let here = at + usize::from(is!(cx.at(at), "whole the"));
    let (_, next) = UNITS.at(cx.tokens, here)?;
    (!cx.is_noun(next)).then(|| (cx.inner(next - 1).to_owned(), next))
}

/// A number with its unit, for ranges and lengths.
pub(crate) fn end_of_range(cx: &Cx<'_>, at: usize, exclusive: bool) -> Option<(End, usize)> {
    let token = cx.at(at);
    let word = if cx.inner(at) == "one" { Some("1") } else { number_word(cx.inner(at)) };
    // "at least one of them", "at least one is required"
    let word = word.filter(|_| token.kind == TokenKind::Word && !is!(cx.at(at + 1), "of is are must shall"));
    let word = word.map(|digits| {
        let unit = UNITS.at(cx.tokens, at + 1).is_some() || is_character(cx.inner(at + 1));
        let counted = Some(cx.inner(at + 1)).filter(|word| unit || ITEMS.contains(word)).map(str::to_owned);
        let next = at + 1 + usize::from(counted.is_some());
        (Literal { unit: counted, ..Literal::plain(digits, false, token.span()) }, next)
    });
    let (literal, mut next) = word.or_else(|| literal(cx, at, false))?;
    let numeric = literal.text.starts_with(|c: char| c.is_ascii_digit() || c == '-');
    if !numeric {
        return None;
    }
    let mut length = literal.unit.as_deref().is_some_and(is_character);
    if is!(cx.at(next), "long") {
        length = true;
        next += 1;
    } else if is!(cx.at(next), "in") && is!(cx.at(next + 1), "length") {
        length = true;
        next += 2;
    }
    Some((End { literal, exclusive, length }, next))
}
