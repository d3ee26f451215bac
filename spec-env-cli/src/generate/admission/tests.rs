//! Every expression of the policies is CEL.

use spec_env_core::source::Source;
use spec_env_core::specification::Specification;

use super::*;
use crate::arguments::Arguments;
use clap::Parser;

const SPEC: &str = include_str!("../../../tests/consumers/requirements.md");

fn manifests(more: &[&str]) -> String {
    use crate::arguments::{Command, Kind};
    let contract = Specification::read(vec![Source::new("requirements.md", SPEC)], None).contract;
    let arguments = Arguments::parse_from([&["spec-env", "generate", "admission"], more].concat());
    let Command::Generate(generate) = arguments.command else { panic!("it is generate") };
    let Kind::Admission(arguments) = generate.kind else { panic!("it is admission") };
    super::manifests(&contract, &arguments).expect("the specification can be enforced")
}

/// The expressions of a stream of manifests.
fn expressions(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let Some((key, value)) = line.split_once(": ") else { continue };
        if !key.to_ascii_lowercase().ends_with("expression") && !key.ends_with("- rule") {
            continue;
        }
        if value.trim() == ">-" {
            let indent = |line: &str| line.len() - line.trim_start().len();
            let own = line.find(|c: char| c.is_ascii_alphabetic()).unwrap_or_default();
            let block = lines[at + 1..].iter().take_while(|next| indent(next) > own);
            found.push(block.map(|line| line.trim()).collect::<Vec<_>>().join(" "));
        } else {
            found.push(serde_json::from_str(value).expect("an expression on one line is quoted"));
        }
    }
    found
}

#[test]
fn every_expression_parses() {
    for more in [&["--values", "--require-label"][..], &["--self-contained", "--values"]] {
        let text = manifests(more);
        let all = expressions(&text);
        assert!(all.len() > 25, "there are only {} expressions", all.len());
        for expression in all {
            assert!(cel::Program::compile(&expression).is_ok(), "{expression}");
        }
        assert!(!text.contains('@') || !text.contains("@CONTRACT@"), "a template is filled in part");
    }
}

#[test]
fn nothing_secret_is_in_the_contract_and_everything_is_explained() {
    assert!(!manifests(&["--values"]).contains("canary"));
    let explained = manifests(&["--explain"]);
    for name in ["SHOP_DATABASE_URL", "SHOP_CACHE_SIZE", "SHOP_SMTP, SHOP_SENDMAIL", "SHOP_SIGNING_SECRET"] {
        assert!(explained.lines().any(|line| line == name), "{name} is not in\n{explained}");
    }
    assert_eq!(explained.matches("at admission").count(), 23 + 2, "{explained}");
}

#[test]
fn what_re2_reads_otherwise_is_refused() {
    let text = "1. THE `APP_X` environment variable SHALL match the regular expression `(?i)v`.\n";
    let contract = Specification::read(vec![Source::new("requirements.md", text)], None).contract;
    let failure = rules(&contract).err().expect("it is refused");
    assert!(failure.message().contains("pattern of APP_X"), "{}", failure.message());
}
