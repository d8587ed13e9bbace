//! One entry of the register of the wanted.

use super::NUMBER;
use crate::providers::even::{As, Table, Tidy};

const PLAIN: &Table = &[
    ("investigatedName", "investigatedName", As::Text),
    ("birthDate", "birthDate", As::Date),
    ("debtorAddress", "debtorAddress", As::Text),
    ("searchCategory", "searchCategory", As::Text),
    ("searchDocnumber", "searchNumber", As::Text),
    ("searchDate", "searchDate", As::Date),
    ("ipNumber", "number", NUMBER),
    ("ipRisedate", "startDate", As::Date),
    ("ipNumberCompl", "completion", As::Text),
];

const DEPARTMENT: &Table = &[
    ("depInitCode", "code", As::Text),
    ("depInitName", "title", As::Text),
    ("depInitAdr", "address", As::Text),
    ("depInitPhone", "phone", As::Text),
];

pub(super) fn entry(record: &mut Tidy) {
    record.set_right(PLAIN);
    let mut department = Tidy::default();
    record.move_to(&mut department, DEPARTMENT);
    let region = department.peek_text("code").get(..2).unwrap_or_default().to_owned();
    department.put_text("region", &region);
    record.put_object("department", department);
}
