//! What the verb of a response says of the variables that it names.

use std::ops::Range;

use super::Reader;
use super::another::{appears_elsewhere, of_another};
use crate::ears::sentence::Response;
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::{has, is};
use crate::facts::context::Cx;
use crate::facts::literal::{ends_clause, literal, literals};
use crate::facts::names::writes_out;
use crate::facts::phrases::{STATES, State, VERBS, Verb};
use crate::facts::stand_in_names::files;
use crate::facts::{FactKind, GuardTest, Guarded, NEAR, NameId};

impl Reader<'_, '_> {
    /// "log errors from `A`", "expose the port in `A`", "log to `A`": whether what is shown is something else than the variable.
    fn shows_another(&self, next: usize, end: usize) -> bool {
        let cx = self.cx;
        let Some(name) = (next..end).find(|&at| cx.name(at).is_some()) else { return false };
        let place = name.wrapping_sub(1 + usize::from(is!(cx.before(name), "the")));
        let own = has!(
            cx,
            next..place,
            "value values content contents secret secrets password passwords key keys token tokens credential credentials"
        );
        place >= next && is!(cx.at(place), "to from about at for by in") && !own
    }

    /// Whether what a response denies is that something is shown: "write X to the log", "store or log X", "logs SHALL NOT contain X".
    fn writes_out(&self, response: &Response, start: usize) -> bool {
        let cx = self.cx;
        let body = start..response.body.end;
        let in_log = |modal: usize| {
            has!(cx, modal.saturating_sub(4)..modal, "log logs logging trace traces message messages")
                && is!(cx.at(start), "contain include carry hold reveal")
        };
        response.modal.is_some_and(in_log) || writes_out(cx, &body) || shows_too(cx, body)
    }

    /// What is hidden where a response names nothing: "`X` SHALL be a URL and SHALL NOT appear in logs".
    fn hidden_objects(
        &self,
        response: &Response,
        owner: &[NameId],
        start: usize,
        pronoun: bool,
    ) -> Vec<NameId> {
        let cx = self.cx;
        let named = if owner.is_empty() { &self.subject_of } else { owner };
        // "the token SHALL be read from `X` and SHALL NOT appear in logs"
        let joined = response.modal.is_some_and(|at| cx.follows(at, ",") || is!(cx.before(at), "and but"));
        let of_last = pronoun || named.is_empty() && joined && is!(cx.at(start), "be appear");
        if of_last { self.last.clone() } else { named.to_vec() }
    }

    /// What the verb of a response says of the variables that it names; whether nothing else is to be read in it.
    pub(super) fn verb(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        owner: &[NameId],
        guards: &[Vec<Guarded>],
    ) -> bool {
        let cx = self.cx;
        let from = response.body.start;
        let start = self.behind_adverbs(from);
        let verb = self.verb_of(response, start);
        let mut objects = cx.names_in(body.clone());
        let pronoun = has!(cx, response.body.clone(), "it its them") || is!(cx.at(start + 1), "their");
        let writes = response.negated && self.writes_out(response, start);
        // "prevent X from being logged"
        let from =
            (start..response.body.end).find(|&at| is!(cx.at(at), "from") && is!(cx.at(at + 1), "being"));
        let prevents = is!(cx.at(start), "prevent prevents")
            && from.is_some_and(|from| {
                is!(cx.at(from + 2), "logged printed exposed leaked displayed")
                    && cx.names_in(start..from).len() == objects.len()
            });
        // "obfuscate IDs with the salt from X" is about the IDs.
        let direct = |next: usize| name_itself(cx, next..next + 4).is_some();
        let verb =
            verb.filter(|&(_, next)| !is!(cx.at(start), "obfuscate obfuscates avoid avoids") || direct(next));
        let hidden = writes
            || prevents
            || verb.is_some_and(|(v, _)| v == Verb::Hide || v == Verb::Show && response.negated);
        if objects.is_empty() && hidden {
            objects = self.hidden_objects(response, owner, start, pronoun);
        }
        let name = (start..response.body.end).find(|&at| cx.name(at).is_some());
        // "SHALL NOT return more than X rows to the client"
        let measured = name.is_some_and(|name| has!(cx, start..name, "than"));
        let another = || {
            verb.is_some_and(|(_, next)| {
                of_another(cx, next, response.body.end) || self.shows_another(next, response.body.end)
            })
        };
        if hidden && (measured || another()) {
            objects.clear();
        }
        let span = cx.span(body.clone());
        self.without(response, body, &objects, guards, &span);
        if self.asks_whether(start) {
            return true;
        }
        if let Some(done) = self.any_other(response, body, owner) {
            return done;
        }
        if self.turns_down(response).is_some() {
            self.rejects(response, owner, guards, &span);
            // "reject files above the limit in X (default 25 MB)"
            self.remarks(&response.body);
            // "reject values above 9 and use 5 as the default"
            let gives =
                |at: &usize| is!(cx.at(*at), "and") && is!(cx.at(at + 1), "use uses default defaults");
            if let Some(and) = response.body.clone().find(gives) {
                let about = if owner.is_empty() { self.last.clone() } else { owner.to_vec() };
                self.scan(and + 1..response.body.end, &about, guards);
            }
            return true;
        }
        let verb = verb.map(|(v, _)| v);
        match if writes || prevents && !response.negated {
            Some(if writes { Verb::Show } else { Verb::Hide })
        } else {
            verb
        } {
            Some(Verb::Drop) => {
                return self.exempts(start, &objects, guards, &span) || self.ignores(response, &span);
            }
            Some(verb @ (Verb::Show | Verb::Hide)) if (verb == Verb::Show) == response.negated => {
                for name in objects {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
                return false;
            }
            Some(Verb::Treat) if self.treated(response, body, &objects, guards, &span) => return true,
            // What is not rejected is no rule.
            Some(Verb::Reject) if response.negated => return true,
            Some(Verb::Show) => {
                for name in self.left_out(&response.body) {
                    self.fact(name, FactKind::Secret, Vec::new(), span.clone());
                }
            }
            _ => {}
        }
        let meant = if objects.is_empty() && pronoun { self.last.clone() } else { objects.clone() };
        self.and_also(response, &meant, guards, &span);
        let obliged = response.modal.is_some() || self.under.is_some();
        if obliged {
            self.accepts_empty(response, body, &objects);
            self.requirements(response, guards);
        }
        if obliged && !response.negated {
            // A file whose name another variable holds is the same source.
            let optional = self.other_source(body) && files(cx).is_empty()
                || name.is_some_and(|name| self.is_optional_source(start, name));
            // "WHERE X is set, … use X" says that it may be missing.
            let set = |name: NameId| {
                let own = |guard: &Guarded| guard.name == name && guard.test == GuardTest::Set;
                let leads = response.conditions.is_empty() && !guards.is_empty();
                leads && guards.iter().all(|all| all.iter().any(own))
            };
            for name in objects.into_iter().filter(|&name| !set(name)) {
                self.fact(name, FactKind::Read, Vec::new(), span.clone());
                if optional {
                    self.fact(name, FactKind::Optional { stated: false }, Vec::new(), span.clone());
                }
            }
        }
        false
    }

    /// "log A but not B", "print all settings except X", "log them with X masked": what is not shown.
    fn left_out(&self, body: &Range<usize>) -> Vec<NameId> {
        let cx = self.cx;
        let but = |at: usize| {
            let denied = is!(cx.at(at), "but and") && is!(cx.at(at + 1), "not never");
            let behind = if denied { at + 2 } else { at + 1 };
            let first = name_itself(cx, behind..body.end);
            first.filter(|_| denied || is!(cx.at(at), "except excluding"))
        };
        if let Some(first) = body.clone().find_map(but) {
            return cx.names_in(first..body.end);
        }
        let masked = |at: usize| {
            is!(cx.at(at), "masked redacted hidden obfuscated") && ends_clause(cx, at + 1)
                || is!(cx.at(at), "replaced") && is!(cx.at(at + 1), "by with")
        };
        let with = body.clone().find(|&at| is!(cx.at(at), "with"));
        let names = with.filter(|&at| (at..body.end).any(masked)).map(|at| cx.names_in(at..body.end));
        names.unwrap_or_default()
    }

    /// The verb at a position of a response, and the position behind it, where it says something of variables.
    fn verb_of(&self, response: &Response, start: usize) -> Option<(Verb, usize)> {
        let cx = self.cx;
        let verb = if response.negated {
            VERBS
                .at(cx.tokens, start - 1)
                .filter(|(v, _)| *v == Verb::Drop)
                .or_else(|| VERBS.at(cx.tokens, start))
        } else {
            VERBS.at(cx.tokens, start)
        };
        // "keep at most 5 backups", "exclude X from the build" hide nothing.
        let kept = |t: &Token| is!(t, "secret confidential private hidden masked out away");
        let keeps = is!(cx.at(start), "keep keeps");
        let excludes = is!(cx.at(start), "exclude excludes");
        let verb = verb.filter(|_| !keeps || cx.within(response.body.clone()).iter().any(kept));
        let near = start.saturating_sub(NEAR)..response.body.end;
        let verb = verb.filter(|_| !excludes || has!(cx, near, "log logs logging logged telemetry traces"));
        verb.filter(|_| !appears_elsewhere(cx, start, response.body.end))
    }

    /// "SHALL NOT start without the X environment variable", "SHALL work without X": what is or is not required.
    fn without(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        objects: &[NameId],
        guards: &[Vec<Guarded>],
        span: &Range<usize>,
    ) {
        let cx = self.cx;
        let without = body.clone().find(|&at| is!(cx.at(at), "without absence"));
        let fails = self.failure(&response.body, response.negated).is_some();
        let goes_on = cx.within(response.body.clone()).iter().any(|t| {
            is!(t, "start starts run runs work works operate operates function functions continue continues")
        });
        if let Some(at) = without.filter(|_| fails || goes_on && !response.negated) {
            let presence = FactKind::presence(fails);
            let mut names = cx.names_in(at..body.end);
            // "read A and B and refuse to start without them"
            if fails && names.is_empty() && has!(cx, at..body.end, "it them either both") {
                names = if objects.is_empty() { self.last.clone() } else { objects.to_vec() };
            }
            self.each(&names, guards, &presence, span);
        }
    }

    /// "read the optional address from X"
    fn is_optional_source(&self, start: usize, name: usize) -> bool {
        let cx = self.cx;
        let from = (start..name).rev().take(4).find(|&at| is!(cx.at(at), "from via"));
        from.is_some_and(|from| has!(cx, start..from.min(start + 4), "optional"))
    }

    /// "check whether X is set", "show whether X is required": that may be or not.
    fn asks_whether(&self, start: usize) -> bool {
        let cx = self.cx;
        let from = start + 2 + usize::from(is!(cx.at(start + 2), "the"));
        let asked = cx.names(from).filter(|_| is!(cx.at(start + 1), "whether"));
        asked.is_some_and(|names| {
            let state = STATES.at(cx.tokens, names.next + 1).map(|(state, _)| state);
            let presence = matches!(state, Some(State::Set | State::Unset));
            is!(cx.at(names.next), "is are")
                && (presence || is!(cx.at(names.next + 1), "required mandatory optional"))
        })
    }

    /// `treat X as a secret`, `as required`; true where nothing else is said of it.
    fn treated(
        &mut self,
        response: &Response,
        body: &Range<usize>,
        objects: &[NameId],
        guards: &[Vec<Guarded>],
        span: &Range<usize>,
    ) -> bool {
        let words = self.cx.within(body.clone());
        let says = |test: fn(&Token) -> bool| words.iter().any(test);
        let pair = |test: fn(&[Token]) -> bool| words.windows(2).any(test);
        // "treat the values "1" and "yes" as true" says what is true, not what is accepted.
        let truth = pair(|w| is!(w[0], "as") && is!(w[1], "true false"))
            && says(|t| is!(t, "values than") || t.kind == TokenKind::Quote);
        if !truth && self.treats(response, span) {
            return true;
        }
        let kind = if truth {
            Some(FactKind::Read)
        } else if says(|t| is!(t, "secret secrets sensitive confidential")) {
            if response.negated || of_another(self.cx, response.body.start + 1, response.body.end) {
                return true;
            }
            Some(FactKind::Secret)
        } else if pair(|w| is!(w[0], "as") && is!(w[1], "required mandatory")) {
            Some(FactKind::presence(!response.negated))
        } else if pair(|w| is!(w[0], "as") && is!(w[1], "optional")) {
            Some(FactKind::presence(response.negated))
        } else {
            None
        };
        let presence = matches!(kind, Some(FactKind::Required | FactKind::Optional { .. }));
        let guards = if presence { guards } else { &[Vec::new()] };
        for (&name, kind) in objects.iter().filter_map(|name| Some((name, kind.clone()?))) {
            for guard in guards {
                self.fact(name, kind.clone(), guard.clone(), span.clone());
            }
        }
        truth
    }

    /// `any other value SHALL be treated as V`, `SHALL treat any other value as V`; whether nothing else is to be read
    /// where it is said.
    fn any_other(&mut self, response: &Response, body: &Range<usize>, owner: &[NameId]) -> Option<bool> {
        let cx = self.cx;
        let other = |w: &[Token]| {
            is!(w[0], "other") && is!(w[1], "value values than non-empty")
                || is!(w[0], "anything") && is!(w[1], "else")
        };
        let said = cx.within(body.clone()).windows(2).position(other).map(|at| body.start + at);
        // "any other value causes startup to fail"
        let fails = |at: usize| has!(cx, body.start..at, "cause causes lead leads result results");
        let as_value = |said: usize| {
            let mut words = response.body.clone().filter(|&at| at > said);
            words.find(|&at| is!(cx.at(at), "as") || is!(cx.at(at), "to") && !fails(at))
        };
        let treated = |w: &[Token]| is!(w[0], "is are") && is!(w[1], "treated");
        let obliged = response.modal.is_some() || cx.within(response.body.clone()).windows(2).any(treated);
        let at = as_value(said.filter(|_| !response.negated && obliged)?)?;
        let said = said?;
        let (value, next) = literal(&cx.until(response.body.end), at + 1, true)
            .filter(|(value, _)| value.exact || !is!(cx.at(at + 1), "invalid unset missing absent"))?;
        // "treat `1` and `yes` as true and all other values as false": the words that decide, and the one for the others.
        let words = (body.start..said).find(|&at| {
            cx.name(at).is_none() && matches!(cx.at(at).kind, TokenKind::Code | TokenKind::Quote)
        });
        let (mut words, behind) = words.map(|at| literals(&cx.until(said), at, false)).unwrap_or_default();
        let mut truth =
            cx.within(behind..said).windows(2).any(|w| is!(w[0], "as") && is!(w[1], "true false"));
        if is!(cx.at(said + 1), "than") {
            // "treating any value other than `true` as false"
            words = literals(&cx.until(at), said + 2, false).0;
            truth = !words.is_empty();
        }
        words.extend(Some(value.text.clone()).filter(|other| !words.contains(other)));
        let objects = cx.names_in(body.clone());
        let addressed = [objects.as_slice(), owner, &self.last].into_iter().find(|names| !names.is_empty());
        for name in addressed.unwrap_or_default().to_vec() {
            self.fact(name, FactKind::InvalidFallback(Some(value.clone())), Vec::new(), cx.span(at..next));
            if truth {
                self.fact(name, FactKind::OneOf(words.clone()), Vec::new(), cx.span(body.start..next));
            }
        }
        Some(truth)
    }

    pub(super) fn behind_adverbs(&self, from: usize) -> usize {
        let mut at = from;
        while is!(
            self.cx.at(at),
            "also always ever only first then immediately gracefully instead additionally never itself explicitly"
        ) {
            at += 1;
        }
        at
    }

    /// `accept an empty X`, `accept an empty value for X`, `an empty X SHALL be valid`, `treat an empty X as valid`.
    fn accepts_empty(&mut self, response: &Response, body: &Range<usize>, objects: &[NameId]) {
        let cx = self.cx;
        let empty = body.clone().find(|&at| is!(cx.at(at), "empty"));
        let beside = empty.is_some_and(|at| {
            let behind = (at + 1..body.end)
                .find(|&i| !is!(cx.at(i), "value string values strings for of in as the shall must be accepted allowed permitted"))
                .is_some_and(|i| cx.name(i).is_some());
            behind && cx.depth(at) == 0
        });
        let accepts = cx.within(response.body.clone()).iter().any(|t| {
            is!(t, "accept accepts accepted allow allows allowed permit permits permitted valid legal")
        });
        for &name in objects.iter().filter(|_| beside && accepts && !response.negated) {
            self.fact(name, FactKind::EmptyAllowed, Vec::new(), cx.span(body.clone()));
        }
    }
}

/// Where a name stands behind no more than words for its value: "the value of X".
fn name_itself(cx: &Cx<'_>, mut near: Range<usize>) -> Option<usize> {
    let first = near.find(|&at| !is!(cx.at(at), "the value values contents of"))?;
    cx.name(first).map(|_| first)
}

/// "SHALL NOT hard-code or log `X`", "SHALL NOT cache, log or send `X`", "SHALL NOT be stored or logged": whether a further
/// verb shows it.
fn shows_too(cx: &Cx<'_>, body: Range<usize>) -> bool {
    let further = |&at: &usize| is!(cx.before(at), "or nor") || cx.follows(at, ",");
    body.take(NEAR).filter(further).any(|at| {
        let verb = VERBS.at(cx.tokens, at).filter(|(verb, _)| *verb == Verb::Show);
        let shows =
            |next: usize| is!(cx.at(next), "it them its") || name_itself(cx, next..next + 4).is_some();
        // "log or send `X`"
        let and_more = |next: usize| is!(cx.at(next), "or") && shows(next + 2);
        verb.is_some_and(|(_, next)| shows(next) || and_more(next))
            || is!(cx.at(at), "logged exposed printed revealed leaked disclosed displayed echoed")
    })
}
