//! What a proceeding is about, how much of it is not paid, and which of the provider's figures that is.

use super::text;
use crate::json::Value;
use crate::providers::even::{self, Tidy};

/// A sum of the provider's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    Absent,
    Kopecks(u64),
    /// There is one, but it cannot be read.
    Unread,
}

impl Sum {
    /// Both together: unread when one of them is, or when they are too much.
    fn and(self, other: Sum) -> Sum {
        match (self, other) {
            (Sum::Unread, _) | (_, Sum::Unread) => Sum::Unread,
            (sum, Sum::Absent) | (Sum::Absent, sum) => sum,
            (Sum::Kopecks(one), Sum::Kopecks(other)) => one.checked_add(other).map_or(Sum::Unread, Sum::Kopecks),
        }
    }
}

/// One of the things that are demanded.
struct Subject {
    title: String,
    sum: Sum,
    /// What else the provider says of it.
    rest: Tidy,
    /// Part of the proceeding's sum.
    counted: bool,
}

impl Subject {
    fn new(title: &str, sum: Sum) -> Subject {
        Subject { title: title.to_owned(), sum, rest: Tidy::default(), counted: false }
    }
}

/// The sums of a proceeding.
pub(super) struct Sums {
    subjects: Vec<Subject>,
    sum: Sum,
    basis: &'static str,
    stated: Sum,
    of_subjects: Sum,
}

impl Sums {
    /// Takes `sum` and `subjectArray` of a record; answers of before have one subject in `document_type` instead.
    pub(super) fn take(record: &mut Tidy) -> Sums {
        let stated = record.text("sum");
        let stated = read(record, "sum", &stated);
        let mut subjects = Vec::new();
        for (position, item) in record.items("subjectArray").into_iter().enumerate() {
            let mut rest = Tidy::of(item);
            let [title, sum] = ["title", "sum"].map(|name| rest.text(name));
            if let Some(fault) = rest.take_fault() {
                record.fail(fault.in_item(position), "subjectArray");
            }
            let sum = read(record, "subjectArray.sum", &sum);
            subjects.push(Subject { title, sum, rest, counted: false });
        }
        if subjects.is_empty() {
            let priced = record.text("document_type");
            if let Some((title, kopecks)) = text::priced(&priced) {
                subjects.push(Subject::new(title, Sum::Kopecks(kopecks)));
            } else {
                record.put_text("document_type", &priced);
                let title = record.peek_text("subject");
                if !title.is_empty() {
                    subjects.push(Subject::new(title, stated));
                }
            }
        }
        Sums::of(stated, subjects)
    }

    /// Which figure is the debt. The rule where a subject contains others is what a caller of the provider observed: «Остаток
    /// долга по исполнительному документу» and every «Исполнительский сбор» make the whole, the rest is in the remainder.
    fn of(stated: Sum, mut subjects: Vec<Subject>) -> Sums {
        let remains = |subject: &Subject| begins(&subject.title, "остаток долга по исполнительному документу");
        let is_fee = |subject: &Subject| begins(&subject.title, "исполнительский сбор");
        let of_subjects = add(subjects.iter());
        let has_remainder = subjects.iter().any(|subject| remains(subject) && subject.sum != Sum::Absent);
        let (basis, sum) = if has_remainder {
            for subject in &mut subjects {
                subject.counted = remains(subject) || is_fee(subject);
            }
            ("remainder", add(subjects.iter().filter(|subject| subject.counted)))
        } else {
            match (stated, of_subjects) {
                (Sum::Kopecks(0) | Sum::Absent | Sum::Unread, Sum::Kopecks(1..)) => ("subjects", of_subjects),
                (Sum::Kopecks(0) | Sum::Absent, Sum::Unread) => ("subjects", of_subjects),
                (Sum::Absent, Sum::Kopecks(0)) => ("subjects", of_subjects),
                (Sum::Absent, Sum::Absent) => ("absent", stated),
                (Sum::Kopecks(_) | Sum::Unread, _) => ("stated", stated),
            }
        };
        let only = of_subjects == Sum::Absent && subjects.len() == 1;
        if basis != "remainder" && (sum == of_subjects || only) {
            subjects.iter_mut().for_each(|subject| subject.counted = true);
        }
        let basis = if sum == Sum::Unread { "unread" } else { basis };
        Sums { subjects, sum, basis, stated, of_subjects }
    }

    /// The whole, and the parts that it consists of, each with its title. A title that occurs twice is one part.
    pub(super) fn whole_and_parts(&self) -> (Sum, Vec<(&str, Sum)>) {
        let mut parts: Vec<(&str, Sum)> = Vec::new();
        for subject in self.subjects.iter().filter(|subject| subject.counted) {
            match parts.iter_mut().find(|(title, _)| *title == subject.title) {
                Some((_, sum)) => *sum = sum.and(subject.sum),
                None => parts.push((&subject.title, subject.sum)),
            }
        }
        match parts.as_mut_slice() {
            [] => parts.push(("", self.sum)),
            [(_, sum)] => *sum = self.sum,
            _ => {}
        }
        (self.sum, parts)
    }

    /// Writes them into the record.
    pub(super) fn put(self, record: &mut Tidy) {
        let subjects = self.subjects.into_iter().map(|subject| {
            let mut written = subject.rest;
            written.put_text("title", &subject.title);
            put_sum(&mut written, "sum", subject.sum);
            written.put("counted", Value::Bool(subject.counted));
            written.into_value()
        });
        record.put("subjects", Value::List(subjects.collect()));
        put_sum(record, "sum", self.sum);
        record.put_text("sumBasis", self.basis);
        for (name, sum) in [("statedSum", self.stated), ("subjectsSum", self.of_subjects)] {
            put_sum(record, name, if sum == self.sum { Sum::Absent } else { sum });
        }
    }
}

/// The sum that a text is; what is none is left among the unread of the record.
fn read(record: &mut Tidy, field: &str, spelled: &str) -> Sum {
    if spelled.is_empty() {
        return Sum::Absent;
    }
    match text::kopecks(spelled) {
        Some(kopecks) => Sum::Kopecks(kopecks),
        None => {
            record.leave(field, spelled);
            Sum::Unread
        }
    }
}

/// Whether a text begins with these small letters, itself in small or capital ones.
fn begins(text: &str, with: &str) -> bool {
    let mut letters = text.chars().map(even::text::small);
    with.chars().all(|letter| letters.next() == Some(letter))
}

fn add<'s>(subjects: impl Iterator<Item = &'s Subject>) -> Sum {
    subjects.fold(Sum::Absent, |all, subject| all.and(subject.sum))
}

fn put_sum(object: &mut Tidy, name: &str, sum: Sum) {
    object.reserve(name);
    if let Sum::Kopecks(kopecks) = sum {
        object.put_number(name, text::roubles(kopecks));
    }
}
