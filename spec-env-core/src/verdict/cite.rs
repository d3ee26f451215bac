//! Violations with the statement behind the very fact that is broken.

use crate::contract::{Citation, Facts, Variable};
use crate::report::{Hint, Problem, Violation};
use crate::value::{self, FaultKind};

/// A violation that says what is expected of the variable.
pub(super) fn violation(
    variable: &Variable,
    problem: Problem,
    hint: Option<Hint>,
    citation: Option<&Citation>,
) -> Violation {
    Violation::new(variable.name.clone(), problem, value::expected(variable).to_string(), hint, citation)
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
