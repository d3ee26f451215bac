//! Items of generated code that are written once, however many fields need them: each is work for the compiler.

use std::collections::HashMap;

use proc_macro2::{Ident, TokenStream};
use quote::format_ident;

/// Items by what they are of: a thousand fields have few types, and ask little that differs.
pub(crate) struct Once {
    prefix: &'static str,
    names: HashMap<String, Ident>,
    pub(crate) items: TokenStream,
}

impl Once {
    /// The names of the items begin with `prefix`.
    pub(crate) fn new(prefix: &'static str) -> Self {
        Self { prefix, names: HashMap::new(), items: TokenStream::new() }
    }

    /// The name of the item for `key`, which is written under that name where it is new.
    pub(crate) fn name(&mut self, key: String, write: impl FnOnce(&Ident) -> TokenStream) -> Ident {
        let next = self.names.len();
        let name = self.names.entry(key).or_insert_with(|| {
            let name = format_ident!("{}_{}", self.prefix, next);
            self.items.extend(write(&name));
            name
        });
        name.clone()
    }
}
