//! The kind of value that words beside a variable state: `as an integer`, `SHALL be a list of ports`.

use std::ops::Range;

use super::attribute::{Found, Place, attribute};
use super::choice::words;
use super::context::Cx;
use super::form::asked;
use super::list_kind::{separated, separator};
use super::literal::{ends_clause, literal};
use super::noun::{code_kind, is_head, is_notation, noun_phrase, unit};
use super::phrases::{ATTRIBUTES, Attribute, SEPARATORS, TYPES, VERBS};
use super::{CLOSE, FactKind, NEAR, Problem, TypeFact, Wrong};
use crate::contract::Kind;
use crate::diagnostic::Code;
use crate::ears::sentence::{is_inserted, is_modal};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

/// A noun for the kind of value.
pub(super) fn typed(cx: &Cx<'_>, at: usize, place: Place) -> Option<Found> {
    // "either a URL or a path"
    let at = at + usize::from(is!(cx.at(at), "either"));
    let token = cx.token(at)?;
    let article = is!(token, "a an");
    // "split `X` on commas"
    if is!(token, "on by at")
        && has!(cx, at.saturating_sub(8)..at, "split splits splitting")
        && let Some((separator, next)) = separator(cx, at + 1)
    {
        let list = TypeFact { kind: Some(Kind::List), separator: Some(separator), ..TypeFact::default() };
        return Some(Found::facts(vec![FactKind::Type(list)], next));
    }
    if let Some(found) = notation(cx, at).filter(|_| place == Place::Clause) {
        return Some(found);
    }
    // "`X`: the size" describes.
    let described = place == Place::Remark && is!(cx.before(at), "the") && is!(token, "size number");
    if described || place == Place::Clause && !is_led(cx, at, token) {
        return None;
    }
    let noun = noun_phrase(cx, at);
    let behind = noun.as_ref().map(|(_, next)| *next);
    // "contains a valid host name" is about a part of a URL.
    let url = |name: usize| {
        let named = ["URL", "URI", "DSN"].iter().any(|end| cx.inner(name).ends_with(end));
        named || has!(cx, name..at, "url uri")
    };
    if let Some((facts, next)) = &noun
        && is!(cx.before(at), "contain contains containing")
        && facts.iter().any(is_part)
        && (0..at).rev().take(NEAR).find(|&at| cx.name(at).is_some()).is_some_and(url)
    {
        return Some(Found { next: *next, ..Found::default() });
    }
    // "send `X` as a bearer token": what it is for, not what it is.
    let role = place == Place::Clause
        && is!(cx.before(at), "as")
        && is!(cx.at(behind.map_or(at, |next| next - 1)), "token tokens identifier word");
    // "inline in `A` or as a path in `B`" says it of `B`.
    let of_next = |next: usize| {
        let name = next + 1 + usize::from(is!(cx.at(next + 1), "the"));
        is!(cx.before(at), "as")
            && is!(cx.at(next), "in from via")
            && cx.name(name).is_some()
            && !cx.at(name).is_plain_name(cx.text)
    };
    if role || place == Place::Clause && behind.is_some_and(of_next) {
        return None;
    }
    if let Some((mut facts, mut next)) = noun
        && !names_a_file(cx, next)
        // "(host/port/user)" is what it is made of.
        && !(place == Place::Remark && cx.punct(next, "/"))
        && (place == Place::Clause || article || is_kind(cx, at))
    {
        // "a positive integer or zero"
        let zero = is!(cx.at(next), "or") && (is!(cx.at(next + 1), "zero") || cx.inner(next + 1) == "0");
        for fact in &mut facts {
            if let FactKind::Min(end) = fact
                && zero
            {
                (end.exclusive, next) = (false, next + 2);
            }
        }
        let near = cx.until(next + CLOSE);
        let limits = attribute(&near, next + usize::from(is!(cx.at(next), "of")), place)
            .filter(Found::limits)
            .map_or(next, |found| found.next);
        if let Some((fits, behind)) = or_other(&cx.until(limits + CLOSE), &mut facts, limits) {
            if !fits {
                let mut found = Found::problem(cx, at, behind, ALTERNATIVES.0, ALTERNATIVES.1);
                for fact in facts {
                    if !fact.says_what() {
                        found.facts.push(fact);
                    }
                }
                return Some(found);
            }
            next = if limits > next { next } else { behind };
        }
        // "a lowercase string"
        let form = (at..next).find_map(|at| asked(&cx.until(next), at));
        let problem = form.and_then(|found| found.problem);
        return Some(Found { problem, ..Found::facts(facts, next) });
    }
    let alone = at == 0 || cx.follows(at, "(,;") || is!(cx.before(at), "in");
    if place == Place::Remark {
        let (unit, next) =
            unit(cx, at).filter(|_| alone).filter(|(_, next)| *next >= cx.end() || cx.punct(*next, ",;)"))?;
        return Some(Found::facts(vec![FactKind::Unit(unit)], next));
    }
    unknown_noun(cx, at)
}

/// Whether the words in front of a noun in the main clause make it the kind of a value: "SHALL be a URL", "as an integer".
fn is_led(cx: &Cx<'_>, at: usize, token: &Token) -> bool {
    let article = is!(token, "a an");
    // "SHALL be, if present, an integer"
    let inserted = cx.follows(at, ",") && is_inserted(cx.tokens, at.saturating_sub(3));
    let before = cx.before(if inserted { at.saturating_sub(4) } else { at });
    let led = is!(
        before,
        "as be is are being into contain contains containing hold holds holding to type represent represents either"
    ) || is!(before, "it") && cx.text[before.span()].ends_with('s'); // "validate it's a URL"
    // "is optional and an integer"
    let ends = || noun_phrase(cx, at).is_some_and(|(_, next)| ends_clause(cx, next));
    let presence = is!(before, "and") && is!(cx.at(at.wrapping_sub(2)), "optional required mandatory secret");
    let led = led || presence && ends();
    let accepts =
        is!(before, "accept accepts accepting support supports allow allows allowing parse take takes");
    let listed = SEPARATORS.at(cx.tokens, at + 1).is_some();
    // "the `A` and `B` environment variables SHALL be URLs"
    let several_named = || {
        let near = at.saturating_sub(CLOSE)..at;
        has!(cx, near.clone(), "variables vars both all they") || cx.names_in(near).len() > 1
    };
    let plural = || {
        let among = is!(before, "as") || is!(before, "be contain hold both") && several_named();
        is!(before, "are type into") || among && is_kind(cx, at)
    };
    let text = || {
        let worded = |kind| kind == Kind::Text || is!(token, "numeric boolean");
        // "must be integer from 0 to 27", "must be valid URL"
        let noun = at + usize::from(is!(token, "valid"));
        let alone = |next| ends_clause(cx, next) || ATTRIBUTES.at(cx.tokens, next).is_some();
        is!(before, "be") && TYPES.at(cx.tokens, noun).is_some_and(|(kind, next)| worded(kind) || alone(next))
    };
    // "the `X` env var, integer, default 60"
    let bare = || {
        let goes_on = |at: usize| match ATTRIBUTES.at(cx.tokens, at) {
            Some((Attribute::Default, next)) => literal(cx, next, false).is_some(),
            Some((_, next)) => ends_clause(cx, next),
            None => false,
        };
        let more = |next: usize| cx.punct(next, ",") && goes_on(next + 1);
        cx.follows(at, ",") && noun_phrase(cx, at).is_some_and(|(_, next)| more(next)) && is_kind(cx, at)
    };
    let apposed = || (article || is!(token, "positive non-negative") || bare()) && stands_behind_name(cx, at);
    // "`A` SHALL be an integer and `B` a duration"
    let elided = || {
        let name = at.wrapping_sub(1);
        let said = |i: usize| is!(cx.at(i), "be is as") && is!(cx.at(i + 1), "a an");
        cx.name(name).is_some()
            && (is!(cx.before(name), "and") || cx.follows(name, ","))
            && (at.saturating_sub(CLOSE)..name).any(said)
            && ends()
    };
    // "SHALL take an integer"
    let kind = || {
        let signed = is!(cx.at(at + 1), "positive non-negative")
            && TYPES
                .at(cx.tokens, at + 2)
                .is_some_and(|(kind, _)| matches!(kind, Kind::Integer | Kind::Number));
        signed || TYPES.at(cx.tokens, at + 1).is_some_and(|(kind, _)| kind != Kind::Text)
    };
    // "SHALL contain one or more host names separated by commas"
    let several = || is!(before, "contain contains hold holds be more") && separated(cx, at).is_some();
    // "SHALL support comma-separated values"
    let several_of = || SEPARATORS.at(cx.tokens, at).is_some() || listed && is!(token, "multiple several");
    // "accepting integer values between 1 and 50"
    let numbers = || {
        let counts = |fact: TypeFact| matches!(fact.kind, Some(Kind::Integer | Kind::Number));
        let takes = is!(before, "accepting allowing accept accepts take takes") && !article;
        takes && kind_at(cx, at).is_some_and(|(fact, ..)| counts(fact))
    };
    let said = (led || is!(before, "both each")) && (article || plural() || text())
        || accepts && (article && (listed || kind()) || several_of())
        || numbers();
    said || apposed() || several() || article && elided()
}

/// Whether a kind is that of a part of URLs and addresses.
fn is_part(fact: &FactKind) -> bool {
    matches!(fact, FactKind::Type(fact) if matches!(fact.kind, Some(Kind::Host | Kind::Port)))
}

/// What is wrong where a value may be of several kinds, and what to do.
const ALTERNATIVES: Wrong = (
    "may be of one kind or another, which no rule of a contract states",
    "state one kind, or describe the whole value: `{name} SHALL match the regular expression \"auto|[0-9]+\"`",
);

/// `between 5 and 300, or 0 to disable it`: a value that its limits leave out.
pub(super) fn or_value(cx: &Cx<'_>, at: usize, found: &Found) -> Option<Found> {
    let or = found.next + usize::from(cx.punct(found.next, ","));
    let number = |at: usize| cx.at(at).kind == TokenKind::Number;
    let behind = is!(cx.at(or), "or")
        && number(or + 1)
        && (is!(cx.at(or + 2), "to for which meaning") || ends_clause(cx, or + 2));
    (found.limits() && behind).then(|| Found::problem(cx, at, or + 2, ALTERNATIVES.0, ALTERNATIVES.1))
}

/// `a port or "auto"`, `a URL, a path or an IP address`: whether one kind has room for all of them, which is stated then,
/// and the position behind them. The first alone would refuse values that are meant.
fn or_other(cx: &Cx<'_>, facts: &mut [FactKind], next: usize) -> Option<(bool, usize)> {
    let mut stated = None;
    for fact in facts {
        if let FactKind::Type(fact) = fact {
            stated = Some(fact);
        }
    }
    let fact = stated?;
    // A list of any text has room for every text.
    let mut kind = Some(fact.item.or(fact.kind).filter(|kind| *kind != Kind::List)?);
    let (mut here, mut joined) = (next, false);
    loop {
        let comma = here + usize::from(cx.punct(here, ","));
        let or = is!(cx.at(comma), "or") || cx.punct(comma, "|");
        let another = other(cx, comma + usize::from(or), &fact.schemes);
        let Some((other, behind)) = another.filter(|(other, _)| or || comma > here && other.is_some()) else {
            break;
        };
        kind = kind.and_then(|kind| either(kind, other));
        joined |= or;
        here = behind;
    }
    let stated = if fact.item.is_some() { &mut fact.item } else { &mut fact.kind };
    *stated = kind.filter(|_| joined).or(*stated);
    joined.then_some((kind.is_some(), here))
}

/// What else a value may be, if it is a kind of value like the one before, and the position behind it.
fn other(cx: &Cx<'_>, at: usize, schemes: &[String]) -> Option<(Option<Kind>, usize)> {
    let first = at + usize::from(is!(cx.at(at), "a an"));
    if VERBS.at(cx.tokens, first).is_some()
        || is!(cx.at(first), "empty blank none null nil undefined error warn skip continue proceed disable")
    {
        return None;
    }
    let (kind, next) = if let Some((fact, alone, next)) = kind_at(cx, at) {
        (fact.kind.filter(|_| alone && fact.schemes == schemes), next)
    } else {
        // "or the special value `auto`"
        let spelled = |i: &usize| !is!(cx.at(*i), "a an the special string word keyword literal text");
        let (value, next) = literal(cx, (at..at + 4).find(spelled)?, true)?;
        let aside = value.name || has!(cx, at..next, "default") || is!(cx.at(next), "if when otherwise by");
        (None, Some(next).filter(|_| !aside)?)
    };
    // "a URL or startup SHALL fail"
    let acts = cx.words.tokens.get(next).is_some_and(is_modal);
    (!acts).then_some((kind, next))
}

/// The kind of value that a noun phrase states, whether it states nothing else, and the position behind it.
fn kind_at(cx: &Cx<'_>, at: usize) -> Option<(TypeFact, bool, usize)> {
    let first = at + usize::from(is!(cx.at(at), "a an"));
    let (facts, next) = noun_phrase(cx, at).filter(|(_, next)| is_kind(cx, first) || *next <= first + 2)?;
    let alone = facts.len() == 1;
    for fact in facts {
        if let FactKind::Type(fact) = fact {
            return Some((fact, alone, next));
        }
    }
    None
}

/// `"auto" or a port`, with the position behind the literals.
pub(super) fn or_kind(cx: &Cx<'_>, at: usize, next: usize) -> Option<Found> {
    let (.., behind) = kind_at(cx, next + 1).filter(|_| is!(cx.at(next), "or"))?;
    Some(Found::problem(cx, at, behind, ALTERNATIVES.0, ALTERNATIVES.1))
}

/// The kind that has room for a kind and another, or for a literal beside it.
fn either(one: Kind, other: Option<Kind>) -> Option<Kind> {
    match (one, other) {
        (Kind::Text, _) | (_, Some(Kind::Text)) => Some(Kind::Text),
        (Kind::Path, None) => Some(one),
        (Kind::Integer, Some(Kind::Number)) | (Kind::Number, Some(Kind::Integer)) => Some(Kind::Number),
        (Kind::Host, Some(Kind::IpAddress)) | (Kind::IpAddress, Some(Kind::Host)) => Some(Kind::Host),
        _ => other.filter(|other| *other == one),
    }
}

/// `as a path in X_FILE`: what the words say is where the value is, not what it is.
fn names_a_file(cx: &Cx<'_>, at: usize) -> bool {
    let led = is!(cx.at(at), "in from given named specified by");
    led && (at..at + 5).any(|i| cx.candidate(i).is_some() && cx.inner(i).ends_with("_FILE"))
}

/// Whether a comma and a name, or the words for a variable, stand in front: "the `X` environment variable, a port".
fn stands_behind_name(cx: &Cx<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(2).filter(|_| cx.follows(at, ",")) else { return false };
    cx.name(before).is_some() || is!(cx.at(before), "variable variables var vars environment env")
}

/// Whether a noun phrase in a remark says a kind from its first word on: "database host" describes, "host" states.
fn is_kind(cx: &Cx<'_>, at: usize) -> bool {
    let kind = |i: usize| TYPES.at(cx.tokens, i).is_some() || SEPARATORS.at(cx.tokens, i).is_some();
    // "token expiry duration" and "maximum upload size" describe, "integer port" states.
    let goes_on = TYPES.at(cx.tokens, at).is_some_and(|(_, next)| !is_head(cx, next) && !kind(next));
    let attribute = ATTRIBUTES.at(cx.tokens, at).is_some_and(|(attribute, _)| {
        !matches!(attribute, Attribute::Default | Attribute::AtLeast | Attribute::AtMost)
    });
    let known = kind(at) && !goes_on || attribute || is!(cx.at(at), "valid go absolute non-empty");
    let scheme =
        cx.inner(at).ends_with("://") || is!(cx.at(at), "http https ws wss postgres redis amqp mysql");
    // "internal secret"
    let secret = cx.is_noun(at) && is!(cx.at(at + 1), "secret") && !cx.is_noun(at + 2);
    known
        || scheme
        || secret
        || is!(cx.at(at), "list array lists arrays number")
        || code_kind(cx, at).is_some()
}

/// `SHALL be a colour`: a noun that is no kind of value, alone behind *be*.
fn unknown_noun(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let obliged = at >= 2 && is!(cx.before(at), "be") && is!(cx.at(at - 2), "shall must to");
    let notation = is_notation(cx, at + 2);
    let mut next = at + 1;
    let number = |at: usize| cx.token(at).is_some_and(|t| t.kind == TokenKind::Number);
    // "a JSON object": an acronym is part of the noun.
    let acronym = |at: usize| cx.candidate(at).is_some() && !cx.at(at).marked && cx.name(at).is_none();
    while cx.is_noun(next) || acronym(next) || number(next) || is!(cx.at(next), "of") && number(next + 1) {
        next += 1;
    }
    // "a log level (debug, info, warn)"
    if let Some((values, behind)) = words(cx, next + 1).filter(|_| obliged && cx.punct(next, "("))
        && cx.punct(behind, ")")
    {
        return Some(Found::facts(vec![FactKind::OneOf(values)], behind + 1));
    }
    // "a log level (`debug` or `info`)", "a timeout (in seconds)": the bracket says what is meant, but not "(required)".
    let bracket = attribute(cx, next + 1, Place::Remark).filter(|_| obliged && cx.punct(next, "("));
    if bracket.is_some_and(|found| found.facts.iter().any(FactKind::says_what)) {
        return Some(Found { next, ..Found::default() });
    }
    let format = is!(cx.at(next), "in") && has!(cx, next..next + 5, "format notation");
    let alone = format || next >= cx.end() || cx.punct(next, ",.;(") || is!(cx.at(next), "and");
    // "anything else SHALL be an error"
    if has!(cx, at..next, "error failure") {
        return None;
    }
    if !(notation || obliged && alone && (1..=3).contains(&(next - at - 1))) {
        return None;
    }
    Some(no_kind(cx, at..next))
}

/// `SHALL be valid JSON`, `SHALL be base64-encoded`: a notation, where a kind would stand.
fn notation(cx: &Cx<'_>, at: usize) -> Option<Found> {
    let obliged = at >= 2 && is!(cx.before(at), "be") && is!(cx.at(at - 2), "shall must to");
    let noun = at + usize::from(is!(cx.at(at), "valid"));
    let said =
        is!(cx.at(noun), "json yaml xml toml base64 hex base64-encoded hex-encoded url-encoded json-encoded");
    (obliged && said && ends_clause(cx, noun + 1)).then(|| no_kind(cx, at..noun + 1))
}

/// What is no kind of value, by the words for it.
fn no_kind(cx: &Cx<'_>, words: Range<usize>) -> Found {
    let noun = &cx.text[cx.span(words.clone())];
    let problem = Problem::new(
        Code::NotUnderstood,
        cx.span(words.clone()),
        format!("asks for {noun}, which is no kind of value"),
        "name a kind, as in `{name} SHALL be an integer`: an integer, a number, a boolean, a URL, a port, a duration, a byte size, an IP address, a host name, an e-mail address, a file path, a UUID, one of `a` or `b`, or text matching the regular expression `…`",
    );
    Found { problem: Some(problem), next: words.end, ..Found::default() }
}
