//! The library's own part of loading: from the verdict to the struct, warnings, one load for many threads.

use spec_env::{Options, Pairs, Report, SpecEnv, ViolationKind, WarningKind};
use spec_env_tests::fixture::Service;
use spec_env_tests::listener::Listener;

const GOOD: [(&str, &str); 3] = [
    ("DB_CONNECTION_STRING", "sqlite::memory:"),
    ("API_SECRET_KEY", "0123456789abcdef0123456789abcdef"),
    ("SERVICE_PORT", "8080"),
];

fn with<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    GOOD.into_iter().chain(more.iter().copied()).collect()
}

fn kinds(report: &Report) -> Vec<ViolationKind> {
    report.violations().iter().map(spec_env::Violation::kind).collect()
}

#[test]
fn values_defaults_and_absence_reach_the_fields() {
    let service = Service::load_from(with(&[("DB_POOL_SIZE", "7")])).unwrap();
    assert_eq!((service.service_port, service.db_pool_size, service.cache_size), (8080, 7, 64));
    assert_eq!(service.sentry_dsn, None);
    assert_eq!(Service::load_from(with(&[("SENTRY_DSN", "x")])).unwrap().sentry_dsn.as_deref(), Some("x"));
}

#[test]
fn a_field_that_refuses_its_value_is_reported_with_all_the_rest() {
    let report = Service::load_from([("DB_POOL_SIZE", "-1"), ("SERVICE_PORT", "80"), GOOD[0]]).unwrap_err();
    assert_eq!(kinds(&report), [ViolationKind::Missing, ViolationKind::InvalidType]);
    let refused = &report.violations()[1];
    assert_eq!((refused.variable(), refused.expected()), ("DB_POOL_SIZE", "an integer from 0 to 4294967295"));
    assert_eq!(refused.citation().unwrap().line, 4);
}

#[test]
fn a_refused_value_has_its_shape_explained() {
    let report = Service::load_from(with(&[("DB_POOL_SIZE", "'7'")])).unwrap_err();
    assert!(report.violations()[0].hint().unwrap().starts_with("has quotes around it"));
}

#[test]
fn three_violations_of_three_kinds_in_the_order_of_the_specification() {
    let report =
        Service::load_from([("SERVICE_PORT", "70000"), ("API_SECRET_KEY", "too short")]).unwrap_err();
    assert_eq!(kinds(&report), [ViolationKind::Missing, ViolationKind::Length, ViolationKind::OutOfRange]);
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(
        json["violations"][0],
        serde_json::json!({
            "variable": "DB_CONNECTION_STRING",
            "kind": "missing",
            "message": "is not set",
            "expected": "a secret URL",
            "hint": null,
            "requirement": {
                "id": "1.1",
                "line": 1,
                "file": "requirements.md",
                "text": "THE SYSTEM SHALL require the DB_CONNECTION_STRING environment variable."
            },
            "place": null
        })
    );
}

#[test]
fn warnings_are_returned_on_demand() {
    let pairs: Pairs = [GOOD[0], GOOD[1], ("PORT", "80"), ("CACHE_SIZE", "0")].into_iter().collect();
    let loaded = Service::load_with(Options::new().source(pairs)).unwrap();
    let kinds: Vec<_> = loaded.warnings.iter().map(|w| (w.variable().to_owned(), w.kind())).collect();
    assert_eq!(kinds.len(), 3);
    for expected in [
        ("SERVICE_PORT", WarningKind::FormerName),
        ("CACHE_SIZE", WarningKind::Fallback),
        ("DB_POOL_SIZE", WarningKind::Default),
    ] {
        assert!(kinds.contains(&(expected.0.to_owned(), expected.1)), "{expected:?}");
    }
    assert_eq!((loaded.config.service_port, loaded.config.cache_size), (80, 32));
}

#[test]
fn each_warning_is_one_event() {
    let listener = Listener::default();
    let service = tracing::subscriber::with_default(listener.clone(), || Service::load_from(GOOD));
    assert!(service.is_ok());
    let events = listener.events();
    assert_eq!(events.len(), 2, "{events:?}");
    assert!(events[0].starts_with("WARN spec_env "), "{}", events[0]);
    for field in
        ["variable=\"DB_POOL_SIZE\"", "default=\"5\"", "requirement=\"1.1\"", "line=4", "kind=\"default\""]
    {
        assert!(events[0].contains(field), "{field} in {}", events[0]);
    }
}

#[test]
fn a_report_is_one_pointer_wide_and_an_error() {
    assert_eq!(size_of::<Result<(), Report>>(), size_of::<usize>());
    let report: Box<dyn std::error::Error + Send + Sync> =
        Box::new(Service::load_from([("", "")]).unwrap_err());
    assert!(report.source().is_none());
    assert_eq!(format!("{report}"), format!("{report:?}"));
}

#[test]
fn many_threads_share_one_load_and_a_failed_one_is_tried_again() {
    // The test's process does not have the variables, so the first loads fail; a child would be needed to see one
    // succeed after that.
    let loads: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Service::get().map(std::ptr::from_ref).is_ok())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(loads, [false; 8]);
}
