//! `egrDetails`: what the registers say beyond the requisites. The order of the members is that of the wire.

use super::req::{MODERN, inaccuracy, structured};
use super::{address, nodes, root};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{
    Activity, Date, Entity, Entry, Founder, Identity, Organisation, Owner, Pledge, Random, Record, Region, Relative,
    Share, Subject, Topic, What, World,
};

/// One item of the list.
pub(super) fn item(subject: &Subject) -> Object {
    match &subject.entity {
        Entity::Organisation(one) => root(subject).with("UL", organisation(subject, one)),
        Entity::Entrepreneur(_) => root(subject).with("IP", entrepreneur(subject)),
    }
}

fn organisation(subject: &Subject, organisation: &Organisation) -> Object {
    let facts = &subject.facts;
    let records = subject.records();
    let modern = records.first().is_some_and(|newest| newest.date >= MODERN);
    let is_joint_stock = matches!(facts.codes.form.short, "АО" | "ПАО");
    let capital = organisation.capital.as_ref();
    let sum = capital.map(|capital| capital.value);
    let capital = capital
        .map_or_else(Object::new, |record| Object::new().number("sum", record.value).text("date", record.changed));
    let people = founders(&organisation.founders, sum, modern);
    let former = founders(&organisation.past.founders, sum, modern);
    let object = funds(Object::new().maybe_text("okpo", facts.codes.okpo.as_ref()), subject)
        .with("activities", activities(subject))
        .with("regInfo", Object::new().text("ogrnDate", facts.registered))
        .with("nalogRegBody", tax_body(subject, organisation.kpp.as_deref()))
        .with("regBody", registry(subject))
        .maybe("registrarOfShareholders", is_joint_stock.then(|| registrar(subject)).flatten())
        .maybe("shareholders", is_joint_stock.then(|| shareholders(organisation, facts.registered, modern)))
        .with("statedCapital", capital);
    let object = people.write(object);
    let former_capital = |(sum, date): &(u32, Date)| Object::new().number("sum", sum).text("date", date);
    let history =
        Object::new().list("statedCapitals", "statedCapital", nodes(&organisation.past.capitals, former_capital));
    object
        .list("predecessors", "predecessor", nodes(&organisation.predecessors, relative))
        .list("successors", "successor", nodes(&organisation.successors, relative))
        .items("egrRecords", "egrRecord", nodes(&records, |entry| record(entry, subject.region())))
        .with("history", former.write(history))
}

fn entrepreneur(subject: &Subject) -> Object {
    let facts = &subject.facts;
    let region = subject.region();
    let records = subject.records();
    let modern = records.first().is_some_and(|newest| newest.date >= MODERN);
    let town = region.town.map(|town| address::toponym(Some(("г", "город")), town));
    let line = match region.town {
        Some(town) => format!("{} {}, г. {town}", region.name, region.kind.0),
        None => format!("г. {}", region.name),
    };
    let place = Object::new()
        .text("regionCode", region.code)
        .with("regionName", address::toponym(Some(region.kind), region.name))
        .maybe("city", town)
        .maybe_text("oneLineFormatOfAddress", modern.then_some(line));
    funds(Object::new().maybe_text("okpo", facts.codes.okpo.as_ref()), subject)
        .maybe_text("okato", facts.codes.okato)
        .with("shortenedAddress", place)
        .with("activities", activities(subject))
        .with("regInfo", Object::new().text("ogrnDate", facts.registered))
        .with("nalogRegBody", tax_body(subject, None))
        .with("regBody", registry(subject))
        .items("egrRecords", "egrRecord", nodes(&records, |entry| record(entry, region)))
}

/// Numbers in the three social funds.
fn funds(object: Object, subject: &Subject) -> Object {
    let mut random = Random::of(subject.facts.seed, Topic::Funds, 0);
    let mut number = |beginning: &str, digits: usize| {
        format!("{beginning}00{}", (0..digits).map(|_| random.below(10).to_string()).collect::<String>())
    };
    let region = subject.region().code;
    let (pension, social, medical) = (number(&format!("0{region}"), 7), number(region, 11), number(region, 11));
    object.text("pfrRegNumber", pension).text("fssRegNumber", social).text("fomsRegNumber", medical)
}

fn activities(subject: &Subject) -> Object {
    let activities = subject.activities();
    let write = |one: &Activity| Object::new().text("code", one.code).text("text", one.text).text("date", one.date);
    Object::new()
        .with("principalActivity", write(&activities.principal))
        .list("complementaryActivities", "activity", nodes(&activities.others, write))
        .maybe_text("okvedVersion", activities.is_current.then_some("2"))
}

/// The tax office is the one in the КПП.
fn tax_body(subject: &Subject, kpp: Option<&str>) -> Object {
    let region = subject.region();
    let code = kpp.and_then(|kpp| kpp.get(..4)).or(region.offices.first().copied()).unwrap_or_default();
    let date = subject.records().iter().find(|entry| entry.what == What::TaxAccounting).map(|entry| entry.date);
    Object::new()
        .text("nalogCode", code)
        .text("nalogName", office(code, region))
        .text("nalogRegDate", subject.facts.registered)
        .maybe_text("kpp", kpp)
        .maybe_text("date", date)
}

/// The registering body is one that does not exist, as in the numbers that it gives.
fn registry(subject: &Subject) -> Object {
    let (code, name) = registering(subject.region());
    Object::new().text("nalogCode", code).text("nalogName", name).text("date", subject.facts.registered)
}

fn registering(region: &Region) -> (String, String) {
    let code = format!("{}99", region.code);
    let name = office(&code, region);
    (code, name)
}

fn office(code: &str, region: &Region) -> String {
    format!("Учебная инспекция ФНС № {}, {}", code.get(2..).unwrap_or_default(), region.town.unwrap_or(region.name))
}

/// Who keeps the registers of shareholders in this world.
const REGISTRAR: u32 = 1016;

fn registrar(subject: &Subject) -> Option<Object> {
    let registrar = World::get().subjects().find(|one| one.facts.seed == REGISTRAR)?;
    let since = registrar.facts.registered.max(subject.facts.registered);
    let Identity { ogrn, inn, name } = registrar.identity();
    let object = Object::new().text("name", name).maybe_text("inn", inn).text("ogrn", ogrn);
    Some(object.text("date", since).text("firstDate", since)).filter(|_| subject.lives_on(since))
}

/// The founders of a joint-stock company hold its stock in equal parts.
fn shareholders(organisation: &Organisation, registered: Date, modern: bool) -> Object {
    let many = organisation.founders.len().max(1);
    let percent = percent(100, many);
    let parts = |object: Object, date: Date| {
        let percent = || Node::Number(percent.clone());
        object.with("votingSharesPercent", percent()).with("capitalSharesPercent", percent()).text("date", date)
    };
    let (mut persons, mut organisations, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for founder in &organisation.founders {
        let date = founder.changed;
        match &founder.value.owner {
            Owner::Person(person) => {
                persons.push(parts(Object::new().text("fio", person.name.whole()), date).into());
            }
            Owner::Organisation(Identity { ogrn, inn, name }) => {
                let object = Object::new().text("ogrn", ogrn).maybe_text("inn", inn.as_ref()).text("fullName", name);
                organisations.push(parts(object, date).into());
            }
            Owner::Foreign { name, .. } => others.push(parts(Object::new().text("fullName", name), date).into()),
        }
    }
    let date = organisation.founders.iter().map(|founder| founder.changed).fold(registered, Date::max);
    Object::new()
        .maybe_text("source", modern.then_some("Список аффилированных лиц"))
        .text("date", date)
        .list("shareholdersFL", "shareholderFL", persons)
        .list("shareholdersUL", "shareholderUL", organisations)
        .list("shareholdersOther", "shareholderOther", others)
}

/// As .NET writes a double.
fn percent(of: u32, many: usize) -> String {
    let many = u32::try_from(many).unwrap_or(1);
    (f64::from(of) / f64::from(many)).to_string()
}

/// The three lists of founders.
struct Founders([(&'static str, &'static str, Vec<Node>); 3]);

impl Founders {
    fn write(self, object: Object) -> Object {
        self.0.into_iter().fold(object, |object, (name, item, nodes)| object.list(name, item, nodes))
    }
}

fn founders(records: &[Record<Founder>], capital: Option<u32>, modern: bool) -> Founders {
    let (mut persons, mut organisations, mut foreign) = (Vec::new(), Vec::new(), Vec::new());
    for record in records {
        let Founder { owner, share, pledge } = &record.value;
        let rest = |object: Object| {
            let object = object
                .with("share", part(*share, capital))
                .list("pledges", "pledge", pledge.iter().map(|one| pledged(one).into()).collect())
                .text("date", record.changed)
                .text("firstDate", record.first);
            inaccuracy(object, record.doubt.as_ref())
        };
        match owner {
            Owner::Person(person) => {
                let object = rest(Object::new().text("fio", person.name.whole()).text("innfl", &person.inn));
                persons.push(object.maybe("structuredFio", modern.then(|| structured(&person.name))).into());
            }
            Owner::Organisation(Identity { ogrn, inn, name }) => {
                let object = Object::new().text("ogrn", ogrn).maybe_text("inn", inn.as_ref()).text("fullName", name);
                organisations.push(rest(object).into());
            }
            Owner::Foreign { name, country } => {
                foreign.push(rest(Object::new().text("fullName", name).text("country", country)).into());
            }
        }
    }
    Founders([
        ("foundersFL", "founderFL", persons),
        ("foundersUL", "founderUL", organisations),
        ("foundersForeign", "founderForeign", foreign),
    ])
}

/// In percent where those are whole, else as a fraction; the register has none of joint-stock companies.
fn part(share: Option<Share>, capital: Option<u32>) -> Object {
    let Some(Share { numerator, denominator }) = share else { return Object::new() };
    let kopecks = u64::from(capital.unwrap_or(0)) * 100 * u64::from(numerator) / u64::from(denominator.max(1));
    let object = Object::new();
    let object = if kopecks % 100 == 0 {
        object.number("sum", kopecks / 100)
    } else {
        object.with("sum", super::kopecks(kopecks))
    };
    if (100 * numerator) % denominator.max(1) == 0 {
        object.number("percentagePlain", 100 * numerator / denominator.max(1))
    } else {
        object.number("percentageNominator", numerator).number("percentageDenominator", denominator)
    }
}

fn pledged(pledge: &Pledge) -> Object {
    let Identity { ogrn, inn, name } = &pledge.pledgee;
    let notary = Object::new()
        .text("fio", pledge.notary.name.whole())
        .text("innfl", &pledge.notary.inn)
        .text("contractNumber", pledge.contract)
        .text("date", pledge.date);
    let pledgee = Object::new().text("name", name).text("ogrn", ogrn).maybe_text("inn", inn.as_ref());
    Object::new().text("duration", pledge.duration).with("pledgeeUL", pledgee.with("notarization", notary))
}

fn relative(relative: &Relative) -> Object {
    let Identity { ogrn, inn, name } = &relative.of;
    Object::new().text("name", name).maybe_text("inn", inn.as_ref()).text("ogrn", ogrn).text("date", relative.date)
}

fn record(entry: &Entry, region: &Region) -> Object {
    let (code, name) = registering(region);
    let form = match entry.what {
        What::Created => "Р11001 заявление о создании ЮЛ",
        What::CreatedEntrepreneur => "Р21001 заявление о регистрации ФЛ в качестве ИП",
        _ => "Р13014 заявление об изменении сведений",
    };
    let handed_in = if matches!(entry.what, What::Created | What::CreatedEntrepreneur) { 0 } else { -5 };
    let document = || Object::new().text("name", form).text("date", entry.date.after(handed_in)).into();
    let is_first = handed_in == 0;
    // Certificates were given until 2017.
    let certificate = || {
        let number = entry.grn.get(5..12).unwrap_or_default();
        Object::new().text("serialNumber", format_args!("{} 99{number}", region.code)).text("date", entry.date).into()
    };
    let is_certified = is_first && entry.date < Date::new(2017, 1, 1);
    Object::new()
        .text("grn", &entry.grn)
        .text("date", entry.date)
        .text("name", entry.what.name())
        .flag("isInvalid", entry.void.is_some())
        .maybe_text("invalidSince", entry.void)
        .text("regName", name)
        .text("regCode", code)
        .list("documents", "document", entry.what.is_applied_for().then(document).into_iter().collect())
        .list("certificates", "certificate", is_certified.then(certificate).into_iter().collect())
}
