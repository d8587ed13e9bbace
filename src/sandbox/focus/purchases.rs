//! `govPurchasesOfParticipant` and `govPurchasesOfCustomer`: public purchases from either side.

use super::page::Page;
use super::{kopecks, nodes, root};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Bid, Date, Purchase, Stage, Subject, TODAY};

/// One item of the list, with one page of purchases of others.
pub(super) fn of_participant(subject: &Subject, page: &Page) -> Object {
    root(subject).items("purchasesOfParticipant", "purchase", written(page, subject.bids().collect()))
}

/// One item of the list, with one page of the subject's own purchases.
pub(super) fn of_customer(subject: &Subject, page: &Page) -> Object {
    root(subject).items("purchasesOfCustomer", "purchase", written(page, subject.purchases().collect()))
}

fn written(page: &Page, all: Vec<Purchase>) -> Vec<Node> {
    page.places(all.len()).into_iter().filter_map(|place| all.get(place)).map(|one| purchase(one).into()).collect()
}

/// What is bought: topic, object, and its ОКПД 2 code.
const GOODS: &[(&str, &str, &str, &str)] = &[
    ("Поставка бумаги", "Бумага А4", "17.12.14.110", "Бумага для печати"),
    (
        "Поставка канцелярских товаров",
        "Папка-скоросшиватель",
        "17.23.13.199",
        "Принадлежности канцелярские прочие из бумаги или картона",
    ),
    ("Оказание услуг по уборке помещений", "Уборка помещений", "81.21.10.000", "Услуги по общей уборке зданий"),
    ("Поставка лабораторного оборудования", "Весы лабораторные", "26.51.31.000", "Весы точные"),
    (
        "Сопровождение программного обеспечения",
        "Сопровождение",
        "62.02.30.000",
        "Услуги по технической поддержке информационных технологий",
    ),
    (
        "Перевозка грузов",
        "Перевозка грузов",
        "49.41.19.900",
        "Услуги по перевозке автомобильным транспортом прочих грузов",
    ),
];

/// Laws by the time from which they are used.
fn law(published: Date, draw: u32) -> &'static str {
    match draw {
        _ if published < Date::new(2014, 1, 1) => "Fz94",
        0..=1 => "Fz223",
        _ => "Fz44",
    }
}

fn purchase(purchase: &Purchase) -> Object {
    let mut random = purchase.random();
    let published = purchase.published;
    let law = law(published, random.below(8));
    let (topic, object, code, code_name) = random.pick(GOODS).copied().unwrap_or_default();
    let (start, end) = purchase.prices();
    let is_cash = random.chance(60);
    let selection =
        if random.chance(70) { "Электронный аукцион" } else { "Запрос котировок" };
    let has_object = random.chance(85);
    let state = match purchase.stage {
        Stage::Open => "Подача заявок",
        Stage::NoBids => "Без участников",
        Stage::Cancelled => "Закупка отменена",
        Stage::Contract => "Контракт заключен",
    };
    let customer = purchase.customer;
    let number = format!("0{}0000{:05}{:08}", customer.region().code, customer.facts.seed % 100_000, purchase.place);
    let object_node =
        Object::new().text("name", object).items("okdps", "okdp", Vec::new()).items("okpds", "okpd", Vec::new());
    let object_node =
        object_node.items("okpd2s", "okpd2", vec![Object::new().text("code", code).text("name", code_name).into()]);
    let item = Object::new()
        .text("purchaseType", law)
        .text("purchaseNumber", number)
        .text("purchaseStateDescription", state)
        .text("selectionTypeDescription", selection)
        .text("topicDescription", topic)
        .text("publicationDate", published)
        .with("startPrice", price(start))
        .with("startSum", kopecks(start))
        .items("customers", "customer", vec![party(customer).into()])
        .items("participants", "participant", participants(purchase));
    let item = if purchase.winner().is_some() { contract(item, purchase, end, is_cash) } else { item };
    item.list("purchaseObjects", "purchaseObject", has_object.then(|| object_node.into()).into_iter().collect())
}

fn contract(item: Object, purchase: &Purchase, sum: u64, is_cash: bool) -> Object {
    let signed = purchase.published.after(14).min(purchase.customer.last_day());
    let due = signed.after(168);
    let mut random = purchase.random();
    let (stage, reason) = match random.below(30) {
        _ if due >= TODAY => ("execution", None),
        0 => ("executionTerminated", Some("Соглашение сторон")),
        1 => ("executionTerminatedForEndExecutionDatePassed", None),
        2 => ("invalidated", Some("Признан недействительным по решению суда")),
        // The provider's own letter С, U+0421.
        _ => ("execution\u{0421}ompleted", None),
    };
    let number = format!(
        "1{}{:05}{:08}",
        purchase.customer.region().code,
        purchase.customer.facts.seed % 100_000,
        purchase.place
    );
    item.with("winnerPrice", Object::new().with("sum", kopecks(sum)))
        .text("contractNumber", number)
        .text("contractDate", signed)
        .text("contractExecutionDate", due)
        .text("contractEnforcement", if is_cash { "cashAccount" } else { "bankGuarantee" })
        .with("contractPrice", price(sum))
        .with("contractSum", kopecks(sum))
        .text("contractStage", stage)
        .maybe_text("contractCanceledReason", reason)
        .flag("partiallyExecuted", stage == "execution" && random.chance(40))
}

/// Bids become public when it is decided about them.
fn participants(purchase: &Purchase) -> Vec<Node> {
    let winner = purchase.winner();
    nodes(&purchase.bids, |Bid { bidder, is_admitted }| {
        let wins = winner.is_some_and(|winner| std::ptr::eq(winner, *bidder));
        party(bidder).flag("isWinner", wins).flag("hasContract", wins).flag("isNotAdmitted", !is_admitted)
    })
}

fn price(sum: u64) -> Object {
    Object::new().with("sum", kopecks(sum)).text("currencyCode", "RUB")
}

fn party(subject: &Subject) -> Object {
    let kpp = subject.organisation().and_then(|organisation| organisation.kpp.as_ref());
    Object::new().maybe_text("inn", subject.facts.inn.as_ref()).maybe_text("kpp", kpp).text("name", subject.title())
}
