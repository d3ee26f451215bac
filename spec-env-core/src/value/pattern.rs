//! Patterns, apart from the other rules so that services without them link no regex engine. All is `#[inline]`: it is then
//! compiled where it is used.

use std::borrow::Cow;

use crate::contract::{Linked, Pattern};

impl Pattern {
    /// A pattern from a specification.
    ///
    /// # Errors
    /// Text that is not a regular expression in `regex-lite` syntax, with the reason.
    #[inline]
    pub fn new(text: impl Into<Cow<'static, str>>) -> Result<Self, String> {
        let text = text.into();
        // On its own first: `a)|(b` is an expression only between the parentheses that anchoring adds.
        for expression in [&*text, &anchored(&text)] {
            regex_lite::Regex::new(expression).map_err(|error| error.to_string())?;
        }
        Ok(Self { text, matches: Linked(matches) })
    }
}

#[inline]
fn anchored(expression: &str) -> String {
    format!("^(?:{expression})$")
}

/// Whether the whole value matches the expression; an expression that does not compile matches nothing.
#[must_use]
#[inline]
pub fn matches(expression: &str, value: &str) -> bool {
    regex_lite::Regex::new(&anchored(expression)).is_ok_and(|regex| regex.is_match(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_value_must_match() {
        let matches = |expression: &str, value| matches(expression, value);
        assert!(matches("a|bc", "bc") && matches("[A-Z]{2}", "AB"));
        assert!(!matches("a|bc", "abc") && !matches("a", "a\n") && !matches("a", "ba"));
    }

    #[test]
    fn broken_expressions_are_refused() {
        for expression in ["(", "a)|(b", "[", "a{9999999}", "(?=a)", "\\1", "(?x)a # b"] {
            assert!(Pattern::new(expression).is_err(), "{expression}");
        }
    }
}
