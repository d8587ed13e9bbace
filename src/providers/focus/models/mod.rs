//! What Focus answers, field by field, in the order of the wire: one module a method, and the static of the method's
//! name is one item of its list.
//!
//! The vendor adds fields without a new version; those marked «since 2021», «since 2022» or «since 2025» are absent from
//! older answers. Names are the vendor's, its misspellings included. Dates of the registry come in pairs: `date` is that
//! of the last change, `firstDate` that of the first record. Money is in roubles.
//!
//! An item that lacks what was asked for (`fssp` without the list of that name) is refused, not taken for an empty one:
//! Focus writes the list even when there is nothing in it, and «nothing known» must not be made up.

mod analytics;
mod brief_report;
mod buh;
mod common;
mod contacts;
mod egr_details;
mod fssp;
mod licences;
mod monitoring;
mod purchases;
mod req;
mod stat;

pub use analytics::ANALYTICS;
pub use brief_report::BRIEF_REPORT;
pub use buh::BUH;
pub use contacts::CONTACTS;
pub use egr_details::EGR_DETAILS;
pub use fssp::FSSP;
pub use licences::LICENCES;
pub use monitoring::MONITORED;
pub use purchases::{PURCHASES_OF_CUSTOMER, PURCHASES_OF_PARTICIPANT};
pub use req::REQ;
pub use stat::STAT;
