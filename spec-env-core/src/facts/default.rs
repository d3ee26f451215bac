//! The value that a variable has where it is missing: `default to 5`, `(default: "x")`, `"x" as the default`.

use std::ops::Range;

use super::attribute::{Found, Place};
use super::context::Cx;
use super::literal::{canonical, ends_clause, is_spelled, literal};
use super::no_value::no_value;
use super::phrases::{ATTRIBUTES, SEPARATORS, USED};
use super::undecided::{environment, only_under, several, undecided};
use super::{CLOSE, FactKind, Literal, NEAR, Wrong};
use crate::ears::sentence::is_modal;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is, word};

/// `default to 5`, `(default: "x")`, `with a default of 30 seconds`.
pub(super) fn default(cx: &Cx<'_>, at: usize, next: usize, place: Place) -> Option<Found> {
    let phrase_end = cx.inner(next - 1);
    if is!(cx.before(next), "of for")
        && let Some(found) = default_of(cx, next)
    {
        return Some(found);
    }
    // "The default SHALL be 5" is read with its verb.
    let announces = is!(cx.at(next), "shall must should will") && is!(cx.at(next + 1), "be");
    if announces || describes(cx, at, next, place) {
        return None;
    }
    let noun = ["default", "defaults", "value", "setting", "by", "be"]
        .iter()
        .any(|w| phrase_end.eq_ignore_ascii_case(w))
        && !has!(cx, at..next, "to");
    if is!(cx.at(at), "by") {
        return Some(by_default(cx, at, next));
    }
    let led = at == 0
        || cx.follows(at, ",(;:.—–")
        || is!(cx.before(at), "with and is optional a an integer have has")
        || is!(cx.before(at), "the") && at > 1 && is!(cx.at(at - 2), "have has having")
        || is!(cx.at(at), "with over")
        || is!(cx.before(next), "be");
    // "SHALL have a secure default"
    if noun && leaves_open(cx.at(at)) {
        let said = is!(cx.before(at), "use uses have has a") && ends_clause(cx, next);
        return said.then(|| Found::problem(cx, at, next, NO_VALUE.0, NO_VALUE.1));
    }
    // "- `X` default 4"
    let value = next + usize::from(cx.punct(next, ":="));
    let marked = matches!(cx.at(value).kind, TokenKind::Number | TokenKind::Code | TokenKind::Quote);
    let led = led || marked && ends_clause(cx, value + 1) && cx.candidate(at - 1).is_some();
    if noun && place == Place::Clause && !led {
        return None;
    }
    // "SHALL have no default for X"
    if is!(cx.before(at), "no") {
        return Some(Found { next, ..Found::default() });
    }
    // "SHALL NOT give a default for X"
    let object = next + usize::from(is!(cx.at(next), "the"));
    let denied = has!(cx, at.saturating_sub(4)..at, "not never");
    if denied && is!(cx.before(next), "for") && cx.name(object).is_some() {
        return Some(Found { next, ..Found::default() });
    }
    // "use X as the default for new users"
    if is!(cx.before(next), "for")
        && has!(cx, at.saturating_sub(2)..at, "as")
        && cx.is_noun(object)
        && !environment(cx, object)
    {
        return None;
    }
    let none = next + usize::from(cx.punct(next, ":="));
    if let Some(found) = no_value(cx, at, none, place, noun) {
        return Some(found);
    }
    if let Some((values, next)) = several_in_parentheses(cx, next) {
        return Some(Found::facts(values, next));
    }
    // "default to enabled (true)"
    let switch = is!(cx.at(next), "enabled disabled on off")
        && cx.punct(next + 1, "(")
        && ["true", "false"].contains(&cx.inner(next + 2))
        && cx.punct(next + 3, ")");
    // "with default settings", "with a default value"
    let described = is!(cx.before(next), "default defaults") && cx.is_noun(next);
    let unsaid = place == Place::Clause
        && is!(cx.at(at), "with")
        && is!(cx.before(next), "default defaults value")
        && ends_clause(cx, next + usize::from(described));
    let value = literal(cx, next, !unsaid).filter(|_| !switch);
    let Some((value, behind)) =
        value.or_else(|| in_parentheses(cx, next)).or_else(|| named_by_a_noun(cx, next))
    else {
        return without_value(cx, at, next, place, noun, unsaid);
    };
    with_value(cx, at..next, value, behind, place)
}

/// What words that announce a default, and a value behind them, say.
fn with_value(
    cx: &Cx<'_>,
    words: Range<usize>,
    value: Literal,
    behind: usize,
    place: Place,
) -> Option<Found> {
    let Range { start: at, end: next } = words;
    let none = next + usize::from(cx.punct(next, ":="));
    let plural = has!(cx, at..next + 1, "defaults values");
    // "Default value of the `limit` parameter"
    let of_thing = is!(cx.before(next), "of for")
        && value.exact
        && is!(cx.at(behind), "parameter parameters option flag field header argument column property");
    if of_thing {
        return None;
    }
    // "falling back to the `--level` flag"
    if value.text.starts_with("--") && is!(cx.at(behind), "flag option") {
        return Some(Found::facts(vec![FactKind::Optional { stated: false }], behind + 1));
    }
    // "(the default `a` and `b` of the client)" tells what is so elsewhere.
    let of = behind + if is!(cx.at(behind), "and") { 2 } else { 0 };
    let determined = is!(cx.at(at), "the") || is!(cx.before(at), "the");
    if place == Place::Remark
        && determined
        && value.exact
        && is!(cx.at(of), "of")
        && is!(cx.at(of + 1), "the")
    {
        return None;
    }
    if let Some((value, next)) = bare_list(cx, &value, behind) {
        return Some(Found::facts(vec![FactKind::Default(value)], next));
    }
    if let Some((values, next)) = several(cx, &value, behind, plural) {
        return Some(Found::facts(values, next));
    }
    if let Some(condition) = only_under(cx, behind).filter(|_| place == Place::Remark) {
        let found = Found::facts(vec![FactKind::Default(value)], condition.0.end);
        return Some(Found { condition: Some(condition), ..found });
    }
    if let Some(why) = undecided(cx, behind) {
        let until = (behind..cx.end()).find(|&i| cx.punct(i, ";)")).unwrap_or(cx.end());
        return Some(Found::no_default(cx, at..until, none..until, why).quoting(value.span));
    }
    Some(Found::facts(vec![FactKind::Default(value)], behind))
}

/// `read from X, by default 5432`, `by default it is 600 seconds`.
fn by_default(cx: &Cx<'_>, at: usize, next: usize) -> Found {
    let own = cx.follows(at, ",") && cx.names_behind(at - 1) || cx.depth(at) > 0 && cx.follows(at, ",(");
    // "By default, it is 5."
    let opens = at == 0 || cx.follows(at, ".;");
    // "By default, `X` SHALL be 5."
    let named = |i: usize| cx.name(i).is_some() || is!(cx.at(i), "environment env variable");
    let be = |i: usize| is!(cx.at(i), "shall must") || is!(cx.at(i), "be") && is_modal(cx.before(i));
    let idle =
        |&i: &usize| !(cx.punct(i, ",") || is!(cx.at(i), "it this its the value is") || named(i) || be(i));
    // What "it" means is named in the sentence in front.
    let mut sentence = (0..at.saturating_sub(1)).rev().take(NEAR).take_while(|&i| !cx.punct(i, ".;"));
    let opens = opens && (at == 0 || sentence.any(|i| cx.name(i).is_some()));
    let from = if opens { (next..next + 8).find(idle).unwrap_or(next) } else { next };
    let from = from + usize::from(cx.punct(from, ":"));
    let said = is!(cx.before(from), "is be") || own;
    match literal(cx, from, false).filter(|(_, next)| said && ends_clause(cx, *next)) {
        Some((value, next)) => Found::facts(vec![FactKind::Default(value)], next),
        None => Found { next: at + 2, ..Found::default() },
    }
}

/// What words say that announce a default, and give no value.
fn without_value(
    cx: &Cx<'_>,
    at: usize,
    next: usize,
    place: Place,
    noun: bool,
    unsaid: bool,
) -> Option<Found> {
    // "fall back to the default for invalid values"
    if is!(cx.at(at), "fall falls falling")
        && is_vague(cx, next)
        && (next..next + CLOSE).any(|i| {
            is!(cx.at(i), "invalid unparseable malformed bad non-numeric out-of-range")
                && (is!(cx.at(i + 1), "value values input inputs") || ends_clause(cx, i + 1))
        })
    {
        return Some(Found::facts(vec![FactKind::InvalidFallback(None)], cx.end()));
    }
    // "with a default. The default SHALL be 5"
    let later = || cx.words.tokens.iter().skip(next).any(|t| is!(t, "default defaults defaulting"));
    if noun && place == Place::Clause && (!unsaid || later()) {
        return None;
    }
    let until = cx.end().min(next + NEAR);
    let until = (next..until).find(|&i| cx.punct(i, ",;)")).unwrap_or(until);
    // "falling back to the host's name" describes what happens.
    if is!(cx.at(at), "fall falls falling") && !is_vague(cx, next) {
        return Some(Found::facts(vec![FactKind::Optional { stated: false }], until));
    }
    let none = next + usize::from(cx.punct(next, ":="));
    let words = none..(none..cx.end()).find(|&i| cx.punct(i, ";)")).unwrap_or(cx.end());
    Some(Found::no_default(cx, at..until, words, NO_VALUE))
}

/// Whether the words speak of a default, and give none.
fn describes(cx: &Cx<'_>, at: usize, next: usize, place: Place) -> bool {
    // "the deprecated X environment variable as a fallback for Y", "an optional fallback auth token"
    let fallback = is!(cx.before(next), "fallback");
    let other = is!(cx.at(next), "for") && is!(cx.before(at), "a");
    let noun = cx.is_noun(next) && !ends_clause(cx, next + 1);
    // "a warning that the default is used"
    let used = USED.at(cx.tokens, next - 1).is_some();
    // "overrides the default timeout", "— default currency (ISO code)"
    let lone = is!(cx.before(next), "default defaults") && !cx.punct(next, ":=") && place == Place::Remark;
    let begins = cx.depth(at) == 0 && (cx.follows(at, "—–:") || is!(cx.before(at), "-"));
    let determined = begins || is!(cx.before(at), "the its a an") || is!(cx.at(at), "the its a an");
    fallback && (other || noun) || used || lone && cx.is_noun(next) && determined
}

/// What is wrong where words stand for a default, and what to do.
pub(super) const NO_VALUE: Wrong = (
    "gives a default that is no value",
    "write the value itself: `{name} SHALL default to 5`, or `… to \"text\"`",
);

/// `a comma-separated list (default: red, green, blue)`: words to the end of the remark, where a list is spoken of.
fn bare_list(cx: &Cx<'_>, first: &Literal, behind: usize) -> Option<(Literal, usize)> {
    let mut next = behind;
    let item = |at: usize| cx.is_noun(at) || cx.at(at).kind == TokenKind::Number;
    while cx.depth(next) > 0 && cx.punct(next, ",") && item(next + 1) {
        next += 2;
    }
    // "80,443" is no number there.
    let glued = cx.text[first.span.clone()].contains(',');
    let near = behind.saturating_sub(NEAR)..next + NEAR;
    let spoken = || near.clone().any(|at| SEPARATORS.at(&cx.words.tokens, at).is_some());
    let said = |at: usize| ATTRIBUTES.at(cx.tokens, at).is_some() || SEPARATORS.at(cx.tokens, at).is_some();
    let plain = !first.exact && (next > behind || glued) && !(behind..next).any(said);
    if !(plain && (next >= cx.end() || cx.punct(next, ")")) && spoken()) {
        return None;
    }
    let span = first.span.start..cx.at(next - 1).span().end;
    Some((Literal::plain(&cx.text[span.clone()], true, span), next))
}

/// `with default values for local use ("a", "b")`.
fn several_in_parentheses(cx: &Cx<'_>, at: usize) -> Option<(Vec<FactKind>, usize)> {
    let open = opening(cx, at)?;
    let behind = cx.behind_parenthesis(open);
    let (first, next) = literal(cx, open + 1, false)?;
    let (values, next) = several(&cx.until(behind - 1), &first, next, false)?;
    (next + 1 == behind).then_some((values, behind))
}

/// The parenthesis that opens behind some words of one clause.
pub(super) fn opening(cx: &Cx<'_>, at: usize) -> Option<usize> {
    (at..at + 8).find(|&i| cx.punct(i, "(,;")).filter(|&open| cx.punct(open, "("))
}

/// `the default value of the X environment variable SHALL be 5`.
fn default_of(cx: &Cx<'_>, next: usize) -> Option<Found> {
    let first = next + usize::from(is!(cx.at(next), "the"));
    let behind = cx.name(first).and_then(|_| cx.names(first))?.next;
    let value = (behind..cx.end()).find(|&at| !is!(cx.at(at), "shall must is are be will of to"))?;
    let (value, next) = literal(cx, value, true).filter(|_| value > behind)?;
    Some(Found::facts(vec![FactKind::Default(value)], next))
}

/// `default to <words> (V)`, where V is the only literal.
pub(super) fn in_parentheses(cx: &Cx<'_>, at: usize) -> Option<(Literal, usize)> {
    let open = opening(cx, at)?;
    let behind = cx.behind_parenthesis(open);
    let (value, next) = literal(&cx.until(behind), open + 1, true)?;
    // "the default SHALL be 600 seconds (10 minutes)" has given it before; "512 KiB (524288 bytes)" gives it as it is set.
    let gives = |at: usize| {
        let before = literal(cx, at, false).filter(|(_, next)| *next == open);
        let counts = |before: &Literal| match &before.unit {
            Some(unit) => canonical(unit).is_some(),
            None => value.unit.is_some(),
        };
        is_modal(cx.at(at))
            || cx.at(at).kind == TokenKind::Number && before.is_some_and(|(before, _)| counts(&before))
    };
    let counted =
        value.unit.as_deref().and_then(canonical).is_some_and(|unit| matches!(unit, "B" | "s" | "ms"));
    let own = counted || value.exact || !(at..open).any(gives);
    (own && cx.punct(next, ")")).then_some((value, behind))
}

/// `default to the region "eu"`, `use the default model "gpt-4o"`: a value behind the nouns that say what it is, and not
/// where it is found.
pub(super) fn named_by_a_noun(cx: &Cx<'_>, next: usize) -> Option<(Literal, usize)> {
    if !is!(cx.before(next), "to use uses using") {
        return None;
    }
    let article = is!(cx.at(next), "the a its");
    let first = next + usize::from(article) + usize::from(is!(cx.at(next + 1), "default"));
    let noun = |&at: &usize| {
        cx.is_noun(at)
            && !is!(
                cx.at(at),
                "file files content contents key keys field column table header cookie flag option setting parameter function method class constant module library client server service command script schema exit status"
            )
            || cx.at(at).is_plain_name(cx.text)
    };
    let at = (first..first + 4).find(|at| !noun(at)).filter(|&at| at > first)?;
    // "the default interval of 30000"
    let of = article && is!(cx.at(at), "of") && cx.at(at + 1).kind == TokenKind::Number;
    let at = at + usize::from(of);
    let marked = of || cx.at(at).marked && cx.at(at).kind != TokenKind::Assign;
    // "fall back to reading `config.yml`"
    let does = !article && cx.inner(at - 1).ends_with("ing");
    // "the path `./kiln.db` relative to the project"
    let ends = |behind: usize| {
        let more = |at: usize| cx.at(at).marked || cx.at(at).kind == TokenKind::Number;
        ends_clause(cx, behind) || is!(cx.at(behind), "relative for in as") && !(behind..cx.end()).any(more)
    };
    literal(cx, at, false).filter(|(value, behind)| marked && !does && !value.name && ends(*behind))
}

/// Whether an assignment in a sentence says a default: `defaults: A=1, B=2`, `a default value: A=1`, `A=1 as the default`.
pub(crate) fn defaults_stand_by(cx: &Cx<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let before = at.saturating_sub(NEAR).max(sentence.start)..at;
    let value = |colon: usize| colon - usize::from(is!(cx.before(colon), "value values"));
    has!(cx, at + 1..sentence.end.min(at + 5), "default")
        || before.clone().any(|i| {
            is!(cx.at(i), "defaults") || is!(cx.at(i), "default") && is!(cx.at(i + 1), "value values")
        })
        || before.clone().any(|i| cx.punct(i, ":") && is!(cx.before(value(i)), "default"))
}

/// Whether a word says of a default that it is a good one, and not which.
pub(super) fn leaves_open(token: &Token) -> bool {
    is!(token, "secure sensible safe sane reasonable appropriate")
}

/// Whether words speak of a default without saying which.
pub(super) fn is_vague(cx: &Cx<'_>, from: usize) -> bool {
    let about = is!(cx.at(from), "about around approximately roughly some");
    let spelled = (from..from + 2).any(|at| is_spelled(cx.at(at)));
    spelled
        || about && cx.at(from + 1).kind == TokenKind::Number
        || has!(
            cx,
            from..from + 4,
            "default defaults sensible secure safe appropriate reasonable value values"
        )
}

/// "the default model is V", "the default level SHALL be V", at the position of V: of what was spoken of before.
pub(crate) fn says_default(cx: &Cx<'_>, from: usize, at: usize) -> bool {
    let led = is!(cx.at(from), "the its") && is!(cx.at(from + 1), "default") && cx.is_noun(from + 2);
    let be = is!(cx.at(from + 3), "shall must") && is!(cx.at(from + 4), "be");
    let noun = cx.at(from + 2);
    let spoken = |i: usize| {
        let named = cx.candidate(i).is_some()
            && cx.inner(i).rsplit('_').next().is_some_and(|part| word(part) == noun.word);
        cx.at(i).word == noun.word || named
    };
    led && (at == from + 4 && is!(cx.at(from + 3), "is") || at == from + 5 && be)
        && (is!(noun, "value") || (from.saturating_sub(NEAR)..from).any(spoken))
}

/// "overriding the default path (`./config.yml`) with X", in the parentheses: the value, and the position behind it.
pub(crate) fn overrides(cx: &Cx<'_>, inside: &Range<usize>) -> Option<(Literal, usize)> {
    let before = inside.start.saturating_sub(CLOSE)..inside.start;
    let said = has!(cx, before.clone(), "default") && has!(cx, before, "override overriding overrides");
    literal(&cx.until(inside.end), inside.start, false).filter(|(_, next)| said && *next >= inside.end)
}
