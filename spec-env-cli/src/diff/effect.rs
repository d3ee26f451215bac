//! What a change of a rule means for the environments that met it.

use serde::Serialize;

/// What becomes of the environments that a rule accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effect {
    /// Only the words changed.
    Wording,
    /// All are accepted as before, though the service may do another thing.
    Same,
    /// All are accepted, and others.
    Wider,
    /// Some are no longer accepted.
    Narrower,
    /// Some are no longer accepted, and others are.
    Other,
}

/// What operators have to do with a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Class {
    Breaking,
    Compatible,
    Documentation,
}

impl Effect {
    /// The effect of a rule that includes all that the old one does, or is included in it.
    pub(super) fn of(includes_old: bool, included_in_old: bool) -> Self {
        match (includes_old, included_in_old) {
            (true, true) => Self::Same,
            (true, false) => Self::Wider,
            (false, true) => Self::Narrower,
            (false, false) => Self::Other,
        }
    }

    /// The effect of the change back.
    pub(super) fn mirrored(self) -> Self {
        match self {
            Self::Wider => Self::Narrower,
            Self::Narrower => Self::Wider,
            same => same,
        }
    }

    pub(super) fn class(self) -> Class {
        match self {
            Self::Narrower | Self::Other => Class::Breaking,
            Self::Wider | Self::Same => Class::Compatible,
            Self::Wording => Class::Documentation,
        }
    }
}
