//! `#[derive(SpecEnv)]`: everything put together.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use spec_env_core::contract::{Contract, Presence};
use spec_env_core::environment::{Pass, index};
use syn::{DeriveInput, Path};

use crate::bind::{Binding, Bound};
use crate::criteria::criteria;
use crate::decode::decode;
use crate::finding::Findings;
use crate::input::Target;
use crate::spec::{self, Named, Origin};
use crate::{stub, table};

/// Expands the derive.
pub(crate) fn derive(input: TokenStream, origin: &Origin) -> TokenStream {
    let input: DeriveInput = match syn::parse2(input) {
        Ok(input) => input,
        Err(error) => return error.to_compile_error(),
    };
    let mut findings = Findings::default();
    let target = Target::new(input, &mut findings);
    if !target.is_plain {
        return findings.tokens();
    }
    let attributes = &target.attributes;
    let named = attributes.inline.as_ref().map_or(Named::Paths(&attributes.paths), Named::Inline);
    let read = spec::read(&named, attributes.system.as_ref(), origin, target.name.span(), &mut findings);
    let body = match read {
        None => stub::spec_env(&target.name, attributes.part),
        Some(read) => {
            let tracking = read.tracking(origin);
            let binding = Binding::new(&target, &read.spec, &mut findings);
            let criteria = criteria(&target, &binding, &read.spec.contract);
            let implementation = if findings.is_empty() {
                implementation(&target, &binding, &read.spec.contract)
            } else {
                stub::spec_env(&target.name, attributes.part)
            };
            quote!(#tracking #criteria #implementation)
        }
    };
    let errors = findings.tokens();
    let body = in_block(&body, attributes.krate.as_ref());
    quote!(#body #errors)
}

/// Puts generated code where no name of the user's can reach it.
pub(crate) fn in_block(body: &TokenStream, krate: Option<&Path>) -> TokenStream {
    let import = if let Some(path) = krate {
        quote!(use #path::__private as _p;)
    } else {
        quote!(
            extern crate spec_env as _spec_env;
            use _spec_env::__private as _p;
        )
    };
    quote! {
        #[doc(hidden)]
        #[allow(deprecated, non_camel_case_types, non_local_definitions, unused_imports, unused_qualifications, clippy::all, clippy::pedantic)]
        const _: () = { #import use _p::NoField as _; #body };
    }
}

fn implementation(target: &Target, binding: &Binding<'_>, contract: &Contract) -> TokenStream {
    let name = &target.name;
    let (groups, decode) = decode(binding, contract);
    let required = required(binding, contract);
    if target.attributes.part {
        let hash = contract.hash;
        let variables = binding.fields.iter().filter_map(|b| match b {
            Bound::Variable(_, position) => Some(contract.variables[*position].name.as_ref()),
            Bound::Part(_) => None,
        });
        return quote! {
            #groups
            #[automatically_derived]
            impl _p::Part for #name {
                const HASH: _p::core::primitive::u64 = #hash;
                const VARIABLES: &'static [&'static _p::core::primitive::str] = &[#(#variables),*];
                const REQUIRED: &'static [_p::core::primitive::bool] = #required;
                fn decode(loader: &mut _p::Loader<'_>) -> _p::core::option::Option<Self> { #decode }
            }
        };
    }
    let unstated = contract.variables.iter().any(|variable| variable.presence == Presence::Unstated);
    let required = unstated.then(|| {
        quote! {
            fn __unstated_required() -> &'static [_p::core::primitive::bool] {
                const REQUIRED: &[_p::core::primitive::bool] = #required;
                REQUIRED
            }
        }
    });
    let process = (contract.variables.len() >= Pass::PAYS_FROM).then(|| {
        let table = Literal::byte_string(&index(contract));
        // By its function: each function that names the constant has a copy of it.
        let contract = quote!(<#name as _p::SpecEnv>::contract());
        quote!(fn __process<R>(then: impl _p::core::ops::FnOnce(&dyn _p::Environment) -> R) -> R { _p::Pass::over(#contract, #table, then) })
    });
    let together = contract.is_connected().then(|| quote!(loader.judge_together();));
    let contract = table::contract(contract);
    quote! {
        #groups
        const CONTRACT: &_p::Contract = #contract;
        #[automatically_derived]
        impl _p::SpecEnv for #name {
            fn contract() -> &'static _p::Contract { CONTRACT }
            #required
            #process
            fn __decode(loader: &mut _p::Loader<'_>) -> _p::core::option::Option<Self> { #together #decode }
            fn __cell() -> &'static _p::OnceCell<Self> {
                static CELL: _p::OnceCell<#name> = _p::OnceCell::new();
                &CELL
            }
        }
    }
}

/// For each position of the contract that leaves it open, whether the struct has no place for a missing value.
fn required(binding: &Binding<'_>, contract: &Contract) -> TokenStream {
    let mut own = vec![quote!(false); contract.variables.len()];
    let mut parts = Vec::new();
    for bound in &binding.fields {
        let (field, position) = match bound {
            Bound::Part(field) => {
                parts.push(&field.ty);
                continue;
            }
            Bound::Variable(field, position) => (field, *position),
        };
        if contract.variables[position].presence == Presence::Unstated {
            let ty = &field.ty;
            own[position] = if field.attributes.decodes() {
                let required = !field.is_spelt_option();
                quote!(#required)
            } else {
                quote!(!_p::Of::<#ty>::TYPE.may_be_absent())
            };
        }
    }
    quote!(&_p::any([#(#own),*], &[#(<#parts as _p::Part>::REQUIRED),*]))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use quote::{format_ident, quote};
    use spec_env_core::environment::Pass;

    use super::derive;
    use crate::spec::Origin;

    /// Breaks the lines of generated code behind `;`, `{` and `}`, which is enough to read it and to see a change.
    fn lines(code: &str) -> String {
        let mut out = String::new();
        for word in code.split(' ') {
            out.push_str(word);
            out.push(if word.ends_with([';', '{', '}']) { '\n' } else { ' ' });
        }
        out.replace(" \n", "\n")
    }

    /// The whole expansion for two variables, reviewed; `UPDATE=1` writes it anew.
    #[test]
    fn expansion_is_as_reviewed() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/snapshot");
        let input = quote! {
            struct Config {
                service_port: u16,
                db_pool_size: u32,
            }
        };
        let code = lines(&derive(input, &Origin::new(&directory, "shop")).to_string());
        let reviewed = directory.join("expansion.txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&reviewed, &code).unwrap();
        }
        assert_eq!(code, fs::read_to_string(&reviewed).unwrap());
    }

    #[test]
    fn nothing_of_the_machine_is_generated() {
        let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/snapshot");
        let input = quote!(
            struct Config {
                service_port: u16,
                db_pool_size: u32,
            }
        );
        let code = derive(input, &Origin::new(&directory, "shop")).to_string();
        assert!(!code.contains(&*directory.to_string_lossy()));
    }

    /// The names of large contracts are indexed; small ones are asked for one by one.
    #[test]
    fn large_contracts_have_an_index() {
        for (count, has_index) in [(Pass::PAYS_FROM - 1, false), (Pass::PAYS_FROM, true)] {
            let fields = (0..count).map(|at| format_ident!("setting_{at}"));
            let spec = (0..count)
                .map(|at| format!("{at}. THE Shop SHALL require the `SETTING_{at}` environment variable.\n"));
            let spec: String = spec.collect();
            let input = quote!(#[spec_env(inline = #spec)] struct Config { #(#fields: String,)* });
            let code = derive(input, &Origin::new(Path::new("."), "shop")).to_string();
            assert_eq!(code.contains("fn __process"), has_index, "{count}");
        }
    }
}
