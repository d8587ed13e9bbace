//! What НКБ writes → what our models say, as a tree.
//!
//! Whatever is known to be odd is evened out here, and nothing else is touched: masked values become `hidden`, numbers and
//! milliseconds in texts become what they are, the kind of an object that the question says is written into the object,
//! dictionaries become lists, and the several forms in which chains may come become one. What does not fit is left for the
//! decoder to refuse; nothing is ever read as «none» that does not say so.

use super::links::{Entity, link};
use crate::json::{Fault, FaultKind, Value};

type Members = Vec<(String, Value)>;

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
pub fn companies(value: Value) -> Value {
    page(value, Some(Entity::Company), "missing", None)
}

/// A page of related objects.
pub fn related(value: Value, asked: Asked<'_>) -> Value {
    let end = link(asked.rel_type).map(|link| link.other_end(asked.direction == "out"));
    let mut page = page(value, end, "none", Some(asked.rel_type));
    if let Value::Object(members) = &mut page {
        let start = vec![member("type", text(asked.entity)), member("id", text(asked.id))];
        members.push(member("start", Value::Object(start)));
        members.push(member("relType", text(asked.rel_type)));
        members.push(member("direction", text(asked.direction)));
    }
    page
}

fn page(mut value: Value, entity: Option<Entity>, nothing: &str, rel_type: Option<&str>) -> Value {
    plain(&mut value);
    let Value::Object(members) = &mut value else { return value };
    even(members, &["total", "pageSize", "pageNumber", "pageCount", "firstNumber", "lastNumber"], Kind::Number);
    if let Some(Value::List(items)) = find(members, "list") {
        for item in items {
            node(item, entity, rel_type);
        }
    }
    if let Some(Value::Number(total)) = find(members, "total") {
        let none = total == "0";
        members.push(member(nothing, Value::Bool(none)));
    }
    value
}

/// The check of affiliation. An empty object is an answer: nobody is affiliated. An object that has neither of the two known
/// members but others is none.
///
/// # Errors
/// A [`Fault`] when it is something else.
pub fn connections(value: Value) -> Result<Value, Fault> {
    let mut members = object(value)?;
    let groups = take(&mut members, "connections");
    let validation = take(&mut members, "validation");
    if groups.is_none() && validation.is_none() && !members.is_empty() {
        return Err(missing("connections"));
    }
    let groups = groups.unwrap_or(Value::List(Vec::new()));
    members.push(member("affiliated", Value::Bool(!groups.items().is_empty())));
    members.push(member("groups", groups));
    members.push(member("validation", problems(validation)?));
    Ok(Value::Object(members))
}

/// The identifiers that took no part, as a list.
///
/// # Errors
/// A [`Fault`] when it is no dictionary of objects.
pub(super) fn problems(validation: Option<Value>) -> Result<Value, Fault> {
    let mut list = Vec::new();
    for (id, problem) in validation.map_or(Ok(Vec::new()), object).map_err(|fault| fault.in_member(b"validation"))? {
        let mut members = object(problem).map_err(|fault| fault.in_member(id.as_bytes()).in_member(b"validation"))?;
        for (name, value) in &mut members {
            if name == "info" {
                *name = match value {
                    Value::Number(_) => "count",
                    Value::Text(_) => "aliasOf",
                    _ => continue,
                }
                .to_owned();
            }
        }
        members.insert(0, member("id", Value::Text(id)));
        list.push(Value::Object(members));
    }
    Ok(Value::List(list))
}

/// Balances: `{year: {code: {value}}}` → lists.
///
/// # Errors
/// A [`Fault`] when a level is no dictionary.
pub fn balance(value: Value) -> Result<Value, Fault> {
    let mut years = Vec::new();
    for (year, codes) in object(value)? {
        let here = |fault: Fault| fault.in_member(year.as_bytes());
        let mut values = Vec::new();
        for (code, line) in object(codes).map_err(here)? {
            let mut members = object(line).map_err(|fault| here(fault.in_member(code.as_bytes())))?;
            even(&mut members, &["value"], Kind::Number);
            members.insert(0, member("code", Value::Text(code)));
            values.push(Value::Object(members));
        }
        let mut members = vec![member("year", text(&year)), member("values", Value::List(values))];
        even(&mut members, &["year"], Kind::Number);
        years.push(Value::Object(members));
    }
    let missing = Value::Bool(years.is_empty());
    Ok(Value::Object(vec![member("missing", missing), member("years", Value::List(years))]))
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
    let (mut members, id) = match value {
        Value::Object(mut members) => {
            let id = take(&mut members, "orderId").or_else(|| take(&mut members, "id"));
            (members, id)
        }
        other => (Vec::new(), Some(other)),
    };
    match id {
        Some(Value::Text(id) | Value::Number(id)) if is_order_id(&id) => {
            members.push(member("orderId", Value::Text(id)));
            Ok(Value::Object(members))
        }
        _ => Err(missing("orderId")),
    }
}

/// What may be an order's id: it becomes part of an address.
pub(super) fn is_order_id(id: &str) -> bool {
    (1..=100).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Chains between two objects. None at all is told by a list of chains that is empty, `null` or left out; but an answer of
/// which nothing is known is refused.
///
/// # Errors
/// A [`Fault`] when it is no object, has none of the known members but others, or points at objects that are not there.
pub fn relations(mut value: Value) -> Result<Value, Fault> {
    plain(&mut value);
    let mut members = object(value)?;
    let known = |(name, _): &(String, Value)| matches!(name.as_str(), "nodes" | "entries" | "traces");
    if !members.is_empty() && !members.iter().any(known) {
        return Err(missing("traces"));
    }
    let traces = take(&mut members, "traces");
    let mut graph = Graph::take(members)?;
    let traces = graph.traces(traces)?;
    let chains = graph.chains(traces);
    let found = Value::Bool(!chains.items().is_empty());
    Ok(graph.done(vec![member("found", found), member("chains", chains)]))
}

/// What became of an order; `None` when it failed, which is no answer. Only an order that is known to be ready has pairs: one
/// that is not, or whose status is a word of which we know nothing, has none that could be taken for all.
///
/// # Errors
/// A [`Fault`] when it says neither how far it is nor what was found.
pub fn batch(mut value: Value) -> Result<Option<Value>, Fault> {
    plain(&mut value);
    let mut members = object(value)?;
    let pairs = members.iter().position(|(name, _)| name == "pairs").map(|at| members.remove(at).1);
    let status = take(&mut members, "status");
    match status.as_ref().and_then(Value::text) {
        Some("ERROR" | "FAILED") => return Ok(None),
        Some("READY") => {}
        Some(word) => {
            let mut told = vec![member("status", text(word))];
            if let Some(message) = take(&mut members, "message") {
                told.push(member("message", message));
            }
            return Ok(Some(Value::Object(told)));
        }
        None if pairs.is_none() => return Err(missing("status")),
        None => {}
    }
    let mut graph = Graph::take(members)?;
    let mut list = Vec::new();
    // As with chains, none may be written as `null` or left out.
    let pairs = pairs.filter(|pairs| *pairs != Value::Null).map_or(Ok(Vec::new()), items);
    for (position, pair) in pairs.map_err(|fault| fault.in_member(b"pairs"))?.into_iter().enumerate() {
        let here = |fault: Fault| fault.in_item(position).in_member(b"pairs");
        let mut pair = object(pair).map_err(here)?;
        let traces = graph.traces(take(&mut pair, "traces")).map_err(here)?;
        list.push((pair, traces));
    }
    let mut whole = Vec::new();
    for (mut pair, traces) in list {
        pair.push(member("chains", graph.chains(traces)));
        whole.push(Value::Object(pair));
    }
    let list = whole;
    Ok(Some(graph.done(vec![member("status", text("READY")), member("pairs", Value::List(list))])))
}

/// The objects and relations that chains are made of.
struct Graph {
    nodes: Vec<Value>,
    edges: Vec<Edge>,
    /// What else the answer has.
    rest: Members,
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
    rest: Members,
}

impl Graph {
    /// Takes the objects out of an answer, with the relations that are told beside or inside them.
    fn take(mut members: Members) -> Result<Graph, Fault> {
        let mut graph = Graph { nodes: Vec::new(), edges: Vec::new(), rest: Vec::new() };
        for name in ["nodes", "entries"] {
            let Some(value) = take(&mut members, name) else { continue };
            for mut item in items(value).map_err(|fault| fault.in_member(name.as_bytes()))? {
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
            let Some(relations) = take(&mut members, name) else { continue };
            let relations = items(relations).map_err(|fault| fault.in_member(name.as_bytes()))?;
            let left = graph.anchored(relations);
            if !left.is_empty() {
                graph.rest.push(member("relations", Value::List(left)));
            }
        }
        for place in 0..graph.nodes.len() {
            let inner = graph.nodes.get_mut(place).and_then(|node| match node {
                Value::Object(members) => take(members, "relations"),
                _ => None,
            });
            let Some(relations) = inner else { continue };
            let left = match relations {
                Value::List(relations) => Value::List(graph.anchored(relations)),
                other => other,
            };
            if let Some(Value::Object(members)) = graph.nodes.get_mut(place)
                && left != Value::List(Vec::new())
            {
                members.push(member("relations", left));
            }
        }
        graph.rest.append(&mut members);
        Ok(graph)
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
                    Value::Number(digits) if matches!(name, "source" | "target") => {
                        digits.parse().ok().filter(|at| *at < self.nodes.len())
                    }
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
    fn traces(&mut self, traces: Option<Value>) -> Result<Vec<Trace>, Fault> {
        let mut list = Vec::new();
        let traces = traces.map_or(Ok(Vec::new()), items).map_err(|fault| fault.in_member(b"traces"))?;
        for (position, trace) in traces.into_iter().enumerate() {
            list.push(self.trace(trace).map_err(|fault| fault.in_item(position).in_member(b"traces"))?);
        }
        Ok(list)
    }

    fn trace(&mut self, trace: Value) -> Result<Trace, Fault> {
        let mut trace = object(trace)?;
        let nodes = take(&mut trace, "nodes").map_or_else(|| Err(missing("nodes")), items)?;
        let mut places = Vec::new();
        for (position, item) in nodes.iter().enumerate() {
            let place = match item {
                Value::Number(digits) => digits.parse().ok().filter(|place| *place < self.nodes.len()),
                _ => None,
            };
            let wrong = || Fault::new(FaultKind::Missing, 0).in_item(position).in_member(b"nodes");
            places.push(place.ok_or_else(wrong)?);
        }
        if places.len() < 2 {
            return Err(missing("nodes"));
        }
        let told = take(&mut trace, "relations").or_else(|| take(&mut trace, "edges"));
        let told = told.map_or(Ok(Vec::new()), items).map_err(|fault| fault.in_member(b"relations"))?;
        for (pair, records) in places.windows(2).zip(told) {
            let &[from, to] = pair else { continue };
            match records {
                Value::List(records) => records.into_iter().for_each(|record| self.step(from, to, record)),
                record => self.step(from, to, record),
            }
        }
        Ok(Trace { places, rest: trace })
    }

    /// Chains, each once: front ends of the provider have seen them twice.
    fn chains(&self, traces: Vec<Trace>) -> Value {
        let mut chains: Vec<Value> = Vec::new();
        for Trace { places, rest: mut chain } in traces {
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
            chain.push(member("nodes", Value::List(nodes)));
            chain.push(member("edges", Value::List(steps)));
            let chain = Value::Object(chain);
            if !chains.contains(&chain) {
                chains.push(chain);
            }
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

    fn done(mut self, mut members: Members) -> Value {
        let mut edges = Vec::new();
        for Edge { source, target, undirected, relation } in self.edges {
            edges.push(Value::Object(vec![
                member("source", number(source)),
                member("target", number(target)),
                member("undirected", Value::Bool(undirected)),
                member("relation", relation),
            ]));
        }
        members.append(&mut self.rest);
        members.push(member("nodes", Value::List(self.nodes)));
        members.push(member("edges", Value::List(edges)));
        Value::Object(members)
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
    if let Some(Value::List(relations)) = find(members, "relations") {
        for relation in relations {
            if let Value::Object(inner) = relation {
                even_out(inner, rel_type);
            }
        }
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
                let count = take(&mut counts, name).unwrap_or_else(|| number(0));
                counts.insert(0, member(name, count));
            }
            even(&mut counts, &["actual", "outdated"], Kind::Number);
            counts.insert(0, member("direction", text(&direction)));
            counts.insert(0, member("relType", Value::Text(rel_type)));
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
        if let Some(Value::List(items)) = find(members, list) {
            for item in items {
                if let Value::Object(inner) = item {
                    even(inner, names, kind);
                }
            }
        }
    }
}

/// Takes the masked values out, and leaves their names in `hidden`; and the underscore at the beginning of the internal names.
fn plain(value: &mut Value) {
    match value {
        Value::List(items) => items.iter_mut().for_each(plain),
        Value::Object(members) => {
            let mut hidden = Vec::new();
            let mut at = 0;
            while let Some((name, value)) = members.get_mut(at) {
                if value.text().is_some_and(is_masked) {
                    hidden.push(Value::Text(bare(name).to_owned()));
                    members.remove(at);
                    continue;
                }
                plain(value);
                let own = bare(name).to_owned();
                if find(members, &own).is_none()
                    && let Some((name, _)) = members.get_mut(at)
                {
                    *name = own;
                }
                at += 1;
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
            Value::Number(spelled) if kind == Kind::Date => spelled.parse().ok().and_then(date_of_ms).map(Value::Text),
            _ => None,
        };
        if let Some(meant) = meant {
            *value = meant;
        }
    }
}

/// The day of a moment that is midnight in Moscow, or in UTC: four hours later it is that day in either, with and without the
/// daylight saving time that Moscow had until 2011.
fn date_of_ms(ms: i64) -> Option<String> {
    const DAY: i64 = 86_400_000;
    let days = ms.checked_add(4 * 3_600_000)?.div_euclid(DAY);
    // Proleptic Gregorian calendar, eras of 400 years from 1 March 0000.
    let from_era = days.checked_add(719_468)?;
    let (era, day_of_era) = (from_era.div_euclid(146_097), from_era.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    if !(1..=9999).contains(&year) {
        return None;
    }
    let mut date = String::new();
    // The digits of 2014-12-31 as of one number, and the signs between them.
    let digits = year * 10_000 + month * 100 + day;
    let mut unit = 10_000_000;
    while unit > 0 {
        if matches!(unit, 1_000 | 10) {
            date.push('-');
        }
        let digit = u8::try_from(digits / unit % 10).unwrap_or(0);
        date.push(char::from(b'0' + digit));
        unit /= 10;
    }
    Some(date)
}

fn member(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(number: usize) -> Value {
    Value::Number(number.to_string())
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

fn missing(name: &str) -> Fault {
    Fault::new(FaultKind::Missing, 0).in_member(name.as_bytes())
}

fn object(value: Value) -> Result<Members, Fault> {
    match value {
        Value::Object(members) => Ok(members),
        other => Err(mismatch("object", &other)),
    }
}

fn items(value: Value) -> Result<Vec<Value>, Fault> {
    match value {
        Value::List(items) => Ok(items),
        other => Err(mismatch("list", &other)),
    }
}

fn mismatch(expected: &'static str, found: &Value) -> Fault {
    Fault::new(FaultKind::Type { expected, found: found.type_name() }, 0)
}
