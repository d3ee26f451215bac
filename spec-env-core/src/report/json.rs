//! The report as JSON, in the shape that programs rely on (`schema` 1). Written by hand: a derive would cost every
//! user of the library its compile time.

use serde::ser::{Serialize, SerializeStruct, Serializer};

use super::{Place, Report, Violation, Warning};
use crate::contract::Citation;

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Report", 4)?;
        object.serialize_field("schema", &1)?;
        object.serialize_field("ok", &self.is_ok())?;
        object.serialize_field("violations", self.violations())?;
        object.serialize_field("warnings", self.warnings())?;
        object.end()
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Violation", 7)?;
        object.serialize_field("variable", self.variable())?;
        object.serialize_field("kind", self.kind().name())?;
        object.serialize_field("message", &self.message())?;
        object.serialize_field("expected", self.expected())?;
        object.serialize_field("hint", &self.hint())?;
        object.serialize_field("requirement", &self.citation.as_ref().map(Requirement))?;
        object.serialize_field("place", &self.place)?;
        object.end()
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Warning", 4)?;
        object.serialize_field("variable", self.variable())?;
        object.serialize_field("kind", self.kind().name())?;
        object.serialize_field("message", &self.message())?;
        object.serialize_field("requirement", &self.citation.as_ref().map(Requirement))?;
        object.end()
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Place", 3)?;
        object.serialize_field("file", &self.file)?;
        object.serialize_field("line", &self.line)?;
        object.serialize_field("column", &self.column)?;
        object.end()
    }
}

/// What a report says of a citation.
struct Requirement<'a>(&'a Citation);

impl Serialize for Requirement<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Requirement", 4)?;
        object.serialize_field("id", &self.0.id)?;
        object.serialize_field("line", &self.0.line)?;
        object.serialize_field("file", &self.0.file)?;
        object.serialize_field("text", &self.0.text)?;
        object.end()
    }
}
