//! What makes the API server of a cluster refuse a workload that breaks the contract: policies in CEL, and the contract
//! as the object that they read.

mod contract;
mod subset;
#[cfg(test)]
mod tests;

use std::fmt::Write;

use serde_json::Value;
use spec_env_core::contract::Contract;
use spec_env_core::text::Escaped;

use super::quoted;
use crate::arguments::{Action, Admission};
use crate::failure::Failure;
use contract::Rules;

/// The rule for a value `s` under the entry `v` of its variable; one for all policies.
const FITS: &str = include_str!("fits.cel");

/// As many variables as stay within what the API server lets an expression cost, with room for workloads that set
/// others beside them.
const MOST_VARIABLES: usize = 900;

/// As many conditions, times the variables that they look at, as stay within it: 300 on as many variables were
/// measured to, 400 were not.
const MOST_TESTS: usize = 90_000;

/// As many members of groups.
const MOST_MEMBERS: usize = 900;

/// What to do with a specification that is too large.
const SPLIT: &str = "split the specification by what its containers read (`--system NAME`), and give each part a contract and a container of its own";

/// The longest expression that the API server takes, in characters.
const LONGEST_EXPRESSION: usize = 100_000;

/// The whole text, without its first line.
pub(super) fn manifests(contract: &Contract, arguments: &Admission) -> Result<String, Failure> {
    let rules = rules(contract)?;
    if arguments.explain {
        return Ok(explanation(contract, &rules));
    }
    let Admission { name, container, namespace, self_contained, require_label, values, action, .. } =
        arguments;
    let actions = action.names();
    let mut spec = rules.spec;
    spec.insert("container".to_owned(), container.as_str().into());
    spec.insert("hash".to_owned(), format!("{:016x}", contract.hash).into());
    let mut text = header(*self_contained, &rules.open);
    let mut documents = Vec::new();
    let reference = if *self_contained {
        None
    } else {
        documents.push(include_str!("crd.yaml").to_owned());
        documents.push(object(name, namespace, &spec.clone().into()));
        Some(name.as_str())
    };
    let spec = Value::from(spec);
    if *self_contained && literal(&spec).chars().count() > LONGEST_EXPRESSION {
        return Err(Failure::helping(
            "the contract is longer than the API server takes in one expression",
            format!("leave out --self-contained, or {SPLIT}"),
        ));
    }
    for (template, prefix) in
        [(include_str!("policy.yaml"), "spec-env"), (include_str!("values.yaml"), "spec-env-values")]
    {
        if prefix != "spec-env" && !values {
            continue;
        }
        let policy = match reference {
            Some(_) => format!("{prefix}.fleet"),
            None => format!("{prefix}.{namespace}.{name}"),
        };
        documents.push(filled(template, &policy, name, reference.is_none().then_some(&spec)));
        documents.push(binding(&policy, prefix, arguments, actions));
    }
    if *require_label {
        documents.push(include_str!("label.yaml").replace("@ACTIONS@", actions));
    }
    text += &documents.join("---\n");
    Ok(text)
}

/// The rules, where the API server can hold them.
fn rules(contract: &Contract) -> Result<Rules, Failure> {
    let rules = Rules::new(contract);
    if let Some((name, fault)) = rules.faults.first() {
        let message = format!("the API server cannot hold the pattern of {}: {fault}", Escaped(name));
        return Err(Failure::helping(message, "write the pattern in what RE2 and this command read alike"));
    }
    let number = rules.spec["variables"].as_object().map_or(0, serde_json::Map::len);
    if number > MOST_VARIABLES {
        return Err(Failure::helping(
            format!(
                "{number} names are more than the API server can check of one workload: at most {MOST_VARIABLES}"
            ),
            SPLIT,
        ));
    }
    let spec = &rules.spec;
    let sum = |list: &str, key: &str| -> usize {
        let items = spec[list].as_array().into_iter().flatten();
        items.filter_map(|item| item[key].as_array()).map(Vec::len).sum()
    };
    let (tests, members) = (sum("when", "all"), sum("groups", "members"));
    let tested = spec["tested"].as_object().map_or(0, serde_json::Map::len);
    if tests * tested > MOST_TESTS || members > MOST_MEMBERS {
        return Err(Failure::helping(
            format!(
                "{tests} conditions on {tested} variables, and {members} members of groups, are more than the API server can check of one workload"
            ),
            SPLIT,
        ));
    }
    Ok(rules)
}

/// In which order to apply and remove, and what is not enforced.
fn header(self_contained: bool, open: &[(String, String)]) -> String {
    let mut text = if self_contained {
        "# Apply with --action audit, then warn, then deny; remove the binding before the policy.\n"
            .to_owned()
    } else {
        "# Apply the CRD first, then the contracts, the policy, and last the bindings: with --action audit, then warn, then deny.\n\
         # Remove in the reverse order: a policy without its CRD refuses every workload.\n"
            .to_owned()
    };
    if !open.is_empty() {
        text += "# Not enforced at admission; the start of the service checks it:\n";
    }
    for (name, what) in open {
        let _ = writeln!(text, "#   {}: {}", Escaped(name), Escaped(what));
    }
    text
}

/// The contract as an object of the cluster: a line for each variable.
fn object(name: &str, namespace: &str, spec: &Value) -> String {
    let mut text = format!(
        "apiVersion: spec-env.dev/v1alpha1\nkind: EnvContract\nmetadata:\n  name: {name}\n  namespace: {namespace}\nspec:\n"
    );
    for (key, value) in spec.as_object().into_iter().flatten() {
        match value {
            Value::Object(entries) if !entries.is_empty() => {
                let _ = writeln!(text, "  {key}:");
                for (name, entry) in entries {
                    let _ = writeln!(text, "    {}: {entry}", quoted(name));
                }
            }
            value => drop(writeln!(text, "  {key}: {value}")),
        }
    }
    text
}

/// A policy made from its template; with a contract baked into it, where it reads no object.
fn filled(template: &str, policy: &str, name: &str, baked: Option<&Value>) -> String {
    let fits = FITS.trim().replace('\n', "\n        ");
    let (contract, called, kind) = match baked {
        Some(_) => ("variables.contract", format!("'{name}'"), String::new()),
        None => (
            "params.spec",
            "params.metadata.name".to_owned(),
            "  paramKind: {apiVersion: spec-env.dev/v1alpha1, kind: EnvContract}\n".to_owned(),
        ),
    };
    let annotations =
        baked.map(|spec| format!("  annotations:\n    spec-env.dev/contract: {}\n", spec["hash"]));
    let baked =
        baked.map(|spec| format!("    - name: contract\n      expression: {}\n", quoted(&literal(spec))));
    template
        .replace("@POLICY@", policy)
        .replace("@ANNOTATIONS@", &annotations.unwrap_or_default())
        .replace("@PARAM_KIND@", &kind)
        .replace("@BAKED@", &baked.unwrap_or_default())
        .replace("@FITS@", &fits)
        .replace("@CONTRACT@", contract)
        .replace("@NAME@", &called)
}

/// A value as CEL writes it. The members of a map are of one type there, which `dyn` makes them.
fn literal(value: &Value) -> String {
    match value {
        Value::Object(entries) => {
            let entries =
                entries.iter().map(|(key, value)| format!("{}: dyn({})", quoted(key), literal(value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", "))
        }
        other => other.to_string(),
    }
}

fn binding(policy: &str, prefix: &str, arguments: &Admission, actions: &str) -> String {
    let Admission { name, namespace, self_contained, .. } = arguments;
    let parameters = if *self_contained {
        String::new()
    } else {
        format!("  paramRef: {{name: {name}, parameterNotFoundAction: Deny}}\n")
    };
    format!(
        "apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata:\n  \
         name: {prefix}.{namespace}.{name}\nspec:\n  policyName: {policy}\n  validationActions: [{actions}]\n{parameters}  \
         matchResources:\n    namespaceSelector:\n      matchLabels: {{spec-env.dev/enforce: \"true\", kubernetes.io/metadata.name: {namespace}}}\n    \
         objectSelector: {{matchLabels: {{spec-env.dev/contract: {name}}}}}\n"
    )
}

/// Which facts the cluster enforces, and which only the start of the service does.
fn explanation(contract: &Contract, rules: &Rules) -> String {
    let mut text = String::new();
    let entries = &rules.spec["variables"];
    let holds = |list: &str, name: &str, key: Option<&str>| {
        let named = |item: &Value| key.map_or(item, |key| &item[key]) == name;
        rules.spec[list].as_array().is_some_and(|items| items.iter().any(named))
    };
    for variable in contract.variables.iter() {
        let name = variable.name.as_ref();
        let entry = &entries[name];
        let mut enforced = Vec::new();
        if holds("required", name, None) {
            enforced.push("it must be set, and its reference must not be optional");
        }
        if holds("when", name, Some("then")) {
            enforced.push("it must be set under its conditions");
        }
        if entry["secret"] == true {
            enforced.push("it comes from a Secret");
        }
        let judged = [
            "patterns",
            "values",
            "forbidden",
            "itemPatterns",
            "itemValues",
            "minLength",
            "maxLength",
            "minBytes",
            "maxBytes",
            "minimum",
            "maximum",
            "ip",
        ];
        if judged.iter().any(|key| entry.get(key).is_some()) {
            enforced.push("the value that stands in the workload");
        }
        let enforced = if enforced.is_empty() { "nothing".to_owned() } else { enforced.join("; ") };
        let _ = writeln!(text, "{}\n  at admission: {enforced}", Escaped(name));
        for (_, what) in rules.open.iter().filter(|(open, _)| open == name) {
            let _ = writeln!(text, "  at start only: {}", Escaped(what));
        }
    }
    for group in rules.spec["groups"].as_array().into_iter().flatten() {
        let members =
            group["members"].as_array().into_iter().flatten().filter_map(|member| member[0].as_str());
        let members: Vec<_> = members.map(|name| Escaped(name).to_string()).collect();
        let kind = if group["most"] == true { "at most" } else { "at least" };
        let _ = writeln!(text, "{}\n  at admission: {kind} one of them is set", members.join(", "));
    }
    text + "everything\n  at start only: what stands in ConfigMaps, Secrets, files and the image; `$(NAME)` in values; all that comes by envFrom\n"
}

impl Action {
    /// The `validationActions` of a binding; the API server does not take `Deny` and `Warn` together.
    fn names(self) -> &'static str {
        match self {
            Self::Audit => "Audit",
            Self::Warn => "Warn, Audit",
            Self::Deny => "Deny, Audit",
        }
    }
}
