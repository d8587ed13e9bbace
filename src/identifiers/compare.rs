//! Fields of one counterparty that contradict each other.

use super::check::verify_value;
use super::failure::Failure;
use super::line::{self, LINE, Line, number};
use super::text::{Code, Finding, Kind, Locale, Word, filled};
use super::{inn, kpp};

/// How serious a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Both fields cannot be right.
    Error,
    /// Unusual, but it occurs.
    Hint,
}

impl Level {
    /// The machine-readable name.
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Error => "error",
            Level::Hint => "hint",
        }
    }
}

impl Finding {
    /// How serious it is.
    pub fn level(self) -> Level {
        if self <= Finding::PersonOrganization { Level::Error } else { Level::Hint }
    }
}

/// One field that is invalid, or two that do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What is wrong.
    pub finding: Finding,
    /// The field.
    pub field: Kind,
    /// The other field; the same if there is none.
    pub other: Kind,
    /// Why the field is invalid, for [`Finding::Invalid`].
    pub failure: Option<Failure>,
}

impl Contradiction {
    /// The message for people.
    pub fn message(&self, locale: Locale) -> String {
        if let Some(failure) = self.failure {
            return failure.message(locale).to_string();
        }
        let template = match self.finding {
            Finding::AccountBik => Word::Key.text(locale),
            finding => finding.text(locale),
        };
        filled(template, |text, key| {
            text.push_str(if key == 'k' { self.field.text(locale) } else { self.other.text(locale) });
        })
    }
}

/// The fields of a counterparty that are valid, in the order of the kinds. The last byte of a line is the length of the value, 0
/// if there is none.
pub(crate) type Fields = [Line; Kind::ALL.len()];

/// Compares the fields of one counterparty. Values are checked strictly; of a kind that is given twice the last counts.
pub fn compare(fields: &[(Kind, &str)]) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let mut valid: Fields = [[0; LINE]; Kind::ALL.len()];
    let given = |kind| fields.iter().rfind(|(known, _)| *known == kind).map(|(_, value)| *value);
    let bik = given(Kind::Bik).unwrap_or_default();
    for (kind, field) in Kind::ALL.iter().copied().zip(&mut valid) {
        let Some(value) = given(kind) else { continue };
        match verify_value(kind, value.as_bytes(), bik.as_bytes()) {
            verdict if verdict.is_valid() => {
                let (line, _) = line::value(kind, value.as_bytes(), &[]);
                let [begin @ .., _] = line;
                let [places @ .., length] = field;
                *places = begin;
                *length = value.len() as u8;
            }
            verdict => {
                let (finding, other) = finding(kind, verdict.code());
                let failure = Failure::new(kind, verdict, value.encode_utf16().count());
                let failure = (finding == Finding::Invalid).then_some(failure);
                found.push(Contradiction { finding, field: kind, other, failure });
            }
        }
    }
    compare_valid(&valid, |finding, field, other| {
        found.push(Contradiction { finding, field, other, failure: None });
    });
    found
}

/// What a refusal means among other fields, and which other field it concerns; itself if there is none.
pub(crate) fn finding(kind: Kind, code: Code) -> (Finding, Kind) {
    match (code, kind) {
        (Code::Context, _) => (Finding::AccountUnchecked, Kind::Bik),
        (Code::Checksum, Kind::Account) => (Finding::AccountBik, Kind::Bik),
        _ => (Finding::Invalid, kind),
    }
}

/// Compares valid fields. `found` gets the finding and the two fields.
pub(crate) fn compare_valid(fields: &Fields, mut found: impl FnMut(Finding, Kind, Kind)) {
    for (field, line) in Kind::ALL.iter().zip(fields) {
        for (other, other_line) in Kind::ALL.iter().zip(fields) {
            if owner(*field, line) == Some(Owner::Person) && owner(*other, other_line) == Some(Owner::Organization) {
                found(Finding::PersonOrganization, *field, *other);
            }
        }
    }
    let [inn, kpp, ..] = fields;
    if owner(Kind::Inn, inn) == Some(Owner::Organization) && owner(Kind::Kpp, kpp).is_some() {
        let reason = kpp::reason(kpp);
        let foreign = inn::is_foreign(inn);
        if foreign != matches!(reason, 51..100) {
            found(Finding::Foreign, Kind::Inn, Kind::Kpp);
        } else if !foreign && reason != 50 && number(inn, 0..4) != number(kpp, 0..4) {
            // The largest taxpayers (50) are registered with offices of their own.
            found(Finding::TaxAuthority, Kind::Inn, Kind::Kpp);
        }
    }
}

/// Whose number it is, as far as the number alone tells.
fn owner(kind: Kind, line: &Line) -> Option<Owner> {
    let [.., length] = *line;
    match (kind, length) {
        (_, 0) => None,
        (Kind::Inn, 12) | (Kind::Okpo, 10) | (Kind::Ogrnip | Kind::Grnip | Kind::Snils, _) => Some(Owner::Person),
        (Kind::Inn | Kind::Okpo | Kind::Kpp | Kind::Ogrn | Kind::Grn, _) => Some(Owner::Organization),
        _ => None,
    }
}

#[derive(PartialEq, Eq)]
enum Owner {
    Person,
    Organization,
}
