//! A question, checked in the provider's order: token, type, parameters one by one.

use crate::providers::fssp::known_errors;

type Query = [(String, String)];

/// What is asked.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Question<'q> {
    Regions,
    /// `physical`, and `alim` with the flag.
    Person {
        family: &'q str,
        first: &'q str,
        middle: Option<&'q str>,
        /// `DD.MM.YYYY`.
        born: &'q str,
        region: &'q str,
        only_actual: bool,
        alimony: bool,
    },
    Legal {
        name: &'q str,
        address: Option<&'q str>,
        region: &'q str,
        only_actual: bool,
    },
    Inn {
        inn: &'q str,
        region: &'q str,
        only_actual: bool,
    },
    Proceeding(&'q str),
    Document {
        number: &'q str,
        region: &'q str,
        kind: Option<&'q str>,
    },
    Wanted {
        name: &'q str,
        region: &'q str,
    },
}

/// An error of the provider's list.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) message: String,
}

impl Refusal {
    /// With the message of the list.
    pub(super) fn code(code: u16) -> Refusal {
        let message = known_errors().find(|(known, _)| *known == code).map_or("UNKNOWN_ERROR", |(_, name)| name);
        Refusal { code, message: message.to_owned() }
    }

    fn symbols(name: &str) -> Refusal {
        Refusal { code: 888, message: format!("{name}: forbidden symbols present") }
    }
}

/// Which characters a parameter may have.
#[derive(Clone, Copy)]
enum Allowed {
    /// Letters, digits, hyphens.
    Name,
    /// The same and spaces, as the provider's own example has one.
    Words,
    /// Digits, hyphens, and these.
    Digits(&'static str),
    /// Letters, digits, hyphens, slashes.
    Number,
}

impl Allowed {
    fn has(self, letter: char) -> bool {
        let is_name = letter.is_ascii_alphanumeric() || matches!(letter, 'А'..='я' | 'ё' | 'Ё' | '-');
        match self {
            Allowed::Name => is_name,
            Allowed::Words => is_name || letter == ' ',
            Allowed::Digits(others) => letter.is_ascii_digit() || letter == '-' || others.contains(letter),
            Allowed::Number => is_name || letter == '/',
        }
    }
}

const DIGITS: Allowed = Allowed::Digits("");

/// A reader of parameters.
struct Params<'q>(&'q Query);

impl<'q> Params<'q> {
    fn get(&self, name: &str) -> Option<&'q str> {
        self.0
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    fn optional(&self, name: &str, allowed: Allowed) -> Result<Option<&'q str>, Refusal> {
        match self.get(name) {
            Some(value) if !value.chars().all(|letter| allowed.has(letter)) => Err(Refusal::symbols(name)),
            value => Ok(value),
        }
    }

    fn required(&self, name: &str, allowed: Allowed, missing: u16) -> Result<&'q str, Refusal> {
        self.optional(name, allowed)?.ok_or_else(|| Refusal::code(missing))
    }

    fn region(&self) -> Result<&'q str, Refusal> {
        self.required("region", DIGITS, 103)
    }

    fn only_actual(&self) -> bool {
        self.get("onlyActual") == Some("1")
    }
}

impl<'q> Question<'q> {
    pub(super) fn read(query: &'q Query, tokens: &[String]) -> Result<Question<'q>, Refusal> {
        let params = Params(query);
        let token = params.get("token").ok_or_else(|| Refusal::code(502))?;
        if token.chars().count() != 32 {
            return Err(Refusal::code(499));
        }
        if !tokens.iter().any(|known| known == token) {
            return Err(Refusal::code(503));
        }
        match params.get("type").ok_or_else(|| Refusal::code(500))? {
            "regionsList" => Ok(Question::Regions),
            "physical" => params.person(false),
            "alim" => params.person(true),
            "legal" => Ok(Question::Legal {
                // The provider's table and its example differ.
                name: match params.get("name") {
                    Some(_) => params.required("name", Allowed::Words, 105)?,
                    None => params.required("nameLegal", Allowed::Words, 105)?,
                },
                region: params.region()?,
                address: match params.optional("address", Allowed::Words)? {
                    None => params.optional("adress", Allowed::Words)?,
                    address => address,
                },
                only_actual: params.only_actual(),
            }),
            "inn" => Ok(Question::Inn {
                inn: params.required("inn", DIGITS, 766)?,
                region: params.region()?,
                only_actual: params.only_actual(),
            }),
            "ip" => Ok(Question::Proceeding(params.required("number", Allowed::Number, 102)?)),
            "id" => {
                let number = params.required("number", Allowed::Digits("/"), 106)?;
                let region = params.region()?;
                let kind = params.optional("typeid", DIGITS)?;
                let known = |kind: &str| matches!(kind.parse(), Ok(1..=8 | 10..=13 | 16..=19_u32));
                if kind.is_some_and(|kind| !known(kind)) {
                    return Err(Refusal::code(107));
                }
                Ok(Question::Document { number, region, kind })
            }
            "wanted" => Ok(Question::Wanted {
                name: params.required("fio", Allowed::Words, 766)?,
                region: params.optional("region", DIGITS)?.unwrap_or("-1"),
            }),
            _ => Err(Refusal::code(500)),
        }
    }
}

impl<'q> Params<'q> {
    fn person(&self, alimony: bool) -> Result<Question<'q>, Refusal> {
        let family = self.required("lastname", Allowed::Name, 101)?;
        let first = self.required("firstname", Allowed::Name, 100)?;
        let middle = self.optional("secondname", Allowed::Name)?;
        let born = self.required("birthdate", Allowed::Digits("."), 104)?;
        let region = self.region()?;
        if !is_day(born) {
            return Err(Refusal::code(15));
        }
        if family.to_lowercase() == first.to_lowercase() {
            return Err(Refusal { code: 107, message: "CONFLICT_LASTNAME_FIRSTNAME".to_owned() });
        }
        Ok(Question::Person { family, first, middle, born, region, only_actual: self.only_actual(), alimony })
    }
}

fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let number = |part: &str| part.parse::<u32>().unwrap_or(0);
    match parts.as_slice() {
        [day, month, year] => {
            [day.len(), month.len(), year.len()] == [2, 2, 4]
                && (1..=31).contains(&number(day))
                && (1..=12).contains(&number(month))
                && number(year) > 1850
        }
        _ => false,
    }
}
