//! What the PDF documents have in common, and the extract from the register.

use super::status;
use crate::sandbox::world::{Entity, Subject, TODAY};

/// Heading and first lines of a page.
pub(super) fn beginning(heading: &str, subject: &Subject) -> Vec<String> {
    let facts = &subject.facts;
    let mut lines = vec![heading.to_owned(), format!("На {TODAY}. Все сведения вымышлены."), String::new()];
    lines.push(subject.title());
    lines.extend(facts.inn.as_ref().map(|inn| format!("ИНН {inn}")));
    lines.push(format!("ОГРН {}", facts.ogrn));
    lines
}

/// `excerpt`: one page of the document.
pub(super) fn excerpt(subject: &Subject) -> Option<Vec<String>> {
    let facts = &subject.facts;
    let mut lines = beginning("Выписка из государственного реестра", subject);
    lines.push(format!("Дата регистрации {}", facts.registered));
    lines.extend(facts.state.ended().map(|ended| format!("Дата прекращения {ended}")));
    match &subject.entity {
        Entity::Entrepreneur(_) => lines.push(status::words_of_entrepreneur(facts.state).to_owned()),
        Entity::Organisation(organisation) => {
            lines.push(status::words_of_organisation(facts.state).to_owned());
            lines.extend(organisation.kpp.as_ref().map(|kpp| format!("КПП {kpp}")));
            lines.push(super::address::one_line(&organisation.address.value));
            for head in &organisation.heads {
                lines.push(format!("{}: {} с {}", head.value.post, head.value.person.name.whole(), head.first));
            }
        }
    }
    lines.push(String::new());
    lines.push("Записи реестра".to_owned());
    let records = subject.records();
    lines.extend(records.iter().map(|record| format!("{} {} {}", record.date, record.grn, record.what.name())));
    Some(lines)
}
