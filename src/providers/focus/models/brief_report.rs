//! `briefReport`: a link to the express report.

use super::common::{STATEMENT_COLOURS, company};
use crate::model::models;

company! {
    /// The express report about a company (`briefReport`).
    BRIEF_REPORT: "FocusBriefReport" {
        /// Where the report is, and its colours.
        required briefReport: Object(&LINK);
    }
}

models! {
    /// A link to an express report.
    LINK: "FocusBriefReportLink" {
        /// The report as an HTML page. The link is personal, holds a token, and works once.
        optional href: Text;
        /// Which colours the report has.
        optional summary: Object(&STATEMENT_COLOURS);
    }
}
