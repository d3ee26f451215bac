//! Draws diagnostics as rustc does: the statement, carets under the words meant, related places, help, code.

use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use spec_env_core::diagnostic::{self, Diagnostic, Label, Place};
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use crate::excerpt::Excerpt;
use crate::terminal::{self, WARNING};

/// Places at most this many lines apart are drawn as one piece.
const NEAR: u32 = 12;
/// What line numbers and frames take up at most, in columns.
const GUTTER: usize = 10;

/// All diagnostics of a specification, each followed by an empty line, in colour.
pub(crate) fn diagnostics(specification: &Specification) -> String {
    let renderer = Renderer::styled().term_width(terminal::width());
    let mut text = String::new();
    for diagnostic in &specification.diagnostics {
        text += &renderer.render(&[group(specification, diagnostic)]);
        text += "\n\n";
    }
    text
}

/// Says on standard error that a specification has errors or warnings, for commands that go on all the same.
pub(crate) fn mention(specification: &Specification) {
    if specification.diagnostics.iter().any(|diagnostic| diagnostic.level > diagnostic::Level::Note)
        && let Some(tally) = tally(specification)
    {
        anstream::eprintln!("{WARNING}{tally}{WARNING:#} in the specification: `spec-env lint` shows what");
    }
}

/// `2 errors and 1 warning`; `None` where there are neither.
pub(crate) fn tally(specification: &Specification) -> Option<String> {
    let levels = [diagnostic::Level::Error, diagnostic::Level::Warning, diagnostic::Level::Note];
    let counts =
        levels.map(|level| (level, specification.diagnostics.iter().filter(|d| d.level == level).count()));
    let words = counts.iter().filter(|(_, number)| *number > 0);
    let words: Vec<_> = words.map(|(level, number)| terminal::count(*number, level.name())).collect();
    let (last, rest) = words.split_last()?;
    Some(if rest.is_empty() { last.clone() } else { format!("{} and {last}", rest.join(", ")) })
}

fn group<'a>(specification: &'a Specification, diagnostic: &'a Diagnostic) -> Group<'a> {
    let level = match diagnostic.level {
        diagnostic::Level::Error => Level::ERROR,
        diagnostic::Level::Warning => Level::WARNING,
        diagnostic::Level::Note => Level::NOTE,
    };
    let title = level.primary_title(escaped(&diagnostic.message)).id(diagnostic.code.name());
    let mut group = Group::with_title(title);
    let mut labels: Vec<_> =
        diagnostic.related.iter().map(|label| (AnnotationKind::Context, label)).collect();
    labels.insert(0, (AnnotationKind::Primary, &diagnostic.primary));
    while !labels.is_empty() {
        let (near, far) = split(&specification.sources, labels);
        labels = far;
        if let Some(source) = specification.sources.get(near[0].1.place.source) {
            group = group.element(snippet(source, &near));
        }
    }
    for help in diagnostic.help.iter().flat_map(|help| help.lines()) {
        let room = terminal::columns().map_or(usize::MAX, |columns| columns - GUTTER - "= help: ".len());
        group = group.element(Level::HELP.message(terminal::wrap(&escaped(help), room).join("\n")));
    }
    group
}

type Labels<'a> = Vec<(AnnotationKind, &'a Label)>;

/// Parts labels into those that are drawn together with the first one, and the others: wide lines are cut around
/// what is meant on them, so each is drawn on its own.
fn split<'a>(sources: &[Source], labels: Labels<'a>) -> (Labels<'a>, Labels<'a>) {
    let first = labels[0].1.place.clone();
    let Some(source) = sources.get(first.source) else { return (labels, Vec::new()) };
    let line = |place: &Place| source.line(place.span.start);
    let fits = |place: &Place| source.line_range(line(place)).len() + GUTTER <= terminal::width();
    labels.into_iter().partition(|(_, Label { place, .. })| {
        let is_near = line(place).abs_diff(line(&first)) <= NEAR && fits(place) && fits(&first);
        place.source == first.source && (line(place) == line(&first) || is_near)
    })
}

fn snippet<'a>(source: &'a Source, labels: &Labels<'a>) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let places: Vec<Range<usize>> = labels.iter().map(|(_, label)| label.place.span.clone()).collect();
    let excerpt = Excerpt::new(source, &places);
    let annotations = labels.iter().zip(excerpt.spans).map(|((kind, label), span)| {
        let annotation = kind.span(span);
        if label.message.is_empty() { annotation } else { annotation.label(escaped(&label.message)) }
    });
    let annotations: Vec<_> = annotations.collect();
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line as usize)
        .path(escaped(source.name()))
        .annotations(annotations)
}

fn escaped(text: &str) -> String {
    Escaped(text).to_string()
}

#[cfg(test)]
mod tests;
