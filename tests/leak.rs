//! No value gets out: canaries in every variable, wrong in every way, and every way out searched for them.

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::process::Command;

use spec_env::SpecEnv;
use spec_env_core::contract::{
    Contract, Kind, Length, OnInvalid, Outcome, Pattern, Presence, Test, Type, Variable,
};
use spec_env_core::environment::Pairs;
use spec_env_core::report::{Report, ViolationKind};
use spec_env_core::verdict::{Options, evaluate};
use spec_env_tests::contracts::{bound, contract, defaulted, guarded, of_kind, required, texts};
use spec_env_tests::fixture::Service;
use spec_env_tests::listener::Listener;

/// No three letters or digits in a row of these stand in any message.
const CANARIES: [&str; 2] = ["zqxjkvbw", "7359184620"];

const KINDS: [Kind; 15] = [
    Kind::Text,
    Kind::Integer,
    Kind::Number,
    Kind::Boolean,
    Kind::Url,
    Kind::Port,
    Kind::Duration,
    Kind::Size,
    Kind::IpAddress,
    Kind::SocketAddress,
    Kind::Host,
    Kind::Email,
    Kind::Path,
    Kind::Uuid,
    Kind::List,
];

/// A variable for each kind, and for each rule beside kinds; all of them refuse the canaries.
fn every_rule() -> Contract {
    let kinds = KINDS.into_iter().map(|kind| Variable {
        ty: Type {
            kind: Some(kind),
            stated: true,
            max: Some(bound("9", 9)),
            max_length: Some(Length { count: 2, bytes: false }),
            item: Some(Kind::Integer),
            ..Type::ANY
        },
        secret: kind == Kind::Url,
        ..required(&format!("V_{}_PORT", kind.name().to_uppercase()))
    });
    let text = |name: &str, ty: Type| Variable { ty: Type { stated: true, ..ty }, ..required(name) };
    let rules = [
        text("ONE_OF", Type { one_of: texts(&["a", "b"]), ..Type::ANY }),
        text("PATTERN", Type { pattern: Pattern::new("[a-c]").ok(), ..Type::ANY }),
        text("LONG", Type { min_length: Some(Length { count: 99, bytes: true }), ..Type::ANY }),
        Variable { former_names: texts(&["OLD_FORMER"]), ..required("FORMER") },
        Variable { file_variable: Some("FROM_FILE".into()), ..of_kind("FROM", Kind::Integer) },
        Variable { on_invalid: OnInvalid::Fallback("1".into()), ..of_kind("FALLBACK", Kind::Integer) },
        Variable { secret: true, ..defaulted("DEFAULT_SECRET", CANARIES[0]) },
        Variable {
            secret: true,
            on_invalid: OnInvalid::Fallback(CANARIES[0].into()),
            ..of_kind("FALLBACK_SECRET", Kind::Integer)
        },
        guarded("DEFAULT_PASSWORD", 0, Test::IsNotSet, Outcome::Default(CANARIES[0].into())),
        // What is refused is quoted from the specification, but not of a secret.
        Variable { secret: true, forbidden: texts(&CANARIES), ..required("FORBIDDEN") },
    ];
    contract(kinds.chain(rules).collect())
}

/// The canary in the shapes that messages know about.
fn shapes(canary: &str) -> Vec<OsString> {
    let texts = [
        canary.to_owned(),
        format!("\"{canary}\""),
        format!("{canary}\r\n"),
        format!(" {canary} "),
        format!("{canary}\n{canary}"),
        format!("{canary}\u{1b}[31m\u{202e}"),
        format!("tcp://{canary}:80"),
        format!("{canary}:80"),
        format!("-{canary}.{canary}e9"),
        format!("{canary}s"),
        format!("1,{canary},,{canary}"),
        canary.repeat(10_000),
    ];
    let bytes = OsString::from_vec([canary.as_bytes(), &[0xff]].concat());
    texts.into_iter().map(OsString::from).chain([bytes]).collect()
}

/// Every form in which a report can leave the process.
fn ways_out(report: &Report) -> Vec<String> {
    let mut ways = vec![
        report.to_string(),
        format!("{report:?} {report:#?} {report:#} {report:>9}"),
        serde_json::to_string(report).unwrap(),
        report.json().to_string(),
        report.brief(4096),
        report.brief(usize::MAX),
    ];
    for violation in report.violations() {
        ways.push(format!("{violation} {violation:?} {violation:#?}"));
        ways.push(format!("{} {} {:?}", violation.message(), violation.expected(), violation.hint()));
        let error: &dyn std::error::Error = violation;
        ways.extend(std::iter::successors(error.source(), |e| e.source()).map(|e| format!("{e} {e:?}")));
    }
    for warning in report.warnings() {
        ways.push(format!("{warning} {warning:?} {} {:?}", warning.message(), warning.default()));
    }
    ways
}

#[track_caller]
fn assert_clean(text: &str) {
    for canary in CANARIES {
        for length in 3..=canary.len() {
            let part = &canary[..length];
            assert!(!text.contains(part), "`{part}` got out in:\n{text}");
        }
    }
    let steers = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!text.contains(steers), "{text:?}");
}

#[test]
fn no_report_holds_a_value() {
    let contract = every_rule();
    let mut kinds = std::collections::HashSet::new();
    for value in CANARIES.iter().flat_map(|canary| shapes(canary)) {
        let names = contract.variables.iter().flat_map(|v| [&v.name].into_iter().chain(&*v.former_names));
        let pairs: Pairs = names
            .filter(|name| !matches!(&***name, "FROM" | "DEFAULT_SECRET"))
            .map(|name| (name.to_string(), value.clone()))
            .chain([("FROM_FILE".into(), value.clone()), ("UNKNOWN".into(), value.clone())])
            .chain([("V_URL_SERVICE_HOST".into(), value.clone())])
            .chain(
                KINDS.map(|kind| (format!("V_{}_SERVICE_HOST", kind.name().to_uppercase()), value.clone())),
            )
            .collect();
        let verdict = evaluate(&contract, &pairs, Options::default());
        let report = verdict.into_report();
        kinds.extend(report.violations().iter().map(spec_env_core::report::Violation::kind));
        for text in ways_out(&report) {
            assert_clean(&text);
        }
        assert_clean(&format!("{pairs:?} {contract:?}"));
    }
    for kind in [
        ViolationKind::InvalidType,
        ViolationKind::OutOfRange,
        ViolationKind::NotAllowed,
        ViolationKind::Pattern,
        ViolationKind::Length,
        ViolationKind::Forbidden,
        ViolationKind::NotUnicode,
        ViolationKind::FileUnreadable,
        ViolationKind::ServiceLink,
    ] {
        assert!(kinds.contains(&kind), "the canaries did not bring about {kind:?}");
    }
}

#[test]
fn conflicts_and_files_hold_no_value() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(CANARIES[0]);
    fs::write(&path, CANARIES[1]).unwrap();
    let contract = contract(vec![
        Variable { former_names: texts(&["OLD"]), ..required("NEW") },
        Variable { file_variable: Some("A_FILE".into()), ..required("A") },
        Variable {
            file_variable: Some("B_FILE".into()),
            ty: Type { kind: Some(Kind::Boolean), stated: true, ..Type::ANY },
            ..required("B")
        },
        Variable { presence: Presence::Unstated, ..required("LEFT") },
    ]);
    let file = path.into_os_string();
    let pairs: Pairs = [
        ("NEW", CANARIES[0].into()),
        ("OLD", CANARIES[1].into()),
        ("A", CANARIES[0].into()),
        ("A_FILE", file.clone()),
        ("B_FILE", file),
        ("LEFD", CANARIES[0].into()),
    ]
    .into_iter()
    .collect();
    let report = evaluate(&contract, &pairs, Options::default()).into_report();
    assert_eq!(report.violations().len(), 4);
    for text in ways_out(&report) {
        assert_clean(&text);
    }
}

#[test]
fn no_stream_of_a_process_holds_a_value() {
    let directory = tempfile::tempdir().unwrap();
    let message = directory.path().join("message");
    for value in CANARIES.iter().flat_map(|canary| shapes(canary)).filter(|v| !v.as_bytes().contains(&0)) {
        if value.len() > 100_000 {
            continue; // more than a process takes
        }
        for form in ["text", "json"] {
            fs::write(&message, "").unwrap();
            let output = Command::new(env!("CARGO_BIN_EXE_service"))
                .env_clear()
                .envs(spec_env_tests::fixture::names().into_iter().map(|name| (name, &value)))
                .env("SPEC_ENV_REPORT", form)
                .env("SPEC_ENV_TERMINATION_MESSAGE", &message)
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(78));
            assert_clean(std::str::from_utf8(&output.stderr).unwrap());
            assert_clean(std::str::from_utf8(&output.stdout).unwrap());
            let message = fs::read_to_string(&message).unwrap();
            assert!(!message.is_empty());
            assert_clean(&message);
        }
    }
}

#[test]
fn no_event_holds_a_value() {
    let listener = Listener::default();
    let key = CANARIES[0].repeat(4);
    let pairs = [
        ("DB_CONNECTION_STRING", "zqxjkvbw://zqxjkvbw"),
        ("API_SECRET_KEY", &key),
        ("PORT", "7359"),
        ("CACHE_SIZE", CANARIES[1]),
        ("SENTRY_DSN", "\"zqxjkvbw\""),
    ];
    let loaded = tracing::subscriber::with_default(listener.clone(), || Service::load_from(pairs));
    assert!(loaded.is_ok());
    let events = listener.events();
    assert_eq!(events.len(), 4, "former name, default, fallback, suspect shape: {events:?}");
    for event in events {
        assert_clean(&event);
    }
}
