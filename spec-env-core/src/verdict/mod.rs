//! Holds an environment to a contract: the service at its start and the command ask here, so they cannot disagree.

mod cite;
mod find;
mod group;
mod guard;
mod inquiry;
mod judge;
mod near;
mod ordered;
mod positions;
mod shape;

use crate::contract::Contract;
use crate::environment::Environment;
use crate::report::{Notice, Report, Violation, Warning};

use ordered::Ordered;

pub use find::{ANYWHERE, DIRECT, Finder, Found};
pub use inquiry::Inquiry;
pub use near::nearest;

/// How an environment is judged.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Whether variables of unstated presence are required, by position; all are where this is `None`.
    pub unstated_required: Option<&'o [bool]>,
    /// Whether kinds that were inferred from a default bind; in code the field's type does.
    pub inferred_kinds: bool,
    /// Which values are not judged, but only whether they are set.
    pub hidden: Hidden<'o>,
}

/// Values that cannot be seen, as where a pipeline holds no secrets, or a manifest refers to what is elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hidden<'o> {
    /// All can be seen.
    Nothing,
    /// None can.
    Everything,
    /// Those of the variables at these positions cannot.
    These(&'o [bool]),
}

impl Hidden<'_> {
    #[inline]
    pub(crate) fn hides(self, position: usize) -> bool {
        match self {
            Self::Nothing => false,
            Self::Everything => true,
            Self::These(hidden) => hidden.get(position).copied().unwrap_or(false),
        }
    }
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { unstated_required: None, inferred_kinds: true, hidden: Hidden::Nothing }
    }
}

/// What became of an environment under a contract.
pub struct Verdict<'c> {
    contract: &'c Contract,
    /// For each variable of the contract, what is known of it.
    pub slots: Vec<Slot<'c>>,
    /// What is wrong.
    violations: Ordered<Violation>,
    /// What was noticed beside the literals in the slots.
    notices: Ordered<Notice<'c>>,
}

/// The state of a variable.
pub enum Slot<'c> {
    /// It is missing, and nothing was decided about that yet.
    Pending {
        /// Whether it is set to the empty string.
        empty: bool,
    },
    /// It is being decided; meeting it again means that requirements form a circle, which unset variables end.
    Deciding,
    /// It has no value, and needs none.
    Absent,
    /// It has no value, and there is a violation about that.
    Missing,
    /// There is a violation about its value, or about what it depends on.
    Failed,
    /// It is set, and values are not judged.
    Hidden,
    /// A literal of the specification stands in for a value that is missing or invalid.
    Literal(Notice<'c>),
    /// Its value, as the environment has it.
    Value(String),
}

/// Holds an environment to a contract.
///
/// ```
/// use spec_env_core::contract::Contract;
/// use spec_env_core::environment::Process;
/// use spec_env_core::verdict::{Options, evaluate};
///
/// let nothing = Contract { spec: "requirements.md".into(), hash: 0, variables: [][..].into(), groups: [][..].into() };
/// assert!(evaluate(&nothing, &Process, Options::default()).is_ok());
/// ```
#[must_use]
pub fn evaluate<'c>(
    contract: &'c Contract,
    environment: &dyn Environment,
    options: Options<'_>,
) -> Verdict<'c> {
    let mut judge = judge::Judge::new(contract, environment, options);
    judge.judge_all();
    judge.verdict()
}

impl<'c> Verdict<'c> {
    /// Whether the environment meets the contract.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.violations.is_empty()
    }

    /// What was done about variables that are missing, invalid or formerly named, in the order of the specification.
    #[must_use]
    pub fn notices(&self) -> Vec<Notice<'c>> {
        let mut all = Ordered::default();
        for (position, slot) in self.slots.iter().enumerate() {
            if let Slot::Literal(notice) = slot {
                all.push(position, *notice);
            }
        }
        for (position, notice) in self.notices.iter() {
            all.push(*position, *notice);
        }
        all.into_items()
    }

    /// What is wrong, in the order of the specification.
    #[must_use]
    pub fn into_report(self) -> Report {
        let warnings = self.notices().into_iter().map(Warning::from).collect();
        Report::new(self.contract, self.violations.into_items(), warnings)
    }
}

impl Slot<'_> {
    /// The effective value.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        match self {
            Self::Value(text) => Some(text),
            Self::Literal(notice) => notice.text.map(AsRef::as_ref),
            _ => None,
        }
    }
}
