//! What is wrong, as compile errors that show the specification beside the code.

use std::fmt::Write;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use spec_env_core::contract::Citation;
use spec_env_core::diagnostic::{Code, Label};
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

/// One thing that is wrong, at a place in the code.
pub(crate) struct Finding {
    pub(crate) span: Span,
    pub(crate) code: Code,
    /// Both sides in one sentence, lower case.
    pub(crate) message: String,
    pub(crate) frames: Vec<String>,
    pub(crate) helps: Vec<String>,
}

/// Everything that is wrong, so that one compile shows all of it.
#[derive(Default)]
pub(crate) struct Findings(Vec<Finding>);

impl Findings {
    pub(crate) fn push(&mut self, finding: Finding) {
        self.0.push(finding);
    }

    /// Adds a finding without an excerpt.
    pub(crate) fn add(
        &mut self,
        span: Span,
        code: Code,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(Finding {
            span,
            code,
            message: message.into(),
            frames: Vec::new(),
            helps: vec![help.into()],
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// One `compile_error!` for each.
    pub(crate) fn tokens(&self) -> TokenStream {
        self.0
            .iter()
            .map(|finding| {
                let text = finding.text();
                quote_spanned!(finding.span=> ::core::compile_error!(#text);)
            })
            .collect()
    }
}

impl Finding {
    /// rustc indents all lines but the first.
    fn text(&self) -> String {
        let mut out = self.message.clone();
        for frame in &self.frames {
            let _ = write!(out, "\n{frame}");
        }
        for help in self.helps.iter().filter(|h| !h.is_empty()) {
            let _ = write!(out, "\n  = help: {help}");
        }
        let _ = write!(out, "\n  = note: spec-env::{}", self.code.name());
        out
    }
}

/// Draws a line of the specification with carets under some of its characters, as rustc draws another file.
fn frame(source: &Source, start: usize, length: usize, label: &str) -> String {
    let line = source.line(start);
    let column = source.column(start) as usize;
    let range = source.line_range(line);
    let text = source.text()[range].trim_start_matches('\u{feff}').replace('\t', "    ");
    let text: String = text.chars().take(160).collect();
    let number = line.to_string();
    let margin = " ".repeat(number.len());
    let carets = "^".repeat(length.clamp(1, 120));
    let tabs = source.text()[source.line_range(line).start..start].matches('\t').count();
    let indent = " ".repeat(column - 1 + tabs * 3);
    let shown = Escaped(&text).to_string();
    let place = format!("{}:{line}:{column}", Escaped(source.name()));
    format!(" {margin}::: {place}\n {margin} |\n {number} | {shown}\n {margin} | {indent}{carets} {label}")
        .trim_end()
        .to_owned()
}

/// The statement that a citation names, with a variable marked in it.
pub(crate) fn cite(spec: &Specification, citation: &Citation, variable: &str, label: &str) -> Option<String> {
    let source = spec.sources.iter().find(|s| s.name() == citation.file)?;
    let start = source.line_range(citation.line).start;
    let rest = &source.text()[start..];
    // The statement may go on over several lines; the name stands in one of them.
    let (at, length) = match rest.find(variable).filter(|&at| rest[..at].matches('\n').count() < 12) {
        Some(at) => (start + at, variable.chars().count()),
        None => (start, source.text()[source.line_range(citation.line)].trim_end().chars().count()),
    };
    Some(frame(source, at, length, label))
}

/// A place of a diagnostic.
pub(crate) fn label(spec: &Specification, label: &Label) -> Option<String> {
    let source = spec.sources.get(label.place.source)?;
    let words = source.text().get(label.place.span.clone())?;
    let length = words.lines().next().unwrap_or_default().chars().count();
    Some(frame(source, label.place.span.start, length, &label.message))
}

/// How many characters of a statement are quoted.
const LONGEST: usize = 300;

/// "requirements.md:16 (2.1): THE SYSTEM SHALL …"
pub(crate) fn quote_citation(citation: &Citation) -> String {
    let id = citation.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
    let text = &*citation.text;
    let long = (text.len() > LONGEST).then(|| text.char_indices().nth(LONGEST)).flatten();
    let text = &text[..long.map_or(text.len(), |(at, _)| at)];
    format!("{}:{}{id}: {}", Escaped(&citation.file), citation.line, Escaped(text))
}
