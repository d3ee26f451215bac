//! Two environments: what differs, which differences the specification explains, and which are hidden assumptions.

mod given;
mod show;

use std::collections::BTreeSet;
use std::process::ExitCode;

use spec_env_core::contract::{Citation, Contract, Facts, Presence, Variable};
use spec_env_core::environment::Pairs;
use spec_env_core::report::Place;
use spec_env_core::specification::Specification;
use spec_env_core::text::Escaped;
use spec_env_core::value;
use spec_env_core::verdict::{Hidden, Options, Slot, Verdict, evaluate};

use show::{Outcome, found, text};

use crate::arguments::{Diff, Format};
use crate::failure::Failure;
use crate::finding::{self, Finding};
use crate::source::{Setting, Target, Value, known, names};
use crate::terminal::{print, print_json};
use crate::verdict;

pub(super) fn run(arguments: &Diff, specification: &Specification) -> Result<ExitCode, Failure> {
    let contract = &specification.contract;
    let new = arguments.new.as_deref().unwrap_or(&arguments.old);
    let targets = given::targets(arguments, [&arguments.old, new], contract)?;
    let seen = targets.each_ref().map(|target| (target.environment(), target.hidden(contract)));
    let sides = [(&targets[0], &seen[0]), (&targets[1], &seen[1])]
        .map(|(target, (pairs, hidden))| Side { target, verdict: judged(contract, pairs, hidden) });
    let mut differences: Vec<_> =
        (0..contract.variables.len()).filter_map(|at| declared(contract, at, &sides)).collect();
    differences.extend(undeclared(contract, &sides));
    if arguments.show_values {
        for difference in &mut differences {
            difference.show(contract, &sides);
        }
    }
    differences.sort_by_key(Difference::is_explained);
    let human = || {
        let remarks = targets.iter().flat_map(|target| &target.remarks).map(Finding::of_remark);
        remarks.map(|remark| finding::line(&remark)).collect::<String>()
            + &text(contract, &differences, &sides)
    };
    match arguments.format {
        Format::Human => print(&human())?,
        Format::Json => print_json(&Outcome::new(contract, &differences, &sides))?,
        Format::Github | Format::Sarif => {
            let hidden = differences.iter().filter(|difference| !difference.is_explained());
            let findings: Vec<_> = hidden.map(found).collect();
            finding::print("diff", arguments.format, &findings, &human())?;
        }
    }
    Ok(verdict(differences.iter().all(Difference::is_explained)))
}

fn judged<'c>(contract: &'c Contract, pairs: &Pairs, hidden: &[bool]) -> Verdict<'c> {
    evaluate(contract, pairs, Options { hidden: Hidden::These(hidden), ..Options::default() })
}

/// One of the environments.
struct Side<'c, 't> {
    target: &'t Target,
    verdict: Verdict<'c>,
}

impl Side<'_, '_> {
    fn setting(&self, variable: &Variable) -> Option<&Setting> {
        let mut set = names(variable).filter_map(|name| self.target.setting(name));
        set.find(|setting| !matches!(&setting.value, Value::Known(text) if text.is_empty() && !variable.empty_allowed))
    }

    fn name(&self) -> String {
        let file = &self.target.place.file;
        let title = &self.target.title;
        Escaped(&if title == file { title.clone() } else { format!("{file}, {title}") }).to_string()
    }
}

/// A variable that differs.
struct Difference<'c> {
    variable: String,
    /// Where it is set.
    places: [Option<Place>; 2],
    /// How it differs, in words that go on after the name.
    message: String,
    /// Why it may, by the specification.
    reason: Option<String>,
    citation: Option<&'c Citation>,
    /// What it comes to, or why that is not shown, where it was asked for and may be shown.
    values: Option<[Result<String, &'static str>; 2]>,
}

impl Difference<'_> {
    fn is_explained(&self) -> bool {
        self.reason.is_some()
    }

    fn show(&mut self, contract: &Contract, sides: &[Side; 2]) {
        let position = contract.position(&self.variable);
        if let Some(at) = position.filter(|&at| !contract.variables[at].is_confidential()) {
            let value = |side: usize| match (&sides[side].verdict.slots[at], &self.places[side]) {
                (Slot::Failed, Some(_)) => Err("set, and not shown (invalid)"),
                (Slot::Hidden, _) => Err("set, and not known here"),
                (slot, _) => slot.value().map(str::to_owned).ok_or("not set"),
            };
            self.values = Some([0, 1].map(value));
        }
    }
}

/// How a declared variable differs, if it does.
fn declared<'c>(contract: &'c Contract, at: usize, sides: &[Side<'c, '_>; 2]) -> Option<Difference<'c>> {
    let variable = &contract.variables[at];
    let settings = sides.each_ref().map(|side| side.setting(variable));
    let values = sides.each_ref().map(|side| side.verdict.slots[at].value());
    let unknown = settings.map(|setting| setting.is_some_and(|s| matches!(s.value, Value::Unknown(_))));
    let texts = settings.map(|setting| match setting.map(|setting| &setting.value) {
        Some(Value::Known(text)) => Some(text.as_str()),
        _ => None,
    });
    let effective = |side: usize| values[side].or(texts[side]);
    let same = match (effective(0), effective(1)) {
        (Some(left), Some(right)) => value::same(&variable.ty, left, right),
        (None, None) => settings[0].is_some() == settings[1].is_some(),
        _ => false,
    };
    // Two values of which one stands elsewhere cannot be compared.
    if same || settings[0].is_some() && settings[1].is_some() && (unknown[0] || unknown[1]) {
        return None;
    }
    let (reason, citation) = reason(contract, variable, sides, settings.map(|setting| setting.is_some()));
    Some(Difference {
        variable: variable.name.to_string(),
        places: settings.map(|setting| setting.map(|setting| setting.place.clone())),
        message: how(settings, sides, values.map(|value| value.is_some())),
        reason,
        citation,
        values: None,
    })
}

/// The names that both set, at least one to a value that stands elsewhere, so that nothing can be said of them.
fn not_compared<'s>(contract: &'s Contract, sides: &'s [Side<'_, '_>; 2]) -> BTreeSet<&'s str> {
    let names = sides.iter().flat_map(|side| &side.target.settings).map(|setting| setting.name.as_str());
    let declared = contract.variables.iter().map(|variable| variable.name.as_ref());
    let is_hidden = |setting: &Setting| matches!(setting.value, Value::Unknown(_));
    let all = names.chain(declared).filter(|name| {
        let settings = sides.each_ref().map(|side| side.target.setting(name));
        matches!(settings, [Some(left), Some(right)] if is_hidden(left) || is_hidden(right))
    });
    all.collect()
}

/// In which way it differs.
fn how(settings: [Option<&Setting>; 2], sides: &[Side; 2], stands_in: [bool; 2]) -> String {
    let only = |this: usize| {
        let other = 1 - this;
        let rest = if stands_in[other] { "a default applies in" } else { "nothing in" };
        format!("is set in {}, {rest} {}", sides[this].name(), sides[other].name())
    };
    match settings {
        [Some(_), None] => only(0),
        [None, Some(_)] => only(1),
        [Some(_), Some(_)] => "has another value in each".to_owned(),
        [None, None] => "has another default in each".to_owned(),
    }
}

/// Why the specification lets it differ.
fn reason<'c>(
    contract: &Contract,
    variable: &'c Variable,
    sides: &[Side; 2],
    set: [bool; 2],
) -> (Option<String>, Option<&'c Citation>) {
    for guard in variable.guards.iter() {
        let [left, right] = sides.each_ref().map(|side| side.verdict.holds(guard));
        if left != right {
            let when = contract.conditions(&guard.when);
            let (this, citation) = (usize::from(left != Some(true)), variable.citations.get(guard.citation));
            return (Some(format!("{when} holds only in {}", sides[this].name())), citation);
        }
    }
    let by = |words: &str, fact| (Some(words.to_owned()), variable.citation(fact));
    match variable.presence {
        _ if variable.secret => by("a secret is another one in each environment", Facts::SECRET),
        Presence::Required => by("every environment gives its own", Facts::PRESENCE),
        Presence::Defaulted => by("an environment may give another value than the default", Facts::DEFAULT),
        Presence::Optional | Presence::Guarded => by("an environment may do without it", Facts::PRESENCE),
        Presence::Unstated if set == [true; 2] => by("every environment gives its own", Facts::READ),
        Presence::Unstated | Presence::Mentioned => (None, variable.citations.first()),
    }
}

/// What the specification knows nothing of, and differs.
fn undeclared<'c>(contract: &Contract, sides: &[Side; 2]) -> Vec<Difference<'c>> {
    let known = known(contract);
    let set = sides.iter().flat_map(|side| &side.target.settings).map(|setting| setting.name.as_str());
    let strange: BTreeSet<&str> = set.filter(|name| !known(name)).collect();
    let differing = strange.into_iter().filter_map(|name| {
        let settings = sides.each_ref().map(|side| side.target.setting(name));
        let message = match settings.map(|setting| setting.map(|setting| &setting.value)) {
            [Some(Value::Known(left)), Some(Value::Known(right))] if left != right => {
                how(settings, sides, [false; 2])
            }
            [Some(_), Some(_)] | [None, None] => return None,
            _ => how(settings, sides, [false; 2]),
        };
        Some(Difference {
            variable: name.to_owned(),
            places: settings.map(|setting| setting.map(|setting| setting.place.clone())),
            message,
            reason: None,
            citation: None,
            values: None,
        })
    });
    differing.collect()
}
