//! What is wrong with a statement: a diagnostic whose help waits until it is known which literals may be shown.

use crate::diagnostic::{Diagnostic, Place};
use crate::source::Source;

/// A diagnostic, and the literal that its help is filled in with.
pub(crate) struct Finding {
    pub(super) diagnostic: Diagnostic,
    pub(super) value: Option<Place>,
}

impl Finding {
    /// Whether another one says the same of the same words.
    pub(super) fn repeats(&self, other: &Self) -> bool {
        let (one, other) = (&self.diagnostic, &other.diagnostic);
        one.code == other.code && one.primary.place == other.primary.place && one.message == other.message
    }

    /// The diagnostic as it may be shown: the defaults of secrets stand at the places given.
    pub(crate) fn filled(self, sources: &[Source], redacted: &[Place]) -> Diagnostic {
        let Self { mut diagnostic, value } = self;
        if let (Some(help), Some(value)) = (&mut diagnostic.help, value) {
            let hides = |p: &Place| {
                p.source == value.source && p.span.start < value.span.end && value.span.start < p.span.end
            };
            let words = &sources[value.source].text()[value.span.clone()];
            let hidden = redacted.iter().any(hides);
            let text = unquoted(words);
            let [value, text] = if hidden {
                ["…"; 2].map(str::to_owned)
            } else {
                [in_quotes(words), regex_lite::escape(text)]
            };
            *help = help.replace("{value}", &value).replace("{text}", &text);
        }
        diagnostic
    }
}

/// A literal as it may stand within code: a text in quotes, a number without them.
fn in_quotes(words: &str) -> String {
    let text = unquoted(words);
    let number = text.starts_with(|c: char| c.is_ascii_digit()) && text == words;
    if number || text.parse::<f64>().is_ok() { text.to_owned() } else { format!("\"{text}\"") }
}

fn unquoted(words: &str) -> &str {
    words.trim_matches(['`', '"', '\''])
}
