//! The words that mean something, read by people and extended a line at a time: a file for what each part of a
//! sentence says, a table a family.
//!
//! `a|b` is either word, a trailing `?` makes a word optional; case does not matter. Where two phrases of one
//! table fit, the longer one counts, and of equally long ones the first.

mod attributes;
mod nouns;
mod states;
mod verbs;

pub(crate) use attributes::{ATTRIBUTES, Attribute, Form};
pub(crate) use nouns::{BELOW, LIST_NOUNS, OLD, SEPARATORS, TYPES, UNITS, VARIABLE};
pub(crate) use states::{QUANTIFIERS, Quantifier, STATES, State};
pub(crate) use verbs::{PUTS, Puts, REPORTS, SUCCESSIONS, Succession, USED, VERBS, Verb};
