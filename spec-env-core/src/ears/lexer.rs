//! A statement → its tokens.

use std::ops::Range;

use super::characters::{
    closing, groups_digits, is_mark, number, plain_word, splits, trim, undollar, unquoted,
};
use super::token::{Token, TokenKind, is_name};
use super::word::{is_english, word};

/// Cuts a statement into tokens.
pub(crate) fn tokenize(text: &str, range: Range<usize>, codes: &[Range<usize>], out: &mut Vec<Token>) {
    let mut lexer = Lexer { text, at: range.start, end: range.end, out, unclosed: String::new() };
    let first = codes.partition_point(|c| c.end <= range.start);
    for code in codes[first..].iter().take_while(|c| c.start < range.end) {
        lexer.words(code.start);
        if code.start >= lexer.at {
            lexer.code(code.clone());
        }
    }
    lexer.words(range.end);
}

/// How many bytes without a blank may be a list: each of its parts is looked at with all that stands behind it.
const LONGEST: usize = 2048;

struct Lexer<'t, 'o> {
    text: &'t str,
    at: usize,
    end: usize,
    out: &'o mut Vec<Token>,
    /// The marks that close no quotation from here on.
    unclosed: String,
}

#[allow(clippy::cast_possible_truncation, reason = "no specification is as long as 4 GiB")]
impl Lexer<'_, '_> {
    fn push(
        &mut self,
        kind: TokenKind,
        span: Range<usize>,
        inner: Range<usize>,
        rest: Range<usize>,
        marked: bool,
    ) {
        let hash = match kind {
            // `A` and `OFF` are values, and ENV is a name, and no words of the sentence.
            TokenKind::Name
                if (marked || is_english(word(&self.text[inner.clone()])))
                    && !self.text[inner.clone()].contains('_') =>
            {
                0
            }
            TokenKind::Word | TokenKind::Name | TokenKind::Assign | TokenKind::Bare => {
                word(&self.text[inner.clone()])
            }
            TokenKind::Punct => self.text[inner.clone()].chars().next().map_or(0, u64::from),
            _ => 0,
        };
        let pair = |r: Range<usize>| (r.start as u32, r.end as u32);
        self.out.push(Token {
            kind,
            word: hash,
            start: span.start as u32,
            end: span.end as u32,
            inner: pair(inner),
            rest: pair(rest),
            marked,
        });
        self.at = span.end;
    }

    fn code(&mut self, span: Range<usize>) {
        let trimmed = trim(self.text, span.start + 1..span.end - 1);
        let inner = undollar(self.text, trimmed.clone());
        let content = &self.text[inner.clone()];
        let none = inner.end..inner.end;
        if is_name(content) {
            return self.push(TokenKind::Name, span, inner, none, true);
        }
        if let Some((before, after)) = content.split_once('=') {
            let name = before.trim_end().trim_end_matches('!').trim_end();
            let named = inner.start..inner.start + name.len();
            let value = after.trim_start_matches('=').trim_start();
            let value = unquoted(self.text, inner.end - value.len()..inner.end);
            if is_name(name) && before.ends_with('!') {
                // `X != 'y'`: a name, a mark and a literal.
                let mark = named.end..value.start;
                self.push(TokenKind::Name, span.start..named.end, named, mark.start..mark.start, true);
                let sign = mark.start + before.trim_end_matches('!').len() - name.len();
                self.push(TokenKind::Punct, mark.clone(), sign..sign + 2, none.clone(), false);
                return self.push(TokenKind::Code, value.start..span.end, value, none, true);
            }
            if is_name(name) {
                return self.push(TokenKind::Assign, span, named, value, true);
            }
        }
        self.push(TokenKind::Code, span, unquoted(self.text, trimmed), none, true);
    }

    /// Tokens up to an offset, outside code.
    fn words(&mut self, until: usize) {
        while self.at < until {
            // Most of a text is plain words with a blank between.
            let bytes = &self.text.as_bytes()[self.at..until];
            if bytes[0] == b' ' {
                self.at += 1;
                continue;
            }
            if let Some(length) = plain_word(bytes) {
                self.plain(length);
                continue;
            }
            let rest = &self.text[self.at..until];
            let Some(c) = rest.chars().next() else { return };
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if let Some(close) = closing(c).filter(|_| self.opens_quote(c)) {
                self.quote(c, close, until);
            } else if is_mark(c) && !rest.starts_with("${") {
                self.punct(c);
                // "<=5"
                if "<>".contains(c) && self.text[self.at..until].starts_with('=') {
                    self.punct('=');
                }
            } else {
                self.chunk(until);
            }
        }
    }

    /// A word or name of plain letters, as most are.
    fn plain(&mut self, length: usize) {
        let span = self.at..self.at + length;
        let content = &self.text[span.clone()];
        let kind = if self.names(content, span.end) { TokenKind::Name } else { TokenKind::Word };
        self.push(kind, span.clone(), span.clone(), span.end..span.end, false);
    }

    /// Whether unmarked text that ends at an offset may be a name.
    fn names(&self, content: &str, end: usize) -> bool {
        is_name(content) && (!is_english(word(content)) || self.is_stage(content, end))
    }

    /// `ENVIRONMENT` and `ENV` are names where nothing around them is written in capitals for emphasis.
    fn is_stage(&self, content: &str, end: usize) -> bool {
        let loud = |t: &Token| t.is_loud(self.text) && t.inner(self.text).len() > 1;
        let next = self.text.as_bytes()[end..].trim_ascii_start();
        let variable = next.len() > 2 && next[..3].eq_ignore_ascii_case(b"var");
        matches!(content, "ENVIRONMENT" | "ENV") && !variable && !self.out.last().is_some_and(loud)
    }

    fn punct(&mut self, c: char) {
        let span = self.at..self.at + c.len_utf8();
        self.push(TokenKind::Punct, span.clone(), span.clone(), span.end..span.end, false);
    }

    /// An apostrophe opens a quotation only where a word could begin.
    fn opens_quote(&self, c: char) -> bool {
        c != '\''
            || self.text[..self.at].chars().next_back().is_none_or(|p| p.is_whitespace() || "([,".contains(p))
    }

    fn quote(&mut self, open: char, close: char, until: usize) {
        let from = self.at + open.len_utf8();
        // A quotation may hold code spans, but not run past the statement.
        let limit = if close == '\'' { until } else { self.end };
        if self.unclosed.contains(close) {
            return self.punct(open);
        }
        let length = self.text[from..limit].find(close);
        if length.is_none() && limit == self.end {
            self.unclosed.push(close);
        }
        match length {
            Some(length) if length > 0 => {
                let span = self.at..from + length + close.len_utf8();
                let inner = trim(self.text, from..from + length);
                self.push(TokenKind::Quote, span.clone(), inner, span.end..span.end, true);
            }
            _ => self.punct(open),
        }
    }

    /// A run without blanks: a word, a name, a number, a path.
    fn chunk(&mut self, until: usize) {
        let rest = &self.text[self.at..until];
        let cjk = |c: char| ('\u{2e80}'..='\u{9fff}').contains(&c) || ('\u{ac00}'..='\u{d7af}').contains(&c);
        let foreign = rest.starts_with(cjk);
        let mut depth = 0_usize;
        let mut length = rest
            .char_indices()
            .find(|&(at, c)| {
                depth += usize::from(c == '{');
                let inside = depth > 0 && c == '}';
                depth -= usize::from(inside);
                let opens = c == '{' && rest[..at].ends_with('$');
                let ends = c.is_whitespace() || is_mark(c) && !inside && !opens;
                at > 0 && ends && !groups_digits(rest, at)
                    || cjk(c) != foreign
                    || "，。；：、（）“”".contains(c)
            })
            .map_or(rest.len(), |(at, _)| at);
        if length == 0 {
            length = rest.chars().next().map_or(1, char::len_utf8);
        }
        let body = rest[..length].trim_end_matches(['.', ':', '!', '?', '\'', '’']);
        if body.is_empty() {
            // A longer run of marks than anyone writes is not looked at again for each of them.
            let marks = if length > LONGEST { length } else { 1 };
            return rest[..length].chars().take(marks).for_each(|c| self.punct(c));
        }
        // "`A`=5"
        let glued =
            self.out.last().is_some_and(|last| last.kind == TokenKind::Name && last.end as usize == self.at);
        if glued && body.len() > 1 && body.starts_with('=') && !body.starts_with("==") {
            return self.punct('=');
        }
        let span = self.at..self.at + body.len();
        if body.len() > LONGEST {
            let none = span.end..span.end;
            return self.push(TokenKind::Bare, span.clone(), span, none, false);
        }
        self.classify(span);
    }

    fn classify(&mut self, span: Range<usize>) {
        let body = &self.text[span.clone()];
        let none = span.end..span.end;
        if ["=", "==", "===", "!=", "!==", "-", "--", "/", "&"].contains(&body) {
            return self.push(TokenKind::Punct, span.clone(), span, none, false);
        }
        // A genitive leaves its name alone: Railway's, `PORT`'s.
        let stem = body.strip_suffix("'s").or_else(|| body.strip_suffix("’s")).unwrap_or(body);
        let inner = undollar(self.text, span.start..span.start + stem.len());
        let marked = inner.len() != stem.len();
        let content = &self.text[inner.clone()];
        if marked && is_name(content) || self.names(content, inner.end) {
            return self.push(TokenKind::Name, span, inner, none, marked);
        }
        if let Some((name, value)) = content.split_once("==").or_else(|| content.split_once('='))
            && is_name(name)
            && !value.is_empty()
        {
            let value = inner.end - value.len()..inner.end;
            return self.push(TokenKind::Assign, span, inner.start..inner.start + name.len(), value, false);
        }
        let sign = ["≥", "≤", ">=", "<=", ">", "<"].into_iter().find(|sign| body.starts_with(sign));
        if let Some(length) = sign.map(str::len).filter(|&length| number(&body[length..]).is_some()) {
            let mid = span.start + length;
            self.push(TokenKind::Bare, span.start..mid, span.start..mid, mid..mid, false);
            return self.classify(mid..span.end);
        }
        // A date is no range.
        let date = body.matches('-').count() == 2 && body.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if let Some(digits) = number(body).filter(|_| !date) {
            let mid = span.start + digits;
            // A range such as 0-23 or 1–65535 is two numbers.
            let suffix = &body[digits..];
            if suffix.starts_with(['-', '–']) && number(suffix.trim_start_matches(['-', '–'])).is_some() {
                self.push(TokenKind::Number, span.start..mid, span.start..mid, mid..mid, false);
                return self.punct(if suffix.starts_with('-') { '-' } else { '–' });
            }
            let dots = if suffix.starts_with("..=") { 3 } else { 2 };
            let range = suffix.starts_with("..") && !suffix[dots..].contains("..");
            if range && number(&suffix[dots..]).is_some() {
                self.push(TokenKind::Number, span.start..mid, span.start..mid, mid..mid, false);
                self.push(TokenKind::Bare, mid..mid + dots, mid..mid + dots, mid..mid, false);
                return self.classify(mid + dots..span.end);
            }
            // "a 32-character string"
            let noun = suffix.strip_prefix('-').is_some_and(|s| s.bytes().all(|b| b.is_ascii_alphabetic()));
            if noun || !suffix.starts_with(['.', ':', '/', '-', '–']) {
                // "0=off" labels the number.
                let rest = if suffix.starts_with('=') { none } else { mid..span.end };
                return self.push(TokenKind::Number, span.clone(), span.start..mid, rest, false);
            }
            return self.push(TokenKind::Bare, span.clone(), span.clone(), none, false);
        }
        if let Some(at) = body.find(['/', '—', '–', '|']).filter(|&at| at > 0 && splits(body, at)) {
            let mark = body[at..].chars().next().unwrap_or('/');
            self.classify(span.start..span.start + at);
            return self.punct(mark);
        }
        // "default=100"
        if let Some((key, value)) = body.split_once('=')
            && ["default", "min", "max"].contains(&&*key.to_ascii_lowercase())
            && !value.is_empty()
        {
            self.classify(span.start..span.start + key.len());
            return self.punct('=');
        }
        let wordy = |c: char| c.is_alphanumeric() || "-'’_".contains(c);
        let kind = if body.chars().all(wordy) && body.starts_with(char::is_alphabetic) {
            TokenKind::Word
        } else {
            TokenKind::Bare
        };
        self.push(kind, span, inner, none, false);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> String {
        let codes: Vec<_> = {
            let ticks: Vec<_> = text.match_indices('`').map(|(at, _)| at).collect();
            ticks.chunks_exact(2).map(|c| c[0]..c[1] + 1).collect()
        };
        let mut out = Vec::new();
        tokenize(text, 0..text.len(), &codes, &mut out);
        let shown = out.iter().map(|t| {
            let inner = t.inner(text);
            match t.kind {
                TokenKind::Word | TokenKind::Punct => inner.to_owned(),
                TokenKind::Name => format!("N:{inner}"),
                TokenKind::Assign => format!("N:{inner}={}", t.rest(text)),
                TokenKind::Code | TokenKind::Quote => format!("L:{inner}"),
                TokenKind::Number => format!(
                    "#{inner}{}",
                    if t.rest(text).is_empty() { String::new() } else { format!("~{}", t.rest(text)) }
                ),
                TokenKind::Bare => format!("B:{inner}"),
            }
        });
        shown.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn names_and_words() {
        assert_eq!(shape("WHEN the DB_POOL_SIZE is not set"), "WHEN the N:DB_POOL_SIZE is not set");
        assert_eq!(shape("`A`, `$B_C` and ${D_E}."), "N:A , N:B_C and N:D_E .");
        assert_eq!(shape("Railway's PORT and APP_'s"), "Railway N:PORT and APP_");
        assert_eq!(shape("IF `MODE=cloud` or MODE=local"), "IF N:MODE=cloud or N:MODE=local");
        assert_eq!(shape("A/B tests, and/or X_Y/Z_W"), "A / N:B tests , and / or N:X_Y / N:Z_W");
    }

    #[test]
    fn literals() {
        assert_eq!(shape("default 5, 0.5, 30s or -1."), "default #5 , #0.5 , #30~s or #-1 .");
        assert_eq!(shape("(0-23) (1–65535)"), "( #0 - #23 ) ( #1 – #65535 )");
        assert_eq!(shape("\"cloud\" ‘x’ 'y z' don't"), "L:cloud L:x L:y z don't");
        assert_eq!(
            shape("./rooms http://localhost:80/x. :8083 127.0.0.1"),
            "B:./rooms B:http://localhost:80/x . B::8083 B:127.0.0.1"
        );
        assert_eq!(shape("say \"a `B_C` d\" end"), "say L:a `B_C` d end");
    }

    #[test]
    fn other_scripts_are_apart() {
        assert_eq!(shape("从环境变量OWLS_URL读取"), "从环境变量 N:OWLS_URL 读取");
    }
}
