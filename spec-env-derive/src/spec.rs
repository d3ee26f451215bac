//! Finds and reads the specification, and makes the compiler watch its files.

use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Span, TokenStream};
use quote::quote;
use spec_env_core::diagnostic::{Code, Diagnostic, Level};
use spec_env_core::fingerprint::sample;
use spec_env_core::locate;
use spec_env_core::source::Source;
use spec_env_core::specification::Specification;
use syn::LitStr;

use crate::finding::{Finding, Findings, label};

/// The package whose code is being compiled.
pub(crate) struct Origin {
    directory: Option<PathBuf>,
    package: String,
}

impl Origin {
    /// What cargo says of the crate that calls the macro.
    pub(crate) fn of_caller() -> Self {
        let directory = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        Self { directory, package: env::var("CARGO_PKG_NAME").unwrap_or_default() }
    }

    #[cfg(test)]
    pub(crate) fn new(directory: &Path, package: &str) -> Self {
        Self { directory: Some(directory.to_owned()), package: package.to_owned() }
    }
}

/// A specification with the files that it was read from.
pub(crate) struct Read {
    pub(crate) spec: Specification,
    /// Paths relative to the package, and what their bytes come to.
    files: Vec<(String, u64)>,
}

/// How a specification is named.
pub(crate) enum Named<'a> {
    Paths(&'a [LitStr]),
    Inline(&'a LitStr),
}

/// Reads the specification; `None` when it cannot be read, which is then reported.
pub(crate) fn read(
    named: &Named<'_>,
    system: Option<&LitStr>,
    origin: &Origin,
    span: Span,
    findings: &mut Findings,
) -> Option<Read> {
    let mut files = Vec::new();
    let mut sources = Vec::new();
    match named {
        Named::Inline(text) => sources.push(Source::new("inline specification", text.value())),
        Named::Paths(paths) => {
            let Some(directory) = &origin.directory else {
                findings.add(
                    span,
                    Code::SpecNotFound,
                    "nothing says where this package is: CARGO_MANIFEST_DIR is not set",
                    "build with cargo, or set CARGO_MANIFEST_DIR to the package's directory",
                );
                return None;
            };
            for (path, span) in located(paths, directory, &origin.package, span, findings)? {
                let shown = path.to_string_lossy().replace('\\', "/");
                let bytes = fs::read(directory.join(&path))
                    .map_err(|error| {
                        findings.add(
                            span,
                            Code::SpecNotFound,
                            format!("cannot read the specification `{shown}`: {error}"),
                            "check the file and its permissions",
                        );
                    })
                    .ok()?;
                files.push((shown.clone(), sample(&bytes)));
                sources.push(decoded(&shown, bytes, span, findings)?);
            }
        }
    }
    let spec = Specification::read(sources, system.map(LitStr::value).as_deref());
    let span = match named {
        Named::Inline(text) => text.span(),
        Named::Paths(paths) => paths.first().map_or(span, LitStr::span),
    };
    for diagnostic in spec.diagnostics.iter().filter(|d| d.level == Level::Error) {
        findings.push(finding(diagnostic, &spec, span));
    }
    Some(Read { spec, files })
}

/// The files, relative to the package.
fn located(
    paths: &[LitStr],
    directory: &Path,
    package: &str,
    span: Span,
    findings: &mut Findings,
) -> Option<Vec<(PathBuf, Span)>> {
    let packaged = directory.join("Cargo.toml.orig").is_file();
    let mut out = Vec::new();
    if paths.is_empty() {
        match locate::of_package(directory, package) {
            Ok(path) => out.push((path, span)),
            Err(missing) => {
                let help = if packaged {
                    // Above the package there is the workspace no more.
                    CURE
                } else {
                    "write one, or name it: `#[spec_env(path = \"…\")]`, relative to the package"
                };
                let message = format!("`{package}` has no specification: {missing}");
                findings.add(span, Code::SpecNotFound, message, help);
                return None;
            }
        }
    }
    for literal in paths {
        let path = PathBuf::from(literal.value());
        if path.is_absolute() {
            findings.add(
                literal.span(),
                Code::SpecNotFound,
                "the path of a specification is relative to the package",
                "an absolute path works on one machine only",
            );
            return None;
        }
        if packaged && escapes(&path) {
            outside(&path, literal.span(), findings);
            return None;
        }
        match locate::files(&directory.join(&path)) {
            Ok(found) => out.extend(
                found
                    .into_iter()
                    .filter_map(|f| Some((f.strip_prefix(directory).ok()?.to_owned(), literal.span()))),
            ),
            Err(missing) => {
                let text = missing.to_string().replace(&format!("{}/", directory.display()), "");
                findings.add(
                    literal.span(),
                    Code::SpecNotFound,
                    format!("cannot find the specification: {text}"),
                    format!("paths are relative to the directory of the package `{package}`"),
                );
                return None;
            }
        }
    }
    if let Some((path, span)) = out.iter().find(|(path, _)| packaged && escapes(path)) {
        outside(path, *span, findings);
        return None;
    }
    Some(out)
}

/// What to do about a specification that is not packaged.
const CURE: &str =
    "move it into the package, or put a symbolic link to it there: a link is packaged as a file";

/// A packaged crate is built without the files around its package.
fn outside(path: &Path, span: Span, findings: &mut Findings) {
    let path = path.display();
    let message =
        format!("the specification `{path}` is outside the package, so it is not in the packaged crate");
    findings.add(span, Code::SpecOutsidePackage, message, CURE);
}

fn escapes(path: &Path) -> bool {
    path.components().next() == Some(Component::ParentDir)
}

fn decoded(name: &str, bytes: Vec<u8>, span: Span, findings: &mut Findings) -> Option<Source> {
    Source::from_bytes(name, bytes)
        .map_err(|fault| {
            let message = format!("{name}:{}: the specification {fault}", fault.line);
            findings.add(span, fault.code, message, "save it as UTF-8 text");
        })
        .ok()
}

/// An error of the specification itself.
fn finding(diagnostic: &Diagnostic, spec: &Specification, span: Span) -> Finding {
    let frames =
        std::iter::once(&diagnostic.primary).chain(&diagnostic.related).filter_map(|l| label(spec, l));
    Finding {
        span,
        code: diagnostic.code,
        message: format!("the specification is wrong: {}", diagnostic.message),
        frames: frames.collect(),
        helps: diagnostic.help.iter().cloned().collect(),
    }
}

impl Read {
    /// Makes the compiler read the files: an edit, and a file that is gone, then build the crate again. The assertion
    /// catches tools that keep generated code although a file has changed.
    pub(crate) fn tracking(&self, package: &Origin) -> TokenStream {
        let files = self.files.iter().map(|(path, print)| {
            let message = format!("`{path}` changed after this derive ran, so its output is stale; run `cargo clean -p {}` (spec-env::{})", package.package, Code::StaleExpansion.name());
            quote! {
                const _: () = _p::unchanged(
                    _p::core::include_bytes!(_p::core::concat!(_p::core::env!("CARGO_MANIFEST_DIR"), "/", #path)),
                    #print,
                    #message,
                );
            }
        });
        files.collect()
    }
}
