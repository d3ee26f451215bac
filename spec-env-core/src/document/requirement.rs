//! Headings and labels: which sections are rules, which number a requirement has, what a statement's id is.

/// What a heading says about the section under it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Section<'a> {
    /// `Requirement N[: title]`
    Requirement(&'a str),
    /// Introduction, Glossary, Out of Scope and the like: not read as rules.
    Prose,
    /// Anything else.
    Rules,
}

pub(super) fn section(heading: &str) -> Section<'_> {
    let heading = heading.trim().trim_start_matches(|c: char| c.is_ascii_digit() || ". )".contains(c));
    let prose = [
        "introduction",
        "glossary",
        "out of scope",
        "out-of-scope",
        "non-goals",
        "non goals",
        "nongoals",
        "current behavior",
        "current behaviour",
        "removed requirements",
    ];
    let starts = |word: &str| {
        heading.get(..word.len()).is_some_and(|h| h.eq_ignore_ascii_case(word))
            && !heading[word.len()..].starts_with(char::is_alphanumeric)
    };
    if let Some(rest) = starts("requirement").then(|| heading["requirement".len()..].trim_start()) {
        let number = rest.split(|c: char| c.is_whitespace() || c == ':').next().unwrap_or_default();
        let number = number.trim_end_matches(['.', ')', ',', '-', '—']);
        if number.starts_with(|c: char| c.is_ascii_digit()) {
            return Section::Requirement(number);
        }
    }
    if prose.iter().any(|word| starts(word)) { Section::Prose } else { Section::Rules }
}

/// Whether a heading opens a part of a requirement, on whatever level it stands.
pub(super) fn is_part(heading: &str) -> bool {
    let heading = heading.to_ascii_lowercase();
    ["criteria", "story", "objective"].iter().any(|word| heading.contains(word))
}

/// The story behind a `User Story:` or `Objective:` label.
pub(super) fn rationale(statement: &str) -> Option<&str> {
    let label = ["user story", "objective"]
        .into_iter()
        .find(|label| statement.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)))?;
    let rest = &statement[label.len()..];
    let (number, story) = rest.split_once(':')?;
    (number.len() < 12).then(|| story.trim())
}

/// An id written in front of a statement, and the length of the text that it takes up.
///
/// `[09-REQ-5.1]`, `AC-13:`, `REQ-7 —`, `1.2 WHEN`: letters, digits, dots and hyphens with a digit in them.
pub(super) fn explicit_id(statement: &str) -> Option<(&str, usize)> {
    let (body, close) = match statement.strip_prefix('[') {
        Some(inner) => (inner, inner.find(']')?),
        None => (statement, statement.find([':', ' ', '\u{a0}'])?),
    };
    let bracketed = body.len() != statement.len();
    let id = body[..close].trim_end_matches('.');
    let plausible = !id.is_empty()
        && id.len() <= 32
        && id.chars().all(|c| c.is_ascii_alphanumeric() || ".-".contains(c))
        && id.ends_with(|c: char| c.is_ascii_alphanumeric())
        && id.starts_with(|c: char| c.is_ascii_alphanumeric())
        && id.contains(|c: char| c.is_ascii_digit());
    if !plausible {
        return None;
    }
    let dotted = id.contains('.') && id.chars().all(|c| c.is_ascii_digit() || c == '.');
    let lettered = id.contains('-') && id.contains(|c: char| c.is_ascii_uppercase());
    let rest = &body[close..];
    if bracketed {
        return (dotted || lettered).then(|| (id, 1 + close + 1));
    }
    let marked = rest.trim_start().chars().next().filter(|c| ":—–-".contains(*c));
    match marked {
        Some(mark) if lettered || dotted => {
            Some((id, close + (rest.len() - rest.trim_start().len()) + mark.len_utf8()))
        }
        None if dotted => Some((id, close)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings() {
        assert_eq!(section("Requirement 3: Pool"), Section::Requirement("3"));
        assert_eq!(section("Requirement 2.1"), Section::Requirement("2.1"));
        assert_eq!(section("2. Glossary"), Section::Prose);
        assert_eq!(section("Out of Scope (for now)"), Section::Prose);
        assert_eq!(section("Introductions to people"), Section::Rules);
        assert_eq!(section("Requirements"), Section::Rules);
    }

    #[test]
    fn explicit_ids() {
        assert_eq!(explicit_id("[09-REQ-5.1] WHEN x"), Some(("09-REQ-5.1", 12)));
        assert_eq!(explicit_id("AC-13: THE"), Some(("AC-13", 6)));
        assert_eq!(explicit_id("REQ-7 — THE"), Some(("REQ-7", 9)));
        assert_eq!(explicit_id("1.2 WHEN x"), Some(("1.2", 3)));
        assert_eq!(explicit_id("WHEN x"), None);
        assert_eq!(explicit_id("5 connections"), None);
        assert_eq!(explicit_id("[x] done"), None);
        assert_eq!(explicit_id("UTF-8 is"), None);
    }

    #[test]
    fn rationales() {
        assert_eq!(rationale("User Story: As a user"), Some("As a user"));
        assert_eq!(rationale("User Story 2: As a user"), Some("As a user"));
        assert_eq!(rationale("Objectives are many"), None);
    }
}
