//! КПП: four digits of the tax authority, two characters of the reason, three digits of the sequence; no control digit.
//!
//! The list of reasons is open on purpose: the classifier that libraries copy lacks 43–45, which is every fifth real КПП.

use super::text::{Reason, Warning};

/// The reason as a number, if it is written with digits.
pub(super) fn reason(kpp: &[u8]) -> Option<u8> {
    match kpp {
        [_, _, _, _, tens @ b'0'..=b'9', units @ b'0'..=b'9', ..] => Some((tens & 15) * 10 + (units & 15)),
        _ => None,
    }
}

/// What the reason means, if it is known.
pub(super) fn meaning(kpp: &[u8]) -> Option<Reason> {
    reason(kpp).and_then(Reason::of)
}

pub(super) fn warning(kpp: &[u8]) -> Option<Warning> {
    match reason(kpp)? {
        0 => Some(Warning::Reason),
        51.. => Some(Warning::ForeignReason),
        _ => None,
    }
}
