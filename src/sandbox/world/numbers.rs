//! Numbers that pass the checks of [`crate::identifiers`] and that no register has given away: tax offices `00` in ИНН
//! and registering offices `99` in ОГРН do not exist.

use super::Date;
use crate::identifiers::{Context, Kind, check};

/// Adds so many control digits. The rules are those of the checks themselves: what passes is right.
fn complete(kind: Kind, beginning: &str, control_digits: usize) -> String {
    let most = 10_u32.pow(u32::try_from(control_digits).unwrap_or(1));
    let candidates = (0..most).map(|control| format!("{beginning}{control:0control_digits$}"));
    candidates.into_iter().find(|candidate| check(kind, candidate, &Context::default()).is_ok()).unwrap_or_default()
}

/// ИНН of an organisation; sequence up to 99 999.
pub(crate) fn inn_of_organisation(region: &str, sequence: u32) -> String {
    complete(Kind::Inn, &format!("{region}00{sequence:05}"), 1)
}

/// ИНН of a person; sequence up to 999 999.
pub(super) fn inn_of_person(region: &str, sequence: u32) -> String {
    complete(Kind::Inn, &format!("{region}00{sequence:06}"), 2)
}

/// ОГРН. Organisations that are older than the register were entered in 2002.
pub(super) fn ogrn(registered: Date, region: &str, sequence: u32) -> String {
    let year = registered.year().max(2002) % 100;
    complete(Kind::Ogrn, &format!("1{year:02}{region}99{sequence:05}"), 1)
}

/// ОГРНИП. Entrepreneurs that are older than their register were entered in 2004.
pub(super) fn ogrnip(registered: Date, region: &str, sequence: u32) -> String {
    let year = registered.year().max(2004) % 100;
    complete(Kind::Ogrnip, &format!("3{year:02}{region}99{sequence:07}"), 1)
}

/// ГРН of a later record about an organisation.
pub(super) fn grn(recorded: Date, region: &str, sequence: u32) -> String {
    let year = recorded.year().max(2002) % 100;
    complete(Kind::Grn, &format!("2{year:02}{region}99{sequence:05}"), 1)
}

/// ГРН of a later record about an entrepreneur.
pub(super) fn grnip(recorded: Date, region: &str, sequence: u32) -> String {
    let year = recorded.year().max(2004) % 100;
    complete(Kind::Grnip, &format!("4{year:02}{region}99{sequence:07}"), 1)
}

/// ОКПО of an organisation.
pub(crate) fn okpo_of_organisation(sequence: u32) -> String {
    complete(Kind::Okpo, &format!("{:07}", 9_000_000 + sequence), 1)
}

/// ОКПО of an entrepreneur.
pub(super) fn okpo_of_entrepreneur(sequence: u32) -> String {
    complete(Kind::Okpo, &format!("{:09}", 9_000_000 + sequence), 1)
}
