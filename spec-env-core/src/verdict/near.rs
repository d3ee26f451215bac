//! Puts a missing variable beside a near name that is set. Names are looked up only when something is missing.

use super::judge::Judge;
use crate::edits::distance;
use crate::report::ViolationKind;

/// Where more variables than these are missing, a misspelt name is not what is wrong with the environment.
const MISSPELT: usize = 100;

/// How many comparisons a report may cost.
const COMPARISONS: usize = 200_000;

impl Judge<'_, '_> {
    pub(super) fn suggest_names(&mut self) {
        let is_missing = |kind: ViolationKind| matches!(kind, ViolationKind::Missing | ViolationKind::Empty);
        let missing = self.violations.iter().filter(|(_, violation)| is_missing(violation.kind())).count();
        if missing == 0 || missing > MISSPELT {
            return;
        }
        let names = self.environment.names();
        if missing.saturating_mul(names.len()) > COMPARISONS {
            return;
        }
        let variables = &self.contract.variables;
        let is_known = |name: &str| {
            variables.iter().any(|v| {
                v.name == name
                    || v.file_variable.as_deref() == Some(name)
                    || v.former_names.iter().any(|former| former == name)
            })
        };
        for (_, violation) in self.violations.iter_mut() {
            if is_missing(violation.kind())
                && let Some(near) =
                    nearest_but(violation.variable(), names.iter().filter_map(|name| name.to_str()), is_known)
            {
                violation.suggest(near.to_owned());
            }
        }
    }
}

/// The name that differs least, by at most a quarter of its letters, and the first in the alphabet of several; upper and
/// lower case are alike.
///
/// ```
/// use spec_env_core::verdict::nearest;
///
/// assert_eq!(nearest("DB_CONNECTION_STRING", ["HOME", "DB_CONECTION_STRING"]), Some("DB_CONECTION_STRING"));
/// assert_eq!(nearest("PORT", ["HOME"]), None);
/// ```
#[must_use]
pub fn nearest<'n>(name: &str, candidates: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    nearest_but(name, candidates, |_| false)
}

/// As [`nearest`], of candidates that are not excluded, which only those are asked about that are near.
fn nearest_but<'n>(
    name: &str,
    candidates: impl IntoIterator<Item = &'n str>,
    is_excluded: impl Fn(&str) -> bool,
) -> Option<&'n str> {
    let limit = (name.len() / 4).clamp(1, 3);
    let name = name.to_ascii_uppercase();
    let mut nearest = None;
    for candidate in candidates {
        if candidate.len().abs_diff(name.len()) > limit || !shares_letters(candidate, &name, limit) {
            continue;
        }
        let distance = distance(&name, &candidate.to_ascii_uppercase());
        let is_nearer = nearest.is_none_or(|nearest| (distance, candidate) < nearest);
        if distance <= limit && is_nearer && !is_excluded(candidate) {
            nearest = Some((distance, candidate));
        }
    }
    nearest.map(|(_, candidate)| candidate)
}

/// A cheap look before the real comparison: each edit changes at most two of the letters in use.
fn shares_letters(left: &str, right: &str, edits: usize) -> bool {
    (letters(left) ^ letters(right)).count_ones() as usize <= 2 * edits
}

/// A bit for each letter in use.
#[inline(never)]
fn letters(text: &str) -> u32 {
    text.bytes().fold(0, |set, byte| set | 1 << (byte & 31))
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
