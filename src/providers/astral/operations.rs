use super::models;
use super::rules::{
    any, email, filled, global_id, guid, has_card, has_change, has_place, kpp_optional, kpp_required,
};
use crate::http::Method;
use crate::identifiers::Kind;
use crate::model::Shape;
use crate::operation::{
    Answer, At, BodyKind, Input, Last, Operation, Paging, Param, operations, param, record,
};
use crate::providers::Provider;

param! {
    /// GUID of the abonent who acts: one of those that the token opens. `providers.astral.abonentId` of `connect` is used
    /// where it is not given.
    required ABONENT = "abonentId" as "abonentid", Input::Text(guid), Header
}
param! {
    /// GUID of the abonent who acts: one of those that the token opens. `providers.astral.abonentId` of `connect` is used
    /// where it is not given.
    required ABONENT_IN_QUERY = "abonentId", Input::Text(guid), Query
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
    required INN = "inn", Input::Identifier(&[Kind::Inn]), Query
}
param! {
    /// КПП; organisations must be asked about with theirs.
    KPP = "kpp", Input::Identifier(&[Kind::Kpp]), Query
}
param! {
    /// ИНН of the organisation (10 digits) or entrepreneur (12 digits).
    required INN_IN_BODY = "inn", Input::Identifier(&[Kind::Inn]), Body
}
param! {
    /// КПП of the organisation. The vendor does not require it; without it, which of the organisations with that ИНН is
    /// meant is the vendor's choice.
    KPP_IN_BODY = "kpp", Input::Identifier(&[Kind::Kpp]), Body
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
    required RECIPIENT_INN = "recipientInn", Input::Identifier(&[Kind::Inn]), Body
}
param! {
    /// КПП of the recipient, if it is an organisation.
    RECIPIENT_KPP = "recipientKpp", Input::Identifier(&[Kind::Kpp]), Body
}

record! {
    /// An address for the card of a counterparty. One of `city` and `settlement` must be given.
    ADDRESS: "AstralAddress" where has_place {
        /// Postal code.
        "postalIndex": Input::Text(any);
        /// Code of the region, such as `77`.
        required "regionCode": Input::Text(filled);
        /// Name of the region.
        "regionName": Input::Text(any);
        /// District (район).
        "area": Input::Text(any);
        /// Town.
        "city": Input::Text(filled);
        /// Settlement (населённый пункт).
        "settlement": Input::Text(filled);
        /// Street.
        "street": Input::Text(any);
        /// House.
        "house": Input::Text(any);
        /// Building (корпус).
        "housing": Input::Text(any);
        /// Flat or office.
        "apartment": Input::Text(any);
    }
}
