//! Patterns, apart from the other rules so that services without them link no regex engine.

use std::borrow::Cow;

use crate::contract::Pattern;

impl Pattern {
    /// A pattern from a specification.
    ///
    /// # Errors
    /// Text that is not a regular expression in `regex-lite` syntax, with the reason.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Result<Self, String> {
        let text = text.into();
        regex_lite::Regex::new(&anchored(&text)).map_err(|e| e.to_string())?;
        Ok(Self { text, matches })
    }
}

fn anchored(expression: &str) -> String {
    format!("^(?:{expression})$")
}

/// Whether the whole value matches the expression; an expression that does not compile matches nothing.
#[must_use]
pub fn matches(expression: &str, value: &str) -> bool {
    regex_lite::Regex::new(&anchored(expression)).is_ok_and(|regex| regex.is_match(value))
}
