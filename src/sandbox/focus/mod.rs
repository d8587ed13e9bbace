//! Контур.Фокус: lists in JSON or XML, errors in plain text, one key in the query.

mod address;
mod report;
mod req;
mod select;
mod status;

use super::cases::{self, Effect};
use super::wire::{self, Node, Object};
use super::world::Subject;
use super::{Played, Reply, Switches};
use crate::catalogue;
use crate::http::{Incoming, Response, decode_query};
use crate::operation::Operation;
use crate::providers::Provider;

/// The key of the vendor's public documentation.
pub(super) const DOCUMENTED_KEY: &str = "3208d29d15c507395db770d0e65f3711e40374df";

type Query = [(String, String)];

pub(super) fn respond(request: &Incoming<'_>, switches: &Switches, failures: u32) -> Played {
    let operation = catalogue::operations()
        .filter(|operation| operation.provider == Provider::Focus)
        .find(|operation| operation.path == request.path);
    let Some(operation) = operation else { return refuse(404).into() };
    if operation.method.name() != request.method {
        return refuse(405).into();
    }
    let query = decode_query(request.query).unwrap_or_default();
    if !query.iter().any(|(name, value)| name == "key" && switches.keys.contains(value)) {
        return refuse(403).into();
    }
    match operation.name {
        "req" => companies(operation, &query, switches, failures, req::item),
        _ => refuse(404).into(),
    }
}

/// A list with an item for every company that is asked about.
fn companies(
    operation: &'static Operation,
    query: &Query,
    switches: &Switches,
    failures: u32,
    item: fn(&Subject) -> Object,
) -> Played {
    let chosen = match select::companies(operation, query) {
        Ok(chosen) => chosen,
        Err(select::Refusal::None) => return text(400, "inn/ogrn param is not specified").into(),
        Err(select::Refusal::TooMany) => return text(switches.too_many_status, "too many inn/ogrn values").into(),
    };
    let effect = |subject: &Subject| subject.facts.case.and_then(cases::effect);
    let nodes: Vec<Node> = chosen
        .iter()
        .map(|subject| match effect(subject) {
            Some(Effect::Newer) => newer(item(subject)).into(),
            Some(Effect::WrongType) => mistyped(item(subject)).into(),
            _ => item(subject).into(),
        })
        .collect();
    let right = if wants_xml(query) {
        Response::reply(200, "application/xml; charset=utf-8", wire::xml(operation.name, &nodes))
    } else {
        Response::reply(200, "application/json; charset=utf-8", wire::json(&nodes))
    };
    let in_items = |effect: &Effect| matches!(effect, Effect::Newer | Effect::WrongType);
    match chosen.iter().copied().filter_map(effect).find(|effect| !in_items(effect)) {
        Some(effect) => cases::play(effect, right, failures, refuse),
        None => right.into(),
    }
}

/// The bare flag was enough in older versions; later it became a boolean.
fn wants_xml(query: &Query) -> bool {
    query.iter().any(|(name, value)| name == "xml" && !value.eq_ignore_ascii_case("false"))
}

/// The beginning of every item.
fn root(subject: &Subject) -> Object {
    let ogrn = &subject.facts.ogrn;
    Object::new()
        .maybe_text("inn", subject.facts.inn.as_ref())
        .text("ogrn", ogrn)
        .text("focusHref", format_args!("https://focus.kontur.ru/entity?query={ogrn}"))
}

/// Fields, kinds of objects and values that no present client can know.
fn newer(mut item: Object) -> Object {
    if let Some(organisation) = item.object_mut("UL") {
        if let Some(status) = organisation.object_mut("status") {
            status.replace("statusString", Node::Text("Участвует в ещё никому не известном эксперименте".to_owned()));
        }
        *organisation = std::mem::take(organisation).text("newCode", "Ω-1").flag("newFlag", true);
    }
    item.with("newObject", Object::new().number("newNumber", "0.50").list("newList", "newItem", vec![Node::True]))
}

/// The day of registration is a number.
fn mistyped(mut item: Object) -> Object {
    if let Some(organisation) = item.object_mut("UL") {
        organisation.replace("registrationDate", Node::Number("20200406".to_owned()));
    }
    item
}

/// An error in the provider's words. Those of 403 are known, the others are guessed.
fn refuse(status: u16) -> Response {
    text(
        status,
        match status {
            402 => "Limit exceeded",
            403 => "No valid key specified",
            404 => "Not Found",
            405 => "Method Not Allowed",
            429 => "Too Many Requests",
            503 => "Service Unavailable",
            _ => "Internal Server Error",
        },
    )
}

fn text(status: u16, body: &str) -> Response {
    Response::reply(status, "text/plain; charset=utf-8", body)
}
