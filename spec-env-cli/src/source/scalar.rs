//! What scalars of YAML 1.1 are without quotes, as the tools of Kubernetes read it.

/// Whether a scalar without quotes is a boolean or a number, and no text.
pub(super) fn is_typed(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let is_cased = |rest: &str| rest == rest.to_ascii_lowercase() || text == text.to_ascii_uppercase();
    match lower.as_str() {
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" => is_cased(&text[1..]),
        ".inf" | "+.inf" | "-.inf" | ".nan" => true,
        _ => is_number(&lower),
    }
}

/// Whether text is a number, in any of the bases.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let digits = digits.replace('_', "");
    let based = |(prefix, base)| Some(u64::from_str_radix(digits.strip_prefix(prefix)?, base).is_ok());
    let in_base = [("0x", 16), ("0o", 8), ("0b", 2)].into_iter().find_map(based);
    in_base.unwrap_or_else(|| digits.parse::<f64>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_without_quotes_is_known() {
        let typed =
            "8080 -1 +5 1.5 .5 1. 1e3 1_000 0x1F 0o17 0777 0b11 true False YES on Off n .inf -.INF .NaN";
        for text in typed.split(' ') {
            assert!(is_typed(text), "{text}");
        }
        let texts = "1.2.3 10MB 12:30 2026-01-01 tRue yEs e3 _1 - + . 0x 1e inf nan infinity text -true";
        for text in texts.split(' ') {
            assert!(!is_typed(text), "{text}");
        }
    }
}
