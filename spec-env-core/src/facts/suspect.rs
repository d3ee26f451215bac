//! What looks like a variable and is none: lower-case names, and values without a name.

use std::ops::Range;

use super::attribute::{Place, attribute};
use super::context::Cx;
use super::phrases::{STATES, State, VARIABLE};
use super::{CLOSE, FactKind, Problem};
use crate::contract::Kind;
use crate::diagnostic::Code;
use crate::ears::sentence::{Sentence, is_modal};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// Lower-case names where names of variables are expected.
pub(crate) fn lower_case_names(cx: &Cx<'_>) -> Option<Problem> {
    for at in 0..cx.end() {
        let Some(((), next)) = VARIABLE.at(cx.tokens, at) else { continue };
        let snake = |i: usize| {
            cx.token(i).is_some_and(|t| {
                let word = t.inner(cx.text);
                let camel = word.starts_with(|c: char| c.is_ascii_lowercase())
                    && word.bytes().any(|b| b.is_ascii_uppercase())
                    && t.kind == TokenKind::Code;
                let shape = (camel || word.contains('_'))
                    && word.bytes().any(|b| b.is_ascii_lowercase())
                    && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
                shape && matches!(t.kind, TokenKind::Word | TokenKind::Code)
            })
        };
        let lead = usize::from(cx.punct(next, ":("));
        let before = at > 0 && snake(at - 1);
        if !(snake(next + lead) || before) {
            continue;
        }
        let first = if before { at - 1 } else { next + lead };
        let name = cx.inner(first);
        return Some(Problem::new(
            Code::LowerCaseName,
            cx.span(first..first + 1),
            format!("`{name}` stands where an environment variable would, in lower-case letters"),
            format!("names are written in capitals: `{}`", in_capitals(name)),
        ));
    }
    None
}

/// `tenantId` as `TENANT_ID`.
fn in_capitals(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && out.ends_with(|before: char| before.is_ascii_lowercase()) {
            out.push('_');
        }
        out.push(c);
    }
    out.to_ascii_uppercase()
}

/// A statement that speaks of variables, names none, and gives a default, range or type.
pub(crate) fn which_variable(cx: &Cx<'_>) -> Option<Problem> {
    if !cx.words.speaks {
        return None;
    }
    let named = (0..cx.end()).any(|at| cx.name(at).is_some() || cx.is_clear(at));
    let phrase = (0..cx.end()).find_map(|at| VARIABLE.at(cx.tokens, at).map(|((), next)| at..next))?;
    if named {
        return None;
    }
    let span = stated_value(cx, &phrase)?;
    Some(Problem::new(
        Code::WhichVariable,
        cx.span(span),
        "gives a value for an environment variable and names none: which variable?",
        "write the name: `the NAME environment variable`",
    ))
}

/// The words behind the phrase for a variable that give it a literal default, a range or a type.
fn stated_value(cx: &Cx<'_>, phrase: &Range<usize>) -> Option<Range<usize>> {
    // "parse numeric environment variables as integers" is about any of them, "environment variables with a name of …" about
    // what they are called.
    let any = is!(cx.before(phrase.start), "numeric boolean integer");
    let called = has!(cx, phrase.end..phrase.end + 3, "name names");
    let conditions = || cx.words.sentences.iter().flat_map(Sentence::clauses);
    let tested = |at: usize| conditions().any(|clause| clause.body.contains(&at));
    for at in 0..cx.end() {
        let Some(found) = attribute(cx, at, Place::Clause) else {
            continue;
        };
        let behind = at >= phrase.end && !any && !called;
        let says = found.facts.iter().any(|fact| match fact {
            FactKind::Default(literal) => {
                literal.exact && !literal.text.starts_with(".env")
                    || literal.text.starts_with(|c: char| c.is_ascii_digit())
                    || matches!(&*literal.text, "true" | "false")
            }
            FactKind::Type(fact) => {
                // "an empty string" is no type of it.
                let stated = fact.kind != Some(Kind::Text) || found.facts.len() > 1;
                behind && stated && !tested(at)
            }
            FactKind::Min(_) | FactKind::Max(_) => {
                // "SHALL validate it is between 1 and 9"
                let it = is!(cx.before(at), "is be") && at > 1 && is!(cx.at(at - 2), "it value");
                behind && (at < phrase.end + 6 || it)
            }
            _ => false,
        });
        if says {
            return Some(at..found.next);
        }
    }
    used_value(cx)
}

/// "… is not set, THE SYSTEM SHALL use port 8080", "… use the default path `x`".
fn used_value(cx: &Cx<'_>) -> Option<Range<usize>> {
    let uses = |at: usize| is!(cx.at(at), "use uses") && is_modal(cx.before(at));
    let at = (0..cx.end()).find(|&at| uses(at))?;
    let words = |&i: &usize| !(cx.is_noun(i) || is!(cx.at(i), "the a an of default"));
    let value = (at + 1..at + CLOSE).find(words)?;
    let literal = matches!(cx.at(value).kind, TokenKind::Number | TokenKind::Code | TokenKind::Quote);
    let missing = (0..at).any(|i| {
        STATES.at(cx.tokens, i).is_some_and(|(state, _)| state == State::Unset || state == State::Set)
    });
    (literal && missing && cx.candidate(value).is_none()).then_some(at..value + 1)
}
