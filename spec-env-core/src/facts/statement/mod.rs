//! One statement → its facts: conditions and responses taken together.

mod also;
mod another;
mod apply;
mod aside;
mod assigned;
mod beside;
mod clause;
mod distance;
mod fails;
mod group;
mod guard;
mod if_set;
mod implied;
mod item;
mod lead;
mod missing;
mod other_source;
mod parts;
mod refused;
mod reject;
mod require;
mod respond;
mod scan;
mod scheme;
mod situation;
mod stand_in;
mod subject;
mod unenforceable;
mod unfit;
mod unread;
mod used;
mod verb;

use std::collections::HashSet;
use std::ops::Range;

use crate::diagnostic::Code;
use crate::ears::seam::behind_otherwise;
use crate::ears::sentence::{Clause, Response, Sentence};
use crate::ears::word::{has, is};
use crate::facts::artefact::goes_on_about_artefact;
use crate::facts::attribute::{Found, Place};
use crate::facts::condition::{Condition, tests};
use crate::facts::context::Cx;
use crate::facts::phrases::{STATES, VERBS, Verb};
use crate::facts::stand_in_names::{files, renamed};
use crate::facts::tested::Tested;
use crate::facts::{CLOSE, Fact, FactKind, Guarded, NameId, Problem, Reading};

use another::{creates, tells};
pub(crate) use lead::{Lead, opens_choice};
use situation::{Situation, decides, missing};

/// Reads a statement.
pub(crate) fn read(cx: &Cx<'_>, lead: Option<&Lead>) -> (Reading, Lead) {
    let about = lead.and_then(|lead| lead.about.as_ref());
    let mut reader = Reader::new(cx, about.map_or("it", |(_, name)| name));
    reader.renamed = renamed(cx);
    reader.under = lead.and_then(|lead| lead.conditions.clone());
    reader.last.extend(about.map(|&(name, _)| name));
    for sentence in cx.words.sentences.iter().filter(|sentence| !goes_on_about_artefact(cx, sentence)) {
        reader.sentence(sentence);
    }
    if let Some(lead) = lead {
        reader.led(lead);
        reader.lead_within(lead);
    }
    reader.optional();
    reader.excepted();
    reader.stand_ins();
    reader.unread_defaults();
    reader.mentions(0..cx.end());
    reader.out.facts.retain(|fact| Some(fact.name) != cx.words.items);
    let mut seen = HashSet::new();
    reader.out.problems.retain(|problem| seen.insert(problem.message.clone()));
    (reader.out, reader.lead)
}

/// Reads what stands in a cell of a table as a remark on the variable of its row.
pub(crate) fn remark(cx: &Cx<'_>, range: Range<usize>, name: NameId, whose: &str) -> Reading {
    let mut reader = Reader::new(cx, whose);
    reader.pieces(range.start, range.end, &[name], &[Vec::new()]);
    reader.mentions(range);
    reader.out
}

/// Reads what a cell of a table was found to say of the variable of its row.
pub(crate) fn applied(cx: &Cx<'_>, found: Found, name: NameId, whose: &str) -> Reading {
    let mut reader = Reader::new(cx, whose);
    reader.apply(found, &[name], &[Vec::new()], 0, Place::Remark);
    reader.out
}

struct Reader<'c, 'a> {
    cx: &'c Cx<'a>,
    /// What messages call a variable that is named elsewhere.
    whose: &'c str,
    out: Reading,
    /// How many facts the sentences before state.
    from: usize,
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
    /// The conditions of the sentence before, and those of its response alone that "otherwise" is said of.
    previous: Vec<Condition>,
    own: Vec<Condition>,
    /// Whether that sentence asks for another variable under them.
    obliged: bool,
    /// The values that conditions tested so far.
    tested: Vec<(NameId, String)>,
    /// Each former name with the name of today, where the statement is about both.
    renamed: Vec<(NameId, NameId)>,
}

impl<'c, 'a> Reader<'c, 'a> {
    fn new(cx: &'c Cx<'a>, whose: &'c str) -> Self {
        Self {
            cx,
            whose,
            out: Reading::default(),
            from: 0,
            last: Vec::new(),
            subject_of: Vec::new(),
            lead: Lead::default(),
            blocked: false,
            items: false,
            under: None,
            previous: Vec::new(),
            own: Vec::new(),
            obliged: false,
            tested: Vec::new(),
            renamed: Vec::new(),
        }
    }

    pub(super) fn sentence(&mut self, sentence: &Sentence) {
        let cx = self.cx;
        self.from = self.out.facts.len();
        // "…; `B` is optional" says nothing of A where nothing introduces B.
        let first = sentence.subject.start + usize::from(is!(cx.at(sentence.subject.start), "the"));
        let unknown =
            cx.candidate(first).is_some() && cx.name(first).is_none() && !cx.at(first).is_plain_name(cx.text);
        if unknown && cx.names_in(sentence.tokens.clone()).is_empty() {
            return;
        }
        if self.turns_in_between(sentence) {
            return;
        }
        let Some(leading) = self.leading(sentence) else { return };
        self.compared(sentence);
        // "No X SHALL be read", "neither A nor B SHALL exceed 10", "all but X SHALL be required"
        let subject = sentence.subject.clone();
        let turned = is!(cx.at(subject.start), "no neither") || has!(cx, subject.clone(), "except excluding");
        let none = turned && !cx.names_in(subject).is_empty();
        if none || self.assigned_generally(sentence) || self.neither_one_nor_all(sentence) {
            return;
        }
        let subject = self.subject(sentence, &leading);
        if self.allows_empty(sentence) {
            return;
        }
        self.subject_of.clone_from(&subject);
        let mut responses: Vec<Response> = Vec::new();
        for response in &sentence.responses {
            self.parts(response, &mut responses);
        }
        responses.retain_mut(|response| self.keeps(sentence, response));
        let mut before: Vec<Condition> = Vec::new();
        // Those of the response in front.
        let mut own: Vec<Condition> = Vec::new();
        for (n, response) in responses.iter().enumerate() {
            if tells(cx, &sentence.subject, response) {
                self.told(&response.body);
                continue;
            }
            let mut situation = Situation { conditions: leading.clone(), ..Situation::default() };
            // "SHALL use TLS WHERE X is true and SHALL then require Y"
            if n > 0 && response.modal.is_some() && is!(cx.at(response.body.start), "then") {
                situation.conditions.append(&mut before);
            }
            let (owner, body) = self.body(sentence, response, n, &subject);
            // "… if it is set, "fine" otherwise, and SHALL …" ends with that word.
            let opens = |at: usize| {
                let led = cx.follows(at, ";,.") || is!(cx.before(at), "and or but");
                is!(cx.at(at), "otherwise else") && led && !cx.punct(at + 1, ",")
            };
            let modal = response.modal.filter(|_| n > 0);
            let contrary =
                response.contrary || modal.is_some_and(|modal| (modal.saturating_sub(6)..modal).any(opens));
            // "WHEN A is set, B must be set, otherwise exit": what happens where the rule in front is broken.
            if contrary
                && self.obliges(&responses[n - 1], &subject, &leading)
                && self.stops(response).is_some()
            {
                continue;
            }
            if contrary {
                situation.conditions = self.where_not(response, &leading, &own);
            }
            // "…, and non-integer values SHALL be rejected"
            if n > 0
                && let Some(unfit) = self.unfit_subject(&response.subject)
            {
                situation.conditions = vec![unfit];
            }
            situation.leading = situation.conditions.len();
            if response.conditions.iter().any(|c| !cx.within(c.body.clone()).is_empty()) {
                let named = cx.names_in(body.clone());
                if !named.is_empty() {
                    self.last = named;
                }
                let clauses = response.conditions.iter().filter(|clause| !creates(cx, response, clause));
                own = clauses.map(|clause| self.condition(clause)).collect();
                if own.iter().any(|c| !c.alternatives.is_empty()) {
                    // Its own test decides, whatever else the sentence speaks of.
                    for c in &mut situation.conditions {
                        c.other = c.unknown;
                    }
                }
                self.used_if_set(&leading, &own, response, &body);
                // "exit if X is not set, and SHALL then require Y" goes on where it is set.
                let missing = tests(&own).iter().any(|t| t.is == Tested::NotSet);
                before = if missing { Vec::new() } else { own.clone() };
                situation.conditions.retain(|c| !c.excludes(&own));
                situation.leading = situation.conditions.len();
                situation.conditions.extend(own.iter().cloned());
            }
            situation.other =
                situation.conditions.iter().any(|c| c.other) || situation.conditions.len() > CLOSE;
            self.limits_called(response);
            self.default_otherwise(&leading, response, &owner, &body);
            self.respond(&situation, response, body, &owner, &responses);
        }
        self.obliged = responses.last().is_some_and(|r| self.obliges(r, &subject, &leading));
        self.previous.clone_from(&leading);
        self.own = if missing(&leading) && decides(&own) { own } else { Vec::new() };
        self.open_lead(sentence, leading);
        let stated = self.out.facts.len();
        for clause in sentence.clauses() {
            self.remarks(&clause.body);
        }
        // "IF a weak X (less than 24 characters) is given" tests it.
        let tested =
            |fact: &Fact| matches!(&fact.kind, FactKind::Min(end) | FactKind::Max(end) if end.exclusive);
        let remarks = self.out.facts.split_off(stated);
        self.out.facts.extend(remarks.into_iter().filter(|fact| !tested(fact)));
    }

    /// Whether a response says something: "neither SHALL be logged", "no log line SHALL contain X", which are denied; "neither SHALL
    /// be required" says nothing.
    fn keeps(&self, sentence: &Sentence, response: &mut Response) -> bool {
        let cx = self.cx;
        let subject = if response.subject.is_empty() { &sentence.subject } else { &response.subject };
        let neither = response.modal.is_some() && is!(cx.at(subject.start), "neither");
        let start = self.behind_adverbs(response.body.start);
        let shows = VERBS.at(cx.tokens, start).is_some_and(|(verb, _)| verb == Verb::Show);
        let log = is!(cx.at(subject.start), "no") && has!(cx, subject.clone(), "log logs message messages");
        response.negated ^= neither && shows || log;
        !neither || shows
    }

    /// The conditions over a sentence; `None` for an "otherwise" behind a rule on another variable, which says what happens
    /// where that is broken.
    fn leading(&mut self, sentence: &Sentence) -> Option<Vec<Condition>> {
        // "IF absent, `A` SHALL be treated as "x"" tests what the sentence is about.
        let elliptic = |clause: &Clause| STATES.at(self.cx.tokens, clause.body.start).is_some();
        let subject = self.cx.names_in(sentence.subject.clone());
        if !subject.is_empty() && sentence.conditions.iter().any(elliptic) {
            self.last = subject;
        }
        let mut leading: Vec<Condition> =
            sentence.conditions.iter().map(|clause| self.condition(clause)).collect();
        // More conditions than anyone writes are not told apart.
        leading.truncate(CLOSE + 1);
        leading.extend(self.unfit_subject(&sentence.subject));
        leading.extend(self.under.clone().unwrap_or_default());
        if leading.is_empty() && behind_otherwise(self.cx.tokens, sentence.tokens.start).is_some() {
            let first = sentence.responses.first();
            if self.obliged && first.and_then(|response| self.stops(response)).is_some() {
                return None;
            }
            leading = self.unfit_where_set().unwrap_or_else(|| self.contrary_of_previous());
            if leading.iter().all(|condition| condition.alternatives.is_empty()) {
                leading.extend(first.and_then(|response| self.unfit(response)));
            }
        }
        Some(leading)
    }

    pub(super) fn fact(&mut self, name: NameId, kind: FactKind, guards: Vec<Guarded>, span: Range<usize>) {
        // "require A, and B if A is `x`": no variable is required for what it is itself.
        let itself = kind == FactKind::Required && guards.iter().any(|guard| guard.name == name);
        let guards = if itself { Vec::new() } else { guards };
        self.out.facts.push(Fact { name, kind, guards, span });
    }

    /// Says a fact of several variables, under each of some guards.
    pub(super) fn each(
        &mut self,
        names: &[NameId],
        guards: &[Vec<Guarded>],
        fact: &FactKind,
        span: &Range<usize>,
    ) {
        for &name in names {
            for guards in guards {
                self.fact(name, fact.clone(), guards.clone(), span.clone());
            }
        }
    }

    /// The words of a variable's name.
    pub(super) fn text_of(&self, name: NameId) -> &str {
        let at = (0..self.cx.end()).find(|&at| self.cx.name(at) == Some(name));
        at.map_or(self.whose, |at| match self.cx.behind_variable(at) {
            Some(next) => &self.cx.text[self.cx.span(at..next)],
            None => self.cx.inner(at),
        })
    }

    pub(super) fn problem(&mut self, code: Code, span: Range<usize>, message: String, help: String) {
        self.out.problems.push(Problem::new(code, span, message, help));
    }

    /// Says of a variable what is wrong.
    pub(super) fn says_wrong(&mut self, name: NameId, problem: Problem) {
        let items = Some(name) == self.cx.words.items;
        let problem = if items { problem.of_items() } else { problem.of(self.text_of(name)) };
        self.out.problems.push(problem);
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
        for (old, new) in std::mem::take(&mut self.renamed).into_iter().filter(both) {
            self.fact(new, FactKind::Former(old), Vec::new(), span());
        }
        let obliged = self.under.is_some() || modals().next().is_some();
        for (file, name) in files(cx).into_iter().filter(|pair| obliged && both(pair)) {
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
