//! A `ConfigMap`, a Secret to fill in, and a Deployment whose container writes every variable: what a manifest leaves out,
//! Kubernetes may fill with the address of a Service.

use std::fmt::Write;

use spec_env_core::contract::{Contract, Variable};

use super::quoted;
use super::supply::{Supply, comments, variables};

/// The manifests without their first line; or the keys of a container alone, for a manifest that has one already.
pub(super) fn manifests(contract: &Contract, name: &str, image: &str, is_part: bool) -> String {
    let keys = keys(contract, name);
    if is_part {
        return keys;
    }
    let hash = quoted(&format!("{:016x}", contract.hash));
    let mut text = String::new();
    for (kind, field, is_secret) in [("ConfigMap", "data", false), ("Secret", "stringData", true)] {
        let given: Vec<_> = variables(contract).filter(|v| v.is_confidential() == is_secret).collect();
        let given: Vec<_> = given.into_iter().filter(|v| Supply::of(v) != Supply::May).collect();
        let _ = writeln!(text, "apiVersion: v1\nkind: {kind}\nmetadata:\n  name: {name}-env");
        let _ = writeln!(text, "  annotations:\n    spec-env.dev/contract: {hash}");
        let _ = writeln!(text, "{field}:{}", if given.is_empty() { " {}" } else { "" });
        for variable in given {
            for line in comments(contract, variable) {
                let _ = writeln!(text, "  # {line}");
            }
            let value = Supply::default(variable).unwrap_or_default();
            let _ = writeln!(text, "  {}: {}", variable.name, quoted(value));
        }
        text += "---\n";
    }
    let _ = write!(
        text,
        "apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {name}\n  annotations:\n    spec-env.dev/contract: {hash}\n\
         spec:\n  selector:\n    matchLabels:\n      app.kubernetes.io/name: {name}\n  template:\n    metadata:\n      labels:\n        \
         app.kubernetes.io/name: {name}\n    spec:\n      # Addresses of Services would overwrite what is not set.\n      \
         enableServiceLinks: false\n      containers:\n        - name: {name}\n          image: {}\n",
        quoted(image)
    );
    for line in keys.lines() {
        let _ = writeln!(text, "          {line}");
    }
    text
}

/// The environment of the container.
fn keys(contract: &Contract, name: &str) -> String {
    let mut text = "env:\n".to_owned();
    let _ = writeln!(
        text,
        "  - name: SPEC_ENV_CONTRACT\n    value: {}",
        quoted(&format!("{:016x}", contract.hash))
    );
    for variable in variables(contract) {
        let _ = write!(text, "  - name: {}\n{}", variable.name, reference(variable, name));
    }
    text
}

fn reference(variable: &Variable, name: &str) -> String {
    let kind = if variable.is_confidential() { "secretKeyRef" } else { "configMapKeyRef" };
    let optional = if Supply::of(variable) == Supply::May { "        optional: true\n" } else { "" };
    format!(
        "    valueFrom:\n      {kind}:\n        name: {name}-env\n        key: {}\n{optional}",
        variable.name
    )
}
