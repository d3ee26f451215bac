//! Lists as a kind of value: what separates their items, and what these are.

use super::context::Cx;
use super::literal::literals;
use super::noun::{is_head, scheme};
use super::phrases::{LIST_NOUNS, SEPARATORS, TYPES};
use super::{FactKind, TypeFact};
use crate::contract::Kind;
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// `comma-separated list of integers`, `list of hosts separated by semicolons`.
pub(super) fn list(cx: &Cx<'_>, at: usize) -> Option<(Vec<FactKind>, usize)> {
    let (fact, next) = listed(cx, at)?;
    // "a comma-separated list of `a`, `b` and `c`"
    let (values, behind) = literals(cx, next, false);
    if values.len() > 1 && is!(cx.before(next), "of") {
        return Some((vec![FactKind::Type(fact), FactKind::OneOf(values)], behind));
    }
    Some((vec![FactKind::Type(fact)], next))
}

fn listed(cx: &Cx<'_>, at: usize) -> Option<(TypeFact, usize)> {
    let mut fact = TypeFact { kind: Some(Kind::List), ..TypeFact::default() };
    let mut here = at;
    // "spaces" alone is no separator: "spaces around the items".
    let alone = |next: usize| next == here + 1 && is!(cx.at(here), "comma commas spaces space");
    if let Some((separator, next)) = separator(cx, here).filter(|(_, next)| !alone(*next)) {
        fact.separator = Some(separator);
        here = next;
        // "comma-separated integers": the noun is the item.
        if let Some((kind, next)) =
            TYPES.at(cx.tokens, here).filter(|(kind, next)| *kind != Kind::Text && is_head(cx, *next))
        {
            fact.item = Some(kind);
            return Some((fact, next));
        }
        if let Some(((), next)) = LIST_NOUNS.at(cx.tokens, here) {
            here = next;
        }
    } else if is!(cx.at(here), "list array lists arrays") {
        here += 1;
    } else {
        return separated(cx, at);
    }
    if is!(cx.at(here), "of") {
        // "a list of comma-separated integers"
        let inner = separator(cx, here + 1).filter(|_| fact.separator.is_none());
        let from = inner.as_ref().map_or(here + 1, |(_, next)| *next);
        fact.separator = fact.separator.or(inner.map(|(separator, _)| separator));
        if let Some((schemes, next)) = urls(cx, from) {
            (fact.item, fact.schemes, here) = (Some(Kind::Url), schemes, next);
        } else {
            (fact.item, here) = item(cx, from);
        }
        here += usize::from(cx.punct(here, ",") && separator(cx, here + 1).is_some());
        if let Some((separator, next)) = separator(cx, here) {
            fact.separator = Some(separator);
            here = next;
        }
    } else if fact.separator.is_none() {
        return None;
    }
    Some((fact, here))
}

/// `host names separated by commas`: a list without the word.
pub(super) fn separated(cx: &Cx<'_>, at: usize) -> Option<(TypeFact, usize)> {
    let (item, next) = TYPES.at(cx.tokens, at)?;
    let (separator, next) = separator(cx, next + usize::from(cx.punct(next, ",")))?;
    let item = Some(item).filter(|kind| *kind != Kind::Text);
    Some((TypeFact { kind: Some(Kind::List), item, separator: Some(separator), ..TypeFact::default() }, next))
}

/// What separates the items of a list: `semicolon-separated`, `separated by "|"`, `` `;`-separated ``.
pub(crate) fn separator(cx: &Cx<'_>, at: usize) -> Option<(String, usize)> {
    // "CSV file path" is about the file.
    let about =
        |next: usize| is!(cx.at(next - 1), "csv") && is!(cx.at(next), "file files path paths filename");
    if let Some((separator, next)) = SEPARATORS.at(cx.tokens, at).filter(|(_, next)| !about(*next)) {
        return Some((separator.to_owned(), next));
    }
    let marked = |at: usize| {
        let mark = cx.token(at).filter(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote));
        mark.map(|t| match t.inner(cx.text) {
            "\\n" => "\n".to_owned(),
            "\\t" => "\t".to_owned(),
            text => text.to_owned(),
        })
    };
    let word = |at: usize| cx.token(at);
    // "split on `;`"
    if let Some(mark) = marked(at).filter(|_| is!(cx.before(at), "on at by")) {
        return Some((mark, at + 1));
    }
    if word(at + 1).is_some_and(|t| is!(t, "-separated -delimited separated delimited")) {
        return Some((marked(at)?, at + 2));
    }
    let led = word(at).is_some_and(|t| is!(t, "separated delimited divided split"))
        && word(at + 1).is_some_and(|t| is!(t, "by with on at"));
    let mark = at + 2 + usize::from(word(at + 2).is_some_and(|t| is!(t, "a the")));
    let mark = mark + usize::from(word(mark).is_some_and(|t| is!(t, "character")));
    Some((marked(mark).filter(|_| led)?, mark + 1))
}

/// `http or https URLs`: the schemes of a list's items, and the position behind the noun.
fn urls(cx: &Cx<'_>, at: usize) -> Option<(Vec<String>, usize)> {
    let mut schemes = Vec::new();
    let mut here = at;
    loop {
        match scheme(cx, here) {
            Some(scheme) => schemes.push(scheme),
            None if is!(cx.at(here), "or and valid absolute") || cx.punct(here, ",/") => {}
            None => break,
        }
        here += 1;
    }
    let (kind, next) = TYPES.at(cx.tokens, here).filter(|(_, next)| is_head(cx, *next))?;
    (kind == Kind::Url && !schemes.is_empty()).then_some((schemes, next))
}

/// The kind of a list's items; an unknown noun is text.
fn item(cx: &Cx<'_>, at: usize) -> (Option<Kind>, usize) {
    let mut here = at;
    while cx.is_noun(here) || cx.at(here).kind == TokenKind::Name && cx.name(here).is_none() {
        if let Some((kind, next)) = TYPES.at(cx.tokens, here).filter(|(_, next)| is_head(cx, *next)) {
            return (Some(kind), next);
        }
        if separator(cx, here).is_some() {
            break;
        }
        here += 1;
    }
    (None, here)
}
