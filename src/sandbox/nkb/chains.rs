//! Chains between two objects, with the provider's limits: what is related with too many is not walked through, nor is whoever
//! keeps the registers of others.

use super::net::{Arrow, Net};
use crate::providers::nkb::links::TYPES;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// The most chains that are looked for. What the provider does is not known.
const MOST: usize = 100;
/// More relations of one of these types, and an object is not walked through.
const CROWDED: usize = 100;
const CROWDED_BY: &[&str] =
    &["FOUNDER_COMPANY", "ADDRESS", "PHONE", "FOUNDER_INDIVIDUAL", "EXECUTIVE_INDIVIDUAL", "EMPLOYEE"];

/// What chains are made of.
pub(super) struct Way<'w> {
    /// The types of relations.
    pub(super) types: &'w [String],
    /// The most relations of a chain.
    pub(super) depth: usize,
    /// Only relations that hold (`false`), only those that hold no longer (`true`), or both.
    pub(super) history: Option<bool>,
}

impl Way<'_> {
    fn takes(&self, arrow: &Arrow) -> bool {
        let name = arrow.name();
        let fits = match self.history {
            None => true,
            Some(false) => arrow.is_actual(),
            Some(true) => arrow.is_historical(),
        };
        fits && self.types.iter().any(|known| known == name)
    }
}

/// The relations of an object that chains may go along, whichever way they go.
fn steps<'n>(net: &'n Net, place: usize, way: &Way<'_>) -> Vec<&'n Arrow> {
    let both = net.arrows(place, true).chain(net.arrows(place, false));
    both.filter(|arrow| way.takes(arrow)).collect()
}

fn is_crowded(net: &Net, place: usize) -> bool {
    let count = |out: bool, name: &str| net.arrows(place, out).filter(|arrow| arrow.name() == name).count();
    CROWDED_BY.iter().any(|name| count(true, name) > CROWDED)
        || count(false, "EMPLOYEE") > CROWDED
        || net.arrows(place, true).any(|arrow| arrow.name() == "REGISTER_HOLDER")
}

/// Chains from one object to another as the places on the way, the shortest first.
pub(super) fn find(net: &Net, from: usize, to: usize, way: &Way<'_>) -> Vec<Vec<usize>> {
    if from == to {
        return Vec::new();
    }
    let far = distances(net, to, from, way);
    let mut found: Vec<Vec<usize>> = Vec::new();
    // Chains of one length after the other, so that the shortest are found first.
    for length in 1..=way.depth {
        let mut path = vec![from];
        walk(net, to, way, length, &far, &mut path, &mut found);
        if found.len() >= MOST {
            break;
        }
    }
    found
}

/// How many steps it is from each object to the end; further ones are not in it.
fn distances(net: &Net, to: usize, from: usize, way: &Way<'_>) -> BTreeMap<usize, usize> {
    let mut far = BTreeMap::from([(to, 0)]);
    let mut queue = VecDeque::from([to]);
    while let Some(place) = queue.pop_front() {
        let next = far.get(&place).map_or(0, |steps| steps + 1);
        if next > way.depth || place != to && place != from && is_crowded(net, place) {
            continue;
        }
        for arrow in steps(net, place, way) {
            let other = arrow.other(place);
            if let std::collections::btree_map::Entry::Vacant(entry) = far.entry(other) {
                entry.insert(next);
                queue.push_back(other);
            }
        }
    }
    far
}

fn walk(
    net: &Net,
    to: usize,
    way: &Way<'_>,
    left: usize,
    far: &BTreeMap<usize, usize>,
    path: &mut Vec<usize>,
    found: &mut Vec<Vec<usize>>,
) {
    let Some(place) = path.last().copied() else { return };
    if place == to {
        if left == 0 {
            found.push(path.clone());
        }
        return;
    }
    if left == 0 || path.len() > 1 && is_crowded(net, place) {
        return;
    }
    let others: BTreeSet<usize> = steps(net, place, way).into_iter().map(|arrow| arrow.other(place)).collect();
    for other in others {
        let reaches = far.get(&other).is_some_and(|steps| *steps < left);
        if reaches && !path.contains(&other) && found.len() < MOST {
            path.push(other);
            walk(net, to, way, left - 1, far, path, found);
            path.pop();
        }
    }
}

/// The relations between two that are next to each other, with their direction as seen from the first.
pub(super) fn between<'n>(net: &'n Net, a: usize, b: usize, way: &Way<'_>) -> Vec<(&'n Arrow, &'static str)> {
    let arrows = steps(net, a, way).into_iter().filter(|arrow| arrow.other(a) == b);
    let mut arrows: Vec<(&Arrow, &'static str)> =
        arrows.map(|arrow| (arrow, if arrow.source == a { "out" } else { "in" })).collect();
    arrows.sort_by_key(|(arrow, _)| TYPES.iter().position(|name| *name == arrow.name()));
    arrows
}
