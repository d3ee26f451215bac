//! What a load costs.
//!
//! Without arguments it runs every loader on every size of struct and environment under `perf stat`, and prints the
//! table; with numbers of variables as arguments only for those sizes. `load LOADER FIELDS LOADS succeeds` is one such run,
//! and with `fails` one of an environment without the variables.

mod hand;
mod table;

use std::hint::black_box;

use spec_env::{SpecEnv, SpecEnvValues};

/// The structs of each size with their loaders, as `build.rs` writes them.
#[allow(dead_code, missing_docs, unreachable_pub, clippy::all, clippy::pedantic)]
mod sizes {
    include!(concat!(env!("OUT_DIR"), "/sizes.rs"));
}

use sizes::{s12, s100, s300, s1000};

/// An enum as services have it.
#[derive(Debug, Clone, Copy, serde::Deserialize, SpecEnvValues)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// `debug`
    Debug,
    /// `info`
    Info,
    /// `warn`
    Warn,
    /// `error`
    Error,
}

impl std::str::FromStr for Level {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "debug" => Ok(Self::Debug),
            "info" => Ok(Self::Info),
            "warn" => Ok(Self::Warn),
            "error" => Ok(Self::Error),
            _ => Err(()),
        }
    }
}

fn default_u32_5() -> u32 {
    5
}
fn default_u32_7() -> u32 {
    7
}
fn default_text_seven() -> String {
    "seven".to_owned()
}
fn default_boolean_true() -> bool {
    true
}

/// Enables nothing, as a service whose filter drops warnings.
struct Discard;

impl tracing::Subscriber for Discard {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        false
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

fn main() {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let [loader, fields, loads, outcome] = &arguments[..] else { return table::print(&arguments) };
    tracing::subscriber::set_global_default(Discard).expect("the first subscriber");
    for _ in 0..loads.parse::<u32>().expect("a number of loads") {
        let message = load(loader, fields);
        assert_eq!(message.is_some(), outcome == "fails", "{loader} of {fields} fields: {message:?}");
    }
}

/// Loads a configuration; what is said where it cannot be.
#[inline(never)]
fn load(loader: &str, fields: &str) -> Option<String> {
    macro_rules! message {
        ($load:expr) => {
            black_box($load).err().map(|error| error.to_string())
        };
    }
    macro_rules! messages {
        ($load:expr) => {
            black_box($load).err().map(|errors| hand::text_of(&errors))
        };
    }
    match (loader, fields) {
        ("spec-env", "12") => message!(s12::Config::load()),
        ("spec-env", "100") => message!(s100::Config::load()),
        ("spec-env", "300") => message!(s300::Config::load()),
        ("spec-env", "1000") => message!(s1000::Config::load()),
        ("by-hand", "12") => messages!(s12::by_hand()),
        ("by-hand", "100") => messages!(s100::by_hand()),
        ("by-hand", "300") => messages!(s300::by_hand()),
        ("by-hand", "1000") => messages!(s1000::by_hand()),
        ("one-pass", "12") => messages!(s12::one_pass()),
        ("one-pass", "100") => messages!(s100::one_pass()),
        ("one-pass", "300") => messages!(s300::one_pass()),
        ("one-pass", "1000") => messages!(s1000::one_pass()),
        ("envy", "12") => message!(envy::from_env::<s12::Envy>()),
        ("envy", "100") => message!(envy::from_env::<s100::Envy>()),
        ("confique", "12") => message!(<s12::Confique as confique::Config>::builder().env().load()),
        ("confique", "100") => message!(<s100::Confique as confique::Config>::builder().env().load()),
        _ => panic!("no loader {loader} for {fields} fields"),
    }
}
