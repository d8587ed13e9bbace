//! Reading texts that stand where others have days and numbers.
//!
//! Searches are for plain texts and go by bytes: the standard library has a searcher for every kind of pattern, and together
//! they are larger than all that is read here.

use crate::text::digits;

/// A day as ISO, of `31.12.2024` or `2024-12-31`; `None` when the calendar has no such day.
pub(crate) fn date(text: &str) -> Option<String> {
    let text: &[u8; 10] = text.as_bytes().try_into().ok()?;
    // Where the characters of the ISO form are, and what is between its parts.
    let (places, mark) = if text.contains(&b'-') { (b"0123456789", b'-') } else { (b"6789234501", b'.') };
    let mut iso = Vec::new();
    let mut number = 0;
    for place in places {
        let byte = *text.get(usize::from(place & 15))?;
        if matches!(iso.len(), 4 | 7) {
            if byte != mark {
                return None;
            }
            iso.push(b'-');
        } else {
            if !byte.is_ascii_digit() {
                return None;
            }
            iso.push(byte);
            number = number * 10 + u32::from(byte & 15);
        }
    }
    if is_day(number) { String::from_utf8(iso).ok() } else { None }
}

/// Whether the calendar has the day of the digits YYYYMMDD.
fn is_day(digits: u32) -> bool {
    let (year, month, day) = (digits / 10_000, digits / 100 % 100, digits % 100);
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}

/// The day of a moment that is midnight in Moscow, or in UTC: four hours later it is that day in either, with and without the
/// daylight saving time that Moscow had until 2011.
pub(crate) fn date_of_ms(ms: i64) -> Option<String> {
    const DAY: i64 = 86_400_000;
    // The year 9999 ends before this.
    const MOST_DAYS: u32 = 3_660_000;
    // Days since 1 March 0000 of the proleptic Gregorian calendar; its eras have 400 years.
    let days = ms.checked_add(4 * 3_600_000)?.div_euclid(DAY).checked_add(719_468)?;
    let days = u32::try_from(days).ok().filter(|days| *days < MOST_DAYS)?;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u32::from(month <= 2);
    if !(1..=9999).contains(&year) {
        return None;
    }
    // The digits of 2014-12-31 as of one number, after a 1 that keeps the zeros.
    let digits = digits((100_000_000 + year * 10_000 + month * 100 + day).into());
    Some([digits.get(1..5)?, "-", digits.get(5..7)?, "-", digits.get(7..)?].concat())
}

/// Whether there is something, and all of it digits.
pub(crate) fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// What stands before and behind the first of a text within another.
pub(crate) fn halves<'t>(text: &'t str, sought: &str) -> Option<(&'t str, &'t str)> {
    let at = text.as_bytes().windows(sought.len()).position(|window| window == sought.as_bytes())?;
    Some((text.get(..at)?, text.get(at + sought.len()..)?))
}

/// What stands before and behind the last sign of that kind.
pub(crate) fn last_halves(text: &str, sought: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == sought)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The first word, and what comes after the space behind it.
pub(crate) fn first_word(text: &str) -> (&str, &str) {
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            let (word, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            return (word, rest.trim());
        }
    }
    (text, "")
}

/// The text in small letters, Russian and ASCII ones: the tables of all the others stay out of the module.
pub(crate) fn in_small(text: &str) -> String {
    let mut small = String::new();
    for letter in text.chars() {
        small.push(match letter {
            'А'..='Я' => char::from_u32(u32::from(letter) + 32).unwrap_or(letter),
            'Ё' => 'ё',
            other => other.to_ascii_lowercase(),
        });
    }
    small
}

/// The text from its first byte on that is none of these, which are ASCII.
pub(crate) fn without<'t>(text: &'t str, leading: &[u8]) -> &'t str {
    let end = text.bytes().position(|byte| !leading.contains(&byte)).unwrap_or(text.len());
    text.get(end..).unwrap_or_default()
}

/// A decimal as JSON spells it. Spaces between digits go, a comma before one or two last digits is a point, commas before
/// a point part thousands; what can be read in two ways is not read.
pub(crate) fn decimal(text: &str) -> Option<String> {
    let has_point = text.as_bytes().contains(&b'.');
    let mut spelled = String::new();
    // How many digits there are since the last sign; whether thousands are parted, and the fraction has begun.
    let (mut run, mut is_parted, mut is_fraction) = (0, false, false);
    for letter in text.chars() {
        match letter {
            '-' if spelled.is_empty() => spelled.push('-'),
            '0'..='9' => {
                if !is_fraction && matches!(spelled.as_str(), "0" | "-0") {
                    spelled.pop();
                }
                spelled.push(letter);
                run += 1;
            }
            ',' if has_point && !is_fraction => {
                let fits = if is_parted { run == 3 } else { (1..=3).contains(&run) };
                if !fits {
                    return None;
                }
                is_parted = true;
                run = 0;
            }
            '.' | ',' => {
                if is_fraction || run == 0 || is_parted && run != 3 {
                    return None;
                }
                is_fraction = true;
                spelled.push('.');
                run = 0;
            }
            space if space.is_whitespace() => {}
            _ => return None,
        }
    }
    let is_whole = run > 0 && (has_point || !is_fraction || run <= 2);
    is_whole.then_some(spelled)
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
            "01.01-2024",
            "2024-01.01",
            "-1.01.2024",
            "2024-1-01",
            "",
            "01.01.2024 ",
            "٠١.٠١.٢٠٢٤",
        ] {
            assert_eq!(date(none), None, "{none}");
        }
    }

    #[test]
    fn moments_are_days_of_four_digits() {
        assert_eq!(date_of_ms(0).as_deref(), Some("1970-01-01"));
        // Midnight in Moscow, in winter and in the summer of 2008.
        assert_eq!(date_of_ms(1_703_970_000_000).as_deref(), Some("2023-12-31"));
        assert_eq!(date_of_ms(1_214_856_000_000).as_deref(), Some("2008-07-01"));
        assert_eq!(date_of_ms(253_402_214_400_000).as_deref(), Some("9999-12-31"));
        assert_eq!(date_of_ms(-62_135_596_800_000).as_deref(), Some("0001-01-01"));
        for none in [253_402_300_800_000, -62_135_683_200_000, i64::MAX, i64::MIN] {
            assert_eq!(date_of_ms(none), None, "{none}");
        }
    }

    #[test]
    fn decimals_are_spelled_as_json_does() {
        for (text, spelled) in [
            ("0.00", "0.00"),
            ("-706.62", "-706.62"),
            ("20000", "20000"),
            ("0042", "42"),
            ("-007,5", "-7.5"),
            ("00", "0"),
            ("1 000", "1000"),
            ("-18,422.50", "-18422.50"),
            ("0,8", "0.8"),
        ] {
            assert_eq!(decimal(text).as_deref(), Some(spelled), "{text}");
        }
        for none in [
            "",
            "-",
            ".",
            "-.5",
            "1.",
            "+5",
            "1.2.3",
            "1-2",
            "1,234",
            "1,2,3",
            "1.5,2",
            ",100.5",
            "1,,000.5",
            "1234,567.00",
            "1,23.5",
            "Infinity",
        ] {
            assert_eq!(decimal(none), None, "{none}");
        }
    }

    #[test]
    fn texts_are_taken_apart() {
        assert_eq!(halves("a от b от c", " от "), Some(("a", "b от c")));
        assert_eq!(halves("a", "ab"), None);
        assert_eq!(last_halves("a-b-ИП", b'-'), Some(("a-b", "ИП")));
        assert_eq!(first_word("31.12.2024\u{a0} 5"), ("31.12.2024", "5"));
        assert_eq!(first_word("5"), ("5", ""));
    }
}
