//! `physical`, `legal`, `inn`, `ip`, `id`, `alim`: enforcement proceedings.

use super::common::{DEPARTMENT, NUMBER, UNREAD, listing};
use crate::model::{choices, models};

choices! {
    /// Whether a proceeding goes on.
    STANDING: "open", "closed";

    /// How a proceeding ended, by the articles of the law (229-ФЗ): the writ went back to the claimant and the debt remains
    /// (46, and 47 ч. 1 п. 3); the demand was fulfilled (47 ч. 1 п. 1 and 2); ended for another reason (47); terminated (43).
    OUTCOME: "returned", "fulfilled", "ended", "terminated";

    /// Where the sum of a proceeding is from. `stated`: the provider's own total. `subjects`: it has none, or zero, and the
    /// subjects add up to this. `remainder`: the remainder of the writ and the bailiffs' fees, which contain the other
    /// subjects. `absent`: there is none, as of demands that are not about money. `unread`: there is one that cannot be read.
    BASIS: "stated", "subjects", "remainder", "absent", "unread";
}

listing! {
    /// Enforcement proceedings (исполнительные производства), and what they add up to.
    PROCEEDINGS: "FsspProceedings" {
        /// The proceedings, in the provider's order.
        list found: Object(&PROCEEDING);
        /// What those in `found` add up to; of a truncated answer that is not everything.
        required totals: Object(&TOTALS);
        /// Only proceedings that go on were asked for.
        flag onlyActual;
        /// How many proceedings the provider says it gives.
        optional count: Integer;
    }
}

models! {
    /// An enforcement proceeding.
    PROCEEDING: "FsspProceeding" {
        /// Its number (`process_title`).
        optional number: Object(&NUMBER);
        /// Whether it goes on. Closed is not paid: see `closure`.
        required state: Choice(&STANDING);
        /// The day on which it was opened (`process_date`).
        optional startDate: Date;
        /// The joint proceeding that it belongs to (`process_total`; before July 2025 written behind the day).
        optional joint: Object(&NUMBER);
        /// Name of the person or organisation, mostly in capitals.
        optional debtorName = "debtor_name": Text;
        /// Address of an organisation; of a person, as the provider says, the place of birth.
        optional debtorAddress = "debtor_address": Text;
        /// ИНН of an organisation, 10 digits (`debtor_dob`).
        optional debtorInn: Text;
        /// A person's day of birth (`debtor_dob`).
        optional debtorBirthDate: Date;
        /// The writ (исполнительный документ).
        optional document: Object(&DOCUMENT);
        /// When and why it ended (`stopIP`).
        optional closure: Object(&CLOSURE);
        /// What is demanded (предмет исполнения), in one text.
        optional subject: Text;
        /// What is demanded, one by one. Answers of before may have none; then it is made of the texts that they have.
        list subjects: Object(&SUBJECT);
        /// What is not paid yet, roubles. Of a closed proceeding, what was not paid at its end.
        optional sum: Number;
        /// Where `sum` is from.
        required sumBasis: Choice(&BASIS);
        /// The provider's own total, when `sum` is another.
        optional statedSum: Number;
        /// What the subjects add up to, when `sum` is another.
        optional subjectsSum: Number;
        /// The bailiffs' department.
        optional department: Object(&DEPARTMENT);
        /// The bailiff: family name and initials.
        optional officerName = "officer_name": Text;
        /// Telephones of the bailiff.
        list officerPhones: Text;
        /// What could not be read.
        list unread: Object(&UNREAD);
    }

    /// A writ of execution.
    DOCUMENT: "FsspDocument" {
        /// All of it in one text: kind, day, number, who issued it, at the end ИНН of the claimant.
        optional text: Text;
        /// Its kind, such as «Исполнительный лист».
        optional kind: Text;
        /// Its day.
        optional date: Date;
        /// Its number, such as `ФС 039022227` or `2А-1234/2021`.
        optional number: Text;
        /// Who issued it.
        optional organization: Text;
        /// ИНН of the claimant, if that is an organisation.
        optional claimantInn: Text;
        /// The parts are read out of the text, because the provider did not give them.
        flag derived;
    }

    /// The end of a proceeding.
    CLOSURE: "FsspClosure" {
        /// Its day.
        optional date: Date;
        /// The reason, such as `ст. 46, ч. 1, п. 3`.
        optional reason: Text;
        /// The article of the law on enforcement (229-ФЗ).
        optional article: Text;
        /// Its part.
        optional part: Text;
        /// Its point.
        optional point: Text;
        /// What that means; absent for other articles.
        optional outcome: Choice(&OUTCOME);
    }

    /// One of the things that are demanded.
    SUBJECT: "FsspSubject" {
        /// What it is.
        optional title: Text;
        /// How much of it is not paid, roubles; absent when it has no sum.
        optional sum: Number;
        /// It is part of the proceeding's `sum` and of the totals by subject. A subject is not when another contains it, or
        /// when the subjects do not add up to the sum.
        flag counted;
    }

    /// What proceedings add up to, to the kopeck.
    TOTALS: "FsspTotals" {
        /// Those that go on.
        required open: Object(&TOTAL);
        /// Those that ended.
        required closed: Object(&TOTAL);
        /// By what is demanded. A proceeding with several subjects counts in each; the sums add up to the whole.
        list bySubject: Object(&GROUP);
        /// By department.
        list byDepartment: Object(&GROUP);
    }

    /// How many, and how much.
    TOTAL: "FsspTotal" {
        /// How many proceedings.
        required count: Integer;
        /// What is not paid, roubles. Absent when a sum could not be read, so that it is never too small.
        optional sum: Number;
        /// The sums that could be read, roubles.
        required atLeast: Number;
        /// How many have no sum.
        required withoutSum: Integer;
        /// How many have one that could not be read.
        required unreadSums: Integer;
    }

    /// A group of proceedings.
    GROUP: "FsspTotalGroup" {
        /// Code of the department, 5 digits.
        optional code: Text;
        /// Name of the subject or of the department; absent for those without.
        optional title: Text;
        /// Those that go on.
        required open: Object(&TOTAL);
        /// Those that ended.
        required closed: Object(&TOTAL);
    }
}
