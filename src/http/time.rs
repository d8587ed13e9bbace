//! Moments, in milliseconds since 1970.

use crate::text;

/// A day, month and year of the Gregorian calendar with a time of the day, in milliseconds since 1970.
pub(super) fn moment_ms([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> f64 {
    // Days since 1970-01-01, counting years from March so that the leap day comes last.
    let (y, m) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719_468;
    ((days * 86_400 + hour * 3600 + minute * 60 + second) * 1000) as f64
}

/// A number of nothing but digits from the least to the most.
pub(super) fn number(text: &str, least: i64, most: i64) -> Option<i64> {
    let number = i64::try_from(text::number(text)?).ok()?;
    if (least..=most).contains(&number) { Some(number) } else { None }
}

/// Reads a moment of ISO 8601, `2026-11-01T13:03:05.670Z`: with any fraction of a second, and `Z`, an offset such as
/// `+03:00`, or nothing, which is taken for UTC.
pub fn iso_ms(text: &str) -> Option<f64> {
    let rest = &mut text.as_bytes();
    let mut parts = [0; 6];
    for (part, (before, digits, least, most)) in parts.iter_mut().zip(PARTS) {
        if !before.is_empty() {
            sign(rest, before)?;
        }
        *part = digit_run(rest, *digits).filter(|part| (*least..=*most).contains(part))?;
    }
    let [year, month, day, hour, minute, second] = parts;
    let mut ms = moment_ms([year, month, day], [hour, minute, second]);
    if sign(rest, b".").is_some() {
        let mut weight = 100;
        while let Some(digit) = digit_run(rest, 1) {
            ms += (digit * weight) as f64;
            weight /= 10;
        }
        // No digit came.
        if weight == 100 {
            return None;
        }
    }
    if let Some(direction) = sign(rest, b"+-") {
        let hours = digit_run(rest, 2).filter(|hours| *hours < 24)?;
        let minutes = match sign(rest, b":") {
            None if rest.is_empty() => 0,
            _ => digit_run(rest, 2).filter(|minutes| *minutes < 60)?,
        };
        let ahead = ((hours * 60 + minutes) * 60_000) as f64;
        ms += if direction == b'+' { -ahead } else { ahead };
    } else if sign(rest, b"Zz").is_none() && !rest.is_empty() {
        return None;
    }
    rest.is_empty().then_some(ms)
}

/// The parts of a moment: the signs that may stand before it, its digits at most, its least and its most.
static PARTS: &[(&[u8], u32, i64, i64); 6] =
    &[(b"", 4, 1, 9999), (b"-", 2, 1, 12), (b"-", 2, 1, 31), (b"Tt ", 2, 0, 23), (b":", 2, 0, 59), (b":", 2, 0, 60)];

/// Takes one of these signs.
fn sign(rest: &mut &[u8], signs: &[u8]) -> Option<u8> {
    let (first, after) = rest.split_first()?;
    if !signs.contains(first) {
        return None;
    }
    *rest = after;
    Some(*first)
}

/// Takes a number of so many digits at most.
fn digit_run(rest: &mut &[u8], most: u32) -> Option<i64> {
    let mut number = None;
    for _ in 0..most {
        let Some(digit) = sign(rest, b"0123456789") else { break };
        number = Some(number.unwrap_or(0) * 10 + i64::from(digit & 15));
    }
    number
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
            "2026-11-01T12:00:00Zz",
            "2026-11-01T12:00:00+",
            "2026-11-01T12:00:00+03:",
            "2026-11-01T12:00:00+03000",
            "2026-11-01T12:00:000Z",
        ] {
            assert_eq!(iso_ms(bad), None, "{bad}");
        }
    }
}
