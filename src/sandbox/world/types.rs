//! What is true in the world of the sandbox. Nothing here knows how a provider writes it.

use super::{Date, LegalForm, MOSCOW, Region, TODAY, regions};

/// Somebody in a state register, with everything that is known of them.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    pub(crate) facts: Facts,
    pub(crate) entity: Entity,
}

/// What organisations and entrepreneurs have in common.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Facts {
    pub(crate) inn: Option<String>,
    pub(crate) ogrn: String,
    pub(crate) codes: Codes,
    pub(crate) registered: Date,
    pub(crate) state: State,
    /// Telephone numbers, 11 digits from 8.
    pub(crate) phones: Vec<String>,
    pub(crate) emails: Vec<String>,
    /// Has shown signs of life in the last twelve months: contracts, licences.
    pub(crate) lively: bool,
    pub(crate) volumes: Volumes,
    /// What they are good for in an example; the generated crowd has none.
    pub(crate) about: Option<About>,
    /// The number of the special case that asking about them plays; see [`crate::sandbox::cases`].
    pub(crate) case: Option<u16>,
    /// What everything else about them is drawn from; their own.
    pub(crate) seed: u32,
}

/// How much there is of what is drawn only when somebody asks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Volumes {
    pub(crate) accounts: Accounting,
    pub(crate) licences: u32,
    /// Enforcement proceedings.
    pub(crate) proceedings: u32,
    /// Purchases as the customer.
    pub(crate) purchases: u32,
    /// Takes part in the purchases of others: so often among a hundred draws of one who may; 0 never does.
    pub(crate) supplies: u32,
    /// Commercial court cases in three years.
    pub(crate) disputes: u32,
}

/// Which annual accounts there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Accounting {
    #[default]
    None,
    /// Simplified.
    Small,
    Large,
    /// Of a socially oriented non-profit.
    Social,
}

/// One line for people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) ru: &'static str,
    pub(crate) en: &'static str,
}

/// What kind of subject it is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Entity {
    Organisation(Box<Organisation>),
    Entrepreneur(Entrepreneur),
}

/// Codes of the statistics office; it does not know everybody.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Codes {
    pub(crate) form: &'static LegalForm,
    pub(crate) okpo: Option<String>,
    pub(crate) okato: Option<&'static str>,
    pub(crate) oktmo: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Organisation {
    pub(crate) kpp: Option<String>,
    pub(crate) name: Record<Name>,
    pub(crate) address: Record<Address>,
    pub(crate) branches: Vec<Branch>,
    pub(crate) heads: Vec<Record<Head>>,
    pub(crate) managers: Vec<Record<Manager>>,
    /// The stated capital, roubles; non-profits have none.
    pub(crate) capital: Option<Record<u32>>,
    pub(crate) founders: Vec<Record<Founder>>,
    pub(crate) predecessors: Vec<Relative>,
    pub(crate) successors: Vec<Relative>,
    pub(crate) past: Past,
}

/// What an organisation had before.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Past {
    pub(crate) kpps: Vec<(String, Date)>,
    pub(crate) names: Vec<Record<Name>>,
    pub(crate) addresses: Vec<Record<Address>>,
    pub(crate) heads: Vec<Record<Head>>,
    pub(crate) managers: Vec<Record<Manager>>,
    pub(crate) capitals: Vec<(u32, Date)>,
    pub(crate) founders: Vec<Record<Founder>>,
}

/// A founder (учредитель) and the share of the capital; in joint-stock companies the register has no shares.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Founder {
    pub(crate) owner: Owner,
    pub(crate) share: Option<Share>,
    pub(crate) pledge: Option<Pledge>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Owner {
    Person(Person),
    Organisation(Identity),
    Foreign { name: &'static str, country: &'static str },
}

/// What the register says of another organisation.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Identity {
    pub(crate) ogrn: String,
    pub(crate) inn: Option<String>,
    pub(crate) name: String,
}

/// A fraction of the capital.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) numerator: u32,
    pub(crate) denominator: u32,
}

/// A pledge of a share.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Pledge {
    pub(crate) duration: &'static str,
    pub(crate) pledgee: Identity,
    pub(crate) notary: Person,
    pub(crate) contract: &'static str,
    pub(crate) date: Date,
}

/// An organisation before or after another.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Relative {
    pub(crate) of: Identity,
    pub(crate) date: Date,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entrepreneur {
    pub(crate) person: Person,
    /// Since when the name is what it is.
    pub(crate) named: Date,
    /// Earlier names, and since when they were.
    pub(crate) former_names: Vec<(PersonName, Date)>,
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Record<T> {
    pub(crate) value: T,
    /// Last change and first entry.
    pub(crate) changed: Date,
    pub(crate) first: Date,
    /// The register's own doubts (недостоверность).
    pub(crate) doubt: Option<Doubt>,
}

/// A mark of inaccuracy (недостоверность).
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Doubt {
    pub(crate) reason: DoubtReason,
    pub(crate) since: Date,
    /// ГРН of the entry.
    pub(crate) grn: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DoubtReason {
    /// The person concerned said so.
    Statement,
    Inspection,
    Court {
        number: &'static str,
        court: &'static str,
        decided: Date,
    },
    Unknown,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub(crate) short: Option<String>,
    pub(crate) full: String,
    /// The short form of everything, to be read.
    pub(crate) readable: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Head {
    pub(crate) person: Person,
    /// Not every record has it.
    pub(crate) inn_known: bool,
    pub(crate) post: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Person {
    pub(crate) name: PersonName,
    pub(crate) inn: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PersonName {
    pub(crate) family: String,
    pub(crate) first: &'static str,
    pub(crate) middle: Option<&'static str>,
}

impl PersonName {
    /// Family name, first name, patronymic.
    pub(crate) fn whole(&self) -> String {
        let mut whole = format!("{} {}", self.family, self.first);
        if let Some(middle) = self.middle {
            whole.push(' ');
            whole.push_str(middle);
        }
        whole
    }
}

/// A managing company.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Manager {
    pub(crate) name: String,
    pub(crate) inn: Option<String>,
    pub(crate) ogrn: String,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Branch {
    pub(crate) name: Option<String>,
    pub(crate) kpp: Option<String>,
    pub(crate) place: Place,
    pub(crate) changed: Date,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    Russia(Box<Address>),
    Abroad { country: &'static str, text: &'static str },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Address {
    pub(crate) zip: Option<String>,
    pub(crate) region: &'static Region,
    pub(crate) street: Option<Part>,
    pub(crate) house: Option<Part>,
    pub(crate) building: Option<Part>,
    pub(crate) room: Option<Part>,
    /// Number of the street in the older register of addresses, КЛАДР: 15 digits.
    pub(crate) kladr: String,
    /// Number and GUID of the house in the newer one, ГАР.
    pub(crate) gar: (u32, String),
}

/// A part of an address: a street, a house.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    /// The kind in short and in full; there are parts without.
    pub(crate) kind: Option<(&'static str, &'static str)>,
    pub(crate) value: String,
    /// As it was written in the application, junk included.
    pub(crate) raw: String,
}

/// Where in its life a subject is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Under(Procedure, Date),
    Ended(End, Date),
}

/// What may happen to a subject that still exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Procedure {
    Liquidation,
    /// Joins another organisation.
    Accession,
    /// Becomes one of another form.
    Transformation,
    /// Bankruptcy, first stage (наблюдение).
    Observation,
    /// Bankruptcy, last stage (конкурсное производство).
    Competition,
    /// About to be struck off: does nothing.
    ExclusionInactive,
    /// About to be struck off: an inaccurate entry.
    ExclusionInaccurate,
    /// Will move to another place.
    Moving,
}

/// How a subject came to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Accession,
    Merger,
    Transformation,
    Division,
    Liquidation,
    LiquidationByCourt,
    Bankruptcy,
    /// Struck off: did nothing.
    ExclusionInactive,
    /// Struck off: an inaccurate entry.
    ExclusionInaccurate,
    /// An entrepreneur gave up.
    OwnDecision,
    /// An entrepreneur of the time before the register did not come to be entered.
    NotReentered,
}

impl<T> Record<T> {
    /// An entry that was never changed.
    pub(crate) fn since(value: T, first: Date) -> Record<T> {
        Record { value, changed: first, first, doubt: None }
    }

    fn latest(&self) -> Date {
        self.doubt.iter().map(|doubt| doubt.since).fold(self.changed, Date::max)
    }
}

impl State {
    pub(crate) fn since(self) -> Option<Date> {
        match self {
            State::Active => None,
            State::Under(_, date) | State::Ended(_, date) => Some(date),
        }
    }

    pub(crate) fn ended(self) -> Option<Date> {
        match self {
            State::Ended(_, date) => Some(date),
            State::Active | State::Under(..) => None,
        }
    }
}

impl Subject {
    /// The organisation, if it is one.
    pub(crate) fn organisation(&self) -> Option<&Organisation> {
        match &self.entity {
            Entity::Organisation(organisation) => Some(organisation),
            Entity::Entrepreneur(_) => None,
        }
    }

    pub(crate) fn organisation_mut(&mut self) -> Option<&mut Organisation> {
        match &mut self.entity {
            Entity::Organisation(organisation) => Some(organisation),
            Entity::Entrepreneur(_) => None,
        }
    }

    /// Where the register has them.
    pub(crate) fn region(&self) -> &'static Region {
        match &self.entity {
            Entity::Organisation(organisation) => organisation.address.value.region,
            Entity::Entrepreneur(entrepreneur) => {
                entrepreneur.person.inn.get(..2).and_then(regions::by_code).unwrap_or(&MOSCOW)
            }
        }
    }

    /// As others refer to them.
    pub(crate) fn identity(&self) -> Identity {
        Identity { ogrn: self.facts.ogrn.clone(), inn: self.facts.inn.clone(), name: self.title() }
    }

    /// Exists on a day.
    pub(crate) fn lives_on(&self, day: Date) -> bool {
        self.facts.registered <= day && self.facts.state.ended().is_none_or(|ended| day < ended)
    }

    /// The last day of which there can be news.
    pub(crate) fn last_day(&self) -> Date {
        self.facts.state.ended().unwrap_or(TODAY)
    }

    /// A name for lists.
    pub(crate) fn title(&self) -> String {
        match &self.entity {
            Entity::Organisation(organisation) => {
                let name = &organisation.name.value;
                name.short.clone().unwrap_or_else(|| name.full.clone())
            }
            Entity::Entrepreneur(entrepreneur) => format!("ИП {}", entrepreneur.person.name.whole()),
        }
    }

    /// When the register was last changed about them.
    pub(crate) fn last_change(&self) -> Date {
        let mut dates = vec![self.facts.registered];
        dates.extend(self.facts.state.since());
        match &self.entity {
            Entity::Organisation(organisation) => {
                dates.push(organisation.name.latest());
                dates.push(organisation.address.latest());
                dates.extend(organisation.branches.iter().map(|branch| branch.changed));
                dates.extend(organisation.heads.iter().map(Record::latest));
                dates.extend(organisation.managers.iter().map(Record::latest));
            }
            Entity::Entrepreneur(entrepreneur) => dates.push(entrepreneur.named),
        }
        dates.into_iter().fold(self.facts.registered, Date::max)
    }
}
