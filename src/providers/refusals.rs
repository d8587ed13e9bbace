//! How long a login that the provider refused is not tried again: many an account is locked after a few wrong passwords.

/// The first pause; every further one is twice as long.
const FIRST_MS: f64 = 30_000.0;
/// No pause is longer. For so long after a pause it counts, too, that there was one.
const LONGEST_MS: f64 = 600_000.0;

/// Refusals of one login, one after the other.
#[derive(Default)]
pub(super) struct Refusals {
    in_row: u32,
    /// Until when the login is not tried, in milliseconds since 1970.
    until_ms: f64,
}

impl Refusals {
    /// There was another.
    pub(super) fn add(&mut self, now_ms: f64) {
        self.in_row = if self.remembered_ms(now_ms).is_some() { self.in_row.saturating_add(1) } else { 1 };
        let doubled = FIRST_MS * f64::from(1_u32 << self.in_row.saturating_sub(1).min(16));
        self.until_ms = now_ms + doubled.min(LONGEST_MS);
    }

    /// How long the login is still not to be tried. A clock that was put back holds nobody up for longer than the pause.
    pub(super) fn pause_ms(&self, now_ms: f64) -> Option<f64> {
        Some(self.until_ms - now_ms).filter(|left| *left > 0.0 && *left <= LONGEST_MS)
    }

    /// How long it still matters that there were any.
    pub(super) fn remembered_ms(&self, now_ms: f64) -> Option<f64> {
        Some(self.until_ms + LONGEST_MS - now_ms).filter(|left| self.in_row > 0 && *left > 0.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: f64 = 1_793_534_400_000.0;

    #[test]
    fn pauses_double_to_ten_minutes() {
        let mut refusals = Refusals::default();
        let mut now = NOW;
        for seconds in [30.0, 60.0, 120.0, 240.0, 480.0, 600.0, 600.0] {
            assert_eq!(refusals.pause_ms(now), None);
            refusals.add(now);
            assert_eq!(refusals.pause_ms(now), Some(seconds * 1000.0));
            assert_eq!(refusals.pause_ms(now + seconds * 1000.0 - 1.0), Some(1.0));
            now += seconds * 1000.0;
        }
        refusals.in_row = u32::MAX;
        refusals.add(now);
        assert_eq!(refusals.pause_ms(now), Some(LONGEST_MS));
    }

    #[test]
    fn long_ago_is_forgotten() {
        let mut refusals = Refusals::default();
        assert_eq!(refusals.remembered_ms(0.0), None);
        refusals.add(NOW);
        assert_eq!(refusals.remembered_ms(NOW), Some(FIRST_MS + LONGEST_MS));
        let then = NOW + FIRST_MS + LONGEST_MS;
        assert_eq!(refusals.remembered_ms(then - 1.0), Some(1.0));
        assert_eq!(refusals.remembered_ms(then), None);
        refusals.add(then);
        assert_eq!(refusals.pause_ms(then), Some(FIRST_MS));
    }

    #[test]
    fn a_clock_that_was_put_back_does_not_hold_up() {
        let mut refusals = Refusals::default();
        refusals.add(NOW);
        assert_eq!(refusals.pause_ms(NOW - 3_600_000.0), None);
    }
}
