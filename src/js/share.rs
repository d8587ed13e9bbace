//! Identical questions under way at the same time are asked once.

use super::call::{Answered, Failed};
use super::watch::{Fired, Watch};
use js_sys::Promise;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::spawn_local;

/// The questions under way, with what makes them the same. There are never many.
#[derive(Default)]
pub(super) struct InFlight(RefCell<Vec<(String, Rc<Shared>)>>);

/// One question, and those who wait for its answer.
struct Shared {
    /// Resolves when the answer is there.
    promise: Promise,
    answer: RefCell<Option<Result<Answered, Failed>>>,
    waiting: Cell<u32>,
    /// Fires when nobody waits any more.
    controller: web_sys::AbortController,
}

impl InFlight {
    /// Asks, or waits for somebody who has asked the same. `ask` is given the signal to heed; the caller's own signal only
    /// ends the caller's waiting, and the question when it was the last.
    ///
    /// # Errors
    /// What fired, or what came of the question.
    pub(super) async fn join<F>(
        self: &Rc<Self>,
        key: String,
        signal: &JsValue,
        ms: f64,
        ask: impl FnOnce(JsValue) -> F,
    ) -> Result<Result<Answered, Failed>, Fired>
    where
        F: Future<Output = Result<Answered, Failed>> + 'static,
    {
        let Some(watch) = Watch::new(signal, ms) else { return Err(Fired::Time) };
        let known = self.0.borrow().iter().find(|(known, _)| *known == key).map(|(_, shared)| Rc::clone(shared));
        let shared = match known {
            Some(shared) => shared,
            None => match self.start(key, ask) {
                Some(shared) => shared,
                None => return Err(Fired::Time),
            },
        };
        let _place = Place::new(self, &shared);
        watch.race(&shared.promise).await.map(|_| {
            let answer = shared.answer.borrow().clone();
            answer.unwrap_or_else(|| Err(crate::error::Error::new(crate::error::Cause::Internal).into()))
        })
    }

    fn start<F>(self: &Rc<Self>, key: String, ask: impl FnOnce(JsValue) -> F) -> Option<Rc<Shared>>
    where
        F: Future<Output = Result<Answered, Failed>> + 'static,
    {
        let controller = web_sys::AbortController::new().ok()?;
        let mut resolve = None;
        let promise = Promise::new(&mut |function, _| resolve = Some(function));
        let resolve = resolve?;
        let asking = ask(controller.signal().into());
        let shared = Rc::new(Shared { promise, answer: RefCell::default(), waiting: Cell::new(0), controller });
        self.0.borrow_mut().push((key, Rc::clone(&shared)));
        let (in_flight, kept) = (Rc::clone(self), Rc::clone(&shared));
        spawn_local(async move {
            let answer = asking.await;
            kept.answer.replace(Some(answer));
            in_flight.forget(&kept);
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        Some(shared)
    }

    fn forget(&self, shared: &Rc<Shared>) {
        self.0.borrow_mut().retain(|(_, known)| !Rc::ptr_eq(known, shared));
    }
}

/// A place among those who wait.
struct Place<'i> {
    in_flight: &'i InFlight,
    shared: Rc<Shared>,
}

impl<'i> Place<'i> {
    fn new(in_flight: &'i InFlight, shared: &Rc<Shared>) -> Self {
        shared.waiting.set(shared.waiting.get() + 1);
        Place { in_flight, shared: Rc::clone(shared) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        let left = self.shared.waiting.get().saturating_sub(1);
        self.shared.waiting.set(left);
        let unanswered = self.shared.answer.borrow().is_none();
        if left == 0 && unanswered {
            // Whoever asks now must not wait for a question that is being given up.
            self.in_flight.forget(&self.shared);
            self.shared.controller.abort();
        }
    }
}
