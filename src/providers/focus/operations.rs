use super::models;
use super::totals::{PARTICIPATIONS, PROCEEDINGS, PURCHASES};
use crate::http::Method;
use crate::identifiers::Kind;
use crate::model::Shape;
use crate::operation::{Answer, At, BodyKind, Cost, Input, Last, Operation, Paging, operations, param};
use crate::providers::Provider;

/// The most ИНН, and the most ОГРН, that one request takes.
const MOST_COMPANIES: usize = 100;
/// Pages of proceedings or purchases: a thousand entries, and no total.
const fn pages(list: &'static str) -> Option<Paging> {
    Some(Paging { list, at: At::Entry("skip"), size_param: None, size: 1000, last: Last::Short })
}
const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;

param! {
    /// ИНН of organisations (10 digits) and entrepreneurs (12 digits). One request takes 100; more are asked in several.
    INN = "inn", Input::Identifiers(&[Kind::Inn], MOST_COMPANIES), Query
}
param! {
    /// ОГРН of organisations (13 digits) and ОГРНИП of entrepreneurs (15 digits). One request takes 100; more are asked in
    /// several.
    OGRN = "ogrn", Input::Identifiers(&[Kind::Ogrn, Kind::Ogrnip], MOST_COMPANIES), Query
}
param! {
    /// ИНН of an organisation (10 digits) or entrepreneur (12 digits). One request takes one; more are asked one by one.
    ONE_INN = "inn", Input::Identifiers(&[Kind::Inn], 1), Query
}
param! {
    /// ОГРН of an organisation (13 digits) or ОГРНИП of an entrepreneur (15 digits). One request takes one; more are asked
    /// one by one.
    ONE_OGRN = "ogrn", Input::Identifiers(&[Kind::Ogrn, Kind::Ogrnip], 1), Query
}
param! {
    /// ИНН of all the companies to watch, of any number.
    WATCHED_INN = "inn", Input::Identifiers(&[Kind::Inn], usize::MAX), Body
}
param! {
    /// ОГРН and ОГРНИП of all the companies to watch, of any number.
    WATCHED_OGRN = "ogrn", Input::Identifiers(&[Kind::Ogrn, Kind::Ogrnip], usize::MAX), Body
}
param! {
    /// Adds to the list. Without it the list is replaced as a whole.
    APPEND = "append", Input::Flag("true"), Query
}
param! {
    /// The day of the changes.
    DATE = "date", Input::Date, Query
}
param! {
    /// How many entries to leave out, in steps of a full page, 1000.
    SKIP = "skip", Input::Count(0), Query
}
param! {
    /// The answer as a PDF.
    PDF = "pdf", Input::Flag("true"), Query
}
param! {
    /// The answer as XML, as the provider wrote it.
    XML = "xml", Input::Flag("true"), Query
}

/// What most operations have in common: companies by the hundred.
const COMPANIES: Operation = Operation {
    params: &[INN, OGRN, XML],
    any_of: &["inn", "ogrn"],
    answer: Answer::Anything,
    cost: Cost::Company,
    cache_seconds: DAY,
    // Entrepreneurs, head officers and founders are named in most answers.
    personal: true,
    ..Operation::new(Provider::Focus)
};

/// What operations about one company have in common.
const ONE_COMPANY: Operation = Operation { params: &[ONE_INN, ONE_OGRN], ..COMPANIES };

/// What operations about one company's long lists have in common.
const PAGED: Operation = Operation { params: &[ONE_INN, ONE_OGRN, SKIP, XML], ..COMPANIES };

/// What changed on a day among the companies of the list.
const CHANGES: Operation = Operation {
    params: &[DATE, XML],
    any_of: &["date"],
    answer: Answer::List(&Shape::List(&Shape::Object(&models::MONITORED))),
    cost: Cost::Free,
    cache_seconds: HOUR,
    personal: false,
    ..COMPANIES
};

/// A list with one item a company.
macro_rules! companies {
    ($model:ident) => {
        Answer::Companies(&Shape::List(&Shape::Object(&models::$model)))
    };
}

/// Everything that Focus is asked.
pub const OPERATIONS: &[Operation] = operations! {
    /// Requisites of organisations and entrepreneurs: names, address, state, head officers, and their history.
    "req", "/api3/req", COMPANIES { answer: companies!(REQ) }
    /// Companies of the watch list whose requisites changed on a day.
    "reqMon", "/api3/req/mon", CHANGES {}
    /// Replaces the watch list, or adds to it. The answer has those that the provider recognised; it leaves out the others
    /// in silence.
    "monList", "/api3/monList", COMPANIES {
        method: Method::Post,
        body: BodyKind::List,
        params: &[WATCHED_INN, WATCHED_OGRN, APPEND],
        answer: Answer::List(&Shape::List(&Shape::Object(&models::MONITORED))),
        cost: Cost::Free,
        cache_seconds: 0,
    }
    /// The express report: its colours, and a link to it that works once.
    "briefReport", "/api3/briefReport", COMPANIES {
        params: &[INN, OGRN, PDF, XML],
        answer: Answer::CompaniesOrPdf(&Shape::List(&Shape::Object(&models::BRIEF_REPORT))),
        cache_seconds: 0,
    }
    /// The extract from ЕГРЮЛ or ЕГРИП of the freshest date, a PDF.
    "excerpt", "/api3/excerpt", ONE_COMPANY { answer: Answer::Pdf }
    /// Extended analytics: markers and figures about proceedings, courts, purchases, registers and finances.
    "analytics", "/api3/analytics", COMPANIES { answer: companies!(ANALYTICS) }
    /// Telephone numbers. Companies without any are not charged.
    "contacts", "/api3/contacts", COMPANIES { answer: companies!(CONTACTS) }
    /// Registry details: activities, capital, founders, shareholders, predecessors, records.
    "egrDetails", "/api3/egrDetails", COMPANIES { answer: companies!(EGR_DETAILS) }
    /// Companies of the watch list whose registry details changed on a day.
    "egrDetailsMon", "/api3/egrDetails/mon", CHANGES {}
    /// Licences.
    "licences", "/api3/licences", COMPANIES { answer: companies!(LICENCES) }
    /// Annual accounts, line by line, in roubles.
    "buh", "/api3/buh", COMPANIES { answer: companies!(BUH) }
    /// Enforcement proceedings of the bailiffs, the latest first, by the thousand.
    "fssp", "/api3/fssp", PAGED {
        answer: companies!(FSSP),
        paging: pages(PROCEEDINGS.list),
    }
    /// State purchases in which the company took part, the latest publication first, by the thousand.
    "govPurchasesOfParticipant", "/api3/govPurchasesOfParticipant", PAGED {
        answer: companies!(PURCHASES_OF_PARTICIPANT),
        paging: pages(PARTICIPATIONS.list),
    }
    /// State purchases of which the company is the customer, the latest publication first, by the thousand.
    "govPurchasesOfCustomer", "/api3/govPurchasesOfCustomer", PAGED {
        answer: companies!(PURCHASES_OF_CUSTOMER),
        paging: pages(PURCHASES.list),
    }
    /// The financial analysis of the latest reporting year, a PDF.
    "finan", "/api3/finan", ONE_COMPANY { answer: Answer::Pdf }
    /// What of the key's limits is used, by groups of methods.
    "stat", "/api3/stat", COMPANIES {
        params: &[XML],
        any_of: &[],
        answer: Answer::List(&Shape::List(&Shape::Object(&models::STAT))),
        cost: Cost::Free,
        cache_seconds: 0,
        personal: false,
    }
};

/// Methods that have no model: everything that Focus has added since.
pub static ANYTHING: Operation = Operation {
    name: "get",
    path: "/api3/",
    params: &[],
    any_of: &[],
    cache_seconds: 0,
    #[cfg(feature = "reflect")]
    doc: "Any other method of Focus by its path, such as `finanValues`; the answer as it is. The worker forwards none of these.",
    ..COMPANIES
};
