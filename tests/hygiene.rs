//! Generated code stands on its own: whatever the user's code is called, forbids or leaves out.

#![deny(warnings, missing_docs)]
#![forbid(unsafe_code)]

/// A module with names that shadow what generated code could use.
#[allow(dead_code, missing_docs, non_snake_case)]
mod bare {
    struct Option;
    struct Result;
    struct String;
    struct Vec;
    struct Box;
    fn Some() {}
    fn None() {}
    fn Ok() {}
    fn Err() {}
    mod core {}
    mod std {}
    mod spec_env {}

    #[derive(::spec_env::SpecEnvValues)]
    pub(crate) enum Tone {
        Loud,
        Soft,
    }

    #[derive(::spec_env::SpecEnv)]
    #[spec_env(inline = "
1. The `BELL_TONE` environment variable SHALL be one of `loud` or `soft` (default `soft`).
2. THE Tower SHALL read the `BELL_COUNT` environment variable as an integer (optional).
3. THE Tower SHALL read the `ROPE_METRES` environment variable (required).
")]
    pub(crate) struct Config {
        pub(crate) bell_tone: Tone,
        pub(crate) bell_count: ::std::option::Option<u8>,
        #[spec_env(with = metres)]
        pub(crate) rope_metres: u8,
    }

    fn metres(text: &str) -> ::std::result::Result<u8, ::std::num::ParseIntError> {
        text.parse()
    }
}

/// A module in which nothing has a name but what it names itself: rustc knows no tool attributes there either.
#[allow(missing_docs)]
#[no_implicit_prelude]
mod empty {
    #[derive(::spec_env::SpecEnvValues)]
    pub(crate) enum Tone {
        Loud,
        Soft,
    }

    #[derive(::spec_env::SpecEnv)]
    #[spec_env(
        no_implicit_prelude,
        inline = "
1. THE Tower SHALL require the `GONG_COUNT` environment variable to be an integer.
2. The `GONG_TONE` environment variable SHALL be one of `loud` or `soft` (default `soft`).
"
    )]
    pub(crate) struct Config {
        pub(crate) gong_count: u8,
        pub(crate) gong_tone: Tone,
    }
}

/// Another name for the library, as a crate that re-exports it has.
mod facade {
    pub(crate) use spec_env as renamed;
}

use spec_env::SpecEnv;

/// Values through another name.
#[derive(facade::renamed::SpecEnvValues)]
#[spec_env(crate = facade::renamed)]
pub enum Tone {
    /// `high`
    High,
}

facade::renamed::config! {
    /// Written through another name.
    #[spec_env(crate = facade::renamed)]
    pub struct Written from "shared.md";
}

#[test]
fn values_and_written_structs_through_another_name() {
    assert_eq!(<Tone as spec_env::Field>::VALUES, Some(&["high"][..]));
    assert_eq!(Written::load_from([("PARK_PORT", "80")]).unwrap().park_port, 80);
}

#[test]
fn shadowed_names() {
    let config = bare::Config::load_from([("ROPE_METRES", "5")]).unwrap();
    assert!(matches!(config.bell_tone, bare::Tone::Soft));
    assert_eq!((config.bell_count, config.rope_metres), (None, 5));
}

#[test]
fn without_a_prelude() {
    let config = empty::Config::load_from([("GONG_COUNT", "3")]).unwrap();
    assert!(matches!((config.gong_count, config.gong_tone), (3, empty::Tone::Soft)));
}

#[test]
fn inside_a_function_and_through_another_name() {
    #[derive(facade::renamed::SpecEnv)]
    #[spec_env(crate = facade::renamed, inline = "THE Tower SHALL require the `STAIR_COUNT` environment variable to be an integer.")]
    struct Inner {
        stair_count: u32,
    }
    assert_eq!(Inner::load_from([("STAIR_COUNT", "199")]).unwrap().stair_count, 199);
}
