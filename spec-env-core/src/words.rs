//! Guards in words: how JSON, `list` and `explain` write a condition and what follows from it.

use std::fmt::{self, Display};

use crate::contract::{Condition, Contract, Outcome, Test};

impl Contract {
    /// Displays conditions as `MODE = cloud and REGION is set`.
    #[must_use]
    pub fn conditions<'a>(&'a self, conditions: &'a [Condition]) -> impl Display + 'a {
        Conditions { contract: self, conditions }
    }
}

struct Conditions<'a> {
    contract: &'a Contract,
    conditions: &'a [Condition],
}

impl Display for Conditions<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, condition) in self.conditions.iter().enumerate() {
            f.write_str(if at == 0 { "" } else { " and " })?;
            let Some(variable) = self.contract.variables.get(condition.variable) else { continue };
            f.write_str(&variable.name)?;
            // The value of a secret is not shown, not even where the specification compares it.
            let literal = |text| if variable.secret { "…" } else { text };
            match &condition.test {
                Test::IsSet => f.write_str(" is set")?,
                Test::IsNotSet => f.write_str(" is not set")?,
                Test::Is(value) => write!(f, " = {}", literal(value))?,
                Test::IsNot(value) => write!(f, " != {}", literal(value))?,
                Test::OneOf(values) => {
                    let values: Vec<_> = values.iter().map(|value| literal(value)).collect();
                    write!(f, " in [{}]", values.join(", "))?;
                }
            }
        }
        Ok(())
    }
}

impl Outcome {
    /// Displays what follows as `required`, `optional` or `default V`; a hidden default is `…`.
    #[must_use]
    pub fn described(&self, hidden: bool) -> impl Display + '_ {
        Described { outcome: self, hidden }
    }
}

struct Described<'a> {
    outcome: &'a Outcome,
    hidden: bool,
}

impl Display for Described<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.outcome {
            Outcome::Required => f.write_str("required"),
            Outcome::Optional => f.write_str("optional"),
            Outcome::Default(_) if self.hidden => f.write_str("default …"),
            Outcome::Default(literal) => write!(f, "default {literal}"),
        }
    }
}
