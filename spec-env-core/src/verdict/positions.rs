//! A set of positions in a contract.

/// A set of positions; of all but very large contracts without an allocation.
#[derive(Default)]
pub(super) struct Positions {
    /// All positions below are in the set: fields mostly stand in the order of the specification.
    start: usize,
    few: [u64; 16],
    more: Vec<u64>,
    len: usize,
}

impl Positions {
    /// Adds a position; whether it is new.
    #[inline]
    pub(super) fn insert(&mut self, position: usize) -> bool {
        let is_new = if position == self.start && self.len == self.start {
            self.start += 1;
            true
        } else {
            self.insert_out_of_order(position)
        };
        self.len += usize::from(is_new);
        is_new
    }

    fn insert_out_of_order(&mut self, position: usize) -> bool {
        let is_new = !self.contains(position);
        let (word, bit) = (position / 64, 1 << (position % 64));
        if let Some(word) = self.few.get_mut(word) {
            *word |= bit;
        } else {
            let word = word - self.few.len();
            if word >= self.more.len() {
                self.more.resize(word + 1, 0);
            }
            self.more[word] |= bit;
        }
        is_new
    }

    /// How many positions are in the set.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether a position is in the set.
    pub(super) fn contains(&self, position: usize) -> bool {
        let word = position / 64;
        let word = self.few.get(word).or_else(|| self.more.get(word - self.few.len()));
        position < self.start || word.is_some_and(|word| word & 1 << (position % 64) != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_kept_apart() {
        let mut set = Positions::default();
        for position in [0, 1, 63, 64, 2, 1023, 1024, 5000] {
            assert!(!set.contains(position) && set.insert(position), "{position}");
            assert!(set.contains(position) && !set.insert(position), "{position}");
        }
        assert_eq!(set.len(), 8);
        assert!([3, 62, 65, 1022, 1025, 4999, 5001, 9999].iter().all(|&position| !set.contains(position)));
    }
}
