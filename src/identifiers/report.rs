//! What a valid number carries.

use super::failure::Verdict;
use super::line::{LONGEST, Line};
use super::text::{Kind, Layout, Reason, Warning};
use super::{bank, inn, kpp, register, snils};

/// What a valid number carries, and what is odd about it.
pub(crate) struct Report {
    /// The row of the layout of its parts.
    pub(crate) layout: u32,
    pub(crate) warning: Option<Warning>,
    /// The kind of the record, for the layouts that speak of it.
    pub(crate) record: Kind,
    /// The first digit of the currency, likewise.
    pub(crate) currency: u32,
    /// The meaning of the reason, likewise.
    pub(crate) reason: Option<Reason>,
}

/// All about a valid number. The year is the current one.
pub(crate) fn report(kind: Kind, line: &Line, length: usize, verdict: Verdict, year: u32) -> Report {
    let mut warning = None;
    let reason = kpp::meaning(line);
    let (first, variant) = match kind {
        Kind::Inn if inn::is_foreign(line) && length == 10 => (Layout::ForeignInn, 0),
        Kind::Inn => (Layout::Inn, u32::from(length == 12)),
        Kind::Kpp => {
            warning = kpp::warning(line);
            (Layout::Kpp, u32::from(reason.is_some()))
        }
        Kind::Ogrn | Kind::Grn | Kind::Ogrnip | Kind::Grnip => {
            warning = register::warning(line, length, year);
            (Layout::Ogrn, u32::from(length == 15))
        }
        Kind::Snils => {
            let unchecked = !snils::is_checked(line);
            warning = unchecked.then_some(Warning::Unchecked);
            (Layout::Snils, u32::from(unchecked))
        }
        Kind::Bik => {
            warning = bank::warning_of_bik(line);
            (Layout::Bik, bank::participation(line))
        }
        Kind::Account => {
            let keeper = verdict.at() as u32;
            warning = bank::warning_of_account(keeper);
            (Layout::Account, keeper)
        }
        // Of these every length has a layout.
        Kind::Okpo | Kind::Oktmo | Kind::Okato | Kind::Okved => {
            let shorter = kind.form().lengths & ((1 << length.min(LONGEST)) - 1);
            let first = match kind {
                Kind::Okpo => Layout::Okpo,
                Kind::Oktmo => Layout::Oktmo,
                Kind::Okato => Layout::Okato,
                _ => Layout::Okved,
            };
            (first, shorter.count_ones())
        }
    };
    let [character, ..] = line;
    Report {
        layout: first.row() + variant,
        warning,
        record: register::record_kind(*character, length),
        currency: bank::currency(line),
        reason,
    }
}
