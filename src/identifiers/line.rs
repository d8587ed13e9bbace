//! A value as the checks look at it: at the beginning of 32 bytes. Nothing valid is longer, and with a fixed length there are
//! no bounds to check.
//!
//! An account is followed by one of the characters space, tab, `,`, `;`, `/`, and the БИК of where it is kept.

use core::ops::Range;

use super::text::Kind;

/// The longest identifier. What comes later in a longer value is not looked at.
pub(crate) const LONGEST: usize = 20;

/// How much of a line is looked at.
pub(crate) const LINE: usize = 32;

/// A length that nothing valid has, whether it is an account that a БИК follows or not.
pub(crate) const LONG: usize = LONGEST + 5;

/// Where the БИК of an account begins.
pub(crate) const BIK: usize = LONGEST + 1;

/// The value. What lies behind it does not matter: the length is known besides.
pub(crate) type Line = [u8; LINE];

/// The beginning of a text, and how long the text is, as far as that matters.
pub(crate) fn line(text: &[u8]) -> (Line, usize) {
    let mut line = [0; LINE];
    for (place, byte) in line.iter_mut().zip(text) {
        *place = *byte;
    }
    (line, text.len().min(LINE))
}

/// A value, which has nothing else on its line, and for an account the БИК.
pub(crate) fn value(kind: Kind, value: &[u8], bik: &[u8]) -> (Line, usize) {
    let (mut line, mut length) = line(value);
    if kind == Kind::Account && length == LONGEST {
        for (place, byte) in line.iter_mut().skip(LONGEST).zip(b" ".iter().chain(bik)) {
            *place = *byte;
        }
        length = (BIK + bik.len()).min(LINE);
    } else if let Some(after) = line.get_mut(LONGEST) {
        *after = 0;
    }
    (line, length)
}

/// The number that some digits of the line are.
#[inline(never)]
pub(crate) fn number(line: &Line, digits: Range<usize>) -> u32 {
    let digits = line.get(digits).unwrap_or_default();
    digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit & 15))
}
