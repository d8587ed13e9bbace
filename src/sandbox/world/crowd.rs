//! The crowd: subjects that are there so that lists are long and differ, drawn from a constant seed.

use super::draft::{self, entrepreneur, organisation};
use super::forms::{AUTONOMOUS, ENTREPRENEUR, FARMER, JOINT_STOCK, LIMITED, PUBLIC_JOINT_STOCK};
use super::random::Random;
use super::regions::REGIONS;
use super::types::{End, Organisation, Procedure, Record, State, Subject};
use super::{Date, LegalForm, MOSCOW, TODAY};

const ORGANISATIONS: u32 = 40;
const ENTREPRENEURS: u32 = 16;

/// Above the numbers of all that are written by hand.
const FIRST_SEQUENCE: u32 = 50_001;

pub(super) fn crowd() -> impl Iterator<Item = Subject> {
    let organisations = (0..ORGANISATIONS).map(|place| an_organisation(FIRST_SEQUENCE + place));
    organisations.chain((0..ENTREPRENEURS).map(|place| an_entrepreneur(FIRST_SEQUENCE + place)))
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
        2 => State::Ended(End::Division, life(&mut random, registered)),
        3 => State::Ended(End::LiquidationByCourt, life(&mut random, registered)),
        4 => State::Under(Procedure::Liquidation, life(&mut random, registered)),
        5 => State::Under(Procedure::ExclusionInaccurate, life(&mut random, registered)),
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
            change(&mut random, organisation, form, registered, state.since().unwrap_or(TODAY));
        })
        .done()
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
        .with(|facts, _| facts.phones = draft::phones(region, number % 10_000, random.below(2)))
        .done()
}

/// A day on which a life takes its turn.
fn life(random: &mut Random, registered: Date) -> Date {
    random.day(registered.after(90), TODAY)
}
