//! Persons whom the bailiffs know: entrepreneurs of the register, and some who are there for what they are examples of.

use super::draft::person;
use super::proceedings::Debtor;
use super::regions::{BASHKORTOSTAN, KRASNODAR, MOSCOW, NOVOSIBIRSK, PERM, PETERSBURG, SVERDLOVSK, TATARSTAN};
use super::types::{About, Entity, PersonName, State, Subject};
use super::{Date, Random, Region, TODAY, Topic, World};

/// A person, as far as the bailiffs know one.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Citizen {
    pub(crate) name: PersonName,
    pub(crate) born: Date,
    pub(crate) region: &'static Region,
    pub(crate) seed: u32,
    /// How many proceedings there are, and how many of them are about alimony.
    pub(crate) proceedings: u32,
    pub(crate) alimony: u32,
    /// What they are an example of.
    pub(crate) about: Option<About>,
}

/// An entry of the register of the wanted.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Search {
    pub(crate) name: PersonName,
    pub(crate) born: Date,
    pub(crate) region: &'static Region,
    /// Number of the search, and its day.
    pub(crate) number: u32,
    pub(crate) since: Date,
    /// The proceeding for which it is.
    pub(crate) proceeding: u32,
    pub(crate) opened: Date,
    pub(crate) ended: bool,
}

impl Citizen {
    pub(crate) fn debtor(&self) -> Debtor {
        Debtor {
            seed: self.seed,
            many: self.proceedings,
            alimony: self.alimony,
            since: Date::new(2012, 1, 10),
            last: TODAY.after(-3),
            state: State::Active,
        }
    }

    /// Alimony debtors and those with many proceedings are searched for.
    fn is_sought(&self) -> bool {
        self.alimony > 0
    }
}

/// Seeds of people are above those of all subjects, and differ from theirs in the last digits as well.
const SEEDS: u32 = 2_090_000;

/// Everybody, the examples first.
pub(crate) fn citizens() -> Vec<Citizen> {
    let named = |family: &str, first, middle| PersonName { family: family.to_owned(), first, middle };
    let example = |place: u32, name, born, region, proceedings, alimony, ru, en| Citizen {
        name,
        born,
        region,
        seed: SEEDS + place,
        proceedings,
        alimony,
        about: Some(About { ru, en }),
    };
    let mut all = vec![
        example(
            1,
            named("Вымыслов", "Пётр", Some("Ильич")),
            Date::new(1980, 3, 21),
            &NOVOSIBIRSK,
            9,
            0,
            "несколько производств, открытых и оконченных",
            "several proceedings, open and closed",
        ),
        example(
            2,
            named("Вымыслов", "Пётр", Some("Ильич")),
            Date::new(1991, 11, 2),
            &PERM,
            1,
            0,
            "полный тёзка предыдущего, другая дата рождения",
            "the namesake of the one before, born on another day",
        ),
        example(
            3,
            named("Макетов", "Глеб", Some("Борисович")),
            Date::new(1985, 6, 14),
            &KRASNODAR,
            4,
            2,
            "должник по алиментам, в розыске",
            "a debtor of alimony, wanted",
        ),
        example(
            4,
            named("Ёмкостнова-Эскизова", "Алёна", Some("Артёмовна")),
            Date::new(1977, 1, 28),
            &MOSCOW,
            2,
            0,
            "двойная фамилия с «ё»",
            "a double family name with «ё»",
        ),
        example(
            5,
            named("Прототипов", "Лев", None),
            Date::new(1969, 9, 9),
            &PETERSBURG,
            620,
            0,
            "без отчества; производств больше, чем поставщик загружает (25 страниц)",
            "without a patronymic; more proceedings than the provider loads (25 pages)",
        ),
        example(
            6,
            named("Гипотезина", "Вера", Some("Львовна")),
            Date::new(1995, 12, 1),
            &TATARSTAN,
            0,
            0,
            "долгов нет",
            "no debts",
        ),
        example(
            7,
            named("Условнов", "Марат", Some("Маратович")),
            Date::new(1988, 4, 4),
            &BASHKORTOSTAN,
            3,
            3,
            "только алименты",
            "alimony only",
        ),
        example(
            8,
            named("Фантомова", "Рената", Some("Глебовна")),
            Date::new(1983, 7, 17),
            &SVERDLOVSK,
            1,
            0,
            "одно производство",
            "one proceeding",
        ),
    ];
    all.extend(World::get().subjects().filter_map(of_subject));
    all
}

/// Entrepreneurs answer with all they have, so the bailiffs know them as persons.
fn of_subject(subject: &Subject) -> Option<Citizen> {
    let Entity::Entrepreneur(entrepreneur) = &subject.entity else { return None };
    let born = Random::of(subject.facts.seed, Topic::Birth, 0).day(Date::new(1950, 1, 1), Date::new(1984, 1, 1));
    Some(Citizen {
        name: entrepreneur.person.name.clone(),
        born,
        region: subject.region(),
        seed: subject.facts.seed,
        proceedings: subject.facts.volumes.proceedings,
        alimony: 0,
        about: subject.facts.about,
    })
}

/// The family name of so many wanted persons that the provider does not load them all.
pub(crate) const MANY_SOUGHT: &str = "Подставнов";
const SOUGHT: u32 = 430;

/// The register of the wanted, the latest first.
pub(crate) fn sought() -> Vec<Search> {
    let of_citizen = |citizen: &Citizen| {
        let newest = citizen.debtor().proceeding(0);
        search(citizen.name.clone(), citizen.born, citizen.region, newest.number, newest.opened)
    };
    let citizens = citizens();
    let known = citizens.iter().filter(|citizen| citizen.is_sought()).map(of_citizen);
    let crowd = (0..SOUGHT).map(|place| {
        let mut random = Random::of(SEEDS, Topic::Bailiffs, place);
        let mut name = person(60_000 + place, &MOSCOW).name;
        let is_woman = name.family.ends_with('а');
        name.family = if is_woman { format!("{MANY_SOUGHT}а") } else { MANY_SOUGHT.to_owned() };
        let regions = super::regions::REGIONS;
        let region = random.pick(&regions).copied().unwrap_or(&MOSCOW);
        let born = random.day(Date::new(1955, 1, 1), Date::new(2004, 1, 1));
        let opened = random.day(Date::new(2015, 1, 1), TODAY.after(-90));
        search(name, born, region, 900_000 + place, opened)
    });
    let mut all: Vec<Search> = known.chain(crowd).collect();
    all.sort_by_key(|search| core::cmp::Reverse(search.since));
    all
}

fn search(name: PersonName, born: Date, region: &'static Region, proceeding: u32, opened: Date) -> Search {
    let mut random = Random::of(proceeding, Topic::Bailiffs, 1);
    let since = random.day(opened, TODAY);
    Search { name, born, region, number: 1 + proceeding / 5, since, proceeding, opened, ended: random.chance(10) }
}
