//! Warnings reach someone: as tracing events, or on stderr where nothing listens to those.

use std::ffi::OsString;

use spec_env_core::contract::Contract;
use spec_env_core::report::Warning;
use spec_env_core::verdict::Inquiry;
use tracing::Level;

/// Emits what is worth knowing about a load, each thing once; none is left to return.
pub(crate) fn emitted(inquiry: &mut Inquiry<'_, '_>) -> Vec<Warning> {
    // The words are made only for those who listen.
    if !tracing::dispatcher::has_been_set() || tracing::enabled!(target: "spec_env", Level::WARN) {
        made(inquiry).iter().for_each(tell);
    }
    Vec::new()
}

/// Returns it instead.
#[cold]
pub(crate) fn made(inquiry: &mut Inquiry<'_, '_>) -> Vec<Warning> {
    inquiry.verdict().notices().into_iter().map(Warning::from).collect()
}

/// The variable that generated manifests set to the hash of their contract.
const CONTRACT_VARIABLE: &str = "SPEC_ENV_CONTRACT";

/// What there is to say when the environment was prepared for another contract.
pub(crate) fn contract_differs(contract: &Contract) -> Option<Warning> {
    let differs = |hash: &OsString| !hash.is_empty() && *hash != *format!("{:016x}", contract.hash);
    std::env::var_os(CONTRACT_VARIABLE).filter(differs).map(|_| Warning::contract_differs(CONTRACT_VARIABLE))
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
