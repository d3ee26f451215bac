//! How far apart two names are. Of our own, as a crate for it brings generic code that an unoptimised build of each service
//! links: a fortieth of its time (`docs/costs.md`).

use std::mem;

/// The least number of bytes to insert, remove, replace, or exchange with their neighbour that turns one text into the
/// other: the "optimal string alignment" distance, in time of the product of their lengths.
///
/// ```
/// use spec_env_core::edits::distance;
///
/// assert_eq!(distance("flase", "false"), 1);
/// assert_eq!(distance("PORT", "HOSTS"), 3);
/// ```
#[must_use]
pub fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    let mut above: Vec<usize> = (0..=right.len()).collect();
    let (mut before, mut row) = (above.clone(), above.clone());
    for at in 0..left.len() {
        row[0] = at + 1;
        for to in 0..right.len() {
            let replaced = above[to] + usize::from(left[at] != right[to]);
            row[to + 1] = replaced.min(above[to + 1] + 1).min(row[to] + 1);
            if at > 0 && to > 0 && left[at] == right[to - 1] && left[at - 1] == right[to] {
                row[to + 1] = row[to + 1].min(before[to - 1] + 1);
            }
        }
        mem::swap(&mut before, &mut above);
        mem::swap(&mut above, &mut row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::distance;

    #[test]
    fn each_edit_counts_once() {
        for (left, right, edits) in [
            ("", "", 0),
            ("", "abc", 3),
            ("abc", "", 3),
            ("abc", "abc", 0),
            ("abc", "abxc", 1),
            ("abc", "ac", 1),
            ("abc", "axc", 1),
            ("abc", "acb", 1),
            ("ca", "abc", 3),
            ("kitten", "sitting", 3),
            ("DB_CONECTION", "DB_CONNECTION", 1),
        ] {
            assert_eq!((distance(left, right), distance(right, left)), (edits, edits), "{left} {right}");
        }
    }
}
