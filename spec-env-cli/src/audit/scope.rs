//! What names mean at a place in a file: imports, and what is bound nearer.

use std::collections::{HashMap, HashSet};

use syn::{Item, UseTree};

use super::names::Name;

/// Imports of imports are followed this far.
const LONGEST_CHAIN: usize = 8;

/// A module, or a block in it.
#[derive(Default)]
struct Scope {
    imports: HashMap<String, Vec<String>>,
    globs: Vec<Vec<String>>,
    /// Functions and modules that are defined here, and so mean nothing from outside.
    items: HashSet<String>,
    bindings: HashMap<String, Name>,
    /// Whether what the enclosing scope imports is visible here.
    sees_outside: bool,
}

/// The scopes around a place, the nearest last.
#[derive(Default)]
pub(super) struct Scopes(Vec<Scope>);

impl Scopes {
    /// Enters a module, which sees nothing from outside unless it imports it.
    pub(super) fn enter_module<'i>(&mut self, items: impl IntoIterator<Item = &'i Item>) {
        let mut scope = Scope::default();
        items.into_iter().for_each(|item| scope.item(item));
        scope.sees_outside = scope.globs.iter().any(|glob| glob == &["super"]);
        self.0.push(scope);
    }

    /// Enters a block.
    pub(super) fn enter_block<'i>(&mut self, items: impl IntoIterator<Item = &'i Item>) {
        let mut scope = Scope { sees_outside: true, ..Scope::default() };
        items.into_iter().for_each(|item| scope.item(item));
        self.0.push(scope);
    }

    pub(super) fn leave(&mut self) {
        self.0.pop();
    }

    /// Binds a local name.
    pub(super) fn bind(&mut self, local: String, name: Name) {
        if let Some(scope) = self.0.last_mut() {
            scope.bindings.insert(local, name);
        }
    }

    /// What a local name is bound to.
    pub(super) fn binding(&self, local: &str) -> Option<&Name> {
        self.visible().find_map(|scope| scope.bindings.get(local))
    }

    /// The full path behind a path, as far as imports tell.
    pub(super) fn resolve(&self, path: &syn::Path) -> Vec<String> {
        let mut segments: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if path.leading_colon.is_some() {
            return segments;
        }
        for _ in 0..LONGEST_CHAIN {
            let Some(first) = segments.first() else { break };
            let found = self.visible().find_map(|scope| {
                let import = scope.imports.get(first).map(|import| Some(import.clone()));
                import.or_else(|| scope.items.contains(first).then_some(None))
            });
            match found {
                Some(Some(import)) if import[0] != *first || import.len() > 1 => {
                    let is_same = import == segments;
                    let rest = segments.split_off(1);
                    segments = [import, rest].concat();
                    if is_same || matches!(segments[0].as_str(), "std" | "core") {
                        break;
                    }
                }
                Some(None) => {
                    segments.insert(0, "self".to_owned());
                    break;
                }
                _ => break,
            }
        }
        segments
    }

    /// The paths that a path may mean by an import of everything from somewhere.
    pub(super) fn through_globs<'s>(
        &'s self,
        segments: &'s [String],
    ) -> impl Iterator<Item = Vec<String>> + 's {
        let globs = self.visible().flat_map(|scope| &scope.globs);
        globs.map(|glob| [glob.as_slice(), segments].concat())
    }

    /// Whether something imports everything from another file of the crate.
    pub(super) fn has_local_glob(&self) -> bool {
        let mut globs = self.visible().flat_map(|scope| &scope.globs);
        globs.any(|glob| matches!(glob[0].as_str(), "super" | "crate" | "self"))
    }

    /// The scopes whose names are visible, the nearest first.
    fn visible(&self) -> impl Iterator<Item = &Scope> {
        let last = self.0.iter().rposition(|scope| !scope.sees_outside).unwrap_or(0);
        self.0[last.min(self.0.len())..].iter().rev()
    }
}

impl Scope {
    fn item(&mut self, item: &Item) {
        match item {
            Item::Use(item) => self.tree(&item.tree, &mut Vec::new()),
            Item::ExternCrate(item) => {
                if let Some((_, name)) = &item.rename {
                    self.imports.insert(name.to_string(), vec![item.ident.to_string()]);
                }
            }
            Item::Fn(item) => drop(self.items.insert(item.sig.ident.to_string())),
            Item::Mod(item) => drop(self.items.insert(item.ident.to_string())),
            _ => {}
        }
    }

    fn tree(&mut self, tree: &UseTree, prefix: &mut Vec<String>) {
        match tree {
            UseTree::Path(path) => {
                prefix.push(path.ident.to_string());
                self.tree(&path.tree, prefix);
                prefix.pop();
            }
            UseTree::Name(name) if name.ident == "self" => {
                prefix.last().cloned().map(|last| self.imports.insert(last, prefix.clone()));
            }
            UseTree::Name(name) => self.import(name.ident.to_string(), &name.ident, prefix),
            UseTree::Rename(rename) if rename.ident == "self" => {
                self.imports.insert(rename.rename.to_string(), prefix.clone());
            }
            UseTree::Rename(rename) => self.import(rename.rename.to_string(), &rename.ident, prefix),
            UseTree::Glob(_) if !prefix.is_empty() => self.globs.push(prefix.clone()),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, prefix)),
            UseTree::Glob(_) => {}
        }
    }

    fn import(&mut self, name: String, ident: &syn::Ident, prefix: &[String]) {
        self.imports.insert(name, [prefix, &[ident.to_string()]].concat());
    }
}
