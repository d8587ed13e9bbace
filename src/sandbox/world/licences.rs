//! Licences.

use super::{Date, Random, State, Subject, TODAY, Topic};

pub(crate) struct Licence {
    pub(crate) source: &'static str,
    pub(crate) number: String,
    pub(crate) issuer: &'static str,
    pub(crate) start: Date,
    pub(crate) end: Option<Date>,
    pub(crate) status: Option<&'static str>,
    pub(crate) activity: &'static str,
    pub(crate) services: &'static [&'static str],
}

/// A kind of licence: who tells of it, how its number begins, who gives it, for what.
struct Kind {
    source: &'static str,
    prefix: &'static str,
    issuer: &'static str,
    activity: &'static str,
    services: &'static [&'static str],
}

/// What the register of organisations itself tells of.
pub(crate) const REGISTER: &str = "ЕГРЮЛ";

const KINDS: &[Kind] = &[
    Kind {
        source: REGISTER,
        prefix: "ЛО-00-01-",
        issuer: "Департамент здравоохранения (учебный)",
        activity: "Медицинская деятельность",
        services: &[],
    },
    Kind {
        source: "Росздравнадзор",
        prefix: "ФС-00-01-",
        issuer: "Федеральная служба по надзору в сфере здравоохранения",
        activity: "Медицинская деятельность",
        services: &["терапия", "неврология", "лечебная физкультура"],
    },
    Kind {
        source: "Рособрнадзор",
        prefix: "00Л01 № ",
        issuer: "Федеральная служба по надзору в сфере образования и науки",
        activity: "Образовательная деятельность",
        services: &["дополнительное профессиональное образование"],
    },
    Kind {
        source: "РоскомнадзорСвязь",
        prefix: "",
        issuer: "Федеральная служба по надзору в сфере связи, информационных технологий и массовых коммуникаций",
        activity: "Телематические услуги связи",
        services: &[],
    },
    Kind {
        source: "Ростехнадзор",
        prefix: "ВХ-00-",
        issuer: "Федеральная служба по экологическому, технологическому и атомному надзору",
        activity: "Эксплуатация взрывопожароопасных и химически опасных производственных объектов",
        services: &["хранение опасных веществ", "транспортирование опасных веществ"],
    },
    Kind {
        source: "Росприроднадзор",
        prefix: "(00)-",
        issuer: "Федеральная служба по надзору в сфере природопользования",
        activity: "Деятельность по сбору, транспортированию, обработке отходов I - IV классов опасности",
        services: &["сбор отходов IV класса опасности", "транспортирование отходов IV класса опасности"],
    },
];

impl Subject {
    /// The newest first.
    pub(crate) fn licences(&self) -> Vec<Licence> {
        let mut all: Vec<Licence> = (0..self.facts.volumes.licences).filter_map(|place| self.licence(place)).collect();
        all.sort_by_key(|licence| std::cmp::Reverse(licence.start));
        all
    }

    fn licence(&self, place: u32) -> Option<Licence> {
        let mut random = Random::of(self.facts.seed, Topic::Licences, place);
        // Entrepreneurs are in another register.
        let kinds = if self.organisation().is_some() { KINDS } else { KINDS.get(1..)? };
        let kind = random.pick(kinds)?;
        let start = random.day(self.facts.registered.after(30), self.last_day());
        let end = random.chance(50).then(|| start.after(5 * 336));
        let status = match self.facts.state {
            State::Ended(..) => "Прекращена",
            _ if end.is_some_and(|end| end < TODAY) => "Истекла",
            _ if random.chance(10) => "Переоформлена",
            _ => "Действующая",
        };
        Some(Licence {
            source: kind.source,
            number: format!("{}{:06}", kind.prefix, random.below(1_000_000)),
            issuer: kind.issuer,
            start,
            end,
            status: (!random.chance(18)).then_some(status),
            activity: kind.activity,
            services: kind.services,
        })
    }
}
