//! The same configuration as each crate wants it written.

use std::fmt::Write;
use std::path::Path;

include!("../names.rs");

/// The name of every crate that is written.
pub(crate) const PACKAGE: &str = "measured";

pub(crate) struct Peer {
    pub(crate) name: &'static str,
    /// Whether it is measured at every size; otherwise it is only built once, for its dependencies.
    pub(crate) is_sized: bool,
    dependencies: &'static str,
    derive: &'static str,
    /// What stands before a field.
    attribute: fn(&Field) -> String,
    load: &'static str,
}

pub(crate) const PEERS: [Peer; 5] = [
    Peer {
        name: "spec-env",
        is_sized: true,
        dependencies: "spec-env = { path = \"PROJECT/spec-env\" }",
        derive: "spec_env::SpecEnv",
        attribute: |_| String::new(),
        load: "<Config as spec_env::SpecEnv>::load()",
    },
    Peer {
        name: "serde + envy",
        is_sized: true,
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nenvy = \"0.4\"",
        derive: "serde::Deserialize",
        attribute: |field| match field.default {
            Some(_) => format!("#[serde(default = \"default_{}\")]", field.ty.to_lowercase()),
            None => String::new(),
        },
        load: "envy::from_env::<Config>()",
    },
    Peer {
        name: "confique",
        is_sized: true,
        dependencies: "confique = \"0.4\"",
        derive: "confique::Config",
        attribute: |field| {
            let default = field.default.map(|d| format!(", default = {d}")).unwrap_or_default();
            format!("#[config(env = {:?}{default})]", field.name)
        },
        load: "<Config as confique::Config>::builder().env().load()",
    },
    Peer {
        name: "conf",
        is_sized: true,
        dependencies: "conf = \"0.4\"",
        derive: "conf::Conf",
        attribute: |field| {
            let default = field.default.map(|d| format!(", default_value = {:?}", d.trim_matches('"')));
            format!("#[conf(parameter, env = {:?}{})]", field.name, default.unwrap_or_default())
        },
        load: "<Config as conf::Conf>::try_parse_from([\"measured\"], std::env::vars_os())",
    },
    Peer {
        name: "config",
        is_sized: false,
        dependencies: "serde = { version = \"1\", features = [\"derive\"] }\nconfig = \"0.15\"",
        derive: "serde::Deserialize",
        attribute: |field| {
            if field.default.is_some() { "#[serde(default)]".to_owned() } else { String::new() }
        },
        load: "config::Config::builder().add_source(config::Environment::default()).build().and_then(|c| c.try_deserialize::<Config>())",
    },
];

struct Field {
    name: String,
    ty: &'static str,
    /// As a literal of Rust.
    default: Option<&'static str>,
}

fn fields(size: usize) -> Vec<Field> {
    let types = [("String", "\"seven\""), ("u32", "7"), ("bool", "true")];
    let field = |at: usize| {
        let (ty, default) = types[at % 3];
        Field { name: name(at), ty, default: (at % 8 == 7).then_some(default) }
    };
    (0..size).map(field).collect()
}

/// The root of the project.
pub(crate) fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("benches are in a folder of the project")
}

impl Peer {
    /// The files of a crate that loads a struct of this size.
    pub(crate) fn files(&self, size: usize) -> [(&'static str, String); 3] {
        let fields = fields(size);
        let dependencies = self.dependencies.replace("PROJECT", &project().display().to_string());
        let manifest = format!(
            "[package]\nname = {PACKAGE:?}\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[dependencies]\n{dependencies}\n\n[workspace]\n"
        );
        [
            ("Cargo.toml", manifest),
            ("src/main.rs", self.program(&fields)),
            ("requirements.md", specification(&fields)),
        ]
    }

    fn program(&self, fields: &[Field]) -> String {
        let Self { derive, attribute, load, .. } = self;
        let mut code = format!("#![allow(dead_code)]\n\n#[derive({derive})]\nstruct Config {{\n");
        for field in fields {
            let (attribute, name, ty) = (attribute(field), field.name.to_lowercase(), field.ty);
            writeln!(code, "    {attribute} {name}: {ty},").unwrap();
        }
        let defaults = "fn default_string() -> String { \"seven\".to_owned() }\nfn default_u32() -> u32 { 7 }\nfn default_bool() -> bool { true }";
        write!(
            code,
            "}}\n\n{defaults}\n\nfn main() {{\n    std::process::exit(i32::from({load}.is_err()));\n}}\n"
        )
        .unwrap();
        code
    }
}

fn specification(fields: &[Field]) -> String {
    let mut text = "# Requirements Document\n\n### Requirement 1: Environment\n\n".to_owned();
    for (at, Field { name, ty, default }) in fields.iter().enumerate() {
        let kind = match *ty {
            "u32" => "an integer from 1 to 100000",
            "bool" => "a boolean",
            _ => "text",
        };
        let statement = match default {
            Some(default) => {
                let default = default.trim_matches('"');
                format!("read the `{name}` environment variable as {kind} (default `{default}`)")
            }
            None => format!("require the `{name}` environment variable to be {kind}"),
        };
        writeln!(text, "{}. THE SYSTEM SHALL {statement}", at + 1).unwrap();
    }
    text
}
