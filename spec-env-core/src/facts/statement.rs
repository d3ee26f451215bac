//! One statement → its facts: conditions and responses taken together.

use std::ops::Range;

use super::attribute::{Found, Place, attribute};
use super::condition::{Condition, Test, Tested, condition};
use super::context::{Cx, Joiner};
use super::literal::{literal, literals};
use super::phrases::{ATTRIBUTES, Attribute, VERBS, Verb};
use super::{Fact, FactKind, GroupFact, GuardTest, Guarded, Literal, NameId, Problem, Reading};
use crate::diagnostic::Code;
use crate::ears::sentence::{Clause, Keyword, Response, Sentence};
use crate::ears::token::{TokenKind, is};

/// What a lead-in says of every item or row that follows it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Lead {
    pub(crate) facts: Vec<FactKind>,
    /// Whether the items are values of a variable rather than variables.
    pub(crate) values_of: Option<NameId>,
    pub(crate) guards: Vec<Guarded>,
    /// Whether it speaks of environment variables.
    pub(crate) variables: bool,
}

/// Reads a statement.
pub(crate) fn read(cx: &Cx<'_>, lead: Option<&Lead>) -> (Reading, Lead) {
    let mut reader =
        Reader { cx, out: Reading::default(), last: Vec::new(), lead: Lead::default(), blocked: false };
    for sentence in &cx.words.sentences {
        reader.sentence(sentence);
    }
    if let Some(lead) = lead {
        reader.led(lead);
    }
    reader.mentions();
    (reader.out, reader.lead)
}

struct Reader<'c, 'a> {
    cx: &'c Cx<'a>,
    out: Reading,
    /// The variables named last.
    last: Vec<NameId>,
    lead: Lead,
    /// A condition that is not about the environment stands over what is being read.
    blocked: bool,
}

/// What the conditions of a response come to.
#[derive(Default)]
struct Situation {
    conditions: Vec<Condition>,
    other: bool,
}

impl Situation {
    fn tests(&self) -> impl Iterator<Item = &Test> {
        self.conditions.iter().flat_map(|c| &c.alternatives).flatten()
    }
    /// The alternatives of all conditions together.
    fn alternatives(&self) -> Vec<Vec<Test>> {
        self.conditions.iter().fold(vec![Vec::new()], |all, c| {
            if c.alternatives.is_empty() {
                return all;
            }
            let one =
                |a: &Vec<Test>| c.alternatives.iter().map(|b| [a.as_slice(), b].concat()).collect::<Vec<_>>();
            all.iter().flat_map(one).take(64).collect()
        })
    }
}

impl Reader<'_, '_> {
    fn sentence(&mut self, sentence: &Sentence) {
        let cx = self.cx;
        let before = self.last.clone();
        let leading: Vec<Condition> =
            sentence.conditions.iter().map(|clause| self.condition(clause)).collect();
        if sentence.conditions.is_empty() && sentence.subject.is_empty() && sentence.responses.len() == 1 {
            self.last.clone_from(&before);
        }
        let subject = self.subject(&sentence.subject);
        for (n, response) in sentence.responses.iter().enumerate() {
            let mut situation = Situation { conditions: leading.clone(), other: false };
            let (owner, body) = self.body(sentence, response, n, &subject);
            if response.conditions.iter().any(|c| !cx.tokens[c.body.clone()].is_empty()) {
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
                situation.conditions.extend(own);
            }
            situation.other = situation.conditions.iter().any(|c| c.other);
            self.respond(&situation, response, body, &owner, &sentence.responses);
        }
        let span = sentence.tokens.clone();
        self.open_lead(sentence, span);
    }

    fn condition(&mut self, clause: &Clause) -> Condition {
        let cx = self.cx;
        let mut parsed = condition(cx, &clause.body, &self.last);
        if clause.keyword == Keyword::Unless {
            let negated: Option<Vec<Test>> =
                parsed.alternatives.iter().map(|a| a.first().filter(|_| a.len() == 1).cloned()).collect();
            match negated {
                Some(tests) => {
                    let tests = tests.into_iter().map(|mut t| {
                        t.is = match t.is {
                            Tested::Set => Tested::NotSet,
                            Tested::NotSet => Tested::Set,
                            Tested::Is(v) => Tested::IsNot(v),
                            Tested::IsNot(v) => Tested::Is(v),
                            other => other,
                        };
                        t
                    });
                    parsed.alternatives = vec![tests.collect()];
                }
                None => parsed.other = true,
            }
        }
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
    fn unknown(&mut self, parsed: &mut Condition) {
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
    fn subject(&mut self, range: &Range<usize>) -> Vec<NameId> {
        let named = self.cx.names_in(range.clone());
        if !named.is_empty() {
            return named;
        }
        let words = &self.cx.tokens[range.clone()];
        let anaphoric = words.iter().any(|t| is!(t, "it variable variables value values they"));
        let actor = words.iter().any(|t| is!(t, "system server service"));
        if anaphoric && !actor && words.len() <= 6 { self.last.clone() } else { Vec::new() }
    }

    /// The tokens of a response together with its subject, and the variables that they are about from the start.
    fn body(
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
        let relative = |modal: usize| n > 0 && is!(cx.tokens[modal - 1], "which that it value variable");
        let owner = match response.modal {
            None if subject.is_empty() => self.last.clone(),
            // "the X environment variable, which SHALL be a URL"
            Some(modal) if relative(modal) => self.last.clone(),
            _ => subject.to_vec(),
        };
        (owner, start..response.body.end)
    }

    fn fact(&mut self, name: NameId, kind: FactKind, guards: Vec<Guarded>, span: Range<usize>) {
        self.out.facts.push(Fact { name, kind, guards, span });
    }

    fn problem(&mut self, code: Code, span: Range<usize>, message: String, help: String) {
        self.out.problems.push(Problem { code, message, help, span });
    }

    fn respond(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: Range<usize>,
        owner: &[NameId],
        all: &[Response],
    ) {
        let missing = situation.tests().any(|t| t.is == Tested::NotSet);
        let judged = situation.tests().any(|t| {
            matches!(t.is, Tested::Invalid(_) | Tested::Below(_) | Tested::Above(_) | Tested::Described)
        });
        if missing || judged {
            self.on_missing_or_invalid(situation, response, &body, all);
            return;
        }
        if let Some(fails) =
            self.failure(&response.body, response.negated).filter(|_| situation.tests().next().is_some())
        {
            self.forbidden_state(situation, fails);
            return;
        }
        self.blocked = situation.other;
        let guards: Vec<Vec<Guarded>> = guards_of(situation);
        self.verb(response, &body, owner, &guards);
        self.scan(body, owner, &guards);
        self.blocked = false;
    }

    /// "both A and B are set … fail" and "X is V … fail".
    fn forbidden_state(&mut self, situation: &Situation, span: Range<usize>) {
        for alternative in situation.alternatives() {
            let set: Vec<&Test> = alternative.iter().filter(|t| t.is == Tested::Set).collect();
            let names: Vec<NameId> = set.iter().flat_map(|t| t.names.iter().copied()).collect();
            if set.len() == alternative.len() && names.len() >= 2 {
                self.out.groups.push(GroupFact { at_least: false, names });
            } else if let [Test { is: Tested::Is(values), names, .. }] = alternative.as_slice() {
                for &name in names {
                    self.fact(name, FactKind::Forbidden(values.clone()), Vec::new(), span.clone());
                }
            } else if let [Test { is: Tested::IsNot(values), names, .. }] = alternative.as_slice() {
                for &name in names {
                    self.fact(name, FactKind::OneOf(values.clone()), Vec::new(), span.clone());
                }
            }
        }
    }

    /// The words of a response that say that the service does not go on.
    fn failure(&self, body: &Range<usize>, negated: bool) -> Option<Range<usize>> {
        let cx = self.cx;
        let continues = cx.tokens[body.clone()]
            .iter()
            .any(|t| is!(t, "continue continues proceed disable disables skip skips successfully normally"));
        let starts = |at: usize| {
            at == body.start
                || cx.punct(at - 1, ",")
                || is!(cx.tokens[at - 1], "and then also immediately or to gracefully loudly fast both")
        };
        let (at, found) = (body.start..body.end).find_map(|at| {
            let here = if negated && at == body.start { at - 1 } else { at };
            let found = VERBS.at(cx.tokens, here).filter(|(verb, _)| *verb == Verb::Fail)?;
            (starts(at) && cx.depth(at) == 0).then_some((here, found))
        })?;
        let reports = !is!(
            cx.tokens[at],
            "refuse refuses fail fails exit exits terminate abort halt crash throw throws raise raises"
        );
        let not = negated && at >= body.start;
        (!(continues && reports || not)).then(|| cx.span(at..found.1))
    }

    fn on_missing_or_invalid(
        &mut self,
        situation: &Situation,
        response: &Response,
        body: &Range<usize>,
        all: &[Response],
    ) {
        let cx = self.cx;
        let own = self.failure(&response.body, response.negated);
        let fails = own.clone().or_else(|| all.iter().find_map(|r| self.failure(&r.body, r.negated)));
        if fails.is_some() && own.is_none() {
            return; // the response that fails says it all
        }
        let stand_in = self.stand_in(response);
        let elsewhere = stand_in.is_none()
            && fails.is_none()
            && all.iter().any(|r| !std::ptr::eq(r, response) && self.stand_in(r).is_some());
        let whole = cx.span(body.clone());
        for alternative in situation.alternatives() {
            let (missing, rest): (Vec<Test>, Vec<Test>) =
                alternative.into_iter().partition(|t| t.is == Tested::NotSet);
            let guards: Vec<Guarded> = rest.iter().filter_map(|t| t.guards(false)).flatten().collect();
            if missing.is_empty() {
                for test in &rest {
                    self.on_invalid(test, fails.as_ref(), stand_in.as_ref(), &whole);
                }
            } else {
                self.on_missing(
                    &missing,
                    &guards,
                    situation.other,
                    fails.as_ref(),
                    stand_in.as_ref(),
                    elsewhere,
                    &whole,
                );
            }
        }
        // What a guarded response requires of other variables.
        if situation.tests().all(|t| t.is == Tested::NotSet) && fails.is_none() {
            let guards = guards_of(situation);
            self.requirements(response, &guards);
        }
    }

    #[allow(clippy::too_many_arguments, reason = "one situation, taken apart once")]
    fn on_missing(
        &mut self,
        missing: &[Test],
        guards: &[Guarded],
        other: bool,
        fails: Option<&Range<usize>>,
        stand_in: Option<&StandIn>,
        elsewhere: bool,
        whole: &Range<usize>,
    ) {
        let names: Vec<NameId> = missing.iter().flat_map(|t| t.names.iter().copied()).collect();
        let together = missing.len() > 1 || missing[0].names.len() > 1 && missing[0].joiner != Joiner::Or;
        if other && (fails.is_some() || matches!(stand_in, Some(StandIn::Value(_)))) {
            self.unenforceable(missing[0].span.clone());
            return;
        }
        if let Some(span) = fails {
            if together && names.len() > 1 && guards.is_empty() {
                self.out.groups.push(GroupFact { at_least: true, names });
                return;
            }
            for name in names {
                self.fact(name, FactKind::Required, guards.to_vec(), span.clone());
            }
            return;
        }
        for name in names {
            match stand_in {
                Some(StandIn::Value(literal)) if literal.name => {
                    let known = self.cx.text[literal.span.clone()].to_owned();
                    self.problem(
                        Code::DefaultIsAName,
                        literal.span.clone(),
                        format!("names another variable, {known}, as the default"),
                        "if it is an older name of the same setting, write `fall back to the deprecated … environment variable`; a default must be a value".to_owned(),
                    );
                }
                Some(StandIn::Value(literal)) => {
                    self.fact(
                        name,
                        FactKind::Default(literal.clone()),
                        guards.to_vec(),
                        literal.span.clone(),
                    );
                }
                Some(StandIn::Former(former)) => {
                    self.fact(name, FactKind::Former(*former), Vec::new(), whole.clone());
                }
                Some(StandIn::Nothing(problem)) => self.out.problems.push(problem.clone()),
                Some(StandIn::TheDefault) | None if elsewhere => {}
                Some(StandIn::TheDefault) | None => {
                    let stated = self.goes_on(whole);
                    self.fact(name, FactKind::Optional { stated }, guards.to_vec(), whole.clone());
                }
            }
        }
    }

    fn on_invalid(
        &mut self,
        test: &Test,
        fails: Option<&Range<usize>>,
        stand_in: Option<&StandIn>,
        whole: &Range<usize>,
    ) {
        if fails.is_none() && !matches!(stand_in, Some(StandIn::Value(_) | StandIn::TheDefault)) {
            return;
        }
        for &name in &test.names {
            let facts = match &test.is {
                Tested::Invalid(facts) => facts.clone(),
                Tested::Below(end) => vec![FactKind::Min(end.clone())],
                Tested::Above(end) => vec![FactKind::Max(end.clone())],
                Tested::IsNot(values) => vec![FactKind::OneOf(values.clone())],
                Tested::Described => Vec::new(),
                _ => continue,
            };
            for fact in facts {
                self.fact(name, fact, Vec::new(), test.span.clone());
            }
            let policy = match stand_in {
                Some(StandIn::Value(literal)) if !literal.name => {
                    FactKind::InvalidFallback(Some(literal.clone()))
                }
                Some(StandIn::TheDefault) => FactKind::InvalidFallback(None),
                _ => FactKind::InvalidFails,
            };
            if let (FactKind::InvalidFallback(Some(literal)), true) = (&policy, self.says_the_default(whole))
            {
                self.fact(name, FactKind::Default(literal.clone()), Vec::new(), literal.span.clone());
            }
            self.fact(name, policy, Vec::new(), whole.clone());
        }
    }

    /// Whether a response says in so many words that the service goes on.
    fn goes_on(&self, span: &Range<usize>) -> bool {
        let words = self.cx.text[span.clone()].to_ascii_lowercase();
        ["continue", "skip", "disable", "successfully", "log a warning", "warn"]
            .iter()
            .any(|w| words.contains(w))
    }

    /// "fall back to the default of V" also states the default V.
    fn says_the_default(&self, span: &Range<usize>) -> bool {
        let words = self.cx.text[span.clone()].to_ascii_lowercase();
        words.contains("the default of")
            || words.contains("the default value of")
            || words.contains("its default of")
    }

    fn unenforceable(&mut self, span: Range<usize>) {
        self.problem(
            Code::NoEnforceableMeaning,
            span,
            "holds only under a condition that no environment variable decides".to_owned(),
            "name the variable that decides it, as in `WHEN the APP_ENV environment variable is \"production\" and …`, or state it without the condition".to_owned(),
        );
    }

    /// What a response puts in the place of a missing or invalid value.
    fn stand_in(&self, response: &Response) -> Option<StandIn> {
        let cx = self.cx;
        let body = response.body.clone();
        if response.negated {
            return None;
        }
        for at in body.clone() {
            if cx.depth(at) > 0 {
                continue;
            }
            let Some((attribute, next)) = ATTRIBUTES.at(cx.tokens, at).filter(|(_, n)| *n <= body.end) else {
                continue;
            };
            let begins = at == body.start
                || cx.punct(at - 1, ",")
                || is!(cx.tokens[at - 1], "and then to by also instead either warning");
            match attribute {
                Attribute::Default => {
                    // "default `X` to 5"
                    if cx.name(next).is_some()
                        && cx.token(next + 1).is_some_and(|t| is!(t, "to"))
                        && let Some((value, _)) = literal(cx, next + 2, body.end, true)
                    {
                        return Some(StandIn::Value(value));
                    }
                    if let Some(former) = former(cx, next, body.end) {
                        return Some(StandIn::Former(former));
                    }
                    if is!(cx.tokens[at], "default defaults") && next == at + 1 && !cx.punct(next, ":=") {
                        continue;
                    }
                    let found = attribute_at(cx, at, body.end);
                    if let Some(literal) = found.as_ref().and_then(|f| f.facts.iter().find_map(as_default)) {
                        return Some(StandIn::Value(literal.clone()));
                    }
                    if is_the_default(cx, next, body.end) {
                        return Some(StandIn::TheDefault);
                    }
                    // "fall back to the local model" describes what happens; "default to secure values" means a value.
                    let vague = (next..body.end.min(next + 4)).any(|i| {
                        is!(
                            cx.tokens[i],
                            "default defaults sensible secure safe appropriate reasonable value values"
                        )
                    });
                    if let Some(problem) = found.and_then(|f| f.problem).filter(|_| vague) {
                        return Some(StandIn::Nothing(problem));
                    }
                }
                Attribute::Use if begins => {
                    if let Some(former) = former(cx, next, body.end) {
                        return Some(StandIn::Former(former));
                    }
                    if let Some(found) = used(cx, next, body.end) {
                        return Some(found);
                    }
                }
                _ => {}
            }
        }
        // "when it is missing the limit SHALL be 25"
        if body.len() >= 2 && is!(cx.tokens[body.start], "be equal") {
            let at = body.start + 1;
            let marked = matches!(cx.tokens[at].kind, TokenKind::Code | TokenKind::Quote | TokenKind::Number);
            if let Some((value, next)) = literal(cx, at, body.end, false).filter(|_| marked)
                && (next >= body.end || cx.punct(next, ",(."))
            {
                return Some(StandIn::Value(value));
            }
        }
        // "… SHALL be used, and `auto` when that is unset"
        let last = body.end.checked_sub(1).filter(|&at| at > body.start)?;
        let elliptic = matches!(cx.tokens[last].kind, TokenKind::Code | TokenKind::Quote)
            && (is!(cx.tokens[last - 1], "and or else") || cx.punct(last - 1, ","))
            && !response.conditions.is_empty();
        literal(cx, last, body.end, false).filter(|_| elliptic).map(|(l, _)| StandIn::Value(l))
    }

    /// What the verb of a response says of the variables that it names.
    fn verb(&mut self, response: &Response, body: &Range<usize>, owner: &[NameId], guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        let from = response.body.start;
        let start = self.behind_adverbs(from, response.body.end);
        let verb = if response.negated && response.modal.is_some() {
            VERBS
                .at(cx.tokens, start - 1)
                .filter(|(v, _)| *v == Verb::Drop)
                .or_else(|| VERBS.at(cx.tokens, start))
        } else {
            VERBS.at(cx.tokens, start)
        };
        let objects = cx.names_in(body.clone());
        let span = cx.span(body.clone());
        match verb.map(|(v, _)| v) {
            Some(Verb::Drop) => return,
            Some(Verb::Show) if response.negated => {
                for name in objects {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
                return;
            }
            Some(Verb::Hide) => {
                for name in objects {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
                return;
            }
            Some(Verb::Treat) => {
                let secret =
                    cx.tokens[body.clone()].iter().any(|t| is!(t, "secret secrets sensitive confidential"));
                for name in objects.iter().filter(|_| secret) {
                    self.fact(*name, FactKind::Secret, Vec::new(), span.clone());
                }
            }
            Some(Verb::Reject) if !response.negated => {
                self.reject(response, owner);
                return;
            }
            _ => {}
        }
        if response.modal.is_some() {
            self.alias_or_file(response, &objects);
            self.requirements(response, guards);
        }
        if response.modal.is_some() && !response.negated {
            let optional = self.other_source(body);
            for name in objects {
                self.fact(name, FactKind::Read, Vec::new(), span.clone());
                if optional {
                    self.fact(name, FactKind::Optional { stated: false }, Vec::new(), span.clone());
                }
            }
        }
    }

    fn behind_adverbs(&self, from: usize, end: usize) -> usize {
        let mut at = from;
        while at < end
            && is!(
                self.cx.tokens[at],
                "also always only first then immediately gracefully instead additionally never itself explicitly"
            )
        {
            at += 1;
        }
        at
    }

    /// `SHALL require X`, `SHALL validate that A, B and C are set`.
    fn requirements(&mut self, response: &Response, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        if response.negated || response.modal.is_none() {
            return;
        }
        let end = response.body.end;
        let start = self.behind_adverbs(response.body.start, end);
        let Some((verb, next)) =
            VERBS.at(cx.tokens, start).filter(|(v, _)| matches!(v, Verb::Require | Verb::Check))
        else {
            return;
        };
        let span = cx.span(start..next);
        let mut names: Vec<NameId> = Vec::new();
        let mut at = next;
        while at < end {
            let Some(list) = cx.names(at, end) else {
                // Names in parentheses are the list itself: "the environment variables (A, B)".
                at += 1;
                continue;
            };
            let known: Vec<NameId> = list.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
            if verb == Verb::Require {
                // "require an X environment variable to be a URL" is about its type as well; it is required all the same.
                if cx.depth(at) == 0 || cx.punct(at - 1, "(") {
                    names.extend(known);
                }
            } else {
                let state = condition(cx, &(at..state_end(cx, list.next, end)), &known);
                let set = state.alternatives.iter().flatten().any(|t| t.is == Tested::Set);
                if set {
                    names.extend(known);
                }
            }
            at = list.next.max(at + 1);
        }
        if names.is_empty() {
            return;
        }
        if self.blocked {
            self.unenforceable(span);
            return;
        }
        for name in names {
            for guard in guards {
                self.fact(name, FactKind::Required, guard.clone(), span.clone());
            }
        }
    }

    /// `SHALL reject the placeholder values "a", "b"`.
    fn reject(&mut self, response: &Response, owner: &[NameId]) {
        let cx = self.cx;
        let named = cx.names_in(response.body.clone());
        let addressed = if named.is_empty() {
            if owner.is_empty() { self.last.clone() } else { owner.to_vec() }
        } else {
            named
        };
        let first = response
            .body
            .clone()
            .find(|&at| matches!(cx.tokens[at].kind, TokenKind::Code | TokenKind::Quote));
        let Some(first) = first else { return };
        let (values, next) = literals(cx, first, response.body.end, false);
        for name in addressed {
            self.fact(name, FactKind::Forbidden(values.clone()), Vec::new(), cx.span(first..next));
        }
    }

    /// `accept OLD_X as a deprecated alias of X`, `accept X from the file named by X_FILE`, `accept an empty X`.
    fn alias_or_file(&mut self, response: &Response, objects: &[NameId]) {
        let cx = self.cx;
        let words = &cx.tokens[response.body.clone()];
        let says = |test: fn(&crate::ears::token::Token) -> bool| words.iter().any(test);
        let span = cx.span(response.body.clone());
        if let &[old, new, ..] = objects
            && says(|t| is!(t, "deprecated legacy former old older"))
            && says(|t| is!(t, "alias name synonym alternative"))
        {
            let at =
                response.body.clone().find(|&at| cx.name(at) == Some(old)).unwrap_or(response.body.start);
            let alias =
                (at..response.body.end).find(|&i| is!(cx.tokens[i], "alias name synonym alternative"));
            let between = alias.is_some_and(|i| (at..i).all(|j| cx.name(j) != Some(new)));
            let (old, new) = if between { (old, new) } else { (new, old) };
            self.fact(new, FactKind::Former(old), Vec::new(), span.clone());
        }
        if says(|t| is!(t, "file path")) {
            for &file in objects {
                for &name in objects {
                    if file != name && self.is_file_of(file, name, &response.body) {
                        self.fact(name, FactKind::File(file), Vec::new(), span.clone());
                    }
                }
            }
        }
        let empty = response.body.clone().find(|&at| is!(cx.tokens[at], "empty"));
        if let Some(at) = empty.filter(|&at| cx.name(at + 1).is_some()) {
            let accepts = at >= 1 && words.iter().any(|t| is!(t, "accept accepts allow allows permit"));
            for &name in objects.iter().filter(|_| accepts && !response.negated) {
                self.fact(name, FactKind::EmptyAllowed, Vec::new(), span.clone());
            }
        }
    }

    fn is_file_of(&self, file: NameId, name: NameId, body: &Range<usize>) -> bool {
        let text =
            |id: NameId| body.clone().find(|&at| self.cx.name(at) == Some(id)).map(|at| self.cx.inner(at));
        matches!((text(file), text(name)), (Some(f), Some(n)) if f.strip_suffix("_FILE") == Some(n))
    }

    /// "or the `--flag` option": another source makes the variable optional.
    fn other_source(&self, body: &Range<usize>) -> bool {
        let cx = self.cx;
        body.clone().any(|at| {
            let or = is!(cx.tokens[at], "or") && cx.depth(at) == 0;
            let beside = at > 0 && (cx.names_behind(at) || cx.punct(at - 1, ")"));
            let until = (at + 1..body.end.min(at + 8)).take_while(|&i| !cx.punct(i, ",.;"));
            let mut noun = until.map(|i| &cx.tokens[i]);
            or && beside
                && noun.any(|t| {
                    is!(t, "flag option argument parameter switch file config setting keychain vault store")
                        || t.inner(cx.text).starts_with("--")
                })
        })
    }

    /// Reads what stands beside names.
    fn scan(&mut self, range: Range<usize>, owner: &[NameId], guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        let mut focus: Vec<NameId> = owner.to_vec();
        let mut attached = !owner.is_empty();
        let mut at = range.start;
        while at < range.end {
            let token = &cx.tokens[at];
            if let Some(names) = cx.names(at, range.end) {
                let known: Vec<NameId> = names.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
                if !known.is_empty() {
                    self.last.clone_from(&known);
                    if at > range.start && is!(cx.tokens[at - 1], "optional") {
                        for &name in &known {
                            self.fact(
                                name,
                                FactKind::Optional { stated: true },
                                Vec::new(),
                                cx.span(at - 1..names.next),
                            );
                        }
                    }
                    // Each annotated name of a list has its own remark.
                    let list = names.annotated || cx.punct(at + 1, "(");
                    focus = if list { cx.name(at).into_iter().collect() } else { known };
                    attached = true;
                    at = if list { at + 1 } else { names.next };
                    if let Some(next) = cx.behind_variable(at) {
                        at = next;
                    }
                    continue;
                }
            }
            if cx.punct(at, "([（") {
                let close = cx.behind_parenthesis(at);
                if attached {
                    self.remark(at + 1..close.saturating_sub(1).max(at + 1), &focus, guards);
                } else {
                    self.aside(at + 1..close.saturating_sub(1).max(at + 1), &range, guards);
                }
                at = close;
                continue;
            }
            let dash = cx.punct(at, "—–:") || token.punct('-');
            if dash && attached {
                let own = cx.token(at + 1).is_some_and(|t| !is!(t, "when if"));
                if own && cx.name(at + 1).is_none() {
                    let end = range.end;
                    at = self.pieces(at + 1, end, &focus, guards);
                    attached = false;
                    continue;
                }
            }
            let place = Place::Clause;
            if attached && let Some(found) = attribute(cx, at, range.end, place) {
                let next = found.next.max(at + 1);
                self.apply(found, &focus, guards, at, place);
                at = next;
                continue;
            }
            if !attached && let Some(next) = self.strong_default(at, &range, guards) {
                at = next;
                continue;
            }
            if is!(token, "shall must it") && !owner.is_empty() {
                focus = owner.to_vec();
                attached = true;
            } else if is!(token, "it")
                || is!(token, "value variable") && at > 0 && is!(cx.tokens[at - 1], "the this its that")
            {
                focus.clone_from(&self.last);
                attached = !focus.is_empty();
            } else if !self.holds(at) {
                attached = false;
            }
            at += 1;
        }
    }

    /// Whether a token leaves attributes attached to the name before it.
    fn holds(&self, at: usize) -> bool {
        let token = &self.cx.tokens[at];
        self.cx.punct(at, ",")
            || is!(
                token,
                "and with that which be is are as to a an of shall must not value values has have also valid its the variable having whose being type length or accept accepts contain contains hold holds parsed interpreted read treated default in environment from specified expressed given measured parse allow support only"
            )
    }

    /// A default says whose it is even at a distance, where the sentence has one variable only.
    fn strong_default(&mut self, at: usize, range: &Range<usize>, guards: &[Vec<Guarded>]) -> Option<usize> {
        let cx = self.cx;
        let (attribute, next) = ATTRIBUTES.at(cx.tokens, at)?;
        let strong = next >= at + 2 || is!(cx.tokens[at], "defaulting");
        if attribute != Attribute::Default || !strong {
            return None;
        }
        let mut names = cx.names_in(range.clone());
        if names.is_empty() {
            // "SHALL default to 24 hours and MAY be overridden via the X environment variable"
            let over = (range.end..cx.tokens.len()).any(|at| {
                is!(
                    cx.tokens[at],
                    "overridden overridable configurable configured changed adjusted customized customised"
                )
            });
            names = if over { cx.names_in(range.end..cx.tokens.len()) } else { names };
        }
        let &[name] = names.as_slice() else { return None };
        let found = attribute_at(cx, at, range.end)?;
        found.facts.iter().find_map(as_default)?;
        let next = found.next;
        self.apply(found, &[name], guards, at, Place::Clause);
        Some(next)
    }

    /// A remark behind a name: pieces separated by commas, each an attribute or plain words.
    fn remark(&mut self, range: Range<usize>, focus: &[NameId], guards: &[Vec<Guarded>]) {
        self.pieces(range.start, range.end, focus, guards);
    }

    fn pieces(&mut self, start: usize, end: usize, focus: &[NameId], guards: &[Vec<Guarded>]) -> usize {
        let cx = self.cx;
        let mut at = start;
        let mut fresh = true;
        while at < end {
            if fresh && let Some(found) = attribute(cx, at, end, Place::Remark) {
                let next = found.next.max(at + 1);
                self.apply(found, focus, guards, at, Place::Remark);
                at = next;
                continue;
            }
            if cx.punct(at, "(") {
                at = cx.behind_parenthesis(at);
                continue;
            }
            // The next name of a list that the dash belongs to.
            if cx.depth(at) == 0 && cx.name(at).is_some() && at > start && cx.punct(at - 1, ",;") {
                return at;
            }
            fresh = cx.punct(at, ",;—–:")
                || is!(cx.tokens[at], "and with is as be of")
                || is!(cx.tokens[at], "a an must shall the value");
            at += 1;
        }
        end
    }

    /// A remark that names its own variable: (configurable via `X`, default `1h`).
    fn aside(&mut self, range: Range<usize>, clause: &Range<usize>, guards: &[Vec<Guarded>]) {
        let cx = self.cx;
        let Some(first) = range.clone().find(|&at| cx.name(at).is_some()) else {
            // "SHALL control whether accounts are open (default true)": the clause has one variable to speak of.
            let defaults = range.clone().any(|at| is!(cx.tokens[at], "default defaults"));
            if let [name] = cx.names_in(clause.clone()).as_slice()
                && defaults
            {
                self.pieces(range.start, range.end, &[*name], guards);
            }
            return;
        };
        let Some(names) = cx.names(first, range.end) else { return };
        let focus: Vec<NameId> = names.ids.iter().copied().filter(|&id| (cx.known)(id)).collect();
        self.last.clone_from(&focus);
        self.pieces(names.next, range.end, &focus, guards);
    }

    /// Adds what was found to the variables in focus.
    fn apply(&mut self, found: Found, focus: &[NameId], guards: &[Vec<Guarded>], at: usize, place: Place) {
        let cx = self.cx;
        let span = cx.span(at..found.next.max(at + 1));
        if let Some(problem) = found.problem {
            if !focus.is_empty() {
                self.out.problems.push(problem);
            }
            return;
        }
        let own = found.condition.map(|(range, negated)| guard_condition(cx, &range, negated));
        for fact in found.facts {
            let ruled = matches!(fact, FactKind::Required | FactKind::Default(_) | FactKind::Optional { .. });
            if let FactKind::Default(literal) = &fact
                && literal.name
            {
                self.problem(
                    Code::DefaultIsAName,
                    literal.span.clone(),
                    format!("names another variable, {}, as the default", literal.text),
                    "write a value, or `fall back to the deprecated … environment variable` for an older name".to_owned(),
                );
                continue;
            }
            match &own {
                Some(None) => self.problem(
                    Code::NoEnforceableMeaning,
                    span.clone(),
                    "is required under a condition that no environment variable decides".to_owned(),
                    "name the variable that decides: `(required if OTHER_NAME is \"value\")`".to_owned(),
                ),
                Some(Some(alternatives)) => {
                    for &name in focus {
                        for guards in alternatives {
                            self.fact(name, fact.clone(), guards.clone(), span.clone());
                        }
                    }
                }
                None if ruled && self.blocked && place == Place::Clause => {
                    self.unenforceable(span.clone());
                    return;
                }
                None => {
                    for &name in focus {
                        let unguarded = vec![Vec::new()];
                        for guards in if ruled { guards } else { &unguarded } {
                            let guards = guards.iter().filter(|g| g.name != name).cloned().collect();
                            self.fact(name, fact.clone(), guards, span.clone());
                        }
                    }
                }
            }
        }
    }

    /// What the sentence says of the items that follow its colon.
    fn open_lead(&mut self, sentence: &Sentence, range: Range<usize>) {
        let cx = self.cx;
        let Some(end) = range.end.checked_sub(1).filter(|&at| cx.punct(at, ":")) else { return };
        let variables = range.clone().any(|at| cx.behind_variable(at).is_some());
        let listing = (range.start..end).any(|at| is!(cx.tokens[at], "values options"));
        let accepted = (range.start..end)
            .any(|at| is!(cx.tokens[at], "accepted allowed valid supported possible following permitted"));
        let values_of = self.last.first().copied().filter(|_| listing && accepted && self.last.len() == 1);
        let mut facts = Vec::new();
        for response in sentence.responses.iter().filter(|r| r.modal.is_some()) {
            let start = self.behind_adverbs(response.body.start, response.body.end);
            let verb = VERBS.at(cx.tokens, start).map(|(v, _)| v);
            let present =
                cx.tokens[response.body.clone()].iter().any(|t| is!(t, "set present provided defined exist"));
            match verb {
                Some(Verb::Require) if !response.negated => facts.push(FactKind::Required),
                Some(Verb::Check) if present && !response.negated => facts.push(FactKind::Required),
                Some(Verb::Drop) => return,
                Some(Verb::Show) if response.negated => facts.push(FactKind::Secret),
                Some(Verb::Hide) => facts.push(FactKind::Secret),
                _ if cx.tokens[response.body.clone()].iter().any(|t| is!(t, "optional optionally")) => {
                    facts.push(FactKind::Optional { stated: true });
                }
                _ if cx.tokens[response.body.clone()].iter().any(|t| is!(t, "required mandatory")) => {
                    facts.push(FactKind::Required);
                }
                _ => {}
            }
            facts.push(FactKind::Read);
        }
        if sentence.responses.iter().all(|r| r.modal.is_none()) {
            let words = &cx.tokens[range];
            if words.iter().any(|t| is!(t, "required mandatory")) {
                facts.push(FactKind::Required);
            } else if words.iter().any(|t| is!(t, "optional")) {
                facts.push(FactKind::Optional { stated: true });
            }
            facts.push(FactKind::Read);
        }
        self.lead = Lead { facts, values_of, guards: Vec::new(), variables };
    }

    /// Takes over what the lead-in says.
    fn led(&mut self, lead: &Lead) {
        let cx = self.cx;
        if let Some(name) = lead.values_of {
            if let Some(token) = cx.token(0).filter(|t| matches!(t.kind, TokenKind::Code | TokenKind::Quote))
            {
                let value = token.inner(cx.text).to_owned();
                self.fact(name, FactKind::Choice(value), Vec::new(), token.span());
            }
            return;
        }
        let Some(names) = cx.names(0, cx.tokens.len()).filter(|_| lead.variables) else { return };
        for &name in names.ids.iter().filter(|&&id| (cx.known)(id)) {
            for fact in &lead.facts {
                let own = |f: &Fact| {
                    f.name == name
                        && matches!(
                            f.kind,
                            FactKind::Required | FactKind::Optional { .. } | FactKind::Default(_)
                        )
                };
                if matches!(fact, FactKind::Required | FactKind::Optional { .. })
                    && self.out.facts.iter().any(own)
                {
                    continue;
                }
                self.fact(name, fact.clone(), lead.guards.clone(), cx.span(0..names.next));
            }
        }
    }

    /// Every variable that the statement names is at least mentioned.
    fn mentions(&mut self) {
        for at in 0..self.cx.tokens.len() {
            if let Some(name) = self.cx.name(at) {
                self.fact(name, FactKind::Mention, Vec::new(), self.cx.tokens[at].span());
            }
        }
    }
}

/// What stands in the place of a missing value.
enum StandIn {
    Value(Literal),
    Former(NameId),
    /// "the default", whatever it is.
    TheDefault,
    /// Words that are no value.
    Nothing(Problem),
}

fn as_default(fact: &FactKind) -> Option<&Literal> {
    match fact {
        FactKind::Default(literal) => Some(literal),
        _ => None,
    }
}

fn attribute_at(cx: &Cx<'_>, at: usize, end: usize) -> Option<Found> {
    attribute(cx, at, end, Place::Clause)
}

/// Where the state of a list of names ends: at the next name or comma.
fn state_end(cx: &Cx<'_>, from: usize, end: usize) -> usize {
    (from..end).find(|&at| cx.candidate(at).is_some() || cx.punct(at, ",")).unwrap_or(end)
}

/// "the deprecated `OLD_X` environment variable".
fn former(cx: &Cx<'_>, from: usize, end: usize) -> Option<NameId> {
    let until = end.min(from + 8);
    let old = (from..until).any(|at| is!(cx.tokens[at], "deprecated legacy former old older previous"));
    (from..until).find_map(|at| cx.name(at)).filter(|_| old)
}

fn is_the_default(cx: &Cx<'_>, from: usize, end: usize) -> bool {
    let mut words = (from..end.min(from + 4)).map(|at| &cx.tokens[at]);
    words.clone().all(|t| is!(t, "the its a default value and setting") || t.punct(','))
        || words.any(|t| is!(t, "default defaults"))
}

/// `use V`, `use a default of V`; a bare article makes V part of a description.
fn used(cx: &Cx<'_>, next: usize, end: usize) -> Option<StandIn> {
    let article = cx.token(next).is_some_and(|t| is!(t, "the a an its"));
    let valued = (next..end.min(next + 4)).any(|at| is!(cx.tokens[at], "value default port literal"));
    if let Some((value, _)) = literal(cx, next, end, false)
        && (!article || valued)
    {
        return Some(StandIn::Value(value));
    }
    if (next..end.min(next + 5)).any(|at| is!(cx.tokens[at], "defaults")) {
        let span = cx.span(next..end.min(next + 3));
        return Some(StandIn::Nothing(Problem {
            code: Code::NoEnforceableMeaning,
            message: "gives a default that is no value".to_owned(),
            help: "write the value itself: `default to 5` or `default to \"text\"`".to_owned(),
            span,
        }));
    }
    let default = (next..end.min(next + 3)).any(|at| is!(cx.tokens[at], "default"));
    let more = (next..end.min(next + 5)).filter(|&at| cx.is_noun(at)).count();
    (default && more == 0).then_some(StandIn::TheDefault)
}

/// The guards of a situation, an alternative each; one empty alternative where nothing is tested.
fn guards_of(situation: &Situation) -> Vec<Vec<Guarded>> {
    situation
        .alternatives()
        .iter()
        .map(|alternative| alternative.iter().filter_map(|t| t.guards(false)).flatten().collect())
        .collect()
}

/// The guards of `required if …`; `None` where it tests no variable.
fn guard_condition(cx: &Cx<'_>, range: &Range<usize>, negated: bool) -> Option<Vec<Vec<Guarded>>> {
    let parsed = condition(cx, range, &[]);
    let mut alternatives: Vec<Vec<Guarded>> = Vec::new();
    for alternative in &parsed.alternatives {
        let guards: Vec<Guarded> = alternative.iter().filter_map(|t| t.guards(negated)).flatten().collect();
        match alternatives.last_mut() {
            Some(last) if negated => last.extend(guards), // not (a or b) is not a and not b
            _ => alternatives.push(guards),
        }
    }
    if alternatives.is_empty()
        && let Some(name) = range.clone().find_map(|at| cx.name(at))
        && range.len() <= 3
    {
        let test = if negated { GuardTest::NotSet } else { GuardTest::Set };
        alternatives.push(vec![Guarded { name, test }]);
    }
    let known = alternatives.iter().flatten().all(|g| (cx.known)(g.name));
    (known && !alternatives.is_empty() && alternatives.iter().all(|a| !a.is_empty())).then_some(alternatives)
}

impl Cx<'_> {
    /// The variables that a range names outside remarks, and in lists in parentheses.
    fn names_in(&self, range: Range<usize>) -> Vec<NameId> {
        let mut out = Vec::new();
        let base = range.clone().map(|at| self.depth(at)).min().unwrap_or(0);
        let mut at = range.start;
        while at < range.end {
            if self.punct(at, "(") && self.depth(at) > base {
                let lists = self.name(at + 1).is_some()
                    && (at == 0
                        || self.behind_variable(at - 1).is_some()
                        || self.candidate(at - 1).is_none());
                let source =
                    self.tokens.get(at + 1).is_some_and(|t| is!(t, "from via configurable controlled set"));
                if !(lists || source) {
                    at = self.behind_parenthesis(at);
                    continue;
                }
            }
            if let Some(id) = self.name(at)
                && !out.contains(&id)
            {
                out.push(id);
            }
            at += 1;
        }
        out
    }

    /// Whether a name, with or without "environment variable", ends before a position.
    fn names_behind(&self, at: usize) -> bool {
        (1..=3).any(|back| at.checked_sub(back).is_some_and(|i| self.name(i).is_some()))
            || at.checked_sub(1).is_some_and(|i| self.behind_variable(i).is_some())
    }
}
