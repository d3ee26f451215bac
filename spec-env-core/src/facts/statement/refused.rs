//! What a service refuses by ending: values, and variables that are set together.

use std::ops::Range;

use super::{Reader, Situation};
use crate::diagnostic::Code;
use crate::ears::sentence::Response;
use crate::ears::word::{has, is};
use crate::facts::context::Joiner;
use crate::facts::phrases::{VERBS, Verb};
use crate::facts::tested::{Test, Tested, named};
use crate::facts::undecided::environment;
use crate::facts::{FactKind, GroupFact, NEAR, NameId};

impl Reader<'_, '_> {
    /// "both A and B are set … fail" and "X is V … fail".
    pub(super) fn forbidden_state(&mut self, situation: &Situation, response: &Response, span: Range<usize>) {
        let cx = self.cx;
        let stops = self.stops(response).filter(|_| !self.ends_somewhere(response));
        let works_first = self.works_first(response);
        for alternative in situation.alternatives() {
            let names = named(&alternative);
            if alternative.iter().all(|t| t.is == Tested::Set) {
                // "log an error and use B" goes on.
                let goes_on = stops == Some(false)
                    && has!(cx, response.body.clone(), "use uses prefer prefers take takes");
                // "A, B and C are set" says nothing of two of them.
                let all = alternative.iter().any(|t| t.joiner == Joiner::And && t.names.len() > 2);
                let near = response.body.start.saturating_sub(NEAR)..response.body.end + NEAR;
                if all && !goes_on && !has!(cx, near, "more than one any") {
                    self.together(&names, span.clone());
                } else if names.len() >= 2 && !goes_on {
                    self.out.groups.push(GroupFact { at_least: false, names });
                }
                continue;
            }
            // "WHERE X is "production", SHALL return generic error messages" refuses nothing.
            let Some(ends) = stops else { continue };
            // What is required where others are set is said as such.
            let states = alternative.iter().all(|t| matches!(t.is, Tested::Set | Tested::NotSet));
            if states || self.combines(&alternative) {
                continue;
            }
            // "WHEN X is `once`, … SHALL process the queue and then exit"
            if works_first && alternative.iter().all(|t| matches!(t.is, Tested::Is(_))) {
                continue;
            }
            // "WHEN X is true, … SHALL return an error" is about what is asked for.
            let switched = |t: &Test| match &t.is {
                Tested::Is(values) => values.iter().all(|value| matches!(value.as_str(), "true" | "false")),
                _ => false,
            };
            if !ends && alternative.iter().all(switched) {
                continue;
            }
            // "IF X is set and X is "a""
            for Test { is, names, .. } in alternative {
                let fact = match is {
                    Tested::Is(values) => FactKind::Forbidden(values),
                    Tested::IsNot(values) => FactKind::OneOf(values),
                    _ => continue,
                };
                if situation.other {
                    // A name that nothing introduces is warned of; "X is true and a migration fails" claims nothing.
                    let place = |at: usize| environment(cx, at) || is!(cx.at(at), "mode locally");
                    let start = response.body.start;
                    let placed = (start.saturating_sub(NEAR)..start).any(place);
                    if ends && placed && !situation.conditions.iter().any(|c| c.unknown) {
                        self.unenforceable(names[0], span.clone());
                    }
                    break;
                }
                for name in names {
                    self.fact(name, fact.clone(), Vec::new(), span.clone());
                }
            }
        }
    }

    /// Several that must not all be set together.
    fn together(&mut self, names: &[NameId], span: Range<usize>) {
        let (one, other) = (self.text_of(names[0]), self.text_of(names[1]));
        let message =
            format!("`{one}`, `{other}` and others must not all be set, which no rule of a contract states");
        let help = format!(
            "state which two exclude each other: `WHEN both {one} and {other} are set, THE SYSTEM SHALL refuse to start`"
        );
        self.problem(Code::NoEnforceableMeaning, span, message, help);
    }

    /// "refuse to start without TLS", "refuse to run seed commands", "return a 404 error": whether the service ends only
    /// where something else is so as well, or not at all.
    fn ends_somewhere(&self, response: &Response) -> bool {
        let cx = self.cx;
        let body = &response.body;
        let fails = |at: usize| {
            let (_, next) = VERBS.at(cx.tokens, at).filter(|(verb, _)| *verb == Verb::Fail)?;
            Some(next)
        };
        let doing = |at: usize| cx.inner(at).ends_with("ing");
        let starts = |at: usize| is!(cx.at(at), "startup start start-up boot launch load the first");
        let object = |at: usize| at + usize::from(is!(cx.at(at), "a an the any its all"));
        let elsewhere = |next: usize| {
            let noun = object(next + 1);
            let led = is!(cx.at(next), "without after against under until");
            let placed = is!(cx.at(next), "on in over for") && !starts(noun);
            let runs = is!(cx.before(next), "run serve")
                && cx.is_noun(object(next))
                && !self.is_of_service(object(next));
            (led || placed) && noun < body.end && !doing(noun) || runs
        };
        // "404 error"
        let answers = |at: usize| {
            let number = cx.inner(at);
            number.len() == 3 && number.starts_with(['4', '5']) && is!(cx.at(at + 1), "error")
        };
        body.clone().any(answers) || body.clone().filter_map(fails).any(elsewhere)
    }

    /// Whether a response does something before the service ends, and tells of no error.
    fn works_first(&self, response: &Response) -> bool {
        let cx = self.cx;
        let start = self.behind_adverbs(response.body.start);
        let verb = VERBS.at(cx.tokens, start).map(|(verb, _)| verb);
        let tells = matches!(verb, Some(Verb::Fail | Verb::Reject))
            || is!(cx.at(start), "log warn report complain alert notify inform explain describe tell close");
        let body = response.body.clone();
        let ends = body.clone().any(|at| {
            is!(cx.at(at), "and then") && is!(cx.at(at + 1), "then exit exits stop stops quit terminate")
        });
        !tells
            && ends
            && !has!(
                cx,
                body,
                "error errors message messages notice warning fatal exception failure usage non-zero nonzero code status refuse"
            )
    }
}
