//! The kinds of objects and the sixteen types of relations between them: one table, from which the checks of parameters, the
//! types of TypeScript and the sandbox follow.

/// A kind of object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entity {
    /// A legal entity, or a branch of one.
    Company,
    /// A full name, which several people may share.
    Individual,
    /// An address.
    Address,
    /// A telephone number.
    Phone,
    /// A purchase of the state or of a company.
    Purchase,
}

/// The kinds by their names on the wire.
pub const ENTITIES: &[&str] = &["COMPANY", "INDIVIDUAL", "ADDRESS", "PHONE", "PURCHASE"];

impl Entity {
    /// Every kind, in the order of [`ENTITIES`].
    pub const ALL: [Entity; 5] =
        [Entity::Company, Entity::Individual, Entity::Address, Entity::Phone, Entity::Purchase];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        ENTITIES.get(self as usize).copied().unwrap_or_default()
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Entity> {
        Entity::ALL.into_iter().find(|entity| entity.name() == name)
    }
}

/// The directions, as seen from the object that is asked about: who points at it, and at whom it points.
pub const DIRECTIONS: &[&str] = &["in", "out"];

/// A type of relation: an arrow from a source to a target.
#[derive(Debug)]
pub struct Link {
    /// What it starts from.
    pub source: Entity,
    /// What it points at.
    pub target: Entity,
    /// Whether it has a history: records that are no longer true are kept, and say so.
    pub history: bool,
    /// The fields of the relation besides `since` and `actual`, by our names.
    #[cfg(feature = "reflect")]
    pub fields: &'static [&'static str],
    /// What the target has at the other end when it asks `in`, and what the source has when it asks `out`.
    #[cfg(feature = "reflect")]
    pub doc: [&'static str; 2],
}

/// The names of the types, in the order of the vendor's table.
pub const TYPES: &[&str] = &[
    "FOUNDER_COMPANY",
    "FOUNDER_INDIVIDUAL",
    "HEAD_COMPANY",
    "EXECUTIVE_COMPANY",
    "EXECUTIVE_INDIVIDUAL",
    "AFFILIATED_COMPANY",
    "AFFILIATED_INDIVIDUAL",
    "PREDECESSOR_COMPANY",
    "REGISTER_HOLDER",
    "ADDRESS",
    "PHONE",
    "EMPLOYEE",
    "CUSTOMER_COMPANY",
    "PARTICIPANT_COMPANY",
    "PARTICIPANT_INDIVIDUAL",
    "COMMISSION_MEMBER",
];

/// One line a type; `history` where there is one.
macro_rules! links {
    ($($source:ident $target:ident $($history:ident)?, [$($field:literal)*], $in:literal, $out:literal;)+) => {
        &[$(Link {
            source: Entity::$source,
            target: Entity::$target,
            history: links!(@$($history)?),
            #[cfg(feature = "reflect")]
            fields: &[$($field),*],
            #[cfg(feature = "reflect")]
            doc: [$in, $out],
        }),+]
    };
    (@) => { false };
    (@history) => { true };
}

/// The types, in the order of [`TYPES`].
static LINKS: &[Link] = links! {
    Company Company history, ["shareAmount" "sharePercent" "outdated"], "founding organisations", "founded organisations";
    Individual Company history, ["shareAmount" "sharePercent" "inn" "name" "outdated"], "founding people", "founded organisations";
    Company Company, [], "the head organisation of a branch", "branches";
    Company Company, ["representative" "representativeGender"], "managing organisations", "managed organisations";
    Individual Company history, ["position" "inn" "name" "outdated"], "head officers", "led organisations";
    Company Company, ["causes" "shareCapital" "shareStock"], "affiliated organisations", "dependent organisations";
    Individual Company, ["causes" "shareCapital" "shareStock"], "affiliated people", "dependent organisations";
    Company Company, [], "predecessors", "successors";
    Company Company, [], "the holder of the shareholders' register", "issuers whose register is held";
    Address Company, [], "addresses", "organisations at the address";
    Phone Company, [], "telephone numbers", "organisations with the number";
    Individual Company, ["email" "phone"], "contact persons", "organisations with the contact person";
    Company Purchase, ["lots"], "customers", "purchases as the customer";
    Company Purchase, ["lots"], "taking part", "purchases taken part in";
    Individual Purchase, ["lots" "inn"], "people taking part", "purchases taken part in";
    Individual Purchase, ["number" "role"], "members of the commission", "purchases as a member of the commission";
};

/// The type of that name.
pub fn link(name: &str) -> Option<&'static Link> {
    let place = TYPES.iter().position(|known| *known == name)?;
    LINKS.get(place)
}

impl Link {
    /// Whether an object of that kind can be asked about in that direction.
    pub fn allows(&self, entity: Entity, out: bool) -> bool {
        entity == if out { self.source } else { self.target }
    }

    /// What is at the other end.
    pub fn other_end(&self, out: bool) -> Entity {
        if out { self.target } else { self.source }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_type_has_its_line() {
        assert_eq!(TYPES.len(), LINKS.len());
        for name in TYPES {
            let link = link(name).expect("a line");
            assert!(link.allows(link.source, true) && link.allows(link.target, false), "{name}");
        }
        assert!(link("FOUNDER").is_none() && link("founder_company").is_none() && link("").is_none());
    }

    #[test]
    fn ends_are_those_of_the_reference() {
        // Of 16 types × 5 kinds × 2 directions so many make sense.
        let valid = |entity: Entity, out: bool| {
            TYPES.iter().filter(|name| link(name).is_some_and(|one| one.allows(entity, out))).count()
        };
        assert_eq!(
            Entity::ALL.map(|entity| (valid(entity, false), valid(entity, true))),
            [(12, 8), (0, 6), (0, 1), (0, 1), (4, 0)]
        );
        let end = |name: &str, out| link(name).map(|link| link.other_end(out).name());
        assert_eq!(end("FOUNDER_INDIVIDUAL", false), Some("INDIVIDUAL"));
        assert_eq!(end("FOUNDER_INDIVIDUAL", true), Some("COMPANY"));
        assert_eq!(end("COMMISSION_MEMBER", true), Some("PURCHASE"));
        assert_eq!(Entity::from_name("PHONE"), Some(Entity::Phone));
        assert_eq!(Entity::from_name("phone"), None);
    }

    #[test]
    fn three_types_have_a_history() {
        let with_history: Vec<&str> =
            TYPES.iter().copied().filter(|name| link(name).is_some_and(|link| link.history)).collect();
        assert_eq!(with_history, ["FOUNDER_COMPANY", "FOUNDER_INDIVIDUAL", "EXECUTIVE_INDIVIDUAL"]);
    }
}
