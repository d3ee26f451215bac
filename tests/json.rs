//! The contract and the report as JSON, whole.

use serde_json::json;
use spec_env_core::contract::{
    Condition, Contract, Facts, GroupKind, Guard, Kind, OnInvalid, Outcome, Presence, Test, Type, Variable,
};
use spec_env_core::environment::Pairs;
use spec_env_core::report::{Place, Report};
use spec_env_core::verdict::{Options, evaluate};
use spec_env_tests::contracts::{
    bound, characters, citation, contract, defaulted, group, of_kind, optional, required, texts,
};

fn of(contract: &Contract) -> serde_json::Value {
    serde_json::to_value(contract).expect("a contract can be serialised")
}

#[test]
fn a_plain_variable_has_every_key() {
    let contract = Contract { hash: 0xab, ..contract(vec![required("A")]) };
    let text = "THE SYSTEM SHALL require the A environment variable.";
    assert_eq!(
        of(&contract),
        json!({
            "schema": 1, "spec": "requirements.md", "hash": "00000000000000ab",
            "variables": [{
                "name": "A", "presence": "required", "default": null, "unit": null,
                "type": {
                    "kind": null, "stated": true, "schemes": null, "min": null, "max": null, "min_length": null,
                    "max_length": null, "one_of": null, "pattern": null, "item": null, "separator": null,
                },
                "secret": false, "empty_allowed": false, "on_invalid": "fail", "fallback": null, "former_names": [],
                "file_variable": null, "forbidden": [], "guards": [], "description": null,
                "requirements": [{
                    "id": "1.1", "file": "requirements.md", "line": 1, "pattern": "ubiquitous", "system": null, "text": text,
                }],
            }],
            "groups": [],
        })
    );
}

#[test]
fn what_a_variable_states_is_there() {
    let ty = Type {
        kind: Some(Kind::List),
        stated: true,
        item: Some(Kind::Duration),
        separator: Some(";".into()),
        min: Some(bound("1s", 1_000_000_000)),
        max: Some(bound("1m", 60_000_000_000)),
        min_length: Some(characters(2)),
        max_length: Some(characters(3)),
        one_of: texts(&["1s", "1m"]),
        ..Type::ANY
    };
    let variable = Variable {
        unit: Some("seconds".into()),
        ty,
        empty_allowed: true,
        on_invalid: OnInvalid::Fallback("1s".into()),
        former_names: texts(&["OLD"]),
        file_variable: Some("A_FILE".into()),
        forbidden: texts(&["2s"]),
        description: Some("How long".into()),
        ..defaulted("A", "1m")
    };
    let all = of(&contract(vec![variable]));
    let a = &all["variables"][0];
    assert_eq!(
        a["type"],
        json!({
            "kind": "list", "stated": true, "schemes": null, "min": "1s", "max": "1m", "min_length": 2, "max_length": 3,
            "one_of": ["1s", "1m"], "pattern": null, "item": "duration", "separator": ";",
        })
    );
    for (key, value) in [
        ("default", json!("1m")),
        ("unit", json!("seconds")),
        ("empty_allowed", json!(true)),
        ("on_invalid", json!("fallback")),
        ("fallback", json!("1s")),
        ("former_names", json!(["OLD"])),
        ("file_variable", json!("A_FILE")),
        ("forbidden", json!(["2s"])),
        ("description", json!("How long")),
    ] {
        assert_eq!(a[key], value, "{key}");
    }
    let url = Variable {
        ty: Type { kind: Some(Kind::Url), schemes: texts(&["https"]), ..Type::ANY },
        ..required("A")
    };
    assert_eq!(of(&contract(vec![url]))["variables"][0]["type"]["schemes"], json!(["https"]));
}

#[test]
fn no_literal_of_a_secret_is_there() {
    let guard = Guard { when: [][..].into(), then: Outcome::Default("hunter2".into()), citation: 0 };
    let secret = Variable {
        secret: true,
        on_invalid: OnInvalid::Fallback("hunter2".into()),
        guards: vec![guard].into(),
        ..defaulted("A", "hunter2")
    };
    let test = Condition { variable: 0, test: Test::Is("hunter2".into()) };
    let guard = Guard { when: vec![test].into(), then: Outcome::Required, citation: 0 };
    let other = Variable { guards: vec![guard].into(), ..required("B") };
    let all = of(&contract(vec![secret, other]));
    assert!(!all.to_string().contains("hunter2"), "{all}");
    assert_eq!(all["variables"][0]["default"], json!(null));
    assert_eq!(all["variables"][0]["guards"][0]["then"], json!("default …"));
    assert_eq!(all["variables"][1]["guards"][0]["when"], json!("A = …"));
    // A name that only looks secret states nothing.
    assert_eq!(of(&contract(vec![defaulted("API_KEY", "k")]))["variables"][0]["default"], json!("k"));
}

#[test]
fn guards_and_groups_are_written_with_names() {
    let then = |when: Vec<Condition>, then| Guard { when: when.into(), then, citation: 0 };
    let is = |variable, test| Condition { variable, test };
    let guards = vec![
        then(vec![is(0, Test::Is("cloud".into())), is(1, Test::IsSet)], Outcome::Required),
        then(vec![is(0, Test::IsNot("cloud".into()))], Outcome::Default("5".into())),
        then(vec![is(0, Test::OneOf(texts(&["a", "b"]))), is(1, Test::IsNotSet)], Outcome::Optional),
    ];
    let variable = Variable {
        presence: Presence::Guarded,
        guards: guards.into(),
        citations: vec![citation(Facts::GUARD, "WHEN …")].into(),
        ..of_kind("C", Kind::Integer)
    };
    let groups = vec![group(GroupKind::AtLeastOne)].into();
    let all = of(&Contract { groups, ..contract(vec![optional("A"), optional("B"), variable]) });
    assert_eq!(
        all["variables"][2]["guards"],
        json!([
            {"when": "A = cloud and B is set", "then": "required"},
            {"when": "A != cloud", "then": "default 5"},
            {"when": "A in [a, b] and B is not set", "then": "optional"},
        ])
    );
    assert_eq!(
        all["groups"],
        json!([{
            "kind": "at-least-one", "variables": ["A", "B"],
            "requirements": [{"id": "1.1", "file": "requirements.md", "line": 1}],
        }])
    );
}

#[test]
fn a_specification_says_what_its_contract_says_and_its_diagnostics() {
    let text = "\u{feff}1. WHEN the `PORT` environment variable is not set, THE SYSTEM SHALL default to 80.\n\
        2. WHEN `PORT` is not set,\n   THE SYSTEM SHALL default to 81.\n";
    let source = spec_env_core::source::Source::new("requirements.md", text);
    let specification = spec_env_core::specification::Specification::read(vec![source], None);
    let mut all = serde_json::to_value(&specification).expect("a specification can be serialised");
    let diagnostics = all.as_object_mut().expect("an object").remove("diagnostics").expect("diagnostics");
    assert_eq!(all, of(&specification.contract));
    let first = &diagnostics[0];
    assert_eq!((&first["level"], &first["code"]), (&json!("error"), &json!("conflicting-defaults")));
    assert_eq!(
        (&first["file"], &first["line"], &first["column"]),
        (&json!("requirements.md"), &json!(3), &json!(32))
    );
    assert_eq!(first["related"][0]["line"], json!(1));
    let keys: Vec<_> = first.as_object().expect("an object").keys().map(String::as_str).collect();
    let mut expected = ["level", "code", "file", "line", "column", "id", "message", "help", "related"];
    expected.sort_unstable();
    assert_eq!(keys, expected);
}

#[test]
fn a_report_is_the_same_json_with_and_without_serde() {
    let strange = "a \"b\" \\ \n\r\t\u{8}\u{1b}\u{7f} é \u{202e}";
    let cited = Variable { citations: vec![citation(Facts::PRESENCE, strange)].into(), ..required("A") };
    let renamed = Variable { former_names: texts(&["OLD_B"]), ..optional("B") };
    let contract = contract(vec![cited, renamed]);
    let environment: Pairs = [("OLD_B", "1")].into_iter().collect();
    let report = evaluate(&contract, &environment, Options::default()).into_report();
    let place = Place { file: strange.to_owned(), line: 7, column: 2 };
    let placed = report.violations().iter().map(|violation| violation.clone().at(Some(place.clone())));
    let report = Report::new(&contract, placed.collect(), report.warnings().to_vec());
    let text = report.json().to_string();
    let json: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(json, serde_json::to_value(&report).expect("it can be serialised"));
    assert_eq!(json["violations"][0]["requirement"]["text"], json!(strange));
    assert_eq!(json["violations"][0]["place"], json!({"file": strange, "line": 7, "column": 2}));
    assert_eq!(json["warnings"][0]["kind"], json!("former-name"));
    assert!(
        !text.contains(char::is_control) || text.matches(char::is_control).all(|c| c == "\u{7f}"),
        "{text:?}"
    );
}
