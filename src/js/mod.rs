//! The boundary to JavaScript, and the only place that names it. Nothing is decided here.

// wasm-bindgen exports only what is `pub`, wherever it stands.
#![allow(unreachable_pub)]

#[cfg(feature = "client")]
mod call;
#[cfg(feature = "client")]
mod client;
#[cfg(feature = "client")]
mod events;
#[cfg(feature = "client")]
mod failure;
#[cfg(feature = "client")]
mod foreign;
#[cfg(feature = "client")]
mod gate;
#[cfg(feature = "identifiers")]
mod identifiers;
#[cfg(feature = "proxy")]
mod keep;
#[cfg(feature = "client")]
mod options;
#[cfg(feature = "proxy")]
mod portfolio;
#[cfg(feature = "proxy")]
mod proxy;
#[cfg(feature = "sandbox")]
mod sandbox;
#[cfg(feature = "client")]
mod share;
#[cfg(feature = "client")]
mod transport;
#[cfg(feature = "client")]
mod watch;
