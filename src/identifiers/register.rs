//! Numbers of the state registers: ОГРН and ГРН (ЕГРЮЛ), ОГРНИП and ГРНИП (ЕГРИП). Order of the Ministry of Finance of
//! 30.10.2017 № 165н, item 7.
//!
//! The control digit is the lowest digit of a remainder by 11 or 13. Weighing each digit with the remainder of its power
//! of ten gives the same remainder without a division of the whole number.

use super::digits::{Digits, Weights};
use super::failure::Fault;
use super::report::{Report, Value, slice};
use super::text::{Code, Warning};

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

pub(super) fn layout(value: &[u8]) -> &'static [u8] {
    match (value.first(), value.len()) {
        (Some(b'1' | b'5'), 13) => b"recordKind=ogrn;3region2sequence7",
        (_, 13) => b"recordKind=grn;3region2sequence7",
        (Some(b'3'), _) => b"recordKind=ogrnip;3region2sequence9",
        _ => b"recordKind=grnip;3region2sequence9",
    }
}

pub(super) fn describe(value: &[u8], year: u16, report: &mut impl Report) {
    let recorded = slice(value, 1, 3)
        .iter()
        .fold(20, |number, digit| number * 10 + usize::from(digit & 15));
    report.part(b"year", Value::Number(recorded));
    // The registers began with 2002 and 2004.
    if recorded < if value.len() == 13 { 2002 } else { 2004 } {
        report.warning(Warning::YearEarly);
    } else if recorded > usize::from(year) {
        report.warning(Warning::YearFuture);
    }
}
