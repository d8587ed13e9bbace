//! What the package's graphs ask of [`crate::graph`]: JSON in, JSON out.

use crate::graph::{Format, Graph, History};
use crate::json::{Value, write_string};
use wasm_bindgen::prelude::*;

fn read(json: &str) -> Option<Value> {
    Value::parse(json.as_bytes()).ok()
}

/// A graph as the package has it.
fn graph(json: &str) -> Option<Graph> {
    Graph::build([&read(json)?]).ok()
}

fn written(value: &Value) -> String {
    let mut out = String::new();
    value.write(&mut out);
    out
}

fn list(items: &[String]) -> String {
    let mut out = String::from("[");
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push(',');
        }
        write_string(&mut out, item, false);
    }
    out.push(']');
    out
}

fn lists(items: &[Vec<String>]) -> String {
    ["[", &items.iter().map(|items| list(items)).collect::<Vec<_>>().join(","), "]"].concat()
}

/// Puts a list of answers and graphs together; nothing when one is neither.
#[wasm_bindgen]
pub fn build(parts: &str) -> Option<String> {
    let parts = read(parts)?;
    Graph::build(parts.items()).ok().map(|graph| written(&graph.to_value()))
}

/// The graph with the relations that hold, or with those that do not.
#[wasm_bindgen]
pub fn filter(json: &str, historical: bool) -> Option<String> {
    let history = if historical { History::Historical } else { History::Actual };
    graph(json).map(|graph| written(&graph.filter(history).to_value()))
}

/// `{nodes, edges}` of the shortest chain, `null` when there is none.
#[wasm_bindgen(js_name = shortestChain)]
pub fn shortest_chain(json: &str, from: &str, to: &str) -> Option<String> {
    let chain = graph(json)?.shortest_chain(from, to);
    let chain =
        chain.map(|chain| ["{\"nodes\":", &list(&chain.nodes), ",\"edges\":", &lists(&chain.edges), "}"].concat());
    Some(chain.unwrap_or_else(|| "null".to_owned()))
}

/// Lists of ids.
#[wasm_bindgen]
pub fn groups(json: &str, least: usize) -> Option<String> {
    graph(json).map(|graph| lists(&graph.groups(least)))
}

/// The graph in another form, by its name.
#[wasm_bindgen(js_name = writeAs)]
pub fn write_as(json: &str, format: &str) -> Option<String> {
    let format = Format::from_name(format)?;
    graph(json).map(|graph| graph.export(format))
}
