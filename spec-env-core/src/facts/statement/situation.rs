//! What the conditions of a response come to, taken together, and their contrary.

use crate::facts::CLOSE;
use crate::facts::condition::{Condition, tests};
use crate::facts::tested::{Test, Tested};
use crate::value;

/// What the conditions of a response come to.
#[derive(Default)]
pub(super) struct Situation {
    pub(super) conditions: Vec<Condition>,
    /// How many of them stand in front of the sentence; the others are the response's own.
    pub(super) leading: usize,
    pub(super) other: bool,
}

impl Situation {
    pub(super) fn tests(&self) -> Vec<&Test> {
        tests(&self.conditions)
    }
    /// "IF X is `false` or not set": a part of the service that is not switched on. "IF X is `false` and Y is not set" is
    /// a guard.
    pub(super) fn switches_off(&self) -> bool {
        let off = |test: &Test| match &test.is {
            Tested::Is(values) => values.iter().all(|value| value::boolean(value) == Some(false)),
            _ => false,
        };
        let missing = |test: &Test| test.is == Tested::NotSet;
        let alternatives = self.alternatives();
        alternatives.iter().flatten().any(missing)
            && alternatives.iter().any(|all| all.iter().any(off) && !all.iter().any(missing))
    }

    /// The alternatives of all conditions together.
    pub(super) fn alternatives(&self) -> Vec<Vec<Test>> {
        self.conditions.iter().take(CLOSE).fold(vec![Vec::new()], |all, c| {
            if c.alternatives.is_empty() {
                return all;
            }
            let one =
                |a: &Vec<Test>| c.alternatives.iter().map(|b| [a.as_slice(), b].concat()).collect::<Vec<_>>();
            all.iter().flat_map(one).take(64).collect()
        })
    }
}

/// Whether conditions ask for a variable that is not set, and for nothing else.
pub(super) fn missing(conditions: &[Condition]) -> bool {
    let tests = tests(conditions);
    let other = conditions.iter().any(|c| c.other);
    !other && !tests.is_empty() && tests.iter().all(|test| test.is == Tested::NotSet)
}

/// Whether conditions come to one that variables decide.
pub(super) fn decides(conditions: &[Condition]) -> bool {
    matches!(conditions, [Condition { alternatives, other: false, .. }] if !alternatives.is_empty())
}

/// The contrary of a condition that is one test; of any other, one that no variable decides.
pub(super) fn otherwise(conditions: &[Condition]) -> Vec<Condition> {
    let [Condition { alternatives, other: false, .. }] = conditions else {
        return vec![Condition { other: !conditions.is_empty(), ..Condition::default() }];
    };
    let [alternative] = alternatives.as_slice() else {
        return vec![Condition { other: true, ..Condition::default() }];
    };
    match alternative.as_slice() {
        [test] => {
            let test = Test { is: test.is.clone().contrary(), ..test.clone() };
            vec![Condition { alternatives: vec![vec![test]], ..Condition::default() }]
        }
        _ => vec![Condition { other: true, ..Condition::default() }],
    }
}
