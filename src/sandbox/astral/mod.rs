//! Астрал.ЭДО: counterparties, contacts, invitations and black lists of several abonents who see each other.
//!
//! The token opens the abonents of all examples and special cases that Астрал serves; so one can send an invitation as one
//! of them and accept it as the other.

mod exchange;
mod form;
mod people;
mod state;
mod switches;
mod tokens;

pub use switches::{ErrorBody, IdForm, Switches};

use super::cases::{self, Effect};
use super::world::Subject;
use super::{Memory, Played, Reply};
use crate::http::{Incoming, Response, decode_query};
use crate::identifiers::{Context, Kind, check};
use crate::json::Value;
use exchange::{Desk, Page};
use people::{Member, Office, object, text};
use state::State;
use tokens::Till;

/// The GUID of the abonent that a subject is, if the sandbox's tokens may act for it.
pub(super) fn abonent_id(subject: &Subject) -> Option<String> {
    Office::get().of_seed(subject.facts.seed).filter(|member| member.is_ours()).map(|member| member.id.clone())
}

/// Why a request is refused: the status, and in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Refusal(u16, &'static str);

/// What a request came to.
#[derive(Debug)]
enum Done {
    Value(Value),
    /// The GUID of a new invitation.
    Id(String),
    Nothing,
}

/// How many entries a page has unless said.
const PAGE: usize = 15;

pub(super) fn respond(request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    let office = Office::get();
    let before = State::read(memory.state.as_deref(), office);
    let mut state = before.clone();
    let mut subjects = Vec::new();
    let now_ms = memory.now_ms;
    let done = Call { request, switches, office, state: &mut state, subjects: &mut subjects, now_ms }.answer();
    let right = match done {
        Ok(done) => answer(done, switches),
        Err(Refusal(status, words)) => refuse(status, words, switches),
    };
    let effect = subjects.into_iter().filter_map(|subject| cases::effect(subject.facts.case?)).next();
    let played = match effect {
        Some(Effect::Newer) => rewritten(right, newer).into(),
        Some(Effect::WrongType) => rewritten(right, mistyped).into(),
        Some(effect) => cases::play(effect, right, memory.failures, |status| Response::reply(status, "", "")),
        None => right.into(),
    };
    // Whoever refuses has done nothing, but for a token that was spent.
    let happened = (200..300).contains(&played.response.status);
    let after = if happened { state } else { State { tokens: state.tokens, ..before.clone() } };
    Played { state: (after != before).then(|| after.write()), ..played }
}

/// One request.
struct Call<'c> {
    request: &'c Incoming<'c>,
    switches: &'c Switches,
    office: &'static Office,
    state: &'c mut State,
    /// Whom it is about.
    subjects: &'c mut Vec<&'static Subject>,
    now_ms: f64,
}

/// Paths are not told apart by the case of their letters, as usual where this runs.
fn segments(path: &str) -> Vec<String> {
    path.split('/').skip(1).map(str::to_ascii_lowercase).collect()
}

impl Call<'_> {
    fn answer(mut self) -> Result<Done, Refusal> {
        let segments = segments(self.request.path);
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let method = self.request.method;
        match (method, segments.as_slice()) {
            ("POST", ["api", "v2", "auth", "bylogin"]) => {
                let body = self.json()?;
                self.till().by_login(&body)
            }
            ("GET", ["api", "v2", "auth", "bycertificate"]) => Ok(Done::Value(Value::Text(tokens::challenge()))),
            ("POST", ["api", "v2", "auth", "bycertificate"]) => {
                let request = self.request;
                self.till().by_certificate(request)
            }
            (_, ["api", "v1", rest @ ..]) => {
                let request = self.request;
                self.till().admit(request)?;
                if let Some(status) = self.switches.status {
                    return Err(Refusal(status, "Внутренняя ошибка сервера"));
                }
                self.counterparties(rest)
            }
            _ => Err(Refusal(404, "Ресурс не найден")),
        }
    }

    fn counterparties(&mut self, path: &[&str]) -> Result<Done, Refusal> {
        match (self.request.method, path) {
            ("GET", ["counterparties", "globalids"]) => {
                let (inn, kpp) = self.inn_kpp(self.query("inn").as_deref(), self.query("kpp").as_deref())?;
                if inn.len() == 10 && kpp.is_none() {
                    return Err(Refusal(400, "Для юридического лица нужен КПП"));
                }
                Ok(exchange::global_ids(self.office, &inn, kpp.as_deref()))
            }
            ("GET", ["counterparties", id, "departments"]) => {
                let member = self.office.of_id(guid(id)?).ok_or(Refusal(404, "Контрагент не найден"))?;
                let below = self.query("departmentId");
                let below = below.as_deref().map(guid).transpose()?;
                self.about(member);
                let stuck = member.subject.facts.case.and_then(cases::effect) == Some(Effect::SamePage);
                exchange::departments(member, below, self.page("limit")?, stuck)
            }
            ("POST", ["invitations", "sendemailinvite"]) => {
                self.abonent(self.query("abonentId"))?;
                let parts = form::parts(self.request.header("content-type").unwrap_or_default(), self.request.body);
                let parts = parts.ok_or(Refusal(400, "Ожидается multipart/form-data"))?;
                let value = |name: &str| {
                    let part = parts.iter().find(|part| part.name == name)?;
                    core::str::from_utf8(part.value).ok().filter(|text| !text.is_empty())
                };
                let is_email =
                    |text: &&str| text.split_once('@').is_some_and(|(a, b)| !a.is_empty() && b.contains('.'));
                value("recipientEmail").filter(is_email).ok_or(Refusal(400, "Неверный адрес почты"))?;
                self.inn_kpp(value("recipientInn"), value("recipientKpp"))?;
                Ok(Done::Nothing)
            }
            (method, path) => {
                let own = self.abonent(self.request.header("abonentid").map(str::to_owned))?;
                self.of_abonent(own, method, path)
            }
        }
    }

    /// What an abonent named in the header does.
    fn of_abonent(&mut self, own: &'static Member, method: &str, path: &[&str]) -> Result<Done, Refusal> {
        let filter = self.query("filter").unwrap_or_default();
        let filter = filter.trim();
        let list = self.page("count");
        let pair = || {
            let body = self.json()?;
            let member = |name: &str| body.get(name).and_then(Value::text);
            self.inn_kpp_of(member("inn"), member("kpp"))
        };
        match (method, path) {
            ("GET", ["blockedorganizations"]) => Ok(list?.write(self.desk(own).blocked(filter))),
            ("POST" | "DELETE", ["blockedorganizations"]) => {
                let (inn, kpp) = pair()?;
                self.about_inn(&inn);
                match method {
                    "POST" => self.desk(own).block(&inn, kpp.as_deref()),
                    _ => self.desk(own).unblock(&inn, kpp.as_deref()),
                }
            }
            ("GET", ["counterparties", "contacts"]) => Ok(list?.write(self.desk(own).contacts(filter))),
            ("DELETE", ["counterparties", "contacts", id]) => self.desk(own).delete_contact(guid(id)?),
            ("PUT" | "PATCH", ["counterparties", id, "contact"]) => {
                let change = self.json()?;
                card_is_right(&change)?;
                self.desk(own).card(guid(id)?, &change, method == "PUT")
            }
            ("POST", ["invitations"]) => {
                let body = self.json()?;
                let id = body.get("recipientGlobalId").and_then(Value::text).filter(|id| !id.trim().is_empty());
                let id = id.ok_or(Refusal(400, "Не указан идентификатор участника ЭДО"))?;
                if let Some(member) = self.office.of_global_id(id) {
                    self.about(member);
                }
                self.desk(own).invite(id)
            }
            ("GET", ["invitations", "outgoing"]) => Ok(list?.write(self.desk(own).outgoing(filter))),
            ("GET", ["invitations", "incoming"]) => Ok(list?.write(self.desk(own).incoming(filter))),
            ("GET", ["invitations", id]) => self.desk(own).invitation(guid(id)?),
            ("PUT", ["invitations", id, "acceptance"]) => self.desk(own).accept(guid(id)?),
            ("PUT", ["invitations", id, "rejection"]) => self.desk(own).reject(guid(id)?),
            _ => Err(Refusal(404, "Ресурс не найден")),
        }
    }

    fn till(&mut self) -> Till<'_> {
        Till { state: self.state, switches: self.switches, now_ms: self.now_ms }
    }

    fn desk(&mut self, own: &'static Member) -> Desk<'_> {
        Desk { office: self.office, state: self.state, own }
    }

    /// Remembers that the question is about somebody, who may be a special case.
    fn about(&mut self, member: &'static Member) {
        self.subjects.push(member.subject);
    }

    fn about_inn(&mut self, inn: &str) {
        let subjects = super::world::World::get().by_inn(inn);
        self.subjects.extend(subjects);
    }

    /// The abonent who acts: no GUID is wrong, one that the token does not open is refused.
    fn abonent(&mut self, id: Option<String>) -> Result<&'static Member, Refusal> {
        let id = id.ok_or(Refusal(400, "Не указан abonentId"))?;
        let member = self.office.of_id(guid(&id)?).filter(|member| member.is_ours());
        let member = member.ok_or(Refusal(403, "Отказано в доступе"))?;
        self.about(member);
        Ok(member)
    }

    fn inn_kpp(&mut self, inn: Option<&str>, kpp: Option<&str>) -> Result<(String, Option<String>), Refusal> {
        let pair = self.inn_kpp_of(inn, kpp)?;
        self.about_inn(&pair.0);
        Ok(pair)
    }

    fn inn_kpp_of(&self, inn: Option<&str>, kpp: Option<&str>) -> Result<(String, Option<String>), Refusal> {
        let fits = |kind, text: &&str| check(kind, text, &Context::default()).is_ok();
        let inn = inn.filter(|inn| fits(Kind::Inn, inn)).ok_or(Refusal(400, "Неверный ИНН"))?;
        // Entrepreneurs have none, and it is passed over.
        let kpp = kpp.filter(|kpp| !kpp.is_empty() && inn.len() == 10);
        if kpp.is_some_and(|kpp| !fits(Kind::Kpp, &kpp)) {
            return Err(Refusal(400, "Неверный КПП"));
        }
        Ok((inn.to_owned(), kpp.map(str::to_owned)))
    }

    fn query(&self, name: &str) -> Option<String> {
        let pairs = decode_query(self.request.query)?;
        pairs.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    fn page(&self, size: &'static str) -> Result<Page, Refusal> {
        let number = |name: &str, usual: usize| match self.query(name) {
            None => Ok(usual),
            Some(text) => text.parse::<u32>().ok().and_then(|number| usize::try_from(number).ok()).ok_or(WRONG_NUMBER),
        };
        let cap = usize::try_from(self.switches.page_cap).unwrap_or(usize::MAX);
        let (offset, count) = (number("offset", 0)?, number(size, PAGE)?);
        Ok(Page { offset, count: count.min(cap), counts_all: self.switches.count_all })
    }

    fn json(&self) -> Result<Value, Refusal> {
        let is_json = self.request.media_type() == "application/json";
        let value = Value::parse(self.request.body).ok().filter(|value| is_json && matches!(value, Value::Object(_)));
        value.ok_or(Refusal(if is_json { 400 } else { 415 }, "Тело запроса не является JSON"))
    }
}

const WRONG_NUMBER: Refusal = Refusal(400, "Ожидается неотрицательное целое число");

/// A GUID as it is written in a path, a query or a header.
fn guid(text: &str) -> Result<&str, Refusal> {
    if crate::providers::astral::is_guid(text) { Ok(text) } else { Err(Refusal(400, "Ожидается GUID")) }
}

/// `UpdateContactCardRequest`: what is required of an address and of a person.
fn card_is_right(card: &Value) -> Result<(), Refusal> {
    let has =
        |value: &Value, name: &str| value.get(name).and_then(Value::text).is_some_and(|text| !text.trim().is_empty());
    for name in ["legalAddress", "actualAddress"] {
        match card.get(name) {
            None | Some(Value::Null) => {}
            Some(address) if has(address, "regionCode") && (has(address, "city") || has(address, "settlement")) => {}
            Some(_) => return Err(Refusal(400, "В адресе нужны код региона и город или населённый пункт")),
        }
    }
    match card.get("newEmployees") {
        None | Some(Value::Null) => Ok(()),
        Some(Value::List(people)) if people.iter().all(|person| has(person, "fullName")) => Ok(()),
        Some(_) => Err(Refusal(400, "У сотрудника нужно ФИО")),
    }
}

const JSON: &str = "application/json; charset=utf-8";

fn answer(done: Done, switches: &Switches) -> Response {
    let json = |value: Value| {
        let mut body = String::new();
        value.write(&mut body);
        Response::reply(200, JSON, body)
    };
    match done {
        Done::Value(value) => json(value),
        Done::Nothing => Response { status: switches.empty_status, headers: Vec::new(), body: Vec::new() },
        Done::Id(id) => match switches.id_form {
            IdForm::Quoted => json(Value::Text(id)),
            IdForm::Object => json(object(vec![("id", Value::Text(id))])),
            IdForm::Bare => Response::reply(200, "text/plain; charset=utf-8", id),
        },
    }
}

fn refuse(status: u16, words: &str, switches: &Switches) -> Response {
    let json = |media_type: &str, members| {
        let mut body = String::new();
        object(members).write(&mut body);
        Response::reply(status, media_type, body)
    };
    match switches.error_body {
        ErrorBody::Empty => Response { status, headers: Vec::new(), body: Vec::new() },
        ErrorBody::Problem => {
            let kind = text("https://tools.ietf.org/html/rfc9110");
            let code = Value::Number(status.to_string());
            let members = vec![("type", kind), ("title", text("Ошибка")), ("status", code), ("detail", text(words))];
            json("application/problem+json; charset=utf-8", members)
        }
        ErrorBody::Message => json(JSON, vec![("message", text(words))]),
        ErrorBody::Oauth => json(JSON, vec![("error", text("request_refused")), ("error_description", text(words))]),
        ErrorBody::Text => Response::reply(status, "text/plain; charset=utf-8", words),
    }
}

/// A JSON answer with something changed.
fn rewritten(mut response: Response, change: fn(&mut Value)) -> Response {
    if let Ok(mut value) = Value::parse(&response.body) {
        change(&mut value);
        let mut body = String::new();
        value.write(&mut body);
        response.body = body.into_bytes();
    }
    response
}

/// Members and values that no present client can know.
fn newer(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, member) in members.iter_mut() {
                if name == "invitationStatus" {
                    *member = text("Postponed");
                }
                newer(member);
            }
            members.push(("newMember".to_owned(), object(vec![("newNumber", Value::Number("0.50".to_owned()))])));
        }
        Value::List(items) => items.iter_mut().for_each(newer),
        _ => {}
    }
}

/// A list that is a text.
fn mistyped(value: &mut Value) {
    if let Value::Object(members) = value {
        members.iter_mut().filter(|(name, _)| name == "data").for_each(|(_, member)| *member = text("нет"));
    }
}
