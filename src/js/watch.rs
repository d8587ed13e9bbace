//! Time and the caller's patience: one promise that settles when either runs out.

use super::foreign::{call, get, object};
use js_sys::{Function, Promise};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = setTimeout)]
    fn set_timeout(callback: &Function, ms: f64) -> JsValue;
    #[wasm_bindgen(js_name = clearTimeout)]
    fn clear_timeout(timer: &JsValue);
}

/// The longest time that timers understand; a longer one would fire at once.
const LONGEST_MS: f64 = 2_147_483_647.0;

/// What ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fired {
    Time,
    Signal,
}

/// A timer and a listener on the caller's signal. Dropping it removes both.
pub(super) struct Watch {
    fired: Rc<Cell<Option<Fired>>>,
    /// Resolves when something has fired, and never otherwise.
    promise: Promise,
    controller: web_sys::AbortController,
    signal: JsValue,
    on_abort: Closure<dyn FnMut()>,
    _on_time: Closure<dyn FnMut()>,
    timer: JsValue,
}

impl Watch {
    /// Watches from now on; `None` when the platform has no `AbortController`.
    pub(super) fn new(signal: &JsValue, ms: f64) -> Option<Watch> {
        let controller = web_sys::AbortController::new().ok()?;
        let fired = Rc::new(Cell::new(None));
        let mut resolve = None;
        let promise = Promise::new(&mut |function, _| resolve = Some(function));
        let resolve = resolve?;
        let fire = |what: Fired| {
            let (fired, resolve, controller) = (fired.clone(), resolve.clone(), controller.clone());
            move || {
                if fired.get().is_none() {
                    fired.set(Some(what));
                    controller.abort();
                    let _ = resolve.call0(&JsValue::UNDEFINED);
                }
            }
        };
        let on_abort = Closure::<dyn FnMut()>::new(fire(Fired::Signal));
        let on_time = Closure::<dyn FnMut()>::new(fire(Fired::Time));
        if get(signal, "aborted").is_some_and(|aborted| aborted.is_truthy()) {
            fire(Fired::Signal)();
        }
        let once = object(&[("once", JsValue::TRUE)]);
        let _ = call(signal, "addEventListener", &[&"abort".into(), on_abort.as_ref(), &once]);
        let timer = set_timeout(on_time.as_ref().unchecked_ref(), ms.clamp(0.0, LONGEST_MS));
        Some(Watch { fired, promise, controller, signal: signal.clone(), on_abort, _on_time: on_time, timer })
    }

    /// The signal to hand to `fetch`.
    pub(super) fn signal(&self) -> web_sys::AbortSignal {
        self.controller.signal()
    }

    /// Aborts what was given the signal.
    pub(super) fn give_up(&self) {
        self.controller.abort();
    }

    /// Waits until something fires.
    pub(super) async fn wait(&self) -> Fired {
        let _ = JsFuture::from(self.promise.clone()).await;
        self.fired.get().unwrap_or(Fired::Time)
    }

    /// Waits for the promise, but no longer than until something fires.
    ///
    /// # Errors
    /// `Ok(Err(_))` is the promise's own rejection; the outer error says what fired.
    pub(super) async fn race(&self, promise: &Promise) -> Result<Result<JsValue, JsValue>, Fired> {
        let both = js_sys::Array::of2(promise, &self.promise);
        let settled = JsFuture::from(Promise::race(&both)).await;
        self.fired.get().map_or(Ok(settled), Err)
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        clear_timeout(&self.timer);
        let _ = call(&self.signal, "removeEventListener", &[&"abort".into(), self.on_abort.as_ref()]);
    }
}
