//! Folded text of ASCII and Cyrillic letters with a byte per character, half of what UTF-8 takes: bytes from 128 on are the
//! characters from U+0400 on.

use super::letters::fold;

/// How many characters the text has.
pub(crate) const fn count(text: &str) -> usize {
    let mut count = 0;
    let mut rest = text.as_bytes();
    while let [byte, after @ ..] = rest {
        // What continues a character is no further one.
        count += (*byte & 0xc0 != 0x80) as usize;
        rest = after;
    }
    count
}

/// The text with a byte per character, folded.
pub(crate) const fn encode<const COUNT: usize>(text: &str) -> [u8; COUNT] {
    let mut bytes = [0; COUNT];
    let mut places = bytes.as_mut_slice();
    let mut text = text.as_bytes();
    while let (Some((place, other_places)), [first, after @ ..]) = (places.split_first_mut(), text) {
        let mut unit = *first as u16;
        text = after;
        if unit >= 0xc0
            && let [second, after @ ..] = after
        {
            unit = (unit & 31) << 6 | *second as u16 & 63;
            text = after;
        }
        *place = byte(fold(unit));
        places = other_places;
    }
    bytes
}

/// The byte of a character; 255 for those that have none.
pub(crate) const fn byte(unit: u16) -> u8 {
    match unit {
        0..=0x7f => unit as u8,
        0x400..=0x47e => unit as u8 | 0x80,
        _ => 255,
    }
}
