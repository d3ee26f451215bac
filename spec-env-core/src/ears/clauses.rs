//! Where the conditions of a sentence begin and end: in front of the actor, behind the response, and within it.

use std::ops::Range;

use super::keyword::{Keyword, is_inserted, is_said_by_default, keyword};
use super::sentence::Clause;
use super::token::{Token, TokenKind};
use super::word::is;

/// Separates the conditions in front of the first SHALL from the actor.
pub(super) fn leading(
    tokens: &[Token],
    depth: &[u8],
    text: &str,
    range: Range<usize>,
) -> (Vec<Clause>, Range<usize>) {
    let outside = |at: &usize| depth[*at] == 0;
    let Some(first) = range.clone().filter(outside).find(|&at| keyword(tokens, at).is_some()) else {
        return (Vec::new(), range);
    };
    let actor = actor_start(tokens, depth, text, first + 1..range.end);
    // "The X environment variable, if set, SHALL be a URL": what is said of stands in front of the condition.
    let subject =
        if actor < range.end { actor..range.end } else { range.start..trim_end(tokens, range.start..first) };
    (clauses(tokens, depth, text, first..actor), subject)
}

/// Where the actor begins behind a condition.
fn actor_start(tokens: &[Token], depth: &[u8], text: &str, range: Range<usize>) -> usize {
    let outside = |at: &usize| depth[*at] == 0;
    // "WHEN `MODE=x`, `A`, `B` and `C` SHALL be set"
    if let [test, comma, name, ..] = &tokens[range.clone()]
        && test.kind == TokenKind::Assign
        && comma.punct(',')
        && name.kind == TokenKind::Name
        && tokens[range.start + 2..range.end]
            .iter()
            .all(|t| t.kind == TokenKind::Name || t.punct(',') || is!(t, "and the both"))
    {
        return range.start + 2;
    }
    if let Some(then) = range.clone().filter(outside).rev().find(|&at| is!(tokens[at], "then")) {
        return then + 1;
    }
    let states = |r: Range<usize>| tokens[r].iter().any(|t| is!(t, "is are was were has have set equals"));
    let comma = range.clone().filter(outside).rev().find(|&at| tokens[at].punct(','));
    if let Some(comma) = comma.filter(|&c| !states(c + 1..range.end) && !is!(tokens[c + 1], "and or")) {
        return comma + 1;
    }
    let article = |loud: bool| {
        range
            .clone()
            .filter(outside)
            .rev()
            .find(|&at| is!(tokens[at], "the it") && (!loud || tokens[at].is_loud(text)))
    };
    // "WHEN `MODE` is "a" aquad SHALL …"
    let bare = || {
        let last = range.end.checked_sub(1).filter(|&last| last > range.start)?;
        let ends = |t: &Token| {
            is!(
                t,
                "set unset missing empty absent undefined invalid defined provided present specified configured omitted available true false integer number url"
            ) || matches!(t.kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number)
        };
        let actor = tokens[last].kind == TokenKind::Word && !ends(&tokens[last]);
        (actor && ends(&tokens[last - 1])).then_some(last)
    };
    let article = article(true).or_else(|| article(false));
    let actor = article.filter(|&at| !states(at..range.end));
    actor.or_else(bare).or(article).unwrap_or(range.end)
}

/// Cuts a range that begins with a keyword into clauses.
pub(super) fn clauses(tokens: &[Token], depth: &[u8], text: &str, range: Range<usize>) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for at in range.clone() {
        let Some(keyword) = keyword(tokens, at).filter(|_| depth[at] == 0) else { continue };
        // "if A is set and B is missing, or if C is": one of both.
        let or =
            at > range.start && is!(tokens[at - 1], "or") && matches!(keyword, Keyword::When | Keyword::If);
        let separate = at == range.start
            || keyword == Keyword::Unless && out.last().is_none_or(|before| before.keyword != keyword)
            || tokens[at].is_loud(text)
            || tokens[at].is_capitalised(text)
            || matches!(keyword, Keyword::When | Keyword::If) && is!(tokens[range.start], "given")
            || tokens[at - 1].punct(',')
            || is!(tokens[at - 1], "and")
            || keyword == Keyword::Unless && is!(tokens[at - 1], "or");
        if separate && !or {
            if let Some(last) = out.last_mut() {
                last.body.end = trim_end(tokens, last.body.start..at);
            }
            out.push(Clause { keyword, body: at + 1..range.end });
        }
    }
    if let Some(last) = out.last_mut() {
        last.body.end = trim_end(tokens, last.body.start..range.end);
    }
    out
}

pub(super) fn trim_end(tokens: &[Token], range: Range<usize>) -> usize {
    let idle = |t: &Token| t.punct(',') || t.punct('.') || is!(t, "and or then");
    let mut end = range.end;
    while end > range.start && idle(&tokens[end - 1]) {
        end -= 1;
    }
    end
}

/// "SHALL read X as an integer and, if it is not set, use 4": the condition of what goes on behind it, and where that begins.
/// The word in front stands for the SHALL.
pub(super) fn inner_condition(
    tokens: &[Token],
    depth: &[u8],
    range: Range<usize>,
) -> Option<(Range<usize>, usize)> {
    let outside = |at: &usize| depth[*at] == 0;
    let at = range.clone().filter(outside).find(|&at| at > range.start && keyword(tokens, at).is_some())?;
    let joined = tokens[..at].iter().rev().find(|t| !t.punct(',')).is_some_and(|t| is!(t, "and but or"));
    let mut behind = (at + 1..range.end).filter(outside).skip(1);
    let goes_on = |at: usize| !is!(tokens[at], "and or");
    let rest = behind.find_map(|at| {
        let bare =
            is!(tokens[at], "use default fall exit fail refuse") && !is!(tokens[at - 1], "to the a and or");
        let comma = tokens[at].punct(',') && at + 1 < range.end;
        if comma { Some(Some(at + 1).filter(|&next| goes_on(next))) } else { bare.then_some(Some(at)) }
    })??;
    let end = trim_end(tokens, at..rest);
    (joined && !is_inserted(tokens, at)).then_some((at..end, rest))
}

/// Separates a response from the conditions behind it: its own, and those of the next SHALL.
pub(super) fn trailing(
    tokens: &[Token],
    depth: &[u8],
    text: &str,
    range: Range<usize>,
    more: bool,
) -> (Range<usize>, Vec<Clause>, Vec<Clause>) {
    let mut split = None;
    for at in range.clone() {
        // A small "where" behind a clause is no condition: "every N seconds, where N is …".
        // "refuse to start where A is missing", "reject a configuration where A is missing" are some.
        let rejects = || is!(tokens[range.start], "reject rejects refuse refuses");
        let ends = at > 0
            && (is!(tokens[at - 1], "start startup fail exit abort boot launch")
                || is!(tokens[at - 1], "configuration deployment") && rejects());
        let relative = is!(tokens[at], "where") && !tokens[at].is_loud(text) && !ends;
        let condition = depth[at] == 0 && !relative && keyword(tokens, at).is_some();
        if condition && !is_inserted(tokens, at) && !is_said_by_default(tokens, at) && at > range.start {
            split = Some(at);
            break;
        }
    }
    let Some(at) = split else { return (range, Vec::new(), Vec::new()) };
    let opener = |t: &Token| t.punct(',') || t.punct('—') || is!(t, "and but");
    if more && opener(&tokens[at - 1]) {
        let mut actor = actor_start(tokens, depth, text, at + 1..range.end);
        // "…, and IF it is absent SHALL use 8080": nobody is named again.
        let behind = at - 1 - usize::from(tokens[at - 1].punct(','));
        let bare = is!(tokens[behind], "and but") && !is!(tokens[range.end - 1], "and or but");
        if tokens[actor..range.end].iter().any(|t| is!(t, "is are was were has have")) {
            actor = range.end;
        }
        if actor < range.end || bare {
            let body = range.start..trim_end(tokens, range.start..at);
            return (body, Vec::new(), clauses(tokens, depth, text, at..actor));
        }
    }
    let end = if is!(tokens[at], "case") { at - 1 } else { at };
    (range.start..end, clauses(tokens, depth, text, at..range.end), Vec::new())
}
