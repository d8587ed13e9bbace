//! `briefReport`: a link to the express report, or the report itself as a PDF.

use super::{document, report, root};
use crate::sandbox::wire::Object;
use crate::sandbox::world::{Random, Subject, Topic};

/// One item of the list. The link leads nowhere; it looks like the real one, which works once.
pub(super) fn item(subject: &Subject) -> Object {
    let ogrn = &subject.facts.ogrn;
    let mut random = Random::of(subject.facts.seed, Topic::Link, 0);
    let (mac, token) = (random.hex(40), random.hex(32));
    let href = format!("https://focus-lite.kontur.ru/briefReport?ogrn={ogrn}&mac={mac}&ltoken={token}");
    let report = Object::new().text("href", href).with("summary", report::summary(subject));
    root(subject).with("briefReport", report)
}

/// One page of the document.
pub(super) fn page(subject: &Subject) -> Option<Vec<String>> {
    let mut lines = document::beginning("Экспресс-отчёт", subject);
    let colours = report::colours(subject);
    for (shown, meaning) in [
        (colours.green, "Зелёный: есть признаки деятельности"),
        (colours.yellow, "Жёлтый: есть на что обратить внимание"),
        (colours.red, "Красный: деятельность прекращена или может прекратиться"),
    ] {
        lines.extend(shown.then(|| meaning.to_owned()));
    }
    Some(lines)
}
