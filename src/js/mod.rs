//! The WebAssembly exports. Nothing is decided here.

// wasm-bindgen exports only what is `pub`, wherever it stands.
#![allow(unreachable_pub)]

#[cfg(feature = "identifiers")]
mod identifiers;
