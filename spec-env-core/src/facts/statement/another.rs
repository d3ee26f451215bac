//! What a sentence says of something else than the variable that it names: what a variable leads to, what is counted beside
//! it, and what a text tells of it.

use std::ops::Range;

use super::Reader;
use super::stand_in::as_default;
use crate::ears::sentence::{Clause, Response};
use crate::ears::token::TokenKind;
use crate::ears::word::{has, is};
use crate::facts::attribute::{Found, Place, attribute};
use crate::facts::context::Cx;
use crate::facts::literal::canonical;
use crate::facts::{CLOSE, End, FactKind, NEAR};

/// "calls to `X`", "the files under `X`", "the latency of `X`": a subject that is counted or measured where a variable leads
/// to, rather than what the environment variable holds.
pub(super) fn is_thing(cx: &Cx<'_>, subject: &Range<usize>) -> bool {
    let Some(name) = subject.clone().find(|&at| cx.candidate(at).is_some()) else { return false };
    let idle = |at: usize| is!(cx.at(at), "the a an");
    let Some(of) = (subject.start..name).rev().find(|&at| !idle(at)) else { return false };
    let noun = cx.before(of);
    let led = is!(cx.at(of), "to") && is!(noun, "calls requests connections queries")
        || is!(cx.at(of), "under") && is!(noun, "files")
        || is!(cx.at(of), "of") && is!(noun, "latency throughput");
    led && of > subject.start && cx.behind_variable(name + 1).is_none()
}

/// "create the directory named by X if it does not exist", "retry if it is not available": about what X leads to.
pub(super) fn creates(cx: &Cx<'_>, response: &Response, clause: &Clause) -> bool {
    has!(cx, response.body.clone(), "create creates creating retry retries retrying")
        && has!(cx, clause.body.clone(), "exist exists available missing reachable")
        && cx.names_in(clause.body.clone()).is_empty()
}

/// "the bucket named by `X` does not exist", "an origin in `X` is missing a scheme": no test of the variable.
pub(super) fn is_of_thing(cx: &Cx<'_>, body: &Range<usize>) -> bool {
    let Some(at) = body.clone().take(CLOSE).find(|&at| cx.candidate(at).is_some()) else { return false };
    let next = cx.behind_variable(at + 1).unwrap_or(at + 1);
    let is = is!(cx.at(next), "is");
    let lacks = is && is!(cx.at(next + 1), "missing") && is!(cx.at(next + 2), "a an");
    let gone = is!(cx.at(next), "does") && is!(cx.at(next + 2), "exist")
        || is && is!(cx.at(next + 2), "available readable reachable accessible writable found")
        || is && is!(cx.at(next + 1), "missing unreachable unavailable empty") && {
            has!(
                cx,
                body.start..at,
                "file directory folder bucket database server host endpoint service model certificate table"
            )
        };
    let thing = is!(cx.at(body.start), "a an the") && at > body.start + 1;
    let article = usize::from(is!(cx.before(at), "the"));
    is!(cx.before(at - article), "in at by under") && thing && (gone || lacks)
}

/// "X SHALL NOT appear in the schema" is about the schema.
pub(super) fn appears_elsewhere(cx: &Cx<'_>, start: usize, end: usize) -> bool {
    let place = || {
        has!(cx, start..end, "schema table mapping documentation docs list config configuration section help")
    };
    is!(cx.at(start), "appear") && place()
}

/// "log requests to X", "messages below X": whether the object of a verb is another thing than the variable.
pub(super) fn of_another(cx: &Cx<'_>, next: usize, end: usize) -> bool {
    let object = next + usize::from(is!(cx.at(next), "the a an any all"));
    // "write logs to X", "expose port X", "show it again, irrespective of X"
    let first = (object..end).find(|&at| cx.candidate(at).is_some());
    let front = first.and_then(|at| (object..at).rev().find(|&i| !is!(cx.at(i), "the a an its")));
    if front.is_some_and(|at| {
        is!(cx.at(at), "below above than port")
            || is!(cx.at(at), "to") && is!(cx.before(at), "logs sent traffic requests calls queries")
            || is!(cx.at(at), "of") && is!(cx.before(at), "irrespective regardless")
    }) {
        return true;
    }
    let place = |at: usize| is!(cx.at(at), "below above inside beneath whose");
    let behind = (object..end).find(|&at| !cx.is_noun(at) || place(at)).unwrap_or(end);
    let mut between = (behind..end).take_while(|&at| cx.candidate(at).is_none()).peekable();
    let thing = is!(
        cx.before(behind),
        "message messages request requests file files names service server lines events responses traffic queries"
    );
    // "messages that contain X" show it.
    thing
        && between.peek().is_some()
        && !between.any(|at| {
            is!(cx.at(at), "contain contains containing include includes including with and or")
                || cx.punct(at, ",(")
        })
}

/// "from `config.timeout` (default 30)", "the `--pool` flag (default 10)", "from `OTHER` (default 5)": a remark on what is
/// no variable, or unknown.
pub(super) fn is_on_another(cx: &Cx<'_>, open: usize) -> bool {
    let Some(last) = open.checked_sub(1) else { return false };
    let code = |at: usize| cx.at(at).kind == TokenKind::Code;
    let source = is!(cx.before(last), "from on");
    let unknown = cx.is_clear(last) && cx.name(last).is_none() && cx.inner(last).contains('_');
    // "check X and accept a `limit` parameter (default 20)", but not "the X variable and the `--limit` flag (default 20)"
    let noun = is!(cx.at(last), "flag option parameter argument field header key");
    let coded = (last.saturating_sub(2)..last).rev().find(|&at| !cx.is_noun(at)).filter(|&at| code(at));
    let accepts = coded.and_then(|at| (at.saturating_sub(3)..at).find(|&i| is!(cx.at(i), "and")));
    let accepts =
        accepts.is_some_and(|and| is!(cx.at(and + 1), "accept accepts support supports offer offers"));
    // "from X and the timeout from `y`", but not "from X or from `y`"
    let name = (0..last).rev().take(NEAR).find(|&at| cx.name(at).is_some());
    let joined = name.is_some_and(|name| has!(cx, name..last, "and") && !has!(cx, name..last, "or"));
    // "X to the client, which has a timeout (default 30 seconds)"
    let owned = is!(cx.before(last), "a an") && last >= 3 && name.is_some() && {
        let which = last - 3;
        let own = cx.names_behind(which - usize::from(cx.follows(which, ",")));
        is!(cx.at(last - 2), "has have") && is!(cx.at(which), "which that") && !own
    };
    source && (unknown || joined && code(last)) || noun && accepts || owned
}

/// "connect to `X` with up to 5 retries": whether what is counted is something else than the variable.
pub(super) fn counts_else(cx: &Cx<'_>, found: &Found, at: usize, start: usize) -> bool {
    let unknown = |end: &End| end.literal.unit.as_deref().is_some_and(|unit| canonical(unit).is_none());
    let counted = |fact: &FactKind| matches!(fact, FactKind::Min(end) | FactKind::Max(end) if unknown(end));
    let name = (start..at).rev().take(NEAR).find(|&i| cx.candidate(i).is_some());
    let led = |name: usize| {
        is!(
            cx.at(name.wrapping_sub(1 + usize::from(is!(cx.before(name), "the")))),
            "to in at on through against"
        )
    };
    let by_verb = has!(cx, at.saturating_sub(2)..at, "with")
        || is!(cx.before(at), "accept allow serve handle open keep make send process");
    let often = |fact: &FactKind| matches!(fact, FactKind::Min(end) | FactKind::Max(end) if end.literal.unit.as_deref() == Some("times"));
    // "retry X up to 3 times", "send to X at most 100 events per batch", "show at most 4 characters of X"
    let of = found.next + usize::from(is!(cx.at(found.next + 1), "the"));
    let of_name =
        is!(cx.at(found.next), "of") && cx.name(of + 1).is_some() && !is!(cx.before(at), "have be contain");
    let acted = name.is_some_and(|name| {
        let verb = name.wrapping_sub(1 + usize::from(is!(cx.before(name), "the")));
        is!(cx.at(verb), "retry call query contact request read try invoke poll ping hit")
    });
    let else_ = found.limits() && of_name
        || found.facts.iter().any(often) && acted
        || found.facts.iter().any(counted) && has!(cx, at..found.next + 1, "per");
    let each = found.limits() && is!(cx.at(found.next), "each apiece");
    let needs = found.limits()
        && has!(
            cx,
            at..found.next + 1,
            "require requires need needs trigger triggers mean means cause causes"
        );
    let led = name.is_some_and(led);
    found.facts.iter().any(counted) && by_verb && led
        || (led || is!(cx.at(found.next), "per")) && found.facts.iter().any(often)
        || each
        || needs
        || else_
}

/// "the error message SHALL indicate that X is required", "the help SHALL document that X defaults to 5": what a text says,
/// and no rule.
pub(super) fn tells(cx: &Cx<'_>, subject: &Range<usize>, response: &Response) -> bool {
    let start = response.body.start;
    let that = usize::from(is!(cx.at(start + 1), "that"));
    let names = cx.names(start + 1 + that + usize::from(is!(cx.at(start + 1 + that), "the")));
    is!(cx.before(subject.end), "message messages help documentation docs text guide manual page")
        && is!(cx.at(start), "indicate document explain describe mention state say tell note")
        && names.is_some_and(|names| is!(cx.at(names.next), "is are must defaults default"))
}

impl Reader<'_, '_> {
    /// The default that a text tells of is none by that, but a secret's all the same.
    pub(super) fn told(&mut self, body: &Range<usize>) {
        let cx = self.cx;
        for at in body.clone() {
            let found = attribute(&cx.until(body.end), at, Place::Clause);
            let literal = found.as_ref().and_then(|found| found.facts.iter().find_map(as_default));
            let name = (body.start..at).rev().take(NEAR).find_map(|at| cx.name(at));
            if let Some((name, literal)) = name.zip(literal) {
                let span = literal.span.clone();
                self.fact(name, FactKind::NoDefault(span.clone()), Vec::new(), span);
            }
        }
    }
}
