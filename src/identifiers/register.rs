//! Numbers of the state registers: ОГРН and ГРН (ЕГРЮЛ), ОГРНИП and ГРНИП (ЕГРИП). Order of the Ministry of Finance of
//! 30.10.2017 № 165н, item 7.
//!
//! The control digit is the lowest digit of a remainder by 11 or 13. Weighing each digit with the remainder of its power
//! of ten gives the same remainder without a division of the whole number.

use super::digits::{Digits, Weights};
use super::failure::Fault;
use super::text::{Code, Kind, Warning};

const MOD_11: Weights = Weights::new([10, 1, 10, 1, 10, 1, 10, 1], [10, 1, 10, 1, 0, 0, 0, 0]);
const MOD_13: Weights = Weights::new([10, 1, 4, 3, 12, 9, 10, 1], [4, 3, 12, 9, 10, 1, 0, 0]);

pub(super) fn verify(digits: Digits, length: usize) -> Result<(), Fault> {
    if digits.has_zeros(3) {
        return Err(Fault::new(Code::Region, 3));
    }
    if length == 13 {
        digits.control(12, digits.weigh(&MOD_11) % 11 % 10)
    } else {
        digits.control(14, digits.weigh(&MOD_13) % 13 % 10)
    }
}

/// What the record gave its subject: a main number, or nothing more.
pub(super) fn record_kind(value: &[u8]) -> Kind {
    match (value.first(), value.len()) {
        (Some(b'1' | b'5'), 13) => Kind::Ogrn,
        (_, 13) => Kind::Grn,
        (Some(b'3'), _) => Kind::Ogrnip,
        _ => Kind::Grnip,
    }
}

pub(super) fn warning(value: &[u8], year: u16) -> Option<Warning> {
    let [_, tens, units, ..] = value else {
        return None;
    };
    let recorded = u16::from(tens & 15) * 10 + u16::from(units & 15) + 2000;
    let began = if value.len() == 13 { 2002 } else { 2004 };
    if recorded < began {
        Some(Warning::YearEarly)
    } else if recorded > year {
        Some(Warning::YearFuture)
    } else {
        None
    }
}
