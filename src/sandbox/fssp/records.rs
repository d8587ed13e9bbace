//! Records as the provider writes them.

use super::Switches;
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Citizen, Date, Outcome, Proceeding, Random, Region, Search, Subject, Topic, World};

/// A debtor as the bailiffs write one.
pub(super) struct Party {
    pub(super) name: String,
    pub(super) address: String,
    pub(super) inn: Option<String>,
    pub(super) region: &'static Region,
    /// `debtor_dob`: a day of birth, or ИНН.
    known_by: String,
}

impl Party {
    pub(super) fn organisation(subject: &Subject) -> Party {
        let region = subject.region();
        let address = subject.organisation().map(|organisation| &organisation.address.value);
        let place = region.town.unwrap_or(region.name).to_uppercase();
        let parts =
            [address.and_then(|address| address.street.as_ref()), address.and_then(|address| address.house.as_ref())];
        let parts: Vec<&str> = parts.into_iter().flatten().map(|part| part.value.as_str()).collect();
        let zip = address.and_then(|address| address.zip.as_deref()).unwrap_or_default();
        Party {
            name: subject.title().to_uppercase(),
            address: format!(" РОССИЯ,{zip},{place} Г, {}", parts.join(",").to_uppercase()),
            inn: subject.facts.inn.clone(),
            region,
            known_by: subject.facts.inn.clone().unwrap_or_default(),
        }
    }

    pub(super) fn citizen(citizen: &Citizen) -> Party {
        Party {
            name: citizen.name.whole().to_uppercase(),
            address: format!("РОССИЯ, {}", citizen.region.town.unwrap_or(citizen.region.name).to_uppercase()),
            inn: None,
            region: citizen.region,
            known_by: citizen.born.dotted(),
        }
    }
}

/// What a proceeding is about, line by line; the first is what Focus tells of it as well.
fn lines(one: &Proceeding, random: &mut Random) -> Vec<(&'static str, Option<u64>)> {
    const REMAINDER: &str = "Остаток долга по исполнительному документу";
    const FEE: &str = "Исполнительский сбор";
    let topic = if one.topic.is_empty() {
        "Иные взыскания имущественного характера"
    } else {
        one.topic
    };
    let Some(sum) = one.sum else { return vec![(topic, None)] };
    match random.below(10) {
        0 => vec![(topic, Some(sum)), (REMAINDER, Some(sum / 2)), (FEE, Some(sum * 7 / 100))],
        1..=3 if topic != FEE => vec![(topic, Some(sum)), (FEE, Some(sum * 7 / 100))],
        _ => vec![(topic, Some(sum))],
    }
}

fn roubles(kopecks: u64) -> String {
    format!("{}.{:02}", kopecks / 100, kopecks % 100)
}

/// A record of all methods but `wanted`.
pub(super) fn proceeding(party: &Party, one: &Proceeding, switches: &Switches, is_bare: bool) -> Object {
    let mut random = Random::of(one.number, Topic::Bailiffs, 0);
    let lines = lines(one, &mut random);
    let total: Option<u64> = lines.iter().map(|(_, sum)| *sum).sum();
    let joint = one.joint_title(party.region).unwrap_or_default();
    let place = party.region.town.unwrap_or(party.region.name);
    let court = format!("ВЫМЫШЛЕННЫЙ РАЙОННЫЙ СУД Г. {}", place.to_uppercase());
    // Claimants are other companies of the world, if they are no persons.
    let companies: Vec<&str> = World::get().subjects().filter_map(|subject| subject.facts.inn.as_deref()).collect();
    let companies: Vec<&str> = companies.into_iter().filter(|inn| inn.len() == 10).collect();
    let claimant = if random.chance(60) { random.pick(&companies).copied().unwrap_or_default() } else { "" };
    let number = one.document_number(party.region);
    let whole = format!("{} от {} № {number} {court} {claimant}", one.document, one.issued.dotted());
    let (ended, reason) = match one.outcome {
        None => (String::new(), ""),
        Some((outcome, date)) => (date.dotted(), reason(outcome)),
    };
    let stop = if ended.is_empty() { String::new() } else { format!("{ended}, {reason}") };
    let title = "ОСП № 99 (учебный)".to_owned() + ", " + place;
    let address = format!("г. {place}, ул. Вымышленная, д. 99");
    let phones =
        (0..1 + random.below(2)).map(|phone| Node::Text(format!(" +7({})200-00-0{phone}", party.region.dialling)));
    let subjects = lines.iter().map(|(title, sum)| {
        let sum = sum.map_or(String::new(), |sum| format!(" {} руб.", roubles(sum)));
        Object::new().text("title", title).text("sum", sum).into()
    });
    let details =
        [&court, claimant, one.document, &one.issued.dotted(), &number].map(|text| Node::Text(text.to_owned()));
    let day = one.opened.dotted();
    let behind = (is_bare || switches.before_2025) && !joint.is_empty();
    let first = lines.first().map_or("", |(title, _)| *title);
    let mut record = Object::new()
        .text("debtor_name", &party.name)
        .text("debtor_address", &party.address)
        .text("debtor_dob", &party.known_by)
        .text("process_title", one.title(party.region))
        .text("process_date", if behind { format!("{day} {joint}") } else { day });
    if !switches.before_2025 {
        record = record.text("process_total", &joint);
    }
    record = record.text("recIspDoc", whole.trim_end());
    if !switches.before_2025 {
        record = match switches.details_as_list {
            true => record.items("recIspDocDetail", "", details.to_vec()),
            false => {
                const NAMES: [&str; 5] =
                    ["doc_organization", "doc_claimer_inn", "doc_type", "doc_date", "document_num"];
                let named =
                    NAMES.into_iter().zip(details).fold(Object::new(), |all, (name, node)| all.with(name, node));
                record.with("recIspDocDetail", named)
            }
        };
    }
    record = record.text("stopIP", &stop);
    if !switches.before_2025 {
        record = record.text("stopIPDate", &ended).text("stopIPReason", reason).text("subject", first);
        record = record.items("subjectArray", "", subjects.collect());
    }
    let total = total.map(roubles).unwrap_or_default();
    record = record.text("sum", &total).text("document_organization", format_args!("{title}, {address}"));
    if switches.before_2025 {
        let priced = if total.is_empty() { first.to_owned() } else { format!("{first}: {total} руб.") };
        record = record.text("document_type", priced);
    } else {
        record = record.text("department_title", &title).text("department_address", &address);
        record = record.text("document_type", one.document);
    }
    record.text("officer_name", "ЭСКИЗОВА А. П.").items("officer_phones", "", vec![Node::List("", phones.collect())])
}

fn reason(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Returned => "ст. 46, ч. 1, п. 3",
        Outcome::Bankruptcy => "ст. 47, ч. 1, п. 7",
        Outcome::Dissolution => "ст. 47, ч. 1, п. 6",
    }
}

/// A record of `wanted`.
pub(super) fn wanted(search: &Search) -> Object {
    let region = search.region;
    let place = region.town.unwrap_or(region.name);
    let department = region.bailiffs();
    let year = |date: Date| date.year() % 100;
    Object::new()
        .text("investigatedName", search.name.whole().to_uppercase())
        .text("birthDate", search.born.dotted())
        .text("debtorAddress", format_args!("{}000,{},,,,УСЛОВНЫЙ ПР-КТ", region.zip, region.code))
        .text("searchCategory", "должник — физическое лицо")
        .text("searchDocnumber", format_args!("{}/{:02}/{department}-РД", search.number, year(search.since)))
        .text("searchDate", search.since)
        .text("ipNumber", format_args!("{}/{:02}/{department}-ИП", search.proceeding, year(search.opened)))
        .text("ipRisedate", search.opened)
        .text("ipNumberCompl", if search.ended { "Завершено" } else { "" })
        .text("depInitName", format_args!("Отдел розыска № 99 (учебный), {place}"))
        .text("depInitAdr", format_args!("{}000, Россия, г. {place}, ул. Вымышленная, д. 99", region.zip))
        .text("depInitCode", &department)
        .text("depInitPhone", format_args!("+7({})200-00-99", region.dialling))
}
