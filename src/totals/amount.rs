use crate::text::digits;

/// A sum of money as a decimal number: added exactly, which floating-point numbers cannot.
///
/// It is the whole part and the fraction in units of 10⁻¹², each with the sign; providers write four digits at most. What is
/// beyond twelve digits is rounded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Amount {
    whole: i64,
    fraction: i64,
}

/// How many digits of the fraction are kept.
const DIGITS: i32 = 12;
/// 10 to the power of [`DIGITS`].
const ONE: i64 = 1_000_000_000_000;

impl Amount {
    /// Reads a number as JSON spells it; `None` when it is none, or has more than 18 digits before the point.
    pub fn read(raw: &[u8]) -> Option<Amount> {
        let (negative, raw) = match raw.strip_prefix(b"-") {
            Some(raw) => (true, raw),
            None => (false, raw),
        };
        let end = raw.iter().position(|byte| matches!(byte, b'e' | b'E')).unwrap_or(raw.len());
        let (mantissa, exponent) = raw.split_at_checked(end)?;
        let point = mantissa.iter().position(|byte| *byte == b'.').unwrap_or(mantissa.len());
        let digits = mantissa.iter().filter(|byte| **byte != b'.');
        // The place of the next digit: 0 is that of ones, -1 that of tenths.
        let mut place = i32::try_from(point).ok()?.saturating_add(self::exponent(exponent)?).saturating_sub(1);
        let mut amount = Amount::default();
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            amount.add_digit(i64::from(digit & 15), place)?;
            place = place.saturating_sub(1);
        }
        amount.carry()?;
        if negative {
            amount = Amount { whole: -amount.whole, fraction: -amount.fraction };
        }
        (end > 0).then_some(amount)
    }

    fn add_digit(&mut self, digit: i64, place: i32) -> Option<()> {
        if digit == 0 || place < -DIGITS - 1 {
            return Some(());
        }
        if place == -DIGITS - 1 {
            // Rounded half up, by the first digit that is not kept.
            self.fraction += i64::from(digit >= 5);
            return Some(());
        }
        let (part, power) = if place < 0 { (&mut self.fraction, place + DIGITS) } else { (&mut self.whole, place) };
        let power = u32::try_from(power).ok().filter(|power| *power < 18)?;
        *part = part.checked_add(digit * 10_i64.pow(power))?;
        Some(())
    }

    /// Moves what is more than one whole from the fraction to the whole.
    fn carry(&mut self) -> Option<()> {
        self.whole = self.whole.checked_add(self.fraction / ONE)?;
        self.fraction %= ONE;
        Some(())
    }

    /// Adds; `None` when the sum is too large.
    pub fn add(&mut self, other: &Amount) -> Option<()> {
        self.whole = self.whole.checked_add(other.whole)?;
        // Both are less than one whole.
        self.fraction += other.fraction;
        self.carry()
    }

    /// Writes it as a JSON number, without zeros at the end.
    pub fn write(&self, out: &mut String) {
        let (mut whole, mut fraction) = (self.whole, self.fraction);
        if whole > 0 && fraction < 0 {
            (whole, fraction) = (whole - 1, fraction + ONE);
        } else if whole < 0 && fraction > 0 {
            (whole, fraction) = (whole + 1, fraction - ONE);
        }
        if whole < 0 || fraction < 0 {
            out.push('-');
        }
        out.push_str(&digits(whole.unsigned_abs()));
        let fraction = fraction.unsigned_abs();
        if fraction == 0 {
            return;
        }
        // One in front keeps the zeros after the point.
        let digits = digits(ONE.unsigned_abs() + fraction);
        out.push('.');
        out.push_str(digits.trim_end_matches('0').strip_prefix('1').unwrap_or_default());
    }
}

/// The value of `e5`, `E-3` or nothing at all.
fn exponent(text: &[u8]) -> Option<i32> {
    let Some((_, text)) = text.split_first() else { return Some(0) };
    let (sign, digits) = match text.split_first() {
        Some((b'-', digits)) => (-1, digits),
        Some((b'+', digits)) => (1, digits),
        _ => (1, text),
    };
    let number = digits.iter().try_fold(0_i32, |number, digit| {
        digit.is_ascii_digit().then(|| number.saturating_mul(10).saturating_add(i32::from(digit & 15)))
    })?;
    (!digits.is_empty()).then_some(sign * number)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> Option<String> {
        Amount::read(text.as_bytes()).map(|amount| {
            let mut out = String::new();
            amount.write(&mut out);
            out
        })
    }

    #[test]
    fn a_number_is_read_as_it_is_spelt() {
        for (text, ours) in [
            ("0", "0"),
            ("-0", "0"),
            ("0.00", "0"),
            ("12.3400", "12.34"),
            ("-12.05", "-12.05"),
            ("0.000000000001", "0.000000000001"),
            ("0.0000000000004", "0"),
            ("0.0000000000005", "0.000000000001"),
            ("0.9999999999995", "1"),
            ("-0.9999999999995", "-1"),
            ("14.300000000000001", "14.3"),
            ("1e3", "1000"),
            ("1.5E+3", "1500"),
            ("12345e-2", "123.45"),
            ("123456789012345678", "123456789012345678"),
            ("1e17", "100000000000000000"),
            ("0e999999999999", "0"),
            ("1e-999999999999", "0"),
        ] {
            assert_eq!(written(text).as_deref(), Some(ours), "{text}");
        }
    }

    #[test]
    fn what_cannot_be_added_exactly_is_refused() {
        for text in ["", "-", "e5", "1e", "1e+", "1x", "null", "\"1\"", "1e18", "9223372036854775808", "1e999999999999"]
        {
            assert_eq!(written(text), None, "{text}");
        }
    }

    #[test]
    fn a_thousand_times_ten_kopecks_are_a_hundred_roubles() {
        let mut sum = Amount::default();
        let ten = Amount::read(b"0.1").unwrap_or_default();
        (0..1000).for_each(|_| assert!(sum.add(&ten).is_some()));
        let mut out = String::new();
        sum.write(&mut out);
        assert_eq!(out, "100");
        assert!(sum.add(&Amount { whole: -101, fraction: 250_000_000_000 }).is_some());
        out.clear();
        sum.write(&mut out);
        assert_eq!(out, "-0.75");
        assert!(sum.add(&Amount { whole: i64::MAX, fraction: 0 }).is_some());
        assert!(sum.add(&Amount { whole: i64::MAX, fraction: 0 }).is_none());
    }
}
