//! Reading the texts that answers are made of: days, sums, numbers, articles of the law.

/// A day as ISO, of `31.12.2024` or `2024-12-31`; `None` when the calendar has no such day.
pub(in super::super) fn date(text: &str) -> Option<String> {
    let (year, month, day) = match text.as_bytes() {
        [d1, d2, b'.', m1, m2, b'.', y1, y2, y3, y4] | [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] => {
            ([y1, y2, y3, y4], [m1, m2], [d1, d2])
        }
        _ => return None,
    };
    let [y, m, d] = [whole(&year)?, whole(&month)?, whole(&day)?];
    let leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    let last = match m {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if !(1..=last).contains(&d) {
        return None;
    }
    let parts = [&year[..], &[&b'-'], &month[..], &[&b'-'], &day[..]];
    Some(parts.into_iter().flatten().map(|byte| char::from(**byte)).collect())
}

fn whole(digits: &[&u8]) -> Option<u32> {
    digits.iter().try_fold(0, |number, digit| Some(number * 10 + char::from(**digit).to_digit(10)?))
}

/// Whether there is something, and all of it digits.
pub(in super::super) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands before and behind a text within another. The searcher of the standard library is larger than all that is
/// sought with it here.
pub(in super::super) fn halves<'t>(text: &'t str, sought: &str) -> Option<(&'t str, &'t str)> {
    let at = text.as_bytes().windows(sought.len()).position(|window| window == sought.as_bytes())?;
    Some((text.get(..at)?, text.get(at + sought.len()..)?))
}

/// The small letter, of Russian and ASCII ones: the tables of all the others stay out of the module.
pub(in super::super) fn small(letter: char) -> char {
    match letter {
        'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
        'Ё' => 'ё',
        other => other.to_ascii_lowercase(),
    }
}

/// Whether it looks like ИНН of an organisation or a person.
pub(super) fn is_inn(text: &str) -> bool {
    is_digits(text) && matches!(text.len(), 10 | 12)
}

/// A decimal as JSON spells it. Spaces between digits go, a comma before one or two last digits is a point, commas before
/// a point part thousands; what can be read in two ways is not read.
pub(super) fn decimal(text: &str) -> Option<String> {
    let mut plain: String = text.chars().filter(|character| !character.is_whitespace()).collect();
    if let Some((before, after)) = plain.rsplit_once('.') {
        let mut groups = before.split(',');
        let first = groups.next()?;
        if before.contains(',') && (first.len() > 4 || !groups.all(|group| group.len() == 3)) {
            return None;
        }
        plain = [&before.replace(',', ""), ".", after].concat();
    } else if let Some((before, after)) = plain.split_once(',') {
        if !matches!(after.len(), 1 | 2) {
            return None;
        }
        plain = [before, ".", after].concat();
    }
    let (sign, digits) = plain.strip_prefix('-').map_or(("", plain.as_str()), |digits| ("-", digits));
    let (roubles, rest) = digits.split_once('.').unwrap_or((digits, "0"));
    if !is_digits(roubles) || !is_digits(rest) {
        return None;
    }
    let roubles = roubles.trim_start_matches('0');
    let fraction = if digits.contains('.') { [".", rest].concat() } else { String::new() };
    Some([sign, if roubles.is_empty() { "0" } else { roubles }, &fraction].concat())
}

/// A sum in kopecks, of texts such as `" 18422.50 руб."`. What is below zero, finer than a kopeck or above ten trillion
/// roubles is not read: it is no debt.
pub(super) fn kopecks(text: &str) -> Option<u64> {
    let mut text = text.trim();
    for suffix in ["руб.", "руб", "р.", "₽"] {
        text = text.strip_suffix(suffix).unwrap_or(text);
    }
    let spelled = decimal(text)?;
    let (roubles, fraction) = spelled.split_once('.').unwrap_or((&spelled, ""));
    if roubles.len() > 13 || !is_digits(roubles) {
        return None;
    }
    let mut digits = fraction.bytes().map(|digit| u64::from(digit & 15));
    let (tens, ones) = (digits.next().unwrap_or(0), digits.next().unwrap_or(0));
    if digits.any(|digit| digit != 0) {
        return None;
    }
    Some(roubles.parse::<u64>().ok()? * 100 + tens * 10 + ones)
}

/// Kopecks as a decimal of roubles.
pub(super) fn roubles(kopecks: u64) -> String {
    let rest = kopecks % 100;
    let point = if rest < 10 { ".0" } else { "." };
    [(kopecks / 100).to_string().as_str(), point, rest.to_string().as_str()].concat()
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
    let (plain, kind) = text.rsplit_once('-').unwrap_or((text, ""));
    let mut parts = plain.split('/');
    let (sequence, year, department) = (parts.next()?, parts.next()?, parts.next()?);
    let region = match (parts.next(), kind) {
        (None, "ИП" | "СД" | "СВ") if department.len() == 5 => department.get(..2)?,
        (Some(region), "") if department.len() == 2 && region.len() == 2 => region,
        _ => return None,
    };
    let digits = [sequence, year, department, region].into_iter().all(is_digits);
    let fits = digits && year.len() == 2 && sequence.len() <= 12 && parts.next().is_none();
    fits.then_some(Number { sequence, year, department, region, kind })
}

/// Article, part and point of `ст. 46, ч. 1, п. 3`.
pub(super) fn citation(reason: &str) -> [Option<&str>; 3] {
    let mut cited = [None; 3];
    let mut awaited = 3;
    for word in reason.split([' ', ',', ';', '\u{a0}']).filter(|word| !word.is_empty()) {
        let mut value = word;
        for (place, mark) in ["ст", "ч", "п"].into_iter().enumerate() {
            if let Some(rest) = word.strip_prefix(mark) {
                awaited = place;
                value = rest.trim_start_matches('.');
            }
        }
        let is_value = value.starts_with(|first: char| first.is_ascii_digit());
        if let Some(slot) = cited.get_mut(awaited).filter(|slot| is_value && slot.is_none()) {
            *slot = Some(value.trim_end_matches('.'));
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
    let (date, rest) = rest.trim_start().split_once(' ')?;
    let rest = rest.trim_start().strip_prefix('№')?.trim_start();
    let (mut number, mut organization) = rest.split_once(' ').unwrap_or((rest, ""));
    // Forms of courts have a series of two letters before the number: `ФС 039022227`.
    if number.len() == 4 && !number.bytes().any(|byte| byte.is_ascii()) {
        let (digits, after) = organization.trim_start().split_once(' ').unwrap_or((organization.trim_start(), ""));
        if is_digits(digits) {
            number = rest.get(..rest.len() - organization.trim_start().len() + digits.len())?;
            organization = after;
        }
    }
    let organization = organization.trim();
    let (before, last) = organization.rsplit_once(' ').unwrap_or(("", organization));
    let (organization, claimant) = if is_inn(last) { (before.trim_end(), last) } else { (organization, "") };
    Some([organization, claimant, kind.trim(), date, number])
}

/// `Исполнительский сбор: 142.12 руб.`, as answers of before wrote a subject.
pub(super) fn priced(text: &str) -> Option<(&str, u64)> {
    let (title, sum) = text.rsplit_once(':')?;
    halves(sum, "руб")?;
    Some((title.trim(), kopecks(sum)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_both_forms_and_only_when_the_calendar_has_them() {
        assert_eq!(date("05.03.2024").as_deref(), Some("2024-03-05"));
        assert_eq!(date("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(date("29.02.2000").as_deref(), Some("2000-02-29"));
        assert_eq!(date("02.09.1111").as_deref(), Some("1111-09-02"));
        for none in [
            "29.02.2023",
            "29.02.1900",
            "31.04.2024",
            "00.01.2024",
            "01.00.2024",
            "01.13.2024",
            "1.1.2024",
            "01.01.24",
            "31.03.****",
            "01/01/2024",
            "2024-1-01",
            "",
            "01.01.2024 ",
            "٠١.٠١.٢٠٢٤",
        ] {
            assert_eq!(date(none), None, "{none}");
        }
    }

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
    fn decimals_are_spelled_as_json_does() {
        for (text, spelled) in [
            ("0.00", "0.00"),
            ("-706.62", "-706.62"),
            ("20000", "20000"),
            ("0042", "42"),
            ("1 000", "1000"),
            ("0,8", "0.8"),
        ] {
            assert_eq!(decimal(text).as_deref(), Some(spelled), "{text}");
        }
        for none in ["", "-", ".", "-.5", "1.", "+5", "1.2.3", "1-2", "Infinity"] {
            assert_eq!(decimal(none), None, "{none}");
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
