//! A statement cut into tokens and sentences, and which of its tokens may be names.

use std::ops::Range;

use super::context::is_function_word;
use super::phrases::{UNITS, VARIABLE};
use super::{CLOSE, NEAR, NameId};
use crate::ears::characters::IN_CODE;
use crate::ears::ellipsis::complete;
use crate::ears::lexer::tokenize;
use crate::ears::reworded::reworded;
use crate::ears::sentence::{Sentence, depths, sentences};
use crate::ears::token::{Token, TokenKind, is_name};
use crate::ears::word::is;

/// What a statement is of a rule that stands in several blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// All of it.
    Whole,
    /// A rule whose conditions are the items behind it, and only with them read as one.
    Open,
    /// A rule whose conditions are announced in words that are not read.
    Unread,
    /// The outcome of a scenario, behind the steps in front of it.
    Outcome,
}

/// A statement cut into tokens and sentences.
pub(crate) struct Words {
    pub(crate) tokens: Vec<Token>,
    pub(crate) depth: Vec<u8>,
    pub(crate) sentences: Vec<Sentence>,
    /// The name that a token may be, whether or not anything introduces it.
    pub(crate) names: Vec<Option<NameId>>,
    /// What stands for the names behind a colon: "the following environment variables".
    pub(crate) items: Option<NameId>,
    /// Whether a token is only an example.
    pub(super) example: Vec<bool>,
    /// Whether the statement speaks of environment variables, in any script.
    pub(crate) speaks: bool,
    /// Whether it speaks of the environment, or of a file for it.
    pub(crate) environment: bool,
    /// The word for "environment variable" in another script.
    pub(crate) foreign: Option<usize>,
    /// The blocks that it is cut from, where these are several; in their order.
    pub(crate) pieces: Vec<Range<usize>>,
    /// What it is of a rule of several blocks.
    pub(crate) role: Role,
}

impl Words {
    pub(crate) fn new(text: &str, range: Range<usize>, codes: &[Range<usize>]) -> Self {
        Self::of(cut(text, range, codes), text)
    }

    /// A statement that leads in what follows, as if it ended in a colon where it has none.
    pub(crate) fn leading(text: &str, range: Range<usize>, codes: &[Range<usize>]) -> Self {
        Self::of(cut_leading(text, range, codes), text)
    }

    pub(crate) fn of(tokens: Vec<Token>, text: &str) -> Self {
        let tokens = complete(reworded(tokens), text);
        let depth = depths(&tokens);
        let sentences = sentences(&tokens, &depth, text);
        let example = examples(&tokens, &depth);
        let names = vec![None; tokens.len()];
        let foreign = tokens.iter().position(|t| is_foreign_variable(t.inner(text)));
        let phrase = |at: usize| VARIABLE.at(&tokens, at).is_some();
        let speaks = foreign.is_some() || (0..tokens.len()).any(phrase);
        let environment = speaks
            || tokens.iter().any(|t| {
                is!(t, "environment env")
                    || t.is_text()
                        && (is_environment_in_code(t.inner(text)) || t.inner(text).starts_with(".env"))
                    || is_read_in_code(text, t)
            });
        Self {
            tokens,
            depth,
            sentences,
            names,
            items: None,
            example,
            speaks,
            environment,
            foreign,
            pieces: Vec::new(),
            role: Role::Whole,
        }
    }

    /// Whether a token could be a name.
    pub(crate) fn names_any(&self) -> bool {
        self.names.iter().any(Option::is_some)
    }

    /// Whether two tokens could be names of different variables.
    pub(crate) fn names_several(&self) -> bool {
        let mut names = self.names.iter().flatten();
        names.next().is_some_and(|first| names.any(|name| name != first))
    }

    /// The positions of tokens that could be names of variables.
    pub(crate) fn candidates(&self, text: &str) -> Vec<usize> {
        let candidate = |at: usize| self.is_candidate(at, text) || self.is_quoted(at, text);
        (0..self.tokens.len()).filter(|&at| candidate(at)).collect()
    }

    /// Whether a token is a name in quotation marks right behind "environment variable": `the env var "BASE_URL"`.
    fn is_quoted(&self, at: usize, text: &str) -> bool {
        let token = &self.tokens[at];
        let name = || token.inner(text).contains('_') && is_name(token.inner(text));
        if token.kind != TokenKind::Quote || !self.speaks || !name() {
            return false;
        }
        // `the env vars "A_B", "C_D" and "E_F"`
        let joins = |t: &Token| t.punct(',') || t.kind == TokenKind::Quote || is!(t, "and or");
        let front = self.tokens[..at].iter().rev().take(NEAR).position(|t| !joins(t)).map_or(0, |n| at - n);
        // "return "BAD_CONFIG" environment variable errors" speaks of errors.
        let closes = |next: usize| {
            self.tokens.get(next).is_none_or(|t| {
                t.kind != TokenKind::Word
                    || is_function_word(t)
                    || is!(t, "isn't aren't wasn't doesn't hasn't")
            })
        };
        let beside = VARIABLE.at(&self.tokens, at + 1).is_some_and(|((), next)| closes(next))
            || (front.saturating_sub(3)..front)
                .any(|i| VARIABLE.at(&self.tokens, i).is_some_and(|((), next)| next == front));
        // `fail with the message: missing environment variable "A_B"`
        let words = &self.tokens[front.saturating_sub(CLOSE)..front];
        beside && !words.iter().any(|t| is!(t, "message messages saying says log logs print prints text"))
    }

    fn is_candidate(&self, at: usize, text: &str) -> bool {
        // "10 MB (environment variable: `X`)"
        let unit = || {
            at > 0
                && self.tokens[at - 1].kind == TokenKind::Number
                && self.tokens[at].is_plain_name(text)
                && UNITS.at(&self.tokens, at).is_some()
        };
        let prefix = self.tokens.get(at + 1).is_some_and(|t| is!(t, "prefix convention prefixed"));
        let template = is!(
            self.tokens[at],
            "env_var var_name variable_name env_var_name env_name upper_case snake_case upper_snake_case"
        );
        matches!(self.tokens[at].kind, TokenKind::Name | TokenKind::Assign)
            && !self.example[at]
            && !prefix
            && !template
            && !unit()
    }
}

/// The tokens of a range of text.
pub(crate) fn cut(text: &str, range: Range<usize>, codes: &[Range<usize>]) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(range.len() / 5 + 4);
    tokenize(text, range, codes, &mut tokens);
    tokens
}

/// The tokens of a range of text that leads in what follows, with a colon at its end.
pub(crate) fn cut_leading(text: &str, range: Range<usize>, codes: &[Range<usize>]) -> Vec<Token> {
    let end = range.end;
    let mut tokens = cut(text, range, codes);
    if tokens.last().is_some_and(|last| !last.punct(':')) {
        tokens.pop_if(|last| last.punct('.'));
        tokens.push(Token::mark(':', end));
    }
    tokens
}

/// What programs call the environment.
pub(crate) fn is_environment_in_code(word: &str) -> bool {
    matches!(
        word.trim_end_matches("()"),
        "process.env"
            | "os.environ"
            | "os.environ.get"
            | "os.getenv"
            | "os.Getenv"
            | "Deno.env"
            | "Deno.env.get"
            | "Bun.env"
            | "System.getenv"
            | "std::env::var"
            | "import.meta.env"
    )
}

/// Whether a name is written as programs read it: `process.env.PORT`.
pub(crate) fn is_read_in_code(text: &str, token: &Token) -> bool {
    let named = matches!(token.kind, TokenKind::Name | TokenKind::Assign);
    named
        && IN_CODE
            .iter()
            .any(|prefix| text[token.span()].trim_start_matches('`').trim_start().starts_with(prefix))
}

/// "Environment variable" in Chinese and Japanese.
fn is_foreign_variable(word: &str) -> bool {
    !word.is_ascii() && (word.contains("环境变量") || word.contains("環境変数") || word.contains("環境變數"))
}

/// Names behind *e.g.*, *such as*, *like* and *for example* only illustrate.
fn examples(tokens: &[Token], depth: &[u8]) -> Vec<bool> {
    let mut out = vec![false; tokens.len()];
    // How far the last of them reach: another marker in them opens none that reach further.
    let mut end = 0;
    for at in 0..tokens.len() {
        let next = tokens.get(at + 1);
        let marker = is!(tokens[at], "e.g e.g. like including")
            || is!(tokens[at], "such") && next.is_some_and(|t| is!(t, "as"))
            || is!(tokens[at], "for") && next.is_some_and(|t| is!(t, "example instance"));
        if !marker || is!(tokens[at], "including") && depth[at] == 0 {
            continue;
        }
        let from = if is!(tokens[at], "such for") { at + 2 } else { at + 1 };
        end = end.max(from);
        while let Some(token) = tokens.get(end) {
            let separator = [',', '.', ':', '/', '…', '–'].iter().any(|&c| token.punct(c));
            let literal = token.kind != TokenKind::Word && token.kind != TokenKind::Punct;
            if !(separator || literal || is!(token, "and or a an the etc")) {
                break;
            }
            out[end] = true;
            end += 1;
        }
    }
    out
}
