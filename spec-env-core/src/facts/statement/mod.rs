//! One statement → its facts: conditions and responses taken together.

mod apply;
mod assigned;
mod fails;
mod group;
mod guard;
mod lead;
mod missing;
mod reject;
mod require;
mod scan;
mod scheme;
mod situation;
mod stand_in;
mod unenforceable;
mod unfit;
mod verb;

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::ears::sentence::{Clause, Keyword, Response, Sentence};
use crate::ears::word::{has, is};
use crate::facts::artefact::goes_on_about_artefact;
use crate::facts::attribute::{Place, attribute};
use crate::facts::condition::{Condition, condition, exception};
use crate::facts::context::Cx;
use crate::facts::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use crate::facts::stand_in_names::{files, renamed};
use crate::facts::tested::{Test, Tested};
use crate::facts::{CLOSE, Fact, FactKind, Guarded, NEAR, NameId, Problem, Reading};

use guard::guards_of;
pub(crate) use lead::Lead;
use situation::{Situation, otherwise};

/// Reads a statement.
pub(crate) fn read(cx: &Cx<'_>, lead: Option<&Lead>) -> (Reading, Lead) {
    let mut reader = Reader::new(cx, "it");
    reader.renamed = renamed(cx);
    reader.under = lead.and_then(|lead| lead.conditions.clone());
    for sentence in cx.words.sentences.iter().filter(|sentence| !goes_on_about_artefact(cx, sentence)) {
        reader.sentence(sentence);
    }
    if let Some(lead) = lead {
        reader.led(lead);
    }
    reader.stand_ins();
    reader.mentions(0..cx.end());
    let mut seen = HashSet::new();
    reader.out.problems.retain(|problem| seen.insert((problem.span.clone(), problem.message.clone())));
    (reader.out, reader.lead)
}

/// Reads what stands in a cell of a table as a remark on the variable of its row.
pub(crate) fn remark(cx: &Cx<'_>, range: Range<usize>, name: NameId, whose: &str) -> Reading {
    let mut reader = Reader::new(cx, whose);
    reader.pieces(range.start, range.end, &[name], &[Vec::new()]);
    reader.mentions(range);
    reader.out
}

struct Reader<'c, 'a> {
    cx: &'c Cx<'a>,
    /// What messages call a variable that is named elsewhere.
    whose: &'c str,
    out: Reading,
    /// The variables named last.
    last: Vec<NameId>,
    /// The variables that are the subject of the sentence.
    subject_of: Vec<NameId>,
    lead: Lead,
    /// A condition that is not about the environment stands over what is being read.
    blocked: bool,
    /// What is being read is said of the items of a list.
    items: bool,
    /// The conditions of the "SHALL:" whose item this statement is.
    under: Option<Vec<Condition>>,
    /// The conditions of the sentence before.
    previous: Vec<Condition>,
    /// The former name and the name of today, where the statement is about both.
    renamed: Option<(NameId, NameId)>,
}

impl<'c, 'a> Reader<'c, 'a> {
    fn new(cx: &'c Cx<'a>, whose: &'c str) -> Self {
        Self {
            cx,
            whose,
            out: Reading::default(),
            last: Vec::new(),
            subject_of: Vec::new(),
            lead: Lead::default(),
            blocked: false,
            items: false,
            under: None,
            previous: Vec::new(),
            renamed: None,
        }
    }

    pub(super) fn sentence(&mut self, sentence: &Sentence) {
        let cx = self.cx;
        let under = self.under.clone().unwrap_or_default();
        let mut leading: Vec<Condition> =
            sentence.conditions.iter().map(|clause| self.condition(clause)).collect();
        leading.extend(self.unfit_subject(&sentence.subject));
        leading.extend(under);
        if leading.is_empty() && is!(cx.at(sentence.tokens.start), "otherwise else") {
            leading = self.unfit_where_set().unwrap_or_else(|| otherwise(&self.previous));
            if leading.iter().all(|condition| condition.alternatives.is_empty()) {
                leading.extend(sentence.responses.first().and_then(|response| self.unfit(response)));
            }
        }
        self.compared(sentence);
        if self.assigned_generally(sentence) {
            return;
        }
        let subject = self.subject(&sentence.subject);
        self.subject_of.clone_from(&subject);
        for (n, response) in sentence.responses.iter().enumerate() {
            let mut situation = Situation { conditions: leading.clone(), other: false };
            let (owner, body) = self.body(sentence, response, n, &subject);
            // "… if it is set, "fine" otherwise, and SHALL …" ends with that word.
            let opens = |at: usize| {
                let led = cx.follows(at, ";,.") || is!(cx.before(at), "and or but");
                is!(cx.at(at), "otherwise else") && led && !cx.punct(at + 1, ",")
            };
            let modal = response.modal.filter(|_| n > 0);
            let contrary = modal.is_some_and(|modal| (modal.saturating_sub(6)..modal).any(opens));
            if contrary {
                situation.conditions = otherwise(&leading);
                situation.conditions.extend(self.unfit(response).filter(|_| leading.is_empty()));
            }
            if response.conditions.iter().any(|c| !cx.within(c.body.clone()).is_empty()) {
                let named = cx.names_in(body.clone());
                if !named.is_empty() {
                    self.last = named;
                }
                let own: Vec<Condition> = response.conditions.iter().map(|c| self.condition(c)).collect();
                if own.iter().any(|c| !c.alternatives.is_empty()) {
                    // Its own test decides, whatever else the sentence speaks of.
                    for c in &mut situation.conditions {
                        c.other = false;
                    }
                }
                self.used_if_set(&own, response, &body);
                situation.conditions.extend(own);
            }
            // More conditions than anyone writes are not told apart.
            situation.other =
                situation.conditions.iter().any(|c| c.other) || situation.conditions.len() > CLOSE;
            self.default_otherwise(response, &owner, &body);
            self.respond(&situation, response, body, &owner, &sentence.responses);
        }
        self.previous.clone_from(&leading);
        self.open_lead(sentence, leading);
    }

    pub(super) fn condition(&mut self, clause: &Clause) -> Condition {
        let cx = self.cx;
        let reads = if clause.keyword == Keyword::Unless { exception } else { condition };
        let mut parsed = reads(cx, &clause.body, &self.last);
        self.unknown(&mut parsed);
        if let Some(test) = parsed.alternatives.iter().flatten().last() {
            self.last.clone_from(&test.names);
        } else {
            let named = cx.names_in(clause.body.clone());
            if !named.is_empty() {
                self.last = named;
            }
        }
        parsed
    }

    /// Tests of names that nothing introduces say nothing, but look like tests of variables.
    pub(super) fn unknown(&mut self, parsed: &mut Condition) {
        for alternative in &mut parsed.alternatives {
            alternative.retain_mut(|test| {
                let before = test.names.len();
                test.names.retain(|&id| (self.cx.known)(id));
                if test.names.len() < before {
                    parsed.other = true;
                }
                !test.names.is_empty()
            });
        }
        parsed.alternatives.retain(|a| !a.is_empty());
    }

    /// The variables that are the sentence's subject.
    pub(super) fn subject(&mut self, range: &Range<usize>) -> Vec<NameId> {
        let named = self.cx.names_in(range.clone());
        if !named.is_empty() {
            return named;
        }
        let words = self.cx.within(range.clone());
        let anaphoric = words.iter().any(|t| is!(t, "it variable variables value values they"))
            || self.speaks_of_items(range.end);
        let actor = words.iter().any(|t| is!(t, "system server service"));
        if anaphoric && !actor && words.len() <= 6 { self.last.clone() } else { Vec::new() }
    }

    /// Whether "each item", "every entry of which" stand in front of a SHALL: what it says is said of a list's items.
    fn speaks_of_items(&self, modal: usize) -> bool {
        let near = modal.saturating_sub(4)..modal;
        let each = has!(self.cx, near.clone(), "each every");
        let item = has!(self.cx, near.clone(), "item items entry entries element elements member members");
        each && (item || is!(self.cx.before(modal), "which them"))
    }

    /// The tokens of a response together with its subject, and the variables that they are about from the start.
    pub(super) fn body(
        &self,
        sentence: &Sentence,
        response: &Response,
        n: usize,
        subject: &[NameId],
    ) -> (Vec<NameId>, Range<usize>) {
        let start = match (n, response.modal) {
            (0, Some(_)) => sentence.subject.start,
            (_, Some(modal)) => modal,
            (_, None) => response.body.start,
        };
        let cx = self.cx;
        let relative = |modal: usize| n > 0 && is!(cx.before(modal), "which that it value variable");
        let owner = match response.modal {
            None if subject.is_empty() => self.last.clone(),
            // "the X environment variable, which SHALL be a URL"
            Some(modal) if relative(modal) => self.last.clone(),
            // "`X`: the pool; must be at most 50"
            Some(modal) if sentence.subject.is_empty() && cx.follows(modal, ";.") => self.last.clone(),
            _ => subject.to_vec(),
        };
        (owner, start..response.body.end)
    }

    pub(super) fn fact(&mut self, name: NameId, kind: FactKind, guards: Vec<Guarded>, span: Range<usize>) {
        self.out.facts.push(Fact { name, kind, guards, span });
    }

    /// The words of a variable's name.
    pub(super) fn text_of(&self, name: NameId) -> &str {
        let at = (0..self.cx.end()).find(|&at| self.cx.name(at) == Some(name));
        at.map_or(self.whose, |at| self.cx.inner(at))
    }

    pub(super) fn problem(&mut self, code: Code, span: Range<usize>, message: String, help: String) {
        self.out.problems.push(Problem { code, message, help, span });
    }

    pub(super) fn respond(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: Range<usize>,
        owner: &[NameId],
        all: &[Response],
    ) {
        if self.treated_unless(situation, response, &body) {
            return;
        }
        let missing = situation.tests().any(|t| t.is == Tested::NotSet);
        let judged = situation.tests().any(|t| t.is.judges());
        if missing || judged {
            self.always(situation, response, &body, owner);
            self.on_missing_or_invalid(situation, response, &body, all);
            return;
        }
        if let Some(span) =
            self.only_starts(&response.body).filter(|_| situation.tests().all(|t| t.is == Tested::Set))
        {
            let tested: Vec<NameId> = situation.tests().flat_map(|t| t.names.clone()).collect();
            for name in tested {
                self.fact(name, FactKind::Required, Vec::new(), span.clone());
            }
            return;
        }
        let cx = self.cx;
        // "WHEN A is "x", THE SYSTEM SHALL NOT start without B" is about B.
        let named = self.cx.names_in(response.body.clone());
        let about_tested = situation.tests().any(|t| named.iter().all(|name| t.names.contains(name)));
        if let Some(fails) = self.failure(&response.body, response.negated).filter(|_| about_tested) {
            self.forbidden_state(situation, fails);
            return;
        }
        let Some(and) = self.joins_rules(response) else {
            let chosen = self.chosen_where_set(situation, &body).filter(|_| owner.is_empty());
            return self.rule(situation, response, &body, &chosen.map_or(owner.to_vec(), |name| vec![name]));
        };
        let leading = situation.conditions.len() - response.conditions.len();
        let conditions = situation.conditions[..leading].to_vec();
        let always = Situation { other: conditions.iter().any(|c| c.other), conditions };
        let first = Response { body: response.body.start..and, conditions: Vec::new(), ..response.clone() };
        self.rule(&always, &first, &(body.start..and), owner);
        let then = and + 1..response.body.end;
        for name in cx.names_in(then.clone()) {
            if situation.other {
                self.unenforceable(name, cx.span(then.clone()));
            }
            for guards in guards_of(situation) {
                self.fact(name, FactKind::Required, guards, cx.span(then.clone()));
            }
        }
    }

    /// "WHERE X is set, … SHALL accept one of the values `a` and `b`": the variable whose values they are.
    fn chosen_where_set(&self, situation: &Situation, body: &Range<usize>) -> Option<NameId> {
        let cx = self.cx;
        let mut tests = situation.tests();
        let name = match (tests.next()?, tests.next()) {
            (Test { is: Tested::Set, names, .. }, None) => *names.first().filter(|_| names.len() == 1)?,
            _ => return None,
        };
        let lists = |at: usize| {
            let words = ATTRIBUTES.at(cx.tokens, at).filter(|(a, _)| *a == Attribute::OneOf);
            let valued = words.is_some_and(|(_, next)| has!(cx, at..next + 3, "value values"));
            valued && attribute(cx, at, Place::Clause).is_some_and(|found| found.chooses())
        };
        (cx.names_in(body.clone()).is_empty() && body.clone().take(NEAR).any(lists)).then_some(name)
    }

    /// "SHALL read X as an integer and default to 5 when it is not set": what stands in front of that holds always.
    fn always(&mut self, situation: &Situation, response: &Response, body: &Range<usize>, owner: &[NameId]) {
        let cx = self.cx;
        let leading = situation.conditions.len().saturating_sub(response.conditions.len());
        let set = |c: &Condition| !c.other && c.alternatives.iter().flatten().all(|t| t.is == Tested::Set);
        let own = !response.conditions.is_empty() && situation.conditions[..leading].iter().all(set);
        let concludes = |at: usize| {
            VERBS.at(cx.tokens, at).is_some_and(|(verb, _)| verb == Verb::Fail)
                || ATTRIBUTES
                    .at(cx.tokens, at)
                    .is_some_and(|(a, _)| matches!(a, Attribute::Default | Attribute::Use))
                || is!(cx.at(at), "skip disable continue proceed warn log")
        };
        let joins = |at: usize| is!(cx.at(at), "and or but") || cx.punct(at, ",");
        let and = response.body.clone().find(|&at| joins(at) && cx.depth(at) == 0 && concludes(at + 1));
        let Some(and) = and.filter(|_| own && !response.negated) else { return };
        let first = Response { body: response.body.start..and, conditions: Vec::new(), ..response.clone() };
        self.rule(&Situation::default(), &first, &(body.start..and), owner);
    }

    /// "require A to be set, and B to be set when A is "on"": the position of the "and" in front of what is conditional.
    fn joins_rules(&self, response: &Response) -> Option<usize> {
        let cx = self.cx;
        let states = |range: Range<usize>| {
            !cx.names_in(range.clone()).is_empty()
                && cx.within(range).windows(2).any(|w| is!(w[0], "to") && is!(w[1], "be"))
        };
        let body = &response.body;
        VERBS.at(cx.tokens, body.start).filter(|(verb, _)| *verb == Verb::Require)?;
        let joins = |&at: &usize| is!(cx.at(at), "and") && cx.follows(at, ",") && cx.depth(at) == 0;
        let conditional = !response.conditions.is_empty();
        let mut seams = body.clone().skip(1).take(NEAR).filter(|at| conditional && joins(at));
        seams.find(|&at| states(body.start..at) && states(at + 1..body.end))
    }

    /// What a response says under its conditions.
    fn rule(&mut self, situation: &Situation, response: &Response, body: &Range<usize>, owner: &[NameId]) {
        self.blocked = situation.other;
        self.items = response.modal.is_some_and(|modal| self.speaks_of_items(modal));
        let guards: Vec<Vec<Guarded>> = guards_of(situation);
        if !situation.other {
            self.assignments(body, &guards);
        }
        let announced = self.announced(response);
        let response = announced.as_ref().unwrap_or(response);
        if !self.group(response, body, &guards) && !self.schemes(response, body, owner) {
            let done = self.verb(response, body, owner, &guards);
            if !done {
                self.scan(body.clone(), owner, &guards);
            }
        }
        self.blocked = false;
        self.items = false;
    }

    /// Former names and files' variables.
    fn stand_ins(&mut self) {
        let cx = self.cx;
        let modals = || cx.words.sentences.iter().flat_map(|s| &s.responses).filter_map(|r| r.modal);
        let span = || {
            let first = (0..cx.end()).find(|&at| cx.name(at).is_some()).unwrap_or(0);
            let last = (0..cx.end()).rfind(|&at| cx.name(at).is_some()).unwrap_or(0);
            cx.span(first..last + 1)
        };
        let both = |(one, other): &(NameId, NameId)| (cx.known)(*one) && (cx.known)(*other);
        if let Some((old, new)) = self.renamed.filter(both) {
            self.fact(new, FactKind::Former(old), Vec::new(), span());
        }
        let obliged = self.under.is_some() || modals().next().is_some();
        if let Some((file, name)) = files(cx).filter(both).filter(|_| obliged) {
            self.fact(name, FactKind::File(file), Vec::new(), span());
        }
    }

    /// Every variable that is named is at least mentioned.
    fn mentions(&mut self, range: Range<usize>) {
        for at in range {
            if let Some(name) = self.cx.name(at) {
                self.fact(name, FactKind::Mention, Vec::new(), self.cx.at(at).span());
            }
        }
    }
}
