//! Where things are in a list, by what they are looked for. Answers have thousands of objects and relations, so that going
//! through all of them for each takes seconds.

use core::iter::successors;

/// The places of a list by hashes. What is looked for is at one of the places of its hash, and so may something else be: whoever
/// looks compares.
#[derive(Default)]
pub(super) struct Index {
    /// The latest place of each bucket.
    latest: Vec<Option<usize>>,
    entries: Vec<Entry>,
}

struct Entry {
    hash: u32,
    /// The place before it in the same bucket.
    before: Option<usize>,
}

impl Index {
    /// How many places there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Adds the next place.
    pub(super) fn add(&mut self, hash: u32) {
        self.entries.push(Entry { hash, before: None });
        let mut from = self.len() - 1;
        if self.len() > self.latest.len() {
            self.latest = vec![None; 2 * self.len() + 1];
            from = 0;
        }
        for place in from..self.len() {
            let bucket = self.bucket(self.entries.get(place).map_or(0, |entry| entry.hash));
            if let (Some(entry), Some(latest)) = (self.entries.get_mut(place), self.latest.get_mut(bucket)) {
                entry.before = latest.replace(place);
            }
        }
    }

    /// Where it may be, the last place first.
    pub(super) fn places(&self, hash: u32) -> impl Iterator<Item = usize> {
        let latest = self.latest.get(self.bucket(hash)).copied().flatten();
        successors(latest, |place| self.entries.get(*place)?.before)
    }

    fn bucket(&self, hash: u32) -> usize {
        (hash as usize).checked_rem(self.latest.len()).unwrap_or(0)
    }
}

/// FNV-1a.
pub(super) fn hash(parts: impl Iterator<Item = usize>) -> u32 {
    parts.fold(0x811C_9DC5, |hash, part| (hash ^ part as u32).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_at_one_of_its_places_and_few_others_are() {
        let key = |number: usize| hash(format!("{number:x}").bytes().map(usize::from));
        let mut index = Index::default();
        assert_eq!(index.places(key(0)).count(), 0);
        (0..10_000).for_each(|number| index.add(key(number)));
        let all = (0..10_000).inspect(|number| assert!(index.places(key(*number)).any(|place| place == *number)));
        let looked_at: usize = all.map(|number| index.places(key(number)).count()).sum();
        assert!(looked_at < 30_000, "{looked_at}");
    }

    #[test]
    fn the_last_of_the_same_comes_first() {
        let mut index = Index::default();
        [1, 2, 1, 1].into_iter().for_each(|hash| index.add(hash));
        assert_eq!(index.places(1).collect::<Vec<_>>(), [3, 2, 0]);
    }
}
