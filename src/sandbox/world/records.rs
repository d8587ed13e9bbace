//! The records of the register: everything in a subject's life that was entered, in the order of time.

use super::{Date, Entity, Random, Record, State, Subject, Topic, licences, numbers};

/// One record (запись ЕГРЮЛ or ЕГРИП).
pub(crate) struct Entry {
    /// Its number; the first one's is the ОГРН itself.
    pub(crate) grn: String,
    pub(crate) date: Date,
    pub(crate) what: What,
    /// Since when it is void, if it is.
    pub(crate) void: Option<Date>,
}

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum What {
    Created,
    CreatedEntrepreneur,
    TaxAccounting,
    PensionFund,
    SocialFund,
    Name,
    Address,
    Head,
    Manager,
    Branch,
    Founder,
    Capital,
    Activities,
    Licence,
    Doubt,
    Reorganised,
    Procedure,
    Ended,
}

impl What {
    /// As the register names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            What::Created => "Создание юридического лица",
            What::CreatedEntrepreneur => "Регистрация физического лица в качестве индивидуального предпринимателя",
            What::TaxAccounting => "Представление сведений об учете в налоговом органе",
            What::PensionFund => {
                "Представление сведений о регистрации в качестве страхователя в территориальном органе Пенсионного фонда Российской Федерации"
            }
            What::SocialFund => {
                "Представление сведений о регистрации в качестве страхователя в исполнительном органе Фонда социального страхования Российской Федерации"
            }
            What::Name | What::Head | What::Manager | What::Founder | What::Activities => {
                "Изменение сведений, содержащихся в государственном реестре"
            }
            What::Address | What::Branch | What::Capital => {
                "Государственная регистрация изменений, внесенных в учредительные документы"
            }
            What::Licence => "Представление лицензирующим органом сведений о предоставлении лицензии",
            What::Doubt => "Внесение сведений о недостоверности",
            What::Reorganised => "Реорганизация: внесение сведений о правопреемстве",
            What::Procedure => "Внесение сведений о состоянии",
            What::Ended => "Прекращение деятельности",
        }
    }

    /// Changes what `req` shows.
    pub(crate) fn is_in_req(self) -> bool {
        !matches!(
            self,
            What::TaxAccounting
                | What::PensionFund
                | What::SocialFund
                | What::Founder
                | What::Capital
                | What::Activities
                | What::Licence
                | What::Reorganised
        )
    }

    /// Somebody handed in an application for it.
    pub(crate) fn is_applied_for(self) -> bool {
        matches!(
            self,
            What::Created
                | What::CreatedEntrepreneur
                | What::Name
                | What::Address
                | What::Head
                | What::Manager
                | What::Branch
                | What::Founder
                | What::Capital
                | What::Activities
        )
    }
}

/// What happened, when, and its number where that is already known.
struct Event(Date, What, Option<String>);

/// The events of a life, except its beginning.
struct Life {
    registered: Date,
    events: Vec<Event>,
}

impl Life {
    fn push(&mut self, date: Date, what: What) {
        self.events.push(Event(date, what, None));
    }

    /// What was so from the beginning needs no record of its own.
    fn push_later(&mut self, date: Date, what: What) {
        if date > self.registered {
            self.push(date, what);
        }
    }

    fn push_all<T>(&mut self, records: &[Record<T>], what: What) {
        for record in records {
            self.push_later(record.first, what);
            if record.changed != record.first {
                self.push_later(record.changed, what);
            }
            if let Some(doubt) = &record.doubt {
                self.events.push(Event(doubt.since, What::Doubt, Some(doubt.grn.clone())));
            }
        }
    }
}

impl Subject {
    /// The records, the newest first.
    pub(crate) fn records(&self) -> Vec<Entry> {
        let facts = &self.facts;
        let mut life = Life { registered: facts.registered, events: Vec::new() };
        life.push(facts.registered.after(1), What::TaxAccounting);
        life.push(facts.registered.after(3), What::PensionFund);
        let created = match &self.entity {
            Entity::Organisation(organisation) => {
                let past = &organisation.past;
                life.push(facts.registered.after(5), What::SocialFund);
                life.push_all(std::slice::from_ref(&organisation.name), What::Name);
                life.push_all(&past.names, What::Name);
                life.push_all(std::slice::from_ref(&organisation.address), What::Address);
                life.push_all(&past.addresses, What::Address);
                life.push_all(&organisation.heads, What::Head);
                life.push_all(&past.heads, What::Head);
                life.push_all(&organisation.managers, What::Manager);
                life.push_all(&past.managers, What::Manager);
                life.push_all(&organisation.founders, What::Founder);
                life.push_all(&past.founders, What::Founder);
                life.push_all(organisation.capital.as_slice(), What::Capital);
                organisation.branches.iter().for_each(|branch| life.push_later(branch.changed, What::Branch));
                // An organisation's own beginning and end by reorganisation are other records.
                organisation.predecessors.iter().for_each(|one| life.push_later(one.date, What::Reorganised));
                What::Created
            }
            Entity::Entrepreneur(entrepreneur) => {
                life.push_later(entrepreneur.named, What::Name);
                What::CreatedEntrepreneur
            }
        };
        self.activities().others.iter().for_each(|activity| life.push_later(activity.date, What::Activities));
        let registered = |licence: &super::Licence| licence.source == licences::REGISTER;
        self.licences().iter().filter(|one| registered(one)).for_each(|one| life.push(one.start, What::Licence));
        match facts.state {
            State::Active => {}
            State::Under(_, date) => life.push(date, What::Procedure),
            State::Ended(_, date) => life.push(date, What::Ended),
        }
        let mut events = life.events;
        // The end is the last of its day.
        events.sort_by_key(|Event(date, what, _)| (*date, *what == What::Ended));
        events.dedup_by(|a, b| a.0 == b.0 && a.1 == b.1 && a.2 == b.2);
        let mut entries = vec![Entry { grn: facts.ogrn.clone(), date: facts.registered, what: created, void: None }];
        for (place, Event(date, what, grn)) in (0..).zip(events) {
            let grn = grn.unwrap_or_else(|| self.grn(date, place));
            let is_void = what == What::Licence && Random::of(facts.seed, Topic::Records, place).chance(10);
            entries.push(Entry { grn, date, what, void: is_void.then_some(date) });
        }
        entries.reverse();
        entries
    }

    /// The number of the subject's record at that place. Seeds differ in their last three digits.
    fn grn(&self, date: Date, place: u32) -> String {
        let seed = self.facts.seed;
        match &self.entity {
            Entity::Organisation(organisation) => {
                numbers::grn(date, organisation.address.value.region.code, seed % 1000 * 100 + place)
            }
            Entity::Entrepreneur(_) => numbers::grnip(date, self.region().code, seed % 100_000 * 100 + place),
        }
    }
}
