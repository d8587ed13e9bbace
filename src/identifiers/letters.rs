//! Characters of text as people type and paste it, folded into a byte each.

pub(crate) const SPACE: u8 = b' ';

/// Cyrillic letters begin here, with U+0400.
const CYRILLIC: u8 = 0x80;
/// Cyrillic letters that have no byte of their own.
const RARE: u8 = 0xfe;
/// Whatever is no letter and has no byte of its own.
const OTHER: u8 = 0xff;

/// The character in its plainest form. Digits (full-width, Arabic, Persian) become ASCII; spaces, dashes and what is
/// invisible become a space, № a colon, control characters stay; letters become capitals, and Latin where they are or look
/// Latin, `ё` becomes `Е`. The letter O is left alone: in a number it is as likely a zero, and that is not for us to guess.
pub(crate) const fn fold(unit: u16) -> u8 {
    let narrow = if matches!(unit, 0xff01..=0xff5e) { unit - 0xfee0 } else { unit };
    let capital = match narrow {
        0x61..=0x7a | 0x430..=0x44f => narrow - 0x20,
        0x401 | 0x451 => 0x415,
        0x660..=0x669 | 0x6f0..=0x6f9 => narrow & 15 | 0x30,
        0x2d | 0xa0 | 0xad // hyphens, no-break space
            | 0x2000..=0x2015 | 0x2028..=0x202f | 0x205f..=0x206f // spaces, dashes, zero-width, marks of direction
            | 0x2212 | 0x3000 | 0xfeff => 0x20,
        0x2116 => 0x3a,
        _ => narrow,
    };
    // АВЕКМНРСТХ
    match capital {
        0x410 => b'A',
        0x412 => b'B',
        0x415 => b'E',
        0x41a => b'K',
        0x41c => b'M',
        0x41d => b'H',
        0x420 => b'P',
        0x421 => b'C',
        0x422 => b'T',
        0x425 => b'X',
        0..=0x7f => capital as u8,
        0x400..=0x47d => capital as u8 | CYRILLIC,
        0x47e..=0x4ff => RARE,
        _ => OTHER,
    }
}

/// The folded character as it is in a clean value, if it has one form.
pub(crate) fn unfold(folded: u8) -> Option<u16> {
    match folded {
        0..CYRILLIC => Some(folded.into()),
        CYRILLIC..RARE => Some(u16::from(folded) + 0x380),
        _ => None,
    }
}

/// Whether a folded character is a digit.
pub(crate) fn is_digit(folded: u8) -> bool {
    folded.is_ascii_digit()
}

/// Whether a folded character is a letter, Latin or Cyrillic.
pub(crate) fn is_letter(folded: u8) -> bool {
    matches!(folded, b'A'..=b'Z' | CYRILLIC..=RARE)
}

/// The folded character at this place; 0 behind the end.
pub(crate) fn at(text: &[u8], place: usize) -> u8 {
    text.get(place).copied().unwrap_or_default()
}

/// How many characters a text of ASCII and Cyrillic letters has.
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

/// A text of ASCII and Cyrillic letters, folded.
pub(crate) const fn folded<const COUNT: usize>(text: &str) -> [u8; COUNT] {
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
        *place = fold(unit);
        places = other_places;
    }
    bytes
}
