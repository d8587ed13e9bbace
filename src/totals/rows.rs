use super::{Amount, Tally};
use core::cmp::Ordering;

/// What tells a group from the others.
#[derive(Clone, Debug)]
pub(super) enum Key {
    /// The entries do not say it.
    Absent,
    /// A year.
    Year(u32),
    /// A text.
    Text(String),
    /// A company: two are the same by their ИНН and, where there is none, by their name.
    Company {
        /// ИНН.
        inn: Option<String>,
        /// The name, as the first entry has it.
        name: Option<String>,
    },
}

impl PartialEq for Key {
    fn eq(&self, other: &Key) -> bool {
        self.order(other) == Ordering::Equal
    }
}

impl Key {
    /// An order in which those are equal that are the same; what is absent comes last.
    fn order(&self, other: &Key) -> Ordering {
        match (self, other) {
            (Key::Year(one), Key::Year(other)) => one.cmp(other),
            _ => self.rank().cmp(&other.rank()),
        }
    }

    fn rank(&self) -> (u8, &str) {
        match self {
            Key::Year(_) => (0, ""),
            Key::Text(text) => (1, text),
            Key::Company { inn: Some(inn), .. } => (2, inn),
            Key::Company { name, .. } => (3, name.as_deref().unwrap_or_default()),
            Key::Absent => (4, ""),
        }
    }
}

/// The groups so far.
#[derive(Debug, Default)]
pub(super) struct Rows {
    rows: Vec<(Key, Tally)>,
    /// The positions of the rows in the order of their keys. To insert a position moves a few kilobytes at most, and costs
    /// less of the module than a tree or a hash table.
    order: Vec<usize>,
}

impl Rows {
    /// Counts an entry in the group with that key, which is new if there was none; `None` when the sum becomes too large.
    pub(super) fn add(&mut self, key: Key, sum: Option<&Amount>) -> Option<()> {
        let known =
            self.order.binary_search_by(|at| self.rows.get(*at).map_or(Ordering::Less, |row| row.0.order(&key)));
        let at = match known {
            Ok(place) => *self.order.get(place)?,
            Err(place) => {
                self.order.insert(place, self.rows.len());
                self.rows.push((key, Tally::default()));
                self.rows.len() - 1
            }
        };
        self.rows.get_mut(at)?.1.add(sum)
    }

    /// The groups in the order of their keys.
    pub(super) fn sorted(&self) -> impl Iterator<Item = &(Key, Tally)> {
        self.order.iter().filter_map(|at| self.rows.get(*at))
    }
}
