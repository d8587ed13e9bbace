//! `contacts`: telephone numbers.

use super::root;
use crate::sandbox::wire::{Node, Object};
use crate::sandbox::world::Subject;

/// One item of the list. The count is that of `req`.
pub(super) fn item(subject: &Subject) -> Object {
    let phones = &subject.facts.phones;
    let count = Some(phones.len()).filter(|count| *count > 0);
    let numbers = phones.iter().map(|phone| Node::Text(phone.clone())).collect();
    let object = Object::new().maybe("count", count.map(Node::number)).items("phones", "string", numbers);
    root(subject).with("contactPhones", object)
}
