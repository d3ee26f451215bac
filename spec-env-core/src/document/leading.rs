//! What leads in the list behind it without a colon, and how its items are joined.

use std::ops::Range;

use crate::ears::token::is_name;

/// Whether a text announces what is behind it: "the following environment variables", "Environment Variables".
pub(super) fn announces(text: &str) -> bool {
    let words = words(text);
    let is = |at: usize, any: &str| words.get(at).is_some_and(|word| is_one(word, any));
    // "remove the following", "SHALL NOT read these"
    let gone = |at: usize| {
        is(at, "remove removes removed removal delete deleted drop dropped longer")
            || is(at, "not")
                && is(at + 1, "read use used support supported require required need needed include set")
    };
    if (0..words.len()).any(gone) {
        return false;
    }
    // "SHALL require the following", "if any of the following is missing"
    let open = |at: usize| {
        let of = at > 2 && is(at - 2, "of") && is(at - 3, "any one all");
        is(at, "following") && (at + 1 == words.len() || of)
    };
    let open = (0..words.len()).any(open);
    let Some(at) = (0..words.len()).rfind(|&at| is_phrase(&words[at..])) else { return open };
    // "Following the environment variables, …"
    let points = |at: usize| is(at, "following these") && !is(at + 1, "the");
    let next = at + 2 + usize::from(is(at + 2, "listed named shown given defined described"));
    let placed = is(next, "in") && (next..next + 4).any(|at| is(at, "list table"));
    let below = placed || is(next, "below") && (next > at + 2 || next + 1 == words.len());
    open || below || (at.saturating_sub(3)..at).any(points) || is_alone(&words, at)
}

/// Whether a heading leads in what stands under it: it names environment variables, and nothing that is done with them.
pub(super) fn heads(heading: &str) -> bool {
    let words = words(heading);
    (0..words.len()).rfind(|&at| is_phrase(&words[at..])).is_some_and(|at| is_alone(&words, at))
}

/// "Required environment variables", "Configuration (environment variables)": no other words than these.
fn is_alone(words: &[String], at: usize) -> bool {
    let idle = |word: &String| {
        let number = word.chars().all(|c| c.is_ascii_digit() || c == '.');
        number
            || is_one(
                word,
                "the all required mandatory optional supported available additional configuration config settings secrets via with defaults and runtime application service server",
            )
    };
    words[..at].iter().chain(&words[at + 2..]).all(idle)
}

fn is_phrase(words: &[String]) -> bool {
    matches!(words, [one, other, ..] if is_one(one, "environment env") && is_one(other, "variables vars"))
}

/// Whether a heading under one that leads in variables opens something else than a group of them.
pub(super) fn is_aside(heading: &str) -> bool {
    let other = "code codes error errors exit header headers constant constants file files note notes message messages example examples criteria story metrics log logs command commands flag flags values modes levels events fields endpoints states types";
    words(heading).iter().any(|word| is_one(word, other))
}

/// Whether a heading under one that leads in variables is that of a group of them, or names one.
pub(super) fn is_group(heading: &str) -> bool {
    let words = words(heading);
    let presence = words.first().is_some_and(|first| is_one(first, "required mandatory optional"));
    let group = words.len() == 1 || words.len() == 2 && words[1].starts_with("var");
    let name = heading.trim().trim_start_matches('`');
    let name = name.split(|c: char| c.is_whitespace() || c == '`').next().unwrap_or_default();
    presence && group || name.contains('_') && is_name(name)
}

/// Whether a line that ends in a colon only names a group of what follows: "Database:", "Advanced options:".
pub(super) fn is_label(text: &str) -> bool {
    if !text.ends_with(':') || text.contains(['`', '_']) {
        return false;
    }
    let words = words(text);
    let other = "example examples note notes output format see where when if shall must";
    words.len() <= 3 && !words.iter().any(|word| is_one(word, other))
}

/// Whether a text is only a condition, which what stands behind it falls under: "WHEN the `X` environment variable is not set".
pub(super) fn is_condition(text: &str) -> bool {
    let words = words(text);
    words.first().is_some_and(|first| is_one(first, "when if while where given"))
        && !words.iter().any(|word| is_one(word, "shall must"))
}

/// Whether a text begins with a variable, or ends with the one that it reads: what the items behind it describe.
pub(super) fn is_about_variable(text: &str) -> bool {
    let text = text.trim_end_matches(['.', ':']);
    let text = text.strip_prefix("The ").or_else(|| text.strip_prefix("the ")).unwrap_or(text);
    let name = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next().unwrap_or_default();
    if text.starts_with('`') || name.contains('_') && is_name(name) {
        return true;
    }
    let words = words(text);
    let reads = "read load use accept support obtain take get honor honour require provide expose recognize recognise have";
    let modal = words.iter().position(|word| is_one(word, "shall must"));
    let read = modal.is_none_or(|at| words.get(at + 1).is_some_and(|verb| is_one(verb, reads)));
    let ends = words.last().is_some_and(|last| is_one(last, "variable var environment"));
    read && (ends || text.ends_with('`'))
}

/// The lines of a text that are items with letters, `a.`, `b)`, `(c)`, in their order: where each begins, and its words.
pub(super) fn lettered(text: &str, range: Range<usize>, breaks: &[usize]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut letter = b'a';
    for &at in breaks.iter().filter(|at| range.contains(at)) {
        let line = &text.as_bytes()[at..range.end];
        let open = usize::from(line.first() == Some(&b'('));
        let marked = line.get(open) == Some(&letter)
            && line.get(open + 1).is_some_and(|mark| matches!((open, mark), (0, b'.' | b')') | (1, b')')))
            && line.get(open + 2) == Some(&b' ');
        if marked {
            out.push((at, at + open + 3));
            letter += 1;
        }
    }
    // A single one may be anything.
    if out.len() < 2 { Vec::new() } else { out }
}

/// Whether an item goes on in the next one: "`X` is missing, and".
pub(super) fn joins(item: &str) -> bool {
    item.rsplit([' ', ',']).next().is_some_and(|last| last.eq_ignore_ascii_case("and"))
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || c == '_');
    let words = words.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase());
    words.filter(|word| !word.is_empty()).collect()
}

fn is_one(word: &str, of: &str) -> bool {
    of.split(' ').any(|one| one == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_announces() {
        for text in [
            "Environment Variables",
            "3.2 Required environment variables",
            "Configuration (environment variables)",
            "THE App SHALL read the following optional env vars.",
            "These environment variables must be set at startup",
            "THE App SHALL require the environment variables listed below",
            "THE App SHALL require the following",
            "THE App SHALL exit if any of the following is missing",
        ] {
            assert!(announces(text), "{text}");
        }
        for text in [
            "Environment",
            "Removal of environment variables",
            "Following the environment variables, the file is read.",
            "THE App SHALL print the environment variables in this format",
            "THE App SHALL NOT read these environment variables",
            "Environment variables below the limit are fine",
            "",
        ] {
            assert!(!announces(text), "{text}");
        }
    }

    #[test]
    fn what_items_describe() {
        for text in ["`PORT`", "DB_PORT (required)", "THE App SHALL read the `PORT` environment variable."] {
            assert!(is_about_variable(text), "{text}");
        }
        for text in ["THE App SHALL post to the `API_URL` environment variable", "Type", "JSON is the format"]
        {
            assert!(!is_about_variable(text), "{text}");
        }
    }
}
