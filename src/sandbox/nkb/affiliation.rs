//! `connections`: who of several is affiliated with whom.

use super::answer::{Members, member, number, text};
use super::chains::{self, Way};
use super::{Call, Refusal};
use crate::json::Value;
use crate::providers::nkb::links::{Entity, TYPES};
use crate::sandbox::Played;
use crate::sandbox::nkb::net::name_id;

/// What counts as a sign of affiliation: those types that make organisations each other's, which are all before the holders of
/// registers. Which the provider looks at is not published.
fn signs() -> &'static [&'static str] {
    TYPES.split(|name| *name == "REGISTER_HOLDER").next().unwrap_or_default()
}

impl Call<'_> {
    pub(super) fn connections(&self) -> Result<Played, Refusal> {
        let subsidiary = self.flag("subsidiary")?.unwrap_or(true);
        let companies = self.values("q").map(|id| (id, true));
        let people = self.values("i").map(|name| (name, false));
        let asked: Vec<(&str, bool)> =
            companies.chain(people).map(|(id, is)| (id.trim(), is)).filter(|(id, _)| !id.is_empty()).collect();
        if asked.len() < 2 {
            return Err(Refusal::Object(400, Vec::new()));
        }
        let mut taken: Vec<(&str, usize)> = Vec::new();
        let mut validation: Members = Vec::new();
        for (id, is_company) in asked {
            let found = if is_company { self.of_number(id, subsidiary) } else { self.of_name(id) };
            let problem = match found.as_slice() {
                [] => vec![member("status", text("NOT_FOUND"))],
                [place] => match taken.iter().find(|(_, known)| known == place) {
                    Some((first, _)) => vec![member("status", text("ALIAS")), member("info", text(first))],
                    None => {
                        taken.push((id, *place));
                        continue;
                    }
                },
                several => vec![member("status", text("MULTIPLE")), member("info", number(several.len()))],
            };
            if !validation.iter().any(|(known, _)| known == id) {
                validation.push(member(id, Value::Object(problem)));
            }
        }
        if taken.len() < 2 {
            return Err(Refusal::Object(400, vec![member("validation", Value::Object(validation))]));
        }
        // Both are left out when there is nothing in them.
        let mut members = Members::new();
        let groups = self.groups(&taken);
        if !groups.is_empty() {
            members.push(member("connections", Value::List(groups)));
        }
        if !validation.is_empty() {
            members.push(member("validation", Value::Object(validation)));
        }
        let about: Vec<usize> = taken.iter().map(|(_, place)| *place).collect();
        Ok(self.play(&about, Value::Object(members)))
    }

    fn of_number(&self, id: &str, subsidiary: bool) -> Vec<usize> {
        let names = ["okpo", "inn", "ogrn"];
        self.companies_of(subsidiary).filter(|place| names.iter().any(|name| self.has(*place, name, id))).collect()
    }

    fn of_name(&self, name: &str) -> Vec<usize> {
        self.net.find(Entity::Individual, &name_id(name)).into_iter().collect()
    }

    /// Groups of those between whom there is a chain of signs, directly or by others of the group.
    fn groups(&self, taken: &[(&str, usize)]) -> Vec<Value> {
        let types: Vec<String> = signs().iter().map(|sign| (*sign).to_owned()).collect();
        let way = Way { types: &types, depth: 2, history: None };
        let joined = |a: usize, b: usize| !chains::find(self.net, a, b, &way).is_empty();
        let mut groups: Vec<Vec<(&str, usize)>> = Vec::new();
        for one in taken {
            let is_of = |group: &Vec<(&str, usize)>| group.iter().any(|known| joined(known.1, one.1));
            let (mut with, without): (Vec<_>, Vec<_>) = std::mem::take(&mut groups).into_iter().partition(is_of);
            groups = without;
            let mut group: Vec<(&str, usize)> = with.drain(..).flatten().collect();
            group.push(*one);
            groups.push(group);
        }
        // In the order of the question.
        let order = |id: &str| taken.iter().position(|(known, _)| *known == id);
        for group in &mut groups {
            group.sort_by_key(|(id, _)| order(id));
        }
        groups.sort_by_key(|group| group.first().and_then(|(id, _)| order(id)));
        let write = |group: Vec<(&str, usize)>| Value::List(group.into_iter().map(|(id, _)| text(id)).collect());
        groups.into_iter().filter(|group| group.len() > 1).map(write).collect()
    }
}
