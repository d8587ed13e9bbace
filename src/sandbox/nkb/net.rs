//! The world as НКБ sees it: objects, and the relations between them. Built once; what a relation says in full is written only
//! when somebody asks.

use super::actuality::{Entry, Settled, Source, What, settle};
use crate::providers::nkb::links::{Entity, TYPES};
use crate::sandbox::world::{
    Address, Branch, Date, Head, Organisation, Owner, Place, Purchase, Random, Record, Subject, TODAY, Topic, World,
    numbers,
};
use sha1::{Digest, Sha1};
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// An object.
pub(super) struct Thing {
    pub(super) id: String,
    pub(super) what: Kind,
    /// Relations that start from it, and that point at it.
    pub(super) outgoing: Vec<usize>,
    pub(super) incoming: Vec<usize>,
}

/// What an object is.
pub(super) enum Kind {
    /// An organisation of the register.
    Company(&'static Subject, &'static Organisation),
    /// A branch, with an ОКПО of its own.
    Branch(&'static Subject, &'static Organisation, &'static Branch, String),
    /// A full name.
    Individual(String),
    Address {
        text: String,
        index: Option<String>,
    },
    Phone(String),
    Purchase(Box<Purchase>),
}

/// All that relates two objects in one way.
pub(super) struct Arrow {
    /// The place in the table of types.
    pub(super) link: usize,
    pub(super) source: usize,
    pub(super) target: usize,
    pub(super) facts: Facts,
}

/// What there is to say of a relation.
pub(super) enum Facts {
    /// Records with a history, of a person whose ИНН may be known.
    History {
        inn: Option<String>,
        records: Vec<Settled>,
    },
    /// Since when.
    Since(Date),
    /// Why two are affiliated, since when, and percents of capital and common stock.
    Affiliated {
        causes: Vec<&'static str>,
        since: Date,
        shares: Option<(f64, f64)>,
    },
    /// Who acts for a managing company.
    Managed {
        since: Date,
        by: Option<String>,
    },
    Contact {
        email: Option<String>,
        phone: Option<String>,
    },
    Customer,
    /// The place of the bid.
    Bid(usize, Option<String>),
    /// The place in the commission.
    Member(usize),
}

impl Kind {
    pub(super) fn entity(&self) -> Entity {
        match self {
            Kind::Company(..) | Kind::Branch(..) => Entity::Company,
            Kind::Individual(_) => Entity::Individual,
            Kind::Address { .. } => Entity::Address,
            Kind::Phone(_) => Entity::Phone,
            Kind::Purchase(_) => Entity::Purchase,
        }
    }
}

impl Arrow {
    pub(super) fn name(&self) -> &'static str {
        TYPES.get(self.link).copied().unwrap_or_default()
    }

    /// Whether any of its records still holds.
    pub(super) fn is_actual(&self) -> bool {
        match &self.facts {
            Facts::History { records, .. } => records.iter().any(|record| !record.outdated),
            _ => true,
        }
    }

    /// Whether any of its records holds no longer.
    pub(super) fn is_historical(&self) -> bool {
        matches!(&self.facts, Facts::History { records, .. } if records.iter().any(|record| record.outdated))
    }

    pub(super) fn other(&self, place: usize) -> usize {
        if self.source == place { self.target } else { self.source }
    }
}

/// All of it.
#[derive(Default)]
pub(super) struct Net {
    things: Vec<Thing>,
    arrows: Vec<Arrow>,
    places: BTreeMap<(Entity, String), usize>,
}

impl Net {
    pub(super) fn get() -> &'static Net {
        static NET: OnceLock<Net> = OnceLock::new();
        NET.get_or_init(Net::new)
    }

    pub(super) fn things(&self) -> impl Iterator<Item = (usize, &Thing)> {
        self.things.iter().enumerate()
    }

    pub(super) fn thing(&self, place: usize) -> Option<&Thing> {
        self.things.get(place)
    }

    pub(super) fn find(&self, entity: Entity, id: &str) -> Option<usize> {
        self.places.get(&(entity, id.to_owned())).copied()
    }

    /// The relations of an object in one direction.
    pub(super) fn arrows(&self, place: usize, out: bool) -> impl Iterator<Item = &Arrow> {
        let of = self.things.get(place).map(|thing| if out { &thing.outgoing } else { &thing.incoming });
        of.into_iter().flatten().filter_map(|arrow| self.arrows.get(*arrow))
    }

    fn new() -> Net {
        let mut net = Net::default();
        let subjects: Vec<&'static Subject> = World::get().subjects().collect();
        let mut branches = 0;
        for subject in &subjects {
            let Some(organisation) = subject.organisation() else { continue };
            let head = net.put(Entity::Company, (500_000 + subject.facts.seed).to_string(), || {
                Kind::Company(subject, organisation)
            });
            for branch in &organisation.branches {
                branches += 1;
                let okpo = numbers::okpo_of_organisation(200_000 + branches);
                let id = (9_000_000 + branches).to_string();
                let place = net.put(Entity::Company, id, || Kind::Branch(subject, organisation, branch, okpo));
                net.arrow("HEAD_COMPANY", head, place, Facts::Since(branch.changed));
                if let Place::Russia(address) = &branch.place {
                    net.address(address, place, branch.changed);
                }
            }
        }
        for subject in &subjects {
            if let Some(organisation) = subject.organisation() {
                net.company(subject, organisation);
            }
        }
        for subject in &subjects {
            net.purchases(subject);
        }
        net
    }

    fn put(&mut self, entity: Entity, id: String, what: impl FnOnce() -> Kind) -> usize {
        if let Some(place) = self.places.get(&(entity, id.clone())) {
            return *place;
        }
        let place = self.things.len();
        self.things.push(Thing { id: id.clone(), what: what(), outgoing: Vec::new(), incoming: Vec::new() });
        self.places.insert((entity, id), place);
        place
    }

    fn arrow(&mut self, name: &str, source: usize, target: usize, facts: Facts) {
        let Some(link) = TYPES.iter().position(|known| *known == name) else { return };
        let place = self.arrows.len();
        self.arrows.push(Arrow { link, source, target, facts });
        if let Some(thing) = self.things.get_mut(source) {
            thing.outgoing.push(place);
        }
        if let Some(thing) = self.things.get_mut(target) {
            thing.incoming.push(place);
        }
    }

    fn person(&mut self, name: String) -> usize {
        self.put(Entity::Individual, name_id(&name), || Kind::Individual(name))
    }

    fn of_ogrn(&self, ogrn: &str) -> Option<usize> {
        let subject = World::get().by_ogrn(ogrn)?;
        self.find(Entity::Company, &(500_000 + subject.facts.seed).to_string())
    }

    fn address(&mut self, address: &Address, company: usize, since: Date) {
        let (text, index) = (one_line(address), address.zip.clone());
        let id = hex(&[index.as_deref().unwrap_or_default(), &text].concat());
        let place = self.put(Entity::Address, id, || Kind::Address { text, index });
        self.arrow("ADDRESS", place, company, Facts::Since(since));
    }

    fn company(&mut self, subject: &'static Subject, organisation: &'static Organisation) {
        let facts = &subject.facts;
        let Some(place) = self.of_ogrn(&facts.ogrn) else { return };
        self.address(&organisation.address.value, place, organisation.address.changed);
        for phone in &facts.phones {
            let number = self.put(Entity::Phone, phone.clone(), || Kind::Phone(phone.clone()));
            self.arrow("PHONE", number, place, Facts::Since(facts.registered));
        }
        self.founders(subject, organisation, place);
        self.heads(subject, organisation, place);
        for manager in &organisation.managers {
            let Some(other) = self.of_ogrn(&manager.value.ogrn) else { continue };
            let by = World::get().by_ogrn(&manager.value.ogrn).and_then(Subject::organisation);
            let by = by.and_then(|other| other.heads.first()).map(|head| head.value.person.name.whole());
            self.arrow("EXECUTIVE_COMPANY", other, place, Facts::Managed { since: manager.first, by });
            let facts =
                Facts::Affiliated { causes: vec!["AFFILIATE_SOLE_EXECUTIVE"], since: manager.first, shares: None };
            self.arrow("AFFILIATED_COMPANY", other, place, facts);
        }
        for before in &organisation.predecessors {
            if let Some(other) = self.of_ogrn(&before.of.ogrn) {
                self.arrow("PREDECESSOR_COMPANY", other, place, Facts::Since(before.date));
            }
        }
        if matches!(facts.codes.form.short, "АО" | "ПАО") {
            self.joint_stock(subject, organisation, place);
        }
        if facts.volumes.purchases > 0
            && let Some(head) = organisation.heads.first()
        {
            let person = self.person(head.value.person.name.whole());
            let (email, phone) = (facts.emails.first().cloned(), facts.phones.first().cloned());
            self.arrow("EMPLOYEE", person, place, Facts::Contact { email, phone });
        }
    }

    /// Founders as the register has them now, as it had them, and for some companies as the statistics office has them.
    fn founders(&mut self, subject: &Subject, organisation: &'static Organisation, place: usize) {
        let capital = organisation.capital.as_ref().map_or(0, |record| record.value);
        let mut entries = Vec::new();
        let mut inns: BTreeMap<usize, Option<String>> = BTreeMap::new();
        let now = told_now(subject);
        let later = organisation.founders.iter().map(|record| record.first).min().unwrap_or(now);
        for (records, told) in [(&organisation.founders, now), (&organisation.past.founders, later)] {
            for record in records {
                let (who, inn) = match &record.value.owner {
                    Owner::Person(person) => (self.person(person.name.whole()), Some(person.inn.clone())),
                    Owner::Organisation(identity) => match self.of_ogrn(&identity.ogrn) {
                        Some(other) => (other, None),
                        None => continue,
                    },
                    // НКБ has nobody from abroad.
                    Owner::Foreign { .. } => continue,
                };
                inns.insert(who, inn);
                let share = record.value.share.map(|share| {
                    let part = f64::from(share.numerator) / f64::from(share.denominator);
                    (f64::from(capital) * part, 100.0 * part)
                });
                let entry =
                    Entry { who, source: Source::Register, told, since: Some(record.first), what: What::Share(share) };
                // The statistics office knows the same, of an earlier day.
                if subject.facts.seed.is_multiple_of(3) {
                    entries.push(Entry { source: Source::Statistics, told: told.after(-90), ..entry.clone() });
                }
                entries.push(entry);
            }
        }
        self.history(entries, inns, place, ["FOUNDER_INDIVIDUAL", "FOUNDER_COMPANY"]);
    }

    fn heads(&mut self, subject: &Subject, organisation: &'static Organisation, place: usize) {
        let mut entries = Vec::new();
        let mut inns: BTreeMap<usize, Option<String>> = BTreeMap::new();
        let mut told = told_now(subject);
        let past: Vec<&Record<Head>> = organisation.past.heads.iter().rev().collect();
        let mut put = |net: &mut Net, record: &Record<Head>, told: Date| {
            let head = &record.value;
            let who = net.person(head.person.name.whole());
            inns.insert(who, head.inn_known.then(|| head.person.inn.clone()));
            let what = What::Post(head.post);
            entries.push(Entry { who, source: Source::Register, told, since: Some(record.first), what });
        };
        for record in &organisation.heads {
            put(self, record, told);
        }
        // Whoever was there before is in the register of the day on which the next came.
        let mut next = organisation.heads.iter().map(|head| head.first).min();
        for record in past {
            told = next.or(subject.facts.state.ended()).unwrap_or(told).max(record.first);
            put(self, record, told);
            next = Some(record.first);
        }
        self.history(entries, inns, place, ["EXECUTIVE_INDIVIDUAL", "EXECUTIVE_INDIVIDUAL"]);
    }

    /// One relation for everybody with any record. `names`: the type for people, and for organisations.
    fn history(&mut self, entries: Vec<Entry>, inns: BTreeMap<usize, Option<String>>, place: usize, names: [&str; 2]) {
        let founders = names.contains(&"FOUNDER_COMPANY");
        let settled = settle(entries, founders);
        for (who, inn) in inns {
            let mut records: Vec<Settled> = settled.iter().filter(|one| one.entry.who == who).cloned().collect();
            // What holds first, then the latest.
            records.sort_by_key(|one| (one.outdated, std::cmp::Reverse((one.entry.since, one.entry.told))));
            let is_person = matches!(self.thing(who).map(|thing| &thing.what), Some(Kind::Individual(_)));
            let name = if is_person { names.first() } else { names.last() };
            self.arrow(name.copied().unwrap_or_default(), who, place, Facts::History { inn, records });
        }
    }

    /// Joint-stock companies publish who is affiliated with them, and have somebody keep their register.
    fn joint_stock(&mut self, subject: &Subject, organisation: &'static Organisation, place: usize) {
        const REGISTRAR: u32 = 1016;
        let registrar = World::get().subjects().find(|one| one.facts.seed == REGISTRAR);
        let registrar = registrar.and_then(|registrar| self.of_ogrn(&registrar.facts.ogrn)).filter(|one| *one != place);
        if let Some(registrar) = registrar {
            self.arrow("REGISTER_HOLDER", registrar, place, Facts::Since(subject.facts.registered));
        }
        let count = organisation.founders.len();
        let part = 100.0 / f64::from(u32::try_from(count.max(1)).unwrap_or(1));
        for founder in &organisation.founders {
            let (who, name) = match &founder.value.owner {
                Owner::Person(person) => (Some(self.person(person.name.whole())), "AFFILIATED_INDIVIDUAL"),
                Owner::Organisation(identity) => (self.of_ogrn(&identity.ogrn), "AFFILIATED_COMPANY"),
                Owner::Foreign { .. } => continue,
            };
            let Some(who) = who else { continue };
            let mut causes = vec!["AFFILIATE_20_PERCENT"];
            let leads = |head: &Record<Head>| matches!(&founder.value.owner, Owner::Person(person) if *person == head.value.person);
            if organisation.heads.iter().any(leads) {
                causes.push("AFFILIATE_SOLE_EXECUTIVE");
            }
            let facts = Facts::Affiliated { causes, since: founder.first, shares: Some((part, part)) };
            self.arrow(name, who, place, facts);
        }
    }

    /// The subject's purchases, with those who take part and the commission, which is the same for all of them.
    fn purchases(&mut self, subject: &'static Subject) {
        let people: Vec<usize> = self
            .things()
            .filter(|(_, thing)| matches!(thing.what, Kind::Individual(_)))
            .map(|(place, _)| place)
            .collect();
        let mut random = Random::of(subject.facts.seed, Topic::Link, 7);
        let mut commission: Vec<usize> = Vec::new();
        for _ in 0..5 {
            commission.extend(random.pick(&people).copied().filter(|person| !commission.contains(person)));
        }
        for purchase in subject.purchases() {
            let id = purchase_number(&purchase);
            let bids = purchase.bids.clone();
            let customer = self.of_ogrn(&purchase.customer.facts.ogrn);
            let place = self.put(Entity::Purchase, id, || Kind::Purchase(Box::new(purchase)));
            if let Some(customer) = customer {
                self.arrow("CUSTOMER_COMPANY", customer, place, Facts::Customer);
            }
            for (number, bid) in bids.iter().enumerate() {
                match (self.of_ogrn(&bid.bidder.facts.ogrn), &bid.bidder.entity) {
                    (Some(bidder), _) => self.arrow("PARTICIPANT_COMPANY", bidder, place, Facts::Bid(number, None)),
                    (None, crate::sandbox::world::Entity::Entrepreneur(one)) => {
                        let person = self.person(one.person.name.whole());
                        let facts = Facts::Bid(number, Some(one.person.inn.clone()));
                        self.arrow("PARTICIPANT_INDIVIDUAL", person, place, facts);
                    }
                    (None, _) => {}
                }
            }
            for (number, member) in commission.iter().enumerate() {
                self.arrow("COMMISSION_MEMBER", *member, place, Facts::Member(number));
            }
        }
    }
}

/// The day of the latest copy of the register that has the company.
pub(super) fn told_now(subject: &Subject) -> Date {
    subject.facts.state.ended().unwrap_or_else(|| TODAY.after(-12))
}

/// The number of the notice, the same that Фокус gives.
fn purchase_number(purchase: &Purchase) -> String {
    let customer = purchase.customer;
    format!("0{}0000{:05}{:08}", customer.region().code, customer.facts.seed % 100_000, purchase.place)
}

/// The provider's id of a full name: people who share one are one object.
pub(super) fn name_id(name: &str) -> String {
    hex(&name.chars().filter(|letter| !letter.is_whitespace()).flat_map(char::to_lowercase).collect::<String>())
}

fn hex(text: &str) -> String {
    Sha1::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The address as one line, without the postal code.
pub(super) fn one_line(address: &Address) -> String {
    let region = address.region;
    let (kind, _) = region.kind;
    let mut parts = vec![match region.town {
        Some(_) => format!("{} {kind}", region.name),
        None => format!("г {}", region.name),
    }];
    parts.extend(region.town.map(|town| format!("г {town}")));
    for part in [&address.street, &address.house, &address.building, &address.room].into_iter().flatten() {
        parts.push(match part.kind {
            Some((kind, _)) => format!("{kind} {}", part.value),
            None => part.value.clone(),
        });
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::providers::nkb::links::link;

    #[test]
    fn names_have_the_ids_of_the_provider() {
        // As seen of the provider's own ids: no spaces, no capitals, UTF-8.
        assert_eq!(name_id("Вымыслов Пётр Ильич"), name_id("ВЫМЫСЛОВ  пётр ильич"));
        assert_eq!(name_id("abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    }

    #[test]
    fn every_relation_is_one_of_the_table() {
        let net = Net::get();
        let entity = |place: usize| net.thing(place).map(|thing| thing.what.entity());
        let mut seen = std::collections::BTreeSet::new();
        for arrow in &net.arrows {
            let link = link(arrow.name()).expect("a type");
            assert_eq!(
                (entity(arrow.source), entity(arrow.target)),
                (Some(link.source), Some(link.target)),
                "{}",
                arrow.name()
            );
            assert_eq!(matches!(arrow.facts, Facts::History { .. }), link.history, "{}", arrow.name());
            seen.insert(arrow.name());
        }
        assert_eq!(seen.len(), TYPES.len(), "{seen:?}");
    }

    #[test]
    fn two_objects_are_related_once_in_one_way() {
        let net = Net::get();
        let mut seen = std::collections::BTreeSet::new();
        for arrow in &net.arrows {
            let is_new = seen.insert((arrow.link, arrow.source, arrow.target));
            // One may be affiliated as founder and as managing company.
            assert!(is_new || arrow.name() == "AFFILIATED_COMPANY", "{}", arrow.name());
        }
    }

    #[test]
    fn there_is_history() {
        let net = Net::get();
        for name in ["FOUNDER_INDIVIDUAL", "FOUNDER_COMPANY", "EXECUTIVE_INDIVIDUAL"] {
            assert!(net.arrows.iter().any(|arrow| arrow.name() == name && arrow.is_actual()), "{name}");
        }
        assert!(net.arrows.iter().any(|arrow| arrow.name() == "EXECUTIVE_INDIVIDUAL" && !arrow.is_actual()));
    }
}
