//! Characters of text as people type and paste it, in UTF-16 code units.

pub(crate) const SPACE: u16 = 0x20;
pub(crate) const DOT: u16 = 0x2e;
pub(crate) const TAB: u16 = 9;
pub(crate) const NEWLINE: u16 = 10;

/// The character in its plainest form. Digits (full-width, Arabic, Persian) become ASCII; spaces, dashes and what is
/// invisible become a space, control characters stay; letters become capitals, and Latin where they are or look Latin, `ё`
/// becomes `Е`. The letter O is left alone: in a number it is as likely a zero, and that is not for us to guess.
pub(crate) const fn fold(unit: u16) -> u16 {
    let narrow = if matches!(unit, 0xff01..=0xff5e) { unit - 0xfee0 } else { unit };
    let capital = match narrow {
        0x61..=0x7a | 0x430..=0x44f => narrow - 0x20,
        0x401 | 0x451 => 0x415,
        0x660..=0x669 | 0x6f0..=0x6f9 => narrow & 15 | 0x30,
        0x2d | 0xa0 | 0xad // hyphens, no-break space
            | 0x2000..=0x2015 | 0x2028..=0x202f | 0x205f..=0x206f // spaces, dashes, zero-width, marks of direction
            | 0x2212 | 0x3000 | 0xfeff => SPACE,
        _ => narrow,
    };
    // АВЕКМНРСТХ
    let twin = match capital {
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
        _ => return capital,
    };
    twin as u16
}

/// Whether a folded character is a digit.
pub(crate) fn is_digit(folded: u16) -> bool {
    matches!(folded, 0x30..=0x39)
}

/// Whether a folded character is a letter, Latin or Cyrillic.
pub(crate) fn is_letter(folded: u16) -> bool {
    matches!(folded, 0x41..=0x5a | 0x400..=0x4ff)
}

/// The code unit at this place; 0 behind the end.
pub(crate) fn unit(text: &[u16], at: usize) -> u16 {
    text.get(at).copied().unwrap_or_default()
}
