//! Reads the table.

use super::Environment;

/// A specification, and environments with what they come to.
pub(crate) struct Section {
    pub(crate) title: String,
    pub(crate) specification: String,
    pub(crate) rows: Vec<Row>,
}

pub(crate) struct Row {
    pub(crate) environment: Environment,
    pub(crate) verdict: Verdict,
}

/// What an environment comes to. Warnings count only where there is no violation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Verdict {
    pub(crate) violations: Vec<String>,
    pub(crate) warnings: Vec<String>,
    pub(crate) values: Environment,
}

pub(crate) fn read() -> Vec<Section> {
    include_str!("../conformance.md").split("\n## ").skip(1).map(section).collect()
}

fn section(text: &str) -> Section {
    let (title, rest) = text.split_once('\n').expect("a title");
    let (_, rest) = rest.split_once("```markdown\n").expect("a specification");
    let (specification, table) = rest.split_once("```").expect("the end of the specification");
    let rows = table.lines().filter(|line| line.starts_with('|')).skip(2).map(row).collect();
    Section { title: title.to_owned(), specification: format!("# Requirements\n\n{specification}"), rows }
}

fn row(line: &str) -> Row {
    let mut cells = line.trim_matches('|').split('|').map(str::trim);
    let environment = pairs(cells.next().unwrap_or_default());
    let verdict = cells.next().unwrap_or_default();
    let (violations, warnings) = verdict.split_once('(').unwrap_or((verdict, ""));
    let list = |text: &str| {
        let items = text.trim_end_matches(')').split(',').map(str::trim);
        items.filter(|item| !item.is_empty() && *item != "ok").map(str::to_owned).collect()
    };
    let values = pairs(cells.next().unwrap_or_default());
    Row { environment, verdict: Verdict { violations: list(violations), warnings: list(warnings), values } }
}

/// `` `A=1` `B=2` ``
fn pairs(cell: &str) -> Environment {
    let parts = cell.split('`').filter_map(|part| part.split_once('='));
    parts.map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
