//! Contradictions: a default that breaks its own variable's rules, a range that nothing can satisfy.

use super::together::span_of;
use super::{Merge, Said};
use crate::contract::{OnInvalid, Outcome, Type, Variable};
use crate::diagnostic::{Code, Level};
use crate::facts::FactKind;
use crate::value::{self, FaultKind};

impl Merge<'_, '_> {
    /// Defaults and fallbacks are values like any other.
    pub(super) fn check_default(
        &mut self,
        variable: &Variable,
        default: Option<Said<'_>>,
        said: &[Said<'_>],
    ) {
        if let (Some(s), Some(text)) = (default, &variable.default) {
            self.check_literal(variable, s, text, "the default", said);
        }
        if let OnInvalid::Fallback(text) = &variable.on_invalid
            && variable.default.as_ref() != Some(text)
            && let Some(&s) = said.iter().find(|s| matches!(s.fact.kind, FactKind::InvalidFallback(Some(_))))
        {
            self.check_literal(variable, s, text, "the value that stands in for an invalid one", said);
        }
        for guard in variable.guards.iter() {
            if let Outcome::Default(text) = &guard.then
                && let Some(&s) = said
                    .iter()
                    .find(|s| matches!(&s.fact.kind, FactKind::Default(_)) && !s.fact.guards.is_empty())
            {
                self.check_literal(variable, s, text, "a guarded default", said);
            }
        }
    }

    fn check_literal(
        &mut self,
        variable: &Variable,
        default: Said<'_>,
        text: &str,
        what: &str,
        said: &[Said<'_>],
    ) {
        let name = &variable.name;
        let span = match &default.fact.kind {
            FactKind::Default(literal) | FactKind::InvalidFallback(Some(literal)) => &literal.span,
            _ => span_of(default),
        };
        let (problem, wants): (&str, fn(&FactKind) -> bool) = if variable.forbidden.iter().any(|f| f == text)
        {
            ("is one of its forbidden values", |k| matches!(k, FactKind::Forbidden(_)))
        } else {
            match value::check(&variable.ty, text).map_err(|f| f.kind) {
                Ok(()) => return,
                Err(FaultKind::Kind) => ("is not of its kind", |k| matches!(k, FactKind::Type(_))),
                Err(FaultKind::Range) => {
                    ("is outside its range", |k| matches!(k, FactKind::Min(_) | FactKind::Max(_)))
                }
                Err(FaultKind::NotAllowed) => ("is not one of its accepted values", |k| {
                    matches!(k, FactKind::OneOf(_) | FactKind::Choice(_))
                }),
                Err(FaultKind::Pattern) => {
                    ("does not match its pattern", |k| matches!(k, FactKind::Pattern(_)))
                }
                Err(FaultKind::Length) => {
                    ("is too short or too long", |k| matches!(k, FactKind::Min(_) | FactKind::Max(_)))
                }
            }
        };
        let rule = said.iter().find(|s| wants(&s.fact.kind)).copied();
        let (later, before) = match rule {
            Some(rule) if (rule.record, rule.fact.span.start) > (default.record, span.start) => {
                ((rule.record, span_of(rule)), Some((default.record, span, "the value stands here")))
            }
            Some(rule) => {
                ((default.record, span), Some((rule.record, span_of(rule), "the rule stands here")))
            }
            None => ((default.record, span), None),
        };
        let help = format!("it must be {}", value::expected(variable));
        self.report(
            Level::Error,
            Code::InvalidDefault,
            later,
            format!("{what} of `{name}` {problem}"),
            "",
            &help,
            before,
        );
    }

    /// A range that nothing can satisfy.
    pub(super) fn check_range(&mut self, name: &str, said: Said<'_>, ty: &Type) {
        let (Some(min), Some(max)) = (&ty.min, &ty.max) else { return };
        if min.value > max.value {
            let message =
                format!("the smallest value of `{name}`, {}, is above the largest, {}", min.text, max.text);
            let already = self.diagnostics.iter().any(|d| d.code == Code::EmptyRange && d.message == message);
            if !already {
                self.report(
                    Level::Error,
                    Code::EmptyRange,
                    (said.record, span_of(said)),
                    message,
                    "",
                    "correct one of the two ends",
                    None,
                );
            }
        }
    }
}
