//! Characters of text as people type and paste it, in UTF-16 code units.

/// The digit, if it is one: ASCII, full-width, Arabic, Persian or Devanagari.
pub(crate) fn digit(unit: u16) -> Option<u16> {
    [0x30, 0xff10, 0x660, 0x6f0, 0x966].iter().map(|zero| unit.wrapping_sub(*zero)).find(|value| *value < 10)
}

/// A space, a dash or something invisible: what may stand between the groups of a number.
pub(crate) fn is_separator(unit: u16) -> bool {
    matches!(
        unit,
        0x09..=0x0d | 0x20 | 0x2d | 0x85 | 0xa0 | 0xad | 0x1680 | 0x180e // spaces, hyphens
            | 0x2000..=0x2015 | 0x2028..=0x202f | 0x205f..=0x2069 // spaces, zero-width, dashes, marks of direction
            | 0x2212 | 0x3000 | 0xfe58 | 0xfe63 | 0xfeff | 0xff0d
    )
}

/// A full stop, narrow or wide.
pub(crate) fn is_dot(unit: u16) -> bool {
    matches!(unit, 0x2e | 0xff0e)
}

/// Latin or Cyrillic.
pub(crate) fn is_letter(unit: u16) -> bool {
    matches!(unit, 0x41..=0x5a | 0x61..=0x7a | 0x400..=0x4ff | 0xff21..=0xff3a | 0xff41..=0xff5a)
}

/// The letter as a narrow Latin capital where it is one or looks like one, any other Cyrillic letter as a capital,
/// `ё` as `Е`. The letter O is left alone: in a number it is as likely a zero, and that is not for us to guess.
pub(crate) fn fold(unit: u16) -> u16 {
    let narrow = if matches!(unit, 0xff21..=0xff5a) { unit - 0xfee0 } else { unit };
    let capital = match narrow {
        0x61..=0x7a | 0x430..=0x44f => narrow - 0x20,
        0x401 | 0x451 => 0x415,
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
    u16::from(twin)
}
