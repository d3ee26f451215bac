//! Any environment at all is either accepted or reported, and the same one always the same way.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use proptest::collection::vec;
use proptest::prelude::*;
use spec_env::SpecEnv;
use spec_env_core::contract::{Kind, Type, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::verdict::{Options, evaluate};
use spec_env_tests::contracts::{contract, of_kind};
use spec_env_tests::fixture::{Service, names};

fn bytes() -> impl Strategy<Value = OsString> {
    let text = prop_oneof![
        vec(any::<u8>(), 0..40),
        "[0-9a-zA-Z:/.,@ -]{0,40}".prop_map(String::into_bytes),
        Just(b"0123456789abcdef0123456789abcdef".to_vec()),
        Just(b"8080".to_vec()),
        Just(b"sqlite::memory:".to_vec()),
    ];
    text.prop_map(|mut bytes| {
        bytes.retain(|&b| b != 0);
        OsString::from_vec(bytes)
    })
}

fn name() -> impl Strategy<Value = OsString> {
    let known: Vec<OsString> = names().into_iter().map(Into::into).collect();
    prop_oneof![3 => proptest::sample::select(known), 1 => bytes()]
}

const KINDS: [Kind; 8] =
    [Kind::Integer, Kind::Number, Kind::Duration, Kind::Size, Kind::Url, Kind::Host, Kind::Email, Kind::List];

proptest! {
    #[test]
    fn environments_load_or_are_reported(pairs in vec((name(), bytes()), 0..12)) {
        let loaded = Service::load_from(pairs.clone());
        let environment: Pairs = pairs.into_iter().collect();
        let verdict = evaluate(Service::contract(), &environment, Options::default());
        match loaded {
            Ok(_) => prop_assert!(verdict.is_ok()),
            Err(report) => {
                prop_assert!(!report.is_ok());
                // Else what the specification accepts is refused by a field, which only `u32` may do here.
                let refused = report.violations().iter().all(|v| v.variable() == "DB_POOL_SIZE");
                prop_assert!(!verdict.is_ok() || refused);
                let json: serde_json::Value = serde_json::from_str(&report.json().to_string())?;
                prop_assert_eq!(json, serde_json::to_value(&report)?);
                prop_assert!(report.brief(4096).len() <= 4096);
            }
        }
    }

    #[test]
    fn every_kind_takes_any_text(text in ".{0,60}", at in 0..KINDS.len()) {
        let ty = Type { kind: Some(KINDS[at]), item: Some(Kind::Integer), stated: true, ..Type::ANY };
        let contract = contract(vec![Variable { ty, ..of_kind("X", KINDS[at]) }]);
        let environment: Pairs = [("X", text)].into_iter().collect();
        let first = evaluate(&contract, &environment, Options::default()).into_report();
        let second = evaluate(&contract, &environment, Options::default()).into_report();
        prop_assert_eq!(first, second);
    }

    #[test]
    fn durations_and_sizes_have_a_compact_form_of_the_same_value(count in 0..u64::MAX / (1 << 30), unit in 0..7_usize) {
        for (kind, unit) in [
            (Kind::Duration, ["ms", "s", "m", "h", "ms", "s", "m"][unit]),
            (Kind::Size, ["B", "KB", "KiB", "MB", "MiB", "GB", "GiB"][unit]),
        ] {
            let text = format!("{count}{unit}");
            let value = spec_env_core::value::amount(kind, &text);
            prop_assume!(value.is_some());
            let compact = spec_env_core::value::compact(kind, &text).unwrap();
            prop_assert_eq!(spec_env_core::value::amount(kind, &compact), value);
        }
    }
}
