//! Between tokens and text.

use std::fmt::Debug;

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

/// The tokens of generated text. The compiler's own parser is asked where there is one: proc-macro2 would first see with its
/// own whether the text is valid, which takes several times as long.
pub(crate) fn parsed(text: &str) -> TokenStream {
    let parsed = if proc_macro::is_available() {
        text.parse::<proc_macro::TokenStream>().map(Into::into).ok()
    } else {
        text.parse().ok()
    };
    parsed.expect("names, literals and what stands between them")
}

/// What tells a type from others, as far as its words do.
pub(crate) fn written(ty: &impl ToTokens) -> String {
    ty.to_token_stream().to_string()
}

/// The name of a variant that holds nothing.
pub(crate) fn named(variant: impl Debug) -> Ident {
    Ident::new(&format!("{variant:?}"), Span::call_site())
}
