//! A requirement as JSON refers to it.

use serde::Serialize;
use spec_env_core::contract::{Citation, Text};

/// Where a requirement stands.
#[derive(Serialize)]
pub(crate) struct Requirement {
    id: Option<Text>,
    file: Text,
    line: u32,
}

impl From<&Citation> for Requirement {
    fn from(citation: &Citation) -> Self {
        Self { id: citation.id.clone(), file: citation.file.clone(), line: citation.line }
    }
}
