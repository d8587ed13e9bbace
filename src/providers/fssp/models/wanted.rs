//! `wanted`: the register of those whom the bailiffs search for.

use super::common::{DEPARTMENT, NUMBER, UNREAD, listing};
use crate::model::models;

listing! {
    /// Persons, property and children that the bailiffs search for. The method is in beta at the provider.
    WANTED: "FsspWanted" {
        /// Who is searched for, in the provider's order.
        list found: Object(&SOUGHT);
        /// How many entries the provider loaded.
        optional totalLoadedCount: Integer;
    }
}

models! {
    /// Somebody who is searched for.
    SOUGHT: "FsspWantedEntry" {
        /// Name of the debtor, or what is said of the property or the child.
        optional investigatedName: Text;
        /// Day of birth.
        optional birthDate: Date;
        /// Address of the debtor.
        optional debtorAddress: Text;
        /// Who or what is searched for, such as «должник — физическое лицо».
        optional searchCategory: Text;
        /// Number of the search file (розыскное дело).
        optional searchNumber = "searchDocnumber": Text;
        /// Day of the search file.
        optional searchDate: Date;
        /// Number of the enforcement proceeding (`ipNumber`).
        optional number: Object(&NUMBER);
        /// The day on which the proceeding was opened.
        optional startDate = "ipRisedate": Date;
        /// What is said of the proceeding's end; absent while it goes on.
        optional completion = "ipNumberCompl": Text;
        /// The department that searches.
        optional department: Object(&DEPARTMENT);
        /// What could not be read.
        list unread: Object(&UNREAD);
    }
}
