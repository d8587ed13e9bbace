//! Enforcement proceedings. Each is drawn by its place alone, so that the thousandth needs none before it.

use super::{Date, End, Procedure, Random, Region, State, Subject, TODAY, Topic};

pub(crate) struct Proceeding {
    /// Nobody else's, the newest of a debtor has the highest.
    pub(crate) number: u32,
    pub(crate) opened: Date,
    /// Kopecks.
    pub(crate) sum: Option<u64>,
    /// «» where the source has none.
    pub(crate) topic: &'static str,
    pub(crate) document: &'static str,
    pub(crate) issued: Date,
    /// In a joint proceeding.
    pub(crate) is_joint: bool,
    pub(crate) outcome: Option<(Outcome, Date)>,
}

/// How a proceeding ended without success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Returned,
    Bankruptcy,
    Dissolution,
}

/// What proceedings are about, and in how many of a hundred.
const TOPICS: &[(u32, &str)] = &[
    (20, "Иные взыскания имущественного характера не в бюджеты РФ"),
    (18, ""),
    (14, TAXES),
    (12, "Исполнительский сбор"),
    (10, "Госпошлина, присужденная судом"),
    (8, "Штраф ГИБДД"),
    (7, INSURANCE),
    (4, CREDIT),
    (4, WAGES),
    (3, ARREST),
];
pub(crate) const TAXES: &str = "Взыскание налогов и сборов, включая пени";
pub(crate) const INSURANCE: &str = "Страховые взносы, включая пени";
pub(crate) const CREDIT: &str = "Задолженность по кредитным платежам (кроме ипотеки)";
pub(crate) const WAGES: &str = "Оплата труда и иные выплаты по трудовым правоотношениям";
pub(crate) const ARREST: &str = "Наложение ареста";
pub(crate) const ALIMONY: &str = "Алименты на содержание детей";

const DOCUMENTS: &[&str] = &[
    "Исполнительный лист",
    "Судебный приказ",
    "Постановление о взыскании исполнительского сбора",
    "Акт органа, осуществляющего контрольные функции",
];

/// Somebody against whom there are proceedings, as far as these depend on it.
#[derive(Clone, Copy)]
pub(crate) struct Debtor {
    pub(crate) seed: u32,
    /// How many there are.
    pub(crate) many: u32,
    /// How many of them, the newest, are about alimony.
    pub(crate) alimony: u32,
    /// The first and the last day on which one may be opened.
    pub(crate) since: Date,
    pub(crate) last: Date,
    pub(crate) state: State,
}

/// Nobody has more proceedings.
const MOST: u32 = 3000;
/// Seeds differ in their last digits.
const SEEDS: u32 = 100_000;

impl Debtor {
    /// The proceedings, the newest first.
    pub(crate) fn proceedings(self) -> impl Iterator<Item = Proceeding> {
        (0..self.many).map(move |place| self.proceeding(place))
    }

    /// The proceeding of that number, if it is one of theirs.
    pub(crate) fn by_number(self, number: u32) -> Option<Proceeding> {
        let place = MOST - 1 - number % MOST;
        (number / MOST == self.seed % SEEDS && place < self.many).then(|| self.proceeding(place))
    }

    /// The proceeding at this place, the newest first.
    pub(crate) fn proceeding(self, place: u32) -> Proceeding {
        let mut random = Random::of(self.seed, Topic::Proceedings, place);
        let opened = spread(place, self.many, self.since, self.last);
        let mut drawn = random.below(100);
        let topic = TOPICS.iter().find(|(share, _)| {
            let is_it = drawn < *share;
            drawn = drawn.saturating_sub(*share);
            is_it
        });
        let topic = topic.map_or("", |(_, topic)| topic);
        let is_about_money = topic != ARREST && !random.chance(8);
        let kopecks = u64::from(random.between(500, 90_000)) * u64::from(random.between(1, 900));
        Proceeding {
            number: self.seed % SEEDS * MOST + MOST - 1 - place,
            opened,
            sum: is_about_money.then_some(kopecks),
            topic: if place < self.alimony { ALIMONY } else { topic },
            document: random.word(DOCUMENTS),
            issued: opened.after(-i32::try_from(random.between(5, 60)).unwrap_or(0)),
            is_joint: random.chance(25),
            outcome: self.outcome(&mut random, opened),
        }
    }

    fn outcome(&self, random: &mut Random, opened: Date) -> Option<(Outcome, Date)> {
        match self.state {
            State::Ended(End::Bankruptcy, date) | State::Under(Procedure::Competition, date) if opened < date => {
                Some((Outcome::Bankruptcy, date))
            }
            State::Ended(_, date) => Some((Outcome::Dissolution, date)),
            _ if opened.until(TODAY) > 200 && random.chance(35) => {
                Some((Outcome::Returned, random.day(opened.after(60), TODAY)))
            }
            _ => None,
        }
    }
}

impl Subject {
    /// The subject as a debtor.
    pub(crate) fn debtor(&self) -> Debtor {
        let since = self.facts.registered.after(60);
        let (last, state) = (self.last_day().after(-1), self.facts.state);
        Debtor { seed: self.facts.seed, many: self.facts.volumes.proceedings, alimony: 0, since, last, state }
    }

    /// The day of the thing at this place among so many, spread over the subject's life since some day, the latest first.
    pub(super) fn spread(&self, place: u32, many: u32, since: Date) -> Date {
        spread(place, many, self.facts.registered.after(60).max(since), self.last_day().after(-1))
    }
}

/// The day of the thing at this place among so many, the latest first.
fn spread(place: u32, many: u32, first: Date, last: Date) -> Date {
    let days = first.until(last).max(0);
    let back = i64::from(days) * i64::from(place) / i64::from(many.max(1));
    last.after(-i32::try_from(back).unwrap_or(0))
}

impl Proceeding {
    /// The numbers as the bailiffs of a region write them: of the proceeding, of the joint one, of the writ.
    pub(crate) fn title(&self, region: &Region) -> String {
        format!("{}/{:02}/{}-ИП", self.number, self.opened.year() % 100, region.bailiffs())
    }

    /// See [`Proceeding::title`]; `None` when there is no joint one.
    pub(crate) fn joint_title(&self, region: &Region) -> Option<String> {
        let title = || format!("{}/{:02}/{}-СД", self.number / 7, self.opened.year() % 100, region.bailiffs());
        self.is_joint.then(title)
    }

    /// See [`Proceeding::title`].
    pub(crate) fn document_number(&self, region: &Region) -> String {
        format!("{}/{:02}/{}", region.bailiffs(), self.opened.year() % 100, self.number / 3)
    }
}

impl Region {
    /// Code of the one department of bailiffs that every region has; the real ones have other numbers.
    pub(crate) fn bailiffs(&self) -> String {
        format!("{}099", self.code)
    }
}
