//! What is said between the module and whoever carries out its steps.

use wasm_bindgen::prelude::*;

/// What to do next on the way of a request or to a token.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Next {
    /// Send what is to be sent, and tell what came of it.
    Send = 0,
    /// Wait for `pauseMs`, then resume.
    Pause = 1,
    /// There is an answer, or a token.
    Done = 2,
    /// There is an error.
    Failed = 3,
    /// Ask the caller's function for a token.
    Ask = 4,
    /// Let the caller's function sign `text`.
    Sign = 5,
}

/// Why there is no answer.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Trouble {
    /// No connection, or one that broke.
    Disconnected = 0,
    /// What `fetch` gave is no response.
    NotAResponse = 1,
    /// The time was up.
    TimedOut = 2,
    /// The caller gave up.
    Aborted = 3,
}
