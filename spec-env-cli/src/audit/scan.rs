//! One file of Rust code: what in it reads the environment.

use proc_macro2::Span;
use spec_env_core::report::Place;
use syn::parse::Parser;
use syn::punctuated::Punctuated;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Attribute, Block, Expr, ImplItem, Item, Pat, Stmt, Token};

use super::facts::{ANY, Call, Facts, Found, Function, Role};
use super::names::{Name, items, name};
use super::scope::Scopes;
use super::{library, tokens};

/// Functions that take the name of a variable first.
const READS: [(&str, &str); 4] = [
    ("std::env::var", "std::env::var"),
    ("std::env::var_os", "std::env::var_os"),
    ("dotenvy::var", "dotenvy::var"),
    ("dotenv::var", "dotenv::var"),
];

/// Functions that read more than one variable, and what is not seen of that.
const MANY: [(&str, &str); 10] = [
    ("std::env::vars", "walks the whole environment"),
    ("std::env::vars_os", "walks the whole environment"),
    ("dotenvy::vars", "walks the whole environment"),
    ("envy::from_env", "reads a variable for each field of a serde struct"),
    ("envy::prefixed", "reads a variable for each field of a serde struct"),
    ("figment::providers::Env::raw", "reads variables for the fields of a serde struct"),
    ("figment::providers::Env::prefixed", "reads variables for the fields of a serde struct"),
    ("config::Environment::default", "reads variables for the fields of a serde struct"),
    ("config::Environment::with_prefix", "reads variables for the fields of a serde struct"),
    ("config::Environment::new", "reads variables for the fields of a serde struct"),
];

/// What a parsed file says.
pub(super) fn facts(file: &syn::File, path: &str, role: Role) -> Facts {
    let mut scan = Scan {
        path,
        role,
        facts: Facts::default(),
        scopes: Scopes::default(),
        owner: None,
        inside: None,
        handed: None,
    };
    scan.scopes.enter_module(&file.items);
    visit::visit_file(&mut scan, file);
    scan.facts
}

struct Scan<'p> {
    path: &'p str,
    role: Role,
    facts: Facts,
    scopes: Scopes,
    /// The type whose methods are visited.
    owner: Option<String>,
    /// The function that is visited.
    inside: Option<Function>,
    /// What the next closure is given.
    handed: Option<Name>,
}

impl Scan<'_> {
    fn place(&self, span: Span) -> Place {
        let start = span.start();
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Place { file: self.path.to_owned(), line: number(start.line), column: number(start.column + 1) }
    }

    fn read(&mut self, how: &'static str, name: Name, span: Span) {
        let place = self.place(span);
        self.facts.reads.push(Found { how, name, place, role: self.role, inside: self.inside.clone() });
    }

    fn unseen(&mut self, what: impl Into<String>, span: Span) {
        let place = self.place(span);
        self.facts.unseen.push((what.into(), place));
    }

    /// What the function behind a path does, as far as it is known.
    fn known<T: Copy>(&self, path: &syn::Path, table: &[(&str, T)]) -> Option<T> {
        let segments = self.scopes.resolve(path);
        let find = |segments: &[String]| {
            let full = segments.join("::");
            table.iter().find(|(known, _)| *known == full).map(|(_, what)| *what)
        };
        let by_glob = || self.scopes.through_globs(&segments).find_map(|segments| find(&segments));
        // Where everything comes from a parent module in another file, so does `env`.
        let by_parent = || {
            let is_env = segments.len() == 2 && segments[0] == "env" && self.scopes.has_local_glob();
            find(&["std".to_owned(), segments[0].clone(), segments[1].clone()]).filter(|_| is_env)
        };
        find(&segments).or_else(by_glob).or_else(|| if segments.len() == 2 { by_parent() } else { None })
    }

    fn called(&mut self, path: &syn::Path, arguments: &Punctuated<Expr, Token![,]>) {
        if let Some(how) = self.known(path, &READS) {
            let name = arguments.first().map_or(Name::Computed, |first| name(first, &self.scopes));
            return self.read(how, name, path.span());
        }
        if let Some(what) = self.known(path, &MANY) {
            let shown = path.segments.iter().map(|s| s.ident.to_string()).collect::<Vec<_>>().join("::");
            return self.unseen(format!("`{shown}` {what}"), path.span());
        }
        let segments = self.scopes.resolve(path);
        let Some((last, before)) = segments.split_last() else { return };
        let owner = before.last().filter(|owner| owner.starts_with(|c: char| c.is_ascii_uppercase()));
        let owner = owner.map(|owner| if owner == "Self" { self.owner.clone() } else { Some(owner.clone()) });
        let is_local =
            before.first().is_none_or(|first| matches!(first.as_str(), "self" | "crate" | "super"));
        if owner.is_some() || is_local {
            self.call((owner.flatten(), last.clone()), arguments, path.span());
        }
    }

    fn call(&mut self, callee: Function, arguments: &Punctuated<Expr, Token![,]>, span: Span) {
        let arguments: Vec<Name> = arguments.iter().map(|argument| name(argument, &self.scopes)).collect();
        if arguments.iter().any(|argument| *argument != Name::Computed) {
            let place = self.place(span);
            self.facts.calls.push(Call {
                callee,
                arguments,
                place,
                role: self.role,
                inside: self.inside.clone(),
            });
        }
    }

    fn bind(&mut self, pattern: &Pat, name: Name) {
        match pattern {
            Pat::Ident(pattern) => self.scopes.bind(pattern.ident.to_string(), name),
            Pat::Reference(inner) => self.bind(&inner.pat, name),
            Pat::Type(inner) => self.bind(&inner.pat, name),
            _ => {}
        }
    }

    /// Visits with the role that the attributes of an item give it.
    fn within(&mut self, attributes: &[Attribute], visit: impl FnOnce(&mut Self)) {
        let before = self.role;
        if attributes.iter().any(library::is_test) {
            self.role = Role::Test;
        }
        visit(self);
        self.role = before;
    }

    fn function(&mut self, signature: &syn::Signature, visit: impl FnOnce(&mut Self)) {
        let function = (self.owner.clone(), signature.ident.to_string());
        self.facts.functions.push(function.clone());
        let outside = self.inside.replace(function);
        self.scopes.enter_block([]);
        let typed = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(typed) => Some(&*typed.pat),
            syn::FnArg::Receiver(_) => None,
        });
        for (at, pattern) in typed.enumerate() {
            self.bind(pattern, Name::Parameter(at));
        }
        visit(self);
        self.scopes.leave();
        self.inside = outside;
    }

    fn field(&mut self, field: &syn::Field) {
        for (how, span, value) in library::reads(field) {
            let by_field =
                || field.ident.as_ref().map(|ident| Name::Literal(ident.to_string().to_uppercase()));
            let name = match &value {
                Some(value) => name(value, &self.scopes),
                None => by_field().unwrap_or(Name::Computed),
            };
            self.read(how, name, span);
        }
    }

    /// Looks into a macro that is no part of the language.
    fn foreign(&mut self, call: &syn::Macro) {
        let parsed = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone());
        if let Ok(arguments) = parsed {
            return arguments.iter().for_each(|argument| self.visit_expr(argument));
        }
        if let Ok(statements) = Block::parse_within.parse2(call.tokens.clone()) {
            return self.block(&statements);
        }
        // `matches!(env::var("A"), Ok(_))`
        let first = |input: syn::parse::ParseStream<'_>| {
            let first = input.parse::<Expr>()?;
            input.parse::<Token![,]>()?;
            input.parse::<proc_macro2::TokenStream>().map(|_| first)
        };
        if call.path.is_ident("matches")
            && let Ok(matched) = first.parse2(call.tokens.clone())
        {
            return self.visit_expr(&matched);
        }
        self.raw(call.tokens.clone());
        if tokens::mention_environment(call.tokens.clone()) {
            let name = call.path.segments.last().map(|s| s.ident.to_string()).unwrap_or_default();
            self.unseen(format!("what `{name}!` makes of its input"), call.path.span());
        }
    }

    fn raw(&mut self, tokens: proc_macro2::TokenStream) {
        let mut found = Vec::new();
        tokens::reads(tokens, &mut found);
        for (how, name, span) in found {
            self.read(how, name, span);
        }
    }

    fn block(&mut self, statements: &[Stmt]) {
        let items = statements.iter().filter_map(|statement| match statement {
            Stmt::Item(item) => Some(item),
            _ => None,
        });
        self.scopes.enter_block(items);
        for statement in statements {
            self.visit_stmt(statement);
        }
        self.scopes.leave();
    }
}

impl<'ast> Visit<'ast> for Scan<'_> {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.within(&item.attrs, |scan| {
            if let Some((_, items)) = &item.content {
                scan.scopes.enter_module(items);
                for item in items {
                    scan.visit_item(item);
                }
                scan.scopes.leave();
            }
        });
    }

    fn visit_block(&mut self, block: &'ast Block) {
        self.block(&block.stmts);
    }

    fn visit_item(&mut self, item: &'ast Item) {
        if let Item::Const(syn::ItemConst { ident, expr, .. })
        | Item::Static(syn::ItemStatic { ident, expr, .. }) = item
            && let Name::Literal(text) = name(expr, &self.scopes)
        {
            self.facts.constants.push((ident.to_string(), text));
        }
        visit::visit_item(self, item);
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        let owner = self.owner.take();
        self.within(&item.attrs, |scan| scan.function(&item.sig, |scan| visit::visit_item_fn(scan, item)));
        self.owner = owner;
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        let owner = match &*item.self_ty {
            syn::Type::Path(path) => path.path.segments.last().map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let outside = std::mem::replace(&mut self.owner, owner);
        self.within(&item.attrs, |scan| visit::visit_item_impl(scan, item));
        self.owner = outside;
    }

    fn visit_impl_item(&mut self, item: &'ast ImplItem) {
        if let ImplItem::Const(constant) = item
            && let Name::Literal(text) = name(&constant.expr, &self.scopes)
        {
            self.facts.constants.push((constant.ident.to_string(), text));
        }
        visit::visit_impl_item(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.within(&item.attrs, |scan| {
            scan.function(&item.sig, |scan| visit::visit_impl_item_fn(scan, item));
        });
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        // What a test configures is not what is shipped.
        self.facts.is_bound |= self.role == Role::Code && item.attrs.iter().any(library::is_bound);
        visit::visit_item_struct(self, item);
    }

    fn visit_field(&mut self, field: &'ast syn::Field) {
        self.field(field);
        visit::visit_field(self, field);
    }

    fn visit_local(&mut self, local: &'ast syn::Local) {
        visit::visit_local(self, local);
        if let Some(init) = &local.init {
            let name = name(&init.expr, &self.scopes);
            self.bind(&local.pat, name);
        }
    }

    fn visit_expr_for_loop(&mut self, expression: &'ast syn::ExprForLoop) {
        self.visit_expr(&expression.expr);
        self.scopes.enter_block([]);
        let name = items(&expression.expr, &self.scopes);
        self.bind(&expression.pat, name);
        self.visit_block(&expression.body);
        self.scopes.leave();
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        self.scopes.enter_block([]);
        let mut handed = self.handed.take();
        for input in &closure.inputs {
            let name = handed.take().unwrap_or(Name::Computed);
            self.bind(input, name);
        }
        visit::visit_expr_closure(self, closure);
        self.scopes.leave();
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let Expr::Path(path) = &*call.func {
            self.called(&path.path, &call.args);
            call.args.iter().for_each(|argument| self.visit_expr(argument));
        } else {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_method_call(&mut self, call: &'ast syn::ExprMethodCall) {
        let is_self = matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("self"));
        if call.method == "env" && call.args.len() == 1 && library::is_argument(&call.receiver) {
            let name = name(&call.args[0], &self.scopes);
            self.read("clap", name, call.method.span());
        } else if is_self {
            self.call((self.owner.clone(), call.method.to_string()), &call.args, call.method.span());
        } else if ["map", "and_then", "find_map", "filter_map"].iter().any(|method| call.method == method) {
            // `["A", "B"].iter().find_map(|name| env::var(name).ok())`
            let names = items(&call.receiver, &self.scopes);
            self.visit_expr(&call.receiver);
            self.handed = Some(names);
            call.args.iter().for_each(|argument| self.visit_expr(argument));
            self.handed = None;
            return;
        }
        if !is_self && call.method.to_string().contains("env") {
            // Only a method of the package that is called like this counts, and only if there is but one.
            self.call((Some(ANY.to_owned()), call.method.to_string()), &call.args, call.method.span());
        }
        visit::visit_expr_method_call(self, call);
    }

    /// A function that reads, handed on as a value: `.map(std::env::var)`
    fn visit_expr_path(&mut self, path: &'ast syn::ExprPath) {
        if self.known(&path.path, &READS).is_some() {
            self.unseen(
                "a function that reads is handed on, with names that are not known here",
                path.span(),
            );
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast syn::Macro) {
        let last = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        let is_std = call.path.segments.len() == 1
            || call.path.segments.first().is_some_and(|first| first.ident == "std" || first.ident == "core");
        let how = match last.as_str() {
            "env" if is_std => "env!",
            "option_env" if is_std => "option_env!",
            "config" if library::is_configuration(&call.tokens) => {
                self.facts.is_bound |= self.role == Role::Code;
                return;
            }
            "macro_rules" => return self.raw(call.tokens.clone()),
            _ => return self.foreign(call),
        };
        let arguments = Punctuated::<Expr, Token![,]>::parse_terminated.parse2(call.tokens.clone());
        let name = arguments.ok().and_then(|all| all.first().map(|first| name(first, &self.scopes)));
        self.read(how, name.unwrap_or(Name::Computed), call.path.span());
    }
}
