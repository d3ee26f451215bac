//! Rules under conditions, and over several variables.

use std::collections::BTreeMap;

use spec_env_core::contract::{Contract, Group, GroupKind, Guard, Outcome, Presence, Variable};

use super::change::{Change, is_needed};
use super::effect::Effect;

/// A rule by its conditions and what it says, without the literal.
type Key = (String, &'static str);

/// What changed among the guarded rules of a variable.
pub(super) fn guards<'c>(
    (before, old): (&'c Contract, &'c Variable),
    (after, new): (&'c Contract, &'c Variable),
    changes: &mut Vec<Change<'c>>,
) {
    let (had, has) = (by_key(before, old), by_key(after, new));
    let cited = |variable: &'c Variable, guard: &Guard| variable.citations.get(guard.citation);
    for (key, guard) in &has {
        let (when, then) = key;
        let place = cited(new, guard);
        let Some(former) = had.get(key) else {
            let message = format!("is now {then} when {when}");
            changes.push(Change::of(new, "guard", added(guard, old.presence), message).cited(None, place));
            continue;
        };
        if former.then != guard.then {
            let message = format!("has another default when {when}");
            let change = Change::of(new, "guard", Effect::Same, message);
            changes.push(change.cited(cited(old, former), place));
        }
    }
    for (key, guard) in had.iter().filter(|(key, _)| !has.contains_key(*key)) {
        let (when, then) = key;
        let message = format!("is no longer {then} when {when}");
        let effect = added(guard, new.presence).mirrored();
        changes.push(Change::of(new, "guard", effect, message).cited(cited(old, guard), None));
    }
}

fn by_key<'c>(contract: &Contract, variable: &'c Variable) -> BTreeMap<Key, &'c Guard> {
    let key = |guard: &Guard| {
        let then = match &guard.then {
            Outcome::Required => "required",
            Outcome::Optional => "optional",
            Outcome::Default(_) => "defaulted",
        };
        (contract.conditions(&guard.when).to_string(), then)
    };
    variable.guards.iter().map(|guard| (key(guard), guard)).collect()
}

/// What a new rule means where this holds without it.
fn added(guard: &Guard, presence: Presence) -> Effect {
    match guard.then {
        Outcome::Required if is_needed(presence) => Effect::Same,
        Outcome::Required => Effect::Narrower,
        Outcome::Optional if !is_needed(presence) => Effect::Same,
        Outcome::Optional | Outcome::Default(_) => Effect::Wider,
    }
}

/// What changed among the rules over several variables.
pub(super) fn groups<'c>(before: &'c Contract, after: &'c Contract, changes: &mut Vec<Change<'c>>) {
    for group in after.groups.iter() {
        match same(before, (after, group)) {
            None if is_implied(before, after, group) => changes.push(grouped(after, group, Effect::Same)),
            None => changes.push(grouped(after, group, Effect::Narrower)),
            Some(former) => {
                let said = |group: &Group| group.citations.first().map(|c| (c.id.clone(), c.text.clone()));
                if said(former) != said(group) {
                    let message = "mean the same in other words, or under other ids".to_owned();
                    let change =
                        Change { aspect: "wording", message, ..grouped(after, group, Effect::Wording) };
                    changes.push(change.cited(former.citations.first(), group.citations.first()));
                }
            }
        }
    }
    for group in before.groups.iter().filter(|group| same(after, (before, group)).is_none()) {
        let effect = if is_implied(after, before, group) { Effect::Same } else { Effect::Wider };
        let message = format!("{} of them need no longer be set", group.kind.name().replace('-', " "));
        let change = Change { message, ..grouped(before, group, effect) };
        changes.push(change.cited(group.citations.first(), None));
    }
}

/// The same rule in another contract.
fn same<'c>(contract: &'c Contract, (other, group): (&Contract, &Group)) -> Option<&'c Group> {
    let wanted = (group.kind, names(other, group));
    contract.groups.iter().find(|group| (group.kind, names(contract, group)) == wanted)
}

fn grouped<'c>(contract: &Contract, group: &'c Group, effect: Effect) -> Change<'c> {
    Change {
        variable: names(contract, group).join(", "),
        aspect: "group",
        effect,
        message: format!("{} of them must now be set", group.kind.name().replace('-', " ")),
        old: None,
        new: group.citations.first(),
    }
}

/// The names of the members, in alphabetical order.
fn names<'c>(contract: &'c Contract, group: &Group) -> Vec<&'c str> {
    let mut names: Vec<_> = group.variables.iter().map(|&at| contract.variables[at].name.as_ref()).collect();
    names.sort_unstable();
    names
}

/// Whether every environment of the contract meets the rule, which stands in another contract.
fn is_implied(contract: &Contract, other: &Contract, group: &Group) -> bool {
    let members = names(other, group);
    let by_group = contract.groups.iter().filter(|known| known.kind == group.kind).any(|known| {
        let known = names(contract, known);
        let (inner, outer) = match group.kind {
            GroupKind::AtLeastOne => (&known, &members),
            GroupKind::AtMostOne => (&members, &known),
        };
        inner.iter().all(|name| outer.contains(name))
    });
    let needed =
        |name: &&str| contract.position(name).is_some_and(|at| is_needed(contract.variables[at].presence));
    by_group || group.kind == GroupKind::AtLeastOne && members.iter().any(needed)
}
