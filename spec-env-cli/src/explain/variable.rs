//! The page about a variable.

use std::fmt::Write;

use spec_env_core::contract::{Citation, Facts, Guard, Kind, OnInvalid, Presence, Text, Variable};
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;
use spec_env_core::value;

use crate::list::whereabouts;
use crate::terminal::{BOLD, DIM, wrap};

/// Why the variable exists, and what happens when it is missing, empty, invalid or set.
pub(crate) fn page(specification: &Specification, variable: &Variable, width: usize) -> String {
    let mut page = Page { text: String::new(), width: width.min(100) };
    page.add(format_args!("{BOLD}{}{BOLD:#}: {}", Escaped(&variable.name), value::expected(variable)));
    variable.description.iter().for_each(|text| page.paragraph(text));
    page.section("Why", &why(specification, variable), |page, (place, text)| page.quote(place, text));
    page.section("What happens", &consequences(variable), |page, (when, what)| page.row(when, what));
    let guards: Vec<_> = variable.guards.iter().collect();
    page.section("Under conditions", &guards, |page, guard| page.row_for(specification, variable, guard));
    let (statements, mentions): (Vec<_>, Vec<_>) =
        variable.citations.iter().partition(|citation| !citation.facts.is_empty());
    page.section("Statements", &statements, |page, citation| page.quote(&place(citation), &citation.text));
    let groups = specification.contract.groups.iter().filter(|group| {
        group.variables.iter().any(|&at| specification.contract.variables.get(at) == Some(variable))
    });
    let groups: Vec<_> = groups.flat_map(|group| group.citations.iter()).collect();
    page.section("Together with others", &groups, |page, citation| {
        page.quote(&place(citation), &citation.text);
    });
    page.section("Mentions", &mentions, |page, citation| page.quote(&place(citation), &citation.text));
    page.text
}

/// The user stories of the requirements that speak of the variable, with their places.
fn why(specification: &Specification, variable: &Variable) -> Vec<(String, String)> {
    let is_cited = |file: &str, lines: &std::ops::Range<u32>| {
        variable.citations.iter().any(|citation| citation.file == file && lines.contains(&citation.line))
    };
    let stories = specification.rationales.iter().filter_map(|rationale| {
        let file = specification.sources.get(rationale.source)?.name();
        let place = format!("{file}:{}", rationale.line);
        is_cited(file, &rationale.lines).then(|| (place, rationale.text.clone()))
    });
    stories.collect()
}

/// What happens when the variable is missing, empty, invalid, set.
pub(crate) fn consequences(variable: &Variable) -> Vec<(&'static str, String)> {
    let mut rows = vec![("missing", missing(variable)), ("empty", empty(variable))];
    if variable.ty.kind.is_some_and(|kind| kind != Kind::Text) || has_rules(variable) {
        rows.push(("invalid", invalid(variable)));
    }
    rows.push(("set", set(variable)));
    if variable.file_variable.is_some() || !variable.former_names.is_empty() {
        rows.push(("also as", other_names(variable)));
    }
    if variable.is_confidential() {
        let why = if variable.secret { "its value" } else { "its value (its name looks like a secret's)" };
        rows.push(("shown", format!("never: {why} stands in no output")));
    }
    rows
}

fn has_rules(variable: &Variable) -> bool {
    let ty = &variable.ty;
    !ty.one_of.is_empty()
        || ty.pattern.is_some()
        || ty.min_length.is_some()
        || ty.max_length.is_some()
        || !variable.forbidden.is_empty()
}

fn missing(variable: &Variable) -> String {
    let stops = "the service does not start (exit code 78)";
    let behind = if variable.guards.is_empty() { "" } else { ", unless a condition below says otherwise" };
    let what = match (variable.presence, &variable.default) {
        (Presence::Defaulted, Some(literal)) => {
            format!("{} stands in, with a warning", literal_of(variable, literal, variable.unit.as_deref()))
        }
        (Presence::Required, _) => stops.to_owned(),
        (Presence::Unstated, _) => {
            format!("the code decides: an `Option` field is left empty; otherwise {stops}")
        }
        (Presence::Guarded, _) => {
            return "the conditions below decide; the service goes on where none holds".to_owned();
        }
        (Presence::Optional | Presence::Mentioned | Presence::Defaulted, _) => {
            "the service goes on without it".to_owned()
        }
    };
    cited(what + behind, variable, if variable.default.is_some() { Facts::DEFAULT } else { Facts::PRESENCE })
}

fn empty(variable: &Variable) -> String {
    if variable.empty_allowed {
        cited("the empty text is a value".to_owned(), variable, Facts::EMPTY)
    } else {
        "as missing".to_owned()
    }
}

fn invalid(variable: &Variable) -> String {
    match &variable.on_invalid {
        OnInvalid::Fail if variable.default.is_some() => {
            "the service does not start: the default is only for a missing value".to_owned()
        }
        OnInvalid::Fail => "the service does not start".to_owned(),
        OnInvalid::Fallback(literal) => {
            let what = format!(
                "{} stands in, with a warning",
                literal_of(variable, literal, variable.unit.as_deref())
            );
            cited(what, variable, Facts::INVALID)
        }
    }
}

fn set(variable: &Variable) -> String {
    let expected = value::expected(variable).to_string();
    let mut what =
        if expected == "text" { "any text will do".to_owned() } else { format!("it must be {expected}") };
    if !variable.forbidden.is_empty() {
        let shown = |value: &Text| format!("`{}`", Escaped(variable.shown(value)));
        let values: Vec<_> = variable.forbidden.iter().map(shown).collect();
        let _ = write!(what, ", and none of {}", values.join(", "));
    }
    what
}

fn other_names(variable: &Variable) -> String {
    let file = variable.file_variable.iter().map(|name| {
        format!("`{}` may name a file that holds the value; setting both is an error", Escaped(name))
    });
    let former = variable.former_names.iter().map(|name| {
        format!("`{}` is a former name: accepted with a warning, an error where both differ", Escaped(name))
    });
    file.chain(former).collect::<Vec<_>>().join("; ")
}

/// A literal with its unit, unless it must not be shown.
fn literal_of(variable: &Variable, literal: &str, unit: Option<&str>) -> String {
    if variable.is_confidential() {
        return "a value of the specification, not shown here,".to_owned();
    }
    format!("{}{}", Escaped(literal), unit.map(|unit| format!(" {}", Escaped(unit))).unwrap_or_default())
}

/// Adds where a fact stands, if a statement says it.
fn cited(what: String, variable: &Variable, fact: Facts) -> String {
    match variable.citations.iter().find(|citation| citation.facts.intersects(fact)) {
        Some(citation) => format!("{what} [{}]", whereabouts(citation)),
        None => what,
    }
}

/// Where a statement stands, and of which EARS pattern it is.
fn place(citation: &Citation) -> String {
    let pattern = citation.pattern.map(|pattern| format!(", {}", pattern.name())).unwrap_or_default();
    format!("{}{pattern}", whereabouts(citation))
}

/// A page in the making.
struct Page {
    text: String,
    width: usize,
}

impl Page {
    fn add(&mut self, line: impl std::fmt::Display) {
        let _ = writeln!(self.text, "{line}");
    }

    /// A heading with what stands under it; nothing where that is nothing.
    fn section<T>(&mut self, heading: &str, items: &[T], mut each: impl FnMut(&mut Self, &T)) {
        if items.is_empty() {
            return;
        }
        self.add(format_args!("\n{BOLD}{heading}{BOLD:#}"));
        for item in items {
            each(self, item);
        }
    }

    fn paragraph(&mut self, text: &str) {
        for line in wrap(&Escaped(text).to_string(), self.width - 2) {
            self.add(format_args!("  {line}"));
        }
    }

    /// Where words stand, then the words.
    fn quote(&mut self, place: &str, words: &str) {
        self.add(format_args!("  {DIM}{place}{DIM:#}"));
        for line in wrap(&Escaped(words).to_string(), self.width - 4) {
            self.add(format_args!("    {line}"));
        }
    }

    fn row(&mut self, name: &str, words: &str) {
        let column = name.chars().count().max(8);
        for (at, line) in wrap(words, self.width - column - 4).iter().enumerate() {
            let name = if at == 0 { name } else { "" };
            self.add(format_args!("  {name:column$}  {line}"));
        }
    }

    fn row_for(&mut self, specification: &Specification, variable: &Variable, guard: &Guard) {
        let when = specification.contract.conditions(&guard.when).to_string();
        let then = guard.then.described(variable.is_confidential()).to_string();
        let citation = variable.citations.get(guard.citation);
        let place = citation.map(|citation| format!(" [{}]", whereabouts(citation))).unwrap_or_default();
        self.row("when", &format!("{}: {}{place}", Escaped(&when), Escaped(&then)));
    }
}
