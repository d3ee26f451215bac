//! States that a condition finds a variable in: set, missing, invalid, below a number.

use super::Parser;
use super::predicate::named_value;
use crate::contract::Kind;
use crate::ears::token::Token;
use crate::ears::word::{has, is};
use crate::facts::form::ITEMS;
use crate::facts::literal::{ends_clause, literal, literals};
use crate::facts::noun::{end_of_range, noun_phrase};
use crate::facts::phrases::State;
use crate::facts::range::{between, is_length, is_timed};
use crate::facts::tested::Tested;
use crate::facts::undecided::environment;
use crate::facts::{End, FactKind, TypeFact};

impl Parser<'_, '_> {
    pub(super) fn state(&mut self, state: State, at: usize, next: usize, negated: bool) -> Option<usize> {
        let cx = self.cx;
        // "the PIN is not set via the `X` environment variable"
        let held = matches!(state, State::Set | State::True | State::False) && self.is_acronym(at);
        let next = if held { self.held_by(next - 1, next).unwrap_or(next) } else { next };
        let limit = |exclusive| end_of_range(cx, next, exclusive);
        let (is, next) = match state {
            // "`X` is missing in the request"
            State::Set | State::Unset
                if is!(cx.at(next), "in from")
                    && has!(
                        cx,
                        next + 1..next + 3,
                        "request requests row body payload header headers query response message form cookie payload json"
                    ) =>
            {
                return None;
            }
            State::Set => (if negated { Tested::NotSet } else { Tested::Set }, self.source(next)),
            // "a message is missing the field `x`"
            State::Unset if is!(cx.before(next), "missing") && is!(cx.at(next), "the a an its") => {
                return None;
            }
            State::Unset | State::Empty => {
                (if negated { Tested::Set } else { Tested::NotSet }, self.source(next))
            }
            State::True => (
                if negated { Tested::IsNot(vec!["true".into()]) } else { Tested::Is(vec!["true".into()]) },
                next,
            ),
            State::False => (
                if negated { Tested::IsNot(vec!["false".into()]) } else { Tested::Is(vec!["false".into()]) },
                next,
            ),
            State::Invalid => self.invalid(next),
            State::Negative | State::NonPositive if negated => return None,
            State::Negative => (Tested::Below(End::zero(false)), next),
            State::NonPositive => (Tested::Below(End::zero(true)), next),
            State::Positive if negated => (Tested::Below(End::zero(true)), next),
            State::Positive => (Tested::Above(End::zero(false)), next),
            State::Described => (Tested::Described, self.behind_words(next)),
            State::Below | State::AtLeast | State::Shorter | State::Above | State::AtMost | State::Longer => {
                // What is refused above a limit is refused at the limit where the words say "not below".
                let negated = negated != self.unless;
                let up = matches!(state, State::Above | State::AtLeast | State::Longer) != negated;
                let (mut end, next) = limit(matches!(state, State::AtMost | State::AtLeast) != negated)?;
                // "fewer than 3 entries" counts what no rule of a contract counts.
                if end.literal.unit.as_deref().is_some_and(|unit| ITEMS.contains(&unit)) {
                    return None;
                }
                let measured = matches!(state, State::Shorter | State::Longer) || is_length(cx, at);
                end.length |= measured && !is_timed(&end);
                (if up { Tested::Above(end) } else { Tested::Below(end) }, next)
            }
            // "anything other than a positive integer"
            State::OtherThan if !negated && is!(cx.at(next), "a an") => {
                let (facts, next) = noun_phrase(cx, next)?;
                (Tested::Invalid(facts), next)
            }
            State::OtherThan | State::SetTo => {
                let negated = negated != (state == State::OtherThan);
                let how =
                    |t: &Token| is!(t, "the exact exactly case-sensitive case-insensitive string literal");
                let next = (next..cx.end()).find(|&at| !how(cx.at(at))).unwrap_or(next);
                let next = next + usize::from(cx.punct(next, "("));
                let (mut values, mut behind) = literals(cx, next, false);
                let words = literals(cx, next, true);
                if values.is_empty() && words.0.len() > 1 && ends_clause(cx, words.1) {
                    (values, behind) = words;
                }
                if values.is_empty() {
                    (values, behind) = named_value(cx, next);
                }
                if values.is_empty() {
                    let (value, after) = literal(cx, next, true).filter(|(v, _)| !v.name)?;
                    (values, behind) = (vec![value.text], after);
                }
                (if negated { Tested::IsNot(values) } else { Tested::Is(values) }, behind)
            }
        };
        self.test(is, at..next);
        Some(next)
    }

    /// What a value should have been that "cannot be parsed as an integer", or is "outside the range 1 to 9".
    fn invalid(&self, next: usize) -> (Tested, usize) {
        let cx = self.cx;
        let led = is!(cx.at(next), "as to into");
        let outside = is!(cx.before(next), "outside the its of range");
        let skipped = |&i: &usize| !(cx.punct(i, "(") || is!(cx.at(i), "the from of range allowed valid"));
        let limits = (next..next + 4).find(skipped).unwrap_or(next);
        if let Some(found) = between(cx, limits).filter(|_| outside) {
            return (Tested::Invalid(found.facts), found.next);
        }
        if let Some((facts, next)) = noun_phrase(cx, next + 1).filter(|_| led) {
            return (Tested::Invalid(facts), next);
        }
        if is!(cx.before(next), "non-integer") {
            let whole = TypeFact { kind: Some(Kind::Integer), ..TypeFact::default() };
            return (Tested::Invalid(vec![FactKind::Type(whole)]), self.behind_words(next));
        }
        // "is set to an invalid URL", but "an invalid string" is of any kind
        let (facts, next) = noun_phrase(cx, next)
            .filter(|_| !is!(cx.at(next), "string text value"))
            .unwrap_or((Vec::new(), next));
        (Tested::Invalid(facts), self.behind_words(next))
    }

    /// Skips "in the environment", "for the mail service" and the like behind "set"; "in production" is a condition.
    fn source(&self, at: usize) -> usize {
        let cx = self.cx;
        let preposition = is!(cx.at(at), "in at by for on during via through within");
        if !preposition || environment(cx, at + 1) {
            return at;
        }
        let stops = |i: usize| {
            cx.punct(i, ",(")
                || is!(cx.at(i), "and or but to")
                || cx.candidate(i).is_some_and(|id| (cx.known)(id))
        };
        (at..self.cx.end()).find(|&i| stops(i)).unwrap_or(self.cx.end())
    }

    /// Skips the noun that a word such as "invalid" qualifies.
    pub(super) fn behind_words(&self, at: usize) -> usize {
        let mut here = at;
        while here < self.cx.end()
            && self.cx.candidate(here).is_none()
            && !self.cx.punct(here, ",(")
            && !is!(self.cx.at(here), "and or")
        {
            here += 1;
        }
        here
    }
}
