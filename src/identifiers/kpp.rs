//! КПП: four digits of the tax authority, two characters of the reason, three digits of the sequence; no control digit.
//!
//! The list of reasons is open on purpose: the classifier that libraries copy lacks 43–45, which is every fifth real КПП.

use super::report::{Report, Value, slice};
use super::text::{Reason, Warning};

pub(super) const LAYOUT: &[u8] = b"taxAuthority4reason2sequence3";

/// The reason as a number, if it is written with digits.
pub(super) fn reason(kpp: &[u8]) -> Option<usize> {
    match slice(kpp, 4, 6) {
        [tens @ b'0'..=b'9', units @ b'0'..=b'9'] => {
            Some(usize::from(tens & 15) * 10 + usize::from(units & 15))
        }
        _ => None,
    }
}

pub(super) fn describe(value: &[u8], report: &mut impl Report) {
    let Some(number) = reason(value) else { return };
    if let Some(meaning) = Reason::of(number) {
        report.part(b"reasonMeaning", Value::Reason(meaning));
    }
    match number {
        0 => report.warning(Warning::Reason),
        51.. => report.warning(Warning::ForeignReason),
        _ => {}
    }
}
