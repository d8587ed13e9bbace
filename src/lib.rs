//! Checks of a Russian business partner: its identifiers, and what five data providers know about it.
//!
//! | module | what it is for |
//! |---|---|
//! | [`identifiers`] | ИНН, КПП, ОГРН and ten more: strict checks, clean-up, search in text, batches |
//!
//! Everything but `js` builds and is tested on the host.

pub mod identifiers;
#[cfg(target_arch = "wasm32")]
mod js;
