//! ОКПО: method of control numbers of the all-Russian classifiers (ПР 50.1.024). Weights 1…10 from the left, modulo 11; on a
//! remainder of 10 a second pass with the weights two further (3…10, 1, 2), where 10 gives 0. The period of the weights
//! is ten, so the ninth digit of a 10-digit code weighs 1 in the second pass.

use super::digits::{Digits, Weights};
use super::failure::Fault;

const FIRST_OF_8: Weights = Weights::new([1, 2, 3, 4, 5, 6, 7, 0], [0; 8]);
const SECOND_OF_8: Weights = Weights::new([3, 4, 5, 6, 7, 8, 9, 0], [0; 8]);
const FIRST_OF_10: Weights = Weights::new([1, 2, 3, 4, 5, 6, 7, 8], [9, 0, 0, 0, 0, 0, 0, 0]);
const SECOND_OF_10: Weights = Weights::new([3, 4, 5, 6, 7, 8, 9, 10], [1, 0, 0, 0, 0, 0, 0, 0]);

pub(super) fn verify(digits: Digits, length: usize) -> Result<(), Fault> {
    // A separate unit has the 8 digits of its organisation and 6 of its own.
    let (first, second, place) = match length {
        10 => (&FIRST_OF_10, &SECOND_OF_10, 9),
        _ => (&FIRST_OF_8, &SECOND_OF_8, 7),
    };
    let mut expected = digits.weigh(first) % 11;
    if expected == 10 {
        expected = digits.weigh(second) % 11 % 10;
    }
    digits.control(place, expected)
}
