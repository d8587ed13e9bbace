//! ФССП through api-cloud: one address, HTTP 200 whatever happens, the token in the query.
//!
//! What the documentation does not say (the list of regions, the order of records, what a parameter that is wrong costs) is
//! assumed; the order in which a question is checked is that of an emulator by one of the provider's customers.

mod question;
mod records;
mod search;

use super::cases::{self, Effect};
use super::wire::{self, Node, Object};
use super::{Memory, Played, Reply};
use crate::http::{Incoming, Response, decode_query};
use question::{Question, Refusal};
use search::Listing;

/// How it behaves where nothing is prescribed. The documentation leaves much open, so that what a client must cope with can
/// be chosen.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {
    /// The tokens that are accepted, 32 characters each.
    pub tokens: Vec<String>,
    /// What is on the account of each at the beginning, roubles.
    pub balance: f64,
    /// How far it may fall below zero, roubles.
    pub credit: f64,
    /// After how many milliseconds every search is answered.
    pub latency_ms: u32,
    /// The code of the provider's list with which every search is refused, such as `456`.
    pub error: Option<u16>,
    /// The source is down: every search fails in the form with the name of the error in place of its code.
    pub source_down: bool,
    /// In errors, code and message have changed places.
    pub errors_swapped: bool,
    /// In errors, the code is a number.
    pub errors_numeric: bool,
    /// How many pages of 20 records (of 15, of the wanted: two more pages) are loaded at most.
    pub pages: u32,
    /// The parts of a writ come as a list without names.
    pub details_as_list: bool,
    /// What a question costs is told in the first record instead of beside the records.
    pub inquiry_in_record: bool,
    /// Answers have the fields of before 2025.
    pub before_2025: bool,
    /// The credit is a number and not a text.
    pub credit_numeric: bool,
}

/// A token that is accepted: 32 characters, as the provider wants them.
pub const TOKEN: &str = "sandbox-sandbox-sandbox-sandbox-";

impl Default for Switches {
    fn default() -> Self {
        Switches {
            tokens: vec![TOKEN.to_owned()],
            balance: 100_000.0,
            credit: 0.0,
            latency_ms: 0,
            error: None,
            source_down: false,
            errors_swapped: false,
            errors_numeric: false,
            pages: 25,
            details_as_list: false,
            inquiry_in_record: false,
            before_2025: false,
            credit_numeric: false,
        }
    }
}

pub(super) fn respond(request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    if request.path != "/api/fssp.php" {
        return Response::reply(404, "text/html; charset=utf-8", "<html><body><h1>404 Not Found</h1></body></html>")
            .into();
    }
    // «Обязательно использовать GET запрос, иначе мы не увидим параметры».
    let query = if request.method == "GET" { decode_query(request.query).unwrap_or_default() } else { Vec::new() };
    let error = |refusal: &Refusal| refuse(refusal, switches);
    let question = match Question::read(&query, &switches.tokens) {
        Ok(question) => question,
        Err(refusal) => return error(&refusal).into(),
    };
    let mut account = Account::of(switches, memory);
    if matches!(question, Question::Regions) {
        return answer(search::regions(), account.inquiry(0, switches)).into();
    }
    let listing = search::search(&question, switches);
    let (effect, price) = (listing.effect, listing.price());
    if account.kopecks + credit(switches) < price {
        return error(&Refusal::code(498)).into();
    }
    if let Some(code) = switches.error {
        return error(&Refusal::code(code)).into();
    }
    if switches.source_down {
        return json(source_down()).into();
    }
    let failures = account.failures(request.query);
    let is_refused = matches!(effect, Some(Effect::Refusal { times, .. }) if failures < times);
    // Refusals cost nothing.
    if is_refused {
        account.refused = Some((failures + 1, request.query.to_owned()));
    } else {
        account.kopecks -= price;
        account.refused = None;
    }
    let right = listing.written(account.inquiry(price, switches), switches);
    let mut played = match effect {
        Some(effect) => cases::play(effect, right, failures, |status| error(&Refusal::code(code_of(status)))),
        None => right.into(),
    };
    played.state = Some(account.state());
    played.delay_ms += switches.latency_ms;
    played
}

/// What the provider remembers of a token.
struct Account {
    /// What is on it.
    kopecks: i64,
    /// The question that was just refused, and how many times in a row. It is counted here because a refusal has the status
    /// of a success.
    refused: Option<(u32, String)>,
}

fn credit(switches: &Switches) -> i64 {
    (switches.credit * 100.0).round() as i64
}

impl Account {
    fn of(switches: &Switches, memory: &Memory) -> Account {
        let mut parts = memory.state.as_deref().unwrap_or_default().splitn(3, ' ');
        let kopecks = parts.next().and_then(|kopecks| kopecks.parse().ok());
        let count = parts.next().and_then(|count| count.parse().ok());
        let refused = count.zip(parts.next()).map(|(count, question)| (count, question.to_owned()));
        Account { kopecks: kopecks.unwrap_or((switches.balance * 100.0).round() as i64), refused }
    }

    fn state(&self) -> String {
        match &self.refused {
            Some((count, question)) => format!("{} {count} {question}", self.kopecks),
            None => self.kopecks.to_string(),
        }
    }

    /// How often in a row this question was just refused.
    fn failures(&self, question: &str) -> u32 {
        self.refused.as_ref().filter(|(_, known)| known == question).map_or(0, |(count, _)| *count)
    }

    fn inquiry(&self, price: i64, switches: &Switches) -> Object {
        let credit = decimal(credit(switches));
        let credit = if switches.credit_numeric { Node::Number(credit) } else { Node::Text(credit) };
        Object::new()
            .number("price", short(price))
            .number("balance", short(self.kopecks))
            .with("credit", credit)
            .number("speed", switches.latency_ms / 1000 + 1)
            .number("attempts", 1)
    }
}

/// Kopecks as roubles with two places.
fn decimal(kopecks: i64) -> String {
    let sign = if kopecks < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", kopecks.abs() / 100, kopecks.abs() % 100)
}

/// The same without zeros at the end, as PHP writes numbers.
fn short(kopecks: i64) -> String {
    decimal(kopecks).trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// The code for what an HTTP status says of the special cases: the provider itself says everything with 200.
fn code_of(status: u16) -> u16 {
    match status {
        402 => 498,
        403 => 503,
        429 => 456,
        503 => 404,
        _ => 1,
    }
}

fn refuse(refusal: &Refusal, switches: &Switches) -> Response {
    let code = refusal.code.to_string();
    let (error, message) = if switches.errors_swapped { (&refusal.message, &code) } else { (&code, &refusal.message) };
    let error = match switches.errors_numeric && !switches.errors_swapped {
        true => Node::Number(error.clone()),
        false => Node::Text(error.clone()),
    };
    json(Object::new().with("error", error).text("message", message))
}

/// As an emulator of the provider writes it.
fn source_down() -> Object {
    Object::new().number("status", 404).text("error", "TIME_MAX_CONNECT").text(
        "errormsg",
        "Достигнуто максимальное количество коннектов, при которых ресурс не вернул результата. Повторите попытку позже.",
    )
}

/// A success, with what it cost at the end.
fn answer(object: Object, inquiry: Object) -> Response {
    json(object.with("inquiry", inquiry))
}

fn json(object: Object) -> Response {
    let list = wire::json(&[object.into()]);
    let object = list.strip_prefix('[').and_then(|list| list.strip_suffix(']')).unwrap_or(&list);
    Response::reply(200, "application/json; charset=utf-8", object)
}

impl Listing {
    fn price(&self) -> i64 {
        match (self.is_wanted, self.records.is_empty()) {
            (true, _) => 60,
            (false, false) => 80,
            (false, true) => 140,
        }
    }

    /// The answer of the documentation's shape for the method.
    fn written(self, inquiry: Object, switches: &Switches) -> Response {
        if self.records.is_empty() {
            let none =
                Object::new().number("status", 200).number("count", 0).text("message", "В базе ФССП отсутствует");
            return answer(none, inquiry);
        }
        let size = if self.is_wanted { 15 } else { 20 };
        let most = if self.is_wanted { switches.pages + 2 } else { switches.pages };
        let all = u32::try_from(self.records.len()).unwrap_or(u32::MAX);
        let pages = all.div_ceil(size);
        let loaded = pages.min(most);
        let mut records = self.records;
        records.truncate(usize::try_from(loaded * size).unwrap_or(usize::MAX));
        let count = records.len();
        let inside = switches.inquiry_in_record || self.is_bare;
        if let Some(first) = records.first_mut().filter(|_| inside) {
            *first = std::mem::take(first).with("inquiry", inquiry.clone());
        }
        let mut object = Object::new().number("status", 200);
        if self.is_wanted {
            object = object.number("countAll", all).number("pagesAll", pages);
            object = object.number("totalLoadedCount", count).number("totalLoadedPage", loaded);
        } else if self.is_bare {
            object = object.number("count", count);
        } else {
            object = object.text("countAll", all).text("pagesAll", pages).number("count", count);
            object = object.number("totalLoadedPage", loaded).number("onlyActual", u32::from(self.only_actual));
        }
        let object = object.items("records", "record", records.into_iter().map(Node::from).collect());
        if inside { json(object) } else { answer(object, inquiry) }
    }
}
