//! The report's texts: short enough for an orchestrator, safe for a terminal, helpful about what happened.

use spec_env_core::contract::{Citation, Contract, Group, GroupKind, Kind, Outcome, Test, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::report::{Place, Report};
use spec_env_core::verdict::{Options, evaluate};
use spec_env_tests::contracts::{contract, defaulted, group, guarded, of_kind, optional, required, texts};

fn report(contract: &Contract, pairs: &[(&str, &str)]) -> Report {
    evaluate(contract, &pairs.iter().copied().collect::<Pairs>(), Options::default()).into_report()
}

#[track_caller]
fn assert_hint(kind: Kind, value: &str, hint: &str) {
    let report = report(&contract(vec![of_kind("X", kind)]), &[("X", value)]);
    let actual = report.violations()[0].hint();
    assert!(actual.as_ref().is_some_and(|actual| actual.contains(hint)), "{value:?}: {actual:?}");
}

#[test]
fn hints_tell_what_happened_from_the_shape() {
    assert_hint(Kind::Port, "\"8080\"", "has quotes around it");
    assert_hint(Kind::Integer, "'8080'", "has quotes around it");
    assert_hint(Kind::Integer, "5\n", "line break at its end");
    assert_hint(Kind::Boolean, "true\r", "line break at its end");
    assert_hint(Kind::Boolean, " true", "blanks around it");
    assert_hint(Kind::Boolean, "flase", "misspelt boolean");
    assert_hint(Kind::Boolean, "treu", "misspelt boolean");
    assert_hint(Kind::Duration, "30", "without a unit");
    assert_hint(Kind::Size, "1024", "without a unit");
    assert_hint(Kind::Url, "db.internal:5432", "put a scheme");
    assert_hint(Kind::Host, "QUJD\nREVG\nRw==", "base64 broken over lines");
}

#[test]
fn shapes_that_tell_nothing_get_no_hint() {
    let report = report(&contract(vec![of_kind("X", Kind::Integer)]), &[("X", "many")]);
    assert_eq!(report.violations()[0].hint(), None);
}

#[test]
fn service_links_are_recognised() {
    let contract = contract(vec![of_kind("SCOREBOARD_PORT", Kind::Port)]);
    let link = ("SCOREBOARD_PORT", "tcp://10.0.48.109:9106");
    let linked = report(&contract, &[link, ("SCOREBOARD_SERVICE_HOST", "10.0.48.109")]);
    let violation = &linked.violations()[0];
    assert_eq!(violation.kind().name(), "service-link");
    assert!(violation.hint().unwrap().contains("a Service named \"scoreboard\""));
    assert_eq!(report(&contract, &[link]).violations()[0].kind().name(), "invalid-type");
}

#[test]
fn a_missing_name_stands_beside_a_near_one_that_is_set() {
    let contract =
        contract(vec![required("DB_CONNECTION_STRING"), required("DB_HOST"), required("DB_HOSTS")]);
    let report = report(&contract, &[("DB_CONECTION_STRING", "x"), ("DB_HOSTS", "y"), ("HOME", "z")]);
    let hints: Vec<_> = report.violations().iter().map(|v| (v.variable(), v.hint())).collect();
    assert_eq!(hints[0].1.as_deref(), Some("set but unknown: `DB_CONECTION_STRING`; is that name misspelt?"));
    assert_eq!(hints[1], ("DB_HOST", None), "a declared name is not unknown");
}

#[test]
fn names_and_sentences_cannot_steer_a_terminal() {
    let variable = required("A");
    let hostile = "\u{1b}]0;x\u{7}\u{202e}\n";
    let citations =
        vec![Citation { text: hostile.into(), file: hostile.into(), ..variable.citations[0].clone() }];
    let contract =
        contract(vec![Variable { citations: citations.into(), name: "PATH_A".into(), ..variable }]);
    let report = report(&contract, &[("PATH_\u{1b}", "x")]);
    let texts = [report.to_string(), report.brief(4096), report.violations()[0].to_string()];
    for text in texts {
        assert!(text.contains("\\u{1b}"), "{text}");
        assert!(
            !text.contains(|c: char| c != '\n' && c.is_control()) && !text.contains('\u{202e}'),
            "{text:?}"
        );
    }
}

#[test]
fn a_brief_report_has_whole_lines_within_its_limit() {
    let names: Vec<_> = (0..200).map(|at| format!("VARIABLE_{at:03}")).collect();
    let contract = contract(names.iter().map(|name| required(name)).collect());
    let report = report(&contract, &[]);
    let full = report.brief(usize::MAX);
    assert_eq!(full.lines().count(), 201);
    for limit in [0, 10, 100, 200, 4096, full.len() - 1, full.len()] {
        let brief = report.brief(limit);
        assert!(brief.len() <= limit, "{limit}");
        assert!(brief.is_empty() || brief.ends_with('\n'));
        let shown = brief.lines().filter(|line| line.starts_with("VARIABLE")).count();
        if !brief.is_empty() && shown < 200 {
            assert!(brief.ends_with(&format!("and {} more\n", 200 - shown)), "{brief}");
        }
    }
    assert!(report.brief(4096).len() > 3900, "the room is used");
}

#[test]
fn a_refused_value_is_named_unless_it_may_be_secret() {
    let violation = |name: &str| {
        let variable = Variable { forbidden: texts(&["changeme", "todo"]), ..required(name) };
        report(&contract(vec![variable]), &[(name, "todo")])
    };
    let open = violation("GREETING");
    assert_eq!(open.violations()[0].expected(), "text, and none of `changeme`, `todo`");
    assert!(open.to_string().contains("help:     set `GREETING` to another value"), "{open}");
    let secret = violation("API_TOKEN");
    assert_eq!(secret.violations()[0].expected(), "text, and none of the values that are refused");
    assert!(!secret.to_string().contains("todo"), "{secret}");
}

#[test]
fn rules_over_several_variables_name_each_way_out() {
    let three = |kind, pairs: &[(&str, &str)]| {
        let members = vec![optional("A"), optional("B"), optional("C")];
        let groups = vec![Group { variables: vec![0, 1, 2].into(), ..group(kind) }];
        report(&Contract { groups: groups.into(), ..contract(members) }, pairs).to_string()
    };
    let none = three(GroupKind::AtLeastOne, &[]);
    assert!(
        none.contains("A and `B`, `C` are not set\n    expected: at least one of `A`, `B`, `C`"),
        "{none}"
    );
    assert!(none.contains("help:     set one of `A`, `B`, `C`"), "{none}");
    let two = three(GroupKind::AtMostOne, &[("B", "1"), ("C", "1")]);
    assert!(two.contains("B and `C` are set, which exclude one another"), "{two}");
    assert!(two.contains("expected: at most one of `A`, `B`, `C`"), "{two}");
    assert!(two.contains("help:     unset one of `B`, `C`"), "{two}");
    let all = three(GroupKind::AtMostOne, &[("A", "1"), ("B", "1"), ("C", "1")]);
    assert!(all.contains("help:     unset all but one of `A`, `B`, `C`"), "{all}");
}

#[test]
fn what_another_variable_requires_may_be_met_by_unsetting_that() {
    let help = |first, test, pairs: &[(&str, &str)]| {
        let guarded = guarded("SMTP_PORT", 0, test, Outcome::Required);
        report(&contract(vec![first, guarded]), pairs).violations()[0].hint()
    };
    let host = [("SMTP_HOST", "x")];
    assert_eq!(
        help(optional("SMTP_HOST"), Test::IsSet, &host).as_deref(),
        Some("set it, or unset `SMTP_HOST`")
    );
    assert_eq!(help(required("SMTP_HOST"), Test::IsSet, &host), None, "it must be set");
    assert_eq!(help(defaulted("SMTP_HOST", "x"), Test::IsSet, &host), None, "it is never without a value");
    assert_eq!(help(optional("SMTP_HOST"), Test::Is("x".into()), &host), None, "another value would do");
    let together = contract(vec![
        guarded("USER_A", 1, Test::IsSet, Outcome::Required),
        guarded("USER_B", 0, Test::IsSet, Outcome::Required),
    ]);
    let text = report(&together, &[("USER_B", "x")]).to_string();
    assert!(text.contains("help:     set it, or unset `USER_B`"), "{text}");
    let misspelt = report(&together, &[("USER_B", "x"), ("USR_A", "x")]).to_string();
    assert!(misspelt.contains("set but unknown: `USR_A`"), "{misspelt}");
}

#[test]
fn places_are_shown_and_serialised() {
    let report = report(&contract(vec![of_kind("X", Kind::Port)]), &[("X", "http")]);
    let place = Place { file: ".env".into(), line: 3, column: 1 };
    let violation = report.violations()[0].clone().at(Some(place));
    assert!(violation.to_string().starts_with("X is not a port (.env:3:1); expected a port"));
    let json = serde_json::to_value(&violation).unwrap();
    assert_eq!(json["place"], serde_json::json!({"file": ".env", "line": 3, "column": 1}));
}

#[test]
fn a_suspect_text_is_accepted_with_a_warning() {
    let contract = contract(vec![required("TOKEN")]);
    for value in ["\"abc\"", "abc\n", " abc"] {
        let report = report(&contract, &[("TOKEN", value)]);
        assert!(report.is_ok());
        assert_eq!(report.warnings()[0].kind().name(), "suspect-shape", "{value:?}");
    }
    assert!(report(&contract, &[("TOKEN", "a \"b\" c")]).warnings().is_empty());
}
