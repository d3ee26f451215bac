//! Which words are environment variables: where a name is introduced, and what only looks like one.

use std::ops::Range;

use super::artefact::goes_on_about_artefact;
use super::condition::condition;
use super::context::{Cx, Names};
use super::listed::{before, behind, list, right_behind};
use super::phrases::{VARIABLE, VERBS, Verb};
use super::source::{behind_source, from_source};
use super::stand_in_names::{files, renamed};
use super::tested::named;
use super::words::{is_environment_in_code, is_read_in_code};
use super::{CLOSE, NEAR, NameId};
use crate::ears::sentence::{Response, Sentence, is_modal};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// The names that a statement introduces by itself.
pub(crate) fn introduced(cx: &Cx<'_>) -> Vec<NameId> {
    let mut out = Vec::new();
    for sentence in &cx.words.sentences {
        if drops(cx, sentence) || goes_on_about_artefact(cx, sentence) {
            continue;
        }
        let (mut at, mut read, mut depth) = (sentence.tokens.start, 0, 0);
        while at < sentence.tokens.end {
            if let Some(((), next)) = VARIABLE.at(cx.tokens, at) {
                // "the OS environment variable `A`", "JWT environment variables (`A`, `B`)"
                let kind = at > 0 && cx.at(at - 1).is_plain_name(cx.text);
                let kind = kind && cx.is_clear(next + usize::from(cx.punct(next, "(")));
                let named = !kind && before(cx, sentence, at, &mut out);
                // "the `PORT` environment variable SHAL be": no second name.
                let word = named && cx.at(next).is_plain_name(cx.text);
                let from = out.len();
                // What stands in a list that was read is not read again, so that no sentence costs the square of its length.
                let inside = next < read && cx.depth(at) <= depth;
                // "the `A` environment variable is `MODE_B`": what it is.
                let valued = named && is!(cx.at(next), "is equals") && is!(cx.before(next), "variable var");
                let list = if word || inside || valued { None } else { behind(cx, sentence, next, &mut out) };
                if let Some(end) = list.filter(|&end| end > read) {
                    (read, depth) = (end, cx.depth(at));
                }
                let found = named || inside || list.is_some();
                // "the `A` environment variable (`a`, `b`)": what stands behind it says what it is like.
                if named
                    && !is!(cx.before(next), "variables vars")
                    && !inside
                    && !right_behind(cx, sentence, next)
                {
                    let near = next..sentence.tokens.end.min(next + NEAR);
                    let named = |id: NameId| {
                        near.clone().any(|i| cx.candidate(i) == Some(id) && cx.inner(i).contains('_'))
                    };
                    let mut kept = out.split_off(from);
                    kept.retain(|&id| named(id));
                    out.append(&mut kept);
                }
                // "read `A` and `B` from environment variables (`B` defaults to 5)"
                let source = !named && is!(cx.before(at), "from via through");
                if !found && is!(cx.before(at), "this that") {
                    let mut front = taken_up(cx, at.saturating_sub(NEAR)..at);
                    let one = front.next().filter(|&name| front.all(|other| other == name));
                    out.extend(one);
                }
                // "use `A`, or `B` and `C`; all of these are environment variables"
                if !found
                    && at > 1
                    && is!(cx.before(at), "are")
                    && is!(cx.at(at - 2), "these both those they all")
                {
                    out.extend(taken_up(cx, at.saturating_sub(NEAR)..at));
                }
                if !found || source {
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
                } else if is_environment(cx, at)
                    && let Some(first) = behind_source(cx, sentence, at)
                {
                    list(cx, first, false, &mut out);
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

/// "below `X`, or `~/data` if that environment variable is not set": the names in front of such words, but not those of what
/// is returned or thrown.
fn taken_up<'a>(cx: &'a Cx<'a>, before: Range<usize>) -> impl Iterator<Item = NameId> + 'a {
    let gives = |at: usize| {
        has!(
            cx,
            at.saturating_sub(4)..at,
            "return returns throw throws raise raises emit emits exit exits code report reports error answer answers"
        )
    };
    // In a sentence before only what is read, or where something is read from.
    let end = before.end;
    let apart = move |at: usize| (at..end).rev().take(NEAR).any(|i| cx.punct(i, "."));
    let read = |at: usize| {
        is!(
            cx.at(at.wrapping_sub(1 + usize::from(is!(cx.before(at), "the")))),
            "in from via through by read reads use uses set accept accepts load loads take takes"
        )
    };
    let clear = move |&at: &usize| cx.is_clear(at) && !gives(at) && (!apart(at) || read(at));
    before.filter(clear).filter_map(|at| cx.candidate(at))
}

/// Whether a word alone makes a statement worth cutting: "environment", or capitals that may be a name.
pub(crate) fn concerns(text: &str) -> bool {
    let bytes = text.as_bytes();
    let named = bytes.len() > 1
        && bytes[..2].iter().all(u8::is_ascii_uppercase)
        && bytes.iter().all(|b| !b.is_ascii_lowercase())
        && !crate::ears::word::is_english(crate::ears::word::word(text));
    named || bytes.len() > 2 && bytes[..3].eq_ignore_ascii_case(b"env")
}

/// Names that a statement tests together: where one of them is a variable, so are those that stand for nothing else.
pub(crate) struct Together {
    pub(crate) all: Vec<NameId>,
    pub(crate) clear: Vec<NameId>,
}

/// The lists of names that a statement tests together: what is tested beside a variable is one too.
pub(crate) fn tested_together(cx: &Cx<'_>) -> Vec<Together> {
    if !cx.words.names_several() {
        return Vec::new();
    }
    // "X is not set and no JWT is present": a bare word stands for something else here.
    let beside = |at: usize| VARIABLE.at(cx.tokens, at + 1).is_some();
    let marked = (0..cx.end()).filter(|&at| !cx.at(at).is_plain_name(cx.text) || beside(at));
    let mut marked: Vec<NameId> = marked.filter_map(|at| cx.candidate(at)).collect();
    marked.sort_unstable();
    let names_several =
        |body: &Range<usize>| body.clone().filter(|&at| cx.candidate(at).is_some()).nth(1).is_some();
    let mut out: Vec<Together> = Vec::new();
    for sentence in &cx.words.sentences {
        // "WHERE A is `x`, IF B is missing": conditions that hold together.
        if let [first, .., last] = sentence.conditions.as_slice() {
            let whole = first.body.start..last.body.end;
            if names_several(&whole) {
                let parsed = sentence.conditions.iter().map(|clause| condition(cx, &clause.body, &[]));
                let all: Vec<NameId> = parsed.flat_map(|condition| named(condition.tests())).collect();
                let mut clear = all.clone();
                clear.retain(|id| marked.binary_search(id).is_ok());
                out.push(Together { all, clear });
            }
        }
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
    let former = renamed(cx);
    for (one, other) in if former.is_empty() { files(cx) } else { former } {
        out.push(Together { all: vec![one, other], clear: vec![one, other] });
    }
    out
}

/// `SHALL remove X`, `SHALL NOT require X`, `No X SHALL be required`.
pub(crate) fn drops(cx: &Cx<'_>, sentence: &Sentence) -> bool {
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
        let behind = VERBS.at(cx.tokens, start).map_or(start, |(_, next)| next);
        let gone = (start + 1..r.body.end).find(|&at| cx.candidate(at).is_some());
        let other = match gone {
            Some(name) => has!(
                cx,
                behind..name,
                "than after before every read reads load loads which whose named given configured controlled specified defined older"
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

/// "read the following from the environment at startup:", whose items are variables.
pub(crate) fn opens_source(cx: &Cx<'_>, colon: usize) -> bool {
    let idle = |&at: &usize| is!(cx.at(at), "at on during startup start launch boot time");
    let Some(last) = (colon.saturating_sub(CLOSE)..colon).rev().find(|at| !idle(at)) else { return false };
    is!(cx.at(last), "environment env") && has!(cx, last.saturating_sub(2)..last, "from in")
}

/// "the cookie `SESSION_ID`", "an event of type `PAGE_VIEW`", "the `MANAGE_BOT` permission": whether the noun beside it says
/// that it is something else.
pub(super) fn names_another(cx: &Cx<'_>, at: usize) -> bool {
    let feature = is!(cx.before(at), "flag") && at > 1 && is!(cx.at(at - 2), "feature");
    feature
        || is!(cx.at(at + 1), "permission permissions role header cookie event column table field")
        || is!(
            cx.before(at),
            "field cookie column table constant header parameter property attribute bit claim enum type event code status state"
        )
}

/// Whether a lead-in lists variables, so that they may stand behind what describes them: "environment variables for:", but
/// not "environment variable errors:".
pub(crate) fn lists_variables(cx: &Cx<'_>) -> bool {
    let denied = cx.words.sentences.iter().flat_map(|s| &s.responses).any(|r| r.negated);
    let phrase =
        (0..cx.end()).rev().take(NEAR).find_map(|at| VARIABLE.at(cx.tokens, at).map(|((), next)| next));
    let idle = |at: usize| {
        cx.depth(at) > 0
            || cx.punct(at, ":)")
            || is!(
                cx.at(at),
                "for named below as are is shall must be include on at startup start launch used"
            )
    };
    !denied
        && (opens_source(cx, cx.end().saturating_sub(1))
            || phrase.is_some_and(|next| (next..cx.end()).all(idle)))
}

/// Where the names of an item stand in a list of variables: at its begin, or behind what describes them.
pub(crate) fn of_item(cx: &Cx<'_>, described: bool) -> Option<usize> {
    // "- JWT secret", "- API key → `X_KEY`"
    let noun = cx.at(0).is_plain_name(cx.text) && cx.is_noun(1);
    let leads = |at: usize| cx.punct(at, "(:→—–") || cx.at(at).punct('-') || cx.inner(at) == "→";
    let named = |&at: &usize| cx.is_clear(at) && leads(at - 1);
    // "- (optional, default 5) `X`: the second key", "- Optional: `X`"
    let word = 1 + usize::from(cx.punct(1, ":"));
    let word = is!(cx.at(0), "optional required mandatory").then_some(word);
    let remark = cx.punct(0, "(").then(|| cx.behind_parenthesis(0)).or(word);
    if let Some(name) = remark.filter(|&at| cx.is_clear(at)) {
        return Some(name);
    }
    if !described {
        // "- the number of connections (`MAX_CONNECTIONS`, default 10)"
        let open = (0..cx.end()).find(|&at| cx.punct(at, "(") && cx.candidate(0).is_none());
        return open.map(|at| at + 1).filter(|&at| cx.at(at).marked).or(Some(0).filter(|_| !noun));
    }
    if cx.candidate(0).is_some() && !noun && (cx.is_clear(0) || (1..cx.end()).all(|at| !named(&at))) {
        return Some(0);
    }
    (1..cx.end()).find(named)
}

/// Whether a name is ruled as something else than a variable: "`MAX_RETRIES` SHALL be 5", "`E_BAD` SHALL be returned".
pub(crate) fn is_ruled_otherwise(cx: &Cx<'_>, at: usize) -> bool {
    let modal = cx.names(at).map_or(at + 1, |names| names.next);
    let (verb, said) = (cx.at(modal + 1), cx.at(modal + 2));
    let asks = is!(verb, "default match have hold contain accept not")
        || is!(verb, "be")
            && is!(
                said,
                "set required provided present defined specified given an a one at between optional in positive non-negative kept treated configured unset readable"
            );
    is_modal(cx.at(modal)) && !asks
}

/// Whether what stands behind a statement describes the variable that it begins or ends with, and names no others.
pub(crate) fn is_described(cx: &Cx<'_>) -> bool {
    let last = cx.end().saturating_sub(2);
    let ends = cx.candidate(last).is_some() || is!(cx.at(last), "variable var");
    let more = has!(cx, 0..cx.end(), "following these below");
    (ends || cx.is_clear(0)) && cx.words.names_any() && !more
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
