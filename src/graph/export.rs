//! A graph in the forms of others.

use super::{Edge, Graph, Node, object, text, written};
use crate::json::Value;
use std::collections::BTreeMap;

/// What a graph can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The JSON of Graphology's `import`.
    Graphology,
    /// The JSON of Cytoscape.js' `json` and of Cytoscape's CYJS.
    Cytoscape,
    /// GraphML, for yEd, Gephi and others.
    GraphMl,
    /// A flow chart of Mermaid.
    Mermaid,
}

impl Format {
    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Format> {
        match name {
            "graphology" => Some(Format::Graphology),
            "cytoscape" => Some(Format::Cytoscape),
            "graphml" => Some(Format::GraphMl),
            "mermaid" => Some(Format::Mermaid),
            _ => None,
        }
    }
}

impl Graph {
    /// Writes the graph.
    pub fn export(&self, format: Format) -> String {
        match format {
            Format::Graphology => written(&self.graphology()),
            Format::Cytoscape => written(&self.cytoscape()),
            Format::GraphMl => self.graph_ml(),
            Format::Mermaid => self.mermaid(),
        }
    }

    fn graphology(&self) -> Value {
        let node = |node: &Node| object([("key", text(&node.id)), ("attributes", Value::Object(attributes(node)))]);
        let edge = |edge: &Edge| {
            object([
                ("key", text(&edge.id())),
                ("source", text(&edge.source)),
                ("target", text(&edge.target)),
                ("undirected", Value::Bool(edge.undirected)),
                ("attributes", Value::Object(qualities(edge))),
            ])
        };
        object([
            ("attributes", object([])),
            (
                "options",
                object([("type", text("mixed")), ("multi", Value::Bool(true)), ("allowSelfLoops", Value::Bool(true))]),
            ),
            ("nodes", Value::List(self.nodes.iter().map(node).collect())),
            ("edges", Value::List(self.edges.iter().map(edge).collect())),
        ])
    }

    fn cytoscape(&self) -> Value {
        // `id`, `source` and `target` are Cytoscape's; what an object says of itself stays in a member of its own.
        let node = |node: &Node| {
            let mut data = vec![("id".to_owned(), text(&node.id))];
            data.extend(attributes(node));
            object([("data", Value::Object(data))])
        };
        let edge = |edge: &Edge| {
            let ends = [("id", text(&edge.id())), ("source", text(&edge.source)), ("target", text(&edge.target))];
            let mut data: Vec<(String, Value)> = ends.into_iter().map(|(name, end)| (name.to_owned(), end)).collect();
            data.extend(qualities(edge));
            object([("data", Value::Object(data))])
        };
        let nodes = Value::List(self.nodes.iter().map(node).collect());
        let edges = Value::List(self.edges.iter().map(edge).collect());
        object([("elements", object([("nodes", nodes), ("edges", edges)]))])
    }

    fn graph_ml(&self) -> String {
        let mut out = String::from(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
        );
        for (id, owner, name, kind) in [
            ("label", "node", "label", "string"),
            ("kind", "node", "type", "string"),
            ("data", "node", "data", "string"),
            ("relation", "edge", "type", "string"),
            ("actual", "edge", "actual", "boolean"),
            ("records", "edge", "records", "string"),
        ] {
            out.push_str(&format!("  <key id=\"{id}\" for=\"{owner}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n"));
        }
        out.push_str("  <graph edgedefault=\"directed\">\n");
        for node in &self.nodes {
            out.push_str(&format!("    <node id=\"{}\">\n", xml(&node.id)));
            let json = written(&Value::Object(node.data.clone()));
            for (key, value) in [("label", node.label()), ("kind", &node.kind), ("data", &json)] {
                out.push_str(&format!("      <data key=\"{key}\">{}</data>\n", xml(value)));
            }
            out.push_str("    </node>\n");
        }
        for edge in &self.edges {
            let undirected = if edge.undirected { " directed=\"false\"" } else { "" };
            let [id, source, target] = [&edge.id(), &edge.source, &edge.target].map(|text| xml(text));
            out.push_str(&format!("    <edge id=\"{id}\" source=\"{source}\" target=\"{target}\"{undirected}>\n"));
            out.push_str(&format!("      <data key=\"relation\">{}</data>\n", xml(&edge.kind)));
            if let Some(actual) = edge.actual() {
                out.push_str(&format!("      <data key=\"actual\">{actual}</data>\n"));
            }
            let json = written(&Value::List(edge.records.clone()));
            out.push_str(&format!("      <data key=\"records\">{}</data>\n    </edge>\n", xml(&json)));
        }
        out.push_str("  </graph>\n</graphml>\n");
        out
    }

    fn mermaid(&self) -> String {
        let mut out = String::from("flowchart LR\n");
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (place, node) in self.nodes.iter().enumerate() {
            places.insert(&node.id, place);
            let (open, close) = match node.kind.as_str() {
                "INDIVIDUAL" => ("([", "])"),
                "ADDRESS" | "PHONE" => (">", "]"),
                "PURCHASE" => ("[/", "/]"),
                _ => ("[", "]"),
            };
            out.push_str(&format!("  n{place}{open}\"{}\"{close}\n", mermaid(node.label())));
        }
        for edge in &self.edges {
            let (Some(source), Some(target)) = (places.get(edge.source.as_str()), places.get(edge.target.as_str()))
            else {
                continue;
            };
            // What holds no longer is drawn dotted.
            let line = match (edge.actual() == Some(false), edge.undirected) {
                (false, false) => "-->",
                (false, true) => "---",
                (true, false) => "-.->",
                (true, true) => "-.-",
            };
            out.push_str(&format!("  n{source} {line}|\"{}\"| n{target}\n", mermaid(&edge.kind)));
        }
        out
    }
}

/// What an object has in the forms that are JSON.
fn attributes(node: &Node) -> Vec<(String, Value)> {
    let own = Value::Object(node.data.clone());
    [("label", text(node.label())), ("type", text(&node.kind)), ("data", own)]
        .map(|(name, value)| (name.to_owned(), value))
        .into()
}

/// What a relation has in the forms that are JSON.
fn qualities(edge: &Edge) -> Vec<(String, Value)> {
    let mut members: Vec<(String, Value)> =
        [("label", text(&edge.kind)), ("type", text(&edge.kind)), ("undirected", Value::Bool(edge.undirected))]
            .map(|(name, value)| (name.to_owned(), value))
            .into();
    members.extend(edge.actual().map(|actual| ("actual".to_owned(), Value::Bool(actual))));
    members.push(("records".to_owned(), Value::List(edge.records.clone())));
    members
}

/// Text as XML 1.0 takes it: control characters, which it cannot hold, are left out.
fn xml(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(character))),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => out.push(other),
        }
    }
    out
}

/// Text inside the quotes of a Mermaid label. Whatever could end it, or be read as markup, is written as its number.
fn mermaid(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            letter if letter.is_alphanumeric() => out.push(letter),
            ' ' | ',' | '.' | '-' | '(' | ')' | '«' | '»' | '№' => out.push(character),
            // A name is not kept in Mermaid's own identifiers, so that this is only about what is shown.
            '_' => out.push('_'),
            other if other.is_whitespace() || other.is_control() => out.push(' '),
            other => out.push_str(&format!("#{};", u32::from(other))),
        }
    }
    out
}
