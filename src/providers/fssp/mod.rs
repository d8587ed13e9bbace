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
use crate::http::Request;

/// ФССП (api-cloud).
pub static DEFINITION: Definition = Definition {
    name: "fssp",
    title: "ФССП (api-cloud)",
    // Plain HTTP is redirected, and the question then asked and paid twice.
    base_url: "https://api-cloud.ru",
    operations: OPERATIONS,
    anything: None,
    credentials: &["token"],
    secret_params: &["token"],
    authorise,
    read: verdict::read,
    says_json: false,
};

/// The token is the first parameter of the query.
fn authorise(request: &mut Request, credentials: &[String]) {
    request.query.splice(0..0, credentials.first().map(|token| ("token".into(), token.clone())));
}

/// The provider's errors: code, and the message that comes with it. One code has two.
#[cfg(feature = "sandbox")]
pub(crate) fn known_errors() -> impl Iterator<Item = (u16, &'static str)> {
    verdict::KNOWN.iter().map(|known| (known.code, known.name))
}
