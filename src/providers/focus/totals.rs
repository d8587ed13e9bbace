//! What the long lists of Focus are summed by. It stands apart from the operations, so that the module that sums has none of them.

use crate::totals::{By, Sum, Totals, groups};

/// Proceedings: the state is the name of the flag that is set.
pub(super) const PROCEEDINGS: Totals = Totals {
    operation: "fssp",
    list: "fssp",
    sum: &[Sum::Number("sum")],
    groups: groups! {
        /// By the year in which they were opened.
        "byYear": By::Year("startDate");
        /// By how they ended without success; those that did not are under `null`.
        "byState": By::Flag("state", &[
            "returnedToClaimer",
            "cancelledBecauseOfBancruptcy",
            "cancelledBecauseOfDissolvement",
        ]);
        /// By what they are about; the provider writes an empty text as well.
        "byTopic": By::Text("topic", "topic");
        /// By the bailiffs' department. The other side, the claimer, is not told.
        "byDepartment": By::Text("department", "bailiffDepartment");
    },
};

/// What purchases from either side are summed by. What counts is the contract's price.
macro_rules! purchases {
    ($operation:literal, $list:literal, $($(#[doc = $doc:literal])+ $name:literal: $by:expr;)+) => {
        Totals {
            operation: $operation,
            list: $list,
            sum: &[Sum::Price("contractPrice"), Sum::Number("contractSum")],
            groups: groups! {
                /// By the year of publication.
                "byYear": By::Year("publicationDate");
                /// By the purchase's state in words.
                "byState": By::Text("state", "purchaseStateDescription");
                /// By the contract's state; those without a contract are under `null`.
                "byStage": By::Text("stage", "contractStage");
                /// By what is bought.
                "byTopic": By::Text("topic", "topicDescription");
                $($(#[doc = $doc])+ $name: $by;)+
            },
        }
    };
}

pub(super) const PARTICIPATIONS: Totals = purchases! {
    "govPurchasesOfParticipant", "purchasesOfParticipant",
    /// By customer. A joint purchase is counted for each of them, so that these may add up to more than there is.
    "byCounterparty": By::Companies("customers", &[]);
};

pub(super) const PURCHASES: Totals = purchases! {
    "govPurchasesOfCustomer", "purchasesOfCustomer",
    /// By those who won or have the contract; purchases without such are under neither ИНН nor name.
    "byCounterparty": By::Companies("participants", &["isWinner", "hasContract"]);
};

/// Everything of Focus that is summed up.
pub const TOTALS: &[Totals] = &[PROCEEDINGS, PARTICIPATIONS, PURCHASES];
