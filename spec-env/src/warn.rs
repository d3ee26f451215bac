//! Warnings reach someone: as tracing events, or on stderr where nothing listens to those.

use spec_env_core::report::Warning;

/// Emits each warning once.
pub(crate) fn emit(warnings: &[Warning]) {
    if warnings.is_empty() {
        return;
    }
    if !tracing::dispatcher::has_been_set() {
        for warning in warnings {
            eprintln!("spec-env: warning: {warning}");
        }
        return;
    }
    for warning in warnings {
        let citation = warning.citation();
        let requirement = citation.and_then(|c| c.id.as_deref());
        let file = citation.map(|c| c.file.as_ref());
        let line = citation.map(|c| c.line);
        tracing::warn!(
            target: "spec_env",
            variable = warning.variable(),
            kind = warning.kind().name(),
            default = warning.default(),
            requirement,
            file,
            line,
            "{warning}"
        );
    }
}
