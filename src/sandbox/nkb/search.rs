//! `company`: search by identifiers and name.

use super::net::Kind;
use super::{Call, Refusal};
use crate::sandbox::Played;
use crate::sandbox::world::Subject;
use std::cmp::Reverse;

impl Call<'_> {
    pub(super) fn companies(&self) -> Result<Played, Refusal> {
        let criteria: Vec<(&str, &str)> = ["inn", "ogrn", "okpo", "id", "name"]
            .into_iter()
            .filter_map(|name| Some((name, self.value(name)?)))
            .collect();
        if criteria.is_empty() {
            return Err(Refusal::Object(400, Vec::new()));
        }
        let subsidiary = self.flag("subsidiary")?.unwrap_or(true);
        let fits = |place: usize| criteria.iter().all(|(name, value)| self.has(place, name, value));
        let mut found: Vec<usize> = self.companies_of(subsidiary).filter(|place| fits(*place)).collect();
        found.sort_by_key(|place| (Reverse(self.sales(*place)), *place));
        let page = self.page(&found, &found, |place| self.shown(place, self.switches.typed, None))?;
        Ok(self.play(&found, page))
    }

    /// All companies, with their branches or without.
    pub(super) fn companies_of(&self, subsidiary: bool) -> impl Iterator<Item = usize> {
        self.net
            .things()
            .filter(move |(_, thing)| match thing.what {
                Kind::Company(..) => true,
                Kind::Branch(..) => subsidiary,
                _ => false,
            })
            .map(|(place, _)| place)
    }

    /// Whether an identifier or the name of a company is that. Branches have the numbers of their head organisation.
    pub(super) fn has(&self, place: usize, name: &str, value: &str) -> bool {
        let Some(thing) = self.net.thing(place) else { return false };
        let (subject, okpo, names): (&Subject, Option<&str>, Vec<&str>) = match &thing.what {
            Kind::Company(subject, organisation) => {
                let title = &organisation.name.value;
                let names = title.short.iter().map(String::as_str).chain([title.full.as_str()]).collect();
                (subject, subject.facts.codes.okpo.as_deref(), names)
            }
            Kind::Branch(subject, _, branch, okpo) => {
                (subject, Some(okpo.as_str()), branch.name.iter().map(String::as_str).collect())
            }
            _ => return false,
        };
        match name {
            "inn" => subject.facts.inn.as_deref() == Some(value),
            "ogrn" => subject.facts.ogrn == value,
            "okpo" => okpo == Some(value),
            "id" => thing.id == value,
            // How exact the provider is about names is not known.
            _ => names.iter().any(|name| plain(name).contains(&plain(value))),
        }
    }

    /// Sales of the last year.
    fn sales(&self, place: usize) -> i64 {
        match self.net.thing(place).map(|thing| &thing.what) {
            Some(Kind::Company(subject, _)) => subject.accounts().last().map_or(0, |year| year.now.line(2110)),
            _ => 0,
        }
    }
}

/// A name without quotes and capitals.
fn plain(name: &str) -> String {
    name.chars().filter(|sign| !matches!(sign, '"' | '«' | '»')).flat_map(char::to_lowercase).collect()
}
