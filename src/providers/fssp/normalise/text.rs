//! Reading the texts that answers are made of: sums, numbers, articles of the law.

use crate::providers::even::text::{decimal, first_word, halves, is_digits, last_halves};
use crate::text::{digits, parts};

/// Whether it looks like ИНН of an organisation or a person.
pub(super) fn is_inn(text: &str) -> bool {
    is_digits(text) && matches!(text.len(), 10 | 12)
}

/// A sum in kopecks, of texts such as `" 18422.50 руб."`. What is below zero, finer than a kopeck or above ten trillion
/// roubles is not read: it is no debt.
pub(super) fn kopecks(text: &str) -> Option<u64> {
    const TOO_MUCH: u64 = 1_000_000_000_000_000;
    let mut text = text.trim();
    for suffix in ["руб.", "руб", "р.", "₽"] {
        text = text.strip_suffix(suffix).unwrap_or(text);
    }
    let mut kopecks = 0_u64;
    let mut places = None;
    for byte in [&decimal(text)?, ".00"].concat().bytes() {
        match (byte, places) {
            (b'-', _) => return None,
            (b'.', None) => places = Some(0),
            (b'.', Some(_)) => {}
            (b'0', Some(2..)) => {}
            (_, Some(2..)) => return None,
            (digit, _) => {
                kopecks = kopecks.saturating_mul(10).saturating_add(u64::from(digit & 15));
                places = places.map(|places| places + 1);
            }
        }
    }
    Some(kopecks).filter(|kopecks| *kopecks < TOO_MUCH)
}

/// Kopecks as a decimal of roubles.
pub(super) fn roubles(kopecks: u64) -> String {
    let rest = kopecks % 100;
    let point = if rest < 10 { ".0" } else { "." };
    [digits(kopecks / 100).as_str(), point, digits(rest).as_str()].concat()
}

/// The parts of a number of the bailiffs.
#[derive(Debug, PartialEq, Eq)]
pub(in super::super) struct Number<'t> {
    pub(in super::super) sequence: &'t str,
    /// The last two digits.
    pub(in super::super) year: &'t str,
    pub(in super::super) department: &'t str,
    pub(in super::super) region: &'t str,
    /// Empty in the older form.
    pub(in super::super) kind: &'t str,
}

/// `12345/24/23072-ИП`, or `12345/08/12/23` of the time before.
pub(in super::super) fn number(text: &str) -> Option<Number<'_>> {
    let (plain, kind) = last_halves(text, b'-').unwrap_or((text, ""));
    let (sequence, year, department, region) = match (parts(plain, b'/').as_slice(), kind) {
        (&[sequence, year, department], "ИП" | "СД" | "СВ") if department.len() == 5 => {
            (sequence, year, department, department.get(..2)?)
        }
        (&[sequence, year, department, region], "") if department.len() == 2 && region.len() == 2 => {
            (sequence, year, department, region)
        }
        _ => return None,
    };
    let is_number = [sequence, year, department, region].into_iter().all(is_digits);
    let fits = is_number && year.len() == 2 && sequence.len() <= 12;
    fits.then_some(Number { sequence, year, department, region, kind })
}

/// Article, part and point of `ст. 46, ч. 1, п. 3`.
pub(super) fn citation(reason: &str) -> [Option<&str>; 3] {
    let mut cited = [None; 3];
    let mut awaited = 3;
    let mut start = 0;
    for (at, letter) in reason.char_indices().chain([(reason.len(), ' ')]) {
        if !(letter.is_whitespace() || matches!(letter, ',' | ';')) {
            continue;
        }
        let mut value = reason.get(start..at).unwrap_or_default();
        start = at + letter.len_utf8();
        for (place, mark) in ["ст", "ч", "п"].into_iter().enumerate() {
            if let Some(rest) = value.strip_prefix(mark) {
                awaited = place;
                value = rest.strip_prefix(".").unwrap_or(rest);
            }
        }
        let is_value = value.bytes().next().is_some_and(|first| first.is_ascii_digit());
        if let Some(slot) = cited.get_mut(awaited).filter(|slot| is_value && slot.is_none()) {
            *slot = Some(value.strip_suffix(".").unwrap_or(value));
        }
        if !value.is_empty() {
            awaited = 3;
        }
    }
    cited
}

/// What an article, part and point mean.
pub(super) fn outcome(cited: [Option<&str>; 3]) -> Option<&'static str> {
    Some(match cited {
        [Some("46"), ..] | [Some("47"), Some("1"), Some("3")] => "returned",
        [Some("47"), Some("1"), Some("1" | "2")] => "fulfilled",
        [Some("47"), ..] => "ended",
        [Some("43"), ..] => "terminated",
        _ => return None,
    })
}

/// `Исполнительный лист от 23.07.2021 № ФС 039022227 ЯКУТСКИЙ ГОРОДСКОЙ СУД 1435149791`: kind, day, number, who issued it,
/// ИНН of the claimant, given as who issued it, ИНН, kind, day, number. `None` unless it has kind, day and number in this order.
pub(super) fn writ(text: &str) -> Option<[&str; 5]> {
    let (kind, rest) = halves(text, " от ")?;
    let (date, rest) = first_word(rest.trim());
    let rest = rest.strip_prefix("№")?.trim();
    let (mut number, mut organization) = first_word(rest);
    // Forms of courts have a series of two letters before the number: `ФС 039022227`.
    if number.len() == 4 && !number.bytes().any(|byte| byte.is_ascii()) {
        let (digits, after) = first_word(organization);
        if is_digits(digits) {
            number = rest.get(..rest.len() - organization.len() + digits.len())?;
            organization = after;
        }
    }
    let (before, last) = last_halves(organization, b' ').unwrap_or(("", organization));
    let (organization, claimant) = if is_inn(last) { (before.trim(), last) } else { (organization, "") };
    Some([organization, claimant, kind.trim(), date, number])
}

/// `Исполнительский сбор: 142.12 руб.`, as answers of before wrote a subject.
pub(super) fn priced(text: &str) -> Option<(&str, u64)> {
    let (title, sum) = last_halves(text, b':')?;
    halves(sum, "руб")?;
    Some((title.trim(), kopecks(sum)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_are_exact_or_not_read() {
        for (text, sum) in [
            (" 18422.50 руб.", 1_842_250),
            ("1605.62 руб.", 160_562),
            ("20028.12", 2_002_812),
            ("18 422,50 руб", 1_842_250),
            ("18\u{a0}422,5 р.", 1_842_250),
            ("18,422.50", 1_842_250),
            ("1,018,422.50 ₽", 101_842_250),
            ("0", 0),
            ("0.00 руб.", 0),
            ("007.10", 710),
            ("12.3400", 1_234),
            ("9999999999999.99", 999_999_999_999_999),
        ] {
            assert_eq!(kopecks(text), Some(sum), "{text}");
        }
        for none in [
            "",
            "руб.",
            "-5.00",
            "18,422",
            "1.234.567",
            "12.345",
            "1,2,3",
            "1e3",
            "0x10",
            "10000000000000",
            "12 руб. 50 коп.",
            "18.422,50",
            "12345,678.00",
            "١٢",
            "NaN",
            ".50",
            "5.",
            "--5",
            "сумма 5",
        ] {
            assert_eq!(kopecks(none), None, "{none}");
        }
    }

    #[test]
    fn numbers_have_one_of_two_forms() {
        let parts = |text| number(text).map(|n| [n.sequence, n.year, n.department, n.region, n.kind]);
        assert_eq!(parts("12345/24/23072-ИП"), Some(["12345", "24", "23072", "23", "ИП"]));
        assert_eq!(parts("270000/00/54007-СД"), Some(["270000", "00", "54007", "54", "СД"]));
        assert_eq!(parts("1/19/77001-СВ"), Some(["1", "19", "77001", "77", "СВ"]));
        assert_eq!(parts("12345/08/12/23"), Some(["12345", "08", "12", "23", ""]));
        for none in [
            "",
            "12345/24/23072",
            "12345/24/23072-ип",
            "12345/24/2307-ИП",
            "12345/2024/23072-ИП",
            "/24/23072-ИП",
            "197****/21/*****-ИП",
            "1/2/3/4",
            "12345/08/12/23-ИП",
            "12345/08/12/23/1",
            "1234567890123/24/23072-ИП",
            "1/24/ 3072-ИП",
        ] {
            assert_eq!(parts(none), None, "{none}");
        }
    }

    #[test]
    fn articles_are_read_in_several_spellings() {
        let all = [Some("46"), Some("1"), Some("3")];
        for text in
            ["ст. 46, ч. 1, п. 3", "ст.46 ч.1 п.3", "ст 46, ч 1, п 3", "п. 3 ч. 1 ст. 46", "ст.\u{a0}46, ч. 1, п. 3."]
        {
            assert_eq!(citation(text), all, "{text}");
        }
        assert_eq!(citation("ст. 47, ч. 1, п. 6.1"), [Some("47"), Some("1"), Some("6.1")]);
        assert_eq!(citation("ст. 46"), [Some("46"), None, None]);
        assert_eq!(citation("постановление 5, чужое"), [None; 3]);
        assert_eq!(citation(""), [None; 3]);
        assert_eq!(outcome(all), Some("returned"));
        assert_eq!(outcome([Some("47"), Some("1"), Some("1")]), Some("fulfilled"));
        assert_eq!(outcome([Some("47"), Some("1"), Some("3")]), Some("returned"));
        assert_eq!(outcome([Some("47"), Some("1"), None]), Some("ended"));
        assert_eq!(outcome([Some("43"), None, None]), Some("terminated"));
        assert_eq!(outcome([Some("31"), None, None]), None);
        assert_eq!(outcome([None; 3]), None);
    }

    #[test]
    fn a_writ_is_taken_apart() {
        assert_eq!(
            writ("Исполнительный лист от 23.07.2021 № ФС 039022227 ВЫМЫШЛЕННЫЙ ГОРОДСКОЙ СУД 1435149791"),
            Some(["ВЫМЫШЛЕННЫЙ ГОРОДСКОЙ СУД", "1435149791", "Исполнительный лист", "23.07.2021", "ФС 039022227"])
        );
        assert_eq!(
            writ("Судебный приказ от 27.07.2021 № 2А-1234/2021 СУДЕБНЫЙ УЧАСТОК № 7"),
            Some(["СУДЕБНЫЙ УЧАСТОК № 7", "", "Судебный приказ", "27.07.2021", "2А-1234/2021"])
        );
        assert_eq!(writ("Акт от 01.02.2020 № 5"), Some(["", "", "Акт", "01.02.2020", "5"]));
        for none in [
            "",
            "Судебный приказ",
            "Приказ от 27.07.2021",
            "Приказ от 27.07.2021 без номера",
            "Приказ № 5 от 01.02.2020",
        ] {
            assert_eq!(writ(none), None, "{none}");
        }
    }

    #[test]
    fn a_priced_subject_needs_both() {
        assert_eq!(priced("Исполнительский сбор: 142.12 руб."), Some(("Исполнительский сбор", 14_212)));
        for none in ["Судебный приказ", "Статья: 142", "Сбор: сто руб.", ""] {
            assert_eq!(priced(none), None, "{none}");
        }
    }
}
