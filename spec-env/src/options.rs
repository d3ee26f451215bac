//! How a configuration is loaded.

use spec_env_core::environment::{Environment, Process};

use crate::Warning;

/// Where a configuration is loaded from.
#[derive(Debug, Clone)]
pub struct Options<E = Process> {
    pub(crate) source: E,
}

impl Options {
    /// The environment of this process.
    #[must_use]
    pub fn new() -> Self {
        Self { source: Process }
    }
}

impl Default for Options {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Options<E> {
    /// Another source than the process.
    #[must_use]
    pub fn source<S: Environment>(self, source: S) -> Options<S> {
        Options { source }
    }
}

/// A configuration, with what is worth knowing about how it came about.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded<T> {
    /// The configuration.
    pub config: T,
    /// Defaults applied, fallbacks, former names used.
    pub warnings: Vec<Warning>,
}
