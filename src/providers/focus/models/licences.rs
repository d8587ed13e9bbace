//! `licences`: licences.

use super::common::company;
use crate::model::models;

company! {
    /// Licences of a company (`licences`).
    LICENCES: "FocusLicences" {
        /// The licences. The method is spelt with a `c`, its answer with an `s`.
        required licenses: List(&Object(&LICENCE)), nothing if empty;
    }
}

models! {
    /// One licence.
    LICENCE: "FocusLicence" {
        /// Where the record is from: «ЕГРЮЛ», «Росздравнадзор», «Ростехнадзор», «РоскомнадзорСвязь» …
        optional source: Text;
        /// The licence's number.
        optional officialNum: Text;
        /// Who gave it.
        optional issuerName: Text;
        /// The day of the licence, mostly the same as that of its start.
        optional date: Date;
        /// The first day on which it is valid.
        optional dateStart: Date;
        /// The last day on which it is valid.
        optional dateEnd: Date;
        /// The state in words, such as «Действующая», «Истекла», «Прекращена».
        optional statusDescription: Text;
        /// The licensed activity.
        optional activity: Text;
        /// Works and services.
        list services: Text;
        /// Where it is valid, in free form.
        list addresses: Text;
    }
}
