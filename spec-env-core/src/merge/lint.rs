//! What is said of a variable that contradicts nothing and may still not be meant.

use super::variable::Rules;
use super::{Merge, Said};
use crate::contract::{Kind, Presence, Variable, looks_secret};
use crate::diagnostic::{Code, Level};
use crate::facts::FactKind;
use crate::value::is_valid;

impl Merge<'_, '_> {
    pub(super) fn lint(&mut self, variable: &Variable, said: &[Said<'_>], rules: &Rules<'_>) {
        let name = &variable.name;
        let declared = said.iter().find(|s| s.fact.kind.declares()).or_else(|| said.first());
        let Some(&first) = declared else { return };
        if !variable.secret && looks_secret(name) && variable.presence != Presence::Mentioned {
            let help = format!("state it: `THE SYSTEM SHALL NOT log {name}`");
            self.report(
                Level::Warning,
                Code::LooksSecret,
                (first.record, &first.fact.span),
                format!("`{name}` is named like a secret, and no statement says that it is one"),
                "",
                &help,
                None,
            );
        }
        if let Some((s, literal)) = rules.default.filter(|_| variable.secret) {
            self.report(
                Level::Warning,
                Code::SecretDefault,
                (s.record, &literal.span),
                format!("the secret `{name}` has a default, which everybody knows who can read this file"),
                "",
                &format!("require it instead: `{name} is required`"),
                None,
            );
        }
        if variable.presence == Presence::Unstated && !self.grouped.contains(first.fact.name) {
            let value = example(variable).filter(|_| !variable.is_confidential());
            let help = match value {
                Some(value) => format!(
                    "say which: `{name} (required)`, `{name} (optional)`, or `WHEN {name} is not set, THE SYSTEM SHALL default to {value}`"
                ),
                None => format!("say which: `{name} (required)` or `{name} (optional)`"),
            };
            self.report(Level::Note, Code::UnstatedPresence, (first.record, &first.fact.span), format!("nothing says what happens when `{name}` is missing: in code the field decides, elsewhere it is required"), "", &help, None);
        }
        // "use X if it is set" says so itself.
        let used = |s: &Said<'_>| {
            said.iter()
                .any(|r| r.record == s.record && r.fact.kind == FactKind::Read && r.fact.span == s.fact.span)
        };
        let silent = rules.required.is_none() && rules.default.is_none();
        if let Some((s, false)) =
            rules.optional.filter(|(s, _)| silent && !used(s) && !self.needed.contains(s.fact.name))
        {
            let help = format!(
                "if one of them is meant, write `WHEN {name} is not set, THE SYSTEM SHALL refuse to start` or `… default to 5`"
            );
            self.report(
                Level::Note,
                Code::ReadAsOptional,
                (s.record, &s.fact.span),
                format!("`{name}` was read as optional: in the response no failure was recognised, and no value that stands in"),
                "",
                &help,
                None,
            );
        }
    }
}

/// A value that a variable may have, as a sentence gives it.
fn example(variable: &Variable) -> Option<String> {
    let ty = &variable.ty;
    let scheme = ty.schemes.first().map(|scheme| format!("{scheme}://example.org"));
    let bounds = [&ty.min, &ty.max].into_iter().flatten().map(|bound| bound.text.to_string());
    let port = (ty.kind == Some(Kind::Port)).then(|| "8080".to_owned());
    let of_any_kind = [
        "5",
        "true",
        "30s",
        "10MB",
        "https://example.org",
        "127.0.0.1",
        "127.0.0.1:8080",
        "localhost",
        "ops@example.org",
        "/var/lib/app",
    ];
    let stated = ty.one_of.iter().map(ToString::to_string).chain(scheme).chain(bounds).chain(port);
    let mut values = stated.chain(of_any_kind.map(str::to_owned));
    let value = values.find(|value| is_valid(ty, value))?;
    let plain = value.bytes().all(|b| b.is_ascii_digit()) || value == "true";
    Some(if plain { value } else { format!("\"{value}\"") })
}
