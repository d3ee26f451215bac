//! Reading the environment in one pass finds what reading it variable by variable finds.

use std::process::Command;

use spec_env_core::contract::{Contract, Kind};
use spec_env_core::environment::{Environment, Pass, Process, index};
use spec_env_core::verdict::{Inquiry, Options, Slot, evaluate};
use spec_env_tests::contracts::{contract, of_kind, optional};

/// Every variable of this process between many that are not set.
fn everything(count: usize) -> Contract {
    let set = std::env::vars_os().filter_map(|(name, _)| name.into_string().ok());
    let unset = (0..count).map(|at| format!("NOT_SET_{at:05}"));
    contract(unset.chain(set).map(|name| optional(&name)).collect())
}

fn values(contract: &Contract, environment: &dyn Environment) -> Vec<Option<String>> {
    let verdict = evaluate(contract, environment, Options::default());
    verdict.slots.iter().map(Slot::value).map(|value| value.map(str::to_owned)).collect()
}

#[test]
fn both_ways_find_the_same() {
    for count in [0, 300, 1024, 3000, 70_000] {
        let contract = everything(count);
        let found = values(&contract, &Process);
        assert!(found.iter().any(Option::is_some));
        let passed = Pass::over(&contract, &index(&contract), |pass| values(&contract, pass));
        assert_eq!(passed, found, "{count}");
    }
}

#[test]
fn fields_may_ask_in_any_order_and_leave_some_out() {
    let contract = contract(vec![optional("PATH"), of_kind("PORT_OF_NOTHING", Kind::Port), optional("HOME")]);
    let mut inquiry = Inquiry::new(&contract, &Process, Options::default());
    assert_eq!(inquiry.take(2), std::env::var("HOME").ok());
    assert_eq!(inquiry.take(0), std::env::var("PATH").ok());
    assert_eq!(inquiry.take(0), None, "a value is handed out once");
    assert_eq!(inquiry.take(99), None);
    assert!(!inquiry.is_ok());
    let report = inquiry.verdict().into_report();
    assert_eq!(report.violations().len(), 1, "what no field asked for is judged all the same");
}

#[test]
fn a_thousand_violations_are_reported() {
    let output =
        Command::new(env!("CARGO_BIN_EXE_thousand")).env_clear().env("SETTING_099", "x").output().unwrap();
    assert_eq!(output.status.code(), Some(78));
    let text = String::from_utf8(output.stderr).unwrap();
    assert!(text.contains("999 violations (1000 variables checked)"), "{}", &text[..200]);
}
