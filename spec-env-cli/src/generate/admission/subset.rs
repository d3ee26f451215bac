//! The part of the syntax of regular expressions in which RE2, which the API server has, and the loader agree.

/// RE2 counts no further.
const MOST_REPETITIONS: u32 = 1000;

/// Why an expression is outside, if it is.
pub(super) fn fault(expression: &str) -> Option<&'static str> {
    let mut chars = expression.chars().peekable();
    let mut in_class = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => match chars.next() {
                Some('u' | 'U') => return Some("`\\u` is not known to RE2: write the character itself"),
                Some('b' | 'B') if chars.peek() == Some(&'{') => return Some("`\\b{…}` is not known to RE2"),
                Some('<' | '>') => return Some("`\\<` and `\\>` are not known to RE2: write `\\b`"),
                Some('s' | 'S') => {
                    return Some("`\\s` holds a vertical tab here, and none in RE2: write `[ \\t]`");
                }
                _ => {}
            },
            '[' if !in_class => in_class = true,
            ']' => in_class = false,
            '(' if !in_class && chars.peek() == Some(&'?') => {
                chars.next();
                if !matches!(chars.peek(), Some(':' | 'P')) {
                    return Some(
                        "flags such as `(?i)` mean another thing in RE2: spell both cases out, as in `[aA]`",
                    );
                }
            }
            '{' if !in_class => {
                let count: String = chars.clone().take_while(|c| c.is_ascii_digit() || *c == ',').collect();
                if count
                    .split(',')
                    .any(|count| count.parse().is_ok_and(|count: u32| count > MOST_REPETITIONS))
                {
                    return Some("RE2 repeats at most 1000 times");
                }
            }
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_both_read_alike_is_inside() {
        for expression in ["v[0-9]+", r"\d{3}-\w*", "(?:a|b)?", "[(?i)]{2,1000}", r"\(\?i\)", "(?P<n>x)"] {
            assert_eq!(fault(expression), None, "{expression}");
        }
        for expression in ["(?i)a", r"\u0041", r"\s", "a{1001}", r"\b{start}a", "(?x) a", "a{2,2000}"] {
            assert!(fault(expression).is_some(), "{expression}");
        }
    }
}
