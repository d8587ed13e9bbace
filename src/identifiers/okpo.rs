//! ОКПО: method of control numbers of the all-Russian classifiers (ПР 50.1.024). Weights 1…10 from the left, modulo 11; on a
//! remainder of 10 a second pass with the weights two further (3…10, 1, 2), where 10 gives 0. The period of the weights
//! is ten, so the ninth digit of a 10-digit code weighs 1 in the second pass.

use super::digits::Controls;

/// Of 14 digits, too: a separate unit has the 8 digits of its organisation and 6 of its own.
pub(super) const OF_8: Controls = Controls::by_11_again(&[1, 2, 3, 4, 5, 6, 7], &[3, 4, 5, 6, 7, 8, 9]);
pub(super) const OF_10: Controls = Controls::by_11_again(&[1, 2, 3, 4, 5, 6, 7, 8, 9], &[3, 4, 5, 6, 7, 8, 9, 10, 1]);
