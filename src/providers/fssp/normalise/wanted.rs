//! One entry of the register of the wanted.

use super::proceeding::number;
use super::tidy::{As, Tidy};
use crate::json::{Fault, Value};

const PLAIN: &[(&str, As)] = &[
    ("investigatedName", As::Text),
    ("birthDate", As::Date),
    ("debtorAddress", As::Text),
    ("searchCategory", As::Text),
    ("searchDocnumber", As::Text),
    ("searchDate", As::Date),
    ("ipRisedate", As::Date),
    ("ipNumberCompl", As::Text),
];

pub(super) fn entry(mut record: Tidy) -> Result<Value, Fault> {
    record.reserve(&["number", "department", "unread"]);
    record.set_right(PLAIN)?;
    if let Some(written) = record.take_text("ipNumber")? {
        record.put("number", number(written).done());
    }
    let mut department = Tidy::new();
    for (name, ours) in
        [("depInitCode", "code"), ("depInitName", "title"), ("depInitAdr", "address"), ("depInitPhone", "phone")]
    {
        let given = record.take_text(name)?.unwrap_or_default();
        if ours == "code" {
            department.put_text("region", given.get(..2).unwrap_or_default());
        }
        department.put_text(ours, given);
    }
    record.put_unless_empty("department", department);
    Ok(record.done())
}
