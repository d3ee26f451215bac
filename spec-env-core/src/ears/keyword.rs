//! The words that open a condition: EARS keywords, and what stands for one.

use super::token::{Token, TokenKind};
use super::word::is;

/// The word that opens a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyword {
    When,
    If,
    While,
    Where,
    /// A condition that must not hold.
    Unless,
}

/// The keyword at a position.
pub(super) fn keyword(tokens: &[Token], at: usize) -> Option<Keyword> {
    let token = tokens.get(at).filter(|t| t.kind == TokenKind::Word)?;
    // Most words are told apart at once.
    if !is!(token, "when whenever once if should case while given where in for unless until during on") {
        return None;
    }
    // "…, while preserving the queue"
    let goes_on = at > 0
        && tokens
            .get(at + 1)
            .is_some_and(|t| is!(t, "keeping preserving maintaining retaining allowing leaving"));
    // "required even if A is set"
    if at > 1 && is!(tokens[at - 1], "even") && is!(tokens[at - 2], "required mandatory optional") {
        return None;
    }
    let opens = at == 0 || tokens[at - 1].punct('.') || tokens[at - 1].punct(';');
    // "Once SMS is enabled, …", "During tests …", "On Windows, …"
    let system = || tokens.get(at + 1).is_some_and(|t| is!(t, "windows linux macos unix android ios mac"));
    let during = is!(token, "during") && tokens.get(at + 1).is_some_and(is_deployment);
    if opens && (is!(token, "once") || during || is!(token, "on") && system()) {
        return Some(Keyword::While);
    }
    if is!(token, "when if") && at > 0 && is!(tokens[at - 1], "except") {
        Some(Keyword::Unless)
    } else if is!(token, "when whenever") || is!(token, "once") && starts(tokens, at) {
        Some(Keyword::When)
    } else if is!(token, "if") && !(at > 0 && is!(tokens[at - 1], "as"))
        || is!(token, "case") && at > 0 && is!(tokens[at - 1], "in")
        || is!(token, "should") && opens && is_inverted(tokens, at + 1)
        || is!(token, "in") && lacks(tokens, at + 1)
    {
        Some(Keyword::If)
    } else if is!(token, "while") && !goes_on || is!(token, "given") && opens {
        Some(Keyword::While)
    } else if is!(token, "where") {
        Some(Keyword::Where)
    } else if is!(token, "in for") && is_deployed(tokens, at, opens) {
        Some(Keyword::While)
    } else if is!(token, "unless") || is!(token, "until") && starts(tokens, at) {
        Some(Keyword::Unless)
    } else {
        None
    }
}

/// "Should it be missing, …", but not the item "Should be an integer".
fn is_inverted(tokens: &[Token], subject: usize) -> bool {
    let named = |t: &Token| {
        t.marked || t.kind == TokenKind::Name || is!(t, "the a an any it they this that these either both")
    };
    tokens.get(subject).is_some_and(named)
}

/// "in its absence", "in the absence of X".
fn lacks(tokens: &[Token], at: usize) -> bool {
    matches!(tokens.get(at..), Some([whose, absence, ..]) if is!(whose, "its their the") && is!(absence, "absence"))
}

/// Where a service may run, as conditions call it.
pub(crate) fn is_deployment(token: &Token) -> bool {
    is!(token, "development production staging dev prod test testing local ci debug release tests")
}

/// "in production mode (`NODE_ENV=production`)", and in front of all others "In production, …": a condition without a
/// keyword.
fn is_deployed(tokens: &[Token], at: usize, opens: bool) -> bool {
    let Some([place, behind @ ..]) = tokens.get(at + 1..).filter(|t| !t.is_empty()) else { return false };
    let mode = usize::from(
        behind.first().is_some_and(|t| is!(t, "mode environments environment deployments deployment builds")),
    );
    let explained = matches!(behind.get(mode..), Some([open, test, ..])
        if open.punct('(') && (test.kind == TokenKind::Assign || is!(test, "when if where")));
    let leads = opens && behind.get(mode).is_some_and(|t| t.punct(',') || t.punct(':') || is!(t, "it the"));
    is_deployment(place) && (explained || leads)
}

/// "SHALL NOT start until …", "SHALL only start once …": elsewhere both words speak of time.
fn starts(tokens: &[Token], at: usize) -> bool {
    at > 0 && is!(tokens[at - 1], "start run boot launch begin proceed continue listen")
}

/// "…, when provided, is a URL": holds whether the condition does or not, and goes on with the sentence.
pub(crate) fn is_inserted(tokens: &[Token], at: usize) -> bool {
    // "use X if set, falling back to 5"
    let goes_on = |rest: &[Token]| rest.first().is_some_and(|t| is!(t, "falling defaulting"));
    matches!(&tokens[at.saturating_sub(1)..], [before, keyword, state, behind, rest @ ..]
        if (before.punct(',') || goes_on(rest)) && is!(keyword, "when if") && behind.punct(',')
            && is!(state, "provided set present specified defined given supplied configured available"))
}

/// "defaulting to 3 if unset, with a minimum of 1": a condition that repeats what a default is for, and the sentence goes
/// on behind it.
pub(super) fn is_said_by_default(tokens: &[Token], at: usize) -> bool {
    let defaults = tokens[at.saturating_sub(6)..at].iter().any(|t| is!(t, "default defaults defaulting"));
    let said = |t: &&Token| t.kind == TokenKind::Name || is!(t, "it is not left the environment variable");
    let state = at + 1 + tokens[at + 1..].iter().take(6).take_while(said).count();
    let goes_on =
        |t: &Token| is!(t, "with as in at between accepting allowing logging validating parsing treating");
    matches!(tokens.get(state..), Some([state, comma, rest @ ..])
        if comma.punct(',')
        && rest.iter().find(|t| !is!(t, "and")).is_some_and(goes_on) && is!(state, "unset missing absent undefined set provided specified given defined present omitted"))
        && defaults
        && is!(tokens[at], "if when")
}

pub(crate) fn is_modal(token: &Token) -> bool {
    token.kind == TokenKind::Word && is!(token, "shall must may can")
}
