//! Answers as trees that know their order, and the two ways in which .NET services write them.

use crate::json::write_string;
use std::fmt::Display;

/// A value on its way out. There is neither `null` nor `false`: what is not there is left out.
#[derive(Clone, Debug)]
pub(super) enum Node {
    Text(String),
    /// A number, spelled as it shall be.
    Number(String),
    True,
    Object(Object),
    /// A list; in XML each item is an element of this name.
    List(&'static str, Vec<Node>),
}

impl Node {
    pub(super) fn number(number: impl Display) -> Node {
        Node::Number(number.to_string())
    }
}

/// An object whose members keep their order.
#[derive(Clone, Debug, Default)]
pub(super) struct Object(Vec<(&'static str, Node)>);

impl Object {
    pub(super) fn new() -> Object {
        Object::default()
    }

    pub(super) fn with(mut self, name: &'static str, node: impl Into<Node>) -> Object {
        self.0.push((name, node.into()));
        self
    }

    pub(super) fn maybe(self, name: &'static str, node: Option<impl Into<Node>>) -> Object {
        match node {
            Some(node) => self.with(name, node),
            None => self,
        }
    }

    /// A text.
    pub(super) fn text(self, name: &'static str, text: impl Display) -> Object {
        self.with(name, Node::Text(text.to_string()))
    }

    pub(super) fn maybe_text(self, name: &'static str, text: Option<impl Display>) -> Object {
        self.maybe(name, text.map(|text| Node::Text(text.to_string())))
    }

    pub(super) fn number(self, name: &'static str, number: impl Display) -> Object {
        self.with(name, Node::number(number))
    }

    /// Only when it is true.
    pub(super) fn flag(self, name: &'static str, flag: bool) -> Object {
        self.maybe(name, flag.then_some(Node::True))
    }

    /// A list, also an empty one.
    pub(super) fn items(self, name: &'static str, item: &'static str, nodes: Vec<Node>) -> Object {
        self.with(name, Node::List(item, nodes))
    }

    /// A list, only when there is something in it.
    pub(super) fn list(self, name: &'static str, item: &'static str, nodes: Vec<Node>) -> Object {
        if nodes.is_empty() { self } else { self.items(name, item, nodes) }
    }

    /// A member that is an object.
    pub(super) fn object_mut(&mut self, name: &str) -> Option<&mut Object> {
        match self.member_mut(name)? {
            Node::Object(object) => Some(object),
            _ => None,
        }
    }

    /// Gives a member another value; false when there is no such member.
    pub(super) fn replace(&mut self, name: &str, node: Node) -> bool {
        let member = self.member_mut(name);
        let is_there = member.is_some();
        if let Some(member) = member {
            *member = node;
        }
        is_there
    }

    fn member_mut(&mut self, name: &str) -> Option<&mut Node> {
        self.0.iter_mut().find(|(known, _)| *known == name).map(|(_, node)| node)
    }
}

impl From<Object> for Node {
    fn from(object: Object) -> Node {
        Node::Object(object)
    }
}

/// JSON as these services write it: no white space, slashes escaped, letters as they are.
pub(super) fn json(nodes: &[Node]) -> String {
    let mut out = String::new();
    write_list(&mut out, nodes);
    out
}

fn write_list(out: &mut String, nodes: &[Node]) {
    out.push('[');
    for (position, node) in nodes.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_json(out, node);
    }
    out.push(']');
}

fn write_json(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => write_string(out, text, true),
        Node::Number(spelling) => out.push_str(spelling),
        Node::True => out.push_str("true"),
        Node::List(_, nodes) => write_list(out, nodes),
        Node::Object(Object(members)) => {
            out.push('{');
            for (position, (name, member)) in members.iter().enumerate() {
                if position > 0 {
                    out.push(',');
                }
                write_string(out, name, true);
                out.push(':');
                write_json(out, member);
            }
            out.push('}');
        }
    }
}

/// XML of a list of items that are elements of this name.
pub(super) fn xml(item: &str, nodes: &[Node]) -> String {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
    let root = format!("ArrayOf{item}");
    out.push_str(&format!("<{root} xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\""));
    close(&mut out, &root, |out| nodes.iter().for_each(|node| write_element(out, item, node)), nodes.is_empty());
    out
}

fn write_element(out: &mut String, name: &str, node: &Node) {
    out.push('<');
    out.push_str(name);
    let is_empty = match node {
        Node::Object(Object(members)) => members.is_empty(),
        Node::List(_, nodes) => nodes.is_empty(),
        Node::Text(text) => text.is_empty(),
        Node::Number(_) | Node::True => false,
    };
    close(out, name, |out| write_content(out, node), is_empty);
}

/// Ends the tag that was begun, writes what is in the element, and the end tag.
fn close(out: &mut String, name: &str, content: impl FnOnce(&mut String), is_empty: bool) {
    if is_empty {
        out.push_str(" />");
        return;
    }
    out.push('>');
    content(out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn write_content(out: &mut String, node: &Node) {
    match node {
        Node::Text(text) => {
            for character in text.chars() {
                match character {
                    '&' => out.push_str("&amp;"),
                    '<' => out.push_str("&lt;"),
                    '>' => out.push_str("&gt;"),
                    other => out.push(other),
                }
            }
        }
        Node::Number(spelling) => out.push_str(spelling),
        Node::True => out.push_str("true"),
        Node::List(item, nodes) => nodes.iter().for_each(|node| write_element(out, item, node)),
        Node::Object(Object(members)) => members.iter().for_each(|(name, member)| write_element(out, name, member)),
    }
}
