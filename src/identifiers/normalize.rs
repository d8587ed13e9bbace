//! Clean-up of typed and pasted values. It only removes what cannot belong to the number and never guesses: no zero is
//! added, no letter becomes a digit, an unknown character stays for the check to refuse.

use super::kind::Kind;
use super::labels;
use super::letters::{digit, fold, is_dot, is_separator};

/// Longer texts are left as they are: no label and grouping make a value that long.
pub(crate) const LIMIT: usize = 4096;

/// Cleans up a value: removes spaces, dashes, invisible characters, dots (not in ОКВЭД) and a label of the kind in front
/// («ИНН:», «р/с №»), turns digits of other scripts into ASCII, and in КПП and accounts, which may have letters, letters
/// into Latin capitals, those that look like Latin ones included.
///
/// Whatever is left over stays, so that the check refuses it: `+7707083893` does not become valid. Applying it twice
/// changes nothing more.
pub fn normalize(kind: Kind, text: &str) -> String {
    let mut units: Vec<u16> = text.encode_utf16().collect();
    if units.len() > LIMIT {
        return text.to_owned();
    }
    let cleaned = normalize_units(kind, &mut units);
    String::from_utf16_lossy(units.get(cleaned).unwrap_or_default())
}

/// Does it in place and returns where the result is.
pub(crate) fn normalize_units(kind: Kind, text: &mut [u16]) -> core::ops::Range<usize> {
    let mut len = 0;
    for read in 0..text.len() {
        let unit = text.get(read).copied().unwrap_or_default();
        if let Some(cleaned) = clean(kind, unit)
            && let Some(place) = text.get_mut(len)
        {
            *place = cleaned;
            len += 1;
        }
    }
    let mut start = 0;
    let rest = |start| text.get(start..len).unwrap_or_default();
    while let Some((_, length)) = labels::leading(rest(start), Some(kind), |_| true) {
        start += length;
        start += match rest(start) {
            // N, No
            [0x4e | 0x6e, 0x4f | 0x6f, ..] => 2,
            [0x4e | 0x6e, ..] => 1,
            _ => 0,
        };
        // : # = №
        start += rest(start).iter().take_while(|unit| matches!(unit, 0x3a | 0x23 | 0x3d | 0x2116)).count();
    }
    start..len
}

/// The character as it is in a clean value, if it belongs there at all.
pub(crate) fn clean(kind: Kind, unit: u16) -> Option<u16> {
    if is_separator(unit) {
        None
    } else if is_dot(unit) {
        (kind == Kind::Okved).then_some(0x2e)
    } else if let Some(value) = digit(unit) {
        Some(0x30 + value)
    } else if matches!(kind, Kind::Kpp | Kind::Account) {
        Some(fold(unit))
    } else {
        Some(unit)
    }
}
