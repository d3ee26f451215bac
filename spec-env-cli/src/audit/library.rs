//! How libraries are told to read the environment, by attributes, macros and builders; and for what code is.

use proc_macro2::Span;
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Field, Ident, Meta, MetaList, Token};

/// What the attributes of a field read: `#[arg(env = "A")]`, `#[arg(env)]`, `#[config(env = "A")]`. Where no name is
/// given, it is made from that of the field.
pub(super) fn reads(field: &Field) -> Vec<(&'static str, Span, Option<Expr>)> {
    let mut reads = Vec::new();
    for attribute in &field.attrs {
        let Meta::List(list) = &attribute.meta else { continue };
        let how = match list.path.get_ident().map(ToString::to_string).as_deref() {
            Some("arg" | "clap" | "structopt") => "clap",
            Some("config") => "confique",
            _ => continue,
        };
        let entries = Punctuated::<Entry, Token![,]>::parse_terminated.parse2(list.tokens.clone());
        let entries = entries.into_iter().flatten().filter(|entry| entry.name == "env");
        reads.extend(entries.map(|entry| (how, entry.name.span(), entry.value)));
    }
    reads
}

/// `name`, `name = value` or `name(…)` in an attribute.
struct Entry {
    name: Ident,
    value: Option<Expr>,
}

impl Parse for Entry {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let name = Ident::parse_any(input)?;
        if input.peek(Token![=]) {
            input.parse::<Token![=]>()?;
            return Ok(Self { name, value: Some(input.parse()?) });
        }
        if input.peek(syn::token::Paren) {
            let content;
            syn::parenthesized!(content in input);
            content.parse::<proc_macro2::TokenStream>()?;
        }
        Ok(Self { name, value: None })
    }
}

/// `#[derive(SpecEnv)]`
pub(super) fn is_bound(attribute: &Attribute) -> bool {
    let Meta::List(list) = &attribute.meta else { return false };
    let text = list.tokens.to_string();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    list.path.is_ident("derive") && words.any(|word| word == "SpecEnv")
}

/// `config! { pub struct Config from "requirements.md"; }`
pub(super) fn is_configuration(tokens: &proc_macro2::TokenStream) -> bool {
    let has = |word: &str| {
        tokens
            .clone()
            .into_iter()
            .any(|token| matches!(token, proc_macro2::TokenTree::Ident(ident) if ident == word))
    };
    has("struct") && has("from")
}

/// `#[cfg(test)]`, `#[test]`, `#[tokio::test]`
pub(super) fn is_test(attribute: &Attribute) -> bool {
    match &attribute.meta {
        Meta::Path(path) | Meta::List(MetaList { path, .. })
            if path.segments.last().is_some_and(|segment| segment.ident == "test") =>
        {
            true
        }
        Meta::List(list) if list.path.is_ident("cfg") => {
            let text = list.tokens.to_string();
            text == "test" || text.starts_with("all") && text.contains("test") && !text.contains("not")
        }
        _ => false,
    }
}

/// Whether a chain of calls begins with an argument of clap: `Arg::new("a").long("a")`, `arg!(--a)`.
pub(super) fn is_argument(receiver: &Expr) -> bool {
    match receiver {
        Expr::MethodCall(call) => is_argument(&call.receiver),
        Expr::Call(call) => {
            let Expr::Path(path) = &*call.func else { return false };
            path.path.segments.iter().rev().nth(1).is_some_and(|owner| owner.ident == "Arg")
        }
        Expr::Macro(call) => call.mac.path.segments.last().is_some_and(|name| name.ident == "arg"),
        _ => false,
    }
}
