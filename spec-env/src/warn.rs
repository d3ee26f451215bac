//! Warnings reach someone: as tracing events, or on stderr where nothing listens to those.

use std::ffi::OsString;

use spec_env_core::contract::Contract;
use spec_env_core::report::Warning;
use spec_env_core::verdict::Inquiry;
use tracing::Level;

use crate::Loaded;

/// Emits what is worth knowing about a configuration, each thing once, and passes the configuration on.
pub(crate) fn emitting<T>(config: T, inquiry: &mut Inquiry<'_, '_>) -> T {
    // The words are made only for those who listen.
    if !tracing::dispatcher::has_been_set() || tracing::enabled!(target: "spec_env", Level::WARN) {
        emit(inquiry);
    }
    config
}

/// Returns it instead.
pub(crate) fn returning<T>(config: T, inquiry: &mut Inquiry<'_, '_>) -> Loaded<T> {
    Loaded { config, warnings: inquiry.verdict().notices().into_iter().map(Warning::from).collect() }
}

/// The variable that generated manifests set to the hash of their contract.
const CONTRACT_VARIABLE: &str = "SPEC_ENV_CONTRACT";

/// What there is to say when the environment was prepared for another contract.
pub(crate) fn contract_differs(contract: &Contract) -> Option<Warning> {
    let differs = |hash: &OsString| !hash.is_empty() && *hash != *format!("{:016x}", contract.hash);
    std::env::var_os(CONTRACT_VARIABLE).filter(differs).map(|_| Warning::contract_differs(CONTRACT_VARIABLE))
}

#[cold]
fn emit(inquiry: &mut Inquiry<'_, '_>) {
    inquiry.verdict().notices().into_iter().map(Warning::from).for_each(|warning| tell(&warning));
}

pub(crate) fn tell(warning: &Warning) {
    if tracing::dispatcher::has_been_set() {
        event(warning);
    } else {
        eprintln!("spec-env: warning: {warning}");
    }
}

fn event(warning: &Warning) {
    let citation = warning.citation();
    tracing::warn!(
        target: "spec_env",
        variable = warning.variable(),
        kind = warning.kind().name(),
        default = warning.default(),
        requirement = citation.and_then(|c| c.id.as_deref()),
        file = citation.map(|c| c.file.as_ref()),
        line = citation.map(|c| c.line),
        "{warning}"
    );
}
