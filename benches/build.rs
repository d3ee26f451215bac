//! Writes the structs of each size, and for each the loaders that are compared.

use std::fmt::Write;
use std::{env, fs, path::Path};

/// A variable of the measured configuration.
struct Field {
    name: String,
    kind: Kind,
    default: Option<&'static str>,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Text,
    Secret,
    Path,
    Optional,
    Port,
    U32,
    U64,
    Number,
    Boolean,
    Level,
    Address,
    List,
}

impl Kind {
    fn rust(self) -> &'static str {
        match self {
            Self::Text | Self::Secret => "String",
            Self::Path => "std::path::PathBuf",
            Self::Optional => "Option<String>",
            Self::Port => "u16",
            Self::U32 => "u32",
            Self::U64 => "u64",
            Self::Number => "f64",
            Self::Boolean => "bool",
            Self::Level => "crate::Level",
            Self::Address => "std::net::IpAddr",
            Self::List => "Vec<String>",
        }
    }

    /// What the specification says of it.
    fn stated(self) -> &'static str {
        match self {
            Self::Text | Self::Optional => "",
            Self::Secret => ", a string of at least 16 characters",
            Self::Path => ", a file path",
            Self::Port => ", a port",
            Self::U32 | Self::U64 => ", an integer",
            Self::Number => ", a number",
            Self::Boolean => ", a boolean",
            Self::Level => ", one of `debug`, `info`, `warn` or `error`",
            Self::Address => ", an IP address",
            Self::List => ", a comma-separated list of strings",
        }
    }
}

fn service() -> Vec<Field> {
    let field = |name: &str, kind, default| Field { name: name.to_owned(), kind, default };
    vec![
        field("PORT", Kind::Port, None),
        field("DATABASE_URL", Kind::Text, None),
        field("POOL_SIZE", Kind::U32, Some("5")),
        field("TLS", Kind::Boolean, None),
        field("TIMEOUT_MS", Kind::U64, None),
        field("LOG_LEVEL", Kind::Level, None),
        field("SENTRY_DSN", Kind::Optional, None),
        field("BIND_ADDR", Kind::Address, None),
        field("ALLOWED_ORIGINS", Kind::List, None),
        field("SAMPLE_RATE", Kind::Number, None),
        field("DATA_DIR", Kind::Path, None),
        field("API_KEY", Kind::Secret, None),
    ]
}

include!("names.rs");

fn many(count: usize) -> Vec<Field> {
    let kinds = [Kind::Text, Kind::U32, Kind::Boolean];
    let field = |at: usize| {
        let kind = kinds[at % 3];
        let default = (at % 8 == 7).then_some(match kind {
            Kind::U32 => "7",
            Kind::Boolean => "true",
            _ => "seven",
        });
        Field { name: name(at), kind, default }
    };
    (0..count).map(field).collect()
}

fn main() {
    println!("cargo::rerun-if-changed=build.rs\ncargo::rerun-if-changed=names.rs");
    let mut code = String::new();
    for (size, fields) in [(12, service()), (100, many(100)), (300, many(300)), (1000, many(1000))] {
        writeln!(code, "pub mod s{size} {{").unwrap();
        let derive =
            format!("\n#[derive(spec_env::SpecEnv)]\n#[spec_env(inline = {:?})]", specification(&fields));
        structure(&mut code, "Config", &derive, &fields);
        by_hand(&mut code, &fields);
        one_pass(&mut code, &fields);
        if size <= 100 {
            structure(&mut code, "Envy", "\n#[derive(serde::Deserialize)]", &fields);
            structure(&mut code, "Confique", "\n#[derive(confique::Config)]", &fields);
        }
        code += "}\n";
    }
    fs::write(Path::new(&env::var_os("OUT_DIR").unwrap()).join("sizes.rs"), code).unwrap();
}

fn structure(code: &mut String, name: &str, derive: &str, fields: &[Field]) {
    writeln!(code, "{derive}\npub struct {name} {{").unwrap();
    for field in fields {
        let (snake, rust) = (field.name.to_lowercase(), field.kind.rust());
        let mut attribute = String::new();
        match (name, field.default) {
            ("Confique", default) => {
                let literal = default.map(|d| {
                    if d.parse::<f64>().is_ok() || d == "true" { d.to_owned() } else { format!("{d:?}") }
                });
                let default = literal.map_or(String::new(), |d| format!(", default = {d}"));
                let list = if field.kind == Kind::List {
                    ", parse_env = confique::env::parse::list_by_comma"
                } else {
                    ""
                };
                write!(attribute, "#[config(env = {:?}{default}{list})]", field.name).unwrap();
            }
            ("Envy", Some(default)) => {
                let make = match field.kind {
                    Kind::Text => "text",
                    Kind::U32 => "u32",
                    _ => "boolean",
                };
                write!(attribute, "#[serde(default = \"crate::default_{make}_{default}\")]").unwrap();
            }
            _ => {}
        }
        writeln!(code, "    {attribute} pub {snake}: {rust},").unwrap();
    }
    code.push_str("}\n");
}

/// The requirements that the struct is held to.
fn specification(fields: &[Field]) -> String {
    let statement = |(at, field): (usize, &Field)| {
        let Field { name, kind, default } = field;
        let variable = format!("the `{name}` environment variable");
        let says = match (kind, default) {
            (Kind::Optional, _) => {
                format!("THE SYSTEM SHALL accept an optional `{name}` environment variable")
            }
            (kind, None) => format!("THE SYSTEM SHALL require {variable}{}", kind.stated()),
            (_, Some(default)) => {
                format!("WHEN {variable} is not set, THE SYSTEM SHALL default to `{default}`")
            }
        };
        format!("{}. {says}.\n", at + 1)
    };
    fields.iter().enumerate().map(statement).collect()
}

/// `std::env::var` for each field, all errors collected, all rules checked, defaults logged.
fn by_hand(code: &mut String, fields: &[Field]) {
    code.push_str("pub fn by_hand() -> Result<Config, Vec<(&'static str, &'static str)>> {\nlet errors = &mut Vec::new();\nlet config = (|| -> Option<Config> {\n");
    chunked(code, fields, "errors: &mut Vec<(&'static str, &'static str)>", "errors", |_, field| {
        let name = &field.name;
        match (field.kind, field.default) {
            (Kind::Optional, _) => format!("Some(std::env::var({name:?}).ok().filter(|v| !v.is_empty()))"),
            (kind, Some(default)) => {
                let literal =
                    if kind == Kind::Text { format!("{default:?}.to_owned()") } else { default.to_owned() };
                format!("crate::hand::or(errors, {name:?}, crate::hand::{}, || {literal})", hand(kind))
            }
            (kind, None) => format!("crate::hand::must(errors, {name:?}, crate::hand::{})", hand(kind)),
        }
    });
    code.push_str("})();\nif let (Some(config), true) = (config, errors.is_empty()) { Ok(config) } else { Err(std::mem::take(errors)) }\n}\n");
}

/// One pass over `std::env::vars_os` instead.
fn one_pass(code: &mut String, fields: &[Field]) {
    writeln!(code, "pub fn one_pass() -> Result<Config, Vec<(&'static str, &'static str)>> {{\n\
        let values = &mut [const {{ None::<std::ffi::OsString> }}; {}];\nfor (name, value) in std::env::vars_os() {{ match name.as_encoded_bytes() {{", fields.len()).unwrap();
    for (at, field) in fields.iter().enumerate() {
        writeln!(code, "b{:?} => values[{at}] = Some(value),", field.name).unwrap();
    }
    code.push_str("_ => {}\n}}\nlet errors = &mut Vec::new();\nlet config = (|| -> Option<Config> {\n");
    let parameter =
        "errors: &mut Vec<(&'static str, &'static str)>, values: &mut [Option<std::ffi::OsString>]";
    chunked(code, fields, parameter, "errors, values", |at, field| {
        let name = &field.name;
        match (field.kind, field.default) {
            (Kind::Optional, _) => format!(
                "Some(values[{at}].take().and_then(|v| v.into_string().ok()).filter(|v| !v.is_empty()))"
            ),
            (kind, Some(default)) => {
                let literal =
                    if kind == Kind::Text { format!("{default:?}.to_owned()") } else { default.to_owned() };
                format!(
                    "crate::hand::taken_or(errors, values[{at}].take(), {name:?}, crate::hand::{}, || {literal})",
                    hand(kind)
                )
            }
            (kind, None) => format!(
                "crate::hand::taken(errors, values[{at}].take(), {name:?}, crate::hand::{})",
                hand(kind)
            ),
        }
    });
    code.push_str("})();\nif let (Some(config), true) = (config, errors.is_empty()) { Ok(config) } else { Err(std::mem::take(errors)) }\n}\n");
}

fn hand(kind: Kind) -> &'static str {
    match kind {
        Kind::Text | Kind::Optional => "text",
        Kind::Secret => "secret",
        Kind::Path => "path",
        Kind::Port => "port",
        Kind::U32 => "parsed::<u32>",
        Kind::U64 => "parsed::<u64>",
        Kind::Number => "parsed::<f64>",
        Kind::Boolean => "boolean",
        Kind::Level => "parsed::<crate::Level>",
        Kind::Address => "parsed::<std::net::IpAddr>",
        Kind::List => "list",
    }
}

/// In functions of 16 fields: one function of a thousand takes the compiler minutes.
fn chunked(
    code: &mut String,
    fields: &[Field],
    parameter: &str,
    argument: &str,
    value: impl Fn(usize, &Field) -> String,
) {
    let size = 16;
    for (chunk, part) in fields.chunks(size).enumerate() {
        let types: Vec<_> = part.iter().map(|f| format!("Option<{}>", f.kind.rust())).collect();
        writeln!(code, "#[inline(never)] fn chunk{chunk}({parameter}) -> ({},) {{ (", types.join(", "))
            .unwrap();
        for (at, field) in part.iter().enumerate() {
            writeln!(code, "{},", value(chunk * size + at, field)).unwrap();
        }
        code.push_str(") }\n");
    }
    for (chunk, part) in fields.chunks(size).enumerate() {
        let names: Vec<_> = part.iter().map(|f| f.name.to_lowercase()).collect();
        writeln!(code, "let ({},) = chunk{chunk}({argument});", names.join(", ")).unwrap();
    }
    for (chunk, part) in fields.chunks(size).enumerate() {
        let _ = chunk;
        let names: Vec<_> = part.iter().map(|f| f.name.to_lowercase()).collect();
        let some: Vec<_> = names.iter().map(|n| format!("Some({n})")).collect();
        writeln!(code, "let ({},) = ({},) else {{ return None }};", some.join(", "), names.join(", "))
            .unwrap();
    }
    code.push_str("Some(Config {");
    for field in fields {
        write!(code, "{}, ", field.name.to_lowercase()).unwrap();
    }
    code.push_str("})\n");
}
