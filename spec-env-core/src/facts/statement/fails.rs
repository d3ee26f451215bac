//! Responses after which the service does not go on.

use std::ops::Range;

use super::Reader;
use super::stand_in::StandIn;
use crate::ears::sentence::Response;
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::context::Cx;
use crate::facts::literal::ends_clause;
use crate::facts::phrases::{REPORTS, STATES, State, VERBS, Verb};
use crate::facts::{CLOSE, NEAR};

impl Reader<'_, '_> {
    /// The words of a response that say that the service does not go on.
    pub(super) fn failure(&self, body: &Range<usize>, negated: bool) -> Option<Range<usize>> {
        let cx = self.cx;
        // "use 8080 or fail" leaves open which.
        let gives = |or: usize| {
            let open = (body.start..or).rev().take(4).find(|&at| cx.punct(at, "(") && cx.follows(or, ")"));
            let Some(value) = open.unwrap_or(or).checked_sub(1) else { return false };
            matches!(cx.at(value).kind, TokenKind::Number | TokenKind::Code | TokenKind::Quote)
                && (is!(cx.before(value), "use")
                    || is!(cx.before(value), "to")
                        && is!(cx.at(value.wrapping_sub(2)), "default defaults back"))
        };
        let starts = |at: usize| {
            at == body.start
                || at == body.start + 1 && self.is_of_service(body.start)
                || cx.follows(at, ",")
                || is!(cx.before(at), "and then also immediately but to gracefully loudly fast both")
                || is!(cx.before(at), "or") && !gives(at - 1)
        };
        let mut hits = body.clone().filter(|&at| starts(at) && cx.depth(at) == 0).filter_map(|at| {
            let here = if negated && at == body.start { at - 1 } else { at };
            let fails = VERBS.at(cx.tokens, here).filter(|(verb, _)| *verb == Verb::Fail);
            let fails = fails.filter(|&(_, next)| !self.ends_another(here, next) && !succeeds(cx, next));
            let passive = (at == body.start).then(|| self.is_ended(at)).flatten();
            let active = fails.map(|(_, next)| next).or_else(|| self.reports_error(here, body.end));
            Some((here, active.or(passive)?))
        });
        let (mut at, mut next) = hits.next()?;
        let reports = |at: usize| {
            !is!(
                cx.at(at),
                "refuse refuses fail fails exit exits terminate abort halt crash throw throws raise raises"
            )
        };
        // "log an error and exit without crashing"
        if self.continues(body, &(at..next)) && reports(at) {
            (at, next) = hits.find(|&(at, _)| !reports(at))?;
        }
        let not = negated && at >= body.start;
        // "SHALL NOT initialise the mailer" goes on without it.
        let object = next + usize::from(is!(cx.at(next), "the its any a an"));
        let own = is!(
            cx.at(object),
            "application app server service services system process program daemon container up"
        );
        let named = cx.at(object).kind == TokenKind::Name && cx.candidate(object).is_none();
        let part = negated && at < body.start && !own && (cx.is_noun(object) || named) && object < body.end;
        if part
            && is!(
                cx.before(next),
                "initialize initialise launch start run boot listen operate operation operations processing work"
            )
        {
            return None;
        }
        (!not).then(|| cx.span(at..next))
    }

    /// Whether a response says that the service goes on, beside the words that tell of an error.
    fn continues(&self, body: &Range<usize>, hit: &Range<usize>) -> bool {
        let cx = self.cx;
        body.clone().filter(|i| !hit.contains(i)).any(|i| {
            let spared = is!(cx.at(i), "crashing failing exiting aborting terminating stopping")
                && is!(cx.before(i), "without of")
                && !is!(cx.at(i + 1), "silently");
            let runs = is!(cx.at(i), "running working serving") && is!(cx.before(i), "keep keeps");
            // "log an error and use an in-memory store"
            let acts = is!(cx.before(i), "and then but")
                && is!(cx.at(i), "use uses run runs serve serves start starts operate operates work works")
                && !has!(cx, i..i + 5, "exit code status");
            spared
                || runs
                || acts
                || !is!(cx.before(i), "than of")
                    && is!(
                        cx.at(i),
                        "continue continues proceed disable disables skip skips successfully normally"
                    )
        })
    }

    /// "startup SHALL be aborted", "an error SHALL be raised": the position behind it.
    fn is_ended(&self, at: usize) -> Option<usize> {
        let cx = self.cx;
        let subject = at.checked_sub(2).filter(|_| is!(cx.at(at), "be"))?;
        // "no error SHALL be raised", "the child process SHALL be terminated"
        if has!(cx, subject.saturating_sub(2)..subject, "no child worker background") {
            return None;
        }
        let caught = is!(cx.at(at + 2), "and") && is!(cx.at(at + 3), "caught handled ignored");
        let error = is!(cx.at(subject), "error exception failure") || names_error(cx.inner(subject), false);
        let told = is!(
            cx.at(at + 1),
            "raised thrown returned reported logged emitted issued signalled signaled surfaced"
        );
        let ended = is!(
            cx.at(at + 1),
            "aborted terminated halted stopped refused prevented blocked cancelled canceled"
        );
        let shut = is!(cx.at(at + 1), "shut") && is!(cx.at(at + 2), "down");
        let end = at + 2 + usize::from(shut);
        (error && told && !caught || (ended || shut) && self.is_of_service(subject)).then_some(end)
    }

    /// "terminate idle sessions", "fail over", "raise the log level to `debug`": not the service that ends there.
    fn ends_another(&self, at: usize, next: usize) -> bool {
        let cx = self.cx;
        let object = next + usize::from(is!(cx.at(next), "the its all any"));
        let near = object..object + 4;
        if is!(cx.at(at), "raise raises throw throws") {
            let error = has!(cx, near.clone(), "error errors exception exceptions failure");
            return is!(cx.at(next), "away") || object > next && !error && has!(cx, near, "to");
        }
        if !is!(
            cx.at(at),
            "exit exits exiting quit quits terminate terminates terminating abort aborts aborting halt halts stop stops"
        ) {
            return is!(cx.at(at), "fail fails failing") && is!(cx.at(next), "over open");
        }
        let own = |at: usize| {
            self.is_of_service(at)
                || is!(
                    cx.at(at),
                    "operation request command build sequence import job transaction pipeline script tool daemon worker bot pod lambda function booting bootstrapping itself right"
                )
                || cx.inner(at).ends_with("ly") && !cx.inner(at).contains('-')
        };
        // "exit instead of continuing"
        let contrast = is!(cx.at(object), "instead rather");
        !contrast && cx.is_noun(object) && !near.take_while(|&at| cx.is_noun(at)).any(own)
    }

    /// Words for the service, for its start, and for how it ends.
    pub(super) fn is_of_service(&self, at: usize) -> bool {
        is!(
            self.cx.at(at),
            "start starting startup start-up fast immediately process application app service server program system value values configuration config execution initialization initialisation boot container deployment loudly early error clear descriptive non-zero nonzero code status run running launch proceed"
        )
    }

    /// Whether the service itself ends where a response fails: "exit with code 1", but not "exit on uncaught exceptions",
    /// "raise an error", but not "throw an error on payments". Whether it says that it ends, or only that there is an error.
    pub(super) fn stops(&self, response: &Response) -> Option<bool> {
        let cx = self.cx;
        let body = &response.body;
        let begins = |at: usize| {
            at == body.start || cx.follows(at, ",") || is!(cx.before(at), "and then or also immediately")
        };
        let ends = |at: usize| {
            at >= body.end
                || cx.punct(at, ",.;:(—")
                || is!(
                    cx.at(at),
                    "and that which indicating stating naming saying listing explaining telling"
                )
                || is!(cx.at(at), "at during on")
                    && is!(cx.at(at + 1), "startup start start-up boot launch initialization load module")
        };
        let stops = |at: usize| {
            if is!(
                cx.at(at),
                "fail fails exit exits refuse refuses reject rejects crash crashes panic panics halt halts quit quits stop stops abort aborts terminate terminates"
            ) {
                let object = (at + 1..body.end.min(at + 4)).find(|&i| cx.is_noun(i));
                let ends = !is!(cx.at(at + 1), "on for when") && object.is_none_or(|i| self.is_of_service(i));
                return ends.then_some(true);
            }
            let raises = is!(cx.at(at), "raise raises throw throws return returns report reports");
            let error = (at + 1..body.end.min(at + 6)).find(|&i| is!(cx.at(i), "error exception"));
            error.filter(|&error| raises && ends(error + 1)).map(|_| false)
        };
        let found = body.clone().filter(|&at| begins(at) && cx.depth(at) == 0).filter_map(stops).max();
        found.or(response.negated.then_some(true))
    }

    /// "if it is set, and exit otherwise", "if set, else fail": where the test ends.
    pub(super) fn fails_otherwise(&self, body: &Range<usize>) -> Option<usize> {
        let cx = self.cx;
        let joins = |&at: &usize| is!(cx.at(at), "and or otherwise else") || cx.punct(at, ",");
        let last = body.end.saturating_sub(1);
        let ends = is!(cx.at(last), "otherwise else");
        let end = if ends { last } else { body.end };
        let at = body.clone().filter(|&at| at < end).rfind(joins)?;
        let said = ends || is!(cx.at(at), "otherwise else");
        (said && self.failure(&(at + 1..end), false).is_some()).then_some(at)
    }

    /// The words of a response that say so, or that requests are answered so; an error that is only logged before a value
    /// stands in ends nothing, and no more does one of a service that is said to start.
    pub(super) fn ends(&self, response: &Response, first: &Response) -> Option<Range<usize>> {
        let cx = self.cx;
        let span = self.failure(&response.body, response.negated).or_else(|| self.answers(response))?;
        let logs = self.only_logs(&span);
        let behind = cx.tokens.partition_point(|t| t.span().start < span.end)..response.body.end;
        let goes_on = logs
            && self.failure(&behind, false).is_none()
            && matches!(self.stand_in(response), Some(StandIn::Value(_) | StandIn::Former(_)));
        (!goes_on && !self.answers_later(response, first)).then_some(span)
    }

    /// Whether words that tell of an error only show it: "log an error", "an error SHALL be logged".
    pub(super) fn only_logs(&self, span: &Range<usize>) -> bool {
        let cx = self.cx;
        let at = cx.tokens.partition_point(|t| t.span().start < span.start);
        let verb = at + usize::from(is!(cx.at(at), "be"));
        is!(
            cx.at(verb),
            "log logs logged report reports reported print prints printed emit emits emitted write writes written display displays displayed"
        )
    }

    /// "… MAY exit", "… SHOULD default to 5": no rule.
    pub(super) fn permits(&self, response: &Response) -> bool {
        let cx = self.cx;
        response
            .modal
            .map_or_else(|| has!(cx, response.body.clone(), "should"), |modal| is!(cx.at(modal), "may"))
    }

    /// "… SHALL start successfully but requests SHALL return an error", "… SHALL continue, and requests SHALL fail"
    pub(super) fn answers_later(&self, response: &Response, first: &Response) -> bool {
        let cx = self.cx;
        let starts = is!(cx.at(first.body.start), "start starts boot disable disables continue continues")
            || has!(
                cx,
                first.body.start..first.body.end.min(first.body.start + NEAR),
                "successfully continue"
            );
        let at = response.body.start;
        let subject = at.wrapping_sub(2);
        let service = is!(cx.at(subject), "system server service application app process program startup");
        let answers = is!(cx.at(at), "return returns respond responds answer answers");
        let fails = is!(cx.at(at), "fail be") && !is!(cx.at(at + 1), "to") && cx.is_noun(subject) && !service;
        starts && !first.negated && !std::ptr::eq(response, first) && (answers || fails)
    }

    /// "treat it as unset", "behave as if it were not set"
    pub(super) fn as_unset(&self, body: &Range<usize>) -> bool {
        let state = |at: usize| STATES.at(self.cx.tokens, at).map(|(state, _)| state);
        let verb = |at: usize| {
            VERBS.at(self.cx.tokens, at).is_some_and(|(verb, _)| verb == Verb::Treat)
                || is!(self.cx.at(at), "behave behaves act acts count counts")
        };
        let begins = |&at: &usize| at == body.start || is!(self.cx.before(at), "and");
        let treats = body.clone().filter(begins).any(verb);
        let between =
            |&at: &usize| !is!(self.cx.at(at), "not if though being it they variable is are were was");
        treats
            && body.clone().filter(|&at| self.cx.depth(at) == 0).any(|at| {
                let behind = (at + 1..body.end).find(between);
                let own = |i: usize| {
                    is!(self.cx.at(i), "it this that the value values variable them")
                        || self.cx.name(i).is_some()
                };
                let object = (body.start..at)
                    .rev()
                    .take_while(|&i| !verb(i))
                    .all(|i| own(i) || self.cx.behind_variable(i).is_some());
                is!(self.cx.at(at), "as")
                    && object
                    && matches!(behind.and_then(state), Some(State::Unset | State::Set))
            })
    }

    /// The words that turn a value down, and the service that has it with it.
    pub(super) fn rejection(&self, response: &Response) -> Option<Range<usize>> {
        let behind = self.turns_down(response)?;
        Some(self.cx.span(response.body.start..behind))
    }

    /// "SHALL only start when X is set": the words that say so.
    pub(super) fn only_starts(&self, body: &Range<usize>) -> Option<Range<usize>> {
        let starts = |at: usize| is!(self.cx.at(at), "start run boot launch begin proceed");
        let only = |at: usize| is!(self.cx.at(at), "only");
        let at = body.start;
        let said = body.len() >= 2 && (only(at) && starts(at + 1) || starts(at) && only(at + 1));
        said.then(|| self.cx.span(at..at + 2))
    }

    /// "return a 500 error", "log a clear startup error", "report the other as missing": the position behind it.
    pub(super) fn reports_error(&self, at: usize, end: usize) -> Option<usize> {
        let cx = self.cx;
        let ((), from) = REPORTS.at(cx.tokens, at)?;
        for here in from..end.min(from + 7) {
            let token = cx.at(here);
            let returned = is!(cx.at(at), "return returns throw throws raise raises");
            let named = names_error(cx.inner(here), returned);
            // "log a warning-level error" goes on.
            if is!(token, "warning warning-level warn-level info-level") {
                return None;
            }
            if is!(token, "error errors exception exceptions failure") || named {
                return (!self.is_any_error(at, from..here, end)).then_some(here + 1);
            }
            if is!(token, "as") && is!(cx.at(here + 1), "missing invalid") {
                return Some(here + 2);
            }
            let qualifies = cx.is_noun(here)
                || matches!(token.kind, TokenKind::Number | TokenKind::Code | TokenKind::Name);
            if !(qualifies || is!(token, "a an the with missing required")) {
                return None;
            }
        }
        None
    }

    /// "log errors", "an error message for each failed login": whatever errors there are, and not that something is missing.
    fn is_any_error(&self, verb: usize, before: Range<usize>, end: usize) -> bool {
        let cx = self.cx;
        let at = before.end;
        // "return errors" is an answer.
        let logs = !is!(cx.at(verb), "return returns respond responds");
        let every = (logs || !before.is_empty())
            && before.clone().all(|at| is!(cx.at(at), "all generic detailed verbose"));
        let several = is!(cx.at(at), "errors exceptions") || is!(cx.at(at + 1), "messages details");
        let next = at + 1 + usize::from(is!(cx.at(at + 1), "message"));
        let each = is!(cx.at(next), "for on") && is!(cx.at(next + 1), "each every");
        let lacks = || {
            has!(
                cx,
                at..end.min(at + CLOSE),
                "missing unset absent required variable variables naming listing indicating"
            )
        };
        (logs && each || every && several) && !lacks()
    }

    /// "return HTTP 503" is a service that cannot work, where 403 is one that is not to; "WHILE X is `on`, … respond with 503" forbids nothing.
    pub(super) fn answers(&self, response: &Response) -> Option<Range<usize>> {
        let cx = self.cx;
        let at = response.body.start;
        let ((), from) =
            REPORTS.at(cx.tokens, at).filter(|_| is!(cx.at(at), "return returns respond responds"))?;
        let status = |here: usize| {
            cx.at(here).kind == TokenKind::Number && matches!(cx.inner(here).as_bytes(), [b'5', _, _])
        };
        let code = (from..response.body.end).find(|&at| !is!(cx.at(at), "a an the http status code with"))?;
        (status(code) && !response.negated).then(|| cx.span(at..code + 1))
    }
}

/// "with code 0", behind a verb for the end of the service.
fn succeeds(cx: &Cx<'_>, next: usize) -> bool {
    let behind = (next..next + 5).find(|&at| !is!(cx.at(at), "with the a exit code status of"));
    behind.is_some_and(|at| {
        (cx.inner(at) == "0" || is!(cx.at(at), "zero"))
            && (at == next || has!(cx, next..at, "code status"))
            && (ends_clause(cx, at + 1) || is!(cx.at(at + 1), "after once"))
    })
}

/// Whether a text in code is an error: `ConfigError`, and where it is returned `Err(Missing)` and `ConfigError::Missing`.
fn names_error(text: &str, returned: bool) -> bool {
    let made = text.starts_with("Err(") || text == "Err" || {
        text.starts_with(char::is_uppercase) && ["Error::", "Error("].iter().any(|part| text.contains(part))
    };
    let constant = text.bytes().all(|b| b.is_ascii_uppercase() || b == b'_')
        && (text.starts_with("ERR_") || text.split('_').any(|part| part == "ERROR"))
        || text.starts_with("Missing") && text.len() > 7;
    returned && (made || constant) || ["Error", "Exception"].iter().any(|end| text.ends_with(end))
}
