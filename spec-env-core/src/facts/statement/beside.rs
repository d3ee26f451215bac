//! Presence in a word beside names: "an optional `X`", "the required environment variables `A` and `B`".

use super::Reader;
use crate::contract::Kind;
use crate::ears::word::is;
use crate::facts::phrases::{ATTRIBUTES, Attribute, TYPES, VARIABLE};
use crate::facts::{CLOSE, FactKind, Guarded, IdSet, NameId, TypeFact};

impl Reader<'_, '_> {
    /// "an optional `X`", "accept `X` as an optional environment variable", "load `A` and `B` as required".
    pub(super) fn presence_beside(
        &mut self,
        at: usize,
        next: usize,
        names: &[NameId],
        guards: &[Vec<Guarded>],
    ) {
        let cx = self.cx;
        // "read the required environment variables `A` and `B`", but not "list the required environment variables …"
        let reads = |adjective: usize| {
            let article = |&at: &usize| at > 0 && is!(cx.at(at - 1), "the its a an all following");
            let verb =
                (adjective.saturating_sub(3)..=adjective).rev().find(|at| !article(at)).unwrap_or(adjective);
            let read = is!(
                cx.before(verb),
                "read reads load loads use uses accept accepts support supports obtain validate validates verify verifies check checks and"
            );
            adjective > 0 && read
        };
        let list = at - usize::from(cx.follows(at, "(:"));
        // "the required environment variables at startup: `A`, `B`"
        let tail = list > 2
            && is!(cx.before(list), "startup boot launch start")
            && is!(cx.at(list - 2), "at on during");
        let list = list - 2 * usize::from(tail);
        let phrase = (1..=3).filter_map(|length| list.checked_sub(length)).find(|&from| {
            let behind = VARIABLE.at(cx.tokens, from).map(|((), next)| next);
            // "optional env vars are `A` and `B`"
            let are = behind.is_some_and(|next| next + 1 == list && is!(cx.at(next), "are"));
            let leads =
                is!(cx.before(from), "optional required") && (from == 1 || cx.follows(from - 1, ";.,"));
            are && leads
                || behind == Some(list)
                    && from > 0
                    && (reads(from - 1)
                        || is!(cx.before(from), "secret")
                        || from > 1 && TYPES.at(cx.tokens, from - 1).is_some() && reads(from - 2))
        });
        let mut beside = phrase.unwrap_or(at).wrapping_sub(1);
        // "- Optional: `X`", "- Required port: `X`"
        let noun = |at: usize| cx.is_noun(at) || cx.at(at).is_plain_name(cx.text);
        if cx.punct(beside, ":") && beside < CLOSE && (1..beside).all(noun) {
            beside = 0;
        }
        // "an optional integer environment variable"
        let kind = TYPES.at(cx.tokens, beside).filter(|(_, next)| *next == beside + 1).map(|(kind, _)| kind);
        let kind = kind.filter(|kind| matches!(kind, Kind::Integer | Kind::Number | Kind::Boolean));
        let qualified = is!(cx.before(beside), "optional required");
        if let Some(kind) = kind.filter(|_| qualified) {
            beside -= 1;
            for &name in names {
                let fact = TypeFact { kind: Some(kind), ..TypeFact::default() };
                self.fact(name, FactKind::Type(fact), Vec::new(), cx.span(beside..next));
            }
        }
        let secrets = is!(cx.at(beside), "secrets").then_some(Attribute::Secret);
        let adjective = secrets.or_else(|| ATTRIBUTES.at(cx.tokens, beside).map(|(a, _)| a));
        let presence = match adjective {
            Some(Attribute::Optional) => Some((FactKind::Optional { stated: true }, beside..next)),
            Some(Attribute::Required) => Some((FactKind::Required, beside..next)),
            Some(Attribute::Secret) => Some((FactKind::Secret, beside..next)),
            _ => None,
        };
        // "load `A` and `B` from the environment as required"
        let source = (next + 1..next + 4)
            .find(|&at| is!(cx.at(next), "from") && is!(cx.at(at), "environment env"))
            .map_or(next, |at| at + 1);
        let said = source + 1 + usize::from(is!(cx.at(source + 1), "a an"));
        let ends = |at: usize| {
            let setting = is!(cx.at(at), "setting settings parameter parameters at on and");
            setting || at >= cx.end() || cx.punct(at, ",.;)") || cx.behind_variable(at).is_some()
        };
        let called =
            is!(cx.at(source), "as") && is!(cx.at(said), "optional required mandatory") && ends(said + 1);
        let called = called.then(|| (FactKind::presence(!is!(cx.at(said), "optional")), at..said + 1));
        // "`A` is a required environment variable", "`A` SHALL be an optional one"
        let be = next + usize::from(is!(cx.at(next), "shall must"));
        let article = (is!(cx.at(be), "is are be") || cx.punct(next, ",")) && is!(cx.at(be + 1), "a an");
        let described = article
            && is!(cx.at(be + 2), "optional required mandatory")
            && cx.behind_variable(be + 3).is_some();
        let described = described.then(|| (FactKind::presence(!is!(cx.at(be + 2), "optional")), at..be + 3));
        for (fact, span) in presence.into_iter().chain(called).chain(described) {
            let span = cx.span(span);
            if self.blocked && fact == FactKind::Required {
                self.unenforceable(names[0], span);
                continue;
            }
            for &name in names {
                for guards in guards {
                    let guards = guards.iter().filter(|g| g.name != name).cloned().collect();
                    self.fact(name, fact.clone(), guards, span.clone());
                }
            }
        }
    }

    /// "SHALL require all variables except `B`", "SHALL require `A` but not `B`": which one that leaves out.
    pub(super) fn excepted(&mut self) {
        let cx = self.cx;
        let mut names = IdSet::default();
        let but =
            |at: usize| is!(cx.at(at), "but") && (is!(cx.before(at), "all") || is!(cx.at(at + 1), "not"));
        for at in (0..cx.end()).filter(|&at| is!(cx.at(at), "except excluding") || but(at)) {
            let first = (at + 1..cx.end()).take(CLOSE).find(|&at| !is!(cx.at(at), "for the not"));
            names.extend(first.and_then(|first| cx.names(first)).into_iter().flat_map(|list| list.ids));
        }
        self.out.facts.retain(|fact| fact.kind != FactKind::Required || !names.contains(fact.name));
    }

    /// "`A` and optionally `B`", "SHALL optionally read `A`": what stands behind that word may be missing, whatever is said
    /// of the others.
    pub(super) fn optional(&mut self) {
        let cx = self.cx;
        let idle = |at: &usize| {
            cx.punct(*at, "),")
                || is!(
                    cx.at(*at),
                    "the a an from also accept accepts read reads load loads use uses support supports honor honour via"
                )
        };
        let (mut at, mut names) = (0, IdSet::default());
        while let Some(here) = (at..cx.end()).find(|&at| is!(cx.at(at), "optionally")) {
            at = here + 1;
            // "`A` (optionally), `B`"
            let own = here.checked_sub(2).filter(|&i| cx.follows(here, "(") && cx.name(i).is_some());
            let end = if own.is_some() { here } else { cx.end() };
            let first = own.or_else(|| (at..end).find(|at| !idle(at)));
            if let Some(list) = first.and_then(|first| cx.until(end).names(first)) {
                at = at.max(list.next);
                names.extend(list.ids.iter().copied());
                for name in list.ids.into_iter().filter(|&id| (cx.known)(id)) {
                    self.fact(name, FactKind::Optional { stated: true }, Vec::new(), cx.span(here..at));
                }
            }
        }
        self.out.facts.retain(|fact| fact.kind != FactKind::Required || !names.contains(fact.name));
    }
}
