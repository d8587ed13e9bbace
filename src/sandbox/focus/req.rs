//! `req`: the requisites. The order of the members is that of the wire.

use super::{address, nodes, report, root, status};
use crate::sandbox::wire::Object;
use crate::sandbox::world::{
    Address, Branch, Date, Doubt, DoubtReason, Entity, Entrepreneur, Facts, Head, Manager, Name, Organisation,
    PersonName, Place, Record, Subject,
};

/// Records that changed since then have the fields that the provider added in 2025; older ones were not filled in again.
pub(super) const MODERN: Date = Date::new(2025, 1, 1);

/// One item of the list.
pub(super) fn item(subject: &Subject) -> Object {
    let facts = &subject.facts;
    let modern = subject.last_change() >= MODERN;
    let item = match &subject.entity {
        Entity::Organisation(one) => root(subject).with("UL", organisation(facts, one, modern)),
        Entity::Entrepreneur(one) => root(subject).with("IP", entrepreneur(facts, one, modern)),
    };
    item.with("briefReport", Object::new().with("summary", report::summary(subject)))
        .with("contactPhones", count(&facts.phones))
        .maybe("contactEmails", modern.then(|| count(&facts.emails)))
}

fn count(contacts: &[String]) -> Object {
    match contacts.len() {
        0 => Object::new(),
        many => Object::new().number("count", many),
    }
}

fn organisation(facts: &Facts, organisation: &Organisation, modern: bool) -> Object {
    let codes = &facts.codes;
    Object::new()
        .maybe_text("kpp", organisation.kpp.as_ref())
        .maybe_text("okpo", codes.okpo.as_ref())
        .maybe_text("okato", codes.okato)
        .text("okfs", codes.form.okfs)
        .maybe_text("oktmo", codes.oktmo)
        .text("okogu", codes.form.okogu)
        .text("okopf", codes.form.okopf)
        .text("opf", codes.form.name)
        .with("legalName", legal_name(&organisation.name, modern))
        .with("legalAddress", legal_address(&organisation.address, modern))
        .list("branches", "branch", nodes(&organisation.branches, |one| branch(one, modern)))
        .with("status", status::of_organisation(facts.state))
        .text("registrationDate", facts.registered)
        .maybe_text("dissolutionDate", facts.state.ended())
        .list("heads", "head", nodes(&organisation.heads, |one| head(one, modern)))
        .list("managementCompanies", "managementCompany", nodes(&organisation.managers, manager))
        .with("history", history(organisation, modern))
}

fn history(organisation: &Organisation, modern: bool) -> Object {
    let past = &organisation.past;
    let kpp = |(kpp, date): &(String, Date)| Object::new().text("kpp", kpp).text("date", date);
    Object::new()
        .list("kpps", "kppWithDate", nodes(&past.kpps, kpp))
        .list("legalNames", "legalName", nodes(&past.names, |one| legal_name(one, modern)))
        .list("legalAddresses", "legalAddress", nodes(&past.addresses, |one| legal_address(one, modern)))
        .list("managementCompanies", "managementCompany", nodes(&past.managers, manager))
        .list("heads", "head", nodes(&past.heads, |one| head(one, modern)))
}

fn legal_name(name: &Record<Name>, modern: bool) -> Object {
    let Name { short, full, readable } = &name.value;
    Object::new()
        .maybe_text("short", short.as_ref())
        .text("full", full)
        .maybe_text("readable", modern.then_some(readable))
        .text("date", name.changed)
}

fn legal_address(address: &Record<Address>, modern: bool) -> Object {
    let object = Object::new()
        .with("parsedAddressRF", address::by_kladr(&address.value, modern))
        .maybe("parsedAddressRFFias", modern.then(|| address::by_gar(&address.value)))
        .text("date", address.changed)
        .text("firstDate", address.first);
    inaccuracy(object, address.doubt.as_ref())
}

fn branch(branch: &Branch, modern: bool) -> Object {
    let object = Object::new().maybe_text("name", branch.name.as_ref()).maybe_text("kpp", branch.kpp.as_ref());
    let object = match &branch.place {
        Place::Russia(address) => object
            .with("parsedAddressRF", address::by_kladr(address, modern))
            .maybe("parsedAddressRFFias", modern.then(|| address::by_gar(address))),
        Place::Abroad { country, text } => {
            object.with("foreignAddress", Object::new().text("countryName", country).text("addressString", text))
        }
    };
    object.text("date", branch.changed)
}

fn head(head: &Record<Head>, modern: bool) -> Object {
    let Head { person, inn_known, post } = &head.value;
    let object = Object::new()
        .text("fio", person.name.whole())
        .maybe_text("innfl", inn_known.then_some(&person.inn))
        .text("position", post)
        .text("date", head.changed)
        .text("firstDate", head.first);
    let object = inaccuracy(object, head.doubt.as_ref());
    object.maybe("structuredFio", modern.then(|| structured(&person.name)))
}

fn manager(manager: &Record<Manager>) -> Object {
    let Manager { name, inn, ogrn } = &manager.value;
    let object = Object::new()
        .text("name", name)
        .maybe_text("inn", inn.as_ref())
        .text("ogrn", ogrn)
        .text("date", manager.changed)
        .text("firstDate", manager.first);
    inaccuracy(object, manager.doubt.as_ref())
}

pub(super) fn inaccuracy(object: Object, doubt: Option<&Doubt>) -> Object {
    let Some(Doubt { reason, since, grn }) = doubt else { return object };
    let decision = match reason {
        DoubtReason::Court { number, court, decided } => {
            Some(Object::new().text("decisionNumber", number).text("courtName", court).text("date", decided))
        }
        DoubtReason::Statement | DoubtReason::Inspection | DoubtReason::Unknown => None,
    };
    let details = Object::new()
        .flag("isPersonalStatement", *reason == DoubtReason::Statement)
        .flag("isResultOfInspection", *reason == DoubtReason::Inspection)
        .flag("isCourtDecision", decision.is_some())
        .flag("isUnknown", *reason == DoubtReason::Unknown)
        .maybe("courtDecisionDetails", decision)
        .text("dateOfDetails", since)
        .text("grn", grn);
    object
        .flag("isInaccuracy", true)
        .list("detailsOfInaccuracy", "detailOfInaccuracy", vec![details.into()])
        .text("inaccuracyDate", since)
}

pub(super) fn structured(name: &PersonName) -> Object {
    Object::new().text("firstName", name.first).text("lastName", &name.family).maybe_text("middleName", name.middle)
}

fn entrepreneur(facts: &Facts, entrepreneur: &Entrepreneur, modern: bool) -> Object {
    let codes = &facts.codes;
    let name = &entrepreneur.person.name;
    Object::new()
        .text("fio", name.whole())
        .maybe_text("fioDate", modern.then_some(entrepreneur.named))
        .maybe("structuredFio", modern.then(|| structured(name)))
        .maybe_text("okpo", codes.okpo.as_ref())
        .maybe_text("okato", codes.okato)
        .text("okfs", codes.form.okfs)
        .text("okogu", codes.form.okogu)
        .text("okopf", codes.form.okopf)
        .text("opf", codes.form.name)
        .maybe_text("oktmo", codes.oktmo)
        .text("registrationDate", facts.registered)
        .maybe_text("dissolutionDate", facts.state.ended())
        .with("status", status::of_entrepreneur(facts.state))
        .maybe("historyIP", former_names(entrepreneur, modern))
}

/// Since 2025 only.
fn former_names(entrepreneur: &Entrepreneur, modern: bool) -> Option<Object> {
    let former = &entrepreneur.former_names;
    let plain = |(name, date): &(PersonName, Date)| Object::new().text("fio", name.whole()).text("date", date);
    let parts =
        |(name, date): &(PersonName, Date)| Object::new().with("structuredFio", structured(name)).text("date", date);
    (modern && !former.is_empty()).then(|| {
        Object::new().list("fios", "fioWithDate", nodes(former, plain)).list(
            "structuredFios",
            "structuredFioWithDate",
            nodes(former, parts),
        )
    })
}
