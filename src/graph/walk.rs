//! What follows from a graph.

use super::{Edge, Graph};
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Which relations are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// Those that still hold, and those of which nothing says that they do not.
    Actual,
    /// Those that hold no longer.
    Historical,
}

/// The objects on the way from one to another, and the relations between each and the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chain {
    /// Ids of the objects, both ends included.
    pub nodes: Vec<String>,
    /// Ids of the relations of each step: one fewer than there are objects.
    pub edges: Vec<Vec<String>>,
}

impl Graph {
    /// The graph with these relations only. Objects that have none of them are left out, unless they had none before.
    pub fn filter(&self, history: History) -> Graph {
        let wanted = |edge: &&Edge| (edge.actual() == Some(false)) == (history == History::Historical);
        let edges: Vec<Edge> = self.edges.iter().filter(wanted).cloned().collect();
        let ends = |edges: &'_ [Edge]| -> BTreeSet<String> {
            edges.iter().flat_map(|edge| [edge.source.clone(), edge.target.clone()]).collect()
        };
        let (before, after) = (ends(&self.edges), ends(&edges));
        let stays = |id: &String| after.contains(id) || !before.contains(id);
        let nodes = self.nodes.iter().filter(|node| stays(&node.id)).cloned().collect();
        Graph { nodes, edges }
    }

    /// The shortest chain, whichever way its relations go; of several the first by the ids on the way. `None` when there is none,
    /// or one of the two is not in the graph.
    pub fn shortest_chain(&self, from: &str, to: &str) -> Option<Chain> {
        let nodes = self.shortest_way(from, to)?;
        let edges = nodes.windows(2).map(|pair| match pair {
            [a, b] => self.between(a, b),
            _ => Vec::new(),
        });
        let edges = edges.collect();
        Some(Chain { edges, nodes: nodes.into_iter().map(str::to_owned).collect() })
    }

    fn shortest_way<'g>(&'g self, from: &str, to: &str) -> Option<Vec<&'g str>> {
        let find = |id: &str| self.nodes.iter().map(|node| node.id.as_str()).find(|known| *known == id);
        let (from, to) = (find(from)?, find(to)?);
        let neighbours = self.neighbours();
        // Who led to whom; the first object led to itself.
        let mut came: BTreeMap<&str, &str> = BTreeMap::from([(from, from)]);
        let mut queue = VecDeque::from([from]);
        while let Some(at) = queue.pop_front().filter(|at| *at != to) {
            for next in neighbours.get(at).into_iter().flatten() {
                if !came.contains_key(next) {
                    came.insert(next, at);
                    queue.push_back(next);
                }
            }
        }
        let mut way = vec![to];
        let mut at = to;
        while at != from {
            at = came.get(at)?;
            way.push(at);
        }
        way.reverse();
        Some(way)
    }

    fn between(&self, a: &str, b: &str) -> Vec<String> {
        let joins = |edge: &&Edge| edge.source == a && edge.target == b || edge.source == b && edge.target == a;
        self.edges.iter().filter(joins).map(Edge::id).collect()
    }

    fn neighbours(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut neighbours: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for Edge { source, target, .. } in &self.edges {
            neighbours.entry(source).or_default().insert(target);
            neighbours.entry(target).or_default().insert(source);
        }
        neighbours
    }

    /// Groups of objects that are related, however indirectly, of at least so many; the largest first, then by their ids.
    pub fn groups(&self, least: usize) -> Vec<Vec<String>> {
        let neighbours = self.neighbours();
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut groups: Vec<Vec<String>> = Vec::new();
        for node in &self.nodes {
            let mut group = Vec::new();
            let mut open = vec![node.id.as_str()];
            while let Some(id) = open.pop() {
                if seen.insert(id) {
                    group.push(id.to_owned());
                    open.extend(neighbours.get(id).into_iter().flatten());
                }
            }
            if !group.is_empty() && group.len() >= least {
                group.sort();
                groups.push(group);
            }
        }
        // Stable, and the nodes are in the order of their ids.
        groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
        groups
    }
}
