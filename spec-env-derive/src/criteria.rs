//! What only rustc can judge: each criterion is a trait of its own, whose error quotes the statement behind it.
//!
//! The compiler knows types, the macro only their spelling. So the question ("can it hold every port?") is asked in a
//! constant, and the answer must implement the criterion's trait; the error is then rustc's own, in one sentence,
//! whatever alias the type was written with.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use spec_env_core::contract::{Amount, Contract, Facts, Kind, Presence, Variable};
use spec_env_core::diagnostic::Code;
use spec_env_core::rust::{field_type, may_be_absent};
use spec_env_core::value;
use syn::spanned::Spanned;

use crate::bind::{Binding, Bound, short};
use crate::finding::quote_citation;
use crate::input::{Field, Target};

/// One question about a type, and what is said when the answer is no.
struct Criterion {
    span: Span,
    question: TokenStream,
    code: Code,
    message: String,
    label: String,
    citation: Option<String>,
    help: String,
}

/// The criteria of a struct, in one block.
pub(crate) fn criteria(target: &Target, binding: &Binding<'_>, contract: &Contract) -> TokenStream {
    let mut all = Vec::new();
    for bound in &binding.fields {
        if let Bound::Variable(field, position) = bound {
            field_criteria(field, *position, contract, &mut all);
        }
    }
    part_criteria(target, binding, contract, &mut all);
    let criteria = all.into_iter().enumerate().map(|(n, criterion)| criterion.tokens(n));
    let excess = binding.fields.iter().filter_map(|bound| match bound {
        Bound::Variable(field, position) => excess(field, &contract.variables[*position]),
        Bound::Part(_) => None,
    });
    quote! { const _: () = { #(#criteria)* }; #(#excess)* }
}

fn field_criteria(field: &Field, position: usize, contract: &Contract, all: &mut Vec<Criterion>) {
    let variable = &contract.variables[position];
    let (name, ident, ty) = (&variable.name, &field.ident, &field.ty);
    let spelt = spelling(ty);
    let add = |question, code, facts: Facts, message: String, label: &str, help: String| Criterion {
        span: ty.span(),
        question,
        code,
        message,
        label: label.to_owned(),
        citation: variable.citation(facts).map(quote_citation),
        help,
    };
    let fits = format!("`{}` fits", short(&field_type(contract, position)));
    let opaque = field.attributes.serde || field.attributes.with.is_some();
    if !opaque {
        optionality(variable, position, contract, &mut |question: bool, message, help| {
            let wanted = if question { quote!(OPTIONAL) } else { quote!(OPTIONAL == false) };
            all.push(add(
                quote!(<#ty as _p::Field>::#wanted),
                Code::Optionality,
                Facts::PRESENCE.union(Facts::DEFAULT),
                format!("{message}, but field `{ident}` is `{spelt}`"),
                if question { "should be an `Option`" } else { "is never without a value" },
                help,
            ));
        });
        if let Some(kind) = variable.ty.kind {
            let expected = value::described(&variable.ty).to_string();
            if variable.ty.stated {
                let (kind_tokens, item) = (kind_tokens(kind), item_tokens(variable));
                all.push(add(
                    quote!(_p::holds::<#ty>(#kind_tokens, #item)),
                    Code::TypeMismatch,
                    Facts::TYPE,
                    format!("the spec makes `{name}` {expected}, but field `{ident}` is `{spelt}`"),
                    &format!(
                        "does not hold {}",
                        if kind == Kind::List { held_items(variable) } else { plural(kind).to_owned() }
                    ),
                    fits.clone(),
                ));
            } else {
                // The kind was only inferred from the default: text may hold it as well.
                let kind_tokens = kind_tokens(kind);
                let wider = if kind == Kind::Integer {
                    quote!(|| _p::holds::<#ty>(_p::Kind::Number, _p::core::option::Option::None))
                } else {
                    quote!()
                };
                all.push(add(quote!(_p::holds::<#ty>(#kind_tokens, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::Text, _p::core::option::Option::None) #wider), Code::TypeMismatch, Facts::DEFAULT, format!("the default of `{name}` is {expected}, but field `{ident}` is `{spelt}`"), "cannot hold the default", fits.clone()));
            }
        }
        range(variable, field, &spelt, all, &add);
        for value in variable.ty.one_of.iter() {
            all.push(add(
                quote!(_p::has_value::<#ty>(#value)),
                Code::EnumMismatch,
                Facts::ONE_OF,
                format!("the spec allows `{value}` for `{name}`, but `{spelt}` has no such value"),
                &format!("cannot hold `{value}`"),
                format!("add the variant `{}`", variant(value)),
            ));
        }
        if variable.secret {
            all.push(add(
                quote!(<#ty as _p::Field>::REDACTED),
                Code::SecretExposed,
                Facts::SECRET,
                format!("the spec makes `{name}` a secret, but field `{ident}` is `{spelt}`"),
                "would be printed by `Debug`",
                format!("wrap it: `{}`", short(&field_type(contract, position))),
            ));
        }
    }
}

/// What the presence of a variable asks of its field: `true` for an `Option`.
fn optionality(
    variable: &Variable,
    position: usize,
    contract: &Contract,
    ask: &mut dyn FnMut(bool, String, String),
) {
    let name = &variable.name;
    if may_be_absent(contract, position) {
        let says = match variable.presence {
            Presence::Guarded => format!("the spec requires `{name}` only under a condition"),
            Presence::Mentioned => format!("the spec only mentions `{name}`, so it may be missing"),
            Presence::Optional => format!("the spec makes `{name}` optional"),
            _ => format!("the spec makes `{name}` a member of a group, so it may be missing"),
        };
        ask(true, says, format!("use `{}`", short(&field_type(contract, position))));
    } else if variable.presence != Presence::Unstated {
        let says = if variable.presence == Presence::Required {
            format!("the spec requires `{name}`")
        } else {
            format!("the spec gives `{name}` a default")
        };
        ask(false, says, "it always has a value: leave out the `Option`".to_owned());
    }
}

/// Whether a whole-number type reaches both ends of the range, and the default.
fn range(
    variable: &Variable,
    field: &Field,
    spelt: &str,
    all: &mut Vec<Criterion>,
    add: &dyn Fn(TokenStream, Code, Facts, String, &str, String) -> Criterion,
) {
    let (name, ident, ty) = (&variable.name, &field.ident, &field.ty);
    let whole = |text: &str| match value::amount(variable.ty.scalar(), text) {
        Some(Amount::Whole(whole))
            if matches!(variable.ty.scalar(), Kind::Integer | Kind::Port | Kind::Size) =>
        {
            Some(whole)
        }
        _ => None,
    };
    let end = |bound: &Option<spec_env_core::contract::Bound>| bound.as_ref().and_then(|b| whole(&b.text));
    let port = variable.ty.scalar() == Kind::Port && variable.ty.stated;
    let min = end(&variable.ty.min).or(port.then_some(1));
    let max = end(&variable.ty.max).or(port.then_some(65535));
    if min.is_some() || max.is_some() {
        let allowed = match (min, max) {
            (Some(min), Some(max)) => format!("from {min} to {max}"),
            (Some(min), None) => format!("at least {min}"),
            (None, max) => format!("at most {}", max.unwrap_or_default()),
        };
        let (low, high) = (min.or(max).unwrap_or_default(), max.or(min).unwrap_or_default());
        let (low, high) = (low.min(high), high);
        all.push(add(
            quote!(_p::reaches::<#ty>(#low, #high)),
            Code::TypeTooNarrow,
            Facts::RANGE.union(Facts::TYPE),
            format!("the spec allows `{name}` to be {allowed}, but field `{ident}` is `{spelt}`"),
            "too narrow",
            "use a wider type".to_owned(),
        ));
    }
    if let Some(default) = variable.default.as_ref().and_then(|d| whole(d)) {
        all.push(add(
            quote!(_p::reaches::<#ty>(#default, #default)),
            Code::DefaultUnfit,
            Facts::DEFAULT,
            format!(
                "the spec gives `{name}` the default {}, but field `{ident}` is `{spelt}`",
                shown(variable, default)
            ),
            "cannot hold the default",
            "use a wider type".to_owned(),
        ));
    }
    let text = variable
        .default
        .as_ref()
        .filter(|_| variable.ty.one_of.is_empty() && !variable.ty.stated && variable.ty.kind.is_none());
    if let Some(default) = text {
        let what = if variable.is_confidential() {
            "the default".to_owned()
        } else {
            format!("the default `{default}`")
        };
        all.push(add(quote!(_p::has_value::<#ty>(#default) && (<#ty as _p::Field>::VALUES.is_some() || _p::holds::<#ty>(_p::Kind::Text, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::Path, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::Url, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::IpAddress, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::SocketAddress, _p::core::option::Option::None) || _p::holds::<#ty>(_p::Kind::List, _p::core::option::Option::None))), Code::DefaultUnfit, Facts::DEFAULT, format!("the spec gives `{name}` {what}, but field `{ident}` is `{spelt}`"), "cannot hold the default", "use `String`, or an enum with that value".to_owned()));
    }
}

fn shown(variable: &Variable, default: i128) -> String {
    if variable.is_confidential() { "…".to_owned() } else { default.to_string() }
}

/// An enum with a value too many is told which: the text is made while compiling.
fn excess(field: &Field, variable: &Variable) -> Option<TokenStream> {
    if variable.ty.one_of.is_empty() || field.attributes.serde || field.attributes.with.is_some() {
        return None;
    }
    let ty = &field.ty;
    let accepted: Vec<&str> = variable.ty.one_of.iter().map(AsRef::as_ref).collect();
    let citation = variable.citation(Facts::ONE_OF).map(quote_citation).unwrap_or_default();
    let before = format!("`{}` has the value `", spelling(ty));
    let after = format!(
        "`, which the spec does not allow for `{}`\n  = note: {citation}\n  = help: remove the variant, or add its value to the spec\n  = note: spec-env::{}",
        variable.name,
        Code::EnumMismatch.name()
    );
    Some(quote_spanned! {ty.span()=>
        const _: () = {
            const VALUE: &_p::core::primitive::str = _p::excess::<#ty>(&[#(#accepted),*]);
            const MESSAGE: [_p::core::primitive::u8; #before.len() + VALUE.len() + #after.len()] = _p::join(&[#before, VALUE, #after]);
            if !VALUE.is_empty() {
                match _p::core::str::from_utf8(&MESSAGE) {
                    _p::core::result::Result::Ok(message) => _p::core::panic!("{}", message),
                    _p::core::result::Result::Err(_) => {}
                }
            }
        };
    })
}

/// Parts read the same specification, and together with the struct each variable once.
fn part_criteria(target: &Target, binding: &Binding<'_>, contract: &Contract, all: &mut Vec<Criterion>) {
    let parts: Vec<&Field> = binding
        .fields
        .iter()
        .filter_map(|b| if let Bound::Part(field) = b { Some(*field) } else { None })
        .collect();
    if parts.is_empty() {
        return;
    }
    let types: Vec<_> = parts.iter().map(|p| &p.ty).collect();
    let lists = quote!(&[#(<#types as _p::Part>::VARIABLES),*]);
    let hash = contract.hash;
    for part in &parts {
        let ty = &part.ty;
        all.push(Criterion {
            span: ty.span(),
            question: quote!(<#ty as _p::Part>::HASH == #hash),
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
    let variable = |question, code, variable: &Variable, message, help| Criterion {
        span: target.name.span(),
        question,
        code,
        message,
        label: String::new(),
        citation: variable.citations.first().map(quote_citation),
        help,
    };
    for &position in binding.left.iter().filter(|_| !target.attributes.part) {
        let v = &contract.variables[position];
        let name = &*v.name;
        all.push(variable(
            quote!(_p::covered(#lists, #name) >= 1),
            Code::MissingField,
            v,
            format!("no field of `{}` or of its parts reads `{name}`", target.name),
            format!("add a field to it or to a part, or `#[spec_env(ignore(\"{name}\"))]`"),
        ));
        all.push(variable(
            quote!(_p::covered(#lists, #name) <= 1),
            Code::DuplicateField,
            v,
            format!("two parts of `{}` read `{name}`", target.name),
            "let one of them read it".to_owned(),
        ));
    }
    for bound in &binding.fields {
        if let Bound::Variable(field, position) = bound {
            let v = &contract.variables[*position];
            let name = &*v.name;
            all.push(variable(
                quote!(_p::covered(#lists, #name) == 0),
                Code::DuplicateField,
                v,
                format!("`{name}` is read by field `{}` and by a part", field.ident),
                "let one of them read it".to_owned(),
            ));
        }
    }
}

impl Criterion {
    fn tokens(self, n: usize) -> TokenStream {
        let Self { span, question, code, message, label, citation, help } = self;
        let name = format_ident!("Criterion_{}", n);
        let note = format!("spec-env::{}", code.name());
        let message = braces(&message);
        let label = if label.is_empty() {
            quote!()
        } else {
            let label = braces(&label);
            quote!(label = #label,)
        };
        let citation = citation.map(|c| braces(&c)).into_iter();
        let help = braces(&help);
        quote_spanned! {span=>
            #[diagnostic::on_unimplemented(message = #message, #label #(note = #citation,)* note = #help, note = #note)]
            trait #name { const HOLDS: () = (); }
            #[diagnostic::do_not_recommend]
            impl<T: _p::Yes> #name for T {}
            let () = <_p::Fits<{ #question }> as #name>::HOLDS;
        }
    }
}

/// The text as the attribute takes it: braces would be parameters.
fn braces(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

/// A type as it was written.
pub(crate) fn spelling(ty: &impl ToTokens) -> String {
    let text = ty.to_token_stream().to_string();
    [" :: ", " < ", " >", "< ", " ,", "& "]
        .iter()
        .zip(["::", "<", ">", "<", ",", "&"])
        .fold(text, |t, (from, to)| t.replace(from, to))
        .trim_start_matches(":: ")
        .to_owned()
}

fn kind_tokens(kind: Kind) -> TokenStream {
    let name = crate::table::named(kind);
    quote!(_p::Kind::#name)
}

fn item_tokens(variable: &Variable) -> TokenStream {
    if let Some(Kind::List) = variable.ty.kind {
        let item = kind_tokens(variable.ty.item.unwrap_or(Kind::Text));
        quote!(_p::core::option::Option::Some(#item))
    } else {
        quote!(_p::core::option::Option::None)
    }
}

fn plural(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Integer => "integers",
        Kind::Number => "numbers",
        Kind::Boolean => "booleans",
        Kind::Url => "URLs",
        Kind::Port => "ports",
        Kind::Duration => "durations",
        Kind::Size => "sizes",
        Kind::IpAddress => "IP addresses",
        Kind::SocketAddress => "socket addresses",
        Kind::Host => "host names",
        Kind::Email => "e-mail addresses",
        Kind::Path => "paths",
        Kind::Uuid => "UUIDs",
        Kind::List => "lists",
    }
}

fn held_items(variable: &Variable) -> String {
    format!("lists of {}", plural(variable.ty.item.unwrap_or(Kind::Text)))
}

/// The variant that means a value: `read-only` → `ReadOnly`.
fn variant(value: &str) -> String {
    let words = value.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    words
        .map(|w| {
            let mut c = w.chars();
            c.next().map(|f| f.to_uppercase().chain(c).collect::<String>()).unwrap_or_default()
        })
        .collect()
}
