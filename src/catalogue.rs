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
