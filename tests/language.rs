//! The language of requirements, case by case: the cases are the Markdown files in `language/`, which are documentation
//! as well.
//!
//! A case is a heading, a `spec` block and a `contract` block. The contract has a line for each variable, group and
//! diagnostic, in any order:
//!
//! ```text
//! DB_POOL_SIZE defaulted default "5" unit "connections" kind ~integer
//! at-least-one A, B
//! error no-enforceable-meaning 3
//! ```
//!
//! `~` marks an inferred kind. Notes, and warnings that a name looks like a secret's, are compared only where the case
//! has a line of their code. An empty block: nothing is listed, and nothing is reported.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use spec_env_core::contract::{Bound, Contract, OnInvalid, Outcome, Test, Variable};
use spec_env_core::diagnostic::{Code, Diagnostic, Level};
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

/// One case of a file.
struct Case {
    title: String,
    spec: String,
    expected: Vec<String>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut block: Option<&str> = None;
    let mut title = "";
    for line in text.lines() {
        match (block, line.strip_prefix("~~~")) {
            (None, Some("spec")) => {
                out.push(Case { title: title.to_owned(), spec: String::new(), expected: Vec::new() });
                block = Some("spec");
            }
            (None, Some(kind)) => block = Some(kind),
            (Some(_), Some("")) => block = None,
            (Some("spec"), _) => {
                let case = out.last_mut().expect("a case is open");
                case.spec += line;
                case.spec.push('\n');
            }
            (Some("contract"), _) if !line.trim().is_empty() => {
                out.last_mut()
                    .expect("a contract follows a specification")
                    .expected
                    .push(line.trim().to_owned());
            }
            (None, None) if line.starts_with('#') => title = line.trim_start_matches(['#', ' ']),
            _ => {}
        }
    }
    out
}

fn found(spec: &Specification, expected: &[String]) -> Vec<String> {
    let contract = &spec.contract;
    let mut out: Vec<String> = contract.variables.iter().map(|v| variable(v, contract)).collect();
    for group in contract.groups.iter() {
        let names: Vec<&str> = group.variables.iter().map(|&at| &*contract.variables[at].name).collect();
        out.push(format!("{} {}", group.kind.name(), names.join(", ")));
    }
    for diagnostic in &spec.diagnostics {
        let code = diagnostic.code.name();
        let asked = expected.iter().any(|line| line.split(' ').nth(1) == Some(code));
        let quiet = diagnostic.level == Level::Note || diagnostic.code == Code::LooksSecret;
        if !quiet || asked {
            let line =
                spec.sources[diagnostic.primary.place.source].line(diagnostic.primary.place.span.start);
            out.push(format!("{} {code} {line}", diagnostic.level.name()));
        }
    }
    out
}

fn variable(variable: &Variable, contract: &Contract) -> String {
    let mut out = format!("{} {}", variable.name, variable.presence.name());
    let ty = &variable.ty;
    let mut quoted = |label: &str, text: Option<&str>| {
        if let Some(text) = text {
            write!(out, " {label} {text:?}").unwrap();
        }
    };
    quoted("default", variable.default.as_deref());
    quoted("unit", variable.unit.as_deref());
    if let Some(kind) = ty.kind {
        write!(out, " kind {}{}", if ty.stated { "" } else { "~" }, kind.name()).unwrap();
    }
    let bound = |b: &Bound| format!("{}{}", b.text, if b.exclusive { " exclusive" } else { "" });
    let length =
        |l: spec_env_core::contract::Length| format!("{}{}", l.count, if l.bytes { " bytes" } else { "" });
    let join = |list: &[spec_env_core::contract::Text]| (!list.is_empty()).then(|| list.join("|"));
    let mut plain = |label: &str, text: Option<String>| {
        if let Some(text) = text {
            write!(out, " {label} {text}").unwrap();
        }
    };
    plain("item", ty.item.map(|k| k.name().to_owned()));
    plain("separator", ty.separator.as_ref().filter(|s| **s != ",").map(|s| format!("{s:?}")));
    plain("schemes", join(&ty.schemes));
    plain("authority", ty.authority.then(String::new));
    plain("min", ty.min.as_ref().map(bound));
    plain("max", ty.max.as_ref().map(bound));
    plain("min-length", ty.min_length.map(length));
    plain("max-length", ty.max_length.map(length));
    plain("one-of", join(&ty.one_of));
    plain("pattern", ty.pattern.as_ref().map(|p| format!("{:?}", p.text)));
    plain("former", join(&variable.former_names));
    plain("file", variable.file_variable.as_ref().map(ToString::to_string));
    plain("forbidden", join(&variable.forbidden));
    if let OnInvalid::Fallback(text) = &variable.on_invalid {
        plain("fallback", Some(format!("{text:?}")));
    }
    plain("secret", variable.secret.then(String::new));
    plain("empty-allowed", variable.empty_allowed.then(String::new));
    for guard in variable.guards.iter() {
        let when: Vec<String> = guard
            .when
            .iter()
            .map(|condition| {
                let name = &contract.variables[condition.variable].name;
                match &condition.test {
                    Test::IsSet => format!("{name} is set"),
                    Test::IsNotSet => format!("{name} is not set"),
                    Test::Is(value) => format!("{name} = {value}"),
                    Test::IsNot(value) => format!("{name} != {value}"),
                    Test::OneOf(values) => format!("{name} in [{}]", values.join(", ")),
                }
            })
            .collect();
        let then = match &guard.then {
            Outcome::Required => "required".to_owned(),
            Outcome::Optional => "optional".to_owned(),
            Outcome::Default(text) => format!("default {text:?}"),
        };
        write!(out, " [{} -> {then}]", when.join(" and ")).unwrap();
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn read_all() -> Vec<(String, Case)> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("language");
    let mut files: Vec<_> = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let of = |path: &Path| {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        cases(&fs::read_to_string(path).unwrap()).into_iter().map(move |case| (name.clone(), case))
    };
    files.iter().flat_map(|path| of(path).collect::<Vec<_>>()).collect()
}

#[test]
fn every_case_reads_as_it_says() {
    let mut wrong = String::new();
    let cases = read_all();
    for (file, case) in &cases {
        let spec = Specification::read(vec![Source::new("requirements.md", case.spec.clone())], None);
        let mut found = found(&spec, &case.expected);
        let mut expected = case.expected.clone();
        found.sort();
        expected.sort();
        if found != expected {
            writeln!(wrong, "{file}: {}\n{}", case.title, case.spec).unwrap();
            for line in expected.iter().filter(|l| !found.contains(l)) {
                writeln!(wrong, "  - {line}").unwrap();
            }
            for line in found.iter().filter(|l| !expected.contains(l)) {
                writeln!(wrong, "  + {line}").unwrap();
            }
        }
    }
    assert!(wrong.is_empty(), "expected (-) and found (+):\n\n{wrong}");
    assert!(cases.len() > 60, "only {} cases were found", cases.len());
}

#[test]
fn every_code_of_a_specification_is_in_some_case() {
    let cases = read_all();
    let mut seen: HashMap<&str, bool> = HashMap::new();
    // What bytes cannot be text is found before there is a specification.
    let codes =
        Code::ALL.iter().skip_while(|c| **c != Code::NotUnderstood).take_while(|c| **c != Code::SpecNotFound);
    for code in codes {
        let expected = cases.iter().flat_map(|(_, case)| &case.expected);
        seen.insert(
            code.name(),
            expected.into_iter().any(|line| line.split(' ').nth(1) == Some(code.name())),
        );
    }
    let missing: Vec<_> = seen.iter().filter(|(_, seen)| !**seen).map(|(code, _)| code).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

/// What a help tells people to write is read, and states something of the variable it names.
#[test]
fn every_form_that_a_help_gives_is_accepted() {
    let mut wrong = String::new();
    let mut forms = HashSet::new();
    for (_, case) in read_all() {
        let spec = Specification::read(vec![Source::new("requirements.md", case.spec)], None);
        for help in spec.diagnostics.into_iter().filter_map(|d| d.help) {
            if ["{name}", "{value}", "{text}"].iter().any(|hole| help.contains(hole)) {
                writeln!(wrong, "  not filled in: {help}").unwrap();
            }
            // Code is in back-ticks; what begins with `…` continues the form in front of it.
            let code = help.split('`').skip(1).step_by(2);
            forms.extend(code.filter(|form| is_form(form)).map(str::to_owned));
        }
    }
    for form in &forms {
        let is_name = |word: &&str| word.contains('_') || word.len() > 2;
        let loud =
            |word: &&str| word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_');
        let words = form.split(|c: char| !c.is_alphanumeric() && c != '_');
        let names: Vec<&str> =
            words.filter(|word| loud(word) && is_name(word) && !KEYWORDS.contains(word)).collect();
        let text =
            format!("1. THE SYSTEM SHALL read the environment variables {}.\n2. {form}.\n", names.join(", "));
        let spec = Specification::read(vec![Source::new("requirements.md", text.as_str())], None);
        let stated = |v: &Variable| names.contains(&&*v.name) && v.citations.iter().any(|c| c.line == 2);
        let errors = spec.diagnostics.iter().any(|d| d.level != Level::Note && d.code != Code::LooksSecret);
        if errors || !spec.contract.variables.iter().any(stated) {
            writeln!(wrong, "  not accepted: {form}\n{:?}", spec.diagnostics).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(forms.len() > 50, "only {} forms were found", forms.len());
}

const KEYWORDS: [&str; 6] = ["WHEN", "THEN", "THE", "SYSTEM", "SHALL", "NOT"];

/// Whether code in a help is a statement, and whole.
fn is_form(code: &str) -> bool {
    !code.contains('…')
        && (code.contains(" SHALL ") || code.contains("required") || code.contains("optional"))
}

/// A rule is quoted with all of its blocks, and with none the default of a secret.
#[test]
fn rules_of_several_blocks_are_quoted_without_the_defaults_of_secrets() {
    let text = "\
1. WHEN the `MODE` environment variable is `a`, THE App SHALL fall back to the default of `hunter2` if any of the following is true:
   - the `ONE_PASSWORD` environment variable is missing
   - the `OTHER_ID` environment variable is 3

WHEN running in production:
- THE App SHALL default the `TWO_PASSWORD` environment variable to `hunter2`

1. THE App SHALL read the `THREE_PASSWORD` environment variable
   - Default (dev): `hunter2`
   - Default: `hunter2`
2. The `FOUR_PASSWORD` environment variable SHALL default to `hunter2`, unless `MODE` is `b`, in which case it SHALL be `hunter2`.
3. THE App SHALL replace a missing `FIVE_PASSWORD` environment variable with `hunter2`.
4. THE App SHALL provide defaults for the `SIX_PASSWORD` (`hunter2`) and `OTHER_ID` (3) environment variables.
5. The `SEVEN_PASSWORD` environment variable SHALL fall back to `hunter2`, unless `MODE` is `b`, in which case it SHALL be `hunter2`.
";
    let spec = Specification::read(vec![Source::new("requirements.md", text)], None);
    let quoted: Vec<&str> =
        spec.contract.variables.iter().flat_map(|v| v.citations.iter()).map(|c| &*c.text).collect();
    assert!(quoted.iter().any(|text| text.contains("if any of the following is true: the `ONE_PASSWORD`")));
    assert!(quoted.iter().all(|text| !text.contains("hunter2")), "{quoted:#?}");
    let said = |d: &Diagnostic| d.message.contains("hunter2") || d.help.iter().any(|h| h.contains("hunter2"));
    assert!(!spec.diagnostics.iter().any(said), "{:#?}", spec.diagnostics);
}

/// An edit that changes no meaning leaves the contract's hash alone; any other changes it.
#[test]
fn the_hash_is_of_the_meaning() {
    let hash =
        |text: &str| Specification::read(vec![Source::new("requirements.md", text)], None).contract.hash;
    let one = hash(
        "1. THE Shop SHALL require the `PORT` environment variable to be a port.\n2. WHEN the `TTL` environment variable is not set, THE Shop SHALL default to 5 minutes.\n",
    );
    let same = [
        "### Requirement 9\n\n1. IF the TTL env var is missing THEN the shop MUST fall back to\n   5 minutes.\n2. The `PORT` environment variable SHALL be a port.\n3. THE Shop SHALL refuse to start when the `PORT` environment variable is not set.\n",
        "| Variable | Required | Default | Type |\n|---|---|---|---|\n| `TTL` | no | 5m | |\n| `PORT` | yes | | port |\n",
    ];
    for text in same {
        assert_eq!(hash(text), one, "{text}");
    }
    let other = [
        "1. THE Shop SHALL require the `PORT` environment variable to be an integer.\n2. WHEN the `TTL` environment variable is not set, THE Shop SHALL default to 5 minutes.\n",
        "1. THE Shop SHALL require the `PORT` environment variable to be a port.\n2. WHEN the `TTL` environment variable is not set, THE Shop SHALL default to 6 minutes.\n",
        "1. THE Shop SHALL read the `PORT` environment variable as a port.\n2. WHEN the `TTL` environment variable is not set, THE Shop SHALL default to 5 minutes.\n",
    ];
    for text in other {
        assert_ne!(hash(text), one, "{text}");
    }
}

/// What two statements say of a variable does not depend on which of them stands first.
#[test]
fn statements_mean_the_same_in_any_order() {
    const SAID: &str = "SHALL be an integer.
SHALL be a number.
SHALL be a port.
SHALL be text.
SHALL be a positive integer.
SHALL be between 1 and 100.
SHALL be at most 50 clerks.
SHALL be at most 30 minutes.
SHALL default to 5.
SHALL default to 5 clerks.
SHALL default to 5 minutes.
(default 5) is optional.
SHALL be optional.
SHALL be required where `MODE` is \"x\".
SHALL be one of `5`, `10` or `15`.
SHALL NOT be logged.
SHALL match the regular expression `^[0-9]+$`.
SHALL be a comma-separated list of integers.
(value in minutes) sets the pause.";
    let read = |first: &str, second: &str| {
        let text = format!(
            "1. THE Shop SHALL read the `TTL` and `MODE` environment variables.\n2. `TTL` {first}\n3. `TTL` {second}\n"
        );
        let spec = Specification::read(vec![Source::new("requirements.md", text)], None);
        let mut codes: Vec<Code> = spec.diagnostics.iter().map(|d| d.code).collect();
        codes.sort_by_key(|code| code.name());
        // Where two statements contradict each other, the first one counts.
        let sound = !spec.diagnostics.iter().any(|d| d.level == Level::Error);
        (codes, sound.then_some(spec.contract.hash))
    };
    for (n, first) in SAID.lines().enumerate() {
        for second in SAID.lines().skip(n + 1) {
            assert_eq!(read(first, second), read(second, first), "{first} {second}");
        }
    }
}

#[test]
fn the_guide_has_every_page_of_cases() {
    let page = include_str!("../docs/guide/src/language.md");
    for (file, _) in read_all() {
        assert!(page.contains(&format!("/tests/language/{file}}}}}")), "{file} is not in the guide");
    }
}
