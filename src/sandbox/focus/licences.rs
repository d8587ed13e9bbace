//! `licences`: the method is spelt with a `c`, its answer with an `s`.

use super::{address, nodes, root};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Licence, Subject};

/// One item of the list.
pub(super) fn item(subject: &Subject) -> Object {
    let place = subject.organisation().map(|organisation| address::one_line(&organisation.address.value));
    let licences = nodes(&subject.licences(), |one| licence(one, place.as_deref()));
    root(subject).items("licenses", "license", licences)
}

fn licence(licence: &Licence, place: Option<&str>) -> Object {
    let texts = |texts: &[&str]| texts.iter().map(|text| Node::Text((*text).to_owned())).collect();
    Object::new()
        .text("source", licence.source)
        .text("officialNum", &licence.number)
        .text("issuerName", licence.issuer)
        .text("date", licence.start)
        .text("dateStart", licence.start)
        .maybe_text("dateEnd", licence.end)
        .maybe_text("statusDescription", licence.status)
        .text("activity", licence.activity)
        .list("services", "string", texts(licence.services))
        .list("addresses", "string", place.map(|place| texts(&[place])).unwrap_or_default())
}
