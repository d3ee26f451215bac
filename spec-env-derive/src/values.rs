//! `#[derive(SpecEnvValues)]`: an enum as a list of accepted values.

use proc_macro2::TokenStream;
use quote::quote;
use spec_env_core::diagnostic::Code;
use syn::{Data, DeriveInput, Fields};

use crate::attr;
use crate::expand::in_block;
use crate::finding::Findings;

/// Expands the derive.
pub(crate) fn derive(input: TokenStream) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut findings = Findings::default();
    let name = &input.ident;
    let krate = attr::krate(&input.attrs, &mut findings);
    let (mut variants, mut values) = (Vec::new(), Vec::<String>::new());
    match &input.data {
        Data::Enum(data) => {
            for variant in &data.variants {
                let value = attr::value(&variant.attrs, &mut findings);
                let text =
                    value.as_ref().map_or_else(|| kebab(&variant.ident.to_string()), syn::LitStr::value);
                if !matches!(variant.fields, Fields::Unit) {
                    findings.add(
                        variant.ident.span(),
                        Code::UnsupportedItem,
                        format!("the variant `{}` holds something, but a value is one text", variant.ident),
                        "remove its fields",
                    );
                }
                if values.contains(&text) {
                    let span = value.as_ref().map_or_else(|| variant.ident.span(), syn::LitStr::span);
                    findings.add(
                        span,
                        Code::EnumMismatch,
                        format!("two variants of `{name}` mean `{text}`"),
                        "give one of them another `#[spec_env(value = \"…\")]`",
                    );
                }
                variants.push(&variant.ident);
                values.push(text);
            }
        }
        _ => findings.add(
            name.span(),
            Code::UnsupportedItem,
            "accepted values are the variants of an enum",
            "write an enum with a variant for each value",
        ),
    }
    if let Some(parameter) = input.generics.params.first() {
        findings.add(
            syn::spanned::Spanned::span(parameter),
            Code::UnsupportedItem,
            "an enum of values has no generics or lifetimes",
            "remove them",
        );
    }
    let list = values.iter().map(|v| format!("`{v}`")).collect::<Vec<_>>().join(", ");
    let expected = format!("one of {list}");
    let body = quote! {
        #[automatically_derived]
        impl _p::Field for #name {
            const KINDS: &'static [_p::Kind] = &[_p::Kind::Text];
            const VALUES: _p::core::option::Option<&'static [&'static _p::core::primitive::str]> =
                _p::core::option::Option::Some(&[#(#values),*]);
            fn decode(text: _p::String, _: &_p::Type) -> _p::core::result::Result<Self, _p::Refusal> {
                match text.as_str() {
                    #(#values => _p::core::result::Result::Ok(Self::#variants),)*
                    _ => _p::core::result::Result::Err(_p::Refusal::new(#expected)),
                }
            }
        }
    };
    let errors = findings.tokens();
    if !findings.is_empty() {
        return errors;
    }
    in_block(&body, krate.as_ref())
}

/// `ReadOnly` → `read-only`.
fn kebab(name: &str) -> String {
    let mut out = String::new();
    let mut lower = false;
    for c in name.chars() {
        if c.is_uppercase() && lower {
            out.push('-');
        }
        lower = c.is_lowercase() || c.is_ascii_digit();
        if c == '_' { out.push('-') } else { out.extend(c.to_lowercase()) }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::kebab;

    #[test]
    fn variants_mean_their_names() {
        assert_eq!(kebab("ReadOnly"), "read-only");
        assert_eq!(kebab("Info"), "info");
        assert_eq!(kebab("HTTP2"), "http2");
    }
}
