//! Numbers of the state registers: ОГРН and ГРН (ЕГРЮЛ), ОГРНИП and ГРНИП (ЕГРИП). Order of the Ministry of Finance of
//! 30.10.2017 № 165н, item 7.
//!
//! The control digit is the lowest digit of a remainder by 11 or 13. Weighing each digit with the remainder of its power
//! of ten gives the same remainder without a division of the whole number.

use super::digits::{Digits, Weights};
use super::failure::{Code, Fault, Warning};
use super::report::{Report, slice};

const MOD_11: Weights = Weights::new([[10, 1, 10, 1, 10, 1, 10, 1], [10, 1, 10, 1, 0, 0, 0, 0], [0; 8]]);
const MOD_13: Weights = Weights::new([[10, 1, 4, 3, 12, 9, 10, 1], [4, 3, 12, 9, 10, 1, 0, 0], [0; 8]]);

#[inline(always)]
pub(super) fn verify(digits: &Digits) -> Result<(), Fault> {
    if digits.pair(3) == 0 {
        return Err(Fault::new(Code::Region, 3));
    }
    if digits.len() == 13 {
        digits.control(12, digits.weigh(&MOD_11) % 11 % 10)
    } else {
        digits.control(14, digits.weigh(&MOD_13) % 13 % 10)
    }
}

pub(super) fn describe(value: &[u8], year: Option<u16>, report: &mut impl Report) {
    let entrepreneur = value.len() == 15;
    let record: &[u8] = match (value.first(), entrepreneur) {
        (Some(b'1' | b'5'), false) => b"ogrn",
        (_, false) => b"grn",
        (Some(b'3'), true) => b"ogrnip",
        (_, true) => b"grnip",
    };
    report.text("recordKind", record);
    let recorded = slice(value, 1, 3).iter().fold(20, |number, digit| number * 10 + u32::from(digit & 15));
    report.number("year", recorded);
    report.text("region", slice(value, 3, 5));
    report.text("sequence", slice(value, 5, value.len() - 1));
    if recorded < if entrepreneur { 2004 } else { 2002 } {
        report.warning(Warning::YearEarly);
    } else if year.is_some_and(|year| recorded > u32::from(year)) {
        report.warning(Warning::YearFuture);
    }
}
