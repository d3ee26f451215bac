//! Warnings reach someone: as tracing events, or on stderr where nothing listens to those.

use spec_env_core::report::Warning;
use spec_env_core::verdict::Inquiry;
use tracing::Level;

use crate::Loaded;

/// Emits what is worth knowing about a configuration, each thing once, and passes the configuration on.
pub(crate) fn emitting<T>(config: T, inquiry: &mut Inquiry<'_, '_>) -> T {
    let has_subscriber = tracing::dispatcher::has_been_set();
    // The words are made only for those who listen.
    if !has_subscriber || tracing::enabled!(target: "spec_env", Level::WARN) {
        emit(inquiry, has_subscriber);
    }
    config
}

/// Returns it instead.
pub(crate) fn returning<T>(config: T, inquiry: &mut Inquiry<'_, '_>) -> Loaded<T> {
    Loaded { config, warnings: inquiry.verdict().notices().into_iter().map(Warning::from).collect() }
}

#[cold]
fn emit(inquiry: &mut Inquiry<'_, '_>, has_subscriber: bool) {
    let verdict = inquiry.verdict();
    for warning in verdict.notices().into_iter().map(Warning::from) {
        if has_subscriber {
            event(&warning);
        } else {
            eprintln!("spec-env: warning: {warning}");
        }
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
