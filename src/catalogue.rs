//! Every operation once. Client, worker, sandbox, types and documentation follow from this list.

use crate::operation::Operation;
use crate::providers::Provider;

/// All operations of all providers.
pub fn operations() -> impl Iterator<Item = &'static Operation> {
    Provider::ALL.iter().flat_map(|provider| provider.operations())
}

/// The operation of that name, such as `req` of Focus.
pub fn find(provider: Provider, name: &str) -> Option<&'static Operation> {
    provider.operations().iter().find(|operation| operation.name == name)
}

/// The place of an operation in the list, as a short name for it while the program runs.
pub fn position(operation: &Operation) -> Option<usize> {
    operations().position(|known| core::ptr::eq(known, operation))
}

/// The operation at that place.
pub fn at(position: usize) -> Option<&'static Operation> {
    operations().nth(position)
}
