//! What several answers are made of.

use crate::model::{choices, models};

choices! {
    /// Whether there is anything.
    pub(super) STATE: "found", "none";

    /// What a number is the number of: a proceeding (исполнительное производство), or several against one debtor
    /// (сводное по должнику) or for one claimant (сводное по взыскателю).
    NUMBERED: "ИП", "СД", "СВ";
}

/// Declares models of lists that the provider loads page by page and gives as a whole.
macro_rules! listing {
    ($($(#[doc = $doc:literal])+ $id:ident: $name:literal { $($fields:tt)* })+) => {
        $crate::model::models! { $(
            $(#[doc = $doc])+
            pub $id: $name {
                /// `found`: there is something. `none`: the provider was asked, looked, and says that there is nothing. Neither
                /// is ever made of an error.
                required state: Choice(&super::common::STATE), nothing if "none";
                $($fields)*
                /// Pages or entries were left out: the provider loads so many pages at most, and there are more.
                flag truncated;
                /// Whether all figures of the answer agree that everything is here. Absent when it has none to tell.
                optional complete: Flag;
                /// How many entries the source has.
                optional countAll: Integer;
                /// How many pages the source has.
                optional pagesAll: Integer;
                /// How many of them the provider loaded; 25 at most, 27 of the register of wanted persons.
                optional totalLoadedPage: Integer;
                /// What the provider says besides, such as «В базе ФССП отсутствует».
                optional message: Text;
                /// What the question cost.
                optional inquiry: Object(&super::common::INQUIRY);
                /// What of the envelope could not be read.
                list unread: Object(&super::common::UNREAD);
            }
        )+ }
    };
}
pub(super) use listing;

models! {
    /// What a question cost.
    pub(super) INQUIRY: "FsspInquiry" {
        /// The price of this question. The provider does not say in which currency; accounts are in roubles.
        optional price: Number;
        /// What is left on the account after it. Negative while the credit is used.
        optional balance: Number;
        /// How far the account may fall below zero.
        optional credit: Number;
        /// How long the provider took, seconds.
        optional speed: Number;
        /// How many times the provider asked the source.
        optional attempts: Number;
        /// What could not be read.
        list unread: Object(&UNREAD);
    }

    /// A value that could not be read, as the provider wrote it.
    pub(super) UNREAD: "FsspUnread" {
        /// The provider's name of the field.
        required field: Text;
        /// What it says.
        required text: Text;
    }

    /// A number of the bailiffs in its parts, such as `12345/24/23072-ИП`, or `12345/08/12/23` of the time before.
    pub(super) NUMBER: "FsspNumber" {
        /// The number as it is written.
        required text: Text;
        /// The number within year and department. The parts are absent when the number has another form.
        optional sequence: Text;
        /// The year in which it was given.
        optional year: Integer;
        /// The bailiffs' department: 5 digits, 2 in the older form.
        optional department: Text;
        /// The region in the bailiffs' own numbering, 2 digits; see `kontragent/fssp`.
        optional region: Text;
        /// What it is the number of; absent in the older form.
        optional kind: Choice(&NUMBERED);
    }

    /// A department of the bailiffs (отделение судебных приставов).
    pub(super) DEPARTMENT: "FsspDepartment" {
        /// 5 digits, by the number of the proceeding or as given.
        optional code: Text;
        /// The region, 2 digits: the code's first ones.
        optional region: Text;
        /// Its name (since July 2025).
        optional title: Text;
        /// Its address (since July 2025).
        optional address: Text;
        /// Name and address in one text, as the provider gave them before.
        optional text: Text;
        /// Telephone of the duty officer; of wanted persons only.
        optional phone: Text;
    }
}
