//! Words that a sentence leaves out the second time, or turns round, put where the grammar has them.

use std::ops::Range;

use super::keyword::{is_modal, keyword};
use super::token::{Token, TokenKind};
use super::word::is;

/// How far ahead the condition of what is left out stands.
const NEAR: usize = 8;

/// "SHALL require A when B is "x", and C when B is "y"": the verb once more in front of C; "optional unless" as "required if".
pub(crate) fn complete(tokens: Vec<Token>, text: &str) -> Vec<Token> {
    // Most statements have one condition at most, and leave nothing out.
    let conditions = tokens.iter().filter(|t| is!(t, "if when where")).take(2).count();
    let other = |t: &Token| is!(t, "unless except otherwise else by no") || t.punct('(');
    let beside = || {
        let led = |t: &Token| separates(t) || is!(t, "default value");
        (1..tokens.len()).any(|at| is!(tokens[at], "if when") && led(&tokens[at - 1]))
    };
    if conditions < 2 && !tokens.iter().any(other) && !(conditions == 1 && beside()) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 2);
    let mut verb: &[Token] = &[];
    let mut conditional = false;
    // Whether the sentence has a condition, in front or behind.
    let mut under = false;
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // "thirty (30)"
        if let [word, open, number, close, ..] = &tokens[at..]
            && is_number_word(word)
            && open.punct('(')
            && number.kind == TokenKind::Number
            && close.punct(')')
        {
            out.push(*number);
            at += 4;
            continue;
        }
        if let Some(next) = inverted(&tokens, at, &mut out) {
            at = next;
            continue;
        }
        if let Some(next) = turned_round(&tokens[at..], &mut out) {
            conditional = true;
            at += next;
            continue;
        }
        // "The default when it is absent SHALL be 5"
        if is!(token, "default")
            && let Some(end) = behind_missing(
                &tokens,
                at + 1 + usize::from(tokens.get(at + 1).is_some_and(|t| is!(t, "value"))),
            )
            && tokens.get(end).is_some_and(|t| is_modal(t) || is!(t, "is will"))
        {
            out.push(*token);
            at = end;
            continue;
        }
        if let Some(clause) = spliced(&tokens, at, under) {
            let place = token.span();
            out.push(if token.punct('.') { *token } else { Token::mark(';', place.start) });
            out.extend_from_slice(&tokens[clause.clone()]);
            if !tokens[clause.end].punct(',') {
                out.push(Token::mark(',', tokens[clause.end].span().start));
            }
            (verb, conditional, under, at) = (&[], true, true, clause.end);
            continue;
        }
        let joins = |t: &Token| t.punct(',') || is!(t, "and but or");
        // "SHALL be `x` by default and `y` when A is `z`"
        if is!(token, "and but") && beside_default(&tokens, at) {
            let place = token.span().end;
            out.extend([*token, Token::said("default", place), Token::said("to", place)]);
            at += 1;
            continue;
        }
        if is_modal(token) {
            (verb, conditional) = (repeated(&tokens[at + 1..]), false);
        } else if token.punct('.') || token.punct(';') {
            (verb, under) = (&[], false);
        } else if keyword(&tokens, at).is_some() {
            (conditional, under) = (true, true);
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

fn is_number_word(token: &Token) -> bool {
    is!(
        token,
        "one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
    )
}

/// "Under no circumstances SHALL the service log `A`": the words as "the service SHALL not log `A`", up to the verb, and the
/// position of that.
fn inverted(tokens: &[Token], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let first = at == 0 || tokens[at - 1].punct('.') || tokens[at - 1].punct(';');
    let [place, no, when, modal, rest @ ..] = tokens.get(at..)? else { return None };
    let said = is!(place, "under in at on")
        && is!(no, "no")
        && is!(when, "circumstances circumstance event time case account");
    if !(first && said && is_modal(modal)) {
        return None;
    }
    let the = usize::from(rest.first().is_some_and(|t| is!(t, "the")));
    let variable = |t: &&Token| is!(t, "environment env variable variables");
    let subject = the + 1 + rest.iter().skip(the + 1).take_while(variable).count();
    let subject = rest.get(..subject).filter(|subject| !subject.is_empty())?;
    out.extend_from_slice(subject);
    out.extend([*modal, Token::said("not", modal.span().end)]);
    Some(at + 4 + subject.len())
}

/// A mark that may stand between two sentences.
fn separates(token: &Token) -> bool {
    [',', ';', '.', '-', '–', '—'].iter().any(|&mark| token.punct(mark))
}

/// "read `A`, if not set use 5", "; if missing it exits", ", or else use 5": the words behind the mark at a position, up to
/// what then happens, where these are a sentence of their own.
fn spliced(tokens: &[Token], at: usize, under: bool) -> Option<Range<usize>> {
    let is = |at: usize, test: fn(&Token) -> bool| tokens.get(at).is_some_and(test);
    if !separates(&tokens[at]) || at == 0 || is_modal(&tokens[at - 1]) {
        return None;
    }
    let or = is(at + 1, |t| is!(t, "or"));
    let from = at + 1 + usize::from(or);
    if is(from, |t| is!(t, "otherwise else")) {
        let gives = is(from + 1, |t| is!(t, "use default fall"));
        return (gives && (or || !under)).then_some(from..from + 1);
    }
    let end = behind_missing(tokens, from).filter(|_| !or)?;
    let verb = end + usize::from(is(end, |t| t.punct(',')));
    let verb = verb + usize::from(is(verb, |t| is!(t, "it then")));
    is(verb, |t| {
        is!(
            t,
            "use uses default defaults fall falls exit exits fail fails abort aborts refuse terminate crash throw"
        )
    })
    .then_some(from..end)
}

/// The position behind "if not set", "when it is missing".
fn behind_missing(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |at: usize, test: fn(&Token) -> bool| tokens.get(at).is_some_and(test);
    let it = usize::from(is(at + 1, |t| is!(t, "it this")));
    let copula = it + usize::from(it == 1 && is(at + 2, |t| is!(t, "is isn't")));
    let state = at + 1 + copula;
    let not = is(state, |t| is!(t, "not")) || is(state - 1, |t| is!(t, "isn't"));
    let state = state + usize::from(is(state, |t| is!(t, "not")));
    let missing = is(state, |t| is!(t, "unset missing absent undefined omitted empty unspecified"));
    let given = is(state, |t| is!(t, "set provided defined given specified present configured supplied"));
    (is(at, |t| is!(t, "if when")) && (it == 0 || copula == 2) && (missing != not) && (missing || given))
        .then_some(state + 1)
}

/// "optional unless", "not required unless", "optional except when": in its place "required if", and how many tokens it was.
fn turned_round(tokens: &[Token], out: &mut Vec<Token>) -> Option<usize> {
    let unless = |at: usize| match tokens.get(at..)? {
        [t, ..] if is!(t, "unless") => Some(at + 1),
        [t, when, ..] if is!(t, "except") && is!(when, "if when") => Some(at + 2),
        _ => None,
    };
    let (next, presence) = match tokens {
        [t, ..] if is!(t, "optional") => (unless(1)?, t),
        [not, t, ..] if is!(not, "not") && is!(t, "required mandatory") => (unless(2)?, t),
        _ => return None,
    };
    let place = |word: &str, of: &Token| Token { word: Token::said(word, 0).word, ..*of };
    out.extend([place("required", presence), place("if", &tokens[next - 1])]);
    Some(next)
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
