use std::fmt;

/// A day. Every month of the sandbox has 28 of them, so that adding days needs no calendar and every date is a real one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Date(i32);

const DAYS: i32 = 28;

impl Date {
    /// Day 1 to 28 of a month.
    pub(crate) const fn new(year: i32, month: i32, day: i32) -> Date {
        assert!(month >= 1 && month <= 12 && day >= 1 && day <= DAYS);
        Date((year * 12 + month - 1) * DAYS + day - 1)
    }

    /// So many days later.
    pub(crate) const fn after(self, days: i32) -> Date {
        Date(self.0 + days)
    }

    /// How many days are left until another day.
    pub(crate) const fn until(self, later: Date) -> i32 {
        later.0 - self.0
    }

    pub(crate) const fn year(self) -> i32 {
        self.0 / (DAYS * 12)
    }

    /// `DD.MM.YYYY`.
    pub(crate) fn dotted(self) -> String {
        format!("{:02}.{:02}.{:04}", self.0 % DAYS + 1, self.0 / DAYS % 12 + 1, self.year())
    }
}

/// `YYYY-MM-DD`.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year(), self.0 / DAYS % 12 + 1, self.0 % DAYS + 1)
    }
}
