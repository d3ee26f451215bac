//! `#[spec_env(…)]` on structs, fields and variants.

use proc_macro2::Span;
use spec_env_core::diagnostic::Code;
use spec_env_core::edits::distance;
use syn::meta::ParseNestedMeta;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token};

use crate::finding::Findings;

/// The attributes of a struct.
#[derive(Default)]
pub(crate) struct StructAttributes {
    pub(crate) paths: Vec<LitStr>,
    pub(crate) inline: Option<LitStr>,
    pub(crate) system: Option<LitStr>,
    pub(crate) krate: Option<Path>,
    pub(crate) part: bool,
    pub(crate) ignored: Vec<LitStr>,
    /// Whether rustc knows no tool attributes where the struct stands.
    pub(crate) no_implicit_prelude: bool,
}

/// The attributes of a field.
#[derive(Default)]
pub(crate) struct FieldAttributes {
    pub(crate) variable: Option<LitStr>,
    pub(crate) nested: bool,
    pub(crate) with: Option<Path>,
    pub(crate) serde: bool,
}

const ON_STRUCT: &[&str] = &["path", "inline", "system", "crate", "part", "ignore", "no_implicit_prelude"];
const ON_FIELD: &[&str] = &["var", "nested", "with", "serde"];
const ON_ENUM: &[&str] = &["crate"];
const ON_VARIANT: &[&str] = &["value"];

impl StructAttributes {
    pub(crate) fn parse(attributes: &[Attribute], findings: &mut Findings) -> Self {
        let mut out = Self::default();
        each(attributes, findings, |meta, findings| {
            let name = name(meta);
            match name.as_str() {
                "path" if meta.input.peek(Token![=]) => out.paths.push(meta.value()?.parse()?),
                "path" => out.paths.extend(strings(meta)?),
                "inline" => out.inline = Some(meta.value()?.parse()?),
                "system" => out.system = Some(meta.value()?.parse()?),
                "crate" => out.krate = Some(meta.value()?.call(Path::parse_mod_style)?),
                "part" => out.part = true,
                "ignore" => out.ignored.extend(strings(meta)?),
                "no_implicit_prelude" => out.no_implicit_prelude = true,
                _ => unknown(meta, "a struct", ON_STRUCT, findings)?,
            }
            Ok(())
        });
        if let Some(inline) = out.inline.as_ref().filter(|_| !out.paths.is_empty()) {
            findings.add(
                inline.span(),
                Code::UnknownAttribute,
                "`inline` and `path` exclude each other",
                "remove one of them",
            );
        }
        out
    }
}

impl FieldAttributes {
    /// Whether a function or serde decodes the field: what its type can hold is theirs to judge.
    pub(crate) fn decodes(&self) -> bool {
        self.serde || self.with.is_some()
    }

    pub(crate) fn parse(attributes: &[Attribute], findings: &mut Findings) -> Self {
        let mut out = Self::default();
        each(attributes, findings, |meta, findings| {
            match name(meta).as_str() {
                "var" => out.variable = Some(meta.value()?.parse()?),
                "nested" => out.nested = true,
                "with" => out.with = Some(meta.value()?.call(Path::parse_mod_style)?),
                "serde" => out.serde = true,
                _ => unknown(meta, "a field", ON_FIELD, findings)?,
            }
            Ok(())
        });
        out
    }
}

/// The `crate = path` of an enum of values.
pub(crate) fn krate(attributes: &[Attribute], findings: &mut Findings) -> Option<Path> {
    let mut out = None;
    each(attributes, findings, |meta, findings| {
        match name(meta).as_str() {
            "crate" => out = Some(meta.value()?.call(Path::parse_mod_style)?),
            _ => unknown(meta, "an enum of values", ON_ENUM, findings)?,
        }
        Ok(())
    });
    out
}

/// The `value = "…"` of a variant.
pub(crate) fn value(attributes: &[Attribute], findings: &mut Findings) -> Option<LitStr> {
    let mut out = None;
    each(attributes, findings, |meta, findings| {
        match name(meta).as_str() {
            "value" => out = Some(meta.value()?.parse()?),
            _ => unknown(meta, "a variant", ON_VARIANT, findings)?,
        }
        Ok(())
    });
    out
}

/// Calls a function for each entry of each `#[spec_env(…)]`.
fn each(
    attributes: &[Attribute],
    findings: &mut Findings,
    mut read: impl FnMut(&ParseNestedMeta<'_>, &mut Findings) -> syn::Result<()>,
) {
    for attribute in attributes.iter().filter(|a| a.path().is_ident("spec_env")) {
        if let Err(error) = attribute.parse_nested_meta(|meta| read(&meta, findings)) {
            findings.add(
                error.span(),
                Code::UnknownAttribute,
                error.to_string(),
                "write `#[spec_env(name = \"value\")]`",
            );
        }
    }
}

fn name(meta: &ParseNestedMeta<'_>) -> String {
    meta.path.segments.first().map(|s| s.ident.to_string()).unwrap_or_default()
}

fn strings(meta: &ParseNestedMeta<'_>) -> syn::Result<Punctuated<LitStr, Token![,]>> {
    let content;
    syn::parenthesized!(content in meta.input);
    content.parse_terminated(syn::parse::ParseBuffer::parse::<LitStr>, Token![,])
}

/// Reports an attribute that is unknown here, with the nearest one, and skips its value.
fn unknown(
    meta: &ParseNestedMeta<'_>,
    place: &str,
    known: &[&str],
    findings: &mut Findings,
) -> syn::Result<()> {
    let name = name(meta);
    let span = meta.path.segments.first().map_or_else(Span::call_site, |s| s.ident.span());
    let elsewhere = [("a struct", ON_STRUCT), ("a field", ON_FIELD), ("a variant", ON_VARIANT)];
    let home = elsewhere.iter().find(|(_, names)| names.contains(&name.as_str()));
    let near = known.iter().find(|k| distance(k, &name) <= 2);
    let (message, help) = match (home, near) {
        (Some((home, _)), _) => {
            (format!("attribute `{name}` means nothing on {place}"), format!("it belongs on {home}"))
        }
        (None, Some(near)) => (
            format!("unknown attribute `{name}`"),
            format!("an attribute of a similar name exists: `{near}`"),
        ),
        (None, None) => (format!("unknown attribute `{name}`"), format!("on {place}: {}", known.join(", "))),
    };
    findings.add(span, Code::UnknownAttribute, message, help);
    if meta.input.peek(Token![=]) {
        meta.value()?.parse::<proc_macro2::TokenTree>()?;
    } else if meta.input.peek(syn::token::Paren) {
        let content;
        syn::parenthesized!(content in meta.input);
        content.parse::<proc_macro2::TokenStream>()?;
    }
    Ok(())
}
