//! Binds fields to variables: what each field reads, and what has no counterpart on the other side.

use spec_env_core::contract::{Presence, Variable};
use spec_env_core::diagnostic::Code;
use spec_env_core::edits;
use spec_env_core::rust::{field_name, field_type, short};
use spec_env_core::specification::Specification;

use crate::finding::{Finding, Findings, cite};
use crate::input::{Field, Target};

/// A field with what it reads.
pub(crate) enum Bound<'a> {
    /// A variable, by its position in the contract.
    Variable(&'a Field, usize),
    /// A part.
    Part(&'a Field),
}

/// Everything that is bound, in the order of the fields.
pub(crate) struct Binding<'a> {
    pub(crate) fields: Vec<Bound<'a>>,
    /// Variables that no field reads and that parts must read, if there are parts.
    pub(crate) left: Vec<usize>,
}

impl<'a> Binding<'a> {
    pub(crate) fn new(target: &'a Target, spec: &Specification, findings: &mut Findings) -> Self {
        let contract = &spec.contract;
        let mut fields = Vec::new();
        let mut reader: Vec<Option<&Field>> = vec![None; contract.variables.len()];
        let mut strangers = Vec::new();
        for field in &target.fields {
            if field.attributes.nested {
                fields.push(Bound::Part(field));
                continue;
            }
            let name = field.variable();
            match contract.position(&name) {
                None => strangers.push((field, name)),
                Some(position) if reader[position].is_some() => {
                    let first = reader[position].map(|f| f.ident.to_string()).unwrap_or_default();
                    findings.add(
                        field.variable_span(),
                        Code::DuplicateField,
                        format!("`{name}` is read by `{first}` already"),
                        "let one field read it",
                    );
                }
                Some(position) => {
                    reader[position] = Some(field);
                    fields.push(Bound::Variable(field, position));
                }
            }
        }
        let ignored = ignored(target, spec, &reader, findings);
        let mut left: Vec<usize> = (0..contract.variables.len())
            .filter(|&at| {
                let variable = &contract.variables[at];
                reader[at].is_none() && !ignored.contains(&at) && variable.presence != Presence::Mentioned
            })
            .collect();
        let meant: Vec<_> =
            strangers.iter().map(|(_, name)| misspelt(name, &strangers, &left, spec)).collect();
        for ((field, name), meant) in strangers.iter().zip(&meant) {
            findings.push(unknown(field, name, *meant, spec));
        }
        // What is said of the field says it all.
        left.retain(|&at| !meant.contains(&Some(at)));
        let parts = fields.iter().any(|f| matches!(f, Bound::Part(_)));
        if !parts && !target.attributes.part {
            for &position in &left {
                findings.push(missing(target, position, spec));
            }
        }
        Self { fields, left }
    }
}

/// The positions of variables that are left out on purpose.
fn ignored(
    target: &Target,
    spec: &Specification,
    reader: &[Option<&Field>],
    findings: &mut Findings,
) -> Vec<usize> {
    let mut out = Vec::new();
    for literal in &target.attributes.ignored {
        let name = literal.value();
        match spec.contract.position(&name) {
            Some(at) if reader[at].is_some() => {
                findings.add(
                    literal.span(),
                    Code::IgnoredUnknown,
                    format!("`{name}` is ignored, but a field reads it"),
                    "remove it from `ignore`, or remove the field",
                );
            }
            Some(at) => out.push(at),
            None => {
                let near = nearest(&name, spec)
                    .map(|v| format!("a variable with a similar name exists: `{}`", v.name));
                let help = near.unwrap_or_else(|| "remove it from `ignore`".to_owned());
                findings.add(
                    literal.span(),
                    Code::IgnoredUnknown,
                    format!("`{name}` is ignored, but {} knows no such variable", spec.contract.spec),
                    help,
                );
            }
        }
    }
    out
}

/// The variable whose name is nearest.
fn nearest<'s>(name: &str, spec: &'s Specification) -> Option<&'s Variable> {
    let near = spec.contract.variables.iter().filter(|v| is_near(name, &v.name));
    near.min_by_key(|v| edits::distance(&v.name, name))
}

fn is_near(name: &str, variable: &str) -> bool {
    edits::distance(variable, name) <= (name.len() / 3).max(1)
}

/// The variable that was meant by an unknown name: the only one near to it that nobody reads, where no other unknown name
/// is near to that one.
fn misspelt(
    name: &str,
    strangers: &[(&Field, String)],
    left: &[usize],
    spec: &Specification,
) -> Option<usize> {
    let variable = |at: usize| &*spec.contract.variables[at].name;
    let mut near = left.iter().copied().filter(|&at| is_near(name, variable(at)));
    let at = near.next().filter(|_| near.next().is_none() && stands_in_for(name, spec).is_none())?;
    let rivals = strangers.iter().filter(|(_, other)| is_near(other, variable(at)));
    (rivals.count() == 1).then_some(at)
}

/// The variable that a name belongs to as its former one, or as that of its file.
fn stands_in_for<'s>(name: &str, spec: &'s Specification) -> Option<&'s Variable> {
    spec.contract
        .variables
        .iter()
        .find(|v| v.former_names.iter().any(|f| f == name) || v.file_variable.as_deref() == Some(name))
}

fn unknown(field: &Field, name: &str, meant: Option<usize>, spec: &Specification) -> Finding {
    let meant = meant.map(|at| &spec.contract.variables[at]);
    let near = meant.or_else(|| nearest(name, spec));
    let label = if meant.is_some() {
        "this variable, which no field reads, has a similar name"
    } else {
        "a variable with a similar name is here"
    };
    let frame = near.and_then(|v| cite(spec, v.citations.first()?, &v.name, label));
    let help = match (stands_in_for(name, spec), near) {
        (Some(owner), _) => format!("`{name}` only stands in for `{}`, whose field reads both", owner.name),
        (None, Some(v)) => {
            let right = field_name(v);
            let rename = if meant.is_some() {
                format!("did you mean `{right}`? rename the field")
            } else {
                format!("rename the field to `{right}`")
            };
            format!("{rename}, or add `#[spec_env(var = \"{}\")]`", v.name)
        }
        (None, None) => format!(
            "declare it: `THE SYSTEM SHALL read the {name} environment variable`, or remove the field"
        ),
    };
    Finding {
        span: field.variable_span(),
        code: Code::UnknownVariable,
        message: format!(
            "field `{}` reads `{name}`, but {} knows no such variable",
            field.ident, spec.contract.spec
        ),
        frames: frame.into_iter().collect(),
        helps: vec![help],
    }
}

fn missing(target: &Target, position: usize, spec: &Specification) -> Finding {
    let variable = &spec.contract.variables[position];
    let says = match variable.presence {
        Presence::Required => "requires",
        Presence::Defaulted => "gives a default for",
        _ => "declares",
    };
    let label = variable
        .citations
        .first()
        .and_then(|c| c.id.as_ref())
        .map(|id| format!("requirement {id}"))
        .unwrap_or_default();
    let frames = variable.citations.first().and_then(|c| cite(spec, c, &variable.name, &label));
    Finding {
        span: target.name.span(),
        code: Code::MissingField,
        message: format!(
            "{} {says} `{}`, but no field of `{}` reads it",
            spec.contract.spec, variable.name, target.name
        ),
        frames: frames.into_iter().collect(),
        helps: vec![
            format!(
                "add the field `{}: {}`",
                field_name(variable),
                short(&field_type(&spec.contract, position))
            ),
            format!("or leave it out on purpose: `#[spec_env(ignore(\"{}\"))]`", variable.name),
        ],
    }
}
