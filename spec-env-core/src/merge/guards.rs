//! Rules under conditions: what they come to, and whether two of them can hold at once and disagree.

use std::borrow::Cow;

use super::{Merge, Said};
use crate::contract::{Condition, Guard, Kind, Outcome, Test, Variable};
use crate::diagnostic::{Code, Level};
use crate::facts::{FactKind, GuardTest, Guarded, IdSet, NEAR, NameId};
use crate::value;

impl Merge<'_, '_> {
    pub(super) fn guards(
        &mut self,
        said: &[Said<'_>],
        at: &[usize],
        stated: Option<Kind>,
        counted: Option<&'static str>,
        name: &str,
    ) -> Vec<Guard> {
        let mut out: Vec<Guard> = Vec::new();
        for (&s, &citation) in said.iter().zip(at).filter(|(s, _)| !s.fact.guards.is_empty()) {
            let then = match &s.fact.kind {
                FactKind::Required => Outcome::Required,
                FactKind::Optional { .. } => Outcome::Optional,
                FactKind::Default(literal) => match self.resolve_guarded(name, s, literal, stated, counted) {
                    Some(text) => Outcome::Default(text.into()),
                    None => continue,
                },
                _ => continue,
            };
            let mut when: Vec<Condition> = Vec::new();
            if !s.fact.guards.iter().all(|guard| self.conditions(guard, &mut when)) {
                continue;
            }
            let guard = Guard { when: when.into(), then, citation };
            let repeated = out.iter().any(|g| g.when == guard.when && g.then == guard.then);
            if !repeated {
                out.push(guard);
            }
        }
        // Optional and default together is default.
        let given: Vec<_> = out.iter().filter(|g| matches!(g.then, Outcome::Default(_))).cloned().collect();
        out.retain(|g| g.then != Outcome::Optional || given.iter().all(|given| given.when != g.when));
        out
    }

    /// Adds what a guard asks; false where its variable is none of the contract.
    fn conditions(&self, guard: &Guarded, when: &mut Vec<Condition>) -> bool {
        let Some(variable) = self.position[guard.name] else { return false };
        let listed = |values: &[String]| {
            Test::OneOf(values.iter().cloned().map(Cow::Owned).collect::<Vec<_>>().into())
        };
        let test = match &guard.test {
            GuardTest::Set => Test::IsSet,
            GuardTest::NotSet => Test::IsNotSet,
            GuardTest::Is(values) if values.len() == 1 => Test::Is(values[0].clone().into()),
            GuardTest::Is(values) => listed(values),
            GuardTest::IsNot(values) => {
                when.extend(
                    values
                        .iter()
                        .map(|value| Condition { variable, test: Test::IsNot(value.clone().into()) }),
                );
                return true;
            }
        };
        when.push(Condition { variable, test });
        true
    }

    fn resolve_guarded(
        &mut self,
        name: &str,
        said: Said<'_>,
        literal: &crate::facts::Literal,
        stated: Option<Kind>,
        counted: Option<&'static str>,
    ) -> Option<String> {
        match super::literal::resolve(literal, stated, counted) {
            Ok(resolved) => Some(resolved.text),
            Err(mismatch) => {
                let message = format!(
                    "`{name}` is counted in `{}`, but the value is given in {}",
                    mismatch.variable, mismatch.literal
                );
                self.report(
                    Level::Error,
                    Code::UnitMismatch,
                    (said.record, &literal.span),
                    message,
                    "another unit",
                    "write the number in the variable's own unit",
                    None,
                );
                None
            }
        }
    }

    /// What is wrong with guarded rules, once all variables are known.
    pub(super) fn check_guards(&mut self, variables: &[Variable], order: &[NameId], said: &[Vec<Said<'_>>]) {
        for (variable, &id) in variables.iter().zip(order) {
            let ruled: Vec<Said<'_>> =
                said[id].iter().copied().filter(|s| !s.fact.guards.is_empty()).collect();
            let of = |guard: &Guard| {
                ruled
                    .iter()
                    .find(|s| self.input.records[s.record].line == variable.citations[guard.citation].line)
                    .copied()
            };
            let mut findings = Vec::new();
            for (n, guard) in variable.guards.iter().enumerate() {
                for condition in guard.when.iter() {
                    let tested = &variables[condition.variable];
                    let values: Vec<&str> = match &condition.test {
                        Test::Is(value) | Test::IsNot(value) => vec![value],
                        Test::OneOf(values) => values.iter().map(AsRef::as_ref).collect(),
                        Test::IsSet | Test::IsNotSet => Vec::new(),
                    };
                    let impossible = values
                        .iter()
                        .find(|v| !tested.ty.one_of.is_empty() && !tested.ty.one_of.iter().any(|o| o == *v));
                    if let (Some(value), Some(s)) = (impossible, of(guard)) {
                        findings.push((
                            Code::ImpossibleGuard,
                            s,
                            None,
                            format!(
                                "`{}` is never `{value}`: it is not one of its accepted values",
                                tested.name
                            ),
                        ));
                    }
                }
                let never = guard.when.iter().take(NEAR).enumerate().any(|(at, condition)| {
                    let other = |c: &&Condition| c.variable == condition.variable;
                    let tested = &variables[condition.variable];
                    guard.when[..at].iter().filter(other).any(|c| excludes(&c.test, &condition.test, tested))
                });
                if let Some(s) = of(guard).filter(|_| never) {
                    let message =
                        format!("the conditions of a rule on `{}` exclude each other", variable.name);
                    findings.push((Code::ImpossibleGuard, s, None, message));
                }
                let overlap = variable.guards[..n]
                    .iter()
                    .find(|g| g.then != guard.then && compatible(g, guard, variables));
                if let (Some(first), Some(s)) = (overlap, of(guard)) {
                    findings.push((
                        Code::OverlappingGuards,
                        s,
                        of(first),
                        format!("two rules on `{}` can hold at once and disagree", variable.name),
                    ));
                }
            }
            for (code, s, first, message) in findings {
                let help = if code == Code::ImpossibleGuard {
                    "correct the condition, or the list of accepted values"
                } else {
                    "make the conditions exclude each other"
                };
                let before = first.map(|f| (f.record, &f.fact.span, "the first rule"));
                self.report(Level::Error, code, (s.record, &s.fact.span), message, "", help, before);
            }
        }
        self.check_cycles(variables, order, said);
    }

    /// Defaults must not depend on each other in a circle.
    fn check_cycles(&mut self, variables: &[Variable], order: &[NameId], said: &[Vec<Said<'_>>]) {
        let depends: Vec<Vec<usize>> = (0..variables.len())
            .map(|at| {
                let defaults = variables[at].guards.iter().filter(|g| matches!(g.then, Outcome::Default(_)));
                defaults.flat_map(|g| g.when.iter().map(|c| c.variable)).collect()
            })
            .collect();
        let reach = |start: usize| {
            let mut reached = IdSet::default();
            let mut open = depends[start].clone();
            while let Some(next) = open.pop() {
                if reached.extend([next]) {
                    open.extend(&depends[next]);
                }
            }
            reached
        };
        let reached: Vec<IdSet> = (0..variables.len()).map(reach).collect();
        let default = |at: usize| {
            let guarded =
                |s: &&Said<'_>| matches!(s.fact.kind, FactKind::Default(_)) && !s.fact.guards.is_empty();
            said[order[at]].iter().rfind(guarded).copied()
        };
        for start in 0..variables.len() {
            let circle = reached[start].iter().filter(|&at| reached[at].contains(start));
            let latest = circle.filter_map(default).max_by_key(|s| (s.record, s.fact.span.start));
            // Each circle is reported once, at its last statement.
            if let Some(s) = latest.filter(|s| s.fact.name == order[start]) {
                let name = &variables[start].name;
                let message = format!("the default of `{name}` depends on itself through other defaults");
                let help = "let one of the defaults hold without a condition";
                self.report(
                    Level::Error,
                    Code::DefaultCycle,
                    (s.record, &s.fact.span),
                    message,
                    "",
                    help,
                    None,
                );
            }
        }
    }
}

/// Whether two guards can hold at once: no variable is asked two things that exclude each other.
fn compatible(a: &Guard, b: &Guard, variables: &[Variable]) -> bool {
    !a.when.iter().any(|x| {
        b.when.iter().any(|y| x.variable == y.variable && excludes(&x.test, &y.test, &variables[x.variable]))
    })
}

fn excludes(a: &Test, b: &Test, variable: &Variable) -> bool {
    let same = |x: &str, y: &str| value::same(&variable.ty, x, y);
    match (a, b) {
        (Test::Is(x), Test::Is(y)) => !same(x, y),
        (Test::Is(x), Test::IsNot(y)) | (Test::IsNot(y), Test::Is(x)) => same(x, y),
        (Test::Is(x), Test::OneOf(ys)) | (Test::OneOf(ys), Test::Is(x)) => !ys.iter().any(|y| same(x, y)),
        (Test::OneOf(xs), Test::OneOf(ys)) => !xs.iter().any(|x| ys.iter().any(|y| same(x, y))),
        (Test::IsNotSet, Test::IsSet | Test::Is(_) | Test::OneOf(_))
        | (Test::IsSet | Test::Is(_) | Test::OneOf(_), Test::IsNotSet) => true,
        _ => false,
    }
}
