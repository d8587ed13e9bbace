//! СНИЛС: item 8 of the Pension Fund's rules for checking reports. The control number is the sum of the digits times
//! their places from the end, modulo 101, of which the two lowest digits count (100 gives 00).

use super::digits::{Digits, Weights};
use super::failure::Fault;
use super::report::{Report, Value, slice};
use super::text::{Code, Warning};

const PLACES: Weights = Weights::new([9, 8, 7, 6, 5, 4, 3, 2], [1, 0, 0, 0, 0, 0, 0, 0]);

pub(super) fn verify(digits: Digits) -> Result<(), Fault> {
    if digits.has_zeros(0) && digits.at(2) <= 1 {
        let number = (0..9).fold(0, |number, place| number * 10 + digits.at(place));
        if number == 0 && digits.has_zeros(9) {
            return Err(Fault::new(Code::Unassigned, 0));
        }
        if number <= 1_001_998 {
            return Ok(());
        }
    }
    let expected = digits.weigh(&PLACES) % 101 % 100;
    digits.control(9, expected / 10)?;
    digits.control(10, expected % 10)
}

/// Numbers up to 001-001-998 have no control number that is checked.
pub(super) fn is_checked(snils: &[u8]) -> bool {
    slice(snils, 0, 9) > b"001001998"
}

pub(super) fn layout(value: &[u8]) -> &'static [u8] {
    if is_checked(value) {
        b"checked!"
    } else {
        b"checked?"
    }
}

pub(super) fn describe(value: &[u8], report: &mut impl Report) {
    let mut formatted = *b"000-000-000 00";
    let places = formatted.iter_mut().filter(|byte| **byte == b'0');
    for (place, byte) in places.zip(value) {
        *place = *byte;
    }
    report.part(b"formatted", Value::Text(&formatted));
    if !is_checked(value) {
        report.warning(Warning::Unchecked);
    }
}
