//! A specification read from its files: the contract, and everything that was said beside it.

use std::ops::Range;

use crate::contract::{Citation, Contract};
use crate::diagnostic::{Diagnostic, Level, Place};
use crate::merge::{self, Input};
use crate::reading::Reader;
use crate::source::Source;

/// What was read from one or more `requirements.md` files.
#[derive(Debug, Clone)]
pub struct Specification {
    /// The files, in the order given; the defaults of secrets are blotted out.
    pub sources: Vec<Source>,
    /// What they say; for contradictory statements, what the first one says.
    pub contract: Contract,
    /// What is wrong with them, in the order of files and lines.
    pub diagnostics: Vec<Diagnostic>,
    /// The rationale (user story or objective) of each requirement.
    pub rationales: Vec<Rationale>,
}

/// Why a requirement exists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rationale {
    /// The position of the file in [`Specification::sources`].
    pub source: usize,
    /// The 1-based line of the rationale.
    pub line: u32,
    /// The 1-based lines that the requirement covers.
    pub lines: Range<u32>,
    /// The user story, on one line.
    pub text: String,
}

impl Specification {
    /// Why the requirement exists that a citation of the contract stands in.
    pub fn rationales_of(&self, citation: &Citation) -> impl Iterator<Item = &Rationale> {
        self.rationales.iter().filter(|rationale| {
            self.sources[rationale.source].name() == citation.file && rationale.lines.contains(&citation.line)
        })
    }

    /// Reads a specification. It never fails: what cannot be read is in [`diagnostics`](Self::diagnostics).
    ///
    /// With `system`, only statements of that system and of none in particular count.
    ///
    /// ```
    /// use spec_env_core::source::Source;
    /// use spec_env_core::specification::Specification;
    ///
    /// let text = "WHEN the DB_POOL_SIZE environment variable is not set\n\
    ///             THE SYSTEM SHALL default to 5 connections and log a warning at startup";
    /// let spec = Specification::read(vec![Source::new("requirements.md", text)], None);
    /// let variable = &spec.contract.variables[0];
    /// assert_eq!((variable.name.as_ref(), variable.default.as_deref()), ("DB_POOL_SIZE", Some("5")));
    /// ```
    #[must_use]
    pub fn read(sources: Vec<Source>, system: Option<&str>) -> Self {
        let mut reader = Reader::default();
        for (at, source) in sources.iter().enumerate() {
            reader.source(at, source, system);
        }
        let input = Input {
            names: &reader.interner.names,
            sources: &sources,
            documents: &reader.documents,
            records: &reader.records,
        };
        let mut merged = Vec::new();
        let (contract, redacted) = merge::contract(&input, &mut merged);
        let findings = std::mem::take(&mut reader.findings).into_iter();
        let mut diagnostics: Vec<_> = findings.map(|finding| finding.filled(&sources, &redacted)).collect();
        diagnostics.append(&mut merged);
        let diagnostics = in_order(diagnostics);
        let mut rationales = Vec::new();
        for (source, document) in reader.documents.iter().enumerate() {
            rationales.extend(document.rationales.iter().map(|rationale| Rationale {
                source,
                line: rationale.line,
                lines: rationale.lines.clone(),
                text: rationale.text.clone(),
            }));
        }
        let sources = blot(sources, &redacted);
        Self { sources, contract, diagnostics, rationales }
    }

    /// Whether a diagnostic of level error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level == Level::Error)
    }
}

/// Diagnostics in the order of files and lines. Numbers are sorted in their place, as a sort of its own for each type is
/// what the compiler would spend more on than on a module.
fn in_order(diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let place = |(n, d): (usize, &Diagnostic)| [d.primary.place.source, d.primary.place.span.start, n];
    let mut order: Vec<[usize; 3]> = diagnostics.iter().enumerate().map(place).collect();
    order.sort_unstable();
    let mut diagnostics: Vec<Option<Diagnostic>> = diagnostics.into_iter().map(Some).collect();
    order.into_iter().filter_map(|[.., n]| diagnostics[n].take()).collect()
}

/// Blots out the defaults of secrets, byte for byte, so that excerpts cannot show them.
fn blot(sources: Vec<Source>, places: &[Place]) -> Vec<Source> {
    if places.is_empty() {
        return sources;
    }
    let blotted = sources.into_iter().enumerate().map(|(at, source)| {
        let mut text = source.text().to_owned();
        for place in places.iter().filter(|p| p.source == at) {
            text.replace_range(place.span.clone(), &"*".repeat(place.span.len()));
        }
        Source::new(source.name(), text)
    });
    blotted.collect()
}
