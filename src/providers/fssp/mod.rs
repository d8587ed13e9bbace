//! api-cloud.ru, ФССП: enforcement proceedings of persons and organisations, the wanted, and debtors of alimony.
//!
//! Everything is a GET of one address, told apart by `type`. The provider answers with HTTP 200 whatever happens, so the
//! body decides: records, «nothing found» in so many words, an error, or a failure of the source. Each is told from the
//! others here, before any of it is read as an answer: an error is never a debtor without debts.

pub mod models;
mod normalise;

/// Where the API is. Plain HTTP is redirected there, and the question then asked (and paid) twice.
pub const BASE_URL: &str = "https://api-cloud.ru";
