//! The fictional companies and people that all providers of the sandbox tell about: one coherent set of facts, the same
//! in every run.
//!
//! Nobody in it exists. Numbers have right control digits but come from ranges that are not given away; names are
//! made of invented words; telephone numbers and mail addresses cannot be reached.

mod accounts;
mod activities;
mod crowd;
mod date;
mod draft;
mod exchange;
mod forms;
mod licences;
mod links;
pub(super) mod numbers;
mod people;
pub(super) mod proceedings;
mod purchases;
mod random;
mod records;
mod regions;
mod showcase;
mod types;
mod words;

pub(super) use accounts::{Results, Year};
pub(super) use activities::Activity;
pub(super) use date::Date;
pub(super) use exchange::{ASTRAL, Operator, Participant};
pub(super) use forms::LegalForm;
pub(super) use licences::Licence;
pub(super) use people::{Citizen, Search, citizens, sought};
pub(super) use proceedings::{Debtor, Outcome, Proceeding};
pub(super) use purchases::{Bid, Purchase, Stage};
pub(super) use random::{Random, Topic};
pub(super) use records::{Entry, What};
pub(super) use regions::{MOSCOW, Region};
pub(super) use types::*;

use super::cases;
use std::sync::OnceLock;

/// The day on which the world stands still: nothing in it is later.
pub(super) const TODAY: Date = Date::new(2026, 11, 1);

/// What «the last 12 months» begin with.
pub(super) const fn year_ago() -> Date {
    TODAY.after(-336)
}

/// Everybody: the examples first, then the special cases, then the crowd.
#[derive(Debug, PartialEq)]
pub(super) struct World {
    subjects: Vec<Subject>,
    /// The places of those who take part in purchases, each as often as it is drawn.
    suppliers: Vec<usize>,
}

impl World {
    /// The one world there is.
    pub(super) fn get() -> &'static World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(World::new)
    }

    fn new() -> World {
        let special = cases::CASES.iter().map(|case| showcase::special(case.number));
        let mut subjects: Vec<Subject> =
            showcase::showcase().into_iter().chain(special).chain(crowd::crowd()).collect();
        links::link(&mut subjects);
        let times = |subject: &Subject| usize::try_from(subject.facts.volumes.supplies).unwrap_or(0);
        let places = subjects.iter().enumerate();
        let suppliers = places.flat_map(|(place, subject)| std::iter::repeat_n(place, times(subject))).collect();
        World { subjects, suppliers }
    }

    pub(super) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter()
    }

    fn at(&self, place: usize) -> Option<&Subject> {
        self.subjects.get(place)
    }

    fn suppliers(&self) -> &[usize] {
        &self.suppliers
    }

    pub(super) fn by_ogrn<'w>(&'w self, ogrn: &str) -> Option<&'w Subject> {
        self.subjects().find(|subject| subject.facts.ogrn == ogrn)
    }

    /// Usually one; several for an ИНН that had several ОГРН.
    pub(super) fn by_inn<'w>(&'w self, inn: &str) -> impl Iterator<Item = &'w Subject> {
        self.subjects().filter(move |subject| subject.facts.inn.as_deref() == Some(inn))
    }
}

#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests;
