//! Literals: the values that sentences write down, with the unit behind a bare number.

use super::context::{Cx, is_function_word};
use super::phrases::{UNITS, VERBS, Verb};
use super::{CLOSE, Literal, NEAR};
use crate::ears::lexer::tokenize;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

/// The literal at a position, and the position behind it.
///
/// With `bare`, one unmarked word or path that ends its clause is a literal too.
pub(crate) fn literal(cx: &Cx<'_>, at: usize, bare: bool) -> Option<(Literal, usize)> {
    let mut here = at;
    let mut port = false;
    let mut article = false;
    while here - at < CLOSE {
        let token = cx.at(here);
        if is!(token, "the a an value values of default its built-in builtin hard-coded hardcoded")
            || cx.punct(here, ":=")
        {
            article |= is!(token, "the a an its");
        } else if is!(token, "port") && cx.token(here + 1).is_some_and(|t| t.kind == TokenKind::Number) {
            port = true;
        } else {
            break;
        }
        here += 1;
    }
    if here >= cx.end() || here - at == CLOSE {
        return None;
    }
    let token = cx.at(here);
    let inner = token.inner(cx.text);
    let plain = |text: &str, exact: bool| Literal::plain(text, exact, token.span());
    // "default to INFO level"
    let behind = here + 1 + usize::from(is!(cx.at(here + 1), "level"));
    let word_ends = bare && !article && ends_clause(cx, behind);
    // "default: http://a,http://b"
    if let Some(next) = glued_list(cx, here).filter(|_| bare) {
        let span = token.span().start..cx.at(next - 1).span().end;
        return Some((Literal::plain(&cx.text[span.clone()], true, span), next));
    }
    match token.kind {
        // In `"a\"b"` the second mark ends the quotation, and what is meant as the value goes on.
        TokenKind::Quote if is_glued(cx, here) => None,
        TokenKind::Code | TokenKind::Quote => Some((plain(inner, true), here + 1)),
        TokenKind::Assign if cx.name(here).is_some() => {
            Some((plain(token.rest(cx.text), token.marked), here + 1))
        }
        TokenKind::Assign if token.marked => {
            Some((plain(cx.text[token.span()].trim_matches('`').trim(), true), here + 1))
        }
        TokenKind::Name if inner.contains('_') => {
            Some((Literal { name: true, ..plain(inner, token.marked) }, here + 1))
        }
        TokenKind::Name if token.marked => {
            Some((Literal { name: cx.name(here).is_some(), ..plain(inner, true) }, here + 1))
        }
        TokenKind::Number => Some(number(cx, here, port)),
        TokenKind::Word if is!(token, "true false") => {
            Some((plain(&inner.to_ascii_lowercase(), false), here + 1))
        }
        TokenKind::Word if number_word(inner).is_some() => {
            let (digits, next) = (number_word(inner)?, here + 1);
            let counted = bare && cx.is_noun(next) && ends_clause(cx, next + 1);
            let unit = counted.then(|| cx.inner(next).to_owned());
            let literal = Literal { unit, ..plain(digits, false) };
            (counted || ends_clause(cx, next)).then_some((literal, next + usize::from(counted)))
        }
        TokenKind::Word
            if word_ends
                && !is_spelled(token)
                && (!is_function_word(token) || is!(token, "both all on off yes no")) =>
        {
            Some((plain(inner, false), behind))
        }
        TokenKind::Name | TokenKind::Bare if word_ends => Some((plain(inner, false), behind)),
        _ => None,
    }
}

/// A number written as a word; *one* is something else too often.
pub(super) fn number_word(word: &str) -> Option<&'static str> {
    const WORDS: [(&str, &str); 11] = [
        ("zero", "0"),
        ("two", "2"),
        ("three", "3"),
        ("four", "4"),
        ("five", "5"),
        ("six", "6"),
        ("seven", "7"),
        ("eight", "8"),
        ("nine", "9"),
        ("ten", "10"),
        ("twelve", "12"),
    ];
    WORDS.iter().find(|(name, _)| word.eq_ignore_ascii_case(name)).map(|(_, digits)| *digits)
}

/// Whether a word is part of a number that has to be written in digits.
pub(super) fn is_spelled(token: &Token) -> bool {
    is!(
        token,
        "eleven thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty twenty-five thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen"
    )
}

/// The position behind unmarked items with commas and no blanks between them.
fn glued_list(cx: &Cx<'_>, at: usize) -> Option<usize> {
    let item = |at: usize| {
        matches!(cx.at(at).kind, TokenKind::Bare | TokenKind::Word | TokenKind::Number) && !cx.at(at).marked
    };
    let glued = |at: usize| cx.at(at).end == cx.at(at + 1).start;
    let mut next = at;
    while item(next) && glued(next) && cx.punct(next + 1, ",") && glued(next + 1) && item(next + 2) {
        next += 2;
    }
    (next > at).then_some(next + 1)
}

/// Whether text begins right behind a token.
fn is_glued(cx: &Cx<'_>, at: usize) -> bool {
    let next = cx.at(at + 1);
    next.kind != TokenKind::Punct && next.start == cx.at(at).end
}

/// A number with its unit; `1 hour and 30 minutes` is one.
fn number(cx: &Cx<'_>, at: usize, port: bool) -> (Literal, usize) {
    let place = |literal: &Literal| {
        let suffix = literal.unit.as_deref().and_then(canonical)?;
        ["d", "h", "m", "s", "ms"].into_iter().position(|unit| unit == suffix).map(|at| (at, suffix))
    };
    let (mut whole, mut next) = counted(cx, at, port);
    scale(cx, &mut whole);
    // "100 requests per minute"
    if whole.unit.is_some() && is!(cx.at(next), "per") && cx.is_noun(next + 1) {
        next += 2;
    }
    let mut last = place(&whole);
    while let Some((large, suffix)) = last {
        let comma = next + usize::from(cx.punct(next, ","));
        let from = comma + usize::from(is!(cx.at(comma), "and"));
        if cx.at(from).kind != TokenKind::Number {
            break;
        }
        let (more, behind) = counted(cx, from, false);
        // "A and B default to 1 hour and 30 minutes respectively"
        let apart = has!(cx, behind..behind + 2, "respectively")
            || is!(cx.at(behind), "by") && is!(cx.at(behind + 1), "default");
        last = place(&more).filter(|(small, _)| *small > large && !apart);
        let Some((_, small)) = last else { break };
        let first = if whole.unit.is_some() { suffix } else { "" };
        whole.text = format!("{}{first}{}{small}", whole.text, more.text);
        (whole.unit, whole.exact, whole.span.end, next) = (None, true, more.span.end, behind);
    }
    (whole, next)
}

/// Weeks and terabytes, in the largest units that a contract has.
fn scale(cx: &Cx<'_>, literal: &mut Literal) {
    let unit = literal.unit.as_deref().unwrap_or_default().to_ascii_lowercase();
    let (factor, unit) = match unit.as_str() {
        "week" | "weeks" => (7, "days"),
        "tb" | "terabyte" | "terabytes" => (1000, "GB"),
        "tib" | "tebibyte" | "tebibytes" => (1024, "GiB"),
        _ => return,
    };
    // "RETENTION_WEEKS" counts them.
    let counts = |at: usize| {
        let end = cx.inner(at).rsplit('_').next().unwrap_or_default();
        cx.is_clear(at) && matches!(end, "WEEK" | "WEEKS" | "TB" | "TIB")
    };
    if (0..cx.end().min(NEAR)).any(counts) {
        return;
    }
    if let Some(number) = literal.text.parse::<u64>().ok().and_then(|number| number.checked_mul(factor)) {
        (literal.text, literal.unit) = (number.to_string(), Some(unit.to_owned()));
    }
}

/// A number with what is glued to it or follows it.
fn counted(cx: &Cx<'_>, at: usize, port: bool) -> (Literal, usize) {
    let token = cx.at(at);
    let digits = token.inner(cx.text).trim_start_matches('+').replace([',', '_', ' '], "").replace('−', "-");
    let suffix = token.rest(cx.text);
    let mut literal = Literal { port, ..Literal::plain(digits, false, token.span()) };
    if !suffix.is_empty() {
        let unit = suffix.strip_prefix('-').unwrap_or(suffix);
        let glued = unit.len() < suffix.len() && canonical(unit).is_none() && !is_character(unit);
        if glued || suffix.contains(|c: char| c.is_ascii_digit()) || unit.contains('.') {
            literal.text.push_str(suffix);
            literal.exact = true;
        } else {
            literal.unit = Some(unit.to_owned());
        }
        return (literal, at + 1);
    }
    let next = at + 1;
    let wordy = |t: &&Token| matches!(t.kind, TokenKind::Word | TokenKind::Name) && !t.marked;
    let Some(word) = cx.token(next).filter(|t| wordy(t)) else {
        return (literal, next);
    };
    // "64 hexadecimal characters"
    if word.kind == TokenKind::Word && is_character(cx.inner(next + 1)) && !is_function_word(word) {
        literal.unit = Some(cx.inner(next + 1).to_owned());
        literal.span.end = cx.at(next + 1).span().end;
        return (literal, next + 2);
    }
    // "15 m/s"
    let slash = cx.punct(next + 1, "/") && cx.at(next + 1).end == cx.at(next + 2).start;
    if slash && word.end == cx.at(next + 1).start && cx.at(next + 2).kind == TokenKind::Word {
        let span = word.start as usize..cx.at(next + 2).span().end;
        literal.unit = Some(cx.text[span.clone()].to_owned());
        literal.span.end = span.end;
        return (literal, next + 3);
    }
    if let Some((_, behind)) = UNITS.at(cx.tokens, next) {
        literal.unit = Some(cx.inner(next).to_owned());
        literal.span.end = word.span().end;
        return (literal, behind);
    }
    if word.kind == TokenKind::Name && is!(word, "tb tib") {
        literal.unit = Some(cx.inner(next).to_owned());
        literal.span.end = word.span().end;
        return (literal, next + 1);
    }
    let countable = word.kind == TokenKind::Word
        && !is_function_word(word)
        && !word.is_capitalised(cx.text)
        && !["ing", "ly"].iter().any(|end| cx.inner(next).ends_with(end)) // "1-100 overriding the quality"
        && cx.inner(next).len() > 1;
    // "5 free berths"
    let noun = (next + 1..next + 3).find(|&i| {
        let word = cx.at(i);
        word.kind == TokenKind::Word
            && !is_function_word(word)
            && cx.inner(i).ends_with('s')
            && cx.inner(i).len() > 3
    });
    let qualified = countable
        && !cx.inner(next).ends_with('s')
        && UNITS.at(cx.tokens, next).is_none()
        && noun.is_some_and(|noun| (next + 1..noun).all(|i| cx.is_noun(i)));
    if let Some(noun) = noun.filter(|_| qualified) {
        literal.unit = Some(cx.inner(noun).to_owned());
        literal.span.end = cx.at(noun).span().end;
        return (literal, noun + 1);
    }
    if countable
        && !is!(
            word,
            "long up within max min maximum minimum taken applies apply holds counts whichever depending rather instead respectively inclusive exclusive"
        )
    {
        literal.unit = Some(cx.inner(next).to_owned());
        literal.span.end = word.span().end;
        return (literal, next + 1);
    }
    (literal, next)
}

/// A unit of time or size, by its canonical suffix: `seconds` → `s`.
pub(crate) fn canonical(unit: &str) -> Option<&'static str> {
    if unit == "M" {
        return None;
    }
    let mut tokens = Vec::new();
    tokenize(unit, 0..unit.len(), &[], &mut tokens);
    // Suffixes keep their case: `m` is a minute and `M` nothing.
    let suffix = UNITS.at(&tokens, 0).filter(|(_, next)| *next == tokens.len())?.0;
    Some(suffix)
}

/// What lengths are counted in.
pub(crate) fn is_character(unit: &str) -> bool {
    ["characters", "chars", "character", "char", "letters"].contains(&unit)
}

/// Whether nothing of the clause follows.
pub(crate) fn ends_clause(cx: &Cx<'_>, at: usize) -> bool {
    at >= cx.end()
        || cx.punct(at, ",.;)](—–}")
        || is!(cx.at(at), "and but when if unless while otherwise per so because since")
        || is!(cx.at(at), "in at to") && gives_reason(cx, at)
}

/// "to avoid a crash", "in order to …", "at startup": what is said beside the rule.
fn gives_reason(cx: &Cx<'_>, at: usize) -> bool {
    match cx.inner(at) {
        "to" => is!(cx.at(at + 1), "avoid prevent ensure simplify support keep allow"),
        "in" => is!(cx.at(at + 1), "order"),
        _ => is!(cx.at(at + 1), "startup start-up boot launch"),
    }
}

/// The literals of a list (`a`, `b` or `c`), and the position behind it; unmarked words count with `bare`.
pub(crate) fn literals(cx: &Cx<'_>, at: usize, bare: bool) -> (Vec<String>, usize) {
    // "one of [`a`, `b`]"
    if cx.punct(at, "[") {
        let (values, next) = literals(cx, at + 1, bare);
        return if cx.punct(next, "]") { (values, next + 1) } else { (Vec::new(), at) };
    }
    let mut out: Vec<String> = Vec::new();
    let (mut here, mut next) = (at, at);
    // Whether all values so far are marked as such, and whether the last one stands behind "or" or a second "and".
    let (mut marked, mut last) = (true, false);
    loop {
        let token = cx.at(here);
        // "one of `a`, `b` or `c` and log it", "one of a, b or c, raising an error otherwise"
        let joined = is!(cx.before(here), "or");
        let word = !token.marked && matches!(token.kind, TokenKind::Word | TokenKind::Bare);
        let goes_on =
            if marked { !ends_clause(cx, here + 1) || is!(cx.before(here), "and") } else { last && !joined };
        if word && goes_on && !out.is_empty() {
            break;
        }
        marked &= !word;
        last |= joined || is!(cx.before(here), "and") && out.len() > 1;
        let inner = token.inner(cx.text);
        let value = match token.kind {
            TokenKind::Code | TokenKind::Quote => Some(inner.to_owned()),
            TokenKind::Name if token.marked || bare => Some(inner.to_owned()),
            TokenKind::Number => Some(format!("{inner}{}", token.rest(cx.text))),
            TokenKind::Word if is!(token, "true false") => Some(inner.to_ascii_lowercase()),
            TokenKind::Word if is!(token, "zero") => Some("0".to_owned()),
            TokenKind::Word if is!(token, "case-insensitive case-insensitively case ignoring regardless") => {
                None
            }
            TokenKind::Word | TokenKind::Bare if bare && !is_function_word(token) => Some(inner.to_owned()),
            // "push, pull, both"
            TokenKind::Word if bare && is!(token, "both all") && ends_clause(cx, here + 1) => {
                Some(inner.to_owned())
            }
            _ => None,
        };
        // "one of a, b and exit otherwise": what happens.
        let acts = is!(cx.before(here), "and or")
            && VERBS.at(cx.tokens, here).is_some_and(|(verb, _)| verb == Verb::Fail)
            && (is!(cx.at(here + 1), "otherwise")
                || !(ends_clause(cx, here + 1) || is!(cx.at(here + 1), "as for")));
        // "one of `a` or `b`, `a` by default"
        let given = !out.is_empty() && is!(cx.at(here + 1), "by") && is!(cx.at(here + 2), "default");
        let value = value.filter(|_| !acts && !given);
        // "… is "cloud" and `X` is not set": the next subject, not the next value.
        let subject = cx.candidate(here).is_some() && (cx.begins_test(here) || cx.name(here).is_some());
        let Some(value) = value.filter(|_| !subject) else { break };
        // "`a` or `b`, `a` is the default"
        if out.contains(&value) && is!(cx.at(here + 1), "is") {
            break;
        }
        if !out.contains(&value) {
            out.push(value);
        }
        next = here + 1;
        here = next;
        let remark = cx.punct(here, "(");
        if remark {
            here = cx.behind_parenthesis(here);
        }
        let before = here;
        while cx.punct(here, ",/|") || is!(cx.at(here), "or and nor") {
            here += 1;
        }
        if here == before {
            break;
        }
    }
    (out, next)
}
