//! `analytics`: the markers of the automatic check.

use super::common::company;
use crate::providers::focus::markers::MARKED;

company! {
    /// What the automatic check of a company found (`analytics`).
    ANALYTICS: "FocusAnalytics" {
        /// The markers, by code.
        required analytics: Object(&MARKED), nothing if empty;
    }
}
