//! What НКБ writes → what our models say, as a tree.
//!
//! Whatever is known to be odd is evened out here, and nothing else is touched: masked values become `hidden`, numbers and
//! milliseconds in texts become what they are, the kind of an object that the question says is written into the object,
//! dictionaries become lists, and the several forms in which chains may come become one. What does not fit is left for the
//! decoder to refuse; nothing is ever read as «none» that does not say so.

use super::links::{Entity, link};
use crate::json::{Fault, FaultKind, Value};
use crate::providers::even::text::date_of_ms;
use crate::providers::even::{self, Members, Tidy, missing};
use crate::text::{self, count, digits};

/// What a page of relations is about.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'r> {
    /// The kind of the object.
    pub entity: &'r str,
    /// Its id.
    pub id: &'r str,
    /// The type of relation.
    pub rel_type: &'r str,
    /// The direction.
    pub direction: &'r str,
}

/// A page of companies.
///
/// # Errors
/// A [`Fault`] when its figures contradict its list.
pub fn companies(value: Value) -> Result<Value, Fault> {
    page(value, Some(Entity::Company), "missing", None)
}

/// A page of related objects.
///
/// # Errors
/// A [`Fault`] when its figures contradict its list.
pub fn related(value: Value, asked: Asked<'_>) -> Result<Value, Fault> {
    let end = link(asked.rel_type).map(|link| link.other_end(asked.direction == "out"));
    let mut page = page(value, end, "none", Some(asked.rel_type))?;
    if let Value::Object(members) = &mut page {
        let start = vec![member("type", text(asked.entity)), member("id", text(asked.id))];
        members.push(member("start", Value::Object(start)));
        members.push(member("relType", text(asked.rel_type)));
        members.push(member("direction", text(asked.direction)));
    }
    Ok(page)
}

fn page(mut value: Value, entity: Option<Entity>, nothing: &str, rel_type: Option<&str>) -> Result<Value, Fault> {
    plain(&mut value);
    let Value::Object(members) = &mut value else { return Ok(value) };
    even(members, &["total", "pageSize", "pageNumber", "pageCount", "firstNumber", "lastNumber"], Kind::Number);
    let mut here = None;
    if let Some(Value::List(items)) = find(members, "list") {
        here = Some(items.len());
        for item in items {
            node(item, entity, rel_type);
        }
    }
    let mut figure = |name: &str| match find(members, name) {
        Some(Value::Number(digits)) => count(digits),
        _ => None,
    };
    if let (Some(total), Some(here)) = (figure("total"), here) {
        let before =
            figure("pageNumber").unwrap_or(1).saturating_sub(1).saturating_mul(figure("pageSize").unwrap_or(0));
        // Only a page after the last is empty.
        match here {
            0 if before < total => return Err(missing("list")),
            1.. if total == 0 => return Err(missing("total")),
            _ => {}
        }
        members.push(member(nothing, Value::Bool(total == 0)));
    }
    Ok(value)
}

/// The check of affiliation. An empty object is an answer: nobody is affiliated. An object that has neither of the two known
/// members but others is none.
///
/// # Errors
/// A [`Fault`] when it is something else.
pub fn connections(value: Value) -> Result<Value, Fault> {
    let mut answer = Tidy::of(value);
    let groups = answer.take("connections");
    let validation = answer.take("validation");
    if groups == Value::Null && validation == Value::Null && !answer.members.is_empty() {
        answer.keep(missing("connections"));
    }
    answer.put("affiliated", Value::Bool(!groups.items().is_empty()));
    answer.put("groups", if groups == Value::Null { Value::List(Vec::new()) } else { groups });
    match problems(validation) {
        Ok(problems) => answer.put("validation", problems),
        Err(fault) => answer.keep(fault),
    }
    answer.whole()
}

/// The identifiers that took no part, as a list; none when it is `null`.
///
/// # Errors
/// A [`Fault`] when it is no dictionary of objects.
pub(super) fn problems(validation: Value) -> Result<Value, Fault> {
    if validation == Value::Null {
        return Ok(Value::List(Vec::new()));
    }
    let problems = even::dictionary(validation, "id", &mut |problem| {
        for (name, value) in &mut problem.members {
            let own = match value {
                Value::Number(_) => "count",
                Value::Text(_) => "aliasOf",
                _ => continue,
            };
            if name == "info" {
                *name = own.to_owned();
            }
        }
    });
    problems.map_err(|fault| fault.in_member(b"validation"))
}

/// Balances: `{year: {code: {value}}}` → lists.
///
/// # Errors
/// A [`Fault`] when a level is no dictionary.
pub fn balance(value: Value) -> Result<Value, Fault> {
    let mut years = even::dictionary(value, "year", &mut |year| {
        let codes = core::mem::take(&mut year.members);
        let lines = even::dictionary(Value::Object(codes), "code", &mut |line| {
            even(&mut line.members, &["value"], Kind::Number);
        });
        match lines {
            Ok(lines) => year.put("values", lines),
            Err(fault) => year.keep(fault),
        }
    })?;
    each(&mut years, &mut |year| even(year, &["year"], Kind::Number));
    let missing = Value::Bool(years.items().is_empty());
    Ok(Value::Object(vec![member("missing", missing), member("years", years)]))
}

/// Every object of a list.
fn each(list: &mut Value, change: &mut dyn FnMut(&mut Members)) {
    if let Value::List(items) = list {
        for item in items {
            if let Value::Object(members) = item {
                change(members);
            }
        }
    }
}

/// An order's id, in any of the forms in which one could be told: a string, JSON or not, or an object with `orderId` or
/// `id`.
///
/// # Errors
/// A [`Fault`] when it is none of these.
pub fn ordered(body: &[u8]) -> Result<Value, Fault> {
    let value = match Value::parse(body) {
        Ok(value) => value,
        Err(fault) => match core::str::from_utf8(body).map(str::trim) {
            Ok(plain) if is_order_id(plain) => text(plain),
            _ => return Err(fault),
        },
    };
    let mut answer = Tidy::default();
    let mut id = value;
    if let Value::Object(members) = id {
        answer.members = members;
        id = answer.take("orderId");
        if id == Value::Null {
            id = answer.take("id");
        }
    }
    match id {
        Value::Text(id) | Value::Number(id) if is_order_id(&id) => answer.put("orderId", Value::Text(id)),
        _ => answer.keep(missing("orderId")),
    }
    answer.whole()
}

/// What may be an order's id: it becomes part of an address.
pub(super) fn is_order_id(id: &str) -> bool {
    (1..=100).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Chains between two objects. None at all is told by a list of chains that is empty or `null`, or left out where there is nothing
/// else either; but an answer of which nothing is known is refused.
///
/// # Errors
/// A [`Fault`] when it is no object, has no chains but something else, or points at objects that are not there.
pub fn relations(mut value: Value) -> Result<Value, Fault> {
    plain(&mut value);
    let mut answer = Tidy::of(value);
    let mut graph = Graph::take(&mut answer);
    if answer.peek("traces").is_none() && !(graph.nodes.is_empty() && answer.members.is_empty()) {
        answer.keep(missing("traces"));
    }
    let traces = graph.traces(&mut answer);
    let chains = graph.chains(traces);
    answer.put("found", Value::Bool(!chains.items().is_empty()));
    answer.put("chains", chains);
    graph.put(&mut answer);
    answer.whole()
}

/// What became of an order; `None` when it failed, which is no answer. Only an order that is known to be ready has pairs: one
/// that is not, or whose status is a word of which we know nothing, has none that could be taken for all.
///
/// # Errors
/// A [`Fault`] when it says neither how far it is nor what was found.
pub fn batch(mut value: Value) -> Result<Option<Value>, Fault> {
    plain(&mut value);
    let mut answer = Tidy::of(value);
    let status = answer.take("status");
    match status.text() {
        Some("ERROR" | "FAILED") => return Ok(None),
        Some("READY") => {}
        Some(_) => {
            let message = answer.take("message");
            let mut told = Tidy::default();
            told.put("status", status);
            if message != Value::Null {
                told.put("message", message);
            }
            return told.whole().map(Some);
        }
        None if matches!(answer.peek("pairs"), None | Some(Value::Null)) => answer.keep(missing("status")),
        None => {}
    }
    let mut graph = Graph::take(&mut answer);
    if answer.peek("pairs").is_none() && !graph.nodes.is_empty() {
        answer.keep(missing("pairs"));
    }
    let mut pairs = Vec::new();
    // As with chains, none may be written as `null` or left out.
    for pair in answer.plain_items("pairs") {
        let mut pair = Tidy::of(pair);
        let traces = graph.traces(&mut pair);
        pairs.push((pair, traces));
    }
    let mut whole = Vec::new();
    for (position, (mut pair, traces)) in pairs.into_iter().enumerate() {
        pair.put("chains", graph.chains(traces));
        if let Some(fault) = pair.take_fault() {
            answer.fail(fault.in_item(position), "pairs");
        }
        whole.push(pair.into_value());
    }
    answer.put("status", text("READY"));
    answer.put("pairs", Value::List(whole));
    graph.put(&mut answer);
    answer.whole().map(Some)
}

/// The objects and relations that chains are made of.
struct Graph {
    nodes: Vec<Value>,
    edges: Vec<Edge>,
}

/// A relation between objects at two places.
#[derive(PartialEq)]
struct Edge {
    source: usize,
    target: usize,
    undirected: bool,
    relation: Value,
}

/// A chain: the places of its objects, and what else it has.
struct Trace {
    places: Vec<usize>,
    rest: Tidy,
}

impl Graph {
    /// Takes the objects out of an answer, with the relations that are told beside or inside them.
    fn take(answer: &mut Tidy) -> Graph {
        let mut graph = Graph { nodes: Vec::new(), edges: Vec::new() };
        for name in ["nodes", "entries"] {
            for mut item in answer.plain_items(name) {
                if let Value::Object(entry) = &mut item
                    && let Some(inner) = take(entry, "node")
                {
                    item = inner;
                }
                node(&mut item, None, None);
                graph.nodes.push(item);
            }
        }
        for name in ["relations", "edges"] {
            let relations = answer.plain_items(name);
            let left = graph.anchored(relations);
            if !left.is_empty() {
                answer.put("relations", Value::List(left));
            }
        }
        for place in 0..graph.nodes.len() {
            let Some(Value::List(relations)) = graph.relations(place) else { continue };
            let relations = core::mem::take(relations);
            let left = graph.anchored(relations);
            if let Some(relations) = graph.relations(place) {
                *relations = if left.is_empty() { Value::Null } else { Value::List(left) };
            }
        }
        graph
    }

    /// The relations that an object tells.
    fn relations(&mut self, place: usize) -> Option<&mut Value> {
        match self.nodes.get_mut(place)? {
            Value::Object(members) => find(members, "relations"),
            _ => None,
        }
    }

    /// Takes the relations that name their two ends, and gives back those that do not.
    fn anchored(&mut self, relations: Vec<Value>) -> Vec<Value> {
        let mut left = Vec::new();
        for relation in relations {
            let Value::Object(mut members) = relation else {
                left.push(relation);
                continue;
            };
            even_out(&mut members, None);
            let joins = rel_type_of(&members).and_then(link);
            // `source` alone may also say where a record is from.
            let end = |names: [&'static str; 2], entity: Option<Entity>| {
                let (name, value) = names
                    .into_iter()
                    .find_map(|name| members.iter().find(|(known, _)| known == name).map(|(_, value)| (name, value)))?;
                let place = match value {
                    Value::Number(_) if matches!(name, "source" | "target") => self.position(value),
                    Value::Text(id) | Value::Number(id) => self.place(id, entity),
                    _ => None,
                };
                Some((name, place?))
            };
            let source = end(["srcId", "source"], joins.map(|link| link.source));
            let target = end(["dstId", "target"], joins.map(|link| link.target));
            let (Some((from, source)), Some((to, target))) = (source, target) else {
                left.push(Value::Object(members));
                continue;
            };
            members.retain(|(name, _)| name != from && name != to);
            self.edge(source, target, false, Value::Object(members));
        }
        left
    }

    /// The place that a number says, if there is an object.
    fn position(&self, value: &Value) -> Option<usize> {
        match value {
            Value::Number(digits) => {
                count(digits).map(|place| place as usize).filter(|place| *place < self.nodes.len())
            }
            _ => None,
        }
    }

    /// The place of the object of that id, of that kind if one is known: ids of two kinds may be the same digits.
    fn place(&self, id: &str, entity: Option<Entity>) -> Option<usize> {
        self.nodes.iter().enumerate().position(|(place, node)| {
            node.get("id").and_then(Value::text) == Some(id) && (entity.is_none() || self.kind(place) == entity)
        })
    }

    fn kind(&self, place: usize) -> Option<Entity> {
        self.nodes.get(place)?.get("type")?.text().and_then(Entity::from_name)
    }

    /// Adds an edge unless it is there.
    fn edge(&mut self, source: usize, target: usize, undirected: bool, relation: Value) {
        let edge = Edge { source, target, undirected, relation };
        if !self.edges.contains(&edge) {
            self.edges.push(edge);
        }
    }

    /// Takes the relations out of chains. No chains at all may be `null` or left out.
    fn traces(&mut self, answer: &mut Tidy) -> Vec<Trace> {
        let mut traces = Vec::new();
        for (position, trace) in answer.plain_items("traces").into_iter().enumerate() {
            let mut trace = self.trace(trace);
            if let Some(fault) = trace.rest.take_fault() {
                answer.fail(fault.in_item(position), "traces");
            }
            traces.push(trace);
        }
        traces
    }

    fn trace(&mut self, trace: Value) -> Trace {
        let mut rest = Tidy::of(trace);
        let mut places: Vec<usize> = Vec::new();
        for (position, item) in rest.plain_items("nodes").into_iter().enumerate() {
            match self.position(&item) {
                Some(place) => places.push(place),
                None => rest.fail(Fault::new(FaultKind::Missing, 0).in_item(position), "nodes"),
            }
        }
        if places.len() < 2 {
            rest.keep(missing("nodes"));
        }
        let mut told = rest.plain_items("relations");
        if told.is_empty() {
            told = rest.plain_items("edges");
        }
        for (pair, records) in places.windows(2).zip(told) {
            let &[from, to] = pair else { continue };
            match records {
                Value::List(records) => records.into_iter().for_each(|record| self.step(from, to, record)),
                record => self.step(from, to, record),
            }
        }
        Trace { places, rest }
    }

    /// Chains, each once: front ends of the provider have seen them twice.
    fn chains(&self, traces: Vec<Trace>) -> Value {
        let mut chains: Vec<Value> = Vec::new();
        let mut known: Vec<(Vec<usize>, Members)> = Vec::new();
        for Trace { places, rest: mut chain } in traces {
            // Places are compared first: nearly always they differ.
            if known.iter().any(|(others, rest)| *others == places && *rest == chain.members) {
                continue;
            }
            known.push((places.clone(), chain.members.clone()));
            let mut steps = Vec::new();
            for pair in places.windows(2) {
                let mut step = Vec::new();
                for (place, edge) in self.edges.iter().enumerate() {
                    if pair == [edge.source, edge.target] || pair == [edge.target, edge.source] {
                        step.push(number(place));
                    }
                }
                steps.push(Value::List(step));
            }
            let mut nodes = Vec::new();
            for place in places {
                nodes.push(number(place));
            }
            chain.put("nodes", Value::List(nodes));
            chain.put("edges", Value::List(steps));
            chains.push(chain.into_value());
        }
        Value::List(chains)
    }

    /// A relation of a step, which way ever it goes: by its direction as seen from the first, or by what its type joins.
    fn step(&mut self, from: usize, to: usize, record: Value) {
        let Value::Object(mut members) = record else { return };
        let direction = take(&mut members, "direction");
        even_out(&mut members, None);
        let joins = rel_type_of(&members).and_then(link);
        let is_out = match (direction.as_ref().and_then(Value::text), joins) {
            (Some("out"), _) => Some(true),
            (Some("in"), _) => Some(false),
            (_, Some(link)) if link.source != link.target => self.kind(from).map(|kind| kind == link.source),
            _ => None,
        };
        let (source, target) = if is_out == Some(false) { (to, from) } else { (from, to) };
        self.edge(source, target, is_out.is_none(), Value::Object(members));
    }

    /// Adds objects and relations to an answer.
    fn put(self, answer: &mut Tidy) {
        let mut edges = Vec::new();
        for Edge { source, target, undirected, relation } in self.edges {
            let mut edge = Tidy::default();
            edge.put("source", number(source));
            edge.put("target", number(target));
            edge.put("undirected", Value::Bool(undirected));
            edge.put("relation", relation);
            edges.push(edge.into_value());
        }
        answer.put("nodes", Value::List(self.nodes));
        answer.put("edges", Value::List(edges));
    }
}

fn rel_type_of(members: &Members) -> Option<&str> {
    members.iter().find(|(name, _)| name == "relType").and_then(|(_, value)| value.text())
}

/// An object of НКБ. `entity`: what it is if it does not say; `rel_type`: of which type its relations are.
fn node(value: &mut Value, entity: Option<Entity>, rel_type: Option<&str>) {
    let Value::Object(members) = value else { return };
    lead(members, &["type"], "type", entity.map(Entity::name));
    if let Some(id) = find(members, "id")
        && let Value::Number(digits) = id
    {
        *id = Value::Text(core::mem::take(digits));
    }
    even(members, &["totalPrice"], Kind::Number);
    even(members, &["regDate", "date"], Kind::Date);
    if let Some(Value::Object(status)) = find(members, "status") {
        even(status, &["date"], Kind::Date);
    }
    if let Some(info) = find(members, "info") {
        counts(info);
    }
    if let Some(relations) = find(members, "relations") {
        each(relations, &mut |relation| even_out(relation, rel_type));
    }
}

/// Puts a member first, under its name among ours, or one that is given where there is none.
fn lead(members: &mut Members, names: &[&str], own: &str, given: Option<&str>) {
    let mut known = None;
    for name in names {
        if known.is_none() {
            known = take(members, name);
        }
    }
    if let Some(value) = known.or_else(|| given.map(text)) {
        members.insert(0, member(own, value));
    }
}

/// `{in: {TYPE: {actual, outdated}}, out: …}` → a list.
fn counts(info: &mut Value) {
    let Value::Object(directions) = info else { return };
    let mut list = Vec::new();
    for (direction, types) in core::mem::take(directions) {
        let Value::Object(types) = types else { continue };
        for (rel_type, counts) in types {
            let Value::Object(mut counts) = counts else { continue };
            for name in ["outdated", "actual"] {
                lead(&mut counts, &[name], name, Some("0"));
            }
            even(&mut counts, &["actual", "outdated"], Kind::Number);
            lead(&mut counts, &[], "direction", Some(&direction));
            lead(&mut counts, &[], "relType", Some(&rel_type));
            list.push(Value::Object(counts));
        }
    }
    *info = Value::List(list);
}

/// A record of a relation; `rel_type`: its type if it does not say.
fn even_out(members: &mut Members, rel_type: Option<&str>) {
    lead(members, &["relType", "type"], "relType", rel_type);
    even(members, &["shareAmount", "sharePercent", "shareCapital", "shareStock", "number"], Kind::Number);
    even(members, &["since", "actual"], Kind::Date);
    for (list, names, kind) in [("lots", &["lot", "price"][..], Kind::Number), ("causes", &["since"], Kind::Date)] {
        if let Some(items) = find(members, list) {
            each(items, &mut |item| even(item, names, kind));
        }
    }
}

/// Takes the masked values out, and leaves their names in `hidden`; and the underscore at the beginning of the internal names.
fn plain(value: &mut Value) {
    match value {
        Value::List(items) => items.iter_mut().for_each(plain),
        Value::Object(members) => {
            let mut hidden = Vec::new();
            members.retain_mut(|(name, value)| {
                let masked = value.text().is_some_and(is_masked);
                if masked {
                    hidden.push(Value::Text(bare(name).to_owned()));
                } else {
                    plain(value);
                }
                !masked
            });
            for at in 0..members.len() {
                let Some((name, _)) = members.get(at).filter(|(name, _)| name.starts_with('_')) else { continue };
                let own = bare(name).to_owned();
                if find(members, &own).is_none()
                    && let Some((name, _)) = members.get_mut(at)
                {
                    *name = own;
                }
            }
            if !hidden.is_empty() {
                members.push(member("hidden", Value::List(hidden)));
            }
        }
        _ => {}
    }
}

fn bare(name: &str) -> &str {
    name.strip_prefix('_').unwrap_or(name)
}

/// «#…░»: the login may not see it.
fn is_masked(text: &str) -> bool {
    // U+2591, as bytes: a search for it costs half a kilobyte.
    text.starts_with('#') && text.as_bytes().windows(3).any(|sign| sign == [0xE2, 0x96, 0x91])
}

/// What values are meant to be.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// Numbers, which may be written as texts.
    Number,
    /// Dates, which may be written as milliseconds since 1970.
    Date,
}

/// Makes values what they are meant to be; an empty text is nothing. What is something else stays, for the decoder to refuse.
fn even(members: &mut Members, names: &[&str], kind: Kind) {
    for (name, value) in members {
        if !names.contains(&name.as_str()) {
            continue;
        }
        let meant = match value {
            Value::Text(text) if text.is_empty() => Some(Value::Null),
            Value::Text(text) if kind == Kind::Number => {
                // The strict reader decides what is a number. Some write a comma.
                let mut spelled = text.trim().as_bytes().to_vec();
                spelled.iter_mut().filter(|byte| **byte == b',').for_each(|byte| *byte = b'.');
                Value::parse(&spelled).ok().filter(|value| matches!(value, Value::Number(_)))
            }
            Value::Number(spelled) if kind == Kind::Date => milliseconds(spelled).and_then(date_of_ms).map(Value::Text),
            _ => None,
        };
        if let Some(meant) = meant {
            *value = meant;
        }
    }
}

/// A whole number as JSON spells it.
fn milliseconds(spelled: &str) -> Option<i64> {
    match spelled.strip_prefix('-') {
        Some(digits) => i64::try_from(text::number(digits)?).ok().map(|number| -number),
        None => i64::try_from(text::number(spelled)?).ok(),
    }
}

fn member(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: usize) -> Value {
    Value::Number(digits(number as u64))
}

fn find<'m>(members: &'m mut Members, name: &str) -> Option<&'m mut Value> {
    members.iter_mut().find(|(known, _)| known == name).map(|(_, value)| value)
}

/// Takes a member out; `null` is no value.
fn take(members: &mut Members, name: &str) -> Option<Value> {
    let at = members.iter().position(|(known, _)| known == name)?;
    let (_, value) = members.remove(at);
    Some(value).filter(|value| *value != Value::Null)
}
