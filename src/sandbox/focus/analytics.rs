//! `analytics`: the markers of the automatic check. Whatever the other methods tell of is counted from the same facts;
//! only courts, taxes, pledges and the like, of which nothing else is known here, are drawn.

use super::{finan, report, root};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{
    Accounting, Date, End, Procedure, Random, State, Subject, TODAY, Topic, proceedings, year_ago,
};

/// One item of the list. Only markers with something to tell are there; their order is that of the wire.
pub(super) fn item(subject: &Subject) -> Object {
    let markers = Markers(Object::new());
    let markers = of_proceedings(markers, subject);
    let markers = of_courts(markers, subject);
    let markers = of_purchases(markers, subject);
    let markers = of_registers(markers, subject);
    let markers = of_finances(markers, subject);
    let markers = of_law(markers, subject);
    let Markers(object) = of_others(markers, subject);
    root(subject).with("analytics", object)
}

/// Markers that leave out what is empty.
struct Markers(Object);

impl Markers {
    fn count(self, code: &'static str, count: usize) -> Markers {
        Markers(if count == 0 { self.0 } else { self.0.number(code, count) })
    }

    /// Kopecks, written with so many decimals.
    fn sum(self, code: &'static str, kopecks: u64, decimals: usize) -> Markers {
        let spelled = format!("{}.{:02}{}", kopecks / 100, kopecks % 100, "0".repeat(decimals.saturating_sub(2)));
        Markers(if kopecks == 0 { self.0 } else { self.0.number(code, spelled) })
    }

    fn flag(self, code: &'static str, flag: bool) -> Markers {
        Markers(self.0.flag(code, flag))
    }

    fn date(self, code: &'static str, date: Option<Date>) -> Markers {
        Markers(self.0.maybe_text(code, date))
    }

    fn text(self, code: &'static str, text: Option<&str>) -> Markers {
        Markers(self.0.maybe_text(code, text))
    }
}

fn of_proceedings(markers: Markers, subject: &Subject) -> Markers {
    let all: Vec<_> = subject.debtor().proceedings().collect();
    let recent = || all.iter().filter(|one| one.opened >= year_ago());
    let about = |topic: &str| all.iter().any(|one| one.topic == topic);
    let sum_about = |topic: &str| all.iter().filter(|one| one.topic == topic).filter_map(|one| one.sum).sum();
    markers
        .count("q1001", recent().count())
        .sum("s1001", recent().filter_map(|one| one.sum).sum(), 2)
        .count("q1002", all.len())
        .sum("s1002", all.iter().filter_map(|one| one.sum).sum(), 2)
        .flag("m1003", about(proceedings::WAGES))
        .flag("m1004", about(proceedings::ARREST))
        .flag("m1005", about(proceedings::CREDIT))
        .sum("s1007", sum_about(proceedings::TAXES), 2)
        .sum("s1008", sum_about(proceedings::INSURANCE), 2)
}

/// One case in court.
struct Case {
    is_recent: bool,
    is_defendant: bool,
    /// Lost, partly lost, not lost, in progress, unknown; for a plaintiff not won, partly won and so on.
    outcome: usize,
    /// Bankruptcy, credit, taxes, services, supply.
    topic: usize,
    kopecks: u64,
}

fn case(subject: &Subject, place: u32) -> Case {
    let mut random = Random::of(subject.facts.seed, Topic::Courts, place);
    let mut draw = |limit| usize::try_from(random.below(limit)).unwrap_or(0);
    let (is_recent, is_defendant, outcome, topic) = (draw(100) < 40, draw(100) < 55, draw(5), draw(9));
    let topic = if topic == 0 && subject.facts.state.since().is_none() { 3 } else { topic };
    Case { is_recent, is_defendant, outcome, topic, kopecks: u64::from(random.between(100_000, 90_000_000)) }
}

/// Markers that count cases and sum them up: their codes, and whether a case belongs to the code at a place.
type Group = (&'static [(&'static str, &'static str)], fn(&Case, usize) -> bool);

fn of_courts(markers: Markers, subject: &Subject) -> Markers {
    if subject.facts.state.ended().is_some() {
        return markers;
    }
    let cases: Vec<Case> = (0..subject.facts.volumes.disputes).map(|place| case(subject, place)).collect();
    let groups: [Group; 4] = [
        (&[("q2001", "s2001"), ("q2002", "s2002"), ("q2003", "s2003"), ("q2004", "s2004")], |case, place| {
            case.is_defendant == (place < 2) && (case.is_recent || place % 2 == 1)
        }),
        (
            &[
                ("q2011", "s2011"),
                ("q2012", "s2012"),
                ("q2013", "s2013"),
                ("q2014", "s2014"),
                ("q2015", "s2015"),
                ("q2016", "s2016"),
                ("q2017", "s2017"),
                ("q2018", "s2018"),
                ("q2019", "s2019"),
            ],
            |case, place| {
                case.is_defendant
                    && if place < 5 { case.outcome == place } else { case.is_recent && case.outcome == place - 5 }
            },
        ),
        (
            &[("q2021", "s2021"), ("q2022", "s2022"), ("q2023", "s2023"), ("q2024", "s2024"), ("q2025", "s2025")],
            |case, place| !case.is_defendant && case.outcome == place,
        ),
        (
            &[("q2031", "s2031"), ("q2032", "s2032"), ("q2033", "s2033"), ("q2034", "s2034"), ("q2035", "s2035")],
            |case, place| case.is_defendant && case.topic == place,
        ),
    ];
    groups.into_iter().fold(markers, |markers, (codes, belongs)| {
        let of = |place| cases.iter().filter(move |case| belongs(case, place));
        let counted = codes
            .iter()
            .enumerate()
            .fold(markers, |markers, (place, (count, _))| markers.count(count, of(place).count()));
        codes
            .iter()
            .enumerate()
            .fold(counted, |markers, (place, (_, sum))| markers.sum(sum, of(place).map(|case| case.kopecks).sum(), 4))
    })
}

/// Counts contracts, not bids.
fn of_purchases(markers: Markers, subject: &Subject) -> Markers {
    let won: Vec<_> = subject.bids().filter(|one| one.winner().is_some_and(|it| it == subject)).collect();
    let own: Vec<_> = subject.purchases().filter(|one| one.winner().is_some()).collect();
    let codes = [(&won, ["q4002", "s4002", "q4003", "s4003"]), (&own, ["q4004", "s4004", "q4005", "s4005"])];
    codes.into_iter().fold(markers, |markers, (contracts, [recent, recent_sum, all, all_sum])| {
        let of_year = || contracts.iter().filter(|one| one.published >= year_ago());
        markers
            .count(recent, of_year().count())
            .sum(recent_sum, of_year().map(|one| one.prices().1).sum(), 2)
            .count(all, contracts.len())
            .sum(all_sum, contracts.iter().map(|one| one.prices().1).sum(), 2)
    })
}

/// An address is one of mass registration when so many living organisations share its building.
const MASS: usize = 5;

fn of_registers(markers: Markers, subject: &Subject) -> Markers {
    let Some(organisation) = subject.organisation() else { return markers };
    let bad_address = organisation.address.doubt.is_some();
    let bad_head = organisation.heads.iter().any(|head| head.doubt.is_some())
        || organisation.founders.iter().any(|founder| founder.doubt.is_some());
    let links = subject.links();
    let has_tax_debt = subject.debtor().proceedings().any(|one| one.topic == proceedings::TAXES);
    markers
        .flag("m5009", links.headed_now.0 >= MASS)
        .flag("m5002", bad_address)
        .flag("m5003", links.building_now >= MASS)
        .flag("m5004", has_tax_debt)
        .flag("m5006", bad_address)
        .flag("m5007", bad_head)
}

fn of_finances(markers: Markers, subject: &Subject) -> Markers {
    let accounts = subject.accounts();
    let Some(last) = accounts.last() else { return markers };
    let roubles = |thousands: i64| Node::number(thousands * 1000);
    let kopecks = |thousands: i64| u64::try_from(thousands).unwrap_or(0) * 100_000;
    let (before, now) = (&last.before, &last.now);
    let is_latest = last.year == TODAY.year() - 1;
    let Markers(object) = markers.count("q6001", usize::try_from(last.year).unwrap_or(0)).flag("m6002", is_latest);
    let object = object
        .with("s6003", roubles(before.line(2110)))
        .with("s6004", roubles(now.line(2110)))
        .with("s6005", roubles(last.start.line(1600)))
        .with("s6006", roubles(last.end.line(1600)))
        .with("s6007", roubles(before.line(2400)))
        .with("s6008", roubles(now.line(2400)));
    if !is_latest {
        return Markers(object);
    }
    // Published in the autumn for the year before.
    let mut random = Random::of(subject.facts.seed, Topic::Analytics, 0);
    let taxes = kopecks(now.line(2410)) + kopecks(now.line(2110)) * u64::from(random.between(2, 7)) / 100;
    let income = now.line(2110) + now.line(2340);
    let expenses = now.ordinary_expenses() + now.line(2330) + now.line(2350);
    let arrears = if random.chance(12) { u64::from(random.between(90_000, 30_000_000)) } else { 0 };
    let Markers(object) = Markers(object)
        .sum("s6009", taxes, 2)
        .sum("s6010", kopecks(income), 2)
        .sum("s6011", kopecks(expenses), 2)
        .sum("s6012", arrears, 2)
        .count("d6014", usize::try_from(last.year).unwrap_or(0));
    Markers(object).text("e6014", finan::rating(&accounts))
}

/// The stage of a bankruptcy, and since when.
fn bankruptcy(state: State) -> Option<(&'static str, Date)> {
    match state {
        State::Under(Procedure::Observation, date) => Some(("Наблюдение", date)),
        State::Under(Procedure::Competition, date) => Some(("Конкурсное производство", date)),
        State::Ended(End::Bankruptcy, date) => Some(("Конкурсное производство завершено", date)),
        _ => None,
    }
}

fn of_law(markers: Markers, subject: &Subject) -> Markers {
    let facts = &subject.facts;
    let organisation = subject.organisation();
    let mut random = Random::of(facts.seed, Topic::Analytics, 1);
    let is_alive = facts.state.ended().is_none();
    let age = facts.registered.until(TODAY);
    let links = subject.links();
    let bankruptcy = bankruptcy(facts.state);
    let is_recent = |date: Date, days| date.until(TODAY) < days;
    let checked = (is_alive && random.chance(60)).then(|| TODAY.after(-i32::try_from(random.below(60)).unwrap_or(0)));
    let is_blocked = checked.is_some() && random.chance(12);
    let cases: Vec<Case> = (0..facts.volumes.disputes).map(|place| case(subject, place)).collect();
    let about_bankruptcy = cases.iter().filter(|case| is_alive && case.is_defendant && case.topic == 0);
    let staff = organisation.filter(|_| is_alive).map(|_| random.between(1, 400)).unwrap_or(0);
    let sme = facts.registered.max(Date::new(2016, 8, 1));
    let is_sme = is_alive && facts.lively && sme < TODAY && facts.volumes.accounts != Accounting::Social;
    let is_under =
        |wanted| matches!(facts.state, State::Under(procedure, date) if procedure == wanted && is_recent(date, 28));
    markers
        .flag("m7001", is_alive && report::colours(subject).yellow && links.headed_ever.0 > 3)
        .flag("m7002", age < 84)
        .flag("m7003", age < 168)
        .flag("m7004", age < 336)
        .count("q7005", links.bankrupt)
        .count("q7006", links.office_now)
        .count("q7007", links.building_now)
        .count("q7008", links.office_ever)
        .count("q7009", links.building_ever)
        .date("d7010", checked)
        .flag("m7010", is_blocked)
        .flag("m7013", bankruptcy.is_some_and(|(_, date)| is_recent(date, 84)))
        .count("q7026", about_bankruptcy.count())
        .flag("m7014", bankruptcy.is_some_and(|(_, date)| is_recent(date, 336)))
        .text("e7014", bankruptcy.map(|(stage, _)| stage))
        .date("d7014", bankruptcy.map(|(_, date)| date))
        .flag("m7016", matches!(facts.state, State::Ended(End::Bankruptcy, _)))
        .count("q7017", links.founded)
        .count("q7018", links.headed_now.0)
        .count("q7019", links.headed_now.1)
        .count("q7020", links.headed_ever.0)
        .count("q7021", links.headed_ever.1)
        .count("q7022", usize::try_from(staff).unwrap_or(0))
        .date("d7023", is_sme.then_some(sme))
        .flag("m7023", is_sme && staff <= 15)
        .flag("m7024", is_sme && (16..=100).contains(&staff))
        .flag("m7025", is_sme && (101..=250).contains(&staff))
        .flag("m7027", is_alive && facts.volumes.accounts == Accounting::Small && random.chance(50))
        .flag("m7035", is_alive && random.chance(6))
        .flag("m7036", is_alive && random.chance(4))
        .flag("m7037", is_under(Procedure::Liquidation))
        .flag("m7040", is_under(Procedure::Moving))
}

fn of_others(markers: Markers, subject: &Subject) -> Markers {
    let is_alive = subject.facts.state.ended().is_none();
    let mut random = Random::of(subject.facts.seed, Topic::Analytics, 2);
    let mut some = |percent, limit| {
        let many = if random.chance(percent) { random.between(1, limit) } else { 0 };
        if is_alive { usize::try_from(many).unwrap_or(0) } else { 0 }
    };
    markers
        .count("q8001", some(40, 4))
        .count("q9001", some(13, 9))
        .count("q1101", some(5, 12))
        .count("q1102", some(2, 5))
}
