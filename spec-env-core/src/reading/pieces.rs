//! The blocks of a long file, shared among the processors.

use std::num::NonZero;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, Builder};

/// How many blocks are worth a thread; most files have fewer.
const WORTH: usize = 512;

/// Applies a function to pieces of a list, and returns what it makes of each, in their order. It is given the position of
/// a piece's first element; a piece begins only where `begins` says so of a position.
pub(super) fn in_pieces<T: Send, R: Send>(
    items: &mut [T],
    begins: impl Fn(usize) -> bool,
    read: impl Fn(usize, &mut [T]) -> R + Sync,
) -> Vec<R> {
    let threads = match items.len() / WORTH {
        0 | 1 => 1,
        most => thread::available_parallelism().map_or(1, NonZero::get).min(most),
    };
    let size = items.len().div_ceil(threads);
    let mut pieces = Vec::with_capacity(threads);
    let (mut rest, mut first) = (items, 0);
    while !rest.is_empty() {
        let end = (size..rest.len()).find(|at| begins(first + at)).unwrap_or(rest.len());
        let (piece, behind) = rest.split_at_mut(end);
        pieces.push((first, piece));
        (rest, first) = (behind, first + end);
    }
    let mut results: Vec<Option<R>> = pieces.iter().map(|_| None).collect();
    let queue = Mutex::new(pieces.into_iter().zip(&mut results));
    let take = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || {
        while let Some(((first, piece), result)) = take() {
            *result = Some(read(first, piece));
        }
    };
    thread::scope(|scope| {
        // Where no thread can be had, this one does all of it.
        for _ in 1..threads {
            let _ = Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    results.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_keep_their_order_and_begin_where_they_may() {
        for length in [0, 1, WORTH, 5 * WORTH + 3] {
            let mut items: Vec<usize> = (0..length).collect();
            let pieces = in_pieces(
                &mut items,
                |at| at % 10 == 0,
                |first, piece| {
                    assert_eq!(piece.first(), Some(&first));
                    assert_eq!(first % 10, 0);
                    for item in piece.iter_mut() {
                        *item *= 2;
                    }
                    piece.to_vec()
                },
            );
            assert_eq!(pieces.concat(), (0..length).map(|at| 2 * at).collect::<Vec<_>>());
            assert_eq!(items.len(), length);
        }
    }
}
