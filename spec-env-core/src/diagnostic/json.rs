//! A specification as JSON: its contract, and what is wrong with it.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Diagnostic, Label};
use crate::json::{self, Shown, object};
use crate::source::Source;
use crate::specification::Specification;

impl Serialize for Specification {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        object!(serializer, "Specification", {
            "schema": 1,
            "spec": self.contract.spec,
            "hash": Shown(format_args!("{:016x}", self.contract.hash)),
            "variables": json::variables(&self.contract),
            "groups": json::groups(&self.contract),
            "diagnostics": self.findings(),
        })
    }
}

impl Specification {
    /// The diagnostics, ready to be serialised.
    #[must_use]
    pub fn findings(&self) -> Vec<impl Serialize + '_> {
        self.diagnostics.iter().map(|diagnostic| Finding { sources: &self.sources, diagnostic }).collect()
    }
}

struct Finding<'a> {
    sources: &'a [Source],
    diagnostic: &'a Diagnostic,
}

impl Serialize for Finding<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { sources, diagnostic } = *self;
        let place = &diagnostic.primary.place;
        let source = sources.get(place.source);
        let related: Vec<_> = diagnostic.related.iter().map(|label| Related { sources, label }).collect();
        object!(serializer, "Diagnostic", {
            "level": diagnostic.level.name(),
            "code": diagnostic.code.name(),
            "file": source.map(Source::name),
            "line": source.map(|source| source.line(place.span.start)),
            "column": source.map(|source| source.column(place.span.start)),
            "id": diagnostic.id,
            "message": diagnostic.message,
            "help": diagnostic.help,
            "related": related,
        })
    }
}

struct Related<'a> {
    sources: &'a [Source],
    label: &'a Label,
}

impl Serialize for Related<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let place = &self.label.place;
        let source = self.sources.get(place.source);
        object!(serializer, "Related", {
            "file": source.map(Source::name),
            "line": source.map(|source| source.line(place.span.start)),
            "message": self.label.message,
        })
    }
}
