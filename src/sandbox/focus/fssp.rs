//! `fssp`: enforcement proceedings.

use super::page::Page;
use super::{address, href, identified};
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::{Outcome, Proceeding, Region, Subject, TODAY};

/// One item of the list, with one page of proceedings. Unlike others it tells first how fresh they are.
pub(super) fn item(subject: &Subject, page: &Page) -> Object {
    let drawn = subject.debtor();
    let total = usize::try_from(drawn.many).unwrap_or(0);
    let debtor = Debtor::of(subject);
    let places = page.places(total).into_iter().filter_map(|place| u32::try_from(place).ok());
    let proceedings = places.map(|place| debtor.proceeding(&drawn.proceeding(place)).into()).collect();
    identified(subject).text("updateDate", TODAY).with("focusHref", href(subject)).items(
        "fssp",
        "enforcementProceeding",
        proceedings,
    )
}

/// What the bailiffs write into each proceeding.
struct Debtor {
    name: String,
    address: Option<String>,
    region: &'static Region,
}

impl Debtor {
    fn of(subject: &Subject) -> Debtor {
        let address = subject.organisation().map(|organisation| address::one_line(&organisation.address.value));
        Debtor { name: subject.title().to_uppercase(), address, region: subject.region() }
    }

    fn proceeding(&self, one: &Proceeding) -> Object {
        let place = self.region.town.unwrap_or(self.region.name);
        let outcome = |wanted| one.outcome.is_some_and(|(outcome, _)| outcome == wanted);
        Object::new()
            .text("officialNum", one.title(self.region))
            .maybe_text("officialAggregatedNum", one.joint_title(self.region))
            .text("startDate", one.opened)
            .maybe("sum", one.sum.map(super::kopecks))
            .text("topic", one.topic)
            .text("executoryDocument", one.document)
            .text("executoryDocumentNumber", one.document_number(self.region))
            .text("executoryDocumentDate", one.issued)
            .text("debtorName", &self.name)
            .maybe_text("debtorAddress", self.address.as_ref())
            .flag("returnedToClaimer", outcome(Outcome::Returned))
            .flag("cancelledBecauseOfBancruptcy", outcome(Outcome::Bankruptcy))
            .flag("cancelledBecauseOfDissolvement", outcome(Outcome::Dissolution))
            .maybe_text("cancelDate", one.outcome.map(|(_, date)| date))
            .text("bailiffDepartment", format_args!("ОСП № 99 (учебный), {place}"))
            .with("bailiffDepartmentAddress", Node::Text(format!("г. {place}, ул. Вымышленная, д. 99")))
    }
}
