//! Subjects in the making: complete and consistent from the beginning, then changed as the example needs it.

use super::numbers;
use super::random::Random;
use super::regions::REGIONS;
use super::types::{
    Accounting, Address, Branch, Codes, Doubt, DoubtReason, Entity, Entrepreneur, Facts, Head, Manager, Name,
    Organisation, Part, Past, Person, PersonName, Place, Record, State, Subject, Volumes,
};
use super::words::{FAMILIES, MEN, STREETS, TITLES, TRADES, WOMEN};
use super::{About, Date, LegalForm, MOSCOW, Region};

/// A subject that is not finished yet.
pub(super) struct Draft<E> {
    pub(super) facts: Facts,
    pub(super) entity: E,
}

impl<E> Draft<E> {
    /// Says what the subject is an example of.
    pub(super) fn about(mut self, ru: &'static str, en: &'static str) -> Self {
        self.facts.about = Some(About { ru, en });
        self
    }

    pub(super) fn state(mut self, state: State) -> Self {
        self.facts.state = state;
        self
    }

    pub(super) fn with(mut self, edit: impl FnOnce(&mut Facts, &mut E)) -> Self {
        edit(&mut self.facts, &mut self.entity);
        self
    }
}

impl Draft<Organisation> {
    pub(super) fn done(self) -> Subject {
        Subject { facts: self.facts, entity: Entity::Organisation(Box::new(self.entity)) }
    }
}

impl Draft<Entrepreneur> {
    pub(super) fn done(self) -> Subject {
        Subject { facts: self.facts, entity: Entity::Entrepreneur(self.entity) }
    }
}

/// An active organisation with a head officer and an address. Its number must be its own among all.
pub(super) fn organisation(
    sequence: u32,
    region: &'static Region,
    form: &'static LegalForm,
    title: &str,
    registered: Date,
) -> Draft<Organisation> {
    let mut random = Random::new(sequence);
    let office = random.word(region.offices);
    Draft {
        facts: Facts {
            inn: Some(numbers::inn_of_organisation(region.code, sequence)),
            ogrn: numbers::ogrn(registered, region.code, sequence),
            codes: Codes {
                form,
                okpo: Some(numbers::okpo_of_organisation(sequence)),
                okato: Some(region.okato),
                oktmo: Some(region.oktmo),
            },
            registered,
            state: State::Active,
            phones: Vec::new(),
            emails: Vec::new(),
            lively: false,
            volumes: Volumes { accounts: accounts(form, sequence), ..Volumes::default() },
            about: None,
            case: None,
            seed: sequence,
        },
        entity: Organisation {
            kpp: Some(kpp(office, "01", 1)),
            name: Record::since(name(form, title), registered),
            address: Record::since(address(sequence, region), registered),
            branches: Vec::new(),
            heads: vec![Record::since(head(sequence % 97, form.post), registered)],
            managers: Vec::new(),
            capital: capital(form, sequence).map(|sum| Record::since(sum, registered)),
            founders: Vec::new(),
            predecessors: Vec::new(),
            successors: Vec::new(),
            past: Past::default(),
        },
    }
}

/// An active entrepreneur. The person's number must be above those of all head officers.
pub(super) fn entrepreneur(
    number: u32,
    region: &'static Region,
    form: &'static LegalForm,
    registered: Date,
) -> Draft<Entrepreneur> {
    let person = person(number, region);
    Draft {
        facts: Facts {
            inn: Some(person.inn.clone()),
            ogrn: numbers::ogrnip(registered, region.code, number),
            codes: Codes {
                form,
                okpo: Some(numbers::okpo_of_entrepreneur(number)),
                okato: Some(region.okato),
                oktmo: Some(region.oktmo),
            },
            registered,
            state: State::Active,
            phones: Vec::new(),
            emails: Vec::new(),
            lively: false,
            volumes: Volumes::default(),
            about: None,
            case: None,
            seed: ENTREPRENEURS + number,
        },
        entity: Entrepreneur { person, named: registered, former_names: Vec::new() },
    }
}

/// The seeds of entrepreneurs are above those of all organisations.
const ENTREPRENEURS: u32 = 1_000_000;

/// Which accounts organisations of a form usually have. Budget institutions have others, which are not published.
fn accounts(form: &LegalForm, sequence: u32) -> Accounting {
    match form.short {
        "ООО" if sequence % 3 == 1 => Accounting::Large,
        "ООО" => Accounting::Small,
        "АО" | "ПАО" => Accounting::Large,
        "АНО" => Accounting::Social,
        _ => Accounting::None,
    }
}

/// Roubles; non-profits have no stated capital.
fn capital(form: &LegalForm, sequence: u32) -> Option<u32> {
    let many = 1 + sequence % 7;
    match form.short {
        "ООО" => Some(if many < 5 { 10_000 } else { many * 25_000 }),
        "АО" => Some(many * 100_000),
        "ПАО" => Some(many * 10_000_000),
        _ => None,
    }
}

/// КПП: tax office, reason, number.
pub(super) fn kpp(office: &str, reason: &str, number: u32) -> String {
    format!("{office}{reason}{number:03}")
}

pub(super) fn name(form: &LegalForm, title: &str) -> Name {
    let short = format!("{} \"{title}\"", form.short);
    Name { readable: short.clone(), short: Some(short), full: format!("{} \"{title}\"", form.full) }
}

/// An invented title.
pub(super) fn title(random: &mut Random) -> String {
    let first = random.word(TITLES);
    if random.chance(50) { format!("{first} {}", random.word(TRADES)) } else { first.to_owned() }
}

/// A head officer. Officers have numbers below 1000; the same number is the same person in every organisation.
pub(super) fn head(number: u32, post: &'static str) -> Head {
    let home = usize::try_from(number).ok().and_then(|number| REGIONS.get(number % REGIONS.len())).copied();
    Head { person: person(number, home.unwrap_or(&MOSCOW)), inn_known: true, post }
}

/// A person, the same one for the same number.
pub(super) fn person(number: u32, region: &'static Region) -> Person {
    let mut random = Random::new(1 << 30 | number);
    let is_woman = random.chance(40);
    let (first, middle) = if is_woman { WOMEN } else { MEN };
    let family = random.word(FAMILIES);
    let family = if is_woman { format!("{family}а") } else { family.to_owned() };
    Person {
        name: PersonName { family, first: random.word(first), middle: Some(random.word(middle)) },
        inn: numbers::inn_of_person(region.code, number),
    }
}

/// An address in the chief town of a region, the same one for the same number.
pub(super) fn address(number: u32, region: &'static Region) -> Address {
    let mut random = Random::new(1 << 31 | number);
    let part = |short, full: &'static str, value: String| {
        let raw = format!("{} {}", full.to_uppercase(), value.to_uppercase());
        Some(Part { kind: Some((short, full)), value, raw })
    };
    let place = random.below(u32::try_from(STREETS.len()).unwrap_or(0));
    let (short, full, street) =
        usize::try_from(place).ok().and_then(|place| STREETS.get(place)).copied().unwrap_or_default();
    let house = match random.below(8) {
        0 => format!("{}/{}", 1 + random.below(30), 1 + random.below(9)),
        1 => format!("{}А", 1 + random.below(60)),
        _ => (1 + random.below(90)).to_string(),
    };
    let building = random.chance(35).then(|| 1 + random.below(5));
    let room = random.chance(75).then(|| 1 + random.below(400));
    let town = if region.town.is_some() { "000001" } else { "000000" };
    Address {
        zip: Some(format!("{}{:03}", region.zip, random.below(140))),
        region,
        street: part(short, full, street.to_owned()),
        house: part("дом", "дом", house),
        building: building.and_then(|building| part("корп", "корпус", building.to_string())),
        room: room.and_then(|room| part("оф", "офис", room.to_string())),
        kladr: format!("{}000{town}{:04}", region.code, 9000 + place),
        gar: (900_000_000 + number, guid(&mut random)),
    }
}

/// A random GUID, marked as such.
fn guid(random: &mut Random) -> String {
    let mut digits = |count| random.hex(count);
    format!("{}-{}-4{}-a{}-{}", digits(8), digits(4), digits(3), digits(3), digits(12))
}

/// A branch in another region.
pub(super) fn branch(number: u32, region: &'static Region, name: Option<String>, changed: Date) -> Branch {
    let office = Random::new(number).word(region.offices);
    Branch {
        name,
        kpp: Some(kpp(office, "43", 1 + number % 9)),
        place: Place::Russia(Box::new(address(number, region))),
        changed,
    }
}

/// What the register says of a managing company.
pub(super) fn manager(of: &Subject) -> Manager {
    Manager { name: of.title(), inn: of.facts.inn.clone(), ogrn: of.facts.ogrn.clone() }
}

/// A mark of inaccuracy by an entry of its own.
pub(super) fn doubt(reason: DoubtReason, since: Date, region: &Region, sequence: u32) -> Option<Doubt> {
    Some(Doubt { reason, since, grn: numbers::grn(since, region.code, sequence) })
}

/// Telephone numbers of the region. No subscriber's number begins with a zero.
pub(super) fn phones(region: &Region, sequence: u32, count: u32) -> Vec<String> {
    (0..count).map(|place| format!("8{}0{:06}", region.dialling, sequence * 10 + place)).collect()
}

/// Addresses in a domain that is reserved for examples.
pub(super) fn emails(sequence: u32, count: u32) -> Vec<String> {
    (0..count).map(|place| format!("office{}@n{sequence}.example", place + 1)).collect()
}
