//! What may be asked: the provider's rules, checked before anything is paid for. A text that looks right and is not (a Latin
//! letter in a Russian name) finds nothing, which must not be taken for a debtor without debts.

use super::normalise::text::number;
use crate::error::{Cause, Words};
use crate::identifiers::{self, Kind};
use crate::operation::Checked;
use crate::providers::even::text::{date, in_small, is_digits};

/// Kinds of writs by the provider's numbers; 9, 14 and 15 are not given.
pub(super) const DOCUMENT_TYPES: &[&str] =
    &["1", "2", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13", "16", "17", "18", "19"];

/// The longest text that is sent, in bytes; longer is no name.
const LONGEST: usize = 500;

fn broken(code: &'static str, en: &'static str, ru: &'static str) -> Cause {
    Cause::InputValue { code, words: Words { en, ru } }
}

fn characters(en: &'static str, ru: &'static str) -> Cause {
    broken("characters", en, ru)
}

/// One part of a person's name.
pub(super) fn name(text: &str) -> Result<String, Cause> {
    let words = plain(text, Marks::Refused).ok_or_else(|| {
        characters(
            "only letters, digits and hyphens are allowed, and no letters of two alphabets in one word",
            "допустимы только буквы, цифры и дефис, без смешения латиницы и кириллицы в одном слове",
        )
    })?;
    if words.as_bytes().contains(&b' ') {
        return Err(characters(
            "one word is expected; join several with a hyphen",
            "нужно одно слово; несколько соедините дефисом",
        ));
    }
    Ok(words)
}

/// The whole name of a person.
pub(super) fn full_name(text: &str) -> Result<String, Cause> {
    plain(text, Marks::Refused).ok_or_else(|| {
        characters(
            "only letters, digits, hyphens and spaces are allowed, and no letters of two alphabets in one word",
            "допустимы только буквы, цифры, дефис и пробел, без смешения латиницы и кириллицы в одном слове",
        )
    })
}

/// Name or address of an organisation.
pub(super) fn legal_name(text: &str) -> Result<String, Cause> {
    plain(text, Marks::LeftOut).ok_or_else(|| {
        characters(
            "only letters, digits, hyphens and spaces are allowed, and at least one letter or digit is needed",
            "допустимы только буквы, цифры, дефис и пробел, нужна хотя бы одна буква или цифра",
        )
    })
}

/// `DD.MM.YYYY`, of that or of `YYYY-MM-DD`. Whether the day is yet to come is not looked at: there is no clock here.
pub(super) fn day_of_birth(text: &str) -> Result<String, Cause> {
    let iso = date(text.trim()).filter(|iso| iso.as_str() >= "1850-01-01").unwrap_or_default();
    match (iso.get(..4), iso.get(5..7), iso.get(8..)) {
        (Some(year), Some(month), Some(day)) => Ok([day, ".", month, ".", year].concat()),
        _ => Err(broken(
            "date",
            "a day of the calendar is expected, YYYY-MM-DD or DD.MM.YYYY",
            "ожидается существующая дата, ГГГГ-ММ-ДД или ДД.ММ.ГГГГ",
        )),
    }
}

/// `-1`, or up to three digits. Numbers that no table has are let through: the provider's list has grown before.
pub(super) fn region(text: &str) -> Result<String, Cause> {
    let text = text.trim();
    let fits = text == "-1" || is_digits(text) && text.len() <= 3;
    fits.then(|| text.to_owned()).ok_or_else(|| {
        broken("region", "a number of a region is expected, or -1 for all", "ожидается номер региона или -1 для всех")
    })
}

/// The same without `-1`.
pub(super) fn one_region(text: &str) -> Result<String, Cause> {
    region(text).ok().filter(|region| region != "-1").ok_or_else(|| {
        broken(
            "region",
            "one region is expected: the provider does not find documents without it",
            "нужен один регион: без него поставщик не находит документы",
        )
    })
}

/// ИНН of an organisation.
pub(super) fn inn(text: &str) -> Result<String, Cause> {
    identifiers::check(Kind::Inn, text, &identifiers::Context::default()).map_err(Cause::Identifier)?;
    if text.len() != 10 {
        return Err(broken(
            "length",
            "ИНН of an organisation is expected, 10 digits; search persons by name",
            "ожидается ИНН организации, 10 цифр; людей ищите по имени",
        ));
    }
    Ok(text.to_owned())
}

/// A number of a proceeding. Spaces go, dashes become hyphens, and «-ИП» is recognised in small letters and in Latin ones.
pub(super) fn proceeding(text: &str) -> Result<String, Cause> {
    let mut spelled = String::new();
    let mut is_kind = false;
    for letter in text.chars() {
        let Some(letter) = significant(letter) else { continue };
        spelled.push(match letter {
            'И' | 'и' | 'I' | 'i' | 'U' | 'u' if is_kind => 'И',
            'П' | 'п' | 'P' | 'p' | 'Р' | 'р' | 'N' | 'n' if is_kind => 'П',
            other => other,
        });
        is_kind |= letter == '-';
    }
    let fits = number(&spelled).is_some_and(|number| matches!(number.kind, "ИП" | ""));
    if fits {
        return Ok(spelled);
    }
    Err(broken(
        "number",
        "a number of a proceeding is expected, 12345/24/23072-ИП or 12345/08/12/23; joint ones (-СД, -СВ) cannot be searched",
        "ожидается номер производства, 12345/24/23072-ИП или 12345/08/12/23; сводные (-СД, -СВ) не ищутся",
    ))
}

/// A number of a writ: anything on one line.
pub(super) fn document(text: &str) -> Result<String, Cause> {
    let spelled = text.trim();
    let fits = spelled.chars().any(|letter| !matches!(letter, '-' | '/' | ' '))
        && !spelled.chars().any(char::is_control)
        && spelled.len() <= LONGEST;
    fits.then(|| spelled.to_owned())
        .ok_or_else(|| broken("number", "a number of a document is expected", "ожидается номер документа"))
}

/// The provider refuses a person whose two names are one.
pub(super) fn names_differ(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    let name = |name| in_small(checked.text(name).unwrap_or_default());
    if name("lastname") != name("firstname") {
        return Ok(());
    }
    Err((
        broken("same-names", "family name and first name must differ", "фамилия и имя должны различаться"),
        "firstname",
    ))
}

/// What is to become of punctuation.
#[derive(Clone, Copy, PartialEq)]
enum Marks {
    Refused,
    /// Spaces take its place.
    LeftOut,
}

/// Words of letters, digits and hyphens with one space between them; `None` when there is anything else, or nothing.
///
/// Letters that two code points make are put together, as macOS writes й and ё apart. A word of Russian letters in which
/// Latin ones only look Russian becomes Russian. Where a name is a person's, no other mixture is right.
fn plain(text: &str, marks: Marks) -> Option<String> {
    let mut words = String::new();
    let mut pending = false;
    for character in text.chars() {
        let letter = match character {
            '\u{306}' | '\u{308}' => {
                let whole = match (words.pop()?, character) {
                    ('И', '\u{306}') => 'Й',
                    ('и', '\u{306}') => 'й',
                    ('Е', '\u{308}') => 'Ё',
                    ('е', '\u{308}') => 'ё',
                    _ => return None,
                };
                words.push(whole);
                continue;
            }
            '«' | '»' | '"' | '\'' | '“' | '”' | '„' | '‘' | '’' | ',' | '.' | '(' | ')' | '№' | '&'
                if marks == Marks::LeftOut =>
            {
                pending = true;
                continue;
            }
            other => match significant(other) {
                None => {
                    pending |= other.is_whitespace();
                    continue;
                }
                Some(letter) => letter,
            },
        };
        if !(letter.is_ascii_alphanumeric() || is_russian(letter) || letter == '-') {
            return None;
        }
        if core::mem::take(&mut pending) && !words.is_empty() {
            words.push(' ');
        }
        words.push(letter);
    }
    let is_short = words.len() <= LONGEST;
    let has_letters = words.bytes().any(|byte| !matches!(byte, b'-' | b' '));
    if !is_short || !has_letters {
        return None;
    }
    let mut out = String::new();
    for part in words.split_inclusive([' ', '-']) {
        match one_alphabet(part) {
            Some(russian) => out.push_str(&russian),
            None if marks == Marks::LeftOut => out.push_str(part),
            None => return None,
        }
    }
    Some(out)
}

fn is_russian(letter: char) -> bool {
    matches!(letter, 'А'..='я' | 'Ё' | 'ё')
}

/// The part of a word in Russian letters if it has any; `None` when a Latin one looks like no Russian one.
fn one_alphabet(part: &str) -> Option<String> {
    if !part.chars().any(is_russian) {
        return Some(part.to_owned());
    }
    let mut russian = String::new();
    for letter in part.chars() {
        let twin = LATIN.bytes().position(|latin| char::from(latin) == letter);
        russian.push(match twin.and_then(|place| RUSSIAN.chars().nth(place)) {
            Some(twin) => twin,
            None if letter.is_ascii_alphabetic() => return None,
            None => letter,
        });
    }
    Some(russian)
}

/// Latin letters, and those Russian ones that look the same.
const LATIN: &str = "AaBCcEeHKkMOoPpTXxy";
const RUSSIAN: &str = "АаВСсЕеНКкМОоРрТХху";

/// The character without what only looks like it: dashes become hyphens, spaces and the invisible go.
fn significant(character: char) -> Option<char> {
    match character {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => Some('-'),
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => None,
        other if other.is_whitespace() => None,
        other => Some(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(result: Result<String, Cause>) -> Result<String, String> {
        result.map_err(|cause| crate::error::Error::new(cause).code().to_owned())
    }

    #[test]
    fn a_name_is_one_word_of_one_alphabet() {
        for (given, sent) in [
            ("Вымыслов", "Вымыслов"),
            (" ёлкина-Пробникова\u{a0}", "ёлкина-Пробникова"),
            ("Smith", "Smith"),
            ("Иван4", "Иван4"),
            // Latin o and a among Russian letters.
            ("Макетoвa", "Макетова"),
            // й and ё in two code points, a no-break hyphen, a soft hyphen, a zero-width space.
            ("Андреи\u{306}", "Андрей"),
            ("Е\u{308}лкин", "Ёлкин"),
            ("Анна\u{2011}Майя", "Анна-Майя"),
            ("Шаб\u{ad}ло\u{200b}нов", "Шаблонов"),
        ] {
            assert_eq!(name(given).as_deref(), Ok(sent), "{given}");
            assert_eq!(name(sent).as_deref(), Ok(sent), "what is sent comes out unchanged");
        }
        for refused in [
            "",
            " ",
            "-",
            "О'Коннор",
            "Кызы Али",
            "И.",
            "Ивaнoв\u{301}",
            "Ивиd",
            "Иван_ов",
            "Їжак",
            "\u{306}",
            "Ив\nан!",
        ] {
            assert_eq!(code(name(refused)), Err("characters".to_owned()), "{refused:?}");
        }
        assert_eq!(code(name(&"а".repeat(251))), Err("characters".to_owned()));
    }

    #[test]
    fn a_full_name_may_have_spaces() {
        assert_eq!(full_name("  Вымыслов \t Пётр\u{a0}Ильич ").as_deref(), Ok("Вымыслов Пётр Ильич"));
        assert_eq!(full_name("Smith Иван").as_deref(), Ok("Smith Иван"));
        assert_eq!(code(full_name("Вымыслов П.И.")), Err("characters".to_owned()));
    }

    #[test]
    fn punctuation_of_organisations_is_left_out() {
        for (given, sent) in [
            ("ООО «Ромашка»", "ООО Ромашка"),
            ("ООО \"Рога, копыта & Ко.\" (№ 1)", "ООО Рога копыта Ко 1"),
            ("аптека 23", "аптека 23"),
            ("Мегаfон", "Мегаfон"),
            ("IT-Сервис", "IT-Сервис"),
            // Written with a Latin P and o.
            ("Poмашка", "Ромашка"),
        ] {
            assert_eq!(legal_name(given).as_deref(), Ok(sent), "{given}");
            assert_eq!(legal_name(sent).as_deref(), Ok(sent), "what is sent comes out unchanged");
        }
        for refused in ["", "«»", "ООО + Ко", "a/b", "<b>", "%"] {
            assert_eq!(code(legal_name(refused)), Err("characters".to_owned()), "{refused:?}");
        }
    }

    #[test]
    fn a_day_of_birth_is_sent_in_the_providers_form() {
        assert_eq!(day_of_birth("1980-02-29").as_deref(), Ok("29.02.1980"));
        assert_eq!(day_of_birth("29.02.1980").as_deref(), Ok("29.02.1980"));
        for refused in ["29.02.1981", "1980-2-9", "1.1.1980", "0001-01-01", "", "1980-02-29T00:00:00", "80-01-01"] {
            assert_eq!(code(day_of_birth(refused)), Err("date".to_owned()), "{refused:?}");
        }
    }

    #[test]
    fn regions_are_numbers() {
        for right in ["23", "-1", "01", "1", "92", "200"] {
            assert_eq!(region(right).as_deref(), Ok(right));
        }
        for refused in ["", "-2", "1000", "Москва", "2 3", "+7"] {
            assert_eq!(code(region(refused)), Err("region".to_owned()), "{refused:?}");
        }
        assert_eq!(one_region("23").as_deref(), Ok("23"));
        assert_eq!(code(one_region("-1")), Err("region".to_owned()));
    }

    #[test]
    fn only_organisations_are_searched_by_inn() {
        assert_eq!(inn("6663003127").as_deref(), Ok("6663003127"));
        assert_eq!(code(inn("6663003128")), Err("checksum".to_owned()));
        assert_eq!(code(inn("500100732259")), Err("length".to_owned()));
    }

    #[test]
    fn numbers_of_proceedings_are_recognised_in_other_spellings() {
        for given in [
            "12345/24/23072-ИП",
            "12345/24/23072-ип",
            " 12345 / 24 / 23072 – ИП ",
            "12345/24/23072\u{2011}IP",
            "12345/24/23072-ИP",
            "12345/24/23072-un",
        ] {
            assert_eq!(proceeding(given).as_deref(), Ok("12345/24/23072-ИП"), "{given}");
        }
        assert_eq!(proceeding("12345/08/12/23").as_deref(), Ok("12345/08/12/23"));
        for refused in
            ["", "12345/24/23072", "12345/24/23072-СД", "12345/24/23072-СВ", "12345/24/2307-ИП", "О2345/24/23072-ИП"]
        {
            assert_eq!(code(proceeding(refused)), Err("number".to_owned()), "{refused}");
        }
    }

    #[test]
    fn numbers_of_documents_are_left_to_the_provider() {
        assert_eq!(document(" ФС 039022227 ").as_deref(), Ok("ФС 039022227"));
        assert_eq!(document("2А-1234/2021").as_deref(), Ok("2А-1234/2021"));
        for refused in ["", " ", "-/", "12\u{0}3"] {
            assert_eq!(code(document(refused)), Err("number".to_owned()), "{refused:?}");
        }
    }
}
