//! Contracts built by hand, for tests of what follows from a contract.

use spec_env_core::contract::{
    Amount, Bound, Citation, Condition, Contract, EarsPattern, Facts, Group, GroupKind, Guard, Kind, Length,
    OnInvalid, Outcome, Presence, Test, Text, Type, Variable,
};
use spec_env_core::verdict::ANYWHERE;

/// A contract whose variables are cited from one line each: the first from line 1.
#[must_use]
pub fn contract(variables: Vec<Variable>) -> Contract {
    let numbered = variables.into_iter().zip(1..).map(|(variable, line)| {
        let citations = variable.citations.iter().map(|c| Citation { line, ..c.clone() }).collect();
        Variable { citations, ..variable }
    });
    Contract { spec: "requirements.md".into(), hash: 0, variables: numbered.collect(), groups: [][..].into() }
}

/// A required text.
#[must_use]
pub fn required(name: &str) -> Variable {
    let text = format!("THE SYSTEM SHALL require the {name} environment variable.");
    Variable {
        name: name.to_owned().into(),
        presence: Presence::Required,
        default: None,
        unit: None,
        ty: Type { stated: true, ..Type::ANY },
        secret: false,
        empty_allowed: false,
        on_invalid: OnInvalid::Fail,
        former_names: [][..].into(),
        file_variable: None,
        forbidden: [][..].into(),
        guards: [][..].into(),
        description: None,
        citations: vec![citation(Facts(u32::MAX), &text)].into(),
        finder: ANYWHERE,
    }
}

/// A required variable of a kind.
#[must_use]
pub fn of_kind(name: &str, kind: Kind) -> Variable {
    Variable { ty: Type { kind: Some(kind), stated: true, ..Type::ANY }, ..required(name) }
}

/// A variable that may be missing.
#[must_use]
pub fn optional(name: &str) -> Variable {
    Variable { presence: Presence::Optional, ..required(name) }
}

/// A variable with a default, of which no kind is stated.
#[must_use]
pub fn defaulted(name: &str, literal: &str) -> Variable {
    Variable { presence: Presence::Defaulted, default: Some(literal.to_owned().into()), ..required(name) }
}

/// A variable with nothing but a guarded rule.
#[must_use]
pub fn guarded(name: &str, variable: usize, test: Test, then: Outcome) -> Variable {
    let guard = Guard { when: vec![Condition { variable, test }].into(), then, citation: 0 };
    Variable { presence: Presence::Guarded, guards: vec![guard].into(), ..required(name) }
}

/// A statement with these facts.
#[must_use]
pub fn citation(facts: Facts, text: &str) -> Citation {
    Citation {
        id: Some("1.1".into()),
        file: "requirements.md".into(),
        line: 1,
        pattern: Some(EarsPattern::Ubiquitous),
        system: None,
        text: text.to_owned().into(),
        facts,
    }
}

/// Texts as contracts hold them.
#[must_use]
pub fn texts(values: &[&'static str]) -> spec_env_core::contract::List<Text> {
    values.iter().map(|&value| Text::Borrowed(value)).collect()
}

/// A closed end of a range.
#[must_use]
pub fn bound(text: &'static str, value: i128) -> Bound {
    Bound { text: text.into(), value: Amount::Whole(value), exclusive: false }
}

/// A length in characters.
#[must_use]
pub fn characters(count: u64) -> Length {
    Length { count, bytes: false }
}

/// A rule over the first two variables of a contract.
#[must_use]
pub fn group(kind: GroupKind) -> Group {
    let text = "WHEN the members of the group are set wrongly, THE SYSTEM SHALL refuse to start.";
    Group { kind, variables: vec![0, 1].into(), citations: vec![citation(Facts::GROUP, text)].into() }
}
