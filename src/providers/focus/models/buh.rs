//! `buh`: annual accounts.

use super::common::company;
use crate::model::{choices, models};

company! {
    /// Annual accounts (бухгалтерская отчётность) of an organisation (`buh`). Entrepreneurs have none.
    BUH: "FocusBuh" {
        /// The accounts of each year, the oldest first.
        required buhForms: List(&Object(&FORMS)), nothing if empty;
    }
}

choices! {
    /// Which lines the accounts have.
    ORGANIZATION_TYPE: "Small", "Large", "SONO";
}

models! {
    /// Accounts of one year.
    FORMS: "FocusBuhForms" {
        /// The year.
        optional year: Integer;
        /// Which lines there are: `Large` has all of them; `Small` those of the simplified accounts, where the lines of
        /// one group bear the group's name; `SONO` is a socially oriented non-profit.
        optional organizationType: Choice(&ORGANIZATION_TYPE);
        /// Form 1, the balance sheet (бухгалтерский баланс): lines 1100 to 1700.
        list form1: Object(&LINE);
        /// Form 2, the statement of financial results (отчёт о финансовых результатах): lines 2100 to 2520.
        list form2: Object(&LINE);
    }

    /// One line of a form.
    LINE: "FocusBuhLine" {
        /// The line's code, such as 1600, the balance, or 2110, the revenue.
        optional code: Integer;
        /// The line's name.
        optional name: Text;
        /// Roubles at the start of the period; in form 2 those of the year before. May be negative. The source reports
        /// thousands.
        optional startValue: Number;
        /// Roubles at the end of the period; in form 2 those of the year itself. May be negative.
        optional endValue: Number;
    }
}
