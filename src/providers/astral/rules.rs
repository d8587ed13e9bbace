//! What values must look like. Everything here is known to the letter from the vendor's description, or is looser than it.

use crate::error::{Cause, Words};
use crate::identifiers::{Context, Kind, check, fold};
use crate::operation::Checked;
use crate::text::parts;

/// Eight, four, four, four and twelve hexadecimal digits, small or capital.
pub fn is_guid(text: &str) -> bool {
    const DASHES: [usize; 4] = [8, 13, 18, 23];
    let fits = |(place, byte): (usize, u8)| {
        if DASHES.contains(&place) { byte == b'-' } else { byte.is_ascii_hexdigit() }
    };
    text.len() == 36 && text.bytes().enumerate().all(fits)
}

fn broken(code: &'static str, en: &'static str, ru: &'static str) -> Cause {
    Cause::InputValue { code, words: Words { en, ru } }
}

/// A GUID, sent as it is given.
pub(super) fn guid(text: &str) -> Result<String, Cause> {
    if is_guid(text) {
        return Ok(text.to_owned());
    }
    Err(broken(
        "guid",
        "must be a GUID, such as fc7011ec-616d-4493-9c0c-8a13be96ad98",
        "ожидается GUID, например fc7011ec-616d-4493-9c0c-8a13be96ad98",
    ))
}

/// What the operator begins its identifiers with.
const PREFIX: usize = 3;

/// ИдЭДО: three letters or digits for the operator, then anything. The vendor's own text has Cyrillic letters in the
/// prefix that look like Latin ones; the identifiers themselves have not.
pub(super) fn global_id(text: &str) -> Result<String, Cause> {
    let latin = |character: char| {
        let unit = u16::try_from(u32::from(character)).unwrap_or(0);
        if character.is_ascii() { Some(character) } else { char::from_u32(u32::from(fold(unit))) }
    };
    let text = text.trim();
    let mut id = String::new();
    for (place, character) in text.chars().enumerate() {
        id.push(if place < PREFIX { latin(character).unwrap_or(character) } else { character });
    }
    let prefix = id.bytes().take(PREFIX).filter(u8::is_ascii_alphanumeric).count();
    if prefix < PREFIX || id.len() == PREFIX || id.chars().any(is_blank) {
        return Err(broken(
            "global-id",
            "must be an identifier of the exchange: three letters or digits of the operator, then the participant's own",
            "ожидается идентификатор участника ЭДО: три буквы или цифры оператора, затем номер участника",
        ));
    }
    Ok(id)
}

/// A text that is not blank, without the spaces around it.
pub(super) fn filled(text: &str) -> Result<String, Cause> {
    match text.trim() {
        "" => Err(broken("blank", "must not be blank", "не должно быть пустым")),
        text => Ok(text.to_owned()),
    }
}

/// A text as it is.
pub(super) fn any(text: &str) -> Result<String, Cause> {
    Ok(text.to_owned())
}

/// An e-mail address as far as it can be told without sending to it: one @, something before it, a domain after it.
pub(super) fn email(text: &str) -> Result<String, Cause> {
    let text = text.trim();
    let mut halves = parts(text, b'@').into_iter();
    let (name, domain) = (halves.next().unwrap_or_default(), halves.next().unwrap_or_default());
    let labels = parts(domain, b'.');
    let fits = !name.is_empty()
        && halves.next().is_none()
        && labels.len() > 1
        && !labels.contains(&"")
        && !text.chars().any(|other| is_blank(other) || matches!(other, ',' | ';' | '<' | '>' | '"'));
    if !fits {
        return Err(broken("email", "must be an e-mail address", "ожидается адрес электронной почты"));
    }
    Ok(text.to_owned())
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}

fn identifier(kind: Kind, text: &str) -> Result<String, Cause> {
    check(kind, text, &Context::default()).map(|_| text.to_owned()).map_err(Cause::Identifier)
}

/// ИНН of an organisation or a person.
pub(super) fn inn(text: &str) -> Result<String, Cause> {
    identifier(Kind::Inn, text)
}

/// КПП.
pub(super) fn kpp(text: &str) -> Result<String, Cause> {
    identifier(Kind::Kpp, text)
}

/// КПП belongs to organisations: their ИНН has ten digits.
fn kpp_fits(checked: &Checked, inn: &str, kpp: &'static str, required: bool) -> Result<(), (Cause, &'static str)> {
    match (checked.text(inn).map(str::len), checked.text(kpp)) {
        (Some(10), None) if required => Err((Cause::InputRequired, kpp)),
        (Some(12), Some(_)) => {
            let why = broken(
                "kpp-of-person",
                "a person has no КПП, and this ИНН is a person's",
                "у физического лица нет КПП, а этот ИНН принадлежит физическому лицу",
            );
            Err((why, kpp))
        }
        _ => Ok(()),
    }
}

/// An organisation may be named without its КПП.
pub(super) fn kpp_optional(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    kpp_fits(checked, "inn", "kpp", false)
}

/// An organisation must be named with its КПП.
pub(super) fn kpp_required(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    kpp_fits(checked, "inn", "kpp", true)
}

/// A recipient may be named without its КПП.
pub(super) fn recipient_kpp_optional(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    kpp_fits(checked, "recipientInn", "recipientKpp", false)
}

/// An address is in a town or in some other settlement.
pub(super) fn has_place(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    match checked.get("city").or(checked.get("settlement")) {
        Some(_) => Ok(()),
        None => Err((Cause::InputMissing { any_of: &["city", "settlement"] }, "")),
    }
}

/// A change that changes something.
pub(super) fn has_change(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    let said = |name: &&str| checked.get(name).is_some();
    match CARD.iter().any(said) {
        true => Ok(()),
        false => Err((Cause::InputMissing { any_of: CARD }, "")),
    }
}

/// What is replaced and not said is gone. Losing both addresses must be said: each of them as `null`.
pub(super) fn has_card(checked: &Checked) -> Result<(), (Cause, &'static str)> {
    use crate::json::Value::Null;
    match (checked.get("legalAddress"), checked.get("actualAddress")) {
        (Some(Null), None) => Err((Cause::InputRequired, "actualAddress")),
        (None, Some(Null) | None) => Err((Cause::InputRequired, "legalAddress")),
        _ => Ok(()),
    }
}

const CARD: &[&str] = &["legalAddress", "actualAddress", "newEmployees"];
