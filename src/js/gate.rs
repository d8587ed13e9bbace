//! How many requests to one provider may be under way at once.

use super::watch::{Fired, Watch};
use js_sys::{Function, Promise};
use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// A gate that lets so many through at once, in the order of their coming.
pub(super) struct Gate {
    free: Cell<u32>,
    queue: RefCell<VecDeque<Rc<Waiter>>>,
}

/// The right to be through the gate; given back when dropped.
pub(super) struct Permit(Rc<Gate>);

struct Waiter {
    resolve: Function,
    state: Cell<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waiting,
    Admitted,
    Gone,
}

impl Gate {
    pub(super) fn new(width: u32) -> Rc<Gate> {
        Rc::new(Gate { free: Cell::new(width.max(1)), queue: RefCell::default() })
    }

    /// Waits for a place, but no longer than until the signal fires or the time is up.
    pub(super) async fn enter(self: &Rc<Gate>, signal: &JsValue, ms: f64) -> Result<Permit, Fired> {
        if self.free.get() > 0 {
            self.free.set(self.free.get() - 1);
            return Ok(Permit(Rc::clone(self)));
        }
        let mut resolve = None;
        let promise = Promise::new(&mut |function, _| resolve = Some(function));
        let (Some(resolve), Some(watch)) = (resolve, Watch::new(signal, ms)) else { return Err(Fired::Time) };
        let waiter = Rc::new(Waiter { resolve, state: Cell::new(State::Waiting) });
        self.queue.borrow_mut().push_back(Rc::clone(&waiter));
        let waited = watch.race(&promise).await;
        match waited {
            Ok(_) => Ok(Permit(Rc::clone(self))),
            Err(fired) => {
                if waiter.state.get() == State::Admitted {
                    // Admitted and given up in the same moment: the place is for the next.
                    self.leave();
                }
                waiter.state.set(State::Gone);
                Err(fired)
            }
        }
    }

    fn leave(&self) {
        let next = || self.queue.borrow_mut().pop_front();
        while let Some(waiter) = next() {
            if waiter.state.get() == State::Waiting {
                waiter.state.set(State::Admitted);
                let _ = waiter.resolve.call0(&JsValue::UNDEFINED);
                return;
            }
        }
        self.free.set(self.free.get() + 1);
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        self.0.leave();
    }
}
