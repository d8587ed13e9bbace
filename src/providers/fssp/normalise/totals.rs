//! What the proceedings of an answer add up to, in kopecks.

use super::sums::{Sum, Sums};
use super::text;
use crate::json::Value;
use crate::providers::even::Tidy;
use crate::text::digits;

/// So many groups are told apart, more than any answer that was seen; what comes after is in the group without a name.
/// Without an end a hostile answer could make every proceeding be compared with all before it.
const MOST_GROUPS: usize = 1000;

#[derive(Clone, Copy, Default)]
struct Total {
    count: u32,
    kopecks: u64,
    without: u32,
    unread: u32,
}

impl Total {
    fn add(&mut self, sum: Sum) {
        self.count += 1;
        match sum {
            Sum::Absent => self.without += 1,
            Sum::Unread => self.unread += 1,
            Sum::Kopecks(kopecks) => match self.kopecks.checked_add(kopecks) {
                Some(all) => self.kopecks = all,
                None => self.unread += 1,
            },
        }
    }

    fn written(self) -> Value {
        let mut total = Tidy::default();
        let sum = text::roubles(self.kopecks);
        if self.unread == 0 {
            total.put_number("sum", sum.clone());
        }
        total.put_number("atLeast", sum);
        for (name, count) in [("count", self.count), ("withoutSum", self.without), ("unreadSums", self.unread)] {
            total.put_number(name, digits(count.into()));
        }
        total.into_value()
    }
}

/// Proceedings that have something in common.
#[derive(Default)]
struct Group {
    code: String,
    title: String,
    open: Total,
    closed: Total,
}

impl Group {
    fn add(&mut self, is_open: bool, sum: Sum) {
        if is_open { self.open.add(sum) } else { self.closed.add(sum) }
    }

    fn put(&self, object: &mut Tidy) {
        object.put("open", self.open.written());
        object.put("closed", self.closed.written());
    }
}

/// Everything that is added up.
#[derive(Default)]
pub(super) struct Totals {
    whole: Group,
    subjects: Vec<Group>,
    departments: Vec<Group>,
}

impl Totals {
    /// Adds a proceeding of a department, which has a code or at least a title.
    pub(super) fn add(&mut self, is_open: bool, sums: &Sums, code: &str, title: &str) {
        self.whole.add(is_open, sums.whole());
        for (title, sum) in sums.parts() {
            add_to(&mut self.subjects, ["", title], is_open, sum);
        }
        add_to(&mut self.departments, [code, title], is_open, sums.whole());
    }

    pub(super) fn written(&self) -> Value {
        let mut totals = Tidy::default();
        self.whole.put(&mut totals);
        for (name, groups) in [("bySubject", &self.subjects), ("byDepartment", &self.departments)] {
            let mut list = Vec::new();
            for group in groups {
                let mut object = Tidy::default();
                object.put_text("code", &group.code);
                object.put_text("title", &group.title);
                group.put(&mut object);
                list.push(object.into_value());
            }
            totals.put(name, Value::List(list));
        }
        totals.into_value()
    }
}

/// Adds to the group of that code or, without one, of that title.
fn add_to(groups: &mut Vec<Group>, [code, title]: [&str; 2], is_open: bool, sum: Sum) {
    let is_it = |group: &&mut Group| group.code == code && (!code.is_empty() || group.title == title);
    if let Some(group) = groups.iter_mut().find(is_it) {
        group.add(is_open, sum);
    } else if groups.len() >= MOST_GROUPS && !(code.is_empty() && title.is_empty()) {
        add_to(groups, ["", ""], is_open, sum);
    } else {
        let mut group = Group { code: code.to_owned(), title: title.to_owned(), ..Group::default() };
        group.add(is_open, sum);
        groups.push(group);
    }
}
