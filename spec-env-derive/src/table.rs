//! The contract as constant data: the rows of `spec_env_core::embedded`, which say only what is unusual.

use std::collections::BTreeMap;
use std::fmt::Debug;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use spec_env_core::contract::{
    Amount, Bound, Citation, Condition, Contract, Facts, Group, Guard, Length, List, OnInvalid, Outcome,
    Pattern, Presence, Test, Text, Type, Variable,
};

/// A reference to the contract. Nothing in its block is the user's, so it may use short names.
pub(crate) fn contract(contract: &Contract) -> TokenStream {
    let Contract { spec, hash, variables, groups } = contract;
    let file =
        variables.iter().flat_map(|v| v.citations.iter()).next().map_or(spec, |citation| &citation.file);
    // An array for each number of citations that variables have: as one, each would have to be cut from it.
    let mut citations: BTreeMap<usize, Vec<TokenStream>> = BTreeMap::new();
    let all = variables.iter().map(|v| {
        let own = v.citations.iter().map(|c| citation(c, file));
        let count = v.citations.len();
        let same = citations.entry(count).or_default();
        same.push(quote!([#(#own),*]));
        let (name, at) = (citations_of(count), same.len() - 1);
        variable(v, &quote!(&#name[#at]))
    });
    let all: Vec<_> = all.collect();
    let statics = citations.iter().map(|(count, rows)| {
        let (name, length) = (citations_of(*count), rows.len());
        quote!(static #name: &[[_p::Citation; #count]; #length] = &[#(#rows),*];)
    });
    let count = variables.len();
    let groups = list(groups, |g| group(g, file));
    quote!({
        use _p::core::option::Option::Some;
        const LINE: _p::CitationRow = _p::CitationRow { file: #file, .._p::CitationRow::USUAL };
        const USUAL: _p::VariableRow = _p::VariableRow::USUAL;
        // References, as for a static that holds the values themselves their destructors would be compiled.
        #(#statics)*
        static VARIABLES: &[_p::Variable; #count] = &[#(#all),*];
        &_p::Contract { spec: _p::text(#spec), hash: #hash, variables: _p::list(VARIABLES), groups: _p::list(#groups) }
    })
}

/// The array of the variables that have this number of citations.
fn citations_of(count: usize) -> Ident {
    format_ident!("CITATIONS_{count}")
}

fn variable(variable: &Variable, own: &TokenStream) -> TokenStream {
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
        citations: _, // stand beside it
        finder: _,    // goes with the file variable and the former names
    } = variable;
    let fallback = match on_invalid {
        OnInvalid::Fail => None,
        OnInvalid::Fallback(literal) => Some(literal),
    };
    let presence = unless(*presence == Presence::Required, || named(presence));
    let (default, unit, fallback) = (default.iter(), unit.iter(), fallback.into_iter());
    let (file_variable, description) = (file_variable.iter(), description.iter());
    let (secret, empty_allowed) =
        (secret.then_some(true).into_iter(), empty_allowed.then_some(true).into_iter());
    let former_names = unless(former_names.is_empty(), || list(former_names, text));
    let forbidden = unless(forbidden.is_empty(), || list(forbidden, text));
    let guards = unless(guards.is_empty(), || list(guards, guard));
    let ty = self::ty(ty);
    quote!(_p::variable(_p::VariableRow {
        name: #name,
        #(presence: _p::Presence::#presence,)* #(default: Some(#default),)* #(unit: Some(#unit),)* #ty
        #(secret: #secret,)* #(empty_allowed: #empty_allowed,)* #(fallback: Some(#fallback),)*
        #(former_names: #former_names,)* #(file_variable: Some(#file_variable),)* #(forbidden: #forbidden,)*
        #(guards: #guards,)* #(description: Some(#description),)*
        ..USUAL
    }, #own))
}

/// The fields of a row that its type fills.
fn ty(ty: &Type) -> TokenStream {
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
        reader: _, // goes with the kind
    } = ty;
    let (kind, item) = (kind.iter().map(named), item.iter().map(named));
    let stated = unless(*stated, || false);
    let schemes = unless(schemes.is_empty(), || list(schemes, text));
    let authority = authority.then_some(true).into_iter();
    let (min, max) = (min.iter().map(bound), max.iter().map(bound));
    let (min_length, max_length) = (min_length.iter().map(length), max_length.iter().map(length));
    let one_of = unless(one_of.is_empty(), || list(one_of, text));
    let pattern = pattern.iter().map(|Pattern { text, matches: _ }| text);
    let separator = separator.iter();
    quote! {
        #(kind: Some(_p::Kind::#kind),)* #(stated: #stated,)* #(schemes: #schemes,)* #(authority: #authority,)*
        #(min: Some(#min),)* #(max: Some(#max),)* #(min_length: Some(#min_length),)* #(max_length: Some(#max_length),)*
        #(one_of: #one_of,)* #(pattern: Some((#pattern, _p::pattern_matches)),)*
        #(item: Some(_p::Kind::#item),)* #(separator: Some(#separator),)*
    }
}

fn bound(bound: &Bound) -> TokenStream {
    let Bound { text, value, exclusive } = bound;
    let value = match value {
        Amount::Whole(whole) => quote!(Whole(#whole)),
        Amount::Real(real) => quote!(Real(#real)),
    };
    quote!((#text, _p::Amount::#value, #exclusive))
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
        Outcome::Default(literal) => quote!(Default(_p::text(#literal))),
    };
    quote!(_p::Guard { when: _p::list(#when), then: _p::Outcome::#then, citation: #citation })
}

fn condition(condition: &Condition) -> TokenStream {
    let Condition { variable, test } = condition;
    let test = match test {
        Test::IsSet => quote!(IsSet),
        Test::IsNotSet => quote!(IsNotSet),
        Test::Is(value) => quote!(Is(_p::text(#value))),
        Test::IsNot(value) => quote!(IsNot(_p::text(#value))),
        Test::OneOf(values) => {
            let values = list(values, text);
            quote!(OneOf(_p::list(#values)))
        }
    };
    quote!(_p::Condition { variable: #variable, test: _p::Test::#test })
}

fn group(group: &Group, file: &Text) -> TokenStream {
    let Group { kind, variables, citations } = group;
    let (kind, variables) = (named(kind), list(variables, |at| quote!(#at)));
    let citations = citations.iter().map(|c| citation(c, file));
    quote!(_p::Group {
        kind: _p::GroupKind::#kind, variables: _p::list(#variables),
        citations: _p::list(const { &[#(#citations),*] }),
    })
}

/// A citation; `usual` is the file that most of them name.
fn citation(citation: &Citation, usual: &Text) -> TokenStream {
    let Citation { id, file, line, pattern, system, text, facts: Facts(facts) } = citation;
    let (id, pattern, system) = (id.iter(), pattern.iter().map(named), system.iter());
    let file = unless(file == usual, || file);
    quote!(_p::citation(_p::CitationRow {
        #(id: Some(#id),)* #(file: #file,)* line: #line, #(pattern: Some(_p::EarsPattern::#pattern),)*
        #(system: Some(#system),)* text: #text, facts: #facts, ..LINE
    }))
}

#[allow(clippy::ptr_arg, reason = "the type of the contract's own fields")]
fn text(text: &Text) -> TokenStream {
    quote!(_p::text(#text))
}

/// A list that lives as long as the program. What has destructors needs a constant of its own for that.
fn list<T: Clone>(list: &List<T>, each: impl Fn(&T) -> TokenStream) -> TokenStream {
    let items = list.iter().map(each);
    quote!(const { &[#(#items),*] })
}

/// A field that is only written where it is not as usual, for a repetition of `quote!`.
fn unless<T>(usual: bool, value: impl FnOnce() -> T) -> std::option::IntoIter<T> {
    (!usual).then(value).into_iter()
}

/// The name of a variant that holds nothing.
pub(crate) fn named(variant: impl Debug) -> Ident {
    Ident::new(&format!("{variant:?}"), Span::call_site())
}
