//! Every operation once. Client, worker, sandbox, types and documentation follow from this list.

use crate::operation::Operation;
use crate::providers::Provider;
#[cfg(feature = "focus")]
use crate::providers::focus;
use crate::totals::Totals;

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

/// How the list of an operation is summed up, by the names of provider and operation; nothing where none is. The operations
/// themselves are not touched, so that the module of the totals need not hold them.
pub fn totals(provider: &str, operation: &str) -> Option<&'static Totals> {
    let known: &[(&str, &[Totals])] = &[
        #[cfg(feature = "focus")]
        (focus::NAME, focus::TOTALS),
    ];
    let (_, totals) = known.iter().find(|(name, _)| *name == provider)?;
    totals.iter().find(|totals| totals.operation == operation)
}

/// How the list of an operation is summed up, if it is.
pub fn totals_of(operation: &Operation) -> Option<&'static Totals> {
    totals(operation.provider.name(), operation.name)
}
