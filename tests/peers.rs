//! Faults that other loaders of configuration are known for, and that this one must not have.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use spec_env_core::contract::{Contract, Kind, Length, Presence, Type, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::report::Report;
use spec_env_core::verdict::{Options, Slot, evaluate};
use spec_env_tests::contracts::{contract, of_kind, optional, required, texts};

fn judge(contract: &Contract, pairs: &[(&str, &str)]) -> Result<Vec<Option<String>>, Report> {
    judge_bytes(contract, pairs.iter().map(|&(name, value)| (name.into(), value.into())).collect())
}

fn judge_bytes(contract: &Contract, pairs: Vec<(OsString, OsString)>) -> Result<Vec<Option<String>>, Report> {
    let verdict = evaluate(contract, &pairs.into_iter().collect::<Pairs>(), Options::default());
    if !verdict.is_ok() {
        return Err(verdict.into_report());
    }
    let value = |slot: &Slot<'_>| slot.value().map(str::to_owned);
    Ok(verdict.slots.iter().map(value).collect())
}

fn one(variable: Variable, value: &str) -> Result<Option<String>, Report> {
    let name = variable.name.clone();
    judge(&contract(vec![variable]), &[(&name, value)]).map(|mut values| values.remove(0))
}

/// The environment that peers were compared with.
#[test]
fn all_problems_are_reported_and_no_value() {
    let levels = Type { one_of: texts(&["debug", "info"]), stated: true, ..Type::ANY };
    let contract = contract(vec![
        required("API_KEY"),
        of_kind("PORT", Kind::Port),
        Variable { secret: true, ..of_kind("DB_PASSWORD", Kind::Integer) },
        Variable { ty: levels, ..required("LOG_LEVEL") },
        of_kind("DB_POOL_SIZE", Kind::Integer),
        of_kind("VERBOSE", Kind::Boolean),
    ]);
    let pairs = [
        ("PORT", "80a0"),
        ("DB_PASSWORD", "hunter2"),
        ("LOG_LEVEL", "verbos"),
        ("DB_POOL_SIZE", ""),
        ("VERBOSE", "flase"),
    ];
    let report = judge(&contract, &pairs).unwrap_err();
    let found: Vec<_> =
        report.violations().iter().map(|v| format!("{} {}", v.variable(), v.kind().name())).collect();
    assert_eq!(
        found,
        [
            "API_KEY missing",
            "PORT invalid-type",
            "DB_PASSWORD invalid-type",
            "LOG_LEVEL not-allowed",
            "DB_POOL_SIZE empty",
            "VERBOSE invalid-type",
        ]
    );
    let text = format!("{report} {}", serde_json::to_string(&report).unwrap());
    for (_, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        assert!(!text.contains(value), "{value} got out");
    }
}

#[test]
fn bytes_of_others_do_not_matter() {
    let bytes = || OsString::from_vec(vec![0xff]);
    let contract = contract(vec![required("A")]);
    let environment = vec![("A".into(), "a".into()), ("OTHER".into(), bytes()), (bytes(), bytes())];
    assert!(judge_bytes(&contract, environment).is_ok());
    let missing = judge_bytes(&contract, vec![(bytes(), bytes())]).unwrap_err();
    assert_eq!(missing.violations().len(), 1, "nor when something is missing and names are looked at");
}

#[test]
fn an_own_value_of_other_bytes_is_neither_missing_nor_replaced() {
    let environment = vec![("A".into(), OsString::from_vec(vec![b'a', 0xff]))];
    let report = judge_bytes(&contract(vec![optional("A")]), environment).unwrap_err();
    assert_eq!(report.violations()[0].kind().name(), "not-unicode");
}

#[test]
fn text_stays_text() {
    for value in ["0123", "12345", "true", "1e5", "a,b", "a$b", "a=b", "[1]", "null"] {
        assert_eq!(one(required("SECRET"), value).unwrap().as_deref(), Some(value));
    }
}

#[test]
fn numbers_are_whole_values() {
    for value in ["80a0", "80 ", " 80", "0x50", "8_0", "+80", "80.0", "８０"] {
        assert!(one(of_kind("PORT", Kind::Port), value).is_err(), "{value:?}");
    }
}

#[test]
fn booleans_are_never_guessed() {
    for value in ["flase", "2", "y", "enabled", "falsee"] {
        assert!(one(of_kind("VERBOSE", Kind::Boolean), value).is_err(), "{value:?}");
    }
}

#[test]
fn names_are_the_names_of_the_environment() {
    let contract = contract(vec![of_kind("APP_API_KEY", Kind::Integer), required("PORT")]);
    let pairs = [("APP_APP_API_KEY", "1"), ("API_KEY", "1"), ("Port", "80"), ("app_api_key", "1")];
    let report = judge(&contract, &pairs).unwrap_err();
    let names: Vec<_> = report.violations().iter().map(spec_env_core::report::Violation::variable).collect();
    assert_eq!(names, ["APP_API_KEY", "PORT"], "prefixes do not repeat, and case counts");
    let pairs = [("APP_API_KEY", "1"), ("PORT", "80"), ("Port", "81")];
    assert_eq!(judge(&contract, &pairs).unwrap()[1].as_deref(), Some("80"));
}

#[test]
fn empty_is_missing_for_every_kind() {
    for kind in [Kind::Text, Kind::Integer, Kind::Boolean, Kind::List] {
        let report = one(of_kind("X", kind), "").unwrap_err();
        assert_eq!(report.violations()[0].kind().name(), "empty");
        let optional = Variable { presence: Presence::Optional, ..of_kind("X", kind) };
        assert_eq!(one(optional, "").unwrap(), None);
    }
}

#[test]
fn foreign_variables_are_no_error() {
    let pairs = [("PATH", "/bin"), ("HOME", "/root"), ("A", "a")];
    assert!(judge(&contract(vec![required("A")]), &pairs).is_ok());
}

#[test]
fn items_of_lists_are_trimmed_and_never_empty() {
    let list = |item| Variable {
        ty: Type { kind: Some(Kind::List), item: Some(item), stated: true, ..Type::ANY },
        ..required("X")
    };
    assert!(one(list(Kind::Integer), "1, 2").is_ok());
    assert!(one(list(Kind::Text), "a,,b").is_err());
}

#[test]
fn lengths_are_not_told() {
    let ty = Type { min_length: Some(Length { count: 32, bytes: false }), ..Type::ANY };
    let report = one(Variable { ty, ..required("KEY") }, "0123456").unwrap_err();
    assert!(!report.to_string().contains('7'), "{report}");
}
