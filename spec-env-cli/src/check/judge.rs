//! One target against the contract.

use std::collections::BTreeSet;

use spec_env_core::contract::{Contract, Variable};
use spec_env_core::diagnostic::{Code, Level};
use spec_env_core::environment::Process;
use spec_env_core::report::{Place, Report, Violation, ViolationKind};
use spec_env_core::text::Escaped;
use spec_env_core::verdict::{Hidden, Options, evaluate, nearest};

use crate::source::{Remark, Target, Value, exposed, known, names};

/// What came of a target.
pub(super) struct Judged {
    /// The target; this process where there is none.
    pub(super) title: Option<String>,
    pub(super) report: Report,
    pub(super) remarks: Vec<Remark>,
}

impl Judged {
    pub(super) fn is_ok(&self) -> bool {
        self.report.is_ok() && self.remarks.iter().all(|remark| remark.level < Level::Error)
    }
}

/// Judges the environment of this process.
pub(super) fn process(contract: &Contract, names: bool) -> Judged {
    let hidden = if names { Hidden::Everything } else { Hidden::Nothing };
    let report = evaluate(contract, &Process, Options { hidden, ..Options::default() }).into_report();
    Judged { title: None, report, remarks: Vec::new() }
}

/// Judges what files say of an environment.
pub(super) fn target(contract: &Contract, target: &Target, names: bool) -> Judged {
    let pairs = target.environment();
    let hidden = target.hidden(contract);
    let hidden = if names { Hidden::Everything } else { Hidden::These(&hidden) };
    let report = evaluate(contract, &pairs, Options { hidden, ..Options::default() }).into_report();
    let mut remarks = target.remarks.clone();
    remarks.extend(contract.variables.iter().filter_map(|variable| exposed(variable, target)));
    if !names {
        remarks.extend(contract.variables.iter().filter_map(|variable| unknown(variable, target)));
    }
    let (kept, open) = parted(report.violations(), target);
    remarks.extend(open);
    remarks.extend(misspelt(contract, target, &kept));
    let violations = kept.into_iter().map(|v| v.clone().at(Some(place(contract, v, target)))).collect();
    let report = Report::new(contract, violations, report.warnings().to_vec());
    Judged { title: Some(target.title.clone()), report, remarks }
}

/// What is missing where more may be set than can be seen is no violation.
fn parted<'v>(violations: &'v [Violation], target: &Target) -> (Vec<&'v Violation>, Option<Remark>) {
    let Some(why) = &target.open else { return (violations.iter().collect(), None) };
    let (open, kept): (Vec<_>, Vec<_>) = violations.iter().partition(|violation| {
        let absent = matches!(violation.kind(), ViolationKind::Missing | ViolationKind::Group);
        absent && target.setting(violation.variable()).is_none()
    });
    let names: Vec<_> = open.iter().map(|violation| Escaped(violation.variable()).to_string()).collect();
    let remark = (!names.is_empty()).then(|| Remark {
        level: Level::Note,
        code: Code::NotKnownHere,
        message: format!("required, and not set here: {} ({why})", names.join(", ")),
        place: target.place.clone(),
    });
    (kept, remark)
}

/// Names that are set and unknown, and near to one that is not set: what no violation says already.
fn misspelt(contract: &Contract, target: &Target, violations: &[&Violation]) -> Vec<Remark> {
    let is_set = |variable: &&Variable| names(variable).any(|name| target.setting(name).is_some());
    let unset: Vec<_> = contract.variables.iter().filter(|v| !is_set(v)).flat_map(names).collect();
    let hints: String = violations.iter().filter_map(|violation| violation.hint()).collect();
    let is_known = known(contract);
    let strange: BTreeSet<_> = target.settings.iter().map(|setting| setting.name.as_str()).collect();
    let strange = strange.into_iter().filter(|name| !is_known(name) && !hints.contains(&format!("`{name}`")));
    let remarks = strange.filter_map(|name| {
        let (near, name) = (Escaped(nearest(name, unset.iter().copied())?), Escaped(name));
        let message =
            format!("{name} is set but unknown; if {near} is meant, which is not set, correct the name");
        let place = target.setting(name.0)?.place.clone();
        Some(Remark { level: Level::Warning, code: Code::Misspelt, message, place })
    });
    remarks.collect()
}

fn unknown(variable: &Variable, target: &Target) -> Option<Remark> {
    names(variable).filter_map(|name| target.setting(name)).find_map(|setting| {
        let Value::Unknown(why) = &setting.value else { return None };
        // What is wrong is already said.
        if target.remarks.iter().any(|remark| remark.message == *why) {
            return None;
        }
        let message = format!("the value of {} is not known: {why}", Escaped(&setting.name));
        Some(Remark { level: Level::Note, code: Code::NotKnownHere, message, place: setting.place.clone() })
    })
}

/// Where a variable is set, or would be.
fn place(contract: &Contract, violation: &Violation, target: &Target) -> Place {
    let variable = contract.position(violation.variable()).map(|at| &contract.variables[at]);
    let mut all = variable.into_iter().flat_map(names);
    let setting = all.clone().find_map(|name| target.setting(name)).map(|setting| &setting.place);
    let mut comment = || all.find_map(|name| target.commented_out.iter().find(|(other, _)| other == name));
    setting.or_else(|| comment().map(|(_, place)| place)).unwrap_or(&target.place).clone()
}
