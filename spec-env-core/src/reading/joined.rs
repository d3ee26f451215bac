//! Rules that stand in several blocks: a condition and what follows from it, cut as the one sentence that they are.

use std::ops::Range;

use crate::document::{Block, Document, Leads, Statement};
use crate::ears::sentence::{is_condition, is_modal, opens_condition};
use crate::ears::token::{Token, TokenKind};
use crate::ears::word::is;
use crate::facts::cases::Cases;
use crate::facts::in_place::{in_place, named, names_alone};
use crate::facts::words::{Role, Words, cut, cut_leading};

/// The length of a block that is read together with another one, in bytes, and how many of them: no document takes the
/// square of its length.
const LONG: usize = 1024;
const MANY: usize = 16;

/// The words of a block with those of the others that make a rule of it; `None` for one that is read alone.
pub(super) fn joined(document: &Document, at: usize) -> Option<Words> {
    let around = Around { document, at, item: document.statement(at)? };
    let outcome = around.outcome();
    let role = if outcome.is_some() { Role::Outcome } else { Role::Whole };
    let Rule { tokens, blocks } = outcome.or_else(|| around.led()).or_else(|| around.over_list())?;
    let mut words = Words::of(tokens, &document.text);
    (words.pieces, words.role) = (blocks, role);
    Some(words)
}

/// What a statement is with the list behind it.
pub(super) fn role(document: &Document, at: usize) -> Role {
    let Some(first) = document.statement(at + 1).filter(|next| next.lead == Some(at)) else {
        return Role::Whole;
    };
    if (Around { document, at: at + 1, item: first }).led().is_some() {
        return Role::Open;
    }
    let unread = document.statement(at).is_some_and(|over| Around { document, at, item: over }.is_unread());
    if unread { Role::Unread } else { Role::Whole }
}

/// Several blocks as one: their tokens, and where each stands.
struct Rule {
    tokens: Vec<Token>,
    blocks: Vec<Range<usize>>,
}

impl Rule {
    /// A block that is read with another one, and of which nothing more is read than what it mentions.
    fn told(tokens: Vec<Token>, block: &Statement) -> Self {
        Self { tokens, blocks: vec![block.text.clone()] }
    }

    fn push(&mut self, mut tokens: Vec<Token>, block: &Statement) {
        self.tokens.append(&mut tokens);
        self.blocks.push(block.text.clone());
    }

    /// Puts a condition in front.
    fn put(&mut self, mut condition: Vec<Token>, block: &Statement) {
        trim(&mut condition);
        // "WHEN A is set" and "AND B is set" need no comma.
        if !self.tokens.first().is_some_and(|t| is!(t, "and")) {
            condition.push(Token::mark(',', block.text.end));
        }
        condition.append(&mut self.tokens);
        self.tokens = condition;
        self.blocks.insert(0, block.text.clone());
    }
}

/// A block of a document, and those around it.
struct Around<'d> {
    document: &'d Document,
    at: usize,
    item: &'d Statement,
}

impl<'d> Around<'d> {
    fn text(&self, block: &Statement) -> &'d str {
        &self.document.text[block.text.clone()]
    }

    /// The tokens of a block; `None` for one that is too long.
    fn tokens(&self, block: &Statement) -> Option<Vec<Token>> {
        let short = block.text.len() < LONG;
        short.then(|| cut(&self.document.text, block.text.clone(), &self.document.codes))
    }

    fn all_tokens(&self, blocks: &[&Statement]) -> Option<Vec<Vec<Token>>> {
        blocks.iter().map(|block| self.tokens(block)).collect()
    }

    /// Whether words name a variable: not "an LLM client asks", but "the PORT environment variable is set".
    fn names_one(&self, tokens: &[Token]) -> bool {
        let named = |t: &Token| matches!(t.kind, TokenKind::Name | TokenKind::Assign);
        let spoken = || tokens.iter().any(|t| is!(t, "environment env variable variables var vars"));
        tokens.iter().any(|t| named(t) && !t.is_plain_name(&self.document.text))
            || spoken() && tokens.iter().any(named)
    }

    /// The statements behind a block, as far as no table stands between.
    fn behind(&self, at: usize) -> impl Iterator<Item = &'d Statement> {
        let document = self.document;
        (at + 1..document.blocks.len()).map_while(move |at| document.statement(at))
    }

    /// "THEN THE App SHALL exit", behind "WHEN `X` is missing"; "AND …" goes on with either.
    fn outcome(&self) -> Option<Rule> {
        let begins = |block: &Statement, word| begins_with(self.text(block), word);
        let goes_on = begins(self.item, "and");
        if !goes_on && !begins(self.item, "then") {
            return None;
        }
        let beside = |block: &&Statement| block.lead == self.item.lead;
        let steps = (0..self.at).rev().map_while(|at| self.document.statement(at)).take(MANY);
        let mut steps = steps.take_while(beside).peekable();
        let mut rule = Rule::told(self.tokens(self.item)?, self.item);
        if goes_on {
            while steps.next_if(|step| begins(step, "and")).is_some() {}
            steps.next_if(|step| begins(step, "then"))?;
            rule.tokens.remove(0);
            if !self.names_one(&rule.tokens) {
                return Some(Rule::told(Vec::new(), self.item));
            }
        } else {
            let more = self.behind(self.at).take_while(|next| beside(next) && begins(next, "and"));
            for next in more.take(MANY) {
                let tokens = self.tokens(next)?;
                if !self.names_one(&tokens) {
                    trim(&mut rule.tokens);
                    rule.push(tokens, next);
                }
            }
        }
        for step in steps {
            let condition = self.tokens(step)?;
            let goes_on = condition.first().is_some_and(|t| is!(t, "and"));
            if !(is_condition(&condition) || goes_on && !condition.iter().any(is_modal)) {
                break;
            }
            rule.put(condition, step);
        }
        // "WHEN a user logs in" decides nothing that is read here.
        let before = rule.tokens.partition_point(|t| t.span().end <= self.item.text.start);
        (opens_condition(&rule.tokens) && self.names_one(&rule.tokens[..before])).then_some(rule)
    }

    /// An item with the condition or the rule that leads it in.
    fn led(&self) -> Option<Rule> {
        let lead = self.item.lead.filter(|_| !self.item.inherits)?;
        let over = self.document.statement(lead).filter(|over| over.text.len() < LONG)?;
        let rule = cut_leading(&self.document.text, over.text.clone(), &self.document.codes);
        if is_condition(&rule) {
            return self.outcome_in_list(lead, rule, over);
        }
        let cases = Cases::of(&rule)?;
        let mut items = vec![self.item];
        if cases.joint.unwrap_or(over.leads == Leads::Joined) {
            items = self.list(lead, MANY)?;
            if !self.is_first(&items) {
                return Some(Rule::told(self.tokens(self.item)?, self.item));
            }
        }
        let conditions = self.all_tokens(&items)?;
        // "the disk is full" is about nothing that is read here.
        if !conditions.iter().any(|condition| self.names_one(condition)) {
            return None;
        }
        Some(Rule { tokens: cases.under(&conditions)?, blocks: texts(over, &items) })
    }

    /// Whether the conditions of a rule stand behind it, where its words about them are not read.
    fn is_unread(&self) -> bool {
        let announced = self.tokens(self.item).is_some_and(|rule| Cases::are_announced(&rule));
        let named = |item: &&Statement| self.tokens(item).is_some_and(|tokens| self.names_one(&tokens));
        announced && self.list(self.at, MANY).is_none_or(|items| items.iter().any(named))
    }

    /// "THE App SHALL exit", in a list under "WHEN `X` is missing:": a rule that names a variable is one of its own, and all
    /// others are one together.
    fn outcome_in_list(&self, lead: usize, condition: Vec<Token>, over: &Statement) -> Option<Rule> {
        let acts =
            |tokens: &[Token]| tokens.iter().any(is_modal) || tokens.first().is_some_and(|t| is!(t, "then"));
        let own = self.tokens(self.item).filter(|own| acts(own))?;
        let mut rule = Rule { tokens: Vec::new(), blocks: Vec::new() };
        rule.put(condition, over);
        if self.names_one(&own) {
            rule.push(own, self.item);
            return Some(rule);
        }
        let together = |item: &&Statement| {
            self.tokens(item).is_some_and(|tokens| acts(&tokens) && !self.names_one(&tokens))
        };
        let items: Vec<&Statement> = self.list(lead, MANY)?.into_iter().filter(together).collect();
        if !self.is_first(&items) {
            return Some(Rule::told(own, self.item));
        }
        for (n, (item, tokens)) in items.iter().zip(self.all_tokens(&items)?).enumerate() {
            if n > 0 {
                trim(&mut rule.tokens);
                rule.tokens.push(Token::said("and", item.text.start));
            }
            rule.push(tokens, item);
        }
        Some(rule)
    }

    /// A rule over all variables of the list behind it.
    fn over_list(&self) -> Option<Rule> {
        let points = |word: &&str| self.text(self.item).contains(*word);
        ["following", "these", "below"].iter().find(|word| points(word))?;
        let tokens = self.tokens(self.item)?;
        let colon = tokens.iter().rposition(|t| t.punct(':')).unwrap_or(tokens.len());
        let (rule, inline) = tokens.split_at(colon);
        if inline.len() > 1 {
            return Some(Rule::told(in_place(rule, &names_alone(&inline[1..]))?, self.item));
        }
        let items = self.list(self.at, usize::MAX)?;
        let names: Vec<Token> =
            self.all_tokens(&items)?.iter().map(|item| named(item)).collect::<Option<_>>()?;
        // No more are quoted.
        let quoted = &items[..items.len().min(MANY)];
        Some(Rule { tokens: in_place(rule, &names)?, blocks: texts(self.item, quoted) })
    }

    /// The items of the list that a block leads in; `None` where they are more than anyone writes.
    fn list(&self, lead: usize, many: usize) -> Option<Vec<&'d Statement>> {
        // What an item leads in itself stands between it and the next.
        let list = self.behind(lead).take_while(|item| item.lead >= Some(lead)).take(many.saturating_mul(4));
        let own = |item: &&Statement| item.lead == Some(lead) && !item.ignored && !item.inherits;
        let list: Vec<&Statement> = list.filter(own).take(many.saturating_add(1)).collect();
        (list.len() <= many).then_some(list)
    }

    /// Whether the block is the first of a list, with which the others are read.
    fn is_first(&self, list: &[&Statement]) -> bool {
        list.first().is_some_and(|first| std::ptr::eq(*first, self.item))
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

fn texts(first: &Statement, others: &[&Statement]) -> Vec<Range<usize>> {
    [first].iter().chain(others).map(|block| block.text.clone()).collect()
}

/// Takes off the mark that ends a block.
fn trim(tokens: &mut Vec<Token>) {
    tokens.pop_if(|last| last.punct(',') || last.punct('.') || last.punct(';') || last.punct(':'));
}

/// Whether a text begins with a word, in any case.
pub(super) fn begins_with(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(char::is_alphanumeric)
}
