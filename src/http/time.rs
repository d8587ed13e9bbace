//! Moments, in milliseconds since 1970.

/// A day, month and year of the Gregorian calendar with a time of the day, in milliseconds since 1970.
pub(super) fn moment_ms([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> f64 {
    // Days since 1970-01-01, counting years from March so that the leap day comes last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    ((days * 86_400 + hour * 3600 + minute * 60 + second) * 1000) as f64
}

/// A number of nothing but digits from the least to the most.
pub(super) fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| plain && (least..=most).contains(number))
}

/// Reads a moment of ISO 8601, `2026-11-01T13:03:05.670Z`: with any fraction of a second, and `Z`, an offset such as
/// `+03:00`, or nothing, which is taken for UTC.
pub fn iso_ms(text: &str) -> Option<f64> {
    let (date, time) = text.split_once(['T', 't', ' '])?;
    let (clock, offset_minutes) = offset(time)?;
    let mut date = date.split('-');
    let day = [number(date.next()?, 1, 9999)?, number(date.next()?, 1, 12)?, number(date.next()?, 1, 31)?];
    let (whole, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut clock = whole.split(':');
    let time = [number(clock.next()?, 0, 23)?, number(clock.next()?, 0, 59)?, number(clock.next()?, 0, 60)?];
    let plain = !fraction.is_empty() && fraction.bytes().all(|byte| byte.is_ascii_digit());
    if !plain || date.next().is_some() || clock.next().is_some() {
        return None;
    }
    let ms =
        fraction.bytes().take(3).zip([100, 10, 1]).fold(0, |ms, (digit, weight)| ms + i64::from(digit & 15) * weight);
    Some(moment_ms(day, time) + ms as f64 - offset_minutes * 60_000.0)
}

/// The time of the day, and by how many minutes it is ahead of UTC.
fn offset(time: &str) -> Option<(&str, f64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0.0));
    }
    let Some((clock, ahead)) = time.split_once(['+', '-']) else { return Some((time, 0.0)) };
    let (hours, minutes) = ahead.split_once(':').or_else(|| ahead.split_at_checked(2)).unwrap_or((ahead, "0"));
    let minutes = if minutes.is_empty() { "0" } else { minutes };
    let minutes = (number(hours, 0, 23)? * 60 + number(minutes, 0, 59)?) as f64;
    Some((clock, if time.contains('+') { minutes } else { -minutes }))
}

/// A moment in milliseconds since 1970, as ISO 8601 writes it in UTC.
#[cfg(feature = "sandbox")]
pub fn iso_text(ms: f64) -> String {
    let whole = ms.floor() as i64;
    let (days, rest) = (whole.div_euclid(86_400_000), whole.rem_euclid(86_400_000));
    // The other way round than above: eras of 400 years, counted from March.
    let since = days + 719_468;
    let era = since.div_euclid(146_097);
    let of_era = since.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let (day, m) = (of_year - (153 * ((5 * of_year + 2) / 153) + 2) / 5 + 1, (5 * of_year + 2) / 153);
    let month = if m < 10 { m + 3 } else { m - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    let (hour, minute, second) = (rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{:03}Z", rest % 1000)
}

#[cfg(all(test, feature = "sandbox"))]
mod tests {
    use super::{iso_ms, iso_text};

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(iso_text(1_793_534_400_123.0), "2026-11-01T12:00:00.123Z");
        for day in -1000_i32..40_000 {
            let ms = f64::from(day) * 86_400_000.0 + f64::from(day.unsigned_abs() % 86_400) * 1000.0 + 7.0;
            assert_eq!(iso_ms(&iso_text(ms)), Some(ms));
        }
    }

    #[test]
    fn moments_of_iso_8601_are_read_in_every_usual_form() {
        let noon = 1_793_534_400_000.0;
        for same in [
            "2026-11-01T12:00:00Z",
            "2026-11-01T12:00:00",
            "2026-11-01 12:00:00Z",
            "2026-11-01T12:00:00.0000000Z",
            "2026-11-01T15:00:00+03:00",
            "2026-11-01T15:00:00+0300",
            "2026-11-01T15:00:00+03",
            "2026-11-01T09:30:00-02:30",
        ] {
            assert_eq!(iso_ms(same), Some(noon), "{same}");
        }
        assert_eq!(iso_ms("2026-11-01T12:00:00.6789Z"), Some(noon + 678.0));
        assert_eq!(iso_ms("2026-11-01T12:00:00.05+00:00"), Some(noon + 50.0));
        assert_eq!(iso_ms("1970-01-01T00:00:00Z"), Some(0.0));
        assert_eq!(
            iso_ms("2024-02-29T00:00:00Z").zip(iso_ms("2024-03-01T00:00:00Z")).map(|(a, b)| b - a),
            Some(86_400_000.0)
        );
    }

    #[test]
    fn what_is_no_moment_is_none() {
        for bad in [
            "",
            "soon",
            "2026-11-01",
            "2026-13-01T12:00:00Z",
            "2026-11-32T12:00:00Z",
            "2026-11-01T24:00:00Z",
            "2026-11-01T12:00Z",
            "2026-11-01T12:00:00.Z",
            "2026-11-01T12:00:00.xZ",
            "2026-11-01T12:00:00+99:00",
            "2026-11-01T12:00:00:00Z",
            "2026-11-01-02T12:00:00Z",
            "+026-11-01T12:00:00Z",
        ] {
            assert_eq!(iso_ms(bad), None, "{bad}");
        }
    }
}
