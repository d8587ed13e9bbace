//! `balance`: annual accounts by the codes of the old forms.

use super::answer::{Members, member, number, object};
use super::net::Kind;
use super::{Call, Refusal};
use crate::json::Value;
use crate::providers::nkb::links::Entity;
use crate::sandbox::Played;

/// Lines of today's forms, and of the forms before 2011 that the codes are made of.
const SHEET: &[(u16, &str)] = &[
    (1110, "110"),
    (1150, "120"),
    (1100, "190"),
    (1210, "210"),
    (1220, "220"),
    (1230, "240"),
    (1250, "260"),
    (1200, "290"),
    (1600, "300"),
    (1310, "410"),
    (1370, "470"),
    (1300, "490"),
    (1400, "590"),
    (1510, "610"),
    (1520, "620"),
    (1500, "690"),
    (1700, "700"),
];
const RESULTS: &[(u16, &str)] = &[
    (2110, "010"),
    (2120, "020"),
    (2100, "029"),
    (2210, "030"),
    (2220, "040"),
    (2200, "050"),
    (2300, "140"),
    (2400, "190"),
];

impl Call<'_> {
    /// An empty object for an unknown id, and for a company without accounts.
    pub(super) fn balance(&self, id: &str) -> Result<Played, Refusal> {
        let place = self.net.find(Entity::Company, id);
        let years = match place.and_then(|place| self.net.thing(place)).map(|thing| &thing.what) {
            Some(Kind::Company(subject, _)) => subject.accounts(),
            _ => Vec::new(),
        };
        let years = years.into_iter().map(|year| {
            let mut codes = Members::new();
            // Thousands of roubles; columns 3 and 4 are the beginning and the end, or now and before.
            let mut put = |form: char, line: &str, column: char, value: i64| {
                if value != 0 {
                    let code: String = [form].into_iter().chain(line.chars()).chain([column]).collect();
                    codes.push(member(&code, object([("value", number(value * 1000))])));
                }
            };
            for (line, old) in SHEET {
                put('1', old, '3', year.start.line(*line));
                put('1', old, '4', year.end.line(*line));
            }
            for (line, old) in RESULTS {
                put('2', old, '3', year.now.line(*line));
                put('2', old, '4', year.before.line(*line));
            }
            member(&year.year.to_string(), Value::Object(codes))
        });
        let years = Value::Object(years.collect());
        Ok(self.play(&place.into_iter().collect::<Vec<_>>(), years))
    }
}
