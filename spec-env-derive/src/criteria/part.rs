//! Parts read the same specification as the struct that nests them, and together with it each variable once.

use quote::quote;
use spec_env_core::contract::{Contract, Variable};
use spec_env_core::diagnostic::Code;
use syn::spanned::Spanned;

use super::{Criterion, Question, spelling};
use crate::bind::{Binding, Bound};
use crate::finding::quote_citation;
use crate::input::{Field, Target};

/// The criteria of a struct with parts.
pub(super) fn criteria(
    target: &Target,
    binding: &Binding<'_>,
    contract: &Contract,
) -> Vec<Criterion<'static>> {
    let mut all = Vec::new();
    let parts: Vec<&Field> = binding
        .fields
        .iter()
        .filter_map(|b| if let Bound::Part(field) = b { Some(*field) } else { None })
        .collect();
    if parts.is_empty() {
        return all;
    }
    let types: Vec<_> = parts.iter().map(|p| &p.ty).collect();
    let lists = quote!(&[#(<#types as _p::Part>::VARIABLES),*]);
    let hash = contract.hash;
    for ty in &types {
        all.push(Criterion {
            span: ty.span(),
            question: Question::Other(quote!(<#ty as _p::Part>::FAILED || <#ty as _p::Part>::HASH == #hash)),
            code: Code::PartMismatch,
            message: format!(
                "`{}` was derived from another specification than `{}`",
                spelling(ty),
                target.name
            ),
            label: "another specification".to_owned(),
            citation: None,
            help: "give both the same `path` and `system`".to_owned(),
        });
    }
    let mut ask = |variable: &Variable, wanted, code, message, help: String| {
        let name = &*variable.name;
        all.push(Criterion {
            span: target.name.span(),
            question: Question::Other(quote!(_p::covered(#lists, #name) #wanted)),
            code,
            message,
            label: String::new(),
            citation: variable.citations.first().map(quote_citation),
            help,
        });
    };
    for &position in binding.left.iter().filter(|_| !target.attributes.part) {
        let variable = &contract.variables[position];
        let name = &variable.name;
        let message = format!("no field of `{}` or of its parts reads `{name}`", target.name);
        let help = format!("add a field to it or to a part, or `#[spec_env(ignore(\"{name}\"))]`");
        ask(variable, quote!(>= 1 #(|| <#types as _p::Part>::FAILED)*), Code::MissingField, message, help);
        let message = format!("two parts of `{}` read `{name}`", target.name);
        ask(variable, quote!(<= 1), Code::DuplicateField, message, "let one of them read it".to_owned());
    }
    for bound in &binding.fields {
        if let Bound::Variable(field, position) = bound {
            let variable = &contract.variables[*position];
            let message = format!("`{}` is read by field `{}` and by a part", variable.name, field.ident);
            ask(variable, quote!(== 0), Code::DuplicateField, message, "let one of them read it".to_owned());
        }
    }
    all
}
