//! What a valid number carries.

use super::text::{Kind, Layout, Warning};
use super::{bank, inn, kpp, register, snils};

/// The row of the layout of the number's parts.
pub(crate) fn layout(kind: Kind, value: &[u8], bik: &[u8]) -> u32 {
    // As a rule the layouts of a kind are those of its lengths, in the same order.
    let shorter = (1 << value.len()) - 1;
    let mut variant = (kind.lengths() & shorter).count_ones();
    let first = match kind {
        Kind::Inn => {
            variant += 2 * u32::from(inn::is_foreign(value));
            Layout::Inn
        }
        Kind::Kpp => {
            variant = u32::from(kpp::meaning(value).is_some());
            Layout::Kpp
        }
        Kind::Ogrn | Kind::Grn => Layout::Ogrn,
        Kind::Ogrnip | Kind::Grnip => Layout::Ogrnip,
        Kind::Snils => {
            variant = u32::from(!snils::is_checked(value));
            Layout::Snils
        }
        Kind::Bik => {
            variant = bank::participation(value);
            Layout::Bik
        }
        Kind::Account => {
            variant = bank::rule(value, bik).map_or(0, |rule| rule as u32);
            Layout::Account
        }
        Kind::Okpo => Layout::Okpo,
        Kind::Oktmo => Layout::Oktmo,
        Kind::Okato => Layout::Okato,
        Kind::Okved => Layout::Okved,
    };
    first.row() + variant
}

/// What is odd about the number.
pub(crate) fn warning(kind: Kind, value: &[u8], bik: &[u8], year: u16) -> Option<Warning> {
    match kind {
        Kind::Kpp => kpp::warning(value),
        Kind::Ogrn | Kind::Ogrnip | Kind::Grn | Kind::Grnip => register::warning(value, year),
        Kind::Snils if !snils::is_checked(value) => Some(Warning::Unchecked),
        Kind::Bik => bank::warning_of_bik(value),
        Kind::Account => bank::warning_of_account(value, bik),
        _ => None,
    }
}
