//! Numbers of the state registers: ОГРН and ГРН (ЕГРЮЛ), ОГРНИП and ГРНИП (ЕГРИП). Order of the Ministry of Finance of
//! 30.10.2017 № 165н, item 7.
//!
//! The control digit is the lowest digit of a remainder by 11 or 13. Weighing each digit with the remainder of its power
//! of ten gives the same remainder without a division of the whole number.

use super::digits::{BY_11, BY_13, Controls};
use super::line::{Line, number};
use super::text::{Kind, Warning};

pub(super) const ORGANIZATIONS: Controls = Controls::one(&[10, 1, 10, 1, 10, 1, 10, 1, 10, 1, 10, 1], &BY_11);
pub(super) const ENTREPRENEURS: Controls = Controls::one(&[10, 1, 4, 3, 12, 9, 10, 1, 4, 3, 12, 9, 10, 1], &BY_13);

/// Whether the record is one of the register of organisations, as its length tells.
fn is_organization(length: usize) -> bool {
    length == 13
}

/// What the record gave its subject: a main number, or nothing more.
pub(super) fn record_kind(first: u8, length: usize) -> Kind {
    match (first, is_organization(length)) {
        (b'1' | b'5', true) => Kind::Ogrn,
        (_, true) => Kind::Grn,
        (b'3', _) => Kind::Ogrnip,
        _ => Kind::Grnip,
    }
}

pub(super) fn warning(line: &Line, length: usize, year: u32) -> Option<Warning> {
    let recorded = 2000 + number(line, 1..3);
    let began = if is_organization(length) { 2002 } else { 2004 };
    if recorded < began {
        Some(Warning::YearEarly)
    } else if recorded > year {
        Some(Warning::YearFuture)
    } else {
        None
    }
}
