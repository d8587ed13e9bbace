//! Words that announce an identifier.

use super::letters::{at, count, folded, is_letter};
use super::text::Kind;

/// The labels of each kind, a line each in the order of the kinds, with a space after each label. The last line has what
/// announces a number that is no identifier.
const TEXT: &str = "ИНН INN \n\
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

/// The same, folded.
static LABELS: [u8; count(TEXT)] = folded(TEXT);

/// A label: what it announces, if that is an identifier, and its length in UTF-16 code units.
#[derive(Clone, Copy)]
pub(crate) struct Label {
    pub(crate) kind: Option<Kind>,
    pub(crate) length: usize,
}

/// The longest label at this place of the folded text; without `only` any that is a whole word, otherwise one of that kind.
#[inline(never)]
pub(crate) fn label_at(text: &[u8], place: usize, only: Option<Kind>) -> Option<Label> {
    let mut longest = Label { kind: None, length: 0 };
    let mut row = 0;
    let mut length = 0;
    let mut matches = true;
    for byte in &LABELS {
        let character = at(text, place + length);
        match *byte {
            b'\n' => row += 1,
            b' ' => {
                let kind = Kind::from_index(row);
                let suits = if only.is_some() { only == kind } else { !is_letter(character) };
                if matches && suits && length > longest.length {
                    longest = Label { kind, length };
                }
                length = 0;
                matches = true;
            }
            byte => {
                matches &= character == byte;
                length += 1;
            }
        }
    }
    (longest.length > 0).then_some(longest)
}
