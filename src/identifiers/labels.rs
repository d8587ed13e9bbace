//! Words that announce an identifier.

use super::kind::Kind;
use super::letters::fold;

/// Labels of each kind, each with a space after it. The last row has what announces a number that is no identifier.
const LABELS: [(Option<Kind>, &str); 14] = [
    (Some(Kind::Inn), "ИНН INN "),
    (Some(Kind::Kpp), "КПП KPP "),
    (Some(Kind::Ogrn), "ОГРН OGRN "),
    (Some(Kind::Ogrnip), "ОГРНИП OGRNIP "),
    (Some(Kind::Grn), "ГРН GRN "),
    (Some(Kind::Grnip), "ГРНИП GRNIP "),
    (Some(Kind::Snils), "СНИЛС SNILS "),
    (Some(Kind::Bik), "БИК BIK BIC "),
    (Some(Kind::Account), "СЧЕТА СЧЕТ Р/СЧ К/СЧ Р/С К/С ACCOUNT РАСЧЕТНЫЙ КОРРЕСПОНДЕНТСКИЙ КАЗНАЧЕЙСКИЙ КОРР НОМЕР "),
    (Some(Kind::Okpo), "ОКПО OKPO "),
    (Some(Kind::Oktmo), "ОКТМО OKTMO "),
    (Some(Kind::Okato), "ОКАТО OKATO "),
    (Some(Kind::Okved), "ОКВЭД OKVED "),
    (None, "ТЕЛ ТЕЛЕФОН Т ФАКС МОБ TEL PHONE FAX "),
];

/// The longest label at the beginning of the text: what it announces, and its length. With `only`, a label of that kind.
pub(crate) fn leading(text: &[u16], only: Option<Kind>, ends: impl Fn(u16) -> bool) -> Option<(Option<Kind>, usize)> {
    let mut longest = None;
    let mut best = 0;
    for (kind, labels) in LABELS {
        if only.is_some() && only != kind {
            continue;
        }
        let mut length = 0;
        let mut fits = true;
        for known in labels.chars() {
            if known != ' ' {
                fits &= text.get(length).is_some_and(|unit| fold(*unit) == fold(known as u16));
                length += 1;
                continue;
            }
            if fits && length > best && text.get(length).is_none_or(|unit| ends(*unit)) {
                best = length;
                longest = Some((kind, length));
            }
            length = 0;
            fits = true;
        }
    }
    longest
}
