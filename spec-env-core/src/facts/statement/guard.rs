//! Conditions as guards of the rules that stand under them.

use std::ops::Range;

use super::Situation;
use crate::facts::condition::condition;
use crate::facts::context::Cx;
use crate::facts::tested::guards;
use crate::facts::{GuardTest, Guarded};

/// The guards of a situation, an alternative each; one empty alternative where nothing is tested.
pub(super) fn guards_of(situation: &Situation) -> Vec<Vec<Guarded>> {
    situation.alternatives().iter().map(|alternative| guards(alternative, false)).collect()
}

/// The guards of `required if …`; `None` where it tests no variable.
pub(super) fn guard_condition(cx: &Cx<'_>, range: &Range<usize>, negated: bool) -> Option<Vec<Vec<Guarded>>> {
    let parsed = condition(cx, range, &[]);
    let mut alternatives: Vec<Vec<Guarded>> = Vec::new();
    for alternative in &parsed.alternatives {
        let guards = guards(alternative, negated);
        match alternatives.last_mut() {
            Some(last) if negated => last.extend(guards), // not (a or b) is not a and not b
            _ => alternatives.push(guards),
        }
    }
    if alternatives.is_empty()
        && let Some(name) = range.clone().find_map(|at| cx.name(at))
        && range.len() <= 3
    {
        let test = if negated { GuardTest::NotSet } else { GuardTest::Set };
        alternatives.push(vec![Guarded { name, test }]);
    }
    let known = alternatives.iter().flatten().all(|g| (cx.known)(g.name));
    (known && !alternatives.is_empty() && alternatives.iter().all(|a| !a.is_empty())).then_some(alternatives)
}
