//! СНИЛС: item 8 of the Pension Fund's rules for checking reports. The control number is the sum of the digits times
//! their places from the end, modulo 101, of which the two lowest digits count (100 gives 00).

use super::digits::{BY_101, Controls, TENS_BY_101};
use super::line::{Line, number};

const PLACES: &[u8] = &[9, 8, 7, 6, 5, 4, 3, 2, 1];

pub(super) const CONTROLS: Controls = Controls::new([PLACES, PLACES], [&TENS_BY_101, &BY_101], [9, 10]);

/// Numbers up to 001-001-998 have no control number that is checked: their [order](super::digits::order), all of which begin with a 0.
pub(super) const LAST_UNCHECKED: u64 = u64::from_be_bytes(*b"01001998");

/// The order of the number that nobody has, 000-000-000.
pub(super) const NONE: u64 = u64::from_be_bytes(*b"00000000");

/// Whether the number has a control number that is checked.
pub(super) fn is_checked(snils: &Line) -> bool {
    number(snils, 0..9) > 1_001_998
}
