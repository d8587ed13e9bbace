//! НКБ: companies, balances and relations, JSON as its mapper writes it, HTTP Basic.
//!
//! Who sends no login is anonymous: companies and related objects come with masked values, everything else is refused. The forms
//! of chains and orders are those that the server's front end is known to read; its public ones are not published.

mod actuality;
mod affiliation;
mod answer;
mod balance;
mod chains;
mod net;
mod orders;
mod related;
mod search;

use super::cases::{self, Effect};
use super::{KEY, Memory, Played, Reply};
use crate::http::{Incoming, Response, decode_component};
use crate::json::Value;
use crate::providers::nkb::basic;
use answer::Members;
use net::{Kind, Net};

/// How НКБ behaves where nothing is prescribed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {
    /// The logins that are accepted, each with its password.
    pub logins: Vec<(String, String)>,
    /// Logins that may ask for companies and related objects only, and see masked values, as one without a login does.
    pub restricted: Vec<(String, String)>,
    /// The code with which every answer that is charged is refused with status 402, such as `error.billing.product.limit`,
    /// `error.billing.product.not.possible` or `error.billing.balance.insufficient`; none is by default.
    pub billing: Option<String>,
    /// How many times an order is not ready yet when it is asked for.
    pub progress: u32,
    /// How an order's id is told: `text` (bare), `string` (of JSON), `id` or `orderId` (members of an object). What the provider
    /// does is not known.
    pub order_form: String,
    /// Whether the objects of a page say what they are; the vendor's document says that they do, its examples that they do
    /// not.
    pub typed: bool,
}

impl Default for Switches {
    fn default() -> Self {
        Switches {
            logins: vec![(KEY.to_owned(), KEY.to_owned())],
            restricted: Vec::new(),
            billing: None,
            progress: 2,
            order_form: "string".to_owned(),
            typed: false,
        }
    }
}

/// One question.
struct Call<'c> {
    net: &'static Net,
    query: Vec<(String, String)>,
    switches: &'c Switches,
    memory: &'c Memory,
    /// Whether values are shown as they are.
    sees: bool,
}

/// Why a question is not answered.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// A status and its code, in plain text.
    Code(u16, &'static str),
    /// A status and an object, which may be empty.
    Object(u16, Members),
}

/// A bad argument.
const BAD: Refusal = Refusal::Code(400, "error.system");

pub(super) fn respond(request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    let path: Option<Vec<String>> =
        request.path.split('/').filter(|segment| !segment.is_empty()).map(decode_component).collect();
    let path = path.unwrap_or_default();
    let path: Vec<&str> = path.iter().map(String::as_str).collect();
    let ["api", path @ ..] = path.as_slice() else { return code(404, "error.system").into() };
    let wants = match path {
        ["connections", "batch"] => &["GET", "POST"][..],
        _ => &["GET"],
    };
    if !wants.contains(&request.method) {
        return Response::reply(405, "text/plain", "").into();
    }
    let sent = request.header("authorization");
    let is_of = |logins: &[(String, String)]| {
        logins.iter().any(|(name, password)| sent == Some(basic(name, password).as_str()))
    };
    let (sees, restricted) = (is_of(&switches.logins), is_of(&switches.restricted));
    if sent.is_some() && !sees && !restricted {
        let mut response = Response::reply(401, "text/plain", "");
        response.headers.push(("www-authenticate".to_owned(), "Basic realm=\"connections\"".to_owned()));
        return response.into();
    }
    let open = matches!(path, ["company"] | [_, _, "related", _, _]);
    if !sees && !open {
        return code(403, "error.access.denied").into();
    }
    if let Some(billing) = &switches.billing {
        return code(402, billing).into();
    }
    let Some(query) = pairs(request.query) else { return BAD.answer().into() };
    let call = Call { net: Net::get(), query, switches, memory, sees };
    let answer = match path {
        ["company"] => call.companies(),
        ["connections"] => call.connections(),
        ["connections", "batch"] if request.method == "POST" => call.order(request.body),
        ["connections", "batch"] => call.poll(),
        ["balance", id] => call.balance(id),
        [entity, id, "related", rel_type, direction] => call.related(entity, id, rel_type, direction),
        [entity, id, "relations", other, other_id] => call.relations((entity, id), (other, other_id)),
        _ => Err(Refusal::Code(404, "error.system")),
    };
    answer.unwrap_or_else(|refusal| refusal.answer().into())
}

/// The query. Several values of one name may be joined by line feeds, which [`crate::http::decode_query`] refuses.
fn pairs(query: &str) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode_component(name)?;
        for value in value.split("%0A").flat_map(|part| part.split("%0a")) {
            pairs.push((name.clone(), decode_component(value)?));
        }
    }
    Some(pairs)
}

impl Refusal {
    fn answer(self) -> Response {
        match self {
            Refusal::Code(status, text) => code(status, text),
            Refusal::Object(status, members) => json(status, &Value::Object(members)),
        }
    }
}

fn code(status: u16, text: &str) -> Response {
    Response::reply(status, "text/plain;charset=UTF-8", text)
}

fn json(status: u16, value: &Value) -> Response {
    let mut out = String::new();
    value.write(&mut out);
    let mut response = Response::reply(status, "application/json;charset=UTF-8", out);
    response.headers.push(("cache-control".to_owned(), "no-cache, no-store".to_owned()));
    response
}

/// A refusal of a special case, in the words of the server.
fn refuse(status: u16) -> Response {
    match status {
        402 => code(402, "error.billing.product.limit"),
        403 => code(403, "error.access.denied"),
        429 | 502 | 503 => Response::reply(status, "text/html;charset=UTF-8", "<html><body>overloaded</body></html>"),
        _ => code(status, "error.system"),
    }
}

impl Call<'_> {
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.query.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn value(&self, name: &str) -> Option<&str> {
        self.values(name).next().filter(|value| !value.is_empty())
    }

    /// `true` or `false`; anything else is a bad argument.
    fn flag(&self, name: &str) -> Result<Option<bool>, Refusal> {
        self.value(name).map(|value| value.parse().map_err(|_| BAD)).transpose()
    }

    fn count(&self, name: &str) -> Result<Option<usize>, Refusal> {
        self.value(name)
            .map(|value| value.parse::<i64>().map_err(|_| BAD))
            .transpose()
            .map(|count| count.map(|count| usize::try_from(count).unwrap_or(0)))
    }

    /// One page of objects.
    fn page(&self, all: &[usize], about: &[usize], write: impl Fn(usize) -> Members) -> Result<Value, Refusal> {
        let asked = self.count("page")?.unwrap_or(1).max(1);
        let page = if self.effect(about) == Some(Effect::SamePage) { 1 } else { asked };
        let size = self.count("pageSize")?.filter(|size| *size > 0).unwrap_or(10);
        let total = all.len();
        let pages = total.div_ceil(size);
        let before = (page - 1).saturating_mul(size);
        let list: Vec<Value> = all.iter().skip(before).take(size).map(|place| Value::Object(write(*place))).collect();
        let (first, last) = if page <= pages { (before + 1, before + list.len()) } else { (0, 0) };
        let counts = [
            ("total", total),
            ("pageSize", size),
            ("pageNumber", page),
            ("pageCount", pages),
            ("firstNumber", first),
            ("lastNumber", last),
        ];
        let mut members: Members =
            counts.into_iter().map(|(name, count)| answer::member(name, answer::number(count))).collect();
        members.push(answer::member("list", Value::List(list)));
        Ok(Value::Object(members))
    }

    /// An object as this caller may see it.
    fn shown(&self, place: usize, typed: bool, relations: Option<Vec<Members>>) -> Members {
        let mut members = answer::thing(self.net, place, typed);
        if let Some(relations) = relations {
            let relations = relations.into_iter().map(Value::Object).collect();
            members.push(answer::member("relations", Value::List(relations)));
        }
        if !self.sees
            && let Some(thing) = self.net.thing(place)
        {
            answer::mask(&mut members, thing.what.entity());
        }
        members
    }

    /// The special case among the companies that an answer is about.
    fn effect(&self, about: &[usize]) -> Option<Effect> {
        about.iter().find_map(|place| effect(self.net, *place))
    }

    /// The right answer, or what a special case among the companies that it is about makes of it.
    fn play(&self, about: &[usize], mut right: Value) -> Played {
        let Some(effect) = self.effect(about) else {
            return json(200, &right).into();
        };
        match effect {
            Effect::WrongType => mistyped(&mut right),
            Effect::Newer => newer(&mut right),
            Effect::SamePage => stuck(&mut right),
            _ => {}
        }
        cases::play(effect, json(200, &right), self.memory.failures, refuse)
    }
}

/// The first object's id is an object.
fn mistyped(right: &mut Value) {
    if let Some(id) = first(right).and_then(|members| members.iter_mut().find(|(name, _)| name == "id")) {
        id.1 = Value::Object(Vec::new());
    }
}

/// Members and values of a later version.
fn newer(right: &mut Value) {
    if let Some(members) = first(right) {
        members.push(answer::member("newObject", answer::object([("newNumber", answer::number("0.50"))])));
        if let Some((_, Value::Object(status))) = members.iter_mut().find(|(name, _)| name == "status") {
            status.iter_mut().for_each(|(_, value)| *value = answer::text("2026-01-01"));
            status.push(answer::member("newFlag", Value::Bool(true)));
        }
    }
}

/// Every page, which is the first, says that there is another.
fn stuck(right: &mut Value) {
    let Value::Object(members) = right else { return };
    for (_, value) in members.iter_mut().filter(|(name, _)| name == "pageCount") {
        *value = answer::number(1_000);
    }
}

/// The first object of a page.
fn first(right: &mut Value) -> Option<&mut Members> {
    let Value::Object(members) = right else { return None };
    let (_, list) = members.iter_mut().find(|(name, _)| matches!(name.as_str(), "list" | "nodes"))?;
    match list {
        Value::List(items) => match items.first_mut()? {
            Value::Object(members) => Some(members),
            _ => None,
        },
        _ => None,
    }
}

fn effect(net: &Net, place: usize) -> Option<Effect> {
    match net.thing(place)?.what {
        Kind::Company(subject, _) | Kind::Branch(subject, ..) => subject.facts.case.and_then(cases::effect),
        _ => None,
    }
}
