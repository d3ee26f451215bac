//! Which words are environment variables: where a name is introduced, and what only looks like one.

use std::ops::Range;

use super::artefact::goes_on_about_artefact;
use super::condition::condition;
use super::context::{Cx, Names, is_environment_in_code, is_read_in_code};
use super::default::environment;
use super::phrases::{SEPARATORS, STATES, VARIABLE, VERBS, Verb};
use super::stand_in_names::{files, renamed};
use super::tested::named;
use super::{NEAR, NameId};
use crate::ears::sentence::{Response, Sentence};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// The names that a statement introduces by itself.
pub(crate) fn introduced(cx: &Cx<'_>) -> Vec<NameId> {
    let mut out = Vec::new();
    for sentence in &cx.words.sentences {
        if drops(cx, sentence) || goes_on_about_artefact(cx, sentence) {
            continue;
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            if let Some(((), next)) = VARIABLE.at(cx.tokens, at) {
                let named = before(cx, sentence, at, &mut out);
                // "the `PORT` environment variable SHAL be": no second name.
                let word = named && cx.at(next).is_plain_name(cx.text);
                // "the `A` environment variable (`a`, `b`)": what stands behind it says what it is like.
                let several = is!(cx.before(next), "variables vars");
                let follow = if named && !several { right_behind } else { behind };
                let found = named | (!word && follow(cx, sentence, next, &mut out));
                if !found {
                    from_source(cx, sentence, at, &mut out);
                }
                at = next;
            } else {
                out.extend(cx.candidate(at).filter(|_| is_read_in_code(cx.text, cx.at(at))));
                if is_environment(cx, at) {
                    let remark = cx.follows(at, "(") && cx.punct(at + 1, "),;:");
                    if !(remark && before(cx, sentence, at, &mut out)) {
                        from_source(cx, sentence, at, &mut out);
                    }
                }
                if is_environment(cx, at) && cx.punct(at + 1, ":") {
                    list(cx, at + 2, false, &mut out);
                }
                if let Some((names, _)) = environment_holds(&cx.until(sentence.tokens.end), at) {
                    out.extend(names.ids);
                }
                at += 1;
            }
        }
    }
    out
}

/// Whether a word alone makes a statement worth cutting: "environment", or capitals that may be a name.
pub(crate) fn concerns(text: &str) -> bool {
    let bytes = text.as_bytes();
    if bytes.len() > 1 && bytes[1].is_ascii_uppercase() && bytes[0].is_ascii_uppercase() {
        return bytes.iter().all(|b| !b.is_ascii_lowercase())
            && !crate::ears::word::is_english(crate::ears::word::word(text));
    }
    bytes.len() > 2 && bytes[..3].eq_ignore_ascii_case(b"env")
}

/// Names that a statement tests together: where one of them is a variable, so are those that stand for nothing else.
pub(crate) struct Together {
    pub(crate) all: Vec<NameId>,
    pub(crate) clear: Vec<NameId>,
}

/// The lists of names that a statement tests together: what is tested beside a variable is one too.
pub(crate) fn tested_together(cx: &Cx<'_>) -> Vec<Together> {
    // "X is not set and no JWT is present": a bare word stands for something else here.
    let beside = |at: usize| VARIABLE.at(cx.tokens, at + 1).is_some();
    let marked = (0..cx.end()).filter(|&at| !cx.at(at).is_plain_name(cx.text) || beside(at));
    let mut marked: Vec<NameId> = marked.filter_map(|at| cx.candidate(at)).collect();
    marked.sort_unstable();
    let names_several =
        |body: &Range<usize>| body.clone().filter(|&at| cx.candidate(at).is_some()).nth(1).is_some();
    let mut out: Vec<Together> = Vec::new();
    for sentence in &cx.words.sentences {
        for clause in sentence.clauses() {
            if names_several(&clause.body) {
                let all = named(condition(cx, &clause.body, &[]).tests());
                let mut clear = all.clone();
                clear.retain(|id| marked.binary_search(id).is_ok());
                out.push(Together { all, clear });
            }
        }
    }
    out.retain(|names| names.all.len() > 1);
    // `OLD_X` as a deprecated alias of `X`, `X` from the file named by `X_FILE`: what stands in for a variable is one too.
    for (one, other) in renamed(cx).map_or_else(|| files(cx), |pair| vec![pair]) {
        out.push(Together { all: vec![one, other], clear: vec![one, other] });
    }
    out
}

/// `SHALL remove X`, `SHALL NOT require X`, `No X SHALL be required`.
pub(super) fn drops(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    let mut subject = sentence.subject.clone();
    subject.start += usize::from(is!(cx.at(subject.start), "then"));
    let shown = |r: &Response| VERBS.at(cx.tokens, r.body.start).is_some_and(|(verb, _)| verb == Verb::Show);
    let none = is!(cx.at(subject.start), "no")
        && subject.clone().any(|at| cx.candidate(at).is_some())
        && !sentence.responses.iter().any(shown);
    none || sentence.responses.iter().any(|r| {
        let start = r.body.start - usize::from(r.negated);
        // "`X` SHALL NOT contain blanks", "SHALL NOT use a default" are about its value.
        let about_value = is!(cx.at(r.body.start), "contain include use")
            && r.body.clone().all(|at| cx.candidate(at).is_none());
        // "delete files older than X", "drop events": something else goes.
        let gone = (start + 1..r.body.end).find(|&at| cx.candidate(at).is_some());
        let other = match gone {
            Some(name) => has!(
                cx,
                start..name,
                "than after before every which whose named given configured controlled specified defined older"
            ),
            None => !r.subject.clone().chain(sentence.subject.clone()).any(|at| cx.candidate(at).is_some()),
        };
        let stays = about_value
            || other
            || is!(cx.at(start), "be") && is!(cx.at(start + 1), "ignored")
            || is!(cx.at(start), "ignore ignores unset deprecate")
            || r.negated && writes_out(cx, &r.body);
        !stays && VERBS.at(cx.tokens, start).is_some_and(|(verb, _)| verb == Verb::Drop)
    })
}

/// `SHALL NOT include X in error messages`, `SHALL NOT write X to the log`: shown is what is meant.
pub(super) fn writes_out(cx: &Cx<'_>, body: &Range<usize>) -> bool {
    let writes = is!(cx.at(body.start), "write writes include includes put send sends store return returns");
    writes
        && cx.within(body.clone()).iter().any(|t| {
            is!(t, "log logs logging logged message messages output response responses report reports client clients browser error errors stdout stderr console telemetry traces")
        })
}

/// Bare words that people do not mean as names: "the database URL from environment variables"; "the URL environment
/// variable" is one.
fn is_acronym(cx: &Cx<'_>, at: usize) -> bool {
    let named = is!(cx.before(at), "the") && VARIABLE.at(cx.tokens, at + 1).is_some();
    cx.at(at).is_plain_name(cx.text)
        && !named
        && is!(
            cx.at(at),
            "url uri id api jwt ttl tls ssl cors smtp http https json xml yaml csv arn ip tcp udp dns sql aws gcp oidc sso saml oauth csp iv aes rsa ssh ui sdk cli gpu cpu"
        )
}

/// A bare word without `_` is a name only where nothing suggests an acronym.
fn acceptable(cx: &Cx<'_>, at: usize) -> bool {
    if !cx.at(at).is_plain_name(cx.text) {
        return true;
    }
    if is_acronym(cx, at) {
        return false;
    }
    let Some(before) = at.checked_sub(1).map(|i| cx.at(i)) else { return true };
    let word = &cx.text[before.span()];
    let genitive = word.ends_with('s') && word.contains(['\'', '’']);
    let article = is!(before, "a an");
    let proper = before.is_capitalised(cx.text)
        && !genitive
        && !is!(before, "the when if while where optional required set read use and or configure");
    !(article || proper || before.kind == TokenKind::Name)
}

/// `the X environment variable`, `A and B env vars`.
fn before(cx: &Cx<'_>, sentence: &Sentence, phrase: usize, out: &mut Vec<NameId>) -> bool {
    let start = sentence.tokens.start;
    let mut at = phrase;
    let mut first = true;
    // "X is a required environment variable", "`X` (optional env var)"
    let article = at.checked_sub(2).is_some_and(|i| is!(cx.at(i), "a an") || cx.punct(i, "("));
    if article && is!(cx.before(at), "required optional mandatory secret") {
        at -= 1;
    }
    // "- `X`: environment variable, required"
    let dash = cx.follows(at, ":—–") || cx.follows(at, "-");
    if dash && at == start + 2 && is!(cx.before(cx.behind_variable(phrase).unwrap_or(phrase)), "variable var")
    {
        let name = cx.candidate(start);
        out.extend(name);
        return name.is_some();
    }
    // "`X` (environment variable)", "`X` seconds (environment variable, default 300)"
    let next = cx.behind_variable(phrase).unwrap_or(phrase + 1);
    let remark = cx.follows(at, "(") && (cx.punct(next, "),;:") || is!(cx.at(next), "with"));
    if remark {
        let words = (start..at - 1).rev().take(5).take_while(|&i| cx.at(i).kind != TokenKind::Punct);
        let clear = |i: usize| cx.at(i).marked || cx.inner(i).contains('_') || i + 2 == at;
        let named = |i: usize| acceptable(cx, i) && clear(i);
        let name = { words }.find_map(|i| cx.candidate(i).filter(|_| named(i)));
        out.extend(name);
        return name.is_some();
    }
    // "`X`, an environment variable", "`X` hours, an environment variable"
    if at >= start + 3 && is!(cx.before(at), "a an") && cx.punct(at - 2, ",") {
        at -= 2;
        let noun = at >= start + 2 && cx.is_noun(at - 1) && cx.candidate(at - 2).is_some();
        at -= usize::from(noun);
    }
    // "X is an environment variable"
    if at >= start + 3 && is!(cx.before(at), "a an") && is!(cx.at(at - 2), "is are") {
        at -= 2;
    }
    while at > start {
        let mut here = at - 1;
        if !first {
            let mut separated = false;
            while here > start
                && (cx.punct(here, ",/&")
                    || is!(
                        cx.at(here),
                        "and or nor plus the either required optional optionally accept accepts"
                    ))
            {
                separated |= !is!(cx.at(here), "the either required optional optionally accept accepts");
                here -= 1;
            }
            if !separated {
                break;
            }
        }
        // "`A` (required) environment variable" and lists with remarks
        if cx.punct(here, ")") {
            let depth = cx.depth(here);
            while here > start && !(cx.punct(here, "(") && cx.depth(here) == depth) {
                here -= 1;
            }
            here = here.saturating_sub(1);
        }
        let Some(id) = cx.candidate(here).filter(|_| acceptable(cx, here)) else { break };
        // "the status is FAILED and the X environment variable", "use UTC and the X environment variable"
        let plain = !cx.inner(here).contains('_');
        let another = plain
            && is!(cx.before(here), "is are was be equals equal status state severity method")
            || cx.at(here).is_plain_name(cx.text)
                && !is!(cx.before(next), "variables vars")
                && has!(cx, here..at, "the");
        if !first && another {
            break;
        }
        out.push(id);
        at = here;
        first = false;
    }
    // "AWS environment variables" are a kind of them.
    let several = is!(cx.before(cx.behind_variable(phrase).unwrap_or(phrase)), "variables vars");
    if several && at + 1 == phrase && cx.at(at).is_plain_name(cx.text) {
        out.pop();
        return false;
    }
    !first
}

/// `environment variable X`.
fn right_behind(cx: &Cx<'_>, sentence: &Sentence, from: usize, out: &mut Vec<NameId>) -> bool {
    list(&cx.until(sentence.tokens.end), from, true, out)
}

/// `environment variable X`, `environment variables for admin credentials (A, B)`, `env vars: A, B`.
fn behind(cx: &Cx<'_>, sentence: &Sentence, from: usize, out: &mut Vec<NameId>) -> bool {
    let whole = cx;
    let cx = &cx.until(sentence.tokens.end);
    let mut at = from;
    while is!(cx.at(at), "named called the is are") && cx.candidate(at + 1).is_some() {
        at += 1;
    }
    if list(cx, at, true, out) {
        return true;
    }
    let base = cx.depth(from);
    let near = from.saturating_sub(NEAR).max(sentence.tokens.start)..from;
    let following = has!(cx, near, "following these");
    // "the environment variables are (`A`, `B`)", but not "the environment variable is set to a level (DEBUG, INFO)"
    let state = from + 1 + usize::from(is!(cx.at(from + 1), "not all"));
    let stated = is!(cx.before(from), "variables vars variable")
        && STATES.at(cx.tokens, state).is_some_and(|(_, open)| {
            // "variables are present (A_B, C_D)"
            cx.punct(open, "(") && cx.candidate(open + 1).is_some() && !cx.at(open + 1).is_plain_name(cx.text)
        });
    let described = is!(cx.at(from), "is are") && !cx.punct(from + 1, "(") && !stated;
    // The phrase's own clause may stand between: up to a colon, a parenthesis or "for".
    for at in (from..cx.end()).take(NEAR) {
        let token = cx.at(at);
        let lead = cx.punct(at, ":(：（")
            || is!(token, "for namely including")
            || is!(token, "them") && is!(cx.before(at), "among");
        // A colon opens a list that semicolons may go on with.
        let reach = if cx.punct(at, ":：") { whole } else { cx };
        if lead && !(described && cx.punct(at, "(")) && list(reach, at + 1, false, out) {
            // "minimum size (`A`, default 2), maximum size (`B`, default 10)"
            let more =
                |i: usize| cx.punct(i, "(") && cx.depth(i) == base + 1 && cx.candidate(i + 1).is_some();
            for open in (at + 1..cx.end()).take(NEAR).filter(|&i| cx.punct(at, "(") && more(i)) {
                list(reach, open + 1, false, out);
            }
            return true;
        }
        if following && !cx.punct(at, "(.)") {
            continue;
        }
        let closes = cx.punct(at, "(") || cx.punct(at, ".;)") && cx.depth(at) <= base;
        let verb = is!(token, "is are shall must if when then while where has have") && at > from && !stated;
        if closes || verb {
            return false;
        }
    }
    false
}

/// A list of names with remarks; false when none stands there. Right behind the phrase a name with `_` needs no marks,
/// whatever follows: "the environment variable `MAX_SIZE` exceeds 5".
fn list(cx: &Cx<'_>, from: usize, direct: bool, out: &mut Vec<NameId>) -> bool {
    let mut at = from;
    let before = out.len();
    loop {
        while is!(cx.at(at), "the and or either both required optional optionally") {
            at += 1;
        }
        let Some(id) = cx.candidate(at).filter(|_| !is_acronym(cx, at)) else { break };
        let next_word = cx.is_noun(at + 1) || cx.candidate(at + 1).is_some();
        // "env var DEBUG=1, THE API SHALL …"
        let plain = !cx.at(at).marked && cx.at(at).is_plain_name(cx.text);
        let acts = is!(cx.at(at + 1), "shall must may");
        if plain && acts && is!(cx.before(at), "the") {
            break;
        }
        let clear = cx.at(at).marked || direct && at == from && !cx.at(at).is_plain_name(cx.text);
        if next_word && !clear && !is!(cx.at(at + 1), "environment respectively") {
            break;
        }
        out.push(id);
        at += 1;
        if cx.punct(at, "(") {
            at = cx.behind_parenthesis(at);
        }
        // A description may follow each: "`A` for the key, `B` for the address".
        let separates =
            |i: usize| cx.punct(i, ",;/&、，") || is!(cx.at(i), "and or plus") || as_well_as(cx, i);
        let goes_on = |i: usize| {
            cx.candidate(i).is_some() || separates(i) || is!(cx.at(i), "the required optional optionally")
        };
        // "`A` with values `HIGH`, `LOW`": what stands behind another word in capitals belongs to that.
        let own = |i: &usize| cx.candidate(*i).is_none();
        let separator = (at..at + 14).take_while(own).find(|&i| separates(i) && (i == at || goes_on(i + 1)));
        let Some(separator) = separator else { break };
        let mut next = separator;
        while cx.punct(next, ",;/&、，")
            || is!(cx.at(next), "and or plus the required optional optionally")
            || as_well_as(cx, next)
        {
            next += if as_well_as(cx, next) { 3 } else { 1 };
        }
        // "`A`, `DB_*`, and `B`": what is no name is left out alone.
        if cx.candidate(next).is_none() && out.len() > before {
            let sure = |i: usize| {
                let name = i + usize::from(is!(cx.at(i), "and or"));
                let named =
                    cx.candidate(name).is_some() && (cx.at(name).marked || cx.inner(name).contains('_'));
                named.then_some(name)
            };
            let behind = (next..next + 6).find(|&i| cx.punct(i, ",")).and_then(|comma| sure(comma + 1));
            let Some(name) = behind.filter(|_| cx.punct(separator, ",")) else { break };
            next = name;
        } else if separator > at
            && !(cx.candidate(next).is_some() && (cx.at(next).marked || cx.inner(next).contains('_')))
        {
            break;
        }
        at = next;
    }
    out.len() > before
}

/// `as well as`, between names.
pub(super) fn as_well_as(cx: &Cx<'_>, at: usize) -> bool {
    is!(cx.at(at), "as") && is!(cx.at(at + 1), "well") && is!(cx.at(at + 2), "as")
}

/// Whether "environment" or an env file stands here as a source.
fn is_environment(cx: &Cx<'_>, at: usize) -> bool {
    let token = cx.at(at);
    if token.is_text() {
        let text = token.inner(cx.text);
        let file = text == ".env" || text.starts_with(".env.");
        let source = is!(cx.at(at + 1), "file files") || text == ".env" && is!(cx.before(at), "from in the");
        return is_environment_in_code(text) || file && source;
    }
    let word = is!(token, "environment env") && token.kind == TokenKind::Word;
    word && (!cx.is_noun(at + 1) || is!(cx.at(at + 1), "file at"))
}

/// "read the following from the environment:", whose items are variables.
pub(crate) fn opens_source(cx: &Cx<'_>, colon: usize) -> bool {
    is!(cx.before(colon), "environment env") && has!(cx, colon.saturating_sub(3)..colon, "from in")
}

/// `the environment contains X`, `the environment lacks X`: the names, and whether it holds them.
pub(super) fn environment_holds(cx: &Cx<'_>, at: usize) -> Option<(Names, bool)> {
    if !is!(cx.at(at), "environment env") {
        return None;
    }
    let verb = (at + 1..cx.end()).find(|&i| !is!(cx.at(i), "does do did not doesn't"))?;
    let denied = has!(cx, at..verb, "not doesn't");
    let lacks = is!(cx.at(verb), "lacks lack misses");
    if !(lacks || is!(cx.at(verb), "contains contain has have holds hold defines define provides provide")) {
        return None;
    }
    let none = is!(cx.at(verb + 1), "no");
    let first = (verb + 1..cx.end()).find(|&i| !is!(cx.at(i), "no the a an any value for variable entry"))?;
    Some((cx.names(first)?, !(denied || lacks || none)))
}

/// `read A and B from the environment`: the names that the source is the source of.
fn from_source(cx: &Cx<'_>, sentence: &Sentence, at: usize, out: &mut Vec<NameId>) {
    let start = sentence.tokens.start;
    let from = (start..at).rev().take(7).find(|&i| is!(cx.at(i), "from in via through as"));
    let Some(from) = from else { return };
    // Between the preposition and the environment only other sources may stand.
    let other = (from + 1..at).all(|i| {
        !cx.is_noun(i)
            || is!(cx.at(i), "process system runtime container shell os service deployment host")
            || is!(cx.at(i), "file")
            || is!(cx.at(from), "as") && SEPARATORS.at(cx.tokens, i).is_some()
            // "from the Vercel environment"
            || i + 1 == at && cx.at(i).is_capitalised(cx.text) && !environment(cx, i)
    });
    if !other {
        return;
    }
    let clause = (start..from)
        .rev()
        .find(|&i| {
            cx.depth(i) <= cx.depth(from) && is!(cx.at(i), "shall must when if while where may unless")
        })
        .map_or(start, |i| i + 1);
    let passive = (clause..from).all(|i| !matches!(cx.at(i).kind, TokenKind::Name | TokenKind::Assign));
    let clause = if passive { sentence.subject.start.min(clause) } else { clause };
    let values = has!(cx, clause..from, "values levels options modes");
    for i in clause..from {
        let plain = cx.at(i).is_plain_name(cx.text);
        if values && (plain || !cx.inner(i).contains('_')) {
            continue;
        }
        // "read PORT, MONGO_URI and CC_URL from the environment"
        let joins = |i: usize| cx.punct(i, ",/&") || is!(cx.at(i), "and");
        let next = i + 1 + usize::from(joins(i + 1)) + usize::from(joins(i + 2));
        let led = is!(
            cx.before(i),
            "read reads load loads use uses get gets obtain obtains take takes accept accepts require requires"
        ) || joins(i.wrapping_sub(1))
            && cx.candidate(i.wrapping_sub(2)).is_some_and(|before| out.contains(&before));
        let member = led && next > i + 1 && next < from && cx.candidate(next).is_some();
        let named = (i + 1 == from || member) && acceptable(cx, i);
        let Some(id) = cx.candidate(i).filter(|_| !plain || named) else {
            continue;
        };
        let noun = !cx.at(i).marked && cx.is_noun(i + 1);
        // "read secrets (A, B) from the environment": a list in parentheses stands for its noun.
        let closes = cx.follows(from, ")") || passive && cx.follows(sentence.subject.end, ")");
        // "`A` (one of `a`, `b`) as an environment variable": what a remark lists are no names.
        let open = (clause..i).rev().find(|&i| cx.punct(i, "(")).unwrap_or(i);
        let remark = cx.candidate(open.wrapping_sub(1)).is_some();
        let listed = cx.follows(i, "(,") && cx.depth(i) == cx.depth(from) + 1 && closes && !remark;
        if !noun && (listed || cx.depth(i) == cx.depth(from)) {
            out.push(id);
        }
    }
}
