//! Holds a service to the environment that its `requirements.md` asks for.
//!
//! The derive reads the specification when the code is compiled, and embeds what it says about environment variables
//! as a [`Contract`]. At start-up, [`SpecEnv::load`] holds the environment to that contract and fills the struct, or
//! returns a [`Report`] of everything that is wrong: each [`Violation`] names the variable, what was expected, and the
//! requirement with its file and line. No report, warning or event holds the value of a variable.
//!
//! ```
//! use spec_env::{SpecEnv, SpecEnvValues};
//!
//! #[derive(SpecEnvValues, Debug, PartialEq)]
//! enum Level {
//!     Info,
//!     Warn,
//! }
//!
//! #[derive(SpecEnv)]
//! #[spec_env(inline = "
//! 1. THE SYSTEM SHALL require the `SERVICE_PORT` environment variable to be a port.
//! 2. WHEN the `DB_POOL_SIZE` environment variable is not set
//!    THE SYSTEM SHALL default to 5 connections and log a warning at startup.
//! 3. THE SYSTEM SHALL read the optional `LOG_LEVEL` environment variable, one of `info` or `warn`.
//! ")]
//! struct Config {
//!     service_port: u16,
//!     db_pool_size: u32,
//!     log_level: Option<Level>,
//! }
//!
//! let config = Config::load_from([("SERVICE_PORT", "8080"), ("LOG_LEVEL", "warn")])?;
//! assert_eq!((config.service_port, config.db_pool_size), (8080, 5));
//! assert_eq!(config.log_level, Some(Level::Warn));
//!
//! let report = Config::load_from([("SERVICE_PORT", "70000"), ("LOG_LEVEL", "loud")]).err().unwrap();
//! let variables: Vec<_> = report.violations().iter().map(|violation| violation.variable()).collect();
//! assert_eq!(variables, ["SERVICE_PORT", "LOG_LEVEL"]);
//! # Ok::<(), spec_env::Report>(())
//! ```
//!
//! A service leaves out `inline`: its specification is the `requirements.md` of its package, or the one that Kiro keeps for
//! it. A field of another type than the specification asks for, and a variable without a field, do not compile.
//!
//! | to load | |
//! |---|---|
//! | in `main` of a service | [`SpecEnv::load_or_exit`] |
//! | with a result | [`SpecEnv::load`] |
//! | once, wherever it is needed first | [`SpecEnv::get`] |
//! | in a test | [`SpecEnv::load_from`] |
//! | from elsewhere, with the warnings returned | [`SpecEnv::load_with`] |
//!
//! What is worth knowing although the service can start (a default applies, a former name is still in use) goes out
//! as one `tracing` event each, target `spec_env`, with the fields `variable`, `kind`, `default` (never of a secret),
//! `requirement`, `file` and `line`; where no subscriber is installed, to stderr.

#[doc(hidden)]
#[path = "private.rs"]
pub mod __private;
mod ability;
mod exit;
mod field;
mod loader;
mod options;
mod warn;

use std::ffi::OsString;

use once_cell::sync::OnceCell;

pub use exit::{EXIT_CODE, exit};
pub use field::{Field, Kind, Refusal, Type};
#[doc(hidden)]
pub use loader::Loader;
pub use options::{Loaded, Options};
pub use secrecy::{self, ExposeSecret, SecretBox, SecretString};
pub use spec_env_core::contract::{self, Contract};
pub use spec_env_core::environment::{Environment, Pairs, Process};
pub use spec_env_core::report::{Place, Report, Violation, ViolationKind, Warning, WarningKind};
pub use spec_env_derive::{SpecEnv, SpecEnvValues, config};

/// A struct that holds what a specification declares. Derived, not written.
pub trait SpecEnv: Sized + Send + Sync + 'static {
    /// The contract that was read from the specification when this was compiled.
    #[must_use]
    fn contract() -> &'static Contract;

    /// For each variable, whether it is required if the specification leaves that open: its field is no `Option`.
    #[doc(hidden)]
    #[must_use]
    fn __unstated_required() -> &'static [bool] {
        &[]
    }

    /// Goes on with the environment of this process, which large contracts read in one pass.
    #[doc(hidden)]
    fn __process<R>(then: impl FnOnce(&dyn Environment) -> R) -> R {
        then(&Process)
    }

    /// Takes every field from a judged environment; `None` when a field was refused.
    #[doc(hidden)]
    fn __decode(loader: &mut Loader<'_>) -> Option<Self>;

    /// Where [`get`](Self::get) keeps the configuration: a static of its own for each type.
    #[doc(hidden)]
    #[must_use]
    fn __cell() -> &'static OnceCell<Self>;

    /// The configuration of this process, loaded on first use; many threads may ask at once.
    ///
    /// # Errors
    /// As [`load`](Self::load). A failed load is tried again the next time.
    fn get() -> Result<&'static Self, Report> {
        Self::__cell().get_or_try_init(Self::load)
    }

    /// Loads the configuration from the environment of this process.
    ///
    /// # Errors
    /// A report of everything in the environment that breaks the specification.
    fn load() -> Result<Self, Report> {
        Self::__process(|process| loader::load(process, warn::emitted, &mut Vec::new()))
    }

    /// Loads the configuration from pairs of name and value, for tests.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    fn load_from<K, V>(pairs: impl IntoIterator<Item = (K, V)>) -> Result<Self, Report>
    where
        K: Into<OsString>,
        V: Into<OsString>,
    {
        let pairs: Pairs = pairs.into_iter().collect();
        loader::load(&pairs, warn::emitted, &mut Vec::new())
    }

    /// Loads the configuration as the options say, and returns the warnings instead of logging them.
    ///
    /// ```
    /// use spec_env::{Options, Pairs, SpecEnv};
    ///
    /// #[derive(SpecEnv)]
    /// #[spec_env(inline = "WHEN the `DB_POOL_SIZE` environment variable is not set, THE SYSTEM SHALL default to 5.")]
    /// struct Config {
    ///     db_pool_size: u32,
    /// }
    ///
    /// let loaded = Config::load_with(Options::new().source(Pairs::default()))?;
    /// assert_eq!(loaded.config.db_pool_size, 5);
    /// assert_eq!(loaded.warnings[0].variable(), "DB_POOL_SIZE");
    /// # Ok::<(), spec_env::Report>(())
    /// ```
    ///
    /// # Errors
    /// As [`load`](Self::load).
    fn load_with<E: Environment>(options: Options<E>) -> Result<Loaded<Self>, Report> {
        let mut warnings = Vec::new();
        let config = loader::load(&options.source, warn::made, &mut warnings)?;
        Ok(Loaded { config, warnings })
    }

    /// Loads the configuration as a container should start: see [`exit`] for what happens when it cannot.
    ///
    /// A warning says so when the variable `SPEC_ENV_CONTRACT`, which generated manifests set, names another contract.
    #[must_use]
    fn load_or_exit() -> Self {
        match Self::load() {
            Ok(config) => {
                warn::contract_differs(Self::contract()).iter().for_each(warn::tell);
                config
            }
            Err(report) => exit(&report.with_warnings(warn::contract_differs(Self::contract()))),
        }
    }
}
