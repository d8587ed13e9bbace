use super::*;
use crate::identifiers::{Context, Kind, Valid, check};
use std::collections::BTreeSet;

fn valid(kind: Kind, value: &str) {
    let valid = check(kind, value, &Context { year: Some(2026), ..Context::default() });
    let warnings = valid.as_ref().map(Valid::warnings).unwrap_or_default();
    assert!(valid.is_ok() && warnings.is_empty(), "{kind:?} {value}: {valid:?} {warnings:?}");
}

fn records<T>(current: &[Record<T>], past: &[Record<T>]) -> Vec<(Date, Date, Option<Doubt>)> {
    current.iter().chain(past).map(|record| (record.first, record.changed, record.doubt.clone())).collect()
}

fn addresses(organisation: &Organisation) -> impl Iterator<Item = &Address> {
    let branches = organisation.branches.iter().filter_map(|branch| match &branch.place {
        Place::Russia(address) => Some(&**address),
        Place::Abroad { .. } => None,
    });
    let records = std::iter::once(&organisation.address).chain(&organisation.past.addresses);
    records.map(|record| &record.value).chain(branches)
}

#[test]
fn two_worlds_are_equal() {
    assert_eq!(World::new(), World::new());
    assert!(World::get().subjects().count() >= 60 + cases::CASES.len());
}

#[test]
fn every_identifier_is_valid() {
    for subject in World::get().subjects() {
        let facts = &subject.facts;
        facts.inn.iter().for_each(|inn| valid(Kind::Inn, inn));
        facts.codes.okpo.iter().for_each(|okpo| valid(Kind::Okpo, okpo));
        facts.codes.okato.iter().for_each(|okato| valid(Kind::Okato, okato));
        facts.codes.oktmo.iter().for_each(|oktmo| valid(Kind::Oktmo, oktmo));
        let Some(organisation) = subject.organisation() else {
            valid(Kind::Ogrnip, &facts.ogrn);
            assert_eq!(facts.inn.as_ref().map(String::len), Some(12));
            continue;
        };
        valid(Kind::Ogrn, &facts.ogrn);
        let past = &organisation.past;
        let branch_kpps = organisation.branches.iter().filter_map(|branch| branch.kpp.as_ref());
        let kpps = organisation.kpp.iter().chain(past.kpps.iter().map(|(kpp, _)| kpp)).chain(branch_kpps);
        kpps.for_each(|kpp| valid(Kind::Kpp, kpp));
        for head in organisation.heads.iter().chain(&past.heads) {
            valid(Kind::Inn, &head.value.person.inn);
            assert_eq!(head.value.person.inn.len(), 12);
        }
        for manager in &organisation.managers {
            valid(Kind::Ogrn, &manager.value.ogrn);
            assert!(World::get().by_ogrn(&manager.value.ogrn).is_some(), "managing companies are in the world as well");
        }
        let doubts = records(&organisation.heads, &past.heads).into_iter().filter_map(|(.., doubt)| doubt);
        doubts.chain(organisation.address.doubt.clone()).for_each(|doubt| valid(Kind::Grn, &doubt.grn));
        for address in addresses(organisation) {
            assert_eq!(address.kladr.len(), 15);
            assert_eq!(address.gar.1.len(), 36);
            assert!(address.zip.as_ref().is_none_or(|zip| zip.len() == 6));
        }
    }
}

#[test]
fn numbers_are_given_once() {
    let world = World::get();
    let mut seen = BTreeSet::new();
    let twice: Vec<&str> =
        world.subjects().filter_map(|subject| subject.facts.inn.as_deref()).filter(|inn| !seen.insert(*inn)).collect();
    assert_eq!(twice.len(), 1, "one ИНН has several ОГРН, on purpose: {twice:?}");
    assert_eq!(world.by_inn(twice[0]).count(), 2);
    let ogrns: BTreeSet<&str> = world.subjects().map(|subject| subject.facts.ogrn.as_str()).collect();
    assert_eq!(ogrns.len(), world.subjects().count());
}

#[test]
fn nobody_else_has_a_proceedings_number() {
    let citizens = citizens();
    let organisations = World::get().subjects().filter(|subject| subject.organisation().is_some());
    let mut seen = BTreeSet::new();
    for debtor in organisations.map(Subject::debtor).chain(citizens.iter().map(Citizen::debtor)) {
        for one in debtor.proceedings() {
            assert!(seen.insert(one.number), "{} of {}", one.number, debtor.seed);
            assert_eq!(debtor.by_number(one.number).map(|found| found.opened), Some(one.opened));
            assert!(debtor.since <= one.opened && one.opened <= debtor.last);
        }
    }
    assert!(seen.len() > 5000);
}

#[test]
fn nothing_happens_before_the_registration_after_the_end_or_in_the_future() {
    for subject in World::get().subjects() {
        let facts = &subject.facts;
        let end = facts.state.ended().unwrap_or(TODAY);
        let inside = |what: &str, date: Date| {
            assert!(facts.registered <= date && date <= end, "{}: {what} {date}", facts.ogrn);
        };
        inside("registered", facts.registered);
        facts.state.since().into_iter().for_each(|date| inside("state", date));
        inside("last change", subject.last_change());
        match &subject.entity {
            Entity::Entrepreneur(entrepreneur) => {
                inside("name", entrepreneur.named);
                for (_, date) in &entrepreneur.former_names {
                    inside("former name", *date);
                    assert!(*date < entrepreneur.named);
                }
            }
            Entity::Organisation(organisation) => {
                let past = &organisation.past;
                let mut dated = records(&organisation.heads, &past.heads);
                dated.extend(records(std::slice::from_ref(&organisation.name), &past.names));
                dated.extend(records(std::slice::from_ref(&organisation.address), &past.addresses));
                dated.extend(records(&organisation.managers, &[]));
                for (first, changed, doubt) in dated {
                    inside("first record", first);
                    inside("change", changed);
                    assert!(first <= changed);
                    doubt.into_iter().for_each(|doubt| inside("doubt", doubt.since));
                }
                past.kpps.iter().for_each(|(_, date)| inside("former КПП", *date));
                organisation.branches.iter().for_each(|branch| inside("branch", branch.changed));
            }
        }
    }
}

#[test]
fn the_same_number_is_the_same_person_everywhere() {
    let mut names = std::collections::BTreeMap::new();
    for organisation in World::get().subjects().filter_map(Subject::organisation) {
        for head in organisation.heads.iter().chain(&organisation.past.heads) {
            let person = &head.value.person;
            assert_eq!(names.entry(person.inn.clone()).or_insert_with(|| person.name.clone()), &person.name);
        }
    }
    assert!(names.len() > 20);
}

#[test]
fn days_are_written_as_they_were_given() {
    assert_eq!(Date::new(2026, 1, 1).to_string(), "2026-01-01");
    assert_eq!(Date::new(2026, 12, 28).to_string(), "2026-12-28");
    assert_eq!(Date::new(2025, 12, 28).after(1), Date::new(2026, 1, 1));
    assert_eq!(Date::new(2025, 12, 1).until(Date::new(2026, 1, 3)), 30);
}
