//! Whatever bytes a specification is made of: a clear error or a correct reading, never a panic, and the same twice.

use proptest::prelude::*;
use spec_env_core::contract::Presence;
use spec_env_core::diagnostic::Code;
use spec_env_core::source::{Source, SourceFault};
use spec_env_core::specification::Specification;

fn read(text: &str) -> Specification {
    Specification::read(vec![Source::new("requirements.md", text)], None)
}

/// Every place lies on character boundaries of its file.
fn check(spec: &Specification) {
    for diagnostic in &spec.diagnostics {
        for label in std::iter::once(&diagnostic.primary).chain(&diagnostic.related) {
            let text = spec.sources[label.place.source].text();
            assert!(text.get(label.place.span.clone()).is_some(), "{diagnostic:?}");
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    let fault = Source::from_bytes("r.md", b"1. THE\n2. \xff".to_vec()).unwrap_err();
    assert_eq!(fault, SourceFault { code: Code::NotUtf8, offset: 10, line: 2 });
    let fault = Source::from_bytes("r.md", b"a\0b".to_vec()).unwrap_err();
    assert_eq!(fault, SourceFault { code: Code::NulByte, offset: 1, line: 1 });
}

#[test]
fn byte_order_marks_and_carriage_returns_change_nothing() {
    let plain = "### Requirement 1\n\n1. WHEN the `POOL_SIZE` environment variable is not set\n   THE SYSTEM SHALL default to 5\n";
    let marked = format!("\u{feff}{}", plain.replace('\n', "\r\n"));
    let (plain, marked) = (read(plain), read(&marked));
    assert_eq!(plain.contract.variables, marked.contract.variables);
    assert_eq!(plain.contract.variables[0].default.as_deref(), Some("5"));
}

#[test]
fn large_and_deep_documents_are_read() {
    let statement = "THE Shop SHALL read the `POOL_SIZE` environment variable. ";
    let several = (0..5_000).fold(String::new(), |names, n| names + &format!("`A_{n}`, "));
    let cases = [
        format!("1. {}", statement.repeat(1_000_000 / statement.len())),
        format!("- {statement}\n").repeat(100_000),
        format!("{}{statement}", "> ".repeat(10_000)),
        format!("{}{statement}", "- ".repeat(10_000)),
        format!("{statement}{}", "(".repeat(50_000)),
        format!("{statement}{}", "`".repeat(50_001)),
        format!("{statement}{}", "A_B, ".repeat(20_000)),
        format!("WHEN {} THE SYSTEM SHALL fail", "`A_B` is not set or ".repeat(5_000)),
        format!("THE `POOL_SIZE` environment variable SHALL be one of {}", "`a`, ".repeat(20_000)),
        format!(
            "WHEN the `A_B` environment variable is not set, {}",
            "a limit of 12 SHALL be used ".repeat(20_000)
        ),
        format!("{statement}{}", "when `A_B` is not set default to 5 ".repeat(20_000)),
        format!("{statement}{}", "; the region SHALL default to 5".repeat(20_000)),
        format!("WHEN any of the {} is not set", "environment variables ".repeat(50_000)),
        format!(
            "WHEN {}THE SYSTEM SHALL fail",
            "unless the `A_B` environment variable is a URL and ".repeat(10_000)
        ),
        format!("WHEN {}THE SYSTEM SHALL fail", "`A_B` (environment variable, default 5), ".repeat(10_000)),
        format!("{statement}{}", "(if not set: 5) ".repeat(20_000)),
        format!("{statement}{}", "and keep at most 5 ".repeat(20_000)),
        format!("{statement}{}", "start with `https://`, ".repeat(20_000)),
        format!("THE {} environment variables SHALL be set together", "`A_B` and ".repeat(10_000)),
        format!("THE {} environment variables SHALL be set together", several.trim_end_matches(", ")),
        format!("{statement}{}", ", and if it is not set, use 5".repeat(20_000)),
        format!("THE `A_B` environment variable SHALL NOT be {}", "treated as an integer or ".repeat(20_000)),
        format!(
            "THE `A_B` environment variable SHALL be a list of {}",
            "words separated by a thing ".repeat(20_000)
        ),
        format!(
            "| Variable | Required | Values | Description |\n|---|---|---|---|\n| `A_B` | {0} | {0} | {0} |\n",
            "(default 5), ".repeat(10_000)
        ),
        format!("{statement}{}", ", with a minimum of 3 jobs".repeat(20_000)),
        format!("{statement}, with {}", "the value of ".repeat(50_000)),
        format!("{statement}, with {}", "1..".repeat(100_000)),
        format!("THE `A_B` environment variable SHALL be {}URLs", "a list of ".repeat(50_000)),
        format!("THE Kiln SHALL default {}", "the `A_B` environment variable to 5, ".repeat(10_000)),
        format!("THE Kiln SHALL use 5 unless {}", "set in the `A_B` environment variable ".repeat(10_000)),
        format!("IF an environment variable {}is not set, THE Kiln SHALL exit", "in (`A_B`) ".repeat(20_000)),
        format!(
            "THE Kiln SHALL NOT accept {}",
            "values of the `A_B` environment variable above 5 ".repeat(10_000)
        ),
        format!(
            "IF {} THEN THE Kiln SHALL exit",
            "`A_B` environment variable is above `C_D` and ".repeat(10_000)
        ),
        format!("| Variable |{}\n|---|\n| `POOL_SIZE` |\n", " x |".repeat(20_000)),
        format!("{statement}{}", "SHALL validate that (`A_B`, ".repeat(10_000)),
        format!("{statement}{}", "otherwise the default of 50 SHALL apply; ".repeat(10_000)),
        format!("{statement}{}", "`A_C` (default ".repeat(20_000)),
        format!(
            "IF the `A_B` environment variable {}is unset, THE Kiln SHALL exit",
            "is set to a value that ".repeat(20_000)
        ),
        format!(
            "IF the `A_B` environment variable is {0}{1}, THE Kiln SHALL exit",
            "missing or invalid or ".repeat(10_000),
            "negative and `A_C` is set ".repeat(10_000)
        ),
        format!(
            "IF `A_B` environment variable is unset {}THE Kiln SHALL exit",
            "in production (`A_C=x`) ".repeat(10_000)
        ),
        format!("WHEN an environment variable is unset, THE Kiln SHALL use defaults: {several}"),
        format!("THE Kiln SHALL require {}", "`A_B` (optional), ".repeat(10_000)),
        format!("{statement}{}", "with http or https ".repeat(10_000)),
        format!("{statement}{}", ". The default level SHALL be 5".repeat(10_000)),
        "Required env vars: A_B, C_D. ".repeat(5_000),
        format!("{statement}{}", "from environment variables as well as `C_D` ".repeat(5_000)),
        format!("IF an environment variable {}is set", "URL environment variable (`A_B`) ".repeat(5_000)),
        format!("THE `A_B` environment variable SHALL default to 5{}", " and the `C_D` to 5".repeat(10_000)),
        format!("{statement}{}", "SHALL NOT be logged; default to `secret`; ".repeat(5_000)),
    ];
    for text in &cases {
        check(&read(text));
    }
}

/// Processors share the blocks of a long document; a list stays with the words that lead it in.
#[test]
fn long_documents_are_read_as_short_ones_are() {
    use std::fmt::Write;
    let mut text =
        "THE Kiln SHALL require at least one of the following environment variables:\n\n- `E_1`\n- `E_2`\n\n"
            .to_owned();
    for n in 0..900 {
        writeln!(text, "THE Kiln SHALL require the following environment variables:\n").unwrap();
        writeln!(text, "- `A_{n}`\n- `B_{n}`: the port (optional)\n").unwrap();
        writeln!(text, "WHEN the `C_{n}` environment variable is not set, THE Kiln SHALL default to {n}.\n")
            .unwrap();
    }
    writeln!(text, "THE Kiln SHALL require at least one of the `F_1` and `F_2` environment variables.\n")
        .unwrap();
    writeln!(text, "THE Kiln SHALL require at least one of the following environment variables:\n").unwrap();
    (0..3000).for_each(|n| writeln!(text, "- `D_{n}`").unwrap());
    let contract = read(&text).contract;
    assert_eq!(contract.variables.len(), 2 + 3 * 900 + 2 + 3000);
    let presence = |name: &str| contract.variables.iter().find(|v| v.name == name).map(|v| v.presence);
    for n in 0..900 {
        let presences = ["A", "B", "C"].map(|name| presence(&format!("{name}_{n}")));
        let expected = [Presence::Required, Presence::Optional, Presence::Defaulted];
        assert_eq!(presences, expected.map(Some), "{n}");
    }
    // Rules over the items of lists stand where their lists do, wherever a piece ends.
    let groups = contract.groups.iter().map(|group| {
        let first = &contract.variables[group.variables[0]].name;
        (first.as_ref(), group.variables.len())
    });
    assert_eq!(groups.collect::<Vec<_>>(), [("E_1", 2), ("F_1", 2), ("D_0", 3000)]);
}

#[test]
fn no_words_cost_the_square_of_how_often_they_are_repeated() {
    let statement = "THE Shop SHALL read the `POOL_SIZE` environment variable. ";
    let cases = [
        format!("{statement}{}", "A_B/".repeat(20_000)),
        format!("{statement}{}", "1-".repeat(20_000)),
        format!("{statement}{}", "“a ".repeat(50_000)),
        format!("{statement}{}", "e.g. 5, ".repeat(20_000)),
        format!("{statement}{}", "values: ".repeat(20_000)),
        format!("WHEN {}`A_B` is set, THE Kiln SHALL exit. {statement}", "only one of ".repeat(20_000)),
        format!(
            "WHEN the `A_B` environment variable is not set, THE Kiln SHALL {}",
            "fall back to the foo ".repeat(20_000)
        ),
        format!("IF the `A_B` environment variable {}is unset, THE Kiln SHALL exit.", "the ".repeat(20_000)),
        format!(
            "THE Kiln SHALL read `A_B` environment variable if it is set {}",
            "and fail if `C_D` is missing ".repeat(10_000)
        ),
        format!("{statement}{}", "`A_B` and this environment variable, ".repeat(10_000)),
        format!(
            "IF the `A_B` environment variable {}is not set, THE Kiln SHALL exit.",
            "variable, and default 50 ".repeat(10_000)
        ),
        format!(
            "THE `A_B` environment variable SHALL be {}",
            "`A_C` environment variable or ".repeat(10_000)
        ),
        format!(
            "{}THE Kiln {}",
            "WHEN the `A_B` environment variable is `a`, ".repeat(5_000),
            "SHALL fail ".repeat(5_000)
        ),
        format!(
            "THE Kiln SHALL exit if {}`A_B` is missing.",
            "the `A_B` environment variable is missing or `A_C` is `x`, and ".repeat(3_000)
        ),
        format!("THE Kiln SHALL read `A_B` ({})", "required if `C_D` is `a`, ".repeat(5_000)),
        format!("{statement}{}", ":".repeat(100_000)),
        format!(
            "WHEN {}`A_B` is set:\n- THE Kiln SHALL exit.\n",
            "the `A_B` environment variable is missing or ".repeat(20_000)
        ),
        format!(
            "At least one of the following environment variables must be set:\n{}",
            (0..10_000).fold(String::new(), |items, n| items + &format!("- `A_{n}`\n"))
        ),
    ];
    for text in &cases {
        check(&read(text));
    }
}

#[test]
fn sentences_that_stop_anywhere_are_read() {
    let whole = "WHEN the `A_B` environment variable is not set or invalid THE SYSTEM SHALL NOT set the `C_D` environment \
                 variable to 5 (if not set: 6), and reject values over 7 unless it is a URL and never print it";
    for (end, _) in whole.match_indices(' ') {
        for start in ["", "the environment ", "IF nobody does not set ", ", if present, "] {
            check(&read(&format!("1. {start}{}", &whole[..end])));
        }
    }
}

#[test]
fn marks_that_steer_a_terminal_are_read_over() {
    let spec = read(
        "1. THE \u{202e}Shop\u{202c} SHALL require the `POOL\u{200b}_SIZE` and `POOL_SIZE` environment variables.\n",
    );
    check(&spec);
    assert_eq!(spec.contract.variables.len(), 1);
}

proptest! {
    #[test]
    fn any_text_is_read_the_same_twice(text in "\\PC{0,300}") {
        let (one, two) = (read(&text), read(&text));
        check(&one);
        prop_assert_eq!(one.contract, two.contract);
        prop_assert_eq!(one.diagnostics, two.diagnostics);
    }

    /// Words of the language in any order.
    #[test]
    fn any_sentence_is_read(words in proptest::collection::vec(
        prop::sample::select(&[
            "WHEN", "IF", "THE", "SYSTEM", "SHALL", "NOT", "the", "`A_B`", "C_D", "environment", "variable", "variables",
            "is", "not", "set", "to", "or", "and", "neither", "nor", ",", ";", ".", "(", ")", ":", "default", "5",
            "seconds", "\"x\"", "between", "at", "least", "one", "of", "required", "if", "a", "comma-separated", "list",
            "fall", "back", "invalid", "secret", "URL", "—", "\n", "\n- ", "\n\n", "|", "MB", "$E", "matching", "pattern",
        ][..]), 0..60)) {
        check(&read(&words.join(" ")));
    }
}
