//! Which of many records of a company's founders, or of its head officers, still hold: the provider's own rule, as its front
//! end describes it.
//!
//! Records come in groups, one for every source and its date. The group with the newest record holds. Of head officers
//! nothing else does; of founders also what a better or no older source says.

use crate::sandbox::world::Date;
use std::cmp::Reverse;

/// A record as a source has it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    /// The place of the founder or head officer.
    pub(super) who: usize,
    pub(super) source: Source,
    /// The day of which the source is.
    pub(super) told: Date,
    pub(super) since: Option<Date>,
    pub(super) what: What,
}

/// What the record says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    /// Roubles and percent of a founder's share, where there are shares.
    Share(Option<(f64, f64)>),
    /// The post of a head officer.
    Post(&'static str),
}

/// Where records are from, the least trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Source {
    /// The statistics office.
    Statistics,
    /// The register.
    Register,
}

/// A record, and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Settled {
    pub(super) entry: Entry,
    pub(super) outdated: bool,
}

/// Decides about the records of one kind of one company.
pub(super) fn settle(mut entries: Vec<Entry>, founders: bool) -> Vec<Settled> {
    let group = |entry: &Entry| (entry.source, entry.told);
    let newest = |of: (Source, Date), entries: &[Entry]| {
        entries.iter().filter(|entry| group(entry) == of).filter_map(|entry| entry.since).max()
    };
    let mut groups: Vec<(Source, Date)> = entries.iter().map(group).collect();
    groups.sort_by_key(|of| Reverse((newest(*of, &entries), of.0, of.1)));
    groups.dedup();
    let Some(first) = groups.first().copied() else { return Vec::new() };
    let better = groups.iter().find(|(source, _)| founders && *source > first.0).copied();
    let holds = |of: (Source, Date)| of == first || founders && (Some(of) == better || of.1 >= first.1);
    entries.sort_by_key(|entry| groups.iter().position(|of| *of == group(entry)));
    let mut settled: Vec<Settled> = Vec::new();
    for entry in entries {
        let holds = holds(group(&entry));
        let mine = |one: &&mut Settled| one.entry.who == entry.who;
        if let Some(known) = settled.iter_mut().filter(mine).find(|known| known.entry.says_the_same(&entry)) {
            known.entry.since = match (known.entry.since, entry.since) {
                (Some(a), Some(b)) => Some(a.min(b)),
                (a, b) => a.or(b),
            };
            known.entry.told = known.entry.told.max(entry.told);
            continue;
        }
        // Of one founder or officer no more than one record holds.
        let another = settled.iter().any(|one| one.entry.who == entry.who && !one.outdated);
        settled.push(Settled { outdated: !holds || another, entry });
    }
    settled
}

impl Entry {
    /// The same record from another source, or another time.
    fn says_the_same(&self, other: &Entry) -> bool {
        self.since == other.since
            || match (&self.what, &other.what) {
                (What::Post(a), What::Post(b)) => a.to_lowercase() == b.to_lowercase(),
                (What::Share(Some(a)), What::Share(Some(b))) => {
                    a.0.round() == b.0.round() && (a.1 * 100.0).round() == (b.1 * 100.0).round()
                }
                _ => false,
            }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn day(year: i32) -> Date {
        Date::new(year, 1, 1)
    }

    fn entry(who: usize, source: Source, told: i32, since: i32, what: What) -> Entry {
        Entry { who, source, told: day(told), since: Some(day(since)), what }
    }

    fn told(settled: &[Settled]) -> Vec<(usize, bool, i32, i32)> {
        let year = |date: Option<Date>| date.map_or(0, Date::year);
        settled.iter().map(|one| (one.entry.who, one.outdated, year(one.entry.since), one.entry.told.year())).collect()
    }

    #[test]
    fn of_head_officers_only_the_newest_group_holds() {
        let post = |post| What::Post(post);
        let settled = settle(
            vec![
                entry(1, Source::Register, 2015, 2004, post("Директор")),
                entry(2, Source::Register, 2020, 2016, post("Директор")),
                entry(1, Source::Statistics, 2021, 2010, post("Президент")),
            ],
            false,
        );
        assert_eq!(told(&settled), [(2, false, 2016, 2020), (1, true, 2010, 2021), (1, true, 2004, 2015)]);
    }

    #[test]
    fn of_founders_what_a_better_or_later_source_says_holds_too() {
        let share = |percent| What::Share(Some((percent * 100.0, percent)));
        let settled = settle(
            vec![
                entry(1, Source::Statistics, 2018, 2012, share(50.0)),
                entry(2, Source::Register, 2016, 2010, share(25.0)),
                entry(3, Source::Register, 2014, 2008, share(25.0)),
                entry(4, Source::Statistics, 2019, 2007, share(1.0)),
            ],
            true,
        );
        // The first group; the first of a better source; one that is no older. The other register's group is outdated.
        assert_eq!(
            told(&settled),
            [(1, false, 2012, 2018), (2, false, 2010, 2016), (3, true, 2008, 2014), (4, false, 2007, 2019)]
        );
    }

    #[test]
    fn equal_records_are_one() {
        let settled = settle(
            vec![
                entry(1, Source::Register, 2020, 2010, What::Share(Some((10_000.0, 33.334)))),
                entry(1, Source::Statistics, 2021, 2009, What::Share(Some((10_000.4, 33.3301)))),
                entry(1, Source::Register, 2012, 2004, What::Share(Some((1_000.0, 3.0)))),
                entry(2, Source::Register, 2020, 2010, What::Post("Директор")),
                entry(2, Source::Register, 2012, 2004, What::Post("ДИРЕКТОР")),
            ],
            true,
        );
        assert_eq!(told(&settled), [(1, false, 2009, 2021), (2, false, 2004, 2020), (1, true, 2004, 2012)]);
        assert!(settle(Vec::new(), true).is_empty());
    }
}
