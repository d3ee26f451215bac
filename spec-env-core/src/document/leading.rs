//! What leads in the list behind it without a colon, and how its items are joined.

/// Whether a text announces what is behind it: "the following", "these environment variables", "Environment Variables".
pub(super) fn announces(text: &str) -> bool {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c == '_')
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_ascii_lowercase())
        .filter(|word| !word.is_empty())
        .collect();
    let phrase = |pair: &[String]| {
        matches!(pair[0].as_str(), "environment" | "env") && matches!(pair[1].as_str(), "variables" | "vars")
    };
    if words.iter().any(|word| word == "following") {
        return true;
    }
    let Some(at) = words.windows(2).rposition(phrase) else { return false };
    let alone = |word: &String| {
        let adjective = matches!(
            word.as_str(),
            "the" | "required" | "mandatory" | "optional" | "supported" | "available" | "additional"
        );
        adjective || word.chars().all(|c| c.is_ascii_digit() || c == '.')
    };
    let behind = &words[at + 2..];
    words[at.saturating_sub(3)..at].iter().any(|word| word == "these")
        || behind.iter().any(|word| word == "below")
        || behind.is_empty() && words[..at].iter().all(alone)
}

/// Whether an item goes on in the next one: "`X` is missing, and".
pub(super) fn joins(item: &str) -> bool {
    item.rsplit([' ', ',']).next().is_some_and(|last| last.eq_ignore_ascii_case("and"))
}

#[cfg(test)]
mod tests {
    use super::announces;

    #[test]
    fn what_announces() {
        for text in [
            "Environment Variables",
            "3.2 Required environment variables",
            "THE App SHALL read the following optional env vars.",
            "These environment variables must be set at startup",
            "THE App SHALL require the environment variables listed below",
        ] {
            assert!(announces(text), "{text}");
        }
        for text in
            ["Environment", "Removal of environment variables", "It follows the environment variables.", ""]
        {
            assert!(!announces(text), "{text}");
        }
    }
}
