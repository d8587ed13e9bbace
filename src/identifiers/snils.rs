//! СНИЛС: item 8 of the Pension Fund's rules for checking reports. The control number is the sum of the digits times
//! their places from the end, modulo 101, of which the two lowest digits count (100 gives 00).

use super::digits::{Digits, Weights};
use super::failure::Fault;
use super::text::Code;

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
    snils > b"00100199899".as_slice()
}
