//! From an environment to a struct.

use spec_env_core::contract::{Contract, Type};
use spec_env_core::environment::Environment;
use spec_env_core::report::{Report, Warning};
use spec_env_core::verdict::{Hidden, Inquiry, Options};

use crate::{Refusal, SpecEnv};

/// Hands the value of each variable to its field.
pub struct Loader<'e>(Inquiry<'static, 'e>);

/// What becomes of what there is to say about a load that succeeds.
type Warn = fn(&mut Inquiry<'_, '_>) -> Vec<Warning>;

/// Loads a configuration.
pub(crate) fn load<T: SpecEnv>(
    environment: &dyn Environment,
    warn: Warn,
    warnings: &mut Vec<Warning>,
) -> Result<T, Report> {
    let mut config = None;
    let mut decode = |loader: &mut Loader<'_>| {
        config = T::__decode(loader);
        config.is_some()
    };
    let report = judge(T::contract(), T::__unstated_required(), environment, &mut decode, warn, warnings);
    match (config, report) {
        (Some(config), None) => Ok(config),
        (_, Some(report)) => Err(report),
        (None, None) => unreachable!("what is not decoded is reported"),
    }
}

/// What is the same for every struct, and so compiled once.
fn judge(
    contract: &'static Contract,
    required: &[bool],
    environment: &dyn Environment,
    decode: &mut dyn FnMut(&mut Loader<'_>) -> bool,
    warn: Warn,
    warnings: &mut Vec<Warning>,
) -> Option<Report> {
    let options =
        Options { unstated_required: Some(required), inferred_kinds: false, hidden: Hidden::Nothing };
    let mut loader = Loader(Inquiry::new(contract, environment, options));
    // Fields are decoded even where others are refused, so that what their types refuse is in the same report.
    if decode(&mut loader) && loader.0.is_ok() {
        *warnings = warn(&mut loader.0);
        None
    } else {
        Some(loader.0.verdict().into_report())
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

    /// Records that the type of a field cannot hold the value.
    pub fn refuse(&mut self, position: usize, refusal: Refusal) {
        self.0.refuse(position, refusal.into_expected().into_owned());
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
