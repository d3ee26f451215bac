//! The contract as the policy reads it: rules by the name of the variable, as the cost of a list is the square of its
//! length. What admission cannot see is said instead.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use spec_env_core::contract::{
    Amount, Bound, Citation, Condition, Contract, Facts, GroupKind, Guard, Kind, Length, OnInvalid, Outcome,
    Presence, Test, Type, Variable,
};
use spec_env_core::value;

use super::subset;
use crate::generate::pattern;

/// The contract of the policy, and what is not in it.
pub(super) struct Rules {
    /// The `spec` of the object, beside the container.
    pub(super) spec: Map<String, Value>,
    /// What is not enforced at admission, in words, by variable.
    pub(super) open: Vec<(String, String)>,
    /// Patterns that RE2 reads otherwise, by variable.
    pub(super) faults: Vec<(String, &'static str)>,
}

impl Rules {
    pub(super) fn new(contract: &Contract) -> Self {
        let mut rules = Self { spec: Map::new(), open: Vec::new(), faults: Vec::new() };
        let mut variables = BTreeMap::new();
        let mut required = Vec::new();
        let mut when = Vec::new();
        for variable in contract.variables.iter() {
            let name = variable.name.to_string();
            let entry = rules.entry(variable);
            for former in variable.former_names.iter() {
                variables.insert(former.to_string(), entry.clone());
            }
            if let Some(file) = &variable.file_variable {
                variables.insert(file.to_string(), json!({"req": requirement(variable, Facts::FILE)}));
            }
            let mut entry = entry;
            let others: Vec<_> = other_names(variable).collect();
            if !others.is_empty() {
                entry["others"] = json!(others);
            }
            variables.insert(name.clone(), entry);
            let relaxed = variable.guards.iter().any(|guard| guard.then != Outcome::Required);
            if matches!(variable.presence, Presence::Required | Presence::Unstated) {
                if relaxed {
                    rules.open(variable, "that it is required where no condition says otherwise");
                } else {
                    required.push(name);
                }
            }
            for guard in variable.guards.iter().filter(|guard| guard.then == Outcome::Required) {
                match self::when(contract, variable, guard) {
                    Some(rule) if !relaxed => when.push(rule),
                    _ => rules.open(
                        variable,
                        &format!("that it is required when {}", contract.conditions(&guard.when)),
                    ),
                }
            }
        }
        rules.spec.insert("required".to_owned(), json!(required));
        let tests = when.iter().flat_map(|rule: &Value| rule["all"].as_array().into_iter().flatten());
        let tested = tests.filter_map(|test| Some((test["name"].as_str()?.to_owned(), true.into())));
        rules.spec.insert("tested".to_owned(), Value::Object(tested.collect()));
        rules.spec.insert("when".to_owned(), json!(when));
        rules.spec.insert("groups".to_owned(), json!(groups(contract)));
        rules.spec.insert("variables".to_owned(), json!(variables));
        rules
    }

    fn open(&mut self, variable: &Variable, what: &str) {
        self.open.push((variable.name.to_string(), what.to_owned()));
    }

    /// The rules for the value of a variable.
    fn entry(&mut self, variable: &Variable) -> Value {
        let mut entry = Map::new();
        entry.insert("req".to_owned(), requirement(variable, Facts::TYPE).into());
        entry.insert("expected".to_owned(), value::expected(variable).to_string().into());
        if variable.secret {
            entry.insert("secret".to_owned(), true.into());
        }
        if variable.empty_allowed {
            entry.insert("empty".to_owned(), true.into());
        }
        if variable.file_variable.is_some() {
            self.open(variable, "that the file with its value is there and holds a value that fits");
        }
        if !variable.former_names.is_empty() {
            self.open(variable, "that it and its former name do not differ");
        }
        if variable.secret {
            self.open(variable, "its value, which stands in a Secret");
            return entry.into();
        }
        if variable.on_invalid != OnInvalid::Fail {
            return entry.into(); // whatever it is, the service starts
        }
        if !variable.forbidden.is_empty() {
            entry.insert("forbidden".to_owned(), json!(variable.forbidden));
        }
        self.values(variable, &mut entry);
        entry.into()
    }

    fn values(&mut self, variable: &Variable, entry: &mut Map<String, Value>) {
        let ty = &variable.ty;
        let item = Type { kind: Some(ty.scalar()), ..ty.clone() };
        let is_list = ty.kind == Some(Kind::List);
        let mut patterns: Vec<String> = Vec::new();
        if ty.one_of.is_empty() {
            patterns.extend(pattern::of_kind(&item));
        } else {
            entry.insert(if is_list { "itemValues" } else { "values" }.to_owned(), json!(ty.one_of));
        }
        if let Some(stated) = &ty.pattern {
            match subset::fault(&stated.text) {
                Some(fault) => self.faults.push((variable.name.to_string(), fault)),
                None => patterns.push(pattern::whole_value(&stated.text)),
            }
        }
        if !patterns.is_empty() {
            entry.insert(if is_list { "itemPatterns" } else { "patterns" }.to_owned(), json!(patterns));
        }
        if is_list {
            entry.insert("separator".to_owned(), ty.separator().into());
        }
        let kind = ty.scalar();
        if !is_list && kind == Kind::IpAddress {
            entry.insert("ip".to_owned(), true.into());
        }
        if matches!(kind, Kind::Duration | Kind::Size) && ty.one_of.is_empty() {
            self.open(variable, "that it is a duration or size with a unit, within its range");
        }
        if kind == Kind::Url && ty.one_of.is_empty() {
            self.open(
                variable,
                "that it is a whole URL: only its scheme, and that something follows, is looked at",
            );
        }
        if matches!(kind, Kind::SocketAddress | Kind::Host | Kind::Email)
            || is_list && kind == Kind::IpAddress
        {
            self.open(
                variable,
                "the fine points of addresses and names: only what they are made of is looked at",
            );
        }
        if kind == Kind::Number {
            self.open(
                variable,
                "how a number may be written, but for digits, a sign, a point and an exponent",
            );
            for (key, bound) in [("minimum", &ty.min), ("maximum", &ty.max)] {
                if let Some(Bound { value, exclusive, .. }) = bound.as_ref().filter(|_| !is_list) {
                    entry.insert(key.to_owned(), real(*value).into());
                    if *exclusive {
                        entry.insert(format!("{key}Excluded"), true.into());
                    }
                }
            }
            if is_list && (ty.min.is_some() || ty.max.is_some()) {
                self.open(variable, "the range of its items");
            }
        }
        for (key, length) in [("min", ty.min_length), ("max", ty.max_length)] {
            match length {
                Some(_) if is_list => self.open(variable, "the length of its items"),
                Some(Length { count, bytes }) => {
                    drop(
                        entry
                            .insert(format!("{key}{}", if bytes { "Bytes" } else { "Length" }), count.into()),
                    );
                }
                None => {}
            }
        }
    }
}

#[allow(clippy::cast_precision_loss)] // CEL compares numbers of this kind as such
fn real(amount: Amount) -> f64 {
    match amount {
        Amount::Whole(whole) => whole as f64,
        Amount::Real(real) => real,
    }
}

fn other_names(variable: &Variable) -> impl Iterator<Item = String> + '_ {
    variable.former_names.iter().chain(&variable.file_variable).map(ToString::to_string)
}

/// The requirement behind a fact.
fn requirement(variable: &Variable, fact: Facts) -> String {
    variable.citation(fact).map_or_else(String::new, named)
}

/// `1.2`, or `line 7` where the requirement has no id.
fn named(citation: &Citation) -> String {
    citation.id.as_ref().map_or_else(|| format!("line {}", citation.line), ToString::to_string)
}

/// A rule under conditions, where all of them can be seen.
fn when(contract: &Contract, variable: &Variable, guard: &Guard) -> Option<Value> {
    let all: Option<Vec<Value>> = guard.when.iter().map(|condition| test(contract, condition)).collect();
    let id = named(variable.citations.get(guard.citation)?);
    let why = contract.conditions(&guard.when).to_string();
    Some(json!({"then": variable.name, "all": all?, "req": id, "why": why}))
}

/// A condition, and whether it holds where the variable is not given.
fn test(contract: &Contract, condition: &Condition) -> Option<Value> {
    let variable = &contract.variables[condition.variable];
    let name = &variable.name;
    // What stands under another name, in a file or in a Secret is not seen.
    if other_names(variable).next().is_some() || variable.is_confidential() || !variable.guards.is_empty() {
        return None;
    }
    let (ty, kind) = (&variable.ty, variable.ty.kind);
    let default = variable.default.as_deref();
    let is = |literals: &[&str]| {
        default.is_some_and(|default| literals.iter().any(|literal| value::same(ty, default, literal)))
    };
    let one_of = |literals: &[&str], negated: bool| {
        let (values, fold) = spellings(kind, literals)?;
        let test = if negated { "not" } else { "is" };
        Some(
            json!({"name": name, "test": test, "values": values, "fold": fold, "unset": is(literals) != negated}),
        )
    };
    match &condition.test {
        Test::IsSet => Some(
            json!({"name": name, "test": "any", "values": [], "fold": false, "unset": default.is_some()}),
        ),
        Test::IsNotSet => Some(
            json!({"name": name, "test": "none", "values": [], "fold": false, "unset": default.is_none()}),
        ),
        Test::Is(literal) => one_of(&[literal], false),
        Test::IsNot(literal) => one_of(&[literal], true),
        Test::OneOf(literals) => one_of(&literals.iter().map(AsRef::as_ref).collect::<Vec<_>>(), false),
    }
}

/// Every way to write the values, and whether upper and lower case are alike; `None` for numbers, which have too many.
fn spellings(kind: Option<Kind>, literals: &[&str]) -> Option<(Vec<String>, bool)> {
    match kind {
        Some(Kind::Boolean) => {
            let words = |truth: bool| if truth { value::TRUE } else { value::FALSE };
            let all: Option<Vec<_>> =
                literals.iter().map(|literal| value::boolean(literal).map(words)).collect();
            Some((all?.concat().iter().map(ToString::to_string).collect(), true))
        }
        None | Some(Kind::Text | Kind::Path) => {
            Some((literals.iter().map(ToString::to_string).collect(), false))
        }
        Some(_) => None,
    }
}

fn groups(contract: &Contract) -> Vec<Value> {
    let given =
        |variable: &Variable| [variable.name.to_string()].into_iter().chain(other_names(variable)).collect();
    let stated = contract.groups.iter().map(|group| {
        let names: Vec<Vec<String>> =
            group.variables.iter().map(|&at| given(&contract.variables[at])).collect();
        let id = group.citations.first().map(named).unwrap_or_default();
        json!({"most": group.kind == GroupKind::AtMostOne, "members": names, "req": id})
    });
    let files = contract.variables.iter().filter_map(|variable| {
        let file = variable.file_variable.as_ref()?;
        let members = [vec![variable.name.to_string()], vec![file.to_string()]];
        Some(json!({"most": true, "members": members, "req": requirement(variable, Facts::FILE)}))
    });
    stated.chain(files).collect()
}
