//! From an environment to a struct.

use std::borrow::Cow;

use spec_env_core::contract::Type;
use spec_env_core::environment::{Environment, Pass, Process};
use spec_env_core::report::Report;
use spec_env_core::verdict::{Hidden, Inquiry, Options};

use crate::SpecEnv;

/// Hands the value of each variable to its field.
pub struct Loader<'e>(Inquiry<'static, 'e>);

/// What becomes of a configuration and of the inquiry that led to it.
type Then<T, R> = fn(T, &mut Inquiry<'_, '_>) -> R;

/// Loads a configuration from the environment of the process.
pub(crate) fn load_process<T: SpecEnv, R>(then: Then<T, R>) -> Result<R, Report> {
    match T::__index() {
        [] => load(&Process, then),
        index => Pass::over(T::contract(), index, |pass| load(pass, then)),
    }
}

/// Loads a configuration.
pub(crate) fn load<T: SpecEnv, R>(source: &dyn Environment, then: Then<T, R>) -> Result<R, Report> {
    let required = Some(T::__unstated_required());
    let options = Options { unstated_required: required, inferred_kinds: false, hidden: Hidden::Nothing };
    let mut loader = Loader(Inquiry::new(T::contract(), source, options));
    // Fields are decoded even where others are refused, so that what their types refuse is in the same report.
    match T::__decode(&mut loader) {
        Some(config) if loader.0.is_ok() => Ok(then(config, &mut loader.0)),
        _ => Err(loader.0.verdict().into_report()),
    }
}

impl Loader<'_> {
    /// Judges all variables, before the first is taken.
    pub fn judge_together(&mut self) {
        self.0.judge_together();
    }

    /// The effective value of the variable at a position, once; `None` when it has none, or when it was reported.
    pub fn take(&mut self, position: usize) -> Option<String> {
        self.0.take(position)
    }

    /// As [`take`](Self::take), for a variable of which nothing is asked but what the field accepts.
    pub fn take_plain(&mut self, position: usize) -> Option<String> {
        self.0.take_plain(position)
    }

    /// The literal that stands in for an invalid value, if the specification states one; a warning says so.
    ///
    /// For a field whose type refuses a value: it may ask once, decode the literal, and only then refuse.
    pub fn fallback(&mut self, position: usize) -> Option<String> {
        self.0.fallback(position)
    }

    /// Records that the type of a field cannot hold the value. `expected` says what it wants, never the value.
    pub fn refuse(&mut self, position: usize, expected: impl Into<Cow<'static, str>>) {
        self.0.refuse(position, expected.into().into_owned());
    }

    /// What the value of the variable at a position must look like.
    #[must_use]
    pub fn ty(&self, position: usize) -> &'static Type {
        &self.0.contract().variables[position].ty
    }

    /// Records that a field needs a value where there is none.
    pub fn missing(&mut self, position: usize) {
        self.0.missing(position);
    }
}
