//! From the text of a file to its syntax tree. The parser recurses, so that code which could exhaust the stack, which no
//! thread survives, is refused before.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// The stack of a thread that parses, and visits what was parsed.
pub(super) const STACK: usize = 1 << 30;

/// Brackets within brackets further than this are no code that a person wrote.
const DEEPEST: usize = 512;

/// As many tokens as may stand within one another: behind one another without a separator, in all brackets around.
/// Each of them takes at most 32 KiB of the stack, so that half of it stays free.
const LONGEST: usize = STACK / (32 << 10) / 2;

/// Why a file cannot be read, and where.
pub(super) struct Fault {
    pub(super) why: String,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// Parses a file.
pub(super) fn file(text: &str) -> Result<syn::File, Fault> {
    if brackets(text) > DEEPEST {
        return Err(too_deep());
    }
    let tokens: TokenStream =
        code(text).parse().map_err(|error: proc_macro2::LexError| fault(&error, error.span()))?;
    if longest(&tokens, 0) > LONGEST {
        return Err(too_deep());
    }
    syn::parse2(tokens).map_err(|error| fault(&error, error.span()))
}

fn too_deep() -> Fault {
    Fault { why: "it nests too deeply".to_owned(), line: 1, column: 1 }
}

fn fault(error: &impl std::fmt::Display, span: proc_macro2::Span) -> Fault {
    let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let start = span.start();
    Fault {
        why: format!("it is no Rust code that can be parsed: {error}"),
        line: number(start.line),
        column: number(start.column + 1),
    }
}

/// The code of a file whose first line may be for the shell; line and column of the rest stay.
fn code(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let is_script = text.starts_with("#!") && !text[2..].trim_start().starts_with('[');
    if is_script { format!("//{}", &text[2..]) } else { text.to_owned() }
}

/// How deep brackets nest, those in strings and comments as well.
fn brackets(text: &str) -> usize {
    let mut depth: usize = 0;
    text.bytes().fold(0, |deepest, byte| {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest.max(depth)
    })
}

/// The most tokens that may stand within one another, given how many do around these.
fn longest(tokens: &TokenStream, around: usize) -> usize {
    let (mut run, mut most) = (around, around);
    let mut tokens = tokens.clone().into_iter().peekable();
    while let Some(token) = tokens.next() {
        run += 1;
        most = most.max(run);
        match &token {
            TokenTree::Group(group) => {
                most = most.max(longest(&group.stream(), run));
                // A block ends what it belongs to, unless that goes on: `else`, or an operator.
                let goes_on = match tokens.peek() {
                    Some(TokenTree::Ident(next)) => next == "else" || next == "as",
                    Some(TokenTree::Punct(next)) => next.as_char() != '#',
                    _ => false,
                };
                if group.delimiter() == Delimiter::Brace && !goes_on {
                    run = around;
                }
            }
            TokenTree::Punct(sign) if matches!(sign.as_char(), ',' | ';') => run = around,
            _ => {}
        }
    }
    most
}
