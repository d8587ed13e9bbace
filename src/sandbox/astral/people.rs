//! Who is there: the participants of the exchange among the companies of the world.

use crate::json::Value;
use crate::sandbox::world::{self, ASTRAL, Operator, Participant, Subject, World};
use std::sync::OnceLock;

/// A participant.
#[derive(Debug)]
pub(super) struct Member {
    /// GUID, in small letters.
    pub(super) id: String,
    pub(super) global_id: String,
    pub(super) operator: &'static Operator,
    /// Its registration is not finished: invitations are put off.
    pub(super) pending: bool,
    pub(super) name: String,
    pub(super) inn: String,
    pub(super) kpp: Option<String>,
    pub(super) subject: &'static Subject,
}

/// Everybody.
#[derive(Debug)]
pub(super) struct Office(Vec<Member>);

impl Office {
    /// The one there is.
    pub(super) fn get() -> &'static Office {
        static OFFICE: OnceLock<Office> = OnceLock::new();
        OFFICE.get_or_init(|| Office(World::get().subjects().flat_map(members).collect()))
    }

    /// GUIDs are the same in small and in capital letters.
    pub(super) fn of_id(&self, id: &str) -> Option<&Member> {
        self.0.iter().find(|member| member.id.eq_ignore_ascii_case(id))
    }

    pub(super) fn of_global_id(&self, id: &str) -> Option<&Member> {
        self.0.iter().find(|member| member.global_id.eq_ignore_ascii_case(id))
    }

    /// The example of that number.
    pub(super) fn of_seed(&self, seed: u32) -> Option<&Member> {
        self.0.iter().find(|member| member.subject.facts.seed == seed)
    }

    /// Those with that ИНН and, if one is given, that КПП.
    pub(super) fn of_inn<'q>(
        &'static self,
        inn: &'q str,
        kpp: Option<&'q str>,
    ) -> impl Iterator<Item = &'static Member> + use<'q> {
        self.0
            .iter()
            .filter(move |member| member.inn == inn && kpp.is_none_or(|kpp| member.kpp.as_deref() == Some(kpp)))
    }

    /// Those who are no examples of anything.
    pub(super) fn crowd(&self) -> impl Iterator<Item = &Member> {
        self.0.iter().filter(|member| {
            let facts = &member.subject.facts;
            facts.about.is_none() && facts.case.is_none() && !member.pending
        })
    }
}

fn members(subject: &'static Subject) -> Vec<Member> {
    let member = |Participant { operator, id, global_id, pending }| Member {
        id,
        global_id,
        operator,
        pending,
        name: subject.title(),
        inn: subject.facts.inn.clone().unwrap_or_default(),
        kpp: subject.organisation().and_then(|organisation| organisation.kpp.clone()),
        subject,
    };
    subject.participants().into_iter().map(member).collect()
}

impl Member {
    /// Whether the sandbox's tokens may act for it: for the examples and the special cases that Астрал serves itself.
    pub(super) fn is_ours(&self) -> bool {
        let facts = &self.subject.facts;
        self.operator == &ASTRAL && !self.pending && (facts.about.is_some() || facts.case.is_some())
    }

    /// Whether one of its ИНН, КПП and name has the text in it; without regard to case.
    pub(super) fn matches(&self, filter: &str) -> bool {
        let filter = filter.to_lowercase();
        let kpp = self.kpp.as_deref().unwrap_or_default();
        [&self.inn, kpp, &self.name.to_lowercase()].into_iter().any(|text| text.contains(&filter))
    }

    /// `Counterparty`.
    pub(super) fn write(&self) -> Value {
        let mut members = vec![
            ("id", text(&self.id)),
            ("globalId", text(&self.global_id)),
            ("organizationName", text(&self.name)),
            ("inn", text(&self.inn)),
        ];
        members.extend(self.kpp.iter().map(|kpp| ("kpp", text(kpp))));
        object(members)
    }
}

/// `Operator`.
pub(super) fn operator(operator: &Operator) -> Value {
    object(vec![("id", text(operator.id)), ("prefix", text(operator.prefix)), ("name", text(operator.name))])
}

/// A department: its GUID, its name, its code, its КПП and those below it.
pub(super) struct Department {
    pub(super) id: String,
    name: String,
    code: String,
    kpp: Option<String>,
    pub(super) below: Vec<Department>,
}

impl Department {
    /// The head department, which is never listed itself: the branches of the register are below it, and a few others.
    pub(super) fn head(member: &Member) -> Department {
        let mut random = world::Random::of(member.subject.facts.seed, world::Topic::Exchange, 3);
        let mut make = |name: &str, code: String, kpp: Option<String>| Department {
            id: random.guid().to_ascii_uppercase(),
            name: name.to_owned(),
            code,
            kpp,
            below: Vec::new(),
        };
        let mut head = make("Головное подразделение", "00".to_owned(), member.kpp.clone());
        let Some(organisation) = member.subject.organisation() else { return head };
        let mut warehouse = make("Склад", "01".to_owned(), member.kpp.clone());
        warehouse.below =
            vec![make("Участок приёмки", "01.1".to_owned(), None), make("Участок отгрузки", "01.2".to_owned(), None)];
        head.below = vec![warehouse, make("Бухгалтерия", "02".to_owned(), member.kpp.clone())];
        for (place, branch) in organisation.branches.iter().enumerate() {
            let name = branch.name.clone().unwrap_or_else(|| format!("Филиал {}", place + 1));
            head.below.push(make(&name, format!("{:02}", place + 3), branch.kpp.clone()));
        }
        head
    }

    pub(super) fn find(&self, id: &str) -> Option<&Department> {
        if self.id.eq_ignore_ascii_case(id) { Some(self) } else { self.below.iter().find_map(|one| one.find(id)) }
    }

    /// `DepartmentCounterparty`.
    pub(super) fn write(&self, above: &Department) -> Value {
        let mut members = vec![
            ("id", text(&self.id)),
            ("name", text(&self.name)),
            ("parentDepartmentId", text(&above.id)),
            ("hasChildrenDepartments", Value::Bool(!self.below.is_empty())),
            ("code", text(&self.code)),
        ];
        members.extend(self.kpp.iter().map(|kpp| ("kpp", text(kpp))));
        object(members)
    }
}

pub(super) fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

pub(super) fn object(members: Vec<(&str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
