//! ФССП through api-cloud.ru: enforcement proceedings of persons and organisations, wanted persons, debtors of alimony.
//!
//! Everything is a GET of one address, told apart by `type`. The provider answers with HTTP 200 whatever happens, so the
//! body decides: records, «nothing found» in so many words, an error, or a failure of the source. Each is told from the
//! others (`verdict`) before anything is read as an answer: an error is never a debtor without debts.

pub mod models;
mod normalise;
mod operations;
mod rules;
#[cfg(any(feature = "reflect", feature = "sandbox"))]
pub mod tables;
mod verdict;

pub use operations::OPERATIONS;

use super::Definition;
use crate::http::{Request, Response};
use crate::json::Value;

/// ФССП (api-cloud).
pub static DEFINITION: Definition = Definition {
    name: "fssp",
    title: "ФССП (api-cloud)",
    // Plain HTTP is redirected, and the question then asked and paid twice.
    base_url: "https://api-cloud.ru",
    operations: OPERATIONS,
    anything: None,
    credentials: &["token"],
    session: None,
    defaults: &[],
    secret_params: &["token"],
    authorise,
    read: verdict::read,
    words: |_| None,
    says_json: false,
};

/// The token is the first parameter of the query.
fn authorise(request: &mut Request, credentials: &[String]) {
    if let Some(token) = credentials.first() {
        request.query.insert(0, ("token".into(), token.clone()));
    }
}

/// A token has 32 characters; the provider refuses others, and a word in their place is a mistake of who set it up.
pub(super) fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_graphic())
}

/// What a question cost, of an answer of whatever kind.
pub(super) fn charge(response: &Response) -> Option<String> {
    let answer = Value::parse(&response.body).ok()?;
    let inner = || answer.get("records").and_then(|records| records.items().iter().find_map(|one| one.get("inquiry")));
    let inquiry = answer.get("inquiry").or_else(inner)?;
    let mut json = String::new();
    normalise::inquiry(inquiry.clone()).ok()?.write(&mut json);
    Some(json)
}

/// The provider's errors: code, and the message that comes with it. One code has two.
#[cfg(feature = "sandbox")]
pub(crate) fn known_errors() -> impl Iterator<Item = (u16, &'static str)> {
    verdict::KNOWN.iter().map(|known| (known.code, known.name))
}
