//! Sentences without SHALL: "When unset, defaults to 5", "the service fails to start".

use std::ops::Range;

use super::clauses::{clauses, trailing};
use super::keyword::keyword;
use super::seam::behind_otherwise;
use super::sentence::{Sentence, response};
use super::token::{Token, TokenKind};
use super::word::is;

/// `When unset, defaults to 5`, and remarks such as `A` (required).
pub(super) fn without_modal(tokens: &[Token], depth: &[u8], text: &str, range: Range<usize>) -> Sentence {
    let mut sentence = Sentence {
        tokens: range.clone(),
        conditions: Vec::new(),
        subject: range.start..range.start,
        responses: Vec::with_capacity(1),
    };
    let mut body = range.clone();
    // "Given A, when B, then …"
    while body.start < range.end && depth[body.start] == 0 && keyword(tokens, body.start).is_some() {
        let at = body.start;
        let ends = |t: &Token| t.punct(',') || t.punct(':') || is!(t, "then");
        let comma = (at..range.end).find(|&i| depth[i] == 0 && ends(&tokens[i]));
        let end = comma.unwrap_or(range.end);
        sentence.conditions.extend(clauses(tokens, depth, text, at..end));
        body.start = (end + 1).min(range.end);
        body.start += usize::from(body.start < range.end && is!(tokens[body.start], "then"));
    }
    body.start = behind_otherwise(&tokens[..body.end], body.start).unwrap_or(body.start);
    if !sentence.conditions.is_empty() {
        body.start = behind_actor(tokens, body.clone()).unwrap_or(body.start);
    }
    // "Never log it."
    let never = body.len() > 2
        && is!(tokens[body.start + 2], "it its them their this that")
        && is!(tokens[body.start], "never")
        && is!(tokens[body.start + 1], "log print expose reveal display show leak echo dump output include");
    body.start += usize::from(never);
    // "values above 9 are rejected"
    let rejected =
        |at: &usize| is!(tokens[at - 1], "is are") && is!(tokens[*at], "rejected refused disallowed denied");
    if let Some(at) = body.clone().skip(1).find(rejected) {
        sentence.subject = body.start..at - 1;
        body.start = at;
    }
    let (body, conditions, _) = trailing(tokens, depth, text, body, false);
    sentence.responses.push(response(None, 0..0, body, never, conditions));
    sentence
}

/// "does not start", "cannot start": as good as SHALL NOT.
pub(super) fn says_no_start(tokens: &[Token], at: usize, end: usize) -> bool {
    if !at.checked_sub(1).is_some_and(|before| is_service(&tokens[before])) {
        return false;
    }
    let tokens = &tokens[at..end];
    let not = match tokens {
        [will, not, ..] if is!(will, "does do will") && is!(not, "not") => 2,
        [cannot, ..] if is!(cannot, "cannot can't won't doesn't") => 1,
        _ => return false,
    };
    tokens.get(not).is_some_and(|t| is!(t, "start boot launch"))
}

/// "the service fails to start", "the app will exit": where what the actor does begins.
fn behind_actor(tokens: &[Token], range: Range<usize>) -> Option<usize> {
    let acts = |t: &Token| {
        is!(
            t,
            "fails fail exits exit aborts abort refuses refuse terminates terminate crashes crash halts halt stops stop panics panic raises raise throws throw uses use defaults default falls fall reverts revert"
        )
    };
    let verb = range.clone().skip(1).take(6).find(|&at| acts(&tokens[at]))?;
    let auxiliary = is!(tokens[verb - 1], "will");
    let actor = range.start..verb - usize::from(auxiliary);
    let permits = |t: &Token| is!(t, "should could would might not never to");
    let named = tokens[actor.clone()].iter().all(|t| t.kind == TokenKind::Word && !permits(t));
    // "the tests fail", "the export job fails to start"
    let service = actor.clone().last().is_some_and(|last| is_service(&tokens[last]));
    (service && named).then_some(verb)
}

/// The last word of what is built, as sentences call it.
fn is_service(token: &Token) -> bool {
    is!(
        token,
        "it service server system application app program process tool daemon container bot worker gateway api startup"
    )
}
