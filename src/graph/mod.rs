//! Who is related with whom, as a value: objects and relations, each once, put together from any number of answers, whatever
//! their order.
//!
//! | module | what it does |
//! |---|---|
//! | `read` | answers of НКБ and Фокус, and graphs as plain data → objects and relations |
//! | `merge` | one of each, in one order |
//! | `walk` | what follows: the shortest chain, groups, what holds and what held |
//! | `export` | the same for others: Graphology, Cytoscape, GraphML, Mermaid |
//!
//! It knows answers by their form only, so that it can live in a module of its own, away from client and keys.

mod export;
mod merge;
mod read;
mod walk;

pub use export::Format;
pub use walk::{Chain, History};

use crate::json::Value;

/// Objects and relations, each once, in the order of their ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    nodes: Vec<Node>,
    edges: Vec<Edge>,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// `TYPE:id`, with the provider's own id. An object that only Фокус told of has `COMPANY:ogrn-…`, `INDIVIDUAL:name-…` or
    /// `FOREIGN:…`, until an answer of НКБ says which one it is.
    pub id: String,
    /// `COMPANY`, `INDIVIDUAL`, `ADDRESS`, `PHONE`, `PURCHASE`, `FOREIGN`, or what else the provider says.
    pub kind: String,
    /// What is known of it, by the fields of the models.
    pub data: Vec<(String, Value)>,
}

/// All that relates two objects in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The id of the object that it starts from.
    pub source: String,
    /// The id of the object that it points at.
    pub target: String,
    /// The type, such as `FOUNDER_COMPANY`.
    pub kind: String,
    /// It is not known which way it goes.
    pub undirected: bool,
    /// What is known of it, the latest that still holds first.
    pub records: Vec<Value>,
}

/// Why something is no part of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnAnswer;

impl Graph {
    /// Puts answers and graphs together. The order in which they are given makes no difference.
    ///
    /// # Errors
    /// [`NotAnAnswer`] when one of them is neither.
    pub fn build<'v>(parts: impl IntoIterator<Item = &'v Value>) -> Result<Graph, NotAnAnswer> {
        let mut graph = Graph::default();
        for part in parts {
            graph.read(part)?;
        }
        graph.settle();
        Ok(graph)
    }

    /// The objects, in the order of their ids.
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The relations, in the order of their ends and types.
    pub fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// Plain data: `{nodes: {id, type, label, data}[], edges: {id, source, target, type, actual?, undirected, records}[]}`.
    pub fn to_value(&self) -> Value {
        let nodes = self.nodes.iter().map(|node| {
            object([
                ("id", text(&node.id)),
                ("type", text(&node.kind)),
                ("label", text(node.label())),
                ("data", Value::Object(node.data.clone())),
            ])
        });
        let edges = self.edges.iter().map(|edge| {
            let mut members = vec![
                ("id".to_owned(), Value::Text(edge.id())),
                ("source".to_owned(), text(&edge.source)),
                ("target".to_owned(), text(&edge.target)),
                ("type".to_owned(), text(&edge.kind)),
                ("undirected".to_owned(), Value::Bool(edge.undirected)),
                ("records".to_owned(), Value::List(edge.records.clone())),
            ];
            members.extend(edge.actual().map(|actual| ("actual".to_owned(), Value::Bool(actual))));
            Value::Object(members)
        });
        object([("nodes", Value::List(nodes.collect())), ("edges", Value::List(edges.collect()))])
    }
}

impl Node {
    /// A name for people; the id when there is none.
    pub fn label(&self) -> &str {
        let of = |name: &str| self.data.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.text());
        let known = ["shortName", "fullName", "name", "value", "ogrn"]
            .into_iter()
            .filter_map(of)
            .find(|label| !label.is_empty());
        known.unwrap_or(&self.id)
    }
}

impl Edge {
    /// The id: what it joins, and how.
    pub fn id(&self) -> String {
        let arrow = if self.undirected { "--" } else { "->" };
        [&self.kind, "|", &self.source, arrow, &self.target].concat()
    }

    /// Whether it still holds: any record does. `None` when there is no record that could say.
    pub fn actual(&self) -> Option<bool> {
        let outdated = |record: &Value| record.get("outdated") == Some(&Value::Bool(true));
        if self.records.is_empty() { None } else { Some(!self.records.iter().all(outdated)) }
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The value as JSON.
fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}
