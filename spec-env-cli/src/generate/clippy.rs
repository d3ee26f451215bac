//! A clippy.toml that forbids reading the environment around the specification.

use std::fmt::Write;

const METHODS: &[&str] = &[
    "std::env::var",
    "std::env::var_os",
    "std::env::vars",
    "std::env::vars_os",
    "std::env::set_var",
    "std::env::remove_var",
];
/// Of crates that may not be there.
const FOREIGN: &[&str] = &["dotenvy::var", "dotenvy::vars", "clap_builder::Arg::env"];
const MACROS: &[&str] = &["std::env", "std::option_env"];

/// The file, without its first line.
pub(super) fn configuration() -> String {
    let reason =
        "reason = \"declare the variable in the specification, and read it through the configuration\"";
    let mut text =
        "# In Cargo.toml: [lints.clippy] disallowed_methods = \"deny\", disallowed_macros = \"deny\"\n"
            .to_owned();
    text += "disallowed-methods = [\n";
    for path in METHODS {
        let _ = writeln!(text, "    {{ path = \"{path}\", {reason} }},");
    }
    for path in FOREIGN {
        let _ = writeln!(text, "    {{ path = \"{path}\", {reason}, allow-invalid = true }},");
    }
    text += "]\ndisallowed-macros = [\n";
    for path in MACROS {
        let _ = writeln!(text, "    {{ path = \"{path}\", {reason} }},");
    }
    text + "]\n"
}
