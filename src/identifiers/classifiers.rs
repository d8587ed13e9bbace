//! Codes of classifiers that are written without a control digit: ОКТМО, ОКАТО, ОКВЭД 2. Only the form is judged;
//! whether the classifier contains the code is not known here.

use super::digits::Digits;
use super::failure::{Code, Fault};
use super::report::{Report, slice};

/// The classes of ОКВЭД 2 are 01–99.
pub(super) fn verify_okved(digits: &Digits) -> Result<(), Fault> {
    if digits.pair(0) == 0 { Err(Fault::new(Code::Prefix, 0)) } else { Ok(()) }
}

pub(super) fn describe_territory(value: &[u8], municipal: bool, report: &mut impl Report) {
    report.text("region", slice(value, 0, 2));
    let level: &[u8] = match (value.len(), municipal) {
        (2, _) => b"region",
        (5, _) => b"district",
        (8, true) => b"municipality",
        (8, false) => b"council",
        _ => b"settlement",
    };
    report.text("level", level);
}

pub(super) fn describe_okved(value: &[u8], report: &mut impl Report) {
    report.text("class", slice(value, 0, 2));
    let level: &[u8] = match value.len() {
        2 => b"class",
        4 => b"subclass",
        5 => b"group",
        7 => b"subgroup",
        _ => b"type",
    };
    report.text("level", level);
}
