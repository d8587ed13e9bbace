//! Codes of classifiers that are written without a control digit: ОКТМО, ОКАТО, ОКВЭД 2. Only the form is judged;
//! whether the classifier contains the code is not known here.

use super::digits::Digits;
use super::failure::Fault;
use super::text::{Code, Kind, Layout};

/// The classes of ОКВЭД 2 are 01–99.
pub(super) fn verify_okved(digits: Digits) -> Result<(), Fault> {
    if digits.has_zeros(0) {
        Err(Fault::new(Code::Prefix, 0))
    } else {
        Ok(())
    }
}

pub(super) fn layout(kind: Kind, length: usize) -> Layout {
    match (kind, length) {
        (Kind::Oktmo, 8) => Layout::Municipality,
        (Kind::Okved, 2) => Layout::Class,
        (Kind::Okved, 4) => Layout::Subclass,
        (Kind::Okved, 5) => Layout::Group,
        (Kind::Okved, 7) => Layout::Subgroup,
        (Kind::Okved, _) => Layout::Type,
        (_, 2) => Layout::Region,
        (_, 5) => Layout::District,
        (_, 8) => Layout::Council,
        _ => Layout::Settlement,
    }
}
