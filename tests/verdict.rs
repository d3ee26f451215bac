//! What an environment comes to under each rule of a contract.

use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

use spec_env_core::contract::{
    Contract, Facts, GroupKind, Kind, OnInvalid, Outcome, Presence, Test, Type, Variable,
};
use spec_env_core::environment::Pairs;
use spec_env_core::report::{Report, ViolationKind, WarningKind};
use spec_env_core::verdict::{Hidden, Inquiry, Options, Slot, evaluate, nearest};
use spec_env_tests::contracts::{
    bound, characters, citation, contract, defaulted, group, guarded, of_kind, optional, required, texts,
};

/// The effective values and the report.
fn judge(contract: &Contract, pairs: &[(&str, &str)]) -> (Vec<Option<String>>, Report) {
    judge_with(contract, &pairs.iter().copied().collect(), Options::default())
}

fn judge_with(contract: &Contract, pairs: &Pairs, options: Options<'_>) -> (Vec<Option<String>>, Report) {
    let verdict = evaluate(contract, pairs, options);
    let value = |slot: &Slot<'_>| slot.value().map(str::to_owned);
    (verdict.slots.iter().map(value).collect(), verdict.into_report())
}

/// `NAME kind` for each violation.
fn violations(report: &Report) -> Vec<String> {
    report.violations().iter().map(|v| format!("{} {}", v.variable(), v.kind().name())).collect()
}

fn warnings(report: &Report) -> Vec<String> {
    report.warnings().iter().map(|w| format!("{} {}", w.variable(), w.kind().name())).collect()
}

#[track_caller]
fn assert_violations(contract: &Contract, pairs: &[(&str, &str)], expected: &[&str]) {
    assert_eq!(
        violations(&judge(contract, pairs).1),
        expected,
        "{:?}",
        pairs.iter().map(|p| p.0).collect::<Vec<_>>()
    );
}

#[test]
fn missing_and_empty_are_told_apart() {
    let contract = contract(vec![required("A"), required("B"), optional("C")]);
    assert_violations(&contract, &[("B", ""), ("C", "")], &["A missing", "B empty"]);
    let (values, report) = judge(&contract, &[("A", "a"), ("B", "b")]);
    assert!(report.is_ok());
    assert_eq!(values, [Some("a".into()), Some("b".into()), None]);
}

#[test]
fn empty_is_a_value_where_the_specification_allows_it() {
    let contract = contract(vec![Variable { empty_allowed: true, ..of_kind("A", Kind::Integer) }]);
    assert_eq!(judge(&contract, &[("A", "")]).0, [Some(String::new())]);
    assert_violations(&contract, &[], &["A missing"]);
}

#[test]
fn defaults_stand_in_with_a_warning() {
    let contract = contract(vec![defaulted("A", "5"), Variable { secret: true, ..defaulted("B", "s3cr3t") }]);
    let (values, report) = judge(&contract, &[("A", "")]);
    assert_eq!(values, [Some("5".into()), Some("s3cr3t".into())]);
    assert_eq!(warnings(&report), ["A default", "B default"]);
    assert_eq!(report.warnings()[0].default(), Some("5"));
    assert_eq!(report.warnings()[1].default(), None, "a secret's default is not shown");
    assert!(!format!("{report:?} {:?}", report.warnings()).contains("s3cr3t"));
}

#[test]
fn each_rule_has_its_kind_and_cites_its_own_statement() {
    let one = |ty: Type| {
        let statements = [
            (Facts::READ, "read"),
            (Facts::TYPE, "type"),
            (Facts::RANGE, "range"),
            (Facts::LENGTH, "length"),
            (Facts::ONE_OF, "one of"),
            (Facts::PATTERN, "pattern"),
            (Facts::FORBIDDEN, "forbidden"),
        ];
        let citations = statements.iter().map(|&(facts, text)| citation(facts, text)).collect();
        Variable { ty, citations, forbidden: texts(&["changeme"]), ..required("A") }
    };
    let integer = Type { kind: Some(Kind::Integer), stated: true, ..Type::ANY };
    let cases = [
        (Type { min: Some(bound("1", 1)), ..integer.clone() }, "0", ViolationKind::OutOfRange, "range"),
        (integer, "x", ViolationKind::InvalidType, "type"),
        (Type { min_length: Some(characters(3)), ..Type::ANY }, "ab", ViolationKind::Length, "length"),
        (Type { one_of: texts(&["a"]), ..Type::ANY }, "A", ViolationKind::NotAllowed, "one of"),
        (
            Type { pattern: spec_env_core::contract::Pattern::new("[a-z]+").ok(), ..Type::ANY },
            "1",
            ViolationKind::Pattern,
            "pattern",
        ),
        (Type::ANY, "changeme", ViolationKind::Forbidden, "forbidden"),
    ];
    for (ty, value, kind, statement) in cases {
        let (_, report) = judge(&contract(vec![one(ty)]), &[("A", value)]);
        let [violation] = report.violations() else { panic!("one violation of kind {kind:?}") };
        assert_eq!(violation.kind(), kind);
        assert_eq!(violation.citation().unwrap().text, statement);
    }
}

#[test]
fn lists_name_the_position_of_the_bad_item() {
    let ports = Type { kind: Some(Kind::List), item: Some(Kind::Port), stated: true, ..Type::ANY };
    let contract = contract(vec![Variable { ty: ports, ..required("PORTS") }]);
    let (_, report) = judge(&contract, &[("PORTS", "80, 443, http")]);
    assert_eq!(report.violations()[0].message(), "has an item, number 3, that is not a port");
}

#[test]
fn what_is_no_url_is_told_of_which_scheme() {
    let url = of_kind("LINK", Kind::Url);
    let plain = Variable {
        ty: Type { schemes: texts(&["https"]), authority: true, ..url.ty.clone() },
        ..url.clone()
    };
    let list = Type { kind: Some(Kind::List), item: Some(Kind::Url), ..url.ty.clone() };
    let list = Variable { ty: list, ..url.clone() };
    let message = |variable: Variable, value| {
        judge(&contract(vec![variable]), &[("LINK", value)]).1.violations()[0].message()
    };
    assert_eq!(message(url, "x"), "is not a URL");
    assert_eq!(message(plain, "http://x"), "is not an https:// URL");
    assert_eq!(message(list, "x"), "has an item, number 1, that is not a URL");
}

#[test]
fn guards_see_effective_values_and_beat_the_unguarded_rule() {
    let mode = Variable { former_names: texts(&["OLD_MODE"]), ..defaulted("MODE", "cloud") };
    let key = Variable {
        presence: Presence::Optional,
        ..guarded("KEY", 0, Test::Is("cloud".into()), Outcome::Required)
    };
    let contract = contract(vec![mode, key]);
    assert_violations(&contract, &[], &["KEY missing"]);
    assert_violations(&contract, &[("MODE", "local")], &[]);
    assert_violations(&contract, &[("OLD_MODE", "local")], &[]);
    assert_violations(&contract, &[("OLD_MODE", "cloud")], &["KEY missing"]);
}

#[test]
fn guards_compare_by_kind() {
    let tls = Variable { presence: Presence::Optional, ..of_kind("TLS", Kind::Boolean) };
    let contract = contract(vec![tls, guarded("CERT", 0, Test::Is("true".into()), Outcome::Required)]);
    assert_violations(&contract, &[("TLS", "yes")], &["CERT missing"]);
    assert_violations(&contract, &[("TLS", "0")], &[]);
    assert_violations(&contract, &[], &[]);
}

#[test]
fn every_test_of_a_guard() {
    let rule = |test| contract(vec![optional("A"), guarded("B", 0, test, Outcome::Required)]);
    let holds = |test: &Test, pairs: &[(&str, &str)]| !judge(&rule(test.clone()), pairs).1.is_ok();
    let (one, two, three) = ([("A", "1")], [("A", "2")], [("A", "3")]);
    assert!(holds(&Test::IsSet, &one) && !holds(&Test::IsSet, &[]));
    assert!(!holds(&Test::IsNotSet, &one) && holds(&Test::IsNotSet, &[]));
    assert!(holds(&Test::Is("1".into()), &one) && !holds(&Test::Is("1".into()), &two));
    let is_not = Test::IsNot("1".into());
    assert!(!holds(&is_not, &one) && holds(&is_not, &two) && holds(&is_not, &[]), "unset is not 1");
    let one_of = Test::OneOf(texts(&["1", "2"]));
    assert!(holds(&one_of, &two) && !holds(&one_of, &three) && !holds(&one_of, &[]));
}

#[test]
fn an_invalid_guard_variable_is_the_only_error() {
    let contract = contract(vec![
        of_kind("TLS", Kind::Boolean),
        guarded("CERT", 0, Test::IsSet, Outcome::Required),
        guarded("CHAIN", 1, Test::IsNotSet, Outcome::Required),
    ]);
    assert_violations(&contract, &[("TLS", "flase")], &["TLS invalid-type"]);
}

#[test]
fn guarded_defaults_reach_the_guards_behind_them() {
    let contract = contract(vec![
        guarded("B", 1, Test::Is("x".into()), Outcome::Required),
        guarded("A", 2, Test::IsSet, Outcome::Default("x".into())),
        optional("ON"),
    ]);
    assert_violations(&contract, &[("ON", "1")], &["B missing"]);
    assert_violations(&contract, &[], &[]);
}

#[test]
fn requirements_may_form_a_circle() {
    let contract = contract(vec![
        guarded("CERT", 1, Test::IsSet, Outcome::Required),
        guarded("KEY", 0, Test::IsSet, Outcome::Required),
    ]);
    assert_violations(&contract, &[], &[]);
    assert_violations(&contract, &[("CERT", "c")], &["KEY missing"]);
    assert_violations(&contract, &[("KEY", "k")], &["CERT missing"]);
    assert_violations(&contract, &[("KEY", "k"), ("CERT", "c")], &[]);
}

#[test]
fn groups_count_what_is_set() {
    let of =
        |kind, first| Contract { groups: vec![group(kind)].into(), ..contract(vec![first, optional("B")]) };
    let at_least = of(GroupKind::AtLeastOne, optional("A"));
    assert_violations(&at_least, &[], &["A group"]);
    assert_violations(&at_least, &[("B", "1")], &[]);
    let at_most = of(GroupKind::AtMostOne, optional("A"));
    assert_violations(&at_most, &[("A", "1"), ("B", "1")], &["A group"]);
    assert_violations(&at_most, &[("A", "1")], &[]);
    assert_violations(&at_most, &[("A", ""), ("B", "1")], &[]);
    let with_default = of(GroupKind::AtMostOne, defaulted("A", "1"));
    assert_violations(&with_default, &[("B", "1")], &[]);
    let (_, report) = judge(&at_least, &[]);
    assert_eq!(report.violations()[0].expected(), "at least one of `A`, `B`");
}

#[test]
fn former_names_are_read_with_a_warning() {
    let variable = Variable { former_names: texts(&["OLD_A", "OLDER_A"]), ..required("A") };
    let contract = contract(vec![variable]);
    let (values, report) = judge(&contract, &[("OLD_A", "1")]);
    assert_eq!((values, warnings(&report)), (vec![Some("1".into())], vec!["A former-name".to_owned()]));
    assert!(report.warnings()[0].message().contains("OLD_A"));
    assert_violations(&contract, &[("A", "1"), ("OLD_A", "1")], &[]);
    assert_violations(&contract, &[("A", "1"), ("OLD_A", "2")], &["A conflict"]);
    assert_violations(&contract, &[("OLD_A", "1"), ("OLDER_A", "2")], &["A conflict"]);
    assert_violations(&contract, &[("A", "1"), ("OLD_A", "")], &[]);
}

#[test]
fn invalid_values_fall_back_only_where_it_is_stated() {
    let pool = Variable {
        default: Some("5".into()),
        presence: Presence::Defaulted,
        on_invalid: OnInvalid::Fallback("7".into()),
        ..of_kind("POOL", Kind::Integer)
    };
    let strict =
        Variable { default: Some("5".into()), presence: Presence::Defaulted, ..of_kind("N", Kind::Integer) };
    let contract = contract(vec![pool, strict]);
    let (values, report) = judge(&contract, &[("POOL", "many"), ("N", "many")]);
    assert_eq!(values[0].as_deref(), Some("7"));
    assert_eq!(report.warnings()[0].kind(), WarningKind::Fallback);
    assert_eq!(violations(&report), ["N invalid-type"], "a default does not excuse an invalid value");
}

#[test]
fn values_that_are_not_unicode() {
    let bytes = OsString::from_vec(vec![b'a', 0xff]);
    let pairs: Pairs = [("A", bytes.clone()), ("UNDECLARED", bytes)].into_iter().collect();
    let (_, report) = judge_with(&contract(vec![required("A"), optional("B")]), &pairs, Options::default());
    assert_eq!(violations(&report), ["A not-unicode"]);
}

#[test]
fn unstated_presence_follows_the_field() {
    let unstated = |name| Variable { presence: Presence::Unstated, ..required(name) };
    let contract = contract(vec![unstated("A"), unstated("B")]);
    assert_violations(&contract, &[], &["A missing", "B missing"]);
    let fields = Options { unstated_required: Some(&[true, false]), ..Options::default() };
    assert_eq!(violations(&judge_with(&contract, &Pairs::default(), fields).1), ["A missing"]);
}

#[test]
fn inferred_kinds_bind_outside_of_code_only() {
    let soft = Type { kind: Some(Kind::Integer), stated: false, ..Type::ANY };
    let contract = contract(vec![Variable { ty: soft, ..defaulted("A", "5") }]);
    assert_violations(&contract, &[("A", "x")], &["A invalid-type"]);
    let code = Options { inferred_kinds: false, ..Options::default() };
    let pairs = [("A", "x")].into_iter().collect();
    assert!(judge_with(&contract, &pairs, code).1.is_ok());
}

#[test]
fn what_is_stated_binds_whatever_the_kind_is_inferred_from() {
    let inferred = |ty: Type| Type { kind: Some(Kind::Integer), stated: false, ..ty };
    let contract = contract(vec![
        Variable { ty: inferred(Type { one_of: texts(&["1", "2"]), ..Type::ANY }), ..defaulted("A", "1") },
        Variable { ty: inferred(Type { min: Some(bound("2", 2)), ..Type::ANY }), ..defaulted("B", "4") },
    ]);
    let code = |a, b| {
        let options = Options { inferred_kinds: false, ..Options::default() };
        violations(&judge_with(&contract, &[("A", a), ("B", b)].into_iter().collect(), options).1)
    };
    assert_eq!(code("7", "1"), ["A not-allowed", "B out-of-range"]);
    assert_eq!(code("x", "x"), ["A not-allowed"]);
    assert!(code("2", "2").is_empty());
}

#[test]
fn names_alone_can_be_judged() {
    let file = Variable { file_variable: Some("C_FILE".into()), ..required("C") };
    let contract = contract(vec![
        of_kind("A", Kind::Integer),
        required("B"),
        file,
        guarded("D", 0, Test::IsSet, Outcome::Required),
        guarded("E", 0, Test::Is("1".into()), Outcome::Required),
    ]);
    let names = Options { hidden: Hidden::Everything, ..Options::default() };
    let judge = |pairs: &[(&str, &str)]| {
        violations(&judge_with(&contract, &pairs.iter().copied().collect(), names).1)
    };
    assert_eq!(judge(&[("A", "no integer"), ("C_FILE", "/no/such/file")]), ["B missing", "D missing"]);
    assert_eq!(judge(&[("A", ""), ("B", ""), ("C", ""), ("D", "")]), [""; 0]);
    assert_eq!(judge(&[("A", ""), ("B", ""), ("C", ""), ("C_FILE", ""), ("D", "")]), ["C conflict"]);
}

#[test]
fn violations_come_in_the_order_of_the_specification() {
    let contract = Contract {
        groups: vec![group(GroupKind::AtLeastOne)].into(),
        ..contract(vec![optional("A"), optional("B"), required("C"), of_kind("D", Kind::Port)])
    };
    assert_violations(&contract, &[("D", "0")], &["A group", "C missing", "D out-of-range"]);
}

#[test]
fn what_fields_say_of_their_values_is_in_the_report() {
    let even = Variable { on_invalid: OnInvalid::Fallback("8".into()), ..of_kind("EVEN", Kind::Integer) };
    let contract = contract(vec![optional("A"), of_kind("N", Kind::Integer), even, required("UNASKED")]);
    let pairs: Pairs = [("N", "5"), ("EVEN", "7")].into_iter().collect();
    let mut inquiry = Inquiry::new(&contract, &pairs, Options::default());
    assert_eq!(inquiry.take(0), None);
    inquiry.missing(0);
    assert_eq!(
        (inquiry.take(1).as_deref(), inquiry.take(1)),
        (Some("5"), None),
        "a value is handed out once"
    );
    inquiry.refuse(1, "an even number".to_owned());
    assert_eq!(inquiry.fallback(1), None);
    assert_eq!(inquiry.fallback(2).as_deref(), Some("8"));
    assert!(!inquiry.is_ok());
    let report = inquiry.verdict().into_report();
    assert_eq!(violations(&report), ["A missing", "N invalid-type", "UNASKED missing"]);
    assert_eq!(report.violations()[1].expected(), "an even number");
    assert_eq!(warnings(&report), ["EVEN fallback"]);
}

#[test]
fn variables_that_no_field_asks_for_are_judged_as_well() {
    let contract = contract(vec![required("A")]);
    assert!(!Inquiry::new(&contract, &Pairs::default(), Options::default()).is_ok());
}

#[test]
fn of_several_near_names_the_nearest_is_suggested() {
    assert_eq!(nearest("LISTEN_PORT", ["LISTEN_PROTS", "LISTEN_PORTS"]), Some("LISTEN_PORTS"));
    assert_eq!(nearest("LISTEN_PORT", ["LISTEN_PORTS", "LISTEN_PROTS"]), Some("LISTEN_PORTS"));
    assert_eq!(nearest("LISTEN_PORT", ["LISTEN_PORTS", "LISTEN_PORTA"]), Some("LISTEN_PORTA"));
}

#[test]
fn where_much_is_missing_no_name_is_misspelt() {
    let suggested = |count: usize| {
        let names: Vec<String> = (0..count).map(|at| format!("SETTING_{at:03}")).collect();
        let contract = contract(names.iter().map(|name| required(name)).collect());
        judge(&contract, &[("SETTING_O01", "x")]).1.violations()[1].hint().is_some()
    };
    assert!(suggested(100));
    assert!(!suggested(101));
}

#[test]
fn names_that_the_specification_has_are_never_suggested() {
    let file = Variable { file_variable: Some("TOKEN_FILE".into()), ..optional("TOKEN") };
    let former = Variable { former_names: texts(&["TOKEN_FILER"]), ..optional("B") };
    let contract = contract(vec![file, former, required("TOKEN_FILES")]);
    let names = [("TOKEN_FILER", "x"), ("TOKEN_FILE", "/nowhere")];
    let (_, report) = judge(&contract, &names);
    let missing = report.violations().iter().find(|v| v.kind() == ViolationKind::Missing).unwrap();
    assert_eq!((missing.variable(), missing.hint()), ("TOKEN_FILES", None));
}
