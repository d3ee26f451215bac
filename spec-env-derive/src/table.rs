//! The contract as constant data: the rows of `spec_env_core::embedded`, which say only what is unusual.
//!
//! It is written as text: nothing in it has a place in the user's code, and rustc is quicker to cut text into tokens than a
//! macro that is not optimised is to hand them over.

use std::collections::BTreeMap;
use std::fmt::Write;

use proc_macro2::TokenStream;
use spec_env_core::contract::{
    Amount, Bound, Citation, Condition, Contract, Facts, Group, Guard, Length, List, OnInvalid, Outcome,
    Pattern, Presence, Test, Text, Type, Variable,
};

use crate::tokens::parsed;

/// Up to how many variables a constant costs the compiler less than a static does.
const LONG: usize = 64;

/// A reference to the contract. Nothing in its block is the user's, so it may use short names.
pub(crate) fn contract(contract: &Contract) -> TokenStream {
    let Contract { spec, hash, variables, groups } = contract;
    // An array for each number of citations that variables have: as one, each would have to be cut from it.
    let mut citations: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    let mut rows = String::new();
    for v in variables.iter() {
        let count = v.citations.len();
        let same = citations.entry(count).or_default();
        let own = format!("&CITATIONS_{count}[{}]", same.len());
        same.push(each(&v.citations, citation));
        rows += &variable(v, &own);
        rows.push(',');
    }
    let mut code = "{ use _p::core::option::Option::{None, Some};
        const USUAL: _p::VariableRow = _p::VariableRow::USUAL;
        const MORE: _p::MoreRow = _p::MoreRow::USUAL;"
        .to_owned();
    // Constants, and not statics, as of these the compiler proves that threads may share them. References, as of the
    // values themselves the destructors would be compiled. A long one is a static: with each reference into a constant
    // the whole of it is compiled.
    let kept = if variables.len() > LONG { "static" } else { "const" };
    for (count, rows) in &citations {
        let (length, rows) = (rows.len(), rows.join(","));
        _ = write!(code, "{kept} CITATIONS_{count}: &[[_p::Citation; {count}]; {length}] = &[{rows}];");
    }
    let (count, groups) = (variables.len(), list(groups, group));
    _ = write!(
        code,
        "const VARIABLES: &[_p::Variable; {count}] = &[{rows}];
        &_p::Contract {{
            spec: _p::text({spec:?}), hash: {hash}, variables: _p::list(VARIABLES), groups: _p::list({groups}),
        }} }}"
    );
    parsed(&code)
}

/// The fields of a row, as far as they are not as usual.
#[derive(Default)]
struct Row(String);

impl Row {
    fn field(&mut self, name: &str, value: Option<String>) {
        if let Some(value) = value {
            _ = write!(self.0, "{name}: {value}, ");
        }
    }

    fn some(&mut self, name: &str, value: Option<impl AsRef<str>>) {
        self.field(name, value.map(|value| format!("Some({})", value.as_ref())));
    }

    /// Text that is there or not.
    fn text(&mut self, name: &str, value: Option<&Text>) {
        self.some(name, value.map(|text| format!("{text:?}")));
    }

    fn flag(&mut self, name: &str, flag: bool, usual: bool) {
        self.field(name, (flag != usual).then(|| flag.to_string()));
    }

    fn list<T: Clone>(&mut self, name: &str, values: &List<T>, each: impl Fn(&T) -> String) {
        self.field(name, (!values.is_empty()).then(|| list(values, each)));
    }
}

fn variable(variable: &Variable, own: &str) -> String {
    let Variable {
        name,
        presence,
        default,
        unit,
        ty,
        secret,
        empty_allowed,
        on_invalid,
        former_names,
        file_variable,
        forbidden,
        guards,
        description,
        citations: _, // stand beside it
        finder: _,    // goes with the file variable and the former names
    } = variable;
    let (mut row, mut more) = (Row::default(), Row::default());
    row.field("name", Some(format!("{name:?}")));
    row.field("presence", (*presence != Presence::Required).then(|| format!("_p::Presence::{presence:?}")));
    row.text("default", default.as_ref());
    row.text("unit", unit.as_ref());
    row.flag("secret", *secret, false);
    more.flag("empty_allowed", *empty_allowed, false);
    if let OnInvalid::Fallback(literal) = on_invalid {
        more.text("fallback", Some(literal));
    }
    more.list("former_names", former_names, text);
    more.text("file_variable", file_variable.as_ref());
    more.list("forbidden", forbidden, text);
    more.list("guards", guards, guard);
    more.text("description", description.as_ref());
    self::ty(ty, &mut row, &mut more);
    if !more.0.is_empty() {
        row.field("more", Some(format!("&_p::MoreRow {{ {} ..MORE }}", more.0)));
    }
    format!("_p::variable(_p::VariableRow {{ {} ..USUAL }}, {own})", row.0)
}

/// The fields that the type of a variable fills.
fn ty(ty: &Type, row: &mut Row, more: &mut Row) {
    let Type {
        kind,
        stated,
        schemes,
        authority,
        min,
        max,
        min_length,
        max_length,
        one_of,
        pattern,
        item,
        separator,
        reader: _, // goes with the kind
    } = ty;
    row.some("kind", kind.map(|kind| format!("_p::Kind::{kind:?}")));
    row.flag("stated", *stated, true);
    row.some("min", min.as_ref().map(bound));
    row.some("max", max.as_ref().map(bound));
    row.list("one_of", one_of, text);
    more.list("schemes", schemes, text);
    more.flag("authority", *authority, false);
    more.some("min_length", min_length.as_ref().map(length));
    more.some("max_length", max_length.as_ref().map(length));
    let matches = |Pattern { text, matches: _ }: &Pattern| format!("({text:?}, _p::pattern_matches)");
    more.some("pattern", pattern.as_ref().map(matches));
    more.some("item", item.map(|item| format!("_p::Kind::{item:?}")));
    more.text("separator", separator.as_ref());
}

fn bound(bound: &Bound) -> String {
    let Bound { text, value, exclusive } = bound;
    let value = match value {
        Amount::Whole(whole) => format!("Whole({whole})"),
        Amount::Real(real) => format!("Real({real:?})"),
    };
    format!("({text:?}, _p::Amount::{value}, {exclusive})")
}

fn length(length: &Length) -> String {
    let Length { count, bytes } = length;
    format!("_p::Length {{ count: {count}, bytes: {bytes} }}")
}

fn guard(guard: &Guard) -> String {
    let Guard { when, then, citation } = guard;
    let when = list(when, condition);
    let then = match then {
        Outcome::Required => "Required".to_owned(),
        Outcome::Optional => "Optional".to_owned(),
        Outcome::Default(literal) => format!("Default({})", text(literal)),
    };
    format!("_p::Guard {{ when: _p::list({when}), then: _p::Outcome::{then}, citation: {citation} }}")
}

fn condition(condition: &Condition) -> String {
    let Condition { variable, test } = condition;
    let test = match test {
        Test::IsSet => "IsSet".to_owned(),
        Test::IsNotSet => "IsNotSet".to_owned(),
        Test::Is(value) => format!("Is({})", text(value)),
        Test::IsNot(value) => format!("IsNot({})", text(value)),
        Test::OneOf(values) => format!("OneOf(_p::list({}))", list(values, text)),
    };
    format!("_p::Condition {{ variable: {variable}, test: _p::Test::{test} }}")
}

fn group(group: &Group) -> String {
    let Group { kind, variables, citations } = group;
    let (variables, citations) = (list(variables, ToString::to_string), list(citations, citation));
    format!(
        "_p::Group {{ kind: _p::GroupKind::{kind:?}, variables: _p::list({variables}), citations: _p::list({citations}) }}"
    )
}

fn citation(citation: &Citation) -> String {
    let Citation { id, file, line, pattern, system, text, facts: Facts(facts) } = citation;
    let pattern = pattern.map_or("None".to_owned(), |pattern| format!("Some(_p::EarsPattern::{pattern:?})"));
    format!("_p::citation({id:?}, {file:?}, {line}, {pattern}, {system:?}, {text:?}, {facts})")
}

#[allow(clippy::ptr_arg, reason = "the type of the contract's own fields")]
fn text(text: &Text) -> String {
    format!("_p::text({text:?})")
}

/// A list that lives as long as the program. What has destructors needs a constant of its own for that.
fn list<T: Clone>(list: &List<T>, one: impl Fn(&T) -> String) -> String {
    format!("const {{ &{} }}", each(list, one))
}

/// An array.
fn each<T: Clone>(list: &List<T>, one: impl Fn(&T) -> String) -> String {
    let items: Vec<String> = list.iter().map(one).collect();
    format!("[{}]", items.join(","))
}
