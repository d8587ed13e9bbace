//! Every operation once. Client, worker, sandbox, types and documentation follow from this list.

use crate::operation::Operation;
use crate::providers::{Provider, focus};

const PROVIDERS: &[&[Operation]] = &[focus::OPERATIONS];

/// All operations of all providers.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    PROVIDERS.iter().copied().flatten()
}

/// The operation of that name, such as `req` of Focus.
pub fn find(provider: Provider, name: &str) -> Option<&'static Operation> {
    operations().find(|operation| operation.provider == provider && operation.name == name)
}

/// The place of an operation in the list, as a short name for it while the program runs.
pub fn position(operation: &Operation) -> Option<usize> {
    operations().position(|known| core::ptr::eq(known, operation))
}

/// The operation at that place.
pub fn at(position: usize) -> Option<&'static Operation> {
    operations().nth(position)
}
