//! Annotations of a GitHub workflow, and the table of its summary.

use std::fmt::Write;

use spec_env_core::diagnostic::Level;

use super::Finding;
use crate::markdown::plain;

/// As many annotations of a level GitHub shows of one step.
const SHOWN: usize = 10;

/// Workflow commands that put findings beside the lines they are about.
pub(super) fn annotations(findings: &[Finding]) -> String {
    let mut text = String::new();
    for level in [Level::Error, Level::Warning, Level::Note] {
        let all: Vec<_> = findings.iter().filter(|finding| finding.level == level).collect();
        let command = if level == Level::Note { "notice" } else { level.name() };
        let room = if all.len() > SHOWN { SHOWN - 1 } else { SHOWN };
        for finding in all.iter().take(room) {
            let place = &finding.place;
            let (file, title) = (property(&relative(&place.file)), property(finding.code.name()));
            // Without a line, GitHub shows an annotation in no file.
            let (line, column) = (place.line.max(1), place.column.max(1));
            let message = data(&message(finding));
            let _ =
                writeln!(text, "::{command} file={file},line={line},col={column},title={title}::{message}");
        }
        if all.len() > room {
            let _ = writeln!(
                text,
                "::{command}::and {} more: the log of this step has them all",
                all.len() - room
            );
        }
    }
    text
}

/// A table for the summary of a step.
pub(super) fn summary(title: &str, findings: &[Finding]) -> String {
    let mut text = format!("### {}\n\n", plain(title));
    if findings.is_empty() {
        text += "Nothing was found.\n";
        return text;
    }
    text += "| | what | where | requirement |\n|---|---|---|---|\n";
    for finding in findings {
        let Finding { level, place, .. } = finding;
        let requirement = finding.requirement.as_deref().unwrap_or_default();
        let place =
            if place.line == 0 { place.file.clone() } else { format!("{}:{}", place.file, place.line) };
        let cells = [level.name(), &message(finding), &place, requirement].map(plain);
        let _ = writeln!(text, "| {} |", cells.join(" | "));
    }
    text
}

fn message(finding: &Finding) -> String {
    let mut text = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(text, "; {help}");
    }
    if let Some(requirement) = &finding.requirement {
        let _ = write!(text, " [{requirement}]");
    }
    text
}

/// A path as the repository has it.
fn relative(file: &str) -> String {
    let root = std::env::var("GITHUB_WORKSPACE").unwrap_or_default();
    let inside = file.strip_prefix(&root).filter(|_| !root.is_empty());
    inside.map_or(file, |inside| inside.trim_start_matches('/')).to_owned()
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use spec_env_core::diagnostic::Code;
    use spec_env_core::report::Place;

    fn finding(message: &str) -> Finding {
        let place = Place { file: "a,b.md".to_owned(), line: 3, column: 4 };
        let message = message.to_owned();
        Finding { level: Level::Error, code: Code::Missing, message, help: None, place, requirement: None }
    }

    #[test]
    fn what_would_end_a_command_is_escaped() {
        let expected = "::error file=a%2Cb.md,line=3,col=4,title=missing::100%25%0A::warning::x\n";
        assert_eq!(annotations(&[finding("100%\n::warning::x")]), expected);
    }

    #[test]
    fn of_too_many_the_last_one_counts_the_others() {
        let text = annotations(&vec![finding("x"); 12]);
        assert_eq!(text.lines().count(), SHOWN);
        assert!(text.ends_with("::error::and 3 more: the log of this step has them all\n"), "{text}");
    }
}
