//! Checks of a Russian business partner: its identifiers, and what data providers know about it.
//!
//! | module | what it is for |
//! |---|---|
//! | [`identifiers`] | ИНН, КПП, ОГРН and ten more: strict checks, clean-up, search in text, batches |
//! | [`json`], [`model`] | reading answers: a strict scanner, models as data, one decoder |
//! | [`http`] | requests, answers and retries as values |
//! | [`error`] | what can go wrong, with codes and messages |
//! | [`operation`], [`catalogue`] | how an operation is declared, and all of them |
//! | [`providers`] | the operations, models and errors of each provider |
//! | [`totals`] | counting and summing long lists in the bytes of their pages |
//! | [`client`] | one call from its parameters to its answer |
//! | [`graph`] | who is related with whom, put together from answers |
//! | [`tokens`] | minting the tokens by which the worker knows its callers |
//!
//! `identifiers` and `http` know nobody; providers know them; the client knows the providers through the catalogue.
//! Everything but `js` builds and is tested on the host.

pub mod identifiers;

#[cfg(feature = "providers")]
pub mod catalogue;
#[cfg(feature = "calls")]
pub mod client;
#[cfg(feature = "providers")]
pub mod error;
#[cfg(feature = "graph")]
pub mod graph;
#[cfg(feature = "providers")]
pub mod http;
#[cfg(any(feature = "providers", feature = "graph", feature = "tokens"))]
// Graphs and tokens are made of whole trees.
#[cfg_attr(not(feature = "providers"), allow(dead_code, unused_imports))]
pub mod json;
#[cfg(feature = "providers")]
pub mod model;
#[cfg(feature = "providers")]
pub mod operation;
#[cfg(feature = "providers")]
pub mod providers;
#[cfg(feature = "proxy")]
pub mod proxy;
#[cfg(feature = "sandbox")]
pub mod sandbox;
#[cfg(any(feature = "providers", feature = "graph", feature = "tokens"))]
#[cfg_attr(not(feature = "providers"), allow(dead_code))]
mod text;
#[cfg(feature = "tokens")]
pub mod tokens;
#[cfg(feature = "providers")]
pub mod totals;
#[cfg(any(feature = "calls", feature = "proxy"))]
mod xml;

#[cfg(target_arch = "wasm32")]
mod js;
