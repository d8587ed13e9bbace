//! One of each, in one order, whatever came first.

use super::read::folded;
use super::{Edge, Graph, Node, text, written};
use crate::json::Value;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

impl Graph {
    /// Puts together what is the same, and everything into its order.
    pub(super) fn settle(&mut self) {
        let mut nodes: BTreeMap<String, Node> = BTreeMap::new();
        let names = self.known_names();
        let name = |id: String| names.get(&id).cloned().unwrap_or(id);
        for node in std::mem::take(&mut self.nodes) {
            let id = name(node.id);
            match nodes.get_mut(&id) {
                Some(known) => known.learn(node.data),
                None => {
                    nodes.insert(id.clone(), Node { id, ..node });
                }
            }
        }
        let mut edges: BTreeMap<(String, String, String, bool), Vec<Value>> = BTreeMap::new();
        for Edge { source, target, kind, undirected, records } in std::mem::take(&mut self.edges) {
            let (source, target) = (name(source), name(target));
            // An end that nobody described is there all the same.
            for id in [&source, &target] {
                nodes.entry(id.clone()).or_insert_with(|| bare(id));
            }
            edges.entry((source, target, kind, undirected)).or_default().extend(records);
        }
        self.nodes = nodes.into_values().map(Node::tidied).collect();
        self.edges = edges
            .into_iter()
            .map(|((source, target, kind, undirected), records)| Edge {
                source,
                target,
                kind,
                undirected,
                records: in_order(records),
            })
            .collect();
    }

    /// The ids in НКБ of objects that Фокус told of: the company with that ОГРН that is no branch, the name. Where there are
    /// several, none is taken for it.
    fn known_names(&self) -> BTreeMap<String, String> {
        let branches: BTreeSet<&str> =
            self.edges.iter().filter(|edge| edge.kind == "HEAD_COMPANY").map(|edge| edge.target.as_str()).collect();
        let mut candidates: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for node in self.nodes.iter().filter(|node| !is_pseudo(&node.id)) {
            let of = |name: &str| node.data.iter().find(|(known, _)| known == name).and_then(|(_, value)| value.text());
            let pseudo = match node.kind.as_str() {
                "COMPANY" if !branches.contains(node.id.as_str()) && !says_branch(node) => {
                    of("ogrn").map(|ogrn| ["COMPANY:ogrn-", ogrn].concat())
                }
                "INDIVIDUAL" => of("name").map(|name| ["INDIVIDUAL:name-", &folded(name)].concat()),
                _ => None,
            };
            if let Some(pseudo) = pseudo {
                candidates.entry(pseudo).or_default().insert(&node.id);
            }
        }
        let only = |ids: BTreeSet<&str>| ids.first().filter(|_| ids.len() == 1).map(|id| (*id).to_owned());
        candidates.into_iter().filter_map(|(pseudo, ids)| Some((pseudo, only(ids)?))).collect()
    }
}

fn is_pseudo(id: &str) -> bool {
    id.starts_with("COMPANY:ogrn-") || id.starts_with("INDIVIDUAL:name-")
}

/// Whether the counts of an object say that it has a head organisation.
fn says_branch(node: &Node) -> bool {
    let info = node.data.iter().find(|(name, _)| name == "info").map(|(_, info)| info.items()).unwrap_or_default();
    let is = |count: &Value, name: &str, what: &str| count.get(name).and_then(Value::text) == Some(what);
    info.iter().any(|count| is(count, "relType", "HEAD_COMPANY") && is(count, "direction", "in"))
}

fn bare(id: &str) -> Node {
    let (kind, own) = id.split_once(':').unwrap_or(("", id));
    let data = vec![("type".to_owned(), text(kind)), ("id".to_owned(), text(own))];
    Node { id: id.to_owned(), kind: kind.to_owned(), data }
}

impl Node {
    /// Adds what another answer says. Where two differ, the one that says more is kept, so that it makes no difference which came
    /// first; of two that say as much, the later in the alphabet.
    fn learn(&mut self, data: Vec<(String, Value)>) {
        for (name, value) in data {
            match self.data.iter_mut().find(|(known, _)| *known == name) {
                Some((_, known)) if name == "hidden" => {
                    let mut all: BTreeSet<String> =
                        known.items().iter().filter_map(Value::text).map(str::to_owned).collect();
                    all.extend(value.items().iter().filter_map(Value::text).map(str::to_owned));
                    *known = Value::List(all.into_iter().map(Value::Text).collect());
                }
                Some((_, known)) => {
                    let weight = |value: &Value| {
                        let text = written(value);
                        (text.len(), text)
                    };
                    if weight(&value) > weight(known) {
                        *known = value;
                    }
                }
                None => self.data.push((name, value)),
            }
        }
    }

    /// Members in the order of their names; what one login may see is not hidden.
    fn tidied(mut self) -> Node {
        let known: Vec<String> = self.data.iter().map(|(name, _)| name.clone()).collect();
        if let Some((_, hidden)) = self.data.iter_mut().find(|(name, _)| name == "hidden") {
            let is_hidden = |item: &&Value| !item.text().is_some_and(|name| known.iter().any(|known| known == name));
            let mut left: Vec<Value> = hidden.items().iter().filter(is_hidden).cloned().collect();
            left.sort_by_key(written);
            *hidden = Value::List(left);
        }
        self.data.retain(|(name, value)| name != "hidden" || !value.items().is_empty());
        self.data.sort_by(|(a, _), (b, _)| a.cmp(b));
        self
    }
}

/// Each once; what still holds before what does not, the latest first.
fn in_order(records: Vec<Value>) -> Vec<Value> {
    let mut unique: BTreeMap<String, Value> = records.into_iter().map(|record| (written(&record), record)).collect();
    // A record without anything in it says no more than that there is a relation.
    if unique.len() > 1 {
        unique.remove("{}");
    }
    let mut records: Vec<Value> = unique.into_values().collect();
    records.sort_by_key(|record| {
        let outdated = record.get("outdated") == Some(&Value::Bool(true));
        let since = record.get("since").and_then(Value::text).unwrap_or_default().to_owned();
        (outdated, Reverse(since))
    });
    records
}
