//! An enum with a value too many is told which: the text of the error is made while compiling.

use proc_macro2::TokenStream;
use quote::quote_spanned;
use spec_env_core::contract::{Facts, Variable};
use spec_env_core::diagnostic::Code;
use syn::spanned::Spanned;

use super::{notes, spelling};
use crate::finding::quote_citation;
use crate::input::Field;

/// The check of a field whose variable has a list of accepted values.
pub(super) fn check(field: &Field, variable: &Variable) -> Option<TokenStream> {
    if variable.ty.one_of.is_empty() || field.attributes.decodes() {
        return None;
    }
    let ty = &field.ty;
    let accepted: Vec<&str> = variable.ty.one_of.iter().map(AsRef::as_ref).collect();
    let citation = variable.citation(Facts::ONE_OF).map(quote_citation);
    let before = format!("`{}` has the value `", spelling(ty));
    let help = "remove the variant, or add its value to the spec";
    let notes = notes(citation.as_deref(), help, Code::EnumMismatch);
    let after = format!("`, which the spec does not allow for `{}`{notes}", variable.name);
    Some(quote_spanned! {ty.span()=>
        const _: () = {
            const VALUE: &_p::core::primitive::str = _p::Of::<#ty>::TYPE.excess(&[#(#accepted),*]);
            const MESSAGE: [_p::core::primitive::u8; #before.len() + VALUE.len() + #after.len()] =
                _p::join(&[#before, VALUE, #after]);
            if !VALUE.is_empty() {
                match _p::core::str::from_utf8(&MESSAGE) {
                    _p::core::result::Result::Ok(message) => _p::core::panic!("{}", message),
                    _p::core::result::Result::Err(_) => {}
                }
            }
        };
    })
}
