//! Admission: the policies, run by the API server's own plugin over workloads.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::tools::tool;
use crate::{Check, directory, ensure, spec_env, with_file};

pub(crate) fn all() -> Vec<Check> {
    vec![
        Check { name: "admission_cases", tools: &["vapeng"], run: cases },
        Check { name: "admission_table", tools: &["vapeng"], run: table },
        Check { name: "admission_values", tools: &["vapeng"], run: values },
        Check { name: "admission_defaults", tools: &["vapeng"], run: defaults },
        Check { name: "admission_label", tools: &["vapeng"], run: label },
        Check { name: "admission_owned", tools: &["vapeng"], run: owned },
        Check { name: "admission_cost", tools: &["vapeng"], run: cost },
    ]
}

const NAMES: [&str; 6] = ["--name", "api", "--container", "api", "--namespace", "team-a"];

fn policy(spec: &Path, more: &[&str]) -> Result<String, String> {
    spec_env(&[&["generate", "admission"], &NAMES[..], more].concat(), spec)
}

/// The names in the denial of a workload, in the order of the workloads; `None` for one that is admitted.
fn verdicts(policy: &str, workloads: &[(String, Value)]) -> Result<Vec<Option<String>>, String> {
    let directory = with_file("policy.yaml", policy)?;
    let mut command = tool("vapeng");
    command.arg("policy.yaml").current_dir(directory.path());
    for (name, workload) in workloads {
        fs::write(directory.path().join(name), workload.to_string()).map_err(|error| error.to_string())?;
        command.arg(name);
    }
    let output = command.output().map_err(|error| error.to_string())?;
    let said = String::from_utf8_lossy(&output.stdout);
    let verdict = |(name, _): &(String, Value)| {
        let line = said.lines().find(|line| line.split_whitespace().nth(1) == Some(name));
        match line.map(|line| (line.starts_with("ALLOW"), line)) {
            Some((true, _)) => Ok(None),
            Some((false, line)) => Ok(Some(line.to_owned())),
            None => Err(format!("{name} has no verdict: {said}{}", String::from_utf8_lossy(&output.stderr))),
        }
    };
    workloads.iter().map(verdict).collect()
}

/// The verdicts that a real API server gave, and the variables that it named.
fn cases() -> Result<(), String> {
    let place = directory().join("admission");
    let expected = fs::read_to_string(place.join("expected.txt")).map_err(|error| error.to_string())?;
    let expected: Vec<_> = expected.lines().filter_map(|line| line.split_once('|')).collect();
    let mut workloads = Vec::new();
    for (name, _) in &expected {
        let path = place.join("cases").join(format!("{name}.json"));
        let text = fs::read_to_string(path).map_err(|error| error.to_string())?;
        workloads
            .push((format!("{name}.json"), serde_json::from_str(&text).map_err(|error| error.to_string())?));
    }
    ensure(workloads.len() == 16, || "there are sixteen cases".to_owned())?;
    for more in [&[][..], &["--self-contained"], &["--require-label", "--values"]] {
        let text = policy(&place.join("requirements.md"), more)?;
        for ((name, wanted), found) in expected.iter().zip(verdicts(&text, &workloads)?) {
            let found = found.unwrap_or_else(|| "ALLOW".to_owned());
            let names = named(wanted);
            ensure((*wanted == "ALLOW") == (found == "ALLOW"), || format!("{name}, {more:?}: {found}"))?;
            ensure(names.is_subset(&named(&found)), || format!("{name}, {more:?}: {names:?} in {found}"))?;
        }
    }
    Ok(())
}

/// The words that look like variables.
fn named(text: &str) -> BTreeSet<&str> {
    let words = text.split(|c: char| !c.is_ascii_uppercase() && c != '_').filter(|word| word.contains('_'));
    words.collect()
}

fn workload(env: &[(String, String)]) -> Value {
    let env: Vec<_> = env.iter().map(|(name, value)| json!({"name": name, "value": value})).collect();
    let labels = json!({"app": "api", "spec-env.dev/contract": "api"});
    json!({
        "apiVersion": "apps/v1", "kind": "Deployment",
        "metadata": {"name": "api", "namespace": "team-a", "labels": labels},
        "spec": {"selector": {"matchLabels": {"app": "api"}}, "template": {
            "metadata": {"labels": {"app": "api"}},
            "spec": {"containers": [{"name": "api", "image": "x", "env": env}], "enableServiceLinks": false}}}
    })
}

/// A statement about `APP_X`, values of it, and those that admission lets pass though the loader does not.
type Row = (&'static str, &'static [&'static str], &'static [&'static str]);

/// The differences are documented in `docs/admission.md`: what CEL cannot tell, and so leaves to the start.
const TABLE: &[Row] = &[
    ("an integer", &["1", "-7", "007", "1.0", "+1", " 1", "1e3", "x", "99999999999999999999"], &[]),
    ("an integer between -5 and 100", &["-5", "-6", "100", "101", "0", "-0", "0100"], &[]),
    ("a number between 0 and 1.5", &["0", "1.5", "1.51", "-0.1", "1e-3", ".5", "5.", "a1", "1e999"], &[]),
    ("a port", &["1", "65535", "65536", "0", "080", "tcp://10.0.0.1:80"], &[]),
    ("a boolean", &["true", "TRUE", "1", "yes", "off", "y", "t", "truee"], &[]),
    ("a URL", &["https://a", "a", "sqlite::memory:", "https:", "http://a b"], &["http://a b"]),
    ("an https:// URL", &["https://a", "HTTPS://a", "http://a", "httpsx://a"], &[]),
    ("a UUID", &["123e4567-e89b-12d3-a456-426614174000", "123e4567e89b12d3a456426614174000", "x"], &[]),
    ("an IP address", &["127.0.0.1", "::1", "256.0.0.1", "localhost", "1.2.3"], &[]),
    ("a host name", &["a.example", "a b", "-a", "db_1", "10.0.0.1"], &["-a"]),
    ("an email address", &["a@b", "a", "a@b@c", "@b"], &[]),
    ("a duration", &["30s", "1h30m", "x", "30"], &["30"]),
    ("a size", &["10MB", "x", "10 apples"], &["10 apples"]),
    ("one of `a` or `b`", &["a", "b", "A", "c", "a "], &[]),
    ("a string of at least 3 characters", &["abc", "ab", "äöü", "äö"], &[]),
    ("a string of at most 3 characters", &["abc", "abcd", "äöü"], &[]),
    ("a comma-separated list of integers", &["1,2", "1, 2", "1,x", "1,,2", "1,"], &[]),
];

/// What the loader, the command and CEL say of values: they agree, or the value is on the list.
fn table() -> Result<(), String> {
    for (statement, values, differences) in TABLE {
        let spec = format!("1. THE App SHALL require the `APP_X` environment variable, {statement}.\n");
        row(&spec, values, differences)?;
    }
    row(
        "1. THE App SHALL require the `APP_X` environment variable. THE `APP_X` environment variable SHALL match the regular expression `v[0-9]+|x`.\n",
        &["v1", "x", "v", "v1x", "xv1"],
        &[],
    )?;
    row(
        "1. THE App SHALL require the `APP_X` environment variable.\n2. IF `APP_X` is \"changeme\", THEN THE App SHALL refuse to start.\n",
        &["changeme", "other"],
        &[],
    )
}

fn row(spec: &str, values: &[&str], differences: &[&str]) -> Result<(), String> {
    let directory = with_file("requirements.md", spec)?;
    let spec = directory.path().join("requirements.md");
    let envs: Vec<_> = values.iter().map(|value| vec![("APP_X".to_owned(), (*value).to_owned())]).collect();
    let workloads: Vec<_> =
        envs.iter().enumerate().map(|(at, env)| (format!("{at}.json"), workload(env))).collect();
    let admitted = verdicts(&policy(&spec, &[])?, &workloads)?;
    for ((value, (_, workload)), denied) in values.iter().zip(&workloads).zip(admitted) {
        let check = |arguments: &[&str]| {
            let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_spec-env"));
            command.args(arguments).arg(&spec).env_clear().env("APP_X", value).current_dir(directory.path());
            command.output().map(|output| output.status.success()).map_err(|error| error.to_string())
        };
        fs::write(directory.path().join("workload.json"), workload.to_string()).map_err(|e| e.to_string())?;
        let by_loader = check(&["check"])?;
        let by_command = check(&["check", "--kubernetes", "workload.json"])?;
        let by_cel = denied.is_none();
        ensure(by_loader == by_command, || format!("{value:?}: loader {by_loader}, command {by_command}"))?;
        let differs = differences.contains(value);
        ensure((by_loader != by_cel) == differs && (by_cel || !by_loader), || {
            format!("{value:?}: loader {by_loader}, admission {by_cel}: {denied:?}")
        })?;
        let leaks = denied.as_ref().is_some_and(|line| value.len() > 8 && line.contains(value));
        ensure(!leaks, || format!("{denied:?}"))?;
    }
    Ok(())
}

/// `ConfigMaps` and Secrets that carry values are looked into.
fn values() -> Result<(), String> {
    let object = |kind: &str, data: Value| {
        let labels = json!({"spec-env.dev/contract": "api"});
        let metadata = json!({"name": "api", "namespace": "team-a", "labels": labels});
        (
            format!("{kind}-{}.json", data.to_string().len()),
            json!({"apiVersion": "v1", "kind": kind, "metadata": metadata, "data": data}),
        )
    };
    let objects = [
        (object("ConfigMap", json!({"APP_PORT": "8080", "OTHER": "x"})), &[][..]),
        (
            object("ConfigMap", json!({"APP_PORT": "70000", "METRICS_URL": "ftp://x"})),
            &["APP_PORT", "METRICS_URL"],
        ),
        (object("ConfigMap", json!({"DATABASE_URL": "x"})), &["DATABASE_URL"]),
        (object("Secret", json!({"DATABASE_URL": "cG9zdGdyZXM6Ly9o"})), &[]),
        (object("Secret", json!({"DATABASE_URL": "cG9zdGdyZXM6Ly9oCg=="})), &["DATABASE_URL"]),
        (object("Secret", json!({"DATABASE_URL": ""})), &["DATABASE_URL"]),
    ];
    for more in [&["--values"][..], &["--values", "--self-contained"]] {
        let text = policy(&directory().join("admission/requirements.md"), more)?;
        let workloads: Vec<_> = objects.iter().map(|(object, _)| object.clone()).collect();
        for ((object, names), found) in objects.iter().zip(verdicts(&text, &workloads)?) {
            let said = found.clone().unwrap_or_default();
            let fits = found.is_none() == names.is_empty() && names.iter().all(|name| said.contains(name));
            ensure(fits && !said.contains("70000"), || format!("{more:?}, {object:?}: {found:?}"))?;
        }
    }
    Ok(())
}

/// A pod of a workload that is there already gets through, whatever is in it; the same pod alone does not.
fn owned() -> Result<(), String> {
    let owner = json!([{"apiVersion": "apps/v1", "kind": "ReplicaSet", "name": "api", "uid": "1", "controller": true}]);
    let pod = |owners: Option<Value>| {
        let mut metadata =
            json!({"name": "api", "namespace": "team-a", "labels": {"spec-env.dev/contract": "api"}});
        if let Some(owners) = owners {
            metadata["ownerReferences"] = owners;
        }
        json!({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": {"containers": [{"name": "api", "image": "x"}]}})
    };
    let workloads = [("owned.json".to_owned(), pod(Some(owner))), ("alone.json".to_owned(), pod(None))];
    for more in [&[][..], &["--self-contained"]] {
        let text = policy(&directory().join("admission/requirements.md"), more)?;
        let found = verdicts(&text, &workloads)?;
        ensure(found[0].is_none() && found[1].is_some(), || format!("{more:?}: {found:?}"))?;
    }
    Ok(())
}

/// As many variables as the generator takes stay within the budget, right and wrong; more are refused before.
fn cost() -> Result<(), String> {
    let spec = |count: usize| {
        let mut text = String::new();
        for at in 1..=count {
            let _ = writeln!(
                text,
                "{at}. THE App SHALL require the `APP_VARIABLE_{at}` environment variable, an integer between 1 and 65535."
            );
        }
        text
    };
    let directory = with_file("requirements.md", &spec(900))?;
    let text = policy(&directory.path().join("requirements.md"), &[])?;
    let env = |value: &str| {
        (1..=900).map(|at| (format!("APP_VARIABLE_{at}"), value.to_owned())).collect::<Vec<_>>()
    };
    let workloads =
        [("good.json".to_owned(), workload(&env("8080"))), ("bad.json".to_owned(), workload(&env("x")))];
    let found = verdicts(&text, &workloads)?;
    ensure(found[0].is_none(), || format!("{found:?}"))?;
    let denial = found[1].clone().unwrap_or_default();
    ensure(
        denial.contains("in more ways than a message can hold") || denial.contains("APP_VARIABLE_1 "),
        || denial.clone(),
    )?;
    ensure(!denial.contains("cost limit"), || denial.clone())?;
    conditions(300).and_then(|(text, workload)| {
        let found = verdicts(&text, &[("conditions.json".to_owned(), workload)])?;
        ensure(found[0].is_none(), || format!("{found:?}"))
    })?;
    let directory = with_file("requirements.md", &spec(901))?;
    let too_many = policy(&directory.path().join("requirements.md"), &[]);
    let directory = with_file("requirements.md", &spec(700))?;
    policy(&directory.path().join("requirements.md"), &[])?;
    let too_long = policy(&directory.path().join("requirements.md"), &["--self-contained"]);
    for refused in [too_many, too_long, conditions(301).map(|(text, _)| text)] {
        let Err(refusal) = refused else { return Err("what exceeds the budget is taken".to_owned()) };
        ensure(refusal.contains("split the specification"), || refusal)?;
    }
    Ok(())
}

/// A policy with as many conditions, each on a variable of its own, and the workload that costs the most.
fn conditions(count: usize) -> Result<(String, Value), String> {
    let mut spec = String::new();
    let mut env = Vec::new();
    for at in 0..count {
        let _ = writeln!(spec, "1. THE App SHALL accept an optional `APP_MODE_{at}` environment variable.");
        let _ = writeln!(
            spec,
            "1. WHEN `APP_MODE_{at}` is \"x\" and the `APP_VALUE_{at}` environment variable is not set, THE App SHALL refuse to start."
        );
        env.extend(["MODE", "VALUE"].map(|name| (format!("APP_{name}_{at}"), "y".to_owned())));
    }
    let directory = with_file("requirements.md", &spec)?;
    Ok((policy(&directory.path().join("requirements.md"), &[])?, workload(&env)))
}

/// A condition sees the default of what is not set, and every way to write a boolean.
fn defaults() -> Result<(), String> {
    let spec = "1. WHEN the `APP_MODE` environment variable is not set, THE App SHALL default to `cloud`.\n\
        2. WHEN `APP_MODE` is \"cloud\" and the `APP_REGION` environment variable is not set, THE App SHALL refuse to start.\n\
        3. THE App SHALL accept an optional `APP_TLS` environment variable, a boolean.\n\
        4. WHEN `APP_TLS` is \"true\" and the `APP_KEYS` environment variable is not set, THE App SHALL refuse to start.\n";
    let directory = with_file("requirements.md", spec)?;
    let text = policy(&directory.path().join("requirements.md"), &[])?;
    let cases: [(&[(&str, &str)], &str); 6] = [
        (&[], "APP_REGION"),
        (&[("APP_MODE", "local")], ""),
        (&[("APP_MODE", "cloud"), ("APP_REGION", "x")], ""),
        (&[("APP_MODE", "local"), ("APP_TLS", "YES")], "APP_KEYS"),
        (&[("APP_MODE", "local"), ("APP_TLS", "off")], ""),
        (&[("APP_REGION", "x"), ("APP_TLS", "1"), ("APP_KEYS", "")], "APP_KEYS"),
    ];
    let workloads = cases.iter().enumerate().map(|(at, (env, _))| {
        let env: Vec<_> = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        (format!("{at}.json"), workload(&env))
    });
    let workloads: Vec<_> = workloads.collect();
    for ((env, name), found) in cases.iter().zip(verdicts(&text, &workloads)?) {
        let fits =
            found.is_none() == name.is_empty() && found.as_ref().is_none_or(|said| said.contains(name));
        ensure(fits, || format!("{env:?}: {found:?}"))?;
    }
    Ok(())
}

/// In a namespace that is enforced, leaving the label out evades nothing.
fn label() -> Result<(), String> {
    let text = policy(&directory().join("admission/requirements.md"), &["--require-label"])?;
    let label = text.split("---\n").filter(|document| document.contains("spec-env.label"));
    let label = label.collect::<Vec<_>>().join("---\n");
    let labelled = workload(&[]);
    let mut bare = labelled.clone();
    bare["metadata"]["labels"] = json!({"app": "api"});
    let found = verdicts(&label, &[("labelled.json".to_owned(), labelled), ("bare.json".to_owned(), bare)])?;
    let said = found[1].clone().unwrap_or_default();
    ensure(found[0].is_none() && said.contains("spec-env.dev/contract"), || format!("{found:?}"))
}
