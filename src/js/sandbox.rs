//! What the package's sandbox asks of [`crate::sandbox`].

use super::{pairs, strict};
use crate::http::Incoming;
use crate::providers::Provider;
use crate::sandbox::{self, Company, Memory, Person, Played, Switches};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The providers played back, with one set of switches.
#[wasm_bindgen]
pub struct Sandbox(Switches);

#[wasm_bindgen]
impl Sandbox {
    /// Takes [`Switches`] as an object; what is not given is as it is by default, and what is not known is an error.
    #[wasm_bindgen(constructor)]
    pub fn new(switches: JsValue) -> Result<Sandbox, JsError> {
        Ok(Sandbox(strict::from_value(switches)?))
    }

    /// Answers a request to a provider; nothing when there is no such provider. `headers`: names, in lower case, and
    /// values in turn; for the others see [`Memory`].
    #[allow(clippy::too_many_arguments)] // wasm-bindgen takes no structures by value
    pub fn respond(
        &self,
        provider: &str,
        method: &str,
        path: &str,
        query: &str,
        headers: Vec<String>,
        body: &[u8],
        failures: u32,
        state: Option<String>,
        now_ms: f64,
    ) -> Option<Answer> {
        let headers = pairs(headers);
        let request = Incoming { method, path, query, headers: &headers, body };
        let memory = Memory { failures, state, now_ms };
        Provider::from_name(provider)
            .map(|provider| Answer::from(sandbox::respond(provider, &request, &self.0, &memory)))
    }
}

/// Whose memory a request is about.
#[wasm_bindgen]
pub fn owner(provider: &str, query: &str, headers: Vec<String>) -> String {
    let headers = pairs(headers);
    let request = Incoming { query, headers: &headers, ..Incoming::default() };
    Provider::from_name(provider).map_or(String::new(), |provider| sandbox::owner(provider, &request))
}

/// An answer, and how it comes.
#[wasm_bindgen(getter_with_clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names and values of the headers in turn.
    pub headers: Vec<String>,
    /// The body.
    pub body: Vec<u8>,
    /// After how many milliseconds it comes.
    #[wasm_bindgen(js_name = delayMs)]
    pub delay_ms: u32,
    /// After how many bytes the connection breaks.
    pub cut: Option<usize>,
    /// What is to be remembered from now on, if the request changed it.
    pub state: Option<String>,
}

impl From<Played> for Answer {
    fn from(Played { response, delay_ms, cut, state }: Played) -> Self {
        let headers = response.headers.into_iter().flat_map(|(name, value)| [name, value]).collect();
        Answer { status: response.status, headers, body: response.body, delay_ms, cut, state }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listing {
    companies: Vec<Entry>,
    magic: Vec<Entry>,
    people: Vec<Somebody>,
    providers: Vec<Address>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    inn: Option<String>,
    ogrn: String,
    name: String,
    #[serde(rename = "abonentId", skip_serializing_if = "Option::is_none")]
    abonent_id: Option<String>,
    about: About,
}

#[derive(Serialize)]
struct Somebody {
    lastname: String,
    firstname: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    secondname: Option<&'static str>,
    birthdate: String,
    region: &'static str,
    about: About,
}

impl From<Person> for Somebody {
    fn from(Person { lastname, firstname, secondname, birthdate, region, ru, en }: Person) -> Self {
        Somebody { lastname, firstname, secondname, birthdate, region, about: About { ru, en } }
    }
}

#[derive(Serialize)]
struct About {
    ru: &'static str,
    en: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address {
    name: &'static str,
    base_url: &'static str,
}

impl From<Company> for Entry {
    fn from(Company { inn, ogrn, name, abonent_id, ru, en }: Company) -> Self {
        Entry { inn, ogrn, name, abonent_id, about: About { ru, en } }
    }
}

/// What there is to ask about, and where the providers are: `{ companies, magic, people, providers: { name, baseUrl }[] }`.
#[wasm_bindgen]
pub fn listing() -> JsValue {
    let listing = Listing {
        companies: sandbox::companies().into_iter().map(Entry::from).collect(),
        magic: sandbox::magic().into_iter().map(Entry::from).collect(),
        people: sandbox::people().into_iter().map(Somebody::from).collect(),
        providers: Provider::ALL
            .iter()
            .map(|provider| Address { name: provider.name(), base_url: provider.base_url() })
            .collect(),
    };
    // Serialising plain data cannot fail.
    serde_wasm_bindgen::to_value(&listing).unwrap_or(JsValue::UNDEFINED)
}
