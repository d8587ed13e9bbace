//! The providers played back: a request in, an answer out, the same one every time, over one world of fictional
//! companies. For tests, demonstrations and trying things out without keys.
//!
//! ```
//! use kontragent::http::Incoming;
//! use kontragent::providers::Provider;
//! use kontragent::sandbox::{Memory, Switches, respond};
//!
//! let request = Incoming { method: "GET", path: "/api3/req", query: "key=sandbox&inn=6663003127", ..Incoming::default() };
//! let played = respond(Provider::Focus, &request, &Switches::default(), &Memory::default());
//! assert_eq!(played.response.status, 200);
//! ```

pub mod astral;
mod cases;
pub mod focus;
pub mod fssp;
pub mod nkb;
mod pdf;
mod wire;
mod world;

use crate::http::{Incoming, Response, decode_query};
use crate::providers::Provider;
use world::World;

/// How the sandbox behaves where nothing is prescribed, provider by provider.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(
    target_arch = "wasm32",
    derive(serde::Deserialize),
    serde(rename_all = "camelCase", default, deny_unknown_fields)
)]
pub struct Switches {
    /// Контур.Фокус.
    pub focus: focus::Switches,
    /// НКБ.
    pub nkb: nkb::Switches,
    /// ФССП through api-cloud.
    pub fssp: fssp::Switches,
    /// Астрал.ЭДО.
    pub astral: astral::Switches,
}

/// What a provider remembers between requests. The sandbox itself keeps nothing: whoever asks does.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Memory {
    /// How many times in a row the same question was just answered with a status that is worth another attempt; the
    /// special cases that recover look at it.
    pub failures: u32,
    /// What [`Played::state`] said last for the same [`owner`]; `None` at the beginning.
    pub state: Option<String>,
    /// The time, in milliseconds since 1970.
    pub now_ms: f64,
}

/// The key, password or token that is accepted besides those of the vendors' documentation.
pub const KEY: &str = "sandbox";

/// An answer, and how it comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Played {
    /// The answer.
    pub response: Response,
    /// After how many milliseconds it comes.
    pub delay_ms: u32,
    /// After how many bytes of the body the connection breaks, if it does.
    pub cut: Option<usize>,
    /// What is to be remembered from now on, if the request changed it: a text that only the provider understands.
    pub state: Option<String>,
}

impl From<Response> for Played {
    fn from(response: Response) -> Self {
        Played { response, delay_ms: 0, cut: None, state: None }
    }
}

/// Plays a provider. The path of the request begins at the provider's root.
pub fn respond(provider: Provider, request: &Incoming<'_>, switches: &Switches, memory: &Memory) -> Played {
    match provider {
        Provider::Focus => focus::respond(request, &switches.focus, memory),
        Provider::Nkb => nkb::respond(request, &switches.nkb, memory),
        Provider::Fssp => fssp::respond(request, &switches.fssp, memory),
        Provider::Astral => astral::respond(request, &switches.astral, memory),
    }
}

/// Whose memory a request is about: those who ask with the same credentials share one.
pub fn owner(provider: Provider, request: &Incoming<'_>) -> String {
    let in_query = |name: &str| {
        let query = decode_query(request.query).unwrap_or_default();
        query.into_iter().find(|(known, _)| known == name).map(|(_, value)| value).unwrap_or_default()
    };
    match provider {
        Provider::Focus => in_query("key"),
        Provider::Fssp => in_query("token"),
        Provider::Nkb => request.header("authorization").unwrap_or_default().to_owned(),
        // Invitations have two sides.
        Provider::Astral => String::new(),
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
    /// GUID by which the token of Астрал.ЭДО acts for it, if it does.
    pub abonent_id: Option<String>,
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
    let (inn, ogrn) = (facts.inn.clone(), facts.ogrn.clone());
    Some(Company { inn, ogrn, name: subject.title(), abonent_id: astral::abonent_id(subject), ru, en })
}

/// A fictional person whom the bailiffs know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Family name.
    pub lastname: String,
    /// First name.
    pub firstname: &'static str,
    /// Patronymic; a few have none.
    pub secondname: Option<&'static str>,
    /// Day of birth, `YYYY-MM-DD`.
    pub birthdate: String,
    /// The bailiffs' number of the region.
    pub region: &'static str,
    /// What they are an example of, in Russian.
    pub ru: &'static str,
    /// The same in English.
    pub en: &'static str,
}

/// Persons worth searching for.
pub fn people() -> Vec<Person> {
    let person = |citizen: world::Citizen| {
        let world::About { ru, en } = citizen.about?;
        Some(Person {
            lastname: citizen.name.family,
            firstname: citizen.name.first,
            secondname: citizen.name.middle,
            birthdate: citizen.born.to_string(),
            region: citizen.region.code,
            ru,
            en,
        })
    };
    world::citizens().into_iter().filter_map(person).collect()
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
