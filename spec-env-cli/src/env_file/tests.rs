//! Held against `dotenvy`, which is what services in Rust read such files with.

use spec_env_core::source::Source;

use super::parse::{Fault, Problem, read};

/// The pairs and the problems of a file.
fn parse(text: &str) -> (Vec<(String, String)>, Vec<Problem>) {
    let mut all = Vec::new();
    let problems = read(&Source::new(".env", text), &mut all);
    (all.into_iter().map(|a| (a.name, a.value)).collect(), problems)
}

#[test]
fn what_is_read_means_what_dotenvy_makes_of_it() {
    let lines = [
        "A=1",
        "export A=1",
        "A = 1",
        "A=",
        "A=\"\"",
        "A=''",
        "A=plain # c",
        "A=a#b",
        "A= # c",
        "A=#c",
        "A=\"dq x\"",
        "A='sq x'",
        "A='$B'",
        "A=a\\$b",
        "A=\"a\\$b\"",
        "A=\"l1\nl2\"",
        "A='l1\nl2'",
        "A=\"a\\nb\"",
        "A=trail  ",
        "A=\"x\"y'z'",
        "A=1\r\nB=2\r\n",
        "A=é",
        "# A=1\n\nB=2",
        "A=1\nB=${A}x",
        "A=1\nB=\"${A} \"",
        "A=1\nB=$A/x",
        "A.b=1",
        "export=1",
        "  A=1",
        "A=\"\\\\\"",
        "A=a\\ b",
    ];
    for line in lines {
        let expected: Result<Vec<_>, _> = dotenvy::from_read_iter(line.as_bytes()).collect();
        let (pairs, problems) = parse(line);
        assert_eq!(problems, [], "{line:?}");
        assert_eq!(pairs, expected.expect(line), "{line:?}");
    }
}

#[test]
fn what_dotenvy_refuses_is_refused_with_a_place() {
    for (line, at, fault) in [
        ("A=a b", 4, Fault::Blank),
        ("A", 1, Fault::Equals),
        ("1A=x", 0, Fault::Name),
        ("A: x", 1, Fault::Equals),
        ("A=\"x", 2, Fault::Quote('"')),
        ("A='it\\'s'", 8, Fault::Quote('\'')),
        ("A=back\\slash", 6, Fault::Escape(' ')),
        ("A=\"a\\tb\"", 4, Fault::Escape('"')),
        ("A=${B", 2, Fault::Brace),
    ] {
        assert!(dotenvy::from_read_iter(line.as_bytes()).any(|item| item.is_err()), "{line:?}");
        assert_eq!(parse(line).1, [Problem { at, fault }], "{line:?}");
    }
}

#[test]
fn where_readers_disagree_or_take_nothing_for_a_value_is_an_error() {
    assert_eq!(parse("A=$B_C").1, [Problem { at: 2, fault: Fault::Ambiguous }]);
    assert_eq!(parse("A=${B:-c}").1, [Problem { at: 2, fault: Fault::Default }]);
    assert_eq!(
        parse("A=${NOWHERE_SET_1}").1,
        [Problem { at: 2, fault: Fault::Unset("NOWHERE_SET_1".into()) }]
    );
    assert_eq!(parse("A=5$").1, [Problem { at: 3, fault: Fault::Lonely }]);
}

#[test]
fn all_problems_are_found_and_good_lines_are_read() {
    let (pairs, problems) = parse("A=a b\nB=1\nC\n");
    assert_eq!(pairs, [("B".to_owned(), "1".to_owned())]);
    assert_eq!(problems.len(), 2);
}
