//! What was noticed of variables, in the order of the specification.

/// Items with the positions of their variables, in the order of these; of one variable as they came.
pub(super) struct Ordered<T>(Vec<(usize, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> Ordered<T> {
    /// Adds an item. Nearly every one belongs behind the last, so that nothing has to move, and a service need not
    /// link the sorting of items.
    pub(super) fn push(&mut self, position: usize, item: T) {
        let at = self.0.partition_point(|(other, _)| *other <= position);
        self.0.insert(at, (position, item));
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn contains(&self, position: usize) -> bool {
        self.0.binary_search_by_key(&position, |(other, _)| *other).is_ok()
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, (usize, T)> {
        self.0.iter()
    }

    pub(super) fn iter_mut(&mut self) -> std::slice::IterMut<'_, (usize, T)> {
        self.0.iter_mut()
    }

    pub(super) fn into_items(self) -> Vec<T> {
        self.0.into_iter().map(|(_, item)| item).collect()
    }
}
