//! SARIF 2.1.0, as code scanning reads it.

use std::fmt::Write;

use serde_json::{Value, json};
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::fingerprint::fingerprint;

use super::Finding;

/// A log with one run.
pub(super) fn sarif(command: &str, findings: &[Finding]) -> Value {
    let codes: Vec<_> =
        Code::ALL.iter().copied().filter(|code| findings.iter().any(|f| f.code == *code)).collect();
    let rules: Vec<_> = codes.iter().map(|code| rule(*code)).collect();
    let results: Vec<_> = findings.iter().map(|finding| result(finding, &codes)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "spec-env",
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "automationDetails": {"id": format!("spec-env/{command}/")},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {"description": {"text": "The root of the repository."}}},
            "results": results,
        }],
    })
}

fn rule(code: Code) -> Value {
    let explanation = code.explain().replace("\n\n", " ").replace('\n', " ");
    json!({
        "id": code.name(),
        "shortDescription": {"text": code.summary()},
        "fullDescription": {"text": explanation},
        "helpUri": format!("{}/blob/main/docs/diagnostics.md#{}", env!("CARGO_PKG_REPOSITORY"), code.name()),
        "help": {"text": format!("`spec-env explain {}` tells more.", code.name())},
    })
}

fn result(finding: &Finding, codes: &[Code]) -> Value {
    let place = &finding.place;
    let mut message = finding.message.clone();
    for more in [&finding.help, &finding.requirement].into_iter().flatten() {
        message += "; ";
        message += more;
    }
    // The place is left out of it, so that a finding stays the same one when lines move.
    let print =
        fingerprint(format!("{}\n{}\n{}", finding.code.name(), place.file, finding.message).as_bytes());
    json!({
        "ruleId": finding.code.name(),
        "ruleIndex": codes.iter().position(|code| *code == finding.code),
        "level": match finding.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Note => "note",
        },
        "message": {"text": format!("{}.", message.trim_end_matches('.'))},
        "locations": [{"physicalLocation": {
            "artifactLocation": {"uri": uri(&place.file), "uriBaseId": "SRCROOT"},
            "region": {"startLine": place.line.max(1), "startColumn": place.column.max(1)},
        }}],
        "partialFingerprints": {"finding/v1": format!("{print:016x}")},
    })
}

/// A relative path as a URI.
fn uri(path: &str) -> String {
    let mut text = String::new();
    for byte in path.trim_start_matches("./").replace('\\', "/").bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
