//! Identifiers of Russian organisations and entrepreneurs: strict checks, clean-up, search in text, batches, comparison.
//!
//! Pure and without dependencies; checking does not allocate. Compiled alone it is the WebAssembly module of
//! `kontragent/identifiers`, which must stay small, so nothing on the way of its exports formats through `core::fmt`,
//! allocates or can panic.
//!
//! ```
//! use kontragent::identifiers::{Context, Kind, Locale, check, is_valid};
//!
//! assert!(is_valid(Kind::Inn, b"7707083893"));
//! let failure = check(Kind::Inn, "7707083890", &Context::default()).unwrap_err();
//! assert_eq!(failure.code.as_str(), "checksum");
//! assert_eq!(failure.message(Locale::Ru).to_string(), "ИНН: контрольная цифра (10-я) не сходится");
//! ```

#[cfg(all(target_arch = "wasm32", feature = "identifiers"))]
mod answer;
mod bank;
mod batch;
mod check;
mod compare;
mod digits;
mod failure;
mod find;
mod inn;
mod judge;
mod kind;
mod kpp;
mod labels;
mod letters;
mod line;
mod normalize;
mod okpo;
mod reason;
mod register;
mod report;
mod snils;
mod text;

pub use batch::check_batch;
pub use check::{Context, Valid, check, is_valid, is_valid_account};
pub use compare::{Contradiction, Level, compare};
pub use failure::{Failure, Message};
pub use find::{Found, find};
#[cfg(feature = "astral")]
pub(crate) use letters::fold;
pub use normalize::normalize;
#[cfg(feature = "reflect")]
pub use text::TEXTS;
pub use text::{Code, Finding, Kind, Locale, Reason, Warning};

/// What the exports of the WebAssembly module are made of.
#[cfg(all(target_arch = "wasm32", feature = "identifiers"))]
pub(crate) mod parts {
    pub(crate) use super::answer::Answer;
    pub(crate) use super::check::verify;
    pub(crate) use super::compare::{Fields, compare_valid};
    pub(crate) use super::find::Finder;
    pub(crate) use super::judge::judge;
    pub(crate) use super::letters::fold;
    pub(crate) use super::line::LINE;
    pub(crate) use super::normalize::normalize_units;
}
