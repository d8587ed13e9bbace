//! The providers played back: a request in, an answer out, the same one every time, over one world of fictional
//! companies. For tests, demonstrations and trying things out without keys.
//!
//! ```
//! use kontragent::http::Incoming;
//! use kontragent::providers::Provider;
//! use kontragent::sandbox::{Memory, Switches, respond};
//!
//! let request = Incoming { method: "GET", path: "/api3/req", query: "key=sandbox&inn=6663003127", body: b"" };
//! let played = respond(Provider::Focus, &request, &Switches::default(), &Memory::default());
//! assert_eq!(played.response.status, 200);
//! ```

mod cases;
mod focus;
mod nkb;
mod pdf;
mod wire;
mod world;

use crate::http::{Incoming, Response};
use crate::providers::Provider;
use world::World;

/// How the sandbox behaves where nothing is prescribed.
#[derive(Clone, Debug, PartialEq, Eq)]
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

/// The key that is accepted besides the one of the vendors' documentation.
pub const KEY: &str = "sandbox";

impl Default for Switches {
    fn default() -> Self {
        let keys = vec![KEY.to_owned(), focus::DOCUMENTED_KEY.to_owned()];
        Switches { keys, too_many_status: 400, pdf_missing_status: 404, quota_status: None }
    }
}

/// What a provider remembers of a key between requests. The sandbox itself keeps nothing: whoever asks does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// How many times in a row the same question was just answered with a status that is worth another attempt; the
    /// special cases that recover look at it.
    pub failures: u32,
    /// The watch list of `monList`, ОГРН and ОГРНИП; `None` until one is set, and everybody is watched.
    pub watched: Option<Vec<String>>,
}

/// An answer, and how it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The answer.
    pub response: Response,
    /// After how many milliseconds it comes.
    pub delay_ms: u32,
    /// After how many bytes of the body the connection breaks, if it does.
    pub cut: Option<usize>,
    /// The watch list from now on, if the request changed it.
    pub watched: Option<Vec<String>>,
}

impl From<Response> for Played {
    fn from(response: Response) -> Self {
        Played { response, delay_ms: 0, cut: None, watched: None }
    }
}

/// Plays a provider. The path of the request begins at the provider's root.
pub fn respond(provider: Provider, request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    match provider {
        Provider::Focus => focus::respond(request, switches, memory),
    }
}

/// Somebody whom the sandbox knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Company {
    /// ИНН; a few have none.
    pub inn: Option<String>,
    /// ОГРН or ОГРНИП.
    pub ogrn: String,
    /// The short name.
    pub name: String,
    /// What they are an example of, in Russian.
    pub ru: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// Companies and entrepreneurs worth looking at.
pub fn companies() -> Vec<Company> {
    World::get().subjects().filter_map(|subject| company(subject, subject.facts.about?)).collect()
}

/// Companies that make answers go wrong on purpose. Their ИНН is 7700, the number of the case in five digits (an HTTP
/// status where there is one), and the control digit.
pub fn magic() -> Vec<Company> {
    let special = |subject: &world::Subject| {
        let case = cases::CASES.iter().find(|case| Some(case.number) == subject.facts.case)?;
        company(subject, world::About { ru: case.ru, en: case.en })
    };
    World::get().subjects().filter_map(special).collect()
}

fn company(subject: &world::Subject, world::About { ru, en }: world::About) -> Option<Company> {
    let facts = &subject.facts;
    Some(Company { inn: facts.inn.clone(), ogrn: facts.ogrn.clone(), name: subject.title(), ru, en })
}

/// ОГРН and ОГРНИП of everybody whom the sandbox knows.
pub fn ogrns() -> impl Iterator<Item = &'static str> {
    World::get().subjects().map(|subject| subject.facts.ogrn.as_str())
}

/// Making answers.
trait Reply {
    fn reply(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self;
}

impl Reply for Response {
    fn reply(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Response {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Response { status, headers, body: body.into() }
    }
}
