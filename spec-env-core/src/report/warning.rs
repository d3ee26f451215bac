//! What is worth knowing although the service can start.

use crate::contract::{Citation, Text, Variable};

/// Something that was done with a variable in silence, but for this.
#[derive(Clone, PartialEq, Eq)]
pub struct Warning {
    pub(super) variable: Text,
    pub(super) kind: WarningKind,
    pub(super) shown: Option<Text>,
    pub(super) unit: Option<Text>,
    pub(super) other: Option<Text>,
    pub(super) citation: Option<Citation>,
}

/// What sort of thing was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WarningKind {
    /// The variable is missing and its default stands in.
    Default,
    /// Its value is invalid and the stated literal stands in.
    Fallback,
    /// Its value came from a former name.
    FormerName,
    /// The environment was prepared for another contract than this one.
    ContractDiffers,
    /// It is a valid text, but quotes, blanks or a line break around it hardly belong to it.
    SuspectShape,
}

impl WarningKind {
    /// The stable name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Fallback => "fallback",
            Self::FormerName => "former-name",
            Self::ContractDiffers => "contract-differs",
            Self::SuspectShape => "suspect-shape",
        }
    }
}

/// A warning in the making. A load that nobody watches makes no more of it.
#[derive(Clone, Copy)]
pub struct Notice<'c> {
    /// What sort of thing was done.
    pub kind: WarningKind,
    /// The variable that it was done with.
    pub variable: &'c Variable,
    /// The literal of the specification that stands in, or the former name that was used.
    pub text: Option<&'c Text>,
    /// The requirement behind it.
    pub citation: Option<&'c Citation>,
}

impl From<Notice<'_>> for Warning {
    fn from(notice: Notice<'_>) -> Self {
        let Notice { kind, variable, text, citation } = notice;
        let (shown, other) = match kind {
            WarningKind::FormerName => (None, text.cloned()),
            // A literal is kept only if it may be shown.
            _ if variable.is_confidential() => (None, None),
            _ => (text.cloned(), None),
        };
        let (unit, citation) = (variable.unit.clone(), citation.cloned());
        Self { variable: variable.name.clone(), kind, shown, unit, other, citation }
    }
}

impl Warning {
    /// A variable that should name this service's contract names another.
    #[must_use]
    pub fn contract_differs(variable: &'static str) -> Self {
        Self {
            variable: variable.into(),
            kind: WarningKind::ContractDiffers,
            shown: None,
            unit: None,
            other: None,
            citation: None,
        }
    }

    /// The variable's name.
    #[must_use]
    pub fn variable(&self) -> &str {
        &self.variable
    }

    /// What sort of thing was done.
    #[must_use]
    pub fn kind(&self) -> WarningKind {
        self.kind
    }

    /// The literal that stands in; `None` where there is none, or where it must not be shown.
    #[must_use]
    pub fn default(&self) -> Option<&str> {
        self.shown.as_deref()
    }

    /// What was done, in words that go on after the name: `is not set, so its default 5 applies`.
    #[must_use]
    pub fn message(&self) -> String {
        super::text::Done(self).to_string()
    }

    /// The requirement behind it.
    #[must_use]
    pub fn citation(&self) -> Option<&Citation> {
        self.citation.as_ref()
    }
}

impl std::error::Error for Warning {}

/// One line.
impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        super::text::warning(self, f)
    }
}

impl std::fmt::Debug for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self, f)
    }
}
