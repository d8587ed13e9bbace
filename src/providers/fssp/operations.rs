use super::{models, rules};
use crate::model::Shape;
use crate::operation::{Answer, Cost, Input, Operation, operations, param};
use crate::providers::Provider;

const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;
/// The provider reads a slow page while we wait; its own example waits for so long.
const PATIENCE_MS: u32 = 400_000;

param! {
    /// Family name: letters, digits and hyphens; it must differ from the first name.
    required LASTNAME = "lastname", Input::Text(rules::name), Query
}
param! {
    /// First name: letters, digits and hyphens.
    required FIRSTNAME = "firstname", Input::Text(rules::name), Query
}
param! {
    /// Patronymic: letters, digits and hyphens. One of two words can be given with a hyphen between them, or left out.
    SECONDNAME = "secondname", Input::Text(rules::name), Query
}
param! {
    /// Day of birth, `YYYY-MM-DD` or `DD.MM.YYYY`.
    required BIRTHDATE = "birthdate", Input::Text(rules::day_of_birth), Query
}
param! {
    /// The bailiffs' number of the region, such as `23`, or `-1` for all of them, which takes longer; see `kontragent/fssp`.
    required REGION = "region", Input::Text(rules::region), Query
}
param! {
    /// The bailiffs' number of the region, such as `23`; all of them unless given.
    SOME_REGION = "region", Input::Text(rules::region), Query
}
param! {
    /// The bailiffs' number of the region, such as `23`. Here it cannot be `-1`: the provider says that a search by document
    /// does not work without a region.
    required ONE_REGION = "region", Input::Text(rules::one_region), Query
}
param! {
    /// Only proceedings that go on.
    ONLY_ACTUAL = "onlyActual", Input::Flag("1"), Query
}
param! {
    /// Name of the organisation: letters, digits, hyphens and spaces. Quotation marks and punctuation are left out, the
    /// provider refuses them.
    required NAME_LEGAL = "nameLegal", Input::Text(rules::legal_name), Query
}
param! {
    /// Address of the organisation, or a part of it, under the same rule as the name.
    ADDRESS = "address", Input::Text(rules::legal_name), Query
}
param! {
    /// ИНН of an organisation, 10 digits.
    required INN = "inn", Input::Text(rules::inn), Query
}
param! {
    /// Number of the proceeding, `12345/24/23072-ИП`, or `12345/08/12/23` of the time before.
    required PROCEEDING = "number", Input::Text(rules::proceeding), Query
}
param! {
    /// Number of the writ, such as `2А-1234/2021` or `ФС 039022227`. The provider documents digits, hyphens and slashes
    /// only; whether it takes the letters that writs have is not known, and left to it.
    required DOCUMENT = "number", Input::Text(rules::document), Query
}
param! {
    /// Kind of the writ; see `documentTypes` of `kontragent/fssp`.
    TYPEID = "typeid", Input::Choice(rules::DOCUMENT_TYPES), Query
}
param! {
    /// Family name, first name and patronymic: letters, digits, hyphens and spaces.
    required FIO = "fio", Input::Text(rules::full_name), Query
}

/// What all operations but the list of regions have in common. Even questions about organisations are kept out of addresses:
/// their answers name people, and a number of a proceeding is one person's.
const SEARCH: Operation = Operation {
    answer: Answer::Value(&Shape::Object(&models::PROCEEDINGS)),
    cost: Cost::Request,
    cache_seconds: HOUR,
    personal: true,
    discreet: true,
    timeout_ms: PATIENCE_MS,
    ..Operation::new(Provider::Fssp)
};

/// What searches for a person have in common.
const PERSON: Operation = Operation {
    params: &[LASTNAME, FIRSTNAME, SECONDNAME, BIRTHDATE, REGION, ONLY_ACTUAL],
    rule: Some(rules::names_differ),
    ..SEARCH
};

/// Everything that it is asked.
pub const OPERATIONS: &[Operation] = operations! {
    /// The regions that can be asked about. Nothing is charged.
    "regionsList", "/api/fssp.php", SEARCH {
        fixed: &[("type", "regionsList")],
        answer: Answer::Value(&Shape::Object(&models::REGIONS)),
        cost: Cost::Free,
        cache_seconds: DAY,
        personal: false,
        discreet: false,
    }
    /// Proceedings against a person.
    "physical", "/api/fssp.php", PERSON { fixed: &[("type", "physical")] }
    /// Proceedings against organisations of a name.
    "legal", "/api/fssp.php", SEARCH {
        fixed: &[("type", "legal")],
        params: &[NAME_LEGAL, ADDRESS, REGION, ONLY_ACTUAL],
    }
    /// Proceedings against an organisation by its ИНН.
    "inn", "/api/fssp.php", SEARCH { fixed: &[("type", "inn")], params: &[INN, REGION, ONLY_ACTUAL] }
    /// A proceeding by its number.
    "ip", "/api/fssp.php", SEARCH { fixed: &[("type", "ip")], params: &[PROCEEDING] }
    /// Proceedings by the number of the writ.
    "id", "/api/fssp.php", SEARCH { fixed: &[("type", "id")], params: &[DOCUMENT, ONE_REGION, TYPEID] }
    /// The register of wanted persons (beta at the provider).
    "wanted", "/api/fssp.php", SEARCH {
        fixed: &[("type", "wanted")],
        params: &[FIO, SOME_REGION],
        answer: Answer::Value(&Shape::Object(&models::WANTED)),
    }
    /// The register of debtors of alimony (beta at the provider).
    "alim", "/api/fssp.php", PERSON { fixed: &[("type", "alim")] }
};
