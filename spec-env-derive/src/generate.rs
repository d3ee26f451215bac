//! `config!`: the struct written from the specification.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use spec_env_core::rust;
use syn::parse::{Parse, ParseStream};
use syn::{Attribute, LitStr, Token, Visibility};

use crate::attr::StructAttributes;
use crate::finding::Findings;
use crate::spec::{self, Named, Origin};

/// `#[…] pub struct Config from "requirements.md";`
struct Request {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    path: Vec<LitStr>,
}

impl Parse for Request {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        let mut path = Vec::new();
        if input.peek(Ident::peek_any) {
            let from: Ident = input.parse()?;
            if from != "from" {
                return Err(syn::Error::new(from.span(), "expected `from \"requirements.md\"`"));
            }
            path.push(input.parse()?);
        }
        input.parse::<Option<Token![;]>>()?;
        Ok(Self { attributes, visibility, name, path })
    }
}

use syn::ext::IdentExt;

/// Expands `config!`.
pub(crate) fn config(input: TokenStream, origin: &Origin) -> TokenStream {
    let Request { attributes, visibility, name, path } = match syn::parse2(input) {
        Ok(request) => request,
        Err(error) => return error.to_compile_error(),
    };
    let mut findings = Findings::default();
    let read = spec::read(&Named::Paths(&path), None, origin, name.span(), &mut findings);
    // Errors of the specification are the derive's to report, once.
    let Some(read) = read else { return findings.tokens() };
    let krate = StructAttributes::parse(&attributes, &mut findings).krate;
    let krate = krate.map_or_else(|| quote!(::spec_env), |path| quote!(#path));
    let text = rust::fields(&read.spec.contract).replace("::spec_env", &krate.to_string());
    let fields: TokenStream = text.parse().unwrap_or_default();
    let path = (!path.is_empty()).then(|| quote!(#[spec_env(path(#(#path),*))]));
    quote! {
        #[derive(#krate::SpecEnv)]
        #(#attributes)*
        #path
        #visibility struct #name { #fields }
    }
}
