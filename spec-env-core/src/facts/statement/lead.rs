//! Statements that end in a colon: what they say of the items and rows behind it.

use std::ops::Range;

use super::guard::guards_of;
use super::{Reader, Situation};
use crate::diagnostic::Code;
use crate::ears::sentence::{Response, Sentence, is_modal};
use crate::ears::word::{has, is};
use crate::facts::announce::gives_none;
use crate::facts::condition::{Condition, tests};
use crate::facts::context::Cx;
use crate::facts::names::opens_source;
use crate::facts::phrases::{QUANTIFIERS, Quantifier, VERBS, Verb};
use crate::facts::tested::named;
use crate::facts::undecided::FOR_SOMETHING;
use crate::facts::{Fact, FactKind, Guarded, NameId, Problem};

/// What a lead-in says of every item or row that follows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lead {
    /// Of each of them, under which conditions.
    pub(crate) facts: Vec<(FactKind, Vec<Guarded>)>,
    /// Whether the items are values of a variable rather than variables.
    pub(crate) values_of: Option<NameId>,
    /// The conditions under which what the items say of themselves holds, an alternative each.
    pub(crate) guards: Vec<Vec<Guarded>>,
    /// The rule over all of them: whether one of them must be set, and whether only one may be.
    pub(super) group: Option<Quantifier>,
    /// The one variable that it speaks of, which items may call "it", and its name.
    pub(crate) about: Option<(NameId, String)>,
    /// Whether it speaks of environment variables.
    pub(crate) variables: bool,
    /// Whether it makes sure of what its items say: "validate that:".
    pub(crate) checks: bool,
    /// Whether what follows their names is their defaults.
    pub(crate) defaults: bool,
    /// The conditions of a sentence that ends in "SHALL:", whose responses are the items.
    pub(crate) conditions: Option<Vec<Condition>>,
}

/// "SHALL be one of:", but not "SHALL return one of the following:", at the position of the colon.
pub(crate) fn opens_choice(cx: &Cx<'_>, colon: usize) -> bool {
    let mut near = colon.saturating_sub(4)..colon;
    let one = near.find(|&at| is!(cx.at(at), "one") && is!(cx.at(at + 1), "of"));
    one.is_some_and(|at| is!(cx.before(at), "be is are accept accepts support supports to"))
}

impl Lead {
    /// Adds what holds of an item that does not say otherwise, in the facts from one on.
    pub(crate) fn say_of(&self, name: NameId, span: &Range<usize>, facts: &mut Vec<Fact>, from: usize) {
        let mut stated = false;
        for at in from..facts.len() {
            if facts[at].name != name || !facts[at].kind.says_whether() {
                continue;
            }
            stated = true;
            if facts[at].guards.is_empty()
                && let Some((first, others)) = self.guards.split_first()
            {
                let more: Vec<Fact> = others
                    .iter()
                    .map(|guards| Fact { guards: guards.clone(), ..facts[at].clone() })
                    .collect();
                facts[at].guards.clone_from(first);
                facts.extend(more);
            }
        }
        for (kind, guards) in self.facts.iter().filter(|(kind, _)| !(stated && kind.says_whether())) {
            facts.push(Fact { name, kind: kind.clone(), guards: guards.clone(), span: span.clone() });
        }
    }
}

impl Reader<'_, '_> {
    /// What the sentence says of the items that follow its colon, in it or behind it.
    pub(super) fn open_lead(&mut self, sentence: &Sentence, conditions: Vec<Condition>) {
        let cx = self.cx;
        let range = sentence.tokens.clone();
        let announced = range.clone().any(|at| cx.words.items.is_some() && cx.name(at) == cx.words.items);
        let named = |range: Range<usize>| range.into_iter().any(|at| cx.name(at).is_some());
        let within = range.clone().find(|&at| cx.punct(at, ":") && cx.depth(at) == 0);
        if let Some(colon) =
            within.filter(|&at| cx.name(at + 1).is_some() && (announced || !named(range.start..at)))
        {
            let lead = self.lead(sentence, range.start..colon + 1, conditions);
            self.say_of(&lead, colon + 1);
            let list = cx.names(colon + 1).map(|names| names.ids).unwrap_or_default();
            // "- name: `X`", over what describes it
            if let [name] = list[..]
                && cx.follows(range.end, ":")
            {
                let about = Some((name, self.text_of(name).to_owned()));
                self.lead = Lead { about, ..Lead::default() };
            }
            if let Some(quantifier) = lead.group.filter(|_| self.out.groups.is_empty() && list.len() > 1) {
                self.out.groups = quantifier.groups(&list);
                self.out.facts.retain(|fact| fact.kind != FactKind::Required);
            }
            return;
        }
        let Some(end) = range.end.checked_sub(1).filter(|&at| cx.punct(at, ":")) else { return };
        if is_modal(cx.before(end)) {
            self.lead = Lead { conditions: Some(conditions), ..Lead::default() };
            return;
        }
        self.lead = self.lead(sentence, range, conditions);
    }

    /// What the words up to a colon say.
    fn lead(&mut self, sentence: &Sentence, range: Range<usize>, conditions: Vec<Condition>) -> Lead {
        let cx = self.cx;
        let end = range.end - 1;
        let variables = opens_source(cx, end) || range.clone().any(|at| cx.behind_variable(at).is_some());
        let listing = has!(cx, range.start..end, "values options");
        let accepted =
            has!(cx, range.start..end, "accepted allowed valid supported possible following permitted these");
        // "The `X` environment variable accepts:"
        let accepts = is!(cx.before(end), "accepts accept allows");
        let one_of = opens_choice(cx, end) || listing && accepted || accepts;
        let values_of = self.last.first().copied().filter(|_| one_of && self.last.len() == 1);
        let values_of = values_of.filter(|&id| Some(id) != cx.words.items);
        // "Required env vars: A, B. Optional env vars: C": each sentence speaks of its own.
        let items = |fact: &&Fact| Some(fact.name) == cx.words.items && fact.kind != FactKind::Mention;
        let said = self.out.facts[self.from..].iter().filter(items);
        let mut facts: Vec<_> = said.map(|fact| (fact.kind.clone(), fact.guards.clone())).collect();
        if sentence.responses.iter().all(|r| r.modal.is_none()) {
            facts.push((FactKind::Read, Vec::new()));
            // "WHEN A is "x", these are required:", "required in production:" is said under a condition.
            let always = conditions.is_empty() && self.out.problems.is_empty();
            let words = if always { cx.within(range.clone()) } else { &[] };
            if words.iter().any(|t| is!(t, "required mandatory")) {
                facts.push((FactKind::Required, Vec::new()));
            } else if words.iter().any(|t| is!(t, "optional")) {
                facts.push((FactKind::Optional { stated: true }, Vec::new()));
            }
        }
        let verb =
            |r: &Response| VERBS.at(cx.tokens, self.behind_adverbs(r.body.start)).map(|(verb, _)| verb);
        let mut group = None;
        let mut checks = false;
        for response in sentence.responses.iter().filter(|r| r.modal.is_some_and(|at| at < end)) {
            let verb = verb(response);
            let asks = matches!(verb, Some(Verb::Require | Verb::Check)) && !response.negated;
            checks |= asks;
            let quantified = |at: usize| QUANTIFIERS.at(cx.tokens, at).map(|(quantifier, _)| quantifier);
            let fails = self.failure(&response.body, response.negated).is_some();
            let none = fails && has!(cx, range.start..end, "none neither");
            group = response
                .body
                .clone()
                .find_map(quantified)
                .filter(|_| asks)
                .or(none.then_some(Quantifier::AtLeast));
            // "validate all required environment variables:"
            let unguarded = conditions.is_empty() && response.conditions.is_empty();
            // "required environment variables SHALL be: A, B"
            let subject = sentence.subject.clone();
            let said = asks && has!(cx, response.body.clone(), "required mandatory")
                || is!(cx.at(response.body.start), "be include") && has!(cx, subject, "required mandatory");
            // "load the required environment variables at startup:"
            let adjective = |words: &dyn Fn(usize) -> bool| {
                response.body.clone().any(|at| words(at) && cx.behind_variable(at + 1).is_some())
            };
            let said = said || adjective(&|at| is!(cx.at(at), "required mandatory"));
            if group.is_none() && unguarded && said {
                facts.push((FactKind::Required, Vec::new()));
            } else if unguarded && adjective(&|at| is!(cx.at(at), "optional")) {
                facts.push((FactKind::Optional { stated: true }, Vec::new()));
            }
            if verb != Some(Verb::Drop) {
                facts.push((FactKind::Read, Vec::new()));
            }
        }
        if group.is_some() {
            facts.retain(|(kind, _)| *kind == FactKind::Read);
        }
        let about_items = named(tests(&conditions)).iter().any(|&name| Some(name) == cx.words.items);
        let guards = if about_items {
            Vec::new()
        } else {
            guards_of(&Situation { conditions, ..Situation::default() })
                .into_iter()
                .filter(|g| !g.is_empty())
                .collect()
        };
        let defaults =
            has!(cx, range.start..end, "default defaults") && !gives_none(cx.within(range.start..end));
        let named = cx.names_in(range.clone());
        let one = named.first().copied().filter(|&id| named.len() == 1 && Some(id) != cx.words.items);
        let one = one.filter(|_| sentence.conditions.is_empty() && values_of.is_none());
        let about = one.map(|name| (name, self.text_of(name).to_owned()));
        Lead { facts, values_of, guards, group, about, variables, checks, defaults, ..Lead::default() }
    }

    /// "- Required:", in a list of variables: what holds of those listed there.
    pub(super) fn lead_within(&mut self, outer: &Lead) {
        let cx = self.cx;
        let heads = cx.words.sentences.iter().flat_map(|s| &s.responses).all(|r| r.modal.is_none());
        let read = outer.group.is_none() && outer.facts.iter().any(|(kind, _)| *kind == FactKind::Read);
        if !(heads && read && outer.variables && cx.follows(cx.end(), ":")) || cx.words.names_any() {
            return;
        }
        // "- Not required:" leaves open what holds.
        let denied = has!(cx, 0..cx.end(), "not never no neither");
        // "Required for the tests:" is not required.
        let placed = has!(
            cx,
            1..cx.end(),
            "for in on only if when unless where during to by except but while outside"
        );
        let required = self.lead.facts.iter().any(|(kind, _)| *kind == FactKind::Required);
        if placed && !denied && required && is!(cx.at(0), "required mandatory") {
            let span = cx.span(0..cx.end());
            let problem = Problem::new(Code::NoEnforceableMeaning, span, FOR_SOMETHING.0, FOR_SOMETHING.1);
            self.out.problems.push(problem.of_items());
        }
        let lead = &mut self.lead;
        if denied || placed {
            lead.facts.retain(|(kind, _)| !kind.says_whether());
        }
        let stated = denied || lead.facts.iter().any(|(kind, _)| kind.says_whether());
        let more = outer.facts.iter().filter(|(kind, _)| !(stated && kind.says_whether()));
        lead.facts.extend(more.cloned());
        lead.variables = true;
        lead.guards.clone_from(&outer.guards);
    }
}
