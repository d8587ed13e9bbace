//! What the package's sandbox asks of [`crate::sandbox`].

use crate::http::Incoming;
use crate::providers::Provider;
use crate::sandbox::{self, Company, Memory, Played, Switches};
use serde::Serialize;
use wasm_bindgen::prelude::*;

/// The providers played back, with one set of switches.
#[wasm_bindgen]
pub struct Sandbox(Switches);

#[wasm_bindgen]
impl Sandbox {
    /// What is not given is as it is by default.
    #[wasm_bindgen(constructor)]
    pub fn new(
        keys: Option<Vec<String>>,
        too_many_status: Option<u16>,
        pdf_missing_status: Option<u16>,
        quota_status: Option<u16>,
    ) -> Sandbox {
        let usual = Switches::default();
        Sandbox(Switches {
            keys: keys.unwrap_or(usual.keys),
            too_many_status: too_many_status.unwrap_or(usual.too_many_status),
            pdf_missing_status: pdf_missing_status.unwrap_or(usual.pdf_missing_status),
            quota_status: quota_status.or(usual.quota_status),
        })
    }

    /// Answers a request to a provider; nothing when there is no such provider. `failures` and `watched` are what the
    /// provider remembers of the key, see [`Memory`].
    #[allow(clippy::too_many_arguments)] // wasm-bindgen takes no structures by value
    pub fn respond(
        &self,
        provider: &str,
        method: &str,
        path: &str,
        query: &str,
        body: &[u8],
        failures: u32,
        watched: Option<Vec<String>>,
    ) -> Option<Answer> {
        let request = Incoming { method, path, query, body };
        let memory = Memory { failures, watched };
        Provider::from_name(provider)
            .map(|provider| Answer::from(sandbox::respond(provider, &request, &self.0, &memory)))
    }
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
    /// The watch list from now on, if the request changed it.
    pub watched: Option<Vec<String>>,
}

impl From<Played> for Answer {
    fn from(Played { response, delay_ms, cut, watched }: Played) -> Self {
        let headers = response.headers.into_iter().flat_map(|(name, value)| [name, value]).collect();
        Answer { status: response.status, headers, body: response.body, delay_ms, cut, watched }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Listing {
    companies: Vec<Entry>,
    magic: Vec<Entry>,
    providers: Vec<Address>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(skip_serializing_if = "Option::is_none")]
    inn: Option<String>,
    ogrn: String,
    name: String,
    about: About,
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
    fn from(Company { inn, ogrn, name, ru, en }: Company) -> Self {
        Entry { inn, ogrn, name, about: About { ru, en } }
    }
}

/// What there is to ask about, and where the providers are: `{ companies, magic, providers: { name, baseUrl }[] }`.
#[wasm_bindgen]
pub fn listing() -> JsValue {
    let listing = Listing {
        companies: sandbox::companies().into_iter().map(Entry::from).collect(),
        magic: sandbox::magic().into_iter().map(Entry::from).collect(),
        providers: Provider::ALL
            .into_iter()
            .map(|provider| Address { name: provider.name(), base_url: provider.base_url() })
            .collect(),
    };
    // Serialising plain data cannot fail.
    serde_wasm_bindgen::to_value(&listing).unwrap_or(JsValue::UNDEFINED)
}
