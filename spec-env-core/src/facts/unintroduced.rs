//! Names that nothing introduces, where a variable would stand.

use super::as_default::is_marked_default;
use super::condition::condition;
use super::context::{Cx, Joiner, Names};
use super::default::defaults_stand_by;
use super::literal::{ends_clause, literal};
use super::names::{drops, names_another};
use super::phrases::{ATTRIBUTES, Attribute, STATES, State, VERBS, Verb};
use super::tested::Tested;
use super::{CLOSE, NameId, Problem};
use crate::diagnostic::{Code, Level};
use crate::ears::sentence::{Sentence, is_modal};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// Names that nothing introduces, where a variable would stand: a warning for the statement, or a note where it only asks
/// for them beside a variable, or gives one a default.
pub(crate) fn look_alike(cx: &Cx<'_>) -> Option<(Level, Problem)> {
    if (0..cx.end()).all(|at| cx.candidate(at).is_none() || cx.name(at).is_some()) {
        return None;
    }
    let sure = unintroduced(cx, &look_like_variables(cx)).map(|problem| (Level::Warning, problem));
    let note = || {
        let mut names = asked_for(cx);
        names.extend(cx.words.sentences.iter().filter_map(|sentence| given_a_default(cx, sentence)));
        unintroduced(cx, &names)
    };
    sure.or_else(|| Some((Level::Note, note()?)))
}

/// "parse `A` as an integer and default to 3000", "wait `A` seconds, defaulting to 5": the one name of a sentence that gives
/// a value by default.
fn given_a_default(cx: &Cx<'_>, sentence: &Sentence) -> Option<usize> {
    let range = sentence.tokens.clone();
    let given = |&at: &usize| {
        let Some((Attribute::Default, next)) = ATTRIBUTES.at(cx.tokens, at) else { return false };
        is!(cx.before(next), "to of") && literal(cx, next, false).is_some()
    };
    if sentence.pattern().is_none() || !cx.names_in(range.clone()).is_empty() {
        return None;
    }
    let default = range.clone().find(given)?;
    let mut names = (range.start..default).filter(|&at| cx.candidate(at).is_some());
    names.next().filter(|&at| names.next().is_none() && cx.at(at).marked && is_unknown(cx, at))
}

fn unintroduced(cx: &Cx<'_>, tokens: &[usize]) -> Option<Problem> {
    let first = *tokens.first()?;
    let mut seen: Vec<&str> = Vec::new();
    for &at in tokens {
        if !seen.contains(&cx.inner(at)) {
            seen.push(cx.inner(at));
        }
    }
    let listed = seen.iter().map(|n| format!("`{n}`")).collect::<Vec<_>>().join(", ");
    let (verb, them, noun) = if seen.len() == 1 {
        ("looks like an environment variable", "it", "variable")
    } else {
        ("look like environment variables", "them", "variables")
    };
    Some(Problem::new(
        Code::PossibleVariable,
        cx.span(first..first + 1),
        format!("{listed} {verb}, but nothing introduces {them}"),
        format!("write `the {} environment {noun}` once in this file", seen.join(", ")),
    ))
}

/// Names that nothing introduces, standing where a variable would.
fn look_like_variables(cx: &Cx<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    let eligible = |at: usize| is_unknown(cx, at);
    for sentence in &cx.words.sentences {
        if drops(cx, sentence) {
            continue;
        }
        for clause in sentence.clauses() {
            let tested = condition(cx, &clause.body, &[]);
            // "MAX_LENGTH is exceeded" says what happened, and gives no value.
            let value = |values: &[String]| values.iter().all(|value| !value.ends_with("ed"));
            let mut names: Vec<NameId> = Vec::new();
            for test in tested.tests() {
                match &test.is {
                    Tested::Set | Tested::NotSet => names.extend(&test.names),
                    Tested::Is(values) | Tested::IsNot(values) if value(values) => {
                        names.extend(&test.names);
                    }
                    _ => {}
                }
            }
            names.sort_unstable();
            let is_tested = |at: usize| cx.candidate(at).is_some_and(|id| names.binary_search(&id).is_ok());
            out.extend(clause.body.clone().filter(|&at| eligible(at) && is_tested(at)));
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if !eligible(at) {
                at += 1;
                continue;
            }
            let via = at >= 2
                && is!(cx.before(at), "via through by using")
                && is!(cx.at(at - 2), "configurable configured controlled set overridable overridden");
            let gives_default = |i: usize| {
                cx.follows(i, "(,;")
                    && !is_marked_default(cx, i - 1)
                    && ATTRIBUTES.at(cx.tokens, i).is_some_and(|(a, _)| a == Attribute::Default)
            };
            // "when an environment variable is not set: `X` defaults to `a`"
            let defaults = cx.words.speaks
                && ATTRIBUTES.at(cx.tokens, at + 1).is_some_and(|(a, next)| {
                    a == Attribute::Default && is!(cx.before(next), "to") && cx.at(next).marked
                });
            let mut inside = (at + 2..cx.end()).take(CLOSE).take_while(|&i| cx.depth(i) > cx.depth(at));
            let defaulted = cx.punct(at + 1, "(") && inside.any(gives_default);
            let Some(Names { joiner, next, .. }) = cx.until(sentence.tokens.end).names(at) else { break };
            let called = is!(cx.before(next), "variables variable vars");
            if joiner == Joiner::And && called {
                out.extend((at..next).filter(|&i| eligible(i)));
                at = next;
                continue;
            }
            // "SHALL require `X` and `Y` to be set"
            let to_be = matches!(cx.within(next..cx.end()), [to, be, ..] if is!(to, "to") && is!(be, "be"));
            // "SHALL validate that `X` and `Y` are all set"
            let checks = || {
                let within = sentence.responses.partition_point(|r| r.body.start <= at).checked_sub(1);
                let response = within.map(|n| &sentence.responses[n]).filter(|r| r.body.contains(&at));
                let verb = response.and_then(|r| VERBS.at(cx.tokens, r.body.start)).map(|(verb, _)| verb);
                let asked = is!(cx.before(at), "that") && ends_clause(cx, next + 2);
                verb == Some(Verb::Check) || verb == Some(Verb::Require) && asked
            };
            let are = is!(cx.at(next), "is are") && checks();
            // "WHEN `A` is `x`, `B` SHALL also be set": beside a variable.
            let also = next + 1 + usize::from(is!(cx.at(next + 1), "also"));
            let shall = is_modal(cx.at(next)) && is!(cx.at(also), "be") && is_ruled(cx, sentence);
            let state = match (to_be, shall) {
                (true, _) => next + 2,
                (_, true) => also + 1,
                _ => next + 1 + usize::from(is!(cx.at(next + 1), "all both")),
            };
            let set = (to_be || are || shall)
                && STATES.at(cx.tokens, state).is_some_and(|(state, behind)| {
                    // "to be configured as well"
                    state == State::Set || state == State::SetTo && is!(cx.at(behind), "well")
                });
            let assigned = cx.at(at).kind == TokenKind::Assign && defaults_stand_by(cx, &sentence.tokens, at);
            if shall && set {
                out.extend((at..next).filter(|&i| eligible(i)));
                at = next;
                continue;
            }
            if via || defaults || defaulted || assigned || set {
                out.push(at);
            }
            at += 1;
        }
    }
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether a name that nothing introduces may be meant as a variable, and not as a value.
fn is_unknown(cx: &Cx<'_>, at: usize) -> bool {
    // "if set to `LEGACY`", "the state is `PENDING` and …": a value.
    let value = cx.is_compared(at) || is!(cx.before(at), "are return returns");
    // "one of `DEBUG`, `INFO` or `WARN` (default `INFO`)"
    let listed = (cx.follows(at, ",") || is!(cx.before(at), "or"))
        && has!(cx, at.saturating_sub(CLOSE)..at, "one either values accept accepts");
    cx.is_clear(at) && cx.name(at).is_none() && !value && !listed && !names_another(cx, at)
}

/// "WHEN `A` is `x`, THE SYSTEM SHALL require `B`": what is asked for beside a variable.
fn asked_for(cx: &Cx<'_>) -> Vec<usize> {
    let mut out = Vec::new();
    for sentence in
        cx.words.sentences.iter().filter(|sentence| is_ruled(cx, sentence) && !drops(cx, sentence))
    {
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let Some(names) = cx.until(sentence.tokens.end).names(at).filter(|_| is_unknown(cx, at)) else {
                at += 1;
                continue;
            };
            let required = is_modal(cx.at(names.next))
                && is!(cx.at(names.next + 1), "be")
                && is!(cx.at(names.next + 2), "required");
            if required || ends_clause(cx, names.next) && is!(cx.before(at), "require requires") {
                out.extend((at..names.next).filter(|&i| is_unknown(cx, i)));
            }
            at = names.next.max(at + 1);
        }
    }
    out
}

/// Whether a condition of a sentence tests a variable.
fn is_ruled(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    sentence.conditions.iter().any(|clause| !cx.names_in(clause.body.clone()).is_empty())
}
