//! Text that goes to people: nothing from a file, a name or an environment may steer their terminal.

use std::fmt::{self, Display};

/// Displays text with control characters, line breaks and bidirectional marks written as escapes.
///
/// ```
/// use spec_env_core::text::Escaped;
///
/// assert_eq!(Escaped("a\u{1b}[31mb\u{202e}").to_string(), "a\\u{1b}[31mb\\u{202e}");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Escaped<'a>(pub &'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nearly every text is plain, and is written at once.
        let mut rest = self.0;
        while !rest.bytes().all(|b| matches!(b, b' '..=b'~')) {
            let Some((at, c)) = rest.char_indices().find(|&(_, c)| steers(c)) else { break };
            write!(f, "{}{}", &rest[..at], c.escape_unicode())?;
            rest = &rest[at + c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// Whether a character changes how the text around it is shown.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
