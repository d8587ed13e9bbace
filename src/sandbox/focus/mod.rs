//! Контур.Фокус: lists in JSON or XML, documents in PDF, errors in plain text, one key in the query.

mod address;
mod analytics;
mod brief_report;
mod buh;
mod contacts;
mod document;
mod egr_details;
mod finan;
mod fssp;
mod licences;
mod page;
mod purchases;
mod report;
mod req;
mod select;
mod stat;
mod status;
mod watch;

use super::cases::{self, Effect};
use super::pdf;
use super::wire::{self, Node, Object};
use super::world::Subject;
use super::{KEY, Memory, Played, Reply};
use crate::catalogue;
use crate::http::{Incoming, Response, decode_query};
use crate::model::is_iso_date;
use crate::operation::{Cost, Operation};
use crate::providers::Provider;
use page::Page;

/// How Focus behaves where nothing is prescribed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {
    /// The access keys that are accepted.
    pub keys: Vec<String>,
    /// The status of an answer to more identifiers than a request takes. What the provider does is not known.
    pub too_many_status: u16,
    /// The status of an answer when there is no document to give. What the provider does is not known.
    pub pdf_missing_status: u16,
    /// The status of every charged answer, as if the key's limits were used up; they are not by default. What the provider
    /// does then is not known; 402 is likely.
    pub quota_status: Option<u16>,
}

impl Default for Switches {
    fn default() -> Self {
        let keys = vec![KEY.to_owned(), DOCUMENTED_KEY.to_owned()];
        Switches { keys, too_many_status: 400, pdf_missing_status: 404, quota_status: None }
    }
}

/// The key of the vendor's public documentation.
pub(super) const DOCUMENTED_KEY: &str = "3208d29d15c507395db770d0e65f3711e40374df";

/// `stat` needs only so much of a key.
const KEY_PREFIX: usize = 20;

type Query = [(String, String)];

/// One request that reached a method.
struct Call<'c> {
    operation: &'static Operation,
    query: &'c Query,
    body: &'c [u8],
    switches: &'c Switches,
    memory: &'c Memory,
}

pub(super) fn respond(request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    let operation = catalogue::operations()
        .filter(|operation| operation.provider == Provider::Focus)
        .find(|operation| operation.path == request.path);
    let Some(operation) = operation else { return refuse(404).into() };
    if operation.method.name() != request.method {
        return refuse(405).into();
    }
    let query = decode_query(request.query).unwrap_or_default();
    let call = Call { operation, query: &query, body: request.body, switches, memory };
    let is_stat = operation.name == "stat";
    if !call.has_key(is_stat) {
        return if is_stat { text(400, "Param 'key' not specified or invalid") } else { refuse(403) }.into();
    }
    if let Some(status) = switches.quota_status.filter(|_| operation.cost == Cost::Company) {
        return text(status, LIMIT_EXCEEDED).into();
    }
    call.answer().unwrap_or_else(|refusal| call.refuse(refusal).into())
}

/// Why a question is not answered.
#[derive(Debug, PartialEq, Eq)]
enum Refusal {
    /// Nothing that could be an identifier.
    NoCompany,
    /// More identifiers than a request takes.
    TooMany,
    /// A parameter that cannot be read.
    Param(&'static str),
}

impl Call<'_> {
    fn answer(&self) -> Result<Played, Refusal> {
        match self.operation.name {
            "req" => self.companies(req::item),
            "monList" => self.watch(),
            "reqMon" => self.changes(true),
            "egrDetailsMon" => self.changes(false),
            "briefReport" if self.wants("pdf") => self.document(brief_report::page),
            "briefReport" => self.companies(brief_report::item),
            "excerpt" => self.document(document::excerpt),
            "finan" => self.document(finan::page),
            "analytics" => self.companies(analytics::item),
            "contacts" => self.companies(contacts::item),
            "egrDetails" => self.companies(egr_details::item),
            "licences" => self.companies(licences::item),
            "buh" => self.companies(buh::item),
            "fssp" => self.pages(fssp::item),
            "govPurchasesOfParticipant" => self.pages(purchases::of_participant),
            "govPurchasesOfCustomer" => self.pages(purchases::of_customer),
            "stat" => Ok(self.list("stat", &stat::items(self.switches)).into()),
            _ => Ok(refuse(404).into()),
        }
    }

    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.query.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn has_key(&self, prefix_is_enough: bool) -> bool {
        let is_key = |value: &str| {
            let is_prefix = |key: &String| prefix_is_enough && value.len() >= KEY_PREFIX && key.starts_with(value);
            self.switches.keys.iter().any(|key| key == value || is_prefix(key))
        };
        self.values("key").any(is_key)
    }

    /// A flag without a value was enough in older versions; later it became a boolean.
    fn wants(&self, flag: &str) -> bool {
        self.values(flag).any(|value| !value.eq_ignore_ascii_case("false"))
    }

    /// A list with an item for every company that is asked about.
    fn companies(&self, item: impl Fn(&Subject) -> Object) -> Result<Played, Refusal> {
        let chosen = select::companies(self.operation, self.query)?;
        let nodes: Vec<Node> = chosen
            .iter()
            .map(|subject| match effect(subject) {
                Some(Effect::Newer) => newer(item(subject)).into(),
                Some(Effect::WrongType) => mistyped(item(subject)).into(),
                _ => item(subject).into(),
            })
            .collect();
        Ok(self.play(&chosen, self.list(self.operation.name, &nodes)))
    }

    /// The same, with one page of something long in each item.
    fn pages(&self, item: fn(&Subject, &Page) -> Object) -> Result<Played, Refusal> {
        let skip = self.values("skip").last().unwrap_or("0");
        let skip = skip.parse().map_err(|_| Refusal::Param("skip"))?;
        let size = self.operation.paging.map_or(0, |paging| paging.size);
        self.companies(|subject| {
            let stuck = effect(subject) == Some(Effect::SamePage);
            item(subject, &Page { skip, size: usize::try_from(size).unwrap_or(usize::MAX), stuck })
        })
    }

    /// A document with a page for every company that is asked about.
    fn document(&self, page: fn(&Subject) -> Option<Vec<String>>) -> Result<Played, Refusal> {
        let chosen = select::companies(self.operation, self.query)?;
        let pages: Vec<Vec<String>> = chosen.iter().copied().filter_map(page).collect();
        let Some(first) = chosen.first().filter(|_| !pages.is_empty()) else {
            return Ok(text(self.switches.pdf_missing_status, "Not Found").into());
        };
        let document = pdf::write(&first.title(), &pages);
        Ok(self.play(&chosen, Response::reply(200, "application/pdf", document)))
    }

    fn watch(&self) -> Result<Played, Refusal> {
        let chosen = select::recognised(self.body);
        let watched = watch::list(self.watched().as_deref(), self.wants("append"), &chosen);
        let items: Vec<Node> = chosen.iter().map(|subject| watch::item(subject).into()).collect();
        let played = self.play(&chosen, self.list(MONITORED, &items));
        let is_done = played.response.status == 200;
        Ok(Played { state: is_done.then(|| watched.join(",")), ..played })
    }

    /// The watch list; `None` until one is set, and everybody is watched.
    fn watched(&self) -> Option<Vec<String>> {
        let list = self.memory.state.as_ref()?;
        Some(list.split(',').filter(|ogrn| !ogrn.is_empty()).map(str::to_owned).collect())
    }

    fn changes(&self, in_req: bool) -> Result<Played, Refusal> {
        let is_day = |day: &&str| day.len() == 10 && is_iso_date(day.as_bytes());
        let day = self.values("date").last().filter(is_day).ok_or(Refusal::Param("date"))?;
        Ok(self.list(MONITORED, &watch::changed(self.watched().as_deref(), day, in_req)).into())
    }

    fn list(&self, item: &str, nodes: &[Node]) -> Response {
        if self.wants("xml") {
            Response::reply(200, "application/xml; charset=utf-8", wire::xml(item, nodes))
        } else {
            Response::reply(200, "application/json; charset=utf-8", wire::json(nodes))
        }
    }

    /// The right answer, or what a special case among the companies makes of it.
    fn play(&self, chosen: &[&Subject], right: Response) -> Played {
        let in_items = |effect: &Effect| matches!(effect, Effect::Newer | Effect::WrongType | Effect::SamePage);
        match chosen.iter().copied().filter_map(effect).find(|effect| !in_items(effect)) {
            Some(effect) => cases::play(effect, right, self.memory.failures, refuse),
            None => right.into(),
        }
    }

    fn refuse(&self, refusal: Refusal) -> Response {
        match refusal {
            Refusal::NoCompany => text(400, "inn/ogrn param is not specified"),
            Refusal::TooMany => text(self.switches.too_many_status, "too many inn/ogrn values"),
            Refusal::Param(name) => text(400, &format!("Param '{name}' not specified or invalid")),
        }
    }
}

fn effect(subject: &Subject) -> Option<Effect> {
    subject.facts.case.and_then(cases::effect)
}

/// The name of an item of the lists about monitoring.
const MONITORED: &str = "monListItem";

const LIMIT_EXCEEDED: &str = "Limit exceeded";

/// The beginning of every item.
fn root(subject: &Subject) -> Object {
    identified(subject).with("focusHref", href(subject))
}

fn identified(subject: &Subject) -> Object {
    Object::new().maybe_text("inn", subject.facts.inn.as_ref()).text("ogrn", &subject.facts.ogrn)
}

/// The card in the provider's application.
fn href(subject: &Subject) -> Node {
    Node::Text(format!("https://focus.kontur.ru/entity?query={}", subject.facts.ogrn))
}

/// Money as a decimal with its two places.
fn kopecks(kopecks: u64) -> Node {
    Node::Number(format!("{}.{:02}", kopecks / 100, kopecks % 100))
}

/// One object an item.
fn nodes<T>(items: &[T], write: impl Fn(&T) -> Object) -> Vec<Node> {
    items.iter().map(|item| write(item).into()).collect()
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

/// The day of registration is a number; where there is none, the ОГРН is.
fn mistyped(mut item: Object) -> Object {
    let number = || Node::number("20200406");
    let is_done = item.object_mut("UL").is_some_and(|organisation| organisation.replace("registrationDate", number()));
    if !is_done {
        item.replace("ogrn", number());
    }
    item
}

/// An error in the provider's words. Those of 403 are known, the others are guessed.
fn refuse(status: u16) -> Response {
    text(
        status,
        match status {
            402 => LIMIT_EXCEEDED,
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
