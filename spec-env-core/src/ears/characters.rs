//! Where tokens begin and end.

use std::ops::Range;

use super::token::is_name;

/// Characters that are tokens of their own.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '('
            | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '"'
            | '`'
            | '|'
            | '*'
            | '<'
            | '>'
            | '“'
            | '”'
            | '„'
            | '«'
            | '»'
            | '…'
            | '—'
            | '–'
            | '，'
            | '。'
            | '；'
            | '：'
            | '、'
            | '（'
            | '）'
    )
}

/// What closes a quotation that this character opens.
pub(super) fn closing(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '\'' => Some('\''),
        '“' | '„' => Some('”'),
        '‘' => Some('’'),
        '«' => Some('»'),
        _ => None,
    }
}

/// The length of a word of ASCII letters, digits and `_` that ends in front of a blank, a comma, a full stop that closes a
/// sentence, or the end.
pub(super) fn plain_word(bytes: &[u8]) -> Option<usize> {
    if !bytes.first()?.is_ascii_alphabetic() {
        return None;
    }
    let length = bytes.iter().position(|b| !(b.is_ascii_alphanumeric() || *b == b'_')).unwrap_or(bytes.len());
    match &bytes[length..] {
        [] | [b' ' | b',' | b'\n', ..] | [b'.'] | [b'.', b' ' | b'\n', ..] => Some(length),
        _ => None,
    }
}

/// Whether a comma separates thousands, a digit before it and exactly three behind it, or a blank does: `10 000`.
pub(super) fn groups_digits(text: &str, at: usize) -> bool {
    let behind = text[at..].strip_prefix([',', ' ']).unwrap_or_default().as_bytes();
    let blank = text[at..].starts_with(' ');
    let whole = || text[..at].bytes().all(|b| b.is_ascii_digit() || b == b' ') && behind.starts_with(b"000");
    text[..at].ends_with(|c: char| c.is_ascii_digit())
        && behind.len() >= 3
        && behind[..3].iter().all(u8::is_ascii_digit)
        && !behind.get(3).is_some_and(u8::is_ascii_digit)
        && (!blank || whole())
}

/// Whether a `/` or dash stands between two words or names rather than inside a path.
pub(super) fn splits(body: &str, at: usize) -> bool {
    let (before, after) = body.split_at(at);
    let simple = |s: &str| s.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    let after = after.trim_start_matches(['/', '—', '–', '|']);
    simple(before)
        && !after.is_empty()
        && after.chars().all(|c| c.is_ascii_alphanumeric() || "_-/—–|".contains(c))
}

/// The length of the number that text begins with: a sign, digits with thousands separators, decimals.
pub(super) fn number(text: &str) -> Option<usize> {
    let digits = text.strip_prefix(['-', '+', '−']).unwrap_or(text);
    let start = text.len() - digits.len();
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let whole = digits.find(|c: char| !(c.is_ascii_digit() || "_, ".contains(c))).unwrap_or(digits.len());
    let fraction = digits[whole..].strip_prefix('.').map_or(0, |f| {
        let length = f.find(|c: char| !c.is_ascii_digit()).unwrap_or(f.len());
        if length > 0 && !f[length..].starts_with('.') { length + 1 } else { 0 }
    });
    Some(start + whole + fraction)
}

pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let body = &text[range.clone()];
    let start = range.start + (body.len() - body.trim_start().len());
    start..(range.start + body.trim_end().len()).max(start)
}

/// What programs write in front of a variable's name to read it.
pub(crate) const IN_CODE: [&str; 2] = ["process.env.", "import.meta.env."];

/// The name within `$NAME`, `${NAME}` or `process.env.NAME`; anything else as it stands.
pub(super) fn undollar(text: &str, range: Range<usize>) -> Range<usize> {
    let body = &text[range.clone()];
    let name = match body.strip_prefix('$') {
        Some(rest) => rest.strip_prefix('{').and_then(|r| r.strip_suffix('}')).unwrap_or(rest),
        None => match IN_CODE.iter().find_map(|prefix| body.strip_prefix(prefix)) {
            Some(name) => name,
            None => return range,
        },
    };
    if !is_name(name) {
        return range;
    }
    let start = range.start + body.rfind(name).unwrap_or(0);
    start..start + name.len()
}

/// The text of a range without the quotation marks around it: `"5"` in code is the value 5.
pub(super) fn unquoted(text: &str, range: Range<usize>) -> Range<usize> {
    let content = &text[range.clone()];
    let inside = |mark: char| content.strip_prefix(mark)?.strip_suffix(mark);
    let is_quoted = |&mark: &char| inside(mark).is_some_and(|inside| !inside.contains(mark));
    if ['"', '\''].iter().any(is_quoted) { range.start + 1..range.end - 1 } else { range }
}
