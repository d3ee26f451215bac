//! Words that stand for what was named before.

use super::phrase::{Phrases, phrases};

/// What stands for several things that were named before.
pub(crate) static THEM: Phrases<()> = phrases!(
    (),
    [(
        (),
        &[
            "they|both|neither|these",
            "both|all|each|none of them|these|those|which",
            "all the|these|those? two|three|four|five|six? values|variables?",
            "each one|variable?",
        ],
    )]
);
