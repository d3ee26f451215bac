//! Rules that stand in several blocks: a condition and what follows from it, cut as one.

use std::ops::Range;

use crate::document::{Block, Document, Leads, Statement};
use crate::ears::sentence::{is_modal, opens_condition};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;
use crate::facts::cases::Cases;
use crate::facts::in_place::{in_place, named, names_alone};
use crate::facts::words::{Role, Words, cut, cut_leading};

/// The length of a block that is read together with another one, in bytes, and how many of them: no document takes the
/// square of its length.
const LONG: usize = 1024;
const MANY: usize = 16;

/// Several blocks as one: their tokens, and where each stands.
struct Joined {
    tokens: Vec<Token>,
    pieces: Vec<Range<usize>>,
}

impl Joined {
    fn add(&mut self, mut tokens: Vec<Token>, block: &Statement) {
        self.tokens.append(&mut tokens);
        self.pieces.push(block.text.clone());
    }
}

/// The words of a block with those of the others that make a rule of it.
pub(super) fn case(document: &Document, at: usize) -> Option<Words> {
    let around = Around { document, at, item: document.statement(at)? };
    let outcome = around.behind_conditions();
    let role = if outcome.is_some() { Role::Outcome } else { Role::Whole };
    let joined = outcome.or_else(|| around.led()).or_else(|| around.over_list())?;
    let mut words = Words::of(joined.tokens, &document.text);
    (words.pieces, words.role) = (joined.pieces, role);
    Some(words)
}

/// Whether the conditions of a rule are the items behind it.
pub(super) fn is_open(document: &Document, at: usize) -> bool {
    let around = |item| Around { document, at: at + 1, item };
    let next = document.statement(at + 1).filter(|next| next.lead == Some(at));
    next.is_some_and(|next| around(next).led().is_some())
}

/// The blocks of a document around one of them.
struct Around<'d> {
    document: &'d Document,
    at: usize,
    item: &'d Statement,
}

impl<'d> Around<'d> {
    fn tokens(&self, range: &Range<usize>) -> Option<Vec<Token>> {
        (range.len() < LONG).then(|| cut(&self.document.text, range.clone(), &self.document.codes))
    }

    fn leading(&self, range: &Range<usize>) -> Option<Vec<Token>> {
        (range.len() < LONG).then(|| cut_leading(&self.document.text, range.clone(), &self.document.codes))
    }

    /// "WHEN `X` is missing" and "THEN THE App SHALL exit", one behind the other; "AND …" goes on with either.
    fn behind_conditions(&self) -> Option<Joined> {
        let text = |statement: &Statement| &self.document.text[statement.text.clone()];
        let goes_on = begins_with(text(self.item), "and");
        if !goes_on && !begins_with(text(self.item), "then") {
            return None;
        }
        let before = (0..self.at).rev().map_while(|at| self.document.statement(at)).take(MANY);
        let mut before = before.take_while(|front| front.lead == self.item.lead).peekable();
        let mut tokens = self.tokens(&self.item.text)?;
        let mut pieces = vec![self.item.text.clone()];
        if goes_on {
            // What the outcome in front goes on with; one that names nothing is read with it.
            while before.next_if(|front| begins_with(text(front), "and")).is_some() {}
            before.next_if(|front| begins_with(text(front), "then"))?;
            tokens.remove(0);
            if !name_one(&tokens, &self.document.text) {
                return Some(Joined { tokens: Vec::new(), pieces });
            }
        } else {
            let behind =
                (self.at + 1..self.document.blocks.len()).map_while(|at| self.document.statement(at));
            let more =
                behind.take_while(|next| next.lead == self.item.lead && begins_with(text(next), "and"));
            for next in more.take(MANY) {
                let mut outcome = self.tokens(&next.text)?;
                if !name_one(&outcome, &self.document.text) {
                    tokens.pop_if(|last| last.punct('.') || last.punct(','));
                    tokens.append(&mut outcome);
                    pieces.push(next.text.clone());
                }
            }
        }
        let start = self.item.text.start;
        for front in before {
            let mut condition = self.tokens(&front.text)?;
            let joined = condition.first().is_some_and(|t| is!(t, "and"));
            if !(joined || opens_condition(&condition)) || condition.iter().any(is_modal) {
                break;
            }
            condition.pop_if(|last| last.punct(',') || last.punct('.') || last.punct(':'));
            if !tokens.first().is_some_and(|t| is!(t, "and")) {
                condition.push(Token::mark(',', front.text.end));
            }
            condition.append(&mut tokens);
            tokens = condition;
            pieces.insert(0, front.text.clone());
        }
        // "WHEN a user logs in" decides nothing that is read here.
        let before = tokens.partition_point(|t| t.span().end <= start);
        let decides = opens_condition(&tokens) && name_one(&tokens[..before], &self.document.text);
        decides.then_some(Joined { tokens, pieces })
    }

    /// An item with the condition or the rule that leads it in.
    fn led(&self) -> Option<Joined> {
        let lead = self.item.lead.filter(|_| !self.item.inherits)?;
        let rule = self.document.statement(lead)?;
        let mut over = self.leading(&rule.text)?;
        // "WHEN `X` is missing:" and "THE App SHALL exit"
        if opens_condition(&over) && !over.iter().any(is_modal) {
            over.pop();
            over.push(Token::mark(',', rule.text.end));
            return self.outcomes(lead, over, &rule.text);
        }
        let cases = Cases::of(&over)?;
        let list = if cases.joint.unwrap_or(rule.leads == Leads::Joined) {
            let list = self.list(lead, MANY)?;
            if !list.first().is_some_and(|first| std::ptr::eq(*first, self.item)) {
                // It is read with the first.
                let pieces = vec![self.item.text.clone()];
                return Some(Joined { tokens: self.tokens(&self.item.text)?, pieces });
            }
            list
        } else {
            vec![self.item]
        };
        let items: Vec<Vec<Token>> =
            list.iter().map(|item| self.tokens(&item.text)).collect::<Option<_>>()?;
        // "the disk is full" is about nothing that is read here.
        if !items.iter().any(|item| name_one(item, &self.document.text)) {
            return None;
        }
        let pieces = [&rule.text].into_iter().chain(list.iter().map(|item| &item.text)).cloned().collect();
        Some(Joined { tokens: cases.under(&items)?, pieces })
    }

    /// What a list says that happens under a condition: each of its rules that names a variable, and all others as one.
    fn outcomes(&self, lead: usize, condition: Vec<Token>, over: &Range<usize>) -> Option<Joined> {
        let acts = |item: &[Token]| item.iter().any(is_modal) || item.first().is_some_and(|t| is!(t, "then"));
        let own = self.tokens(&self.item.text)?;
        if !acts(&own) {
            return None;
        }
        let mut joined = Joined { tokens: condition, pieces: vec![over.clone()] };
        if name_one(&own, &self.document.text) {
            joined.add(own, self.item);
            return Some(joined);
        }
        let mut list = self.list(lead, MANY)?.into_iter().filter_map(|item| {
            let tokens = self.tokens(&item.text)?;
            (acts(&tokens) && !name_one(&tokens, &self.document.text)).then_some((item, tokens))
        });
        let (first, tokens) = list.next()?;
        if !std::ptr::eq(first, self.item) {
            // It is read with the first.
            return Some(Joined { tokens: own, pieces: vec![self.item.text.clone()] });
        }
        joined.add(tokens, first);
        for (item, tokens) in list {
            joined.tokens.pop_if(|last| last.punct('.') || last.punct(';'));
            joined.tokens.push(Token::said("and", item.text.start));
            joined.add(tokens, item);
        }
        Some(joined)
    }

    /// A rule over all variables of the list behind it.
    fn over_list(&self) -> Option<Joined> {
        let text = &self.document.text[self.item.text.clone()];
        if !["following", "these", "below"].iter().any(|word| text.contains(word)) {
            return None;
        }
        let tokens = self.tokens(&self.item.text)?;
        let colon = tokens.iter().rposition(|t| t.punct(':')).unwrap_or(tokens.len());
        let (rule, inline) = tokens.split_at(colon);
        if inline.len() > 1 {
            let tokens = in_place(rule, &names_alone(&inline[1..]))?;
            return Some(Joined { tokens, pieces: vec![self.item.text.clone()] });
        }
        let list = self.list(self.at, usize::MAX)?;
        let items: Vec<Vec<Token>> =
            list.iter().map(|item| self.tokens(&item.text)).collect::<Option<_>>()?;
        let names: Vec<Token> = items.iter().map(|item| named(item)).collect::<Option<_>>()?;
        // No more are quoted.
        let quoted = list.iter().take(MANY).map(|item| &item.text);
        let pieces = [&self.item.text].into_iter().chain(quoted).cloned().collect();
        Some(Joined { tokens: in_place(rule, &names)?, pieces })
    }

    /// The items of the list that a block leads in; `None` where they are more than anyone writes.
    fn list(&self, lead: usize, many: usize) -> Option<Vec<&'d Statement>> {
        let behind = (lead + 1..self.document.blocks.len()).map_while(|at| self.document.statement(at));
        // What an item leads in itself stands between it and the next.
        let list = behind.take_while(|item| item.lead >= Some(lead)).take(many.saturating_mul(4));
        let list: Vec<&Statement> = list
            .filter(|item| item.lead == Some(lead) && !item.ignored && !item.inherits)
            .take(many.saturating_add(1))
            .collect();
        (list.len() <= many).then_some(list)
    }
}

impl Document {
    fn statement(&self, at: usize) -> Option<&Statement> {
        match self.blocks.get(at)? {
            Block::Statement(statement) => Some(statement),
            Block::Table(_) => None,
        }
    }
}

/// Whether words name a variable: not "an LLM client asks", but "the PORT environment variable is set".
fn name_one(tokens: &[Token], text: &str) -> bool {
    let clear =
        |t: &Token| t.kind == TokenKind::Assign || t.kind == TokenKind::Name && !t.is_plain_name(text);
    let spoken = || tokens.iter().any(|t| is!(t, "environment env variable variables var vars"));
    tokens.iter().any(clear) || spoken() && tokens.iter().any(|t| t.kind == TokenKind::Name)
}

/// Whether a text begins with a word, in any case.
pub(super) fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(char::is_alphanumeric)
}
