//! `regionsList`: the regions that can be asked about.

use super::common::INQUIRY;
use crate::model::models;

models! {
    /// The regions that can be asked about. The provider does not document the answer: what looks like codes with names is
    /// taken for them, and an answer without any is an error.
    pub REGIONS: "FsspRegions" {
        /// The regions.
        list found: Object(&REGION);
        /// What the question cost: nothing.
        optional inquiry: Object(&INQUIRY);
    }

    /// A region.
    REGION: "FsspRegionEntry" {
        /// What to give as `region`, as the provider writes it; `-1` is all of them.
        required code: Text;
        /// Its name.
        required name: Text;
    }
}
