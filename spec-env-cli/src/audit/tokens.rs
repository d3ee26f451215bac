//! Reads in what is not parsed: the bodies of macros.

use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use syn::Lit;

use super::names::Name;

/// Reads among tokens: `env!("A")`, `option_env!("A")`, `env::var("A")`, `env::var_os("A")`.
pub(super) fn reads(tokens: TokenStream, found: &mut Vec<(&'static str, Name, Span)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        if let TokenTree::Group(group) = token {
            reads(group.stream(), found);
            let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
            if group.delimiter() == Delimiter::Parenthesis
                && let Some((how, span)) = called(&before)
            {
                found.push((how, argument(&group.stream()), span));
            }
        }
    }
}

/// What is called right before an argument list.
fn called<'t>(before: &impl Fn(usize) -> Option<&'t TokenTree>) -> Option<(&'static str, Span)> {
    let word = |back: usize| match before(back) {
        Some(TokenTree::Ident(ident)) => Some(ident),
        _ => None,
    };
    let is =
        |back: usize, sign: char| matches!(before(back), Some(TokenTree::Punct(p)) if p.as_char() == sign);
    if is(1, '!') {
        let name = word(2)?;
        let how = if name == "env" { "env!" } else { "option_env!" };
        return (name == "env" || name == "option_env").then(|| (how, name.span()));
    }
    let function = word(1)?;
    let how = if function == "var" { "std::env::var" } else { "std::env::var_os" };
    let module = word(4).filter(|module| is(2, ':') && is(3, ':') && *module == "env")?;
    (function == "var" || function == "var_os").then(|| (how, module.span()))
}

fn argument(tokens: &TokenStream) -> Name {
    let first =
        tokens.clone().into_iter().find(|token| !matches!(token, TokenTree::Punct(p) if p.as_char() == '&'));
    match first.map(|token| syn::parse2::<Lit>(token.into())) {
        Some(Ok(Lit::Str(text))) => Name::Literal(text.value()),
        _ => Name::Computed,
    }
}

/// Whether tokens mention what could read the environment.
pub(super) fn mention_environment(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => mention_environment(group.stream()),
        TokenTree::Ident(ident) => ident == "env" || ident == "option_env" || ident == "var_os",
        _ => false,
    })
}
