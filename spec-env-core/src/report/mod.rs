//! What is wrong with an environment: for people, for programs, and without any value.

#[cfg(feature = "serde")]
mod json;
mod problem;
mod text;
mod violation;
mod warning;

use std::error::Error;
use std::fmt;

use crate::contract::{Contract, Text};

pub use problem::{FileFault, Hint, Problem};
pub(crate) use text::Names;
pub use violation::{Place, Violation, ViolationKind};
pub use warning::{Notice, Warning, WarningKind};

/// Everything that is wrong with an environment, from one pass over its contract.
///
/// It displays as text for people, and serialises as JSON of a stable shape. No part of it can hold the value of a
/// variable, so it can go to any log.
#[derive(Clone, PartialEq, Eq)]
pub struct Report(Box<Parts>);

#[derive(Clone, PartialEq, Eq)]
struct Parts {
    spec: Text,
    variables: usize,
    violations: Vec<Violation>,
    warnings: Vec<Warning>,
}

impl Report {
    /// A report on an environment that was held to this contract.
    #[must_use]
    pub fn new(contract: &Contract, violations: Vec<Violation>, warnings: Vec<Warning>) -> Self {
        let (spec, variables) = (contract.spec.clone(), contract.variables.len());
        Self(Box::new(Parts { spec, variables, violations, warnings }))
    }

    /// The same, with what else was noticed.
    #[must_use]
    pub fn with_warnings(mut self, warnings: impl IntoIterator<Item = Warning>) -> Self {
        self.0.warnings.extend(warnings);
        self
    }

    /// What is wrong, in the order of the specification.
    #[must_use]
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// What was noticed besides: defaults applied, former names used.
    #[must_use]
    pub fn warnings(&self) -> &[Warning] {
        &self.0.warnings
    }

    /// Whether nothing is wrong. A report that is an error never is.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.0.violations.is_empty()
    }

    /// At most `limit` bytes of whole lines, the most important first: the summary, a line for each violation, then
    /// where the requirements stand. What orchestrators keep of a container that did not start.
    #[must_use]
    pub fn brief(&self, limit: usize) -> String {
        text::brief(self, limit)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::People(&self.0).fmt(f)
    }
}

impl Error for Report {}

/// The text for people, so that `fn main() -> Result<(), Report>` prints it.
impl fmt::Debug for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
