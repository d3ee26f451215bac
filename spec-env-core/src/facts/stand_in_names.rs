//! Names that stand in for others: which of the names of a statement is the former name of another, or names its file.

use std::ops::Range;

use super::context::Cx;
use super::listed::acceptable;
use super::phrases::{OLD, SUCCESSIONS, Succession};
use super::{CLOSE, NameId};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};

/// `X` from the file that `X_FILE` names: the file's variables, each with the one whose value it holds.
pub(crate) fn files(cx: &Cx<'_>) -> Vec<(NameId, NameId)> {
    if !cx.words.names_several() {
        return Vec::new();
    }
    let names = distinct(cx);
    let mut out = Vec::new();
    // "`CSV_FILE` (CSV path)"
    let acronym = |at: usize| cx.at(at).is_plain_name(cx.text) && cx.is_noun(at + 1);
    for &(file, id) in &names {
        let Some(stem) = cx.inner(file).strip_suffix("_FILE") else { continue };
        let held = |at: usize| cx.inner(at) == stem && !acronym(at);
        if let Some((_, name)) = names.iter().find(|(at, _)| held(*at)) {
            out.push((id, *name));
        }
    }
    // "a `_FILE` suffix"
    let says =
        |at: usize| is!(cx.at(at), "file path files") || cx.inner(at).trim_start_matches('*') == "_FILE";
    if !out.is_empty() && !(0..cx.end()).any(says) {
        out.clear();
    }
    out
}

/// Each former name with the name of today, where a statement says that one stood in the other's place.
pub(crate) fn renamed(cx: &Cx<'_>) -> Vec<(NameId, NameId)> {
    let negated = || cx.words.sentences.iter().flat_map(|s| &s.responses).any(|r| r.negated);
    if !cx.words.names_several() || negated() {
        return Vec::new();
    }
    let names = distinct(cx);
    let pair = || replaced(cx, &names).or_else(|| alias(cx, &names)).or_else(|| by_adjective(cx, &names));
    aliases(cx, &names).unwrap_or_else(|| pair().into_iter().collect())
}

/// The names of a statement, each where it stands first.
fn distinct(cx: &Cx<'_>) -> Vec<(usize, NameId)> {
    let mut out: Vec<(usize, NameId)> = Vec::new();
    // "the JWT key", "THE API SHALL": an acronym is none of them.
    let names = |&at: &usize| {
        let acts = is!(cx.at(at + 1), "shall must should will")
            && is!(cx.before(at), "the")
            && cx.name(at).is_none();
        cx.candidate(at).is_some() && (cx.is_clear(at) || !acts && !cx.is_noun(at + 1) && acceptable(cx, at))
    };
    // A sentence that names more than this speaks of no alias.
    for at in (0..cx.end()).filter(names).take(256) {
        if let Some(id) = cx.candidate(at).filter(|id| out.iter().all(|(_, seen)| seen != id)) {
            out.push((at, id));
        }
    }
    out
}

/// `X` (formerly `OLD_X`), `OLD_X` was renamed to `X`, `X` replaces `OLD_X`, which is still accepted.
fn replaced(cx: &Cx<'_>, names: &[(usize, NameId)]) -> Option<(NameId, NameId)> {
    let accepts = |mut range: Range<usize>| {
        range.any(|at| {
            is!(cx.at(at), "accept accepts accepted support supports supported honor honors honour honours honoured both alias work works")
                && !is!(cx.before(at), "longer not never")
        })
    };
    let mut accepted = None;
    (0..cx.end()).find_map(|at| {
        let (succession, next) = SUCCESSIONS.at(cx.tokens, at)?;
        let here = (next..cx.end()).find(|&i| !is!(cx.at(i), "the named called known as spelled from"))?;
        let behind = cx.candidate(here)?;
        // "rename `OLD_X` to `X`"
        let front = names.iter().rfind(|(i, id)| *i < at && *id != behind);
        // "(formerly the `A` and `B` environment variables)" is about a setting that is no variable.
        if front.is_none() && succession == Succession::Formerly {
            return None;
        }
        let (front, behind) = match front {
            Some((_, front)) => (*front, behind),
            None => (behind, names.iter().find(|(_, id)| *id != behind)?.1),
        };
        let said = match succession {
            Succession::Formerly => true,
            Succession::Replaces | Succession::By => *accepted.get_or_insert_with(|| accepts(0..cx.end())),
            Succession::Instead => accepts(at.saturating_sub(7)..at),
            // "log a warning and treat it as `INFO`" names a value.
            Succession::Means => cx.tokens.iter().any(|t| is!(t, "deprecated deprecation legacy obsolete")),
        };
        let old_behind = matches!(succession, Succession::Formerly | Succession::Replaces);
        said.then_some(if old_behind { (behind, front) } else { (front, behind) })
    })
}

/// Whether a word says of a name that another has taken its place.
pub(super) fn is_former(token: &Token) -> bool {
    is!(token, "deprecated legacy former old older previous")
}

/// `OLD_X` as a deprecated alias of `X`, `X` with the legacy alias `OLD_X`.
fn alias(cx: &Cx<'_>, names: &[(usize, NameId)]) -> Option<(NameId, NameId)> {
    let old = cx.tokens.iter().any(|t| is_former(t) || is!(t, "backward backwards"));
    let &[(first, one), (second, other), ..] = names else { return None };
    // "the user name from A and the old password from B", "the alias in A" are no such words.
    let former = |at: usize| {
        let near = at.saturating_sub(4)..at;
        near.map(|i| cx.at(i)).any(|t| is_former(t) || is!(t, "alternative backwards-compatible"))
    };
    let word = |&at: &usize| {
        let of = is!(cx.at(at + 1), "of for");
        let article = is!(cx.before(at), "an a another") && of_today(cx, at + 1).is_some();
        is!(cx.at(at), "alias synonym alternative")
            && old
            && (of || former(at) || cx.candidate(at + 1).is_some())
            || is!(cx.at(at), "alias synonym") && article
            || is!(cx.at(at), "name") && old && former(at)
    };
    let alias = (0..cx.end()).find(word)?;
    // "WHEN `M` is "x", … accept `OLD_X` as a deprecated alias of `X`"
    let front = (0..alias).rev().take(CLOSE).find(|&at| cx.candidate(at).is_some());
    if let (Some(old), Some(today)) = (front.and_then(|at| cx.candidate(at)), of_today(cx, alias + 1))
        && old != today
        && front.is_some_and(|at| (at + 1..alias).any(|i| is!(cx.at(i), "as")))
    {
        return Some((old, today));
    }
    // "the former name `OLD_X`"
    if let Some(named) = cx.candidate(alias + 1 + usize::from(cx.punct(alias + 1, ":"))) {
        return Some((named, if named == one { other } else { one }));
    }
    // "use `OLD_X` as a deprecated alias of `X`"
    if let Some(id) = of_today(cx, alias + 1).filter(|id| [one, other].contains(id)) {
        return Some((if id == one { other } else { one }, id));
    }
    Some(if (first..second).contains(&alias) { (one, other) } else { (other, one) })
}

/// `A` and `B` as deprecated aliases of `X`: the list in front of "as".
fn aliases(cx: &Cx<'_>, names: &[(usize, NameId)]) -> Option<Vec<(NameId, NameId)>> {
    let old = |at: usize| is_former(cx.before(at));
    let at = (1..cx.end()).find(|&at| is!(cx.at(at), "aliases synonyms names") && old(at))?;
    let today = of_today(cx, at + 1).filter(|_| !has!(cx, at..cx.end(), "respectively"))?;
    let as_ = (0..at).rev().take(4).find(|&at| is!(cx.at(at), "as"))?;
    let list = names.iter().find_map(|&(at, _)| cx.names(at).filter(|list| list.next == as_))?;
    Some(list.ids.into_iter().filter(|&id| id != today).map(|old| (old, today)).collect())
}

/// `of the variable X`, behind "alias".
fn of_today(cx: &Cx<'_>, from: usize) -> Option<NameId> {
    let name = (from..cx.end().min(from + CLOSE)).find(|&at| !is!(cx.at(at), "of for the variable"))?;
    cx.candidate(name).filter(|_| is!(cx.at(from), "of for"))
}

/// The deprecated `OLD_X` in place of `X`, `X` or its former name `OLD_X`.
fn by_adjective(cx: &Cx<'_>, names: &[(usize, NameId)]) -> Option<(NameId, NameId)> {
    let &[(_, one), (_, other)] = names else { return None };
    let accepts = cx.tokens.iter().any(|t| {
        is!(t, "accept accepts accepted support supports supported honor honors honour honours honoured read reads use uses fall")
    });
    let at = (0..cx.end()).filter(|_| accepts).find_map(|at| OLD.at(cx.tokens, at).map(|((), next)| next))?;
    let at = cx.behind_variable(at).unwrap_or(at);
    let at = at + usize::from(cx.token(at).is_some_and(|t| t.kind == TokenKind::Word && is!(t, "name")));
    let old = cx.candidate(at)?;
    Some((old, if old == one { other } else { one }))
}
