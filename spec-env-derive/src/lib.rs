//! The derive macros of `spec-env`: they hold a struct to its `requirements.md` when it is compiled.
//!
//! The pipeline: attributes and fields (`input`) and the specification (`spec`) are bound to each other (`bind`);
//! what only rustc can judge becomes criteria (`criteria`); the rest of the code is data (`table`) and one
//! implementation (`expand`).

mod attr;
mod bind;
mod criteria;
mod decode;
mod expand;
mod finding;
mod generate;
mod input;
mod once;
mod spec;
mod stub;
mod table;
mod tokens;
mod values;

use proc_macro::TokenStream;

/// Reads `requirements.md` and fills the struct from the environment that it asks for.
///
/// | on the struct | |
/// |---|---|
/// | `path = "…"` | a file or directory, relative to the package; `path("…", "…")` for several |
/// | `inline = "…"` | the specification itself, for documentation tests |
/// | `system = "…"` | only statements of this system and of none in particular |
/// | `part` | reads some of the variables, for a struct that nests it |
/// | `ignore("X", …)` | variables that no field reads, on purpose |
/// | `crate = path` | where `spec_env` is, if it was renamed or re-exported |
/// | `no_implicit_prelude` | in a crate or module of that attribute: rustc knows no tool attributes there |
///
/// | on a field | |
/// |---|---|
/// | `var = "…"` | the variable, where it is not the field's name in capitals |
/// | `nested` | a struct that derives `SpecEnv` as a `part` |
/// | `with = path` | a function from `&str` to a `Result` |
/// | `serde` | any type that implements `Deserialize` |
#[proc_macro_derive(SpecEnv, attributes(spec_env))]
pub fn spec_env(input: TokenStream) -> TokenStream {
    expand::derive(input.into(), &spec::Origin::of_caller()).into()
}

/// Ties the variants of an enum to a list of accepted values: a variant means its name in kebab-case, or what
/// `#[spec_env(value = "…")]` says. `#[spec_env(crate = path)]` on the enum as on a struct.
#[proc_macro_derive(SpecEnvValues, attributes(spec_env))]
pub fn spec_env_values(input: TokenStream) -> TokenStream {
    values::derive(input.into()).into()
}

/// Writes the whole struct from the specification, with the statements as documentation of the fields:
/// `spec_env::config! { pub struct Config from "requirements.md"; }`.
#[proc_macro]
pub fn config(input: TokenStream) -> TokenStream {
    generate::config(input.into(), &spec::Origin::of_caller()).into()
}
