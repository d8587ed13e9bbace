//! КПП: four digits of the tax authority, two characters of the reason, three digits of the sequence; no control digit.
//!
//! The list of reasons is open on purpose: the classifier that libraries copy lacks 43–45, which is every fifth real КПП.

use super::failure::Warning;
use super::reason::Reason;
use super::report::{Report, slice};

/// The reason as a number, if it is written with digits.
pub(super) fn reason(kpp: &[u8]) -> Option<u32> {
    match slice(kpp, 4, 6) {
        [tens @ b'0'..=b'9', units @ b'0'..=b'9'] => Some(u32::from(tens - b'0') * 10 + u32::from(units - b'0')),
        _ => None,
    }
}

pub(super) fn describe(value: &[u8], report: &mut impl Report) {
    report.text("taxAuthority", slice(value, 0, 4));
    report.text("reason", slice(value, 4, 6));
    if let Some(number) = reason(value) {
        if let Some(meaning) = Reason::of(number) {
            report.reason("reasonMeaning", meaning);
        }
        match number {
            0 => report.warning(Warning::Reason),
            51.. => report.warning(Warning::ForeignReason),
            _ => {}
        }
    }
    report.text("sequence", slice(value, 6, 9));
}
