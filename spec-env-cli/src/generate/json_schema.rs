//! A JSON Schema (2020-12) of the environment as a map of texts.
//!
//! A schema can say less of a text than the contract: kinds whose rules it cannot express are described, not demanded,
//! so that it never refuses what the contract accepts.

use serde_json::{Map, Value, json};
use spec_env_core::contract::{
    Condition, Contract, Group, GroupKind, Kind, Length, OnInvalid, Outcome, Test, Variable,
};
use spec_env_core::value;

use super::pattern::{self, any_case, whole_value};
use super::supply::{Supply, comments, variables};

/// The schema; `origin` says where it comes from.
pub(super) fn schema(contract: &Contract, origin: &str) -> Value {
    let mut properties = Map::new();
    for variable in variables(contract) {
        properties.insert(variable.name.to_string(), property(contract, variable));
        for other in variable.former_names.iter().chain(&variable.file_variable) {
            let what = if variable.file_variable.as_ref() == Some(other) {
                "names a file with the value of"
            } else {
                "is a former name of"
            };
            let former = variable.former_names.contains(other);
            properties.insert(
                other.to_string(),
                json!({"type": "string", "deprecated": former, "description": format!("{what} {}", variable.name)}),
            );
        }
    }
    let mut rules: Vec<Value> = variables(contract)
        .filter(|variable| Supply::of(variable) == Supply::Must && variable.guards.is_empty())
        .map(given)
        .collect();
    rules.extend(contract.variables.iter().flat_map(|variable| guards(contract, variable)));
    rules.extend(contract.variables.iter().filter_map(|variable| {
        let file = variable.file_variable.as_ref()?;
        Some(json!({"not": {"required": [variable.name, file]}}))
    }));
    rules.extend(contract.groups.iter().map(|group| grouped(contract, group)));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": origin,
        "title": "Environment",
        "type": "object",
        "properties": properties,
        "additionalProperties": {"type": "string"},
        "allOf": rules,
    })
}

fn property(contract: &Contract, variable: &Variable) -> Value {
    // Where a literal stands in for an invalid value, none is refused.
    let fails = variable.on_invalid == OnInvalid::Fail;
    let mut property = if fails { rules(variable) } else { Map::new() };
    if !variable.forbidden.is_empty() {
        property.insert("not".to_owned(), json!({"enum": variable.forbidden}));
    }
    // The empty text counts as missing, whatever the kind is.
    let needed =
        Supply::of(variable) == Supply::Must && variable.guards.is_empty() && !variable.empty_allowed;
    let mut property = if needed || property.is_empty() {
        property
    } else {
        let either = json!([{"const": ""}, property]);
        Map::from_iter([("anyOf".to_owned(), either)])
    };
    property.insert("type".to_owned(), "string".into());
    property.insert("description".to_owned(), comments(contract, variable).join("\n").into());
    if let Some(literal) = Supply::default(variable) {
        property.insert("default".to_owned(), literal.into());
    }
    if variable.is_confidential() {
        property.insert("writeOnly".to_owned(), true.into());
    }
    property.into()
}

/// What a schema can demand of a variable's text; a list that names the default of a secret stays in the specification.
fn rules(variable: &Variable) -> Map<String, Value> {
    let ty = &variable.ty;
    let mut rules = Map::new();
    let mut add = |key: &str, value: Value| drop(rules.insert(key.to_owned(), value));
    if ty.kind == Some(Kind::List) {
        return rules;
    }
    if !ty.one_of.is_empty() {
        if !ty.one_of.iter().any(|value| variable.hides(value)) {
            add("enum", json!(ty.one_of));
        }
        return rules;
    }
    match (pattern::of_kind(ty), &ty.pattern) {
        (Some(kind), Some(stated)) => {
            add("allOf", json!([{"pattern": kind}, {"pattern": whole_value(&stated.text)}]));
        }
        (Some(pattern), None) => add("pattern", pattern.into()),
        (None, Some(stated)) => add("pattern", whole_value(&stated.text).into()),
        (None, None) => {}
    }
    // A schema counts characters, so that a length in bytes bounds it from above only.
    match ty.min_length {
        Some(Length { count, bytes: false }) => add("minLength", count.into()),
        _ if matches!(ty.scalar(), Kind::Text) => {}
        _ => add("minLength", 1.into()),
    }
    if let Some(Length { count, .. }) = ty.max_length {
        add("maxLength", count.into());
    }
    rules
}

/// A schema of environments that give a variable, under one of its names.
fn given(variable: &Variable) -> Value {
    let set = |name: &str, empty: bool| {
        if empty {
            json!({"required": [name]})
        } else {
            json!({"required": [name], "properties": {name: {"minLength": 1}}})
        }
    };
    let mut ways = vec![set(&variable.name, variable.empty_allowed)];
    ways.extend(variable.former_names.iter().chain(&variable.file_variable).map(|name| set(name, false)));
    if ways.len() == 1 { ways.remove(0) } else { json!({"anyOf": ways}) }
}

/// What holds under conditions. A condition that sees a default cannot be said of the texts alone.
fn guards<'c>(contract: &'c Contract, variable: &'c Variable) -> impl Iterator<Item = Value> + 'c {
    let required = variable.guards.iter().filter(|guard| guard.then == Outcome::Required);
    required.filter_map(|guard| {
        let conditions: Option<Vec<_>> =
            guard.when.iter().map(|condition| test(contract, condition)).collect();
        Some(json!({"if": {"allOf": conditions?}, "then": given(variable)}))
    })
}

fn test(contract: &Contract, condition: &Condition) -> Option<Value> {
    let variable = &contract.variables[condition.variable];
    let name = variable.name.as_ref();
    let is = |literals: &[&str]| {
        let kind = variable.ty.kind;
        let value = if kind == Some(Kind::Boolean) {
            let wanted = literals.first().and_then(|literal| value::boolean(literal))?;
            json!({"pattern": any_case(if wanted { &value::TRUE } else { &value::FALSE })})
        } else {
            json!({"enum": literals})
        };
        Some(json!({"required": [name], "properties": {name: value}}))
    };
    // What the value of a secret is compared with stays in the specification.
    let is_direct = !variable.secret && variable.former_names.is_empty() && variable.file_variable.is_none();
    match &condition.test {
        Test::IsSet => Some(given(variable)),
        Test::IsNotSet if variable.default.is_none() => Some(json!({"not": given(variable)})),
        Test::Is(literal) if is_direct => is(&[literal]),
        Test::OneOf(literals) if is_direct => is(&literals.iter().map(AsRef::as_ref).collect::<Vec<_>>()),
        // Without a default, what is not set is not this value.
        Test::IsNot(literal) if is_direct && variable.default.is_none() => {
            Some(json!({"not": is(&[literal])?}))
        }
        _ => None,
    }
}

fn grouped(contract: &Contract, group: &Group) -> Value {
    let ways: Vec<_> = group.variables.iter().map(|&at| given(&contract.variables[at])).collect();
    match group.kind {
        GroupKind::AtLeastOne => json!({"anyOf": ways}),
        GroupKind::AtMostOne => {
            let pairs = ways.iter().enumerate().flat_map(|(at, one)| {
                ways[at + 1..].iter().map(move |other| json!({"not": {"allOf": [one, other]}}))
            });
            json!({"allOf": pairs.collect::<Vec<_>>()})
        }
    }
}
