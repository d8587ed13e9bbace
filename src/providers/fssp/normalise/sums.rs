//! What a proceeding is about, how much of it is not paid, and which of the provider's figures that is.

use super::text;
use crate::json::Value;
use crate::providers::even::Tidy;
use crate::providers::even::text::in_small;

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
            let title = rest.text("title");
            let sum = rest.text("sum");
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
        let (mut of_subjects, mut of_remainder, mut has_remainder) = (Sum::Absent, Sum::Absent, false);
        for subject in &mut subjects {
            let title = in_small(&subject.title);
            let remains = title.starts_with("остаток долга по исполнительному документу");
            of_subjects = of_subjects.and(subject.sum);
            has_remainder |= remains && subject.sum != Sum::Absent;
            if remains || title.starts_with("исполнительский сбор") {
                subject.counted = true;
                of_remainder = of_remainder.and(subject.sum);
            }
        }
        let (mut basis, sum) = match (stated, of_subjects) {
            _ if has_remainder => ("remainder", of_remainder),
            (Sum::Kopecks(0) | Sum::Absent | Sum::Unread, Sum::Kopecks(1..)) => ("subjects", of_subjects),
            (Sum::Kopecks(0) | Sum::Absent, Sum::Unread) => ("subjects", of_subjects),
            (Sum::Absent, Sum::Kopecks(0)) => ("subjects", of_subjects),
            (Sum::Absent, Sum::Absent) => ("absent", stated),
            (Sum::Kopecks(_) | Sum::Unread, _) => ("stated", stated),
        };
        if !has_remainder {
            let adds_up = sum == of_subjects || of_subjects == Sum::Absent && subjects.len() == 1;
            for subject in &mut subjects {
                subject.counted = adds_up;
            }
        }
        if sum == Sum::Unread {
            basis = "unread";
        }
        Sums { subjects, sum, basis, stated, of_subjects }
    }

    /// The whole.
    pub(super) fn whole(&self) -> Sum {
        self.sum
    }

    /// The parts that the whole consists of, each with its title. A title that occurs twice is one part.
    pub(super) fn parts(&self) -> Vec<(&str, Sum)> {
        let mut parts: Vec<(&str, Sum)> = Vec::new();
        for subject in &self.subjects {
            if !subject.counted {
                continue;
            }
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
        parts
    }

    /// Writes them into the record.
    pub(super) fn put(self, record: &mut Tidy) {
        let mut subjects = Vec::new();
        for subject in self.subjects {
            let mut written = subject.rest;
            written.put_text("title", &subject.title);
            put_sum(&mut written, "sum", subject.sum);
            written.put("counted", Value::Bool(subject.counted));
            subjects.push(written.into_value());
        }
        record.put("subjects", Value::List(subjects));
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

fn put_sum(object: &mut Tidy, name: &str, sum: Sum) {
    object.reserve(name);
    if let Sum::Kopecks(kopecks) = sum {
        object.put_number(name, text::roubles(kopecks));
    }
}
