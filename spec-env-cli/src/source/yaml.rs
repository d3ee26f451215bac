//! YAML with the place of every node. An alias is the node itself, not a copy, so that nested ones cost nothing.

use std::collections::HashMap;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use spec_env_core::report::Place;
use spec_env_core::source::Source;

use super::scalar::is_typed;
use crate::failure::Failure;

/// The deepest nesting that is read.
const DEEPEST: usize = 128;

/// A node of a document.
#[derive(Debug, Clone)]
pub(super) struct Node {
    pub(super) content: Rc<Content>,
    pub(super) place: Place,
}

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// A scalar without quotes that means nothing.
    Null,
    /// A scalar without quotes that YAML 1.1 takes for a boolean or a number, as it stands.
    Typed(String),
    /// Any other scalar, as text.
    Text(String),
    /// A sequence.
    List(Vec<Node>),
    /// A mapping, in the order of the file; merge keys are already followed.
    Map(Vec<(String, Node)>),
}

impl Node {
    /// The value of a key of a mapping.
    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The value behind several keys.
    pub(super) fn path(&self, keys: &[&str]) -> Option<&Node> {
        keys.iter().try_fold(self, |node, key| node.get(key))
    }

    /// The entries of a mapping; none of anything else.
    pub(super) fn entries(&self) -> &[(String, Node)] {
        if let Content::Map(entries) = &*self.content { entries } else { &[] }
    }

    /// The items of a sequence; none of anything else.
    pub(super) fn items(&self) -> &[Node] {
        if let Content::List(items) = &*self.content { items } else { &[] }
    }

    /// The text of a scalar.
    pub(super) fn text(&self) -> Option<&str> {
        if let Content::Text(text) | Content::Typed(text) = &*self.content { Some(text) } else { None }
    }

    /// Whether it is a boolean or a number, and no text.
    pub(super) fn is_typed(&self) -> bool {
        matches!(&*self.content, Content::Typed(_))
    }

    /// The text behind a key.
    pub(super) fn text_of(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// Whether `true` stands behind a key.
    pub(super) fn is_true(&self, key: &str) -> bool {
        self.text_of(key) == Some("true")
    }
}

/// The documents of a file.
///
/// # Errors
/// Where the file is not YAML, nests too deeply, or refers to what is not there yet, with the place.
pub(super) fn read(source: &Source) -> Result<Vec<Node>, Failure> {
    let mut tree = Tree { source, anchors: HashMap::new() };
    let mut parser = Parser::new_from_str(source.text());
    let mut documents = Vec::new();
    while let Some((event, span)) = tree.next(&mut parser)? {
        match event {
            Event::DocumentStart(_) => tree.anchors.clear(),
            Event::StreamStart | Event::StreamEnd | Event::DocumentEnd | Event::Nothing => {}
            event => documents.push(tree.node(event, span, &mut parser, 0)?),
        }
    }
    Ok(documents)
}

struct Tree<'s> {
    source: &'s Source,
    anchors: HashMap<usize, Node>,
}

type Events<'i> = Parser<'i, saphyr_parser::StrInput<'i>>;

impl Tree<'_> {
    fn next<'i>(&self, parser: &mut Events<'i>) -> Result<Option<(Event<'i>, Span)>, Failure> {
        parser.next().transpose().map_err(|error| {
            let (marker, info) = (error.marker(), error.info());
            let (line, column) = (marker.line(), marker.col() + 1);
            self.failure(&format!("{line}:{column}"), &format!("this is no YAML: {info}"))
        })
    }

    fn failure(&self, place: &str, what: &str) -> Failure {
        Failure::new(format!("{}:{place}: {what}", self.source.name()))
    }

    fn place(&self, span: Span) -> Place {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (line, column) = (number(span.start.line()), number(span.start.col() + 1));
        Place { file: self.source.name().to_owned(), line, column }
    }

    fn node<'i>(
        &mut self,
        event: Event<'i>,
        span: Span,
        parser: &mut Events<'i>,
        depth: usize,
    ) -> Result<Node, Failure> {
        let place = self.place(span);
        let at = format!("{}:{}", place.line, place.column);
        if depth > DEEPEST {
            return Err(self.failure(&at, "this nests too deeply"));
        }
        let (content, anchor) = match event {
            Event::Alias(anchor) => {
                let Some(node) = self.anchors.get(&anchor) else {
                    return Err(
                        self.failure(&at, "this alias refers to a node that it is part of, or to none")
                    );
                };
                return Ok(Node { content: Rc::clone(&node.content), place });
            }
            Event::Scalar(text, style, anchor, tag) => {
                let plain = style == ScalarStyle::Plain && tag.is_none();
                let content = match &*text {
                    "" | "~" | "null" | "Null" | "NULL" if plain => Content::Null,
                    typed if plain && is_typed(typed) => Content::Typed(text.into_owned()),
                    _ => Content::Text(text.into_owned()),
                };
                (content, anchor)
            }
            Event::SequenceStart(anchor, _) => (Content::List(self.items(parser, depth)?), anchor),
            Event::MappingStart(anchor, _) => (Content::Map(self.entries(parser, depth)?), anchor),
            _ => return Err(self.failure(&at, "a node is expected here")),
        };
        let node = Node { content: Rc::new(content), place };
        if anchor != 0 {
            self.anchors.insert(anchor, node.clone());
        }
        Ok(node)
    }

    fn items(&mut self, parser: &mut Events<'_>, depth: usize) -> Result<Vec<Node>, Failure> {
        let mut items = Vec::new();
        while let Some((event, span)) = self.next(parser)? {
            if matches!(event, Event::SequenceEnd) {
                break;
            }
            items.push(self.node(event, span, parser, depth + 1)?);
        }
        Ok(items)
    }

    fn entries(&mut self, parser: &mut Events<'_>, depth: usize) -> Result<Vec<(String, Node)>, Failure> {
        let mut entries: Vec<(String, Node)> = Vec::new();
        let (mut merged, mut seen) = (Vec::new(), HashMap::new());
        while let Some((event, span)) = self.next(parser)? {
            if matches!(event, Event::MappingEnd) {
                break;
            }
            let key = self.node(event, span, parser, depth + 1)?;
            let Some((event, span)) = self.next(parser)? else { break };
            let mut value = self.node(event, span, parser, depth + 1)?;
            match key.text() {
                Some("<<") => merged.push(value),
                Some(name) => {
                    if let Some(earlier) = seen.insert(name.to_owned(), key.place.line) {
                        let Place { line, column, .. } = &key.place;
                        // What stands behind a `=` is a value, that of a list which was written as a mapping.
                        let key = name.split('=').next().unwrap_or_default();
                        let what = format!(
                            "the key `{key}` stands in this mapping already, in line {earlier}: remove one of them"
                        );
                        return Err(self.failure(&format!("{line}:{column}"), &what));
                    }
                    // What is nothing, or stands elsewhere, is found by its key.
                    value.place = key.place.clone();
                    entries.push((name.to_owned(), value));
                }
                _ => {}
            }
        }
        for source in &merged {
            let several = source.items();
            for (name, node) in std::iter::once(source).chain(several).flat_map(Node::entries) {
                if seen.insert(name.clone(), node.place.line).is_none() {
                    entries.push((name.clone(), node.clone()));
                }
            }
        }
        Ok(entries)
    }
}
