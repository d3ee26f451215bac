//! What was found, in the form that machines which show findings beside a file ask for.

mod github;
mod sarif;

use std::fs::OpenOptions;
use std::io::Write;

use spec_env_core::contract::Citation;
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::report::{Place, Violation, Warning, WarningKind};
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;

use crate::arguments::Format;
use crate::failure::Failure;
use crate::source::Remark;
use crate::terminal::{self, DIM, ERROR, WARNING, fold, print_json};

/// One thing that was found.
#[derive(Clone)]
pub(crate) struct Finding {
    pub(crate) level: Level,
    /// What sort of finding it is.
    pub(crate) code: Code,
    /// One sentence, lower case, without a full stop.
    pub(crate) message: String,
    /// What to do.
    pub(crate) help: Option<String>,
    /// Where it was found.
    pub(crate) place: Place,
    /// The requirement behind it: `requirements.md:14 (3.1)`.
    pub(crate) requirement: Option<String>,
}

impl Finding {
    /// All diagnostics of a specification.
    pub(crate) fn of_specification(specification: &Specification) -> Vec<Self> {
        let all = specification.diagnostics.iter().map(|diagnostic| {
            let source = &specification.sources[diagnostic.primary.place.source];
            let start = diagnostic.primary.place.span.start;
            let (line, column) = (source.line(start), source.column(start));
            Self {
                level: diagnostic.level,
                code: diagnostic.code,
                message: diagnostic.message.clone(),
                help: diagnostic.help.clone(),
                place: Place { file: source.name().to_owned(), line, column },
                requirement: None,
            }
        });
        all.collect()
    }

    /// A violation; one without a place stands at its requirement.
    pub(crate) fn of_violation(violation: &Violation, spec: &str) -> Self {
        let place = violation.place().cloned();
        Self {
            level: Level::Error,
            code: named(violation.kind().name()),
            message: format!(
                "{} {}; expected {}",
                violation.variable(),
                violation.message(),
                violation.expected()
            ),
            help: violation.hint(),
            place: place.unwrap_or_else(|| at_requirement(violation.citation(), spec)),
            requirement: violation.citation().map(crate::list::whereabouts),
        }
    }

    /// Something about a target.
    pub(crate) fn of_remark(remark: &Remark) -> Self {
        let Remark { level, code, message, place } = remark.clone();
        Self { level, code, message, help: None, place, requirement: None }
    }

    /// A warning, at its requirement.
    pub(crate) fn of_warning(warning: &Warning, spec: &str) -> Self {
        // A default that applies is how things are meant to be.
        let is_usual = warning.kind() == WarningKind::Default;
        Self {
            level: if is_usual { Level::Note } else { Level::Warning },
            code: named(warning.kind().name()),
            message: format!("{} {}", warning.variable(), warning.message()),
            help: None,
            place: at_requirement(warning.citation(), spec),
            requirement: warning.citation().map(crate::list::whereabouts),
        }
    }
}

/// A finding for people: what, where, and the next step below it.
pub(crate) fn line(finding: &Finding) -> String {
    let (style, level) = match finding.level {
        Level::Error => (ERROR, "error"),
        Level::Warning => (WARNING, "warning"),
        Level::Note => (DIM, "note"),
    };
    let place = &finding.place;
    let (message, code) = (Escaped(&finding.message), finding.code.name());
    let mut text = fold(&format!("{style}{level}{style:#}: {message} ({place}) [{code}]"), 4) + "\n";
    if let Some(help) = &finding.help {
        text += &fold(&format!("  {DIM}= help:{DIM:#} {help}"), 10);
        text += "\n";
    }
    text
}

/// Every kind of violation and warning is a code.
fn named(kind: &str) -> Code {
    Code::named(kind).unwrap_or(Code::NotUnderstood)
}

/// Prints findings for machines; what people read goes along with annotations, into the log of the step.
pub(crate) fn print(command: &str, format: Format, findings: &[Finding], text: &str) -> Result<(), Failure> {
    if format == Format::Sarif {
        return print_json(&sarif::sarif(command, findings));
    }
    if let Some(path) = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty()) {
        let file = OpenOptions::new().append(true).create(true).open(path);
        let title = format!("spec-env {command}");
        file.and_then(|mut file| file.write_all(github::summary(&title, findings).as_bytes()))
            .map_err(Failure::Output)?;
    }
    terminal::print(&format!("{}{text}", github::annotations(findings)))
}

fn at_requirement(citation: Option<&Citation>, spec: &str) -> Place {
    let (file, line) = citation.map_or((spec, 1), |citation| (citation.file.as_ref(), citation.line));
    Place { file: file.to_owned(), line, column: 1 }
}
