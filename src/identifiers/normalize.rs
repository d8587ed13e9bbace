//! Clean-up of typed and pasted values. It only removes what cannot belong to the number and never guesses: no zero is
//! added, no letter becomes a digit, an unknown character stays for the check to refuse.

use super::labels::label_at;
use super::letters::{DOT, SPACE, fold, is_digit, unit};
use super::text::Kind;

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
    let mut end = 0;
    for read in 0..text.len() {
        if let Some(cleaned) = clean(kind, unit(text, read))
            && let Some(place) = text.get_mut(end)
        {
            *place = cleaned;
            end += 1;
        }
    }
    let text = text.get(..end).unwrap_or_default();
    let mut start = 0;
    while let Some(label) = label_at(text, start, Some(kind)) {
        start += label.length;
        // N, No
        if unit(text, start) | 0x20 == 0x6e {
            start += 1;
            start += usize::from(unit(text, start) | 0x20 == 0x6f);
        }
        // : # = №
        while matches!(unit(text, start), 0x3a | 0x23 | 0x3d | 0x2116) {
            start += 1;
        }
    }
    start..end
}

/// The character as it is in a clean value, if it belongs there at all.
pub(crate) fn clean(kind: Kind, unit: u16) -> Option<u16> {
    let folded = fold(unit);
    match folded {
        0..=SPACE => None,
        DOT => (kind == Kind::Okved).then_some(DOT),
        _ if is_digit(folded) || matches!(kind, Kind::Kpp | Kind::Account) => Some(folded),
        _ => Some(unit),
    }
}
