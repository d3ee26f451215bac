//! Puts a missing variable beside a near name that is set. Names are looked up only when something is missing.

use std::collections::HashSet;

use super::judge::Judge;
use crate::environment::Environment;
use crate::report::ViolationKind;

/// Where more variables than these are missing, a misspelt name is not what is wrong with the environment.
const MISSPELT: usize = 100;

/// How many comparisons a report may cost.
const COMPARISONS: usize = 200_000;

impl<E: Environment + ?Sized> Judge<'_, '_, E> {
    pub(super) fn suggest_names(&mut self) {
        let is_missing = |kind: ViolationKind| matches!(kind, ViolationKind::Missing | ViolationKind::Empty);
        let missing = self.violations.iter().filter(|(_, violation)| is_missing(violation.kind())).count();
        if missing == 0 || missing > MISSPELT {
            return;
        }
        let unknown = self.unknown_names();
        if missing.saturating_mul(unknown.len()) > COMPARISONS {
            return;
        }
        for (_, violation) in &mut self.violations {
            if is_missing(violation.kind())
                && let Some(near) = nearest(violation.variable(), unknown.iter().map(String::as_str))
            {
                violation.suggest(near.to_owned());
            }
        }
    }

    /// The names that are set and that the contract does not know, in alphabetical order.
    fn unknown_names(&self) -> Vec<String> {
        let variables = self.contract.variables.iter();
        let known: HashSet<&str> = variables
            .flat_map(|v| v.former_names.iter().chain(&v.file_variable).chain([&v.name]))
            .map(AsRef::as_ref)
            .collect();
        let names = self.environment.names().into_iter().filter_map(|name| name.into_string().ok());
        let mut unknown: Vec<_> = names.filter(|name| !known.contains(name.as_str())).collect();
        unknown.sort_unstable();
        unknown
    }
}

/// The name that differs least, by at most a quarter of its letters; upper and lower case are alike.
///
/// ```
/// use spec_env_core::verdict::nearest;
///
/// assert_eq!(nearest("DB_CONNECTION_STRING", ["HOME", "DB_CONECTION_STRING"]), Some("DB_CONECTION_STRING"));
/// assert_eq!(nearest("PORT", ["HOME"]), None);
/// ```
#[must_use]
pub fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let limit = (name.len() / 4).clamp(1, 3);
    let name = name.to_ascii_uppercase();
    candidates
        .into_iter()
        .filter(|candidate| {
            candidate.len().abs_diff(name.len()) <= limit && shares_letters(candidate, &name, limit)
        })
        .map(|candidate| (strsim::osa_distance(&name, &candidate.to_ascii_uppercase()), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// A cheap look before the real comparison: each edit changes at most two of the letters in use.
fn shares_letters(left: &str, right: &str, edits: usize) -> bool {
    let letters = |text: &str| text.bytes().fold(0_u32, |set, b| set | 1 << (b.to_ascii_lowercase() & 31));
    (letters(left) ^ letters(right)).count_ones() as usize <= 2 * edits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_few_edits_away() {
        let names = ["DB_CONECTION_STRING", "db_pool_size", "HOME", "HOST"];
        let near = |name| nearest(name, names);
        assert_eq!(near("DB_CONNECTION_STRING"), Some("DB_CONECTION_STRING"));
        assert_eq!(near("DB_POOL_SIZE"), Some("db_pool_size"));
        assert_eq!(near("HSOT"), Some("HOST"));
        assert_eq!(near("PORT"), None);
        assert_eq!(near("LOG_LEVEL"), None);
    }
}
