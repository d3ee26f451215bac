//! Violations with the statement behind the very fact that is broken.

use crate::contract::{Citation, Facts, Variable};
use crate::report::{Hint, Names, Problem, Violation};
use crate::value::{self, FaultKind};

/// A violation that says what is expected of the variable.
pub(super) fn violation(
    variable: &Variable,
    problem: Problem,
    hint: Option<Hint>,
    citation: Option<&Citation>,
) -> Violation {
    let mut expected = value::expected(variable).to_string();
    if problem == Problem::Forbidden {
        expected += &none_of(variable);
    }
    Violation::new(variable.name.clone(), problem, expected, hint, citation)
}

/// What is refused. It stands in the specification, but may be the very value, so a secret's is left out.
#[cold]
fn none_of(variable: &Variable) -> String {
    if variable.is_confidential() {
        return ", and none of the values that are refused".to_owned();
    }
    format!(", and none of {}", Names(&variable.forbidden))
}

/// The facts that a problem breaks.
pub(super) fn facts_behind(problem: &Problem, variable: &Variable) -> Facts {
    match problem {
        Problem::Missing | Problem::Empty => Facts::PRESENCE,
        Problem::Invalid(fault, _) => match fault.kind {
            FaultKind::Kind => Facts::TYPE,
            // A port has a range without a statement about it.
            FaultKind::Range if variable.ty.min.is_none() && variable.ty.max.is_none() => Facts::TYPE,
            FaultKind::Range => Facts::RANGE,
            FaultKind::NotAllowed => Facts::ONE_OF,
            FaultKind::Pattern => Facts::PATTERN,
            FaultKind::Length => Facts::LENGTH,
        },
        Problem::Forbidden => Facts::FORBIDDEN,
        Problem::BothSet(_) | Problem::File(..) => Facts::FILE,
        Problem::Differs(_) => Facts::FORMER_NAME,
        Problem::NotUnicode | Problem::ServiceLink | Problem::Refused => Facts::TYPE,
        Problem::Group(..) => Facts::GROUP,
    }
}
