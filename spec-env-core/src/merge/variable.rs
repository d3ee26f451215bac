//! Everything that is said of one variable, put together.

use std::borrow::Cow;

use super::literal::{Mismatch, Resolved, length, resolve};
use super::redact::described;
use super::together::{
    bound_label, collect, counted, kind_of_bounds, narrower, presence, same, shift, sorted, spelled,
};
use super::{Merge, Said};
use crate::contract::{Amount, Bound, Kind, OnInvalid, Pattern, Text, Type, Variable};
use crate::diagnostic::{Code, Level};
use crate::facts::{End, FactKind, Literal, NameId};
use crate::value;
use crate::verdict::ANYWHERE;

/// The unguarded rule on a missing variable, with the statement behind it.
#[derive(Default)]
pub(super) struct Rules<'a> {
    pub(super) required: Option<Said<'a>>,
    pub(super) optional: Option<(Said<'a>, bool)>,
    pub(super) default: Option<(Said<'a>, &'a Literal)>,
}

impl Merge<'_, '_> {
    pub(super) fn variable(&mut self, id: NameId, said: &[Said<'_>]) -> Variable {
        let name = self.input.names[id].clone();
        let (citations, at) = self.citations(said);
        let secret = said.iter().any(|s| s.fact.kind == FactKind::Secret);
        let counted = counted(&name, said);
        let stated = self.stated_kind(&name, said);
        let rules = self.rules(&name, said, counted);
        let mut ty = self.ty(&name, said, stated);
        let default = rules.default.and_then(|(s, literal)| {
            let resolved = self.resolve(&name, s, literal, stated, counted)?;
            Some((s, resolved))
        });
        if stated.is_none() && ty.kind.is_none() {
            let inferred =
                default.as_ref().and_then(|(_, r)| r.kind).or_else(|| kind_of_bounds(said, counted));
            // "one of 0, 1 or auto, with a default of 1" is no number.
            ty.kind = inferred.filter(|&kind| value::are_all(kind, &ty.one_of));
        }
        self.bounds(&name, said, &mut ty, counted);
        let unit = said.iter().find_map(|s| match &s.fact.kind {
            FactKind::Unit(unit) => Some(unit.clone()),
            _ => None,
        });
        let label = default.as_ref().and_then(|(_, r)| r.label.clone()).or_else(|| bound_label(said, &ty));
        let guards = self.guards(said, &at, stated, counted, &name);
        let on_invalid =
            self.on_invalid(&name, said, stated, counted, default.as_ref().map(|(_, r)| r.text.as_str()));
        let forbidden: Vec<Text> = collect(said, |k| match k {
            FactKind::Forbidden(values) => Some(values.iter().cloned().map(Cow::Owned).collect()),
            _ => None,
        });
        let related =
            |want: fn(&FactKind) -> Option<NameId>| said.iter().filter_map(move |s| want(&s.fact.kind));
        let mut former: Vec<Text> = Vec::new();
        for old in related(|k| if let FactKind::Former(id) = k { Some(*id) } else { None }) {
            let old: Text = self.input.names[old].clone().into();
            if !former.contains(&old) {
                former.push(old);
            }
        }
        let description = said.iter().find_map(|s| match &s.fact.kind {
            FactKind::Description(text) => Some(described(self.input, &name, said, text)),
            _ => None,
        });
        let file = related(|k| if let FactKind::File(id) = k { Some(*id) } else { None }).next();
        let presence = presence(&rules, !guards.is_empty(), said);
        let variable = Variable {
            presence,
            default: default.as_ref().map(|(_, r)| r.text.clone().into()),
            unit: unit.or(label).map(Into::into),
            ty,
            secret,
            empty_allowed: said.iter().any(|s| s.fact.kind == FactKind::EmptyAllowed),
            on_invalid,
            former_names: former.into(),
            file_variable: file.map(|f| self.input.names[f].clone().into()),
            forbidden: forbidden.into(),
            guards: guards.into(),
            description: description.map(Into::into),
            citations: citations.into(),
            finder: ANYWHERE,
            name: name.into(),
        };
        self.check_default(&variable, default.as_ref().map(|(s, _)| *s), said);
        self.lint(&variable, said, &rules);
        variable
    }

    fn rules<'a>(&mut self, name: &str, said: &[Said<'a>], counted: Option<&str>) -> Rules<'a> {
        let mut rules = Rules::default();
        for &s in said.iter().filter(|s| s.fact.guards.is_empty()) {
            match &s.fact.kind {
                FactKind::Required if rules.required.is_none() => rules.required = Some(s),
                FactKind::Optional { stated } if rules.optional.is_none_or(|(_, o)| !o && *stated) => {
                    rules.optional = Some((s, *stated));
                }
                FactKind::Default(literal) => match rules.default {
                    None => rules.default = Some((s, literal)),
                    Some((first, before)) if !same(before, literal, counted) => self.report(
                        Level::Error,
                        Code::ConflictingDefaults,
                        (s.record, &literal.span),
                        format!("`{name}` has two defaults"),
                        "a different default",
                        &guard_each(name, "THE SYSTEM SHALL default to …"),
                        Some((first.record, &before.span, "the default was given here")),
                    ),
                    // The one with a unit says more.
                    Some((_, before)) if before.unit.is_none() => rules.default = Some((s, literal)),
                    Some((_, before)) if literal.unit.is_some() && spelled(literal) < spelled(before) => {
                        rules.default = Some((s, literal));
                    }
                    Some(_) => {}
                },
                _ => {}
            }
        }
        let conflict = match (&rules.required, &rules.default, &rules.optional) {
            (Some(r), Some((d, _)), _) => Some((*r, *d, "given a default")),
            (Some(r), None, Some((o, true))) => Some((*r, *o, "made optional")),
            _ => None,
        };
        if let Some((required, other, words)) = conflict {
            let order = |s: &Said<'_>| (s.record, s.fact.span.start);
            let (first, later) =
                if order(&required) <= order(&other) { (required, other) } else { (other, required) };
            let help = guard_each(name, "THE SYSTEM SHALL refuse to start");
            self.report(
                Level::Error,
                Code::ConflictingPresence,
                (later.record, &later.fact.span),
                format!("`{name}` is both required and {words}"),
                if later.record == required.record { "required here" } else { words },
                &help,
                Some((
                    first.record,
                    &first.fact.span,
                    if first.record == required.record { "required here" } else { words },
                )),
            );
        }
        rules
    }

    /// The kind that statements state, in whatever order; one that contradicts those before is an error.
    fn stated_kind(&mut self, name: &str, said: &[Said<'_>]) -> Option<Kind> {
        let mut first: Option<(Said<'_>, Kind)> = None;
        for &s in said {
            let FactKind::Type(fact) = &s.fact.kind else { continue };
            let Some(kind) = fact.kind else { continue };
            let Some((before, other)) = first else {
                first = Some((s, kind));
                continue;
            };
            match narrower(other, kind) {
                Some(both) => first = Some((if both == other { before } else { s }, both)),
                None => self.report(
                    Level::Error,
                    Code::ConflictingTypes,
                    (s.record, &s.fact.span),
                    format!("`{name}` is both of kind {} and of kind {}", other.name(), kind.name()),
                    "another kind",
                    "keep one of them",
                    Some((before.record, &before.fact.span, "the kind was stated here")),
                ),
            }
        }
        // What is said of a value or its items says the kind where no list is stated.
        let of_part = || {
            said.iter().find_map(|s| match &s.fact.kind {
                FactKind::Type(fact) if fact.kind.is_none() => fact.item,
                _ => None,
            })
        };
        first.map(|(_, kind)| kind).or_else(of_part)
    }

    fn ty(&mut self, name: &str, said: &[Said<'_>], stated: Option<Kind>) -> Type {
        let mut ty = Type { kind: stated, stated: stated.is_some(), ..Type::ANY };
        let mut one_of: Option<(Said<'_>, Vec<String>)> = None;
        let mut choices: Vec<Text> = Vec::new();
        for &s in said {
            match &s.fact.kind {
                FactKind::Type(fact) => {
                    for scheme in &fact.schemes {
                        let plain = scheme.trim_end_matches("://").to_owned();
                        ty.authority |= scheme.ends_with("://");
                        if !ty.schemes.iter().any(|known| *known == plain) {
                            ty.schemes.to_mut().push(plain.into());
                        }
                    }
                    ty.item = ty.item.or(fact.item);
                    if ty.separator.is_none() {
                        ty.separator = fact.separator.clone().map(Into::into);
                    }
                }
                FactKind::OneOf(values) => match &one_of {
                    None => one_of = Some((s, values.clone())),
                    Some((first, before)) if sorted(before) != sorted(values) => {
                        let first = *first;
                        self.report(
                            Level::Error,
                            Code::ConflictingValues,
                            (s.record, &s.fact.span),
                            format!("`{name}` has two different lists of accepted values"),
                            "a different list",
                            "keep one of them",
                            Some((first.record, &first.fact.span, "the first list")),
                        );
                    }
                    Some(_) => {}
                },
                FactKind::Choice(value) => choices.push(value.clone().into()),
                FactKind::Pattern(text) if is_glob(text) => self.report(
                    Level::Error,
                    Code::BrokenPattern,
                    (s.record, &s.fact.span),
                    format!("the pattern of `{name}` is no regular expression, where `*` repeats what stands in front of it"),
                    "written as for file names",
                    "write `.*` for anything, and `\\.` for a full stop: `https://.*\\.example\\.com`",
                    None,
                ),
                FactKind::Pattern(text) => match Pattern::new(text.clone()) {
                    Ok(pattern) if ty.pattern.is_none() => ty.pattern = Some(pattern),
                    Ok(_) => {}
                    Err(reason) => self.report(
                        Level::Error,
                        Code::BrokenPattern,
                        (s.record, &s.fact.span),
                        format!("the pattern of `{name}` is no regular expression: {reason}"),
                        "cannot be compiled",
                        "write it in the syntax of the `regex-lite` crate; it is matched against the whole value",
                        None,
                    ),
                },
                _ => {}
            }
        }
        ty.item = ty.item.filter(|_| stated == Some(Kind::List));
        let listed: Vec<Text> =
            one_of.map(|(_, values)| values.into_iter().map(Into::into).collect()).unwrap_or_default();
        ty.one_of = if listed.is_empty() { choices.into() } else { listed.into() };
        ty
    }

    fn resolve(
        &mut self,
        name: &str,
        said: Said<'_>,
        literal: &Literal,
        stated: Option<Kind>,
        counted: Option<&'static str>,
    ) -> Option<Resolved> {
        match resolve(literal, stated, counted) {
            Ok(resolved) => Some(resolved),
            Err(Mismatch { literal: unit, variable }) => {
                self.report(
                    Level::Error,
                    Code::UnitMismatch,
                    (said.record, &literal.span),
                    format!("`{name}` is counted in `{variable}`, but the value is given in {unit}"),
                    "another unit",
                    "write the number in the variable's own unit",
                    None,
                );
                None
            }
        }
    }

    /// Ranges and lengths; of several limits the narrowest holds.
    fn bounds(&mut self, name: &str, said: &[Said<'_>], ty: &mut Type, counted: Option<&'static str>) {
        let kind = ty.kind;
        for &s in said {
            let (end, low) = match &s.fact.kind {
                FactKind::Min(end) => (end, true),
                FactKind::Max(end) => (end, false),
                _ => continue,
            };
            if let Some(limit) = length(end, kind, counted) {
                let limit = shift(limit, end.exclusive, low);
                let slot = if low { &mut ty.min_length } else { &mut ty.max_length };
                if slot.is_none_or(|l| if low { limit.count > l.count } else { limit.count < l.count }) {
                    *slot = Some(limit);
                }
                continue;
            }
            let Some(bound) = self.bound(name, s, end, ty, counted, low) else { continue };
            let slot = if low { &mut ty.min } else { &mut ty.max };
            let narrower =
                slot.as_ref().is_none_or(|b| if low { bound.value > b.value } else { bound.value < b.value });
            if narrower {
                *slot = Some(bound);
            }
            self.check_range(name, s, ty);
        }
    }

    fn bound(
        &mut self,
        name: &str,
        said: Said<'_>,
        end: &End,
        ty: &Type,
        counted: Option<&'static str>,
        low: bool,
    ) -> Option<Bound> {
        let kind = ty.scalar();
        let resolved =
            self.resolve(name, said, &end.literal, ty.kind.filter(|_| kind != Kind::Text), counted)?;
        let compared = match kind {
            Kind::Integer | Kind::Number | Kind::Port | Kind::Duration | Kind::Size => kind,
            _ => resolved.kind.unwrap_or(Kind::Integer),
        };
        let zero = resolved.text == "0" && matches!(compared, Kind::Duration | Kind::Size);
        let amount = if zero { Some(Amount::Whole(0)) } else { value::amount(compared, &resolved.text) };
        let Some(amount) = amount else {
            self.report(
                Level::Error,
                Code::InvalidBound,
                (said.record, if end.literal.span.is_empty() { &said.fact.span } else { &end.literal.span }),
                format!("`{}` is no end of a range for `{name}`, whose kind is {}", resolved.text, compared.name()),
                "not of that kind",
                "write the limit as a value of the kind, such as `30 seconds` for a duration or `10 MB` for a size",
                None,
            );
            return None;
        };
        // Whole ends that are outside the range are shifted into it, so that they read as they are enforced.
        if end.exclusive
            && let (Amount::Whole(at), Kind::Integer | Kind::Port) = (amount, compared)
        {
            let inside = if low { at + 1 } else { at - 1 };
            return Some(Bound {
                text: inside.to_string().into(),
                value: Amount::Whole(inside),
                exclusive: false,
            });
        }
        Some(Bound { text: resolved.text.into(), value: amount, exclusive: end.exclusive })
    }

    fn on_invalid(
        &mut self,
        name: &str,
        said: &[Said<'_>],
        stated: Option<Kind>,
        counted: Option<&'static str>,
        default: Option<&str>,
    ) -> OnInvalid {
        for &s in said {
            let FactKind::InvalidFallback(literal) = &s.fact.kind else { continue };
            let text = match literal {
                Some(literal) => self.resolve(name, s, literal, stated, counted).map(|r| r.text),
                None => default.map(ToOwned::to_owned),
            };
            if let Some(text) = text {
                return OnInvalid::Fallback(text.into());
            }
        }
        OnInvalid::Fail
    }
}

/// Whether a pattern is written as for file names, `https://*.example.com`: nothing else in it is for regular
/// expressions, and the `*` repeats nothing that anyone would have repeated.
fn is_glob(pattern: &str) -> bool {
    let plain = !pattern.contains(['\\', '[', '(', '^', '$', '+', '|', '{']) && !pattern.contains(".*");
    let stands_alone = |(at, _)| !pattern[..at].ends_with(char::is_alphanumeric);
    plain && pattern.match_indices('*').any(stands_alone)
}

/// What to do where two statements cannot both hold.
fn guard_each(name: &str, then: &str) -> String {
    format!(
        "keep one of them, or guard each with the variable that decides: `WHEN APP_ENV is \"production\" and {name} is not set, {then}`"
    )
}
