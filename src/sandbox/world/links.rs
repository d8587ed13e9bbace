//! Who belongs to whom: founders, predecessors and successors, and how many share a head or an address.

use super::draft;
use super::types::{
    Address, End, Entity, Founder, Head, Organisation, Owner, Person, Pledge, Record, Relative, Share, State, Subject,
};
use super::{Date, MOSCOW, Random, Topic, World};

/// Founders of the examples: the founded, the founder, and its share in percent; some of them make a chain of five.
const FOUNDED: &[(u32, u32, u32)] =
    &[(1003, 1000, 0), (1001, 1003, 60), (1005, 1001, 100), (1015, 1005, 51), (1007, 1006, 100), (1012, 1003, 25)];

/// Who became whom.
const SUCCEEDED: &[(u32, u32)] = &[(1011, 1012), (1201, 1002), (1202, 1208), (1207, 1208), (1209, 1210), (1209, 1211)];

/// Binds the subjects together. Organisations are founded by those that were there before them.
pub(super) fn link(subjects: &mut [Subject]) {
    for place in 0..subjects.len() {
        let founders = subjects.get(place).map(|subject| founders(subject, subjects)).unwrap_or_default();
        if let Some(organisation) = subjects.get_mut(place).and_then(Subject::organisation_mut) {
            organisation.founders = founders;
        }
    }
    let find = |subjects: &[Subject], seed: u32| subjects.iter().position(|one| one.facts.seed == seed);
    let mut pairs: Vec<(usize, usize)> =
        SUCCEEDED.iter().filter_map(|(a, b)| Some((find(subjects, *a)?, find(subjects, *b)?))).collect();
    // The crowd's organisations that joined others.
    for (place, subject) in subjects.iter().enumerate() {
        let State::Ended(End::Accession, date) = subject.facts.state else { continue };
        if subject.facts.about.is_none() {
            let mut random = Random::of(subject.facts.seed, Topic::Owners, 1);
            let alive = |one: &Subject| one.organisation().is_some() && one.facts.case.is_none() && one.lives_on(date);
            let others: Vec<usize> = (0..subjects.len()).filter(|at| subjects.get(*at).is_some_and(alive)).collect();
            pairs.extend(random.pick(&others).map(|other| (place, *other)));
        }
    }
    for (before, after) in pairs {
        let (Some(first), Some(second)) = (subjects.get(before), subjects.get(after)) else { continue };
        let date = first.last_day();
        let (successor, predecessor) =
            (Relative { of: second.identity(), date }, Relative { of: first.identity(), date });
        if let Some(organisation) = subjects.get_mut(before).and_then(Subject::organisation_mut) {
            organisation.successors.push(successor);
        }
        if let Some(organisation) = subjects.get_mut(after).and_then(Subject::organisation_mut) {
            organisation.predecessors.push(predecessor);
        }
    }
}

fn founders(subject: &Subject, subjects: &[Subject]) -> Vec<Record<Founder>> {
    // Institutions are founded by authorities, and none is in this world.
    let is_founded = |_: &&Organisation| subject.facts.codes.form.short != "ГБУ";
    let Some(organisation) = subject.organisation().filter(is_founded) else { return Vec::new() };
    let facts = &subject.facts;
    let mut random = Random::of(facts.seed, Topic::Owners, 0);
    let prescribed: Vec<(Owner, u32)> = FOUNDED
        .iter()
        .filter(|(founded, ..)| *founded == facts.seed)
        .filter_map(|(_, founder, percent)| {
            let founder = subjects.iter().find(|one| one.facts.seed == *founder)?;
            Some((Owner::Organisation(founder.identity()), *percent))
        })
        .collect();
    let has_shares = facts.codes.form.short == "ООО";
    let owners: Vec<(Owner, Option<Share>)> = if let Some((owner, percent)) = prescribed.first() {
        let whole = |numerator| Share { numerator, denominator: 100 };
        let rest = (*percent < 100).then(|| (person(&mut random, organisation), Some(whole(100 - percent))));
        std::iter::once((owner.clone(), Some(whole(*percent)))).chain(rest).collect()
    } else {
        let many = random.between(1, 3);
        let share = Some(Share { numerator: 1, denominator: many });
        let mut drawn: Vec<(Owner, Option<Share>)> = Vec::new();
        for _ in 0..many {
            let owner = owner(&mut random, subject, organisation, subjects);
            if drawn.iter().all(|(known, _)| *known != owner) {
                drawn.push((owner, share));
            }
        }
        drawn
    };
    let lone = owners.len() == 1;
    let records = owners.into_iter().enumerate().map(|(place, (owner, share))| {
        let share = share.filter(|_| has_shares);
        let share = if lone { share.map(|_| Share { numerator: 1, denominator: 1 }) } else { share };
        let is_later = place > 0 && random.chance(30);
        let since = if is_later { random.day(facts.registered, subject.last_day()) } else { facts.registered };
        Record::since(Founder { owner, share, pledge: None }, since)
    });
    let mut records: Vec<Record<Founder>> = records.collect();
    pledge(facts.seed, &mut records, subjects);
    whole(&mut records);
    records
}

/// The one example of a pledged share.
fn pledge(seed: u32, records: &mut [Record<Founder>], subjects: &[Subject]) {
    const PLEDGED: u32 = 1002;
    const PLEDGEE: u32 = 1003;
    let pledgee = subjects.iter().find(|one| one.facts.seed == PLEDGEE).filter(|_| seed == PLEDGED);
    if let (Some(pledgee), Some(record)) = (pledgee, records.first_mut()) {
        let date = Date::new(2023, 6, 19);
        record.value.pledge = Some(Pledge {
            duration: "до полного исполнения обязательств",
            pledgee: pledgee.identity(),
            notary: draft::person(900, &MOSCOW),
            contract: "77/000-н/77-2023-1-1",
            date,
        });
        record.changed = record.changed.max(date);
    }
}

/// Shares of less than the whole, because two drawn owners were the same, go to the first.
fn whole(records: &mut [Record<Founder>]) {
    let many = u32::try_from(records.len()).unwrap_or(1);
    let shares = records.iter().filter_map(|record| record.value.share);
    let is_whole = shares.clone().map(|share| share.numerator).sum::<u32>()
        == shares.map(|share| share.denominator).max().unwrap_or(0);
    if !is_whole {
        for record in records.iter_mut().filter(|record| record.value.share.is_some()) {
            record.value.share = Some(Share { numerator: 1, denominator: many });
        }
    }
}

/// A head officer, another organisation, or somebody from abroad.
fn owner(random: &mut Random, of: &Subject, organisation: &Organisation, subjects: &[Subject]) -> Owner {
    match random.below(10) {
        // Special cases would be counted among what somebody founded, but answer nothing.
        0..=2 if of.facts.case.is_none() => {
            let may = |one: &&Subject| {
                let facts = &one.facts;
                facts.seed != of.facts.seed
                    && one.organisation().is_some()
                    && facts.case.is_none()
                    && facts.inn.is_some()
                    && facts.registered < of.facts.registered
                    && one.lives_on(of.last_day())
            };
            let others: Vec<&Subject> = subjects.iter().filter(may).collect();
            match random.pick(&others) {
                Some(other) => Owner::Organisation(other.identity()),
                None => person(random, organisation),
            }
        }
        3 => Owner::Foreign { name: "Quibblor & Thrumm Holdings Ltd.", country: "Кипр" },
        _ => person(random, organisation),
    }
}

fn person(random: &mut Random, organisation: &Organisation) -> Owner {
    let head = organisation.past.heads.first().or(organisation.heads.first()).filter(|_| random.chance(60));
    Owner::Person(head.map_or_else(|| draft::head(random.below(97), "").person, |head| head.value.person.clone()))
}

/// How many others have something in common with a subject.
#[derive(Debug, Default)]
pub(crate) struct Links {
    /// Living organisations at the same office, and in the same building.
    pub(crate) office_now: usize,
    pub(crate) building_now: usize,
    /// All that ever were there.
    pub(crate) office_ever: usize,
    pub(crate) building_ever: usize,
    /// Organisations that the subject founded.
    pub(crate) founded: usize,
    /// Related organisations that ended bankrupt.
    pub(crate) bankrupt: usize,
    /// Living organisations with the same head, by ИНН and by name.
    pub(crate) headed_now: (usize, usize),
    /// All that the head ever led.
    pub(crate) headed_ever: (usize, usize),
}

impl Subject {
    /// Counts the subject itself among those that share its address and its head, as the provider does.
    pub(crate) fn links(&self) -> Links {
        let mut links = Links::default();
        for other in World::get().subjects() {
            let Some(theirs) = other.organisation() else { continue };
            let is_alive = other.facts.state.ended().is_none();
            let is_founder = theirs.founders.iter().any(|founder| self.is_owner(&founder.value.owner));
            links.founded += usize::from(is_founder);
            if let Some(own) = self.organisation() {
                let (office, building) = same_place(&own.address.value, &theirs.address.value);
                let past = || theirs.past.addresses.iter().map(|past| same_place(&own.address.value, &past.value));
                links.office_now += usize::from(office && is_alive);
                links.building_now += usize::from(building && is_alive);
                links.office_ever += usize::from(office || past().any(|(office, _)| office));
                links.building_ever += usize::from(building || past().any(|(_, building)| building));
            }
            let (now, ever) = (self.leads(&theirs.heads), self.leads(&theirs.past.heads));
            links.headed_now.0 += usize::from(now.0 && is_alive);
            links.headed_now.1 += usize::from(now.1 && is_alive);
            links.headed_ever.0 += usize::from(now.0 || ever.0);
            links.headed_ever.1 += usize::from(now.1 || ever.1);
            let is_bankrupt = matches!(other.facts.state, State::Ended(End::Bankruptcy, _));
            links.bankrupt += usize::from(is_bankrupt && (is_founder || now.0 || ever.0));
        }
        links
    }

    fn is_owner(&self, owner: &Owner) -> bool {
        match (owner, &self.entity) {
            (Owner::Organisation(identity), _) => identity.ogrn == self.facts.ogrn,
            (Owner::Person(person), Entity::Entrepreneur(own)) => own.person.inn == person.inn,
            _ => false,
        }
    }

    /// Whether one of the subject's own heads, or the entrepreneur, is among these: by ИНН, and by name.
    fn leads(&self, heads: &[Record<Head>]) -> (bool, bool) {
        let own: Vec<&Person> = match &self.entity {
            Entity::Organisation(organisation) => organisation.heads.iter().map(|head| &head.value.person).collect(),
            Entity::Entrepreneur(entrepreneur) => vec![&entrepreneur.person],
        };
        let any = |same: fn(&Person, &Person) -> bool| {
            heads.iter().any(|head| own.iter().any(|person| same(person, &head.value.person)))
        };
        let by_inn = any(|a, b| a.inn == b.inn);
        (by_inn, any(|a, b| a.name == b.name))
    }
}

/// Whether it is the same office, and the same building.
fn same_place(a: &Address, b: &Address) -> (bool, bool) {
    let building = a.region == b.region && a.street == b.street && a.house == b.house && a.building == b.building;
    (building && a.room == b.room, building)
}
