//! What the worker asks of [`crate::proxy::keep`] and [`crate::proxy::breaker`].

use super::proxy::Question;
use crate::http::retry;
use crate::proxy::breaker::{self, Verdict};
use crate::proxy::keep::{self, Companies, Piece, company_name};
use core::ops::Range;
use wasm_bindgen::prelude::*;

/// How an answer to a question is kept.
#[wasm_bindgen]
pub struct Plan(keep::Plan, Vec<u8>);

/// An answer cut into pieces, by where their items are in it.
#[wasm_bindgen(getter_with_clone)]
#[derive(Default)]
pub struct Cut {
    /// How many items each piece has.
    pub counts: Vec<u32>,
    /// Where each item begins and where it ends.
    pub places: Vec<u32>,
    /// For how many seconds each may be given again.
    pub seconds: Vec<u32>,
    /// Of each the names of the companies that it is about, each of 64 characters.
    pub about: Vec<String>,
    /// Of each, whether it says that there is nothing: 1 if so.
    pub nothing: Vec<u8>,
}

impl Cut {
    /// One more piece.
    fn add(&mut self, items: &[Range<usize>]) {
        self.counts.push(number(items.len()));
        self.places.extend(items.iter().flat_map(|item| [number(item.start), number(item.end)]));
    }
}

#[wasm_bindgen]
impl Plan {
    /// How the answer to a question is kept; nothing when it is not. See [`keep::Terms`] for the parameters.
    pub fn of(
        question: &Question,
        secret: Vec<u8>,
        tenant: &str,
        source: &str,
        personal: bool,
        seconds: Option<u32>,
    ) -> Option<Plan> {
        let terms = keep::Terms { secret: &secret, tenant, source, personal, seconds };
        let plan = keep::Plan::of(&question.0, &terms)?;
        Some(Plan(plan, secret))
    }

    /// The names of the pieces, each of 64 characters, one after the other.
    pub fn names(&self) -> String {
        self.0.names().concat()
    }

    /// Whether the answer is kept by the company.
    #[wasm_bindgen(getter, js_name = byCompany)]
    pub fn by_company(&self) -> bool {
        self.0.companies().is_some()
    }

    /// The question about the pieces at these positions only.
    pub fn rest(&self, positions: &[usize]) -> Question {
        Question(self.0.rest(positions))
    }

    /// The good answer to that question as pieces; nothing when it cannot be cut without a doubt.
    pub fn cut(&self, body: &[u8], positions: &[usize]) -> Option<Cut> {
        let pieces = self.0.cut(body, positions)?;
        let mut cut = Cut::default();
        for Piece { items, about, nothing } in pieces {
            cut.seconds.push(if nothing { self.0.unknown_seconds } else { self.0.fresh_seconds });
            cut.nothing.push(u8::from(nothing));
            cut.about.push(about.iter().map(|identifier| company_name(&self.1, identifier)).collect());
            cut.add(&items);
        }
        Some(cut)
    }

    /// Pieces, one after the other with these lengths, as one answer.
    pub fn join(&self, bytes: &[u8], lengths: &[u32]) -> Vec<u8> {
        let mut rest = bytes;
        let pieces = lengths.iter().map(|length| {
            let (piece, after) = rest.split_at_checked(usize::try_from(*length).unwrap_or(0)).unwrap_or_default();
            rest = after;
            piece
        });
        self.0.join(&pieces.collect::<Vec<_>>())
    }

    /// The identifiers at these positions as JSON, `{"inn":["…"],"ogrn":["…"]}`.
    pub fn identifiers(&self, positions: &[usize]) -> String {
        keep::identifiers_json(&self.0.companies().map(|companies| companies.at(positions)).unwrap_or_default())
    }
}

/// The items of an answer that is a list, without its brackets; nothing when it is something else, or not whole.
#[wasm_bindgen(js_name = listItems)]
pub fn list_items(body: &[u8]) -> Option<Vec<u8>> {
    keep::list_items(body)
}

/// A good answer about companies as pieces, `about` saying which, such as `inn:6663003127`; the last, about nothing, has the
/// items about other companies. Nothing when the answer is not one about companies.
#[wasm_bindgen(js_name = cutCompanies)]
pub fn cut_companies(question: &Question, body: &[u8]) -> Option<Cut> {
    let companies = Companies::of(&question.0)?;
    let positions: Vec<usize> = (0..companies.count()).collect();
    let (pieces, others) = companies.cut(body, &positions)?;
    let named = |(param, value): (&str, &str)| [param, ":", value].concat();
    let about = companies.at(&positions).into_iter().map(named).chain([String::new()]);
    let mut cut = Cut { about: about.collect(), ..Cut::default() };
    pieces.iter().map(|piece| &piece.items).chain([&others]).for_each(|items| cut.add(items));
    Some(cut)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The name under which everything that is kept about a company is found.
#[wasm_bindgen(js_name = companyName)]
pub fn company_name_of(secret: &[u8], identifier: &str) -> String {
    company_name(secret, identifier)
}

/// The pause that a `Retry-After` asks for, in milliseconds.
#[wasm_bindgen(js_name = retryAfterMs)]
pub fn retry_after_ms(value: &str, now_ms: f64) -> Option<f64> {
    retry::retry_after_ms(value, now_ms)
}

/// How long to wait before the attempt after that one, in milliseconds; nothing when it is not worth it.
#[wasm_bindgen(js_name = pauseMs)]
pub fn pause_ms(attempt: u32, asked_ms: Option<f64>, left_ms: f64, random: f64) -> Option<f64> {
    retry::pause_before_next_ms(attempt, asked_ms, left_ms, random)
}

/// The circuit breaker of a provider.
#[wasm_bindgen]
#[derive(Default)]
pub struct Breaker(breaker::Breaker);

#[wasm_bindgen]
impl Breaker {
    /// Closed: everybody may ask.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Breaker {
        Breaker::default()
    }

    /// 0: the provider may be asked; -1: it may, as the probe that decides for the others; else for how many milliseconds
    /// it may not.
    pub fn ask(&mut self, now_ms: f64) -> f64 {
        match self.0.ask(now_ms) {
            Verdict::Pass => 0.0,
            Verdict::Probe => -1.0,
            Verdict::Wait(ms) => ms.max(1.0),
        }
    }

    /// The provider answered.
    pub fn succeeded(&mut self) {
        self.0.succeeded();
    }

    /// The provider is in trouble, and asks for that pause if for any.
    pub fn failed(&mut self, now_ms: f64, asked_ms: Option<f64>) {
        self.0.failed(now_ms, asked_ms);
    }

    /// The probe ended without an outcome.
    pub fn undecided(&mut self, now_ms: f64) {
        self.0.undecided(now_ms);
    }

    /// Takes over what another place knows.
    pub fn adopt(&mut self, now_ms: f64, open_ms: f64) {
        self.0.adopt(now_ms, open_ms);
    }

    /// For how many milliseconds nobody may ask.
    #[wasm_bindgen(js_name = openMs)]
    pub fn open_ms(&self, now_ms: f64) -> f64 {
        self.0.open_ms(now_ms)
    }

    /// Whether everybody may ask.
    #[wasm_bindgen(getter)]
    pub fn closed(&self) -> bool {
        self.0.is_closed()
    }
}
