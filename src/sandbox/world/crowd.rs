//! The crowd: subjects that are there so that lists are long and differ, drawn from a constant seed.

use super::draft::{self, entrepreneur, organisation};
use super::forms::{AUTONOMOUS, ENTREPRENEUR, FARMER, JOINT_STOCK, LIMITED, PUBLIC_JOINT_STOCK};
use super::purchases::PUBLISHED_SINCE;
use super::random::{Random, Topic};
use super::regions::REGIONS;
use super::types::{End, Facts, Organisation, Procedure, Record, State, Subject};
use super::{Date, LegalForm, MOSCOW, TODAY};

const ORGANISATIONS: u32 = 180;
const ENTREPRENEURS: u32 = 60;

/// Above the numbers of all that are written by hand, and with other last three digits than they and the special cases
/// have: numbers of records are made of those.
const FIRST_SEQUENCE: u32 = 50_705;
const FIRST_ENTREPRENEUR: u32 = 51_201;
const MASS_ADDRESS: u32 = 60_001;

pub(super) fn crowd() -> impl Iterator<Item = Subject> {
    let organisations = (0..ORGANISATIONS).map(|place| an_organisation(FIRST_SEQUENCE + place));
    organisations.chain((0..ENTREPRENEURS).map(|place| an_entrepreneur(FIRST_ENTREPRENEUR + place)))
}

fn an_organisation(sequence: u32) -> Subject {
    let mut random = Random::new(sequence ^ 0x00ff_0000);
    const FORMS: [&LegalForm; 8] =
        [&LIMITED, &LIMITED, &LIMITED, &LIMITED, &LIMITED, &JOINT_STOCK, &PUBLIC_JOINT_STOCK, &AUTONOMOUS];
    let form = random.pick(&FORMS).copied().unwrap_or(&LIMITED);
    let region = random.pick(&REGIONS).copied().unwrap_or(&MOSCOW);
    let registered = random.day(Date::new(2002, 9, 1), Date::new(2025, 11, 1));
    let state = match random.below(20) {
        0 => State::Ended(End::Liquidation, life(&mut random, registered)),
        1 => State::Ended(End::ExclusionInactive, life(&mut random, registered)),
        2 => State::Ended(End::Accession, life(&mut random, registered)),
        3 => State::Ended(End::LiquidationByCourt, life(&mut random, registered)),
        4 => State::Under(Procedure::Liquidation, life(&mut random, registered)),
        5 => State::Under(Procedure::ExclusionInaccurate, life(&mut random, registered)),
        6 => State::Ended(End::Bankruptcy, life(&mut random, registered)),
        7 => State::Under(Procedure::Observation, life(&mut random, registered)),
        8 => State::Under(Procedure::Competition, life(&mut random, registered)),
        _ => State::Active,
    };
    let title = draft::title(&mut random);
    organisation(sequence, region, form, &title, registered)
        .state(state)
        .with(|facts, organisation| {
            let count = random.below(5);
            facts.phones = draft::phones(region, sequence % 10_000, count);
            facts.emails = draft::emails(sequence, count / 2);
            facts.lively = state == State::Active && random.chance(40);
            volumes(&mut random, facts);
            if random.chance(if *region == MOSCOW { 75 } else { 10 }) {
                // One building in Moscow has many of them, some even in one office.
                let own = std::mem::replace(&mut organisation.address.value, draft::address(MASS_ADDRESS, region));
                if random.chance(60) {
                    organisation.address.value.room = own.room;
                }
            }
            change(&mut random, organisation, form, registered, state.since().unwrap_or(TODAY));
        })
        .with(|_, organisation| {
            let mut random = Random::of(sequence, Topic::Recent, 0);
            if state == State::Active && random.chance(15) {
                let day = TODAY.after(-i32::try_from(random.between(1, 28)).unwrap_or(1));
                let heads = vec![Record::since(draft::head(random.below(97), form.post), day)];
                organisation.past.heads.append(&mut std::mem::replace(&mut organisation.heads, heads));
            }
        })
        .done()
}

/// How much there is of everything else.
fn volumes(random: &mut Random, facts: &mut Facts) {
    let is_alive = facts.state.ended().is_none();
    let volumes = &mut facts.volumes;
    volumes.licences = if random.chance(35) { random.between(1, 4) } else { 0 };
    volumes.proceedings = if random.chance(if is_alive { 35 } else { 70 }) { random.between(1, 40) } else { 0 };
    volumes.disputes = if is_alive && random.chance(45) { random.between(1, 25) } else { 0 };
    let is_customer = random.chance(8) && facts.state.ended().is_none_or(|ended| ended > PUBLISHED_SINCE.after(336));
    volumes.purchases = if is_customer { random.between(5, 90) } else { 0 };
    facts.lively |= volumes.purchases > 0 && facts.state == State::Active;
    volumes.supplies = if facts.lively { 2 } else { random.below(2) };
}

/// Lets some things change in the time from the registration to the last event.
fn change(random: &mut Random, organisation: &mut Organisation, form: &'static LegalForm, from: Date, to: Date) {
    if random.chance(35) {
        let day = random.day(from, to);
        let heads = vec![Record::since(draft::head(random.below(97), form.post), day)];
        organisation.past.heads = std::mem::replace(&mut organisation.heads, heads);
    }
    if random.chance(20) {
        let record = Record::since(draft::name(form, &draft::title(random)), random.day(from, to));
        organisation.past.names.push(std::mem::replace(&mut organisation.name, record));
    }
    if random.chance(25) {
        let region = organisation.address.value.region;
        let day = random.day(from, to);
        let record = Record::since(draft::address(random.below(10_000), region), day);
        organisation.past.addresses.push(std::mem::replace(&mut organisation.address, record));
        let kpp = Some(draft::kpp(random.word(region.offices), "01", 1));
        if kpp != organisation.kpp {
            organisation.past.kpps.extend(organisation.kpp.take().map(|kpp| (kpp, from)));
            organisation.kpp = kpp;
        }
    }
}

fn an_entrepreneur(number: u32) -> Subject {
    let mut random = Random::new(number ^ 0x0f0f_0000);
    let region = random.pick(&REGIONS).copied().unwrap_or(&MOSCOW);
    let form = if random.chance(10) { &FARMER } else { &ENTREPRENEUR };
    let registered = random.day(Date::new(2004, 2, 1), Date::new(2025, 11, 1));
    let state = match random.below(5) {
        0 => State::Ended(End::OwnDecision, life(&mut random, registered)),
        _ => State::Active,
    };
    entrepreneur(number, region, form, registered)
        .state(state)
        .with(|facts, _| {
            facts.phones = draft::phones(region, number % 10_000, random.below(2));
            facts.volumes.proceedings = if random.chance(15) { random.between(1, 6) } else { 0 };
            facts.volumes.licences = u32::from(random.chance(10));
            facts.volumes.supplies = random.below(2);
        })
        .done()
}

/// A day on which a life takes its turn.
fn life(random: &mut Random, registered: Date) -> Date {
    random.day(registered.after(90), TODAY)
}
