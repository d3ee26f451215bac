//! Tables that declare a variable a row.

use std::ops::Range;

use super::as_default::is_marked_default;
use super::attribute::Found;
use super::context::Cx;
use super::default::NO_VALUE;
use super::description::prose;
use super::literal::literal;
use super::no_value::nothing;
use super::noun::end_of_range;
use super::phrases::TYPES;
use super::statement::{Lead, applied, remark};
use super::undecided::{FOR_SOMETHING, environment, for_something, undecided};
use super::{End, Fact, FactKind, Literal, NameId, Reading, TypeFact, Wrong};
use crate::contract::Kind;
use crate::document::Column;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

/// The variable of a row: the name that its cell begins with, and its text.
pub(crate) fn row_name<'a>(cx: &Cx<'a>) -> Option<(NameId, &'a str)> {
    // "Database URL" is prose.
    let prose = cx.is_noun(0) && cx.at(1).is_plain_name(cx.text);
    (0..2).filter(|_| !prose).find_map(|at| Some((cx.candidate(at)?, cx.inner(at))))
}

/// Reads one cell of a row into facts.
pub(crate) fn cell(
    cx: &Cx<'_>,
    column: Column,
    span: &Range<usize>,
    name: NameId,
    whose: &str,
    out: &mut Reading,
) {
    let words = cx.text[span.clone()].trim();
    let answer = words.to_ascii_lowercase();
    let Answer { bare, none, yes, no } = Answer::of(&answer);
    // "`""` (empty)"
    let empty = !none && nothing(cx, usize::from(cx.punct(0, "("))).is_some();
    let mut fact = |kind| out.facts.push(Fact { name, kind, guards: Vec::new(), span: span.clone() });
    let fails = bare == "must be set" || ends(cx, 0);
    let unset = column == Column::Unset;
    let column = if unset && (none || gives(cx, bare)) { Column::Default } else { column };
    let found = match column {
        Column::Required => depends(cx),
        Column::RequiredWhen if !(none || is!(cx.at(0), "always never optional")) => {
            let from = usize::from(is!(cx.at(0), "if when where"));
            let condition = Some((from..cx.end(), false));
            Some(Found { condition, ..Found::facts(vec![FactKind::Required], cx.end()) })
        }
        Column::Place if yes || no => Some(Found::problem(cx, 0, cx.end(), PLACED.0, PLACED.1)),
        // A default that holds somewhere may be that of a secret.
        Column::Placed if !none => Some(Found::no_default(cx, 0..cx.end(), 0..cx.end(), PLACED)),
        Column::Limit { upper, length } if !none => Some(limit(cx, upper, length)),
        Column::Default if !(none || empty || fails || says_whether(cx)) => {
            Some(default(cx, words, span, unset))
        }
        _ => None,
    };
    if let Some(found) = found {
        return out.append(applied(cx, found, name, whose));
    }
    match column {
        Column::Required if yes || is!(cx.at(0), "yes") => fact(FactKind::Required),
        Column::RequiredWhen if bare == "always" => fact(FactKind::Required),
        Column::RequiredWhen if !none => attributes(cx, name, whose, out),
        Column::Optional if yes || no => fact(FactKind::presence(no)),
        Column::Unset if (0..cx.end()).any(|at| ends(cx, at)) => fact(FactKind::Required),
        Column::Unset => fact(FactKind::Optional { stated: false }),
        Column::Default if fails => fact(FactKind::Required),
        Column::Default if empty => fact(FactKind::Optional { stated: true }),
        Column::Required if no || bare.starts_with("no,") || bare.starts_with("no (") => {
            fact(FactKind::Optional { stated: true });
            attributes(cx, name, whose, out);
        }
        Column::Default if has!(cx, 0..cx.end(), "required optional mandatory") => {
            attributes(cx, name, whose, out);
        }
        Column::Secret if yes => fact(FactKind::Secret),
        Column::Unit if !none && cx.end() == 1 => fact(FactKind::Unit(cx.inner(0).to_owned())),
        Column::Pattern if !none => fact(FactKind::Pattern(pattern(cx, words).to_owned())),
        Column::Allowed => {
            // "debug, info (default), warn"
            let marked = (1..cx.end()).find(|&at| is_marked_default(cx, at));
            let default = marked.and_then(|at| literal(cx, at - 1, true));
            let rest: Vec<Token> = match marked {
                Some(at) => {
                    cx.tokens[..at].iter().chain(&cx.tokens[cx.behind_parenthesis(at)..]).copied().collect()
                }
                None => cx.tokens.to_vec(),
            };
            let values = listed(&Cx { tokens: &rest, ..*cx }, 0..rest.len());
            if let Some(values) = values {
                fact(FactKind::OneOf(values));
                if let Some((value, _)) = default {
                    fact(FactKind::Default(value));
                }
            } else {
                attributes(cx, name, whose, out);
            }
        }
        Column::Required if is!(cx.at(0), "recommended") => fact(FactKind::Optional { stated: true }),
        Column::Required => {
            let read = out.facts.len() + out.problems.len();
            attributes(cx, name, whose, out);
            // "Conditional", "Production only"
            if out.facts.len() + out.problems.len() == read && !none {
                let found = Found::problem(cx, 0, cx.end(), FOR_SOMETHING.0, FOR_SOMETHING.1);
                out.append(applied(cx, found, name, whose));
            }
        }
        Column::Type if chosen(cx).is_some() => fact(FactKind::OneOf(chosen(cx).unwrap_or_default())),
        // "`^[a-z]+$`"
        Column::Type if is_pattern(cx) => fact(FactKind::Pattern(cx.inner(0).to_owned())),
        // "string[]"
        Column::Type if bare.ends_with("[]") => {
            let item = kind_words(cx).first().and_then(|first| TYPES.at(&[*first], 0)).map(|(kind, _)| kind);
            fact(FactKind::Type(TypeFact { kind: Some(Kind::List), item, ..TypeFact::default() }));
        }
        Column::Type => attributes(&Cx { tokens: &kind_words(cx), ..*cx }, name, whose, out),
        Column::Prose if !words.is_empty() => {
            fact(FactKind::Description(words.replace('`', "")));
            prose(cx, name, whose, true, out);
        }
        Column::Description if !words.is_empty() => {
            fact(FactKind::Description(words.replace('`', "")));
            // "Required when `MODE=live`. …"
            if is!(cx.at(0), "required") && is!(cx.at(1), "when if unless") {
                let end = (0..cx.end()).find(|&at| cx.punct(at, ".;")).unwrap_or(cx.end());
                let found = depends(&cx.until(end));
                return out.append(found.map(|found| applied(cx, found, name, whose)).unwrap_or_default());
            }
            prose(cx, name, whose, false, out);
        }
        _ => {}
    }
}

/// What a cell answers: "✅ Yes", "No¹", "none — must be set".
struct Answer<'a> {
    /// Its words without marks.
    bare: &'a str,
    /// Whether it says that there is nothing.
    none: bool,
    yes: bool,
    no: bool,
}

impl<'a> Answer<'a> {
    fn of(words: &'a str) -> Self {
        let marked = words.trim_end_matches(['¹', '²', '³']).trim_matches(['*', '`', '"', '(', ')', '_']);
        let rest = marked.trim_start_matches(['✅', '✓', '✔', '\u{fe0f}', '❌', '✗', '✘', '—', '–']);
        let follows = !rest.is_empty() && rest.len() < marked.len();
        let bare = if follows { rest.trim_matches([' ', '(', ')']) } else { marked };
        let head = bare.split_once(" —").map_or(bare, |(head, _)| head);
        let head = head.split_once([';', ',', '(']).map_or(head, |(head, _)| head).trim_end();
        let is = |list: &str, word: &str| list.split('|').any(|one| one == word);
        let yes =
            "yes|true|y|m|✅|✓|✔|✔️|☑|:white_check_mark:|x|[x]|must|must be set|required|mandatory|always";
        Self {
            bare,
            none: words.is_empty()
                || is("-|--|---|—|–|❌|none|n/a|empty|unset|not set|null|no default|not applicable", head),
            yes: is(yes, bare),
            no: is("no|false|n|o|❌|✗|✘|:x:|[ ]|never|optional", bare),
        }
    }
}

/// Whether a word says that the service does not start: "exits at startup".
fn ends(cx: &Cx<'_>, at: usize) -> bool {
    let ends =
        is!(cx.at(at), "fail fails exit exits abort aborts refuse refuses error crash terminate terminates");
    ends && !is!(cx.before(at), "not never without")
}

/// Whether a cell says which value stands in where there is none: "5", "info", but neither "ignored" nor "exits with code 2".
fn gives(cx: &Cx<'_>, words: &str) -> bool {
    let value = |t: &Token| {
        matches!(t.kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number | TokenKind::Name)
            || is!(t, "true false")
    };
    let alone = !words.contains(' ') && !words.ends_with("ed");
    (alone || cx.tokens.iter().any(value)) && !(0..cx.end()).any(|at| ends(cx, at))
}

/// What a cell says under a condition only: `Yes, if X is set`, `only when …`, `Yes (production)`.
fn depends(cx: &Cx<'_>) -> Option<Found> {
    let leads = |at: usize| {
        is!(cx.at(at), "yes required only but conditional conditionally no ✅ ❌") || cx.punct(at, "(,;—–-")
    };
    let at = (0..cx.end()).find(|&at| !leads(at))?;
    if is!(cx.at(at), "if when where unless except") {
        let from = at + 1 + usize::from(is!(cx.at(at + 1), "if when where"));
        let until = (from..cx.end()).find(|&i| cx.punct(i, ")")).unwrap_or(cx.end());
        // "No, unless X is set"
        let no = has!(cx, 0..at, "no ❌") && !has!(cx, 0..at, "required but only");
        let negated = is!(cx.at(at), "unless except") != no;
        let condition = Some((from..until, negated));
        return Some(Found { condition, ..Found::facts(vec![FactKind::Required], cx.end()) });
    }
    // "Yes with `A=x`", "`A=x` only"
    let assigned = at + usize::from(is!(cx.at(at), "with for in"));
    if cx.at(assigned).kind == TokenKind::Assign && !has!(cx, 0..at, "no ❌") {
        let condition = Some((assigned..assigned + 1, false));
        return Some(Found { condition, ..Found::facts(vec![FactKind::Required], cx.end()) });
    }
    let yes = has!(cx, 0..at, "yes required ✅") && environment(cx, at);
    (yes || for_something(cx, at)).then(|| Found::problem(cx, 0, cx.end(), FOR_SOMETHING.0, FOR_SOMETHING.1))
}

/// What is wrong with a rule for one place, and what to do.
const PLACED: Wrong = (
    "has a rule that holds in one place only, which no variable decides",
    "name the variable that decides: `{name} (default 5 when APP_ENV is \"production\")`",
);

/// `one of a, b`, `enum: a, b`, `enum(a, b)`: single words, whatever they mean elsewhere.
fn chosen(cx: &Cx<'_>) -> Option<Vec<String>> {
    let from = match () {
        () if is!(cx.at(0), "one") && is!(cx.at(1), "of") => 2 + usize::from(cx.punct(2, ":")),
        () if is!(cx.at(0), "enum") && cx.punct(1, ":(") => 2,
        () => return None,
    };
    let end = cx.end() - usize::from(cx.follows(cx.end(), ")"));
    listed(cx, from..end)
}

/// "required (no default)", "(required, non-empty)", "— (required)".
fn says_whether(cx: &Cx<'_>) -> bool {
    let mark = |at: &usize| cx.punct(*at, "(—–") || cx.at(*at).punct('-');
    let first = (0..cx.end()).find(|at| !mark(at)).unwrap_or(0);
    is!(cx.at(first), "required optional mandatory")
}

/// The words of a cell that states a kind: `` `int` `` is one as much as `int`.
fn kind_words(cx: &Cx<'_>) -> Vec<Token> {
    let word = |token: &Token| {
        let plain = token.unmarked(cx.text);
        if token.kind == TokenKind::Code && TYPES.at(&[plain], 0).is_some() { plain } else { *token }
    };
    cx.tokens.iter().map(word).collect()
}

/// The smallest or largest value, or length: a number with or without its unit.
fn limit(cx: &Cx<'_>, upper: bool, length: bool) -> Found {
    match end_of_range(cx, 0, false).filter(|(_, next)| *next >= cx.end()) {
        Some((end, next)) => {
            let end = End { length: length || end.length, ..end };
            Found::facts(vec![if upper { FactKind::Max(end) } else { FactKind::Min(end) }], next)
        }
        None => Found::problem(cx, 0, cx.end(), LIMIT.0, LIMIT.1),
    }
}

/// What is wrong where a limit is no number, and what to do.
const LIMIT: Wrong = (
    "has a limit that is no number",
    "write the number, with its unit if it has one: `5`, `30 seconds`, `10 MB`",
);

/// The expression that a cell holds, without the marks around it.
fn pattern<'a>(cx: &Cx<'a>, words: &'a str) -> &'a str {
    if cx.end() == 1 && matches!(cx.at(0).kind, TokenKind::Code | TokenKind::Quote) {
        cx.inner(0)
    } else {
        words
    }
}

/// Whether a cell is a regular expression and no more.
fn is_pattern(cx: &Cx<'_>) -> bool {
    let anchored = cx.inner(0).starts_with('^') || cx.inner(0).ends_with('$');
    cx.end() == 1 && cx.at(0).kind == TokenKind::Code && anchored
}

/// `on, off, all`: single words between marks are values here, whatever they mean elsewhere.
fn listed(cx: &Cx<'_>, range: Range<usize>) -> Option<Vec<String>> {
    let text = |at: usize| match cx.at(at).kind {
        TokenKind::Code | TokenKind::Quote => cx.inner(at),
        _ => &cx.text[cx.at(at).span()],
    };
    let values = range.clone().step_by(2).map(|at| text(at).trim_matches('`').to_owned());
    let marks = range.clone().skip(1).step_by(2).all(|at| cx.punct(at, ",/|") || is!(cx.at(at), "or and"));
    (marks && range.len() >= 3 && range.len() % 2 == 1).then(|| values.collect())
}

/// A default takes the whole cell, unless a unit or remark stands behind the literal. Several words are none, and a name is
/// none where another variable may stand in.
fn default(cx: &Cx<'_>, words: &str, span: &Range<usize>, or_other: bool) -> Found {
    let value = |value| Found::facts(vec![FactKind::Default(value)], cx.end());
    let problem = |why| Found::no_default(cx, 0..cx.end(), 0..cx.end(), why);
    let named = |at: usize| {
        cx.name(at).is_some() || or_other && cx.candidate(at).is_some() && !cx.at(at).is_plain_name(cx.text)
    };
    let other = (0..cx.end()).find(|&at| named(at));
    let first = literal(cx, 0, true);
    let apart = first.as_ref().and_then(|(value, next)| Some((value.span.clone(), undecided(cx, *next)?)));
    match (first, apart, other) {
        (Some((literal, next)), ..)
            if next >= cx.end()
                || cx.punct(next, "(") && cx.behind_parenthesis(next) >= cx.end()
                || cx.punct(next, "—–;") =>
        {
            value(Literal { name: named(next - 1), ..literal })
        }
        (_, Some((literal, why)), _) => problem(why).quoting(literal),
        // "http://a.example, http://b.example"
        _ if words.split(',').all(|word| !word.trim().contains([' ', '`', '('])) => {
            value(Literal::plain(words, true, span.clone()))
        }
        // "same as `OTHER`"
        (None, _, Some(at)) => {
            value(Literal { name: true, ..Literal::plain(cx.inner(at), true, cx.at(at).span()) })
        }
        _ => problem(NO_VALUE),
    }
}

/// Facts in a cell.
fn attributes(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    out.append(remark(cx, 0..cx.end(), name, whose));
}

/// What every row has in common, and what the lead-in says of rows that do not say otherwise.
pub(crate) fn finish(name: NameId, span: &Range<usize>, lead: Option<&Lead>, out: &mut Reading) {
    out.facts.push(Fact { name, kind: FactKind::Read, guards: Vec::new(), span: span.clone() });
    // "Conditional" in one cell, and the condition in another.
    if out.facts.iter().any(|fact| fact.kind == FactKind::Required && !fact.guards.is_empty()) {
        out.problems.retain(|problem| !problem.message.ends_with(FOR_SOMETHING.0));
    }
    if let Some(lead) = lead {
        lead.say_of(name, span, &mut out.facts, 0);
    }
}

/// Whether a cell is more than a name, so that words beside it count as a remark.
pub(crate) fn name_remark(cx: &Cx<'_>, name: NameId, whose: &str, out: &mut Reading) {
    let rest = (0..cx.end()).find(|&at| cx.candidate(at).is_some()).map_or(0, |at| at + 1);
    if cx.punct(rest, "(") || is!(cx.at(rest), "required optional") && cx.at(rest).kind == TokenKind::Word {
        out.append(remark(cx, rest..cx.end(), name, whose));
    }
    // "`A` / `B`"
    let another =
        |&at: &usize| cx.candidate(at).is_some() && cx.depth(at) == 0 && !(cx.at(at).is_plain_name(cx.text));
    if let Some(at) = (rest..cx.end()).find(another) {
        let found = Found::problem(cx, at, at + 1, SHARED.0, SHARED.1);
        out.append(applied(cx, found, name, whose));
    }
}

/// What is wrong where a row has two names, and what to do.
const SHARED: Wrong =
    ("stands in one row with another name, which is not read", "give each variable a row of its own");
