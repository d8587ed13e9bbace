//! `contacts`: telephone numbers.

use super::common::company;
use crate::model::models;

company! {
    /// Telephone numbers of a company from Контур.Справочник (`contacts`). An answer without numbers is not charged.
    CONTACTS: "FocusContacts" {
        /// The numbers.
        required contactPhones: Object(&PHONES), nothing if inner;
    }
}

models! {
    /// Telephone numbers.
    PHONES: "FocusContactPhones" {
        /// How many there are; absent when there are none.
        optional count: Integer;
        /// The numbers, 11 digits that begin with 8, such as `84951234567`. Large companies have thousands.
        list phones: Text, nothing if empty;
    }
}
