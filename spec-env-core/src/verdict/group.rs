//! Rules over several variables.

use super::Slot;
use super::judge::Judge;
use crate::contract::{Group, GroupKind};
use crate::report::{Names, Problem, Violation};

impl Judge<'_, '_> {
    pub(super) fn judge_groups(&mut self) {
        let contract = self.contract;
        for group in contract.groups.iter() {
            let broken = match group.kind {
                GroupKind::AtLeastOne => group.variables.iter().all(|&at| self.is_without_value(at)),
                // A default stands in for what nobody set, so it does not count as a second one.
                GroupKind::AtMostOne => {
                    let set = group.variables.iter().filter(|&&at| self.is_set(at));
                    set.count() > 1
                }
            };
            if broken {
                self.add_group(group);
            }
        }
    }

    fn is_without_value(&self, position: usize) -> bool {
        matches!(self.slots.get(position), None | Some(Slot::Absent | Slot::Missing))
    }

    fn is_set(&self, position: usize) -> bool {
        self.contract.variables.get(position).is_some_and(|variable| {
            (variable.finder.0)(variable, self.environment, !self.options.hidden.hides(position))
                .map_or(true, |found| found.text.is_some())
        })
    }

    fn add_group(&mut self, group: &Group) {
        let name = |&at: &usize| Some(self.contract.variables.get(at)?.name.clone());
        // Of those that exclude one another, the ones that are not set are not to blame.
        let members =
            || group.variables.iter().filter(|&&at| group.kind == GroupKind::AtLeastOne || self.is_set(at));
        let Some((&first, own)) = members().find_map(|at| Some((at, name(at)?))) else { return };
        let words = match group.kind {
            GroupKind::AtLeastOne => "at least one",
            GroupKind::AtMostOne => "at most one",
        };
        let all: Vec<_> = group.variables.iter().filter_map(name).collect();
        let expected = format!("{words} of {}", Names(&all));
        let problem = Problem::Group(group.kind, members().filter_map(name).collect());
        let violation = Violation::new(own, problem, expected, None, group.citations.first());
        self.violations.push(first, violation);
    }
}
