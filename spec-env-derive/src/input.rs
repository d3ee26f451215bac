//! The struct that is derived for: its fields, as far as syntax tells.

use proc_macro2::{Ident, Span};
use spec_env_core::diagnostic::Code;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput, Fields, Type};

use crate::attr::{FieldAttributes, StructAttributes};
use crate::finding::Findings;

/// A struct with named fields.
pub(crate) struct Target {
    pub(crate) name: Ident,
    pub(crate) attributes: StructAttributes,
    pub(crate) fields: Vec<Field>,
    /// Whether it is a struct with named fields and without generics: anything else is only reported.
    pub(crate) is_plain: bool,
}

/// A field.
pub(crate) struct Field {
    pub(crate) ident: Ident,
    pub(crate) ty: Type,
    pub(crate) attributes: FieldAttributes,
}

impl Field {
    /// The variable that it reads.
    pub(crate) fn variable(&self) -> String {
        match &self.attributes.variable {
            Some(name) => name.value(),
            None => self.ident.unraw().to_string().to_uppercase(),
        }
    }

    /// Where its variable is named.
    pub(crate) fn variable_span(&self) -> Span {
        self.attributes.variable.as_ref().map_or_else(|| self.ident.span(), syn::LitStr::span)
    }

    /// Whether its type is spelt `Option<…>`: asked only where no trait can tell.
    pub(crate) fn is_spelt_option(&self) -> bool {
        matches!(&self.ty, Type::Path(path) if path.path.segments.last().is_some_and(|s| s.ident == "Option"))
    }
}

impl Target {
    /// Takes a struct apart; what it cannot be is reported.
    pub(crate) fn new(input: DeriveInput, findings: &mut Findings) -> Self {
        let attributes = StructAttributes::parse(&input.attrs, findings);
        let mut is_plain = true;
        let mut refuse = |span: Span, what: &str, help: &str| {
            is_plain = false;
            findings.add(span, Code::UnsupportedItem, what, help);
        };
        if !input.generics.params.is_empty() {
            let span = input.generics.params.span();
            refuse(
                span,
                "a configuration has no generics or lifetimes",
                "write the types out: what is checked are constants",
            );
        }
        let fields = match input.data {
            Data::Struct(data) => match data.fields {
                Fields::Named(fields) => fields.named.into_iter().collect(),
                other => {
                    let span = if other.is_empty() { input.ident.span() } else { other.span() };
                    refuse(
                        span,
                        "a configuration has named fields",
                        "name each field after its variable: `struct Config { service_port: u16 }`",
                    );
                    Vec::new()
                }
            },
            Data::Enum(data) => {
                refuse(
                    data.enum_token.span,
                    "a configuration is a struct, not an enum",
                    "for the values of one variable derive `SpecEnvValues`",
                );
                Vec::new()
            }
            Data::Union(data) => {
                refuse(
                    data.union_token.span,
                    "a configuration is a struct, not a union",
                    "write a struct with named fields",
                );
                Vec::new()
            }
        };
        let fields = fields
            .into_iter()
            .filter_map(|field| {
                let attributes = FieldAttributes::parse(&field.attrs, findings);
                Some(Field { ident: field.ident?, ty: field.ty, attributes })
            })
            .collect();
        Self { name: input.ident, attributes, fields, is_plain }
    }
}
