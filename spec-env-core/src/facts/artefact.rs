//! Statements about other artefacts: Dockerfiles, pipelines, tests, documentation.

use super::context::Cx;
use crate::ears::sentence::Sentence;
use crate::ears::token::TokenKind;
use crate::ears::word::is;

/// Whether a statement is about another artefact, by whoever acts first: it introduces nothing, and nothing is read from it.
pub(crate) fn is_about_artefact(cx: &Cx<'_>) -> bool {
    cx.words.sentences.iter().find(|s| s.pattern().is_some()).is_some_and(|s| is_artefacts(cx, s))
}

/// Whether a sentence of several is about another artefact: "…; README SHALL document it".
pub(crate) fn goes_on_about_artefact(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    cx.words.sentences.len() > 1 && is_artefacts(cx, sentence)
}

fn is_artefacts(cx: &Cx<'_>, sentence: &Sentence) -> bool {
    let subject = sentence.subject.clone();
    let about_variable = subject.clone().any(|at| {
        let named = cx.candidate(at).is_some() && !cx.at(at).is_plain_name(cx.text);
        named || cx.behind_variable(at).is_some()
    });
    let env_file = subject.clone().any(|at| {
        cx.inner(at).starts_with(".env") || is!(cx.at(at), "env") && is!(cx.at(at + 1), "file example")
    });
    // "`/srv/images` SHALL be used" gives a value.
    let value = subject.len() == 1
        && cx.at(subject.start).is_text()
        && sentence.responses.first().is_some_and(|r| {
            let start = r.body.start;
            is!(cx.at(start), "be") && is!(cx.at(start + 1), "used assumed applied taken the")
        });
    env_file
        || !about_variable
            && !value
            && subject.clone().any(|at| cx.at(at).kind != TokenKind::Punct && is_artefact(cx.inner(at)))
}

/// Whether a word, or a part of it, names an artefact: `Test_Suite`, `BuildPipeline`, `Auditor`.
fn is_artefact(word: &str) -> bool {
    let bytes = word.as_bytes();
    let mut start = 0;
    for at in 1..=bytes.len() {
        let ends = word.is_char_boundary(at)
            && bytes.get(at).is_none_or(|b| {
                !b.is_ascii_alphanumeric() || b.is_ascii_uppercase() && bytes[at - 1].is_ascii_lowercase()
            });
        if ends {
            let part = word[start..at].trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
            if is_artefact_part(part) {
                return true;
            }
            start = at;
        }
    }
    false
}

fn is_artefact_part(part: &str) -> bool {
    const STEMS: [&str; 14] = [
        "dockerfile",
        "docker",
        "compose",
        "image",
        "build",
        "bundle",
        "pipeline",
        "workflow",
        "migration",
        "test",
        "audit",
        "doc",
        "documentation",
        "readme",
    ];
    let first = part.bytes().next().unwrap_or_default().to_ascii_lowercase();
    part.eq_ignore_ascii_case("ci")
        || b"dcibpwmtar".contains(&first)
            && STEMS.iter().any(|stem| {
                let Some((start, rest)) = part.split_at_checked(stem.len()) else { return false };
                start.eq_ignore_ascii_case(stem)
                    && ["", "s", "er", "or", "ers", "ors", "ing", "e", "es"]
                        .iter()
                        .any(|end| rest.eq_ignore_ascii_case(end))
            })
}
