//! What НКБ answers, as our [`normalise`](super::normalise) leaves it: the provider's names, with the few changes that are said
//! here.
//!
//! Every object may have `hidden`: the names of fields whose value the provider masks («#ООО "░░░░"») because the login has no
//! right to see it. A masked field is absent and in `hidden`; a field that is merely unknown is absent and not.
//!
//! «observed» marks what is not in the vendor's document but was seen in the published part of the server; «assumed» what
//! neither says.

use crate::model::{Variants, choices, models};

choices! {
    /// The kinds of objects.
    ENTITY: "COMPANY", "INDIVIDUAL", "ADDRESS", "PHONE", "PURCHASE";
    /// The types of relations.
    REL_TYPE: "FOUNDER_COMPANY", "FOUNDER_INDIVIDUAL", "HEAD_COMPANY", "EXECUTIVE_COMPANY", "EXECUTIVE_INDIVIDUAL",
        "AFFILIATED_COMPANY", "AFFILIATED_INDIVIDUAL", "PREDECESSOR_COMPANY", "REGISTER_HOLDER", "ADDRESS", "PHONE",
        "EMPLOYEE", "CUSTOMER_COMPANY", "PARTICIPANT_COMPANY", "PARTICIPANT_INDIVIDUAL", "COMMISSION_MEMBER";
    /// The directions.
    DIRECTION: "in", "out";
    /// What is wrong with an identifier.
    PROBLEM: "NOT_FOUND", "MULTIPLE", "ALIAS";
    /// Why somebody counts as affiliated (observed).
    CAUSE: "AFFILIATE_20_PERCENT", "AFFILIATE_MEMBER_BOARD_DIRECTORS", "AFFILIATE_SAME_GROUP", "AFFILIATE_SOLE_EXECUTIVE";
    /// How a bid ended (observed).
    BID: "WIN", "NOT_ADMITTED", "PARTICIPANT";
    /// The law of a purchase (observed).
    LAW: "FZ_44", "FZ_223", "FZ_94";
    /// How far an order is.
    ORDER: "PROGRESS", "READY";
}

/// Declares models of objects, which begin and end alike.
macro_rules! nodes {
    ($($(#[doc = $doc:literal])+ $id:ident: $name:literal { $($fields:tt)* })+) => {
        models! { $(
            $(#[doc = $doc])+
            pub $id: $name {
                /// The kind of object. The provider leaves it out where the question says it; then it is inferred.
                required type: Choice(&ENTITY);
                /// The id in НКБ. It is stable, and what other questions take.
                required id: Text;
                $($fields)*
                /// How many objects it is related to, by type and direction. Absent when the provider does not say; empty when
                /// there are none.
                optional info: List(&Object(&COUNT));
                /// Its relations with the object that was asked about, those that still hold first; only the first for types
                /// without a history. Absent where the provider says nothing of them.
                optional relations: List(&Object(&RELATION));
                /// Names of the fields that are masked.
                list hidden: Text;
            }
        )+ }
    };
}

nodes! {
    /// A legal entity or a branch of one. Branches have the ИНН and ОГРН of their head organisation; only `okpo` and `id` are
    /// their own.
    COMPANY: "NkbCompany" {
        /// ИНН, 10 digits.
        optional inn: Text;
        /// ОГРН, 13 digits.
        optional ogrn: Text;
        /// ОКПО, 8 digits; the vendor calls it mandatory, which answers are not known to keep to.
        optional okpo: Text;
        /// КПП, 9 digits.
        optional kpp: Text;
        /// Full name.
        optional fullName: Text;
        /// Short name.
        optional shortName: Text;
        /// Name of the head officer, or of the managing company.
        optional chiefName: Text;
        /// Address, without the postal code.
        optional address: Text;
        /// Date of registration.
        optional regDate: Date;
        /// State.
        optional status: Object(&STATUS);
        /// Legal form by ОКОПФ, 5 digits.
        optional okopf: Text;
        /// Main activity by ОКВЭД, without dots.
        optional okved: Text;
        /// Place by ОКАТО, up to 11 digits; a zero at the beginning may be missing.
        optional okato: Text;
    }

    /// A full name. It is no person: people who share a name are one object.
    INDIVIDUAL: "NkbIndividual" {
        /// Family name, first name, patronymic.
        optional name: Text;
    }

    /// An address.
    ADDRESS: "NkbAddress" {
        /// The address as text.
        optional value: Text;
        /// Postal code.
        optional index: Text;
    }

    /// A telephone number.
    PHONE: "NkbPhone" {
        /// The number, as it was given.
        optional value: Text;
    }

    /// A purchase of the state or of a company.
    PURCHASE: "NkbPurchase" {
        /// What is bought.
        optional name: Text;
        /// The form of the purchase, such as «Электронный аукцион».
        optional form: Text;
        /// Date of the notice.
        optional date: Date;
        /// Currency, three letters.
        optional currency: Text;
        /// The starting price, in that currency.
        optional totalPrice: Number;
        /// The trading platform.
        optional etp: Text;
        /// The federal law that it is held under.
        optional law: Choice(&LAW);
    }

    /// An object of a kind that is not known yet; whatever it has is kept.
    OTHER: "NkbObject" {}
}

/// The kinds of objects, told apart by `type`.
pub static NODE: Variants = Variants {
    tag: "type",
    of: &[
        ("COMPANY", &COMPANY),
        ("INDIVIDUAL", &INDIVIDUAL),
        ("ADDRESS", &ADDRESS),
        ("PHONE", &PHONE),
        ("PURCHASE", &PURCHASE),
    ],
    other: &OTHER,
    #[cfg(feature = "reflect")]
    name: "NkbNode",
    #[cfg(feature = "reflect")]
    doc: "An object of НКБ: a company, a person's name, an address, a telephone number, a purchase.",
};

models! {
    /// The state of a company.
    STATUS: "NkbCompanyStatus" {
        /// The state in the register's words, such as «Действующее» or «Ликвидировано»; no closed list.
        optional type: Text;
        /// Of which day that is.
        optional date: Date;
        /// Names of the fields that are masked.
        list hidden: Text;
    }

    /// How many different objects are related in one way.
    COUNT: "NkbCount" {
        /// The type of the relation.
        required relType: Choice(&REL_TYPE);
        /// Whether they point at this object (`in`) or it at them (`out`).
        required direction: Choice(&DIRECTION);
        /// Objects of which at least one relation still holds; 0 when the provider says nothing.
        required actual: Integer;
        /// Objects of which none holds any longer; 0 when the provider says nothing.
        required outdated: Integer;
    }

    /// One record of a relation. Which fields it can have depends on its type.
    RELATION: "NkbRelation" {
        /// The type.
        optional relType: Choice(&REL_TYPE);
        /// Since when it holds.
        optional since: Date;
        /// The day of the latest source that confirms it.
        optional actual: Date;
        /// Whether it holds no longer; absent for types without a history.
        optional outdated: Flag;
        /// A founder's share, roubles.
        optional shareAmount: Number;
        /// A founder's share, percent.
        optional sharePercent: Number;
        /// ИНН of the person, 12 digits.
        optional inn: Text;
        /// The name in this record.
        optional name: Text;
        /// Post of the head officer.
        optional position: Text;
        /// The person who acts for the managing company.
        optional representative: Text;
        /// That person's gender.
        optional representativeGender = "representative_gender": Text;
        /// Why it counts as affiliated.
        optional causes: List(&Object(&AFFILIATION));
        /// Share of the capital, percent.
        optional shareCapital: Number;
        /// Share of the common stock, percent.
        optional shareStock: Number;
        /// E-mail of the contact person.
        optional email: Text;
        /// Telephone number of the contact person.
        optional phone: Text;
        /// What was bought or offered, lot by lot.
        optional lots: List(&Object(&LOT));
        /// Place in the commission.
        optional number: Integer;
        /// Role in the commission, such as «Председатель комиссии».
        optional role: Text;
        /// Names of the fields that are masked.
        list hidden: Text;
    }

    /// Why somebody counts as affiliated.
    AFFILIATION: "NkbAffiliationCause" {
        /// The reason.
        optional name: Choice(&CAUSE);
        /// Since when; the provider writes milliseconds.
        optional since: Date;
        /// Names of the fields that are masked.
        list hidden: Text;
    }

    /// A lot of a purchase, of the customer or of one who takes part.
    LOT: "NkbLot" {
        /// Number of the lot.
        optional lot: Integer;
        /// The application, such as «Вх. № 525»; free text.
        optional application: Text;
        /// The price, in the currency of the purchase.
        optional price: Number;
        /// How the bid ended; absent for one that merely took part.
        optional status: Choice(&BID);
        /// Names of the fields that are masked.
        list hidden: Text;
    }
}

/// Declares models of pages.
macro_rules! pages {
    ($($(#[doc = $doc:literal])+ $id:ident: $name:literal { $($fields:tt)* })+) => {
        models! { $(
            $(#[doc = $doc])+
            pub $id: $name {
                $($fields)*
                /// How many there are on all pages.
                required total: Integer;
                /// The size of a page.
                required pageSize: Integer;
                /// The number of this page, from 1.
                required pageNumber: Integer;
                /// How many pages there are; 0 when there is nothing.
                required pageCount: Integer;
                /// The number of the first entry of this page, from 1; 0 when the page is empty.
                required firstNumber: Integer;
                /// The number of the last entry of this page; 0 when the page is empty.
                required lastNumber: Integer;
            }
        )+ }
    };
}

pages! {
    /// Companies that fit all criteria, those with the highest sales first (observed).
    COMPANIES: "NkbCompanies" {
        /// НКБ was asked and knows no such company: the list is empty on every page. A page after the last is empty as well, but
        /// this is `false` then.
        required missing: Flag, nothing if true;
        /// The companies of this page.
        required list: List(&Object(&COMPANY)), nothing if empty;
    }

    /// Objects that are related with one in one way.
    RELATED: "NkbRelated" {
        /// The object that was asked about.
        required start: Object(&REFERENCE);
        /// The type of relation that was asked about.
        required relType: Choice(&REL_TYPE);
        /// The direction that was asked about.
        required direction: Choice(&DIRECTION);
        /// The object is known and has relations, but none of this type; an object that is unknown, or has none at all, is a
        /// `NotFoundError`.
        required none: Flag, nothing if true;
        /// The objects at the other end.
        required list: List(&OneOf(&NODE)), nothing if empty;
    }
}

models! {
    /// An object, named.
    REFERENCE: "NkbReference" {
        /// The kind.
        required type: Choice(&ENTITY);
        /// The id in НКБ.
        required id: Text;
    }

    /// What the check of affiliation found.
    pub CONNECTIONS: "NkbConnections" {
        /// Whether there is any sign of affiliation. `false` is an answer, not the lack of one; see `validation` for what was
        /// left out of the check.
        required affiliated: Flag, nothing if false;
        /// Groups of those that are affiliated, by the identifiers that were sent; everybody is in one group at most.
        required groups: List(&List(&Text));
        /// Identifiers that took no part in the check, and why.
        required validation: List(&Object(&VALIDATION)), nothing if filled;
    }

    /// Why an identifier took no part.
    VALIDATION: "NkbValidation" {
        /// The identifier that was sent.
        required id: Text;
        /// `NOT_FOUND`: unknown; `MULTIPLE`: it means several companies, as the ИНН of one with branches does unless `subsidiary` is
        /// `false`; `ALIAS`: another identifier that was sent means the same company.
        required status: Choice(&PROBLEM);
        /// How many companies it means (`MULTIPLE`).
        optional count: Integer;
        /// The identifier that was used instead (`ALIAS`).
        optional aliasOf: Text;
    }

    /// Balances by years, in roubles.
    pub BALANCE: "NkbBalance" {
        /// НКБ has none for this id, or does not know it: it does not say which.
        required missing: Flag, nothing if true;
        /// The years, as the provider orders them.
        required years: List(&Object(&YEAR));
    }

    /// One year.
    YEAR: "NkbBalanceYear" {
        /// The year.
        required year: Integer;
        /// The values.
        required values: List(&Object(&LINE));
    }

    /// One value of a balance.
    LINE: "NkbBalanceValue" {
        /// The code, as it is. Five digits are read (by analogy with the server's own names) as: form (1 the balance sheet, 2 the
        /// results), three digits of the line, column (3 the beginning of the year or the present one, 4 its end or the one before).
        required code: Text;
        /// Roubles, whole. Above 2^53 the last digits are lost; `raw: true` has them.
        required value: Number;
    }

    /// A relation between two of the objects of an answer.
    EDGE: "NkbEdge" {
        /// The position in `nodes` of what it starts from.
        required source: Integer;
        /// The position in `nodes` of what it points at.
        required target: Integer;
        /// The provider did not say which way it goes, and the type does not tell: source and target are in the order of the chain.
        flag undirected;
        /// The record.
        required relation: Object(&RELATION);
    }

    /// A chain from one object to another.
    CHAIN: "NkbChain" {
        /// Positions in `nodes`, from one end to the other.
        required nodes: List(&Integer);
        /// For every step the positions in `edges` of the relations between its two ends; empty where the provider names none.
        required edges: List(&List(&Integer));
    }

    /// Chains between two objects. The vendor does not publish the form of this answer; it is read as the server's own
    /// front end reads its twin (assumed), and refused where it is anything else.
    pub RELATIONS: "NkbRelations" {
        /// Whether there is any chain. `false` is an answer, not the lack of one.
        required found: Flag, nothing if false;
        /// The objects of all chains, each once.
        required nodes: List(&OneOf(&NODE));
        /// The relations of all chains, each once.
        required edges: List(&Object(&EDGE));
        /// The chains, each once, in the provider's order: usually the shortest first.
        required chains: List(&Object(&CHAIN));
    }

    /// An order that was accepted.
    pub ORDERED: "NkbOrder" {
        /// The id of the order, for `batch` and `waitBatch`.
        required orderId: Text;
    }

    /// Chains between two of the objects of an order.
    PAIR: "NkbPair" {
        /// Which object is the first, as the provider numbers them: in the list that was sent (assumed).
        optional first: Integer;
        /// Which is the second.
        optional second: Integer;
        /// The chains between them; their ends say in any case who they are.
        required chains: List(&Object(&CHAIN));
    }

    /// What became of an order. One that failed is a `ProviderError`. The vendor does not publish the form of this answer; see
    /// `NkbRelations`.
    pub BATCH: "NkbBatch" {
        /// `PROGRESS`: not ready yet, and there are no `pairs`; `READY`: done.
        required status: Choice(&ORDER);
        /// What the provider says about it.
        optional message: Text;
        /// The objects of all chains, each once.
        optional nodes: List(&OneOf(&NODE));
        /// The relations of all chains, each once.
        optional edges: List(&Object(&EDGE));
        /// The pairs between which there is any chain. Absent until the order is ready; empty when none was found.
        optional pairs: List(&Object(&PAIR)), nothing if empty;
    }
}
