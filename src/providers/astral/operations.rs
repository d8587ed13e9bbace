use super::models;
use super::rules::{
    any, email, filled, global_id, guid, has_card, has_change, has_place, inn, kpp, kpp_optional, kpp_required,
    recipient_kpp_optional,
};
use crate::http::Method;
use crate::model::Shape;
use crate::operation::{Answer, At, BodyKind, Input, Last, Operation, Paging, operations, param, record};
use crate::providers::Provider;

param! {
    /// GUID of the abonent who acts: one of those that the token opens. `providers.astral.abonentId` of `connect` is used
    /// where it is not given.
    ABONENT = "abonentId" as "abonentid", Input::Text(guid), Header
}
param! {
    /// GUID of the abonent who acts: one of those that the token opens. `providers.astral.abonentId` of `connect` is used
    /// where it is not given.
    ABONENT_IN_QUERY = "abonentId", Input::Text(guid), Query
}
param! {
    /// Only entries whose other side has this in its ИНН, КПП or name.
    FILTER = "filter", Input::Text(filled), Query
}
param! {
    /// Only invitations whose recipient has this in its ИНН, КПП or name; one's own side is not searched.
    RECIPIENT_FILTER = "filter", Input::Text(filled), Query
}
param! {
    /// Only invitations whose sender has this in its ИНН, КПП or name; one's own side is not searched.
    SENDER_FILTER = "filter", Input::Text(filled), Query
}
param! {
    /// How many entries to leave out.
    OFFSET = "offset", Input::Count(0), Query
}
param! {
    /// How many entries to give at most; 15 unless said.
    COUNT = "count", Input::Count(1), Query
}
param! {
    /// How many entries to give at most; 15 unless said.
    LIMIT = "limit", Input::Count(1), Query
}
param! {
    /// ИНН of an organisation (10 digits) or a person (12 digits).
    required INN = "inn", Input::Text(inn), Query
}
param! {
    /// КПП; organisations must be asked about with theirs.
    KPP = "kpp", Input::Text(kpp), Query
}
param! {
    /// ИНН of the organisation (10 digits) or entrepreneur (12 digits).
    required INN_IN_BODY = "inn", Input::Text(inn), Body
}
param! {
    /// КПП of the organisation. The vendor does not require it; without it, which of the organisations with that ИНН is
    /// meant is the vendor's choice.
    KPP_IN_BODY = "kpp", Input::Text(kpp), Body
}
param! {
    /// GUID of the contact (`AstralContact.id`), not of the counterparty.
    required CONTACT = "contactId", Input::Text(guid), Path
}
param! {
    /// GUID of the counterparty (`AstralCounterparty.id`), not of the contact. The vendor calls it `counterpartId` here.
    required COUNTERPART = "counterpartyId" as "counterpartId", Input::Text(guid), Path
}
param! {
    /// GUID of the counterparty (`AstralCounterparty.id`), not of the contact.
    required COUNTERPARTY = "counterpartyId", Input::Text(guid), Path
}
param! {
    /// GUID of the department whose children are wanted; without it those of the head department.
    DEPARTMENT = "departmentId", Input::Text(guid), Query
}
param! {
    /// GUID of the invitation.
    required INVITATION = "invitationId", Input::Text(guid), Path
}
param! {
    /// ИдЭДО of the recipient, from `globalIds`.
    required RECIPIENT = "recipientGlobalId", Input::Text(global_id), Body
}
param! {
    /// E-mail address to send to.
    required RECIPIENT_EMAIL = "recipientEmail", Input::Text(email), Body
}
param! {
    /// ИНН of the recipient.
    required RECIPIENT_INN = "recipientInn", Input::Text(inn), Body
}
param! {
    /// КПП of the recipient, if it is an organisation.
    RECIPIENT_KPP = "recipientKpp", Input::Text(kpp), Body
}

param! {
    /// Postal code.
    POSTAL_INDEX = "postalIndex", Input::Text(any), Body
}
param! {
    /// Code of the region, such as `77`.
    required REGION_CODE = "regionCode", Input::Text(filled), Body
}
param! {
    /// Name of the region.
    REGION_NAME = "regionName", Input::Text(any), Body
}
param! {
    /// District (район).
    AREA = "area", Input::Text(any), Body
}
param! {
    /// Town.
    CITY = "city", Input::Text(filled), Body
}
param! {
    /// Settlement (населённый пункт).
    SETTLEMENT = "settlement", Input::Text(filled), Body
}
param! {
    /// Street.
    STREET = "street", Input::Text(any), Body
}
param! {
    /// House.
    HOUSE = "house", Input::Text(any), Body
}
param! {
    /// Building (корпус).
    HOUSING = "housing", Input::Text(any), Body
}
param! {
    /// Flat or office.
    APARTMENT = "apartment", Input::Text(any), Body
}
record! {
    /// An address for the card of a counterparty. One of `city` and `settlement` must be given.
    ADDRESS: "AstralAddress", Some(has_place), [POSTAL_INDEX, REGION_CODE, REGION_NAME, AREA, CITY, SETTLEMENT, STREET, HOUSE, HOUSING, APARTMENT]
}

param! {
    /// Family name, first name, patronymic.
    required FULL_NAME = "fullName", Input::Text(filled), Body
}
param! {
    /// Position.
    POSITION = "position", Input::Text(any), Body
}
param! {
    /// Telephone number.
    PHONE = "phone", Input::Text(any), Body
}
param! {
    /// E-mail address.
    EMAIL = "email", Input::Text(email), Body
}
record! {
    /// A person to add to the card of a counterparty.
    EMPLOYEE: "AstralEmployee", None, [FULL_NAME, POSITION, PHONE, EMAIL]
}

param! {
    /// Legal address. What is replaced and not given is gone; `null` says that it shall be. When neither address is given,
    /// both must be `null`.
    NEW_LEGAL_ADDRESS = "legalAddress", Input::Erasable(&ADDRESS), Body
}
param! {
    /// Actual address, like the legal one.
    NEW_ACTUAL_ADDRESS = "actualAddress", Input::Erasable(&ADDRESS), Body
}
param! {
    /// Legal address; what is not given stays.
    LEGAL_ADDRESS = "legalAddress", Input::Record(&ADDRESS), Body
}
param! {
    /// Actual address; what is not given stays.
    ACTUAL_ADDRESS = "actualAddress", Input::Record(&ADDRESS), Body
}
param! {
    /// People to add. Those who are there stay: the vendor says in one place that replacing forgets them, and in another
    /// that it does not.
    NEW_EMPLOYEES = "newEmployees", Input::Records(&EMPLOYEE, 1), Body
}

/// What all operations have in common: the vendor names no price, their answers are of the moment, for others act as well.
const QUESTION: Operation = Operation {
    // Entrepreneurs are among the counterparties, and employees on their cards.
    personal: true,
    ..Operation::new(Provider::Astral)
};

/// What an abonent asks.
const OF_ABONENT: Operation = Operation { any_of: &["abonentId"], ..QUESTION };

/// What an abonent looks for among others: by a name, which may be a person's.
const SEARCH: Operation = Operation { discreet: true, ..OF_ABONENT };

/// What an abonent does. Doing it twice may be something else than doing it once.
const ACT: Operation = Operation { method: Method::Put, safe_to_repeat: false, ..OF_ABONENT };

/// An act with an organisation in its body.
const BLACK_LIST: Operation =
    Operation { params: &[ABONENT, INN_IN_BODY, KPP_IN_BODY], rule: Some(kpp_optional), body: BodyKind::Json, ..ACT };

/// Pages begin where the ones before ended, however many entries came, and go on until one is empty: what `count` of an
/// answer counts is not documented.
const fn pages(size_param: &'static str) -> Option<Paging> {
    Some(Paging {
        list: "data",
        at: At::Entry("offset"),
        size_param: Some(size_param),
        size: 15,
        last: Last::BeforeEmpty,
    })
}

macro_rules! value {
    ($model:ident) => {
        Answer::Value(&Shape::Object(&models::$model))
    };
}

/// Everything that Астрал.ЭДО is asked. Of paths that share a beginning, those without a GUID come first.
pub const OPERATIONS: &[Operation] = operations! {
    /// The black list: organisations with which the abonent exchanges nothing.
    "blockedOrganizations", "/api/v1/blockedOrganizations", OF_ABONENT {
        params: &[ABONENT, FILTER, OFFSET, COUNT],
        answer: value!(BLOCKED_LIST),
        paging: pages("count"),
    }
    /// Takes an organisation off the black list. One that is not on it is a `NotFoundError`.
    "unblockOrganization", "/api/v1/blockedOrganizations", BLACK_LIST { method: Method::Delete }
    /// Puts an organisation on the black list.
    "blockOrganization", "/api/v1/blockedOrganizations", BLACK_LIST { method: Method::Post }
    /// What an organisation or entrepreneur is called in the exchange (ИдЭДО), once for every operator that serves it. None:
    /// it takes no part in the exchange.
    "globalIds", "/api/v1/counterparties/globalIds", QUESTION {
        params: &[INN, KPP],
        rule: Some(kpp_required),
        answer: value!(GLOBAL_IDS),
        cache_seconds: 3600,
    }
    /// The address book: counterparties with whom documents can be exchanged.
    "contacts", "/api/v1/counterparties/contacts", SEARCH {
        params: &[ABONENT, FILTER, OFFSET, COUNT],
        answer: value!(CONTACTS),
        paging: pages("count"),
    }
    /// Breaks the link with a counterparty.
    "deleteContact", "/api/v1/counterparties/contacts/{contactId}", ACT {
        method: Method::Delete,
        params: &[ABONENT, CONTACT],
    }
    /// Replaces the addresses on the card of a counterparty, and adds people. An address that is not given is erased.
    "replaceContactCard", "/api/v1/counterparties/{counterpartId}/contact", ACT {
        params: &[ABONENT, COUNTERPART, NEW_LEGAL_ADDRESS, NEW_ACTUAL_ADDRESS, NEW_EMPLOYEES],
        rule: Some(has_card),
        body: BodyKind::Json,
    }
    /// Changes the addresses that are given on the card of a counterparty, and adds people.
    "updateContactCard", "/api/v1/counterparties/{counterpartId}/contact", ACT {
        method: Method::Patch,
        params: &[ABONENT, COUNTERPART, LEGAL_ADDRESS, ACTUAL_ADDRESS, NEW_EMPLOYEES],
        rule: Some(has_change),
        body: BodyKind::Json,
    }
    /// Departments of a counterparty, one level at a time.
    "departments", "/api/v1/counterparties/{counterpartyId}/departments", QUESTION {
        params: &[COUNTERPARTY, DEPARTMENT, OFFSET, LIMIT],
        answer: value!(DEPARTMENTS),
        paging: pages("limit"),
    }
    /// Invites a participant of the exchange. Not to be repeated blindly: `outgoingInvitations` tells whether it was sent.
    "sendInvitation", "/api/v1/invitations", ACT {
        method: Method::Post,
        params: &[ABONENT, RECIPIENT],
        body: BodyKind::Json,
        answer: value!(SENT),
    }
    /// Invitations that the abonent sent and that are not accepted: `Sent`, `Rejected` or `Deferred`.
    "outgoingInvitations", "/api/v1/invitations/outgoing", SEARCH {
        params: &[ABONENT, RECIPIENT_FILTER, OFFSET, COUNT],
        answer: value!(INVITATIONS),
        paging: pages("count"),
    }
    /// Invitations that wait for the abonent's answer.
    "incomingInvitations", "/api/v1/invitations/incoming", SEARCH {
        params: &[ABONENT, SENDER_FILTER, OFFSET, COUNT],
        answer: value!(INVITATIONS),
        paging: pages("count"),
    }
    /// One invitation.
    "invitation", "/api/v1/invitations/{invitationId}", OF_ABONENT {
        params: &[ABONENT, INVITATION],
        answer: value!(INVITATION),
    }
    /// Accepts an invitation: the two become contacts.
    "acceptInvitation", "/api/v1/invitations/{invitationId}/acceptance", ACT { params: &[ABONENT, INVITATION] }
    /// Refuses an invitation, or breaks the link that came of one.
    "rejectInvitation", "/api/v1/invitations/{invitationId}/rejection", ACT { params: &[ABONENT, INVITATION] }
    /// Sends an invitation into the service by e-mail, to somebody who takes no part in the exchange yet.
    "sendEmailInvite", "/api/v1/invitations/SendEmailInvite", ACT {
        method: Method::Post,
        params: &[ABONENT_IN_QUERY, RECIPIENT_EMAIL, RECIPIENT_INN, RECIPIENT_KPP],
        rule: Some(recipient_kpp_optional),
        body: BodyKind::Form,
    }
};
