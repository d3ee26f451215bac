//! How a struct is put together from its fields.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use spec_env_core::contract::{Contract, Kind, Presence};
use spec_env_core::rust::may_be_absent;
use syn::Type;

use crate::bind::{Binding, Bound};
use crate::input::Field;
use crate::once::Once;
use crate::tokens::{named, written};

/// How many fields one function decodes. The work of the optimiser grows linearly with groups of this size, as long as
/// they are not inlined; in one function for all fields it grows with their square.
const GROUP: usize = 12;

/// The body that puts the struct together, and what it needs: of a large one, functions that decode a group of fields each.
pub(crate) fn decode(binding: &Binding<'_>, contract: &Contract) -> (TokenStream, TokenStream) {
    let mut proofs = Once::new("PROVES");
    let groups: Vec<Group<'_>> =
        binding.fields.chunks(GROUP).map(|fields| Group::new(fields, contract, &mut proofs)).collect();
    let mut functions = proofs.items;
    let body = match groups.as_slice() {
        [] => quote!(_p::core::option::Option::Some(Self {})),
        [group] => {
            let Group { names, locals, .. } = group;
            group.taken(&quote!(Self { #(#names: #locals),* }))
        }
        groups => {
            let calls: Vec<_> = (0..groups.len()).map(|n| format_ident!("group_{}", n)).collect();
            for (group, function) in groups.iter().zip(&calls) {
                let Group { types, locals, .. } = group;
                let body = group.taken(&quote!((#(#locals,)*)));
                functions.extend(quote! {
                    #[inline(never)]
                    fn #function(loader: &mut _p::Loader<'_>) -> _p::core::option::Option<(#(#types,)*)> { #body }
                });
            }
            let patterns = groups
                .iter()
                .map(|Group { names, .. }| quote!(_p::core::option::Option::Some((#(#names,)*))));
            let names = groups.iter().flat_map(|group| &group.names);
            quote! {
                match (#(#calls(loader),)*) {
                    (#(#patterns,)*) => _p::core::option::Option::Some(Self { #(#names),* }),
                    _ => _p::core::option::Option::None,
                }
            }
        }
    };
    (functions, body)
}

/// Fields that one function decodes.
struct Group<'a> {
    names: Vec<&'a Ident>,
    types: Vec<&'a Type>,
    locals: Vec<Ident>,
    values: Vec<TokenStream>,
}

impl<'a> Group<'a> {
    fn new(fields: &[Bound<'a>], contract: &Contract, proofs: &mut Once) -> Self {
        let declared = fields.iter().map(|bound| match bound {
            Bound::Variable(field, _) | Bound::Part(field) => *field,
        });
        Self {
            names: declared.clone().map(|field| &field.ident).collect(),
            types: declared.map(|field| &field.ty).collect(),
            locals: (0..fields.len()).map(|n| format_ident!("field_{}", n)).collect(),
            values: fields.iter().map(|bound| value(bound, contract, proofs)).collect(),
        }
    }

    /// Takes each field, so that each problem is seen, and makes `whole` of them if none is without a value.
    fn taken(&self, whole: &TokenStream) -> TokenStream {
        let Self { locals, values, .. } = self;
        quote! {
            #(let #locals = #values;)*
            match (#(#locals,)*) {
                (#(_p::core::option::Option::Some(#locals),)*) => _p::core::option::Option::Some(#whole),
                _ => _p::core::option::Option::None,
            }
        }
    }
}

/// The value of one field, as an `Option`.
fn value(bound: &Bound<'_>, contract: &Contract, proofs: &mut Once) -> TokenStream {
    let (field, position) = match bound {
        Bound::Part(field) => {
            let ty = &field.ty;
            return quote!(<#ty as _p::Part>::decode(loader));
        }
        Bound::Variable(field, position) => (field, *position),
    };
    let ty = &field.ty;
    if let Some(function) = &field.attributes.with {
        let value = quote!(_p::with(loader, #position, #function));
        return if is_absent_allowed(field, position, contract) {
            value
        } else {
            quote!({ let value = #value; _p::required(loader, #position, value) })
        };
    }
    if field.attributes.serde {
        return quote!(_p::serde::<#ty>(loader, #position));
    }
    let variable = &contract.variables[position];
    let plain = if variable.is_plain() {
        let (kind, item) = (variable.ty.kind.unwrap_or(Kind::Text), variable.ty.scalar());
        let choice = !variable.ty.one_of.is_empty();
        let name = proofs.name(format!("{}: {kind:?} {item:?} {choice}", written(ty)), |name| {
            let (kind, item) = (named(kind), named(item));
            quote! {
                const #name: _p::core::primitive::bool =
                    _p::Of::<#ty>::TYPE.proves(_p::Kind::#kind, _p::Kind::#item, #choice);
            }
        });
        name.into_token_stream()
    } else {
        quote!(false)
    };
    quote!(_p::Of::<#ty>::take(loader, #position, #plain))
}

/// Whether a field whose type no trait describes may be without a value.
fn is_absent_allowed(field: &Field, position: usize, contract: &Contract) -> bool {
    let open = contract.variables[position].presence == Presence::Unstated;
    if open { field.is_spelt_option() } else { may_be_absent(contract, position) }
}
