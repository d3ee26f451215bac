//! What an expression says of the name of a variable.

use quote::ToTokens;
use syn::{Expr, Lit};

use super::scope::Scopes;

/// The name of a variable, as far as one file tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Name {
    /// Written out.
    Literal(String),
    /// A constant of this name.
    Constant(String),
    /// One of several that are written out.
    OneOf(Vec<String>),
    /// A parameter of the function around, by its position without `self`.
    Parameter(usize),
    /// Made at run time.
    Computed,
}

/// Methods that change how a text is held, and not the text.
const TRANSPARENT: [&str; 11] = [
    "as_ref",
    "as_str",
    "as_os_str",
    "borrow",
    "clone",
    "deref",
    "into",
    "iter",
    "to_owned",
    "to_string",
    "into_iter",
];

/// What an expression says of a name.
pub(super) fn name(expression: &Expr, scopes: &Scopes) -> Name {
    match expression {
        Expr::Lit(lit) => match &lit.lit {
            Lit::Str(text) => Name::Literal(text.value()),
            _ => Name::Computed,
        },
        Expr::Reference(inner) => name(&inner.expr, scopes),
        Expr::Paren(inner) => name(&inner.expr, scopes),
        Expr::Group(inner) => name(&inner.expr, scopes),
        Expr::MethodCall(call) if TRANSPARENT.iter().any(|method| call.method == method) => {
            name(&call.receiver, scopes)
        }
        Expr::Macro(call) if call.mac.path.is_ident("concat") => concatenated(call.mac.tokens.clone()),
        Expr::Path(path) => {
            let last = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            match path.path.get_ident().and_then(|ident| scopes.binding(&ident.to_string())) {
                Some(bound) => bound.clone(),
                None if last.chars().any(char::is_lowercase) => Name::Computed,
                None => Name::Constant(last),
            }
        }
        _ => Name::Computed,
    }
}

/// The names of which a loop variable is one.
pub(super) fn items(expression: &Expr, scopes: &Scopes) -> Name {
    let array = match expression {
        Expr::Reference(inner) => return items(&inner.expr, scopes),
        Expr::MethodCall(call) if TRANSPARENT.iter().any(|method| call.method == method) => {
            return items(&call.receiver, scopes);
        }
        Expr::Array(array) => array,
        _ => return Name::Computed,
    };
    let texts = array.elems.iter().map(|item| match name(item, scopes) {
        Name::Literal(text) => Some(text),
        _ => None,
    });
    texts.collect::<Option<_>>().map_or(Name::Computed, Name::OneOf)
}

/// `concat!("A", "_B")`
fn concatenated(tokens: proc_macro2::TokenStream) -> Name {
    let mut text = String::new();
    for token in tokens {
        let source = token.to_token_stream();
        match syn::parse2::<Lit>(source) {
            Ok(Lit::Str(part)) => text += &part.value(),
            _ if token.to_string() == "," => {}
            _ => return Name::Computed,
        }
    }
    Name::Literal(text)
}
