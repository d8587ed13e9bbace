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
