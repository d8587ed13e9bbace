//! The fictional companies and people that all providers of the sandbox tell about: one coherent set of facts, the same
//! in every run.
//!
//! Nobody in it exists. Numbers have right control digits but come from ranges that are not given away; names are
//! made of invented words; telephone numbers and mail addresses cannot be reached.

mod crowd;
mod date;
mod draft;
mod forms;
mod numbers;
mod random;
mod regions;
mod showcase;
mod types;
mod words;

pub(super) use date::Date;
pub(super) use forms::LegalForm;
pub(super) use regions::{MOSCOW, Region};
pub(super) use types::*;

use super::cases;
use std::sync::OnceLock;

/// The day on which the world stands still: nothing in it is later.
pub(super) const TODAY: Date = Date::new(2026, 11, 1);

/// Everybody: the examples first, then the special cases, then the crowd.
#[derive(Debug, PartialEq)]
pub(super) struct World {
    subjects: Vec<Subject>,
}

impl World {
    /// The one world there is.
    pub(super) fn get() -> &'static World {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(World::new)
    }

    fn new() -> World {
        let special = cases::CASES.iter().map(|case| showcase::special(case.number));
        World { subjects: showcase::showcase().into_iter().chain(special).chain(crowd::crowd()).collect() }
    }

    pub(super) fn subjects(&self) -> impl Iterator<Item = &Subject> {
        self.subjects.iter()
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
