//! The graph of relations: the same whatever came first, complete, and safe in whatever it is written as.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use kontragent::graph::{Format, Graph, History, NotAnAnswer};
use kontragent::json::Value;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

fn parse(json: &str) -> Value {
    Value::parse(json.as_bytes()).expect("JSON")
}

fn build(parts: &[&str]) -> Graph {
    let values: Vec<Value> = parts.iter().map(|part| parse(part)).collect();
    Graph::build(&values).expect("answers")
}

const FOUNDERS: &str = r#"{"start":{"type":"COMPANY","id":"10"},"relType":"FOUNDER_INDIVIDUAL","direction":"in","none":false,
    "list":[{"type":"INDIVIDUAL","id":"aa","name":"Вымыслов Пётр Ильич","hidden":[],"relations":[
        {"relType":"FOUNDER_INDIVIDUAL","since":"2011-04-04","sharePercent":20.0,"outdated":false,"hidden":[]},
        {"relType":"FOUNDER_INDIVIDUAL","since":"2004-03-01","sharePercent":40,"outdated":true,"hidden":[]}]},
        {"type":"INDIVIDUAL","id":"bb","hidden":["name"],"relations":[
        {"relType":"FOUNDER_INDIVIDUAL","since":"2004-03-01","outdated":true,"hidden":["sharePercent"]}]}]}"#;
const BRANCHES: &str = r#"{"start":{"type":"COMPANY","id":"10"},"relType":"HEAD_COMPANY","direction":"out","none":false,
    "list":[{"type":"COMPANY","id":"11","shortName":"Филиал","ogrn":"1027700000007","hidden":[],"relations":[]}]}"#;
const COMPANIES: &str = r#"{"total":1,"missing":false,"list":[{"type":"COMPANY","id":"10","shortName":"ООО \"Квирлунд & <сыновья>\"",
    "ogrn":"1027700000007","hidden":[],"relations":[]}]}"#;
const CHAINS: &str = r#"{"found":true,"nodes":[{"type":"INDIVIDUAL","id":"bb","name":"Макетова Анна Львовна","hidden":[]},{"type":"COMPANY","id":"12","hidden":[]},
    {"type":"COMPANY","id":"13","hidden":[]}],"edges":[
    {"source":0,"target":1,"undirected":false,"relation":{"relType":"EXECUTIVE_INDIVIDUAL","outdated":false}},
    {"source":2,"target":1,"undirected":true,"relation":{"relType":"AFFILIATED_COMPANY"}}],
    "chains":[{"nodes":[0,1,2],"edges":[[0],[1]]}]}"#;
const REGISTER: &str = r#"{"found":[{"inn":"7701000000","ogrn":"1027700000007","ul":{"foundersFl":[
    {"fio":"ВЫМЫСЛОВ  Пётр Ильич","innfl":"770100000000","share":{"sum":100,"percentagePlain":20},"firstDate":"2011-04-04"},
    {"fio":"Небылицын Лев Львович","share":{}}],
    "foundersUl":[{"ogrn":"1037700000004","fullName":"ООО «Мумрикс»"}],"foundersForeign":[{"fullName":"Thrumm Ltd."}],
    "predecessors":[{"ogrn":"1047700000001","name":"Старое"}],"successors":[],"history":{"foundersFl":[{"fio":"Макетова Анна Львовна"}]}}}],
    "missing":[],"failed":[]}"#;
const ALL: [&str; 5] = [FOUNDERS, BRANCHES, COMPANIES, CHAINS, REGISTER];

#[test]
fn every_object_and_relation_is_there_once() {
    let graph = build(&ALL);
    let ids: Vec<&str> = graph.nodes().iter().map(|node| node.id.as_str()).collect();
    assert_eq!(
        ids,
        [
            "COMPANY:10",
            "COMPANY:11",
            "COMPANY:12",
            "COMPANY:13",
            "COMPANY:ogrn-1037700000004",
            "COMPANY:ogrn-1047700000001",
            "FOREIGN:name-thrummltd.",
            "INDIVIDUAL:aa",
            "INDIVIDUAL:bb",
            "INDIVIDUAL:name-небылицынлевльвович"
        ]
    );
    let edge = |id: &str| graph.edges().iter().find(|edge| edge.id() == id).unwrap_or_else(|| panic!("{id}"));
    let founder = edge("FOUNDER_INDIVIDUAL|INDIVIDUAL:aa->COMPANY:10");
    assert_eq!(founder.records.len(), 3, "two of НКБ, one of Фокус");
    assert_eq!(founder.actual(), Some(true));
    // What Фокус has in its history and НКБ calls outdated are both outdated.
    assert_eq!(edge("FOUNDER_INDIVIDUAL|INDIVIDUAL:bb->COMPANY:10").actual(), Some(false));
    // Nothing is said about the branch, and nothing made up.
    assert_eq!(edge("HEAD_COMPANY|COMPANY:10->COMPANY:11").actual(), None);
    assert!(edge("AFFILIATED_COMPANY|COMPANY:12--COMPANY:13").undirected);
    assert_eq!(edge("PREDECESSOR_COMPANY|COMPANY:ogrn-1047700000001->COMPANY:10").actual(), Some(true));
    assert_eq!(graph.edges().len(), 9);
    let named = graph.nodes().iter().find(|node| node.id == "INDIVIDUAL:bb").unwrap();
    assert_eq!(named.label(), "Макетова Анна Львовна");
    assert!(!named.data.iter().any(|(name, _)| name == "hidden"), "one answer shows what another masks");
}

#[test]
fn a_branch_is_not_taken_for_its_head() {
    // With the branch alone, nothing says which object the ОГРН means.
    let graph = build(&[BRANCHES, REGISTER]);
    assert!(graph.nodes().iter().any(|node| node.id == "COMPANY:ogrn-1027700000007"));
    let with_counts = r#"{"list":[{"type":"COMPANY","id":"11","ogrn":"1027700000007","info":[{"relType":"HEAD_COMPANY","direction":"in","actual":1,"outdated":0}]}]}"#;
    let graph = build(&[with_counts, REGISTER]);
    assert!(graph.nodes().iter().any(|node| node.id == "COMPANY:ogrn-1027700000007"));
}

#[test]
fn what_is_no_answer_is_refused() {
    for odd in [
        "{}",
        "[]",
        "null",
        "\"x\"",
        r#"{"list":[{"id":"1"}]}"#,
        r#"{"nodes":[{"type":"COMPANY","id":"1"}],"edges":[{"source":0,"target":7,"relation":{}}]}"#,
        r#"{"nodes":[{"data":{}}],"edges":[]}"#,
        r#"{"start":{"type":"COMPANY"},"list":[]}"#,
        r#"{"affiliated":false,"groups":[]}"#,
    ] {
        assert_eq!(Graph::build(&[parse(odd)]), Err(NotAnAnswer), "{odd}");
    }
    assert_eq!(Graph::build(&[parse(r#"{"status":"PROGRESS"}"#)]), Ok(Graph::default()));
}

#[test]
fn what_holds_and_what_held() {
    let graph = build(&ALL);
    let types = |graph: &Graph| graph.edges().iter().map(|edge| edge.id()).collect::<BTreeSet<_>>();
    let (actual, historical) = (graph.filter(History::Actual), graph.filter(History::Historical));
    assert_eq!(types(&historical), BTreeSet::from(["FOUNDER_INDIVIDUAL|INDIVIDUAL:bb->COMPANY:10".to_owned()]));
    assert!(types(&actual).is_disjoint(&types(&historical)));
    assert_eq!(actual.edges().len() + historical.edges().len(), graph.edges().len());
    // One that never had relations stays.
    let lone = build(&[r#"{"list":[{"type":"COMPANY","id":"1"}]}"#]);
    assert_eq!(lone.filter(History::Historical), lone);
}

#[test]
fn chains_and_groups() {
    let graph = build(&ALL);
    let chain = graph.shortest_chain("INDIVIDUAL:aa", "COMPANY:13").expect("a chain");
    assert_eq!(chain.nodes, ["INDIVIDUAL:aa", "COMPANY:10", "INDIVIDUAL:bb", "COMPANY:12", "COMPANY:13"]);
    assert_eq!(chain.edges[2], ["EXECUTIVE_INDIVIDUAL|INDIVIDUAL:bb->COMPANY:12"]);
    assert_eq!(graph.shortest_chain("COMPANY:10", "COMPANY:10").expect("itself").nodes, ["COMPANY:10"]);
    assert_eq!(graph.shortest_chain("COMPANY:10", "COMPANY:404"), None);
    let two = build(&[FOUNDERS, r#"{"list":[{"type":"COMPANY","id":"99"}]}"#]);
    assert_eq!(two.groups(1), vec![vec!["COMPANY:10", "INDIVIDUAL:aa", "INDIVIDUAL:bb"], vec!["COMPANY:99"]]);
    assert_eq!(two.groups(2).len(), 1);
    assert_eq!(two.shortest_chain("COMPANY:10", "COMPANY:99"), None);
}

#[test]
fn names_are_safe_in_every_form() {
    let nasty = "ООО \\\"]--><script>&'|#quot;\\n\\u0000\\u0001`end;%%{init}%%";
    let graph = build(&[&format!(r#"{{"list":[{{"type":"COMPANY","id":"1\"<&>","shortName":"{nasty}"}}]}}"#)]);
    let xml = graph.export(Format::GraphMl);
    assert!(
        xml.contains("&lt;script&gt;&amp;")
            && !xml.contains("<script")
            && !xml.contains('\u{0}')
            && !xml.contains('\u{1}')
    );
    assert!(xml.contains("<node id=\"COMPANY:1&quot;&lt;&amp;&gt;\">"));
    let mermaid = graph.export(Format::Mermaid);
    assert_eq!(
        mermaid,
        "flowchart LR\n  n0[\"ООО #34;#93;--#62;#60;script#62;#38;#39;#124;#35;quot#59;   #96;end#59;#37;#37;#123;init#125;#37;#37;\"]\n"
    );
    for format in [Format::Graphology, Format::Cytoscape] {
        let value = parse(&graph.export(format));
        assert!(matches!(value, Value::Object(_)));
    }
}

#[test]
fn the_forms_say_the_same() {
    let graph = build(&ALL);
    let graphology = parse(&graph.export(Format::Graphology));
    let cytoscape = parse(&graph.export(Format::Cytoscape));
    let count = |value: &Value, name: &str| value.get(name).map(|list| list.items().len());
    assert_eq!(count(&graphology, "nodes"), Some(graph.nodes().len()));
    assert_eq!(count(&graphology, "edges"), Some(graph.edges().len()));
    let elements = cytoscape.get("elements").expect("elements");
    assert_eq!(count(elements, "nodes"), Some(graph.nodes().len()));
    assert_eq!(count(elements, "edges"), Some(graph.edges().len()));
    let xml = graph.export(Format::GraphMl);
    assert_eq!(xml.matches("<node ").count(), graph.nodes().len());
    assert_eq!(xml.matches("<edge ").count(), graph.edges().len());
    let mermaid = graph.export(Format::Mermaid);
    assert_eq!(mermaid.lines().count(), 1 + graph.nodes().len() + graph.edges().len());
    // Dotted: what holds no longer.
    assert_eq!(mermaid.matches("-.->").count(), graph.filter(History::Historical).edges().len());
    for name in ["graphology", "cytoscape", "graphml", "mermaid"] {
        assert!(Format::from_name(name).is_some());
    }
    assert_eq!(Format::from_name("GraphML"), None);
}

/// A page of relations between a few objects, as an answer.
fn page() -> impl Strategy<Value = String> {
    let item = (0..12_u8, prop::option::of(any::<bool>()), 0..3_u8, prop::option::of("[a-zа-яё\"<&]{0,8}"));
    (0..12_u8, prop::sample::select(vec!["FOUNDER_COMPANY", "HEAD_COMPANY"]), any::<bool>(), prop::collection::vec(item, 0..6)).prop_map(
        |(start, kind, out, items)| {
            let items: Vec<String> = items
                .into_iter()
                .map(|(id, outdated, since, name)| {
                    let outdated = outdated.map_or(String::new(), |flag| format!(",\"outdated\":{flag}"));
                    let mut text = String::new();
                    let name = name.map_or(String::new(), |name| {
                        Value::Text(name).write(&mut text);
                        format!(",\"shortName\":{text}")
                    });
                    format!(r#"{{"type":"COMPANY","id":"{id}"{name},"relations":[{{"since":"200{since}-01-01"{outdated}}}]}}"#)
                })
                .collect();
            let direction = if out { "out" } else { "in" };
            format!(
                r#"{{"start":{{"type":"COMPANY","id":"{start}"}},"relType":"{kind}","direction":"{direction}","list":[{}]}}"#,
                items.join(",")
            )
        },
    )
}

/// The distances from one object to all others, slowly.
fn distances(graph: &Graph, from: &str) -> BTreeMap<String, usize> {
    let mut distances = BTreeMap::from([(from.to_owned(), 0)]);
    loop {
        let before = distances.clone();
        for edge in graph.edges() {
            for (a, b) in [(&edge.source, &edge.target), (&edge.target, &edge.source)] {
                if let Some(far) = before.get(a) {
                    let known = distances.entry(b.clone()).or_insert(far + 1);
                    *known = (*known).min(far + 1);
                }
            }
        }
        if distances == before {
            return distances;
        }
    }
}

proptest! {
    #[test]
    fn the_order_makes_no_difference(pages in prop::collection::vec(page(), 1..6), seed in any::<u64>()) {
        let values: Vec<Value> = pages.iter().map(|page| parse(page)).collect();
        let graph = Graph::build(&values).unwrap();
        let mut other = values.clone();
        let turn = usize::try_from(seed % values.len() as u64).unwrap();
        other.rotate_left(turn);
        other.reverse();
        prop_assert_eq!(&graph, &Graph::build(&other).unwrap());
        // Twice the same adds nothing, and neither does the graph itself.
        other.extend(values.clone());
        other.push(graph.to_value());
        prop_assert_eq!(&graph, &Graph::build(&other).unwrap());
        // Plain data is the graph.
        prop_assert_eq!(&graph, &Graph::build(&[graph.to_value()]).unwrap());
        // One at a time as well.
        let one_by_one = |graph: Graph, value: &Value| Graph::build(&[graph.to_value(), value.clone()]).unwrap();
        prop_assert_eq!(&graph, &values.iter().fold(Graph::default(), one_by_one));
    }

    #[test]
    fn ids_are_unique_and_ends_are_there(pages in prop::collection::vec(page(), 1..6)) {
        let graph = Graph::build(&pages.iter().map(|page| parse(page)).collect::<Vec<_>>()).unwrap();
        let nodes: BTreeSet<&str> = graph.nodes().iter().map(|node| node.id.as_str()).collect();
        prop_assert_eq!(nodes.len(), graph.nodes().len());
        let edges: BTreeSet<String> = graph.edges().iter().map(|edge| edge.id()).collect();
        prop_assert_eq!(edges.len(), graph.edges().len());
        for edge in graph.edges() {
            prop_assert!(nodes.contains(edge.source.as_str()) && nodes.contains(edge.target.as_str()));
        }
    }

    #[test]
    fn chains_are_shortest_and_groups_are_whole(pages in prop::collection::vec(page(), 1..6)) {
        let graph = Graph::build(&pages.iter().map(|page| parse(page)).collect::<Vec<_>>()).unwrap();
        let groups = graph.groups(1);
        prop_assert_eq!(groups.iter().map(Vec::len).sum::<usize>(), graph.nodes().len());
        for from in graph.nodes() {
            let far = distances(&graph, &from.id);
            for to in graph.nodes() {
                let chain = graph.shortest_chain(&from.id, &to.id);
                prop_assert_eq!(chain.as_ref().map(|chain| chain.nodes.len() - 1), far.get(&to.id).copied());
                let together = groups.iter().any(|group| group.contains(&from.id) && group.contains(&to.id));
                prop_assert_eq!(chain.is_some(), together);
                if let Some(chain) = chain {
                    prop_assert!(chain.edges.iter().all(|step| !step.is_empty()));
                }
            }
        }
    }
}
