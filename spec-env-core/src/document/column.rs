//! Heads of tables, and labels of items: what stands under them, or behind them.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Column {
    Name,
    Required,
    /// Whether it may be missing.
    Optional,
    /// The condition under which it is required.
    RequiredWhen,
    Default,
    /// What happens where there is no value.
    Unset,
    Type,
    /// The smallest or largest value, or length.
    Limit {
        upper: bool,
        length: bool,
    },
    Unit,
    Pattern,
    Allowed,
    Secret,
    Description,
    Example,
    /// A rule that holds in one place only.
    Placed,
    /// What is so in one place, which is no rule unless it says that it is.
    Place,
    /// A description where no other column says what holds.
    Prose,
}

/// The columns of a table of variables; `None` for any other table. Where a sentence about environment variables leads it
/// in, a column of names is theirs.
pub(crate) fn columns(header: &[&str], led: bool) -> Option<Vec<Column>> {
    let mut columns: Vec<Column> =
        header.iter().map(|cell| column(cell).unwrap_or(Column::Description)).collect();
    let named = |cell: &&str| matches!(bare(cell).as_str(), "name" | "key" | "setting" | "parameter");
    if led
        && !columns.contains(&Column::Name)
        && let Some(at) = header.iter().position(named)
    {
        columns[at] = Column::Name;
    }
    let first = columns.iter().position(|&c| c == Column::Name)?;
    // A second column of that name only describes.
    let describes = |c: &Column| matches!(c, Column::Name | Column::Description | Column::Example);
    if columns.iter().all(describes) {
        for column in columns.iter_mut().filter(|c| **c == Column::Description) {
            *column = Column::Prose;
        }
    }
    Some(
        columns
            .iter()
            .enumerate()
            .map(|(i, &c)| if c == Column::Name && i != first { Column::Description } else { c })
            .collect(),
    )
}

/// The column of `Default: 5`, and where its value begins.
pub(crate) fn labelled(item: &str) -> Option<(Column, usize)> {
    let colon = item.find(':')?;
    Some((label(&item[..colon])?, colon + 1))
}

/// The column of a label, as `Default` in `| Default | 5 |`.
pub(crate) fn label(words: &str) -> Option<Column> {
    column(words).filter(|&column| column != Column::Name)
}

/// Whether the items of a list in Markdown are said of what stands in front of it: its first one has a label, is
/// `required` and no more, or says what "it" must be.
pub(super) fn describe(list: &str) -> bool {
    let marks: usize = list.chars().take(16).take_while(|c| !c.is_alphabetic()).map(char::len_utf8).sum();
    let item = list[marks..].lines().next().unwrap_or_default();
    let alone = matches!(bare(item).as_str(), "required" | "mandatory" | "optional" | "secret" | "sensitive");
    let obliges = |start: &str| item.get(..start.len()).is_some_and(|s| s.eq_ignore_ascii_case(start));
    alone || labelled(item).is_some() || ["it must be ", "it shall be ", "must be "].into_iter().any(obliges)
}

/// `Default (dev)`, `Required in production`: a rule that holds in one place only; `Production`: what is so there.
fn placed(head: &str) -> Option<Column> {
    let words: Vec<&str> =
        head.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let place = |word: &&str| {
        matches!(
            *word,
            "dev" | "development" | "prod" | "production" | "staging" | "test" | "testing" | "local" | "ci"
        )
    };
    match words.as_slice() {
        ["default" | "defaults" | "required", .., last] if place(last) => Some(Column::Placed),
        [first, "default" | "required"] if place(first) => Some(Column::Placed),
        [only] if place(only) => Some(Column::Place),
        _ => None,
    }
}

fn bare(cell: &str) -> String {
    cell.trim().trim_matches(['*', '`', '_']).to_ascii_lowercase()
}

fn column(cell: &str) -> Option<Column> {
    Some(match bare(cell).as_str() {
        "variable"
        | "variables"
        | "variable name"
        | "env var"
        | "env vars"
        | "env variable"
        | "environment variable"
        | "environment variables"
        | "environment variable name"
        | "env" => Column::Name,
        "required"
        | "required?"
        | "mandatory"
        | "mandatory?"
        | "presence"
        | "required (y/n)"
        | "req."
        | "req"
        | "required/optional"
        | "required / optional"
        | "required or optional"
        | "obligatory"
        | "needed"
        | "needed?"
        | "is required"
        | "is required?"
        | "mandatory/optional"
        | "mandatory / optional"
        | "optional/required"
        | "optional / required" => Column::Required,
        "optional" | "optional?" => Column::Optional,
        "required when" | "required if" | "mandatory when" | "mandatory if" => Column::RequiredWhen,
        "default" | "default value" | "defaults" | "defaults to" | "def." => Column::Default,
        "fallback" | "if unset" | "when unset" | "if not set" | "when not set" | "if missing"
        | "when missing" | "if absent" => Column::Unset,
        "type" | "data type" | "value type" | "format" | "type/format" | "type / format" | "kind"
        | "range" | "valid range" | "allowed range" | "limits" | "constraints" | "constraint"
        | "validation" => Column::Type,
        "min" | "min." | "minimum" | "min value" | "minimum value" => {
            Column::Limit { upper: false, length: false }
        }
        "max" | "max." | "maximum" | "max value" | "maximum value" => {
            Column::Limit { upper: true, length: false }
        }
        "min length" | "minimum length" => Column::Limit { upper: false, length: true },
        "max length" | "maximum length" => Column::Limit { upper: true, length: true },
        "unit" | "units" => Column::Unit,
        "pattern" | "regex" | "regexp" | "regular expression" => Column::Pattern,
        "allowed values" | "allowed" | "values" | "accepted values" | "valid values" | "options"
        | "possible values" => Column::Allowed,
        "secret" | "secret?" | "sensitive" | "sensitive?" => Column::Secret,
        "example" | "examples" | "example value" => Column::Example,
        "description" | "purpose" | "notes" => Column::Description,
        cell => return placed(cell),
    })
}
