use super::Date;

/// SplitMix64: small, and the same numbers everywhere for the same seed.
pub(crate) struct Random(u64);

/// What is drawn for: everything that is drawn for one subject has a sequence of its own.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Topic {
    Link = 1,
    Activities,
    Funds,
    Records,
    Owners,
    Accounts,
    Licences,
    Proceedings,
    Purchases,
    Prices,
    Analytics,
    Courts,
    Recent,
    Birth,
    Bailiffs,
    /// Its own number whatever comes before it: tests and documentation name its GUIDs.
    Exchange = 16,
}

impl Random {
    /// Everything that is drawn for one thing comes from its own seed, so that adding a thing changes no other.
    pub(crate) fn new(seed: u32) -> Random {
        Random(0x6b6f_6e74_7261_6765 ^ u64::from(seed) << 24)
    }

    /// For one of the things that are drawn for a subject; index below 16 777 216.
    pub(crate) fn of(seed: u32, topic: Topic, index: u32) -> Random {
        Random(0x7361_6e64_626f_7821 ^ u64::from(seed) << 32 ^ u64::from(topic as u8) << 24 ^ u64::from(index))
    }

    /// So many hexadecimal digits.
    pub(crate) fn hex(&mut self, count: usize) -> String {
        (0..count).filter_map(|_| char::from_digit(self.below(16), 16)).collect()
    }

    /// A GUID of version 4, in small letters.
    pub(crate) fn guid(&mut self) -> String {
        let variant = self.word(&["8", "9", "a", "b"]);
        let [a, b, c, d, e] = [8, 4, 3, 3, 12].map(|count| self.hex(count));
        format!("{a}-{b}-4{c}-{variant}{d}-{e}")
    }

    /// A whole number from the first to the last.
    pub(crate) fn between(&mut self, first: u32, last: u32) -> u32 {
        first + self.below(1 + last.saturating_sub(first))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// From zero to one less than `limit`; zero when there is no choice.
    pub(crate) fn below(&mut self, limit: u32) -> u32 {
        let drawn = self.next().checked_rem(u64::from(limit)).unwrap_or(0);
        u32::try_from(drawn).unwrap_or(0)
    }

    /// True in so many cases of a hundred.
    pub(crate) fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent
    }

    /// One of them; `None` only when there are none.
    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> Option<&'a T> {
        let limit = u32::try_from(items.len()).unwrap_or(u32::MAX);
        usize::try_from(self.below(limit)).ok().and_then(|place| items.get(place))
    }

    /// One of the words.
    pub(crate) fn word(&mut self, words: &[&'static str]) -> &'static str {
        self.pick(words).copied().unwrap_or_default()
    }

    /// A day from the first to the one before the last.
    pub(crate) fn day(&mut self, first: Date, last: Date) -> Date {
        let days = u32::try_from(first.until(last)).unwrap_or(0);
        first.after(i32::try_from(self.below(days)).unwrap_or(0))
    }
}
