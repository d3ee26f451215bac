//! The report in words.

use std::fmt::{self, Display};

use super::{Hint, Parts, Place, Problem, Report, Violation, Warning, WarningKind};
use crate::contract::{Citation, GroupKind, Text};
use crate::text::Escaped;

/// The summary, then each violation with what was expected, the requirement and the next step.
pub(super) struct People<'a>(pub(super) &'a Parts);

impl Display for People<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(parts) = self;
        writeln!(f, "{}", Summary(parts))?;
        for item in &parts.violations {
            writeln!(f, "\n{}", Subject(item))?;
            writeln!(f, "    expected: {}", item.expected)?;
            if let Some(citation) = &item.citation {
                writeln!(f, "    required: {}", Whereabouts(citation))?;
                writeln!(f, "              {}", Escaped(&citation.text))?;
            }
            writeln!(f, "    help:     {}", Help(item))?;
        }
        if !parts.warnings.is_empty() {
            writeln!(f)?;
        }
        parts.warnings.iter().try_for_each(|warning| writeln!(f, "warning: {warning}"))
    }
}

/// As many lines as fit, and how many did not.
pub(super) fn brief(report: &Report, limit: usize) -> String {
    let total = report.violations().len();
    let mut text = format!("{}\n", Summary(&report.0));
    for (shown, violation) in report.violations().iter().enumerate() {
        let line = format!("{violation}\n");
        let rest = format!("and {} more\n", total - shown);
        let last = shown + 1 == total;
        if text.len() + line.len() + if last { 0 } else { rest.len() } > limit {
            text += &rest;
            break;
        }
        text += &line;
    }
    if text.len() > limit { String::new() } else { text }
}

/// One line: name, what is wrong, what was expected, the hint, where the requirement stands.
pub(super) fn violation(item: &Violation, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{}; expected {}", Subject(item), item.expected)?;
    item.hint.iter().try_for_each(|hint| write!(f, "; {hint}"))?;
    item.citation.iter().try_for_each(|citation| write!(f, " [{}]", Whereabouts(citation)))
}

/// One line: name, what was done, where the requirement stands.
pub(super) fn warning(item: &Warning, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "{} {}", Escaped(&item.variable), Done(item))?;
    item.citation.iter().try_for_each(|citation| write!(f, " [{}]", Whereabouts(citation)))
}

/// What was done about a variable, after its name.
pub(super) struct Done<'a>(pub(super) &'a Warning);

impl Display for Done<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(warning) = self;
        match warning.kind {
            WarningKind::Default => f.write_str("is not set, so its default applies")?,
            WarningKind::Fallback => f.write_str("is invalid, so the stated value stands in for it")?,
            WarningKind::FormerName => {
                let former = warning.other.as_ref().map_or("", |name| name);
                write!(f, "was read from its former name `{}`: rename that", Escaped(former))?;
            }
            WarningKind::ContractDiffers => {
                f.write_str("names another contract than this service was built for: one of them is older")?;
            }
            WarningKind::SuspectShape => {
                f.write_str("has quotes, blanks or a line break around its value")?;
            }
        }
        if let Some(shown) = &warning.shown {
            write!(f, ": {}", Escaped(shown))?;
            warning.unit.iter().try_for_each(|unit| write!(f, " {}", Escaped(unit)))?;
        }
        Ok(())
    }
}

struct Summary<'a>(&'a Parts);

impl Display for Summary<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = self.0;
        let (bad, all) = (parts.violations.len(), parts.variables);
        let s = if bad == 1 { "" } else { "s" };
        write!(f, "the environment does not meet {}: {bad} violation{s}", Escaped(&parts.spec))?;
        write!(f, " ({all} variable{} checked)", if all == 1 { "" } else { "s" })
    }
}

/// Name, what is wrong, and in which line of which file.
struct Subject<'a>(&'a Violation);

impl Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = self.0;
        write!(f, "{} {}", Escaped(&item.variable), item.problem)?;
        item.place.iter().try_for_each(|place| write!(f, " ({place})"))
    }
}

/// `staging.env:3:1`, or the file alone where no line of it is meant.
impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Escaped(&self.file).fmt(f)?;
        if self.line == 0 { Ok(()) } else { write!(f, ":{}:{}", self.line, self.column) }
    }
}

/// `requirements.md:12 (3.1)`
struct Whereabouts<'a>(&'a Citation);

impl Display for Whereabouts<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", Escaped(&self.0.file), self.0.line)?;
        self.0.id.iter().try_for_each(|id| write!(f, " ({})", Escaped(id)))
    }
}

/// The next step: the hint where there is one, otherwise what the problem suggests.
struct Help<'a>(&'a Violation);

impl Display for Help<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let item = self.0;
        let name = Escaped(&item.variable);
        match (&item.hint, &item.problem) {
            (Some(hint @ Hint::NearName(_)), _) => write!(f, "set `{name}`; {hint}"),
            (Some(hint @ Hint::Unset(_)), _) => write!(f, "{hint}"),
            (Some(hint), _) => write!(f, "the value {hint}"),
            (None, Problem::Missing | Problem::Empty) => write!(f, "set `{name}`"),
            (None, Problem::BothSet(other) | Problem::Differs(other)) => {
                write!(f, "remove one of `{name}` and `{}`", Escaped(other))
            }
            (None, Problem::File(other, _)) => {
                write!(f, "correct the path in `{}`, or set `{name}` instead of it", Escaped(other))
            }
            (None, Problem::Forbidden) => write!(f, "set `{name}` to another value"),
            (None, Problem::NotUnicode) => write!(f, "set `{name}` to UTF-8 text"),
            (None, Problem::Group(kind, names)) => {
                let words = match (kind, names.len()) {
                    (GroupKind::AtLeastOne, _) => "set one of",
                    (GroupKind::AtMostOne, 2) => "unset one of",
                    (GroupKind::AtMostOne, _) => "unset all but one of",
                };
                write!(f, "{words} {}", Names(names))
            }
            (None, _) => write!(f, "correct the value of `{name}`"),
        }
    }
}

/// `` `A`, `B` ``
pub(crate) struct Names<'a>(pub(crate) &'a [Text]);

impl Display for Names<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .enumerate()
            .try_for_each(|(at, name)| write!(f, "{}`{}`", if at == 0 { "" } else { ", " }, Escaped(name)))
    }
}
