//! Национальное кредитное бюро, «nkbrelation»: companies, their balances, and who is related with whom.
//!
//! Answers are JSON, with masked values where the login has no right to see them; refusals are JSON objects, often empty, or
//! bare codes such as `error.access.denied`. The login goes in the header `authorization` (HTTP Basic).

pub mod links;
pub mod models;
pub mod normalise;

/// Where the API is.
pub const BASE_URL: &str = "https://www.creditnet.ru/nkbrelation";
