//! `stat`: what a key may do, and how much of it is used up.

use crate::model::{choices, models};

choices! {
    /// What a limit counts.
    LIMIT_TYPE: "Requests", "LegalEntities", "Persons";
}

models! {
    /// How much of one limit of a key is used up (`stat`).
    pub STAT: "FocusStat" {
        /// The method, such as `api3/req`, or several that share the limit, joined by ` & `.
        required methodName: Text;
        /// What the limit counts: requests, different companies (asking again for one of them within the period is
        /// free), or different persons.
        optional limitType: Choice(&LIMIT_TYPE);
        /// The limit.
        optional limit: Integer;
        /// How much of it is used up.
        optional spent: Integer;
        /// The first day of the period.
        optional periodStartDate: Date;
        /// The last day of the period.
        optional periodEndDate: Date;
    }
}
