use super::Date;

/// SplitMix64: small, and the same numbers everywhere for the same seed.
pub(super) struct Random(u64);

impl Random {
    /// Everything that is drawn for one thing comes from its own seed, so that adding a thing changes no other.
    pub(super) fn new(seed: u32) -> Random {
        Random(0x6b6f_6e74_7261_6765 ^ u64::from(seed) << 24)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From zero to one less than `limit`; zero when there is no choice.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        let drawn = self.next().checked_rem(u64::from(limit)).unwrap_or(0);
        u32::try_from(drawn).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; `None` only when there are none.
    pub(super) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let limit = u32::try_from(items.len()).unwrap_or(u32::MAX);
        usize::try_from(self.below(limit)).ok().and_then(|place| items.get(place))
    }

    /// One of the words.
    pub(super) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// A day from the first to the one before the last.
    pub(super) fn day(&mut self, first: Date, last: Date) -> Date {
        let days = u32::try_from(first.until(last)).unwrap_or(0);
        first.after(i32::try_from(self.below(days)).unwrap_or(0))
    }
}
