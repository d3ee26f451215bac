//! What changed from one contract to another.

use std::collections::HashMap;

use spec_env_core::contract::{Citation, Contract, Facts, Presence, Variable};
use spec_env_core::specification::Specification;

use super::effect::Effect;
use super::rules;
use super::variable::Pair;

/// One change.
pub(super) struct Change<'c> {
    /// The variable; several, behind commas, for a rule over them.
    pub(super) variable: String,
    /// What of it changed: a stable name.
    pub(super) aspect: &'static str,
    pub(super) effect: Effect,
    /// What happened, in words that go on after the name.
    pub(super) message: String,
    /// The requirement that said what no longer holds.
    pub(super) old: Option<&'c Citation>,
    /// The requirement that says what holds now.
    pub(super) new: Option<&'c Citation>,
}

impl<'c> Change<'c> {
    pub(super) fn of(
        variable: &Variable,
        aspect: &'static str,
        effect: Effect,
        message: impl Into<String>,
    ) -> Self {
        Self {
            variable: variable.name.to_string(),
            aspect,
            effect,
            message: message.into(),
            old: None,
            new: None,
        }
    }

    pub(super) fn cited(self, old: Option<&'c Citation>, new: Option<&'c Citation>) -> Self {
        Self { old, new, ..self }
    }
}

/// Whether an environment must set the variable.
pub(super) fn is_needed(presence: Presence) -> bool {
    matches!(presence, Presence::Required | Presence::Unstated)
}

/// Everything that changed, in the order of the new specification.
pub(super) fn changes<'c>(before: &'c Specification, after: &'c Specification) -> Vec<Change<'c>> {
    let (old, new) = (&before.contract, &after.contract);
    let mut changes = Vec::new();
    let pairs = pairs(old, new);
    for variable in new.variables.iter() {
        match pairs.get(variable.name.as_ref()) {
            None => changes.push(added(variable)),
            Some(&former) => {
                let already = changes.len();
                Pair { old: former, new: variable, changes: &mut changes }.compare();
                rules::guards((old, former), (new, variable), &mut changes);
                if changes.len() == already && words(before, former) != words(after, variable) {
                    let message = "means the same in other words, or under other ids";
                    let change = Change::of(variable, "wording", Effect::Wording, message);
                    changes.push(change.cited(former.citations.first(), variable.citations.first()));
                }
            }
        }
    }
    let kept: Vec<_> = pairs.values().map(|variable| variable.name.as_ref()).collect();
    changes.extend(old.variables.iter().filter(|v| !kept.contains(&v.name.as_ref())).map(removed));
    rules::groups(old, new, &mut changes);
    changes
}

/// For each name of the new contract, the variable that it was: of that name, or of one that replaces the other.
fn pairs<'c>(old: &'c Contract, new: &'c Contract) -> HashMap<&'c str, &'c Variable> {
    let mut pairs = HashMap::new();
    for variable in new.variables.iter() {
        let renamed = |former: &&Variable| {
            let is_gone = new.position(&former.name).is_none();
            let is_new = old.position(&variable.name).is_none();
            let follows = variable.former_names.contains(&former.name);
            let precedes = former.former_names.contains(&variable.name);
            is_gone && is_new && (follows || precedes)
        };
        let same = old.position(&variable.name).map(|at| &old.variables[at]);
        if let Some(former) = same.or_else(|| old.variables.iter().find(renamed)) {
            pairs.insert(variable.name.as_ref(), former);
        }
    }
    pairs
}

fn added(variable: &Variable) -> Change<'_> {
    let is_needed = is_needed(variable.presence);
    let is_guarded = variable.presence == Presence::Guarded;
    let effect = if is_needed || is_guarded { Effect::Narrower } else { Effect::Same };
    let message = if is_needed {
        "is new, and required".to_owned()
    } else {
        format!("is new, and {}", presence(variable))
    };
    Change::of(variable, "variable", effect, message).cited(None, variable.citation(Facts::PRESENCE))
}

fn removed(variable: &Variable) -> Change<'_> {
    let effect = added(variable).effect.mirrored();
    let message = "is gone: what sets it has no effect any more";
    Change::of(variable, "variable", effect, message).cited(variable.citations.first(), None)
}

/// `optional`, `required under conditions`
pub(super) fn presence(variable: &Variable) -> &'static str {
    match variable.presence {
        Presence::Guarded => "required under conditions",
        Presence::Unstated => "required, as nothing else is stated",
        other => other.name(),
    }
}

/// What is said about a variable: its requirements and why they exist.
fn words<'s>(specification: &'s Specification, variable: &'s Variable) -> Vec<&'s str> {
    let mut words: Vec<&str> = variable.description.iter().map(AsRef::as_ref).collect();
    // What speaks of it and says nothing about it, or a rule over several, is somebody else's.
    let own = |citation: &&Citation| citation.facts.intersects(Facts(!Facts::GROUP.0));
    for citation in variable.citations.iter().filter(own) {
        words.push(&citation.text);
        words.extend(citation.id.as_deref());
        words.extend(specification.rationales_of(citation).map(|rationale| rationale.text.as_str()));
    }
    words
}
