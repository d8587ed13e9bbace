//! Clean-up of typed and pasted values. It only removes what cannot belong to the number and never guesses: no zero is
//! added, no letter becomes a digit, an unknown character stays for the check to refuse.

use super::labels::label_at;
use super::letters::{SPACE, at, fold, is_digit, is_letter, unfold};
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
    let mut folded = vec![0; units.len()];
    let cleaned = normalize_units(kind, &mut units, &mut folded);
    String::from_utf16_lossy(units.get(cleaned).unwrap_or_default())
}

/// Does it in place and returns where the result is. `folded` has room for the text once more.
pub(crate) fn normalize_units(kind: Kind, text: &mut [u16], folded: &mut [u8]) -> core::ops::Range<usize> {
    let mut end = 0;
    for read in 0..text.len() {
        if let Some(cleaned) = clean(kind, text.get(read).copied().unwrap_or_default())
            && let (Some(place), Some(folded)) = (text.get_mut(end), folded.get_mut(end))
        {
            *place = cleaned;
            *folded = fold(cleaned);
            end += 1;
        }
    }
    let folded = folded.get(..end).unwrap_or_default();
    let mut start = 0;
    while let Some(label) = label_at(folded, start, Some(kind)) {
        start += label.length;
        // N, No
        if at(folded, start) == b'N' {
            start += 1;
            start += usize::from(at(folded, start) == b'O');
        }
        while matches!(at(folded, start), b':' | b'#' | b'=') {
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
        b'.' => (kind == Kind::Okved).then_some(b'.'.into()),
        _ if is_digit(folded) || is_letter(folded) && matches!(kind, Kind::Kpp | Kind::Account) => {
            unfold(folded).or(Some(unit))
        }
        _ => Some(unit),
    }
}
