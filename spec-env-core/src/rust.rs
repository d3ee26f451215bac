//! The field that holds a variable in Rust: its name, its type, and the whole struct as text.

use std::fmt::Write;

use crate::contract::{Amount, Contract, Kind, Presence, Variable};
use crate::value;

/// Words that cannot be names as they stand.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The field's name: the variable's in lower case, raw where that is a keyword.
#[must_use]
pub fn field_name(variable: &Variable) -> String {
    let name = variable.name.to_ascii_lowercase();
    match name.as_str() {
        "self" | "super" | "crate" => format!("{name}_"),
        word if KEYWORDS.contains(&word) => format!("r#{name}"),
        _ => name,
    }
}

/// Whether the variable may be without a value although the service runs.
#[must_use]
pub fn may_be_absent(contract: &Contract, position: usize) -> bool {
    let grouped = contract.groups.iter().any(|group| group.variables.contains(&position));
    match contract.variables[position].presence {
        Presence::Defaulted => false,
        Presence::Required | Presence::Unstated => grouped,
        Presence::Optional | Presence::Guarded | Presence::Mentioned => true,
    }
}

/// A type that the derive accepts for the variable, with paths that need no imports but `spec_env`.
#[must_use]
pub fn field_type(contract: &Contract, position: usize) -> String {
    let variable = &contract.variables[position];
    let ty = &variable.ty;
    // One that was inferred from the default need not be that of every accepted value.
    let plain = match ty.kind.filter(|&kind| ty.stated || value::are_all(kind, &ty.one_of)) {
        Some(Kind::List) => {
            format!("::std::vec::Vec<{}>", scalar(variable, ty.item.unwrap_or(Kind::Text)))
        }
        kind => scalar(variable, kind.unwrap_or(Kind::Text)).to_owned(),
    };
    let held = match (variable.secret, plain.as_str()) {
        (true, "::std::string::String") => "::spec_env::SecretString".to_owned(),
        (true, other) => format!("::spec_env::SecretBox<{other}>"),
        (false, _) => plain,
    };
    if may_be_absent(contract, position) { format!("::std::option::Option<{held}>") } else { held }
}

fn scalar(variable: &Variable, kind: Kind) -> &'static str {
    let negative = variable.ty.min.as_ref().is_none_or(|min| min.text.starts_with('-'))
        && (variable.ty.min.is_some()
            || variable.default.as_deref().is_some_and(|d| d.starts_with('-'))
            || variable.ty.stated);
    match kind {
        Kind::Integer | Kind::Size => whole(variable, negative && kind == Kind::Integer),
        Kind::Port => "u16",
        Kind::Number => "f64",
        Kind::Boolean => "bool",
        Kind::Duration => "::std::time::Duration",
        Kind::IpAddress => "::std::net::IpAddr",
        Kind::SocketAddress => "::std::net::SocketAddr",
        Kind::Path => "::std::path::PathBuf",
        Kind::Text | Kind::Url | Kind::Host | Kind::Email | Kind::Uuid | Kind::List => {
            "::std::string::String"
        }
    }
}

/// A type for whole numbers: of 64 bits, unless the range or the default asks for more.
fn whole(variable: &Variable, negative: bool) -> &'static str {
    let bounds = [&variable.ty.min, &variable.ty.max].into_iter().flatten().map(|bound| bound.value);
    let default = variable.default.iter().filter_map(|text| value::amount(variable.ty.scalar(), text));
    let mut ends = bounds.chain(default).filter_map(|amount| match amount {
        Amount::Whole(whole) => Some(whole),
        Amount::Real(_) => None,
    });
    let holds = if negative { i128::from(i64::MIN)..=i128::from(i64::MAX) } else { 0..=i128::from(u64::MAX) };
    match (ends.all(|end| holds.contains(&end)), negative) {
        (true, true) => "i64",
        (true, false) => "u64",
        (false, true) => "i128",
        (false, false) => "u128",
    }
}

/// A type as people write it.
#[must_use]
pub fn short(ty: &str) -> String {
    [
        "::std::string::",
        "::std::option::",
        "::std::vec::",
        "::std::time::",
        "::std::net::",
        "::std::path::",
        "::spec_env::",
    ]
    .iter()
    .fold(ty.to_owned(), |ty, prefix| ty.replace(prefix, ""))
}

/// A whole file with a struct for the contract: what `config!` writes, in the open.
#[must_use]
pub fn structure(contract: &Contract) -> String {
    format!(
        "/// What {} asks of the environment.\n#[derive(Debug, spec_env::SpecEnv)]\npub struct Config {{\n{}}}\n",
        contract.spec,
        fields(contract)
    )
}

/// The fields of a struct for the whole contract, each with its statements as documentation.
#[must_use]
pub fn fields(contract: &Contract) -> String {
    let mut out = String::new();
    for (position, variable) in contract.variables.iter().enumerate() {
        if variable.presence == Presence::Mentioned {
            continue;
        }
        let _ = writeln!(out, "    /// `{}`", variable.name);
        for citation in variable.citations.iter().filter(|c| !c.facts.is_empty()) {
            let id = citation.id.as_ref().map(|id| format!(" ({id})")).unwrap_or_default();
            let _ = writeln!(out, "    ///\n    /// {}{id}: {}", citation.file, citation.text);
        }
        let _ = writeln!(out, "    pub {}: {},", field_name(variable), field_type(contract, position));
    }
    out
}
