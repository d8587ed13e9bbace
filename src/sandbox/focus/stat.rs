//! `stat`: the limits of the key. Nobody counts here, so what is spent is made up, unless the limits are used up.

use super::Switches;
use crate::sandbox::wire::{Node, Object};

/// Methods that share a limit, what the limit counts, how much it is, and how much of it is gone.
const LIMITS: &[(&str, &str, u32, u32)] = &[
    ("api3/req & api3/egrDetails", "LegalEntities", 10_000, 1_371),
    ("api3/briefReport", "LegalEntities", 5_000, 402),
    ("api3/excerpt", "Requests", 1_000, 37),
    ("api3/analytics", "LegalEntities", 5_000, 618),
    ("api3/contacts", "LegalEntities", 3_000, 95),
    ("api3/licences & api3/buh", "LegalEntities", 3_000, 211),
    ("api3/fssp", "LegalEntities", 2_000, 64),
    ("api3/govPurchasesOfParticipant & api3/govPurchasesOfCustomer", "LegalEntities", 2_000, 58),
    ("api3/finan", "Requests", 500, 12),
];

pub(super) fn items(switches: &Switches) -> Vec<Node> {
    let item = |(methods, kind, limit, spent): &(&str, &str, u32, u32)| {
        let spent = if switches.quota_status.is_some() { limit } else { spent };
        Object::new()
            .text("methodName", methods)
            .text("limitType", kind)
            .number("limit", limit)
            .number("spent", spent)
            .text("periodStartDate", "2026-01-01")
            .text("periodEndDate", "2026-12-31")
            .into()
    };
    LIMITS.iter().map(item).collect()
}
