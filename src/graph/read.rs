//! Answers → objects and relations.

use super::{Edge, Graph, Node, NotAnAnswer, text};
use crate::json::Value;

impl Graph {
    /// Takes everything out of one answer, or out of a graph that was written as plain data.
    pub(super) fn read(&mut self, part: &Value) -> Result<(), NotAnAnswer> {
        let list = |name: &str| part.get(name).filter(|value| matches!(value, Value::List(_))).map(Value::items);
        if let (Some(nodes), Some(edges)) = (list("nodes"), list("edges")) {
            let is_graph = nodes.first().is_some_and(|node| node.get("data").is_some());
            if is_graph { self.graph(nodes, edges) } else { self.chains(nodes, edges) }
        } else if let Some(items) = list("list") {
            match part.get("start") {
                Some(start) => self.related(start, part, items),
                None => items.iter().try_for_each(|item| self.object(item).map(|_| ())),
            }
        } else if let Some(found) = list("found") {
            found.iter().for_each(|company| self.registered(company));
            Ok(())
        } else if part.get("status").is_some() && part.get("pairs").is_none() {
            // An order that is not ready has nothing yet.
            Ok(())
        } else {
            Err(NotAnAnswer)
        }
    }

    /// A graph as [`Graph::to_value`] writes it.
    fn graph(&mut self, nodes: &[Value], edges: &[Value]) -> Result<(), NotAnAnswer> {
        for node in nodes {
            let (Some(id), Some(kind), Some(Value::Object(data))) =
                (string(node, "id"), string(node, "type"), node.get("data"))
            else {
                return Err(NotAnAnswer);
            };
            self.nodes.push(Node { id: id.to_owned(), kind: kind.to_owned(), data: data.clone() });
        }
        for edge in edges {
            let (Some(source), Some(target), Some(kind)) =
                (string(edge, "source"), string(edge, "target"), string(edge, "type"))
            else {
                return Err(NotAnAnswer);
            };
            self.edges.push(Edge {
                source: source.to_owned(),
                target: target.to_owned(),
                kind: kind.to_owned(),
                undirected: edge.get("undirected") == Some(&Value::Bool(true)),
                records: edge.get("records").map(Value::items).unwrap_or_default().to_vec(),
            });
        }
        Ok(())
    }

    /// An object of НКБ; gives its id.
    fn object(&mut self, value: &Value) -> Result<String, NotAnAnswer> {
        let Value::Object(members) = value else { return Err(NotAnAnswer) };
        let (Some(kind), Some(own)) = (string(value, "type"), string(value, "id")) else { return Err(NotAnAnswer) };
        let id = [kind, ":", own].concat();
        // Relations become edges; an empty list of masked fields says nothing.
        let is_data = |(name, value): &&(String, Value)| match name.as_str() {
            "relations" => false,
            "hidden" => !value.items().is_empty(),
            _ => true,
        };
        let data = members.iter().filter(is_data).cloned().collect();
        self.nodes.push(Node { id: id.clone(), kind: kind.to_owned(), data });
        Ok(id)
    }

    /// A page of related objects.
    fn related(&mut self, start: &Value, page: &Value, items: &[Value]) -> Result<(), NotAnAnswer> {
        let start = self.object(start)?;
        let Some(kind) = string(page, "relType") else { return Err(NotAnAnswer) };
        let is_out = string(page, "direction") == Some("out");
        for item in items {
            let other = self.object(item)?;
            let (source, target) = if is_out { (start.clone(), other) } else { (other, start.clone()) };
            let records = item.get("relations").map(Value::items).unwrap_or_default().to_vec();
            self.edges.push(Edge { source, target, kind: kind.to_owned(), undirected: false, records });
        }
        Ok(())
    }

    /// The objects and relations of chains; edges name places.
    fn chains(&mut self, nodes: &[Value], edges: &[Value]) -> Result<(), NotAnAnswer> {
        let ids = nodes.iter().map(|node| self.object(node)).collect::<Result<Vec<_>, _>>()?;
        for edge in edges {
            let end = |name: &str| match edge.get(name) {
                Some(Value::Number(place)) => place.parse().ok().and_then(|place: usize| ids.get(place)).cloned(),
                _ => None,
            };
            let (Some(source), Some(target), Some(record)) = (end("source"), end("target"), edge.get("relation"))
            else {
                return Err(NotAnAnswer);
            };
            let kind = string(record, "relType").unwrap_or("RELATED").to_owned();
            let undirected = edge.get("undirected") == Some(&Value::Bool(true));
            // Nothing says which end is the first, so that the same relation must not be two.
            let (source, target) = if undirected && target < source { (target, source) } else { (source, target) };
            self.edges.push(Edge { source, target, kind, undirected, records: vec![record.clone()] });
        }
        Ok(())
    }

    /// A company as Фокус has it: of `egrDetails` founders, predecessors and successors, of `req` head officers.
    fn registered(&mut self, company: &Value) {
        let Some(ogrn) = string(company, "ogrn") else { return };
        let whole = company.get("ul");
        let name = whole.and_then(|whole| whole.get("legalName"));
        let names = [("short", "shortName"), ("full", "fullName")];
        let mut data: Vec<(&str, Value)> = vec![("ogrn", text(ogrn))];
        data.extend(string(company, "inn").map(|inn| ("inn", text(inn))));
        data.extend(names.into_iter().filter_map(|(wire, own)| Some((own, text(string(name?, wire)?)))));
        let company = self.pseudo("COMPANY", "ogrn", ogrn, data);
        let Some(whole) = whole else { return };
        let history = whole.get("history");
        for (source, outdated) in [(Some(whole), false), (history, true)] {
            let Some(source) = source else { continue };
            let each = |name: &str| source.get(name).map(Value::items).unwrap_or_default();
            for person in each("foundersFl") {
                let record = founder(person, outdated);
                self.person(person, &company, "FOUNDER_INDIVIDUAL", record);
            }
            for person in each("heads") {
                let mut record = dated(person, outdated);
                record.extend(string(person, "position").map(|position| ("position".to_owned(), text(position))));
                self.person(person, &company, "EXECUTIVE_INDIVIDUAL", record);
            }
            for other in each("foundersUl") {
                if let Some(id) = self.other(other) {
                    self.relation(&id, &company, "FOUNDER_COMPANY", founder(other, outdated));
                }
            }
            for other in each("managementCompanies") {
                if let Some(id) = self.other(other) {
                    self.relation(&id, &company, "EXECUTIVE_COMPANY", dated(other, outdated));
                }
            }
            for other in each("foundersForeign") {
                let Some(name) = string(other, "fullName") else { continue };
                let id = self.pseudo("FOREIGN", "name", &folded(name), vec![("name", text(name))]);
                self.relation(&id, &company, "FOUNDER_COMPANY", founder(other, outdated));
            }
        }
        for (list, is_before) in [("predecessors", true), ("successors", false)] {
            for other in whole.get(list).map(Value::items).unwrap_or_default() {
                let Some(id) = self.other(other) else { continue };
                let (source, target) = if is_before { (&id, &company) } else { (&company, &id) };
                self.relation(source, target, "PREDECESSOR_COMPANY", dated(other, false));
            }
        }
    }

    fn person(&mut self, person: &Value, company: &str, kind: &str, mut record: Vec<(String, Value)>) {
        let Some(name) = string(person, "fio") else { return };
        record.extend(string(person, "innfl").map(|inn| ("inn".to_owned(), text(inn))));
        let id = self.pseudo("INDIVIDUAL", "name", &folded(name), vec![("name", text(name))]);
        self.relation(&id, company, kind, record);
    }

    /// Another organisation of the register.
    fn other(&mut self, other: &Value) -> Option<String> {
        let ogrn = string(other, "ogrn")?;
        let mut data = vec![("ogrn", text(ogrn))];
        data.extend(string(other, "inn").map(|inn| ("inn", text(inn))));
        data.extend(string(other, "fullName").or(string(other, "name")).map(|name| ("fullName", text(name))));
        Some(self.pseudo("COMPANY", "ogrn", ogrn, data))
    }

    /// An object whose id in НКБ is not known; gives the id that it has until then.
    fn pseudo(&mut self, kind: &str, by: &str, own: &str, data: Vec<(&str, Value)>) -> String {
        let id = [kind, ":", by, "-", own].concat();
        let data = data.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        self.nodes.push(Node { id: id.clone(), kind: kind.to_owned(), data });
        id
    }

    fn relation(&mut self, source: &str, target: &str, kind: &str, record: Vec<(String, Value)>) {
        let (source, target, kind) = (source.to_owned(), target.to_owned(), kind.to_owned());
        self.edges.push(Edge { source, target, kind, undirected: false, records: vec![Value::Object(record)] });
    }
}

fn string<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.text().filter(|text| !text.is_empty())
}

/// A name without spaces and capitals, as НКБ tells names apart.
pub(super) fn folded(name: &str) -> String {
    name.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// What a record of the register says of a relation.
fn dated(record: &Value, outdated: bool) -> Vec<(String, Value)> {
    let mut members = vec![("outdated".to_owned(), Value::Bool(outdated))];
    let since = string(record, "firstDate").or(string(record, "date"));
    members.extend(since.map(|since| ("since".to_owned(), text(since))));
    members
}

fn founder(record: &Value, outdated: bool) -> Vec<(String, Value)> {
    let mut members = dated(record, outdated);
    for (wire, own) in [("sum", "shareAmount"), ("percentagePlain", "sharePercent")] {
        let value = record.get("share").and_then(|share| share.get(wire));
        members.extend(value.map(|value| (own.to_owned(), value.clone())));
    }
    members
}
