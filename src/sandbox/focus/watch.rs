//! `monList`, `req/mon` and `egrDetails/mon`: the watch list, and who of it changed on a day.
//!
//! A change is what the register has of that day: `egrDetails/mon` tells of every record, `req/mon` of those that changed
//! what `req` shows. As long as no list was set, everybody is watched.

use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Entry, Subject, World};

/// The watch list after new companies came.
pub(super) fn list(former: Option<&[String]>, append: bool, chosen: &[&Subject]) -> Vec<String> {
    let mut list = former.filter(|_| append).unwrap_or_default().to_vec();
    for subject in chosen {
        if !list.contains(&subject.facts.ogrn) {
            list.push(subject.facts.ogrn.clone());
        }
    }
    list
}

pub(super) fn item(subject: &Subject) -> Object {
    Object::new().maybe_text("inn", subject.facts.inn.as_ref()).text("ogrn", &subject.facts.ogrn)
}

/// Who changed on the day.
pub(super) fn changed(watched: Option<&[String]>, day: &str, in_req: bool) -> Vec<Node> {
    let is_watched = |subject: &&Subject| watched.is_none_or(|list| list.contains(&subject.facts.ogrn));
    let changed = |subject: &&Subject| {
        let on_day = |record: &Entry| record.date.to_string() == day && (!in_req || record.what.is_in_req());
        subject.records().iter().any(on_day)
    };
    World::get().subjects().filter(is_watched).filter(changed).map(|subject| item(subject).into()).collect()
}
