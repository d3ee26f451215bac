//! What changed of one variable, beside its guarded rules.

use spec_env_core::contract::{Facts, OnInvalid, Text, Variable};
use spec_env_core::text::Escaped;
use spec_env_core::value;

use super::change::{Change, is_needed, presence};
use super::effect::Effect;
use super::types;

/// A variable before and after, and what is found.
pub(super) struct Pair<'c, 'v> {
    pub(super) old: &'c Variable,
    pub(super) new: &'c Variable,
    pub(super) changes: &'v mut Vec<Change<'c>>,
}

impl Pair<'_, '_> {
    pub(super) fn compare(mut self) {
        self.name();
        self.presence();
        self.default();
        self.values();
        self.handling();
        self.sources();
    }

    fn add(&mut self, aspect: &'static str, fact: Facts, effect: Effect, message: impl Into<String>) {
        let change = Change::of(self.new, aspect, effect, message);
        self.changes.push(change.cited(self.old.citation(fact), self.new.citation(fact)));
    }

    fn name(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.name == new.name {
            return;
        }
        let is_read = new.former_names.contains(&old.name);
        let (effect, still) =
            if is_read { (Effect::Wider, "still") } else { (Effect::Narrower, "no longer") };
        let message = format!("was {}, which is {still} read", Escaped(&old.name));
        self.add("name", Facts::FORMER_NAME, effect, message);
    }

    fn presence(&mut self) {
        let (old, new) = (self.old, self.new);
        let (needed, needs) = (is_needed(old.presence), is_needed(new.presence));
        // A default that came or went says as much.
        let by_default = old.default.is_some() != new.default.is_some();
        if old.presence != new.presence && !by_default {
            let effect = Effect::of(needed || !needs, needs || !needed);
            let message = format!("was {}, and is {}", presence(old), presence(new));
            self.add("presence", Facts::PRESENCE, effect, message);
        }
    }

    fn default(&mut self) {
        let (old, new) = (self.old, self.new);
        let to = |variable: &Variable| format!(", and is {}", presence(variable));
        match (&old.default, &new.default) {
            (Some(_), None) => {
                let message = format!("no longer has a default{}", to(new));
                self.add("default", Facts::PRESENCE, Effect::Narrower, message);
            }
            (None, Some(_)) => self.add("default", Facts::DEFAULT, Effect::Wider, "has a default now"),
            (Some(was), Some(is)) if was != is => {
                let is_shown = !old.is_confidential() && !new.is_confidential();
                let literals = format!(": was {}, is {}", Escaped(was), Escaped(is));
                let literals = if is_shown { literals } else { String::new() };
                self.add("default", Facts::DEFAULT, Effect::Same, format!("has another default{literals}"));
            }
            _ => {}
        }
    }

    fn values(&mut self) {
        let (old, new) = (self.old, self.new);
        let effect = Effect::of(types::includes(&new.ty, &old.ty), types::includes(&old.ty, &new.ty));
        let (was, is) = (
            value::described(&old.shown_type()).to_string(),
            value::described(&new.shown_type()).to_string(),
        );
        if was != is || effect != Effect::Same {
            let accepts = match effect {
                Effect::Wider => "accepts more",
                Effect::Narrower => "accepts less",
                _ => "accepts other values",
            };
            let both = if was == is { String::new() } else { format!(": was {was}, is {is}") };
            let kind = Facts::TYPE.union(Facts::RANGE).union(Facts::LENGTH);
            let fact = kind.union(Facts::ONE_OF).union(Facts::PATTERN);
            self.add("type", fact, effect, format!("{accepts}{both}"));
        }
        if let (Some(was), Some(is)) = (&old.unit, &new.unit)
            && was != is
        {
            let message = format!("counts {}, and did count {}", Escaped(is), Escaped(was));
            self.add("unit", Facts::UNIT, Effect::Other, message);
        }
        let more = new.forbidden.iter().any(|value| !old.forbidden.contains(value));
        let fewer = old.forbidden.iter().any(|value| !new.forbidden.contains(value));
        if more || fewer {
            let what = if more { "refuses more placeholders" } else { "refuses fewer placeholders" };
            self.add("forbidden", Facts::FORBIDDEN, Effect::of(!more, !fewer), what);
        }
    }

    /// How its value is treated.
    fn handling(&mut self) {
        let (old, new) = (self.old, self.new);
        match (old.secret, new.secret) {
            (false, true) => self.add("secret", Facts::SECRET, Effect::Narrower, "is a secret now"),
            (true, false) => self.add("secret", Facts::SECRET, Effect::Wider, "is no secret any more"),
            _ => {}
        }
        if old.empty_allowed != new.empty_allowed {
            let may = |variable: &Variable| !is_needed(variable.presence) || variable.empty_allowed;
            let effect = Effect::of(may(new) || !may(old), may(old) || !may(new));
            let what =
                if new.empty_allowed { "may now be empty" } else { "counts as missing when it is empty" };
            self.add("empty", Facts::EMPTY, effect, what);
        }
        let (effect, what) = match (&old.on_invalid, &new.on_invalid) {
            (OnInvalid::Fallback(_), OnInvalid::Fail) => (Effect::Narrower, "is refused when it is invalid"),
            (OnInvalid::Fail, OnInvalid::Fallback(_)) => (Effect::Wider, "is replaced when it is invalid"),
            (was, is) if was != is => (Effect::Same, "is replaced by another value when it is invalid"),
            _ => return,
        };
        self.add("invalid", Facts::INVALID, effect, what);
    }

    /// The other names under which it is given.
    fn sources(&mut self) {
        let (old, new) = (self.old, self.new);
        if old.file_variable != new.file_variable {
            let effect = Effect::of(old.file_variable.is_none(), new.file_variable.is_none());
            let message = match &new.file_variable {
                Some(name) => format!("may come from the file that {} names", Escaped(name)),
                None => "comes from no file any more".to_owned(),
            };
            self.add("file", Facts::FILE, effect, message);
        }
        let is_other = |name: &&Text| **name != old.name && **name != new.name;
        for name in new.former_names.iter().filter(is_other) {
            if !old.former_names.contains(name) {
                let message = format!("is also read from {}", Escaped(name));
                self.add("former-name", Facts::FORMER_NAME, Effect::Wider, message);
            }
        }
        for name in old.former_names.iter().filter(is_other) {
            if !new.former_names.contains(name) {
                let message = format!("is no longer read from {}", Escaped(name));
                self.add("former-name", Facts::FORMER_NAME, Effect::Narrower, message);
            }
        }
    }
}
