//! ИНН: order of the tax service (ФНС) of 26.06.2025 № ЕД-7-14/559@; the control digits are those of 2004.
//!
//! Any region from 01 to 99 occurs in the registers (abolished ones, a second series of Moscow), so only 00 is refused.
//! Since 2026 the third and fourth digits are an index and no longer a tax office, and old numbers cannot be told from
//! new ones; hence no part of an ИНН is called a tax office.

use super::digits::{Digits, Weights};
use super::failure::Fault;
use super::text::Code;

const TEN: Weights = Weights::new([2, 4, 10, 3, 5, 9, 4, 6], [8, 0, 0, 0, 0, 0, 0, 0]);
const ELEVENTH: Weights = Weights::new([7, 2, 4, 10, 3, 5, 9, 4], [6, 8, 0, 0, 0, 0, 0, 0]);
const TWELFTH: Weights = Weights::new([3, 7, 2, 4, 10, 3, 5, 9], [4, 6, 8, 0, 0, 0, 0, 0]);

pub(super) fn verify(digits: Digits, length: usize) -> Result<(), Fault> {
    if digits.has_zeros(0) {
        return Err(Fault::new(Code::Region, 0));
    }
    if length == 10 {
        return digits.control(9, digits.weigh(&TEN) % 11 % 10);
    }
    digits.control(10, digits.weigh(&ELEVENTH) % 11 % 10)?;
    digits.control(11, digits.weigh(&TWELFTH) % 11 % 10)
}

/// Whether the number belongs to a foreign organisation. `9901` is Baikonur and not foreign.
pub(super) fn is_foreign(inn: &[u8]) -> bool {
    inn.len() == 10 && inn.starts_with(b"9909")
}
