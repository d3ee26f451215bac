//! Names beside the words "environment variable": right in front of them, behind them, and in lists that stand there.

use super::context::Cx;
use super::phrases::{STATES, VARIABLE};
use super::{CLOSE, NEAR, NameId};
use crate::ears::sentence::Sentence;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};

/// Bare words that people do not mean as names: "the database URL from environment variables"; "the URL environment
/// variable" is one.
fn is_acronym(cx: &Cx<'_>, at: usize) -> bool {
    let named = is!(cx.before(at), "the") && VARIABLE.at(cx.tokens, at + 1).is_some();
    cx.at(at).is_plain_name(cx.text)
        && !named
        && is!(
            cx.at(at),
            "url uri id api jwt ttl tls ssl cors smtp http https json xml yaml csv arn ip tcp udp dns sql aws gcp oidc sso saml oauth csp iv aes rsa ssh ui sdk cli gpu cpu readme os"
        )
}

/// A bare word without `_` is a name only where nothing suggests an acronym.
pub(super) fn acceptable(cx: &Cx<'_>, at: usize) -> bool {
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

/// "`X` (environment variable)": the name that such a remark is on, with the position behind the parenthesis that opens it.
fn remarked(cx: &Cx<'_>, start: usize, at: usize) -> Option<NameId> {
    let front = || (start..at - 1).rev().take(CLOSE);
    let named = |i: usize| acceptable(cx, i) && (cx.is_clear(i) || i + 2 == at);
    let mut words = front().take_while(|&i| cx.at(i).kind != TokenKind::Punct);
    let name = words.find(|&i| cx.candidate(i).is_some() && named(i))?;
    // "keep `X` kilobytes in RAM (environment variable)"
    let within = is!(cx.before(name), "in")
        || name > start + 1 && is!(cx.before(name), "the") && is!(cx.at(name - 2), "in");
    let clear = front().find(|&i| within && !cx.is_clear(name) && cx.is_clear(i));
    cx.candidate(clear.unwrap_or(name))
}

/// Where the names end that words such as "is an" or ", also an" stand behind, in front of the phrase.
fn apposed(cx: &Cx<'_>, start: usize, mut at: usize, all: bool) -> usize {
    // "`X`, which is also an environment variable", "`X` hours (an environment variable)"
    let next = cx.behind_variable(at).unwrap_or(at + 1);
    let goes_on = !cx.is_noun(next) || cx.inner(next).ends_with("ing");
    let article = is!(cx.before(at), "a an") && goes_on;
    let front = (start..at.saturating_sub(1)).rev().take(4).find(|&i| !is!(cx.at(i), "also which is"));
    if let Some(mark) = front.filter(|&i| article && cx.punct(i, ",(") && i > start) {
        at = mark;
        let noun = at >= start + 2 && cx.is_noun(at - 1) && cx.candidate(at - 2).is_some();
        at -= usize::from(noun);
    }
    // "X is an environment variable"
    if at >= start + 3 && is!(cx.before(at), "a an") && is!(cx.at(at - 2), "is are") {
        at -= 2;
    } else if at >= start + 4
        && is!(cx.before(at), "a an")
        && is!(cx.at(at - 2), "be")
        && is!(cx.at(at - 3), "shall must")
    {
        // "X SHALL be an environment variable"
        at -= 3;
    } else if at >= start + 3 && all && is!(cx.before(at), "are") {
        at -= 1;
    }
    at
}

/// `the X environment variable`, `A and B env vars`.
pub(super) fn before(cx: &Cx<'_>, sentence: &Sentence, phrase: usize, out: &mut Vec<NameId>) -> bool {
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
    let all = is!(cx.before(next), "variables vars");
    // "`A` or as a path in `B` (environment variables)", "from `A` or directly from `B`, both environment variables"
    let both = is!(cx.before(at), "both all") && cx.follows(at - 1, ",(");
    let from = out.len();
    if all && (remark || both) {
        let goes_on = |&i: &usize| !is!(cx.at(i), "shall must when if while where") && !cx.punct(i, ".;:");
        let clause = (start..at).rev().take(NEAR).take_while(goes_on);
        let sources = clause.filter(|&i| cx.is_clear(i) && is!(cx.before(i), "from in by via through"));
        out.extend(sources.filter_map(|i| cx.candidate(i)));
        at -= if remark { 1 } else { 2 };
    }
    let remark = remark && !all;
    if remark {
        let name = remarked(cx, start, at);
        out.extend(name);
        return name.is_some();
    }
    at = apposed(cx, start, at, all);
    while at > start {
        let mut here = at - 1;
        if !first {
            let mut separated = false;
            while here > start
                && (cx.punct(here, ",/&")
                    || is!(
                        cx.at(here),
                        "and or nor plus the either both all of required optional optionally accept accepts"
                    ))
            {
                separated |=
                    !is!(cx.at(here), "the either both all of required optional optionally accept accepts");
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
        let another = is!(
            cx.before(here),
            "is are was be equals equal status state severity method returns enters emits throws raises compare encrypt"
        ) || cx.at(here).is_plain_name(cx.text)
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
    // "the address from `A` and the password from the `B` environment variable"
    while !first && at >= start + 3 && is_led(cx, at) {
        let joined = |&i: &usize| {
            cx.is_noun(i) || is!(cx.at(i), "and the a its from in via through") || cx.punct(i, ",")
        };
        let name = (start..at - 1).rev().take(CLOSE).find(|i| !joined(i));
        let parted = |i: usize| all || cx.punct(i + 1, ",") || is!(cx.at(i + 1), "and");
        let Some(name) = name.filter(|&i| cx.is_clear(i) && i > start && is_led(cx, i) && parted(i)) else {
            break;
        };
        out.extend(cx.candidate(name));
        at = name;
    }
    out.len() > from
}

/// Whether a name stands behind "from" or the like.
fn is_led(cx: &Cx<'_>, name: usize) -> bool {
    let before = name.wrapping_sub(1 + usize::from(is!(cx.before(name), "the")));
    is!(cx.at(before), "from in via through")
}

/// "…, the user from `B` and the password from `C`": the names that go on so behind one.
fn led_on(cx: &Cx<'_>, mut name: usize, out: &mut Vec<NameId>) {
    loop {
        let comma = name + 1 + usize::from(cx.punct(name + 1, ","));
        let from = comma + usize::from(is!(cx.at(comma), "and"));
        let words = |&i: &usize| cx.is_noun(i) || is!(cx.at(i), "the a its from in via through");
        let next = (from..from + CLOSE).find(|i| !words(i)).filter(|&i| from > name + 1 && i > from + 1);
        let alone = |i: usize| !cx.is_noun(i + 1);
        let Some(next) = next.filter(|&i| cx.is_clear(i) && is_led(cx, i) && alone(i)) else { break };
        out.extend(cx.candidate(next));
        name = next;
    }
}

/// `environment variable X`.
pub(super) fn right_behind(cx: &Cx<'_>, sentence: &Sentence, from: usize) -> bool {
    list(&cx.until(sentence.tokens.end), from, true, &mut Vec::new()).is_some()
}

/// `environment variable X`, `environment variables for admin credentials (A, B)`, `env vars: A, B`: the position behind
/// the list.
pub(super) fn behind(cx: &Cx<'_>, sentence: &Sentence, from: usize, out: &mut Vec<NameId>) -> Option<usize> {
    let whole = cx;
    let cx = &cx.until(sentence.tokens.end);
    let mut at = from;
    while is!(cx.at(at), "named called the is are") && cx.candidate(at + 1).is_some() {
        at += 1;
    }
    if let Some(end) = list(cx, at, true, out) {
        // "from the environment variable `A` and the password from `B`"
        let near = from.saturating_sub(4)..from;
        if at == from && has!(cx, near, "from in via through") {
            led_on(cx, at, out);
        }
        return Some(end);
    }
    // "environment variables SHALL include `A` and `B`"
    let subject = |mut words: std::ops::Range<usize>| {
        words.all(|at| {
            is!(
                cx.at(at),
                "the all required optional mandatory following environment env variable variables vars"
            )
        })
    };
    if is!(cx.at(from), "shall must")
        && is!(cx.at(from + 1), "include be comprise")
        && subject(sentence.tokens.start..from)
        && let Some(end) = list(cx, from + 2, false, out)
    {
        return Some(end);
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
    let mut skipped = from;
    for at in (from..cx.end()).take(NEAR) {
        if at < skipped {
            continue;
        }
        let token = cx.at(at);
        let lead = cx.punct(at, ":(：（")
            || is!(token, "for namely including")
            || is!(token, "them") && is!(cx.before(at), "among");
        // A colon opens a list that semicolons may go on with.
        let reach = if cx.punct(at, ":：") { whole } else { cx };
        if lead
            && !(described && cx.punct(at, "("))
            && let Some(end) = list(reach, at + 1, false, out)
        {
            // "minimum size (`A`, default 2), maximum size (`B`, default 10)"
            let more =
                |i: usize| cx.punct(i, "(") && cx.depth(i) == base + 1 && cx.candidate(i + 1).is_some();
            for open in (at + 1..cx.end()).take(NEAR).filter(|&i| cx.punct(at, "(") && more(i)) {
                list(reach, open + 1, false, out);
            }
            return Some(end);
        }
        if following && !cx.punct(at, "(.)") {
            continue;
        }
        // "the following environment variables (all required): `A`, `B`"
        if cx.punct(at, "(") && cx.inside_parenthesis(at).all(|i| cx.candidate(i).is_none()) {
            skipped = cx.behind_parenthesis(at);
            continue;
        }
        let closes = cx.punct(at, "(") || cx.punct(at, ".;)") && cx.depth(at) <= base;
        let verb = is!(token, "is are shall must if when then while where has have") && at > from && !stated;
        if closes || verb {
            return None;
        }
    }
    None
}

/// A list of names with remarks: the position behind it, or where something else stands in it. Right behind the phrase a
/// name with `_` needs no marks, whatever follows: "the environment variable `MAX_SIZE` exceeds 5".
pub(super) fn list(cx: &Cx<'_>, from: usize, direct: bool, out: &mut Vec<NameId>) -> Option<usize> {
    let mut at = from;
    let before = out.len();
    let mut gap = None;
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
        // "`A` must be a valid URL, `B` must be a number"
        let kind = |i: usize| {
            let next = i + 2 + usize::from(is!(cx.at(i + 2), "and or"));
            let ruled = cx.at(next).marked && is!(cx.at(next + 1), "must shall should is");
            ruled && separates(i + 1) && is_acronym(cx, i) && has!(cx, i.saturating_sub(2)..i, "a an")
        };
        let own = |i: &usize| cx.candidate(*i).is_none() || kind(*i);
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
                cx.is_clear(name).then_some(name)
            };
            // "`A`, which sets the port (default 80), and `B`"
            let purpose = is!(cx.at(next), "which that the a an");
            let near = if purpose { CLOSE } else { 6 };
            let comma = (next..next + near).find(|&i| cx.punct(i, ",") && cx.depth(i) <= cx.depth(next));
            let behind = comma.and_then(|comma| sure(comma + 1));
            // "`A`, accepting `LEFT`, `RIGHT`"
            let goes_on = is!(cx.at(next), "accepting allowing supporting taking");
            let Some(name) = behind.filter(|_| cx.punct(separator, ",") && !goes_on) else { break };
            gap.get_or_insert(next);
            next = name;
        } else if separator > at && !cx.is_clear(next) {
            break;
        }
        at = next;
    }
    (out.len() > before).then_some(gap.unwrap_or(at))
}

/// `as well as`, between names.
pub(super) fn as_well_as(cx: &Cx<'_>, at: usize) -> bool {
    is!(cx.at(at), "as") && is!(cx.at(at + 1), "well") && is!(cx.at(at + 2), "as")
}
