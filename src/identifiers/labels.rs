//! Words that announce an identifier.

use super::letters::{fold, is_letter, unit};
use super::text::Kind;

/// The labels of each kind, a line each in the order of the kinds, with a space after each label. The last line has what
/// announces a number that is no identifier.
const LABELS: &str = "ИНН INN \n\
    КПП KPP \n\
    ОГРН OGRN \n\
    ОГРНИП OGRNIP \n\
    ГРН GRN \n\
    ГРНИП GRNIP \n\
    СНИЛС SNILS \n\
    БИК BIK BIC \n\
    СЧЕТА СЧЕТ Р/СЧ К/СЧ Р/С К/С ACCOUNT РАСЧЕТНЫЙ КОРРЕСПОНДЕНТСКИЙ КАЗНАЧЕЙСКИЙ КОРР НОМЕР \n\
    ОКПО OKPO \n\
    ОКТМО OKTMO \n\
    ОКАТО OKATO \n\
    ОКВЭД OKVED \n\
    ТЕЛ ТЕЛЕФОН Т ФАКС МОБ TEL PHONE FAX ";

/// A label: what it announces, if that is an identifier, and its length in UTF-16 code units.
#[derive(Clone, Copy)]
pub(crate) struct Label {
    pub(crate) kind: Option<Kind>,
    pub(crate) length: usize,
}

/// The longest label at this place of the text; without `only` any that is a whole word, otherwise one of that kind.
#[inline(never)]
pub(crate) fn label_at(text: &[u16], at: usize, only: Option<Kind>) -> Option<Label> {
    let mut longest = Label {
        kind: None,
        length: 0,
    };
    let mut row = 0;
    let mut length = 0;
    let mut matches = true;
    let mut lead = 0;
    for byte in LABELS.bytes() {
        // Only ASCII and two-byte characters, by hand: the decoder of the standard library is as large as all of this.
        let character = match byte {
            0xc0.. => {
                lead = u16::from(byte & 31) << 6;
                continue;
            }
            0x80.. => lead | u16::from(byte & 63),
            _ => u16::from(byte),
        };
        let next = fold(unit(text, at + length));
        match byte {
            b'\n' => row += 1,
            b' ' => {
                let kind = Kind::from_index(row);
                let suits = if only.is_some() {
                    only == kind
                } else {
                    !is_letter(next)
                };
                if matches && suits && length > longest.length {
                    longest = Label { kind, length };
                }
                length = 0;
                matches = true;
            }
            _ => {
                matches &= next == fold(character);
                length += 1;
            }
        }
    }
    (longest.length > 0).then_some(longest)
}
