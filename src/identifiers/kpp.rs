//! КПП: four digits of the tax authority, two characters of the reason, three digits of the sequence; no control digit.
//!
//! The list of reasons is open on purpose: the classifier that libraries copy lacks 43–45, which is every fifth real КПП.

use super::line::{Line, number};
use super::text::{Reason, Warning};

/// The reason as a number; one with letters is above all others.
pub(super) fn reason(kpp: &Line) -> u32 {
    let [_, _, _, _, tens, units, ..] = kpp;
    if tens.max(units) > &b'9' { u32::MAX } else { number(kpp, 4..6) }
}

/// What the reason means, if it is known.
pub(super) fn meaning(kpp: &Line) -> Option<Reason> {
    Reason::of(u8::try_from(reason(kpp)).ok()?)
}

pub(super) fn warning(kpp: &Line) -> Option<Warning> {
    match reason(kpp) {
        0 => Some(Warning::Reason),
        51..100 => Some(Warning::ForeignReason),
        _ => None,
    }
}
