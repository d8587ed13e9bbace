//! The boundary to JavaScript, and the only place that names it. Nothing is decided here.

// wasm-bindgen exports only what is `pub`, wherever it stands.
#![allow(unreachable_pub)]

#[cfg(feature = "sessions")]
mod account;
#[cfg(feature = "calls")]
mod client;
#[cfg(feature = "graph")]
mod graph;
#[cfg(feature = "identifiers")]
mod identifiers;
#[cfg(feature = "proxy")]
mod keep;
#[cfg(feature = "proxy")]
mod portfolio;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "sandbox")]
mod sandbox;
#[cfg(any(feature = "calls", feature = "sessions"))]
mod step;
#[cfg(feature = "sandbox")]
mod strict;
#[cfg(feature = "totals")]
mod totals;

/// A flat list as pairs.
#[cfg(any(feature = "proxy", feature = "sandbox"))]
fn pairs(flat: Vec<String>) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut flat = flat.into_iter();
    while let (Some(name), Some(value)) = (flat.next(), flat.next()) {
        pairs.push((name, value));
    }
    pairs
}
