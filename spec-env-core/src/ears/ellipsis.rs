//! Words that a sentence leaves out the second time.

use std::ops::Range;

use super::keyword::{is_modal, keyword};
use super::token::{Token, TokenKind};
use super::word::is;

/// How far ahead the condition of what is left out stands.
const NEAR: usize = 8;

/// "SHALL require A when B is "x", and C when B is "y"": the verb once more in front of C.
pub(crate) fn complete(tokens: Vec<Token>, text: &str) -> Vec<Token> {
    // Most statements have one condition at most, and leave nothing out.
    let conditions = tokens.iter().filter(|t| is!(t, "if when where")).take(2).count();
    if conditions < 2 && !tokens.iter().any(|t| is!(t, "unless except otherwise else by")) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 2);
    let mut verb: &[Token] = &[];
    let mut conditional = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // "SHALL be `x` by default and `y` when A is `z`"
        if is!(token, "and but") && beside_default(&tokens, at) {
            let place = token.span().end;
            out.extend([*token, Token::said("default", place), Token::said("to", place)]);
            at += 1;
            continue;
        }
        if joins(token)
            && !conditional
            && verb.first().is_some_and(|t| is!(t, "require"))
            && let Some((names, end)) = other_names(&tokens, at, text)
        {
            let place = tokens[names.start].span().start;
            let said = |word| Token::said(word, place);
            out.extend([Token::mark(';', place), said("otherwise"), Token::mark(',', place)]);
            out.extend([said("it"), said("shall"), said("require")]);
            out.extend_from_slice(&tokens[names]);
            at = end;
            continue;
        }
        if is_modal(token) {
            (verb, conditional) = (repeated(&tokens[at + 1..]), false);
        } else if token.punct('.') || token.punct(';') {
            verb = &[];
        } else if keyword(&tokens, at).is_some() {
            conditional = true;
        } else if conditional && !verb.is_empty() && joins(token) {
            let next = at + tokens[at..].iter().take(2).take_while(|t| joins(t)).count();
            if let Some((value, end)) = other_value(verb, &tokens, next) {
                let place = tokens[next].span().start;
                out.push(Token::said("and", place));
                out.extend(verb.iter().map(|t| t.at(place..place)));
                if !is!(verb[0], "use") {
                    out.push(Token::said("to", place));
                }
                out.extend([tokens[value], Token::said("otherwise", tokens[value].span().end)]);
                at = end;
                continue;
            }
            if leaves_out(verb, &tokens, next, text) {
                let place = tokens[next].span().start;
                out.extend_from_slice(&tokens[at..next]);
                if !is!(tokens[next - 1], "and but") {
                    out.push(Token::said("and", place));
                }
                out.extend(verb.iter().map(|t| t.at(place..place)));
                if is_value(&tokens[next]) && !is!(verb[0], "use") {
                    out.push(Token::said("to", place));
                }
                (at, conditional) = (next, false);
                continue;
            }
        }
        out.push(*token);
        at += 1;
    }
    out
}

/// The verb behind a modal that may be left out the second time.
fn repeated(tokens: &[Token]) -> &[Token] {
    match tokens {
        // "use X if it is set" is about X.
        [verb, value, ..] if is!(verb, "use") && is_value(value) => &tokens[..1],
        [verb, ..] if is!(verb, "require default") => &tokens[..1],
        [fall, back, ..] if is!(fall, "fall") && is!(back, "back") => &tokens[..2],
        _ => &[],
    }
}

/// Whether a value with a condition of its own stands behind "`x` by default and".
fn beside_default(tokens: &[Token], and: usize) -> bool {
    let by = and > 2 && is!(tokens[and - 2], "by") && is!(tokens[and - 1], "default");
    by && tokens.get(and + 1).is_some_and(is_value) && keyword(tokens, and + 2).is_some()
}

fn is_value(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number)
}

/// ", otherwise to 6", "and 6 otherwise": the value that stands beside that word, and where the sentence ends with it.
fn other_value(verb: &[Token], tokens: &[Token], at: usize) -> Option<(usize, usize)> {
    let otherwise = |at: usize| tokens.get(at).is_some_and(|t| is!(t, "otherwise else"));
    let first = usize::from(otherwise(at));
    let value = at + first + usize::from(tokens.get(at + first).is_some_and(|t| is!(t, "to")));
    let end = value + 2 - first;
    let said = first == 1 && !is!(verb[0], "use") || first == 0 && otherwise(value + 1);
    let ends = tokens.get(end).is_none_or(|t| t.punct('.') || t.punct(';'));
    (said && ends && !is!(verb[0], "require") && tokens.get(value).is_some_and(is_value))
        .then_some((value, end))
}

/// What stands between two that a verb is said of.
fn joins(token: &Token) -> bool {
    token.punct(',') || is!(token, "and but or")
}

/// "require `A`, otherwise `C`", "…, and `C` otherwise": the names beside that word, and where the sentence ends with them.
fn other_names(tokens: &[Token], at: usize, text: &str) -> Option<(Range<usize>, usize)> {
    let otherwise = |at: usize| usize::from(tokens.get(at).is_some_and(|t| is!(t, "otherwise else")));
    let first = at + tokens[at..].iter().take(2).take_while(|t| joins(t)).count();
    let start = first + otherwise(first);
    let named = |t: &Token| t.kind == TokenKind::Name && !t.is_plain_name(text);
    let of_name = |t: &&Token| named(t) || is!(t, "the and environment variable variables");
    let end = start + tokens[start..].iter().take(NEAR).take_while(of_name).count();
    let behind = end + otherwise(end);
    let ends = tokens.get(behind).is_none_or(|t| t.punct('.') || t.punct(';'));
    let said = behind + start > first + end;
    (said && ends && tokens[start..end].iter().any(named)).then_some((start..end, behind))
}

/// Whether what a verb is said of stands at a position, without it, and with a condition of its own.
fn leaves_out(verb: &[Token], tokens: &[Token], at: usize, text: &str) -> bool {
    let near = tokens.len().min(at + NEAR);
    let otherwise = |at: usize| {
        is!(tokens[at], "otherwise else") && tokens.get(at + 1).is_none_or(|t| t.punct('.') || t.punct(';'))
    };
    let requires = is!(verb[0], "require");
    let Some(end) = (at..near)
        .find(|&at| keyword(tokens, at).is_some() || !is!(verb[0], "use") && otherwise(at))
        .filter(|&end| end > at)
    else {
        return false;
    };
    let said = &tokens[at..end];
    let named = |t: &Token| t.kind == TokenKind::Name && !t.is_plain_name(text);
    if requires {
        let of_name = |t: &Token| named(t) || is!(t, "the both and environment env variable variables");
        return said.iter().any(named) && said.iter().all(of_name);
    }
    let to = said.iter().position(|t| is!(t, "to"));
    let given = said.get(to.map_or(0, |to| to + 1)).is_some_and(is_value);
    let apart = |t: &Token| named(t) || is!(t, "the environment env variable");
    given && said[..to.unwrap_or(0)].iter().all(apart) && !(to.is_some() && is!(verb[0], "use"))
}
