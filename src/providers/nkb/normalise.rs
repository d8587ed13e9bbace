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

fn page(value: Value, entity: Option<Entity>, nothing: &str, rel_type: Option<&str>) -> Value {
    let mut members = match plain(value) {
        Value::Object(members) => members,
        other => return other,
    };
    numbers(&mut members, &["total", "pageSize", "pageNumber", "pageCount", "firstNumber", "lastNumber"]);
    if let Some(Value::List(items)) = find(&mut members, "list") {
        let items_of = core::mem::take(items).into_iter();
        *items = items_of.map(|item| node(item, entity, rel_type)).collect();
    }
    if let Some(Value::Number(total)) = find(&mut members, "total") {
        let none = total == "0";
        members.push(member(nothing, Value::Bool(none)));
    }
    Value::Object(members)
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
            numbers(&mut members, &["value"]);
            members.insert(0, member("code", Value::Text(code)));
            values.push(Value::Object(members));
        }
        let mut members = vec![member("year", text(&year)), member("values", Value::List(values))];
        numbers(&mut members, &["year"]);
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
pub fn relations(value: Value) -> Result<Value, Fault> {
    let mut members = object(plain(value))?;
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
pub fn batch(value: Value) -> Result<Option<Value>, Fault> {
    let mut members = object(plain(value))?;
    let pairs = members.iter().position(|(name, _)| name == "pairs").map(|at| members.remove(at).1);
    let status = take(&mut members, "status");
    match status.as_ref().and_then(Value::text) {
        Some("ERROR" | "FAILED") => return Ok(None),
        Some("READY") => {}
        Some(word) => {
            let message = take(&mut members, "message").map(|message| member("message", message));
            return Ok(Some(Value::Object(core::iter::once(member("status", text(word))).chain(message).collect())));
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
    let whole = |(mut pair, traces): (Members, Vec<Trace>)| {
        pair.push(member("chains", graph.chains(traces)));
        Value::Object(pair)
    };
    let list = list.into_iter().map(whole).collect();
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
                graph.nodes.push(node(item, None, None));
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
            let steps = places.windows(2).map(|pair| {
                let joins = |edge: &Edge| pair == [edge.source, edge.target] || pair == [edge.target, edge.source];
                let edges = self.edges.iter().enumerate().filter(|(_, edge)| joins(edge));
                Value::List(edges.map(|(place, _)| number(place)).collect())
            });
            let steps = steps.collect();
            chain.push(member("nodes", Value::List(places.into_iter().map(number).collect())));
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
        let edge = |Edge { source, target, undirected, relation }| {
            Value::Object(vec![
                member("source", number(source)),
                member("target", number(target)),
                member("undirected", Value::Bool(undirected)),
                member("relation", relation),
            ])
        };
        members.append(&mut self.rest);
        members.push(member("nodes", Value::List(self.nodes)));
        members.push(member("edges", Value::List(self.edges.into_iter().map(edge).collect())));
        Value::Object(members)
    }
}

fn rel_type_of(members: &Members) -> Option<&str> {
    members.iter().find(|(name, _)| name == "relType").and_then(|(_, value)| value.text())
}

/// An object of НКБ. `entity`: what it is if it does not say; `rel_type`: of which type its relations are.
fn node(value: Value, entity: Option<Entity>, rel_type: Option<&str>) -> Value {
    let Value::Object(mut members) = value else { return value };
    let own = take(&mut members, "type").or_else(|| entity.map(|entity| text(entity.name())));
    members.splice(0..0, own.map(|own| member("type", own)));
    if let Some(id) = find(&mut members, "id")
        && let Value::Number(digits) = id
    {
        *id = Value::Text(core::mem::take(digits));
    }
    numbers(&mut members, &["totalPrice"]);
    dates(&mut members, &["regDate", "date"]);
    if let Some(Value::Object(status)) = find(&mut members, "status") {
        dates(status, &["date"]);
    }
    if let Some(info) = find(&mut members, "info") {
        *info = counts(core::mem::replace(info, Value::Null));
    }
    if let Some(Value::List(relations)) = find(&mut members, "relations") {
        for relation in relations {
            if let Value::Object(inner) = relation {
                even_out(inner, rel_type);
            }
        }
    }
    Value::Object(members)
}

/// `{in: {TYPE: {actual, outdated}}, out: …}` → a list.
fn counts(info: Value) -> Value {
    let Value::Object(directions) = info else { return info };
    let mut list = Vec::new();
    for (direction, types) in directions {
        let Value::Object(types) = types else { continue };
        for (rel_type, counts) in types {
            let mut members = vec![member("relType", Value::Text(rel_type)), member("direction", text(&direction))];
            let Value::Object(mut counts) = counts else { continue };
            for name in ["actual", "outdated"] {
                let count = take(&mut counts, name).unwrap_or_else(|| number(0));
                members.push(member(name, count));
            }
            numbers(&mut members, &["actual", "outdated"]);
            members.append(&mut counts);
            list.push(Value::Object(members));
        }
    }
    Value::List(list)
}

/// A record of a relation; `rel_type`: its type if it does not say.
fn even_out(members: &mut Members, rel_type: Option<&str>) {
    let own = take(members, "relType").or_else(|| take(members, "type")).or_else(|| rel_type.map(text));
    members.splice(0..0, own.map(|own| member("relType", own)));
    numbers(members, &["shareAmount", "sharePercent", "shareCapital", "shareStock", "number"]);
    dates(members, &["since", "actual"]);
    for (list, names) in [("lots", ["lot", "price"]), ("causes", ["since", ""])] {
        if let Some(Value::List(items)) = find(members, list) {
            for item in items {
                let Value::Object(inner) = item else { continue };
                if list == "lots" { numbers(inner, &names) } else { dates(inner, &names) }
            }
        }
    }
}

/// Takes the masked values out, and leaves their names in `hidden`; and the underscore at the beginning of the internal names.
fn plain(value: Value) -> Value {
    match value {
        Value::List(items) => Value::List(items.into_iter().map(plain).collect()),
        Value::Object(members) => {
            let mut kept: Members = Vec::with_capacity(members.len());
            let mut hidden = Vec::new();
            let names: Vec<String> = members.iter().map(|(name, _)| name.clone()).collect();
            for (mut name, value) in members {
                if let Some(bare) = name.strip_prefix('_')
                    && !names.iter().any(|known| known == bare)
                {
                    name = bare.to_owned();
                }
                if value.text().is_some_and(is_masked) {
                    hidden.push(Value::Text(name));
                } else {
                    kept.push((name, plain(value)));
                }
            }
            if !hidden.is_empty() {
                kept.push(member("hidden", Value::List(hidden)));
            }
            Value::Object(kept)
        }
        other => other,
    }
}

/// «#…░»: the login may not see it.
fn is_masked(text: &str) -> bool {
    text.starts_with('#') && text.contains('\u{2591}')
}

/// Numbers that are written as texts; an empty text is no number. What is none stays, for the decoder to refuse.
fn numbers(members: &mut Members, names: &[&str]) {
    members.retain_mut(|(name, value)| {
        let Value::Text(spelled) = value else { return true };
        if !names.contains(&name.as_str()) {
            return true;
        }
        if let Some(number) = as_number(spelled) {
            *value = Value::Number(number);
        }
        value.text() != Some("")
    });
}

/// The number in a text, spelled as in JSON.
fn as_number(text: &str) -> Option<String> {
    let digits = text.trim().replace(',', ".");
    let plain = digits.strip_prefix('-').unwrap_or(&digits);
    // A zero at the beginning is no number's in JSON.
    let bare = plain.trim_start_matches('0');
    let bare = if bare.is_empty() || bare.starts_with('.') { ["0", bare].concat() } else { bare.to_owned() };
    let spelled = if plain.len() < digits.len() { ["-", &bare].concat() } else { bare };
    // The strict reader decides what is a number.
    match Value::parse(spelled.as_bytes()) {
        Ok(Value::Number(number)) if !plain.is_empty() => Some(number),
        _ => None,
    }
}

/// Dates that are written as milliseconds since 1970; an empty text is no date.
fn dates(members: &mut Members, names: &[&str]) {
    members.retain_mut(|(name, value)| {
        if !names.contains(&name.as_str()) {
            return true;
        }
        if let Value::Number(spelled) = value
            && let Some(date) = spelled.parse().ok().and_then(date_of_ms)
        {
            *value = Value::Text(date);
        }
        value.text() != Some("")
    });
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
    let pad = |number: i64, width: usize| {
        let digits = number.to_string();
        ["0".repeat(width.saturating_sub(digits.len())), digits].concat()
    };
    (1..=9999).contains(&year).then(|| [pad(year, 4), pad(month, 2), pad(day, 2)].join("-"))
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
