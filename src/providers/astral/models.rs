//! What Астрал.ЭДО answers, field by field.
//!
//! The names are the vendor's. GUIDs come in small and in capital letters; the same one may be written both ways, so they
//! are to be compared without regard to case. Everything is as the vendor's description of the Counterparties API has it;
//! what that leaves open is said at the field.

use crate::model::{choices, models};

choices! {
    /// How far an invitation is. Any other value passes as it is.
    INVITATION_STATUS: "Sent", "Accepted", "Rejected", "Deferred";
}

models! {
    /// An organisation or entrepreneur as a participant of the exchange (участник ЭДО).
    COUNTERPARTY: "AstralCounterparty" {
        /// GUID of the participant: what `replaceContactCard`, `updateContactCard` and `departments` want.
        required id: Text;
        /// ИдЭДО: three characters for the operator, then what the operator calls the participant, such as
        /// `2AE28F6ABFC-546A-4EFA-AD43-6F8DB8738875`.
        required globalId: Text;
        /// The name.
        required organizationName: Text;
        /// ИНН, 10 or 12 digits.
        required inn: Text;
        /// КПП; entrepreneurs have none.
        optional kpp: Text;
    }
    /// An operator of electronic document exchange.
    OPERATOR: "AstralOperator" {
        /// GUID of the operator.
        required id: Text;
        /// The first three characters of the participants' `globalId`, such as `2AE`.
        required prefix: Text;
        /// The name.
        required name: Text;
    }
    /// An entry of the address book: a counterparty with whom documents can be exchanged.
    pub CONTACT: "AstralContact" {
        /// GUID of the contact itself, not of the counterparty: what `deleteContact` wants.
        required id: Text;
        /// Whose address book it is.
        required owner: Object(&COUNTERPARTY);
        /// The other side.
        required counterparty: Object(&COUNTERPARTY);
        /// The operator of the other side.
        required operator: Object(&OPERATOR);
    }
    /// A page of the address book.
    pub CONTACTS: "AstralContacts" {
        /// Number of elements «in the result». Whether on this page or altogether is not documented: do not stop by it.
        optional count: Integer;
        /// The contacts.
        required data: List(&Object(&CONTACT)), nothing if empty;
    }
    /// An entry of the black list.
    pub BLOCKED: "AstralBlockedOrganization" {
        /// GUID of the blocked counterparty.
        required id: Text;
        /// GUID of the counterparty who blocked it.
        required blockedBy: Text;
        /// Name of the blocked organisation.
        required name: Text;
        /// Its ИНН, 10 or 12 digits.
        required inn: Text;
        /// Its КПП.
        optional kpp: Text;
        /// When it was blocked: ISO 8601 with a time and an offset.
        required blockingDate: Date;
    }
    /// A page of the black list.
    pub BLOCKED_LIST: "AstralBlockedOrganizations" {
        /// Number of elements «in the result». Whether on this page or altogether is not documented: do not stop by it.
        optional count: Integer;
        /// The blocked organisations.
        required data: List(&Object(&BLOCKED)), nothing if empty;
    }
    /// An invitation to exchange documents.
    pub INVITATION: "AstralInvitation" {
        /// GUID of the invitation.
        required id: Text;
        /// When it was sent: ISO 8601 with a time and an offset.
        required sentDate: Date;
        /// `Sent`: not answered yet. `Accepted`: the two are contacts. `Rejected`: refused, or a contact that was broken.
        /// `Deferred`: waits until the recipient is registered.
        required invitationStatus: Choice(&INVITATION_STATUS);
        /// Who invites.
        required sender: Object(&COUNTERPARTY);
        /// Who is invited.
        required recipient: Object(&COUNTERPARTY);
        /// The operator; of which side is not documented.
        optional operator: Object(&OPERATOR);
    }
    /// A page of invitations.
    pub INVITATIONS: "AstralInvitations" {
        /// Number of elements «in the result». Whether on this page or altogether is not documented: do not stop by it.
        optional count: Integer;
        /// The invitations.
        required data: List(&Object(&INVITATION)), nothing if empty;
    }
    /// An invitation that was just sent.
    pub SENT: "AstralSentInvitation" {
        /// GUID of the invitation. The provider's answer is this alone.
        required id: Text;
    }
    /// What a participant is called in the exchange.
    pub GLOBAL_IDS: "AstralGlobalIds" {
        /// Number of elements «in the result».
        optional count: Integer;
        /// ИдЭДО, one for every operator that serves the organisation. None: it takes no part in the exchange.
        required data: List(&Text), nothing if empty;
    }
    /// A department of a counterparty. All fields may be missing.
    pub DEPARTMENT: "AstralDepartment" {
        /// GUID of the department.
        optional id: Text;
        /// The name.
        optional name: Text;
        /// GUID of the department above it.
        optional parentDepartmentId: Text;
        /// Whether there are departments below it.
        flag hasChildrenDepartments;
        /// The counterparty's own code of the department.
        optional code: Text;
        /// КПП of the department.
        optional kpp: Text;
    }
    /// A page of departments.
    pub DEPARTMENTS: "AstralDepartments" {
        /// How many there are altogether.
        optional totalCount: Integer;
        /// How many are on this page.
        optional count: Integer;
        /// The departments.
        required data: List(&Object(&DEPARTMENT)), nothing if empty;
    }
}
