//! Who takes part in the electronic exchange of documents (ЭДО), and under which operator.

use super::random::{Random, Topic};
use super::types::{State, Subject};

/// An operator of the exchange. Operators are real, those whom they serve here are not.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Operator {
    /// GUID, as Астрал.ЭДО knows the operator by.
    pub(crate) id: &'static str,
    /// The beginning of its participants' identifiers.
    pub(crate) prefix: &'static str,
    pub(crate) name: &'static str,
}

pub(crate) static ASTRAL: Operator =
    Operator { id: "ef2687fc-2a40-4bca-886c-e52283105315", prefix: "2AE", name: "АО Калуга Астрал" };

pub(crate) static DIADOC: Operator =
    Operator { id: "5b7c0a1d-3f58-4c22-9d64-70c1f2b8e913", prefix: "2BM", name: "АО ПФ СКБ Контур" };

/// A subject as one operator serves it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Participant {
    pub(crate) operator: &'static Operator,
    /// GUID, in small letters.
    pub(crate) id: String,
    /// ИдЭДО.
    pub(crate) global_id: String,
    /// Its registration is not finished.
    pub(crate) pending: bool,
}

/// How somebody takes part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Astral,
    Pending,
    Diadoc,
    Both,
}

/// How the examples take part, by their seeds; the special cases and the examples that are not listed are served by Астрал.
const PARTS: &[(u32, Part)] = &[
    (1002, Part::Both),
    (1004, Part::Diadoc),
    (1007, Part::None),
    (1008, Part::Diadoc),
    (1009, Part::None),
    (1014, Part::None),
    (1015, Part::Pending),
    (1016, Part::Both),
    (1_002_004, Part::Diadoc),
    (1_002_005, Part::None),
];

impl Subject {
    /// As whom they take part; several operators may serve the same subject, and none serves one that has ended.
    pub(crate) fn participants(&self) -> Vec<Participant> {
        let one = |operator, index| self.participant(operator, index);
        match self.part() {
            Part::None => Vec::new(),
            Part::Astral => vec![one(&ASTRAL, 1)],
            Part::Pending => vec![Participant { pending: true, ..one(&ASTRAL, 1) }],
            Part::Diadoc => vec![one(&DIADOC, 2)],
            Part::Both => vec![one(&ASTRAL, 1), one(&DIADOC, 2)],
        }
    }

    fn part(&self) -> Part {
        let facts = &self.facts;
        if matches!(facts.state, State::Ended(..)) || facts.inn.is_none() {
            return Part::None;
        }
        if facts.about.is_some() || facts.case.is_some() {
            return PARTS.iter().find(|(seed, _)| *seed == facts.seed).map_or(Part::Astral, |(_, part)| *part);
        }
        match Random::of(facts.seed, Topic::Exchange, 0).below(20) {
            0..=9 => Part::Astral,
            10..=12 => Part::Diadoc,
            13 => Part::Both,
            14 => Part::Pending,
            _ => Part::None,
        }
    }

    fn participant(&self, operator: &'static Operator, index: u32) -> Participant {
        let mut random = Random::of(self.facts.seed, Topic::Exchange, index);
        let id = random.guid();
        let kpp = self.organisation().and_then(|organisation| organisation.kpp.as_ref());
        let global_id = if operator == &ASTRAL {
            format!("{}{}", operator.prefix, id.to_ascii_uppercase())
        } else {
            // The ИНН, the КПП if there is one, and the moment of the registration.
            let inn = self.facts.inn.as_deref().unwrap_or_default();
            let kpp = kpp.map_or(String::new(), |kpp| format!("-{kpp}"));
            let registered =
                format!("{}{:02}{:010}", random.between(2014, 2025), random.between(1, 12), random.below(u32::MAX));
            format!("{}-{inn}{kpp}-{registered}", operator.prefix)
        };
        Participant { operator, id, global_id, pending: false }
    }
}
