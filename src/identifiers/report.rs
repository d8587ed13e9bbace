//! What a valid number carries.

use super::text::{Kind, Layout, Warning};
use super::{bank, classifiers, inn, kpp, okpo, register, snils};

/// The layout of the number's parts, and what is odd about it.
pub(crate) fn describe(
    kind: Kind,
    value: &[u8],
    bik: &[u8],
    year: u16,
) -> (Layout, Option<Warning>) {
    match kind {
        Kind::Inn => (inn::layout(value), None),
        Kind::Kpp => (Layout::Kpp, kpp::warning(value)),
        Kind::Ogrn | Kind::Ogrnip | Kind::Grn | Kind::Grnip => register::describe(value, year),
        Kind::Snils => snils::describe(value),
        Kind::Bik => bank::describe_bik(value),
        Kind::Account => bank::describe_account(value, bik),
        Kind::Okpo => (okpo::layout(value.len()), None),
        Kind::Oktmo | Kind::Okato | Kind::Okved => (classifiers::layout(kind, value.len()), None),
    }
}

/// A part of a value; empty outside of it.
pub(crate) fn slice(value: &[u8], from: usize, to: usize) -> &[u8] {
    value.get(from..to).unwrap_or_default()
}
