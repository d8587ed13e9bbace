//! `fssp`: enforcement proceedings.

use crate::model::models;

models! {
    /// Enforcement proceedings (исполнительные производства) against a company (`fssp`), 1000 in one answer.
    pub FSSP: "FocusFssp" {
        /// ИНН, 10 or 12 digits. A few companies have none.
        optional inn: Text;
        /// ОГРН (13 digits) or ОГРНИП (15 digits).
        required ogrn: Text;
        /// The day on which the data were up to date.
        optional updateDate: Date;
        /// The company's card in the web application of Focus.
        optional focusHref: Text;
        /// The proceedings, the latest first.
        required fssp: List(&Object(&PROCEEDING)), nothing if empty;
    }

    /// One enforcement proceeding.
    PROCEEDING: "FocusFsspProceeding" {
        /// The number, such as `32089/20/36017-ИП`.
        optional officialNum: Text;
        /// The number of the joint proceeding (сводное производство), which ends in `-СД` or `-СВ`.
        optional officialAggregatedNum: Text;
        /// The day on which the proceeding was opened.
        optional startDate: Date;
        /// The sum to be collected, roubles.
        optional sum: Number;
        /// What it is about, such as «Исполнительский сбор». May be an empty string.
        optional topic: Text;
        /// The writ of execution (исполнительный документ) in words.
        optional executoryDocument: Text;
        /// Its number.
        optional executoryDocumentNumber: Text;
        /// Its day.
        optional executoryDocumentDate: Date;
        /// The debtor as the bailiffs write it.
        optional debtorName: Text;
        /// The debtor's address as the bailiffs write it.
        optional debtorAddress: Text;
        /// Returned to the claimer: nothing was found to collect, or the like.
        flag returnedToClaimer;
        /// Ended because of bankruptcy (sic).
        flag cancelledBecauseOfBancruptcy;
        /// Ended because the debtor was wound up.
        flag cancelledBecauseOfDissolvement;
        /// The day on which it was returned or ended for one of these reasons.
        optional cancelDate: Date;
        /// The bailiffs' department.
        optional bailiffDepartment: Text;
        /// The department's address.
        optional bailiffDepartmentAddress: Text;
    }
}
