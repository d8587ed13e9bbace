//! `related` and `relations`: what an object is related with, and how two are.

use super::answer::{self, Members, member, number, text};
use super::chains::{self, Way};
use super::net::{Arrow, Facts, Kind};
use super::{BAD, Call, Refusal};
use crate::json::Value;
use crate::providers::nkb::links::{Entity, TYPES, link};
use crate::sandbox::Played;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The server's words for an object that it does not know, and for one without any relations.
const NOTHING: Refusal = Refusal::Object(404, Vec::new());

impl Call<'_> {
    pub(super) fn related(&self, entity: &str, id: &str, rel_type: &str, direction: &str) -> Result<Played, Refusal> {
        let entity = Entity::from_name(entity).ok_or(BAD)?;
        link(rel_type).ok_or(BAD)?;
        let history = self.flag("history")?;
        let start = self.net.find(entity, id).ok_or(NOTHING)?;
        // As the server does: anything else than `out` is `in`.
        let out = direction == "out";
        if self.net.arrows(start, true).chain(self.net.arrows(start, false)).next().is_none() {
            return Err(NOTHING);
        }
        let mut others: BTreeMap<usize, Vec<&Arrow>> = BTreeMap::new();
        for arrow in self.net.arrows(start, out).filter(|arrow| arrow.name() == rel_type) {
            others.entry(arrow.other(start)).or_default().push(arrow);
        }
        // An object counts as historical when none of its relations holds.
        others.retain(|_, arrows| {
            let is_actual = arrows.iter().any(|arrow| arrow.is_actual());
            history.is_none_or(|history| history != is_actual)
        });
        let mut found: Vec<usize> = others.keys().copied().collect();
        found.sort_by_cached_key(|place| self.rank(*place, others.get(place)));
        let page = self.page(&found, &[start], |place| {
            let arrow = others.get(&place).and_then(|arrows| arrows.first());
            let relations = arrow.map(|arrow| answer::records(self.net, arrow)).unwrap_or_default();
            self.shown(place, self.switches.typed, Some(relations))
        })?;
        Ok(self.play(&[start], page))
    }

    /// Founders by their share, purchases by their date, members of a commission by their number, others by name.
    fn rank(&self, place: usize, arrows: Option<&Vec<&Arrow>>) -> (Reverse<u64>, usize, String) {
        use super::actuality::What;
        let facts = arrows.and_then(|arrows| arrows.first()).map(|arrow| &arrow.facts);
        let share = match facts {
            Some(Facts::History { records, .. }) => match records.first().map(|record| &record.entry.what) {
                // Whole roubles are exact enough, and none is negative.
                Some(What::Share(Some((amount, _)))) => *amount as u64,
                _ => 0,
            },
            _ => 0,
        };
        let member = if let Some(Facts::Member(number)) = facts { *number } else { 0 };
        match self.net.thing(place).map(|thing| &thing.what) {
            Some(Kind::Purchase(purchase)) => {
                let day = purchase.published.until(crate::sandbox::world::TODAY);
                (Reverse(0), usize::try_from(day).unwrap_or(0), String::new())
            }
            Some(Kind::Individual(name)) => (Reverse(share), member, name.clone()),
            Some(Kind::Company(subject, _) | Kind::Branch(subject, ..)) => (Reverse(share), member, subject.title()),
            Some(Kind::Address { text, .. } | Kind::Phone(text)) => (Reverse(0), 0, text.clone()),
            None => (Reverse(0), 0, String::new()),
        }
    }

    pub(super) fn relations(&self, one: (&str, &str), other: (&str, &str)) -> Result<Played, Refusal> {
        let types: Vec<String> = self.values("relType").map(str::to_owned).collect();
        let way = Way { types: &types, depth: self.count("maxDepth")?.unwrap_or(2), history: self.flag("history")? };
        check(&way)?;
        let mut ends = [0, 0];
        for (end, (entity, id)) in ends.iter_mut().zip([one, other]) {
            let entity = Entity::from_name(entity).ok_or(BAD)?;
            *end = self.net.find(entity, id).ok_or(Refusal::Code(404, "error.system"))?;
        }
        let [from, to] = ends;
        let mut writer = Writer { call: self, way, places: Vec::new() };
        let traces = writer.traces(from, to);
        // Nothing found is told by `null`.
        let traces = if traces.is_empty() { Value::Null } else { Value::List(traces) };
        let nodes = writer.nodes();
        Ok(self.play(&ends, Value::Object(vec![member("nodes", nodes), member("traces", traces)])))
    }
}

/// Types from the table, and a depth from 2 to 10.
pub(super) fn check(way: &Way<'_>) -> Result<(), Refusal> {
    let known = |name: &String| TYPES.contains(&name.as_str());
    let is_right = !way.types.is_empty() && way.types.iter().all(known) && (2..=10).contains(&way.depth);
    if is_right { Ok(()) } else { Err(BAD) }
}

/// Writes chains, with every object once.
pub(super) struct Writer<'w, 'c> {
    pub(super) call: &'w Call<'c>,
    pub(super) way: Way<'w>,
    pub(super) places: Vec<usize>,
}

impl Writer<'_, '_> {
    /// The chains between two.
    pub(super) fn traces(&mut self, from: usize, to: usize) -> Vec<Value> {
        let chains = chains::find(self.call.net, from, to, &self.way);
        chains.into_iter().map(|chain| self.trace(&chain)).collect()
    }

    fn trace(&mut self, chain: &[usize]) -> Value {
        let nodes = chain.iter().map(|place| number(self.index(*place))).collect();
        let steps = chain.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(self.step(*a, *b)),
            _ => None,
        });
        let steps = steps.collect();
        Value::Object(vec![member("nodes", Value::List(nodes)), member("relations", Value::List(steps))])
    }

    fn step(&self, a: usize, b: usize) -> Value {
        let arrows = chains::between(self.call.net, a, b, &self.way);
        let records = arrows.into_iter().flat_map(|(arrow, direction)| {
            let head = [member("type", text(arrow.name())), member("direction", text(direction))];
            let records = answer::records(self.call.net, arrow).into_iter();
            records.map(move |record| Value::Object(head.iter().cloned().chain(record).collect::<Members>()))
        });
        Value::List(records.collect())
    }

    fn index(&mut self, place: usize) -> usize {
        self.places.iter().position(|known| *known == place).unwrap_or_else(|| {
            self.places.push(place);
            self.places.len() - 1
        })
    }

    /// The objects of all chains so far.
    pub(super) fn nodes(&self) -> Value {
        let nodes = self.places.iter().map(|place| Value::Object(self.call.shown(*place, true, None)));
        Value::List(nodes.collect())
    }
}
