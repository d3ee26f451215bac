//! What is emitted beside errors: enough of an implementation that uses of it add no errors of their own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// The implementation of a struct that has errors.
pub(crate) fn spec_env(name: &Ident, part: bool) -> TokenStream {
    if part {
        return quote! {
            #[automatically_derived]
            impl _p::Part for #name {
                const HASH: _p::core::primitive::u64 = 0;
                const FAILED: _p::core::primitive::bool = true;
                const VARIABLES: &'static [&'static _p::core::primitive::str] = &[];
                const REQUIRED: &'static [_p::core::primitive::bool] = &[];
                fn decode(_: &mut _p::Loader<'_>) -> _p::core::option::Option<Self> { _p::core::option::Option::None }
            }
        };
    }
    quote! {
        #[automatically_derived]
        impl _p::SpecEnv for #name {
            fn contract() -> &'static _p::Contract { _p::core::unreachable!() }
            fn __decode(_: &mut _p::Loader<'_>) -> _p::core::option::Option<Self> { _p::core::option::Option::None }
            fn __cell() -> &'static _p::OnceCell<Self> { _p::core::unreachable!() }
        }
    }
}
