//! Values from files: `X_FILE` names one.

use std::fs;
use std::path::Path;

use spec_env_core::contract::{Contract, Kind, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::report::ViolationKind;
use spec_env_core::verdict::{Options, evaluate};
use spec_env_tests::contracts::{contract, of_kind, required};

fn secret() -> Contract {
    contract(vec![Variable { file_variable: Some("KEY_FILE".into()), ..required("KEY") }])
}

/// The value, or what is wrong.
fn load(contract: &Contract, path: &Path, direct: Option<&str>) -> Result<String, (ViolationKind, String)> {
    let file = [("KEY_FILE".to_owned(), path.as_os_str().to_owned())];
    let pairs: Pairs = file.into_iter().chain(direct.map(|value| ("KEY".to_owned(), value.into()))).collect();
    let verdict = evaluate(contract, &pairs, Options::default());
    if let Some(text) = verdict.slots[0].value() {
        return Ok(text.to_owned());
    }
    let report = verdict.into_report();
    let violation = &report.violations()[0];
    assert!(!report.to_string().contains(path.to_str().unwrap()), "the path is a value");
    Err((violation.kind(), violation.message()))
}

#[test]
fn line_breaks_at_the_end_are_stripped_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    for (content, value) in [("k", "k"), ("k\n", "k"), ("k\r\n\n", "k"), (" k \n", " k "), ("k\nl\n", "k\nl")]
    {
        fs::write(&path, content).unwrap();
        assert_eq!(load(&secret(), &path, None).as_deref(), Ok(value), "{content:?}");
    }
    fs::write(&path, "\n").unwrap();
    assert_eq!(load(&secret(), &path, None).unwrap_err().0, ViolationKind::Empty);
}

#[test]
fn a_value_and_a_file_exclude_one_another() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("key");
    fs::write(&path, "from the file").unwrap();
    let (kind, message) = load(&secret(), &path, Some("direct")).unwrap_err();
    assert_eq!((kind, message.as_str()), (ViolationKind::Conflict, "and `KEY_FILE` are both set"));
    assert_eq!(load(&secret(), &path, Some("")).as_deref(), Ok("from the file"), "empty counts as not set");
    assert_eq!(load(&secret(), Path::new(""), Some("direct")).as_deref(), Ok("direct"));
}

#[test]
fn each_fault_of_a_file_has_its_own_message() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    fs::write(path("large"), vec![b'a'; (1 << 20) + 1]).unwrap();
    fs::write(path("limit"), vec![b'a'; 1 << 20]).unwrap();
    fs::write(path("binary"), [b'a', 0xff]).unwrap();
    let message = |path: &Path| {
        let (kind, message) = load(&secret(), path, None).unwrap_err();
        assert_eq!(kind, ViolationKind::FileUnreadable);
        message.strip_prefix("cannot be read from a file: the one that `KEY_FILE` names ").unwrap().to_owned()
    };
    assert_eq!(message(&path("none")), "does not exist");
    assert_eq!(message(directory.path()), "is a directory");
    assert_eq!(message(Path::new("/dev/null")), "is not a regular file");
    assert_eq!(message(&path("large")), "is larger than 1 MiB");
    assert_eq!(message(&path("binary")), "is not UTF-8 text");
    assert_eq!(load(&secret(), &path("limit"), None).map(|value| value.len()), Ok(1 << 20));
}

#[test]
fn what_a_file_holds_is_held_to_the_rules() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("port");
    fs::write(&path, "70000\n").unwrap();
    let port =
        contract(vec![Variable { file_variable: Some("KEY_FILE".into()), ..of_kind("KEY", Kind::Port) }]);
    assert_eq!(load(&port, &path, None).unwrap_err().0, ViolationKind::OutOfRange);
}
