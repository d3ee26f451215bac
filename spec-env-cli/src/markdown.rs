//! Text that stays what it is in Markdown.

use spec_env_core::text::Escaped;

/// A text on one line, in which only code spans are markup.
pub(crate) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut in_code = false;
    // A backtick without another one begins no code span.
    let is_paired = text.matches('`').count().is_multiple_of(2);
    for c in Escaped(text).to_string().chars() {
        match c {
            '`' if is_paired => {
                in_code = !in_code;
                plain.push(c);
            }
            '|' => plain += "\\|",
            _ if in_code => plain.push(c),
            '<' => plain += "&lt;",
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '&' | '>' => plain.extend(['\\', c]),
            _ => plain.push(c),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn only_code_spans_are_markup() {
        assert_eq!(plain("a_b `c_d|` <e> [f]"), "a\\_b `c_d\\|` &lt;e\\> \\[f\\]");
        assert_eq!(plain("one ` alone"), "one \\` alone");
    }
}
