//! The contract as constant data.

use std::fmt::Debug;

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use spec_env_core::contract::{
    Amount, Bound, Citation, Condition, Contract, EarsPattern, Group, Guard, Length, List, OnInvalid,
    Outcome, Test, Text, Type, Variable,
};

/// The contract.
pub(crate) fn contract(contract: &Contract) -> TokenStream {
    let Contract { spec, hash, variables, groups } = contract;
    let (spec, variables, groups) = (text(spec), list(variables, variable), list(groups, group));
    quote!(_p::Contract { spec: #spec, hash: #hash, variables: #variables, groups: #groups })
}

fn variable(variable: &Variable) -> TokenStream {
    let Variable {
        name,
        presence,
        default,
        unit,
        ty,
        secret,
        empty_allowed,
        on_invalid,
        former_names,
        file_variable,
        forbidden,
        guards,
        description,
        citations,
    } = variable;
    let presence = named(presence);
    let on_invalid = match on_invalid {
        OnInvalid::Fail => quote!(Fail),
        OnInvalid::Fallback(literal) => {
            let literal = text(literal);
            quote!(Fallback(#literal))
        }
    };
    let name = text(name);
    let (default, unit, file_variable) =
        (option(default.as_ref(), text), option(unit.as_ref(), text), option(file_variable.as_ref(), text));
    let description = option(description.as_ref(), text);
    let (former_names, forbidden) = (list(former_names, text), list(forbidden, text));
    let (guards, citations) = (list(guards, guard), list(citations, citation));
    let ty = self::ty(ty);
    quote!(_p::Variable {
        name: #name, presence: _p::Presence::#presence, default: #default, unit: #unit, ty: #ty, secret: #secret,
        empty_allowed: #empty_allowed, on_invalid: _p::OnInvalid::#on_invalid, former_names: #former_names,
        file_variable: #file_variable, forbidden: #forbidden, guards: #guards, description: #description,
        citations: #citations,
    })
}

fn ty(ty: &Type) -> TokenStream {
    if *ty == Type::ANY {
        return quote!(_p::Type::ANY);
    }
    let Type {
        kind,
        stated,
        schemes,
        authority,
        min,
        max,
        min_length,
        max_length,
        one_of,
        pattern,
        item,
        separator,
    } = ty;
    let kind_name = |kind: &spec_env_core::contract::Kind| {
        let kind = named(kind);
        quote!(_p::Kind::#kind)
    };
    let (kind, item, separator) = (
        option(kind.as_ref(), kind_name),
        option(item.as_ref(), kind_name),
        option(separator.as_ref(), text),
    );
    let (min, max) = (option(min.as_ref(), bound), option(max.as_ref(), bound));
    let (min_length, max_length) = (option(min_length.as_ref(), length), option(max_length.as_ref(), length));
    let (schemes, one_of) = (list(schemes, text), list(one_of, text));
    let pattern = option(pattern.as_ref(), |pattern| {
        let text = text(&pattern.text);
        quote!(_p::Pattern { text: #text, matches: _p::pattern_matches })
    });
    quote!(_p::Type {
        kind: #kind, stated: #stated, schemes: #schemes, authority: #authority, min: #min, max: #max,
        min_length: #min_length, max_length: #max_length, one_of: #one_of, pattern: #pattern, item: #item,
        separator: #separator,
    })
}

fn bound(bound: &Bound) -> TokenStream {
    let Bound { text: words, value, exclusive } = bound;
    let words = text(words);
    let value = match value {
        Amount::Whole(whole) => quote!(Whole(#whole)),
        Amount::Real(real) => quote!(Real(#real)),
    };
    quote!(_p::Bound { text: #words, value: _p::Amount::#value, exclusive: #exclusive })
}

fn length(length: &Length) -> TokenStream {
    let Length { count, bytes } = length;
    quote!(_p::Length { count: #count, bytes: #bytes })
}

fn guard(guard: &Guard) -> TokenStream {
    let Guard { when, then, citation } = guard;
    let when = list(when, condition);
    let then = match then {
        Outcome::Required => quote!(Required),
        Outcome::Optional => quote!(Optional),
        Outcome::Default(literal) => {
            let literal = text(literal);
            quote!(Default(#literal))
        }
    };
    quote!(_p::Guard { when: #when, then: _p::Outcome::#then, citation: #citation })
}

fn condition(condition: &Condition) -> TokenStream {
    let Condition { variable, test } = condition;
    let test = match test {
        Test::IsSet => quote!(IsSet),
        Test::IsNotSet => quote!(IsNotSet),
        Test::Is(value) => {
            let value = text(value);
            quote!(Is(#value))
        }
        Test::IsNot(value) => {
            let value = text(value);
            quote!(IsNot(#value))
        }
        Test::OneOf(values) => {
            let values = list(values, text);
            quote!(OneOf(#values))
        }
    };
    quote!(_p::Condition { variable: #variable, test: _p::Test::#test })
}

fn group(group: &Group) -> TokenStream {
    let Group { kind, variables, citations } = group;
    let kind = named(kind);
    let (variables, citations) = (list(variables, |at| quote!(#at)), list(citations, citation));
    quote!(_p::Group { kind: _p::GroupKind::#kind, variables: #variables, citations: #citations })
}

fn citation(citation: &Citation) -> TokenStream {
    let Citation { id, file, line, pattern, system, text: words, facts } = citation;
    let (id, system) = (option(id.as_ref(), text), option(system.as_ref(), text));
    let (file, words, facts) = (text(file), text(words), facts.0);
    let pattern = option(pattern.as_ref(), |pattern: &EarsPattern| {
        let pattern = named(pattern);
        quote!(_p::EarsPattern::#pattern)
    });
    quote!(_p::Citation {
        id: #id, file: #file, line: #line, pattern: #pattern, system: #system, text: #words, facts: _p::Facts(#facts),
    })
}

#[allow(clippy::ptr_arg, reason = "the type of the contract's own fields")]
fn text(text: &Text) -> TokenStream {
    let text = text.as_ref();
    quote!(_p::text(#text))
}

fn list<T: Clone>(list: &List<T>, each: impl Fn(&T) -> TokenStream) -> TokenStream {
    let items = list.iter().map(each);
    quote!(_p::list(const { &[#(#items),*] }))
}

fn option<T>(option: Option<&T>, some: impl Fn(&T) -> TokenStream) -> TokenStream {
    if let Some(value) = option {
        let value = some(value);
        quote!(_p::core::option::Option::Some(#value))
    } else {
        quote!(_p::core::option::Option::None)
    }
}

/// The name of a variant that holds nothing.
pub(crate) fn named(variant: impl Debug) -> Ident {
    Ident::new(&format!("{variant:?}"), Span::call_site())
}
