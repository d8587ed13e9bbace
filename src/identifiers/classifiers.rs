//! Codes of classifiers that are written without a control digit: ОКТМО, ОКАТО, ОКВЭД 2. Only the form is judged;
//! whether the classifier contains the code is not known here.

use super::digits::Digits;
use super::failure::Fault;
use super::text::Code;

/// The classes of ОКВЭД 2 are 01–99.
pub(super) fn verify_okved(digits: Digits) -> Result<(), Fault> {
    if digits.has_zeros(0) {
        Err(Fault::new(Code::Prefix, 0))
    } else {
        Ok(())
    }
}

pub(super) fn layout_of_oktmo(value: &[u8]) -> &'static [u8] {
    match value.len() {
        8 => b"region2level=municipality;",
        _ => b"region2level=settlement;",
    }
}

pub(super) fn layout_of_okato(value: &[u8]) -> &'static [u8] {
    match value.len() {
        2 => b"region2level=region;",
        5 => b"region2level=district;",
        8 => b"region2level=council;",
        _ => b"region2level=settlement;",
    }
}

pub(super) fn layout_of_okved(value: &[u8]) -> &'static [u8] {
    match value.len() {
        2 => b"class2level=class;",
        4 => b"class2level=subclass;",
        5 => b"class2level=group;",
        7 => b"class2level=subgroup;",
        _ => b"class2level=type;",
    }
}
