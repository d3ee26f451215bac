//! Turns of phrase, put as the grammar has them: "as long as" is *if*, "optional unless" *required if*, and what happens behind
//! a comma where there is no value is a sentence of its own.

use std::ops::Range;

use super::keyword::{is_modal, keyword};
use super::token::{Token, TokenKind};
use super::word::is;

/// A statement in the words of the grammar.
pub(crate) fn reworded(tokens: Vec<Token>) -> Vec<Token> {
    // Most statements have no such words.
    let reworded = |at: usize| {
        let (token, next) = (&tokens[at], tokens.get(at + 1));
        let listed = || token.punct(';') && next.is_some_and(|t| t.kind == TokenKind::Name);
        let led = || at > 0 && (separates(&tokens[at - 1]) || is!(tokens[at - 1], "default value"));
        is!(token, "unless except otherwise else no long provided given assuming former first")
            || is!(token, "if when") && led()
            || listed()
            || is!(token, "neither nor for not two") && next.is_some()
            || is!(token, "with") && next.is_some_and(|t| t.kind == TokenKind::Name || is!(t, "the"))
            || next.is_some_and(|t| t.punct('(')) && is_number_word(token)
    };
    if !(0..tokens.len()).any(reworded) {
        return tokens;
    }
    let mut out = Vec::with_capacity(tokens.len() + 2);
    // Whether the sentence has a condition, and whether one behind its SHALL.
    let (mut under, mut trailing, mut obliges) = (false, false, false);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(next) = turn(&tokens, at, &mut out) {
            at = next;
        } else if is!(token, "else otherwise") && at > 0 && !trailing && turns(&tokens, at) {
            // "… require `A` ELSE THE SYSTEM SHALL require `C`"
            out.extend([Token::mark(';', token.span().start), *token]);
            at += 1;
        } else if let Some(clause) = spliced(&tokens, at, under, trailing) {
            out.push(if token.punct('.') { *token } else { Token::mark(';', token.span().start) });
            out.extend_from_slice(&tokens[clause.clone()]);
            if !tokens[clause.end].punct(',') {
                out.push(Token::mark(',', tokens[clause.end].span().start));
            }
            (under, at) = (true, clause.end);
        } else {
            let (ends, opens) = (token.punct('.') || token.punct(';'), keyword(&tokens, at).is_some());
            obliges = !ends && (obliges || is_modal(token));
            under = !ends && (under || opens);
            trailing = !ends && (trailing || opens && obliges);
            out.push(*token);
            at += 1;
        }
    }
    out
}

/// Adds what a turn of phrase at a position means, and gives the position behind it.
fn turn(tokens: &[Token], at: usize, out: &mut Vec<Token>) -> Option<usize> {
    let token = &tokens[at];
    // "the following environment variables: `A`; `B`"
    if at > 0 && token.punct(';') && lists(tokens, at) {
        out.push(Token::mark(',', token.span().start));
        return Some(at + 1);
    }
    // "two or more of them are set"
    if let [two, or, more, of, ..] = &tokens[at..]
        && is!(two, "two")
        && is!(or, "or")
        && is!(more, "more")
        && is!(of, "of")
    {
        let place = more.span().end;
        out.extend([*more, Token::said("than", place), Token::said("one", place)]);
        return Some(at + 3);
    }
    // "`A` is not set and neither is `B`"
    if let [neither, is, name, ..] = &tokens[at..]
        && at > 0
        && is!(neither, "neither nor")
        && is!(is, "is")
        && name.kind == TokenKind::Name
    {
        if !is!(tokens[at - 1], "and") {
            out.push(Token::said("and", token.span().start));
        }
        let place = name.span().end;
        out.extend([*name, Token::said("is", place), Token::said("not", place), Token::said("set", place)]);
        return Some(at + 3);
    }
    // "thirty (30)"
    if let [word, open, number, close, ..] = &tokens[at..]
        && is_number_word(word)
        && open.punct('(')
        && number.kind == TokenKind::Number
        && close.punct(')')
    {
        out.push(*number);
        return Some(at + 4);
    }
    if let Some(next) = conditional_words(tokens, at) {
        out.push(Token::said("if", token.span().start));
        return Some(next);
    }
    if let Some(named) = meant(tokens, at) {
        out.push(tokens[named].at(token.span().start..tokens[at + 1].span().end));
        return Some(at + 2);
    }
    // "The default when it is absent SHALL be 5"
    let value = usize::from(tokens.get(at + 1).is_some_and(|t| is!(t, "value")));
    let end = if is!(token, "default") { behind_missing(tokens, at + 1 + value) } else { None };
    if let Some(end) = end.filter(|&end| tokens.get(end).is_some_and(|t| is_modal(t) || is!(t, "is will"))) {
        out.push(*token);
        return Some(end);
    }
    inverted(tokens, at, out).or_else(|| Some(at + turned_round(&tokens[at..], out)?))
}

/// "as long as", "provided that", "given that", "with `A` set to": the position behind words that mean *if*.
fn conditional_words(tokens: &[Token], at: usize) -> Option<usize> {
    let is = |at: usize, test: fn(&Token) -> bool| tokens.get(at).is_some_and(test);
    let opens = at == 0 || tokens[at - 1].punct('.') || tokens[at - 1].punct(';');
    let the = |at: usize| at + usize::from(is(at, |t| is!(t, "the")));
    let named = |at: usize| is(the(at), |t| t.kind == TokenKind::Name);
    let long = is(at, |t| is!(t, "as")) && is(at + 1, |t| is!(t, "long")) && is(at + 2, |t| is!(t, "as"));
    if long && named(at + 3) {
        return Some(at + 3);
    }
    if opens && is(at, |t| is!(t, "for")) && named(at + 1) && is(the(at + 1) + 1, |t| t.punct('=')) {
        return Some(at + 1);
    }
    if is(at, |t| is!(t, "provided given assuming")) {
        let that = usize::from(is(at + 1, |t| is!(t, "that")));
        return ((that == 1 || opens) && named(at + 1 + that)).then_some(at + 1 + that);
    }
    let variable = |t: &&Token| is!(t, "environment env variable");
    let name = the(at + 1);
    let state = name + 1 + tokens.iter().skip(name + 1).take_while(variable).count();
    // "SHALL NOT start with `A` set to "x"" refuses that.
    let starts = at > 0 && is!(tokens[at - 1], "start run boot launch");
    let with = is(at, |t| is!(t, "with")) && !starts && named(at + 1) && is(state, |t| is!(t, "set"));
    (with && is(state + 1, |t| is!(t, "to") || t.punct(','))).then_some(at + 1)
}

/// "the former is required, the latter optional": which name they stand for, where exactly two stand in front.
fn meant(tokens: &[Token], at: usize) -> Option<usize> {
    let the = tokens.get(at).is_some_and(|t| is!(t, "the"));
    let which = tokens.get(at + 1).filter(|t| the && is!(t, "former latter first second"))?;
    let says = tokens.get(at + 2).is_some_and(|t| is!(t, "is shall must defaults optional required being"));
    let names: Vec<usize> =
        (at.saturating_sub(64)..at).filter(|&i| says && tokens[i].kind == TokenKind::Name).take(3).collect();
    let &[first, second] = names.as_slice() else { return None };
    Some(if is!(which, "former first") { first } else { second })
}

/// Whether a semicolon separates the names of a list behind a colon: "`A` (required); `B`; `C`".
fn lists(tokens: &[Token], at: usize) -> bool {
    let name = |at: usize| tokens.get(at).is_some_and(|t| t.kind == TokenKind::Name);
    let ends = |at: usize| {
        tokens.get(at).is_none_or(|t| [';', '(', ',', '.', '—', '–', '-'].iter().any(|&mark| t.punct(mark)))
    };
    let front = &tokens[at.saturating_sub(256)..at];
    let colon = front.iter().rposition(|t| t.punct(':') || t.punct('.') || is_modal(t));
    let opens = colon.filter(|&colon| front[colon].punct(':'));
    let first = opens.map(|colon| at - front.len() + colon + 1);
    let closed = name(at - 1) || tokens[at - 1].punct(')');
    closed && name(at + 1) && ends(at + 2) && first.is_some_and(name)
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
    let end = subject.last()?.span().end;
    out.extend_from_slice(subject);
    // All tokens stand in the order of the text.
    out.extend([modal.at(end..end), Token::said("not", end)]);
    Some(at + 4 + subject.len())
}

/// A mark that may stand between two sentences.
fn separates(token: &Token) -> bool {
    [',', ';', '.', '-', '–', '—'].iter().any(|&mark| token.punct(mark))
}

/// "read `A`, if not set use 5", "; if missing it exits", ", or else use 5": the words behind the mark at a position, up to
/// what then happens, where these are a sentence of their own.
fn spliced(tokens: &[Token], at: usize, under: bool, trailing: bool) -> Option<Range<usize>> {
    let is = |at: usize, test: fn(&Token) -> bool| tokens.get(at).is_some_and(test);
    if !separates(&tokens[at]) || at == 0 || is_modal(&tokens[at - 1]) {
        return None;
    }
    let or = is(at + 1, |t| is!(t, "or"));
    let from = at + 1 + usize::from(or);
    if is(from, |t| is!(t, "otherwise else")) {
        let gives = is(from + 1, |t| is!(t, "use default fall"));
        // "use `A` if set, otherwise default to 5"
        let if_set = (1..=4).any(|back| at > back && is!(tokens[at - back], "if when"))
            && is!(tokens[at - 1], "set present provided available defined");
        return (gives && (or || !under || if_set) || !trailing && has_rule(tokens, from + 1))
            .then_some(from..from + 1);
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

/// Whether "else" stands behind a clause without a mark, and a rule of its own behind it.
fn turns(tokens: &[Token], at: usize) -> bool {
    let before = &tokens[at - 1];
    !separates(before) && !is!(before, "and or but") && has_rule(tokens, at + 1)
}

/// "otherwise `C` SHALL be required", "else `C` is required": whether a rule of its own stands behind such a word.
fn has_rule(tokens: &[Token], at: usize) -> bool {
    let clause = tokens.iter().skip(at).take(12).take_while(|t| !separates(t) && !is!(t, "if when"));
    let clause: Vec<&Token> = clause.collect();
    let states = |two: &[&Token]| is!(two[0], "is are") && is!(two[1], "required optional mandatory");
    clause.iter().skip(1).any(|t| is_modal(t)) || clause.windows(2).any(states)
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
    // "SHALL NOT require `A` unless"
    if let [not, require, rest @ ..] = tokens
        && is!(not, "not")
        && is!(require, "require")
    {
        let of_name =
            |t: &&Token| t.kind == TokenKind::Name || is!(t, "the and environment variable variables");
        let names = rest.iter().take(12).take_while(of_name).count();
        let next = unless(2 + names)?;
        out.push(*require);
        out.extend_from_slice(&rest[..names]);
        out.push(Token::said("if", tokens[next - 1].span().start));
        return Some(next);
    }
    let (next, presence) = match tokens {
        [t, ..] if is!(t, "optional") => (unless(1)?, t),
        [not, t, ..] if is!(not, "not") && is!(t, "required mandatory") => (unless(2)?, t),
        _ => return None,
    };
    let place = |word: &str, of: &Token| Token { word: Token::said(word, 0).word, ..*of };
    out.extend([place("required", presence), place("if", &tokens[next - 1])]);
    Some(next)
}
