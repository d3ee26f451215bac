//! What only rustc can judge: each criterion is a trait of its own, whose error quotes the statement behind it.
//!
//! The compiler knows types, the macro only their spelling. So the question ("can it hold every port?") is asked in a
//! constant, and the answer must implement the criterion's trait; the error is then rustc's own, in one sentence,
//! whatever alias the type was written with.

mod excess;
mod field;
mod part;
mod words;

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt::Write;

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use spec_env_core::contract::Contract;
use spec_env_core::diagnostic::Code;
use syn::Type;
use syn::spanned::Spanned;

use crate::bind::{Binding, Bound};
use crate::input::{Field, Target};
use crate::once::Once;
use crate::tokens::{parsed, written};

/// One question about a type, and what is said when the answer is no.
struct Criterion<'a> {
    span: Span,
    question: Question<'a>,
    code: Code,
    message: String,
    label: String,
    citation: Option<String>,
    help: String,
}

/// What a constant computes: yes or no.
enum Question<'a> {
    /// Something of a type, which is written so; the method and its arguments are text, as most are asked of many fields.
    OfType(&'a Type, String, String),
    Other(TokenStream),
}

impl Question<'_> {
    /// What tells it from other questions.
    fn key(&self) -> String {
        match self {
            Self::OfType(_, written, method) => format!("{written}.{method}"),
            Self::Other(tokens) => tokens.to_string(),
        }
    }

    fn tokens(&self) -> TokenStream {
        match self {
            Self::OfType(ty, _, method) => {
                let method = parsed(method);
                quote!(_p::Of::<#ty>::TYPE.#method)
            }
            Self::Other(tokens) => tokens.clone(),
        }
    }
}

/// The criteria of a struct, in one block: a block for each would cost the compiler ten times as much.
pub(crate) fn criteria(target: &Target, binding: &Binding<'_>, contract: &Contract) -> TokenStream {
    let variables = binding.fields.iter().filter_map(|bound| match bound {
        Bound::Variable(field, position) => Some((*field, *position)),
        Bound::Part(_) => None,
    });
    // Once a type, however many fields have it.
    let mut seen = HashSet::new();
    let decoded = variables.clone().map(|(field, _)| field).filter(|field| !field.attributes.decodes());
    let mut all: Vec<Criterion<'_>> =
        decoded.filter(|field| seen.insert(written(&field.ty))).map(decodable).collect();
    let fields = variables.clone().flat_map(|(field, position)| field::criteria(field, position, contract));
    all.extend(fields);
    all.extend(part::criteria(target, binding, contract));
    let excess: Vec<_> = variables
        .filter_map(|(field, position)| excess::check(field, &contract.variables[position]))
        .collect();
    if target.attributes.no_implicit_prelude {
        let asserts = all.into_iter().map(Criterion::assert);
        return quote! { #(#asserts)* #(#excess)* };
    }
    let mut answers = Once::new("Answer");
    let mut traits = String::new();
    let holds: Vec<_> =
        all.into_iter().enumerate().map(|(n, one)| one.tokens(n, &mut answers, &mut traits)).collect();
    let (answers, traits) = (answers.items, parsed(&traits));
    quote! { const _: () = { #answers #traits let _: (#(#holds,)*); }; #(#excess)* }
}

/// Whether the type of a field can be one at all.
fn decodable(field: &Field) -> Criterion<'_> {
    Criterion {
        span: field.ty.span(),
        code: Code::TypeMismatch,
        message: format!("`{}` is no type for a field of a configuration", spelling(&field.ty)),
        question: Question::OfType(&field.ty, written(&field.ty), "is_field()".to_owned()),
        label: "cannot be decoded from an environment variable".to_owned(),
        citation: None,
        help: "implement `spec_env::Field` for it, or write `#[spec_env(serde)]` for a type that implements `Deserialize`, or `#[spec_env(with = path)]` with a function from `&str`".to_owned(),
    }
}

impl Criterion<'_> {
    /// Writes the trait, and returns a type that only exists if the answer implements it.
    ///
    /// The traits are text: only the type has a place in the user's code, and rustc cuts text into tokens in a fraction
    /// of the time that they take to be handed over one by one by a macro that is not optimised.
    fn tokens(self, n: usize, answers: &mut Once, traits: &mut String) -> TokenStream {
        let Self { span, question, code, message, label, citation, help } = self;
        let mut answer = answers.name(question.key(), |name| {
            let question = question.tokens();
            quote!(type #name = _p::Fits<{ #question }>;)
        });
        answer.set_span(span);
        let name = Ident::new(&format!("Criterion_{n}"), span);
        let mut say = |key: &str, text: &str| _ = write!(traits, "{key} = {:?}, ", braces(text));
        say("#[diagnostic::on_unimplemented(message", &message);
        if !label.is_empty() {
            say("label", &label);
        }
        if let Some(citation) = citation {
            say("note", &citation);
        }
        say("note", &help);
        let code = code.name();
        _ = writeln!(
            traits,
            "note = \"spec-env::{code}\")] trait {name} {{ type Holds; }} \
             #[diagnostic::do_not_recommend] impl {name} for _p::Fits<true> {{ type Holds = (); }}"
        );
        quote_spanned!(span=> <#answer as #name>::Holds)
    }

    /// The same without attributes: a constant that can only be evaluated if the answer is yes.
    fn assert(self) -> TokenStream {
        let Self { span, question, code, message, citation, help, .. } = self;
        let (text, question) = (message + &notes(citation.as_deref(), &help, code), question.tokens());
        quote_spanned!(span=> const _: () = if !(#question) { _p::core::panic!("{}", #text) };)
    }
}

/// What is said behind the message where it is the text of a panic, laid out as rustc lays out its notes.
fn notes(citation: Option<&str>, help: &str, code: Code) -> String {
    let citation = citation.map(|text| format!("\n  = note: {text}")).unwrap_or_default();
    format!("{citation}\n  = help: {help}\n  = note: spec-env::{}", code.name())
}

/// The text as the attribute takes it: braces would be parameters.
fn braces(text: &str) -> Cow<'_, str> {
    let any = text.as_bytes().contains(&b'{') || text.as_bytes().contains(&b'}');
    if any { text.replace('{', "{{").replace('}', "}}").into() } else { text.into() }
}

/// A type for people to read.
fn spelling(ty: &impl ToTokens) -> String {
    let text = written(ty);
    let pairs =
        [(" :: ", "::"), (":: ", "::"), (" < ", "<"), ("< ", "<"), (" >", ">"), (" ,", ","), ("& ", "&")];
    pairs.iter().fold(text, |text, (from, to)| text.replace(from, to)).trim_start_matches("::").to_owned()
}
