//! Objects and relations as the provider's mapper writes them, for those who may see everything and for those who may not.

use super::net::{Arrow, Facts, Kind, Net, Thing, one_line};
use crate::json::Value;
use crate::providers::nkb::links::{Entity, TYPES};
use crate::sandbox::nkb::actuality::{Settled, What};
use crate::sandbox::world::{Date, Purchase, Random, State, Subject, Topic};
use std::collections::BTreeMap;

/// An object of JSON in the making.
pub(super) type Members = Vec<(String, Value)>;

pub(super) fn member(name: &str, value: Value) -> (String, Value) {
    (name.to_owned(), value)
}

pub(super) fn text(text: impl ToString) -> Value {
    Value::Text(text.to_string())
}

pub(super) fn number(number: impl ToString) -> Value {
    Value::Number(number.to_string())
}

pub(super) fn object<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| member(name, value)).collect())
}

/// The state in the words of the provider.
fn state(subject: &Subject) -> &'static str {
    use crate::sandbox::world::{End, Procedure};
    match subject.facts.state {
        State::Active => "Действующее",
        State::Under(Procedure::Accession, _) => "Находится в процессе реорганизации в форме присоединения",
        State::Under(Procedure::Transformation, _) => "Находится в процессе реорганизации в форме преобразования",
        State::Under(Procedure::Liquidation, _) => "Находится в стадии ликвидации",
        State::Under(Procedure::Observation | Procedure::Competition, _) => "Находится в процедуре банкротства",
        State::Under(..) => "Действующее",
        State::Ended(End::Accession, _) => "Прекратило деятельность при присоединении",
        State::Ended(End::Merger, _) => "Прекратило деятельность при слиянии",
        State::Ended(End::Transformation, _) => "Прекратило деятельность при преобразовании",
        State::Ended(End::Division, _) => "Прекратило деятельность при разделении",
        State::Ended(..) => "Ликвидировано",
    }
}

/// An object without its relations. `typed`: whether it says what it is, which the answers about one kind leave out.
pub(super) fn thing(net: &Net, place: usize, typed: bool) -> Members {
    let Some(thing) = net.thing(place) else { return Vec::new() };
    let mut members = Vec::new();
    if typed {
        members.push(member("type", text(thing.what.entity().name())));
    }
    members.push(member("id", text(&thing.id)));
    match &thing.what {
        Kind::Company(subject, organisation) => {
            let name = &organisation.name.value;
            let chief = organisation.managers.first().map(|manager| manager.value.name.clone());
            let chief = chief.or_else(|| organisation.heads.first().map(|head| head.value.person.name.whole()));
            let own = Own {
                okpo: subject.facts.codes.okpo.as_deref(),
                kpp: organisation.kpp.as_deref(),
                full: Some(name.full.clone()),
                short: name.short.clone(),
                chief,
                address: Some(one_line(&organisation.address.value)),
                registered: subject.facts.registered,
                okopf: subject.facts.codes.form.okopf,
            };
            company(&mut members, subject, own);
        }
        Kind::Branch(subject, organisation, branch, okpo) => {
            use crate::sandbox::world::Place;
            let name = branch.name.clone();
            let address = match &branch.place {
                Place::Russia(address) => one_line(address),
                Place::Abroad { text, .. } => (*text).to_owned(),
            };
            let full = name.clone().unwrap_or_else(|| format!("Филиал {}", organisation.name.value.readable));
            let own = Own {
                okpo: Some(okpo),
                kpp: branch.kpp.as_deref(),
                full: Some(full),
                short: name,
                chief: None,
                address: Some(address),
                registered: branch.changed,
                okopf: "30002",
            };
            company(&mut members, subject, own);
        }
        Kind::Individual(name) => members.push(member("name", text(name))),
        Kind::Address { text: value, index } => {
            members.push(member("value", text(value)));
            members.extend(index.as_ref().map(|index| member("index", text(index))));
        }
        Kind::Phone(value) => members.push(member("value", text(value))),
        Kind::Purchase(one) => purchase(&mut members, one),
    }
    members.push(member("info", info(net, place)));
    members
}

/// What a company and its branch have each for themselves.
struct Own<'s> {
    okpo: Option<&'s str>,
    kpp: Option<&'s str>,
    full: Option<String>,
    short: Option<String>,
    chief: Option<String>,
    address: Option<String>,
    registered: Date,
    okopf: &'s str,
}

fn company(members: &mut Members, subject: &Subject, own: Own<'_>) {
    let facts = &subject.facts;
    let okved: String = subject.activities().principal.code.split('.').collect();
    let status = object([("type", text(state(subject))), ("date", text(super::net::told_now(subject)))]);
    // The index keeps it as a number, so that a zero at the beginning is lost.
    let okato = facts.codes.okato.map(|okato| okato.trim_start_matches('0').to_owned());
    let texts = [
        ("inn", facts.inn.clone()),
        ("ogrn", Some(facts.ogrn.clone())),
        ("okpo", own.okpo.map(str::to_owned)),
        ("kpp", own.kpp.map(str::to_owned)),
        ("fullName", own.full),
        ("shortName", own.short),
        ("chiefName", own.chief),
        ("address", own.address),
        ("regDate", Some(own.registered.to_string())),
    ];
    members.extend(texts.into_iter().filter_map(|(name, value)| Some(member(name, text(value?)))));
    members.push(member("status", status));
    let codes = [("okopf", Some(own.okopf.to_owned())), ("okved", Some(okved)), ("okato", okato)];
    members.extend(codes.into_iter().filter_map(|(name, value)| Some(member(name, text(value?)))));
}

const GOODS: &[&str] = &[
    "Поставка бумаги",
    "Поставка канцелярских товаров",
    "Оказание услуг по уборке помещений",
    "Поставка лабораторного оборудования",
    "Сопровождение программного обеспечения",
    "Перевозка грузов",
];

/// The draws are those of Фокус, so that both tell of the same purchase.
fn purchase(members: &mut Members, purchase: &Purchase) {
    let mut random = purchase.random();
    let law = match random.below(8) {
        _ if purchase.published < Date::new(2014, 1, 1) => "FZ_94",
        0..=1 => "FZ_223",
        _ => "FZ_44",
    };
    let name = random.pick(GOODS).copied().unwrap_or_default();
    let _ = random.chance(60);
    let form =
        if random.chance(70) { "Электронный аукцион" } else { "Запрос котировок" };
    members.push(member("name", text(name)));
    members.push(member("form", text(form)));
    members.push(member("date", text(purchase.published)));
    members.push(member("currency", text("RUB")));
    members.push(member("totalPrice", roubles(purchase.prices().0)));
    if form == "Электронный аукцион" {
        members.push(member("etp", text("АО «Образцовая торговая площадка»")));
    }
    members.push(member("law", text(law)));
}

fn roubles(kopecks: u64) -> Value {
    number(format!("{}.{:02}", kopecks / 100, kopecks % 100))
}

/// How many different objects are related, by type: those with any relation that holds, and those without.
fn info(net: &Net, place: usize) -> Value {
    let count = |out: bool| {
        let mut others: BTreeMap<(usize, usize), bool> = BTreeMap::new();
        for arrow in net.arrows(place, out) {
            *others.entry((arrow.link, arrow.other(place))).or_default() |= arrow.is_actual();
        }
        let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for ((link, _), is_actual) in others {
            let count = counts.entry(link).or_default();
            if is_actual { count.0 += 1 } else { count.1 += 1 }
        }
        let members = counts.into_iter().map(|(link, (actual, outdated))| {
            let counts = [("actual", actual), ("outdated", outdated)].into_iter().filter(|(_, count)| *count > 0);
            let counts = counts.map(|(name, count)| member(name, number(count))).collect();
            member(TYPES.get(link).copied().unwrap_or_default(), Value::Object(counts))
        });
        Value::Object(members.collect())
    };
    object([("in", count(false)), ("out", count(true))])
}

/// The records of a relation: all of those with a history, of others one.
pub(super) fn records(net: &Net, arrow: &Arrow) -> Vec<Members> {
    let since = |since: Date| {
        vec![member("since", text(since)), member("actual", text(crate::sandbox::world::TODAY.after(-12)))]
    };
    let mut members = match &arrow.facts {
        Facts::History { inn, records } => {
            let name = net.thing(arrow.source).and_then(Thing::name);
            return records.iter().map(|record| history(record, inn.as_deref(), name)).collect();
        }
        Facts::Since(date) => since(*date),
        Facts::Affiliated { causes, since: date, shares } => {
            let cause = |name: &&str| object([("name", text(name)), ("since", number(epoch_ms(*date)))]);
            let mut members = vec![member("causes", Value::List(causes.iter().map(cause).collect()))];
            if let Some((capital, stock)) = shares {
                members.push(member("shareCapital", number(capital)));
                members.push(member("shareStock", number(stock)));
            }
            members.extend(since(*date));
            members
        }
        Facts::Managed { since: date, by } => {
            let mut members: Members = by.iter().map(|by| member("representative", text(by))).collect();
            if let Some(by) = by {
                let is_woman = by.ends_with('а');
                members.push(member("representative_gender", text(if is_woman { "FEMALE" } else { "MALE" })));
            }
            members.extend(since(*date));
            members
        }
        Facts::Contact { email, phone } => {
            let known = [("email", email), ("phone", phone)];
            known.into_iter().filter_map(|(name, value)| Some(member(name, text(value.as_ref()?)))).collect()
        }
        Facts::Customer => lots(net, arrow, |_, start, _| object([("lot", number(1)), ("price", roubles(start))])),
        Facts::Bid(bid, inn) => {
            let bid = *bid;
            let mut members = lots(net, arrow, |purchase, _, end| offer(purchase, bid, end));
            members.extend(inn.iter().map(|inn| member("inn", text(inn))));
            members
        }
        Facts::Member(place) => {
            let role = match place {
                0 => "Председатель комиссии",
                4 => "Секретарь комиссии",
                _ => "Член комиссии",
            };
            vec![member("number", number(place + 1)), member("role", text(role))]
        }
    };
    if !members.iter().any(|(name, _)| name == "since") {
        members.push(member("since", Value::Null));
    }
    vec![members]
}

fn history(record: &Settled, inn: Option<&str>, name: Option<&str>) -> Members {
    let mut members = Members::new();
    match &record.entry.what {
        What::Share(share) => {
            if let Some((amount, percent)) = share {
                members.push(member("shareAmount", number(format!("{amount:.1}"))));
                members.push(member("sharePercent", number(percent)));
            }
        }
        What::Post(post) => members.push(member("position", text(post))),
    }
    members.extend(inn.map(|inn| member("inn", text(inn))));
    members.extend(name.map(|name| member("name", text(name))));
    members.push(member("outdated", Value::Bool(record.outdated)));
    members.push(member("since", record.entry.since.map_or(Value::Null, text)));
    members.push(member("actual", text(record.entry.told)));
    members
}

/// One lot; every purchase of this world has one.
fn lots(net: &Net, arrow: &Arrow, lot: impl Fn(&Purchase, u64, u64) -> Value) -> Members {
    let Some(Kind::Purchase(purchase)) = net.thing(arrow.target).map(|thing| &thing.what) else { return Vec::new() };
    let (start, end) = purchase.prices();
    let date = text(purchase.published);
    vec![
        member("lots", Value::List(vec![lot(purchase, start, end)])),
        member("since", date.clone()),
        member("actual", date),
    ]
}

fn offer(purchase: &Purchase, bid: usize, end: u64) -> Value {
    let mut random = Random::of(purchase.customer.facts.seed, Topic::Link, 1_000 + purchase.place);
    let application = format!("Вх. № {}", random.between(100, 900) + u32::try_from(bid).unwrap_or(0));
    let mut members = vec![member("lot", number(1)), member("application", text(application))];
    let admitted = purchase.bids.get(bid).is_some_and(|bid| bid.is_admitted);
    if bid == 0 && purchase.winner().is_some() {
        members.push(member("price", roubles(end)));
        members.push(member("status", text("WIN")));
    } else if admitted {
        members.push(member("price", roubles(end + end / 50 * u64::try_from(bid).unwrap_or(0))));
    } else {
        members.push(member("status", text("NOT_ADMITTED")));
    }
    Value::Object(members)
}

/// Midnight of a day in Moscow, milliseconds since 1970.
fn epoch_ms(date: Date) -> i64 {
    let iso = date.to_string();
    let mut parts = iso.split('-').filter_map(|part| part.parse::<i64>().ok());
    let (year, month, day) = (parts.next().unwrap_or(1970), parts.next().unwrap_or(1), parts.next().unwrap_or(1));
    let shifted = if month <= 2 { year - 1 } else { year };
    let month = if month > 2 { month - 3 } else { month + 9 };
    let (era, of_era) = (shifted.div_euclid(400), shifted.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + day_of_year - 719_468;
    days * 86_400_000 - 3 * 3_600_000
}

/// What a login without rights gets: values whose signs are replaced, after a number sign.
pub(super) fn mask(members: &mut Members, entity: Entity) {
    let whole: &[&str] = match entity {
        Entity::Company => &["okpo", "inn", "chiefName"],
        Entity::Individual => &["name"],
        Entity::Address | Entity::Phone => &["value"],
        Entity::Purchase => &[],
    };
    for (name, value) in members.iter_mut() {
        match name.as_str() {
            // Only real dates are formatted, so that a masked one is written as none.
            "regDate" => *value = Value::Null,
            "ogrn" if entity == Entity::Company => hide(value, |place, _| place >= 6),
            "fullName" | "shortName" => {
                let mut inside = false;
                hide(value, |_, sign| {
                    inside ^= sign == '"';
                    inside && sign != '"'
                });
            }
            "address" => hide(value, |place, _| place >= 12),
            known if whole.contains(&known) => hide(value, |_, sign| sign != ' '),
            "relations" => {
                if let Value::List(relations) = value {
                    relations.iter_mut().for_each(mask_relation);
                }
            }
            _ => {}
        }
    }
}

fn mask_relation(relation: &mut Value) {
    let Value::Object(members) = relation else { return };
    for (name, value) in members {
        match name.as_str() {
            "inn" | "name" | "position" | "representative" => hide(value, |_, sign| sign != ' '),
            // Numbers as well, so that they are texts then.
            "shareAmount" | "sharePercent" => *value = text("#░░"),
            _ => {}
        }
    }
}

fn hide(value: &mut Value, mut hidden: impl FnMut(usize, char) -> bool) {
    let Value::Text(clear) = value else { return };
    let signs = clear.chars().enumerate().map(|(place, sign)| if hidden(place, sign) { '░' } else { sign });
    *clear = std::iter::once('#').chain(signs).collect();
    // One without quotes has nothing inside them.
    if !clear.contains('░') {
        *clear = "#░░░░".to_owned();
    }
}

impl Thing {
    fn name(&self) -> Option<&str> {
        match &self.what {
            Kind::Individual(name) => Some(name),
            _ => None,
        }
    }
}
