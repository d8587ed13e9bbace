//! Enforcement proceedings. Each is drawn by its place alone, so that the thousandth needs none before it.

use super::{Date, End, Procedure, Random, State, Subject, TODAY, Topic};

pub(crate) struct Proceeding {
    /// A place from zero, the newest first.
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

const DOCUMENTS: &[&str] = &[
    "Исполнительный лист",
    "Судебный приказ",
    "Постановление о взыскании исполнительского сбора",
    "Акт органа, осуществляющего контрольные функции",
];

impl Subject {
    /// The proceedings at these places, the newest first; there are as many as the volumes say.
    pub(crate) fn proceeding(&self, place: u32) -> Proceeding {
        let mut random = Random::of(self.facts.seed, Topic::Proceedings, place);
        let opened = self.spread(place, self.facts.volumes.proceedings, self.facts.registered);
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
            number: 100_000 - place,
            opened,
            sum: is_about_money.then_some(kopecks),
            topic,
            document: random.word(DOCUMENTS),
            issued: opened.after(-i32::try_from(random.between(5, 60)).unwrap_or(0)),
            is_joint: random.chance(25),
            outcome: self.outcome(&mut random, opened),
        }
    }

    fn outcome(&self, random: &mut Random, opened: Date) -> Option<(Outcome, Date)> {
        match self.facts.state {
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

    /// The day of the thing at this place among so many, spread over the subject's life since some day, the latest first.
    pub(super) fn spread(&self, place: u32, many: u32, since: Date) -> Date {
        let last = self.last_day().after(-1);
        let days = self.facts.registered.after(60).max(since).until(last).max(0);
        let back = i64::from(days) * i64::from(place) / i64::from(many.max(1));
        last.after(-i32::try_from(back).unwrap_or(0))
    }
}
