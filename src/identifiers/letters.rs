//! Characters of text as people type and paste it, in UTF-16 code units.

/// The digit, if it is one: ASCII, full-width, Arabic or Persian.
pub(crate) fn digit(unit: u16) -> Option<u16> {
    match unit {
        0x30..=0x39 => Some(unit - 0x30),
        0x660..=0x669 => Some(unit - 0x660),
        0x6f0..=0x6f9 => Some(unit - 0x6f0),
        0xff10..=0xff19 => Some(unit - 0xff10),
        _ => None,
    }
}

/// A space, a dash or something invisible: what may stand between the groups of a number.
pub(crate) fn is_separator(unit: u16) -> bool {
    matches!(
        unit,
        0..=0x20 | 0x2d | 0xa0 | 0xad // spaces, hyphens
            | 0x2000..=0x2015 | 0x2028..=0x202f | 0x205f..=0x206f // spaces, dashes, zero-width, marks of direction
            | 0x2212 | 0x3000 | 0xfeff | 0xff0d
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
    let narrow = if matches!(unit, 0xff21..=0xff5a) {
        unit - 0xfee0
    } else {
        unit
    };
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

/// The code unit at this place; 0 behind the end.
pub(crate) fn unit(text: &[u16], at: usize) -> u16 {
    text.get(at).copied().unwrap_or_default()
}
