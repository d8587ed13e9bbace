//! When to ask again, and after how long: pure functions of what happened, the clock and a random number.

use super::time::{moment_ms, number};
use crate::text::{count, parts};

/// The first pause is drawn from zero to this; every further one from zero to twice as much.
const BASE_MS: f64 = 500.0;
/// No pause of our own choosing is longer.
const CEILING_MS: f64 = 8_000.0;
/// A provider that asks for a longer pause than this is not waited for: the caller gets the error, with the time in it.
pub const LONGEST_RETRY_AFTER_MS: f64 = 60_000.0;

/// Statuses after which the same question may be answered if asked again.
pub fn is_passing(status: u16) -> bool {
    matches!(status, 408 | 429) || (500..=599).contains(&status) && status != 501 && status != 505
}

/// How long to wait before attempt `attempt + 1` (the first attempt is 1): full jitter, with `random` from 0 to 1.
pub fn pause_ms(attempt: u32, random: f64) -> f64 {
    let doubled = BASE_MS * f64::from(1_u32 << attempt.saturating_sub(1).min(16));
    doubled.min(CEILING_MS) * random.clamp(0.0, 1.0)
}

/// How long to wait before asking again, when that may help: `asked_ms` is what the provider asked for, `left_ms` the time
/// that is left for everything. `None`: it is not worth waiting, because the provider asked for longer than
/// [`LONGEST_RETRY_AFTER_MS`], or no time to ask would be left.
pub fn pause_before_next_ms(attempt: u32, asked_ms: Option<f64>, left_ms: f64, random: f64) -> Option<f64> {
    let asked = asked_ms.unwrap_or(0.0);
    let pause = asked + pause_ms(attempt, random);
    (asked <= LONGEST_RETRY_AFTER_MS && pause < left_ms).then_some(pause)
}

/// Reads `Retry-After`, in whole seconds or as an HTTP date; `now_ms` is the present in milliseconds since 1970.
pub fn retry_after_ms(value: &str, now_ms: f64) -> Option<f64> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return count(value).map(|seconds| f64::from(seconds) * 1000.0);
    }
    http_date_ms(value).map(|at| (at - now_ms).max(0.0))
}

/// The preferred form of an HTTP date, `Sun, 06 Nov 1994 08:49:37 GMT`, in milliseconds since 1970.
fn http_date_ms(text: &str) -> Option<f64> {
    let halves = parts(text, b',');
    let [_, date] = halves.as_slice() else { return None };
    let words = parts(date, b' ');
    let ["", day, name, year, clock, "GMT"] = words.as_slice() else { return None };
    let clock = parts(clock, b':');
    let [hour, minute, second] = clock.as_slice() else { return None };
    let day = number(day, 1, 31)?;
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = i64::try_from(MONTHS.iter().position(|month| month == name)?).ok()? + 1;
    let year = number(year, 1970, 9999)?;
    let hour = number(hour, 0, 23)?;
    let minute = number(minute, 0, 59)?;
    let second = number(second, 0, 60)?;
    Some(moment_ms([year, month, day], [hour, minute, second]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn retry_after_is_read_in_both_forms() {
        assert_eq!(retry_after_ms("3", 0.0), Some(3000.0));
        assert_eq!(retry_after_ms(" 0 ", 0.0), Some(0.0));
        let at = 784_111_777_000.0;
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", at - 1500.0), Some(1500.0));
        assert_eq!(retry_after_ms("Sun, 06 Nov 1994 08:49:37 GMT", at + 1500.0), Some(0.0));
        for bad in [
            "",
            "soon",
            "-1",
            "1.5",
            "Sun, 06 Nov 1994 08:49:37",
            "Sun, 32 Nov 1994 08:49:37 GMT",
            "Sun, 06 Nov 1994 8h GMT",
        ] {
            assert_eq!(retry_after_ms(bad, 0.0), None, "{bad}");
        }
    }

    #[test]
    fn pauses_grow_to_a_ceiling_and_never_leave_their_range() {
        assert_eq!(pause_ms(1, 1.0), 500.0);
        assert_eq!(pause_ms(2, 1.0), 1000.0);
        assert_eq!(pause_ms(2, 0.5), 500.0);
        assert_eq!(pause_ms(5, 1.0), 8000.0);
        assert_eq!(pause_ms(u32::MAX, 1.0), 8000.0);
        assert_eq!(pause_ms(3, 0.0), 0.0);
        assert_eq!(pause_ms(3, f64::INFINITY), 2000.0);
    }

    #[test]
    fn no_pause_is_longer_than_is_worth_waiting() {
        assert_eq!(pause_before_next_ms(1, None, 1000.0, 0.5), Some(250.0));
        assert_eq!(pause_before_next_ms(1, Some(300.0), 1000.0, 0.5), Some(550.0));
        assert_eq!(pause_before_next_ms(1, None, 250.0, 0.5), None);
        assert_eq!(pause_before_next_ms(1, Some(60_000.0), 1e9, 0.0), Some(60_000.0));
        assert_eq!(pause_before_next_ms(1, Some(60_001.0), 1e9, 0.0), None);
    }

    #[test]
    fn only_passing_statuses_are_worth_another_attempt() {
        for status in [408, 429, 500, 502, 503, 504, 599] {
            assert!(is_passing(status), "{status}");
        }
        for status in [200, 301, 400, 401, 402, 403, 404, 501, 505, 600] {
            assert!(!is_passing(status), "{status}");
        }
    }
}
